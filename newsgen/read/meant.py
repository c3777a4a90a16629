"""What an editor meant who wrote a date as people write dates.

In: text that is no date of ISO 8601.  Out: the same as one, or nothing.  Never: reads a date for a story; guesses which of two
numbers is the month.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:[a-z]+day|(?:mon|tue|wed|thu|fri|sat|sun)\.?)"
_FORMS = tuple(
    re.compile(rf"(?:{_WEEKDAY},?\s+)?{form}(?P<rest>\D.*)?", re.ASCII | re.DOTALL)
    for form in (
        rf"{_YEAR}[/.](?P<month>\d{{1,2}})[/.]{_DAY}",
        rf"{_YEAR}-(?P<month>\d{{1,2}})-{_DAY}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?{_DAY}",
        rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{_YEAR}",
        r"(?P<month>\d{1,2})/(?P<day>1[3-9]|[23]\d)/(?P<short>\d\d)",  # only Americans put the month before the day
        rf"{_DAY}\.?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Zones of RFC 5322 and of Europe; CST, IST and BST are names of several.
_ZONES: Mapping[str, str] = {
    **dict.fromkeys(("z", "ut", "utc", "gmt"), "Z"),
    "cet": "+01:00",
    "cest": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "est": "-05:00",
    "edt": "-04:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
}
_TIME = re.compile(
    r"(?:,|t|日|号|\s|at\b|-|–)*(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::\d{2})?\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:h|uhr|o'clock))?"
    rf"(?:\s*(?P<zone>{'|'.join(_ZONES)}|[+-](?:0\d|1[0-4]):?[0-5]\d))?",
    re.ASCII,
)


def date_meant(text: str) -> str:
    """``24/11/2026 23:20`` is ``2026-11-24T23:20``; empty where a text is no date, or might be two."""
    wanted = text.strip().lower()
    for found in filter(None, (form.fullmatch(wanted) for form in _FORMS)):
        day, time = _day(found.groupdict()), _time((found["rest"] or "").strip())
        return "" if day is None or time is None else f"{day}{time}"
    return ""


def _day(found: Mapping[str, str | None]) -> date | None:
    try:
        year = found.get("year") or f"20{found['short']}"
        return date(int(year), *(_either(found) or _named(found)))
    except ValueError:
        return None


def _either(found: Mapping[str, str | None]) -> tuple[int, int] | None:
    """Month and day of two numbers, one of which cannot be a month."""
    if not found.get("first"):
        return None
    least, most = sorted((int(found["first"] or 0), int(found["second"] or 0)))
    if most <= 12 and least != most:
        raise ValueError("either may be the month")
    return least, most


def _named(found: Mapping[str, str | None]) -> tuple[int, int]:
    month = found["month"] or ""
    return int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1, int(found["day"] or 0)


def _time(text: str) -> str | None:
    """``T23:20``, with the offset of a zone that is named; nothing for no time, None for what is none."""
    if not text.strip("日号"):
        return ""
    found = _TIME.fullmatch(text)
    if not found or not (found["minute"] or found["half"]):
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = found["zone"] or ""
    return f"T{hour:02}:{minute:02}{_ZONES.get(zone, zone)}" if hour < 24 and minute < 60 else None
