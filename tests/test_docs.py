"""What the documents say is what the program does."""

from __future__ import annotations

import os
import re
from pathlib import Path

from newsgen.desk.reference import with_reference
from newsgen.desk.tables import TABLES, every_field, fields_of
from newsgen.model.checks import CHECKS
from newsgen.render.filters import FILTERS

DOCS = Path(__file__).parents[1] / "docs"


def test_the_reference_of_keys_is_made_from_their_tables() -> None:
    """After a change of a table:  DOCS=update pytest tests/test_docs.py"""
    place = DOCS / "content.md"
    written = place.read_text("utf-8")
    if os.environ.get("DOCS") == "update":
        place.write_text(with_reference(written), "utf-8", newline="\n")
    assert place.read_text("utf-8") == with_reference(written)


def test_every_key_has_its_row_in_the_reference() -> None:
    text = (DOCS / "content.md").read_text("utf-8")
    fields = [field for table in TABLES.values() for field in every_field(fields_of(table))]
    assert [
        field.name for field in fields if f"| `{field.name}`" not in text and field.name not in {"outlets", "extensions"}
    ] == []


def test_every_filter_is_described() -> None:
    text = (DOCS / "templates.md").read_text("utf-8")
    missing = [name for name in FILTERS if not re.search(rf"`[^`]*\b{name}\b[^`]*`", text)]
    assert missing == []


def test_decisions_say_what_would_show_them_wrong() -> None:
    for path in sorted((DOCS / "decisions").glob("*.md")):
        assert "How we would notice that it was wrong" in path.read_text("utf-8"), path.name


def test_every_check_is_explained_with_its_usual_level() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| (\w+) \|", (DOCS / "checking.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [(check.name, check.level) for check in CHECKS.values()]
