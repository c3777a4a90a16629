"""Where each piece of the old site lies in the publication, so that as many addresses as can be stay as they were.

In: pieces with their old addresses.  Out: a path for each, and the old addresses that need an alias.
Never: gives two pieces one address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from posixpath import splitext

from newsgen.migrate.imported import Note, Piece, needs_hand
from newsgen.model.url import of_address, of_alias, of_story, slug

OURS = frozenset("latest tags sections authors outlets archive corrections sitemaps".split())
"""First parts of the addresses that newsgen gives its own lists."""

OPENED = ("/tags/", "/archive/", "/corrections/")
"""Lists that a standing page may open."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece lies, the old addresses that are led there, and what there is to say of it."""

    path: str
    aliases: tuple[str, ...]
    notes: tuple[Note, ...] = ()


def places(pieces: Sequence[Piece], taken: Iterable[str] = ()) -> list[Place]:
    """A place for each piece. ``taken`` are files of the site that others produce; pieces that are published choose first."""
    claimed = Claims()
    for each in taken:
        claimed.claim(each)
    order = sorted(
        range(len(pieces)), key=lambda number: (bool(pieces[number].head.get("draft")), not _kept(pieces[number]), number)
    )
    found = {number: _path(pieces[number], claimed) for number in order}
    return [_with_aliases(pieces[number], found[number], claimed) for number in range(len(pieces))]


@dataclass(slots=True)
class Claims:
    """The files of the site that somebody produces, and the folders they need."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    def is_free(self, file: str) -> bool:
        """Whether nothing stands at a file, and nothing is in the way to it."""
        name = fold(file)
        return name not in self.files and name not in self.folders and self.files.isdisjoint(_above(name))

    def claim(self, file: str) -> None:
        """Take a file."""
        self.files.add(fold(file))
        self.folders.update(_above(fold(file)))


def _above(file: str) -> list[str]:
    """The folders that lead to a file."""
    parts = file.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def fold(file: str) -> str:
    """An output file as a disk that does not tell cases apart sees it."""
    return unicodedata.normalize("NFC", file).casefold()


def _kept(piece: Piece) -> str:
    """The path at which the piece keeps its address as it is; empty where no path has it."""
    url = of_address(quoted(piece.address)) if piece.address else None
    if url is None or url.path == "/" or splitext(url.path.rstrip("/"))[1] in {".html", ".htm"}:
        return ""
    parts = url.path.strip("/").split("/")
    path = f"{_folder(piece)}/{'/'.join(parts)}.md"
    ours = parts[0] in OURS and not (piece.kind == "page" and url.path in OPENED)
    return "" if ours or parts[-1] == "index" or of_story(path).path.strip("/") != url.path.strip("/") else path


def quoted(address: str) -> str:
    """An address as an editor would type it, in whom a sign of per cent begins no code."""
    return address.replace("%", "%25")


def _folder(piece: Piece) -> str:
    return "pages" if piece.kind == "page" else "articles"


def _path(piece: Piece, claimed: Claims) -> str:
    """The first of the places that a piece may lie at which is free, and it is claimed."""
    for path in _options(piece):
        url = of_story(path)
        if claimed.is_free(url.file) and url.path.strip("/").split("/")[0] not in (OURS if url.path not in OPENED else ()):
            claimed.claim(url.file)
            return path
    raise AssertionError(piece.origin)  # the options have no end


def _options(piece: Piece) -> Iterator[str]:
    kept = _kept(piece)
    if kept:
        yield kept
    name = slug(piece.name or _last_part(piece.address) or str(piece.head.get("title") or "") or "untitled")
    name = "story-index" if name == "index" else name
    moment = piece.head.get("date")
    folder = _folder(piece)
    month = f"{moment.year:04}/{moment.month:02}/" if isinstance(moment, datetime) and piece.kind != "page" else ""
    parts = [slug(part) for part in _parts(piece.address)]
    below = [f"{folder}/{'/'.join(parts)}"] if piece.kind == "page" and parts[1:] and "index" not in parts else []
    stems = dict.fromkeys([*below, f"{folder}/{month}{name}", f"{folder}/{month[:5]}{name}"])
    # A plain address that differs in nothing but case or an ending would collide with its own alias.
    own = {fold(url.file) for each in (piece.address, *piece.aliases) if (url := of_alias(quoted(each)) if each else None)}
    for stem in stems:
        if fold(of_story(f"{stem}.md").file) not in own:
            yield f"{stem}.md"
    number = 2
    while True:
        yield f"{folder}/{month}{name}-{number}.md"
        number += 1


def _parts(address: str) -> list[str]:
    """The folders of an address, and the name of its page."""
    return [part for part in re.sub(r"(index)?\.html?$", "", address).split("/") if part]


def _last_part(address: str) -> str:
    parts = _parts(address)
    return parts[-1] if parts else ""


def _with_aliases(piece: Piece, path: str, claimed: Claims) -> Place:
    """The old addresses that are not the new one, each claimed by one piece."""
    here = of_story(path)
    aliases: list[str] = []
    notes: list[Note] = []
    for address in dict.fromkeys([piece.address, *piece.aliases]):
        url = of_alias(quoted(address)) if address else None
        if url is None:
            notes += [needs_hand(f"the old address {address} cannot be kept")] if address and address != "/" else []
        elif not claimed.is_free(url.file):
            notes += [] if url.file == here.file else [needs_hand(f"the old address {address} belongs to another page now")]
        else:
            claimed.claim(url.file)
            aliases.append(quoted(address))
    return Place(path, tuple(aliases), tuple(notes))


def key(address: str) -> str:
    """What two spellings of one old address have in common."""
    url = re.sub(r"(^|/)index\.html?$", r"\1", address)
    return fold(re.sub(r"\.html?$", "", url).rstrip("/")) or "/"


def by_address(pieces: Sequence[Piece], found: Sequence[Place]) -> Mapping[str, str]:
    """The path of the piece at each old address, by its key; a draft is at its own only where nothing else is."""
    paths: dict[str, str] = {}
    for piece, place in zip(pieces, found, strict=True):
        for address in (piece.address, *piece.aliases):
            if address:
                paths.setdefault(key(address), place.path)
    meant = {key(piece.meant): place.path for piece, place in zip(pieces, found, strict=True) if piece.meant}
    return {**meant, **paths}
