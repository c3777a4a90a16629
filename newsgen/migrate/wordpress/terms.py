"""Categories, tags and other taxonomies: what becomes of each.

In: an item, the export.  Out: section, topics, authors, language.  Never: loses a term: what has no place is kept in extra.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsgen.migrate.imported import Note
from newsgen.migrate.wordpress.export import Export, Item, Term

_PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_category", "epc_primary_category")
_NO_SECTION = frozenset(
    "uncategorized uncategorised allgemein non-classe sin-categoria sem-categoria senza-categoria uncategorized-de 未分类".split()
)
_PROGRAMS = frozenset(
    "nav_menu link_category post_format term_language term_translations translation_priority wp_theme elementor_library_type "
    "yst_prominent_words author coauthor".split()
)
_AUTHORS = frozenset(("author", "coauthor"))


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a post is filed; ``group`` names the translations of one text."""

    section: str = ""
    tags: Sequence[str] = ()
    authors: Sequence[str] = ()
    language: str = ""
    group: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


def filed(item: Item, export: Export) -> Filed:
    """The main category, or the one above it, is the section; all other terms are topics."""
    categories = [term for taxonomy, term in item.terms if taxonomy == "category" and term.slug not in _NO_SECTION]
    main = _main(item, categories, export)
    section = _top(main, export) if main else None
    others = [term.name for term in categories if section is None or term.slug != section.slug]
    tags = [term.name for taxonomy, term in item.terms if taxonomy in {"post_tag", "tag"}]
    own = {taxonomy for taxonomy, _ in item.terms} - {"category", "post_tag", "tag", "language", "post_translations"} - _PROGRAMS
    foreign = [term.name for taxonomy, term in item.terms if taxonomy in own]
    formats = [term.name for taxonomy, term in item.terms if taxonomy == "post_format"]
    return Filed(
        section=section.name if section else "",
        tags=list(dict.fromkeys([*others, *tags, *foreign])),
        authors=list(dict.fromkeys(term.name for taxonomy, term in item.terms if taxonomy in _AUTHORS)),
        language=next((term.slug for taxonomy, term in item.terms if taxonomy == "language"), "").replace("_", "-"),
        group=next((term.slug or term.name for taxonomy, term in item.terms if taxonomy == "post_translations"), ""),
        extra={"format": formats[0]} if formats else {},
        notes=(Note(f"terms of {', '.join(sorted(own))} are topics now: {', '.join(foreign)}"),) if foreign else (),
    )


def _main(item: Item, categories: Sequence[Term], export: Export) -> Term | None:
    """The category that an editor named as the main one, else the first."""
    number = next((item.meta[key].strip() for key in _PRIMARY if item.meta.get(key)), "")
    named = next((term.slug for term in export.categories.values() if number and term.id == number), "")
    return next((term for term in categories if term.slug == named), categories[0] if categories else None)


def _top(term: Term, export: Export) -> Term:
    """The category at the top of a branch."""
    seen: set[str] = set()
    found = export.categories.get(term.slug, term)
    while found.parent in export.categories and found.parent not in seen:
        seen.add(found.parent)
        found = export.categories[found.parent]
    return found
