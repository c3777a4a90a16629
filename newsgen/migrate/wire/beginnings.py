"""Where stories begin among the lines of a text, and what lines look like headlines and paragraphs.

In: lines with their kinds.  Out: the numbers of those with which stories begin.  Never: asks what a line says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsgen.migrate.wire.kinds import Marked
from newsgen.migrate.wire.text import columns

STOP = re.compile(r"[.。…!?！？؟۔।։\]]['\"’”»)）」』】]*(?:\[\d+\])*$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|[［\[].{0,4}[］\]])$")
_FULL_STOP = re.compile(r"[.。!?！？؟۔।։:：]['\"’”»)）」』】]*$")
_NO_HEADLINE_END = re.compile(r"(?<!\b[A-Z])[.。,;:，；：、…]$")
_UNSTOPPED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese and Khmer need no full stop
_LONG = 100  # columns from which a line is a paragraph, if it looks no headline
WIDEST_HEADLINE = 160
_MOST_WORDS = 26


def is_short(mark: Marked) -> bool:
    """Whether a line could be a headline or a cross-head."""
    text = mark.text
    if mark.kind == "heading":
        return True
    fits = columns(text) <= WIDEST_HEADLINE and len(text.split()) <= _MOST_WORDS and any(map(str.isalpha, text))
    return mark.kind == "text" and fits and not _NO_HEADLINE_END.search(text)


def is_partly_facts(mark: Marked) -> bool:
    """Whether a line states facts of which a part is not understood, so that its place tells whether it is one of facts."""
    return mark.kind == "text" and bool(mark.facts) and not is_paragraph(mark)


def is_cut(mark: Marked) -> bool:
    """Whether a paragraph breaks off."""
    text = mark.text
    if mark.kind != "text":
        return False
    ends_open = columns(text) >= _LONG and not _UNSTOPPED.search(text) and not _FULL_STOP.search(text)
    return ends_open or bool(_ELLIPSIS.search(text))


def is_paragraph(mark: Marked) -> bool:
    """Whether a line is running text."""
    return mark.kind in {"quote", "item"} or (mark.kind == "text" and (not is_short(mark) or columns(mark.text) >= _LONG))


def beginnings(marks: Sequence[Marked]) -> list[int]:
    """The numbers of the lines with which stories begin."""
    if not marks:
        return []
    starts = [0]
    usual = _usual_gap(marks)
    for number in range(1, len(marks)):
        if _begins(marks, number, starts[-1], usual):
            starts.append(number)
    return starts


def _usual_gap(marks: Sequence[Marked]) -> int:
    """The number of blank lines that stand between paragraphs, as a rule."""
    gaps = sorted(mark.line.gap for mark in marks[1:] if is_paragraph(mark))
    return gaps[len(gaps) // 2] if gaps else 1


def _begins(marks: Sequence[Marked], number: int, start: int, usual: int) -> bool:
    mark, above = marks[number], marks[number - 1]
    below = marks[number + 1] if number + 1 < len(marks) else None
    written = marks[start:number]
    has_body = any(map(is_paragraph, written))
    if mark.kind in {"bar", "facts", "barred"}:
        return has_body and _facts_begin(marks, number, usual)
    if not is_short(mark) or below is None:
        return False
    if above.kind == "related" or (number > 1 and marks[number - 2].kind == "related" and is_short(above)):
        return _states(below)
    if above.kind in {"rule", "end", "more"}:
        return has_body or (any(map(is_short, written)) and _leads(below))
    if not has_body:
        return below.kind == "bar" and any(each.kind == "bar" for each in written) and _is_closed(written)
    if mark.kind == "heading" and mark.doubt == "#":
        return True
    return (
        _states(below)
        or (mark.line.gap > max(usual, 1) and _leads(below))
        or (is_cut(above) and _leads(below))
        or above.kind in {"facts", "bar"}
    )


def _is_closed(written: Sequence[Marked]) -> bool:
    """Whether keywords came after a headline."""
    kinds = [each.kind for each in written]
    return "bar" in kinds and any(is_short(each) for each in written[: kinds.index("bar")])


def _leads(below: Marked) -> bool:
    """Whether what stands below a short line makes it look like a headline."""
    return is_paragraph(below) or _states(below) or below.kind in {"caption", "picture", "text"}


def _states(mark: Marked) -> bool:
    """Facts as they stand below a headline; an editor's name stands at the foot."""
    is_stated = mark.kind == "facts" or is_partly_facts(mark)
    return mark.kind == "bar" or (is_stated and any(kind not in {"editor", "link"} for kind, _ in mark.facts))


def _runs_on(below: Sequence[Marked]) -> bool:
    """Whether running text is what comes next, facts aside."""
    following = next((mark for mark in below if mark.kind not in {"facts", "bar"}), None)
    return following is not None and is_paragraph(following)


def _facts_begin(marks: Sequence[Marked], number: int, usual: int) -> bool:
    """Whether facts or keywords amid the lines open a story rather than close the one above."""
    mark, above = marks[number], marks[number - 1]
    below = marks[number + 1] if number + 1 < len(marks) else None
    apart = above.kind in {"rule", "end", "more"} or mark.line.gap > max(usual, 1)
    if below is None:
        return False
    if mark.kind == "barred":
        return apart or is_cut(above) or is_paragraph(below) or below.kind == "facts"
    if mark.kind == "bar" and not apart and _runs_on(marks[number + 1 :]):
        return above.kind != "facts" and not is_short(above)
    if mark.kind == "facts" and mark.facts[0][0] in {"title", "mail"}:
        return above.kind != "facts"
    return (apart or is_cut(above)) and (
        is_short(below) or below.kind in {"facts", "barred"} or (mark.kind == "bar" and is_paragraph(below))
    )
