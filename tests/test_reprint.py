"""Builds after which nothing but the text of a story has changed: no plan is made, and the site is that of a clean build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsgen import memory, pipeline, reprint, workshop
from newsgen.engine.store import Store
from newsgen.model.options import Options, When
from newsgen.read.snapshot import Folders
from newsgen.workshop import Help, Outcome

from .builders import NOON, PIXEL, built, project, story

LONG = "The quay was closed for repairs for three long years. "
FILES = {
    "content/articles/a.md": story("A", "2024-04-01T09:00", LONG + "[B](b.md#why)", summary="S", tags=["Quay"], author="Li"),
    "content/articles/b.md": story("B", "2024-04-02T09:00", LONG + "\n\n## Why\n\nSo.", summary="S", tags=["Quay"]),
    "content/articles/c.md": story("C", "2024-04-03T09:00", LONG + "\n\nMore.", tags=["Quay"]),
    "content/articles/twin.md": story("C", "2024-04-03T09:00", LONG + "\n\nMore.", tags=["Quay"]),
    "content/articles/corrected.md": story(
        "D", "2024-04-04T09:00", LONG, summary="S", corrections=[{"date": "2024-04-05", "text": "It was four."}]
    ),
    "content/articles/photo.md": story(
        "E", "2024-04-05T09:00", f"![A quay](quay.png)\n\n{LONG}", summary="S", photos=[{"src": "quay.png", "alt": "A quay"}]
    ),
    "content/articles/quay.png": PIXEL,
    "content/articles/held.md": story("F", "2099-01-01", LONG, summary="S"),
    "content/articles/warned.md": story("G", "2024-04-06T09:00", LONG + "[soon](held.md)", summary="S"),
    "content/pages/about.md": story("About", None, LONG, summary="S"),
    "content/pages/corrections.md": story("Corrections", None, LONG, summary="S"),
}


class Desk:
    """A project, and builds of it with one store."""

    def __init__(self, root: Path) -> None:
        self.root, self.folders = root, project(root, FILES)
        self.store = Store(root / "cache")
        self.planned = 0
        self.publish()

    def publish(self) -> Outcome:
        return workshop.publish(self.folders, Options(When(NOON)), self.root / "site", Help(self.store))

    def change(self, name: str, old: str, new: str) -> None:
        place = self.root / "content" / name
        text = place.read_text("utf-8")
        assert old in text
        place.write_text(text.replace(old, new), "utf-8")

    def is_as_clean(self) -> bool:
        clean = built(Folders(*(getattr(self.folders, name) for name in ("content", "templates", "static", "theme"))))
        ours = {path.relative_to(self.root / "site").as_posix() for path in (self.root / "site").rglob("*") if path.is_file()}
        pages = {path: data for path, data in clean.tree.items() if isinstance(data, bytes)}
        same = all((self.root / "site" / path).read_bytes() == data for path, data in pages.items())
        return same and ours - {".newsgen.json"} == clean.tree.keys()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(tmp_path)
    generate = pipeline.generate

    def counted(*arguments: object) -> object:
        made.planned += 1
        return generate(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "generate", counted)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("name", "old", "new", "pages"),
    [
        ("articles/a.md", "three", "four", {"a/index.html", "feed.xml", "atom.xml", "feed.json"}),
        ("articles/photo.md", "three", "four", {"photo/index.html", "feed.xml", "atom.xml", "feed.json"}),
        ("articles/c.md", "More.", "More, and more.", {"c/index.html", "feed.xml", "atom.xml", "feed.json"}),
        (
            "articles/corrected.md",
            "It was four.",
            "It was five.",
            {"corrected/index.html", "corrections/index.html", "feed.xml", "atom.xml", "feed.json"},
        ),
        ("pages/about.md", "three", "four", {"about/index.html"}),
        ("pages/corrections.md", "three", "four", {"corrections/index.html"}),
        ("articles/held.md", "three", "four", set()),
    ],
)
def test_another_text_needs_no_plan(desk: Desk, name: str, old: str, new: str, pages: set[str]) -> None:
    before = {path: path.read_bytes() for path in (desk.root / "site").rglob("*.*")}
    desk.change(name, old, new)
    done = desk.publish()
    assert desk.planned == 0
    assert done.rendered == len(pages)
    changed = {path.relative_to(desk.root / "site").as_posix() for path, data in before.items() if path.read_bytes() != data}
    # A feed is made anew for its article's sake, though it may not show what is new in it.
    assert changed <= pages
    assert desk.is_as_clean()
    assert desk.publish().rendered == 0


@pytest.mark.parametrize("row", ["sources", "outputs", "texts", "files", "site"])
@pytest.mark.parametrize("edited", [False, True])
def test_a_lost_row_loses_no_page(desk: Desk, row: str, edited: bool) -> None:
    """As where the bit was changed by which it would be found."""
    desk.store.remove("memory", [memory._key(row)])
    if edited:
        desk.change("articles/a.md", "three", "four")
    desk.publish()
    assert desk.is_as_clean()


def test_several_stories_at_once(desk: Desk) -> None:
    for name in ("a", "b", "corrected"):
        desk.change(f"articles/{name}.md", "three", "nine")
    assert desk.publish().written == 6
    assert desk.planned == 0
    assert desk.is_as_clean()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("articles/a.md", "title: A", "title: Other"),
        ("articles/a.md", "- Quay", "- Other"),
        ("articles/a.md", "b.md#why", "c.md"),
        ("articles/a.md", "summary: S", "summary: T"),
        ("articles/b.md", "## Why", "## Why {: #why}\n\n## And how"),
        ("articles/c.md", "The quay", "The port"),  # without a summary lists show the first words
        ("articles/photo.md", "alt: A quay", "alt: A port"),
        ("articles/corrected.md", "corrections:", "draft: true\ncorrections:"),
        ("articles/warned.md", "three", "\n\nthree"),  # the line of its warning moves
        ("site.yaml", "The Harbour Post", "The Port"),
    ],
)
def test_all_else_is_planned(desk: Desk, name: str, old: str, new: str) -> None:
    desk.change(name, old, new)
    desk.publish()
    assert desk.planned == 1
    assert desk.is_as_clean()


def test_more_stories_than_that_are_planned(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reprint, "MANY", 1)
    for name in ("a", "b"):
        desk.change(f"articles/{name}.md", "three", "nine")
    desk.publish()
    assert desk.planned == 1
    assert desk.is_as_clean()


def test_two_stories_of_one_text_stay_apart(desk: Desk) -> None:
    desk.change("articles/twin.md", "More.", "Less.")
    desk.publish()
    assert desk.planned == 0
    assert desk.is_as_clean()


def there_and_back(desk: Desk) -> None:
    """Its page was made with another neighbour last, and is remembered with the one that it has now."""
    desk.change("articles/b.md", "title: B", "title: Other")
    desk.publish()
    desk.change("articles/b.md", "title: Other", "title: B")
    desk.publish()
    desk.change("articles/a.md", "three", "four")


def test_a_note_of_another_page_is_found_out(desk: Desk) -> None:
    there_and_back(desk)
    desk.publish()
    assert desk.planned == 3
    assert desk.is_as_clean()


def test_it_would_be_wrong_to_believe_notes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reprint.RememberingRunner, "noted", believing(desk))
    there_and_back(desk)
    desk.publish()
    assert desk.planned == 2
    assert not desk.is_as_clean()


def believing(desk: Desk) -> object:
    """Notes that say of each page that they are its own."""
    noted = reprint.RememberingRunner.noted

    def wrong(self: reprint.RememberingRunner, function: object, label: str, note: object) -> object:
        found = noted(self, function, label, note)  # type: ignore[arg-type]
        keys = {file: key for file, *_, key in workshop.memory.last_outputs(desk.store)}
        self.key = lambda function, shared, spec: keys[label]  # type: ignore[method-assign, assignment]
        return found

    return wrong


def test_a_moment_that_changes_the_site_is_planned(desk: Desk) -> None:
    desk.change("articles/a.md", "three", "four")
    workshop.publish(desk.folders, Options(When(NOON.replace(year=2100))), desk.root / "site", Help(desk.store))
    assert desk.planned == 1


def test_what_is_wrong_is_told_by_a_whole_build(desk: Desk) -> None:
    desk.change("articles/a.md", "summary: S", "summary: S\nsumary: T")
    with pytest.raises(workshop.BuildFailed):
        desk.publish()
    assert desk.planned == 1


class Full:
    """What was begun on a disk that is too small for the last site."""

    stopped = False

    def results(self) -> list[Any]:
        raise OSError(28, "No space left on device")

    def stop(self) -> None:
        self.stopped = True


def test_what_the_disk_has_no_room_for_is_not_staged_ahead() -> None:
    begun = Full()
    assert workshop._staged(begun) == ()
    assert begun.stopped
