"""Dates as other programs take them.

In: a value of front matter, a time zone.  Out: an aware moment, and what had to be guessed.  Never: looks at a clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.matter import said
from newsgen.read.scalars import in_zone, moment_of

Found = tuple[datetime | None, tuple[Note, ...]]

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?P<rest>.*)", re.S)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<rest>\d{4,6}Z?))?")
_MONTH_FIRST = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(?P<m>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?P<rest>.*)", re.S
)
_DAY_FIRST = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<m>[A-Za-z]{3,9})\.?,?[\s-]+(?P<y>\d{4})(?P<rest>.*)", re.S
)
_NUMBERS = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})(?P<rest>.*)", re.S)
_TIME = re.compile(
    r"[T\s,]*(?:at\s+)?(?P<h>\d{1,2})[:.h](?P<n>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>.*)",
    re.S,
)
_NAMED_ZONES = {
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "cet": 1,
    "cest": 2,
    "bst": 1,
    "jst": 9,
}


def moment(value: object, zone: tzinfo) -> Found:
    """The moment that a value names; None where it names none. What does not exist, such as 30 February, is mended and told."""
    if isinstance(value, datetime):
        return in_zone(value if value.tzinfo else value.replace(tzinfo=zone), zone), ()
    if isinstance(value, date):
        return in_zone(datetime(value.year, value.month, value.day, tzinfo=zone), zone), ()
    text = said(value).strip("\"'").strip()
    if not text:
        return None, ()
    try:
        found = _of_text(text, zone)
    except (ValueError, OverflowError):
        found = None
    return (found, ()) if found else _mended(text, zone)


def as_written(found: datetime, value: object) -> datetime:
    """A moment with the offset that was written beside it, by which Hugo and Pelican tell its day; else as it is."""
    if isinstance(value, datetime) and value.tzinfo:
        return found.astimezone(value.tzinfo)
    offset = re.search(r"[\d ](?:([+-])(\d{2}):?(\d{2})|Z)$", said(value).strip())
    if not offset:
        return found
    minutes = int(offset[2] or 0) * 60 + int(offset[3] or 0)
    return found.astimezone(timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes)))


def _of_text(text: str, zone: tzinfo) -> datetime | None:
    """What newsgen takes itself, then what others write; raises ValueError for what does not exist."""
    plain = moment_of(text, zone)
    if plain:
        return plain
    if re.fullmatch(r"1\d{9}(\d{3})?", text):
        return in_zone(datetime.fromtimestamp(int(text[:10]), UTC), zone)
    parts = _parts(text)
    if parts:
        year, month, day, rest = parts
        return _with_time(datetime(year, month, day), rest, zone)
    return in_zone(parsedate_to_datetime(text), zone) if re.match(r"[A-Za-z]{3}, ", text) else None


def _parts(text: str) -> tuple[int, int, int, str] | None:
    """Year, month, day, and what follows them."""
    iso = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if iso:
        return int(iso["y"]), int(iso["m"]), int(iso["d"]), iso["rest"] or ""
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        named = pattern.fullmatch(text)
        if named and named["m"][:3].lower() in _MONTHS:
            return int(named["y"]), _MONTHS[named["m"][:3].lower()], int(named["d"]), named["rest"]
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        first, second = int(numbers["a"]), int(numbers["b"])
        month, day = (first, second) if second > 12 else (second, first)
        return int(numbers["y"]), month, day, numbers["rest"]
    return None


def _with_time(day: datetime, rest: str, zone: tzinfo) -> datetime:
    if not rest.strip():
        return in_zone(day.replace(tzinfo=zone), zone)
    clock = _TIME.fullmatch(rest.rstrip())
    if clock is None:
        raise ValueError(rest)
    hour, minute, second = int(clock["h"]), int(clock["n"]), min(int(clock["s"] or 0), 59)
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] in "Pp" else 0)
    return in_zone(day.replace(hour=hour, minute=minute, second=second, tzinfo=_zone(clock["zone"].strip(), zone)), zone)


def _zone(text: str, zone: tzinfo) -> tzinfo:
    """An offset or a zone's short name; the site's zone where it says nothing that is known."""
    if not text:
        return zone
    if text.lower() in _NAMED_ZONES:
        return timezone(timedelta(hours=_NAMED_ZONES[text.lower()]))
    text = re.sub(r"^(UTC|GMT)(?=[+-])", "", text)
    numbers = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", text)
    if numbers:
        minutes = int(numbers[2]) * 60 + int(numbers[3] or 0)
        return timezone(timedelta(minutes=-minutes if numbers[1] == "-" else minutes))
    return UTC if text in {"Z", "z", "UTC", "GMT"} else zone


def _mended(text: str, zone: tzinfo) -> Found:
    """The nearest day to one that does not exist."""
    parts = _parts(text) or _loose_parts(text)
    if parts is None or not 1 < parts[0] < 9999 or not 1 <= parts[1] <= 12:
        return None, (needs_hand(f"{text[:60]} is no date"),)
    year, month, day, rest = parts
    whole = datetime(year, month, min(max(day, 1), monthrange(year, month)[1]))
    try:
        found = _with_time(whole, rest, zone)
    except ValueError:
        found = in_zone(whole.replace(tzinfo=zone), zone)
    return found, (needs_hand(f"the date {text[:60]} does not exist, and was read as {found.isoformat()}"),)


def _loose_parts(text: str) -> tuple[int, int, int, str] | None:
    """The first thing in a text that looks like a date, or a month of a year."""
    found = re.search(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", text)
    return (int(found[1]), int(found[2]), int(found[3] or 1), "") if found else None
