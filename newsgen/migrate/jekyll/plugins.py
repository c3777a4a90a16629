"""Lists that plugins of the site's own are likely to have made: archives above the stories, pages of tags and categories.

In: a source, the stories, newsgen's lists.  Out: old addresses with new ones.  Never: runs a plugin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from posixpath import dirname

from newsgen.migrate.imported import Piece, Source
from newsgen.migrate.jekyll.permalinks import slugified
from newsgen.migrate.jekyll.settings import Config
from newsgen.migrate.lists import ARCHIVE, LATEST, Lists, texts
from newsgen.migrate.matter import decoded, said

_MAKES_PAGES = re.compile(r"\bPage(?:WithoutAFile)?\.new\b|<\s*(?:Jekyll::)?Page\b|\bGenerator\b")
_TAGS = re.compile(r"site\.tags|\btags?\b.*\.new\(|Tag\w*\s*<")
_CATEGORIES = re.compile(r"site\.categories|\bcategor\w+\b.*\.new\(|Categor\w*\s*<")
_DATE = re.compile(r"(?:^|/)(?P<year>\d{4})(?:/(?P<month>\d{1,2})(?:/\d{1,2})?)?$")


def generated(source: Source, settings: Config, ours: Lists, pieces: Sequence[Piece]) -> dict[str, str]:
    """Old addresses of such lists; none where no plugin makes pages."""
    code = code_of(source, settings)
    if not _MAKES_PAGES.search(code):
        return {}
    shown = [piece for piece in pieces if piece.kind == "article" and piece.address]
    moved = {address: _of_folder(address, ours) for piece in shown for address in _above(piece.address)}
    if _TAGS.search(code):
        moved |= dict(_named(_places(code, settings, "tag"), _names(shown, ours.tag)))
    if _CATEGORIES.search(code):
        moved |= dict(_named(_places(code, settings, "category"), _names(shown, ours.section)))
    return moved


def code_of(source: Source, settings: Config) -> str:
    """The code of the site's own plugins, to be looked at and never run."""
    folder = (said(settings.values.get("plugins_dir")) or "_plugins").strip("./")
    paths = [path for path in source.paths if path.startswith(f"{folder}/") and path.endswith(".rb")]
    return "\n".join(decoded(source.read(path))[0] for path in paths)


def _above(address: str) -> Iterator[str]:
    """The folders above an address, but for those of a single day."""
    folder = dirname(address.rstrip("/"))
    while folder not in {"", "/"}:
        if not re.search(r"/\d{4}/\d{1,2}/\d{1,2}$", folder):
            yield f"{folder}/"
        folder = dirname(folder)


def _of_folder(address: str, ours: Lists) -> str:
    """Newsgen's list of what lay below a folder: a month's stories, a year's, a section's."""
    path = address.strip("/")
    date = _DATE.search(path)
    if date:
        return ours.month(date["year"], (date["month"] or "").zfill(2) if date["month"] else "") or ARCHIVE
    name = path.rpartition("/")[2]
    return ours.section(name) or ours.tag(name) or LATEST


def _places(code: str, settings: Config, kind: str) -> set[str]:
    """The folders in which lists of a kind may have stood."""
    plural = {"tag": "tags", "category": "categories"}[kind]
    keys = (f"{kind}_dir", f"{kind}_path", f"{plural}_dir", f"{kind}_page_dir")
    given = {said(settings.values[key]).strip("/") for key in keys if key in settings.values}
    named = {word for word in (kind, plural, "topics", "topic") if re.search(rf"[\"'/]{word}[\"'/]", code)}
    return given or named or {plural}


def _names(shown: Sequence[Piece], list_: Callable[[str], str]) -> dict[str, str]:
    """The lists of all topics and sections that there are."""
    words = {word for piece in shown for word in [said(piece.head.get("section")), *texts(piece.head.get("tags"))] if word}
    return {word: target for word in sorted(words) if (target := list_(word))}


def _named(places: set[str], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for place in sorted(places):
        for name, target in names.items():
            yield f"/{place}/{slugified(name)}/".replace("//", "/"), target
