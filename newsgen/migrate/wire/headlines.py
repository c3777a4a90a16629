"""A story's headline, and what stands above and below it: the name of a department, a standfirst.

In: the lines of a story.  Out: the headline, the other lines, an account.  Never: makes a headline of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsgen.migrate.wire.beginnings import is_paragraph, is_partly_facts, is_short
from newsgen.migrate.wire.kinds import Marked
from newsgen.migrate.wire.moments import has_hour
from newsgen.migrate.wire.statements import Fact
from newsgen.migrate.wire.text import columns, plain

HEADLINE = "headline"  # what becomes of its line
_KICKER = 20  # columns of a word above a headline
_FORWARDED = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr|rv|rif|sv|vs|转发|回复|答复)\s?[:：]\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a line that is not in the body as it was, or a doubt about one that is."""

    number: int
    text: str
    became: str
    hand: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """A headline, empty where there is none; the lines that are left; what became of those that are not."""

    headline: str
    rest: tuple[Marked, ...]
    said: tuple[Said, ...] = ()


def titled(marks: Sequence[Marked]) -> Titled:
    """The headline that is labelled, or the first short line or what stands before bars, or one of the keywords."""
    made = _titled(marks)
    body = _first_paragraph(made.rest)
    return replace(made, rest=(*map(_as_facts, made.rest[:body]), *made.rest[body:]))


def _as_facts(mark: Marked) -> Marked:
    """Facts of which a part is not understood count below a headline: they are no standfirst."""
    return replace(mark, kind="facts") if is_partly_facts(mark) else mark


def _first_paragraph(marks: Sequence[Marked]) -> int:
    return next((number for number, mark in enumerate(marks) if is_paragraph(mark)), len(marks))


def _titled(marks: Sequence[Marked]) -> Titled:
    labelled = next((value for mark in marks for kind, value in mark.facts if kind == "title"), "")
    above = marks[: _first_paragraph(marks)]
    barred = next((mark for mark in above if mark.kind == "barred"), None)
    short = _heads(above)
    if labelled:
        return _labelled(_FORWARDED.sub("", labelled), marks, short)
    if barred and (not short or barred.line.number < short[0].line.number):
        return _with_standfirst(_barred(barred, marks), short)
    if short:
        return _of_short(marks, short)
    return _of_keywords(marks)


def _heads(above: Sequence[Marked]) -> list[Marked]:
    """The short lines above a byline, since text follows it; those below where there is none above."""
    signed = next(
        (number for number, mark in enumerate(above) if mark.kind == "facts" and any(kind == "author" for kind, _ in mark.facts)),
        len(above),
    )
    return _without_partial(above[:signed]) or _without_partial(above[signed:])


def _without_partial(marks: Sequence[Marked]) -> list[Marked]:
    """The short lines without facts understood in part; the first may be a headline, unless it has an hour."""
    short = list(filter(is_short, marks))
    whole = [mark for mark in short if not is_partly_facts(mark)]
    is_headline = short and is_partly_facts(short[0]) and not (whole and has_hour(short[0].text))
    return [short[0], *whole] if is_headline else whole


def _labelled(title: str, marks: Sequence[Marked], short: Sequence[Marked]) -> Titled:
    """What a mail's subject says, the headline below often says again."""
    same = [mark for mark in short if plain(mark.text) == plain(title)]
    return Titled(title, _without(marks, same), tuple(map(_is_headline, same)))


def _barred(mark: Marked, marks: Sequence[Marked]) -> Titled:
    said = Said(mark.line.number, mark.line.text, "headline, and topics behind its bars")
    return Titled(mark.text, _changed(marks, mark, replace(mark, kind="bar", text="")), (said,))


def _of_short(marks: Sequence[Marked], short: Sequence[Marked]) -> Titled:
    """The first short line, unless it is a word or two above a longer one, as the name of a department is."""
    first, others = short[0], short[1:]
    if not others or columns(first.text) > _KICKER or columns(others[0].text) < 2 * columns(first.text):
        return _with_standfirst(Titled(first.text, _without(marks, [first]), tuple(_of_headline(first))), others)
    rest = _changed(_without(marks, others[:1]), first, _as_fact(first, "kicker", first.text))
    return _with_standfirst(Titled(others[0].text, rest, (_is_headline(others[0]),)), others[1:])


def _with_standfirst(made: Titled, short: Sequence[Marked]) -> Titled:
    """A short line below the headline and above all paragraphs is the standfirst, where no other is given and none in doubt."""
    short = [mark for mark in short if mark.kind == "heading" or not mark.doubt]
    given = any(kind == "summary" for mark in made.rest for kind, _ in mark.facts)
    if not short or given or not any(map(is_paragraph, made.rest)):
        return made
    return replace(made, rest=_changed(made.rest, short[0], _as_fact(short[0], "summary", short[0].text)))


def _of_keywords(marks: Sequence[Marked]) -> Titled:
    """What stands between bars, in place of a headline: the part that looks like one, or else the first. Else there is none."""
    bar = next((mark for mark in marks if mark.kind == "bar"), None)
    if bar is None:
        return Titled("", tuple(marks))
    parts = bar.facts[0][1].split(", ")
    headline = next(filter(_looks_like_headline, parts), "")
    said = Said(bar.line.number, bar.line.text, "there is no other headline, so one is made of it", hand=True)
    if not headline:
        return Titled(parts[0], tuple(marks), (said,))
    rest = ", ".join(part for part in parts if part != headline)
    return Titled(headline, _changed(marks, bar, _as_fact(bar, "tags", rest)), (said,))


def _looks_like_headline(text: str) -> bool:
    """Whether a part between bars is longer than topics are, or three words that are not written as a name is."""
    words = text.split()
    is_phrase = len(words) == 3 and all(word.islower() for word in words[1:])
    return len(words) >= 4 or is_phrase or (len(words) == 1 and not text.isascii() and columns(text) >= 16)


def _of_headline(mark: Marked) -> Iterator[Said]:
    yield _is_headline(mark)
    if mark.doubt and mark.kind == "text":
        yield Said(mark.line.number, mark.line.text, f"{mark.doubt}; taken for the headline", hand=True)


def _is_headline(mark: Marked) -> Said:
    return Said(mark.line.number, mark.line.text, HEADLINE)


def _as_fact(mark: Marked, kind: str, value: str) -> Marked:
    fact: Fact = (kind, value)
    return replace(mark, kind="facts", facts=(fact,))


def _without(marks: Sequence[Marked], gone: Sequence[Marked]) -> tuple[Marked, ...]:
    return tuple(mark for mark in marks if not any(mark is each for each in gone))


def _changed(marks: Sequence[Marked], old: Marked, new: Marked) -> tuple[Marked, ...]:
    return tuple(new if mark is old else mark for mark in marks)
