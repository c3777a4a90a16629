"""The addresses that Jekyll gave (https://jekyllrb.com/docs/permalinks/).

In: a template, what is known of a document.  Out: its address.  Never: looks at other documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import regex

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_PRETTY = regex.compile(r"[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+")
_DEFAULT = regex.compile(r"[^\p{M}\p{L}\p{Nd}]+")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Document:
    """What a permalink may speak of; ``path`` is within the collection and without its ending."""

    slug: str
    date: datetime | None
    categories: tuple[str, ...] = ()
    collection: str = "posts"
    path: str = ""
    title: str = ""
    ending: str = ".html"


def slugified(text: str, pretty: bool = False, cased: bool = False) -> str:
    """Jekyll's ``slugify``, whose mode is default or pretty."""
    slug: str = (_PRETTY if pretty else _DEFAULT).sub("-", text).strip("-")
    return slug if cased else slug.lower()


def address(template: str, document: Document) -> str:
    """The address of a document; one without an ending or a stroke is served from a file that ends in .html."""
    words = _words(document)
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    url = re.sub(rf":({names})", lambda match: words[match[1]], STYLES.get(template, template))
    return re.sub(r"/{2,}", "/", url if url.startswith("/") else f"/{url}")


def _words(document: Document) -> dict[str, str]:
    categories = list(dict.fromkeys(each.lower() for each in document.categories))
    name = document.path.rpartition("/")[2]
    words = {
        "categories": "/".join(categories),
        "slugified_categories": "/".join(dict.fromkeys(slugified(each) for each in document.categories)),
        "title": slugified(document.slug, pretty=True, cased=True),
        "slug": slugified(document.slug),
        "collection": document.collection,
        "path": document.path,
        "name": slugified(name),
        "basename": name,
        "output_ext": document.ending,
    }
    return words | _of_date(document.date) if document.date else words


def _of_date(moment: datetime) -> dict[str, str]:
    week_year, week, day = moment.isocalendar()
    return {
        "year": f"{moment.year:04}",
        "short_year": f"{moment.year % 100:02}",
        "month": f"{moment.month:02}",
        "i_month": str(moment.month),
        "short_month": _MONTHS[moment.month - 1][:3],
        "long_month": _MONTHS[moment.month - 1],
        "day": f"{moment.day:02}",
        "i_day": str(moment.day),
        "y_day": f"{moment.timetuple().tm_yday:03}",
        "w_year": str(week_year),
        "week": f"{week:02}",
        "w_day": str(day),
        "short_day": _DAYS[day - 1][:3],
        "long_day": _DAYS[day - 1],
        "hour": f"{moment.hour:02}",
        "minute": f"{moment.minute:02}",
        "second": f"{moment.second:02}",
    }


def suffix(style: str) -> str:
    """What pages and collections put behind their path, following the style of the posts."""
    if style == "pretty":
        return "/"
    template = STYLES.get(style, style)
    if template.endswith("/"):
        return "/"
    return ":output_ext" if template.endswith(":output_ext") or style in STYLES else ""
