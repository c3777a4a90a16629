"""The pages of a Hugo site: single files, bundles, sections; and the files that lie beside them.

In: a source, its settings.  Out: Found for each, with its address.  Never: changes a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from posixpath import basename, dirname, normpath, splitext

from newsgen.migrate.hugo.permalinks import Page
from newsgen.migrate.hugo.placing import address_of, in_names
from newsgen.migrate.hugo.settings import Config, Language
from newsgen.migrate.imported import Note, Source, needs_hand
from newsgen.migrate.keys import Mapped, Ways, mapped
from newsgen.migrate.matter import Head, Matter, decoded, flag, listed, matter, said
from newsgen.migrate.moments import as_written, moment

PAGES = (".md", ".markdown", ".mdown", ".html", ".htm", ".rst", ".org", ".adoc", ".asciidoc", ".pandoc", ".pdc")
TECHNICAL = frozenset(
    "layout type weight slug url aliases outputs cascade _build build headless markup toc tableofcontents showtoc comments "
    "sitemap linktitle iscjklanguage resources menu menus translationkey nocomment hidemeta private".split()
)
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_]?(.*)")


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the content folder. ``kind`` is page, or section for an ``_index``.

    ``place`` is its path without language and ending.
    ``bundle`` is the folder whose other files belong to it, empty for a single file.
    """

    path: str
    kind: str
    place: str
    bundle: str
    language: Language
    matter: Matter
    head: Head
    made: Mapped
    page: Page
    address: str
    notes: tuple[Note, ...]

    @property
    def is_story(self) -> bool:
        """Whether it is news, rather than a standing page."""
        return self.kind == "page" and "date" in self.made.head and bool(self.page.folders)


def documents(source: Source, settings: Config) -> list[Found]:
    """All pages and sections."""
    ways = Ways(settings.zone, settings.base_url, ",", TECHNICAL)
    named = [each for path in source.paths if (each := _named(path, settings))]
    leaves = {dirname(path) for path, _, place, _ in named if basename(place) == "index"}
    read = _without_resources([(each, *_read(each[0], source)) for each in named], leaves)
    cascades = _cascades(settings, [(place, language, head.head) for (_, language, place, _), head, _ in read])
    heads = frozenset(dirname(place) for _, _, place, _ in named if basename(place) == "_index")
    return [_found(name, head, doubts, settings, ways, cascades, heads) for name, head, doubts in read]


Named = tuple[str, Language, str, str]
"""Path, language, the path within the content folder without language and ending, the ending."""


def _named(path: str, settings: Config) -> Named | None:
    stem, ending = splitext(path)
    if ending.lower() not in PAGES:
        return None
    within = [each for each in settings.languages if path.startswith(f"{each.folder}/")]
    if not within:
        return None
    language = max(within, key=lambda each: len(each.folder))
    marked = re.fullmatch(r"(.+)\.([A-Za-z-]{2,12})", basename(stem))
    own = next((each for each in settings.languages if marked and each.tag.lower() == marked[2].lower()), None)
    if own and marked:
        language, stem = replace(own, folder=language.folder, inside=language.inside), stem[: -len(marked[2]) - 1]
    place = stem[len(language.folder) + 1 :]
    return path, language, f"{language.inside}/{place}" if language.inside else place, ending.lower()


Read = tuple[Named, Matter, tuple[Note, ...]]


def _without_resources(read: Iterable[Read], leaves: Iterable[str]) -> list[Read]:
    """The files that are pages: Hugo before 0.32 knew no bundles, and what has a day and a title was a story beside any index."""
    read = list(read)
    closed = [dirname(name[0]) for name, head, _ in read if basename(name[2]) == "index" and is_hidden(head.head)]
    kept: list[Read] = []
    for name, head, notes in read:
        if not _is_resource(name[0], name[2], leaves):
            kept.append((name, head, notes))
        elif not _is_resource(name[0], name[2], closed) and _is_dated(head.head):
            kept.append((name, head, (*notes, Note("it lay in the bundle of another page, and became one of its own"))))
    return kept


def _is_dated(head: Head) -> bool:
    return bool(said(_value(head, "title"))) and moment(_value(head, "date"), UTC)[0] is not None


def _is_resource(path: str, place: str, leaves: Iterable[str]) -> bool:
    """Whether a file belongs to a bundle whose ``index`` is another file."""
    folder = dirname(path)
    if folder in leaves:
        return basename(place) not in {"index", "_index"}
    return any(folder.startswith(f"{leaf}/") for leaf in leaves)


def _read(path: str, source: Source) -> tuple[Matter, tuple[Note, ...]]:
    text, doubts = decoded(source.read(path))
    read = _org(text) if path.endswith(".org") else matter(text)
    return read, (*doubts, *read.notes)


def _org(text: str) -> Matter:
    """Front matter of Org mode: ``#+title: …``."""
    head: Head = {}
    lines = text.split("\n")
    while lines and (match := re.fullmatch(r"#\+([\w-]+(?:\[\])?):\s*(.*)|\s*", lines[0])):
        if match[1]:
            name = match[1].lower()
            head[name.removesuffix("[]")] = match[2].split() if name.endswith("[]") else match[2]
        lines.pop(0)
    return Matter(head, "\n".join(lines)) if head else matter(text)


Cascade = tuple[str, str, Head]
"""The folder below which it holds, a pattern for paths (empty: all), the values."""


