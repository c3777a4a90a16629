"""The command line.

In: arguments.  Out: an exit code: 0 built, 1 problems in sources, 2 wrong usage, 70 our bug.
Never: lets another module print, or asks a question.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
import traceback
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsgen import __version__

if TYPE_CHECKING:  # the rest is imported where it is used: --help and --version need none of it
    from newsgen.engine.runner import Why
    from newsgen.engine.store import Store
    from newsgen.errors import BuildFailed, Problem
    from newsgen.model.options import Options
    from newsgen.model.url import Url
    from newsgen.read.snapshot import Folders
    from newsgen.workshop import Outcome

EXIT_BUILT, EXIT_PROBLEMS, EXIT_USAGE, EXIT_BUG = 0, 1, 2, 70

DESCRIPTION = """\
newsgen turns a folder of Markdown and YAML into a news site, ready to publish.

  newsgen init my-newspaper     begin a publication
  newsgen build                 build content/ into site/
  newsgen build --drafts        show drafts too, to look at them before they are released
  newsgen build --as-of 2026-12-24T18:00
                                the site as it will be at a moment: embargoes lifted, stories expired
"""
EPILOG = """\
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


@dataclass(frozen=True, slots=True)
class _Report:
    """What a build did, for its last line."""

    stories: int
    pages: int
    rendered: int
    written: int
    removed: int
    seconds: float
    next_transition: str
    output: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "--version"}):
        given = ["build", *given]
    try:
        options = parser.parse_args(given)
    except SystemExit as end:
        return EXIT_USAGE if end.code else EXIT_BUILT
    try:
        return int(options.run(options))
    except Usage as error:
        _say_usage(error)
        return EXIT_USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_BUILT
    except KeyboardInterrupt:
        print("newsgen: stopped", file=sys.stderr)
        return 130
    except ModuleNotFoundError as error:
        _say_usage(Usage(f"the package {error.name} is not installed here", "run  make site  and then  .venv/bin/newsgen"))
        return EXIT_USAGE
    except OSError as error:
        _say_usage(
            Usage(
                f"{error.filename or 'the disk'}: {error.strerror or error}", "check the folder, its permissions and free space"
            )
        )
        return EXIT_USAGE
    except Exception:
        traceback.print_exc()
        print(f"newsgen {__version__}: this is a fault of newsgen, not of your sources; please report it", file=sys.stderr)
        return EXIT_BUG


