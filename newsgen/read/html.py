"""The HTML that Markdown gives, made safe to stand in a page and cut at what depends on other files.

In: an HTML fragment, raw HTML of editors included.  Out: its parts, and what it names.
Never: changes text; drops a tag that has its partner; decides what an address means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from newsgen.model.article import Html, Part, Picture, PictureRow, Target
from newsgen.model.url import is_elsewhere
from newsgen.read.typography import Typesetter, setter_for

_MARK = "strong|em|a|b|i|u|s|q|cite|mark|small|span|sub|sup"
_SHORT = r"<code>[^<]*+</code>|<br\ ?/?>"
_HARMLESS = r"(?>(?:\ (?:class|dir|lang|rel|style|target|title|data-[a-z-]++)=\"[^\"<>]*+\")*)"
_ADDRESSED = rf"{_HARMLESS}(?:\ href=\"https?://[^\s\"'&<>]++\"{_HARMLESS})?"


def _marked(name: str, inside: str) -> str:
    """Text with marks that name nothing of the project."""
    return rf"[^<]*+(?>(?:(?:{_SHORT}|<(?P<{name}>{_MARK}){_ADDRESSED}>{inside}</(?P={name})>)[^<]*+)*)"


# A paragraph, item or heading as Markdown, or another system, mostly gives it.
_SIMPLE = re.compile(
    rf"<(?P<block>p|li|h[2-6])(?:\ id=\"(?P<id>[^\"&<>]++)\")?{_HARMLESS}>"
    rf"(?P<inside>{_marked('outer', _marked('inner', '[^<]*+'))})"
    r"</(?P=block)>"
)
_BREAK = re.compile(r"<br\ ?/?>")
_TAG = re.compile(r"(<[^>]*>)")
_TOKEN = re.compile(
    r"(?P<comment><!--)"
    r"|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:._-]*+(?=[\t\n\f\r />]))"  # <Müller> is no tag but a name
    r"(?P<rest>(?>(?:[\s/=]|[^\s/<>=]++(?:\s*+=\s*+(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]++))?)*))>"
    r"|<[!?][^>]*>"
)
_COMMENT_END = re.compile(r"--!?>|(?<=<!--)-?>")
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'][^\s\"']*)")
_ATTRIBUTE = re.compile(r"(?:[\s/]|(?<=[\"']))([^\s=/>\"']+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
_CANDIDATE = re.compile(r"[\s,]*(?P<address>\S+?)(?:,+(?=\s|$)|\s+(?P<size>[^,]+)(?:,|$)|\s*$)")  # HTML, "srcset"
_SPACE = re.compile(r"\s+")
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(rf"{_WITHOUT_SPACES.pattern}|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_ASCII = bytes(range(0x80))
_PARTING = bytes(32 if byte < 128 and not re.match(r"\w", chr(byte)) else byte for byte in range(256))

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# The standard lets these be closed by what follows (HTML, "Optional tags"), so they need no watching.
_IMPLIED = frozenset("p li dt dd option optgroup thead tbody tfoot tr td th rp rt colgroup caption".split())
_PAGE_LEVEL = frozenset("html head body title base plaintext".split())
_RAW_TEXT = frozenset("script style textarea iframe xmp noembed noframes".split())
_EMBEDDED = _RAW_TEXT | frozenset("video audio object canvas".split())
# Within a line these leave words together; all others part them.
_WITHIN_WORDS = frozenset(
    "a abbr b bdi bdo cite code em font i ins del kbd mark q s small span strong sub sup tt u var wbr img".split()
)
_ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "a": ("href",),
    "area": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "object": ("data",),
}
_VERBATIM = frozenset("pre code kbd samp tt var math svg textarea".split())
_NO_LEDE = frozenset("blockquote figure table aside li nav script style".split())


@dataclass(slots=True)
class Fragment:
    """A fragment's parts and what it names: local addresses as (kind, address), ids, photos, pictures, text."""

    parts: list[Part] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    lede: str = ""
    words: int = 0

    @property
    def html(self) -> Html:
        """The parts with neighbouring text joined."""
        return Html(tuple(_joined(self.parts)))


def _joined(parts: list[Part]) -> list[Part]:
    joined: list[Part] = []
    text: list[str] = []
    for part in parts:
        if isinstance(part, str):
            text.append(part)
            continue
        if text:
            joined.append("".join(text))
            text = []
        joined.append(part)
    return [*joined, "".join(text)] if text else joined


