"""Tags are listed, renamed and merged in all stories and in tags.yaml, and each other byte stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.cli import main
from newsgen.desk.splice import Refused
from newsgen.desk.vocabulary import Move, moved, topics_in
from newsgen.model.site import Topic

from ..builders import built, project, story

Say = pytest.CaptureFixture[str]
FERRIES = """\
# The topics.
ferries:            # boats
  name: "Ferries"   # shown
  description: >
    What floats.
  synonyms: [ferry]

# Land
trams: {name: Trams}
fog:
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication with some tags, as the current folder."""
    project(
        tmp_path,
        {
            "content/tags.yaml": FERRIES,
            "content/articles/a.md": story("A", tags=["ferry", "Harbour", "fog"]),
            "content/articles/b.md": story("B", tags=["Ferries", "harbour"]),
            "content/articles/c.md": "---\r\ntitle: C\r\ndate: 2024-04-16\r\ntags: [ 'harbour' , fog ] # two\r\n---\r\nText",
            "content/articles/d.md": story("D"),
        },
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717243200")
    return tmp_path


def text(root: Path, path: str) -> str:
    return (root / "content" / path).read_bytes().decode()


def told(capsys: Say, *arguments: str) -> str:
    capsys.readouterr()
    assert main(["tags", *arguments]) == 0
    return capsys.readouterr().out


def test_list(root: Path, capsys: Say) -> None:
    assert told(capsys) == (
        "      3  harbour  (also written Harbour (1); not in tags.yaml)\n"
        "      2  Ferries  (also written ferry (1))\n"
        "      2  fog  (without a description)\n"
        "      0  Trams  (without a description; used by no story)\n"
    )
    rows = json.loads(told(capsys, "list", "--format", "json"))
    assert rows[1] == {
        "tag": "Ferries",
        "slug": "ferries",
        "stories": 2,
        "spellings": {"Ferries": 1, "ferry": 1},
        "in_tags_yaml": True,
        "description": "What floats.",
    }


def test_rename(root: Path, capsys: Say) -> None:
    before = text(root, "articles/d.md"), FERRIES
    pairs = [(f"/tags/harbour/{file}", f"/tags/old-harbour/{file}") for file in ("", "feed.xml")]
    redirects = "".join(f"  - {{old: {old}, new: {new}}}\n" for old, new in pairs)
    assert told(capsys, "rename", "HARBOUR", "Old: harbour") == (
        "Old: harbour: 3 files changed\n"
        + "".join(f"{old} is at {new} from the next build on\n" for old, new in pairs)
        + f"so that old links lead there, add to content/redirects.yaml, below  redirects:\n{redirects}"
    )
    assert text(root, "articles/c.md") == (
        "---\r\ntitle: C\r\ndate: 2024-04-16\r\ntags: [ 'Old: harbour' , fog ] # two\r\n---\r\nText"
    )
    assert "- 'Old: harbour'\n" in text(root, "articles/a.md") or '- "Old: harbour"\n' in text(root, "articles/a.md")
    assert (text(root, "articles/d.md"), text(root, "tags.yaml")) == before
    (root / "content/redirects.yaml").write_text(f"redirects:\n{redirects}", "utf-8")
    site = built(project_folders(root))
    assert {"tags/old-harbour/index.html", "tags/harbour/index.html", "tags/harbour/feed.xml"} <= site.tree.keys()
    assert not site.warnings


def project_folders(root: Path) -> object:
    from newsgen.read.snapshot import Folders

    from ..builders import ROOT

    return Folders(root / "content", root / "templates", root / "static", ROOT)


def test_a_spelling_is_renamed_too(root: Path, capsys: Say) -> None:
    assert told(capsys, "rename", "harbour", "Harbour") == "Harbour: 2 files changed\n"
    assert "harbour" not in text(root, "articles/b.md") + text(root, "articles/c.md")


def test_renaming_onto_a_tag_of_the_story_merges(root: Path, capsys: Say) -> None:
    told(capsys, "rename", "fog", "harbour")
    assert "tags:\n- ferry\n- harbour\n---" in text(root, "articles/a.md")
    assert "tags: [ 'harbour' ] # two" in text(root, "articles/c.md")
    assert "fog" not in text(root, "tags.yaml") or "harbour:\n  name: harbour\n" in text(root, "tags.yaml")


def test_a_topic_is_renamed_in_the_vocabulary(root: Path, capsys: Say) -> None:
    assert "\n/tags/ferries/ is at /tags/boats/ from" in told(capsys, "rename", "ferries", "Boats")
    assert text(root, "tags.yaml") == FERRIES.replace("ferries:", "boats:").replace('"Ferries"', '"Boats"')
    assert "- ferry\n" in text(root, "articles/a.md")  # a synonym leads to the topic still
    assert "- Boats\n" in text(root, "articles/b.md")


def test_topics_are_merged(root: Path, capsys: Say) -> None:
    told(capsys, "merge", "Trams", "fog", "harbour", "--into", "ferries")
    assert text(root, "tags.yaml") == FERRIES.replace("[ferry]", "[ferry, Trams, fog]").replace(
        "trams: {name: Trams}\nfog:\n", ""
    )
    assert "tags:\n- ferry\n---" in text(root, "articles/a.md")  # which means Ferries
    assert "tags: [ 'Ferries' ] # two" in text(root, "articles/c.md")


def test_topics_become_a_new_one(root: Path, capsys: Say) -> None:
    told(capsys, "merge", "Trams", "Ferries", "--into", "Transport")
    assert text(root, "tags.yaml") == "# The topics.\n\n# Land\ntransport: {name: Transport, synonyms: [Ferries, ferry]}\nfog:\n"


def test_a_synonym_becomes_a_tag_of_its_own(root: Path, capsys: Say) -> None:
    told(capsys, "rename", "ferry", "Small boats")
    assert text(root, "tags.yaml") == FERRIES.replace("[ferry]", "[]")
    assert "- Small boats\n" in text(root, "articles/a.md")
    assert "- Ferries\n" in text(root, "articles/b.md")


def test_a_dry_run_changes_nothing(root: Path, capsys: Say) -> None:
    before = {place: place.read_bytes() for place in (root / "content").rglob("*") if place.is_file()}
    said = told(capsys, "merge", "Trams", "fog", "--into", "Ferries", "--dry-run")
    assert "+++ content/tags.yaml" in said
    assert "-- fog" in said
    assert {place: place.read_bytes() for place in before} == before


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["rename", "harbor", "x"], "there is no tag harbor", "did you mean  harbour"),
        (["rename", "zzz", "x"], "there is no tag zzz", "see  newsgen tags"),
        (["rename", "fog"], "tags rename takes two tags", 'write  newsgen tags rename "Belt & Road"'),
        (["merge", "fog"], "tags merge takes some tags", "--into"),
        (["rename", "fog", " "], "a tag is empty", "quotes"),
        (["list", "fog"], "tags list takes no names", "rename OLD NEW"),
    ],
)
def test_what_makes_no_sense_is_said(root: Path, capsys: Say, arguments: list[str], message: str, hint: str) -> None:
    assert main(["tags", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert hint in err


def test_stories_that_cannot_be_read_are_told(root: Path, capsys: Say) -> None:
    project(root, {"content/articles/bad.md": "---\ntags: [harbour\n---\n", "content/tags.yaml": FERRIES})
    assert main(["tags", "rename", "harbour", "Port"]) == 1
    assert "1 file could not be read and count for nothing here" in capsys.readouterr().err
    assert text(root, "articles/bad.md") == "---\ntags: [harbour\n---\n"


def test_a_list_that_cannot_be_changed_safely_is_told(root: Path, capsys: Say) -> None:
    project(
        root,
        {"content/articles/e.md": "---\ntitle: E\ndate: 2024-04-16\ntags: [&x harbour, y]\n---\n", "content/tags.yaml": FERRIES},
    )
    main(["tags", "rename", "harbour", "Port"])
    out, err = capsys.readouterr()
    assert "content/articles/e.md: warning: its tags are left for you to change" in err
    assert "3 files changed" in out


def test_a_vocabulary_that_cannot_be_changed_safely_stops_all(root: Path, capsys: Say) -> None:
    project(root, {"content/tags.yaml": "{ferries: {name: Ferries}, fog: }\n"})
    before = text(root, "articles/b.md")
    assert main(["tags", "rename", "Ferries", "Boats"]) == 2
    assert "nothing was changed: tags.yaml is written in braces" in capsys.readouterr().err
    assert text(root, "articles/b.md") == before


# tags.yaml


@pytest.mark.parametrize(
    ("before", "move", "after"),
    [
        ("a:\n  name: A\n", Move(("a",), "", "b", "B"), "b:\n  name: B\n"),
        ("a:\n", Move(("a",), "", "b", "B"), "b:\n  name: B\n"),
        ("\ufeffa: {name: A}\n", Move(("a",), "", "b", "B"), "\ufeffb: {name: B}\n"),
        ("a: ~\n", Move(("a",), "", "b", "B"), "b: {name: B}\n"),
        ("a: {}", Move(("a",), "", "b", "B"), "b: {name: B}"),
        ("a:\n  description: x", Move(("a",), "", "b", "B"), "b:\n  name: B\n  description: x"),
        ("'a':\r\n  name: 'A'\r\n", Move(("a",), "", "b", "B's"), "'b':\r\n  name: 'B''s'\r\n"),
        ("a: {name: A}\nb: {name: B}\n", Move(("a",), "b", "b", "B"), "b: {name: B, synonyms: [A]}\n"),
        (
            "a:\n  name: A\nb:\n  name: B\n  synonyms:\n  - C # c\n",
            Move(("a",), "b", "b", "B"),
            "b:\n  name: B\n  synonyms:\n  - C # c\n  - A\n",
        ),
        (
            "b:\n  synonyms:\n    - C\n  name: B\na: {synonyms: D}",
            Move(("a",), "b", "b", "B"),
            "b:\n  synonyms:\n    - C\n    - a\n    - D\n  name: B\n",
        ),
        ("b: {name: B, synonyms: C}\na:\n\n# end\n", Move(("a",), "b", "b", "B"), "b: {name: B, synonyms: [C, a]}\n\n# end\n"),
        ("b: {name: B, synonyms: []}\na:\n", Move(("a",), "b", "b", "B"), "b: {name: B, synonyms: [a]}\n"),
        ("b: {name: B}\na: {description: |-\n", Move(("a",), "b", "b", "B"), None),
        ("x: &x {name: X}\na: *x\nb: {name: B}\n", Move(("a",), "b", "b", "B"), "x: &x {name: X}\nb: {name: B, synonyms: [X]}\n"),
        ("x: &x {name: X}\na: *x\nb: {name: B}\n", Move(("x",), "b", "b", "B"), None),
        ("x: {name: X, synonyms: [y, z]}\n", Move((), "", "y", "Y", (("x", "y"),)), "x: {name: X, synonyms: [z]}\n"),
    ],
)
def test_moves(before: str, move: Move, after: str | None) -> None:
    if after is None:
        with pytest.raises(Refused):
            moved(before, move)
    else:
        assert moved(before, move) == after


WORDS = st.sampled_from(["A", "é", "x y", "a: b", "#c", "it's", 'q "r"', "no", "2024", "港"])


@st.composite
def vocabularies(draw: st.DrawFn) -> str:
    """A tags.yaml as a person would type it."""
    from newsgen.desk.splice import written

    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = [draw(st.sampled_from(["", "# topics"]))]
    for slug in draw(st.lists(st.sampled_from("abcd"), unique=True, min_size=2)):
        name, words = draw(WORDS), [written(word) for word in draw(st.lists(WORDS, max_size=2))]
        lines += {
            "none": [f"{slug}:  # nothing"],
            "braces": [f"{slug}: {{name: {written(name)}, synonyms: [{', '.join(words)}]}}"],
            "lines": [
                f"{slug}:",
                f"   name: {written(name, flow=False)}  # n",
                "   synonyms:",
                *(f"   - {word}" for word in words),
            ],
            "text": [
                f"{slug}:",
                "  description: |",
                "    # no comment",
                "",
                "    last",
                f"  synonyms: [{', '.join(words)}] # s",
                "",
            ],
        }[draw(st.sampled_from(["none", "braces", "lines", "text"]))]
    return end.join(lines) + draw(st.sampled_from(["", end]))


@given(vocabularies(), st.data())
def test_any_vocabulary(text_: str, data: st.DataObject) -> None:
    before = topics_in(text_)
    slugs = [*before]
    olds = tuple(data.draw(st.lists(st.sampled_from(slugs), unique=True, min_size=1, max_size=2)))
    into = data.draw(st.sampled_from(["", *slugs]))
    move = Move(olds, into, into or "new", "The new: name")
    after = topics_in(moved(text_, move))
    kept = into or olds[0]
    others = {slug: topic for slug, topic in before.items() if slug not in {*olds, kept}}
    assert {slug: after[slug] for slug in others} == others
    assert {*after} == {*others, move.slug}
    topic = after[move.slug]
    assert isinstance(topic, Topic)
    assert (topic.name, topic.description) == ("The new: name", before[kept].description)
    lines = text_.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    assert [line for line in moved(text_, move).splitlines() if line.startswith("#")] == comments
