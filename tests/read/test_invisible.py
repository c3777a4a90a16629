"""Characters that nobody sees: they are named where they make front matter mean something else."""

from __future__ import annotations

import pytest

from newsgen.read.invisible import in_line, named, visible

from ..builders import read_story, reading


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\u200btitle", "(U+200B zero width space) stands before title"),
        ("title\u00a0", "(U+00A0 no-break space) stands after title"),
        ("2025-04\u200f-16", "(U+200F right-to-left mark) stands in 2025-04-16"),
        ("\ufeff\u200edate", "(U+FEFF zero width no-break space) stands before date"),
    ],
)
def test_name_and_place(text: str, place: str) -> None:
    assert named(text) == f"an invisible character {place}"


def test_nothing_is_said_of_what_can_be_seen() -> None:
    assert named("title 标题 عنوان") == ""
    assert in_line("title: نص\u200c") is None
    assert in_line("title: \u200fعنوان: نص") is None
    assert visible("2025-04-16\u00a018:05\u200e") == "2025-04-16 18:05"


@pytest.mark.parametrize(
    ("front_matter", "where", "hint"),
    [
        ("title:\u00a0Fair\ndate: 2025-04-16", "2:7", "type it again:  title: Fair"),
        ("date: 2025-04-16\ntitle:\u00a0Fair", "3:7", "type it again:  title: Fair"),
        ("title:\u00a0The fair: why\ndate: 2025-04-16", "2:1", "type it again:  title: …"),
        ("\u200btitle: Fair\ndate: 2025-04-16", "2:1", "type it again:  title: …"),
        ("title: Fair\n\u00a0date: 2025-04-16", "3:1", "type it again:  date: …"),
        ("title: Fair\ndate: \u200e2025-04-16", "3:7", "write  date: 2025-04-16"),
        ("title: Fair\ndate: 2025-04-16\u00a018:05", "3:7", "write  date: 2025-04-16 18:05"),
        ("title: Fair\ndate: 2025-04-16\ntags:\n\u00a0 - a", "5:1", "type it again:  - a"),
    ],
)
def test_an_invisible_character_is_told_once_at_its_place(front_matter: str, where: str, hint: str) -> None:
    (problem,) = reading(f"---\n{front_matter}\n---\nText.\n").problems
    assert problem.message.startswith("an invisible character (U+")
    assert (str(problem.where).partition(":")[2], problem.hint) == (where, hint)


def test_fence_with_an_invisible_character() -> None:
    (problem,) = reading("\u200b---\ntitle: Fair\ndate: 2025-04-16\n---\n").problems
    assert problem.message == "an invisible character (U+200B zero width space) stands before ---"


def test_a_second_mark_before_the_text_is_passed_over() -> None:
    assert read_story("\ufeff\ufeff---\ntitle: Fair\ndate: 2025-04-16\n---\n").title == "Fair"
