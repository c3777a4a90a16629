"""An old site to a publication of newsgen: its texts, the files to copy, and what was done with each source.

In: Imported, the files that the theme brings.  Out: Publication.  Never: touches the disk; drops a piece without a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import count
from posixpath import dirname, join, normpath, splitext

from newsgen.desk.matter import story_text, yaml_text
from newsgen.migrate.destinations import Destinations
from newsgen.migrate.imported import Imported, Note, Piece, needs_hand
from newsgen.migrate.matter import plain, said
from newsgen.migrate.places import Claims, Place, by_address, fold, places, quoted
from newsgen.migrate.report import Line
from newsgen.model.language import is_known
from newsgen.model.url import of_alias, of_story, slug
from newsgen.read.scalars import UNPRINTABLE, Address

KEYS = (
    "title date updated summary section tags author authors type source photos related front corrections embargo expires draft "
    "aliases language translation_of canonical extra"
).split()
PAGE_KEYS = frozenset("title date updated summary photos draft aliases language translation_of extra".split())
LITTER_STARTS, LITTER_ENDS = (".", "~", "#"), ("~", ".swp", ".swo", ".tmp", ".bak", ".orig", ".part", "Thumbs.db", "desktop.ini")
KEPT_DOTFILES = frozenset({".nojekyll", ".htaccess", ".well-known"})
OWN_FILES = frozenset(
    "index.html 404.html feed.xml atom.xml feed.json sitemap.xml news-sitemap.xml robots.txt _redirects .newsgen-manifest".split()
)
"""What every build makes at the site's root."""
REDIRECTS = "content/redirects.yaml"


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the publication that came of a piece; ``head`` and ``body`` are as they will be written."""

    path: str
    origin: str
    head: Mapping[str, object]
    body: str
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The file."""
        return story_text(self.head, self.body)

    def with_note(self, *notes: Note) -> Made:
        """The same with something more to say."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True, slots=True)
class Publication:
    """Stories and pages, settings by path, files to copy (from the source, by path), and lines on what became nothing."""

    made: tuple[Made, ...]
    settings: Mapping[str, str]
    copies: Mapping[str, str]
    lines: tuple[Line, ...]
    base_url: str = ""
    redirects: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """All texts by their paths from the publication's folder."""
        entries = [{"old": old, "new": new} for old, new in self.redirects]
        redirects = {REDIRECTS: yaml_text({"redirects": entries})} if entries else {}
        return {**self.settings, **redirects, **{f"content/{each.path}": each.text for each in self.made}}


def publication(imported: Imported, theme: Iterable[str] = (), taken: Iterable[str] = ()) -> Publication:
    """The publication that an old site becomes.

    ``theme`` are the static files that newsgen's look brings, ``taken`` the files of a site to which the pieces are added.
    """
    copies, lines = _files(imported, {*theme, *OWN_FILES})
    found = places(imported.pieces, [*copies.values(), *OWN_FILES, *taken])
    destinations = Destinations(
        base_url=said(imported.settings.get("base_url")),
        pieces=by_address(imported.pieces, found),
        files={address: f"/{path}" for address, path in copies.items()},
        redirects=imported.redirects,
    )
    made = tuple(_made(piece, place, destinations) for piece, place in zip(imported.pieces, found, strict=True))
    redirects = _free(imported.redirects, found, copies)
    settings = _settings(imported, made)
    lines += [Line(path, "", notes) for path, notes in imported.notes.items()]
    base_url = said(imported.settings.get("base_url"))
    return Publication(
        made,
        settings,
        {f"static/{path}": imported.files[address] for address, path in copies.items()},
        tuple(lines),
        base_url,
        tuple(redirects.items()),
    )


def lines_of(made: Publication) -> list[Line]:
    """What there is to report, a line for each file of the source."""
    found = [Line(each.origin, f"content/{each.path}", each.notes) for each in made.made]
    found += [Line(origin, path) for path, origin in made.copies.items()]
    merged: dict[tuple[str, str], Line] = {}
    for line in [*found, *made.lines]:
        old = merged.get((line.origin, line.became))
        merged[line.origin, line.became] = replace(line, notes=(*old.notes, *line.notes)) if old else line
    return [*merged.values()]


def _free(redirects: Mapping[str, str], found: Sequence[Place], copies: Mapping[str, str]) -> dict[str, str]:
    """The redirects at whose old address nothing else stands."""
    claims = Claims()
    aliases = [url.file for place in found for each in place.aliases if (url := of_alias(each))]
    for file in [*OWN_FILES, *copies.values(), *(of_story(place.path).file for place in found), *aliases]:
        claims.claim(file)
    kept: dict[str, str] = {}
    for old, new in sorted(redirects.items()):
        url = of_alias(quoted(old))
        if url is not None and claims.is_free(url.file) and url.path.strip("/") != new.strip("/"):
            claims.claim(url.file)
            kept[quoted(old)] = new
    return kept


# Files that are served as they are


def _files(imported: Imported, ours: set[str]) -> tuple[dict[str, str], list[Line]]:
    """The path below ``static/`` by old address, and lines on files that have none."""
    reserved = {fold(path) for path in ours}
    taken = {*reserved}
    paths: dict[str, str] = {}
    lines: list[Line] = []
    for address, origin in sorted(imported.files.items()):
        path = address.strip("/")
        trouble = _unusable(path)
        if not trouble and fold(path) in reserved:
            trouble = "newsgen makes a file at its address itself"
        elif not trouble and fold(path) in taken:
            path = _other(path, taken)
            lines.append(Line(origin, f"static/{path}", (needs_hand("another file has its address but for capitals; renamed"),)))
        if trouble:
            lines.append(Line(origin, "", (needs_hand(f"left out: {trouble}"),)))
        else:
            taken.add(fold(path))
            paths[address] = path
    return paths, lines


