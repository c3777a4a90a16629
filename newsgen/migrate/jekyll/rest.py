"""The files of a Jekyll site that are no documents: copied as Jekyll copied them, or told of.

In: a source, its documents.  Out: what is served as it is, and notes on the others.  Never: passes over a file without a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import basename, splitext

from newsgen.migrate.imported import Note, Source, needs_hand
from newsgen.migrate.jekyll.documents import HTML, MARKDOWN, Found, is_excluded, kind_of
from newsgen.migrate.jekyll.settings import Config

_LOOK = frozenset("_layouts _includes _sass _plugins _data".split())
_PROCESSED = (".scss", ".sass", ".css", ".js", ".coffee", ".xml", ".json", ".txt", ".rss", ".atom", ".webmanifest")
Notes = dict[str, tuple[Note, ...]]


def rest(source: Source, settings: Config, found: Sequence[Found]) -> tuple[dict[str, str], Notes]:
    """Old addresses of files that are copied, and notes on those that are not."""
    taken = {each.path for each in found}
    files: dict[str, str] = {}
    notes: Notes = {}
    for path in source.paths:
        if path in taken:
            continue
        said = _why_not(path, source, settings)
        if said is None:
            files[_address(path)] = path
        else:
            notes[path] = (said,)
    return files, notes


def _address(path: str) -> str:
    """Where a file was served; one that lies beside posts keeps its path for want of a better."""
    return f"/{path.replace('_posts/', '').replace('_drafts/', '')}"


def _why_not(path: str, source: Source, settings: Config) -> Note | None:
    """Why a file is left out; None where it is copied."""
    top, name = path.split("/", maxsplit=1)[0], basename(path).lower()
    if name.startswith("_config."):
        return Note("read for the settings")
    if top == "_data":
        return Note("read for people and for Liquid; not copied")
    if top in _LOOK:
        return Note("left out: part of the old look")
    if is_excluded(path, settings):
        return Note("left out: the old settings excluded it")
    if not kind_of(path, settings):
        said = "left out: Jekyll passes over names that begin with an underscore"
        return needs_hand(said) if name.endswith((*MARKDOWN, *HTML)) else Note(said)
    ending = splitext(path)[1].lower()
    if ending in (".scss", ".sass"):
        return Note("left out: part of the old look")
    if ending in (*_PROCESSED, *MARKDOWN, *HTML) and source.read(path)[:4] in {b"---\n", b"---\r"}:
        return Note("left out: Jekyll made it of a template; newsgen makes feeds, sitemaps and the look itself")
    return None
