"""What Goldmark knows and Python-Markdown does not (https://github.com/yuin/goldmark).

In: a body.  Out: the body without it.  Never: takes a word of the text away.
"""

from __future__ import annotations

import re

from newsgen.migrate.addresses import outside_code
from newsgen.migrate.blocks import parted
from newsgen.migrate.dialects import for_us, resolved, with_plain_braces
from newsgen.migrate.wrappers import opened

_ALONE = re.compile(r"^[ \t]*\{(?=[.#]|\w+=)(?P<inside>[^{}\n]*)\}[ \t]*$\n?", re.M)
_STRUCK = re.compile(r"(?<![~\\])~~(?!~)(\S(?:[^~\n]*\S)?)~~(?!~)")
_BARE = re.compile(r"(?<![\w\"'=(<\[/\]:@.])(?P<url>(?:https?://|www\.)[^\s<>\[\]\"'`*]+[^\s<>\[\]\"'`*.,;:!?)_])")
_TAG = re.compile(r"(<[^<>]*>|\]\([^()]*(?:\([^()]*\)[^()]*)*\)|^ {0,3}\[[^\]]+\]:.*$)", re.M)
_NO_TAG = re.compile(r"<(?=/?[A-Za-z][A-Za-z0-9-]*[^\sA-Za-z0-9/>:<-])(?![^\s<>]*@)")
"""The sign before what CommonMark takes for text (section 6.6), as in ``<stdio.h>``; Python-Markdown would take it for a tag."""
_SET_IN = re.compile(r" {4}|\t")
_BREAK = re.compile(r"(?<=[^\s\\])\\$(?=\n[^\n])", re.M)


def without_goldmark(text: str) -> str:
    """The body as newsgen reads it."""
    return parted(opened(outside_code(resolved(text), _changed)), for_us)


def _changed(text: str) -> str:
    text = with_plain_braces(_ALONE.sub(_with_id_alone, text)) if "{" in text else text
    text = _with_plain_signs(text) if "<" in text else text
    text = _STRUCK.sub(r"<del>\1</del>", text) if "~~" in text else text
    text = _BREAK.sub("  ", text)
    return _linked(text) if "://" in text or "www." in text else text


def _with_plain_signs(text: str) -> str:
    """What only looks like a tag as text; lines that are set in may be code, and stay."""
    return "\n".join(line if _SET_IN.match(line) else _NO_TAG.sub("&lt;", line) for line in text.split("\n"))


def _with_id_alone(match: re.Match[str]) -> str:
    """Of a list of attributes on its own line only the anchor means something in another look."""
    anchor = re.search(r"#[\w:-]+", match["inside"])
    return f"{{: {anchor[0]} }}\n" if anchor else ""


def _linked(text: str) -> str:
    """Bare addresses of the web as links, where they stand in no tag and are no link yet."""
    pieces = _TAG.split(text)
    depth = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            depth += (piece[:2].lower() == "<a") - (piece.lower().startswith("</a"))
        elif depth <= 0:
            pieces[number] = _BARE.sub(_link, piece)
    return "".join(pieces)


def _link(match: re.Match[str]) -> str:
    """An address in angle brackets, unless it stands in the text of a link."""
    before = match.string[: match.start()]
    if before.rpartition("\n")[2].count("[") > before.rpartition("\n")[2].count("]"):
        return match[0]
    return f"<{match[0]}>" if match[0].startswith("http") else f"[{match[0]}](http://{match[0]})"
