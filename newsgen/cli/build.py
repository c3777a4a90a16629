"""The command ``build``.

In: arguments.  Out: the site on disk, and a report; or what is wrong, or what an output is made of.
Never: decides what a site is.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsgen.cli.clock import Clock
from newsgen.cli.show import show_failure, show_success
from newsgen.cli.usage import (
    EXIT_DONE,
    STORY,
    Usage,
    add_folders,
    add_format,
    add_moment,
    add_store,
    asked_of,
    cores,
    folders_of,
    now,
    store_of,
)

if TYPE_CHECKING:
    from newsgen.engine.notes import Why
    from newsgen.engine.store import Store
    from newsgen.model.options import Options, When
    from newsgen.model.url import Url
    from newsgen.read.snapshot import Folders
    from newsgen.workshop import Outcome

DESCRIPTION = "Build content/ into site/."
EPILOG = STORY


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of a build."""
    folders = add_folders(parser)
    folders.add_argument("--output", type=Path, default=Path("site"), metavar="DIR", help="where the site goes (site)")
    add_store(folders)
    add_moment(parser)
    how = parser.add_argument_group("how")
    how.add_argument("--jobs", type=_positive, default=0, metavar="N", help="processes to use; changes no byte")
    how.add_argument("--verify", action="store_true", help="build again from nothing, compare, and fail if a byte differs")
    how.add_argument(
        "--explain", metavar="URL", help="say what the page at an address is made of and what made it render; build nothing"
    )
    how.add_argument("--profile", action="store_true", help="say how long each stage took")
    add_format(how)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes; write 1, 2, 4 …")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Build, or explain a page."""
    from newsgen.errors import BuildFailed
    from newsgen.write.disk import NotOurs

    # What a build makes it needs to its end: to look for garbage in it takes a third of the time.
    gc.set_threshold(300_000, 20, 1_000)
    clock = Clock(options.format == "human")
    folders = folders_of(options, options.output)
    asked = asked_of(options)
    with store_of(options) as store:
        try:
            if options.explain:
                return _explain(folders, asked, options, store)
            done = _publish(options, folders, asked, store, clock)
        except BuildFailed as failure:
            clock.clear()
            return show_failure(failure, options.format)
        except NotOurs as error:
            raise Usage(str(error), "name another folder with  --output, or move that away") from None
        finally:
            clock.clear()
    show_success(done, clock.seconds, options.output, options.format)
    hidden = _hidden(options, asked.when)
    if hidden and options.format == "human":
        print(f"{options.output.as_posix()}/ is not for readers, it shows {hidden}; before you publish run  newsgen build")
    if options.profile:
        print("\n".join(f"{seconds:8.2f} s  {name}" for name, seconds in clock.stages()), file=sys.stderr)
    return EXIT_DONE


def _hidden(options: argparse.Namespace, when: When) -> str:
    """What a site shows that its readers must not see yet."""
    later = [f"what appears until {options.as_of}"] if when.as_of > now() else []
    return " and ".join(later + ["drafts"] * when.drafts)


def _publish(options: argparse.Namespace, folders: Folders, asked: Options, store: Store, clock: Clock) -> Outcome:
    from newsgen.workshop import Help, publish, verified

    done = publish(folders, asked, options.output, Help(store, options.jobs or cores(), clock.tell, clock.stage))
    if options.verify:
        clock.stage("verifying")
        differing = verified(folders, asked, done)
        if differing:
            raise RuntimeError(f"a build without memory differs in {len(differing)} files, first {differing[0]}")
    return done


def _page_at(address: str, pages: Container[str]) -> Url | None:
    """The page that an address means, with or without its host and its slashes."""
    from newsgen.model.url import of_address

    try:
        path = urlsplit(address).path.strip("/")
    except ValueError:  # brackets that are no IPv6 address
        return None
    forms = (of_address(f"/{path}"), of_address(f"/{path}/"))
    return next((url for url in forms if url and url.path in pages), None)


def _explain(folders: Folders, asked: Options, options: argparse.Namespace, store: Store) -> int:
    """Say what the page at an address comes from, and what made it render."""
    from newsgen.errors import BuildFailed
    from newsgen.workshop import explain

    try:
        explained = explain(folders, asked, store, lambda pages: _page_at(options.explain, pages))
    except BuildFailed as failure:
        return show_failure(failure, options.format)
    if explained is None:
        raise Usage(f"there is no page {options.explain}", "write an address of the site, such as  --explain /tags/")
    lines = [("comes from", explained.origin), ("written to", explained.file)]
    if explained.templates:
        lines.append(("templates", ", ".join(explained.templates)))
    if explained.why:
        lines += [("last rendered", _last(explained.why)), ("now", _now(explained.why))]
    print("\n".join([explained.url, *(f"  {label:14} {text}" for label, text in lines)]))
    return EXIT_DONE


def _last(why: Why) -> str:
    if why.last is None:
        return "never, as far as is remembered"
    return f"because this was new: {', '.join(why.last)}" if why.last else "for the first time, or after a change back"


def _now(why: Why) -> str:
    if why.last is None:
        return "it would be rendered"
    return f"it would be rendered, because this is new: {', '.join(why.now)}" if why.now else "nothing that it shows has changed"
