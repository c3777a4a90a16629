"""Names of people as bylines and credits write them.

In: a text.  Out: the names in it, or nothing.  Never: takes a sentence for a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsgen.migrate.wire.text import plain
from newsgen.migrate.wire.words import NO_NAMES, ROLES

_PARTICLES = frozenset("de da do dos del della di der den van von zu al el bin ibn la le ter e y i".split())
_AND = "and|und|y|et|e|en|och|og|i|и|و"
_BETWEEN = re.compile(rf"\s*(?:[,;、，；/／]|\s(?:{_AND})\s|[&＆])\s*")
_CAPITAL = "[A-ZÀ-ÞĀ-ŽА-Я]"
_PLACE_NAME = rf"{_CAPITAL}[\w'’.-]*(?:\s(?:(?:de|del|la|le|do|da|am|of|sur)\s)?{_CAPITAL}[\w'’.-]*){{0,4}}"
_ROLE = re.compile(rf"^(?:{'|'.join(ROLES)})(?!\w)|(?<!\w)(?:{'|'.join(ROLES)})$")
_PLACE = re.compile(r"\s+in\s+[A-Z][\w .,'’-]*$")
_CJK_NAME = re.compile("[\u3400-\u9fff\uac00-\ud7a3\u30a0-\u30ff·・]{2,12}")
_WITH = "(?:with|mit|avec|con|com|di)"
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


def byline(text: str, places: Sequence[str] = ()) -> tuple[list[str], str]:
    """The authors and the agency of what stands behind "By"; no authors where it is no byline.

    ``places`` are the words with which a place may be named behind a name: à Santiago.
    """
    if len(text) > _LONGEST or re.search(r"[.!?:。！？]$", re.sub(r"\b\w\.$|Jr\.$|Sr\.$", "", text)):
        return [], ""
    text, agency = _without_agency(_without_places(text, places))
    found = names(_PLACE.sub("", text))
    found = [name for number, name in enumerate(found) if not number or not _is_role(name)]
    if not found or not all(map(is_name, found)):
        return [], ""
    if not agency and len(found) > 1 and " " not in found[-1] and found[-1].isascii():
        agency = found.pop()
    return found, agency


def _without_places(text: str, places: Sequence[str]) -> str:
    """Names and offices without the places that are named behind them."""
    if not places:
        return text
    return re.sub(rf"(?:\s*[,–—-])?\s+(?:{'|'.join(places)})\s{_PLACE_NAME}(?=\s*[,;(（&]|\s(?:{_AND})\s|$)", "", text)


def _is_role(text: str) -> bool:
    """Whether a part of a byline says what its author is: envoyé spécial, Political Editor."""
    return bool(_ROLE.search(plain(text)))


def _without_agency(text: str) -> tuple[str, str]:
    """Names, and the agency that stands behind them: in brackets, or with a word for it."""
    match = re.search(
        rf"\s*[(（](?:{_WITH}\s+)?([^()（）]{{2,30}})[)）]$|,?\s(?:with|mit|avec|con|com)\s({_CAPITAL}[^(),;]{{1,30}})$", text
    )
    return (text[: match.start()], (match[1] or match[2]).strip()) if match else (text, "")
