"""How many pages one change touches, by the size of the archive.

In: a newsgen project that was just built.  Out: for each change, the pages rendered and the files written.
Never: times anything for comparison; the seconds are newsgen's own, for orientation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench.peers import Peer, Places
from tests.bench.scenarios import edit, story

Change = Callable[[Peer, Path, int], None]


def _edited(peer: Peer, project: Path, stories: int) -> None:
    edit(story(peer, project, stories // 2), "revised")


def _retitled(peer: Peer, project: Path, stories: int) -> None:
    _replace(story(peer, project, stories // 2), r'title: "', r'title: "Now ')


def _tagged(peer: Peer, project: Path, stories: int) -> None:
    _replace(story(peer, project, stories // 2), r"tags: \[", "tags: [never seen before, ")


def _published(peer: Peer, project: Path, stories: int) -> None:
    newest = story(peer, project, stories - 1)
    copy = newest.with_name(f"story-{stories:06}.md")
    copy.write_text(newest.read_text("utf-8"), "utf-8")
    _replace(copy, rf' {stories - 1}"\ndate: (.{{13}}):\d\d', rf' {stories}"\ndate: \1:59')


def _dropped_newest(peer: Peer, project: Path, stories: int) -> None:
    story(peer, project, stories).unlink()


def _dropped_middle(peer: Peer, project: Path, stories: int) -> None:
    story(peer, project, stories // 3).unlink()


CHANGES: Mapping[str, Change] = {
    "one body edited": _edited,
    "one story retitled": _retitled,
    "one new tag": _tagged,
    "one new story": _published,
    "the newest story deleted": _dropped_newest,
    "a story in the middle deleted": _dropped_middle,
}


def influence(
    peer: Peer, places: Places, stories: int, build: Callable[[Places], str]
) -> Iterator[tuple[str, dict[str, float | None]]]:
    """Make each change after the one before and build: ``build`` gives what the program printed."""
    build(places)
    for name, change in CHANGES.items():
        change(peer, places.project, stories)
        yield name, did(build(places))


def did(printed: str) -> dict[str, float | None]:
    """What newsgen says it did; a key that it does not tell is ``None``."""
    told = json.loads(printed)
    return {key: told.get(key) for key in ("pages", "rendered", "written", "removed", "seconds")}


def _replace(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), count=1)
    if not count:
        raise ValueError(f"{path} has nothing like {pattern}")
    path.write_text(text, "utf-8")
