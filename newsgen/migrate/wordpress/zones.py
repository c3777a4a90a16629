"""The time zone of a site that does not say it: told by its local times and the same times in UTC.

In: pairs of moments.  Out: a zone that is right for all of them.  Never: looks at the zone of the machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

ZONES = (
    "UTC Europe/London Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Athens Europe/Helsinki Europe/Kyiv "
    "Europe/Istanbul Europe/Moscow Europe/Lisbon Europe/Dublin America/New_York America/Chicago America/Denver "
    "America/Phoenix America/Los_Angeles America/Anchorage America/Halifax America/St_Johns America/Mexico_City "
    "America/Bogota America/Lima America/Caracas America/Santiago America/Sao_Paulo America/Argentina/Buenos_Aires "
    "America/Montevideo Atlantic/Azores Pacific/Honolulu Africa/Lagos Africa/Johannesburg Africa/Cairo Africa/Nairobi "
    "Africa/Casablanca Asia/Jerusalem Asia/Beirut Asia/Riyadh Asia/Tehran Asia/Dubai Asia/Kabul Asia/Karachi Asia/Kolkata "
    "Asia/Kathmandu Asia/Dhaka Asia/Yangon Asia/Bangkok Asia/Jakarta Asia/Shanghai Asia/Singapore Asia/Hong_Kong "
    "Asia/Manila Asia/Taipei Asia/Tokyo Asia/Seoul Australia/Perth Australia/Adelaide Australia/Darwin Australia/Brisbane "
    "Australia/Sydney Pacific/Auckland Pacific/Tongatapu"
).split()
"""Zones of newsrooms, the more usual one first where several are right."""

_SHARE = 0.97  # of the moments; some were written when the site had another zone
_OF_LANGUAGE = {
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
    "es": "Europe/Madrid",
    "it": "Europe/Rome",
    "pt-BR": "America/Sao_Paulo",
    "pt": "Europe/Lisbon",
    "en-GB": "Europe/London",
    "zh": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "ru": "Europe/Moscow",
    "tr": "Europe/Istanbul",
}


def zone(pairs: Iterable[tuple[datetime, datetime]], language: str) -> tuple[str, bool]:
    """The zone of local times that stand beside the same times in UTC; and whether it is right for nearly all."""
    offsets = Counter((gmt, local - gmt) for local, gmt in pairs)
    if not offsets:
        return "UTC", False
    likely = [_OF_LANGUAGE.get(language, ""), _OF_LANGUAGE.get(language.split("-", maxsplit=1)[0], ""), *ZONES]
    shares = {name: _share(name, offsets) for name in dict.fromkeys(likely) if name}
    best = max(shares, key=lambda name: (shares[name] >= _SHARE, 0 if shares[name] >= _SHARE else shares[name]))
    return best, shares[best] >= _SHARE


def _share(name: str, offsets: Counter[tuple[datetime, timedelta]]) -> float:
    """The share of moments at which a zone has the offset that the site had."""
    there = ZoneInfo(name)
    right = sum(
        count for (gmt, offset), count in offsets.items() if gmt.replace(tzinfo=UTC).astimezone(there).utcoffset() == offset
    )
    return right / offsets.total()


def moments(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[datetime, datetime]]:
    """Pairs of local and UTC times as WordPress writes them; those without a day (0000-00-00) are left out."""
    for local, gmt in texts:
        try:
            yield datetime.fromisoformat(local), datetime.fromisoformat(gmt)
        except ValueError:
            continue
