"""What is wrong with a source, as values.

In: messages from the stages.  Out: problems, sorted, shown for people or for tools.
Never: prints, reads a file or ends the process.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Level = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source; line and column count from 1, and 0 stands for "the whole file" or "the whole line"."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One clause on what is wrong, where, and what to type instead; ``check`` names it where site.yaml may set its level."""

    where: Location
    message: str
    hint: str = ""
    level: Level = "error"
    excerpt: str = ""
    check: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it stops the build."""
        return self.level == "error"


class BuildFailed(Exception):  # noqa: N818 -- it reports an outcome: sources were refused, nothing was written
    """The sources hold errors; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(show_human(self.problems))

    def __reduce__(self) -> tuple[type[BuildFailed], tuple[tuple[Problem, ...]]]:
        """The problems, so that it arrives whole from another process."""
        return type(self), (self.problems,)


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 -- most builds have nothing to tell

    return next(iter(get_close_matches(word.casefold(), sorted(known), n=1, cutoff=0.6)), "")


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word closest to what was typed, or all of a short list."""
    words = sorted(known)
    close = closest(word, words)
    if close:
        return f"did you mean  {close}"
    return "known: " + ", ".join(words) if 0 < len(words) <= 12 else ""


def with_excerpts(problems: Iterable[Problem], lines: Callable[[str], Sequence[str]]) -> tuple[Problem, ...]:
    """The problems, each with the source line it speaks of; ``lines`` gives a file's lines by path."""

    def excerpt(problem: Problem) -> str:
        text = lines(problem.where.path)
        return text[problem.where.line - 1] if 0 < problem.where.line <= len(text) else ""

    return tuple(replace(problem, excerpt=problem.excerpt or excerpt(problem)) for problem in problems)


def show_human(problems: Sequence[Problem]) -> str:
    """The transcript an editor reads in a terminal."""
    return "\n".join(_show(problem) for problem in problems)


def _show(problem: Problem) -> str:
    text = f"{problem.where}: {problem.level}: {problem.message}" + (f" [{problem.check}]" if problem.check else "")
    if problem.excerpt.strip():
        text += "\n" + _excerpt(problem)
    if problem.hint:
        text += f"\n  hint: {problem.hint}"
    return text


EXCERPT_COLUMNS = 110
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def _excerpt(problem: Problem) -> str:
    """The source line, cut around the column when it is long, with a caret below it where the column is known."""
    at = max(problem.where.column - 1, 0)
    start = max(0, at - EXCERPT_COLUMNS // 2) if len(problem.excerpt) > EXCERPT_COLUMNS else 0
    end = start + EXCERPT_COLUMNS
    # A terminal would obey a control character; a tab would move the caret.
    line = _CONTROL.sub("\ufffd", problem.excerpt[start:end].replace("\t", " "))
    shown = ("… " if start else "") + line.rstrip() + (" …" if end < len(problem.excerpt) else "")
    number = str(problem.where.line).rjust(5)
    if not problem.where.column:
        return f"{number} | {shown}"
    caret = " " * (_width(line[: at - start]) + (2 if start else 0)) + "^"
    return f"{number} | {shown}\n{' ' * len(number)} | {caret}"


def _width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two (UAX #11), marks and joiners none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.category(char) in {"Mn", "Me", "Cf"} for char in text)


def show_json(problems: Sequence[Problem]) -> str:
    """A JSON array for tools: path, line, column, level, message, hint, excerpt, and the check if it is one of CHECKS."""
    rows = [
        {
            "path": problem.where.path,
            "line": problem.where.line,
            "column": problem.where.column,
            "level": problem.level,
            "message": problem.message,
            "hint": problem.hint,
            "excerpt": problem.excerpt,
        }
        | ({"check": problem.check} if problem.check else {})
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def show_github(problems: Sequence[Problem]) -> str:
    """Workflow commands that GitHub turns into annotations at the line."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    where = problem.where
    places = {"file": where.path, "line": where.line, "col": where.column}
    properties = ",".join(f"{key}={_escape_property(str(value))}" for key, value in places.items() if value)
    text = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
    return f"::{_COMMANDS.get(problem.level, problem.level)} {properties}::{_escape_data(text)}"


_COMMANDS = {"advice": "notice"}


def show_gitlab(problems: Sequence[Problem]) -> str:
    """A Code Quality report (docs.gitlab.com/ci/testing/code_quality), which GitLab shows at the lines of a merge request."""
    rows = [
        {
            "description": problem.message + (f" (hint: {problem.hint})" if problem.hint else ""),
            "check_name": "newsgen",
            "fingerprint": hashlib.sha256(repr((problem.where, problem.message)).encode()).hexdigest(),
            "severity": _SEVERITIES.get(problem.level, "info"),
            "location": {"path": problem.where.path, "lines": {"begin": max(1, problem.where.line)}},
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


_SEVERITIES = {"error": "blocker", "warning": "minor"}


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "human": show_human,
    "json": show_json,
    "github": show_github,
    "gitlab": show_gitlab,
}
