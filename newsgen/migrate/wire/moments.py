"""Release times as wire text writes them, in many languages.

In: a text that may be a time, the zone and language of the site.  Out: the moment, or None.  Never: takes a word for a date
where year, month or day is missing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from newsgen.read.scalars import in_zone

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST = 70  # characters of a time with its weekday, zone and place
_MOST_WORDS = 12
_HOURS = re.compile(r"(?<![\d:.])(\d{1,2}) ?(?:[hH]|시) ?(\d{2})?(?!\w)")  # 18h05, 18h
_DOTTED = re.compile(r"(?<![\d.:])(\d{1,2})\.(\d{2})(?= ?(?:Uhr|Hrs|hrs|WIB|ore)?\.?(?:$|[ ,)]))(?![\d.])")  # 18.05 Uhr
_MILITARY = re.compile(r"(?<![\d:.])([01]\d|2[0-3])([0-5]\d) ?(?:hrs\.?|hours)? ?(?=GMT|UTC|BST|CET|CEST|E[SD]T|HKT|SGT|JST|Z\b)")
_SMALL_WORDS = re.compile(r"(?<!\w)(?:às|as|at|um|kl\.?|klo|Uhr|Hrs\.?|hrs\.?|ore|alle|ob|o'clock|WIB|г\.)(?!\w)", re.IGNORECASE)
_HOUR = re.compile(r"(?:(?:à|a|a las|الساعة)\s)?(\d{1,2})[:時时点] ?([0-5]\d)分?( ?[ap]\.?m\.?)?", re.IGNORECASE)
_HOURS_OF_DAY = 24
_HAS_HOUR = re.compile(r"(?<!\d)\d{1,2}[:時时点시]")
_ZONES = {
    "Asia/Shanghai": r"\(?(?:china (?:standard )?time|beijing time|北京时间|北京時間|CST \(?china\)?)\)?",
    "Asia/Hong_Kong": r"\(?(?:hong kong time|HKT|香港时间|香港時間)\)?",
    "Asia/Singapore": r"\(?(?:singapore time|SGT)\)?",
    "Asia/Tokyo": r"\(?(?:tokyo time|japan time|日本時間|日本时间|東京時間)\)?",
    "Europe/Berlin": r"\(?(?:MEZ|MESZ)\)?",
    "Europe/Moscow": r"\(?(?:moscow time|мск|MSK)\)?",
    "America/New_York": r"\(?(?:eastern time|new york time|ET)\)?",
    "Europe/London": r"\(?(?:london time)\)?",
}
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")
_MONTH_FIRST = ("en-US", "en-PH", "es-US")


@dataclass(frozen=True, slots=True)
class Clock:
    """What a time without further words means: the site's zone and language, and the moment that counts as now."""

    zone: tzinfo
    language: str
    now: datetime


@lru_cache(maxsize=4096)
def moment(text: str, clock: Clock) -> datetime | None:
    """The moment that a text names, with its offset; None where it names none."""
    text = " ".join(unicodedata.normalize("NFKC", text).split()).strip(" ,;|()[]（）【】")
    if len(text) > _LONGEST or not _YEAR.search(text) or len(text.split()) > _MOST_WORDS:
        return None
    text, zone = _without_zone(text)
    found = _parsed(_plain(text), clock)
    if found is None or not 1 < found.year < 9998:
        return None
    return in_zone(found if found.tzinfo else found.replace(tzinfo=zone or clock.zone), clock.zone)


def hour_of(text: str) -> str:
    """The hour that a text consists of, as 8:00 or 7:30 pm; empty where it is none, or has more than that."""
    match = _HOUR.fullmatch(_plain(unicodedata.normalize("NFKC", text).strip(" ,;|()[]（）【】")))
    return f"{match[1]}:{match[2]}{match[3] or ''}" if match and int(match[1]) < _HOURS_OF_DAY else ""


def has_hour(text: str) -> bool:
    """Whether a text that is a time says more than the day."""
    return bool(_HAS_HOUR.search(_plain(unicodedata.normalize("NFKC", text))))


def is_ambiguous(text: str) -> bool:
    """Whether day and month could be each other: 04/05/2024."""
    match = _NUMERIC.search(text)
    if not match or match[2] == ".":
        return False
    one, other = int(match[1]), int(match[3])
    return one != other and max(one, other) <= 12


def day_before(text: str, clock: Clock) -> datetime | None:
    """The latest day that is not after now, for a month and day without a year: April 16."""
    found = _library().parse(text, settings=_settings(clock) | {"REQUIRE_PARTS": ["day", "month"], "PREFER_DATES_FROM": "past"})
    return in_zone(found.replace(tzinfo=clock.zone), clock.zone) if found else None


def _without_zone(text: str) -> tuple[str, tzinfo | None]:
    for name, pattern in _ZONES.items():
        rest, found = re.subn(rf"(?<!\w){pattern}(?!\w)", " ", text, flags=re.IGNORECASE)
        if found:
            return rest, ZoneInfo(name)
    return text, None


def _plain(text: str) -> str:
    """Hours and minutes with a colon, without the small words that the library takes for another language's."""
    text = _MILITARY.sub(r"\1:\2 ", text)
    text = _HOURS.sub(lambda match: f"{match[1]}:{match[2] or '00'}", text)
    return " ".join(_SMALL_WORDS.sub(" ", _DOTTED.sub(r"\1:\2", text)).split())


def _parsed(text: str, clock: Clock) -> datetime | None:
    try:
        found = _library().parse(text, settings=_settings(clock) | {"REQUIRE_PARTS": ["day", "month", "year"]})
    except (ValueError, OverflowError):
        return None
    return found if isinstance(found, datetime) else None


def _settings(clock: Clock) -> dict[str, Any]:
    order = "MDY" if clock.language in _MONTH_FIRST else "DMY"
    return {"RELATIVE_BASE": clock.now.replace(tzinfo=None), "DATE_ORDER": order}


def _library() -> Any:  # noqa: ANN401 -- it ships no types
    import dateparser  # noqa: PLC0415 -- a build needs it not

    return dateparser
