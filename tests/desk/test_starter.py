"""A publication that is begun builds without a warning, and begins nowhere else."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml

from newsgen.cli import main
from newsgen.desk.starter import STARTER, Beginning, dated_path, known_of, starter_files, target
from newsgen.read.snapshot import Folders

from ..builders import ROOT, built, text_of
from ..pages import tools

Say = pytest.CaptureFixture[str]
MOMENT = datetime(2031, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2030, 12, 31, 20, 0, tzinfo=UTC).timestamp())))
    return tmp_path


def folders(root: Path) -> Folders:
    return Folders(root / "content", root / "templates", root / "static", ROOT)


def test_it_builds_without_a_word(here: Path, capsys: Say) -> None:
    assert main(["init", "paper"]) == 0
    said = capsys.readouterr().out
    assert "cd paper && newsgen build" in said
    made = built(folders(here / "paper"), datetime(2031, 1, 1, tzinfo=UTC))
    assert made.warnings == ()
    assert made.stories == 1
    assert {f"{name}/index.html" for name in ("about", "ethics", "corrections", "ownership", "contact")} <= made.tree.keys()


def test_it_is_called_as_one_likes(here: Path) -> None:
    title = 'The "Harbour": Post #1 — 港'
    options = ["--language", "zh-Hant", "--timezone", "Asia/Singapore", "--base-url", "https://post.example/news", "--cms"]
    assert main(["init", "paper", "--title", title, *options]) == 0
    assert (here / "paper/content/articles/2031/01/welcome.md").is_file()
    made = built(folders(here / "paper"), datetime(2031, 1, 1, tzinfo=UTC))
    assert made.warnings == ()
    page = text_of(made, "2031/01/welcome/index.html")
    assert 'lang="zh-Hant"' in page
    assert 'rel="canonical" href="https://post.example/news/2031/01/welcome/"' in page
    assert "Harbour" in page
    assert "admin/index.html" in made.tree
    settings = yaml.safe_load((here / "paper/content/site.yaml").read_text("utf-8"))
    assert (settings["title"], settings["publisher"]["name"]) == (title, title)


def test_comments_stay_in_their_column() -> None:
    site = starter_files(Beginning(MOMENT, "T", "en-GB", "UTC", "https://t.example"))["content/site.yaml"].decode()
    columns = {line.index(" # ") for line in site.splitlines() if re.match(r"\w+: .* # ", line)}
    assert columns == {38}


def test_what_waits_for_the_editor_is_marked() -> None:
    files = starter_files(Beginning(MOMENT))
    pages = {path: data.decode() for path, data in files.items() if path.startswith("content/pages/")}
    assert len(pages) == 5
    assert [path for path, text in pages.items() if "[FILL IN" not in text] == []


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("dot-gitignore", ".gitignore"),
        ("dot-github/workflows/site.yml", ".github/workflows/site.yml"),
        ("content/dot-s.md", "content/.s.md"),
        ("content/articles/YYYY/MM/a.md", "content/articles/2031/02/a.md"),
    ],
)
def test_names_of_hidden_files(name: str, goes: str) -> None:
    assert dated_path(target(name), MOMENT) == goes


def test_no_name_of_the_starter_is_hidden() -> None:
    assert [path for path in STARTER.rglob("*") if path.name.startswith(".")] == []


def test_the_starters_own_settings_are_right() -> None:
    known, problems = known_of(starter_files(Beginning(MOMENT)))
    assert known
    assert problems == ()


def test_schemas_know_the_sections(here: Path) -> None:
    main(["init", "."])
    schema = json.loads((here / ".vscode/schemas/article.schema.json").read_text("utf-8"))
    assert schema["properties"]["section"]["anyOf"][0]["enum"] == ["news", "opinion"]
    for place in (here / "content").glob("*.yaml"):
        (named,) = re.findall(r"^# yaml-language-server: \$schema=(\S+)$", place.read_text("utf-8"), re.MULTILINE)
        assert (place.parent / named).is_file()


def test_it_begins_beside_what_is_there(here: Path, capsys: Say) -> None:
    (here / ".git").mkdir()
    (here / "notes.txt").write_text("mine")
    assert main(["init", "."]) == 0
    assert "Now:  newsgen build" in capsys.readouterr().out
    assert (here / "notes.txt").read_text() == "mine"


def test_it_leaves_the_files_of_a_repository_as_they_are(here: Path, capsys: Say) -> None:
    (here / "README.md").write_text("# Le Fanal")
    (here / ".gitignore").write_text("*.pyc\n/site/\n")
    (here / "requirements.txt").write_text("requests\n")
    assert main(["init", "."]) == 0
    said = capsys.readouterr().out
    assert "left as it is: .gitignore\n" in said
    assert "In .gitignore write these lines too:\n  /.newsgen-cache/\n" in said
    assert "In requirements.txt write these lines too:\n  " in said
    assert "Then read HANDBOOK.md there" in said
    assert (here / "README.md").read_text() == "# Le Fanal"
    assert "newsgen serve" in (here / "HANDBOOK.md").read_text("utf-8")
    assert main(["init", "."]) == 2, "now it is a publication"
    assert main(["build", "--no-cache"]) == 0


def test_a_newsgen_that_is_installed_already_is_left_too(here: Path, capsys: Say) -> None:
    (here / "requirements.txt").write_text("newsgen==9\n")
    assert main(["init", "."]) == 0
    assert "write these lines too" not in capsys.readouterr().out


@pytest.mark.parametrize("path", ["content/site.yaml", "content", ".vscode/schemas"])
def test_it_replaces_nothing(here: Path, capsys: Say, path: str) -> None:
    (here / "paper" / path).parent.mkdir(parents=True)
    (here / "paper" / path).write_text("mine")
    assert main(["init", "paper"]) == 2
    assert f"{path} is there already" in capsys.readouterr().err
    assert [place for place in (here / "paper").rglob("*") if place.is_file()] == [here / "paper" / path]


def test_a_link_to_nowhere_is_there_too(here: Path) -> None:
    (here / "README.md").symlink_to(here / "gone")
    assert main(["init", "."]) == 2
    assert not (here / "gone").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--timezone", "Europe/Berln"], "did you mean  Europe/Berlin"),
        (["--language", "xx"], "--language en"),
        (["--base-url", "paper.example"], "--base-url https://paper.example"),
    ],
)
def test_what_makes_no_sense_is_said(here: Path, capsys: Say, arguments: list[str], said: str) -> None:
    assert main(["init", "paper", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "paper").exists()


def test_a_file_is_no_folder(here: Path, capsys: Say) -> None:
    (here / "paper").write_text("mine")
    assert main(["init", "paper"]) == 2
    assert "paper is no folder" in capsys.readouterr().err


@pytest.mark.pages
def test_its_pages_are_valid_html(here: Path) -> None:
    assert main(["init", ".", "--cms"]) == 0
    assert main(["build", "--no-cache"]) == 0
    done = subprocess.run([*tools.nu_checker(), "--skip-non-html", "site"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
