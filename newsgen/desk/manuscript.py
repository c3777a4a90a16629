"""A body as its editor typed it, with what is not its text covered, so that what is found stands where it was typed.

In: Markdown with raw HTML.  Out: texts of the same length, its blocks, the addresses that it links.
Never: moves a character; lines may end in any way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from newsgen.read.frontmatter import FENCED

COVER = "\x00"  # in place of what is not text; no body holds one
PARTING = "\x1d"  # in place of the first sign of a tag that ends a paragraph

_TICKS = re.compile(r"(?<!\\)`+")
_BLANK = re.compile(r"\n[ \t\r]*(?=\n)")
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|pre|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r"<(code|kbd|samp|tt)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][\w-]*)(?:\s[^<>]*)?/?>|<https?://[^<>\s]*>")
_TARGET = re.compile(r"\]\([ \t]*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+([\"'])[^\n]*?\1)?[ \t]*\)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S[^\n]*", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.\w][^{}\n]*\}")
_ADDRESS = re.compile(r"https?://[^\s\"'“”«»‘’<>()\[\]*]+")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_WITHIN = frozenset(
    "a abbr b bdi bdo cite code del em font i img ins kbd mark q s small span strong sub sup time u var wbr".split()
)


def without_code(body: str) -> str:
    """The body with code and comments covered."""
    if "`" in body or "~~~" in body:
        body = FENCED.sub(_covered, body)
        body = "".join(_without_spans(block) for block in _split(body, _BLANK))
    if "    " in body or "\t" in body:
        body = "".join(_cover(block) if _is_code(block) else block for block in _split(body, _BLANK))
    return _CODE.sub(_worded, _HIDDEN.sub(_covered, body)) if "<" in body else body


def _covered(match: re.Match[str]) -> str:
    return _cover(match[0])


def _cover(text: str) -> str:
    """As many covers as there are signs; lines stay."""
    return re.sub(r"[^\r\n]", COVER, text)


def _worded(match: re.Match[str]) -> str:
    return _as_word(match[0])


def _as_word(text: str) -> str:
    """Code within a line stands for a word."""
    return re.sub(r"[^\r\n]", "x", text)


def _split(text: str, at: re.Pattern[str]) -> Iterator[str]:
    """The pieces of a text; each ends where the pattern does."""
    start = 0
    for match in at.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


def _is_code(block: str) -> bool:
    """Whether all lines of a block are set in, as code is; what goes on in a list is covered too, as it looks the same."""
    return all(line.startswith(("    ", "\t")) or not line.strip() for line in block.split("\n"))


def _without_spans(block: str) -> str:
    """A paragraph with what stands between backticks covered."""
    runs = [match.span() for match in _TICKS.finditer(block)]
    at, done = 0, []
    while len(runs) > 1:
        start, end = runs.pop(0)
        closing = next((number for number, (first, last) in enumerate(runs) if last - first == end - start), None)
        if closing is not None:
            done += [block[at:start], _as_word(block[start : runs[closing][1]])]
            at = runs[closing][1]
            del runs[: closing + 1]
    return "".join([*done, block[at:]])


def text_alone(body: str) -> str:
    """The body with all covered that readers do not see as text; character references stand for their signs."""
    text = without_code(body)
    if "<" in text:
        text = _TAG.sub(_without_tag, text)
    if "](" in text:
        text = _TARGET.sub(_covered, text)
    if "]:" in text:
        text = _DEFINITION.sub(_covered, text)
    if "{" in text:
        text = _ATTRIBUTES.sub(_covered, text)
    if "://" in text:
        text = _ADDRESS.sub(_covered, text)
    return _REFERENCE.sub(_plain, text) if "&" in text else text


def _without_tag(match: re.Match[str]) -> str:
    name = (match[1] or "a").lower()
    return _cover(match[0]) if name in _WITHIN else PARTING + _cover(match[0][1:])


def _plain(match: re.Match[str]) -> str:
    sign = unescape(match[0])
    return (sign if len(sign) == 1 and sign.isprintable() else COVER).ljust(len(match[0]), COVER)


_OPENS_BLOCK = re.compile(r"[ \t]*(?:[-*+] |\d{1,9}[.)] |#{1,6}[ \t]|\||:[ \t]|\[\^)")
_PIECE = re.compile(rf"[^\n{PARTING}]*(?:\n|{PARTING}|\Z)")


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph, item, heading or row of a covered text begins and ends; those without a letter are left out."""
    start = end = 0
    open_ = False
    for piece in _PIECE.finditer(text):
        line = piece[0].lstrip(" \t>")
        ends = not line.strip(f" \t\r\n{PARTING}{COVER}")
        if open_ and (ends or _OPENS_BLOCK.match(line)):
            yield start, end
            open_ = False
        if not ends and not open_:
            start, open_ = piece.start(), True
        end = piece.end()
        if open_ and piece[0].endswith(PARTING):
            yield start, end
            open_ = False
    if open_:
        yield start, end


_ITEM = re.compile(r"^(?:[-*+]|\d{1,3}[.)])[ \t]+\S", re.MULTILINE)
_PLAIN_LINE = re.compile(r"(?![-*+#>|:=\s\d]|\[\^)[^|\n\x00\x1d]+\n(?!-+[ \t\r]*\n|=+[ \t\r]*\n)")


