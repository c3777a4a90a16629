"""What will appear or vanish, as the command tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsgen.cli import main

from ..builders import project, story

Say = pytest.CaptureFixture[str]
AT = ("--as-of", "2024-06-01T12:00", "--no-cache")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stories = {
        "fair": story("Fair, held", "2024-05-01", embargo="2024-06-03T06:00"),
        "later": story("Later", "2024-06-02T18:30", expires="2024-06-30"),
        "fresh": story("Fresh", "2024-06-01T09:00"),
        "draft": story("Draft", "2024-07-01", draft=True),
    }
    project(tmp_path, {f"content/articles/{name}.md": text for name, text in stories.items()})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: Say, *options: str) -> str:
    assert main(["schedule", *AT, *options]) == 0
    return capsys.readouterr().out


def test_people_read_it_in_the_sites_zone(root: Path, capsys: Say) -> None:
    assert (
        told(capsys)
        == """\
all times are those of Asia/Singapore
2024-06-02 18:30  appears: Later
                  content/articles/later.md
                  /later/
2024-06-03 06:00  appears: Fair, held
                  content/articles/fair.md
                  /fair/
2024-06-30 00:00  expires: Later
                  content/articles/later.md
                  /later/

drafts, which wait for their editors:
  Draft
    content/articles/draft.md
"""
    )


def test_programs_read_it(root: Path, capsys: Say) -> None:
    found = json.loads(told(capsys, "--format", "json", "--all", "--until", "2024-06-03T09:00"))
    assert [(each["moment"], each["change"], each["url"]) for each in found["events"]] == [
        ("2024-06-02T18:30:00+08:00", "published", "/later/"),
        ("2024-06-03T06:00:00+08:00", "published", "/fair/"),
        ("2024-06-03T09:00:00+08:00", "aged", "/fresh/"),
    ]
    assert [each["path"] for each in found["drafts"]] == ["content/articles/draft.md"]


def test_drafts_go_by_their_dates_where_they_are_shown(root: Path, capsys: Say) -> None:
    text = told(capsys, "--drafts")
    assert "2024-07-01 00:00  appears: Draft" in text
    assert "wait for" not in text


def test_nothing_to_come_is_said(root: Path, capsys: Say) -> None:
    assert told(capsys, "--until", "2024-06-01T13:00").startswith("no story will appear or vanish by itself")


def test_nothing_is_written(root: Path, capsys: Say) -> None:
    before = sorted(root.rglob("*"))
    told(capsys)
    assert sorted(root.rglob("*")) == before


def test_what_is_wrong_is_told(root: Path, capsys: Say) -> None:
    (root / "content/articles/fair.md").write_text("---\ntitel: x\n---\n")
    assert main(["schedule", *AT]) == 1
    assert "content/articles/fair.md:2:1: error" in capsys.readouterr().err
    assert main(["schedule", *AT, "--until", "tomorrow"]) == 2
    assert "--until must be a time" in capsys.readouterr().err
