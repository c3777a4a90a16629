"""A Pelican site to what it holds.

In: a source.  Out: Imported.  Never: runs a plugin or a template of the site.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from newsgen.migrate.addresses import readdressed
from newsgen.migrate.html import to_markdown
from newsgen.migrate.imported import Imported, Note, Piece, Source, needs_hand
from newsgen.migrate.keys import finished, words
from newsgen.migrate.lists import lists
from newsgen.migrate.matter import listed, said
from newsgen.migrate.pelican.addresses import filled, served
from newsgen.migrate.pelican.documents import HTML, RST, Found, documents
from newsgen.migrate.pelican.listings import redirects
from newsgen.migrate.pelican.markdown import without_extensions
from newsgen.migrate.pelican.settings import FILES, Config, below, config, within
from newsgen.migrate.rst import rst_to_markdown

_LINK = re.compile(r"[{|](?P<what>filename|static|attach|tag|category|author|index)[}|](?P<path>[^#?]*)(?P<rest>.*)", re.S)


def imported(source: Source, base_url: str = "") -> Imported:
    """What the old site holds."""
    settings = config(source, base_url)
    found = documents(source, settings)
    files, notes = _files(source, settings, found)
    told = _Told(settings, {each.within: each for each in found}, {path: address for address, path in files.items()})
    pieces: list[Piece] = []
    terms: dict[str, Counter[str]] = {"CATEGORY": Counter(), "TAG": Counter(), "AUTHOR": Counter()}
    for each in found:
        if each.status == "skip":
            notes[each.path] = (needs_hand("left out: its status was skip"),)
        else:
            pieces.append(_piece(each, told, terms))
    days = Counter(
        said(piece.head.get("date"))[:10] for piece in pieces if piece.kind == "article" and not piece.head.get("draft")
    )
    languages = {said(piece.head.get("language")) or settings.text("DEFAULT_LANG") for piece in pieces if piece.kind == "article"}
    return Imported(
        _settings(settings, source),
        tuple(_with_originals(pieces, found, settings)),
        files={**files, **told.attached},
        redirects=redirects(settings, terms, days, languages, lists(pieces, {})),
        notes={**source.notes, **notes, **settings.notes},
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """Documents and addresses of files by their paths; ``attached`` are files that stories brought along, by address."""

    settings: Config
    documents: Mapping[str, Found]
    files: Mapping[str, str]
    attached: dict[str, str] = field(default_factory=dict)

    def link(self, address: str, each: Found) -> str:
        """What one of Pelican's links leads to, as the address that it had."""
        match = _LINK.fullmatch(unquote(address) if address.startswith("%7B") else address)
        if match is None:
            return address
        what, path = match["what"], unquote(match["path"])
        if what == "index":
            return "/"
        if what in {"tag", "category", "author"}:
            kind = what.upper()
            return served(filled(self.settings.text(f"{kind}_SAVE_AS"), {"slug": self.settings.slugified(path.strip("/"), kind)}))
        inside = path.lstrip("/") if path.startswith("/") else normpath(join(dirname(each.within), path))
        if inside in self.documents:
            return f"{self.documents[inside].address}{match['rest']}"
        origin = f"{self.settings.folder}/{inside}".lstrip("/")
        if what == "attach":
            place = f"{each.address if each.address.endswith('/') else dirname(each.address).rstrip('/') + '/'}{basename(inside)}"
            self.attached[place] = origin
            return place + match["rest"]
        return f"{self.files.get(origin, '/' + inside)}{match['rest']}"


def _piece(each: Found, told: _Told, terms: Mapping[str, Counter[str]]) -> Piece:
    made, settings = each.made, told.settings
    hidden, draft = each.status == "hidden", each.status.startswith("draft") or bool(made.head.get("draft"))
    tags = words(
        each.head.get("tags"), ";" if ";" in said(each.head.get("tags")) and isinstance(each.head.get("tags"), str) else ","
    )
    if len(tags) == 1 and ";" in tags[0]:
        tags = listed(tags[0], ";")
    for key in ("tags", "category"):
        made.left.pop(key, None)
    kind = "page" if each.kind == "page" or hidden else "article"
    if kind == "article":
        made.head.setdefault("authors", [settings.text("AUTHOR")] if settings.text("AUTHOR") else [])
        if each.category:
            made.head["section"] = each.category
        made.head["tags"] = tags
    if draft:
        made.head["draft"] = True
    elif kind == "article":
        terms["CATEGORY"].update([each.category] if each.category else [])
        terms["TAG"].update(tags)
        terms["AUTHOR"].update(listed(made.head.get("authors")))
    for photo in made.head.get("photos") or []:  # type: ignore[attr-defined]  # a list, by ``mapped``
        photo["src"] = told.link(said(photo["src"]), each)
    body, notes = _body(each, told)
    if hidden:
        notes = (*notes, needs_hand("it was hidden from lists, and became a standing page"))
    return Piece(
        origin=each.path,
        kind=kind,
        address="" if draft else each.address,
        head=finished(made),
        body=body,
        name=each.slug,
        aliases=() if draft else each.also,
        notes=(*each.notes, *made.notes, *notes),
    )


