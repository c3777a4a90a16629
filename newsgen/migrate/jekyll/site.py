"""A Jekyll site to what it holds.

In: a source.  Out: Imported.  Never: runs a plugin of the site, or guesses what a template would have shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from posixpath import basename, dirname, splitext

from newsgen.migrate.imported import Imported, Note, Piece, Source, needs_hand
from newsgen.migrate.jekyll.permalinks import Document, address, suffix
from newsgen.migrate.jekyll.settings import Config, config
from newsgen.migrate.keys import Mapped, Ways, finished, mapped, words
from newsgen.migrate.matter import Head, Matter, decoded, flag, listed, matter, said

_DATED = re.compile(r"(?:.*/)?(\d{2,4})-(\d{1,2})-(\d{1,2})-([^/]*?)(\.[^./]+)?$")
_MARKDOWN = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")
_HTML = (".html", ".htm")
_TECHNICAL = frozenset(
    "layout permalink published comments categories category tags tag slug redirect_to sitemap toc excerpt_separator".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file with front matter: what kind of document it is, its keys with the site's defaults, and its address."""

    path: str
    kind: str
    matter: Matter
    head: Head
    made: Mapped
    document: Document
    address: str
    notes: tuple[Note, ...] = field(default=())


def imported(source: Source, base_url: str = "") -> Imported:
    """What the old site holds."""
    settings = config(source, base_url)
    ways = Ways(settings.zone, settings.base_url, " ", _TECHNICAL)
    found = [each for path in source.paths if (each := _found(source, path, settings, ways))]
    pieces = tuple(_piece(each, settings) for each in found)
    return Imported(_settings(settings, source), pieces, files=_files(source, found), notes=dict(source.notes))


def _found(source: Source, path: str, settings: Config, ways: Ways) -> Found | None:
    kind = _kind(path, settings)
    if not kind or splitext(path)[1].lower() not in (*_MARKDOWN, *_HTML):
        return None
    text, doubts = decoded(source.read(path))
    read = matter(text)
    if not read.found and kind == "pages":
        return None
    head = settings.defaults_of(path, kind) | read.head
    made = mapped(head, ways)
    document = _document(path, kind, head, made, source)
    return Found(path, kind, read, head, made, document, _address(path, kind, head, document, settings), (*doubts, *read.notes))


def _kind(path: str, settings: Config) -> str:
    """posts, drafts, pages, or the name of a collection; empty for what Jekyll passes over."""
    folders = path.split("/")[:-1]
    for name, kind in (("_posts", "posts"), ("_drafts", "drafts")):
        if name in folders:
            return kind
    hidden = next((folder for folder in folders if folder.startswith("_")), "")
    if hidden[1:] in settings.collections:
        return hidden[1:]
    return "" if hidden or basename(path).startswith("_") else "pages"


def _document(path: str, kind: str, head: Head, made: Mapped, source: Source) -> Document:
    dated = _DATED.match(path) if kind != "pages" else None
    stem, ending = splitext(basename(path))
    slug = said(head.get("slug")) or (dated[4] if dated else stem)
    moment = made.head.get("date")
    if dated and not isinstance(moment, datetime):
        moment = _of_name(dated, made)
    if not isinstance(moment, datetime) and kind in {"posts", "drafts"}:
        moment = source.changed(path).astimezone(made.ways.zone)
        made.notes.append(needs_hand("it has no date; that of its file was taken"))
    if isinstance(moment, datetime):
        made.head["date"] = moment
    inside = path.split(f"_{kind}/", 1)[-1] if kind != "pages" else path
    return Document(
        slug,
        moment.astimezone(made.ways.zone) if isinstance(moment, datetime) else None,
        tuple(_categories(path, head)),
        kind,
        splitext(inside)[0],
        ending=".html",
    )


def _of_name(dated: re.Match[str], made: Mapped) -> datetime | None:
    year = int(dated[1]) + (2000 if len(dated[1]) == 2 else 0)
    try:
        return datetime(year, int(dated[2]), int(dated[3]), tzinfo=UTC).replace(tzinfo=made.ways.zone)
    except ValueError:
        return None


def _categories(path: str, head: Head) -> list[str]:
    """The folders above ``_posts``, then what the front matter says."""
    folders = (
        re.split(r"(?:^|/)_(?:posts|drafts)(?:/|$)", dirname(path))[0].split("/")
        if re.search(r"(^|/)_(posts|drafts)/", path)
        else []
    )
    singular = (
        [said(head["category"])]
        if head.get("category") and not isinstance(head["category"], list)
        else listed(head.get("category"))
    )
    return [each for each in dict.fromkeys([*folders, *singular, *words(head.get("categories"), " ")]) if each]


def _address(path: str, kind: str, head: Head, document: Document, settings: Config) -> str:
    own = said(head.get("permalink"))
    if own:
        return address(own, document)
    if kind in {"posts", "drafts"}:
        return address(settings.permalink, document)
    if kind != "pages":
        template = said(settings.collections[kind].get("permalink")) or f"/:collection/:path{suffix(settings.permalink)}"
        return address(template, document)
    folder, name = dirname(path), splitext(basename(path))[0]
    if name == "index":
        return f"/{folder}/" if folder else "/"
    return address(f"/{folder}/{name}{suffix(settings.permalink) or ':output_ext'}", document)


def _piece(found: Found, settings: Config) -> Piece:
    made = found.made
    _topics(made, found)
    if found.kind == "drafts" or (found.head.get("published") is not None and not flag(found.head["published"])):
        made.head["draft"] = True
    if "title" not in made.head:
        made.head["title"] = " ".join(word.capitalize() for word in re.split(r"[-_ ]+", found.document.slug) if word)
    article = found.kind in {"posts", "drafts"} or (found.kind != "pages" and "date" in made.head)
    return Piece(
        origin=found.path,
        kind="article" if article else "page",
        address="" if made.head.get("draft") else found.address,
        head=finished(made),
        body=found.matter.body,
        name=found.document.slug,
        notes=(*found.notes, *made.notes),
    )


def _topics(made: Mapped, found: Found) -> None:
    """The first category is the section, the others are topics."""
    categories = list(found.document.categories)
    tags = [*words(found.head.get("tags"), " "), *words(found.head.get("tag"), " ")]
    for key in ("tags", "tag", "categories", "category"):
        made.left.pop(key, None)
    if categories:
        made.head["section"] = categories[0]
    topics = [*categories[1:], *tags]
    if topics:
        made.head["tags"] = list(dict.fromkeys(topics))


def _files(source: Source, found: list[Found]) -> dict[str, str]:
    """What Jekyll copied as it was."""
    taken = {each.path for each in found}
    return {
        f"/{path}": path
        for path in source.paths
        if path not in taken and not any(part.startswith("_") for part in path.split("/"))
    }


def _settings(settings: Config, source: Source) -> dict[str, object]:
    values = settings.values
    return {
        "title": said(values.get("title") or values.get("name")) or source.name,
        "tagline": said(values.get("tagline") or values.get("description")),
        "base_url": settings.base_url,
        "language": said(values.get("lang") or values.get("locale")).replace("_", "-"),
        "timezone": settings.zone_name,
    }
