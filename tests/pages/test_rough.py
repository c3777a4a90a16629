"""Pages of stories as they really come: raw HTML, wide tables, long words, notes and pictures in every place."""

from __future__ import annotations

import struct
import zlib
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
    '<embed src="https://example.org/a.svg" width="900" height="30">\n\n<p style="margin-left:40px;width:900px">Wide.</p>\n\n'
    '<div style="width:500px;margin:0 20px">Wide.</div>\n\n<b style="color:#000000">Black</b> '
    '<span style="color:#000;background-color:#fff">on white</span>\n\n'
    '<iframe src="https://www.youtube.com/embed/x" title="A film" width="1120" height="630"></iframe>',
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


def picture(width: int, height: int) -> bytes:
    """A grey PNG (w3.org/TR/png)."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    parts = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


STRETCHED = """() => [...document.querySelectorAll("main img")].filter(img => {
    const box = img.getBoundingClientRect(), fit = getComputedStyle(img).objectFit
    return fit == "fill" && Math.abs(box.width / box.height / (img.naturalWidth / img.naturalHeight) - 1) > 0.02
}).map(img => img.outerHTML)"""


@pytest.mark.pages
@pytest.mark.parametrize("viewport", [DESKTOP, {"width": 640, "height": 360}, NARROW], ids=["desktop", "lying phone", "narrow"])
def test_no_photo_is_stretched(browser: Browser, tmp_path: Path, viewport: ViewportSize) -> None:
    body = (
        "![a](tall.png)\n\n![b](tall.png) ![c](wide.png)\n\n"
        '<figure><img src="tall.png" width="1200" height="1600" alt="x"></figure>\n\n'
        '<img src="wide.png" style="width:800px;height:450px" alt="x">'
    )
    photos = [
        {"src": "high.png", "alt": "a"},
        {"src": "wide.png", "alt": "b", "place": "full"},
        {"src": "tall.png", "place": "right"},
    ]
    files = {"tall.png": picture(1200, 1600), "high.png": picture(600, 1600), "wide.png": picture(1500, 1000)}
    sources = {"content/articles/x.md": story("X", body=body, photos=photos)}
    made = built(project(tmp_path, {**sources, **{f"content/articles/{name}": data for name, data in files.items()}}))
    pipeline.write(tmp_path / "site", made.tree)
    with served(tmp_path / "site") as root:
        page = browser.new_page(viewport=viewport)
        for address in ("/x/", "/"):
            page.goto(root + address)
            page.evaluate("document.querySelectorAll('img').forEach(img => { img.loading = 'eager' })")
            page.wait_for_function("[...document.images].every(img => img.complete && img.naturalWidth)")
            assert page.evaluate(STRETCHED) == []
        page.close()


@pytest.mark.pages
def test_black_text_of_a_manager_is_readable_in_the_dark(browser: Browser, root: str) -> None:
    page = browser.new_page(viewport=DESKTOP, color_scheme="dark")
    page.goto(f"{root}/out-of-a-manager/")
    colours = (
        "[...document.querySelectorAll('.prose b[style], .prose span[style], .prose')].map(each => getComputedStyle(each).color)"
    )
    assert len({*page.evaluate(colours)}) == 1
    page.close()


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
