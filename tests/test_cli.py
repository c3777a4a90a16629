"""The command line: what it says when it is asked for something it cannot do, and what it tells when it can."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from newsgen.cli import clock, main
from newsgen.engine import processes, runner
from newsgen.engine.store import Store
from newsgen.write import disk
from newsgen.write.diff import Written

from .builders import PIXEL, ROOT, project, story


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that builds, as the current folder."""
    project(tmp_path, {"content/articles/fair.md": story("The fair"), "content/media/quay.png": PIXEL})
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


Say = pytest.CaptureFixture[str]
AT = ["--as-of", "2024-06-01", "--no-cache"]
REMEMBERING = AT[:2]


def told(capsys: Say, *arguments: str) -> tuple[int, str]:
    """Exit code, and all that was printed."""
    code = main(list(arguments))
    return code, "".join(capsys.readouterr())


def usage(capsys: Say, *arguments: str) -> str:
    """What is said of a wrong use; nothing on standard output, no site."""
    code = main(list(arguments))
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    return err


def test_build(root: Path, capsys: Say) -> None:
    code, text = told(capsys, "build", *AT)
    assert code == 0
    assert text.startswith("site/: 1 story, ")
    assert (root / "site/fair/index.html").is_file()


def test_build_is_the_default(root: Path, capsys: Say) -> None:
    assert told(capsys, *AT)[0] == 0
    assert (root / "site/fair/index.html").is_file()


def test_second_build_writes_nothing(root: Path, capsys: Say) -> None:
    told(capsys, *AT)
    assert " 0 written, 0 removed" in told(capsys, *AT)[1]


def test_report_names_the_next_change(root: Path, capsys: Say) -> None:
    project(root, {"content/articles/later.md": story("Later", embargo="2024-06-02T06:00")})
    assert "; next change 2024-06-02T06:00:00+08:00 (articles/later.md appears)" in told(capsys, *AT)[1]


