"""Languages by their BCP 47 tags.

In: tags.  Out: whether a tag names a language, and the direction it is written in.  Never: knows the locale of the machine.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers

from newsgen.model.alphabet import without_accents

_WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{4,8})*")
FALLBACK = "en"


@lru_cache(maxsize=256)
def locale(tag: str) -> Locale:
    """The closest locale of the CLDR; English where it has none."""
    parts = tag.split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale.parse(FALLBACK)


@lru_cache(maxsize=256)
def is_known(tag: str) -> bool:
    """Whether the tag is well formed (RFC 5646, without extensions) and its language is in the CLDR's list."""
    primary = tag.split("-", maxsplit=1)[0].lower()
    return bool(_WELL_FORMED.fullmatch(tag)) and primary in Locale.parse(FALLBACK).languages


def language_meant(name: str) -> str:
    """The tag of a language by what it is called in English or in itself (French, français, francais); empty where none is."""
    wanted = _plain(name)
    english = Locale.parse(FALLBACK).languages
    found = next((tag for tag, called in english.items() if _plain(called) == wanted), "") or _called_itself().get(wanted, "")
    return found.replace("_", "-")


@lru_cache(maxsize=1)
def _called_itself() -> dict[str, str]:
    """Tags by the names that languages have in themselves. Each is in a file of its own, so it takes half a second."""
    tags = [tag for tag in locale_identifiers() if "_" not in tag]
    called = {tag: Locale.parse(tag).get_language_name(tag) for tag in reversed(tags)}
    return {_plain(name): tag for tag, name in called.items() if name}


def _plain(name: str) -> str:
    """A name without case and without the accents that a keyboard may lack."""
    return without_accents(name.strip().casefold())


def lineage(tag: str) -> tuple[str, ...]:
    """The tags that a text may be in for readers of a tag, the widest first: zh-TW is read in zh, zh-Hant and zh-TW."""
    script = locale(tag).script
    primary = tag.split("-", maxsplit=1)[0]
    return tuple(dict.fromkeys([primary, *([f"{primary}-{script}"] if script else []), tag]))


def month_name(moment: datetime, tag: str, year: bool = True) -> str:
    """Month and year: April 2024, 2024年4月; or the month alone."""
    return _month_name(moment.year if year else 0, moment.month, tag)


@lru_cache(maxsize=4096)
def _month_name(year: int, month: int, tag: str) -> str:
    day = datetime(year or 1, month, 1)
    return str(format_skeleton("yMMMM", day, locale=locale(tag)) if year else format_date(day, "LLLL", locale(tag)))


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """``ltr`` or ``rtl``."""
    return str(locale(tag).text_direction)
