"""From the save of a story to the page that a browser shows of it: ``newsgen serve`` beside ``hugo server``.

In: numbers of stories.  Out: a table of milliseconds and ratios, in Markdown.
Never: asks a server how long it took; both are watched from outside, by the same browser.

    python -m tests.bench.serve --sizes 1000,10000
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from tests.bench.corpus import write_corpus
from tests.bench.peers import PEERS, ROOT, Peer, Places
from tests.bench.scenarios import edit, story

PORT = 8377
PATIENCE = 300  # seconds until a server must answer
PAUSE = 1.5  # seconds between two saves, so that a server has come to rest
BROWSER = "--headless --no-sandbox --disable-gpu --disable-background-networking".split()


def _newsgen(places: Places) -> list[str | Path]:
    return [sys.executable, ROOT / "build.py", "serve", "--port", str(PORT), "--cache", places.store]


def _hugo(places: Places) -> list[str | Path]:
    program = PEERS["hugo"].command(places, 1)[0]
    # It watches, builds in memory, and takes the browser to what has changed: the quickest that it has for an editor.
    options = ["--navigateToChanged", "--noBuildLock", "--cacheDir", places.store]
    return [program, "server", "--bind", "127.0.0.1", "--port", str(PORT), *options]


SERVERS: Mapping[str, Callable[[Places], list[str | Path]]] = {"newsgen": _newsgen, "hugo": _hugo}


def edit_headline(path: Path, word: str) -> None:
    """Put a word before a headline, which lists, neighbours and feeds show too."""
    text = path.read_text("utf-8")
    path.write_text(re.sub(r'^title: "', f'title: "{word} ', text, count=1, flags=re.MULTILINE), "utf-8")


EDITS: Mapping[str, Callable[[Path, str], None]] = {"a word in the text": edit, "the headline": edit_headline}


class Timed(NamedTuple):
    """Milliseconds from the save to the new page, of each save."""

    server: str
    edit: str
    milliseconds: list[float]


@contextmanager
def served(server: str, places: Places) -> Iterator[str]:
    """The address of a server, which ends with the block."""
    with (places.project.parent / f"{server}.log").open("w") as log:
        process = subprocess.Popen(
            [str(each) for each in SERVERS[server](places)], cwd=places.project, stdout=log, stderr=subprocess.STDOUT
        )
    address = f"http://localhost:{PORT}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"no server came up at {address}")


def saves(page: Page, path: Path, change: Callable[[Path, str], None], words: list[str]) -> list[float]:
    """The milliseconds until the browser has parsed the page that shows each change."""
    loaded: list[float] = []
    page.on("domcontentloaded", lambda _: loaded.append(time.monotonic()))
    found: list[float] = []
    for word in words:
        time.sleep(PAUSE)
        loaded.clear()
        saved = time.monotonic()
        change(path, word)
        page.wait_for_function("word => document.body && document.body.innerText.includes(word)", arg=word, timeout=60_000)
        found.append(1000 * (loaded[-1] - saved))
    return found


def measured(server: str, content: Path, folder: Path, runs: int) -> Iterator[Timed]:
    """A server's times for each kind of edit."""
    peer: Peer = PEERS[server]
    places = Places(folder / "project", folder / "output", folder / "store")
    peer.write_project(content, places.project)
    path = story(peer, places.project, len([*content.glob("articles/*/*/*.md")]) // 2)
    year, month = path.parts[-3:-1]
    with served(server, places) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=BROWSER)
        for number, (name, change) in enumerate(EDITS.items()):
            page = browser.new_page()
            page.goto(f"{address}/{year}/{month}/{path.stem}/")
            yield Timed(server, name, saves(page, path, change, [f"Amended{number}x{run}" for run in range(runs)]))
            page.close()
        browser.close()


def _chromium() -> str | None:
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


def table(found: Mapping[int, list[Timed]]) -> str:
    """Rows of medians, with the least and the most, and the ratio to the other server."""
    lines = ["| stories | saved | newsgen serve | hugo server | ratio |", "| ---: | --- | ---: | ---: | ---: |"]
    for size, timed in found.items():
        for name in EDITS:
            ours, theirs = (
                next(each.milliseconds for each in timed if (each.server, each.edit) == (server, name)) for server in SERVERS
            )
            lines.append(f"| {size:,} | {name} | {_said(ours)} | {_said(theirs)} | {median(ours) / median(theirs):.2f} |")
    return "\n".join(lines)


def _said(milliseconds: list[float]) -> str:
    return f"{median(milliseconds):,.0f} ms ({min(milliseconds):,.0f} to {max(milliseconds):,.0f})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000", help="numbers of stories (1000,10000)")
    parser.add_argument("--runs", type=int, default=7, help="saves of each kind (7)")
    options = parser.parse_args()
    if not PEERS["hugo"].version():
        parser.error(f"hugo is not installed here; {PEERS['hugo'].hint}")
    found: dict[int, list[Timed]] = {}
    for size in (int(each) for each in options.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="bench-serve") as folder:
            write_corpus(Path(folder) / "corpus", size)
            content = Path(folder) / "corpus" / "content"
            found[size] = [each for server in SERVERS for each in measured(server, content, Path(folder) / server, options.runs)]
    print(table(found))


if __name__ == "__main__":
    main()
