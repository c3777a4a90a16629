"""The command adds pasted stories to a publication, or begins one with them, and the result builds."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.cli import main
from newsgen.read.snapshot import Folders

from ...builders import PIXEL, ROOT, built, project, story, text_of
from .test_pieces import EDITION, MAIL, PARAGRAPH

Say = pytest.CaptureFixture[str]


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication with a story, an outlet, a person and a topic; the current folder."""
    root = tmp_path / "paper"
    project(
        root,
        {
            "content/sources.yaml": "outlets: {hn: {name: Harbour News, url: https://hn.example/}}\n",
            "content/people.yaml": "ana: {name: Ana Reyes}\n",
            "content/tags.yaml": "harbour: {name: The harbour}\n",
            "content/articles/2024/04/here-already.md": story("Here already"),
        },
    )
    monkeypatch.chdir(root)
    return root


def paste(place: Path, text: str) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode())
    return str(place)


def site(root: Path) -> set[str]:
    made = built(Folders(root / "content", root / "templates", root / "static", ROOT), datetime(2031, 1, 1, tzinfo=UTC))
    return set(made.tree)


def test_stories_are_added(paper: Path, tmp_path: Path, capsys: Say) -> None:
    assert main(["import", "wire", paste(tmp_path / "a.txt", EDITION), paste(tmp_path / "b.txt", MAIL), "--section", "city"]) == 0
    said = capsys.readouterr().out
    assert "content/articles/2024/04/ferries-return-to-the-harbour.md" in said
    assert "4 stories" in said
    assert {"2024/04/storm-closes-the-port/index.html", "2024/04/here-already/index.html"} <= site(paper)
    text = (paper / "content/articles/2024/04/storm-closes-the-port.md").read_text("utf-8")
    assert "source: hn\n" in text and "section: city\n" in text and "authors: [ana, Li Wei]\n" in text
    assert "tags: [The harbour, Flood wall, Halcyon]" in (paper / "content/articles/2024/04/a-wall-of-nine-metres.md").read_text(
        "utf-8"
    )
    report = (paper / "wire-report.md").read_text("utf-8")
    assert "line 3, “Release time: 18:05, April 16, 2024”: release time" in report


def test_a_new_publication(tmp_path: Path, capsys: Say) -> None:
    new = tmp_path / "new"
    options = ["--into", str(new), "--title", "The Post", "--timezone", "Asia/Singapore", "--format", "json"]
    assert main(["import", paste(tmp_path / "a.txt", EDITION), *options]) == 0
    assert "newsgen build" in capsys.readouterr().out
    assert "2024/04/ferries-return-to-the-harbour/index.html" in site(new)
    assert json.loads((new / "wire-report.json").read_text("utf-8"))["figures"]["stories"] == 3


def test_what_is_pasted_into_the_terminal(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"Ferries return\r\n\r\n{PARAGRAPH}\r\n".encode("utf-8-sig"))))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1713290700")
    assert (
        main(["import", "wire", "-", "--draft", "--tags", "harbour, ports", "--outlet", "Harbour News", "--language", "en"]) == 0
    )
    text = (paper / "content/articles/2024/04/ferries-return.md").read_text("utf-8")
    assert text == (
        "---\ntitle: Ferries return\ndate: 2024-04-17T02:05:00+08:00\ntags: [The harbour, ports]\nsource: hn\ndraft: true\n"
        f"language: en\n---\n\n{PARAGRAPH}\n"
    )


def test_a_story_without_a_time_has_that_of_its_file(paper: Path, tmp_path: Path) -> None:
    place = paste(tmp_path / "a.txt", f"Ferries return\n\n{PARAGRAPH}")
    os.utime(place, (1713290700, 1713290700))
    assert main(["import", place]) == 0
    assert "date: 2024-04-17T02:05:00+08:00" in (paper / "content/articles/2024/04/ferries-return.md").read_text("utf-8")