def run_in_lists(body: str) -> Iterator[int]:
    """Where two items or more follow a line of text at once, which Markdown takes for text too; that of their first."""
    start = 0
    for block in _split(text_alone(body), _BLANK):
        items = [*_ITEM.finditer(block)] if _PLAIN_LINE.match(block.lstrip("\r\n")) else []
        if len(items) > 1:
            yield start + items[0].start()
        start += len(block)


_NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?![(:])")
_DEFINED_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)


def lost_notes(body: str) -> Iterator[tuple[int, str]]:
    """Where a body refers to a note that it does not have, and the note's name."""
    text = without_code(body)
    there = {match[1] for match in _DEFINED_NOTE.finditer(text)}
    return ((match.start(), match[1]) for match in _NOTE.finditer(text) if match[1] not in there)


# Addresses


@dataclass(frozen=True, slots=True)
class Linked:
    """An address in a body, and where it stands; ``image`` is whether it is shown rather than followed."""

    start: int
    end: int
    address: str
    image: bool


_PATH = r"[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*"
_MARKDOWN_LINK = re.compile(rf"\]\([ \t]*<?(?P<address>{_PATH})")
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<address>[^\s<>]+)", re.MULTILINE)
_ATTRIBUTE = re.compile(
    r"<(?P<tag>[A-Za-z][\w-]*)\b[^<>]*?\s(?:href|src|poster)\s*=\s*(?P<quote>[\"'])(?P<address>[^\"'<>\s]+)(?P=quote)"
)


def linked(body: str) -> Iterator[Linked]:
    """The addresses of links and images, outside of code, in no certain order."""
    text = without_code(body)
    for pattern, is_image in _FORMS:
        for match in pattern.finditer(text):
            if COVER not in match["address"]:
                yield Linked(*match.span("address"), match["address"], is_image(match))


_EMPTY_LINK = re.compile(r"\]\((?P<address>)[ \t]*(?:<[ \t]*>[ \t]*)?(?:([\"'])[^\n]*?\2[ \t]*)?\)")
_EMPTY_ATTRIBUTE = re.compile(
    r"<(?P<tag>a|img)\b[^<>]*?\s(?:href|src)\s*=\s*(?P<quote>[\"'])(?P<address>)\s*(?P=quote)", re.IGNORECASE
)


def unaddressed(body: str) -> Iterator[Linked]:
    """The links and images that have no address, outside of code, in no certain order."""
    text = without_code(body) if "](" in body or "<" in body else ""
    for match in _EMPTY_LINK.finditer(text):
        opening = _opening(text, match.start())
        if opening is not None and text[opening - 1 : opening] != "\\":
            yield Linked(*match.span("address"), "", text[opening - 1 : opening] == "!")
    for match in _EMPTY_ATTRIBUTE.finditer(text):
        yield Linked(*match.span("address"), "", match["tag"].lower() == "img")


def _is_image(text: str, end: int) -> bool:
    """Whether the bracket that closes at ``end`` was opened by an image."""
    opening = _opening(text, end)
    return opening is not None and text[opening - 1 : opening] == "!"


def _opening(text: str, end: int) -> int | None:
    """Where the bracket that closes at ``end`` was opened; None where that is nowhere near."""
    depth = 0
    for at in range(end, max(end - LABEL, 0) - 1, -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if not depth:
            return at
    return None


LABEL = 1000  # signs that the label of a link may have

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (_MARKDOWN_LINK, lambda match: _is_image(match.string, match.start())),
    (_DEFINED, lambda match: False),
    (_ATTRIBUTE, lambda match: match["tag"].lower() != "a"),
)

_PICTURE = re.compile(rf"!\[(?P<alt>[^\[\]]*)\]\([ \t]*<?(?P<address>{_PATH})>?(?:\s+[\"'](?P<title>[^\n]*?)[\"'])?[ \t]*\)")
_IMG = re.compile(r"<img\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_ALT = re.compile(r"\salt(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]*))?", re.IGNORECASE)
_SRC = re.compile(r"\ssrc\s*=\s*[\"']?(?P<value>[^\"'\s>]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in a body, and where it begins; ``alt`` is None where raw HTML does not say any, empty where it says so."""

    start: int
    address: str
    alt: str | None
    caption: str
    raw: bool


def shown(body: str) -> Iterator[Shown]:
    """The pictures of a body, outside of code."""
    if "![" not in body and "<img" not in body.lower():
        return
    text = without_code(body)
    for match in _PICTURE.finditer(text):
        yield Shown(match.start(), match["address"], match["alt"].strip(), (match["title"] or "").strip(), raw=False)
    for match in _IMG.finditer(text):
        alt, source = _ALT.search(match["attributes"]), _SRC.search(match["attributes"])
        value = unescape((alt["value"] or "").strip("\"'")) if alt else None
        yield Shown(match.start(), source["value"] if source else "", value, "", raw=True)


# Files


_ENDING = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|ico|heic|pdf|mp3|m4a|ogg|oga|wav|flac|mp4|m4v|webm|mov|csv|tsv|json|xml|zip|txt|xlsx?|docx?"
    r"|pptx?|ods|odt|epub|vtt|srt|html?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\s/\"'()<>\[\]{}|\\=,;]+\Z")


def file_names(text: str) -> set[str]:
    """What looks like the name of a file anywhere in a text."""
    found = set()
    for ending in _ENDING.finditer(text):
        name = _NAME.search(text, max(0, ending.start() - 255), ending.end())
        if name:
            found.add(name[0])
    return found
