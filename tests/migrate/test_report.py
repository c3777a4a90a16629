"""What a report of an import looks like to those who read it as text or as Markdown."""

from __future__ import annotations

from newsgen.migrate.imported import Note
from newsgen.migrate.report import Line, markdown


def items(said: str) -> list[str]:
    return [line.strip() for line in markdown([Line("a.md", "", (Note(said),))], "T").splitlines() if line.startswith("  - ")]


def test_what_is_to_be_typed_can_be_copied() -> None:
    typed = 'photos: [{src: FILE, alt: "…", caption: "The *Skerry* and the ` of it"}]'
    assert items(f"a caption; when you have [the] photo, write  {typed}") == [
        f"- a caption; when you have \\[the] photo, write ``{typed}``"
    ]


def test_all_else_is_plain() -> None:
    assert items("line 5,  “<b>*x*  [y]”: left out") == ["- line 5, “&lt;b>\\*x\\* \\[y]”: left out"]