def test_json_report(root: Path, capsys: Say) -> None:
    project(
        root,
        {
            "content/articles/link.md": story("Link", body="[x](later.md)"),
            "content/articles/later.md": story("Later", "2030-01-01"),
        },
    )
    assert main([*AT, "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["built"], report["stories"], report["output"]) == (True, 2, "site")
    assert report["next_transition"].startswith("2030-01-01")
    assert [problem["level"] for problem in report["problems"]] == ["warning"]


def test_warnings_are_shown_and_do_not_stop(root: Path, capsys: Say) -> None:
    (root / "content/site.yaml").write_text("title: A")
    code, text = told(capsys, *AT)
    assert code == 0
    assert "content/site.yaml: warning: without base_url" in text
    assert told(capsys, *AT, "--base-url", "https://a.example/b")[1].startswith("site/:")


def test_problems_are_told_on_standard_error(root: Path, capsys: Say) -> None:
    project(root, {"content/articles/x.md": "Text"})
    assert main(AT) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("\n1 problem; nothing was written, the site is as it was\n")
    assert not (root / "site").exists()


def test_formats_for_tools_go_to_standard_output(root: Path, capsys: Say) -> None:
    project(root, {"content/articles/x.md": "Text"})
    assert main([*AT, "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=content/articles/x.md,line=1,col=1::")
    assert main([*AT, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["built"] is False


@pytest.mark.parametrize(
    ("as_of", "shows"),
    [("2024-04-16T08:59", False), ("2024-04-16T09:00", True), ("2024-04-16T01:00Z", True), ("2024-04-16", False)],
)
def test_as_of_is_in_the_site_s_zone(root: Path, as_of: str, shows: bool) -> None:
    assert main(["--as-of", as_of, "--no-cache"]) == 0
    assert (root / "site/fair/index.html").exists() == shows


def test_source_date_epoch(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1713229199")
    assert main(["--no-cache"]) == 0
    assert not (root / "site/fair/index.html").exists()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1713229200")
    assert main(["--no-cache"]) == 0
    assert (root / "site/fair/index.html").exists()


def test_drafts(root: Path, capsys: Say) -> None:
    project(root, {"content/articles/draft.md": story("Draft", draft=True)})
    assert main(AT) == 0
    assert not (root / "site/draft/index.html").exists()
    assert main([*AT, "--drafts"]) == 0
    assert (root / "site/draft/index.html").exists()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (["--drafts"], "drafts"),
        (["--as-of", "2999-01-01"], "what appears until 2999-01-01"),
        (["--as-of", "2999-01-01", "--drafts"], "what appears until 2999-01-01 and drafts"),
    ],
)
def test_a_site_that_is_not_for_readers_says_so(root: Path, capsys: Say, asked: list[str], shown: str) -> None:
    says = f"site/ is not for readers, it shows {shown}; before you publish run  newsgen build\n"
    assert told(capsys, "--no-cache", *asked)[1].endswith(says)
    assert "not for readers" not in told(capsys, "--no-cache")[1]
    assert json.loads(told(capsys, "--no-cache", *asked, "--format", "json")[1])["built"]


def test_verify(root: Path, capsys: Say) -> None:
    assert told(capsys, *AT, "--verify")[0] == 0


def test_explain(root: Path, capsys: Say) -> None:
    code, text = told(capsys, *AT, "--explain", "/fair/")
    assert code == 0
    assert "comes from     content/articles/fair.md" in text
    assert "article.html" in text
    assert not (root / "site").exists()


@pytest.mark.parametrize("address", ["/fair/", "/fair", "/fair/index.html", "fair/", "https://harbour.example/fair/"])
def test_explain_takes_an_address_in_any_form(root: Path, capsys: Say, address: str) -> None:
    assert "content/articles/fair.md" in told(capsys, *AT, "--explain", address)[1]


@pytest.mark.parametrize("address", ["/gone/", "nonsense", "/../x", "https://[::1"])
def test_explain_of_nothing(root: Path, capsys: Say, address: str) -> None:
    assert f"there is no page {address}\n  hint: write an address of the site" in usage(capsys, *AT, "--explain", address)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--as-of", "tomorrow"],
            "newsgen: --as-of must be a time, not tomorrow\n  hint: write  --as-of 2026-04-16T18:05\n",
        ),
        (["--as-of", "2024-02-30"], "newsgen: --as-of must be a time, not 2024-02-30: 2024-02 has 29 days\n"),
        (
            ["--as-of", "0001-01-01"],
            "newsgen: --as-of must be a time, not 0001-01-01: the year must lie between 2 and 9998\n"
            "  hint: write  --as-of 2026-04-16T18:05\n",
        ),
        (["--base-url", "example.org"], "newsgen: --base-url must be a whole web address, not example.org\n"),
        (["--base-url", "https://x.example/?a"], "newsgen: --base-url must be a whole web address"),
        (["--base-url", "https://ana:pw@x.example"], "newsgen: --base-url must be a whole web address"),
        (["--jobs", "0"], "0 is not a number of processes; write 1, 2, 4"),
        (["--jobs", "many"], "many is not a number of processes"),
        (["--jobs", "-1"], "-1 is not a number of processes"),
        (["--jobs", "²"], "² is not a number of processes"),
        (["--format", "xml"], "invalid choice: 'xml'"),
        (["--format", "Jsno"], ")\n  hint: write  json\n"),
        (["tags", "renmae", "a", "b"], ")\n  hint: write  rename\n"),
        (["--as-of"], "expected one argument"),
        (["--contents", "x"], "unrecognized arguments: --contents x"),
        (["biuld"], "there is no command biuld\n  hint: write  newsgen build"),
        (["build", "a.md"], "unrecognized arguments: a.md\n  hint: newsgen build takes all of content/, and no names of files\n"),
        (["build", "--jsob", "2"], "unrecognized arguments: --jsob 2\n  hint: write  --jobs, or see  newsgen build --help\n"),
        (["build", "\u2014drafts"], "newsgen: \u2014drafts begins with a dash\n  hint: write two hyphens:  --drafts\n"),
        (["\u2013jobs=2"], "newsgen: \u2013jobs=2 begins with a dash\n  hint: write two hyphens:  --jobs=2\n"),
        (["new", "Storm", "\u2014section", "city"], "hint: write two hyphens:  --section\n"),
        (["build", "--", "--jobs"], "unrecognized arguments: -- --jobs\n  hint: all that it takes:  newsgen build --help\n"),
        (["check", "--qqq=1"], "unrecognized arguments: --qqq=1\n  hint: all that it takes:  newsgen check --help\n"),
        (
            ["--content", "gone"],
            "newsgen: there is no folder gone\n  hint: go to the folder that holds content/, or name it with  --content DIR\n",
        ),
        (["--content", "content/site.yaml"], "newsgen: there is no folder content/site.yaml\n"),
        (["--output", "content/site"], "the output folder content/site and the content folder content lie in each other"),
        (["--output", "."], "lie in each other"),
        (["--output", "content"], "lie in each other"),
        (["--output", "x/../content/articles"], "lie in each other"),
    ],
)
def test_wrong_usage(root: Path, capsys: Say, arguments: list[str], message: str) -> None:
    assert message in usage(capsys, *arguments)
    assert not (root / "site").exists()


def test_a_word_that_is_near_none_gets_no_hint(root: Path, capsys: Say) -> None:
    assert "hint" not in usage(capsys, "tags", "zzz")


def test_from_inside_a_project_the_way_out_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    project(tmp_path / "Le Fanal", {})
    monkeypatch.chdir(tmp_path / "Le Fanal" / "content")
    assert f"run  cd '{tmp_path / 'Le Fanal'}', or name it" in usage(capsys, "build")


def test_nonsense_in_the_environment(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "SOURCE_DATE_EPOCH must be seconds since 1970, not yesterday" in usage(capsys)


def test_output_that_newsgen_did_not_make_is_left_alone(root: Path, capsys: Say) -> None:
    (root / "site").mkdir()
    (root / "site/thesis.txt").write_text("years of work")
    assert "site is not empty and newsgen did not make it (it holds thesis.txt)" in usage(capsys, *AT)
    assert [place.name for place in (root / "site").iterdir()] == ["thesis.txt"]


def test_output_that_is_a_file(root: Path, capsys: Say) -> None:
    (root / "site").write_text("x")
    assert "site is a file, not a folder" in usage(capsys, *AT)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_output_that_may_not_be_written(root: Path, capsys: Say) -> None:
    (root / "closed").mkdir(mode=0o500)
    assert "hint: check the folder" in usage(capsys, *AT, "--output", "closed/site")


def test_output_on_a_path_that_cannot_be(root: Path, capsys: Say) -> None:
    (root / "file").write_text("x")
    assert "hint: check the folder" in usage(capsys, *AT, "--output", "file/site")


def test_cache_in_use(root: Path, capsys: Say) -> None:
    store = Store(root / ".newsgen-cache")
    try:
        assert "another build is using" in usage(capsys, *REMEMBERING, "--cache", str(root / ".newsgen-cache"))
    finally:
        store.close()


def test_cache_that_may_not_be_made(root: Path, capsys: Say) -> None:
    (root / "file").write_text("x")
    assert "hint: check the folder" in usage(capsys, *REMEMBERING, "--cache", "file/cache")


def test_profile_names_every_stage(root: Path, capsys: Say) -> None:
    code, text = told(capsys, *AT, "--profile")
    assert code == 0
    stages = re.findall(r"^ +[0-9.]+ s  (.+)$", text, re.M)
    assert stages == ["starting", "finding sources", "reading", "linking", "planning", "checking", "rendering", "writing"]


def test_explain_says_what_made_a_page_render(root: Path, capsys: Say) -> None:
    why = [*REMEMBERING, "--explain", "/fair/"]
    assert "never, as far as is remembered" in told(capsys, *why)[1]
    assert told(capsys, *REMEMBERING)[0] == 0
    assert "now            nothing that it shows has changed" in told(capsys, *why)[1]
    place = root / "content" / "articles" / "fair.md"
    place.write_text(place.read_text("utf-8") + "More.\n", "utf-8")
    assert re.search("it would be rendered, because this is new: .*its own file, its text", told(capsys, *why)[1])
    assert " 0 rendered" not in told(capsys, *REMEMBERING)[1]
    assert re.search("because this was new: .*its own file, its text", told(capsys, *why)[1])


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_builds_show_a_bar_on_a_terminal_and_take_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "PATIENCE", 0.0)
    monkeypatch.setattr(clock, "PAUSE", 0.0)
    monkeypatch.setattr("sys.stderr", screen := Terminal())
    shown = clock.Clock(tells=True)
    shown.tell("render", 1, 2)
    assert "rendering ███████████████░░░░░░░░░░░░░░░ 1 of 2" in screen.getvalue()
    shown.clear()
    assert screen.getvalue().rpartition("\r")[2] == ""


def test_long_builds_show_lines_elsewhere(monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    monkeypatch.setattr(clock, "LINES", 0.0)
    shown = clock.Clock(tells=True)
    shown.tell("render", 1, 2)
    shown.stage("writing")
    assert capsys.readouterr().err == "writing … (0 s)\n"


def test_fault_of_ours_says_so(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.workshop.publish", lambda *_: 1 / 0)
    code, text = told(capsys, *AT)
    assert code == 70
    assert "ZeroDivisionError" in text
    assert "this is a fault of newsgen, not of your sources" in text


def vanish(*_: object) -> None:
    os._exit(9)


HERE, STAGE_ALL = os.getpid(), disk._stage_all


def stage_or_vanish(*given: Any) -> list[Written]:
    if os.getpid() != HERE:
        vanish()
    return STAGE_ALL(*given)


def test_a_process_that_the_system_ends_leaves_the_site_as_it_was(
    root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(capsys, *REMEMBERING)[0] == 0
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    for number in range(3):
        (root / f"content/articles/more-{number}.md").write_text(story("More"), "utf-8")
    monkeypatch.setattr(runner, "INLINE", 1)
    monkeypatch.setattr(runner, "_run", vanish)
    code, text = told(capsys, *REMEMBERING, "--jobs", "2")
    assert code == 2
    assert "has ended one of the processes" in text and "--jobs 1" in text
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == before


def test_what_a_process_did_not_write_that_the_system_ended_is_written(
    root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "MANY", 1)
    monkeypatch.setattr(disk, "_stage_all", stage_or_vanish)
    assert told(capsys, *REMEMBERING, "--jobs", "2")[0] == 0
    assert (root / "site/fair/index.html").is_file()


def test_problems_are_told_though_a_folder_that_was_lost_is_on_its_way(
    root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "MANY", 1)
    assert told(capsys, *REMEMBERING)[0] == 0
    shutil.rmtree(root / "site")
    (root / "content/articles/fair.md").write_text(story(date="never"), "utf-8")
    code, text = told(capsys, *REMEMBERING, "--jobs", "2")
    assert code == 1
    assert "date is not a date" in text
    assert not (root / "site").exists()


def test_many_files_are_written_without_a_store_too(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MANY", 1)
    assert told(capsys, *AT, "--jobs", "2")[0] == 0
    assert (root / "site/fair/index.html").is_file()


def test_interrupted(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("newsgen.workshop.publish", stop)
    code, text = told(capsys, *AT)
    assert (code, text[:16]) == (130, "newsgen: stopped")


def test_a_system_that_allows_no_more_processes_is_no_full_disk(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(runner, "INLINE", 1)
    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr("newsgen.workshop.processes", partial(processes.processes, start="fork"))
    text = usage(capsys, *REMEMBERING, "--jobs", "2")
    assert text.startswith("newsgen: the system gives no more: Resource temporarily unavailable\n")
    assert "--jobs 1" in text


def test_too_little_memory_is_no_fault_of_ours(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("newsgen.workshop.publish", fill)
    assert "the system gives no more memory" in usage(capsys, *AT)


def test_help_teaches(capsys: Say) -> None:
    code, text = told(capsys, "--help")
    assert code == 0
    for word in ("newsgen build", "content/articles/", "title:", "date:", "--drafts", "--as-of", "Exit codes: 0 built, 1"):
        assert word in text


def test_help_of_build_names_every_option(capsys: Say) -> None:
    code, text = told(capsys, "build", "--help")
    assert code == 0
    options = "content templates static output cache no-cache jobs as-of base-url drafts verify explain format"
    assert all(f"--{option}" in text for option in options.split())


class Full(io.StringIO):
    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_report_that_cannot_be_written_is_no_success(capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["--version"]) == 2
    assert "No space left on device" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["-m", "newsgen"], ["build.py"]])
def test_the_program_says_all_and_ends_with_the_code_of_its_command(arguments: list[str]) -> None:
    for given, code, said in (["--version"], 0, "newsgen "), (["build", "--jobs", "x"], 2, ""), (["tags", "--bogus"], 2, ""):
        command = [sys.executable, *arguments, *given]
        done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout[: len(said)]) == (code, said)
        assert bool(done.stderr) == bool(code)


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
def test_closed_streams_stop_nothing(root: Path, closed: Sequence[int]) -> None:
    def close() -> None:
        for number in closed:
            os.close(number)

    for _ in range(2):
        command = [sys.executable, ROOT / "build.py", *REMEMBERING, "--jobs", "2"]
        done = subprocess.run(command, preexec_fn=close, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert bool(done.stdout) == (1 not in closed)


def test_a_parent_that_ignores_its_children_changes_nothing(root: Path) -> None:
    def ignore() -> None:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)

    for _ in range(2):  # the second looks at what the first has left
        command = [sys.executable, ROOT / "build.py", *REMEMBERING, "--jobs", "2"]
        done = subprocess.run(command, preexec_fn=ignore, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_version(capsys: Say) -> None:
    code, text = told(capsys, "--version")
    assert (code, text.split()[0]) == (0, "newsgen")
