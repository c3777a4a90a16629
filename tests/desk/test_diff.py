"""The command ``diff``: folders and revisions, and a repository that stays as it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from newsgen.cli import main

from ..builders import PIXEL, project, story

Say = pytest.CaptureFixture[str]
AT = ("--as-of", "2024-06-01T12:00")


def git(*words: str) -> str:
    return subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout


def commit(message: str) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_git: None) -> Path:
    """A publication in a folder of its repository, with one commit on main."""
    paper = tmp_path / "the paper"
    harbour = {"content/articles/Größe/harbour.md": story("Harbour", body="Forty stalls."), "content/media/q.png": PIXEL}
    fair = {"content/articles/fair.md": story("Fair", "2024-05-01"), ".gitignore": "/.newsgen-cache/\n/site/\n"}
    project(paper, harbour | fair)
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", "--initial-branch", "main")
    commit("one")
    monkeypatch.chdir(paper)
    return paper


def told(capsys: Say, *words: str, code: int = 0) -> dict[str, list[dict[str, str]]]:
    assert main(["diff", *words, *AT, "--format", "json"]) == code
    found: dict[str, list[dict[str, str]]] = json.loads(capsys.readouterr().out)
    return found


def addresses(found: dict[str, list[dict[str, str]]], name: str) -> list[str]:
    return [each["address"] for each in found[name]]


def state() -> tuple[str, str, str, str]:
    """All that a look at a repository could change, and what lies beside it."""
    places = [place for place in Path().rglob("*") if place.is_file() and ".newsgen-cache" not in place.parts]
    files = {str(place): place.read_bytes() for place in places}
    return (
        git("status", "--porcelain"),
        git("worktree", "list"),
        git("ls-files", "--stage", "--debug"),
        str(sorted(files.items())),
    )


def edit(root: Path) -> None:
    place = root / "content/articles/Größe/harbour.md"
    place.write_text(place.read_text("utf-8").replace("Forty", "Sixty"), "utf-8")
    (root / "content/articles/fair.md").unlink()
    (root / "content/articles/rain.md").write_text(story("Rain", "2024-05-20"))
    (root / "content/articles/held.md").write_text(story("Held", "2024-07-01"))


def test_files_against_a_revision(root: Path, capsys: Say) -> None:
    edit(root)
    before = state()
    found = told(capsys, "main")
    assert addresses(found, "broken") == ["/fair/"]
    assert "/rain/" in addresses(found, "added")
    (story_,) = [each for each in found["changed"] if each["address"] == "/größe/harbour/"]
    assert story_["passages"] == [{"removed": "Forty stalls.", "added": "Sixty stalls."}]
    assert [each["url"] for each in found["later"] if each["change"] == "published"] == ["/held/"]
    assert state() == before


def test_two_revisions(root: Path, capsys: Say) -> None:
    edit(root)
    commit("two")
    git("tag", "v2")
    (root / "content/articles/rain.md").unlink()
    before = state()
    found = told(capsys, "HEAD~1", "v2")
    assert (found["old"], found["new"]) == ("HEAD~1", "v2")
    assert addresses(found, "broken") == ["/fair/"]
    assert addresses(told(capsys, "v2", "HEAD~1"), "broken") == ["/rain/"]
    assert addresses(told(capsys, "v2..HEAD~1"), "broken") == ["/rain/"]
    assert told(capsys, "HEAD~1..")["new"] == "content/ as it is"
    assert told(capsys, "v2", "v2")["changed"] == []
    assert state() == before


def test_a_branch_against_where_it_left(root: Path, capsys: Say) -> None:
    git("checkout", "--quiet", "-b", "topic")
    (root / "content/articles/rain.md").write_text(story("Rain", "2024-05-20"))
    commit("topic")
    git("checkout", "--quiet", "main")
    (root / "content/articles/news.md").write_text(story("News", "2024-05-21"))
    commit("main goes on")
    assert addresses(told(capsys, "main...topic"), "broken") == []
    assert addresses(told(capsys, "main", "topic"), "broken") == ["/news/"]
    git("checkout", "--quiet", "topic")
    found = told(capsys, "main...")
    assert found["new"] == "content/ as it is"
    assert [each["address"] for each in found["added"] if each["kind"] == "story"] == ["/rain/"]


def test_what_the_next_build_changes(root: Path, capsys: Say) -> None:
    assert main(["build", *AT]) == 0
    capsys.readouterr()
    assert addresses(told(capsys), "added") == []
    edit(root)
    assert "/rain/" in addresses(told(capsys), "added")
    assert addresses(told(capsys, "site", "main"), "changed") == []


def test_two_folders_of_any_program(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, text in (("old", "One."), ("new", "Two.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "post.html").write_text(f"<title>P</title><h1>P</h1><p>{text}")
    (tmp_path / "old" / "gone.html").write_text("<h1>Gone")
    (tmp_path / "old" / ".hidden.html").write_text("<h1>Gone")
    monkeypatch.chdir(tmp_path)
    found = told(capsys, "old", "new")
    assert addresses(found, "broken") == ["/gone.html"]
    assert addresses(found, "changed") == ["/post.html"]
    assert told(capsys, "old", "new", "--fail-on-break", code=1)["broken"]
    assert told(capsys, "new", "old", "--fail-on-break")["broken"] == []
    assert not (tmp_path / ".newsgen-cache").exists()


def test_many_pages_are_read_on_all_cores(tmp_path: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for site in ("old", "new"):
        Path(site).mkdir()
        for number in range(300):
            Path(site, f"{number:03}.html").write_text(f"<title>{number}</title><main><p>{site}")
    found = told(capsys, "old", "new")
    assert addresses(found, "changed") == [f"/{number:03}.html" for number in range(300)]
    assert [each["title"] for each in found["changed"]] == [str(number) for number in range(300)]
    assert {str(each["passages"]) for each in found["changed"]} == {"[{'removed': 'old', 'added': 'new'}]"}


def test_a_comment(root: Path, capsys: Say) -> None:
    edit(root)
    assert main(["diff", "main", *AT, "--format", "markdown", "--limit", "1"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("<!-- newsgen diff -->\n### What changes for readers\n")
    assert "- `/fair/` Fair" in text


def test_a_revision_that_does_not_build(root: Path, capsys: Say) -> None:
    (root / "content/articles/fair.md").write_text("---\ntitel: x\n---\n")
    commit("broken")
    assert main(["diff", "main~1", "main", *AT]) == 1
    err = capsys.readouterr().err
    assert "main:the paper/content/articles/fair.md:2:1: error: there is no key titel" in err
    assert "nothing was compared" in err
    problems = told(capsys, "main~1", "main", code=1)["problems"]
    assert {each["path"] for each in problems} == {"main:the paper/content/articles/fair.md"}
    problems = told(capsys, "main...HEAD", code=1)["problems"]
    assert {each["path"] for each in problems} == {f"{git('rev-parse', 'HEAD')[:12]}:the paper/content/articles/fair.md"}


def test_a_clone_without_its_past(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(root)
    commit("two")
    git("clone", "--quiet", "--depth", "1", f"file://{root.parent}", "../clone")
    monkeypatch.chdir(root.parent / "clone" / "the paper")
    assert main(["diff", "HEAD~1", *AT]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["maim"], "did you mean  main"),
        (["origin/elsewhere"], "git fetch origin elsewhere"),
        (["HEAD~9"], "git log  names the revisions"),
        (["--", "--upload-pack=x"], "is neither a folder nor a revision"),
        (["content"], "content holds no page"),
        ([], "newsgen build"),
        (["main...nowhere"], "nowhere is neither a folder nor a revision"),
        (["main", "--content", "/"], "main is no folder, and / lies in no Git repository"),
        (["old-sit", "--content", "nowhere"], "there is no folder old-sit"),
    ],
)
def test_what_makes_no_sense_is_said(root: Path, capsys: Say, words: list[str], said: str) -> None:
    assert main(["diff", *AT, *words]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_without_a_repository(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    (root.parent / ".git").rename(root.parent / "elsewhere")
    assert main(["diff", "main", *AT]) == 2
    assert "lies in no Git repository" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert main(["diff", "main", *AT]) == 2
    assert "there is no program git here" in capsys.readouterr().err


def test_a_repository_of_somebody_else(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container whose user is another than the one who checked out."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert main(["diff", "main", *AT]) == 2
    assert f"hint: run  git config --global --add safe.directory {root.parent}" in capsys.readouterr().err


def test_a_sparse_checkout_is_no_measure(root: Path, capsys: Say) -> None:
    git("sparse-checkout", "set", "content/media")
    assert told(capsys, "main", "HEAD")["broken"] == []
    assert "/fair/" in addresses(told(capsys, "HEAD"), "broken"), "the files themselves are"


def test_folders_whose_names_are_patterns(root: Path, capsys: Say) -> None:
    (root / "content").rename(root / "[c]*")
    commit("renamed")
    assert told(capsys, "HEAD", "--content", "[c]*")["changed"] == []


def test_a_revision_from_before_the_publication(root: Path, capsys: Say) -> None:
    git("checkout", "--quiet", "--orphan", "other")
    git("rm", "-r", "--quiet", "--cached", ".")
    git("add", ".gitignore")
    git("commit", "--quiet", "--message", "nothing yet")
    assert main(["diff", "other", *AT]) == 2
    assert "there is no folder the paper/content" in capsys.readouterr().err


def test_hooks_do_not_run(root: Path, capsys: Say) -> None:
    hook = root.parent / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch '{root.parent}/ran'\n")
    hook.chmod(0o755)
    told(capsys, "main")
    assert not (root.parent / "ran").exists()


def test_a_store_is_of_use_and_changes_nothing(root: Path, capsys: Say) -> None:
    assert main(["build", *AT]) == 0
    edit(root)
    capsys.readouterr()
    remembered = told(capsys, "main")
    assert told(capsys, "main", "--no-cache") == remembered
    assert main(["build", *AT, "--verify"]) == 0
