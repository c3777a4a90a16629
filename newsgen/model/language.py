"""Languages by their BCP 47 tags.

In: tags.  Out: whether a tag names a language, and the direction it is written in.  Never: knows the locale of the machine.
"""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

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


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """``ltr`` or ``rtl``."""
    return str(locale(tag).text_direction)
