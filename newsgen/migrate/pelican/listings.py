"""The lists and feeds of a Pelican site, and those of newsgen's that show the same.

In: settings, what there is, the lists that there will be.  Out: old addresses with new ones.  Never: looks at a body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from posixpath import dirname

from newsgen.migrate.lists import ARCHIVE, ATOM, FEED, FRONT, LATEST, TAGS, Lists
from newsgen.migrate.matter import said
from newsgen.migrate.pelican.addresses import filled, served
from newsgen.migrate.pelican.settings import Config

Terms = Mapping[str, Counter[str]]
"""The number of stories by CATEGORY, TAG or AUTHOR, and by name."""


def redirects(settings: Config, terms: Terms, days: Counter[str], languages: Iterable[str], ours: Lists) -> dict[str, str]:
    """Old addresses of lists with ours; ``days`` counts the stories of each day, ``languages`` are those of the stories."""
    moved: dict[str, str] = {}
    shown = sum(days.values())
    for name, target in (
        ("INDEX", LATEST),
        ("ARCHIVES", ARCHIVE),
        ("TAGS", TAGS if ours.tags else LATEST),
        ("CATEGORIES", FRONT),
        ("AUTHORS", FRONT),
    ):
        moved |= _list(settings, settings.text(f"{name}_SAVE_AS"), settings.text(f"{name}_URL"), {}, target, shown)
    find: Mapping[str, Callable[[str], str]] = {"CATEGORY": ours.section, "TAG": ours.tag, "AUTHOR": ours.author}
    for kind, names in terms.items():
        for name, number in names.items():
            target, words = find[kind](name), {"slug": settings.slugified(name, kind)}
            if target:
                moved |= _list(settings, settings.text(f"{kind}_SAVE_AS"), settings.text(f"{kind}_URL"), words, target, number)
                moved |= {filled(settings.text(f"{kind}_FEED_{form}"), words): _feed(target, form) for form in ("ATOM", "RSS")}
    for form in ("ATOM", "RSS"):
        for name in (f"FEED_ALL_{form}", f"FEED_{form}"):
            moved[filled(settings.text(name), {})] = ATOM if form == "ATOM" else FEED
        for language in languages:
            moved[filled(settings.text(f"TRANSLATION_FEED_{form}"), {"lang": language})] = ATOM if form == "ATOM" else FEED
    moved |= dict(_of_dates(settings, days, ours))
    return {old: new for old, new in moved.items() if old not in {"", "/"}}


def _feed(target: str, form: str) -> str:
    """Topics and sections have feeds of their own."""
    return f"{target}feed.xml" if target.startswith(("/tags/", "/sections/")) else ATOM if form == "ATOM" else FEED


def _list(settings: Config, file: str, url: str, words: Mapping[str, object], target: str, count: int) -> dict[str, str]:
    """The addresses of a list, and of its later pages."""
    made = filled(file, words)
    found = {served(made): target, served(filled(url, words)): target} if made else {}
    size = settings.values.get("DEFAULT_PAGINATION")
    if made and isinstance(size, int) and size > 0:
        for number in range(2, -(-count // size) + 1):
            found[served(_numbered(settings, made, number))] = target
    return found


def _numbered(settings: Config, file: str, number: int) -> str:
    """The file of a later page (https://docs.getpelican.com/en/stable/settings.html#using-pagination-patterns)."""
    rules = settings.values.get("PAGINATION_PATTERNS")
    pattern = "{name}{number}{extension}"
    for rule in rules if isinstance(rules, list | tuple) else []:
        if isinstance(rule, list | tuple) and len(rule) == 3 and isinstance(rule[0], int) and rule[0] <= number:
            pattern = said(rule[2])
    name, extension = re.fullmatch(r"(.*?)(\.\w+)?", file).groups()  # type: ignore[union-attr]  # it matches every text
    words = {
        "name": name.lstrip("/"),
        "extension": extension or "",
        "number": number,
        "base_name": dirname(name).lstrip("/"),
        "url": file,
    }
    return filled(pattern, words)


def _of_dates(settings: Config, days: Counter[str], ours: Lists) -> Iterator[tuple[str, str]]:
    """The archives of years, months and days."""
    from datetime import datetime  # noqa: PLC0415

    for day in days:
        date = datetime.fromisoformat(day)
        for unit in ("YEAR", "MONTH", "DAY"):
            target = ours.month(day[:4], "" if unit == "YEAR" else day[5:7])
            for pattern in (settings.text(f"{unit}_ARCHIVE_SAVE_AS"), settings.text(f"{unit}_ARCHIVE_URL")):
                if pattern and target:
                    yield served(filled(pattern, {}, date)), target
