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
from newsgen.migrate.wire.names import byline
from newsgen.migrate.wire.text import Line, columns, plain
from newsgen.migrate.wire.words import ENDS, LABELS, MORES, RELATED, TIME_LABELS, WITHOUT_COLON
from newsgen.read.scalars import is_web_address

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with its kind, the name of one of RULES or a part of it.

    ``text`` is what is left of it for the body; ``doubt`` says what could not be understood.
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

_KINDS = {plain(word): kind for kind, words in reversed([*LABELS.items()]) for word in words if kind != "mail"}
_LABEL = re.compile(
    r"(?:(?<=^)|(?<=[\s|·•,;，；、()（）]))(" + "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True)) + r")\s?[:：]\s*",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"[(（\[【](.*)[)）\]】]")
_YEAR_AND_ON = re.compile(r"\s+((?:19|20)\d\d\D.*)$")
_APART = re.compile(r"\s*[|｜·•]\s*|\s{2,}|\s+[-–—]\s+")
_LONGEST = 110  # columns of a value that is neither a caption nor a standfirst
_MOST_PARTS, _WIDEST_PART = 4, 50
_FREE = frozenset({"title", "summary", "caption"})
_MAIL = frozenset(map(plain, LABELS["mail"]))
_MAIL_LABEL = re.compile(r"([^\s:：][^:：]{0,19}?)\s?[:：]\s*(.*)")


def _facts(line: Line, clock: Clock) -> Marked | None:
    """A line that consists of labelled values, or of times and short names set apart."""
    text = line.text.strip("*=~- ") if line.text[0] in "*=~" else line.text
    text = wrapped[1].strip() if (wrapped := _WRAPPED.fullmatch(text)) else text
    found = _labelled(text, clock) or _timed(text, clock) or _signed(text)
    if found:
        return Marked(line, "facts", facts=tuple(found))
    if is_web_address(text):
        return Marked(line, "picture", text) if captions.is_picture(text) else Marked(line, "facts", facts=(("link", text),))
    words = text.split()
    if all(re.fullmatch(r"[#＃]\w[\w-]*[#＃]?", word) for word in words):
        return Marked(line, "facts", facts=(("tags", ", ".join(word.strip("#＃") for word in words)),))
    return None


def _labelled(text: str, clock: Clock) -> list[Fact]:
    """The values of a line that begins with a label, or with a time and then a label."""
    found = list(_LABEL.finditer(text))
    if not found:
        return []
    before = text[: found[0].start()].strip(" |·•,，(（")
    if before and not moment(before, clock):
        return []
    facts: list[Fact] = [("date", before)] if before else []
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        kind, value = _KINDS[plain(match[1])], text[match.end() : end].strip(" |｜·•,;，；、")
        if kind in _FREE and len(found) == 1:
            return [(kind, value)] if value and kind != "caption" else []
        found_facts = _valued(kind, value, clock)
        if not found_facts:
            return []
        facts += found_facts
    return facts


def _valued(kind: str, value: str, clock: Clock) -> list[Fact]:
    """One labelled value; none where it cannot be what the label says."""
    if kind in TIME_LABELS:
        return [(kind, value)] if moment(value, clock) else []
    if kind == "link":
        return [(kind, value)] if is_web_address(value) else []
    if kind in {"caption", "credit"} or not value:
        return []
    tail = _YEAR_AND_ON.search(value)
    if tail and moment(tail[1], clock):
        return [*_valued(kind, value[: tail.start()].rstrip(" |｜·•,，-–—"), clock), ("date", tail[1])]
    longest = _LONGEST * 3 if kind in {"tags", *_FREE} else _LONGEST
    is_sentence = kind not in {"tags", *_FREE} and re.search(r"[^A-Z][.!?。！？]$", value) and len(value.split()) > 3
    return [] if columns(value) > longest or is_sentence else [(kind, value)]


def _timed(text: str, clock: Clock) -> list[Fact]:
    """A time by itself, behind a label without a colon, or with a byline or an outlet set apart from it."""
    if not re.search(r"(?:19|20)\d\d", text) or columns(text) > _LONGEST or re.search(r"[a-z]{2}[.。]$", text):
        return []
    for kind in TIME_LABELS:
        label = next((word for word in _by_length(kind) if plain(text).startswith(word)), "")
        rest = text[len(label) :].strip(" ,:|")
        if label and moment(rest, clock):
            return [(kind, rest)]
    if _is_time(text, clock):
        return [("date", text)]
    parts = [part.strip() for part in _APART.split(text) if part.strip()]
    timed = {part: facts for part in parts if len(parts) > 1 and (facts := _timed(part, clock))}
    if not timed or len(parts) > _MOST_PARTS or any(columns(part) > _WIDEST_PART for part in parts):
        return []
    return [fact for part in parts for fact in timed.get(part) or _other(part)]


def _by_length(kind: str) -> Sequence[str]:
    return sorted((plain(word) for word in LABELS[kind]), key=len, reverse=True)


def _is_time(text: str, clock: Clock) -> bool:
    """Whether a text is a time and nothing else; most of a time are figures and the words of its month and day."""
    return len(text.split()) <= 9 and not re.search(r"[!?。！？]", text) and moment(text, clock) is not None


def _other(text: str) -> list[Fact]:
    """What stands beside a time: a byline, else probably an outlet."""
    return _signed(text) or [("beside", text)]


_BY = {kind: sorted(words, key=len, reverse=True) for kind, words in WITHOUT_COLON.items()}
_REPORTER = re.compile("(?:[\u4e00-\u9fff]{0,8})?(?:记者|記者)[\\s:：]+((?:[\u4e00-\u9fff·]{2,5}[\\s、]*){1,5})")


def _signed(text: str) -> list[Fact]:
    """A byline."""
    reporter = _REPORTER.fullmatch(text)
    if reporter:
        return [("author", reporter[1])]
    for kind in ("author", "editor"):
        for word in _BY[kind]:
            if plain(text).startswith(word) and (word[-1] == "/" or text[len(word) : len(word) + 1] == " "):
                authors, agency = byline(text[len(word) :].strip())
                if authors:
                    return [(kind, ", ".join(authors)), *([("source", agency)] if agency else [])]
    return []


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
    """Anything else; a label whose value is not understood is told."""
    match = _LABEL.match(line.text)
    doubt = ""
    if match and _KINDS[plain(match[1])] in TIME_LABELS and columns(line.text) <= _LONGEST:
        doubt = "looks like a release time, but cannot be understood"
    return Marked(line, "text", line.text, doubt=doubt)


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
    kind = "mail" if name in _MAIL else _KINDS.get(name, "")
    if kind in TIME_LABELS and not moment(value, clock):
        kind = "mail"
    return Marked(line, "facts", facts=((kind, value),)) if kind in {"mail", "title", *TIME_LABELS} else None
