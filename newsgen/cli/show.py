"""What a build did, and what is wrong, for people and for programs.

In: an outcome or problems, a format.  Out: text on the terminal.  Never: decides an exit code but that of problems.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgen.cli.usage import EXIT_PROBLEMS

if TYPE_CHECKING:
    from newsgen.errors import BuildFailed, Problem
    from newsgen.model.site import Transition
    from newsgen.workshop import Outcome


def show_failure(failure: BuildFailed, format_: str) -> int:
    """Everything that is wrong."""
    if format_ == "json":
        show_json({"built": False}, failure.problems)
        return EXIT_PROBLEMS
    show_problems(failure.problems, format_)
    errors = sum(problem.is_error for problem in failure.problems)
    print(f"\n{count(errors, 'problem')}; nothing was written, the site is as it was", file=sys.stderr)
    return EXIT_PROBLEMS


def show_success(done: Outcome, seconds: float, output: Path, format_: str) -> None:
    """What a build did, in one line or as JSON."""
    change = _change(done.next_transition)
    if format_ == "json":
        counts = {name: getattr(done, name) for name in ("stories", "pages", "rendered", "written", "removed")}
        rest = {"seconds": round(seconds, 2), "next_transition": change, "output": output.as_posix()}
        show_json({"built": True} | counts | rest, done.warnings)
        return
    if done.warnings or format_ == "gitlab":
        show_problems(done.warnings, format_)
    print(
        f"{output.as_posix()}/: {count(done.stories, 'story', 'stories')}, {count(done.pages, 'page')}, "
        f"{done.rendered:,} rendered, {done.written:,} written, {done.removed:,} removed, {seconds:.2f} s"
        + (f"; next change {change}" if change else ""),
        file=sys.stderr if format_ == "gitlab" else sys.stdout,
    )


def show_problems(problems: Sequence[Problem], format_: str) -> None:
    """Problems alone, where a person or a CI service looks for them; GitLab's report is a file, and its log is for people."""
    from newsgen.errors import FORMATS

    print(FORMATS[format_](problems), file=sys.stderr if format_ == "human" else sys.stdout)
    if format_ == "gitlab" and problems:
        show_problems(problems, "human")


def show_json(report: Mapping[str, Any], problems: Sequence[Problem]) -> None:
    """A report with its problems."""
    from newsgen.errors import FORMATS

    print(json.dumps({**report, "problems": json.loads(FORMATS["json"](problems))}, ensure_ascii=False, indent=2))


def _change(transition: Transition | None) -> str:
    if transition is None:
        return ""
    from newsgen.model.site import CHANGES

    return f"{transition.moment.isoformat()} ({transition.path} {CHANGES[transition.change]})"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
