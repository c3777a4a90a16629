"""The command ``serve``.

In: arguments.  Out: the site on this machine for as long as it is looked at, and a line for each change.  Never: writes the site.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen import __version__
from newsgen.cli.clock import Clock
from newsgen.cli.show import count, show_problems
from newsgen.cli.usage import EXIT_DONE, Usage, add_folders, base_url_of, cores, folders_of, moment_asked, now

if TYPE_CHECKING:
    from newsgen.errors import Problem
    from newsgen.model.options import Options
    from newsgen.read.snapshot import Folders
    from newsgen.serve.ports import Sockets
    from newsgen.serve.runner import SharedStore
    from newsgen.serve.session import Session, Showing

DESCRIPTION = "Show the site on this machine while it is written: each save is seen at once, drafts and held stories too."
EPILOG = """\
  newsgen serve                       then open  http://localhost:8000/
  newsgen serve --open                opens it for you
  newsgen serve --as-of 2026-12-24T18:00
                                      as it will be at a moment

What is wrong with a source is shown over the page, with its line and what to type, and goes when it is mended. Stories that
readers do not see yet are marked. The folder of the finished site is not touched; newsgen build makes it. Ctrl-C ends it.
"""
PORT, PORTS = 8000, 20  # the first to be tried, and how many
PREVIEW = "preview"  # the folder of what is remembered, within that of builds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the site is shown, and what of it."""
    folders = add_folders(parser)
    folders.add_argument("--cache", type=Path, default=Path(".newsgen-cache"), metavar="DIR", help="what is remembered")
    where = parser.add_argument_group("where it is shown")
    where.add_argument(
        "--port", type=_port, metavar="N", help=f"the port ({PORT}, or the next that is free; 0: any that is free)"
    )
    where.add_argument(
        "--host", default="", metavar="NAME", help="an address of this machine, so that others see it (this machine)"
    )
    where.add_argument("--open", action="store_true", help="open it in the browser")
    what = parser.add_argument_group("what is shown")
    what.add_argument("--no-drafts", action="store_true", help="leave out drafts and stories that are held: what readers see")
    what.add_argument("--as-of", metavar="TIME", help="the site as it is at a moment, in the site's zone (now)")
    what.add_argument("--base-url", default="", metavar="URL", help="the site's address, instead of site.yaml's base_url")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port; write a number up to 65535")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    folders = folders_of(options, options.cache)
    _ask_for_site(options.content)
    _ask_for_packages()
    ask = _asking(options)
    with ExitStack() as opened, suppress(KeyboardInterrupt):
        sockets = [opened.enter_context(each) for each in _listening(options)]
        store = opened.enter_context(closing(_store(options.cache)))
        _serve(options, _first(folders, store, ask), folders, sockets)
    return EXIT_DONE


def _ask_for_packages() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("starlette", "uvicorn", "watchfiles") if find_spec(name) is None]
    if missing:
        raise Usage(f"newsgen serve needs packages that are not installed here: {', '.join(missing)}", f"run  {_pip(missing)}")


def _pip(names: Sequence[str]) -> str:
    """What to type; an environment's own pip need not be the one that is found by its name."""
    return " ".join([Path(sys.executable).as_posix(), "-m pip install", *names])


def _first(folders: Folders, store: SharedStore, ask: Callable[[], Options]) -> Session:
    """The first edition; how far it is, a bar shows."""
    from newsgen.serve.session import Session

    # What is made is needed to the end, so looking for garbage in it is of little use.
    gc.set_threshold(100_000, 20, 1_000)
    clock = Clock(tells=True)
    session = Session(folders, store, ask, cores(), clock.tell, clock.stage)
    session.refresh()
    clock.clear()
    clock.rest()
    gc.freeze()
    return session


def _ask_for_site(content: Path) -> None:
    """Refuse a folder in which no site begins; a mistake in its settings is shown in the browser."""
    if not any((content / name).is_file() for name in ("site.yaml", "site.yml")):
        raise Usage(f"there is no site.yaml in {content}", "go to the folder of your site, or say  newsgen init FOLDER")


def _asking(options: argparse.Namespace) -> Callable[[], Options]:
    """What is asked for at any moment."""
    from newsgen.model.options import Options, When

    fixed = moment_asked("--as-of", options.as_of, options.content) if options.as_of else None
    base_url, shows_all = base_url_of(options.base_url), not options.no_drafts
    return lambda: Options(When(fixed or now(), shows_all, shows_all), base_url)


