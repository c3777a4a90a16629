"""WordPress eXtended RSS, versions 1.0 to 1.2, to values.

In: the bytes of an export file.  Out: each item, and what stands outside of all items.
Never: expands an entity of the file's own; gives up a file for the sake of one item that is no XML.

Exports are often no XML: control characters in CDATA, prefixes without a namespace, HTML's entities, a download that broke
off. So each item is cut out of the text and parsed by itself, without namespaces; one that cannot be parsed is read by
patterns, and told.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5
from xml.parsers import expat

_SIZE = 1 << 20  # bytes that are decoded at a time
_DECLARED = re.compile(rb"<\?xml[^>]*\sencoding=[\"']([\w.-]+)")
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
_MARK = re.compile(r"<!\[CDATA\[|\]\]>|<item(?=[\s>])|</item\s*>")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_REFERENCE = re.compile(r"&(#\d+;|#[xX][0-9A-Fa-f]+;|[A-Za-z][\w.]*;)?")
_OF_XML = frozenset(("lt;", "gt;", "amp;", "quot;", "apos;"))
_ELEMENT = re.compile(r"<([\w:.-]+)((?:\s[^<>]*)?)>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))\s*</\1\s*>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its children; names are as they are written, with their prefix."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    children: tuple[Element, ...] = ()

    def all(self, name: str) -> list[Element]:
        """The children of a name."""
        return [each for each in self.children if each.name == name]

    def said(self, name: str) -> str:
        """The text of the first child of a name; empty where there is none."""
        return next((each.text for each in self.children if each.name == name), "")


@dataclass(frozen=True, slots=True)
class Read:
    """An item, or (the last of a file) what stands outside all items; ``doubt`` says what was wrong with its XML."""

    element: Element
    is_item: bool
    doubt: str = ""


def read(data: bytes) -> Iterator[Read]:
    """The items of a file, and at last its channel."""
    outside: list[str] = []
    for text, is_item in _cut(_decoded(data)):
        if is_item:
            element, doubt = parsed(text)
            yield Read(element, is_item=True, doubt=doubt)
        else:
            outside.append(text)
    element, doubt = parsed(_channel("".join(outside)))
    yield Read(element, is_item=False, doubt=doubt)


def is_wxr(data: bytes) -> bool:
    """Whether the beginning of a file looks like an export of WordPress."""
    start = data[:20_000]
    return b"<rss" in start and (b"wordpress.org/export" in start or b"<wp:" in start or b"wxr_version" in start)


def _decoded(data: bytes) -> Iterator[str]:
    """The text in pieces, each of which ends behind a sign that closes a tag."""
    found = _DECLARED.search(data[:200])
    decoder = codecs.getincrementaldecoder(_encoding(found[1].decode() if found else "utf-8"))("replace")
    rest = ""
    for start in range(0, len(data), _SIZE):
        rest += _INVALID.sub("", decoder.decode(data[start : start + _SIZE]))
        end = rest.rfind(">") + 1
        yield rest[:end]
        rest = rest[end:]
    yield rest + decoder.decode(b"", final=True)


def _encoding(name: str) -> str:
    try:
        return "utf-8-sig" if codecs.lookup(name).name == "utf-8" else name
    except LookupError:
        return "utf-8-sig"


def _cut(pieces: Iterator[str]) -> Iterator[tuple[str, bool]]:
    """Items, and the text between them; signs within CDATA are text."""
    text, at, start = "", 0, 0
    in_data = in_item = False
    for piece in pieces:
        text, at, start = text[start:] + piece, at - start, 0
        for mark in _MARK.finditer(text, at):
            sign = mark[0]
            at = mark.end()
            if sign in {"<![CDATA[", "]]>"}:
                in_data = sign == "<![CDATA["
            elif in_data or in_item is sign.startswith("<item"):
                continue
            else:
                end = mark.start() if sign.startswith("<item") else mark.end()
                yield text[start:end], in_item
                start, in_item = end, not in_item
        at = len(text)
    yield text[start:], in_item


def _channel(text: str) -> str:
    """The channel as one element, though a broken file may never close it."""
    inside = re.sub(r"</(?:channel|rss)\s*>", "", text)
    begin = re.search(r"<channel[^>]*>", inside)
    return f"<channel>{inside[begin.end() :] if begin else ''}</channel>"


def parsed(text: str) -> tuple[Element, str]:
    """An element and its children; by patterns, with a doubt, where it is no XML."""
    if not re.search(r"</(?:item|channel)\s*>\s*$", text):
        return _by_pattern(text), "the file breaks off in it"
    try:
        return _by_parser("".join(part if part.startswith("<![CDATA[") else _mended(part) for part in _CDATA.split(text))), ""
    except expat.ExpatError as error:
        return _by_pattern(text), f"its XML is wrong ({expat.errors.messages[error.code]}), and was read with patience"


def _mended(text: str) -> str:
    """Text outside CDATA with no reference but those that XML knows."""
    return _REFERENCE.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    name = match[1] or ""
    if name in _OF_XML or name.startswith("#"):
        number = int(name[2:-1], 16) if name[1:2] in {"x", "X"} else int(name[1:-1]) if name.startswith("#") else 32
        return match[0] if number < 0x110000 and not _INVALID.search(chr(number)) else ""
    return html5.get(name) or f"&amp;{name}"


def _by_parser(xml: str) -> Element:
    """Raises ExpatError."""
    stack: list[tuple[str, dict[str, str], list[str], list[Element]]] = [("", {}, [], [])]

    def start(name: str, attributes: dict[str, str]) -> None:
        stack.append((name, attributes, [], []))

    def end(_: str) -> None:
        name, attributes, texts, children = stack.pop()
        stack[-1][3].append(Element(name, attributes, "".join(texts), tuple(children)))

    def text(data: str) -> None:
        stack[-1][2].append(data)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)
    return stack[0][3][0]


def _by_pattern(text: str) -> Element:
    """The simple elements in a text, and those of its parts that have parts themselves."""
    found: list[Element] = []
    for match in _ELEMENT.finditer(text):
        attributes = dict(_ATTRIBUTE.findall(match[2]))
        found.append(Element(match[1], attributes, match[3] if match[3] is not None else unescape(match[4])))
    return Element("item", {}, "", (*_nested(text, "wp:postmeta"), *found, *_broken(text)))


def _nested(text: str, name: str) -> Iterator[Element]:
    for match in re.finditer(rf"<{name}>(.*?)</{name}>", text, re.DOTALL):
        yield Element(name, {}, "", _by_pattern(match[1]).children)


def _broken(text: str) -> Iterator[Element]:
    """The element in which a file breaks off."""
    match = re.search(r"<([\w:]+)>\s*<!\[CDATA\[((?:(?!\]\]>).)*)\Z", text, re.DOTALL)
    if match:
        yield Element(match[1], {}, match[2])
