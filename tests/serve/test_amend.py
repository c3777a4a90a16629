"""Which saves need no new plan, and that those that do get one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsgen.serve import amend, session
from newsgen.serve.edition import Ground

from ..builders import PIXEL, SITE, project, story
from ..newsroom import EDITS, LOOKS
from .test_session import Preview, counted

FIRST, SECOND, THIRD, FOURTH = (f"content/articles/2024/04/{name}.md" for name in ("first", "second", "third", "fourth"))
NOTED = [{"date": "2024-05-01", "text": "Two, not three."}]
FILES: dict[str, str | bytes] = {
    "content/site.yaml": SITE,
    FIRST: story("First", body="Same text.", section="world", tags=["Harbour"]),
    SECOND: story("Second", body="Same text.", section="world"),
    THIRD: story("Third", body="A text. [There](second.md)"),
    "content/articles/2024/04/fifth.md": story("Fifth", body="![A sign](/logo.png)"),
    FOURTH: story("Fourth", corrections=NOTED),
    "content/articles/2024/04/photo.png": PIXEL,
    "content/pages/about.md": "---\ntitle: About\n---\nWho we are.\n",
    "static/assets/site.css": "a { color: red }",
    "static/logo.png": PIXEL,
    "templates/page.html": "<p>{{ page.title }}</p>",
}


class Desk(Preview):
    """As in the machine, with other files."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.amended = counted(monkeypatch)

    def start(self) -> None:
        project(self.room.root, FILES)
        self.compare(told=False)
        self.amended.clear()

    def save(self, path: str, text: str | bytes) -> list[bool]:
        """Whether the edition that shows a save was amended, after it was compared with a clean build."""
        self.amended.clear()
        self.room.write(path, text)
        self.compare()
        return self.amended


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(monkeypatch)
    made.room.stories.clear()
    for place in (made.room.root / "content").rglob("*.*"):
        place.unlink()
    for place in (made.room.root / "templates").rglob("*.*"):
        place.unlink()
    made.start()
    yield made
    made.close()


SAVES = {
    "a text": (THIRD, story("Third", body="Another text. [There](second.md)"), True),
    "a text that lists show": (FOURTH, story("Fourth", body="New.", corrections=NOTED), True),
    "a correction": (FOURTH, story("Fourth", corrections=[{**NOTED[0], "text": "Four."}]), True),
    "a summary": (THIRD, story("Third", body="A text. [There](second.md)", summary="New."), True),
    "a standing page": ("content/pages/about.md", "---\ntitle: About\n---\nWho we were.\n", True),
    "a stylesheet": ("static/assets/site.css", "a { color: blue }", True),
    "a template": ("templates/page.html", "<h1>{{ page.title }}</h1>", True),
    "a template that is new": ("templates/front.html", "<h1>{{ page.title }}</h1>", True),
    "a headline": (FIRST, story("Another", body="Same text.", section="world", tags=["Harbour"]), False),
    "a topic": (FIRST, story("First", body="Same text.", section="world", tags=["Port"]), False),
    "a link": (THIRD, story("Third", body="A text. [There](first.md)"), False),
    "a heading": (THIRD, story("Third", body="A text. [There](second.md)\n\n## New"), False),
    "a photo": ("content/articles/2024/04/photo.png", PIXEL + b"1", False),
    "a static picture": ("static/logo.png", PIXEL + b"1", True),
    "the size of a static picture": ("static/logo.png", PIXEL[:19] + b"\x41" + PIXEL[20:], False),
    "a stylesheet that is new": ("static/assets/more.css", "a { color: blue }", False),
    "a word of the theme": ("templates/labels/en.yaml", "Latest: Newest\n", False),
    "a setting": ("content/site.yaml", SITE + "tagline: News\n", False),
    "a text that two stories have": (FIRST, story("First", body="Another text.", section="world", tags=["Harbour"]), False),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), SAVES.values(), ids=SAVES)
