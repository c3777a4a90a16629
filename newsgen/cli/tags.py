"""The command ``tags``.

In: arguments.  Out: the tags of all stories, or one in place of several.  Never: builds a page.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.cli.look import add_looking, look, show_diff, write
from newsgen.cli.show import count, show_problems
from newsgen.cli.usage import EXIT_DONE, EXIT_PROBLEMS, Usage

if TYPE_CHECKING:
    from newsgen.desk.inspection import Inspection
    from newsgen.desk.topics import Renaming

DESCRIPTION = "List, rename and merge the tags of all stories. Each file keeps its formatting and its comments."
EPILOG = """\
  newsgen tags                                        all tags, the most used first, with their spellings
  newsgen tags rename "Belt & Road" "Belt and Road"
  newsgen tags merge ferry boats "ferry boats" --into Ferries
  newsgen tags rename ferry Ferries --dry-run         shows what would change

A topic of tags.yaml is renamed and merged too: what goes leaves its words behind, as synonyms of what stays.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is done, and with which tags."""
    parser.add_argument("action", nargs="?", choices=("list", "rename", "merge"), default="list", help="what to do (list)")
    parser.add_argument("names", nargs="*", metavar="TAG", help="OLD NEW to rename; those that become one to merge")
    parser.add_argument("--into", default="", metavar="TAG", help="with merge: the tag that they become")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    add_looking(parser, moment=False)
    parser.add_argument("--format", choices=("human", "json"), default="human", help="how the list is shown (human)")


def run(options: argparse.Namespace) -> int:
    """List the tags, or make one of several."""
    from newsgen.errors import BuildFailed

    olds, new = _asked(options)
    try:
        return _do(options, olds, new)
    except BuildFailed as failure:  # somebody saves a file while it is read
        show_problems(failure.problems, "human")
        return EXIT_PROBLEMS


def _do(options: argparse.Namespace, olds: list[str], new: str) -> int:
    inspection = look(options, options.format == "human")
    if inspection.plan is None:
        show_problems(inspection.problems, "human")
        return EXIT_PROBLEMS
    if options.action == "list":
        _list(inspection, options.format)
    else:
        _rename(inspection, olds, new, options)
    missing = len(inspection.files) - len(inspection.notes)
    if missing:
        print(
            f"newsgen: {count(missing, 'file')} could not be read and count for nothing here; see  newsgen check", file=sys.stderr
        )
    return EXIT_PROBLEMS if missing else EXIT_DONE


def _asked(options: argparse.Namespace) -> tuple[list[str], str]:
    """The old tags and the new one, if they make sense."""
    from newsgen.desk.story import headline_of

    names, into = [headline_of(name) for name in options.names], headline_of(options.into)
    if options.action == "list":
        if names or into:
            raise Usage("tags list takes no names", "write  newsgen tags rename OLD NEW")
        return [], ""
    if options.action == "rename" and (len(names) != 2 or into):
        raise Usage("tags rename takes two tags, the old and the new", 'write  newsgen tags rename "Belt & Road" "Belt and Road"')
    if options.action == "merge" and not (names and into):
        raise Usage(
            "tags merge takes some tags and the one that they become", "write  newsgen tags merge ferry boats --into Ferries"
        )
    if not all(names):
        raise Usage("a tag is empty", "put each tag in quotes")
    return (names[:1], names[1]) if options.action == "rename" else (names, into)


def _list(inspection: Inspection, format_: str) -> None:
    from newsgen.desk.topics import described, names_of, usages

    assert inspection.plan is not None  # noqa: S101 -- asked above
    topics = inspection.plan.catalogue.site.config.topics
    found = usages(names_of(inspection), topics)
    if format_ == "json":
        rows = [
            {
                "tag": usage.name,
                "slug": usage.slug,
                "stories": usage.stories,
                "spellings": dict(usage.spellings),
                "in_tags_yaml": usage.topic is not None,
                "description": usage.topic.description if usage.topic else "",
            }
            for usage in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for usage in found:
        said = "; ".join(described(usage, bool(topics)))
        print(f"{usage.stories:7,}  {usage.name}" + (f"  ({said})" if said else ""))


def _rename(inspection: Inspection, olds: list[str], new: str, options: argparse.Namespace) -> None:
    from newsgen.desk.splice import Refused
    from newsgen.desk.topics import Unknown, renamed
    from newsgen.desk.writing import Change

    place = options.content / "tags.yaml"
    try:
        vocabulary = place.read_bytes() if place.is_file() else None
        renaming = renamed(inspection, olds, new, vocabulary)
    except Unknown as unknown:
        hint = f"did you mean  {unknown.near}" if unknown.near else "see  newsgen tags"
        raise Usage(f"there is no tag {unknown}", hint) from None
    except Refused as refusal:
        raise Usage(f"nothing was changed: {refusal}", f"change {place} by hand first") from None
    places = {path: Path(file.place) for path, file in inspection.files.items()} | {"tags.yaml": place}
    changes = [Change(places[mend.path], mend.before, mend.after) for mend in renaming.mends]
    if renaming.left:
        show_problems(inspection.show(renaming.left), "human")
    if options.dry_run:
        show_diff(changes)
    else:
        _say(renaming, len(write(changes)))


def _say(renaming: Renaming, written: int) -> None:
    print(f"{renaming.name}: {count(written, 'file')} changed")
    for old, new in renaming.addresses:
        print(f"{old} is at {new} from the next build on")
    if renaming.addresses:
        print("so that old links lead there, add to content/redirects.yaml, below  redirects:")
        print("\n".join(f"  - {{old: {old}, new: {new}}}" for old, new in renaming.addresses))
