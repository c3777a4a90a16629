"""Front matter that newsgen writes reads back as what it was, here and in other readers of YAML."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsgen.desk.matter import story_text, yaml_text
from newsgen.read.frontmatter import Reader, split

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufeff\ufffe\uffff"), max_size=80)
VALUES = st.recursive(WORDS | st.booleans() | st.integers(0, 9999), lambda inner: st.lists(inner, max_size=4), max_leaves=8)


@given(st.dictionaries(st.from_regex("[a-z_]{1,12}", fullmatch=True), VALUES | st.dictionaries(WORDS, VALUES, max_size=3)))
def test_any_values_come_back(values: dict[str, object]) -> None:
    assert yaml.safe_load(yaml_text(values)) == values


def test_reads_like_an_editors_own() -> None:
    head = {
        "title": "Ferries: the harbour's return",
        "date": datetime(2024, 4, 16, 18, 5, tzinfo=timezone(timedelta(hours=8))),
        "section": "no",
        "tags": ["Belt & Road", "2024", "trade"],
        "photos": [{"src": "quay.jpg", "alt": "A ferry", "decorative": False}],
        "summary": "It " + "was long " * 20 + "and stays on one line.",
        "draft": True,
    }
    text = story_text(head, "\nA first paragraph.\n\nA second.\n\n")
    assert text == (
        "---\n"
        "title: 'Ferries: the harbour''s return'\n"
        "date: 2024-04-16T18:05:00+08:00\n"
        "section: 'no'\n"
        "tags: [Belt & Road, '2024', trade]\n"
        "photos:\n"
        "  - src: quay.jpg\n"
        "    alt: A ferry\n"
        "    decorative: false\n"
        f"summary: {head['summary']}\n"
        "draft: true\n"
        "---\n\nA first paragraph.\n\nA second.\n"
    )
    reader = Reader("content/articles/x.md")
    document = split(text, reader)
    assert document is not None
    assert document.body.strip() == "A first paragraph.\n\nA second."
    assert reader.problems == []
