"""A key that is added to a table is known everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from newsgen.desk.cms import cms_config
from newsgen.desk.reference import with_reference
from newsgen.desk.schema import NOTHING_KNOWN, schemas
from newsgen.desk.story import Plan, story
from newsgen.desk.tables import TABLES, fields_of
from newsgen.desk.vscode import snippets
from newsgen.read.fields import Field
from newsgen.read.scalars import Choice

WEATHER = Field("weather", Choice(("fair", "foul")), "how it was outside", "weather: foul")


def test_a_new_key_is_in_schema_form_snippet_reference_and_scaffold() -> None:
    table = replace(TABLES["article"], holds=(*fields_of(TABLES["article"]), WEATHER))
    tables = {**TABLES, "article": table}
    assert schemas(NOTHING_KNOWN, tables)["article"]["properties"]["weather"]["anyOf"][0]["enum"] == ["fair", "foul"]
    (form,) = [each for each in cms_config(tables=tables)["collections"][0]["fields"] if each["name"] == "weather"]
    assert (form["widget"], form["options"], form["hint"]) == ("select", ["fair", "foul"], "how it was outside")
    assert snippets(NOTHING_KNOWN, tables)["weather"]["body"] == ["weather: ${1|fair,foul|}"]
    marked = "# Keys\n<!-- fields: article -->\nold\n<!-- end of fields -->\nEnd."
    assert "| `weather` | how it was outside | `weather: foul` |\n" in with_reference(marked, tables)
    assert "\nold\n" not in with_reference(marked, tables)
    assert "# weather: foul" in story(Plan("T", datetime(2024, 4, 16, tzinfo=UTC)), NOTHING_KNOWN, tables)
