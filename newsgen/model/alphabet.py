"""The order of names in an index, as a language's dictionaries have it.

In: a name, a language.  Out: what it is sorted by, and the letter that it stands under.  Never: knows the locale of the machine.

A letter with marks stands under the plain one (É under E), but for those that a language counts among its own, as Swedish does Å.
These are after Unicode's CLDR; letters of two signs, such as the Czech CH, are not known. Of other scripts than Latin and Greek
each sign stands for itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# Groups of letters in their order; a group's first one is where the others come in.
_NORDIC, _TURKIC, _SOUTH_SLAVIC = "zæøå", "cç gğ hı oö sş uü", "cčć dđ sš zž дђ иј лљ нњ тћ чџ"
_OWN = {
    **dict.fromkeys(("da", "nb", "nn", "no"), _NORDIC),
    **dict.fromkeys(("sv", "fi"), "zåäö"),
    **dict.fromkeys(("hr", "bs", "sr"), _SOUTH_SLAVIC),
    **dict.fromkeys(("es", "gl", "eu", "fil"), "nñ"),
    "az": _TURKIC + " eə",
    "be": "её зі уў",
    "cs": "cč rř sš zž",
    "eo": "cĉ gĝ hĥ jĵ sŝ uŭ",
    "et": "sšzž wõäöü",
    "fo": "aá dð ií oó uú yý zæø",
    "hu": "oöő uüű",
    "is": "aá dð eé ií oó uú yý zþæö",
    "kk": "аә гғ кқ нң оө уұү хһ ыі",
    "lt": "cč sš zž",
    "lv": "cč gģ kķ lļ nņ sš zž",
    "mk": "дѓ зѕ иј лљ нњ тќ чџ",
    "pl": "aą cć eę lł nń oó sś zźż",
    "ro": "aăâ iî sș tț",
    "sk": "aä cč oô sš zž",
    "sl": "cč sš zž",
    "sq": "cç eë",
    "tr": _TURKIC,
    "uk": "гґ еє иії",
    "vi": "aăâ dđ eê oôơ uư",
}
_DOTLESS = frozenset(("az", "tr"))  # whose capital I has no dot in small letters either
_PLAIN = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ё": "е"}


def without_accents(text: str) -> str:
    """A text without the marks that combine with letters."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) != "Mn")


Place = tuple[str, int]
"""A letter of the plain alphabet, and which of those that come in behind it."""


def sort_key(name: str, language: str) -> tuple[tuple[Place, ...], str]:
    """What orders names; signs before the first letter or digit do not count."""
    return tuple([place for letter in _letters(name, language) for place in _places(letter, _primary(language))]), name


def initial(name: str, language: str) -> str:
    """The letter, digit or sign that a name stands under, as a capital."""
    letters = _letters(name, language)
    if not letters:
        return name[:1]
    primary = _primary(language)
    place = _places(letters[0], primary)[0]
    letter = next((each for each, known in _own(primary).items() if known == place), place[0])
    return "İ" if letter == "i" and primary in _DOTLESS else letter.upper()


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


@lru_cache(maxsize=4096)
def _letters(name: str, language: str) -> str:
    """The name from its first letter or digit on, in small letters."""
    start = next((at for at, sign in enumerate(name) if sign.isalnum()), len(name))
    if _primary(language) in _DOTLESS:
        name = name.replace("İ", "i").replace("I", "ı")
    return unicodedata.normalize("NFC", name[start:].casefold())


@lru_cache(maxsize=64)
def _own(primary: str) -> Mapping[str, Place]:
    groups = _OWN.get(primary, "").split()
    return {letter: (group[0], rank) for group in groups for rank, letter in enumerate(group) if rank}


@lru_cache(maxsize=4096)
def _places(letter: str, primary: str) -> tuple[Place, ...]:
    """Where a letter stands in the alphabet; a ligature is several letters."""
    own = _own(primary)
    parts = unicodedata.normalize("NFD", letter)
    for end in range(len(parts), 0, -1):  # ấ is â with one mark more, and Vietnamese has â
        known = own.get(unicodedata.normalize("NFC", parts[:end]))
        if known:
            return (known,)
    plain = _PLAIN.get(letter) or (parts[0] if _has_marks(parts[0]) else letter)
    return tuple([(each, 0) for each in plain])


def _has_marks(letter: str) -> bool:
    """Whether the marks of a letter's script are no letters of their own: Й is not И, nor is か が."""
    return unicodedata.name(letter, "").startswith(("LATIN", "GREEK"))
