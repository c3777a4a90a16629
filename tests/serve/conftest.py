"""A small site behind a preview, on a port of its own."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from newsgen.model.options import Options, When
from newsgen.read.snapshot import Folders
from newsgen.serve.app import Server
from newsgen.serve.ports import bound
from newsgen.serve.runner import SharedStore
from newsgen.serve.session import Session
from newsgen.serve.watching import Watcher

from ..builders import PIXEL, SITE, project, story

HARBOUR = "content/articles/2024/04/harbour.md"
FILES = {
    "content/site.yaml": SITE,
    HARBOUR: story(body="The first lanterns went up.", tags=["Harbour"]),
    "content/articles/2024/04/ferry.md": story("Ferry sails", "2024-04-17T09:00", "![A ferry](ferry.png)", tags=["Harbour"]),
    "content/articles/2024/04/draft.md": story("A draft", "2024-04-18T09:00", draft=True, tags=["Harbour"]),
    "content/articles/2024/04/ferry.png": PIXEL,
    "content/pages/about.md": "---\ntitle: About\n---\nWho we are.\n",
    "static/assets/site.css": "body { color: rgb(1, 2, 3) }\n",
}
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
PATIENCE = 15.0  # seconds for what takes a blink on a machine that has nothing else to do


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes


@dataclass
class Preview:
    """A project, its session, and where it is shown."""

    root: Path
    folders: Folders
    session: Session
    server: Server
    address: str
    port: int
    moment: list[datetime]
    faults: list[Exception] = field(default_factory=list)

    def write(self, path: str, text: str | bytes) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with closing(connection):
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            found = connection.getresponse()
            return Answer(found.status, dict(found.headers.items()), found.read())

    def text(self, path: str) -> str:
        return self.get(path).content.decode()

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for what must become so."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"still not so: {self.session.showing.problems}"
            time.sleep(0.01)


@contextmanager
def previewed(
    root: Path, files: dict[str, str | bytes], base_url: str = "", drafts: bool = True, port: int = 0
) -> Iterator[Preview]:
    """A project on disk, shown until the end of the block."""
    folders = project(root, files)
    store, moment, faults = SharedStore(root / "cache"), [NOW], list[Exception]()
    session = Session(folders, store, lambda: Options(When(moment[0], drafts, drafts), base_url))
    session.refresh()
    sockets = bound("", port)
    port = sockets[0].getsockname()[1]
    watcher = Watcher(folders, time.monotonic, lambda seconds: None, faults.append)
    server = Server(session, watcher, [], faults.append)
    thread = Thread(target=server.serve_at, args=(sockets,))
    thread.start()
    try:
        yield Preview(root, folders, session, server, f"http://localhost:{port}", port, moment, faults)
    finally:
        server.stop()
        thread.join()
        store.close()
        for each in sockets:
            each.close()
    assert faults == []


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewed(tmp_path, dict(FILES)) as shown:
        yield shown
