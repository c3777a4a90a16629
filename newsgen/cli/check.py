"""The command ``check``.

In: arguments.  Out: what is wrong, what a sub-editor would say, and sources that are mended if asked.
Never: builds a page.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.cli.look import add_looking, look, show_diff, write
from newsgen.cli.show import count, show_problems
from newsgen.cli.usage import EXIT_DONE, EXIT_PROBLEMS, Usage, add_format

if TYPE_CHECKING:
    from newsgen.desk.inspection import Inspection
    from newsgen.desk.writing import Change
    from newsgen.errors import Problem

DESCRIPTION = "Say all that is wrong with the sources, and what a good sub-editor would say of them. Nothing is built."
EPILOG = """\
  newsgen check                            everything; of a kind of advice that is frequent, the first ten places
  newsgen check --only no_summary --all    one kind of advice, in every place
  newsgen check content/articles/2026      some stories
  newsgen check --fix --dry-run            what would be mended: spelling of tags, doubles, links to this site with its host
  newsgen check --links                    asks other sites whether what is linked there is there still

How grave each kind of advice is stands in site.yaml:  checks: {photo_credit: error, no_summary: off}
Exit codes: 0 no errors, 1 errors, 2 wrong usage, 70 a fault of newsgen. Advice and warnings are no errors.
"""
PLACES = 10  # that are shown of each kind of advice, unless all are wanted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is looked at, and what is done about it."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders to speak of (all)")
    parser.add_argument("--only", action="append", default=[], metavar="CHECK", help="one kind of advice; several with commas")
    parser.add_argument("--all", action="store_true", help="every place, however many there are")
    parser.add_argument("--fix", action="store_true", help="mend what is safe, and leave each other byte as it is")
    parser.add_argument("--dry-run", action="store_true", help="with --fix: show what would change, and change nothing")
    links = parser.add_argument_group("links to other sites")
    links.add_argument(
        "--links", action="store_true", help="ask whether they lead anywhere; the one command that uses the network"
    )
    links.add_argument("--links-seconds", type=_seconds, default=60, metavar="N", help="how long to ask at most (60)")
    add_looking(parser)
    add_format(parser)


def _seconds(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 86_400:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds; write 60")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Look, mend if asked, and say what is left."""
    from newsgen.errors import BuildFailed

    _ask_for_sense(options)
    try:
        return _check(options)
    except BuildFailed as failure:  # somebody saves a file while it is read
        show_problems(failure.problems, "human")
        return EXIT_PROBLEMS


def _check(options: argparse.Namespace) -> int:
    inspection = look(options, options.format == "human")
    changes, left = _changes(options, inspection) if options.fix else ([], ())
    if options.dry_run and inspection.plan:
        show_diff(changes)
        if left:
            show_problems(left, "human")
        elif not changes:
            print("nothing to mend")
        return EXIT_DONE
    mended = write(changes)
    if mended:
        inspection = look(options, options.format == "human")
    links = _links(options, inspection) if options.links else ()
    problems = [*_wanted([*inspection.problems, *links], options), *left]
    _show(problems, mended, options, len(inspection.files))
    return EXIT_PROBLEMS if any(problem.is_error for problem in problems) else EXIT_DONE


def _ask_for_sense(options: argparse.Namespace) -> None:
    from newsgen.errors import nearest
    from newsgen.model.checks import CHECKS

    options.only = [name for each in options.only for name in each.replace(",", " ").split()]
    for name in options.only:
        if name not in CHECKS:
            raise Usage(f"there is no check {name}", nearest(name, CHECKS) or f"known: {', '.join(CHECKS)}")
    for path in options.paths:
        if not path.exists():
            raise Usage(f"there is no file or folder {path}", "write a path from here, such as  content/articles/2026")
    options.paths = [path.resolve() for path in options.paths]
    if options.dry_run and not options.fix:
        raise Usage("--dry-run shows what --fix would do", "write  --fix --dry-run")


def _changes(options: argparse.Namespace, inspection: Inspection) -> tuple[list[Change], tuple[Problem, ...]]:
    """What would mend the files that are spoken of, and what is left for people."""
    from newsgen.desk.mending import mends
    from newsgen.desk.writing import Change

    changes: list[Change] = []
    left: list[Problem] = []
    for mend in mends(inspection, options.only):
        place = Path(inspection.files[mend.path].place)
        if _is_among(str(place), options.paths):
            left += mend.left
            changes += [Change(place, mend.before, mend.after)] if mend.after != mend.before else []
    return changes, inspection.show(left)


def _links(options: argparse.Namespace, inspection: Inspection) -> tuple[Problem, ...]:
    """What is to be said of the links to other sites."""
    from newsgen.cli.asking import answers_for
    from newsgen.desk.outside import link_problems, outside

    base_url = inspection.plan.catalogue.site.config.base_url if inspection.plan else ""
    places = outside(inspection, base_url)
    return link_problems(places, answers_for(sorted(places), options, base_url), inspection)


def _wanted(problems: Iterable[Problem], options: argparse.Namespace) -> list[Problem]:
    return [
        problem
        for problem in problems
        if (not options.only or problem.check in options.only) and _is_among(problem.where.path, options.paths)
    ]


def _is_among(path: str, wanted: Sequence[Path]) -> bool:
    """Whether a file is one of those, or lies below one."""
    place = os.path.realpath(path) if wanted else ""
    return not wanted or any(place == each or place.startswith(f"{each}{os.sep}") for each in map(str, wanted))


def _show(problems: Sequence[Problem], mended: Sequence[Path], options: argparse.Namespace, files: int) -> None:
    from newsgen.errors import FORMATS

    if options.format == "json":
        rows = json.loads(FORMATS["json"](problems))
        report = {"files": files, "mended": [place.as_posix() for place in mended], "problems": rows}
        print(json.dumps(report, ensure_ascii=False, indent=2))
    elif options.format == "human":
        _show_human(problems, mended, options.all, files)
    elif problems or options.format != "github":  # a report is a list, though an empty one
        show_problems(problems, options.format)


def _show_human(problems: Sequence[Problem], mended: Sequence[Path], all_: bool, files: int) -> None:
    from newsgen.errors import show_human

    for place in mended:
        print(f"mended {place.as_posix()}")
    shown, more = (problems, Counter[str]()) if all_ else _first(problems)
    if shown:
        print(show_human(shown))
    for check, number in more.items():
        print(f"… and {number:,} more [{check}]; to see them:  newsgen check --only {check} --all")
    print(("\n" if shown or mended else "") + _summary(problems, files))


def _first(problems: Iterable[Problem]) -> tuple[list[Problem], Counter[str]]:
    """Errors, and the first places of each kind of advice; and how many more there are."""
    seen: Counter[str] = Counter()
    more: Counter[str] = Counter()
    shown: list[Problem] = []
    for problem in problems:
        seen[problem.check] += 1
        if problem.is_error or not problem.check or seen[problem.check] <= PLACES:
            shown.append(problem)
        else:
            more[problem.check] += 1
    return shown, more


def _summary(problems: Sequence[Problem], files: int) -> str:
    """The numbers, the worst first."""
    levels = Counter(problem.level for problem in problems)
    parts = [count(levels[level], *_NUMBERED[level]) for level in ("error", "warning", "advice") if levels[level]]
    return f"{count(files, 'file')}: {', '.join(parts) or 'nothing to say'}"


_NUMBERED: Mapping[str, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "advice": ("piece of advice", "pieces of advice"),
}