# Where


def _listening(options: argparse.Namespace) -> Sockets:
    """Sockets at the port that is asked for, or near the usual one."""
    from newsgen.serve.ports import first_free

    ports = range(PORT, PORT + PORTS) if options.port is None else (options.port,)
    try:
        return first_free(options.host, ports)
    except OSError as error:
        raise _refused(error, options.host, ports[0]) from None


def _refused(error: OSError, host: str, port: int) -> Usage:
    import errno

    from newsgen.serve.ports import is_taken

    if is_taken(error):
        return Usage(f"port {port} is in use by another program", f"write  --port {port + 1}  or  --port 0  for any that is free")
    if error.errno == errno.EACCES:
        return Usage(f"port {port} is not for every program", "write a number above 1023, such as  --port 8000")
    return Usage(f"this machine has no address {host}", "leave --host out, or write  --host 0.0.0.0  for all of its addresses")


# What is remembered


def _store(cache: Path) -> SharedStore:
    """A store beside that of builds, so that neither waits for the other."""
    from newsgen.engine.store import StoreBusy
    from newsgen.serve.runner import SharedStore

    folder = cache / PREVIEW
    try:
        return SharedStore(folder)
    except StoreBusy:
        message = f"this site is shown already by another newsgen serve{_address(folder)}"
        raise Usage(message, "open that one, or write  --cache DIR  for one more") from None
    except OSError as error:
        why = error.strerror or error
        print(f"newsgen: {folder} cannot be written ({why}), so the next start takes as long as this one", file=sys.stderr)
        return SharedStore()


def _address(folder: Path) -> str:
    """Where the other one is, as far as it could say."""
    try:
        return ", at  " + (folder / "address").read_text("utf-8")
    except OSError:
        return ""


# Serving


def _serve(options: argparse.Namespace, session: Session, folders: Folders, sockets: Sockets) -> None:
    """Show the site until Ctrl-C; the first edition may take its time."""
    from newsgen.serve.app import Server
    from newsgen.serve.ports import machine
    from newsgen.serve.watching import Watcher

    where = _where(machine(options.host), sockets[0].getsockname()[1])
    told = _Told(session, where)
    with suppress(OSError):  # it is for the message of another one
        (options.cache / PREVIEW / "address").write_text(told.address, "utf-8")
    told.first()
    if options.open:
        _open(told.address)
    names = [options.host, machine(options.host), f"{machine(options.host)}.local"] if options.host else []
    Server(session, Watcher(folders, time.monotonic, told.heard, _fault), names, _fault).serve_at(sockets)


def _where(name: str, port: int) -> str:
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _open(address: str) -> None:
    """Open a browser, which may take its time or be one of the terminal."""
    import webbrowser
    from threading import Thread

    Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _fault(error: Exception) -> None:
    import traceback

    traceback.print_exception(error)
    print(f"newsgen {__version__}: this is a fault of newsgen, not of your sources; please report it", file=sys.stderr)


class _Told:
    """Says in the terminal what happens."""

    def __init__(self, session: Session, where: str) -> None:
        self._session = session
        self._where = where
        self._problems: tuple[Problem, ...] = ()

    @property
    def address(self) -> str:
        """Where the front page is."""
        from newsgen.serve.answers import base_path

        edition = self._session.showing.edition
        return f"{self._where}{base_path(edition) if edition else ''}/"

    def first(self) -> None:
        """Where the site is."""
        showing = self._session.showing
        self._say_problems(showing)
        what = count(len(showing.edition.site.articles), "story", "stories") if showing.edition else "what is wrong"
        print(f"{what} at  {self.address}  (Ctrl-C ends it)", flush=True)

    def heard(self, seconds: float) -> None:
        """Something new is shown."""
        showing = self._session.showing
        self._say_problems(showing)
        said = "shown over the site as it was before" if showing.is_wrong else f"shown after {seconds:.2f} s"
        print(f"{now().astimezone():%H:%M:%S}  {said}", flush=True)

    def _say_problems(self, showing: Showing) -> None:
        if showing.problems and showing.problems != self._problems:
            show_problems(showing.problems, "human")
        self._problems = showing.problems
