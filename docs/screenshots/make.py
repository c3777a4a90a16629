"""Takes the pictures of the README anew: builds the demo edition, opens it in Chromium, and saves what stands there.

make screenshot
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from newsgen.cli import main

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LARGEST = 400_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]


@dataclass(frozen=True)
class Shot:
    """A picture: its file's name, the page, the window's size, the colour scheme and how many pixels make one of the page's."""

    name: str
    address: str
    width: int
    height: int
    scheme: str = "light"
    scale: float = 1


SHOTS = (
    Shot("front", "/", 1280, 1000),
    Shot("front-phone-dark", "/", 390, 844, "dark", 2),
    Shot("article", "/2024/04/room-to-grow/", 1280, 1000),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def take(browser: Browser, root: str, shot: Shot) -> Path:
    """Save one picture, in as few colours as it needs to stay small."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,  # type: ignore[arg-type]
        device_scale_factor=shot.scale,
    )
    page = context.new_page()
    page.goto(root + shot.address, wait_until="networkidle")
    place = HERE / f"{shot.name}.png"
    page.screenshot(path=place)
    context.close()
    with Image.open(place) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(place, optimize=True)
    if place.stat().st_size > LARGEST:
        raise SystemExit(f"{place.name} has {place.stat().st_size:,} bytes, more than {LARGEST:,}: choose a smaller window")
    return place


def make() -> None:
    """Build the demo edition as of a fixed moment and take every picture."""
    program = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if not program:
        raise SystemExit("Chromium is missing: install it, or run  make tools")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        folders = [f"--{name}={ROOT / name}" for name in ("content", "templates", "static")]
        if main([*folders, f"--output={site}", "--no-cache", "--as-of=2026-01-01"]):
            raise SystemExit("the demo edition was not built, so there is nothing to show")
        with served(site) as root, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            for shot in SHOTS:
                place = take(browser, root, shot)
                print(f"{place.relative_to(ROOT)}: {place.stat().st_size:,} bytes")
            browser.close()


if __name__ == "__main__":
    make()
