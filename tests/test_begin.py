"""The commands of docs/begin.md, one after the other, do what it says."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.cli import main

from .builders import ROOT

TEXT = (ROOT / "docs" / "begin.md").read_text("utf-8")


def shell_blocks(text: str) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command, *words = shlex.split(line, comments=True)
    if command == "cd":
        monkeypatch.chdir(words[0])
    else:
        assert command == "newsgen"
        assert main(words) == 0, line


def test_the_commands_work_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2031, 4, 1, tzinfo=UTC).timestamp())))
    blocks = shell_blocks(TEXT)
    assert len(blocks) == 4
    for line in "".join(blocks).splitlines():
        run(line, monkeypatch)
    for line in re.findall(r"`newsgen (schema [^`]*)`", TEXT):
        run(f"newsgen {line}", monkeypatch)
    paper = tmp_path / "my-newspaper"
    written = [place.relative_to(paper).as_posix() for place in paper.glob("content/articles/*/*/**/*.md")]
    assert sorted(written) == [
        f"content/articles/2031/04/{name}" for name in ("port-not-ready/index.md", "storm-closes-the-port.md", "welcome.md")
    ]
    assert main(["build", "--drafts", "--as-of", "2031-05-01"]) == 0
    assert (paper / "site/admin/config.yml").is_file()
    assert (paper / "schemas/article.schema.json").is_file()


def test_the_handbook_of_a_new_publication_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    handbook = (tmp_path / "README.md").read_text("utf-8")
    lines = [line for block in shell_blocks(handbook) for line in block.splitlines()]
    assert len(lines) == 4
    finite = [line for line in lines if not line.startswith("newsgen serve --open ")]
    for line in [*finite, *re.findall(r"`(newsgen [^`]*)`", handbook)]:
        run(line, monkeypatch)
    (variable,) = re.findall(r":root \{ (--[\w-]+):", (tmp_path / "templates/README.md").read_text("utf-8"))
    assert f"{variable}:" in (ROOT / "static/assets/newsgen.css").read_text("utf-8")
