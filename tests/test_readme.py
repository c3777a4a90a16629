"""What the README shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsgen.cli import main

from .builders import PIXEL, SITE, project, story

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PATH = "content/articles/2026/04/harbour-fair.md"


def block(pattern: str) -> str:
    """The first block of the README that begins so."""
    found = re.search(rf"^```\w*\n({pattern}.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def build(root: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    files = {PATH: text, "content/media/harbour-skyline.jpg": PIXEL, "content/articles/2024/05/tram-line-three.md": story()}
    project(root, {"content/site.yaml": SITE, **files})
    monkeypatch.chdir(root)
    return main(["build", "--as-of", "2026-05-01"])


def test_the_story_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(tmp_path, block("---"), monkeypatch) == 0
    page = (tmp_path / "site" / "2026" / "04" / "harbour-fair" / "index.html").read_text("utf-8")
    assert "<strong>forty stalls</strong>" in page
    assert "/ The Halcyon Courier" in page
    assert (tmp_path / "site" / "tags" / "festivals" / "index.html").is_file()


def test_the_mistake_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path, block("---").replace("tags:", "tagz:"), monkeypatch) == 1
    assert capsys.readouterr().err.startswith(block("content/"))


def test_every_option_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "--help"])
    options = set(re.findall(r"(?<=[ \[])--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert options
    assert set(re.findall(r"`(--[a-z-]+)", README)) | {"--format"} == options


def test_every_file_it_names_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^):]+)\)", README) if not link.startswith("../../2024/")]
    named = re.findall(r"`((?:newsgen|docs|\.github|\.ci)/[^` ]*)`", README)
    assert len(links) > 3
    assert [path for path in [*links, *named] if not (ROOT / path).exists()] == []


def test_make_has_the_commands() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"site", "test", "serve"} <= named
    assert [target for target in sorted(named) if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
