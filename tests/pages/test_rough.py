"""Pages of stories as they really come: raw HTML, wide tables, long words, notes and pictures in every place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Browser, ViewportSize

from newsgen import pipeline
from tests.builders import PIXEL, SITE, built, project, story
from tests.links import broken

from .conftest import served
from .test_browser import DESKTOP, NARROW, Visit, overflow, violations
from .test_html import found_in

WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
PHOTO = {
    "src": "media/p.png",
    "alt": 'A & "B" <c>',
    "caption": "*Who* is [where](https://example.org/?a=1&b=2)",
    "credit": "X & Y",
    "license": "https://creativecommons.org/licenses/by/4.0/",
}
BODIES = {
    "table": f"| a | {' | '.join(f'column {number}' for number in range(20))} |\n|---|{'--:|' * 20}\n| {WORD} |{' 1 |' * 20}",
    "code": f"```python\n{'value = 1; ' * 60}\n```\n\n    {'indented ' * 60}\n\nThe file `/usr/share/{'folder/' * 16}`.",
    "notes": "First[^1], again[^1], second[^b].\n\n[^1]: A note.\n[^b]: Two.\n\n    Paragraphs.",
    "raw": "<div><p>Not <b>closed</div>\n\n<table><tr><td>1<td>2</table>\n\n"
    "<iframe src='https://example.org/' title='A film' width=560></iframe>",
    "out of a manager": '<div class="entry"><p>One.</p><p>Two.</p><h2>Head</h2><div><p>Three.</p><p>Four.</p></div></div>\n\n'
    '<figure style="width: 910px"><img src="../media/p.png" alt="x"></figure>\n\n'
    '<img src="../media/p.png" alt="x" style="width:1200px;max-width:none">\n\n<div style="width:900px"><p>Wide.</p></div>\n\n'
    '<audio controls src="https://example.org/a.mp3" style="width:700px"></audio>\n\n<p style="min-width:900px">Wide.</p>\n\n'
    '<embed src="https://example.org/a.svg" width="900" height="30">',
    "never closed": "<div>\n\n<ul><li>a<li>b\n\n</section></article></main>\n\nAfter <em>that",
    "headings": "# One\n\n## Same\n\n## Same\n\n## main\n\n## related\n\n## corrections",
    "lists": "- a\n    - b\n        - c\n\n1. x\n\n    In it.\n\n* * *\n\n> quoted\n>\n> > twice",
    "pictures": "![a](../media/p.png) ![b](../media/p.png)\n\nIn ![line](../media/p.png) too.\n\n[![c](../media/p.png)](https://example.org)",
    "signs": "AT&T &amp; &lt;b&gt; 5 < 6 {{ no }} {% template %} </script> e\u0301 \u202eback\u202c 👩‍👩‍👧",
    "words": f"{WORD}\n\n<https://example.org/{'folder/' * 20}>\n\n## {WORD}",
    "none": "",
}
SOURCES = {
    f"content/articles/{name.replace(' ', '-')}.md": story(
        f"{name} </script> & <b>{WORD if name == 'words' else ''}",
        body=body,
        photos=[PHOTO],
        tags=["C++", "c#", "日本語", WORD],
        authors=["A", WORD],
    )
    for name, body in BODIES.items()
}


@pytest.fixture(scope="module")
def rough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rough")
    pipeline.write(root / "site", built(project(root, {**SOURCES, "content/media/p.png": PIXEL})).tree)
    return root / "site"


def test_every_address_leads_somewhere(rough: Path) -> None:
    assert broken(rough, "https://harbour.example") == []
    assert "harbour.example" in SITE


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_feeds_parse(rough: Path, name: str) -> None:
    feed = feedparser.parse((rough / name).read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == len(BODIES)


@pytest.mark.pages
def test_no_error_in_html(rough: Path) -> None:
    assert found_in(rough) == []


@pytest.fixture(scope="module")
def root(rough: Path) -> Iterator[str]:
    with served(rough) as address:
        yield address


@pytest.mark.pages
@pytest.mark.parametrize("viewport", [NARROW, DESKTOP], ids=["narrow", "desktop"])
@pytest.mark.parametrize("address", ["/", "/tags/", *(f"/{name.replace(' ', '-')}/" for name in BODIES)])
def test_page(browser: Browser, root: str, address: str, viewport: ViewportSize) -> None:
    visit = Visit(browser, root, viewport)
    visit.page.route(lambda url: not url.startswith(root), lambda route: route.abort())  # what editors embed
    visit.page.goto(root + address)
    assert overflow(visit.page) == []
    assert violations(visit.page) == []
    visit.page.close()


@pytest.mark.pages
def test_wide_table_scrolls_rather_than_break_its_words(browser: Browser, root: str) -> None:
    visit = Visit(browser, root, NARROW)
    visit.page.goto(f"{root}/table/")
    widths = visit.page.evaluate("[...document.querySelectorAll('thead th')].map(cell => cell.clientWidth)")
    assert len(widths) == 21
    assert min(widths[1:]) > 40
    visit.page.close()


@pytest.mark.pages
def test_text_within_a_box_has_the_rhythm_of_text_without(browser: Browser, root: str) -> None:
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{root}/out-of-a-manager/")
    gaps = page.evaluate(
        """() => [...document.querySelectorAll(".entry p + p")].map(p =>
            Math.round(p.getBoundingClientRect().top - p.previousElementSibling.getBoundingClientRect().bottom))"""
    )
    page.close()
    assert len(gaps) == 2
    assert min(gaps) > 15, gaps
