"""What the labelled lines of a story say: who wrote it, where it comes from, what it is about.

In: facts, what the publication knows.  Out: values of front matter, notes.  Never: reads a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsgen.desk.story import headline_of, tag_names
from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.wire.names import is_name, names
from newsgen.migrate.wire.statements import Fact
from newsgen.migrate.wire.text import plain
from newsgen.model.site import SiteConfig

_MEDIA = re.compile(
    r"(?i)\b(?:news|daily|agency|times|post|press|journal|herald|gazette|tribune|weekly|online|tv|radio|zeitung|diario|desk|staff)\b|\."
)
_TOPICS = re.compile(r"[,;|/，、；｜#]")
_LIKE_A_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a story in the order of their lines, and what the publication knows."""

    facts: tuple[Fact, ...]
    known: SiteConfig

    def all(self, kind: str) -> list[str]:
        """All values of a kind."""
        return [value for each, value in self.facts if each == kind and value]

    def first(self, kind: str) -> str:
        """The first value of a kind; empty where there is none."""
        return next(iter(self.all(kind)), "")


def authors(facts: Facts) -> list[str]:
    """People by their short names where people.yaml has them."""
    people = facts.known.people
    slugs = {person.name.casefold(): each for each, person in people.items()}
    said = [name for text in facts.all("author") for name in names(text)] + _beside(facts)[1]
    found = [slugs.get(name.casefold(), _no_slug(name, people)) for each in said if (name := headline_of(each))]
    return list(dict.fromkeys(found))


def _no_slug(name: str, people: Mapping[str, object]) -> str:
    """A name as readers know it: what is written as a short name would have to be one of people.yaml."""
    return name.title() if people and name not in people and _LIKE_A_SLUG.fullmatch(name) else name


def _beside(facts: Facts) -> tuple[list[str], list[str]]:
    """What stood beside a time without a label: outlets, and people."""
    found = facts.all("beside")
    people = [text for text in found if is_name(text) and 2 <= len(text.split()) <= 3 and not _MEDIA.search(text)]
    return [text for text in found if text not in people], people


def outlet(facts: Facts, agency: str, usual: str) -> tuple[object, list[Note]]:
    """The outlet: as labelled, beside the time, or as the dateline or else the editor says; by its short name if known."""
    said = [name for each in [*facts.all("source"), *_beside(facts)[0]] if (name := headline_of(each))]
    name = next(iter([*said, headline_of(agency), headline_of(usual)]), "") or headline_of(usual)
    link = facts.first("link")
    if not name:
        return None, [needs_hand(f"no outlet is named, so its address is not used: {link}")] if link else []
    notes = [needs_hand(f"another source is named: {each}") for each in said[1:] if each != said[0]]
    if not said and agency:
        notes.append(Note(f"the outlet {name} is that of the dateline"))
    outlets = facts.known.outlets
    slug = next((each for each, outlet in outlets.items() if plain(name) in {plain(outlet.name), each}), "")
    if slug and not link:
        return slug, notes
    return {"name": outlets[slug].name if slug else name} | ({"url": link} if link else {}), notes


def topics(facts: Facts, more: Sequence[str]) -> list[str]:
    """Topics as tags.yaml spells them."""
    words = [word.strip(" .。") for text in facts.all("tags") for word in _TOPICS.split(text)]
    return tag_names([word for word in [*words, *more] if word], facts.known)


def section(facts: Facts, usual: str, is_new: bool) -> tuple[str, list[Note]]:
    """The section that is named, if the publication has it; a new publication takes any."""
    named = facts.first("section")
    if is_new:
        return named or usual, []
    sections = {plain(word): each.slug for each in facts.known.sections for word in (each.slug, each.title)}
    found = sections.get(plain(named), "")
    notes = [needs_hand(f"there is no section {named} in site.yaml, so it is not used")] if named and not found else []
    return found or usual, notes