def test_a_save(desk: Desk, path: str, text: str | bytes, expected: bool) -> None:
    assert desk.save(path, text) == [expected]


def test_one_save_after_another(desk: Desk) -> None:
    for number in range(3):
        assert desk.save(THIRD, story("Third", body=f"{number}. [There](second.md)")) == [True]
        assert desk.save("static/assets/site.css", f"a {{ margin: {number}px }}") == [True]
        assert desk.save("content/pages/about.md", f"---\ntitle: About\n---\n{number}\n") == [True]
    assert desk.save(THIRD, story("New", body="4. [There](second.md)")) == [False]
    assert desk.save(THIRD, story("New", body="5. [There](second.md)")) == [True]


def test_a_mistake_and_its_mending(desk: Desk) -> None:
    assert desk.save(THIRD, story("Third", body="x", tagz=1)) == [False]
    assert desk.session.showing.is_wrong
    assert desk.save(THIRD, story("Third", body="Mended. [There](second.md)")) == [True]
    assert not desk.session.showing.is_wrong


def test_a_warning_moves_with_its_line(desk: Desk) -> None:
    desk.save(SECOND, story("Second", body="Same text.", section="world", embargo="2031-01-01T00:00"))
    (before,) = desk.session.showing.problems
    assert desk.save(THIRD, story("Third", body="A text.\n\nMore. [There](second.md)")) == [True]
    (after,) = desk.session.showing.problems
    assert (after.message, after.where.line - before.where.line) == (before.message, 2)


def test_a_mistake_in_a_template_hides_no_warning(desk: Desk) -> None:
    desk.save(SECOND, story("Second", body="Same text.", section="world", embargo="2031-01-01T00:00"))
    for template in ('{% include "none.html" %}', "{% if %}"):
        assert desk.save("templates/page.html", template) == [False]
        assert {each.is_error for each in desk.session.showing.problems} == {True, False}
        desk.save("templates/page.html", "<p>{{ page.title }}</p>")


def test_many_stories_at_once_are_planned_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amend, "MANY", 1)
    desk.room.write("content/pages/about.md", "---\ntitle: About\n---\nA.\n")
    assert desk.save(THIRD, story("Third", body="B. [There](second.md)")) == [False]


def test_a_branch_is_another_snapshot(desk: Desk) -> None:
    """All of the files are others, and then as they were."""
    texts = {path: str(text).replace("text", "Text") for path, text in FILES.items() if path.endswith(".md")}
    for path, text in texts.items():
        desk.room.write(path, text)
    desk.compare()
    project(desk.room.root, FILES)
    desk.compare()


WRONG = {
    "lists keep the old excerpt": (amend, "_new_card", lambda ground, planned, now: {}),
    "nothing is new": (amend, "_with_story", lambda ground, made, *rest: made),
    "stylesheets keep their addresses": (amend, "_with_static", lambda made, now: made),
    "templates stay": (amend, "_with_templates", lambda ground, made, now: made),
    "what differs is not looked at": (session, "amended", lambda ground, now: ground.edition),
}


def walk() -> None:
    """Everything that can be saved happens, one after the other, and is compared."""
    preview = Preview()
    try:
        preview.compare()
        for number in range(4):
            for operation in (*EDITS, *LOOKS):
                preview.room.do(operation.__name__, number)
                preview.compare()
    finally:
        preview.close()


def test_a_walk_through_all_that_can_be_saved() -> None:
    walk()


@pytest.mark.parametrize(("owner", "name", "wrong"), WRONG.values(), ids=WRONG)
def test_the_walk_finds_what_is_wrong_on_purpose(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, wrong: object
) -> None:
    monkeypatch.setattr(owner, name, wrong)
    with pytest.raises(AssertionError, match="differs from a clean build"):
        walk()


def test_two_stories_with_one_text_are_told_apart(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ground, "doubled", frozenset())
    with pytest.raises(AssertionError, match="differs from a clean build"):
        desk.save(FIRST, story("First", body="Another text.", section="world", tags=["Harbour"]))
