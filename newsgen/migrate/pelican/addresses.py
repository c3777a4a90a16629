"""The addresses that Pelican gave.

In: patterns of the settings, what is known of a page.  Out: the address that was linked, and that of its file.
Never: looks at other pages.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from datetime import datetime

from newsgen.migrate.matter import said


class _Date:
    """A moment in a pattern: ``{date:%Y}``."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __format__(self, form: str) -> str:
        return self.moment.strftime(form) if form else self.moment.isoformat(" ")


class _Words(dict[str, object]):
    """What a pattern may name; what is not known stays empty."""

    def __missing__(self, key: str) -> str:
        return ""


def filled(pattern: str, words: Mapping[str, object], date: datetime | None = None) -> str:
    """A pattern with its words, as an address from the site's root; empty for an empty pattern or one that makes no sense."""
    if not pattern:
        return ""
    known = _Words({key: value for key, value in words.items() if isinstance(value, str | int)})
    if date:
        known["date"] = _Date(date)
    try:
        text = string.Formatter().vformat(pattern, (), known)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError):
        return ""
    if "%s" in text:  # the way of Pelican 3
        text = text.replace("%s", said(words.get("slug")))
    return "/" + re.sub(r"/{2,}", "/", text).lstrip("/")


def served(file: str) -> str:
    """The address at which a file is served."""
    return re.sub(r"(^|/)index\.html?$", r"\1", file) or "/"
