"""What readers get of a page.

In: the HTML of any site, well made or not.  Out: Readable.  Never: fails; knows where the page stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

Pair = tuple[str, str]

STORY, LIST, PAGE, REDIRECT = "story", "list", "page", "redirect"

# Within a line these leave words together; all others part them (HTML, "Phrasing content").
_WITHIN_LINES = frozenset(
    "a abbr b bdi bdo cite code data dfn del em font i img ins kbd mark q s samp small span strong sub sup time u var wbr".split()
)
_UNSEEN = frozenset("script style template noscript title".split())
_AROUND = frozenset("nav header footer aside".split())
_PARTS = _AROUND | {"main", "article"}
_HEADINGS = frozenset("h1 h2 h3 h4".split())
_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
# Names that pages give and browsers read as others (encoding.spec.whatwg.org, "Names and labels").
_LABELS = {
    "cp1252": "iso-8859-1 latin1 us-ascii",
    "gb18030": "gb2312 gbk",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "utf-8": "utf-16 utf-16le utf-16be",
}
_READ_AS = {label: encoding for encoding, labels in _LABELS.items() for label in labels.split()}
_REFRESH = re.compile(r"\s*0*[0-9](?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?(?P<target>[^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Readable:
    """A page as its readers know it; ``kind`` is STORY, LIST, PAGE or REDIRECT.

    ``blocks`` are its own text by paragraphs, without the title; ``around`` is what stands beside it, texts and addresses: menu,
    foot, related stories. ``pictures`` are address and alt; ``head`` is what search engines and shares go by, by name; ``target``
    is where a redirect leads, ``canonical`` the page's whole address as it says itself.
    """

    kind: str
    title: str
    blocks: tuple[str, ...] = ()
    pictures: tuple[Pair, ...] = ()
    links: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    head: tuple[Pair, ...] = ()
    target: str = ""
    canonical: str = ""


def readable(html: bytes) -> Readable:
    """What a page says. Its own text is that of ``main``, else of its articles, else what is neither menu, head nor foot."""
    parser = _Parser()
    parser.feed(_text(html))
    parser.close()
    parser.part()
    is_own = _telling(parser.pieces)
    own = [piece for piece in parser.pieces if is_own(piece)]
    around = [piece for piece in parser.pieces if not is_own(piece)]
    headline = next((piece for piece in own if piece.element == "h1" and piece.text), None)
    head = dict(parser.head)
    return Readable(
        kind=REDIRECT if parser.target else STORY if head.get("og:type") == "article" else _kind(own, headline),
        title=headline.text if headline else " ".join(parser.title.split()),
        blocks=tuple(piece.text for piece in own if piece.text and piece is not headline),
        pictures=tuple(pair for piece in own for pair in piece.pictures),
        links=tuple(link for piece in own for link in piece.links),
        around=tuple(each for piece in around for each in (piece.text, *piece.links) if each),
        head=tuple(parser.head),
        target=parser.target,
        canonical=head.get("canonical", ""),
    )


def _text(html: bytes) -> str:
    """A page as text, in the encoding that its beginning names: what is not UTF-8 is an old site (HTML, "prescan")."""
    named = _CHARSET.search(html[:1024])
    name = named[1].decode().lower() if named else "utf-8"
    try:
        return html.decode(_READ_AS.get(name, name), "replace").removeprefix("\ufeff")
    except (LookupError, ValueError):
        return html.decode("utf-8", "replace")


@dataclass(slots=True)
class _Piece:
    """A paragraph, where it stands and which element began it; ``linked`` counts the characters in links."""

    main: bool
    article: bool
    around: bool
    element: str = ""
    text: str = ""
    linked: int = 0
    pictures: list[Pair] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def _telling(pieces: Sequence[_Piece]) -> Callable[[_Piece], bool]:
    """What tells the page's own pieces from those around them."""
    if any(piece.main for piece in pieces):
        return lambda piece: piece.main and not piece.around
    if any(piece.article for piece in pieces):
        return lambda piece: piece.article and not piece.around
    return lambda piece: not piece.around


