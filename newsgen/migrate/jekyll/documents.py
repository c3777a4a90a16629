"""The posts, drafts, pages and documents of collections of a Jekyll site.

In: a source, its settings.  Out: Found for each, with its address.  Never: reads a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from posixpath import basename, dirname, splitext

from newsgen.migrate.imported import Note, Source, needs_hand
from newsgen.migrate.jekyll.permalinks import Document, address, suffix
from newsgen.migrate.jekyll.settings import Config
from newsgen.migrate.keys import Mapped, Ways, mapped, words
from newsgen.migrate.matter import Head, Matter, decoded, flag, listed, matter, said

_DATED = re.compile(r"(?:.*/)?(\d{2,4})-(\d{1,2})-(\d{1,2})-([^/]*?)(\.[^./]+)?$")
MARKDOWN = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd")
HTML = (".html", ".htm")
TEXTILE = ".textile"
OF_PLUGINS = (".adoc", ".asciidoc", TEXTILE, ".rst", ".org")  # stories alone; a page may as well be a file to load
TECHNICAL = frozenset("layout permalink published comments sitemap toc excerpt_separator render_with_liquid slug".split())
_NO_PAGES = re.compile(
    r"(?:readme|license|licence|contributing|changelog|history|code_of_conduct|security|authors|todo|copying)\.\w+", re.I
)

Odd = dict[str, tuple[Note, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A file with front matter: what kind of document it is, its keys with the site's defaults, and its addresses."""

    path: str
    kind: str
    matter: Matter
    head: Head
    made: Mapped
    document: Document
    address: str
    also: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def title(self) -> str:
        """What it is called if it does not say."""
        heading = re.search(r"^\s*#{1,2}\s+(\S.*?)\s*#*\s*$", self.matter.body, re.M)
        if heading and not self.is_story:
            return heading[1]
        headline = re.match(r"\s*=\s+(\S.*)", self.matter.body)
        if headline and splitext(self.path)[1].lower() in {".adoc", ".asciidoc"}:
            return headline[1].strip()
        return " ".join(word.capitalize() for word in re.split(r"[-_ ]+", self.document.slug) if word) or self.document.slug

    @property
    def is_dated(self) -> bool:
        """Whether its name begins with a date, without which Jekyll shows no post."""
        return bool(_DATED.match(self.path))

    @property
    def is_story(self) -> bool:
        """Whether it is news, rather than a standing page."""
        return self.kind in {"posts", "drafts"} or (self.kind != "pages" and "date" in self.made.head)


def documents(source: Source, settings: Config) -> tuple[list[Found], list[Found], Odd]:
    """All documents; those of collections that had no pages of their own; what there is to say of files that are none."""
    ways = Ways(settings.zone, settings.base_url, " ", TECHNICAL)
    found: list[Found] = []
    unserved: list[Found] = []
    odd: Odd = {}
    for path in source.paths:
        kind = kind_of(path, settings)
        if not kind or splitext(path)[1].lower() not in (*MARKDOWN, *HTML, *(OF_PLUGINS if kind != "pages" else (TEXTILE,))):
            continue
        text, doubts = decoded(source.read(path))
        read = matter(text)
        if not read.found and kind == "pages":
            if (
                splitext(path)[1].lower() in HTML
                or _NO_PAGES.fullmatch(basename(path))
                or "jekyll-optional-front-matter" not in settings.plugins
            ):
                continue
            doubts = (*doubts, Note("it had no front matter"))
        if kind not in {"posts", "drafts", "pages"} and not _is_served(kind, settings):
            odd[path] = (needs_hand(f"left out: the collection {kind} had no pages of its own"),)
            unserved.append(_found(path, kind, read, doubts, source, settings, ways))
            continue
        found.append(_found(path, kind, read, (*doubts, *read.notes), source, settings, ways))
    return found, unserved, odd


def _is_served(kind: str, settings: Config) -> bool:
    return flag(settings.collections[kind].get("output"))


def kind_of(path: str, settings: Config) -> str:
    """posts, drafts, pages, or the name of a collection; empty for what Jekyll passes over."""
    folders = path.split("/")[:-1]
    for name, kind in (("_posts", "posts"), ("_drafts", "drafts")):
        if name in folders:
            return kind
    hidden = next((folder for folder in folders if folder.startswith("_")), "")
    if hidden[1:] in settings.collections:
        return hidden[1:]
    included = listed(settings.values.get("include"))
    if hidden and hidden not in included:
        return ""
    return "" if is_excluded(path, settings) or (basename(path).startswith("_") and basename(path) not in included) else "pages"