def test_the_same_text_once_more_replaces_nothing_and_is_told(paper: Path, tmp_path: Path, capsys: Say) -> None:
    place = paste(tmp_path / "a.txt", f"Here already\n2024-04-16\n\n{PARAGRAPH}")
    assert main(["import", place]) == 0
    assert main(["import", place]) == 0
    assert capsys.readouterr().out.count("is called so too") == 2
    assert len(list((paper / "content").rglob("here-already*.md"))) == 3
    assert "Text." in (paper / "content/articles/2024/04/here-already.md").read_text("utf-8")
    site(paper)


def test_a_story_that_is_in_two_pastes_is_told(paper: Path, tmp_path: Path, capsys: Say) -> None:
    text = f"Ferries return\n2024-04-16\n\n{PARAGRAPH}"
    assert main(["import", paste(tmp_path / "a.txt", text), paste(tmp_path / "b.txt", text)]) == 0
    assert "content/articles/2024/04/ferries-return.md is called so too" in capsys.readouterr().out


def test_all_texts_of_a_folder(paper: Path, tmp_path: Path, capsys: Say) -> None:
    for name in ("b", "a"):
        paste(tmp_path / "in" / f"{name}.txt", f"Story {name}\n2024-04-16\n\n{PARAGRAPH}")
    (tmp_path / "in" / "other.bin").write_bytes(b"\0")
    assert main(["import", "wire", str(tmp_path / "in")]) == 0
    said = capsys.readouterr().out
    assert said.index("story-a.md") < said.index("story-b.md")


def test_photos_beside_the_text(paper: Path, tmp_path: Path, capsys: Say) -> None:
    text = f"Ferries return\n2024-04-16\n\n{PARAGRAPH}\n\nat dusk.png\nThe quay (Photo: AFP)\n\nlost.png\nThe wall (Photo: dpa)\n"
    place = paste(tmp_path / "in" / "a.txt", text)
    (tmp_path / "in" / "at dusk.png").write_bytes(PIXEL)
    assert main(["import", place]) == 0
    assert "lost.png is not beside the text" in capsys.readouterr().out
    assert (paper / "content/media/at dusk.png").read_bytes() == PIXEL
    assert "src: at dusk.png" in (paper / "content/articles/2024/04/ferries-return.md").read_text("utf-8")
    assert "media/at dusk.png" in site(paper)
    made = built(Folders(paper / "content", paper / "templates", paper / "static", ROOT), datetime(2031, 1, 1, tzinfo=UTC))
    page = text_of(made, "2024/04/ferries-return/index.html")
    assert "The quay" in page and "AFP" in page and "The wall dpa" in page
    other = paste(tmp_path / "in" / "b.txt", text.replace("Ferries", "More ferries"))
    assert main(["import", other]) == 2
    assert "rename the picture" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["import", "wire", "none.txt"], "or  -  to paste"),
        (["import", "empty.txt"], "name a file with text"),
        (["import", "a.txt", "--section", "citi"], "did you mean  city"),
        (["import", "a.txt", "--language", "nolang"], "--language en"),
        (["import", "a.txt", "--timezone", "Mars"], "--timezone Europe/Berlin"),
        (["import", "a.txt", "--into", "elsewhere/none"], ""),
    ],
)
def test_wrong_usage(paper: Path, capsys: Say, arguments: list[str], hint: str) -> None:
    paste(paper / "a.txt", f"Ferries return\n\n{PARAGRAPH}")
    paste(paper / "empty.txt", "\n\n")
    assert main(arguments) == (2 if hint else 0)
    assert hint in capsys.readouterr().err


def test_no_publication_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["import", paste(tmp_path / "a.txt", PARAGRAPH)]) == 2
    assert "--into my-newspaper" in capsys.readouterr().err


def test_a_publication_with_problems_is_left_alone(paper: Path, capsys: Say) -> None:
    (paper / "content/site.yaml").write_text("titel: x\n", "utf-8")
    assert main(["import", paste(paper / "a.txt", PARAGRAPH)]) == 1
    assert "titel" in capsys.readouterr().err
    assert len(list((paper / "content").rglob("*.md"))) == 1
