"""A Jekyll site that lies in a folder of its own (``docs/``), or whose sources do (``source: src``).

In: the files of the whole site, the folder.  Out: the files as Jekyll saw them; what was made of them, by their whole paths.
Never: touches a file.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

from newsgen.migrate.imported import Imported, Note, Source
from newsgen.migrate.jekyll.settings import Config
from newsgen.migrate.matter import said


def root_of(source: Source) -> str:
    """The folder of the one site below, where none lies at the top."""
    found = [posixpath.dirname(path) for path in source.paths if re.fullmatch(r"(?:.+/)?_config\.(?:yml|yaml|toml)", path)]
    roots = [each for each in dict.fromkeys(found) if any(path.startswith(f"{each}/_posts/") for path in source.paths)]
    return roots[0] if len(roots) == 1 and "" not in found else ""


def folder_of(source: Source, settings: Config) -> str:
    """The folder, if the settings name one that is there."""
    folder = said(settings.values.get("source")).strip("./")
    return folder if folder and any(path.startswith(f"{folder}/") for path in source.paths) else ""


def below(source: Source, folder: str) -> Source:
    """The files of the folder, and the plugins, which may lie beside it."""
    whole = {path.removeprefix(f"{folder}/"): path for path in source.paths if path.startswith(f"{folder}/")}
    plugins = {f"_{path.lstrip('_')}": path for path in source.paths if path.startswith(("_plugins/", "plugins/"))}
    whole = plugins | whole
    return Source(
        source.name,
        tuple(sorted(whole)),
        lambda path: source.read(whole[path]),
        lambda path: source.changed(whole[path]),
        source.notes,
        lambda path, place: source.copy(whole[path], place),
    )


def above(made: Imported, source: Source, folder: str) -> Imported:
    """What was made of a folder, with paths from where the settings lie, and a line for each file beside it."""
    inside = {path for path in source.paths if path.startswith(f"{folder}/")}
    beside = {path: (_of(path),) for path in source.paths if path not in inside}
    notes = {f"{folder}/{path}": each for path, each in made.notes.items() if f"{folder}/{path}" in inside}
    return replace(
        made,
        pieces=tuple(replace(piece, origin=f"{folder}/{piece.origin}") for piece in made.pieces),
        files={address: f"{folder}/{origin}" for address, origin in made.files.items()},
        notes={**source.notes, **beside, **notes},
    )


def _of(path: str) -> Note:
    if path.startswith("_config."):
        return Note("read for the settings")
    return Note("left out: it lies beside the folder of the sources")
