"""Characters that nobody sees and that change what a line of front matter means.

In: a text that could not be read.  Out: what stands in it, by name.  Never: looks at text that readers see, where joiners and
marks may be wanted.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile("[\u00a0\u00ad\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff]")
_AFTER_COLON = re.compile(rf"[ \t]*(?:- +)?(?P<key>[\w-]+):(?P<char>{INVISIBLE.pattern})(?P<rest>.*)")
_BEFORE_KEY = re.compile(rf"[ \t]*(?P<char>{INVISIBLE.pattern})\s*(?P<rest>(?:- |[\w-]+:(?:\s|$)).*)")


def visible(text: str) -> str:
    """A text as it looks: plain spaces for odd ones, and nothing for the characters that nobody sees."""
    return INVISIBLE.sub(lambda found: " " if unicodedata.category(found[0]) == "Zs" else "", text).strip()


def named(text: str) -> str:
    """The first character of a text that nobody sees and where it stands; empty where there is none."""
    found = INVISIBLE.search(text)
    if not found:
        return ""
    place = "in" if visible(text[: found.start()]) else "before"
    place = place if visible(text[found.end() :]) else "after"
    return _told(found[0], f"{place} {visible(text)[:60]}")


def in_line(line: str) -> tuple[int, str, str] | None:
    """Column, message and hint for such a character where a space belongs: before a key or a dash, or after a key's colon."""
    found = _AFTER_COLON.match(line)
    if found:
        key, rest = found["key"], "…" if ": " in found["rest"] else found["rest"].strip()
        return found.start("char") + 1, _told(found["char"], f"after {key}:"), f"type it again:  {key}: {rest}"
    found = _BEFORE_KEY.match(line)
    if found:
        rest = found["rest"]
        return found.start("char") + 1, _told(found["char"], f"before {re.split('[: ]', rest)[0]}"), f"type it again:  {rest}"
    return None


def _told(char: str, place: str) -> str:
    return f"an invisible character (U+{ord(char):04X} {unicodedata.name(char, 'format').lower()}) stands {place}"