def _say_usage(error: Usage) -> None:
    print(f"newsgen: {error}" + (f"\n  hint: {error.hint}" if error.hint else ""), file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsgen", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"newsgen {__version__}")
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser(
        "build",
        help="build the site (the default)",
        description="Build content/ into site/.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_build_options(build)
    build.set_defaults(run=_build)
    init = commands.add_parser(
        "init", help="begin a publication", description="Put a first story and its settings into a folder."
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="where the publication begins; made if it is not there")
    init.set_defaults(run=_init)
    return parser


def _add_build_options(build: argparse.ArgumentParser) -> None:
    folders = build.add_argument_group("folders")
    folders.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="stories and settings (content)")
    folders.add_argument(
        "--templates", type=Path, default=Path("templates"), metavar="DIR", help="the site's own templates (templates)"
    )
    folders.add_argument("--static", type=Path, default=Path("static"), metavar="DIR", help="files copied as they are (static)")
    folders.add_argument("--output", type=Path, default=Path("site"), metavar="DIR", help="where the site goes (site)")
    folders.add_argument(
        "--cache", type=Path, default=Path(".newsgen-cache"), metavar="DIR", help="what builds remember; changes no byte"
    )
    folders.add_argument("--no-cache", action="store_true", help="remember nothing")
    site = build.add_argument_group("what is built")
    site.add_argument("--as-of", metavar="TIME", help="the moment to build for, in the site's zone (now, or SOURCE_DATE_EPOCH)")
    site.add_argument("--base-url", default="", metavar="URL", help="the site's address, instead of site.yaml's base_url")
    site.add_argument("--drafts", action="store_true", help="publish drafts too")
    how = build.add_argument_group("how")
    how.add_argument("--jobs", type=_positive, default=0, metavar="N", help="processes to use; changes no byte")
    how.add_argument("--verify", action="store_true", help="build again from nothing, compare, and fail if a byte differs")
    how.add_argument(
        "--explain", metavar="URL", help="say what the page at an address is made of and what made it render; build nothing"
    )
    how.add_argument("--profile", action="store_true", help="say how long each stage took")
    how.add_argument("--format", choices=["human", "json", "github"], default="human", help="how problems are shown (human)")


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes; write 1, 2, 4 …")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from newsgen.engine.store import Store, StoreBusy
    from newsgen.errors import BuildFailed
    from newsgen.write.disk import NotOurs

    gc.set_threshold(
        100_000, 20, 1_000
    )  # what a build makes it needs to its end: to look for garbage in it takes a third of the time
    clock = _Clock(options.format == "human")
    folders = _folders(options)
    asked = _asked(options)
    try:
        store = Store(None if options.no_cache else options.cache)
    except StoreBusy:
        raise Usage(f"another build is using {options.cache}", "wait for it, or name another folder with  --cache DIR") from None
    try:
        if options.explain:
            return _explain(folders, asked, options, store)
        done = _publish(options, folders, asked, store, clock)
    except BuildFailed as failure:
        clock.clear()
        return _show_failure(failure, options.format)
    except NotOurs as error:
        raise Usage(str(error), "name another folder with  --output, or move that away") from None
    finally:
        clock.clear()
        store.close()
    _show_success(done.warnings, _report(done, clock.seconds, options.output), options.format)
    if options.profile:
        print("\n".join(f"{seconds:8.2f} s  {name}" for name, seconds in clock.stages()), file=sys.stderr)
    return EXIT_BUILT


def _publish(options: argparse.Namespace, folders: Folders, asked: Options, store: Store, clock: _Clock) -> Outcome:
    from newsgen.workshop import Help, publish, verified

    done = publish(folders, asked, options.output, Help(store, options.jobs or _cores(), clock.tell, clock.stage))
    if options.verify:
        clock.stage("verifying")
        differing = verified(folders, asked, done)
        if differing:
            raise RuntimeError(f"a build without memory differs in {len(differing)} files, first {differing[0]}")
    return done


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _asked(options: argparse.Namespace) -> Options:
    from newsgen.model.options import Options, When

    return Options(When(_as_of(options, options.content), options.drafts), _base_url(options.base_url))


def _report(done: Outcome, seconds: float, output: Path) -> _Report:
    transition = done.next_transition
    return _Report(
        stories=done.stories,
        pages=done.pages,
        rendered=done.rendered,
        written=done.written,
        removed=done.removed,
        seconds=round(seconds, 2),
        next_transition=f"{transition.moment.isoformat()} ({transition.path} {_CHANGES[transition.change]})"
        if transition
        else "",
        output=output.as_posix(),
    )


PATIENCE, LINES, PAUSE = 1.0, 5.0, 0.1  # seconds until a bar appears, until lines do, and between two states of the bar


class _Clock:
    """How long each stage takes. Where that is long, a bar shows it on a terminal, and a line for each stage elsewhere."""

    def __init__(self, tells: bool) -> None:
        self._tells = tells
        self._terminal = sys.stderr.isatty()
        self._started = self._shown = time.monotonic()
        self._marks: list[tuple[str, float]] = [("starting", self._started)]
        self._bar = ""

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._started

    def stage(self, name: str) -> None:
        """A stage begins."""
        self._marks.append((name, time.monotonic()))
        self._show(f"{name} …")
        if self._tells and not self._terminal and self.seconds > LINES:
            print(f"{name} … ({self.seconds:.0f} s)", file=sys.stderr, flush=True)

    def tell(self, name: str, done: int, total: int) -> None:
        """So many steps of a stage are done."""
        if total > 1:
            filled = 30 * done // total
            self._show(f"{_STEPS.get(name, name):9} {'█' * filled}{'░' * (30 - filled)} {done:,} of {total:,}")

    def _show(self, text: str) -> None:
        now = time.monotonic()
        if self._tells and self._terminal and now - self._started > PATIENCE and now - self._shown > PAUSE:
            print(f"\r{text:<{len(self._bar)}}", end="", file=sys.stderr, flush=True)
            self._shown, self._bar = now, text

    def clear(self) -> None:
        """Take the bar away."""
        if self._bar:
            print(f"\r{' ' * len(self._bar)}\r", end="", file=sys.stderr, flush=True)
            self._bar = ""

    def stages(self) -> list[tuple[str, float]]:
        """Each stage with its seconds."""
        ends = [*(mark for _, mark in self._marks[1:]), time.monotonic()]
        return [(name, end - start) for (name, start), end in zip(self._marks, ends, strict=True)]


_STEPS = {"read": "reading", "render": "rendering"}


def _init(options: argparse.Namespace) -> int:
    from newsgen.init import new_publication

    try:
        written = new_publication(options.folder)
    except FileExistsError as error:
        raise Usage(str(error), "name another folder:  newsgen init my-newspaper") from None
    for path in written:
        print(path)
    print(f"\nNow:  cd {options.folder} && newsgen build  and open site/index.html")
    return EXIT_BUILT


_CHANGES = {"published": "appears", "expired": "expires", "aged": "leaves the news sitemap"}


def _folders(options: argparse.Namespace) -> Folders:
    from newsgen.read.snapshot import Folders

    if not options.content.is_dir():
        raise Usage(
            f"there is no folder {options.content}", "go to the folder that holds content/, or name it with  --content DIR"
        )
    output = options.output.resolve()
    for name in ("content", "templates", "static"):
        source = getattr(options, name).resolve()
        if output == source or output in source.parents or source in output.parents:
            raise Usage(
                f"the output folder {options.output} and the {name} folder {getattr(options, name)} lie in each other",
                "name another folder with  --output DIR",
            )
    return Folders(options.content, options.templates, options.static, _theme())


def _theme() -> Path:
    """The templates and static files that ship with newsgen: inside the installed package, or at the root of its repository."""
    package = Path(__file__).parent
    return package / "theme" if (package / "theme").is_dir() else package.parent


def _as_of(options: argparse.Namespace, content: Path) -> datetime:
    if options.as_of:
        return _moment(options.as_of, content)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise Usage(f"SOURCE_DATE_EPOCH must be seconds since 1970, not {epoch}", "unset it, or write  --as-of TIME") from None


def _moment(text: str, content: Path) -> datetime:
    from newsgen.read.scalars import moment_of

    try:
        moment = moment_of(text, _zone(content))
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise Usage(f"--as-of must be a time, not {text}", "write  --as-of 2026-04-16T18:05:00+08:00")
    return moment


def _zone(content: Path) -> tzinfo:
    """The site's zone, as far as site.yaml can be read; its problems are for the build to tell."""
    from newsgen.read.config import config
    from newsgen.read.snapshot import SourceFile

    file = content / "site.yaml"
    settings, _ = config({"site.yaml": SourceFile("site.yaml", file.read_bytes())} if file.is_file() else {})
    return ZoneInfo(settings.timezone) if settings else UTC


def _base_url(text: str) -> str:
    if not text:
        return ""
    from newsgen.read.scalars import is_web_address

    if not is_web_address(text) or urlsplit(text).query or urlsplit(text).fragment:
        raise Usage(f"--base-url must be a whole web address, not {text}", "write  --base-url https://example.org")
    return text


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
        return _show_failure(failure, options.format)
    if explained is None:
        raise Usage(f"there is no page {options.explain}", "write an address of the site, such as  --explain /tags/")
    lines = [("comes from", explained.origin), ("written to", explained.file)]
    if explained.templates:
        lines.append(("templates", ", ".join(explained.templates)))
    if explained.why:
        lines += [("last rendered", _last(explained.why)), ("now", _now(explained.why))]
    print("\n".join([explained.url, *(f"  {label:14} {text}" for label, text in lines)]))
    return EXIT_BUILT


def _last(why: Why) -> str:
    if why.last is None:
        return "never, as far as is remembered"
    return f"because this was new: {', '.join(why.last)}" if why.last else "for the first time, or after a change back"


def _now(why: Why) -> str:
    if why.last is None:
        return "it would be rendered"
    return f"it would be rendered, because this is new: {', '.join(why.now)}" if why.now else "nothing that it shows has changed"


def _show_failure(failure: BuildFailed, format_: str) -> int:
    from newsgen.errors import FORMATS

    if format_ == "json":
        print(
            json.dumps({"built": False, "problems": json.loads(FORMATS["json"](failure.problems))}, ensure_ascii=False, indent=2)
        )
        return EXIT_PROBLEMS
    print(FORMATS[format_](failure.problems), file=sys.stdout if format_ == "github" else sys.stderr)
    errors = sum(problem.is_error for problem in failure.problems)
    print(f"\n{_count(errors, 'problem')}; nothing was written, the site is as it was", file=sys.stderr)
    return EXIT_PROBLEMS


def _show_success(warnings: Sequence[Problem], report: _Report, format_: str) -> None:
    from newsgen.errors import FORMATS

    if format_ == "json":
        done = {name: getattr(report, name) for name in report.__slots__}
        print(
            json.dumps({"built": True, **done, "problems": json.loads(FORMATS["json"](warnings))}, ensure_ascii=False, indent=2)
        )
        return
    if warnings:
        print(FORMATS[format_](warnings), file=sys.stdout if format_ == "github" else sys.stderr)
    print(
        f"{report.output}/: {_count(report.stories, 'story', 'stories')}, {_count(report.pages, 'page')}, "
        f"{report.rendered:,} rendered, {report.written:,} written, {report.removed:,} removed, {report.seconds:.2f} s"
        + (f"; next change {report.next_transition}" if report.next_transition else "")
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
