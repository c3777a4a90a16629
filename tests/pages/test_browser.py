"""What readers meet: pages in Chromium, on phone and desktop, in light and dark, judged by axe-core and by the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from . import tools
from .conftest import BELOW, Demo, served

pytestmark = pytest.mark.pages

NARROW, PHONE, DESKTOP, PAPER = (
    ViewportSize(width=width, height=height) for width, height in ((320, 640), (390, 844), (1280, 900), (794, 1123))
)
PAGES = {
    "front": "/",
    "lead story": "/2024/04/room-to-grow/",
    "story with a gallery": "/2024/06/kite-festival/",
    "gathered story": "/2024/06/younger-officials/",
    "Chinese story": "/2024/04/room-to-grow-zh/",
    "right-to-left story": "/2024/06/library-reading-room-ar/",
    "interview": "/2024/06/observatory-interview/",
    "latest": "/latest/",
    "section": "/sections/city/",
    "tag": "/tags/health/",
    "tag index": "/tags/",
    "archive": "/archive/",
    "month": "/archive/2024/06/",
    "corrections": "/corrections/",
    "standing page": "/about/",
    "missing page": "/no/such/page/",
}


class Visit:
    """One look at a page, and what the browser had to say meanwhile."""

    def __init__(self, browser: Browser, root: str, viewport: ViewportSize, scheme: str = "light") -> None:
        self.root = root
        self.page: Page = browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._say(message.text, message.location.get("url", "")))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        self.page.on("request", lambda request: self._of_host(request.url))

    def _say(self, text: str, address: str) -> None:
        expected = address == self.page.url or address.endswith("/favicon.ico")  # browsers ask for the latter on their own
        if not ("404" in text and expected):
            self.complaints.append(text)

    def _of_host(self, address: str) -> None:
        if urlsplit(address).scheme in {"http", "https"} and not address.startswith(self.root):
            self.complaints.append(f"request to {address}")

    def to(self, address: str) -> Page:
        """Open a page and make its late pictures load."""
        self.page.goto(self.root + address, wait_until="load")
        self.page.evaluate(
            """async () => {
                for (const image of document.images) image.loading = "eager";
                await Promise.all([...document.images].map(image => image.decode().catch(() => 0)));
                await document.fonts.ready;
            }"""
        )
        return self.page


@pytest.fixture(scope="module")
def root(demo: Demo) -> Iterator[str]:
    with served(demo.folder) as address:
        yield address


def overflow(page: Page) -> list[str]:
    """What sticks out sideways, if the page can be scrolled that way."""
    return page.evaluate(
        """() => document.scrollingElement.scrollWidth <= innerWidth ? [] :
            [`${document.scrollingElement.scrollWidth} > ${innerWidth}`,
             ...[...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > innerWidth + 1)
                .slice(0, 5).map(each => each.outerHTML.slice(0, 100))]"""
    )


def pictures(page: Page) -> list[str]:
    """Pictures that did not load, or whose size is not the one the page reserved."""
    return page.evaluate(
        """() => [...document.images].filter(image => {
            const wide = image.getAttribute("width"), high = image.getAttribute("height");
            return !image.naturalWidth || !wide || !high ||
                Math.abs(image.naturalWidth / image.naturalHeight / (wide / high) - 1) > 0.01;
        }).map(image => image.outerHTML)"""
    )


def violations(page: Page) -> list[str]:
    """What axe-core finds, each with the first element that it is found in."""
    page.evaluate(tools.axe())
    wanted = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}"  # WCAG 2.2 AA, which axe leaves out unasked
    found = page.evaluate(f"async () => (await axe.run(document, {wanted})).violations")
    return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]} ({len(each['nodes'])})" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_page(browser: Browser, root: str, address: str, viewport: ViewportSize, scheme: str) -> None:
    visit = Visit(browser, root, viewport, scheme)
    page = visit.to(address)
    assert page.locator("h1").count() == 1
    assert overflow(page) == []
    assert pictures(page) == []
    assert violations(page) == []
    page.close()
    assert visit.complaints == []


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_narrow_and_on_paper(browser: Browser, root: str, address: str) -> None:
    visit = Visit(browser, root, NARROW)
    page = visit.to(address)
    assert overflow(page) == []
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert overflow(page) == []
    page.close()


@pytest.mark.parametrize("address", ["/", "/2024/06/kite-festival/", "/tags/health/", "/no/such/page/"])
def test_below_a_path(browser: Browser, demo_below: Demo, address: str) -> None:
    with served(demo_below.folder, BELOW) as root:
        visit = Visit(browser, root, DESKTOP)
        page = visit.to(address)
        assert pictures(page) == []
        assert page.evaluate("document.styleSheets.length") > 0
        page.get_by_role("link", name="Archive", exact=True).last.click()
        assert page.url == root + "/archive/"
        page.close()
        assert visit.complaints == []


LARGE = "html { font-size: 200% }"
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"


@pytest.mark.parametrize("style", [LARGE, SPACED], ids=["large", "spaced"])
def test_readers_can_set_the_type(browser: Browser, root: str, style: str) -> None:
    """WCAG 2.2, 1.4.4 and 1.4.12: nothing is lost with letters twice as large, nor with wider spaces."""
    visit = Visit(browser, root, PHONE)
    for address in PAGES.values():
        page = visit.to(address)
        page.add_style_tag(content=style)
        assert overflow(page) == [], address
    visit.page.close()


def test_redirect_leads_to_the_story(browser: Browser, root: str) -> None:
    visit = Visit(browser, root, DESKTOP)
    visit.page.goto(f"{root}/history/breakwater-light/")
    visit.page.wait_for_url(f"{root}/2024/04/breakwater-light/")
    visit.page.close()
    assert visit.complaints == []


BAD = """<!doctype html><html><title>x</title><body style="margin: 0; width: 3000px"><h1>x</h1>
<img src="x.png" width="10" height="30"><img src="none.png" alt="" width="1" height="1">
<script>console.log("hello")</script><script src="http://127.0.0.1:9/x.js"></script>"""


def test_these_tests_see_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(BAD)
    (tmp_path / "404.html").write_text("")
    with served(tmp_path) as root:
        visit = Visit(browser, root, PHONE)
        page = visit.to("/")
        assert overflow(page)[0] == "3000 > 390"
        assert len(pictures(page)) == 2
        assert any(found.startswith("html-has-lang") for found in violations(page))
        assert {"hello", "request to http://127.0.0.1:9/x.js"} <= set(visit.complaints)
        page.close()
