"""Quotations that are left open, in any language's marks.

In: a body as its editor typed it, its language.  Out: where the marks stand that nothing closes.
Never: takes an apostrophe, an inch or a gershayim for a quotation; where a reader could be in doubt it says nothing.

Newspapers open each paragraph of a long quotation and close the last alone, so a mark that is open at the end of a paragraph is
closed if the next begins with one, or if one of the next paragraphs closes what it has not opened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsgen.desk.manuscript import COVER, PARTING, blocks, text_alone

# What may close what each mark opens: “ closes „ in German, ” opens in Swedish, » opens in Danish. Straight and curly ones are
# mixed wherever texts are pasted together.
CLOSERS: Mapping[str, str] = {
    "“": '”"＂',
    "”": '”“"',
    "„": '“”"‟',
    "«": "»",
    "»": "«»",
    '"': '"”',
    "「": "」",
    "『": "』",
    "《": "》",
    "〝": "〞〟",
    "＂": "＂”",
}
_MARKS = re.compile(f"[{''.join({*CLOSERS, *''.join(CLOSERS.values())})}]")
_DIRECTED = frozenset("「『《〝")  # only ever open
_SPACED = frozenset({"fr", "br", "oc"})  # languages that set spaces inside their guillemets
_SEE_THROUGH = frozenset("*_[]\\~" + COVER)
_OPENING_BEFORE = frozenset("([{<—–-‑/:：,，、。；;¿¡‘‚'›‹“„«»「『《" + PARTING)
_HEBREW = re.compile("[\u0590-\u05ff]")
FAR = 12  # paragraphs that a quotation may go on


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: the marks that it leaves open, where they stand, and what it closes without having opened it."""

    open: Sequence[tuple[str, int]]
    strays: Sequence[str]
    begins_quoted: bool


def open_quotations(body: str, language: str) -> list[int]:
    """Where a quotation begins that does not end, one place a paragraph."""
    if not _MARKS.search(body) and "&" not in body:
        return []
    text = text_alone(body)
    found = [_block(text, start, end, language) for start, end in blocks(text)]
    return [block.open[0][1] for number, block in enumerate(found) if block.open and not _goes_on(block, found[number + 1 :])]


def _goes_on(block: Block, following: Sequence[Block]) -> bool:
    if following and following[0].begins_quoted:
        return True
    wanted = {sign for mark, _ in block.open for sign in CLOSERS[mark]}
    return any(wanted.intersection(each.strays) for each in following[:FAR])


def _block(text: str, start: int, end: int, language: str) -> Block:
    scan = _Scan(text, start, end, language.split("-", 1)[0].lower() in _SPACED)
    for match in _MARKS.finditer(text, start, end):
        scan.take(match[0], match.start())
    opening = re.search(r"[^\s>#*_\[\]\\|" + COVER + PARTING + r"-]", text[start:end])
    return Block(scan.open, scan.strays, bool(opening and _MARKS.match(opening[0])))


@dataclass(slots=True)
class _Scan:
    """One pass over the marks of a paragraph."""

    text: str
    start: int
    end: int
    spaced: bool
    open: list[tuple[str, int]] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def take(self, mark: str, at: int) -> None:
        before, after = self.neighbour(at, -1), self.neighbour(at, 1)
        if _HEBREW.match(before) and _HEBREW.match(after):
            return
        opens, closes = _may_open(before, after), _may_close(before, after)
        if self.closes(mark, opens and not closes, closes and not opens):
            self.open.pop()
        elif self.opens(mark, before, after, opens, closes):
            self.open.append((mark, at))
        elif mark not in _DIRECTED and not before.isdigit():
            self.strays.append(mark)

    def neighbour(self, at: int, step: int) -> str:
        """The sign that a reader sees beside a mark; a blank at the ends of the paragraph."""
        at += step
        while self.start <= at < self.end and self.text[at] in _SEE_THROUGH:
            at += step
        return self.text[at] if self.start <= at < self.end else " "

    def closes(self, mark: str, opens_surely: bool, closes_surely: bool) -> bool:
        """Whether a mark closes what was opened last. A straight one that surely opens begins a quotation within another."""
        if not self.open:
            return False
        last = self.open[-1][0]
        if mark == "“" and last == "“":
            return closes_surely
        return mark in CLOSERS[last] and not (mark == '"' and opens_surely)

    def opens(self, mark: str, before: str, after: str, opens: bool, closes: bool) -> bool:
        """Whether a mark opens a quotation, rather than closing one that was begun elsewhere or standing for inches."""
        if mark in _DIRECTED:
            return True
        if mark not in CLOSERS or (closes and not opens) or (mark in '"”＂' and before.isdigit()):
            return False
        if before.isspace() and after.isspace() and mark not in "«»":
            return False
        # A slip for an apostrophe, as in L"Aquila; or the end of a quotation that is set with spaces, as in " this ".
        if mark == '"' and ((_has_case(before) and _has_case(after)) or (before.isspace() and not opens)):
            return False
        if mark in "«»" and after.isspace():
            return mark == "«" and self.spaced
        return opens if mark in "”»" else True


def _has_case(sign: str) -> bool:
    """Whether a sign is a letter of a script that sets spaces between words."""
    return sign.lower() != sign.upper()


def _may_open(before: str, after: str) -> bool:
    return (before.isspace() or before in _OPENING_BEFORE) and not after.isspace() and not _ends(after)


def _may_close(before: str, after: str) -> bool:
    return not before.isspace() and (after.isspace() or _ends(after))


def _ends(sign: str) -> bool:
    """Whether a sign stands behind words: a stop, a comma, a bracket that closes, a tag that ends a paragraph."""
    return sign in _BEHIND or (unicodedata.category(sign) in {"Pe", "Pf", "Po"} and sign not in "¿¡")


_BEHIND = frozenset(PARTING + "—–…/'’")
