"""What only the preview shows.

In: an edition.  Out: the addresses of stories that readers do not see, each with the reason.  Never: holds anything itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsgen.model.entry import Entry
from newsgen.model.site import Site

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def held(site: Site) -> dict[str, str]:
    """Why readers do not see a story yet, by its address."""
    now = (site.as_of - _EPOCH) // timedelta(microseconds=1)
    zone = ZoneInfo(site.config.timezone)
    return {
        entry.url: _reason(entry, now, zone)
        for entry in (*site.articles, *site.pages)
        if entry.draft or (entry.kind == "article" and entry.released > now)
    }


def _reason(entry: Entry, now: int, zone: ZoneInfo) -> str:
    if entry.kind != "article" or entry.released <= now:
        return "draft"
    moment = (_EPOCH + timedelta(microseconds=entry.released)).astimezone(zone)
    until = f"held until {moment:%Y-%m-%d %H:%M} {moment:%Z}"
    return f"draft, {until}" if entry.draft else until
