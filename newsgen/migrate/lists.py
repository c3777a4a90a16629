"""Where newsgen shows what lists of an old site showed: a topic's stories, a section's, an author's, the archive.

In: the pieces.  Out: addresses of newsgen's lists, where there will be such.  Never: names a list that no published story is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsgen.migrate.imported import Piece
from newsgen.migrate.matter import said
from newsgen.model.url import slug, tag_key

LATEST, ARCHIVE, TAGS, FRONT = "/latest/", "/archive/", "/tags/", "/"
FEED, ATOM, JSON_FEED = "/feed.xml", "/atom.xml", "/feed.json"
SITEMAP = "/sitemap.xml"


@dataclass(frozen=True, slots=True)
class Lists:
    """The keys of all topics, sections, authors and months that published stories have."""

    tags: frozenset[str]
    sections: frozenset[str]
    authors: Mapping[str, str]
    months: frozenset[str]

    def tag(self, name: str) -> str:
        """The list of a topic; empty where there is none."""
        return f"/tags/{tag_key(name)}/" if name and tag_key(name) in self.tags else ""

    def section(self, name: str) -> str:
        """The list of a section, or of the topic that a second category became."""
        return f"/sections/{slug(name)}/" if name and slug(name) in self.sections else self.tag(name)

    def author(self, name: str) -> str:
        """The list of an author."""
        found = self.authors.get(slug(name)) if name else ""
        return f"/authors/{found}/" if found else ""

    def month(self, year: str, month: str = "") -> str:
        """The archive of a year or a month."""
        if month:
            return f"/archive/{year}/{month}/" if f"{year}-{month}" in self.months else ""
        return f"/archive/{year}/" if any(each.startswith(year) for each in self.months) else ""


def lists(pieces: Iterable[Piece], people: Mapping[str, Mapping[str, object]]) -> Lists:
    """The lists that a build of the pieces has."""
    stories = [piece for piece in pieces if piece.kind == "article" and not piece.head.get("draft")]
    slugs = {slug(said(details.get("name"))): short for short, details in people.items()} | {short: short for short in people}
    names = {slug(name): slugs.get(slug(name), slug(name)) for each in stories for name in texts(each.head.get("authors"))}
    return Lists(
        frozenset(tag_key(tag) for each in stories for tag in texts(each.head.get("tags"))),
        frozenset(slug(said(each.head.get("section"))) for each in stories if each.head.get("section")),
        names,
        frozenset(said(each.head.get("date"))[:7] for each in stories),
    )


def texts(value: object) -> list[str]:
    """The texts of a list of front matter."""
    return [said(each) for each in value] if isinstance(value, list | tuple) else []


def numbered(template: str, address: str, count: int, size: int, target: str) -> dict[str, str]:
    """The old addresses of a list's second and later pages; ``template`` has ``:num``, and is relative to the list's address."""
    pages = -(-count // size) if size > 0 else 0
    base = "" if template.startswith("/") else address
    return {f"{base}{template.replace(':num', str(number))}": target for number in range(2, pages + 1)}
