"""What a browser is told of a page, and when it is told something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.model.options import Options, When
from newsgen.serve.answers import page_state
from newsgen.serve.held import held
from newsgen.serve.runner import SharedStore
from newsgen.serve.session import Session
from newsgen.serve.state import State

from ..builders import NOON, PIXEL, SITE, project, story

PAGE = "/2024/04/harbour/"
FERRY = "content/articles/2024/04/ferry.md"
FILES: dict[str, str | bytes] = {
    "content/site.yaml": SITE,
    "content/articles/2024/04/harbour.md": story(body="![A quay](quay.png) [The ferry](ferry.md)", section="world"),
    "content/articles/2024/04/quay.png": PIXEL,
    "content/articles/2024/04/other.png": PIXEL,
    FERRY: story("Ferry", section="city", date="2024-04-10"),
    "content/pages/about.md": "---\ntitle: About\n---\nWho we are.\n",
    "static/assets/site.css": "a { color: red }",
}


class Desk:
    """A project, and its session without a server."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.moment = NOON
        self.store = SharedStore()
        self.session = Session(project(root, FILES), self.store, lambda: Options(When(self.moment, True, True)))
        self.session.refresh()

    def state(self, path: str = PAGE) -> State:
        return page_state(self.session, path)

    def save(self, path: str, text: str | bytes) -> None:
        project(self.root, {**FILES, path: text})
        self.session.refresh()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


def changed(desk: Desk, path: str, text: str | bytes, page: str = PAGE) -> tuple[bool, bool]:
    """Whether the page and the stylesheets are others after a file was saved."""
    before = desk.state(page)
    desk.save(path, text)
    after = desk.state(page)
    return before.version != after.version, before.styles != after.styles


@pytest.mark.parametrize(
    ("path", "text", "page", "expected"),
    [
        ("content/articles/2024/04/harbour.md", story(body="Another."), PAGE, (True, False)),
        ("content/articles/2024/04/harbour.md", story(body="Another."), "/about/", (False, False)),
        (FERRY, story("Ferry", body="Another.", section="city", date="2024-04-10"), PAGE, (False, False)),
        (FERRY, story("Another", section="city", date="2024-04-10"), PAGE, (True, False)),
        ("content/articles/2024/04/quay.png", PIXEL + b"1", PAGE, (True, False)),
        ("content/articles/2024/04/quay.png", PIXEL + b"1", "/about/", (False, False)),
        ("content/articles/2024/04/other.png", PIXEL + b"1", PAGE, (False, False)),
        ("static/assets/site.css", "a { color: blue }", PAGE, (False, True)),
        ("templates/page.html", "Another", "/about/", (True, False)),
        ("templates/page.html", "Another", PAGE, (False, False)),
        ("content/tags.yaml", "harbour: {name: Harbour}\n", PAGE, (False, False)),
    ],
)
def test_a_page_is_new_when_what_it_shows_is(
    desk: Desk, path: str, text: str | bytes, page: str, expected: tuple[bool, bool]
) -> None:
    assert changed(desk, path, text, page) == expected


def test_a_page_is_not_new_after_a_change_back(desk: Desk) -> None:
    before = desk.state()
    desk.save(FERRY, story("Ferry", section="world"))
    desk.save(FERRY, FILES[FERRY])
    assert desk.state() == before


def test_what_is_not_there(desk: Desk) -> None:
    assert desk.state("/nowhere/").version is None
    assert desk.state("/nowhere/").moved == ""
    (desk.root / "content/pages/about.md").rename(desk.root / "content/pages/us.md")
    desk.session.refresh()
    assert (desk.state("/about/").version, desk.state("/about/").moved) == (None, "/us/")


def test_problems_are_counted_and_errors_come_first(desk: Desk) -> None:
    desk.save("content/pages/about.md", "---\ntitel: About\n---\n")
    state = desk.state()
    assert (state.errors, state.warnings) == (len(state.problems), 0)
    assert {each["path"] for each in state.problems} == {str(desk.root / "content/pages/about.md")}
    assert state.version is not None


def test_why_readers_do_not_see_a_story(desk: Desk) -> None:
    desk.save(FERRY, story("Ferry", embargo="2024-06-05T18:00", section="city", date="2024-04-10"))
    assert desk.state("/2024/04/ferry/").held == "held until 2024-06-05 18:00 +08"
    assert desk.state().links == {"/2024/04/ferry/": "held until 2024-06-05 18:00 +08"}
    desk.save(FERRY, story("Ferry", embargo="2024-06-05T18:00", section="city", date="2024-04-10", draft=True))
    assert desk.state("/2024/04/ferry/").held == "draft, held until 2024-06-05 18:00 +08"
    assert not desk.session.is_due()
    desk.moment = datetime(2024, 6, 5, 10, tzinfo=UTC)
    assert desk.session.is_due()
    desk.session.refresh(())
    assert desk.state("/2024/04/ferry/").held == "draft"


def test_why_a_story_has_no_page(desk: Desk) -> None:
    desk.save("content/articles/2024/04/sale.md", story("Sale", expires="2024-05-20T18:00"))
    state = desk.state("/2024/04/sale/")
    assert (state.version, state.held) == (None, "expired on 2024-05-20 18:00 +08")


def test_a_moment_that_passes_while_something_is_wrong_is_made_up_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.save(FERRY, story("Ferry", embargo="2024-06-05T18:00", section="city", date="2024-04-10"))
    desk.save("content/pages/about.md", "---\ntitel: About\n---\n")
    desk.moment = datetime(2024, 6, 5, 10, tzinfo=UTC)
    assert not desk.session.is_due()  # or it would be planned in vain every second
    desk.session.refresh()
    project(desk.root, {**FILES, FERRY: story("Ferry", embargo="2024-06-05T18:00", section="city", date="2024-04-10")})
    desk.session.refresh()
    assert not desk.session.showing.is_wrong
    assert desk.state("/2024/04/ferry/").held == ""


def test_pages_can_be_drafts_too(desk: Desk) -> None:
    desk.save("content/pages/about.md", "---\ntitle: About\ndraft: true\n---\n")
    edition = desk.session.showing.edition
    assert edition
    assert held(edition.site) == {"/about/": "draft"}
