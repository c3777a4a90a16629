"""What was done with each file of the old site, and what needs a hand.

In: lines.  Out: the report as Markdown or JSON, and its figures.  Never: leaves out a file with something to say.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsgen.migrate.imported import Note

NAME = "import-report"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A file of the old site, what became of it (empty: nothing), and what there is to say."""

    origin: str
    became: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def needs_hand(self) -> bool:
        """Whether somebody should look at it."""
        return any(note.hand for note in self.notes)


def figures(lines: Iterable[Line]) -> dict[str, int]:
    """How many files became what: stories, pages, files copied, left out; and how many need a hand."""
    found = list(lines)
    kinds = Counter(_kind(line) for line in found)
    names = ("stories", "pages", "files", "settings", "left_out")
    return {name: kinds[name] for name in names if kinds[name]} | {"need_a_hand": sum(line.needs_hand for line in found)}


def _kind(line: Line) -> str:
    for start, kind in (
        ("content/articles/", "stories"),
        ("content/pages/", "pages"),
        ("content/media/", "files"),
        ("static/", "files"),
        ("content/", "settings"),
    ):
        if line.became.startswith(start):
            return kind
    return "left_out"


def markdown(lines: Sequence[Line], title: str) -> str:
    """The report for people: what needs a hand first."""
    parts = [f"# {title}", _counts(lines)]
    for heading, wanted in (("Needs a hand", True), ("Done", False)):
        chosen = [line for line in sorted(lines) if line.needs_hand is wanted]
        if chosen:
            parts += [f"## {heading}", "\n".join(_item(line) for line in chosen)]
    return "\n\n".join(parts) + "\n"


def _counts(lines: Sequence[Line]) -> str:
    return "\n".join(f"- {name.replace('_', ' ')}: {number:,}" for name, number in figures(lines).items())


def _item(line: Line) -> str:
    head = f"- `{line.origin}`" + (f" → `{line.became}`" if line.became else "")
    return "\n".join(
        [head, *(f"  - {'**' if note.hand else ''}{_plain(note.said)}{'**' if note.hand else ''}" for note in line.notes)]
    )


def _plain(text: str) -> str:
    """A clause on one line, in which Markdown finds nothing."""
    return " ".join(text.split()).replace("<", "&lt;").replace("*", "\\*").replace("[", "\\[")


def as_json(lines: Sequence[Line]) -> str:
    """The report for programs."""
    rows = [
        {
            "origin": line.origin,
            "became": line.became,
            "needs_a_hand": line.needs_hand,
            "notes": [{"said": note.said, "needs_a_hand": note.hand} for note in line.notes],
        }
        for line in sorted(lines, key=lambda line: (not line.needs_hand, line.origin))
    ]
    return json.dumps({"figures": figures(lines), "files": rows}, ensure_ascii=False, indent=2) + "\n"
