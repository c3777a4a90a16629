"""Days and times as Go's templates write them (https://pkg.go.dev/time#pkg-constants).

In: a layout such as ``Jan 2, 2006``, a moment as data or front matter have it.  Out: the moment in that form.
Never: looks at a clock.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from newsgen.migrate.hugo.values import Unknown, Value, text_of
from newsgen.migrate.moments import moment

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PART = re.compile(r"January|Jan|Monday|Mon|MST|2006|Z07:00|-07:00|-0700|PM|pm|_2|0[1-6]|15|[1-5]")


def dated(layout: Value, when: Value) -> str:
    """A moment in a layout; one that is a name of Hugo's depends on a language, and is not known."""
    form = text_of(layout)
    at, _ = moment(text_of(when), UTC)
    if at is None or form.startswith(":"):
        raise Unknown(form)
    return _PART.sub(lambda part: _of(at, part[0]), form)


def _of(at: datetime, part: str) -> str:
    hour = at.hour % 12 or 12
    month, day = _MONTHS[at.month - 1], _DAYS[at.weekday()]
    offset = at.strftime("%z")
    return {
        "January": month,
        "Jan": month[:3],
        "Monday": day,
        "Mon": day[:3],
        "MST": at.tzname() or "",
        "2006": f"{at.year:04}",
        "06": f"{at.year % 100:02}",
        "01": f"{at.month:02}",
        "1": str(at.month),
        "02": f"{at.day:02}",
        "_2": f"{at.day:2}",
        "2": str(at.day),
        "15": f"{at.hour:02}",
        "03": f"{hour:02}",
        "3": str(hour),
        "04": f"{at.minute:02}",
        "4": str(at.minute),
        "05": f"{at.second:02}",
        "5": str(at.second),
        "PM": "AM" if at.hour < 12 else "PM",
        "pm": "am" if at.hour < 12 else "pm",
        "-0700": offset,
        "-07:00": f"{offset[:3]}:{offset[3:]}",
        "Z07:00": "Z" if at.utcoffset() == UTC.utcoffset(None) else f"{offset[:3]}:{offset[3:]}",
    }[part]
