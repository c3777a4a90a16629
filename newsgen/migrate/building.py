"""The imported publication held against newsgen's own checks, and mended where they refuse it.

In: a publication that is written, its folder.  Out: the publication that builds, and what is still wrong.
Never: mends a file that an editor wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsgen.engine.runner import Runner
from newsgen.errors import BuildFailed, Problem
from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.mending import mend
from newsgen.migrate.publication import REDIRECTS, Publication
from newsgen.migrate.report import Line
from newsgen.model.options import Options, When
from newsgen.pipeline import planned
from newsgen.read.snapshot import Folders, snapshot

ROUNDS = 5  # a mended link may show what stood behind it: first its anchor is lost, then its page


@dataclass(frozen=True, slots=True)
class Site:
    """The publication's folders, the moment that counts as now, what remembers results, what writes and what removes files."""

    folders: Folders
    now: datetime
    runner: Runner
    write: Callable[[Mapping[str, str]], None]
    remove: Callable[[Sequence[str]], None]


def mended(made: Publication, site: Site) -> tuple[Publication, tuple[Problem, ...]]:
    """Build without writing; mend the files that are refused, and try again."""
    problems = errors(site)
    for _ in range(ROUNDS):
        if not problems:
            break
        changed = _mended(made, problems)
        if changed == made:
            break
        site.write(_altered(made, changed))
        site.remove([path for path in made.copies if path not in changed.copies])
        made = changed
        problems = errors(site)
    return made, problems


def _altered(before: Publication, after: Publication) -> dict[str, str]:
    """The texts that are others now: most stories are as they were, and thousands take long to write anew."""
    pairs = zip(before.made, after.made, strict=True)
    stories = {f"content/{new.path}": new.text for old, new in pairs if new is not old}
    return {**replace(after, made=()).texts, **stories}


def errors(site: Site) -> tuple[Problem, ...]:
    """What stops a build of the publication, or else redirects to lists that are not there, as those of stories to come."""
    try:
        plan = planned(snapshot(site.folders), Options(When(site.now)), site.runner)
    except BuildFailed as failure:
        return tuple(problem for problem in failure.problems if problem.is_error)
    return tuple(problem for problem in plan.problems if problem.where.path == REDIRECTS)


def _mended(made: Publication, problems: Sequence[Problem]) -> Publication:
    found = _by_path(problems)
    refused = {_entry(problem.where.line) for problem in found.get(REDIRECTS.removeprefix("content/"), ())}
    kept = tuple(each for number, each in enumerate(made.redirects) if number not in refused)
    copies = {path: origin for path, origin in made.copies.items() if path not in found}
    lost = [Line(made.copies[path], "", _refusal(found[path])) for path in made.copies.keys() - copies.keys()]
    stories = (mend(each, found[each.path], made.base_url) if each.path in found else each for each in made.made)
    return replace(made, redirects=kept, copies=copies, lines=(*made.lines, *lost), made=tuple(stories))


def _refusal(problems: Sequence[Problem]) -> tuple[Note, ...]:
    return tuple(needs_hand(f"left out: {problem.message}") for problem in problems)


def _entry(line: int) -> int:
    """The number of the redirect at a line of the file that was written: below its first line, each has two."""
    return (line - 2) // 2


def _by_path(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.where.path.removeprefix("content/")].append(problem)
    return dict(found)
