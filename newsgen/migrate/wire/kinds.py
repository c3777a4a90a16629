"""What each line of wire text is, told by the line alone.

In: a line, the clock.  Out: its kind, and the facts that it states.  Never: looks at another line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsgen.migrate.wire import captions
from newsgen.migrate.wire.moments import Clock, moment
from newsgen.migrate.wire.statements import LONGEST, Fact, begins_with_time, facts, label_of, some_facts
from newsgen.migrate.wire.text import Line, columns, plain
from newsgen.migrate.wire.words import ENDS, LABELS, MORES, RELATED, TIME_LABELS
from newsgen.read.scalars import is_web_address


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with its kind, the name of one of RULES or a part of it.

    ``text`` is what is left of it for the body; ``doubt`` says what could not be understood. A ``text`` that has facts states
    them only in part, and is a line of facts where it stands among those.
    """

    line: Line
    kind: str
    text: str = ""
    facts: tuple[Fact, ...] = ()
    credit: str = ""
    doubt: str = ""


def marked(line: Line, clock: Clock) -> Marked:
    """The line with the first kind that fits."""
    return next(found for rule in RULES if (found := rule(line, clock)))


# Lines that are no part of a story's text

_RULE = re.compile(r"[-‐-―_*=~#+.·•◆■□●○★☆※/\\|<>^\s]{3,}|\*|※")
_TRAIL = re.compile(r"[^>›»→/|]{1,30}(?:\s*[>›»→]\s*[^>›»→]{1,50}){2,}")  # Home > News > World
_ENDS = frozenset(map(plain, ENDS))
_MORES = frozenset(map(plain, MORES))
_RELATED = frozenset(map(plain, RELATED))


def _rule(line: Line, _: Clock) -> Marked | None:
    return Marked(line, "rule") if _RULE.fullmatch(line.text) else None


def _trail(line: Line, _: Clock) -> Marked | None:
    return Marked(line, "trail") if _TRAIL.fullmatch(line.text) else None


def _end(line: Line, _: Clock) -> Marked | None:
    return Marked(line, "end") if plain(line.text).strip("*= ") in _ENDS or plain(line.text) in _ENDS else None


def _related(line: Line, _: Clock) -> Marked | None:
    return Marked(line, "related") if plain(line.text).rstrip(" :：") in _RELATED else None


def _more(line: Line, _: Clock) -> Marked | None:
    return Marked(line, "more") if plain(line.text).strip(" →>»….") in _MORES else None


# Facts: labelled values, times, bylines, topics

_WRAPPED = re.compile(r"[(（\[【](.*)[)）\]】]")
_MAIL = frozenset(map(plain, LABELS["mail"]))
_MAIL_KINDS = {plain(word): kind for kind in ("title", *TIME_LABELS) for word in LABELS[kind]}
_MAIL_LABEL = re.compile(r"([^\s:：][^:：]{0,19}?)\s?[:：]\s*(.*)")


def _facts(line: Line, clock: Clock) -> Marked | None:
    """A line that consists of labelled values, or of times and short names set apart."""
    text = _unwrapped(line)
    stated = facts(text, clock)
    if stated:
        return Marked(line, "facts", facts=tuple(stated))
    if is_web_address(text):
        return Marked(line, "picture", text) if captions.is_picture(text) else Marked(line, "facts", facts=(("link", text),))
    words = text.split()
    if all(re.fullmatch(r"[#＃]\w[\w-]*[#＃]?", word) for word in words):
        return Marked(line, "facts", facts=(("tags", ", ".join(word.strip("#＃") for word in words)),))
    return None


def _unwrapped(line: Line) -> str:
    """The text of a line without stars or brackets around it."""
    text = line.text.strip("*=~- ") if line.text[0] in "*=~" else line.text
    return wrapped[1].strip() if (wrapped := _WRAPPED.fullmatch(text)) else text


# Keywords between bars

_BAR = re.compile(r"\s*[|｜¦│┃丨]\s*")
_MOST_COLUMNS, _MOST_WORDS = 44, 6


