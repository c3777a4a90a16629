"""The demo edition, finished: built once for each worker, in memory, on disk and behind a server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

import pytest
from lxml import html

from newsgen import pipeline
from newsgen.model.options import Options, When
from newsgen.pipeline import Build
from newsgen.read.snapshot import Folders

from . import tools

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
JUNE = datetime(2024, 6, 9, 12, tzinfo=UTC)
BASE = "https://courier.example"
BELOW = "/some/where"


@dataclass(frozen=True)
class Demo:
    """A finished site and where it lies."""

    build: Build
    folder: Path

    @property
    def html(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))

    @property
    def articles(self) -> list[Path]:
        """The stories' own pages, which say so themselves."""
        return [place for place in self.html if b'property="og:type" content="article"' in place.read_bytes()]

    def page(self, address: str) -> html.HtmlElement:
        return html.fromstring((self.folder / address.lstrip("/") / "index.html").read_bytes())


def build_demo(folder: Path, base_url: str = "", as_of: datetime = AS_OF) -> Demo:
    folders = Folders(tools.ROOT / "content", tools.ROOT / "templates", tools.ROOT / "static", tools.ROOT)
    made = pipeline.build(folders, Options(When(as_of), base_url))
    pipeline.write(folder, made.tree)
    return Demo(made, folder)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo edition as of a fixed moment."""
    return build_demo(tmp_path_factory.mktemp("demo") / "site")


@pytest.fixture(scope="session")
def demo_below(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The same, for a host that keeps it below a path."""
    return build_demo(tmp_path_factory.mktemp("demo-below") / "site", BASE + BELOW)


@pytest.fixture(scope="session")
def demo_in_june(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The same on a day with news."""
    return build_demo(tmp_path_factory.mktemp("demo-in-june") / "site", as_of=JUNE)


class _Handler(SimpleHTTPRequestHandler):
    """A static host: the site below a path, its own page for what is not there, and no log."""

    def __init__(self, *arguments: object, below: str, **named: object) -> None:
        self.below = below
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.below)) if path.startswith(self.below + "/") else "/nowhere"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def list_directory(self, path: object) -> None:
        self.send_error(404)

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
        with suppress(ConnectionError):  # a page was closed while its pictures were on their way
            super().copyfile(source, outputfile)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path, below: str = "") -> Iterator[str]:
    """The address at which a folder is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder), below=below)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{below}"
        finally:
            server.shutdown()
            thread.join()
