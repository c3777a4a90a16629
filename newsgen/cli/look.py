"""What the commands share that look through all sources and build nothing.

In: arguments.  Out: an Inspection.  Never: prints a finding.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.cli.clock import Clock
from newsgen.cli.usage import add_folders, add_moment, asked_of, cores, folders_of

if TYPE_CHECKING:
    from newsgen.desk.inspection import Inspection
    from newsgen.desk.writing import Change
    from newsgen.engine.store import Store


def add_looking(parser: argparse.ArgumentParser, moment: bool = True) -> None:
    """The options that say what is looked through, and as of when if that makes a difference."""
    folders = add_folders(parser)
    folders.add_argument(
        "--cache", type=Path, default=Path(".newsgen-cache"), metavar="DIR", help="what is remembered from time to time"
    )
    folders.add_argument("--no-cache", action="store_true", help="remember nothing")
    if moment:
        add_moment(parser)
    else:
        parser.set_defaults(as_of=None, base_url="", drafts=False)


def look(options: argparse.Namespace, tells: bool) -> Inspection:
    """Look through the project, on all cores, and remember what was seen."""
    from newsgen.desk.inspection import inspect
    from newsgen.workshop import Help

    gc.set_threshold(100_000, 20, 1_000)
    folders, asked, clock = folders_of(options), asked_of(options), Clock(tells)
    with store_for(options) as store:
        try:
            return inspect(folders, asked, Help(store, cores(), clock.tell, clock.stage))
        finally:
            clock.clear()


def store_for(options: argparse.Namespace) -> AbstractContextManager[Store]:
    """What is remembered; nothing where a build is using it, or where nothing may be written."""
    from newsgen.engine.store import Store, StoreBusy

    try:
        return closing(Store(None if options.no_cache else options.cache))
    except (StoreBusy, OSError):
        return closing(Store())


def show_diff(changes: Sequence[Change]) -> None:
    """What would change, line by line."""
    from difflib import unified_diff

    for change in changes:
        before, after = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in (change.before, change.after))
        name = change.place.as_posix()
        for line in unified_diff(before, after, name, name):
            print(line.rstrip("\r\n"))


def write(changes: Sequence[Change]) -> list[Path]:
    """Change the files, and name those that were left since somebody saved them meanwhile."""
    from newsgen.desk.writing import write_changes

    written, left = write_changes(changes)
    for place in left:
        print(f"newsgen: {place} was changed or deleted meanwhile, and is left as it is; run the command again", file=sys.stderr)
    return written
