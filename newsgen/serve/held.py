"""What readers do not see, and why.

In: a site.  Out: the addresses of stories that readers do not see, each with the reason.  Never: holds anything itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from newsgen.model.entry import Entry
from newsgen.model.site import Site

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def held(site: Site) -> dict[str, str]:
    """Why readers do not see a story, by its address, whether the preview shows it all the same or leaves it out too."""
    now = (site.as_of - _EPOCH) // timedelta(microseconds=1)
    zone = ZoneInfo(site.config.timezone)
    return {
        entry.url: ", ".join(_reasons(entry, now, zone))
        for entry in site.entries
        if entry.draft or entry.released > now or 0 < entry.expires <= now
    }


def _reasons(entry: Entry, now: int, zone: ZoneInfo) -> Iterator[str]:
    if entry.draft:
        yield "draft"
    if entry.released > now:
        yield f"held until {_said(entry.released, zone)}"
    if 0 < entry.expires <= now:
        yield f"expired on {_said(entry.expires, zone)}"


def _said(moment: int, zone: ZoneInfo) -> str:
    return f"{(_EPOCH + timedelta(microseconds=moment)).astimezone(zone):%Y-%m-%d %H:%M %Z}"
