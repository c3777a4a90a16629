"""Names of people as bylines and credits write them.

In: a text.  Out: the names in it, or nothing.  Never: takes a sentence for a name.
"""

from __future__ import annotations

import re

from newsgen.migrate.wire.words import NO_NAMES

_PARTICLES = frozenset("de da do dos del della di der den van von zu al el bin ibn la le ter e y i".split())
_BETWEEN = re.compile(r"\s*(?:[,;、，；/／]|\s(?:and|und|y|et|e|en|och|og|i|и|و)\s|[&＆])\s*")
_PLACE = re.compile(r"\s+in\s+[A-Z][\w .,'’-]*$")
_CJK_NAME = re.compile("[\u3400-\u9fff\uac00-\ud7a3\u30a0-\u30ff·・]{2,12}")
_LONGEST = 90  # characters of a byline with all its names


def names(text: str) -> list[str]:
    """The names in a list of them; a CJK list may have blanks between."""
    text = text.strip(" .。:：|｜")
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return [name for part in parts for name in (part.split() if all(map(_CJK_NAME.fullmatch, part.split())) else [part])]


def is_name(text: str) -> bool:
    """Whether a text could be a person or an agency: a few words, each with a capital or in a script without."""
    words = text.split()
    return bool(words) and len(words) <= 5 and len(text) <= 50 and all(map(_is_part, words)) and words[0] not in _PARTICLES


def _is_part(word: str) -> bool:
    bare = word.strip(".,'’()\"")
    if not bare or bare.casefold() in NO_NAMES:
        return False
    return bare in _PARTICLES or (bare[0].isalpha() and not bare[0].islower()) or (not bare.isascii() and not bare[0].islower())


def byline(text: str) -> tuple[list[str], str]:
    """The authors and the agency of what stands behind "By"; no authors where it is no byline."""
    if len(text) > _LONGEST or re.search(r"[.!?:。！？]$", re.sub(r"\b\w\.$|Jr\.$|Sr\.$", "", text)):
        return [], ""
    text, agency = _without_agency(text)
    found = names(_PLACE.sub("", text))
    if not found or not all(map(is_name, found)):
        return [], ""
    if not agency and len(found) > 1 and " " not in found[-1] and found[-1].isascii():
        agency = found.pop()
    return found, agency


def _without_agency(text: str) -> tuple[str, str]:
    """Names, and the agency that stands in brackets behind them."""
    match = re.search(r"\s*[(（](?:(?:with|mit|avec|con|com|di)\s+)?([^()（）]{2,30})[)）]$", text)
    return (text[: match.start()], match[1].strip()) if match else (text, "")
