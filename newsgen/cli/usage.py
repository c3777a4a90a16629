"""What commands share: what is wrong usage, the project's folders, the moment.

In: arguments.  Out: Folders, Options; Usage where they make no sense.  Never: reads a story.
"""

from __future__ import annotations

import argparse
import os
import shlex
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the rest is imported where it is used: --help and --version need none of it
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from newsgen.engine.store import Store
    from newsgen.errors import Problem
    from newsgen.model.options import Options
    from newsgen.model.site import SiteConfig
    from newsgen.read.snapshot import Folders

EXIT_DONE, EXIT_PROBLEMS, EXIT_USAGE, EXIT_BUG = 0, 1, 2, 70
FORMATS = ("human", "json", "github", "gitlab")

STORY = """\
A story is a file such as content/articles/2026/04/harbour-fair.md:

  ---
  title: "The harbour fair returns"
  date: 2026-04-16T18:05
  section: city
  tags: [harbour, festivals]
  ---
  The text, in **Markdown**.

Everything wrong with the sources is told at once, each with its line and what to type instead; the site on disk
stays as it was until all is well. Exit codes: 0 built, 1 problems in the sources, 2 wrong usage, 70 a fault of newsgen.
"""


class Usage(Exception):  # noqa: N818 -- told to the user as one line
    """The command was asked for something it cannot do; ``hint`` says what to type."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def add_folders(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """The options that say where a project lies."""
    group = parser.add_argument_group("folders")
    group.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="stories and settings (content)")
    group.add_argument(
        "--templates", type=Path, default=Path("templates"), metavar="DIR", help="the site's own templates (templates)"
    )
    group.add_argument("--static", type=Path, default=Path("static"), metavar="DIR", help="files copied as they are (static)")
    return group


def add_store(group: argparse._ArgumentGroup) -> None:
    """The options that say where a build finds what earlier ones left."""
    group.add_argument(
        "--cache", type=Path, default=Path(".newsgen-cache"), metavar="DIR", help="what builds remember; changes no byte"
    )
    group.add_argument("--no-cache", action="store_true", help="remember nothing")


def store_of(options: argparse.Namespace) -> AbstractContextManager[Store]:
    """The store that is asked for, until it is no longer needed."""
    from newsgen.engine.store import Store, StoreBusy

    try:
        return closing(Store(None if options.no_cache else options.cache))
    except StoreBusy:
        raise Usage(f"another build is using {options.cache}", "wait for it, or name another folder with  --cache DIR") from None


def add_moment(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """The options that say which site is wanted of a project."""
    group = parser.add_argument_group("what is built")
    group.add_argument("--as-of", metavar="TIME", help="the moment to build for, in the site's zone (now, or SOURCE_DATE_EPOCH)")
    group.add_argument("--base-url", default="", metavar="URL", help="the site's address, instead of site.yaml's base_url")
    group.add_argument("--drafts", action="store_true", help="publish drafts too")
    return group


def add_format(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """The option that says how problems are shown."""
    parser.add_argument("--format", choices=FORMATS, default="human", help="how problems are shown (human)")


def folders_of(options: argparse.Namespace, output: Path | None = None) -> Folders:
    """The project's folders, of which the output must not be one."""
    from newsgen.read.snapshot import Folders

    ask_for_content(options.content)
    for name in ("content", "templates", "static"):
        if output:
            _stay_apart(output, name, getattr(options, name))
    return Folders(options.content, options.templates, options.static, theme())


def ask_for_content(content: Path) -> None:
    """Refuse a folder of stories that is not there, and say where one is."""
    if content.is_dir():
        return
    above = next((folder for folder in Path.cwd().parents if (folder / content / "site.yaml").is_file()), None)
    where = f"run  cd {shlex.quote(str(above))}" if above else "go to the folder that holds content/"
    raise Usage(f"there is no folder {content}", f"{where}, or name it with  --content DIR")


def _stay_apart(output: Path, name: str, folder: Path) -> None:
    here, there = output.resolve(), folder.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise Usage(
            f"the output folder {output} and the {name} folder {folder} lie in each other",
            "name another folder with  --output DIR",
        )


def theme() -> Path:
    """The templates and static files that ship with newsgen: inside the installed package, or at the root of its repository."""
    package = Path(__file__).parents[1]
    return package / "theme" if (package / "theme").is_dir() else package.parent


def asked_of(options: argparse.Namespace) -> Options:
    """The moment and the address that a build is asked for."""
    from newsgen.model.options import Options, When

    return Options(When(_as_of(options.as_of, options.content), options.drafts), base_url_of(options.base_url))


def _as_of(text: str | None, content: Path) -> datetime:
    return moment_asked("--as-of", text, content) if text else now()


def now() -> datetime:
    """The moment that counts as now: the clock's, or SOURCE_DATE_EPOCH."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise Usage(f"SOURCE_DATE_EPOCH must be seconds since 1970, not {epoch}", "unset it, or write  --as-of TIME") from None


def moment_asked(option: str, text: str, content: Path) -> datetime:
    """The moment that is given with an option, in the site's zone where it names none."""
    from newsgen.read.meant import date_meant
    from newsgen.read.scalars import moment_of

    usual = f"write  {option} 2026-04-16T18:05"
    try:
        moment = moment_of(text, zone_of(content))
    except (ValueError, OverflowError) as error:
        raise Usage(f"{option} must be a time, not {text}: {error}", usual) from None  # repeating it in its form would not help
    if moment is None:
        meant = date_meant(text)
        raise Usage(f"{option} must be a time, not {text}", f"write  {option} {meant}" if meant else usual)
    return moment


def zone_of(content: Path) -> tzinfo:
    """The site's zone, as far as site.yaml can be read; its problems are for the build to tell."""
    from datetime import UTC
    from zoneinfo import ZoneInfo

    settings, _ = settings_of(content, ("site.yaml",))
    return ZoneInfo(settings.timezone) if settings else UTC


def settings_of(
    content: Path, names: Sequence[str] = ("site.yaml", "tags.yaml", "people.yaml", "sources.yaml", "redirects.yaml")
) -> tuple[SiteConfig | None, tuple[Problem, ...]]:
    """What the publication knows, None where it cannot be read, and what is wrong with it."""
    from newsgen.read.config import config
    from newsgen.read.snapshot import SourceFile

    places = {name: content / name for name in names}
    return config({name: SourceFile(name, place.read_bytes()) for name, place in places.items() if place.is_file()})


def base_url_of(text: str) -> str:
    """The address that is given with --base-url."""
    if not text:
        return ""
    from newsgen.read.scalars import Address

    base = Address(base=True)
    wanted = base.wanted(text)
    if wanted:
        raise Usage(f"--base-url must be {wanted}, not {text}", f"write  --base-url {base.meant(text) or 'https://example.org'}")
    return text


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
