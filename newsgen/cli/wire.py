"""The command ``import`` for pasted wire text.

In: files of text, or what is pasted into the terminal; a publication, or where one is to begin.  Out: stories, and a report.
Never: replaces a file that is there.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.cli.usage import EXIT_DONE, EXIT_PROBLEMS, Usage, now, settings_of

if TYPE_CHECKING:
    from newsgen.migrate.imported import Source
    from newsgen.migrate.publication import Publication
    from newsgen.migrate.report import Line
    from newsgen.migrate.wire.pieces import Asked
    from newsgen.model.site import SiteConfig

REPORT = "wire-report"
STDIN = "-"


def add_wire_arguments(parser: argparse.ArgumentParser) -> None:
    """What is said of all stories that are pasted."""
    group = parser.add_argument_group("pasted text")
    group.add_argument("--section", default="", help="the section of stories that name none")
    group.add_argument("--outlet", default="", metavar="NAME", help="the outlet of stories that name none")
    group.add_argument("--tags", default="", metavar="A,B", help="topics of all stories, besides their own")
    group.add_argument("--language", default="", metavar="TAG", help="the language of all stories")
    group.add_argument("--draft", action="store_true", help="hold them all back")
    group.add_argument("--title", default="", help="the name of a new publication (that of its folder)")
    group.add_argument("--timezone", default="UTC", metavar="ZONE", help="the zone of a new publication (UTC)")


def run_wire(options: argparse.Namespace, sources: Sequence[str]) -> int:
    """Add the stories to the publication, or begin one with them."""
    from newsgen.migrate import folder
    from newsgen.migrate.publication import publication
    from newsgen.migrate.wire.paste import imported, in_media, outputs, with_doubles

    _check(options)
    sources = [each for source in sources for each in _texts(source)]
    root = options.into or Path()
    known, settings = _publication(options, root)
    if known is None:
        return EXIT_PROBLEMS
    source = _source(sources)
    there = [*_stories(root / "content")]
    texts = [path for path in sources if path != STDIN] + [STDIN] * (STDIN in sources)
    made = in_media(publication(imported(source, texts, _asked(options, known, bool(settings)), settings), (), outputs(there)))
    made = replace(made, made=with_doubles(made.made, there))
    if not made.made:
        raise Usage("there is no story in the text", "name a file with text:  newsgen import wire story.txt")
    try:
        folder.write(root, made.texts, made.copies, source)
    except FileExistsError as error:
        raise Usage(str(error), "rename the picture beside the text, and its name in the text") from None
    return _say(root, made, options.format)


def _texts(source: str) -> list[str]:
    """A file, or the texts of a folder."""
    place = Path(source)
    return sorted(each.as_posix() for each in place.glob("*.txt")) if place.is_dir() else [source]


def _check(options: argparse.Namespace) -> None:
    from zoneinfo import available_timezones

    from newsgen.model.language import is_known

    if options.language and not is_known(options.language):
        raise Usage(f"there is no language {options.language}", "write  --language en, or en-GB, zh, ar …")
    if options.timezone not in available_timezones():
        raise Usage(f"there is no time zone {options.timezone}", "write  --timezone Europe/Berlin, or Asia/Shanghai …")


def _publication(options: argparse.Namespace, root: Path) -> tuple[SiteConfig | None, Mapping[str, object]]:
    """What the publication knows, None where it has problems; without one, the settings of a new one."""
    from newsgen.cli.show import show_problems
    from newsgen.desk.schema import NOTHING_KNOWN
    from newsgen.migrate.folder import is_free

    if (root / "content" / "site.yaml").is_file():
        known, problems = settings_of(root / "content")
        if known is None:
            show_problems([problem for problem in problems if problem.is_error], "human")
        return known, {}
    if not options.into:
        raise Usage("there is no publication here", "go to its folder, or begin one with  --into my-newspaper")
    if not is_free(root):
        raise Usage(
            f"{root / 'content'} holds no site.yaml", "name the folder of a publication, or a new one:  --into my-newspaper"
        )
    known = replace(NOTHING_KNOWN, language=options.language or NOTHING_KNOWN.language, timezone=options.timezone)
    title = options.title or root.resolve().name
    return known, {"title": title, "base_url": options.base_url, "language": known.language, "timezone": known.timezone}


def _source(sources: Sequence[str]) -> Source:
    from newsgen.migrate import folder
    from newsgen.migrate.imported import Source

    places = [Path(path) for path in sources if path != STDIN]
    if not sources:
        raise Usage("there is no text in the folder", "name a file with text:  newsgen import wire story.txt")
    missing = next((place for place in places if not place.is_file()), None)
    if missing:
        raise Usage(f"there is no file {missing}", "name a file with text, or  -  to paste into the terminal")
    found = folder.texts_and_pictures(places)
    if STDIN not in sources:
        return found
    if sys.stdin.isatty():
        print("Paste the text, and end it with Ctrl-D (on Windows with Ctrl-Z and Return)", file=sys.stderr)
    data = sys.stdin.buffer.read()
    return folder.together(Source("", (STDIN,), lambda _: data, lambda _: now()), found)


def _asked(options: argparse.Namespace, known: SiteConfig, is_new: bool) -> Asked:
    """What is said of all stories, if it makes sense."""
    from newsgen.errors import nearest
    from newsgen.migrate.wire.pieces import Asked

    sections = {word: each.slug for each in known.sections for word in (each.slug, each.title.casefold())}
    section = options.section if is_new else sections.get(options.section.casefold(), "")
    if options.section and not section:
        hint = nearest(options.section, set(sections.values())) or "add it to sections in site.yaml"
        raise Usage(f"there is no section {options.section} in site.yaml", hint)
    tags = tuple(word.strip() for word in options.tags.split(",") if word.strip())
    return Asked(known, section, options.outlet, "" if is_new else options.language, tags, options.draft, is_new)


def _stories(content: Path) -> Iterator[str]:
    """The paths of all stories and pages below ``content/``."""
    for name in ("articles", "pages"):
        for place in (content / name).rglob("*.md"):
            yield place.relative_to(content).as_posix()


def _say(root: Path, made: Publication, format_: str) -> int:
    """The stories, what needs a hand, and where the account of every line is."""
    from newsgen.cli.show import count
    from newsgen.migrate import folder, report
    from newsgen.migrate.publication import lines_of

    lines = lines_of(made)
    name, text = f"{REPORT}.md", report.markdown(lines, "Import of pasted text")
    if format_ == "json":
        name, text = f"{REPORT}.json", report.as_json(lines)
    folder.rewrite(root, {name: text})
    print("\n".join(map(_told, lines)))
    hands = sum(note.hand for line in lines for note in line.notes)
    print(f"\n{count(len(made.made), 'story', 'stories')}, {count(hands, 'thing')} to look at")
    print(f"{root / name} tells what became of each line")
    go = "" if root.resolve() == Path.cwd() else f"cd {shlex.quote(str(root))} && "
    print(f"Now:  {go}newsgen build")
    return EXIT_DONE


def _told(line: Line) -> str:
    """A file, and what needs a hand in it."""
    return "\n".join([line.became or line.origin, *(f"    {note.said}" for note in line.notes if note.hand)])
