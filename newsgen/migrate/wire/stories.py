"""Lines of wire text to stories: where each begins, what of it is headline, fact, cross-head, caption and paragraph.

In: text, the clock.  Out: stories, each with an account of every line.  Never: leaves a line out without saying so.

docs/wire.md has the rules in an editor's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsgen.migrate.wire.beginnings import STOP, beginnings, is_cut, is_paragraph, is_short
from newsgen.migrate.wire.headlines import HEADLINE, Said, titled
from newsgen.migrate.wire.kinds import Marked, mail, marked
from newsgen.migrate.wire.moments import Clock
from newsgen.migrate.wire.statements import UNREAD, Fact
from newsgen.migrate.wire.text import columns, lines


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a story's body: paragraph, head, quote, item, caption, picture or rule.

    ``text`` is that of its lines; that of a caption is here once more without its credit.
    """

    kind: str
    text: str
    number: int
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class WireStory:
    """A story as it was pasted; ``facts`` are in the order of their lines."""

    headline: str
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    said: tuple[Said, ...]


def stories(text: str, clock: Clock) -> list[WireStory]:
    """All stories of a text."""
    marks = marks_of(text, clock)
    starts = beginnings(marks)
    return _with_texts([_story(marks[start:end]) for start, end in pairwise([*starts, len(marks)])])


def _with_texts(found: Sequence[WireStory]) -> list[WireStory]:
    """Stories with a text or facts; headlines alone, as those that lead to other pages, are told with the story above."""
    kept: list[WireStory] = []
    for story in found:
        is_bare = not story.facts and all(block.kind == "paragraph" and not STOP.search(block.text) for block in story.blocks)
        if not is_bare or not any(each.blocks for each in kept):
            kept.append(story)
        else:
            lines = {each.number: each.text for each in story.said if each.became == HEADLINE}
            lines |= {each.number: each.text for each in story.blocks}
            lost = [
                Said(number, text, "a headline without a text; left out", hand=True) for number, text in sorted(lines.items())
            ]
            kept[-1] = replace(kept[-1], said=(*kept[-1].said, *(each for each in story.said if each.number not in lines), *lost))
    return kept


def marks_of(text: str, clock: Clock) -> list[Marked]:
    """Each line with its kind."""
    found = lines(text, lambda line: marked(line, clock).kind)
    heads = mail(found, clock)
    marks = [heads.get(line.number) or marked(line, clock) for line in found]
    return [_in_table(marks, number) for number in range(len(marks))]


def _in_table(marks: Sequence[Marked], number: int) -> Marked:
    """Bars in lines right below each other are a table's."""
    mark = marks[number]
    if mark.kind not in {"bar", "barred"}:
        return mark
    above = number > 0 and mark.line.gap == 0 and marks[number - 1].kind in {"bar", "barred"}
    below = number + 1 < len(marks) and marks[number + 1].line.gap == 0 and marks[number + 1].kind in {"bar", "barred"}
    return Marked(mark.line, "text", mark.line.text) if above or below else mark


_CROSS_HEAD = 80  # columns
_MOST_WORDS = 12
_CAPTION = 400


def _story(marks: Sequence[Marked]) -> WireStory:
    made = titled(_with_links(_with_credits(marks)))
    rest, said = made.rest, [*made.said]
    facts: list[Fact] = []
    blocks: list[Block] = []
    for number, mark in enumerate(rest):
        if mark.kind in {"facts", "bar", "barred"} and not _is_amid(rest, number):
            facts += mark.facts
            said.append(_fact_said(mark))
        elif mark.kind == "linked":
            said.append(Said(mark.line.number, mark.line.text, "the headline of another story, left out", hand=True))
        elif mark.kind in {"end", "more", "rule", "trail", "related"} and not (mark.kind == "rule" and _is_amid(rest, number)):
            said.append(Said(mark.line.number, mark.line.text, "left out"))
        else:
            block = _block(rest, number)
            blocks.append(block)
            said += _doubts(mark, block)
    return WireStory(made.headline, tuple(facts), tuple(blocks), tuple(said))


