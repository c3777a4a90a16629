"""The files of a Hugo site that are no pages.

In: a source, its settings and pages.  Out: what was served as it is, by address, and notes on the rest.
Never: passes over a file without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from posixpath import dirname

from newsgen.migrate.hugo.documents import Found
from newsgen.migrate.hugo.permalinks import urlized
from newsgen.migrate.hugo.placing import habits_of
from newsgen.migrate.hugo.settings import Config, folders, mounts
from newsgen.migrate.imported import Note, Source, needs_hand

_LOOK = ("layouts/", "archetypes/", "themes/", "i18n/", "data/", "assets/", "resources/", "public/", "_vendor/")


def served(source: Source, settings: Config, found: Sequence[Found]) -> tuple[dict[str, str], dict[str, tuple[Note, ...]]]:
    """What Hugo served as it was, by address, and notes on the rest."""
    taken = {each.path for each in found}
    bundles = {each.bundle or dirname(each.path): each.address for each in found if each.bundle or each.kind == "section"}
    static = dict.fromkeys(folders(settings.values, "staticdir", "static"), "")
    static |= {source: f"/{inside}" if inside else "" for source, inside, _ in mounts(settings.values, "static")}
    files: dict[str, str] = {}
    notes: dict[str, tuple[Note, ...]] = {}
    for path in source.paths:
        if path in taken or path in settings.notes:
            continue
        address = _address(path, settings, bundles, static)
        if address:
            files.setdefault(address, path)
        else:
            notes[path] = (_why(path),)
    return files, notes


_SHOWN = re.compile(r".*\.(?:jpe?g|png|gif|webp|svg|avif|mp4|webm|mp3|ogg|pdf)", re.I)


def _address(path: str, settings: Config, bundles: Mapping[str, str], static: Mapping[str, str]) -> str:
    folder = max((name for name in static if path.startswith(f"{name}/")), key=len, default="")
    if folder:
        return static[folder] + path[len(folder) :]
    theme = re.fullmatch(r"themes/[^/]+/static(/.+)", path)
    if theme and _SHOWN.fullmatch(path):
        return theme[1]
    holders = [each for each in settings.languages if path.startswith(f"{each.folder}/")]
    within = max(holders, key=lambda each: len(each.folder), default=None)
    if within:
        above = dirname(path)
        while above and above not in bundles:
            above = dirname(above)
        if above:
            return bundles[above].removesuffix(".html").rstrip("/") + path[len(above) :]
        habits = habits_of(settings)
        parts = [*within.inside.split("/"), *path[len(within.folder) + 1 :].split("/")]
        return within.prefix + "".join(f"/{urlized(part, habits)}" for part in parts if part)
    return path.removeprefix("assets") if path.startswith("assets/") and _SHOWN.fullmatch(path) else ""


def _why(path: str) -> Note:
    if path.startswith(_LOOK):
        return Note("left out: part of the old look, or of use to the old program alone")
    return (
        Note("left out: Hugo did not serve it")
        if "/" not in path
        else needs_hand("left out: it lies in no folder that Hugo serves")
    )
