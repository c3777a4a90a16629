"""The command ``import``.

In: the folder of an old site, where the publication is to begin.  Out: the publication, and a report in it.
Never: changes a file of the old site, or replaces one that is there.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.cli.usage import EXIT_DONE, EXIT_PROBLEMS, Usage, cores, now, theme
from newsgen.cli.wire import STDIN, add_wire_arguments, run_wire

if TYPE_CHECKING:
    from newsgen.errors import Problem
    from newsgen.migrate.imported import Source
    from newsgen.migrate.publication import Publication
    from newsgen.read.snapshot import Folders

WIRE = "wire"  # pasted text: no site, and added to a publication that is there

DESCRIPTION = "Make a publication of a site that another program made, or stories of pasted text."
EPILOG = """\
  newsgen import ../old-site --into my-newspaper
  newsgen import wordpress export.xml --media uploads --into my-newspaper
  newsgen import wire agency.txt     adds stories to the publication here; - takes what is pasted into the terminal

The old site stays as it is. Stories keep their addresses, or lead from the old ones to the new; what became of each file, and
what needs a hand, is told in import-report.md in the new folder.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the old site lies, and where the new one begins."""
    from newsgen.migrate.kinds import KINDS

    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="the folder or file of the old site; files of pasted text, or -"
    )
    parser.add_argument("--into", type=Path, metavar="DIR", help="where the publication begins; made if it is not there")
    parser.add_argument("--from", choices=[*KINDS, WIRE], dest="kind", default="", help="what made it (found out)")
    parser.add_argument("--media", type=Path, metavar="DIR", help="pictures and files of the old site that lie elsewhere")
    parser.add_argument("--base-url", default="", metavar="URL", help="the old site's address, if its settings do not say")
    parser.add_argument("--format", choices=("human", "json"), default="human", help="how the report is written (human)")
    add_wire_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Import, if what it needs is installed."""
    try:
        return _run(options)
    except ModuleNotFoundError as error:
        raise Usage(f"the import needs the package {error.name}", "run  pip install 'newsgen[import]'") from None


def _run(options: argparse.Namespace) -> int:
    """Find out what is to be imported."""
    from newsgen.migrate.kinds import KINDS

    sources = list(options.sources)
    if not options.kind and sources[0] in {*KINDS, WIRE} and len(sources) > 1:
        options.kind = sources.pop(0)
    if options.kind == WIRE or (not options.kind and all(source == STDIN or source.endswith(".txt") for source in sources)):
        return run_wire(options, sources)
    if len(sources) > 1:
        raise Usage(
            "there can be one old site at a time", f"name its folder alone:  newsgen import {sources[0]} --into my-newspaper"
        )
    if not options.into:
        raise Usage("the publication has no place", f"say where it begins:  newsgen import {sources[0]} --into my-newspaper")
    options.source = Path(sources[0])
    return _import(options)


def _import(options: argparse.Namespace) -> int:
    """Read the old site, write the new one, see that it builds, and report."""
    from newsgen.migrate import folder, report
    from newsgen.migrate.kinds import KINDS, kind_of
    from newsgen.migrate.publication import lines_of, publication

    _ask_for_packages()
    if not options.source.exists():
        raise Usage(
            f"there is no {options.source}", "name the folder of the old site:  newsgen import ../old-site --into my-newspaper"
        )
    if options.into.resolve().is_relative_to(options.source.resolve()):
        raise Usage("the new publication would lie in the old site, which stays as it is", "name a folder elsewhere:  --into DIR")
    if not folder.is_free(options.into):
        raise Usage(f"{options.into} holds a publication already", "name a new folder:  --into my-newspaper")
    source = _source(options)
    kind = options.kind or kind_of(source)
    if not kind:
        known = ", ".join(KINDS)
        raise Usage(f"{options.source} is not known to be the site of any program", f"say what made it:  --from  ({known})")
    made = publication(KINDS[kind].read(source, options.base_url), _theme_files())
    folder.write(options.into, made.texts, made.copies, source)
    made, problems = _mended(made, options.into)
    lines = lines_of(made)
    text = report.as_json(lines) if options.format == "json" else report.markdown(lines, f"Import from {KINDS[kind].says}")
    name = f"{report.NAME}.{'json' if options.format == 'json' else 'md'}"
    folder.rewrite(options.into, {name: text})
    return _say(options, report.figures(lines), name, problems)


def _source(options: argparse.Namespace) -> Source:
    from newsgen.migrate import folder

    source = folder.source(options.source)
    if not options.media:
        return source
    if not options.media.is_dir():
        raise Usage(f"there is no folder {options.media}", "name the folder of the old site's pictures with  --media DIR")
    return folder.together(source, folder.source(options.media))


def _mended(made: Publication, place: Path) -> tuple[Publication, tuple[Problem, ...]]:
    """The publication as far as newsgen itself accepts it; what is found out on the way is remembered for the first build."""
    from newsgen import memory
    from newsgen.cli.clock import Clock
    from newsgen.engine.processes import processes
    from newsgen.engine.runner import RememberingRunner
    from newsgen.engine.store import Store
    from newsgen.migrate.building import Site, mended
    from newsgen.migrate.folder import remove, rewrite

    clock, store, width = Clock(True), Store(place / ".newsgen-cache"), cores()
    pool = (lambda: processes(width)) if width > 1 else None
    runner = RememberingRunner(store, memory.code(), pool, width, clock.tell, clock.stage)
    try:
        return mended(made, Site(_folders(place), now(), runner, partial(rewrite, place), partial(remove, place)))
    finally:
        runner.close()
        clock.clear()
        store.close()


def _theme_files() -> list[str]:
    """The static files that newsgen's look brings, by their paths from the site's root."""
    root = theme() / "static"
    return [place.relative_to(root).as_posix() for place in root.rglob("*") if place.is_file()]


def _ask_for_packages() -> None:
    """Refuse where what reads old sites is not installed."""
    from importlib.util import find_spec

    if not all(find_spec(name) for name in ("bs4", "docutils", "emoji", "liquid", "markdownify", "textile")):
        raise Usage("what reads old sites is not installed here", "run  pip install 'newsgen[import]'")


def _folders(place: Path) -> Folders:
    from newsgen.read.snapshot import Folders

    return Folders(place / "content", place / "templates", place / "static", theme())


def _say(options: argparse.Namespace, figures: dict[str, int], name: str, problems: Sequence[Problem]) -> int:
    from newsgen.cli.show import count, show_problems

    print("\n".join(f"{number:>7,}  {key.replace('_', ' ')}" for key, number in figures.items()))
    print(f"\n{options.into / name} tells what became of each file")
    if problems:
        show_problems(problems, "human")
        print(f"\n{count(len(problems), 'problem')} left; mend them and say  newsgen build", file=sys.stderr)
        return EXIT_PROBLEMS
    print(f"Now:  cd {shlex.quote(str(options.into))} && newsgen build")
    return EXIT_DONE
