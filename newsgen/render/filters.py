"""The functions that a template may call.

In: values of views, the template's context.  Out: text.  Never: reads a clock or the machine's locale.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsgen.errors import nearest
from newsgen.model import alphabet
from newsgen.model.language import locale, month_name
from newsgen.model.page import BodyText, Figure, Frame, Link, RichText
from newsgen.model.url import Url, absolute
from newsgen.render.body import Links, fill
from newsgen.render.runtime import from_page

_FORMATS = 65_536  # dates repeat: a story stands on many pages


class _Text(Protocol):
    """A page, a card or the site: what has a language."""

    @property
    def language(self) -> str:
        """A BCP 47 tag."""

    @property
    def direction(self) -> str:
        """ltr or rtl."""


@pass_context
def href(context: Context, target: Url | str) -> str:
    """The address of a page or file as this page links it."""
    links: Links = from_page(context, "links")
    return links.to(target)


@pass_context
def absolute_url(context: Context, target: Url | str) -> str:
    """The whole address of a page or file."""
    site: Frame = from_page(context, "site")
    return absolute(site.base_url, target) if isinstance(target, Url) else target


@pass_context
def asset(context: Context, name: str) -> str:
    """The address of a file of ``static/``, with a digest where it may be cached for ever."""
    site: Frame = from_page(context, "site")
    if name not in site.assets:
        raise TemplateRuntimeError(f"there is no file {name} in static/; {nearest(name, site.assets)}")
    return href(context, site.assets[name])


@pass_context
def html(context: Context, text: RichText | BodyText) -> Markup:
    """A body or a caption, with its links and photos."""
    links: Links = from_page(context, "links")
    if isinstance(text, RichText):
        return Markup(fill(text.html, text.targets, links, {}, lambda row: ""))  # noqa: S704 -- editors' HTML is trusted

    def show(row: Sequence[Figure]) -> str:
        template = context.environment.get_template("figure.html")
        return template.render({**context.get_all(), "figures": tuple(row)})

    source = from_page(context, "bodies")[text.digest]
    return Markup(fill(source, text.targets, links, text.figures, show))  # noqa: S704 -- editors' HTML is trusted


# Remembered by day and by time of day: moments of different zones may be equal where their days are not.
@lru_cache(maxsize=_FORMATS)
def _formatted_date(day: dt.date, language: str) -> str:
    text = str(format_date(day, "long", locale(language)))
    return f"1er{text[1:]}" if day.day == 1 and text.startswith("1 ") and language.startswith("fr") else text


def _date(moment: dt.date, language: str) -> str:
    return _formatted_date(moment.date() if isinstance(moment, datetime) else moment, language)


@lru_cache(maxsize=_FORMATS)
def _time(clock: dt.time, language: str) -> str:
    return str(format_time(clock, "short", locale=locale(language)))


@lru_cache(maxsize=256)
def _date_and_time(language: str) -> str:
    """How a language joins a date ``{1}`` and a time ``{0}``."""
    return str(locale(language).datetime_formats["medium"])


@lru_cache(maxsize=4096, typed=True)
def _number(value: int, language: str) -> str:
    return str(format_decimal(value, locale=locale(language)))


def _zone(moment: datetime) -> str:
    """``UTC+8``: abbreviations such as CST mean several zones."""
    minutes = int((moment.utcoffset() or moment - moment).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


@pass_context
def date(context: Context, moment: datetime) -> str:
    """A date in the site's language."""
    return _date(moment, from_page(context, "site").language)


@pass_context
def time(context: Context, moment: datetime) -> str:
    """A time of day in the site's language; empty at midnight, which a date that was written alone means."""
    return _time(moment.time(), from_page(context, "site").language) if moment.time() != dt.time() else ""


@pass_context
def date_time(context: Context, moment: datetime) -> str:
    """Date and time with the zone, which a reader abroad needs; the date alone where there is no time."""
    language = from_page(context, "site").language
    day, clock = _date(moment, language), time(context, moment)
    if not clock:
        return day
    joined = _date_and_time(language).replace("{1}", day).replace("{0}", clock).replace("'", "")
    return f"{joined} {_zone(moment)}"


@pass_context
def month(context: Context, moment: datetime, year: bool = True) -> str:
    """Month and year, or the month alone, in the site's language."""
    return month_name(moment, from_page(context, "site").language, year)


def iso(moment: datetime) -> str:
    """ISO 8601, for machines."""
    return moment.isoformat()


@pass_context
def number(context: Context, value: int) -> str:
    """A number in the site's language."""
    return _number(value, from_page(context, "site").language)


@pass_context
def initial(context: Context, name: str) -> str:
    """The letter that a name stands under in an index in the site's language."""
    return alphabet.initial(name, from_page(context, "site").language)


@pass_context
def translate(context: Context, text: str, **values: object) -> str:
    """A label of the theme in the site's language; ``%(name)s`` is replaced by the value of that name."""
    site: Frame = from_page(context, "site")
    label = site.labels.get(text, text)
    for name, value in values.items():
        label = label.replace(f"%({name})s", str(value))
    return label


@pass_context
def tint(context: Context, section: Link | None) -> str:
    """The colour class of a section, s1 to s8, by its place in the site's list of sections; empty for none of them."""
    slugs = [each.slug for each in from_page(context, "site").sections]
    return f"s{slugs.index(section.slug) % 8 + 1}" if section and section.slug in slugs else ""


@pass_context
def lang(context: Context, inner: _Text, outer: _Text | None = None) -> Markup:
    """The attributes ``lang`` and ``dir`` of something, where they differ from those of what stands around it (the site)."""
    around: _Text = outer or from_page(context, "site")
    language = Markup(' lang="{}"').format(inner.language) if inner.language != around.language else ""
    direction = Markup(' dir="{}"').format(inner.direction) if inner.direction != around.direction else ""
    return Markup(language + direction)  # noqa: S704 -- made of the two above


FILTERS: Mapping[str, Callable[..., Any]] = {
    "href": href,
    "absolute": absolute_url,
    "asset": asset,
    "html": html,
    "date": date,
    "time": time,
    "datetime": date_time,
    "month": month,
    "iso": iso,
    "number": number,
    "initial": initial,
    "t": translate,
    "tint": tint,
    "lang": lang,
}