def _with_credits(marks: Sequence[Marked]) -> list[Marked]:
    """A credit by itself makes a caption of the line right above it."""
    done: list[Marked] = []
    for mark in marks:
        above = done[-1] if done else None
        if mark.kind == "credit" and above and mark.line.gap == 0 and _may_be_caption(done):
            line = replace(above.line, text=f"{above.line.text}\n{mark.line.text}")
            done[-1] = Marked(line, "caption", above.text, credit=mark.credit)
        else:
            done.append(mark)
    return done


def _with_links(marks: Sequence[Marked]) -> list[Marked]:
    """Short lines below one that speaks of related stories are links to them."""
    done: list[Marked] = []
    for mark in marks:
        below = bool(done) and done[-1].kind in {"related", "linked"}
        done.append(replace(mark, kind="linked") if below and mark.kind in {"text", "item"} and _is_link(mark) else mark)
    return done


def _is_link(mark: Marked) -> bool:
    return is_short(replace(mark, kind="text"))


def _may_be_caption(done: Sequence[Marked]) -> bool:
    above = done[-1]
    if above.kind == "caption":
        return not above.credit
    return above.kind == "text" and columns(above.text) <= _CAPTION and any(map(is_short, done[:-1]))


def _is_amid(marks: Sequence[Marked], number: int) -> bool:
    """Whether a line has paragraphs above and below it."""
    return any(map(is_paragraph, marks[:number])) and any(map(is_paragraph, marks[number + 1 :]))


def _fact_said(mark: Marked) -> Said:
    kinds = list(dict.fromkeys(_FACTS[kind].format(value) for kind, value in mark.facts))
    return Said(mark.line.number, mark.line.text, ", ".join(kinds), hand=any(kind in _GUESSED for kind, _ in mark.facts))


_FACTS = {
    "date": "release time",
    "updated": "time of the last change",
    "embargo": "embargo",
    "source": "source",
    "author": "author",
    "editor": "editor, kept in extra",
    "tags": "topics",
    "title": "headline",
    "summary": "standfirst",
    "section": "section",
    "link": "address of the original",
    "mail": "head of a mail, left out",
    "beside": "taken for an author or a source, since it stands beside the time",
    "kicker": "taken for a word above the headline, kept in extra",
    UNREAD: "“{}” is not understood, and left out",
}
_GUESSED = frozenset({"beside", "kicker", UNREAD})


_BLOCKS = {"heading": "head"} | {kind: kind for kind in ("quote", "item", "caption", "picture", "rule")}


def _block(marks: Sequence[Marked], number: int) -> Block:
    mark = marks[number]
    kind = _BLOCKS.get(mark.kind, "paragraph")
    if _is_cross_head(marks, number):
        kind = "head"
    if kind == "caption":
        return Block(kind, mark.line.text, mark.line.number, mark.text, mark.credit)
    return Block(kind, mark.line.text if kind in {"paragraph", "rule"} else mark.text, mark.line.number)


def _is_cross_head(marks: Sequence[Marked], number: int) -> bool:
    """A short line between others, the one below it no short line too."""
    mark = marks[number]
    if mark.kind != "text" or not is_short(mark) or columns(mark.text) > _CROSS_HEAD or len(mark.text.split()) > _MOST_WORDS:
        return False
    if STOP.search(mark.text) and not mark.text.endswith(("?", "？", "!", "！")):
        return False
    below = marks[number + 1] if number + 1 < len(marks) else None
    return (
        any(map(is_paragraph, marks[:number]))
        and below is not None
        and (is_paragraph(below) or below.kind in {"caption", "picture"} or bool(STOP.search(below.text)))
    )


def _doubts(mark: Marked, block: Block) -> list[Said]:
    """What an editor should look at."""
    found = []
    if mark.doubt and mark.kind == "text":
        found.append(Said(block.number, mark.text, f"{mark.doubt}; kept in the text", hand=True))
    if mark.kind == "picture":
        found.append(Said(block.number, mark.line.text, "photo"))
    if mark.kind == "credit":
        found.append(Said(block.number, mark.line.text, "a credit without a caption; kept in the text", hand=True))
    if mark.kind in {"facts", "bar", "barred"}:
        found.append(Said(block.number, mark.line.text, "stands amid the text, and stays there", hand=True))
    if is_cut(mark):
        found.append(Said(block.number, mark.text[-60:], "the text breaks off here", hand=True))
    if block.kind == "head" and mark.kind == "text":
        found.append(Said(block.number, block.text, "taken for a cross-head"))
    return found
