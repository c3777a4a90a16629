"""The command ``diff``.

In: two output folders or revisions.  Out: what will change for readers; or what is wrong with the sources of one.
Never: changes the site, a source, or anything in a Git repository.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from newsgen.cli.clock import Clock
from newsgen.cli.usage import (
    EXIT_DONE,
    EXIT_PROBLEMS,
    Usage,
    add_folders,
    add_moment,
    add_store,
    asked_of,
    cores,
    folders_of,
    store_of,
    zone_of,
)

if TYPE_CHECKING:
    from newsgen.desk.changes import Reading
    from newsgen.desk.served import Served
    from newsgen.desk.telling import Compared
    from newsgen.errors import Problem
    from newsgen.model.options import Options
    from newsgen.model.site import Site
    from newsgen.read.snapshot import Folders
    from newsgen.workshop import Help

DESCRIPTION = "Say what will change for readers: stories that appear, change or go, and addresses that would break."
EPILOG = """\
  newsgen diff                      what the next build changes in site/
  newsgen diff main                 what your files change against the branch main
  newsgen diff main...              the same, against where your branch left main
  newsgen diff v1 v2                two revisions of the Git repository
  newsgen diff old-site new-site    two folders with finished sites, made by newsgen or by any other program

Revisions are built for one and the same moment; your files and the repository stay as they are.
Exit codes: 0 compared, 1 problems in the sources (or, with --fail-on-break, an address that would break), 2 wrong usage.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is compared, and how that is told."""
    parser.add_argument("old", nargs="?", default="", metavar="OLD", help="an output folder or a Git revision (site)")
    parser.add_argument("new", nargs="?", default="", metavar="NEW", help="likewise (the sources as they are now)")
    add_store(add_folders(parser))
    add_moment(parser)
    told = parser.add_argument_group("how it is told")
    told.add_argument(
        "--format", choices=("human", "json", "markdown"), default="human", help="for people, programs, or a comment"
    )
    told.add_argument("--limit", type=int, default=20, metavar="N", help="how many pages of each kind are named; 0 for all (20)")
    told.add_argument("--fail-on-break", action="store_true", help="end with 1 if an address would break")


@dataclass(frozen=True, slots=True)
class _State:
    """One of the two sites; ``site`` is known where its sources are."""

    name: str
    served: Served
    site: Site | None = None


def run(options: argparse.Namespace) -> int:
    """Compare, and tell."""
    from newsgen.desk.revisions import NoRevision
    from newsgen.desk.telling import show_human, show_json, show_markdown
    from newsgen.errors import BuildFailed

    clock = Clock(options.format == "human")
    try:
        found = _compared(options, clock)
    except NoRevision as error:
        raise Usage(str(error), error.hint) from None
    except BuildFailed as failure:
        clock.clear()
        return _refused(failure.problems, options.format)
    finally:
        clock.clear()
    limit = max(0, options.limit)
    shown = {"human": lambda: show_human(found, limit), "markdown": lambda: show_markdown(found, limit).rstrip("\n")}
    print(shown.get(options.format, lambda: show_json(found))())
    return EXIT_PROBLEMS if options.fail_on_break and found.changes.broken else EXIT_DONE


def _refused(problems: tuple[Problem, ...], format_: str) -> int:
    from newsgen.cli.show import count, show_json, show_problems

    if format_ == "json":
        show_json({"compared": False}, problems)
        return EXIT_PROBLEMS
    show_problems(problems, "human")
    print(f"\n{count(sum(each.is_error for each in problems), 'problem')}; nothing was compared", file=sys.stderr)
    return EXIT_PROBLEMS


def _compared(options: argparse.Namespace, clock: Clock) -> Compared:
    from newsgen.desk.changes import changes
    from newsgen.desk.schedule import differing
    from newsgen.desk.telling import Compared
    from newsgen.workshop import Help, with_whole

    asked = asked_of(options)
    old_name, new_name = _names(options.old, options.new)
    options.no_cache |= Path(old_name).is_dir() and bool(new_name) and Path(new_name).is_dir()  # there is nothing to build
    with ExitStack() as stack:
        store = stack.enter_context(store_of(options))
        help_ = Help(store, cores(), clock.tell, clock.stage)
        place = Path(stack.enter_context(TemporaryDirectory(prefix="newsgen-")))

        def compare() -> Compared:
            old = _state(old_name, options, asked, help_, place / "old")
            new = _state(new_name, options, asked, help_, place / "new")
            clock.stage("comparing")
            moment = _moment(asked, options.content) if old.site or new.site else ""
            later, no_longer = differing(old.site, new.site) if old.site and new.site else ((), ())
            return Compared(old.name, new.name, moment, changes(old.served, new.served, _reading(stack)), later, no_longer)

        return with_whole(store, compare)


def _names(old: str, new: str) -> tuple[str, str]:
    """The two names; ``A..B`` and ``A...B`` are written as for Git, and B is your files where it is left out."""
    dots = re.fullmatch(r"(.*?)(\.{2,3})([^./].*|)", old)
    if not dots or new or Path(old).is_dir():
        return old or "site", new
    return (old if dots[2] == "..." else dots[1] or "HEAD"), dots[3]


def _reading(stack: ExitStack) -> Reading:
    """Reads many pages on all cores."""
    from newsgen.desk.readable import readable
    from newsgen.engine.processes import processes
    from newsgen.engine.runner import INLINE

    pool = cache(lambda: stack.enter_context(processes(cores())))
    return lambda pages: map(readable, pages) if len(pages) < INLINE else pool().map(readable, pages, chunksize=16)


def _moment(asked: Options, content: Path) -> str:
    return asked.when.as_of.astimezone(zone_of(content)).isoformat(timespec="minutes")


def _state(name: str, options: argparse.Namespace, asked: Options, help_: Help, place: Path) -> _State:
    """One of the two: a folder that is there, the sources as they are, or a revision."""
    from newsgen.desk.served import is_html, of_folder

    if not name:
        return _built(f"{options.content.as_posix()}/ as it is", folders_of(options), asked, help_)
    folder = Path(name)
    if folder.is_dir():
        served = of_folder(folder)
        if not any(is_html(path) for path in served.files):
            raise Usage(f"{name} holds no page", "name the folder of a finished site, such as  site")
        return _State(name, served)
    if not options.old:
        raise Usage(
            "there is no folder site to compare with", "build it first:  newsgen build  or name a revision:  newsgen diff main"
        )
    return _at(name, options, asked, help_, place)


def _at(revision: str, options: argparse.Namespace, asked: Options, help_: Help, place: Path) -> _State:
    """The site of a revision, whose problems are told as Git names files: ``main:content/site.yaml``."""
    from newsgen.desk.revisions import NoRevision, checked_out, commit, repository
    from newsgen.errors import BuildFailed

    if not options.content.is_dir():
        raise Usage(f"there is no folder {revision}", "name the folder of a finished site, such as  site")
    folders = folders_of(options)
    try:
        where = repository(options.content, os.environ)
    except NoRevision as error:
        raise NoRevision(f"{revision} is no folder, and {error}", error.hint) from None
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    found = commit(where, revision)
    there = checked_out(where, found, folders, place)
    try:
        return _built(revision, there, asked, help_)
    except BuildFailed as failure:
        prefix = f"{(place / 'tree').as_posix()}/"
        name = found[:12] if "..." in revision else revision
        moved = [replace(each.where, path=each.where.path.replace(prefix, f"{name}:")) for each in failure.problems]
        raise BuildFailed(replace(each, where=at) for each, at in zip(failure.problems, moved, strict=True)) from None


def _built(name: str, folders: Folders, asked: Options, help_: Help) -> _State:
    from newsgen.desk.served import of_tree
    from newsgen.workshop import edition

    site, made = edition(folders, asked, help_)
    return _State(name, of_tree(made.tree, made.runner.load), site)
