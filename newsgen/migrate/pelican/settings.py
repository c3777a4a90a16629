"""What ``pelicanconf.py`` and ``publishconf.py`` say (https://docs.getpelican.com/en/stable/settings.html).

In: a source.  Out: Config.  Never: runs a line of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from posixpath import dirname, normpath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from text_unidecode import unidecode

from newsgen.migrate.imported import Note, Source, needs_hand
from newsgen.migrate.matter import decoded, listed, said
from newsgen.migrate.pelican.literals import values_of

FILES = ("pelicanconf.py", "publishconf.py")
_SUBSTITUTIONS = ((r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-"))
DEFAULTS: Mapping[str, object] = {
    "PATH": ".",
    "ARTICLE_PATHS": [""],
    "PAGE_PATHS": ["pages"],
    "STATIC_PATHS": ["images"],
    "ARTICLE_URL": "{slug}.html",
    "ARTICLE_SAVE_AS": "{slug}.html",
    "ARTICLE_LANG_URL": "{slug}-{lang}.html",
    "ARTICLE_LANG_SAVE_AS": "{slug}-{lang}.html",
    "PAGE_URL": "pages/{slug}.html",
    "PAGE_SAVE_AS": "pages/{slug}.html",
    "PAGE_LANG_URL": "pages/{slug}-{lang}.html",
    "PAGE_LANG_SAVE_AS": "pages/{slug}-{lang}.html",
    "CATEGORY_SAVE_AS": "category/{slug}.html",
    "TAG_SAVE_AS": "tag/{slug}.html",
    "AUTHOR_SAVE_AS": "author/{slug}.html",
    "ARCHIVES_SAVE_AS": "archives.html",
    "TAGS_SAVE_AS": "tags.html",
    "CATEGORIES_SAVE_AS": "categories.html",
    "AUTHORS_SAVE_AS": "authors.html",
    "INDEX_SAVE_AS": "index.html",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_RSS": "feeds/{slug}.rss.xml",
    "TRANSLATION_FEED_ATOM": "feeds/all-{lang}.atom.xml",
    "DEFAULT_LANG": "en",
    "DEFAULT_CATEGORY": "misc",
    "USE_FOLDER_AS_CATEGORY": True,
    "SLUGIFY_SOURCE": "title",
    "FILENAME_METADATA": r"(?P<date>\d{4}-\d{2}-\d{2}).*",
    "PATH_METADATA": "",
}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, over Pelican's own, with what is often asked of them; ``folder`` is that of the content."""

    values: Mapping[str, object]
    folder: str
    zone: tzinfo
    zone_name: str
    notes: Mapping[str, tuple[Note, ...]]

    def text(self, name: str) -> str:
        """A setting as a text; empty where it is None or False."""
        found = self.values.get(name)
        return "" if found is None or found is False else said(found)

    def texts(self, name: str) -> list[str]:
        """A setting as a list of texts."""
        return [each.strip("/") for each in listed(self.values.get(name))] if self.values.get(name) else []

    @property
    def base_url(self) -> str:
        """The whole address of the site; empty if the settings give none that readers could type."""
        url = self.text("SITEURL").rstrip("/")
        return ("https:" + url if url.startswith("//") else url) if re.match(r"(https?:)?//[^/]+\.", url) else ""

    def slugified(self, text: str, of: str = "SLUG") -> str:
        """Pelican's short name of a text."""
        rules = self.values.get(f"{of}_REGEX_SUBSTITUTIONS") or self.values.get("SLUG_REGEX_SUBSTITUTIONS")
        pairs = (
            [pair for pair in rules if isinstance(pair, list | tuple) and len(pair) == 2]
            if isinstance(rules, list | tuple)
            else []
        )
        text = unicodedata.normalize("NFKC", re.sub(r"<[^<>]+>", "", text))
        text = text if self.values.get("SLUGIFY_USE_UNICODE") else unidecode(text)
        for pattern, replacement in pairs or _SUBSTITUTIONS:
            try:
                text = re.sub(str(pattern), str(replacement), text, flags=re.I)
            except (re.error, IndexError):
                continue
        text = text if self.values.get("SLUGIFY_PRESERVE_CASE") else text.lower()
        return text.strip()


def config(source: Source, base_url: str = "") -> Config:
    """The settings of a site."""
    values: dict[str, object] = dict(DEFAULTS)
    notes: dict[str, tuple[Note, ...]] = {}
    for path in FILES:
        if path in source.paths:
            text, doubts = decoded(source.read(path))
            try:
                values, unread = values_of(text, values)
            except (SyntaxError, ValueError, RecursionError):
                notes[path] = (needs_hand("it is no Python that can be read; its settings are not known"),)
                continue
            told = [needs_hand(f"{', '.join(dict.fromkeys(unread))} cannot be read without running it")] if unread else []
            notes[path] = (Note("read for the settings"), *doubts, *told)
    if base_url:
        values["SITEURL"] = base_url
    zone_name = said(values.get("TIMEZONE"))
    try:
        zone: tzinfo = ZoneInfo(zone_name or "UTC")
    except (ZoneInfoNotFoundError, OSError, ValueError):
        zone = UTC
        notes[FILES[0]] = (*notes.get(FILES[0], ()), needs_hand(f"there is no time zone {zone_name}; dates are read as UTC"))
    return Config(values, _folder(source, said(values["PATH"])), zone, getattr(zone, "key", "UTC"), notes)


def _folder(source: Source, said_: str) -> str:
    """The folder of the content within the source."""
    folder = normpath(said_).strip("/")
    for each in (folder, folder.rpartition("/")[2], "content"):
        if each not in {"", ".", ".."} and any(path.startswith(f"{each}/") for path in source.paths):
            return each
    return ""


def within(path: str, folder: str) -> str:
    """A path from the content folder; empty if it lies elsewhere."""
    if not folder:
        return path
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else ""


def below(path: str, folders: list[str]) -> bool:
    """Whether a path lies in one of some folders, or is one of them."""
    return any(not folder or path == folder or path.startswith(f"{folder}/") for folder in folders)


def parent(path: str) -> str:
    """The name of the folder that a file lies in."""
    return dirname(path).rpartition("/")[2]
