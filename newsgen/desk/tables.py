"""The tables of fields, by the files that they describe: what a schema, a form, a reference and a scaffold are made of.

In: nothing.  Out: tables of ``read``.  Never: knows a field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsgen.read import config
from newsgen.read.article import page_fields, story_fields
from newsgen.read.fields import Entry, Field, Fields, Kind, Many, Vocabulary


@dataclass(frozen=True, slots=True)
class Table:
    """What one kind of file holds: keys with values, or names with their details; ``files`` is where they lie, as a glob."""

    title: str
    files: str
    holds: Fields | Vocabulary


ZONE = "UTC"  # the reader's zone decides what a value means, not what may be written

TABLES: Mapping[str, Table] = {
    "article": Table("Front matter of a story", "content/articles/**/*.md", story_fields(ZONE)),
    "page": Table("Front matter of a standing page", "content/pages/**/*.md", page_fields(ZONE)),
    "site": Table("The publication", "content/site.yaml", config.SITE_FIELDS),
    "tags": Table("The topics, by their short names", "content/tags.yaml", config.TOPICS),
    "people": Table("The authors, by their short names", "content/people.yaml", config.PEOPLE),
    "sources": Table("The outlets that gathered stories come from", "content/sources.yaml", config.SOURCES_FIELDS),
    "redirects": Table("Old addresses of lists, feeds and files", "content/redirects.yaml", config.REDIRECTS_FIELDS),
}


def fields_of(table: Table) -> Fields:
    """The fields of a file's keys, or of each of its names."""
    return table.holds.fields if isinstance(table.holds, Vocabulary) else table.holds


def parts(kind: Kind) -> Fields:
    """The fields that a value of a kind has itself: a photo's, a section's; none where it is a single value."""
    if isinstance(kind, Many):
        return parts(kind.item)
    return kind.fields if isinstance(kind, Entry | Vocabulary) else ()


def every_field(fields: Fields) -> Iterator[Field]:
    """The fields, each followed by those of its parts."""
    for field in fields:
        yield field
        yield from every_field(parts(field.kind))
