"""A new story: its place, and front matter that shows what else may be written.

In: what an editor knows of it, what the publication knows.  Out: path and text.  Never: writes a file, or reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsgen.desk.matter import story_text
from newsgen.desk.tables import TABLES, Table, fields_of
from newsgen.model.site import SiteConfig
from newsgen.model.url import slug, tag_key
from newsgen.read.fields import Fields
from newsgen.read.scalars import UNPRINTABLE


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a story before it is written; empty stands for "not given". The date is in the site's zone.

    ``name`` is that of its file, made of the headline where there is none.
    """

    headline: str
    date: datetime
    section: str = ""
    tags: Sequence[str] = ()
    authors: Sequence[str] = ()
    type: str = ""
    name: str = ""
    draft: bool = True
    bundle: bool = False


def headline_of(text: str) -> str:
    """A headline on one line, of characters that can be shown; empty where nothing is left of it."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def places(plan: Plan) -> tuple[str, str]:
    """Where a story may lie below ``content/``, the chosen place first; both have one address, so neither may be taken."""
    name = plan.name or slug(plan.headline)
    stem = f"articles/{plan.date.year:04}/{plan.date.month:02}/{name}"
    # A file called index.md is the story of its folder.
    return (f"{stem}/index.md", f"{stem}.md") if plan.bundle or name == "index" else (f"{stem}.md", f"{stem}/index.md")


def story(plan: Plan, known: SiteConfig, tables: Mapping[str, Table] = TABLES) -> str:
    """The text of its file: the keys that are given, and the others as comments."""
    given: dict[str, object] = {
        "title": plan.headline,
        "date": plan.date,
        "section": plan.section,
        "tags": tag_names(plan.tags, known),
        "author": _authors(plan.authors, known),
        "type": plan.type,
        "draft": plan.draft,
    }
    fields = fields_of(tables["article"])
    head = {field.name: given[field.name] for field in fields if given.get(field.name)}
    return story_text(head, "", _hints([field for field in fields if field.name not in {*head, "authors"}]))


def _hints(fields: Fields) -> list[str]:
    """What else may be written, as one would type it; an editor takes away the sign."""
    width = max(len(field.example) for field in fields)
    return [f"{field.example:{width}}  # {field.meaning}" for field in fields]


def tag_names(words: Sequence[str], known: SiteConfig) -> list[str]:
    """Topics as tags.yaml spells them, each once."""
    found = {tag_key(word): word for each in reversed(words) if (word := headline_of(each))}
    topics = known.topics
    names = {key: topics[key].name or topics[key].slug if key in topics else word for key, word in found.items()}
    return list(dict.fromkeys(reversed(names.values())))


def _authors(names: Sequence[str], known: SiteConfig) -> str | list[str]:
    """People by their short names, others as they are written; one stands alone."""
    slugs = {person.name.casefold(): slug for slug, person in known.people.items()}
    found = list(dict.fromkeys(slugs.get(name.casefold(), name) for each in names if (name := headline_of(each))))
    return found[0] if len(found) == 1 else found
