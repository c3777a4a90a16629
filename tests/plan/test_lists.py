"""Lists and their volumes: nothing is left out, nothing shifts, and one story moves little."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.model.tree import Content

from ..builders import built, project, story

SITE = "title: The Post\nbase_url: https://a.example\npage_size: 2\nsections: [{slug: world, title: World}]\n"
START = datetime(2022, 11, 3, 9, 30)
LATER = datetime(2036, 1, 1, tzinfo=UTC)
LISTS = ("latest/", "sections/", "tags/", "authors/", "archive/")
CARD = re.compile(r'<h2[^>]*><a href="([^"]*)"')
OLDER, NEWER = (re.compile(rf'<a rel="{rel}" href="([^"]*)"') for rel in ("next", "prev"))


def lists(days: Mapping[int, int]) -> dict[str, str]:
    """The pages of all lists of a site with a story for each name, so many days after the start."""
    files: dict[str, str | bytes] = {"content/site.yaml": SITE}
    for name, day in days.items():
        when = (START + timedelta(days=day, minutes=name)).isoformat()
        files[f"content/articles/s{name}.md"] = story(f"Story {name}", when, section="world", tags=["Quay"], author="Ana")
    with tempfile.TemporaryDirectory() as root:
        tree = built(project(Path(root), files), LATER).tree
    return {path: text(content) for path, content in tree.items() if path.startswith(LISTS) and path.endswith("index.html")}


def text(content: Content) -> str:
    assert isinstance(content, bytes)
    return content.decode()


def there(path: str, href: str) -> str:
    """Where a link of a page leads, as a file of the output."""
    parts = path.split("/")[:-1]
    for step in href.split("/")[:-1]:
        parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
    return "/".join([*parts, "index.html"])


def walked(pages: Mapping[str, str], start: str, way: re.Pattern[str]) -> list[str]:
    found = [start]
    while link := way.search(pages[found[-1]]):
        found.append(there(found[-1], link[1]))
        assert len(found) < 200, "a circle"
    return found


def stories(pages: Mapping[str, str], path: str) -> list[str]:
    return [there(path, href) for href in CARD.findall(pages[path])]


DAYS = st.dictionaries(st.integers(0, 60), st.integers(0, 900), min_size=1, max_size=24)
few = settings(max_examples=8, deadline=None)


@few
@given(DAYS)
@pytest.mark.parametrize("start", ["latest", "sections/world", "tags/quay", "authors/ana"])
def test_from_its_opening_every_story_of_a_list_is_found_in_order(start: str, days: dict[int, int]) -> None:
    pages = lists(days)
    way = walked(pages, f"{start}/index.html", OLDER)
    newest_first = [f"s{name}/index.html" for name in sorted(days, key=lambda name: (-days[name], -name))]
    assert stories(pages, way[0]) == newest_first[: 2 if len(days) >= 4 else None]
    found = [each for path in way[1:] for each in stories(pages, path)] if len(way) > 1 else newest_first
    assert found in (newest_first, newest_first[len(newest_first) - len(found) :])
    assert {*stories(pages, way[0]), *found} == {*newest_first}
    if len(way) > 1:
        assert walked(pages, way[-1], NEWER)[-1] == way[0]
        assert {*way} <= {*walked(pages, way[-1], NEWER), *way[:2]}


@few
@given(DAYS)
def test_a_story_that_is_taken_back_moves_pages_of_its_volumes_alone(days: dict[int, int]) -> None:
    name = sorted(days)[len(days) // 2]
    before, after = lists(days), lists({each: day for each, day in days.items() if each != name} or {99: 0})
    month = f"{START + timedelta(days=days[name], minutes=name):%Y/%m}"
    own = (f"archive/{month}/", f"sections/world/{month}/", f"tags/quay/{month[:4]}/", f"authors/ana/{month[:4]}/")
    openings = {
        f"{each}/index.html"
        for each in ("latest", "sections/world", "tags/quay", "authors/ana", "archive", f"archive/{month[:4]}")
    }
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    others = {path for path in changed - openings if not path.startswith(own)}
    assert len(others) <= 8  # the neighbours of four volumes, which link to them


@few
@given(DAYS)
def test_a_new_story_leaves_every_full_page_as_it_was(days: dict[int, int]) -> None:
    before, after = lists(days), lists({**days, 61: 901})
    numbered = {path for path in before if "/page/" in path}
    assert {path for path in numbered if NEWER.sub("", before[path]) != NEWER.sub("", after.get(path, ""))} == set()


def test_addresses_of_a_list_only_grow() -> None:
    days = {number: number * 20 for number in range(40)}
    seen: set[str] = set()
    for count in range(1, 40, 3):
        now = {*lists({name: days[name] for name in range(count)})}
        assert seen <= now
        seen = now


def test_zones_do_not_tear_a_month(tmp_path: Path) -> None:
    """The order is by instant and the month by the story's own clock: at its turn they may disagree."""
    files: dict[str, str | bytes] = {"content/site.yaml": SITE}
    for name, when in {"a": "2024-05-01T00:30+08:00", "b": "2024-04-30T23:00-05:00", "c": "2024-05-01T01:00+08:00"}.items():
        files[f"content/articles/{name}.md"] = story(name, when)
    made = built(project(tmp_path, files), LATER)
    assert {"archive/2024/04/index.html", "archive/2024/05/index.html"} <= {*made.tree}
    assert made.warnings == ()
