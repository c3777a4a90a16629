"""The feeds of a Jekyll site, and the feeds of newsgen's that tell the same.

In: a source, its settings, newsgen's lists.  Out: old addresses with new ones.  Never: takes a sitemap for a feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from posixpath import basename, splitext

from newsgen.migrate.imported import Piece, Source
from newsgen.migrate.jekyll.documents import is_excluded
from newsgen.migrate.jekyll.permalinks import slugified
from newsgen.migrate.jekyll.settings import Config
from newsgen.migrate.lists import ATOM, FEED, Lists, texts
from newsgen.migrate.matter import Matter, decoded, listed, matter, said

_ENDINGS = (".xml", ".rss", ".atom")


def feeds(settings: Config, source: Source, ours: Lists, pieces: Sequence[Piece]) -> dict[str, str]:
    """What readers of feeds have subscribed to: feeds of the site's own, and what jekyll-feed made."""
    return _written(settings, source) | _of_plugin(settings, ours, pieces)


def _written(settings: Config, source: Source) -> dict[str, str]:
    """Feeds that are templates of the site's own, or have their layout do it."""
    moved: dict[str, str] = {}
    for path in source.paths:
        if splitext(path)[1].lower() not in _ENDINGS or path.startswith("_") or is_excluded(path, settings):
            continue
        read = matter(decoded(source.read(path))[0])
        found = re.search(r"<(feed|rss)\b", f"{read.body}{_layout(read, source)}") if read.found else None
        if found:
            address = "/" + said(read.head.get("permalink") or path).lstrip("/")
            file = f"{address}index{splitext(path)[1]}" if address.endswith("/") else address
            moved |= dict.fromkeys([address, file], ATOM if found[1] == "feed" else FEED)
    return moved


def _layout(read: Matter, source: Source) -> str:
    """The template that a file asks for."""
    name = said(read.head.get("layout"))
    for path in source.paths:
        if name and path.startswith("_layouts/") and splitext(basename(path))[0] == name:
            return decoded(source.read(path))[0]
    return ""


def _of_plugin(settings: Config, ours: Lists, pieces: Sequence[Piece]) -> dict[str, str]:
    """What jekyll-feed made (https://github.com/jekyll/jekyll-feed)."""
    moved: dict[str, str] = {}
    feed = settings.values.get("feed")
    given = feed if isinstance(feed, dict) else {}
    if given.get("path"):
        moved["/" + said(given["path"]).lstrip("/")] = ATOM
    for name in listed(given.get("categories")):
        if ours.section(name):
            moved[f"/feed/{slugified(name)}.xml"] = f"{ours.section(name)}feed.xml"
    if given.get("tags"):
        moved |= {f"/feed/by_tag/{slugified(tag)}.xml": f"{ours.tag(tag)}feed.xml" for tag in _topics(pieces) if ours.tag(tag)}
    return moved


def _topics(pieces: Sequence[Piece]) -> list[str]:
    """The topics of what is published."""
    shown = [piece for piece in pieces if piece.kind == "article" and not piece.head.get("draft")]
    return list(dict.fromkeys(name for each in shown for name in texts(each.head.get("tags"))))