def _kind(own: Sequence[_Piece], headline: _Piece | None) -> str:
    """Lists have articles with headlines that lead to them, or are mostly links."""
    leads = any(piece.article and piece.element in _HEADINGS and piece.linked for piece in own)
    linked, length = sum(piece.linked for piece in own), sum(len(piece.text) for piece in own if piece is not headline)
    return LIST if leads or linked * 2 > length else PAGE


class _Parser(HTMLParser):
    """Cuts a page into pieces; an element that is never closed ends with the one around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self.head: list[Pair] = []
        self.title = ""
        self.target = ""
        self._open: list[str] = []
        self._unseen: list[str] = []
        self._words: list[str] = []
        self._linked = 0
        self._piece = _Piece(False, False, False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        values = {name: value or "" for name, value in reversed(attrs)}
        if tag in {"body", "main"}:
            self._unseen.clear()
        if tag in _UNSEEN:
            self._unseen.append("ld+json" if values.get("type") == "application/ld+json" else tag)
        elif not self._unseen:
            self._element(tag, values)

    def _element(self, tag: str, values: dict[str, str]) -> None:
        if tag not in _WITHIN_LINES:
            self.part(tag)
        if tag == "img":
            self._piece.pictures.append((values.get("src", ""), values.get("alt", "")))
        elif tag == "a" and values.get("href"):
            self._piece.links.append(values["href"])
            self._linked += 1
        elif tag == "meta":
            self._meta(values)
        elif tag == "link" and values.get("rel", "").lower() in {"canonical", "alternate"}:
            name = " ".join(values[key] for key in ("rel", "hreflang", "type") if values.get(key))
            self.head.append((name.lower(), values.get("href", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """HTML knows no such thing: outside of drawings, which may have a title or a style, the stroke says nothing."""
        if tag not in {"title", "style"}:
            self.handle_starttag(tag, attrs)

    def _meta(self, values: dict[str, str]) -> None:
        name, content = values.get("name") or values.get("property") or "", values.get("content", "")
        refresh = _REFRESH.match(content) if values.get("http-equiv", "").lower() == "refresh" else None
        if refresh:
            self.target = refresh["target"].strip()
        elif name and name.lower() not in {"viewport", "generator", "theme-color", "color-scheme"}:
            self.head.append((name.lower(), content))

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it those in it that were left open."""
        if tag in _UNSEEN:
            if self._unseen:
                self._unseen.pop()
            return
        if self._unseen:
            return
        if tag not in _WITHIN_LINES:
            self.part()
        if tag == "a":
            self._linked = 0
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            self.part()

    def handle_data(self, data: str) -> None:
        """Text, as it is seen or not."""
        if not self._unseen:
            self._words.append(data)
            self._piece.linked += len(data.strip()) if self._linked else 0
        elif self._unseen[-1] == "ld+json":
            self.head.append(("structured data", data.strip()))
        elif self._unseen[-1] == "title" and not self.title.strip():
            self.title += data

    def parse_html_declaration(self, i: int) -> int:
        """``<![if ie]>`` is a comment (HTML, "incorrectly opened comment"); older versions of the library stop there."""
        return self.parse_bogus_comment(i) if self.rawdata[i : i + 3] == "<![" else super().parse_html_declaration(i)

    def part(self, opening: str = "") -> None:
        """A paragraph ends; ``opening`` is the element that parts it from the next."""
        self._piece.text = " ".join("".join(self._words).split())
        if self._piece.text or self._piece.pictures or self._piece.links:
            self.pieces.append(self._piece)
        if opening in _PARTS:
            self._open.append(opening)
        self._words = []
        self._piece = _Piece("main" in self._open, "article" in self._open, _around(self._open), opening)


def _around(elements: Sequence[str]) -> bool:
    """Whether the innermost of these elements stands beside what a page is about; in an article nothing does."""
    for name in elements:
        if name == "article":
            return False
        if name in _AROUND and not (name == "header" and "main" in elements):
            return True
    return False
