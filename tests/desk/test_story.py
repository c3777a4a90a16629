"""A story that is begun lies at its place, says what is known, and builds, whatever its headline."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.cli import main
from newsgen.desk.schema import NOTHING_KNOWN
from newsgen.desk.story import Plan, headline_of, places, story, tag_names
from newsgen.desk.tables import TABLES, fields_of
from newsgen.model.article import Article
from newsgen.model.url import of_story, slug

from ..builders import SITE, built, problems, project, read_story, reading
from .test_cms import known
from .test_schema import refusals

NOW = datetime(2024, 4, 30, 23, 30, tzinfo=ZoneInfo("Asia/Singapore"))


@given(st.text(max_size=300) | st.text(st.sampled_from("#:'\"{}[]-|>&*!%@`\n\t 🎉…٣。é"), max_size=20), st.booleans())
def test_any_headline_makes_a_story_that_reads_back(text: str, bundle: bool) -> None:
    headline = headline_of(text)
    if not headline:
        return
    plan = Plan(headline, NOW, bundle=bundle)
    place, _ = places(plan)
    found = reading(story(plan, NOTHING_KNOWN), place, "Asia/Singapore")
    assert found.problems == ()
    assert isinstance(found.story, Article)
    assert found.story.title == headline
    assert found.story.date == NOW
    assert found.story.draft
    assert of_story(place).path == f"/2024/04/{slug(headline)}/"
    assert len(place.rsplit("/", maxsplit=1)[-1].encode()) < 255


def test_both_places_have_one_address() -> None:
    for plan in (Plan("Fair", NOW), Plan("Fair", NOW, bundle=True), Plan("Index", NOW)):
        chosen, other = places(plan)
        assert chosen != other
        assert of_story(chosen) == of_story(places(Plan(plan.headline, NOW, bundle=True))[0])
    assert places(Plan("Index", NOW))[0] == "articles/2024/04/index/index.md"


def test_what_is_given_stands_in_it_and_the_rest_as_comments() -> None:
    plan = Plan("Fair", NOW, "world", ["bri", " AI", "ai", ""], ["ana ruiz", "A guest"], "analysis", draft=False)
    text = story(plan, known())
    read = read_story(text)
    assert (read.section, read.type, read.draft) == ("world", "analysis", False)
    assert [tag.name for tag in read.tags] == ["Belt and Road", "AI"]
    assert read.authors == ("ana", "A guest")
    named = set(re.findall(r"^(?:# )?([a-z_]+):", text, re.MULTILINE))
    assert named == {field.name for field in fields_of(TABLES["article"])} - {"authors"}


def test_each_comment_is_right_when_its_sign_is_taken_away() -> None:
    head = story(Plan("Fair", NOW), NOTHING_KNOWN).split("---\n")[1]
    for line in re.findall(r"^# (.*)", head, re.MULTILINE):
        assert refusals(TABLES["article"], f"title: Fair\ndate: 2024-04-16\n{line}") == []


def test_topics_are_spelled_as_tags_yaml_has_them() -> None:
    assert tag_names(["BRI", "belt and road", "Fog"], known()) == ["Belt and Road", "Fog"]


Say = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication whose clock stands at one minute to May in UTC, when May has begun in its zone."""
    project(
        tmp_path,
        {"content/tags.yaml": "belt-and-road: {name: Belt and Road}\n", "content/people.yaml": "ana: {name: Ana Ruiz}\n"},
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2024, 4, 30, 23, 59, 30, tzinfo=UTC).timestamp())))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_command_says_where_it_lies(root: Path, capsys: Say) -> None:
    code = main(["new", "The harbour fair: “back”", "--section", "World", "--tags", "belt and road,fog", "--author", "Ana Ruiz"])
    assert (code, capsys.readouterr().out) == (0, "content/articles/2024/05/the-harbour-fair-back.md\n")
    text = (root / "content/articles/2024/05/the-harbour-fair-back.md").read_text("utf-8")
    assert "date: 2024-05-01T07:59:00+08:00\nsection: world\ntags: [Belt and Road, fog]\nauthor: ana\n" in text


@pytest.mark.parametrize(
    "headline",
    [
        "東京の港",
        "!!!",
        "🎉",
        "a" * 500,
        "--- # 'x': \"y\"\n{z}",
        "CON",
        "index",
        "bad \udcff byte",
        "-5 degrees",
        "\u200b",
        "No",
        "2024",
    ],
)
def test_what_it_writes_builds(root: Path, headline: str) -> None:
    assert main(["new", "--no-draft", "--", headline]) == 0
    folders = project(root)
    assert problems(folders) == []
    assert built(folders).stories == 1


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ([" \n"], "the headline is empty", "write  newsgen new"),
        (["x", "--section", "wrold"], "there is no section wrold in site.yaml", "did you mean  world"),
        (["x", "--slug", "Big News"], "--slug must be a short name in lower case, not Big News", "write  --slug big-news"),
        (["x", "--date", "24 Nov 2026 6pm"], "--date must be a time, not 24 Nov 2026 6pm", "write  --date 2026-11-24T18:00"),
        (["x", "--date", "soon"], "--date must be a time, not soon", "write  --date 2026-04-16T18:05"),
        (["x", "--edit"], "neither $VISUAL nor $EDITOR says", "leave --edit out"),
        (["taken"], "taken.md is there already", "--slug NAME"),
        (["taken", "--bundle"], "taken.md is there already", "--slug NAME"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_written(
    root: Path, capsys: Say, arguments: list[str], message: str, hint: str
) -> None:
    assert main(["new", "taken"]) == 0
    capsys.readouterr()
    before = sorted(root.rglob("*"))
    assert main(["new", *arguments]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert hint in said
    assert sorted(root.rglob("*")) == before


def test_a_headline_without_quotes_is_one_too(root: Path, capsys: Say) -> None:
    assert main(["new", "Storm", "closes", "port", "--section", "world"]) == 0
    assert capsys.readouterr().out.endswith("/storm-closes-port.md\n")


def test_from_a_subfolder_it_says_where_to_go(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content")
    assert main(["new", "x"]) == 2
    assert f"cd {root}" in capsys.readouterr().err


def test_a_site_that_cannot_be_read_is_told(root: Path, capsys: Say) -> None:
    (root / "content/site.yaml").write_text(SITE + "tittle: x\n")
    assert main(["new", "x"]) == 1
    assert "did you mean  title" in capsys.readouterr().err


def test_the_editor_opens_it(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    program = root / "an editor.py"
    program.write_text("import sys, pathlib\npathlib.Path(sys.argv[1]).open('a').write('Typed.')\n")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{program}'")
    assert main(["new", "x", "--edit", "--date", "2024-02-01", "--slug", "other"]) == 0
    assert (root / "content/articles/2024/02/other.md").read_text().endswith("---\nTyped.")
    monkeypatch.setenv("VISUAL", "no-such-program -w")
    assert main(["new", "y", "--edit"]) == 2
    assert "there is no program no-such-program" in capsys.readouterr().err
