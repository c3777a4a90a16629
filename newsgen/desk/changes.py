"""What changes for readers between two sites.

In: what is served before and after.  Out: Changes.  Never: reads a source: what counts is what arrives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice

from newsgen.desk.readable import LIST, PAGE, REDIRECT, STORY, Readable, readable
from newsgen.desk.served import REDIRECTS, Served, Ways, address, is_html, ways

TITLE, TEXT, PICTURES, LINKS, HEAD, AROUND, MARKUP = "title", "text", "pictures", "links", "head", "around", "markup"
OWN_PARTS = frozenset({TITLE, TEXT, PICTURES, LINKS})
"""The parts that make a page another one; the others stand around its text or behind it."""

FEED, PICTURE, LOOK, DOCUMENT, MACHINES = "feed", "picture", "look", "document", "machines"
_ENDINGS = {
    PICTURE: "jpg jpeg png gif webp avif svg ico bmp".split(),
    LOOK: "css js mjs map woff woff2 ttf otf eot wasm".split(),
    MACHINES: "xml json txt webmanifest".split(),
}
_SORTS = {ending: sort for sort, endings in _ENDINGS.items() for ending in endings}
_FEED_MARKS = (b"<rss", b"<feed", b"jsonfeed.org/version", b"<rdf:RDF")
_NOT_VISITED = frozenset({"404.html", REDIRECTS, "_headers", "robots.txt", "CNAME"})
_LONG = 40  # characters of a paragraph that hardly stands in two stories


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that appears; ``kind`` is that of Readable."""

    address: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Broken:
    """An address at which nothing will be found; ``now`` is where the same text stands then, if it does."""

    address: str
    title: str
    kind: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """An address that will lead elsewhere."""

    address: str
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text, before and after."""

    removed: str
    added: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A page that reads differently; ``names`` are those of its head that changed, ``before`` its title if that did."""

    address: str
    title: str
    kind: str
    parts: tuple[str, ...]
    before: str = ""
    passages: tuple[Passage, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the page itself is another, and not just what stands around it."""
        return not OWN_PARTS.isdisjoint(self.parts)


@dataclass(frozen=True, slots=True)
class File:
    """Another file that is ``added``, ``changed`` or ``removed``."""

    address: str
    sort: str
    how: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changes, stories before lists, by address."""

    broken: tuple[Broken, ...] = ()
    moved: tuple[Moved, ...] = ()
    added: tuple[Listed, ...] = ()
    changed: tuple[Changed, ...] = ()
    files: tuple[File, ...] = ()


Reading = Callable[[Sequence[bytes]], Iterable[Readable]]
_CHUNK = 256  # paths whose pages are in memory at once


def changes(old: Served, new: Served, read: Reading = lambda pages: map(readable, pages)) -> Changes:
    """All that changes for readers from one site to another; ``read`` reads pages, in their order."""
    found = _Found(old, new, ways(old), ways(new))
    differing = (path for path in sorted(old.files.keys() | new.files.keys()) if old.files.get(path) != new.files.get(path))
    while chunk := [*islice(differing, _CHUNK)]:
        there = [(path, served) for path in chunk if is_html(path) for served in (old, new) if path in served.files]
        pages = iter(read([served.load(path) for path, served in there]))
        said = {(path, served is new): page for (path, served), page in zip(there, pages, strict=True)}
        for path in chunk:
            found.look_at(path, said.get((path, False)), said.get((path, True)))
    return Changes(
        broken=tuple(sorted(found.broken(), key=lambda each: (_ORDER.index(each.kind), each.address))),
        moved=tuple(found.moved),
        added=tuple(sorted(found.added, key=lambda each: (_ORDER.index(each.kind), each.address))),
        changed=tuple(sorted(found.changed, key=lambda each: (_ORDER.index(each.kind), each.address))),
        files=tuple(found.files),
    )


_ORDER = (STORY, PAGE, LIST, FEED, DOCUMENT, REDIRECT)


@dataclass(slots=True)
class _Found:
    """What was found so far."""

    old: Served
    new: Served
    ways_before: Ways
    ways_now: Ways
    moved: list[Moved] = field(default_factory=list)
    added: list[Listed] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    lost: list[tuple[Broken, str]] = field(default_factory=list)
    stands: dict[str, list[str]] = field(default_factory=dict)

    def look_at(self, path: str, before: Readable | None, now: Readable | None) -> None:
        """A path at which the sites differ, and the pages that stand there."""
        if path in _NOT_VISITED or not (before or now):
            self._file(path)
        elif now and now.kind != REDIRECT:
            self._page(address(path), before, now)
        elif before is None:
            self.files.append(File(address(path), REDIRECT, "added"))
        else:
            self._gone(address(path), before.title, before.kind, _mark(before))

    def _page(self, at: str, before: Readable | None, now: Readable) -> None:
        if before and before.kind != REDIRECT:
            self.changed.append(_compared(at, before, now))
            return
        self.added.append(Listed(at, now.title, now.kind))
        for mark in {_mark(now), now.title.casefold()} - {""}:
            self.stands.setdefault(mark, []).append(at)

    def _file(self, path: str) -> None:
        how = "added" if path not in self.old.files else "changed" if path in self.new.files else "removed"
        sort = _sort(path, self.old if how == "removed" else self.new)
        if how == "removed" and sort in {FEED, DOCUMENT} and path not in _NOT_VISITED:
            self._gone(address(path), "", sort)
        else:
            self.files.append(File(address(path), sort, how))

    def _gone(self, at: str, title: str, kind: str, mark: str = "") -> None:
        """What was at an address is there no longer: it leads elsewhere or nowhere."""
        end, earlier = self.ways_now.end(at), self.ways_before.end(at)
        if end is None and earlier is not None:
            self.lost.append((Broken(at, title, kind), mark))
        elif end != earlier and end is not None:
            self.moved.append(Moved(at, title, end))

    def broken(self) -> Iterator[Broken]:
        """The addresses that are lost, each with the one page that has its text now."""
        for each, mark in self.lost:
            title = each.title.casefold() if each.kind == STORY else ""
            same = self.stands.get(mark) or self.stands.get(title) or []
            yield Broken(each.address, each.title, each.kind, same[0] if len(same) == 1 else "")


def _mark(page: Readable) -> str:
    """What a page is known by at another address: its longest paragraph."""
    longest = max(page.blocks, key=len, default="")
    return longest if len(longest) >= _LONG and page.kind in {STORY, PAGE} else ""


def _sort(path: str, served: Served) -> str:
    sort = _SORTS.get(path.rpartition(".")[2].lower(), MACHINES if path in _NOT_VISITED else DOCUMENT)
    if path.endswith((".xml", ".json", ".rss", ".atom")) and any(mark in served.load(path)[:1000] for mark in _FEED_MARKS):
        return FEED
    return sort


def _compared(at: str, before: Readable, now: Readable) -> Changed:
    """What differs between two states of a page; where nothing that is read does, its markup does."""
    differing = {
        TITLE: before.title != now.title,
        TEXT: before.blocks != now.blocks,
        PICTURES: before.pictures != now.pictures,
        LINKS: before.links != now.links,
        HEAD: before.head != now.head,
        AROUND: before.around != now.around,
    }
    parts = tuple(part for part, differs in differing.items() if differs) or (MARKUP,)
    return Changed(
        at,
        now.title,
        now.kind,
        parts,
        before.title if TITLE in parts else "",
        passages(before.blocks, now.blocks) if now.kind != LIST else (),
        tuple(sorted({name for name, _ in {*before.head} ^ {*now.head}})),
    )


def passages(before: Sequence[str], now: Sequence[str]) -> tuple[Passage, ...]:
    """The stretches of text that differ, each cut to what differs and a few words around it."""
    start = _common(before, now)
    end = _common(before[start:][::-1], now[start:][::-1])
    old, new = before[start : len(before) - end], now[start : len(now) - end]
    if len(old) * len(new) > _MANY:
        return (_cut(" ".join(old), " ".join(new)),)
    found = SequenceMatcher(None, old, new).get_opcodes()
    return tuple(_cut(" ".join(old[a:b]), " ".join(new[c:d])) for sign, a, b, c, d in found if sign != "equal")


_MANY = 1_000_000  # pairs of paragraphs or cells beyond which a comparison could take minutes
_NEAR, _LENGTH = 30, 200  # characters around a difference, and of a stretch at most


def _cut(before: str, now: str) -> Passage:
    """Two stretches without what they have in common far from where they differ."""
    start = _common(before, now)
    end = _common(before[start:][::-1], now[start:][::-1])
    first = _word_start(before, max(0, start - _NEAR))
    return Passage(*(_shortened(text, first, len(text) - max(0, end - _NEAR)) for text in (before, now)))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many characters or paragraphs two texts begin with in common."""
    return next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _word_start(text: str, at: int) -> int:
    """The beginning of the word at a place, in scripts that have spaces."""
    space = text.rfind(" ", max(0, at - _NEAR), at)
    return 0 if at <= _NEAR // 2 else space + 1 if space >= 0 else at


def _shortened(text: str, first: int, last: int) -> str:
    if not text[first:last].strip():
        return ""
    room = min(last, first + _LENGTH)
    space = text.find(" ", room, room + _NEAR)
    stop = len(text) if len(text) - room < _NEAR else space if space >= 0 else room
    return ("… " if first else "") + text[first:stop].strip() + (" …" if stop < len(text) else "")
