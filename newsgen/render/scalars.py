"""How data formats write an address, a time and a text.

In: values of the model.  Out: text that every reader of XML, JSON and HTML accepts.  Never: knows a format's elements.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import quote

from newsgen.model.page import Frame
from newsgen.model.url import Url, absolute

_IN_AN_ADDRESS = "/?#%~!$&'()*+,;=:@[]"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text without what XML 1.0 (section 2.2) forbids: control characters, lone surrogates, U+FFFE and U+FFFF."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def address(site: Frame, url: Url | str) -> str:
    """The absolute address of a page, or of what an editor typed: a path from the site's root, or an address elsewhere."""
    if isinstance(url, Url):
        return absolute(site.base_url, url)
    if url.startswith("/") and not url.startswith("//"):
        return site.base_url.rstrip("/") + quote(legal(url), safe=_IN_AN_ADDRESS)
    return legal(url)


def home(site: Frame) -> str:
    """The absolute address of the front page."""
    return address(site, Url("/"))


def whole_offset(moment: datetime) -> datetime:
    """The same moment with an offset of whole minutes.

    Zones had seconds before standard time (New York until 1883: -04:56:02), which neither RFC 3339 nor RFC 2822 can write.
    """
    offset = moment.utcoffset()
    return moment.astimezone(UTC) if offset and offset.total_seconds() % 60 else moment


def timestamp(moment: datetime) -> str:
    """``2024-04-03T09:30:00+08:00``: RFC 3339, W3C date-time and ISO 8601 at once."""
    return whole_offset(moment).isoformat(timespec="seconds")
