"""The lists and feeds of a Hugo site, and those of newsgen's that show the same.

In: settings, sections, the lists that there will be.  Out: old addresses with new ones.  Never: looks at a body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from newsgen.migrate.hugo.documents import Found, aliases, habits_of, is_unserved
from newsgen.migrate.hugo.permalinks import urlized
from newsgen.migrate.hugo.settings import Config
from newsgen.migrate.imported import Piece
from newsgen.migrate.lists import FEED, FRONT, LATEST, TAGS, Lists, numbered
from newsgen.migrate.matter import said

Terms = Mapping[str, Counter[str]]
"""The number of stories by the name of a taxonomy and of a term."""


def redirects(
    settings: Config, found: Sequence[Found], terms: Terms, ours: Lists, pieces: Sequence[Piece], sections: Mapping[str, str]
) -> dict[str, str]:
    """Old addresses of lists with ours; ``sections`` are the names of our sections by the old folders."""
    shown = [piece for piece in pieces if piece.kind == "article" and not piece.head.get("draft")]
    rules = settings.section("pagination")
    pager = said(rules.get("pagersize") or rules.get("pagerSize") or settings.values.get("paginate"))
    size = int(pager) if pager.isdigit() else 10
    path = said(rules.get("path") or settings.values.get("paginatepath")) or "page"
    moved: dict[str, str] = {}
    for language in settings.languages:
        moved |= _list(f"{language.prefix}/", LATEST if language.prefix == "" else FRONT, len(shown), size, path)
        moved |= _of_terms(settings, language.prefix, terms, ours, size, path)
    for folder, number in Counter("/".join(each.page.folders) for each in found if each.is_story).items():
        for language in settings.languages:
            address = language.prefix + "".join(f"/{urlized(part, habits_of(settings))}" for part in folder.split("/")) + "/"
            target = ours.section(sections.get(folder.split("/")[0], "")) or LATEST
            moved |= {address: target} | _list(address, target, number, size, path)
    moved |= dict.fromkeys([f"/{language.tag.lower()}/" for language in settings.languages[1:] and settings.languages[:1]], FRONT)
    moved["/index.xml"] = FEED
    taken = {piece.address for piece in pieces}
    moved = _of_undated(settings, found) | moved
    moved = {old: new for old, new in moved.items() if old != "/"}
    return moved | _also(found, {**moved, **dict.fromkeys(taken, "")})


def _of_undated(settings: Config, found: Sequence[Found]) -> dict[str, str]:
    """Lists of sections whose pages have no dates: newsgen lists no such pages, and its front page takes their readers."""
    moved: dict[str, str] = {}
    for each in found:
        if each.kind == "section" and not is_unserved(each):
            moved |= {each.address: FRONT} | _list(each.address, FRONT, 0, 0, "page")
        if each.kind == "page" and not is_unserved(each):
            for depth in range(1, len(each.page.folders) + 1):
                folders = "".join(f"/{urlized(part, habits_of(settings))}" for part in each.page.folders[:depth])
                address = f"{each.language.prefix}{folders}/"
                moved |= {address: FRONT} | _list(address, FRONT, 0, 0, "page")
    return moved


def _also(found: Sequence[Found], moved: Mapping[str, str]) -> dict[str, str]:
    """Further addresses of lists; those of a head with a text of its own are the page's that it became."""
    heads = [each for each in found if each.kind == "section" and moved.get(each.address) != ""]
    return {old: moved.get(each.address, FRONT) for each in heads for old in aliases(each) if old not in moved}


def _of_terms(settings: Config, prefix: str, terms: Terms, ours: Lists, size: int, path: str) -> dict[str, str]:
    moved: dict[str, str] = {}
    people, departments = ours.author, ours.section
    finders = {"categories": departments, "sections": departments, "authors": people, "author": people}
    for plural, names in terms.items():
        base = f"{prefix}/{urlized(plural, habits_of(settings))}/"
        shown = TAGS if ours.tags and plural not in {"categories", "sections"} else FRONT
        moved |= {base: shown} | _list(base, shown, len(names), size, path)
        for name, number in names.items():
            target = finders.get(plural, ours.tag)(name) or shown  # the latter where pages alone have it
            for form in {urlized(name, habits_of(settings)), urlized(re.sub(r"\s", "-", name), habits_of(settings))}:
                address = f"{base}{form}/"  # Hugo spells it the second way since 0.123
                moved |= {address: target} | _list(address, target, number, size, path)
    return moved


def _list(address: str, target: str, count: int, size: int, path: str) -> dict[str, str]:
    """A list's feed and its later pages."""
    feed = f"{target}feed.xml" if target.startswith(("/tags/", "/sections/")) and target != TAGS else FEED
    return {f"{address}index.xml": feed, f"{address}{path}/1/": target} | numbered(f"{path}/:num/", address, count, size, target)