def _body(each: Found, told: _Told) -> tuple[str, tuple[Note, ...]]:
    ending = splitext(each.path)[1].lower()
    notes: tuple[Note, ...] = ()
    text = each.matter.body
    if ending in RST:
        text, notes = rst_to_markdown(text)
    elif ending in HTML:
        text = to_markdown(text)
    else:
        text, notes = without_extensions(text)
    return readdressed(text, lambda address, _: told.link(address, each)), notes


def _with_originals(pieces: Sequence[Piece], found: Sequence[Found], settings: Config) -> list[Piece]:
    """Translations share their short name with the original, which is in the main language, or does not say it is one."""
    by_path = {each.path: each for each in found}
    groups: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces:
        each = by_path[piece.origin]
        groups.setdefault((each.kind, each.slug), []).append(piece)
    original_of: dict[str, str] = {}
    for group in groups.values():
        tongues = {said(piece.head.get("language")) or settings.text("DEFAULT_LANG") for piece in group}
        if len(group) > 1 and len(tongues) == len(group):
            first = min(group, key=lambda piece: _is_translation(by_path[piece.origin], settings))
            original_of |= {piece.origin: first.address for piece in group if piece is not first}
    return [replace(piece, translates=original_of.get(piece.origin, "")) for piece in pieces]


def _is_translation(each: Found, settings: Config) -> tuple[bool, bool]:
    said_so = said(each.head.get("translation")).lower() == "true"
    return said_so, (said(each.head.get("lang")) or settings.text("DEFAULT_LANG")) != settings.text("DEFAULT_LANG")


def _files(source: Source, settings: Config, found: Sequence[Found]) -> tuple[dict[str, str], dict[str, tuple[Note, ...]]]:
    """What Pelican copied, by address, and notes on the rest."""
    taken = {each.path for each in found}
    moved = settings.values.get("EXTRA_PATH_METADATA")
    places = (
        {said(key): said(value.get("path")) for key, value in moved.items() if isinstance(value, Mapping)}
        if isinstance(moved, Mapping)
        else {}
    )
    files: dict[str, str] = {}
    notes: dict[str, tuple[Note, ...]] = {}
    for path in source.paths:
        inside = within(path, settings.folder)
        if path in taken or path in FILES:
            continue
        if inside and inside in places:
            files[f"/{places[inside].lstrip('/')}"] = path
        elif inside and (
            below(inside, settings.texts("STATIC_PATHS")) or splitext(inside)[1].lower() not in {".md", ".rst", ".html"}
        ):
            files[f"/{inside}"] = path
        else:
            notes[path] = (_why(path, inside),)
    return files, notes


TEXTS = (".md", ".markdown", ".rst")


def _why(path: str, inside: str) -> Note:
    if not inside and path.endswith(TEXTS) and "/" in path and not path.startswith(("theme", "plugin")):
        return needs_hand("left out: it lies outside the folder that Pelican read")
    return (
        needs_hand("left out: Pelican read it neither as an article nor as a page")
        if inside and "/" in path
        else Note("left out: part of the old look, or of use to the old program alone")
    )


def _settings(settings: Config, source: Source) -> dict[str, object]:
    return {
        "title": settings.text("SITENAME") or source.name,
        "tagline": settings.text("SITESUBTITLE") or settings.text("TAGLINE"),
        "base_url": settings.base_url,
        "language": settings.text("DEFAULT_LANG").replace("_", "-"),
        "timezone": settings.zone_name,
        "typography": bool(settings.values.get("TYPOGRIFY")),
    }
