"""What the documents say is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsgen.read import config
from newsgen.read.article import page_fields, story_fields
from newsgen.read.fields import Fields
from newsgen.render.filters import FILTERS

DOCS = Path(__file__).parents[1] / "docs"
STORY = story_fields("UTC")
TABLES = {
    "story": STORY,
    "page": page_fields("UTC"),
    "photo": next(field for field in STORY if field.name == "photos").kind.item.fields,
    "source": next(field for field in STORY if field.name == "source").kind.fields,
    "correction": next(field for field in STORY if field.name == "corrections").kind.item.fields,
    "site": config.SITE_FIELDS,
    "publisher": config.PUBLISHER_FIELDS,
    "topic": config.TOPIC_FIELDS,
    "person": config.PERSON_FIELDS,
    "outlet": config.OUTLET_FIELDS,
}


@pytest.mark.parametrize("name", TABLES)
def test_every_key_has_its_row_in_the_reference(name: str) -> None:
    text = (DOCS / "content.md").read_text("utf-8")
    fields: Fields = TABLES[name]
    for field in fields:
        label = f"`{field.name}`" + (" (required)" if field.required else "")
        example = field.example.replace("|", "\\|")
        assert f"| {label} | {field.meaning} | `{example}` |" in text


def test_every_filter_is_described() -> None:
    text = (DOCS / "templates.md").read_text("utf-8")
    missing = [name for name in FILTERS if not re.search(rf"`[^`]*\b{name}\b[^`]*`", text)]
    assert missing == []


def test_decisions_say_what_would_show_them_wrong() -> None:
    for path in sorted((DOCS / "decisions").glob("*.md")):
        assert "How we would notice that it was wrong" in path.read_text("utf-8"), path.name
