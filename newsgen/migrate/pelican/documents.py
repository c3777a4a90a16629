"""The articles and pages of a Pelican site.

In: a source, its settings.  Out: Found for each, with its addresses.  Never: changes a body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from posixpath import basename, splitext

from newsgen.migrate.imported import Note, Source, needs_hand
from newsgen.migrate.keys import Mapped, Ways, mapped, without_tags
from newsgen.migrate.matter import Head, Matter, decoded, listed, said
from newsgen.migrate.moments import as_written, moment
from newsgen.migrate.pelican.addresses import filled, served
from newsgen.migrate.pelican.metadata import of_html, of_markdown, of_rst
from newsgen.migrate.pelican.settings import Config, below, parent, within

MARKDOWN, RST, HTML = (".md", ".markdown", ".mkd", ".mdown"), (".rst",), (".html", ".htm")
TECHNICAL = frozenset("slug status save_as url template translation category tags lang".split())
_SKIPPED = re.compile(r"(?:readme|license|licence|contributing|changelog|code_of_conduct)\.\w+", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A source file. ``kind`` is article or page; ``address`` is what was linked, ``also`` where its file lay if elsewhere."""

    path: str
    within: str
    kind: str
    matter: Matter
    head: Head
    made: Mapped
    slug: str
    category: str
    address: str
    also: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def status(self) -> str:
        """published, draft, hidden, skip …"""
        return said(self.head.get("status")).lower() or "published"


def documents(source: Source, settings: Config) -> list[Found]:
    """All articles and pages."""
    ways = Ways(settings.zone, settings.base_url, ",", TECHNICAL)
    return [each for path in source.paths if (each := _found(path, source, settings, ways))]


def _found(path: str, source: Source, settings: Config, ways: Ways) -> Found | None:
    inside = within(path, settings.folder)
    kind = _kind(inside, settings) if inside else ""
    ending = splitext(path)[1].lower()
    if not kind or ending not in (*MARKDOWN, *RST, *HTML):
        return None
    text, doubts = decoded(source.read(path))
    read = of_rst(text) if ending in RST else of_html(text) if ending in HTML else of_markdown(text)
    if not read.found and (_SKIPPED.fullmatch(basename(path)) or (ending in HTML and not re.search(r"<body", text, re.I))):
        return None
    head = _of_path(inside, settings) | read.head
    made = mapped(_texts(head), ways)
    _title(made, read, inside)
    date, told = _date(path, kind, made, source, settings)
    slug = said(head.get("slug")) or _slug(inside, made, settings)
    category = without_tags(said(head.get("category"))) or _folder(inside, kind, settings)
    day = as_written(date, head.get("date")) if date else None
    address, also = _addresses(kind, slug, category, day, head, settings)
    return Found(path, inside, kind, read, head, made, slug, category, address, also, (*doubts, *read.notes, *told))


def _kind(inside: str, settings: Config) -> str:
    """article or page; empty for what Pelican reads as neither."""
    if below(inside, settings.texts("PAGE_PATHS")) and not below(inside, settings.texts("PAGE_EXCLUDES")):
        return "page"
    return (
        "article"
        if below(inside, settings.texts("ARTICLE_PATHS") or [""]) and not below(inside, settings.texts("ARTICLE_EXCLUDES"))
        else ""
    )


def _of_path(inside: str, settings: Config) -> Head:
    """What file names and the settings say of every file."""
    found: Head = {}
    given = settings.values.get("DEFAULT_METADATA")
    if isinstance(given, Mapping):
        found |= {said(key).lower(): value for key, value in given.items()}
    for pattern, text in (
        (settings.text("PATH_METADATA"), inside),
        (settings.text("FILENAME_METADATA"), splitext(basename(inside))[0]),
    ):
        try:
            match = re.match(pattern, text) if pattern else None
        except re.error:
            match = None
        found |= {key.lower(): value for key, value in (match.groupdict() if match else {}).items() if value}
    return found


def _texts(head: Head) -> Head:
    """Lists of people with the signs that Pelican parts them by; the author of all stories, where one is not named."""
    made = dict(head)
    if "author" not in made and "authors" not in made:
        return made
    for key in ("author", "authors"):
        if isinstance(made.get(key), str):
            text = said(made[key])
            made[key] = listed(text, ";" if ";" in text else "," if key == "authors" else "")
    return made


def _title(made: Mapped, read: Matter, inside: str) -> None:
    if "title" in made.head:
        return
    heading = re.search(r"^\s*#\s+(\S.*?)\s*#*\s*$", read.body, re.M)
    stem = re.sub(r"^\d{4}-\d{2}-\d{2}[-_]?", "", splitext(basename(inside))[0])
    made.head["title"] = heading[1] if heading else " ".join(re.split(r"[-_ ]+", stem)).strip().capitalize() or inside
    made.notes.append(needs_hand("it has no title; one was made of its text or name"))


def _date(path: str, kind: str, made: Mapped, source: Source, settings: Config) -> tuple[datetime | None, tuple[Note, ...]]:
    when = made.head.get("date")
    told: tuple[Note, ...] = ()
    if not isinstance(when, datetime) and kind == "article":
        default = settings.values.get("DEFAULT_DATE")
        if isinstance(default, list | tuple) and 3 <= len(default) <= 6 and all(isinstance(each, int) for each in default):
            when = datetime(*default, tzinfo=UTC).replace(tzinfo=made.ways.zone)  # type: ignore[misc]  # whole numbers, as was just asked
        elif isinstance(default, str) and default != "fs":
            when, _ = moment(default, made.ways.zone)
        if not isinstance(when, datetime):
            when = source.changed(path).astimezone(made.ways.zone)
            told = () if default == "fs" else (needs_hand("it has no date; that of its file was taken"),)
        made.head["date"] = when
    return (when if isinstance(when, datetime) else None), told


def _slug(inside: str, made: Mapped, settings: Config) -> str:
    if settings.text("SLUGIFY_SOURCE") == "basename":
        return settings.slugified(splitext(basename(inside))[0])
    return settings.slugified(said(made.head.get("title")))


def _folder(inside: str, kind: str, settings: Config) -> str:
    """The category of what does not name one."""
    folder = parent(inside) if settings.values.get("USE_FOLDER_AS_CATEGORY") and kind == "article" else ""
    return folder or (settings.text("DEFAULT_CATEGORY") if kind == "article" else "")


def _addresses(
    kind: str, slug: str, category: str, date: datetime | None, head: Head, settings: Config
) -> tuple[str, tuple[str, ...]]:
    name = kind.upper()
    lang = said(head.get("lang"))
    if lang and lang != settings.text("DEFAULT_LANG"):
        name += "_LANG"
    author = listed(head.get("authors")) or listed(head.get("author")) or [settings.text("AUTHOR")]
    words: dict[str, object] = {
        **{key: value for key, value in head.items() if isinstance(value, str | int)},
        "slug": slug,
        "lang": lang or settings.text("DEFAULT_LANG"),
        "category": settings.slugified(category, "CATEGORY"),
        "author": settings.slugified(author[0], "AUTHOR"),
    }
    url = filled(said(head.get("url")) or settings.text(f"{name}_URL"), words, date)
    file = filled(said(head.get("save_as")) or settings.text(f"{name}_SAVE_AS"), words, date)
    address = served(url or file)
    return address, tuple(each for each in dict.fromkeys([served(file)]) if file and each != address)
