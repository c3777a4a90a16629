"""How a problem is shown, to people and to tools."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.errors import BuildFailed, Location, Problem, closest, nearest, show_github, show_human, show_json, with_excerpts


def shown(line: str, column: int, message: str = "wrong") -> list[str]:
    return show_human([Problem(Location("x.md", 3, column), message, excerpt=line)]).split("\n")


@pytest.mark.parametrize(
    ("place", "text"),
    [(Location("x.md"), "x.md"), (Location("x.md", 3), "x.md:3"), (Location("x.md", 3, 7), "x.md:3:7")],
)
def test_location(place: Location, text: str) -> None:
    assert str(place) == text


def test_transcript() -> None:
    problem = Problem(
        Location("flood.md", 4, 7),
        "tags must be a list of words, not a number",
        "write  tags: [flood, weather]",
        excerpt="tags: 3",
    )
    assert show_human([problem]) == (
        "flood.md:4:7: error: tags must be a list of words, not a number\n"
        "    4 | tags: 3\n"
        "      |       ^\n"
        "  hint: write  tags: [flood, weather]"
    )


def test_without_line_or_column_there_is_nothing_to_point_at() -> None:
    assert show_human([Problem(Location("x.md"), "wrong")]) == "x.md: error: wrong"
    assert show_human([Problem(Location("x.md", 3), "wrong", excerpt="a")]) == "x.md:3: error: wrong\n    3 | a"
    assert shown("   ", 2) == ["x.md:3:2: error: wrong"]


@pytest.mark.parametrize(
    ("line", "column", "width"),
    [
        ("title: x", 8, 7),
        ("洪水: x", 3, 4),
        ("🌊: x", 2, 2),
        ("e\u0301: x", 3, 1),
        ("बाढ़: x", 5, 3),
        ("a\u200db: x", 4, 2),
        ("ｆｕ: x", 3, 4),
        ("\t\tx", 3, 2),
        ("x", 9, 1),
    ],
)
def test_caret_stands_below_the_character(line: str, column: int, width: int) -> None:
    assert shown(line, column)[2] == "      | " + " " * width + "^"


def test_long_line_is_cut_around_the_place() -> None:
    _, line, caret = shown("a" * 300 + "X" + "b" * 300, 301)
    assert len(line) < 130
    assert line[caret.index("^")] == "X"
    assert line.startswith("    3 | … a")
    assert line.endswith("b …")


def test_long_line_is_shown_from_its_beginning_where_the_place_is_there() -> None:
    _, line, caret = shown("aX" + "b" * 300, 2)
    assert line[caret.index("^")] == "X"
    assert line.startswith("    3 | aX")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=400), st.integers(1, 400))
def test_no_line_breaks_the_transcript(line: str, column: int) -> None:
    rows = shown(line, column)
    assert len(rows) in {1, 3}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", "".join(rows))


def test_problems_of_a_failed_build_are_sorted_and_told_once() -> None:
    one, two, whole = (Problem(Location("x.md", line), "wrong") for line in (10, 9, 0))
    assert BuildFailed([one, two, one, whole]).problems == (whole, two, one)


def test_excerpts_are_looked_up() -> None:
    problems = [Problem(Location("x.md", line), "wrong") for line in (0, 1, 2, 3)]
    assert [each.excerpt for each in with_excerpts(problems, lambda path: ["a", "b"])] == ["", "a", "b", ""]
    assert with_excerpts([Problem(Location("x.md", 1), "wrong", excerpt="own")], lambda path: ["a"])[0].excerpt == "own"


def test_json() -> None:
    problem = Problem(Location("x.md", 3, 7), 'wrong "q"', "write é", "warning", "a\tb")
    assert json.loads(show_json([problem])) == [
        {"path": "x.md", "line": 3, "column": 7, "level": "warning", "message": 'wrong "q"', "hint": "write é", "excerpt": "a\tb"}
    ]
    assert json.loads(show_json([])) == []


@pytest.mark.parametrize(
    ("problem", "annotation"),
    [
        (Problem(Location("x.md", 3, 7), "wrong"), "::error file=x.md,line=3,col=7::wrong"),
        (
            Problem(Location("a,b:c%.md"), "50% of it", "try\nthis", "warning"),
            "::warning file=a%2Cb%3Ac%25.md::50%25 of it%0Ahint: try%0Athis",
        ),
    ],
)
def test_annotations(problem: Problem, annotation: str) -> None:
    assert show_github([problem]) == annotation


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=50))
def test_an_annotation_is_one_line_and_no_second_command(path: str, message: str, hint: str) -> None:
    text = show_github([Problem(Location(path, 1, 1), message, hint)])
    assert "\n" not in text
    assert "\r" not in text


def test_nearest() -> None:
    assert nearest("wrold", ["world", "city"]) == "did you mean  world"
    assert nearest("WORLD", ["world", "city"]) == "did you mean  world"
    assert nearest("xyz", ["world", "city"]) == "known: city, world"
    assert nearest("xyz", []) == ""
    assert nearest("qqqq", [f"section-{number}" for number in range(13)]) == ""
    assert closest("xyz", ["world"]) == ""