def _cascades(settings: Config, heads: Iterable[tuple[str, Language, Head]]) -> list[Cascade]:
    """The values that sections and settings hand down."""
    found = _of_cascade("", settings.values.get("cascade"))
    for place, _, head in sorted(heads, key=lambda each: each[0].count("/")):
        if basename(place) == "_index":
            given = next((value for key, value in head.items() if key.lower() == "cascade"), None)
            found += _of_cascade(dirname(place), given)
    return found


def _of_cascade(folder: str, given: object) -> list[Cascade]:
    found: list[Cascade] = []
    for each in given if isinstance(given, list) else [given]:
        if isinstance(each, Mapping):
            target = each.get("_target") or each.get("target") or {}
            inner = each.get("params")
            values = {said(key): value for key, value in each.items() if key not in {"_target", "target", "params"}}
            values |= dict(inner) if isinstance(inner, Mapping) else {}
            found.append((folder, said(target.get("path")) if isinstance(target, Mapping) else "", values))
    return found


def _handed_down(place: str, cascades: Iterable[Cascade]) -> Head:
    values: Head = {}
    for folder, pattern, given in cascades:
        below = not folder or place.startswith(f"{folder}/")
        if below and (not pattern or fnmatchcase(f"/{place}", pattern.replace("**", "*").replace("{", "").replace("}", ""))):
            values |= given
    return values


def _found(
    name: Named,
    read: Matter,
    doubts: tuple[Note, ...],
    settings: Config,
    ways: Ways,
    cascades: list[Cascade],
    heads: frozenset[str],
) -> Found:
    path, language, place, _ = name
    head = _flat(_handed_down(place, cascades) | read.head)
    made = mapped(head, ways)
    kind = "section" if basename(place) == "_index" else "page"
    bundle = dirname(path) if basename(place) in {"index", "_index"} else ""
    page = _page(place, kind, bundle, head, made, heads, in_names=in_names(settings))
    here = address_of(page, kind, language, said(_value(head, "url")), settings)
    return Found(path, kind, place, bundle if kind == "page" else "", language, read, head, made, page, here, doubts)


def _flat(head: Head) -> Head:
    """Keys of ``params`` stand beside the others."""
    name = next((key for key in head if key.lower() == "params" and isinstance(head[key], Mapping)), "")
    inner = head.get(name)
    return {**inner, **{key: value for key, value in head.items() if key != name}} if isinstance(inner, Mapping) else head


def _page(place: str, kind: str, bundle: str, head: Head, made: Mapped, heads: frozenset[str], *, in_names: bool) -> Page:
    """What its address may speak of; days in the names of files count there only where settings say so."""
    parts = place.split("/")
    if kind == "section" or (bundle and parts[-1] == "index"):
        parts = parts[:-1]
    *folders, name = parts or [""]
    rest = _date(name, head, made)
    when = made.head.get("date") if in_names or not rest else None
    slug = said(_value(head, "slug")) or (rest if in_names else "")
    title = said(made.head.get("title"))
    above = [*folders, name] if kind == "section" and name else folders
    sections = tuple(each for depth, each in enumerate(above) if depth == 0 or "/".join(above[: depth + 1]) in heads)
    day = as_written(when, _value(head, "date")) if isinstance(when, datetime) else None
    return Page(tuple(folders), name, title, slug, day, sections)


def _value(head: Head, name: str) -> object:
    return next((value for key, value in head.items() if key.lower() == name), None)


def _date(name: str, head: Head, made: Mapped) -> str:
    """A date under another name, or in the file's name, where there is no other: then the rest of that name."""
    if "date" in made.head:
        return ""
    for key in ("publishdate", "pubdate", "published", "lastmod", "modified"):
        when, _ = moment(_value(head, key), made.ways.zone)
        if when:
            made.head["date"] = when
            made.head.pop("embargo", None)
            return ""
    dated = _DATED.match(name)
    when, _ = moment(dated[1], made.ways.zone) if dated else (None, ())
    if when and dated:
        made.head["date"] = when
        made.notes.append(Note("its date is that of its file's name"))
        return dated[2] or name
    return ""


def aliases(found: Found, ugly: bool = False) -> list[str]:
    """Old addresses: from the site's root, or from the page's own folder; where addresses were files, those of files too."""
    given = listed(_value(found.head, "aliases"))
    folder = dirname(found.address.rstrip("/")).rstrip("/")
    made = [
        f"{found.language.prefix}{each}" if each.startswith("/") else _from(folder, each) for each in given if "://" not in each
    ]
    return made + [f"{each.rstrip('/')}.html" for each in made if ugly and not splitext(each)[1]]


def _from(folder: str, alias: str) -> str:
    """An alias from the page's own folder, as ``../notes`` is."""
    return normpath(f"{folder}/{alias}") + "/" * alias.endswith("/")


def is_unserved(found: Found) -> bool:
    """Whether the page had no address of its own."""
    return is_hidden(found.head)


def is_hidden(head: Head) -> bool:
    """Whether front matter says that there is no page."""
    rule = _value(head, "_build") or _value(head, "build")
    return flag(_value(head, "headless")) or (isinstance(rule, Mapping) and said(rule.get("render")) in {"never", "false"})


def undated(found: Found) -> tuple[Note, ...]:
    """A word on a page in a section that is no story for want of a date."""
    return (
        (needs_hand("it has no date, and became a standing page"),)
        if found.page.folders and "date" not in found.made.head
        else ()
    )
