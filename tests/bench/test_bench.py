"""The benchmarks themselves: the same stories every time, honest counts, a report of what was measured. None asserts a time."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.bench import compare, report, serve
from tests.bench.corpus import write_corpus
from tests.bench.influence import CHANGES
from tests.bench.measure import LINUX, Measured, measure
from tests.bench.pages import count_pages, kind_of
from tests.bench.peers import PEERS, translate
from tests.bench.scenarios import edit

STORY = """\
---
title: "A fair 7"
date: 2015-01-01T06:00:00+01:00
section: city
tags: [big fair, harbour]
author: Ada Ray
summary: It returns.
---
The fair returns. It is *big*.

- one
"""


def texts(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


def test_a_seed_is_a_corpus(tmp_path: Path) -> None:
    for name, stories, seed in (("one", 12, 7), ("same", 12, 7), ("more", 15, 7), ("other", 12, 8)):
        write_corpus(tmp_path / name, stories, seed)
    one, same, more, other = (texts(tmp_path / name) for name in ("one", "same", "more", "other"))
    assert one == same
    assert one.items() < more.items()
    assert not one.items() & other.items() - {("content/site.yaml", one["content/site.yaml"])}


def test_stories_are_all_different_and_as_long_as_said(tmp_path: Path) -> None:
    write_corpus(tmp_path, 30)
    stories = [text for name, text in texts(tmp_path).items() if name.endswith(".md")]
    bodies = [text.split("\n---\n", 1)[1] for text in stories]
    assert len(stories) == len(set(bodies)) == 30
    assert all(900 <= len(body.split()) <= 1_050 for body in bodies)
    assert all(len(set(re.search(r"^tags: \[(.*)\]$", text, re.M)[1].split(", "))) == 3 for text in stories)
    everything = "\n".join(bodies)
    assert all(mark in everything for mark in ("\n## ", "\n- ", "\n> ", "**", "](https://"))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("2015/01/story-000001/index.html", "stories"),
        ("latest/index.html", "lists"),
        ("latest/page/3/index.html", "lists"),
        ("tags/big-fair/index.html", "lists"),
        ("tags/big-fair/2024/page/1/index.html", "lists"),
        ("sections/world/2024/05/index.html", "lists"),
        ("tags/big-fair/feed.xml", "feeds"),
        ("archive/2015/01/page/2/index.html", "lists"),
        ("archive/2015-01/index.html", "lists"),
        ("archive/2015/index.html", "other pages"),
        ("tags/index.html", "other pages"),
        ("index.html", "other pages"),
        ("feed.xml", "feeds"),
        ("feed.json", "feeds"),
        ("sitemaps/2015-01.xml", "sitemaps"),
        ("sitemap.xml", "sitemaps"),
        ("assets/bench.css", "other files"),
    ],
)
def test_every_file_has_its_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_pages_are_counted_by_kind(tmp_path: Path) -> None:
    for path in ("2015/01/a/index.html", "2015/02/b/index.html", "tags/c/index.html", "feed.xml", "index.html", "robots.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("12345")
    assert count_pages(tmp_path) == {
        "stories": 2,
        "lists": 1,
        "feeds": 1,
        "sitemaps": 0,
        "other pages": 1,
        "other files": 1,
        "bytes": 30,
    }


@pytest.mark.parametrize("name", PEERS)
def test_every_peer_gets_the_whole_story(name: str) -> None:
    head, body = translate(STORY, PEERS[name].head).split("\n---\n", 1)
    assert body == STORY.split("\n---\n", 1)[1]
    assert all(
        word in head for word in ("A fair 7", "2015-01-01T06:00:00+01:00", "city", "big fair, harbour", "Ada Ray", "It returns.")
    )


def test_an_edit_is_one_word_of_the_body(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(STORY, "utf-8")
    edit(path, "amended")
    assert path.read_text("utf-8") == STORY.replace("The fair returns.", "The fair returns amended.")


def test_changes_find_their_stories(tmp_path: Path) -> None:
    write_corpus(tmp_path, 9)
    seen = [texts(tmp_path)]
    for change in CHANGES.values():
        change(PEERS["newsgen"], tmp_path, 9)
        seen.append(texts(tmp_path))
    changed = [len(dict(before.items() ^ after.items())) for before, after in pairwise(seen)]
    assert changed == [1] * len(CHANGES)
    assert len(seen[-1]) == len(seen[0]) - 1  # one came, two went


@pytest.mark.skipif(not LINUX, reason="the system does not tell")
def test_work_and_memory_of_children_count(tmp_path: Path) -> None:
    child = "x = b'1' * 80_000_000; import time; time.sleep(1.5)"  # a loaded machine samples seldom
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done'); sys.exit(3)"
    taken = measure([sys.executable, "-c", parent], tmp_path, {}, 1)
    assert (taken.code, taken.output, taken.errors) == (3, "done\n", "")
    assert min(taken.largest, taken.together) > 80_000_000


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    assert measure([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, {}, 1, limit=0.1).code < 0


def cost(seconds: float, **more: Any) -> list[Measured]:
    return [Measured(seconds + more_, 2 * seconds, 2**27, 2**28, 0, '{"written": 1}', "") for more_ in (0, 0.5, -0.5)]


def size(stories: int, seconds: float) -> dict[str, Any]:
    return {
        "stories": stories,
        "date": "2026-01-02",
        "machine": {"cores": 2, "processor": "", "memory": 8.0, "system": "Linux", "python": "3.11.7", "node": ""},
        "versions": {"newsgen": "0.1.0", "hugo": "0.168.0"},
        "jobs": 2,
        "runs": 3,
        "seed": 7,
        "scenarios": {"cold": compare.summaries({"newsgen": cost(seconds), "hugo": cost(4)})},
        "failed": {"pelican": "not installed (pip install it)"},
        "pages": {"hugo": {"stories": stories, "lists": 31, "bytes": 2**21}},
        "influence": {"one body edited": {"pages": 1234, "rendered": None, "written": 5, "removed": 1, "seconds": 0.1}},
    }


def test_report_says_what_was_measured() -> None:
    page = report.render({"sizes": [size(100, 2), size(1_000, 10)]})
    assert "| cold | newsgen | 2.00 s | 0.50 | 4.00 s | 0.50 | 128 MiB | 1.00 | 256 MiB |" in page
    assert "| cold | Hugo | 4.00 s | 1.00 |" in page
    assert "| cold | newsgen | 10.00 s | 2.50 |" in page
    assert "**Pelican is missing here:** not installed (pip install it)." in page
    assert "| Hugo | 1,000 | 31 | 0 | 0 | 0 | 0 | 2.0 MiB |" in page
    assert "| one body edited | – rendered, 5 written (−1) | – rendered, 5 written (−1) |" in page
    assert "![" not in page


def test_without_hugo_there_are_no_ratios() -> None:
    alone = {**size(100, 2), "scenarios": {"cold": compare.summaries({"newsgen": cost(2)})}}
    assert "| cold | newsgen | 2.00 s | – | 4.00 s | – |" in report.render({"sizes": [alone]})


def test_a_size_replaces_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "benchmarks.json"
    for each in (size(1_000, 1), size(100, 2), size(100, 3)):
        whole = compare.merge(path, each)
    medians = [(each["stories"], each["scenarios"]["cold"]["newsgen"]["seconds"]["median"]) for each in whole["sizes"]]
    assert medians == [(100, 3), (1_000, 1)]


def test_plot_takes_the_colour_of_the_reader(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    report.write({"sizes": [size(100, 2), size(1_000, 10)]}, tmp_path / "benchmarks.json")
    plot = (tmp_path / "benchmarks.svg").read_text("utf-8")
    assert "prefers-color-scheme: dark" in plot
    assert "currentColor" in plot
    assert report.INK not in plot
    assert "newsgen, cold" in plot
    assert "](benchmarks.svg)" in (tmp_path / "benchmarks.md").read_text("utf-8")


def test_a_headline_is_edited_alone(tmp_path: Path) -> None:
    place = tmp_path / "story.md"
    place.write_text(STORY, "utf-8")
    serve.edit_headline(place, "New")
    assert place.read_text("utf-8") == STORY.replace('title: "A fair 7"', 'title: "New A fair 7"')


def test_servers_are_told_by_their_medians() -> None:
    found = [serve.Timed(server, name, times) for name in serve.EDITS for server, times in
             (("newsgen", [200, 100, 900]), ("hugo", [1000, 800, 1200]))]  # fmt: skip
    lines = serve.table({10_000: found}).splitlines()
    assert len(lines) == 2 + len(serve.EDITS)
    assert lines[2] == "| 10,000 | a word in the text | 200 ms (100 to 900) | 1,000 ms (800 to 1,200) | 0.20 |"
