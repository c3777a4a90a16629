"""Pasted text to logical lines: decoded, without the quotation signs of mail, wrapped lines joined.

In: bytes or text.  Out: lines that know where they stood.  Never: loses a sign that can be seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from newsgen.migrate.wire.words import NEVER_LAST

_MARKS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\u00ad\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_QUOTED = re.compile(r"> ?")
_WIDEST = 100  # columns; text that is wider was not wrapped by a mail program
_NARROWEST = 60  # columns of a line that is no verse, where too few lines tell at which column they were wrapped
_STOPS = frozenset(".!?:;…。！？：；")
_FEWEST = 3  # lines that must look wrapped before any is joined
_SHARE = 0.7  # of the lines that are not short
_WIDE = re.compile("[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_UNSPACED = re.compile("[\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\uff00-\uff60]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without white space at its ends; ``number`` counts from 1, ``gap`` is the number of blank lines above it."""

    number: int
    text: str
    gap: int = 0
    last: int = 0


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and the encoding that was guessed where it is not UTF-8; what no encoding has becomes U+FFFD."""
    for name, mark in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), ""
    for name in ("utf-8", "gb18030", "cp1252"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if name == "utf-8" or (name == "gb18030") == _is_chinese(text):
            return text, "" if name == "utf-8" else name
    return data.decode("utf-8", "replace"), "utf-8 with bytes that are none"


def _is_chinese(text: str) -> bool:
    """Western letters that are read as Chinese give rare characters, one beside a Latin letter here and there."""
    common = len(re.findall("[的一是在不了有人这中大国年月日，。、：]", text))
    return common > 0 and common * 30 >= len(re.findall("[\u3400-\u9fff]", text))


def lines(text: str, kind: Callable[[Line], str]) -> list[Line]:
    """All lines that are not blank, those of wrapped paragraphs joined; what stands alone by its kind is never part of one."""
    source = [" ".join(_INVISIBLE.sub("", line).split()) for line in _BREAKS.split(text)]
    found = list(_numbered(_unquoted(source)))
    width = _wrap_width(found)
    return _joined(found, partial(_is_full, width=width) if width else _runs_on, kind)


def _unquoted(source: Sequence[str]) -> Sequence[str]:
    """A mail that is quoted as a whole loses one sign of quotation on each line."""
    full = [line for line in source if line]
    quoted = sum(line.startswith(">") for line in full)
    return (
        [_QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in source]
        if quoted > len(full) * 0.8
        else source
    )


def _numbered(source: Sequence[str]) -> Iterator[Line]:
    gap = 0
    for number, text in enumerate(source, 1):
        if text:
            yield Line(number, text, gap, number)
        gap = 0 if text else gap + 1


def columns(text: str) -> int:
    """The width of a text where letters have the same: wide characters count twice (UAX #11)."""
    return len(text) + len(_WIDE.findall(text))


def _wrap_width(found: Sequence[Line]) -> int:
    """The column at which a program has wrapped the text; 0 where none has.

    A line is wrapped where the next word would not have fitted. Nearly all lines with another directly below must be so.
    """
    pairs = [(one, other) for one, other in pairwise(found) if other.gap == 0]
    width = max((size for one, _ in pairs if (size := columns(one.text)) <= _WIDEST), default=0)
    long = [pair for pair in pairs if width * 0.6 < columns(pair[0].text) <= width]
    full = [pair for pair in long if _is_full(*pair, width)]
    return width if len(full) >= _FEWEST and len(full) >= len(long) * _SHARE else 0


def _is_full(one: Line, other: Line, width: int) -> bool:
    """Whether a line was wrapped: the one below is no wider than lines are, and its first word had no room."""
    first = other.text[0] if _UNSPACED.match(other.text) else other.text.split(" ", 1)[0]
    return columns(other.text) <= width and columns(one.text) <= width < columns(one.text) + 2 + columns(first)


def _runs_on(one: Line, other: Line) -> bool:
    """Whether a sentence goes on in the line right below, as far as letters and stops tell."""
    if not _NARROWEST <= columns(one.text) <= _WIDEST or one.text[-1] in _STOPS:
        return False
    return other.text[0].islower() or one.text.rsplit(" ", 1)[-1] in NEVER_LAST


def _joined(found: Sequence[Line], is_split: Callable[[Line, Line], bool], kind: Callable[[Line], str]) -> list[Line]:
    """Paragraphs that were wrapped as one line each."""
    done: list[Line] = []
    previous: Line | None = None
    for line in found:
        if previous and line.gap == 0 and is_split(previous, line) and _may_join(kind(done[-1]), kind(line)):
            done[-1] = Line(done[-1].number, _glued(done[-1].text, line.text), done[-1].gap, line.number)
        else:
            done.append(line)
        previous = line
    return done


_RUNNING = frozenset({"text", "caption", "credit"})


def _may_join(above: str, below: str) -> bool:
    return above in _RUNNING | {"item"} and below in _RUNNING


def _glued(one: str, other: str) -> str:
    return one + other if _UNSPACED.match(one[-1]) and _UNSPACED.match(other[0]) else f"{one} {other}"


def plain(text: str) -> str:
    """A text as labels are compared: compatibility forms, one case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
