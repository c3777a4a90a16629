"""VS Code gets schemas for the settings, and snippets for front matter that newsgen reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsgen.cli import main
from newsgen.desk.tables import TABLES, fields_of
from newsgen.desk.vscode import OWN, snippets, vscode_files

from .test_cms import known
from .test_schema import refusals


def typed(body: list[str]) -> str:
    """What stands there after Enter and Tab through a snippet's places."""
    text = "\n".join(body)
    for name, value in {"YEAR": "2024", "MONTH": "04", "DATE": "16", "HOUR": "18", "MINUTE": "05"}.items():
        text = re.sub(rf"\$CURRENT_{name}|\$\{{CURRENT_{name}\}}", value, text)
    text = re.sub(r"\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^\\}])*)\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", text)


def test_each_key_of_a_story_has_a_snippet_that_reads_well() -> None:
    made = snippets(known())
    assert [*made] == [field.name for field in fields_of(TABLES["article"])]
    head = "\n".join(typed(each["body"]) for each in made.values())
    assert refusals(TABLES["article"], head) == []
    assert "section: world" in head
    assert "$" not in head


def test_photos_have_a_line_for_each_part() -> None:
    assert [line.split(":")[0] for line in snippets()["photos"]["body"]] == [
        "photos",
        "  - src",
        "    alt",
        "    caption",
        "    credit",
    ]


def test_settings_lead_to_the_schemas() -> None:
    files = vscode_files()
    for place, pattern in json.loads(files[OWN[0]])["yaml.schemas"].items():
        assert json.loads(files[place.removeprefix("./")])["title"]
        assert pattern in {table.files for table in TABLES.values()}


def test_settings_of_ones_own_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".vscode").mkdir()
    (tmp_path / OWN[0]).write_text('{"mine": true}')
    assert main(["schema", "vscode"]) == 0
    assert (tmp_path / OWN[0]).read_text() == '{"mine": true}'
    assert "yaml.schemas" in capsys.readouterr().out
    assert main(["schema", "vscode"]) == 0
    assert capsys.readouterr().out.startswith("nothing has changed\n")
