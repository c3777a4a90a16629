"""The situations in which a site is built.

In: a generator's places as the build before left them.  Out: the places in which the next build is to run.
Never: builds anything.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench.peers import Peer, Places

OLD = ".old-"


def story(peer: Peer, project: Path, number: int) -> Path:
    """The file of a story in a generator's project."""
    return next((project / peer.stories).glob(f"*/*/story-{number:06}.md"))


def edit(path: Path, word: str) -> None:
    """Add a word at the end of the first paragraph's first sentence, which no list and no feed of a group shows."""
    front, body = path.read_text("utf-8").split("\n---\n", 1)
    first, rest = body.split(".", 1)
    path.write_text(f"{front}\n---\n{first} {word}.{rest}", "utf-8")


def put_away(folder: Path) -> None:
    """Move a folder aside rather than remove it, so that nobody's build pays for it.

    ext4 gives no inode away within half a minute of its removal (fs/ext4/ialloc.c, "recently_deleted"): after a site was removed
    the next files cost up to 1.3 ms each instead of 0.1.
    """
    if folder.exists():
        number = sum(1 for _ in folder.parent.glob(f"{folder.name}{OLD}*"))
        folder.rename(folder.with_name(f"{folder.name}{OLD}{number}"))


def cold(peer: Peer, places: Places, stories: int, run: int) -> Places:
    """Nothing is there but the sources."""
    for folder in (places.output, places.store):
        put_away(folder)
    return places


def unchanged(peer: Peer, places: Places, stories: int, run: int) -> Places:
    """Everything is as the build before left it."""
    return places


def edited(peer: Peer, places: Places, stories: int, run: int) -> Places:
    """One old story was corrected since; another one in each run."""
    edit(story(peer, places.project, stories // 2 + run), "amended")
    return places


def checkout(peer: Peer, places: Places, stories: int, run: int) -> Places:
    """A fresh clone with one correction: new dates, another folder, no output; the store was restored."""
    fresh = places.project.parent / "checkout"
    put_away(fresh)
    copy = Places(fresh / "project", fresh / "output", fresh / "store")
    shutil.copytree(places.project, copy.project, copy_function=shutil.copy)  # without the files' dates
    if places.store.is_dir():
        shutil.copytree(places.store, copy.store)
    edit(story(peer, copy.project, stories // 3 + run), "corrected")
    return copy


SCENARIOS: Mapping[str, Callable[[Peer, Places, int, int], Places]] = {
    "cold": cold,
    "unchanged": unchanged,
    "edited": edited,
    "checkout": checkout,
}