def _other(path: str, taken: set[str]) -> str:
    """A free name beside a path."""
    stem, ending = splitext(path)
    return next(each for number in count(2) if fold(each := f"{stem}-{number}{ending}") not in taken)


def _unusable(path: str) -> str:
    """Why newsgen passes over a file of such a name."""
    parts = path.split("/")
    if any(part.startswith(LITTER_STARTS) and part not in KEPT_DOTFILES for part in parts):
        return "its name, or its folder's, begins with a sign that hides it"
    if any(part.endswith(LITTER_ENDS) for part in parts):
        return "its name is that of a backup or of a half-written file"
    if not path or re.search(r"[?#\\\x00-\x1f]", path) or ".." in parts:
        return "its name cannot stand in an address"
    return ""


# Stories and pages


def _made(piece: Piece, place: Place, destinations: Destinations) -> Made:
    teller = destinations.teller(piece.address, place.path)
    body = teller.body(piece.body)
    head: dict[str, object] = {key: value for key, value in piece.head.items() if value not in (None, "", [], (), {})}
    extra = dict(head.pop("extra", {}) or {})  # type: ignore[call-overload]  # a mapping, by the importers
    head["title"] = _title(head.get("title")) or _title(piece.name) or of_story(place.path).path
    if head.get("section"):
        head["section"] = slug(said(head["section"]))
    if head.get("photos"):
        head["photos"] = teller.photos(head["photos"])
    if head.get("related"):
        head["related"] = teller.related(head["related"])
    original = destinations.path_of(piece.translates) if piece.translates else ""
    if original and original != place.path:
        reference = original.partition("/")[2]
        from_here = normpath(join(dirname(place.path), reference))
        head["translation_of"] = f"/{original}" if from_here == place.path else reference
    head["aliases"] = list(place.aliases)
    if piece.kind == "page":
        extra |= {key: plain(head.pop(key)) for key in [*head] if key not in PAGE_KEYS}
    head["extra"] = {_title(key): value for key, value in extra.items()}
    ordered = {key: head[key] for key in KEYS if head.get(key)}
    notes = tuple(dict.fromkeys([*piece.notes, *place.notes, *teller.notes]))
    return Made(place.path, piece.origin, ordered, body, notes)


_INLINE_TAG = re.compile(r"</?(?:em|i|b|strong|br|span|sup|sub|code|a|u|small|wbr|q|mark|font|nobr)(?:\s[^<>]*)?/?>", re.I)


def _title(value: object) -> str:
    """A text on one line, without the tags that some put into headlines."""
    return " ".join(unescape(_INLINE_TAG.sub("", UNPRINTABLE.sub("", said(value)))).split())


# Settings


def _settings(imported: Imported, made: tuple[Made, ...]) -> dict[str, str]:
    """site.yaml and its companions; none where the source is no site."""
    if not imported.settings:
        return {}
    given = {key: value for key, value in imported.settings.items() if value not in (None, "", [], {})}
    site = {key: value for key, value in given.items() if _makes_sense(key, value)}
    site["title"] = _title(site.get("title")) or "My Newspaper"
    site["sections"] = _sections(imported, made)
    people = dict(imported.people) | _lone_names(made, imported.people)
    files: dict[str, Mapping[str, object]] = {"site": site, "tags": imported.topics, "people": people}
    return {f"content/{name}.yaml": yaml_text(values) for name, values in files.items() if values}


def _makes_sense(key: str, value: object) -> bool:
    """Whether a setting of an old site may stand in site.yaml."""
    text = said(value)
    return {"base_url": not Address(base=True).wanted(text), "language": is_known(text)}.get(key, True)


def _sections(imported: Imported, made: tuple[Made, ...]) -> list[dict[str, str]]:
    """The sections in the order of the old site, or of their number of stories; each has its name as it was written most."""
    given = imported.settings.get("sections")
    listed = [each if isinstance(each, Mapping) else {"title": each} for each in (given if isinstance(given, list) else [])]
    titles = {slug(said(each["title"])): said(each["title"]) for each in listed}
    abouts = {slug(said(each["title"])): _title(each.get("description")) for each in listed}
    counts: dict[str, int] = {}
    for piece, story in zip(imported.pieces, made, strict=True):
        name = said(story.head.get("section"))
        if name:
            counts[name] = counts.get(name, 0) + 1
            titles.setdefault(name, said(piece.head.get("section")))
    order = sorted(counts, key=lambda name: (list(titles).index(name) if name in abouts else len(titles), -counts[name], name))
    return [
        {"slug": name, "title": _title(titles[name]) or name} | ({"description": abouts[name]} if abouts.get(name) else {})
        for name in order
    ]


_LIKE_A_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _lone_names(made: tuple[Made, ...], people: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Names that look like short names, where people.yaml would have to know them."""
    if not people:
        return {}
    names = {name for each in made for name in _names(each.head) if _LIKE_A_SLUG.fullmatch(name)}
    return {name: {"name": name} for name in sorted(names - people.keys())}


def _names(head: Mapping[str, object]) -> list[str]:
    found = [head.get("author"), head.get("authors")]
    return [said(name) for each in found for name in (each if isinstance(each, list | tuple) else [each]) if name]