def is_excluded(path: str, settings: Config) -> bool:
    """Whether the settings leave a file out; Jekyll leaves out some by itself."""
    rules = [*listed(settings.values.get("exclude")), "_site", "vendor/bundle", "vendor/cache", "vendor/gems", "node_modules"]
    rules += ["Gemfile", "Gemfile.lock", ".jekyll-cache", ".sass-cache"]
    return any(_matches(path, rule.strip("/")) for rule in rules if rule.strip("/"))


def _matches(path: str, rule: str) -> bool:
    from fnmatch import fnmatchcase  # noqa: PLC0415

    return (
        path == rule
        or path.startswith(f"{rule}/")
        or ("*" in rule and (fnmatchcase(path, rule) or fnmatchcase(path, f"{rule}/*")))
    )


def _found(path: str, kind: str, read: Matter, doubts: tuple[Note, ...], source: Source, settings: Config, ways: Ways) -> Found:
    place = _within(path, kind, settings)
    head = settings.defaults_of(place, kind) | read.head
    made = mapped(head, ways)
    document = _document(path, place, kind, head, made, source)
    here = _address(place, kind, head, document, settings)
    also = as_files([here])
    other = _on_other_clock(path, document, settings)
    if other:
        also.append(_address(place, kind, head, replace(document, date=other), settings))
    return Found(path, kind, read, head, made, document, here, tuple(each for each in also if each != here), doubts)


def _within(path: str, kind: str, settings: Config) -> str:
    """The path as the settings speak of it: posts and collections may all lie in a folder that counts for nothing."""
    folder = said(settings.values.get("collections_dir")).strip("./")
    return path.removeprefix(f"{folder}/") if folder and kind != "pages" else path


def as_files(addresses: Iterable[str]) -> list[str]:
    """The files from which addresses without a stroke and an ending were served; they answered to both."""
    return [f"{each}.html" for each in addresses if not each.endswith("/") and not splitext(each)[1]]


def _on_other_clock(path: str, document: Document, settings: Config) -> datetime | None:
    """The day in a post's name, where its date falls on another.

    Without a ``timezone``, the clock of the machine that made the site decided which of the two stood in the address.
    """
    dated = _DATED.match(path)
    if not dated or document.date is None or settings.values.get("timezone") or document.collection not in {"posts", "drafts"}:
        return None
    try:
        named = document.date.replace(year=int(dated[1]), month=int(dated[2]), day=int(dated[3]))
    except ValueError:
        return None
    return named if abs(named - document.date) == timedelta(days=1) else None


def _document(path: str, place: str, kind: str, head: Head, made: Mapped, source: Source) -> Document:
    dated = _DATED.match(path) if kind != "pages" else None
    stem = splitext(basename(path))[0]
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
    when = moment.astimezone(made.ways.zone) if isinstance(moment, datetime) else None
    return Document(slug, when, tuple(_categories(place, head)), kind, splitext(inside)[0])


def _of_name(dated: re.Match[str], made: Mapped) -> datetime | None:
    year = int(dated[1]) + (2000 if len(dated[1]) == 2 else 0)
    try:
        return datetime(year, int(dated[2]), int(dated[3]), tzinfo=made.ways.zone)
    except ValueError:
        made.notes.append(needs_hand("the date in its name does not exist"))
        return None


def _categories(path: str, head: Head) -> list[str]:
    """The folders above ``_posts``, then what the front matter says."""
    above = re.match(r"(?P<folders>.+)/_(?:posts|drafts)/", path)
    folders = above["folders"].split("/") if above else []
    one = head.get("category")
    singular = listed(one) if isinstance(one, list) else [said(one)]
    return [each for each in dict.fromkeys([*folders, *singular, *words(head.get("categories"), " ")]) if each]


def _address(path: str, kind: str, head: Head, document: Document, settings: Config) -> str:
    own = said(head.get("permalink"))
    if own:
        return address(own, document)
    if kind in {"posts", "drafts"}:
        rule = said(settings.collections.get("posts", {}).get("permalink"))
        return address(rule or settings.permalink, document)
    if kind != "pages":
        template = said(settings.collections[kind].get("permalink")) or f"/:collection/:path{suffix(settings.permalink)}"
        return address(template, document)
    folder, name = dirname(path), splitext(basename(path))[0]
    if name == "index":
        return f"/{folder}/" if folder else "/"
    if splitext(path)[1].lower() not in (*HTML, *MARKDOWN, TEXTILE):
        return f"/{path}"
    return address(f"/{folder}/{name.replace(':', '')}{suffix(settings.permalink)}", document)
