"""The addresses that Hugo gave (https://gohugo.io/configuration/permalinks/).

In: a pattern, what is known of a page.  Out: its address.  Never: looks at other pages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from newsgen.model.alphabet import without_accents

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
_KEPT = frozenset("./\\_#+~-@%")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the site spells addresses."""

    lower: bool = True
    accents: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """What a permalink may speak of; ``folders`` lead to it from the content folder, ``name`` is its file's or its bundle's.

    ``sections`` are those of the folders that are sections: the first, and below it those with an ``_index``.
    """

    folders: tuple[str, ...]
    name: str
    title: str
    slug: str
    date: datetime | None
    sections: tuple[str, ...] = ()


def urlized(text: str, habits: Habits = Habits()) -> str:
    """Hugo's ``urlize`` of a text."""
    if not habits.accents:
        text = without_accents(text)
    kept: list[str] = []
    parted = False
    for sign in re.sub(r"%(?![0-9A-Fa-f]{2})", "", text.strip()):
        if sign.isalnum() or sign in _KEPT or unicodedata.category(sign).startswith("M"):
            if parted and sign != "-" and kept and kept[-1] != "-":
                kept.append("-")
            parted = False
            kept.append(sign)
        elif sign.isspace():
            parted = True
    made = "".join(kept)
    return made.lower() if habits.lower else made


def address(pattern: str, page: Page, habits: Habits) -> str:
    """The address that a pattern gives, with a stroke at its end unless it names a file."""
    words = _words(page, habits)
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    url = re.sub(r":sections\[(?P<cut>[^\]]*)\]", lambda match: _cut(page.sections, match["cut"], habits), pattern)
    url = re.sub(rf":({names})", lambda match: words[match[1]], url)
    return as_folder("/" + url)


def as_folder(url: str) -> str:
    """An address with a stroke at its end, unless it has an ending."""
    url = re.sub(r"/{2,}", "/", url)
    return url if url.endswith("/") or re.search(r"\.(html?|xml|json|txt|php|aspx?)$", url) else f"{url}/"


def _words(page: Page, habits: Habits) -> dict[str, str]:
    named = urlized(page.name, habits)
    first = (*page.sections, *page.folders, "")[0]
    title = urlized(page.title, habits) or named
    slug = urlized(page.slug, habits)
    words = {
        "sections": "/".join(urlized(folder, habits) for folder in page.sections),
        "section": urlized(first, habits),
        "title": title.replace("/", "-"),
        "slug": slug or title,
        "filename": named,
        "contentbasename": named,
        "slugorfilename": slug or named,
        "slugorcontentbasename": slug or named,
        "contentbasenameorslug": slug or named,
    }
    return words | _of_date(page.date or NO_DAY)


NO_DAY = datetime(1, 1, 1)


def _of_date(moment: datetime) -> dict[str, str]:
    return {
        "year": str(moment.year),
        "month": f"{moment.month:02}",
        "monthname": _MONTHS[moment.month - 1].lower(),
        "day": f"{moment.day:02}",
        "weekday": moment.strftime("%w"),
        "weekdayname": _DAYS[int(moment.strftime("%w"))].lower(),
        "yearday": str(moment.timetuple().tm_yday),
        "2006": f"{moment.year:04}",
        "06": f"{moment.year % 100:02}",
        "01": f"{moment.month:02}",
        "02": f"{moment.day:02}",
        "2006-01-02": f"{moment.year:04}-{moment.month:02}-{moment.day:02}",
    }


def _cut(folders: tuple[str, ...], rule: str, habits: Habits) -> str:
    """A part of the folders, as a slice names it: ``0``, ``1:``, ``last``."""
    rule = rule.replace("last", str(len(folders) - 1))
    begin, colon, end = rule.partition(":")
    if not colon:
        chosen = folders[int(rule) : int(rule) + 1] if rule.isdigit() else ()
    else:
        chosen = folders[int(begin) if begin.isdigit() else 0 : int(end) if end.isdigit() else len(folders)]
    return "/".join(urlized(folder, habits) for folder in chosen)