def is_keyword(text: str) -> bool:
    """Whether a text is short enough for a topic, and no sentence."""
    return 0 < columns(text) <= _MOST_COLUMNS and len(text.split()) <= _MOST_WORDS and not re.search(r"[.!?;:。！？；：]$", text)


def _bars(line: Line, _: Clock) -> Marked | None:
    """Keywords alone, or behind a headline."""
    parts = [part.strip() for part in _BAR.split(line.text.strip("|｜ "))]
    if len(parts) < 2 or not all(map(is_keyword, parts[1:])) or (line.text[0] == line.text[-1] == "|"):
        return None
    if is_keyword(parts[0]):
        return Marked(line, "bar", facts=(("tags", ", ".join(parts)),))
    is_headline = columns(parts[0]) <= 200 and not re.search(r"[.。;,]$", parts[0])
    return Marked(line, "barred", parts[0], (("tags", ", ".join(parts[1:])),)) if is_headline else None


# Photos, and what is left

_ITEM = re.compile(r"(?:[-•*·●▪◦‣]|\d{1,2}[.)])\s+\S")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*|\*\*([^*]+)\*\*")


def _photo(line: Line, _: Clock) -> Marked | None:
    if captions.is_picture(line.text):
        return Marked(line, "picture", line.text)
    text, credit = captions.caption(line.text)
    if credit and not text:
        return Marked(line, "credit", line.text, credit=credit)
    return Marked(line, "caption", text, credit=credit) if text else None


def _heading(line: Line, _: Clock) -> Marked | None:
    """As Markdown has it: what a paste from another editor brings along."""
    match = _HEADING.fullmatch(line.text)
    return Marked(line, "heading", match[2] or match[3], doubt=match[1] or "##") if match else None


def _item(line: Line, _: Clock) -> Marked | None:
    return Marked(line, "item", line.text) if _ITEM.match(line.text) else None


def _quote(line: Line, _: Clock) -> Marked | None:
    return Marked(line, "quote", line.text.lstrip("> ")) if line.text.startswith("> ") else None


def _text(line: Line, clock: Clock) -> Marked:
    """Anything else; facts of which a part is not understood, and a label whose value is not, are told."""
    some = tuple(some_facts(_unwrapped(line), clock))
    doubt = "looks like facts, of which not all can be understood" if some else ""
    is_timed = label_of(line.text) in TIME_LABELS or (not some and begins_with_time(line.text, clock))
    if is_timed and columns(line.text) <= LONGEST:
        doubt = "looks like a release time, but cannot be understood"
    return Marked(line, "text", line.text, some, doubt=doubt)


Rule = Callable[[Line, Clock], Marked | None]
RULES: tuple[Rule, ...] = (_rule, _trail, _end, _related, _more, _heading, _facts, _photo, _bars, _quote, _item, _text)


# The head of a mail


def mail(lines: Sequence[Line], clock: Clock) -> dict[int, Marked]:
    """The lines of each mail's head by their numbers: two or more labelled lines in a row, one of them From or To."""
    found: dict[int, Marked] = {}
    run: list[Marked] = []
    for line, following in pairwise([*lines, Line(0, "", 1)]):
        head = _mail_line(line, clock)
        run = [*run, head] if head else []
        if following.gap or not head:
            is_head = len(run) >= 2 and any(each.facts[0][0] == "mail" for each in run)
            found |= {each.line.number: each for each in run} if is_head else {}
            run = []
    return found


def _mail_line(line: Line, clock: Clock) -> Marked | None:
    match = _MAIL_LABEL.fullmatch(line.text)
    if not match:
        return None
    name, value = plain(match[1]), match[2]
    kind = "mail" if name in _MAIL else _MAIL_KINDS.get(name, "")
    if kind in TIME_LABELS and not moment(value, clock):
        kind = "mail"
    return Marked(line, "facts", facts=((kind, value),)) if kind in {"mail", "title", *TIME_LABELS} else None
