"""The lists of a Jekyll site, and the lists of newsgen's that show the same.

In: settings, pages that were lists, the lists that there will be.  Out: old addresses with new ones.
Never: takes a page for a list that has a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from posixpath import splitext

from newsgen.migrate.imported import Note, Piece, Source
from newsgen.migrate.jekyll.documents import Found
from newsgen.migrate.jekyll.feeds import feeds
from newsgen.migrate.jekyll.liquid import LISTED
from newsgen.migrate.jekyll.permalinks import slugified
from newsgen.migrate.jekyll.plugins import generated
from newsgen.migrate.jekyll.settings import Config
from newsgen.migrate.lists import ARCHIVE, FRONT, LATEST, TAGS, Lists, numbered, texts
from newsgen.migrate.matter import flag, listed, said

_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^<>]*>", re.S)
_LAYOUTS = re.compile(
    r"tags?|categor(?:y|ies)|archives?|blog|home|index|posts|author|search|sections?|collection|tag-?page|news|default-?list",
    re.I,
)


def is_listing(found: Found, piece: Piece, stories: re.Pattern[str]) -> bool:
    """Whether a page was nothing but a list that newsgen makes itself: it says nothing beside headings, labels and links."""
    lists = stories.search(found.matter.body) or any(note.said.startswith(LISTED) for note in piece.notes)
    if lists and not _says(piece.body):
        return True
    layout = said(found.head.get("layout"))
    return not re.search(r"\w", _TAG.sub(" ", piece.body)) and (bool(_LAYOUTS.search(layout)) or found.address == "/")


_LINK = re.compile(
    r"!?\[[^\[\]]*\]\([^()]*\)|<a\b.*?</a\s*>|<(h[1-6]|button|label|select|script|style|form)\b.*?</\1\s*>", re.I | re.S
)
_BLOCK = re.compile(
    r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)|</?(?:p|div|li|ul|ol|td|tr|section|header|article|br|hr|nav)\b[^<>]*>", re.I
)
LEAST_BYTES = 20  # of a sentence: "Subscribe via RSS" is a label; ten Cyrillic letters say more, and seven of Chinese


def _says(body: str) -> bool:
    """Whether a text has a sentence of its own."""
    text = re.sub(r"^ {0,3}#{1,6} .*$|^.*\n(?:=+|-+)[ \t]*$", "", _LINK.sub(" ", body), flags=re.M)
    words = ("".join(re.findall(r"\w+", _TAG.sub(" ", block))) for block in _BLOCK.split(text) if block)
    return any(len(each.encode()) >= LEAST_BYTES for each in words)


def redirects(
    settings: Config, listings: Sequence[Found], ours: Lists, pieces: Sequence[Piece], source: Source
) -> tuple[dict[str, str], dict[str, tuple[Note, ...]]]:
    """The old addresses of lists and feeds with the new ones, and what there is to say of their files."""
    notes: dict[str, tuple[Note, ...]] = {}
    moved: dict[str, str] = {}
    for each in listings:
        target = _target(each, ours)
        notes[each.path] = _note(each, target)
        moved |= dict.fromkeys([each.address, *each.also, *_aliases(each)], target)
    made = _archives(settings, ours, pieces) | _autopages(settings, ours, pieces) | _pages(settings, listings, pieces)
    moved = generated(source, settings, ours, pieces) | moved | made | feeds(settings, source, ours, pieces)
    return {old: new for old, new in moved.items() if old != "/"}, notes


def _aliases(found: Found) -> list[str]:
    return ["/" + each.lstrip("/") for each in listed(found.head.get("redirect_from"))]


def _note(found: Found, target: str) -> tuple[Note, ...]:
    if found.address == "/":
        return (Note("the front page is newsgen's own"),)
    return (Note(f"it was a list; {found.address} leads to {target}"),)


def _target(found: Found, ours: Lists) -> str:
    """The list of ours that shows what a page listed."""
    for key, list_ in (
        ("tag", ours.tag),
        ("tags", ours.tag),
        ("category", ours.section),
        ("categories", ours.section),
        ("author", ours.author),
    ):
        named = listed(found.head.get(key))
        if len(named) == 1 and list_(named[0]):
            return list_(named[0])
    word = f"{said(found.head.get('layout'))} {found.address} {found.matter.body[:20000]}".lower()
    for pattern, target in ((r"site\.tags|\btags?\b", TAGS), (r"site\.categories|\bcategor", FRONT), (r"archive|year", ARCHIVE)):
        if re.search(pattern, word):
            return target if target != TAGS or ours.tags else LATEST
    name = found.title
    return ours.section(name) or ours.tag(name) or LATEST


def _archives(settings: Config, ours: Lists, pieces: Sequence[Piece]) -> dict[str, str]:
    """What jekyll-archives made (https://jekyll.github.io/jekyll-archives/)."""
    given = settings.values.get("jekyll-archives")
    if not isinstance(given, dict):
        return {}
    enabled = (
        ["year", "month", "day", "categories", "tags"]
        if said(given.get("enabled")) in {"all", "true"}
        else listed(given.get("enabled"))
    )
    rules = given.get("permalinks")
    links = rules if isinstance(rules, dict) else {}
    moved: dict[str, str] = {}
    if "tags" in enabled:
        template = said(links.get("tag")) or "/tag/:name/"
        moved |= {template.replace(":name", slugified(tag)): ours.tag(tag) for tag in _all(pieces, "tags")}
    if "categories" in enabled:
        template = said(links.get("category")) or "/category/:name/"
        names = [*_all(pieces, "section"), *_all(pieces, "tags")]
        moved |= {template.replace(":name", slugified(name)): ours.section(name) for name in names}
    for unit, usual in (("year", "/:year/"), ("month", "/:year/:month/"), ("day", "/:year/:month/:day/")):
        if unit in enabled:
            moved |= dict(_of_dates(said(links.get(unit)) or usual, unit, ours, pieces))
    return {"/" + old.lstrip("/"): new for old, new in moved.items() if new}


def _autopages(settings: Config, ours: Lists, pieces: Sequence[Piece]) -> dict[str, str]:
    """The lists that jekyll-paginate-v2 made by itself."""
    given = settings.values.get("autopages")
    if not isinstance(given, dict) or not flag(given.get("enabled")):
        return {}
    moved: dict[str, str] = {}
    for key, sign, names, list_ in (
        ("tags", ":tag", _all(pieces, "tags"), ours.tag),
        ("categories", ":cat", [*_all(pieces, "section"), *_all(pieces, "tags")], ours.section),
    ):
        own = given.get(key)
        rule = own if isinstance(own, dict) else {}
        if rule.get("enabled") is not False:
            template = said(rule.get("permalink")) or {"tags": "/tag/:tag", "categories": "/category/:cat"}[key]
            moved |= {f"{template.replace(sign, slugified(name)).rstrip('/')}/": list_(name) for name in names}
    return {"/" + old.lstrip("/"): new for old, new in moved.items() if new}


def _of_dates(template: str, unit: str, ours: Lists, pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    for day in sorted(
        {said(piece.head.get("date"))[:10] for piece in pieces if piece.kind == "article" and not piece.head.get("draft")}
    ):
        year, month, number = day.split("-")
        address = template.replace(":year", year).replace(":month", month).replace(":day", number)
        yield address, ours.month(year, "" if unit == "year" else month)


def _all(pieces: Sequence[Piece], key: str) -> list[str]:
    found = [piece.head.get(key) for piece in pieces if piece.kind == "article" and not piece.head.get("draft")]
    return list(
        dict.fromkeys(name for each in found for name in (texts(each) if isinstance(each, list) else [said(each)]) if name)
    )


def _pages(settings: Config, listings: Sequence[Found], pieces: Sequence[Piece]) -> dict[str, str]:
    """The later pages of the list of posts (jekyll-paginate and its second edition)."""
    shown = sum(piece.kind == "article" and not piece.head.get("draft") for piece in pieces)
    values = settings.values
    size = said(values.get("paginate"))
    template = said(values.get("paginate_path")) or "/page:num/"
    newer = values.get("pagination")
    if isinstance(newer, dict) and said(newer.get("enabled")) == "true":
        return _of_second_edition(newer, listings, shown)
    if not size.isdigit():
        return {}
    template = template if template.startswith("/") else f"/{template}"
    template = template if template.endswith("/") or splitext(template)[1] else f"{template}/"
    return numbered(template, "", shown, int(size), LATEST)


def _of_second_edition(rules: Mapping[str, object], listings: Sequence[Found], shown: int) -> dict[str, str]:
    """The later pages of each page that asks for some, below its own address."""
    moved: dict[str, str] = {}
    for each in listings:
        own = each.head.get("pagination")
        if isinstance(own, dict) and flag(own.get("enabled")):
            given = {**rules, **own}
            size = said(given.get("per_page")) or "10"
            template = each.address.rstrip("/") + "/" + (said(given.get("permalink")) or "/page/:num/").lstrip("/")
            template = template if template.endswith("/") or splitext(template)[1] else f"{template}/"
            moved |= numbered(template, "", shown, int(size) if size.isdigit() else 10, LATEST)
    return moved
