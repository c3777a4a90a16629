"""Draws the demo edition's illustrations and saves them as JPEG.

    python draw.py [--browser chromium] [--content ../../content] [NAME ...]

Each picture is a function that composes a ``Scene`` (see gouache.py); a headless Chromium turns its SVG into pixels and
Pillow into a progressive JPEG, at the best quality that keeps it below LIMIT bytes. Without a NAME all are drawn.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import scenes
from PIL import Image

LIMIT = 108_000
HERE = Path(__file__).parent
FLAGS = "--headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1"
QUIET = "--disable-background-networking --disable-component-update --disable-sync --no-first-run"


def rasterise(svg: str, width: int, height: int, browser: str) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        page.write_text(f"<!doctype html><style>*{{margin:0}}svg{{display:block}}</style>{svg}", encoding="utf-8")
        command = [browser, *FLAGS.split(), *QUIET.split(), f"--user-data-dir={folder}/profile"]
        # the window is taller than the picture: old headless modes count a toolbar in
        command += [f"--window-size={width},{height + 200}", f"--screenshot={shot}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with Image.open(shot) as image:
            return image.convert("RGB").crop((0, 0, width, height))


def jpeg(image: Image.Image) -> bytes:
    for quality in range(86, 20, -4):
        data = io.BytesIO()
        image.save(data, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=2)
        if data.tell() < LIMIT:
            return data.getvalue()
    raise ValueError(f"does not fit into {LIMIT} bytes")


def draw(path: str, content: Path, browser: str) -> str:
    scene = scenes.PICTURES[path]()
    image = rasterise(scene.svg(), scene.width, scene.height, browser)
    target = content / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".png":
        image.quantize(64).save(target, optimize=True)
    else:
        target.write_bytes(jpeg(image))
    return f"{path}  {scene.width}x{scene.height}  {target.stat().st_size:,} bytes"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="parts of the names of the pictures to draw")
    parser.add_argument("--browser", default="chromium")
    parser.add_argument("--content", type=Path, default=HERE.parent.parent / "content")
    options = parser.parse_args()
    chosen = [path for path in scenes.PICTURES if not options.names or any(name in path for name in options.names)]
    with ThreadPoolExecutor(4) as pool:
        for line in pool.map(lambda path: draw(path, options.content, options.browser), chosen):
            print(line)


if __name__ == "__main__":
    main()