def cut(html: str, typography: str = "") -> Fragment:
    """Cut a fragment of HTML at its local addresses and photos; balance its tags; keep one h1 for the page.

    ``typography`` is the language whose quotation marks and dashes its text is to have; "" leaves them as they are.
    """
    walk = _Walk(html, setter=setter_for(typography) if typography else None)
    walk.run()
    return walk.fragment


@dataclass(slots=True)
class _Walk:
    """One pass over the tokens of a fragment."""

    source: str
    setter: Typesetter | None = None
    fragment: Fragment = field(default_factory=Fragment)
    open: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    paragraph: _Paragraph | None = None
    fallback: str = ""
    demote: bool = False
    comments_end: bool = True

    def run(self) -> None:
        self.demote = bool(re.search(r"<h1[\s>]", self.source, re.I))
        at = 0
        while match := _TOKEN.search(self.source, at):
            self.emit_text(self.source[at : match.start()])
            simple = _SIMPLE.match(self.source, match.start()) if not (self.paragraph or self.demote) else None
            at = self.simple(simple) if simple else self.token(match)
        self.emit_text(self.source[at:])
        while self.open:
            self.close()
        text = "".join(self.text)
        self.fragment.words = count_words(text)
        self.fragment.lede = self.fragment.lede or self.fallback or plain(text)[:2000]

    def emit(self, part: Part) -> None:
        self.fragment.parts.append(part)

    def emit_text(self, text: str) -> None:
        if text:
            text = text.replace("<", "&lt;")  # what begins no tag here must not begin one in the page
            if self.setter:
                text = self.setter.set(text) if _VERBATIM.isdisjoint(self.open) else self.setter.pass_over(text)
            self.emit(text)
            self.text.append(unescape(text) if "&" in text else text)
            if self.paragraph and self.text[-1].strip():
                self.paragraph.only_pictures = False

    def simple(self, match: re.Match[str]) -> int:
        """A block that can be taken as it is; gives where to go on."""
        inside = match["inside"]
        if self.setter and _VERBATIM.isdisjoint(self.open):
            inside = _set(inside, self.setter)
            self.emit(self.source[match.start() : match.start("inside")])
            self.emit(f"{inside}</{match['block']}>")
        else:
            self.emit(match[0])
        if match["id"]:
            self.fragment.anchors.append(match["id"])
        pieces = _TAG.split(_BREAK.sub(" ", inside))[::2] if "<" in inside else [inside]
        text = "".join(map(unescape, pieces) if "&" in inside else pieces)
        self.text.append(f" {text} ")
        if match["block"] == "p" and not self.fragment.lede and self.is_outside:
            self.opening(plain(text))
        return match.end()

    def token(self, match: re.Match[str]) -> int:
        """Handle one tag or comment; gives where to go on."""
        name = (match["name"] or "").lower()
        if match["comment"]:
            return self.comment(match)
        if not name:
            self.emit("" if match[0][:9].lower() == "<!doctype" else match[0])
        elif name in _PAGE_LEVEL and not self.is_foreign:
            pass
        elif match["slash"]:
            self.end_tag(name)
        else:
            self.start_tag(name, match)
            return self.embedded(name, match) if name in _EMBEDDED else match.end()
        return match.end()

    def comment(self, match: re.Match[str]) -> int:
        """A comment that does not end would hide all that follows, so it is text."""
        end = _COMMENT_END.search(self.source, match.end()) if self.comments_end else None
        self.comments_end = end is not None
        if end is None:
            self.emit_text("<!--")
            return match.end()
        inside = self.source[match.end() : end.start()]
        self.emit(f"<!--{re.sub('-(?=-|$)', '- ', inside)}-->")  # parsers differ on hyphens inside (XML 1.0, section 2.5)
        return end.end()

    @property
    def is_foreign(self) -> bool:
        """Whether this is SVG or MathML, where XML's rules hold."""
        return "svg" in self.open or "math" in self.open

    def embedded(self, name: str, match: re.Match[str]) -> int:
        """Scripts and their like hold no tags. What its editor closed as in XML, or not at all, would swallow the story."""
        at = match.end()
        close = re.compile(f"</{name}(?=[\\s/>])", re.I).search(self.source, at)
        if match["rest"].endswith("/") or not close:
            self.end_tag(name)
            return at
        if name not in _RAW_TEXT:
            return at
        self.emit(self.source[at : close.start()])
        return close.start()

    def start_tag(self, name: str, match: re.Match[str]) -> None:
        if self.paragraph and name not in {"img", "br"}:
            self.paragraph.only_pictures = False
        self.part_words(name)
        if name == "p":
            self.begin_paragraph(match)
        name, tag = self.heading(name, _with_quotes(match[0]))
        attributes = _attributes(tag) if match["rest"].strip(" /") else {}
        self.note_anchor(name, attributes)
        _OPENERS.get(name, _Walk.plain_tag)(self, name, tag, attributes)
        closed = _is_closed(tag) and (self.is_foreign or name in {"svg", "math"})
        if name not in VOID and name not in _IMPLIED and not closed:
            self.open.append(name)

    def part_words(self, name: str) -> None:
        """The text of two blocks, or of two lines, is not one word."""
        if name not in _WITHIN_WORDS:
            self.text.append(" ")
            if self.setter:
                self.setter.end_line() if name == "br" else self.setter.end_paragraph()

    def heading(self, name: str, tag: str) -> tuple[str, str]:
        """The page's headline is its h1, so a body that has one moves down by a level."""
        if self.demote and len(name) == 2 and name[0] == "h" and name[1] in "12345":
            lower = f"h{int(name[1]) + 1}"
            return lower, f"<{lower}{tag[3:]}"
        return name, tag

    def note_anchor(self, name: str, attributes: Mapping[str, str]) -> None:
        for key in ("id", "name") if name == "a" else ("id",):
            if attributes.get(key):
                self.fragment.anchors.append(attributes[key])

    def plain_tag(self, name: str, tag: str, attributes: Mapping[str, str]) -> None:
        """Write a start tag, cut at the addresses it holds."""
        wanted = [key for key in _ADDRESSES.get(name, ()) if attributes.get(key)]
        if not wanted:
            self.emit(tag)
            return
        at = 0
        sized = "width" in attributes or "height" in attributes
        for found in _ATTRIBUTE.finditer(tag):
            key = found[1].lower()
            if key in wanted and found[2]:
                self.emit(tag[at : found.start()])
                self.address(name, key, attributes[key], sized)
                at = found.end()
                wanted.remove(key)
        self.emit(tag[at:])

    def address(self, name: str, key: str, address: str, sized: bool) -> None:
        if key == "srcset":
            self.srcset(address)
        elif is_elsewhere(address) or address.startswith("?"):
            self.emit(f' {key}="{escape(address)}"')
        else:
            kind = "link" if name in {"a", "area"} else "image" if name == "img" or key == "poster" else "file"
            self.fragment.addresses.append((kind, address))
            self.emit(Target(key, address, sized or name != "img"))

    def srcset(self, candidates: str) -> None:
        self.emit(' srcset="')
        for number, candidate in enumerate(_CANDIDATE.finditer(candidates.strip())):
            address, size = candidate["address"], (candidate["size"] or "").strip()
            self.emit(", " if number else "")
            if is_elsewhere(address):
                self.emit(escape(address))
            else:
                self.fragment.addresses.append(("image", address))
                self.emit(Target("", address, True))
            self.emit(f" {size}" if size else "")
        self.emit('"')

    def image(self, name: str, tag: str, attributes: Mapping[str, str]) -> None:
        """A picture in the text; one alone in a paragraph is kept back, to become a figure."""
        address = attributes.get("src", "")
        if address:
            self.fragment.images.append(address)
        of_the_web = not is_elsewhere(address) or re.match(r"(https?:)?//", address)
        plain_photo = address and of_the_web and attributes.keys() <= {"src", "alt", "title"}
        if self.paragraph:
            if plain_photo:
                caption = attributes.get("title", "")
                caption = self.setter.alone(caption) if self.setter else caption
                self.paragraph.pictures.append(Picture(address, attributes.get("alt", ""), caption))
            else:
                self.paragraph.only_pictures = False
        missing = "" if "alt" in attributes else ' alt=""'
        if "loading" not in attributes:
            missing += ' loading="lazy" decoding="async"'
        self.plain_tag(name, f"{tag[:-1].rstrip().removesuffix('/').rstrip()}{missing}>", attributes)

    def table(self, name: str, tag: str, attributes: Mapping[str, str]) -> None:
        """A wide table scrolls in a box of its own, which the keyboard can reach (WCAG 2.1.1)."""
        if "table" not in self.open:
            self.emit('<div class="table" tabindex="0">')
        self.emit(tag)

    def preformatted(self, name: str, tag: str, attributes: Mapping[str, str]) -> None:
        self.emit(tag if "tabindex" in attributes else tag[:4] + ' tabindex="0"' + tag[4:])

    def begin_paragraph(self, match: re.Match[str]) -> None:
        self.paragraph = _Paragraph(len(self.fragment.parts), len(self.text), not match["rest"].strip(), self.is_outside)

    @property
    def is_outside(self) -> bool:
        """Whether a paragraph here belongs to the story itself."""
        return _NO_LEDE.isdisjoint(self.open)

    def opening(self, text: str) -> None:
        """The story opens with its first paragraph that is more than a label."""
        if len(text) >= SHORT_LEDE:
            self.fragment.lede = text
        self.fallback = self.fallback or text

    def end_tag(self, name: str) -> None:
        if self.demote and len(name) == 2 and name[0] == "h" and name[1] in "12345":
            name = f"h{int(name[1]) + 1}"
        if self.paragraph and name != "p":
            self.paragraph.only_pictures = False
        self.part_words(name)
        if name in _IMPLIED:
            self.emit(f"</{name}>")
            if name == "p":
                self.end_paragraph()
        elif name in self.open:
            while self.close() != name:
                pass

    def close(self) -> str:
        """Close the innermost element that is open, and the box of a table."""
        name = self.open.pop()
        self.emit(f"</{name}>")
        if name == "table" and "table" not in self.open:
            self.emit("</div>")
        return name

    def end_paragraph(self) -> None:
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is None:
            return
        if paragraph.is_row:
            del self.fragment.parts[paragraph.part :]
            del self.fragment.addresses[len(self.fragment.addresses) - paragraph.local_count :]
            self.emit(PictureRow(tuple(paragraph.pictures)))
            self.fragment.pictures.extend(paragraph.pictures)
        elif paragraph.outside and not self.fragment.lede:
            self.opening(plain("".join(self.text[paragraph.text :])))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read: where its output begins, and whether it holds nothing but photos."""

    part: int
    text: int
    bare: bool
    outside: bool
    pictures: list[Picture] = field(default_factory=list)
    only_pictures: bool = True

    @property
    def is_row(self) -> bool:
        return self.bare and self.only_pictures and bool(self.pictures)

    @property
    def local_count(self) -> int:
        return sum(not is_elsewhere(picture.address) for picture in self.pictures)


SHORT_LEDE = 40  # characters; below it a first paragraph is a dateline or a label rather than an opening

_OPENERS: Mapping[str, Callable[[_Walk, str, str, Mapping[str, str]], None]] = {
    "img": _Walk.image,
    "table": _Walk.table,
    "pre": _Walk.preformatted,
}


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, unescaped; the first of a name counts, as in browsers."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        value = match[2] or ""
        found.setdefault(match[1].lower(), unescape(value[1:-1] if value[:1] in {'"', "'"} else value))
    return found


def _with_quotes(tag: str) -> str:
    """A start tag whose last quote was forgotten, with that quote; it would otherwise end somewhere in the page."""
    forgotten = re.search(r"=\s*([\"'])", _VALUE.sub("", tag)) if '"' in tag or "'" in tag else None
    return f"{tag[:-1]}{forgotten[1]}>" if forgotten else tag


def _is_closed(tag: str) -> bool:
    """Whether a start tag ends in a slash that is not part of an unquoted value."""
    return tag.endswith("/>") and not re.search(r"=\s*[^\s\"'>]+>$", tag)


def _set(inside: str, setter: Typesetter) -> str:
    """The text of a simple block with its typographic marks."""
    setter.end_paragraph()
    pieces = _TAG.split(inside)
    for place in range(0, len(pieces), 2):
        tag = pieces[place - 1] if place else ""
        if tag.startswith("<br"):
            setter.end_line()
        if pieces[place]:
            pieces[place] = setter.pass_over(pieces[place]) if tag == "<code>" else setter.set(pieces[place])
    setter.end_paragraph()
    return "".join(pieces)


def count_words(text: str) -> int:
    """How many words a text has; of scripts without spaces each character counts.

    The count of ``_WORD``, which takes six times as long.
    """
    if not text.isascii():
        for letter in _letters(text):
            if _WITHOUT_SPACES.match(letter):
                return len(_WORD.findall(text))
            if not _WORD.match(letter):
                text = text.replace(letter, " ")
    return len(text.encode().translate(_PARTING).split())


def _letters(text: str) -> set[str]:
    """What is not ASCII in a text."""
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def plain(text: str) -> str:
    """Text with its white space folded."""
    return _SPACE.sub(" ", text).strip()
