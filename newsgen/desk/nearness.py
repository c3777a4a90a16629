"""Tags that are probably one and the same.

In: how often each spelling is used.  Out: for spellings used once, the common one they are close to.
Never: compares all with all; an archive has twenty thousand tags.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

COMMON = 3  # uses that make a spelling a common one
LONG = 7  # letters from which on a slip of one letter is told from another word
_ACCENTS = re.compile("[\u0300-\u036f]")
_JOINERS = frozenset("& and und et y e och og en i".split())
_PLURALS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))
_NO_PLURAL = ("ss", "us", "is", "as", "os", "news")


def near(uses: Mapping[str, int]) -> dict[str, str]:
    """The common spelling that each rare one is close to."""
    common = sorted((name for name, count in uses.items() if count >= COMMON), key=lambda name: (-uses[name], name))
    forms: dict[str, str] = {}
    for name in common:
        forms.setdefault(form(name), name)
    slips: dict[str, list[str]] = {}
    for known in forms:
        if len(known) >= LONG - 1:
            for each in (known, *_shorter(known)):
                slips.setdefault(each, []).append(known)
    found = {name: _close(form(name), forms, slips) for name, count in uses.items() if count == 1}
    return {name: other for name, other in found.items() if other}


def form(name: str) -> str:
    """What is left of a tag without case, accents, spaces, plurals and words that join: Belt & Road is beltroad."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))
    words = "".join(sign if _is_of_a_word(sign) else " " for sign in text).split()
    kept = [word for at, word in enumerate(words) if not (0 < at < len(words) - 1 and word in _JOINERS)]
    if len(kept) > 1 and kept[0] == "the":
        kept = kept[1:]
    return "".join(map(_singular, kept)) or text


def _is_of_a_word(sign: str) -> bool:
    """Letters and numbers, the marks without which many scripts fall apart, and what C++, C# and R&D need."""
    return sign.isalnum() or sign in "+#&" or unicodedata.category(sign)[0] == "M"


def _singular(word: str) -> str:
    if len(word) < 4 or not word.isascii() or word.endswith(_NO_PLURAL):
        return word
    return next((word.removesuffix(end) + instead for end, instead in _PLURALS if word.endswith(end)), word)


def _close(rare: str, forms: Mapping[str, str], slips: Mapping[str, list[str]]) -> str:
    if rare in forms:
        return forms[rare]
    if len(rare) < LONG - 1:
        return ""
    candidates = {known for each in (rare, *_shorter(rare)) for known in slips.get(each, ())}
    return next((forms[known] for known in sorted(candidates) if _is_slip(rare, known)), "")


def _shorter(word: str) -> Iterator[str]:
    """The word without each of its letters: two words that differ in one letter have one of these in common."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter was left out, doubled, mistaken or swapped with the next; numbers and first letters are no slips."""
    if max(len(one), len(other)) < LONG or one[0] != other[0] or re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others or rest == others[1:] or rest[1:] == others[1:]
