"""The command line.

In: arguments.  Out: an exit code: 0 done, 1 problems in sources, 2 wrong usage, 70 our bug.
Never: lets another package print, or asks a question.
"""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from newsgen import __version__
from newsgen.cli.usage import EXIT_BUG, EXIT_DONE, EXIT_USAGE, STORY, Usage

COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("newsgen.cli.build", "build the site (the default)"),
    "check": ("newsgen.cli.check", "say all that is wrong, and what a sub-editor would; mend what is safe"),
    "init": ("newsgen.cli.init", "begin a publication"),
    "new": ("newsgen.cli.new", "begin a story"),
    "serve": ("newsgen.cli.serve", "show the site while it is written, and each save at once"),
    "diff": ("newsgen.cli.diff", "say what will change for readers"),
    "schedule": ("newsgen.cli.schedule", "say what will appear or vanish, and when"),
    "import": ("newsgen.cli.importing", "make a publication of a Jekyll, Hugo, Pelican or WordPress site, or stories of text"),
    "schema": ("newsgen.cli.schema", "help editors' programs to know the keys: schemas, VS Code, a content manager"),
    "tags": ("newsgen.cli.tags", "list, rename and merge tags in all stories"),
}
"""Each command's module, imported when it is asked for, and what it does. It has DESCRIPTION, EPILOG, add_arguments, run."""

DESCRIPTION = """\
newsgen turns a folder of Markdown and YAML into a news site, ready to publish.

  newsgen init my-newspaper     begin a publication
  newsgen new "The headline"    begin a story
  newsgen serve                 show the site while it is written
  newsgen build                 build content/ into site/
  newsgen check                 all that is wrong, and advice beyond it
  newsgen build --drafts        show drafts too, to look at them before they are released
  newsgen build --as-of 2026-12-24T18:00
                                the site as it will be at a moment: embargoes lifted, stories expired
"""


def command() -> NoReturn:
    """The program: run a command and end with its exit code.

    The system takes back at once what a build has in memory; Python would tidy up first, which takes a tenth of a small build.
    """
    _come_to_terms()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # who was to read it is gone
            stream.flush()
    os._exit(code)


def _come_to_terms() -> None:
    """Whoever starts a program passes on closed streams, and the wish not to hear of processes that end (signal(7))."""
    for name in ("stdin", "stdout", "stderr"):  # in this order each takes its own number, which nothing else is to get
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 -- as long as the program runs
    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal that cannot show a sign of a story must not stop us
        sys.stdout.reconfigure(errors="backslashreplace")
    if not given or (given[0].startswith(("-", "\u2013", "\u2014")) and given[0] not in {"-h", "--help", "--version"}):
        given = ["build", *given]
    try:
        code = _run(given)
        sys.stdout.flush()
        return code
    except Usage as error:
        return _say_usage(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except KeyboardInterrupt:
        print("newsgen: stopped", file=sys.stderr)
        return 130
    except ModuleNotFoundError as error:
        return _say_usage(Usage(f"the package {error.name} is not installed here", "run  make site  and then  .venv/bin/newsgen"))
    except MemoryError:
        return _say_usage(Usage("the system gives no more memory", "allow more (ulimit -v), or build with  --jobs 1"))
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.EMFILE, errno.ENOMEM}:
            lack = f"the system gives no more: {error.strerror}"
            return _say_usage(Usage(lack, "allow more processes, open files and memory (ulimit -a), or build with  --jobs 1"))
        place = error.filename or "the disk"
        return _say_usage(Usage(f"{place}: {error.strerror or error}", "check the folder, its permissions and free space"))
    except Exception as error:
        import traceback
        from concurrent.futures import BrokenExecutor

        if isinstance(error, BrokenExecutor):
            lost = "the system has ended one of the processes that built the site, most likely for want of memory"
            return _say_usage(Usage(lost, "give it more memory, or build with  --jobs 1"))
        traceback.print_exc()
        print(f"newsgen {__version__}: this is a fault of newsgen, not of your sources; please report it", file=sys.stderr)
        return EXIT_BUG


def _run(given: Sequence[str]) -> int:
    if not given[0].startswith("-") and given[0] not in COMMANDS:
        raise _unknown(given[0])
    command: Any = import_module(COMMANDS[given[0]][0]) if given[0] in COMMANDS else None
    parser, own = _parser(given[0], command)
    _refuse_dashes(given, own)
    try:
        options, strange = parser.parse_known_args(given)
    except SystemExit as end:
        return EXIT_USAGE if end.code else EXIT_DONE
    if strange:
        raise _unrecognized(given[0], strange, own.format_help())
    return int(command.run(options))


def _unknown(name: str) -> Usage:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, 1) or ["--help"]
    return Usage(f"there is no command {name}", f"write  newsgen {near[0]}")


_OPTION = "--[a-z][a-z-]+"
_DASH = "\u2010-\u2015\u2212"


def _refuse_dashes(given: Sequence[str], own: argparse.ArgumentParser) -> None:
    """Programs that set type, from which commands are copied, make one dash of two; it would be taken for a headline."""
    import re

    for each in given:
        meant = f"--{re.sub(f'^[{_DASH}]-?', '', each)}"
        if meant != f"--{each}" and meant.partition("=")[0] in re.findall(_OPTION, own.format_help()):
            raise Usage(f"{each} begins with a dash", f"write two hyphens:  {meant}")


def _unrecognized(command: str, strange: Sequence[str], help_: str) -> Usage:
    import re
    from difflib import get_close_matches

    hint = f"all that it takes:  newsgen {command} --help"
    near = get_close_matches(strange[0].partition("=")[0], re.findall(_OPTION, help_), 1)
    if near and strange[0].startswith("-"):
        hint = f"write  {near[0]}, or see  newsgen {command} --help"
    elif command in {"build", "serve"} and not any(each.startswith("-") for each in strange):
        hint = f"newsgen {command} takes all of content/, and no names of files"
    return Usage(f"unrecognized arguments: {' '.join(strange)}", hint)


def _say_usage(error: Usage) -> int:
    print(f"newsgen: {error}" + (f"\n  hint: {error.hint}" if error.hint else ""), file=sys.stderr)
    return EXIT_USAGE


class _Parser(argparse.ArgumentParser):
    """Says which of the words that an argument may be was meant."""

    def error(self, message: str) -> NoReturn:
        """End with what is wrong and, where one is near, the word to type."""
        super().error(message + _choice_meant(message))


def _choice_meant(message: str) -> str:
    """A hint for a word that is none of those that argparse lists, in quotes or, since Python 3.12, without."""
    import re

    from newsgen.errors import closest

    refused = re.search(r"invalid choice: '(.*)' \(choose from (.*)\)", message)
    near = closest(refused[1], re.findall(r"[\w-]+", refused[2])) if refused else ""
    return f"\n  hint: write  {near}" if near else ""


Parsers = tuple[argparse.ArgumentParser, argparse.ArgumentParser]


def _parser(asked: str, command: Any) -> Parsers:  # noqa: ANN401 -- a module of COMMANDS
    """All commands by name with the arguments of the one that is asked for, and that one alone."""
    own = parser = _Parser(
        prog="newsgen", description=DESCRIPTION, epilog=STORY, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"newsgen {__version__}")
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    for name, (_, summary) in COMMANDS.items():
        each = commands.add_parser(name, help=summary, formatter_class=argparse.RawDescriptionHelpFormatter)
        if name == asked:
            each.description, each.epilog = command.DESCRIPTION, command.EPILOG
            command.add_arguments(each)
            own = each
    return parser, own
