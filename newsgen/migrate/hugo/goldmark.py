"""What Goldmark knows and Python-Markdown does not (https://github.com/yuin/goldmark).

In: a body.  Out: the body without it.  Never: takes a word of the text away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from newsgen.migrate.addresses import code_apart, outside_code
from newsgen.migrate.blocks import parted
from newsgen.migrate.definitions import with_definitions
from newsgen.migrate.dialects import HTML_BLOCK, for_us, resolved, with_plain_braces
from newsgen.migrate.wrappers import opened

_ALONE = re.compile(r"^[ \t]*\{(?=[.#]|\w+=)(?P<inside>[^{}\n]*)\}[ \t]*$\n?", re.M)
_STRUCK = re.compile(r"(?<![~\\])~~(?!~)(\S(?:[^~\n]*\S)?)~~(?!~)")
_BARE = re.compile(r"(?<![\w\"'=(<\[/\]:@.])(?P<url>(?:https?://|www\.)[^\s<>\[\]\"'`*]+[^\s<>\[\]\"'`*.,;:!?)_])")
_TAG = re.compile(r"(<[^<>]*>|\]\([^()]*(?:\([^()]*\)[^()]*)*\)|^ {0,3}\[[^\]]+\]:.*$)", re.M)
_NO_TAG = re.compile(r"(?<!\\)<(?=/?[A-Za-z][A-Za-z0-9-]*[^\sA-Za-z0-9/>:<-])(?![^\s<>]*@)")
"""The sign before what CommonMark takes for text (section 6.6), as in ``<stdio.h>``; Python-Markdown would take it for a tag."""
_SET_IN = re.compile(r" {4}|\t")
_BREAK = re.compile(r"(?<=[^\s\\])\\$(?=\n[^\n])", re.M)


def without_goldmark(text: str) -> str:
    """The body as newsgen reads it."""
    return with_definitions(text, _of_blocks)


def _of_blocks(text: str) -> str:
    """A text without definition lists as newsgen reads it."""
    return parted(opened(_with_links(outside_code(resolved(text), _changed))), for_us)


def _changed(text: str) -> str:
    text = with_plain_braces(_ALONE.sub(_with_id_alone, text)) if "{" in text else text
    text = _with_plain_signs(text) if "<" in text else text
    text = _STRUCK.sub(r"<del>\1</del>", text) if "~~" in text else text
    return _BREAK.sub("  ", text)


def _with_plain_signs(text: str) -> str:
    """What only looks like a tag as text; lines that are set in may be code, and stay."""
    return "\n".join(line if _SET_IN.match(line) else _NO_TAG.sub("&lt;", line) for line in text.split("\n"))


def _with_id_alone(match: re.Match[str]) -> str:
    """Of a list of attributes on its own line only the anchor means something in another look."""
    anchor = re.search(r"#[\w:-]+", match["inside"])
    return f"{{: {anchor[0]} }}\n" if anchor else ""


def _with_links(text: str) -> str:
    """Bare addresses of the web as links, where they stand in no code, no tag and no block of HTML, and are no link yet."""
    if "://" not in text and "www." not in text:
        return text
    made: list[str] = []
    at = 0
    for is_code, piece in code_apart(text):
        made.append(piece if is_code else _linked(piece, _in_html(text, at)))
        at += len(piece)
    return "".join(made)


def _in_html(text: str, at: int) -> bool:
    """Whether a block of HTML began in the lines above a place, or in its own (CommonMark 0.31, section 4.6)."""
    return any(HTML_BLOCK.match(line) for line in text[text.rfind("\n\n", 0, at) + 1 : at].split("\n"))


def _linked(text: str, is_html: bool) -> str:
    """A piece without code; it may begin in a block of HTML, which ends at an empty line."""
    raw: list[bool] = []
    for line in text.split("\n"):
        is_html = bool(line.strip()) and (is_html or bool(HTML_BLOCK.match(line)))
        raw.append(is_html)
    pieces = _TAG.split(text)
    depth, at = 0, 0
    for number, piece in enumerate(pieces):
        if number % 2:
            depth += (piece[:2].lower() == "<a") - (piece.lower().startswith("</a"))
        elif depth <= 0 and ("://" in piece or "www." in piece):
            pieces[number] = _BARE.sub(partial(_link, raw[text.count("\n", 0, at) :]), piece)
        at += len(piece)
    return "".join(pieces)


def _link(raw: Sequence[bool], match: re.Match[str]) -> str:
    """An address in angle brackets, unless it stands in the text of a link, or in a line of raw HTML."""
    before = match.string[: match.start()]
    if raw[before.count("\n")]:
        return match[0]
    if before.rpartition("\n")[2].count("[") > before.rpartition("\n")[2].count("]"):
        return match[0]
    return f"<{match[0]}>" if match[0].startswith("http") else f"[{match[0]}](http://{match[0]})"
