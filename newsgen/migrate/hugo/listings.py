"""The lists and feeds of a Hugo site, and those of newsgen's that show the same.

In: settings, sections, the lists that there will be.  Out: old addresses with new ones.  Never: looks at a body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from posixpath import dirname

from newsgen.migrate.hugo.documents import Found, aliases, is_unserved
from newsgen.migrate.hugo.placing import list_address, term_address
from newsgen.migrate.hugo.settings import Config, Language
from newsgen.migrate.imported import Piece
from newsgen.migrate.lists import FEED, FRONT, JSON_FEED, LATEST, SITEMAP, TAGS, Lists, numbered
from newsgen.migrate.matter import said


@dataclass(frozen=True, slots=True)
class Ways:
    """How lists are cut into pages, what leads to these, and the feed of ours for each file of a list's feeds."""

    size: int
    path: str
    feeds: Mapping[str, str]


Terms = Mapping[str, Counter[str]]
"""The number of stories by the name of a taxonomy and of a term."""


def redirects(
    settings: Config, found: Sequence[Found], terms: Terms, ours: Lists, pieces: Sequence[Piece], sections: Mapping[str, str]
) -> dict[str, str]:
    """Old addresses of lists with ours; ``sections`` are the names of our sections by the old folders."""
    shown = [piece for piece in pieces if piece.kind == "article" and not piece.head.get("draft")]
    ways = _ways(settings)
    moved: dict[str, str] = {}
    for language in settings.languages:
        moved |= _list(f"{language.prefix}/", LATEST if language.prefix == "" else FRONT, len(shown), ways)
        moved |= _of_terms(settings, language, terms, ours, ways)
    heads = {(dirname(each.place), each.language.tag): each.address for each in found if each.kind == "section"}
    for folders, number in _stories(found).items():
        for language in settings.languages:
            address = heads.get(("/".join(folders), language.tag)) or list_address(folders, language, settings)
            target = ours.section(sections.get(folders[0], "")) or LATEST
            moved |= {address: target} | _list(address, target, number, ways)
    if settings.languages[1:] or settings.languages[0].prefix:
        for language in settings.languages:
            moved |= {f"/{language.tag.lower()}/": FRONT, f"/{language.tag.lower()}/sitemap.xml": SITEMAP}
    taken = {piece.address for piece in pieces}
    moved = _of_undated(settings, found) | moved
    moved = {old: new for old, new in moved.items() if old != "/"}
    return moved | _also(found, {**moved, **dict.fromkeys(taken, "")})


def _ways(settings: Config) -> Ways:
    rules = settings.section("pagination")
    pager = said(rules.get("pagersize") or rules.get("pagerSize") or settings.values.get("paginate"))
    path = said(rules.get("path") or settings.values.get("paginatepath")) or "page"
    return Ways(int(pager) if pager.isdigit() else 10, path, _feeds(settings))


def _feeds(settings: Config) -> dict[str, str]:
    """The files of a list's feeds: what settings call them, and a list in JSON, if they ask for one."""
    formats = {
        name.lower(): {said(key).lower(): each for key, each in value.items()}
        for name, value in settings.section("outputformats").items()
        if isinstance(value, Mapping)
    }
    feeds = {f"{said(formats.get('rss', {}).get('basename')) or 'index'}.xml": FEED}
    if said(settings.values.get("rssuri")):
        feeds[said(settings.values.get("rssuri")).strip("/")] = FEED
    for rules in formats.values():
        if re.search(r"rss|atom", said(rules.get("mediatype"))):
            feeds[f"{said(rules.get('basename')) or 'index'}.xml"] = FEED
    if re.search(r"(?i)'json'|\"json\"", str(settings.values.get("outputs"))):
        feeds[f"{said(formats.get('json', {}).get('basename')) or 'index'}.json"] = JSON_FEED
    return feeds


def _stories(found: Sequence[Found]) -> Counter[tuple[str, ...]]:
    """The stories in each folder and in those below it: which of them a list shows is up to a theme."""
    return Counter(each.page.folders[:depth] for each in found if each.is_story for depth in range(1, len(each.page.folders) + 1))


def _of_undated(settings: Config, found: Sequence[Found]) -> dict[str, str]:
    """Lists of sections whose pages have no dates: newsgen lists no such pages, and its front page takes their readers."""
    moved: dict[str, str] = {}
    ways = replace(_ways(settings), size=0)
    for each in found:
        if each.kind == "section" and not is_unserved(each):
            moved |= {each.address: FRONT} | _list(each.address, FRONT, 0, ways)
        if each.kind == "page" and not is_unserved(each):
            for depth in range(1, len(each.page.folders) + 1):
                address = list_address(each.page.folders[:depth], each.language, settings)
                moved |= {address: FRONT} | _list(address, FRONT, 0, ways)
    return moved


def _also(found: Sequence[Found], moved: Mapping[str, str]) -> dict[str, str]:
    """Further addresses of lists; those of a head with a text of its own are the page's that it became."""
    heads = [each for each in found if each.kind == "section" and moved.get(each.address) != ""]
    return {old: moved.get(each.address, FRONT) for each in heads for old in aliases(each) if old not in moved}


def _of_terms(settings: Config, language: Language, terms: Terms, ours: Lists, ways: Ways) -> dict[str, str]:
    moved: dict[str, str] = {}
    people, departments = ours.author, ours.section
    finders = {"categories": departments, "sections": departments, "authors": people, "author": people}
    for plural, names in terms.items():
        base = list_address([plural], language, settings)
        shown = TAGS if ours.tags and plural not in {"categories", "sections"} else FRONT
        moved |= {base: shown} | _list(base, shown, len(names), ways)
        for name, number in names.items():
            target = finders.get(plural, ours.tag)(name) or shown  # the latter where pages alone have it
            for form in {name, re.sub(r"\s", "-", name)}:  # Hugo spells it the second way since 0.123
                address = term_address(plural, form, language, settings)
                moved |= {address: target} | _list(address, target, number, ways)
    return moved


def _list(address: str, target: str, count: int, ways: Ways) -> dict[str, str]:
    """A list's feeds and its later pages."""
    own = f"{target}feed.xml" if target.startswith(("/tags/", "/sections/")) and target != TAGS else FEED
    feeds = {f"{address}{name}": own if feed == FEED else feed for name, feed in ways.feeds.items()}
    return feeds | {f"{address}{ways.path}/1/": target} | numbered(f"{ways.path}/:num/", address, count, ways.size, target)
