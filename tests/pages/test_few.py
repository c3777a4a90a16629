"""The first days of a publication: a front page with one story, two, three, …, and the foot that `newsgen init` leads to."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from newsgen import pipeline
from tests.builders import PIXEL, SITE, built, project, story

from .conftest import served
from .test_browser import DESKTOP, Visit, overflow


def front(root: Path, stories: int) -> Path:
    """The folder of a site whose stories have a photo each."""
    named = {
        f"content/articles/{number}.md": story(str(number), photos=[{"src": "p.png", "alt": "A"}]) for number in range(stories)
    }
    pipeline.write(root / "site", built(project(root, named | {"content/media/p.png": PIXEL})).tree)
    return root / "site"


@pytest.mark.pages
@pytest.mark.parametrize("stories", range(2, 8))
def test_no_picture_is_wider_than_that_of_the_lead(tmp_path: Path, browser: Browser, stories: int) -> None:
    with served(front(tmp_path, stories)) as address:
        visit = Visit(browser, address, DESKTOP)
        visit.page.goto(f"{address}/")
        lead, *others = visit.page.eval_on_selector_all(".card img", "all => all.map(each => each.clientWidth)")
        assert overflow(visit.page) == []
        visit.page.close()
    assert len(others) == min(stories, 5) - 1
    assert max(others) < lead


@pytest.mark.parametrize("menu", ["", "navigation: [{title: Errors, url: /corrections/}]"])
def test_the_log_of_corrections_stands_in_the_foot_once(tmp_path: Path, menu: str) -> None:
    corrected = story("Corrected", corrections=[{"date": "2024-04-17", "text": "Nine, not ten."}])
    files = {"content/site.yaml": SITE + menu, "content/articles/x.md": corrected}
    page = html.fromstring(built(project(tmp_path, files)).tree["index.html"])
    assert len(page.xpath("//footer//a[@href='corrections/']")) == 1
