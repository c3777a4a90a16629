"""The command ``new``.

In: arguments, the moment, the editor's program.  Out: a story's file, and its path.  Never: replaces a file that is there.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from newsgen.cli.usage import EXIT_DONE, EXIT_PROBLEMS, Usage, ask_for_content, moment_asked, now, settings_of

if TYPE_CHECKING:
    from newsgen.desk.story import Plan
    from newsgen.model.site import SiteConfig

DESCRIPTION = "Begin a story: a file at the right place, with its headline, date and what else is known of it."
EPILOG = """\
  newsgen new "The harbour fair returns" --section city --tags harbour,festivals
  newsgen new "Storm closes the port" --author ana --edit --no-draft

The file lies in content/articles/, in a folder for its year and month, and is called after the headline. It is a draft,
which no reader sees, until the line  draft: true  is gone. Keys that may be of use stand in it as comments.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is known of the story."""
    from newsgen.read.article import TYPES

    parser.add_argument("headline", nargs="+", metavar="HEADLINE", help="best in quotes, for the sake of signs that shells know")
    parser.add_argument("--section", default="", help="one of the sections of site.yaml")
    parser.add_argument("--tags", action="append", default=[], metavar="A,B", help="topics, with commas between")
    parser.add_argument("--author", action="append", default=[], help="a name, or a short name of people.yaml; again for another")
    parser.add_argument("--type", choices=TYPES, default="", help="what kind of story it is, unless it is plain news")
    parser.add_argument("--date", metavar="TIME", help="when it is published, in the site's zone (now)")
    parser.add_argument("--slug", default="", metavar="NAME", help="the name of its file and the end of its address")
    parser.add_argument("--bundle", action="store_true", help="a folder of its own, for its photos")
    parser.add_argument("--draft", action=argparse.BooleanOptionalAction, default=True, help="hold it back (yes)")
    parser.add_argument("--edit", action="store_true", help="open it in $VISUAL or $EDITOR")
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="stories and settings (content)")


def run(options: argparse.Namespace) -> int:
    """Write the story, say where, and open it."""
    from newsgen.cli.show import show_problems
    from newsgen.desk.story import places, story
    from newsgen.desk.writing import write_new

    ask_for_content(options.content)
    known, problems = settings_of(options.content)
    if known is None:
        show_problems([problem for problem in problems if problem.is_error], "human")
        return EXIT_PROBLEMS
    plan = _plan(options, known)
    editor = _editor() if options.edit else []
    place, other = places(plan)
    try:
        if (options.content / other).exists():
            raise FileExistsError(f"{options.content / other} is there already")
        (written,) = write_new(options.content, {place: story(plan, known)})
    except FileExistsError as error:
        raise Usage(str(error), "give the story another name with  --slug NAME") from None
    print(written)
    return _edit(editor, written) if editor else EXIT_DONE


def _plan(options: argparse.Namespace, known: SiteConfig) -> Plan:
    """What is asked for, if it makes sense."""
    from newsgen.desk.story import Plan, headline_of
    from newsgen.read.scalars import in_zone

    headline = headline_of(" ".join(options.headline))
    if not headline:
        raise Usage("the headline is empty", 'write  newsgen new "The harbour fair returns"')
    moment = moment_asked("--date", options.date, options.content) if options.date else now().replace(second=0, microsecond=0)
    return Plan(
        headline,
        in_zone(moment, ZoneInfo(known.timezone)),
        _section(options.section, known),
        [word for words in options.tags for word in words.split(",")],
        options.author,
        options.type,
        _name(options.slug),
        options.draft,
        options.bundle,
    )


def _section(name: str, known: SiteConfig) -> str:
    from newsgen.errors import nearest

    slugs = {word: section.slug for section in known.sections for word in (section.slug, section.title.casefold())}
    if name and name.casefold() not in slugs:
        hint = nearest(name, [section.slug for section in known.sections]) or "add it to sections in site.yaml"
        raise Usage(f"there is no section {name} in site.yaml", hint)
    return slugs[name.casefold()] if name else ""


def _name(name: str) -> str:
    from newsgen.model.url import slug

    if name and slug(name) != name:
        raise Usage(f"--slug must be a short name in lower case, not {name}", f"write  --slug {slug(name)}")
    return name


def _editor() -> list[str]:
    """The command of the editor's program."""
    said = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(said, posix=os.name != "nt")
    except ValueError:  # a quotation mark that is left open
        command = [said]
    if not command:
        raise Usage("neither $VISUAL nor $EDITOR says which program edits a text", "leave --edit out and open the file yourself")
    if not shutil.which(command[0]):
        raise Usage(f"there is no program {command[0]}, which $VISUAL or $EDITOR names", "name another, or leave --edit out")
    return command


def _edit(command: Sequence[str], place: Path) -> int:
    code = subprocess.run([*command, str(place)], check=False).returncode  # noqa: S603 -- the editor's own program
    if code:
        raise Usage(f"{command[0]} ended with code {code}", f"the story is in {place}")
    return EXIT_DONE
