"""How pages look where an editor asks much of them: each test is of something that looked wrong once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, ViewportSize

from newsgen import pipeline
from tests.builders import SITE, built, project, story

from .conftest import served
from .test_browser import DESKTOP, LARGE, NARROW, PAPER, PHONE, overflow
from .test_rough import WORD, picture

pytestmark = pytest.mark.pages

Open = Callable[..., Page]


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Build a site of these files and open one of its pages."""
    with ExitStack() as stack:

        def at(files: dict[str, str | bytes], address: str = "/x/", viewport: ViewportSize = DESKTOP, **kind: Any) -> Page:
            pipeline.write(tmp_path / "site", built(project(tmp_path, files)).tree)
            root = stack.enter_context(served(tmp_path / "site"))
            page = browser.new_page(viewport=viewport, **kind)
            stack.callback(page.close)
            page.route(lambda url: not url.startswith(root), lambda route: route.abort())  # what editors embed
            page.goto(root + address)
            return page

        yield at


def article(body: str = "Text.", **front_matter: object) -> dict[str, str | bytes]:
    return {"content/articles/x.md": story("X", body=body, **front_matter)}


@pytest.mark.parametrize("address", ["/x/", "/authors/ana/", "/sections/world/"])
def test_no_word_is_too_long_for_the_page(look: Open, address: str) -> None:
    person = {"ana": {"name": WORD, "role": WORD, "url": f"https://example.org/{WORD}/{WORD}"}}
    source = {"name": WORD, "url": "https://example.org/x"}
    site = SITE.replace("World", WORD)
    files = article(authors=["ana", WORD], section="world", type="opinion", source=source, tags=[WORD])
    settings = {"content/site.yaml": site, "content/people.yaml": str(yaml.safe_dump(person))}
    page = look(files | settings, address, NARROW)
    assert overflow(page) == []
    page.add_style_tag(content=LARGE)
    assert overflow(page) == []


TWELVE = SITE.replace("{slug: world, title: World}", ", ".join(f"{{slug: s{n}, title: Section number {n}}}" for n in range(12)))


def test_a_mouse_comes_to_each_section(look: Open) -> None:
    page = look({"content/site.yaml": TWELVE, **article()})
    menu = page.locator(".masthead ul")
    assert menu.evaluate("menu => menu.scrollWidth - menu.clientWidth") == 0
    page.set_viewport_size(PHONE)
    assert menu.evaluate("menu => menu.clientHeight") < 60
    assert menu.evaluate("menu => getComputedStyle(menu).scrollbarWidth") == "thin"


def test_forced_colours_show_which_section_is_open(look: Open) -> None:
    page = look(article(section="world"), forced_colors="active")
    lines = "all => all.map(each => [each.hasAttribute('aria-current'), getComputedStyle(each).borderBottomStyle != 'none'])"
    for current, lined in page.eval_on_selector_all(".masthead nav a", lines):
        assert lined == current


def test_a_list_beside_a_photo_keeps_its_bullets_and_levels(look: Open) -> None:
    body = "![](p.png)\n\n- one\n- two\n    - three\n- four\n\n> Quoted."
    photos = [{"src": "p.png", "alt": "A", "place": "left"}]
    page = look({**article(body, photos=photos), "content/articles/p.png": picture(800, 1200)})
    edge, one, three, quoted = page.evaluate(
        """() => ["figure", "li", "li li", "blockquote"].map(name => document.querySelector(`.prose ${name}`))
            .map(each => each.getBoundingClientRect()).map((box, n) => n ? box.left : box.right)"""
    )
    assert one - edge > 30
    assert three - one > 15
    assert quoted - edge > 15


def test_nested_lists_and_second_paragraphs_keep_the_rhythm_of_their_list(look: Open) -> None:
    page = look(article("- one\n    1. two\n    2. three\n- four\n\n    Five."))
    tops = page.evaluate(
        """() => { const walk = document.createTreeWalker(document.querySelector(".prose"), NodeFilter.SHOW_TEXT), tops = []
            for (let node; (node = walk.nextNode()); ) if (node.data.trim()) {
                const range = document.createRange(); range.selectNodeContents(node)
                tops.push(range.getBoundingClientRect().top) }
            return tops }"""
    )
    steps = [round(below - above) for above, below in pairwise(tops)]
    assert len(steps) == 4
    assert max(steps) - min(steps) <= 1, steps


def test_no_line_begins_with_the_comma_behind_a_name(look: Open) -> None:
    page = look(article(authors=["Maximilian von und zu Hohenlohe-Waldenburg-Schillingsfürst", "Li Wei", "Ana Ruiz"]))
    line = "a => { const r = document.createRange(); r.selectNode(a.nextSibling); return r.getBoundingClientRect().top }"
    first = page.locator(".byline a").first
    assert abs(first.evaluate(line) - first.evaluate("a => [...a.getClientRects()].at(-1).top")) < 8


def test_a_portrait_stands_at_the_edge_of_the_text_and_its_credit_with_it(look: Open) -> None:
    photos = [{"src": "p.png", "alt": "A", "caption": "Who is where.", "credit": "Ana Ruiz"}]
    page = look({**article(photos=photos), "content/articles/p.png": picture(800, 1200)})
    box, credit = (page.locator(name).bounding_box() for name in (".opener img", ".credit"))
    assert box
    assert credit
    assert abs(box["width"] / box["height"] - 800 / 1200) < 0.01
    assert credit["x"] + credit["width"] <= box["x"] + box["width"] + 1


def test_photos_in_a_row_are_of_one_height(look: Open) -> None:
    body = "![a](a.png) ![b](b.png) ![c](c.png)"
    sizes = {"a": (1500, 1000), "b": (800, 1200), "c": (1000, 1000)}
    page = look({**article(body), **{f"content/articles/{name}.png": picture(*size) for name, size in sizes.items()}})
    heights = page.eval_on_selector_all(".row img", "all => all.map(each => each.clientHeight)")
    assert max(heights) - min(heights) <= 2, heights


@pytest.mark.parametrize("forced", ["none", "active"])
def test_a_diagram_drawn_in_black_is_seen_in_the_dark(look: Open, forced: str) -> None:
    body = "![A chart](c.svg)"
    chart = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="240"><path d="M20 20v9h9"/></svg>'
    page = look({**article(body), "content/articles/c.svg": chart}, color_scheme="dark", forced_colors=forced)
    red, *_ = page.locator(".prose img").evaluate("img => getComputedStyle(img).backgroundColor.match(/\\d+/g).map(Number)")
    assert red > 200


def test_a_quotation_the_other_way_round_begins_at_its_rule(look: Open) -> None:
    page = look(article('<blockquote lang="he" dir="rtl"><p>המעבורת הראשונה.</p></blockquote>'))
    box, text = page.evaluate(
        """() => { const quote = document.querySelector("blockquote"), r = document.createRange()
            r.selectNodeContents(quote.firstChild)
            return [quote.getBoundingClientRect().right, r.getBoundingClientRect().right] }"""
    )
    assert box - text < 40


def test_a_headline_the_other_way_round_begins_where_its_card_does(look: Open) -> None:
    other = story("המעבורת", language="he", summary="המעבורת הראשונה.")
    page = look({**article(), "content/articles/y.md": other}, "/latest/")
    starts = page.evaluate(
        """() => [...document.querySelectorAll("article:has([lang=he]) :is(h2 a, .excerpt, time)")].map(each => {
            const r = document.createRange(); r.selectNodeContents(each); return r.getBoundingClientRect().left })"""
    )
    assert starts[0] == starts[1]


def test_films_stand_one_below_the_other_without_a_frame(look: Open) -> None:
    frame = '<iframe src="https://example.org/" title="A map"></iframe>'
    first, second = look(article(f"{frame}\n\n{frame}")).locator("iframe").all()
    assert first.evaluate("each => each.getBoundingClientRect().bottom") < second.evaluate(
        "each => each.getBoundingClientRect().top"
    )
    assert first.evaluate("each => each.clientWidth == each.offsetWidth")


def test_large_letters_leave_a_pull_quote_its_width(look: Open) -> None:
    page = look(article('<blockquote class="pull"><p>Nobody had slept.</p></blockquote>\n\n' + "Text and more of it. " * 30))
    page.add_style_tag(content=LARGE)
    assert page.locator(".pull").evaluate("each => each.clientWidth") > 300
    assert overflow(page) == []


def test_a_front_page_without_stories_says_so(look: Open) -> None:
    assert look({}, "/").locator("main").inner_text() == "No stories yet"


def test_an_excerpt_without_a_picture_is_no_line_across_the_page(look: Open) -> None:
    page = look(article(summary="The first ferry in six weeks tied up at the quay. " * 3), "/")
    assert page.locator(".excerpt").evaluate("each => each.clientWidth") <= 44 * 16


@pytest.mark.parametrize("sections", [2, 3])
def test_the_last_of_three_headlines_does_not_leave_half_a_line_empty(look: Open, sections: int) -> None:
    slugs = [f"s{number}" for number in range(sections)]
    site = SITE.replace(
        "{slug: world, title: World}, {slug: city, title: City}", ", ".join(f"{{slug: {slug}}}" for slug in slugs)
    )
    files = {f"content/articles/{slug}-{n}.md": story(f"{slug} {n}", section=slug) for slug in slugs for n in range(12)}
    page = look({"content/site.yaml": site + "front: {top: 0, per_section: 4}\n", **files}, "/")
    for block in page.locator(".block").all():
        right = block.evaluate("each => each.getBoundingClientRect().right")
        assert abs(block.locator(".card").last.evaluate("each => each.getBoundingClientRect().right") - right) < 2


def test_paper_has_all_of_the_text_and_nothing_that_plays(look: Open) -> None:
    film = (
        '<iframe src="https://example.org/" title="A film"></iframe>\n\n<audio controls src="https://example.org/a.mp3"></audio>'
    )
    more = "<details><summary>More</summary><p>All of it.</p></details>"
    page = look(article(f"    {'code ' * 60}\n\n{film}\n\n{more}"), viewport=PAPER)
    page.emulate_media(media="print")
    assert page.locator("pre").evaluate("each => each.scrollWidth - each.clientWidth") == 0
    assert page.locator("iframe, audio").evaluate_all("all => all.filter(each => each.clientHeight).length") == 0
    assert page.get_by_text("All of it.").evaluate("each => each.checkVisibility({contentVisibilityAuto: true})")


def test_a_gallery_takes_no_page_of_paper_for_each_photo(look: Open) -> None:
    photos = [{"src": f"{name}.png", "alt": name} for name in "abcd"]
    files = {f"content/articles/{name}.png": picture(1000, 1000) for name in "abcd"}
    page = look({**article(photos=photos), **files}, viewport=PAPER)
    assert len(re.findall(rb"/Type */Page\b", page.pdf(format="A4"))) <= 2


def test_japanese_headlines_break_between_phrases_wherever_they_stand(look: Open) -> None:
    files = {
        f"content/articles/{n}.md": story(f"三年間の修理を経て、港の市が古い岸壁に戻ってくる {n}", section="world")
        for n in range(8)
    }
    page = look({"content/site.yaml": SITE + "language: ja\ntagline: 港の新聞\n", **files}, "/", NARROW)
    for name in (".latest a", ".card h2", ".tagline"):
        breaks = page.locator(name).evaluate_all("all => all.map(each => getComputedStyle(each).wordBreak)")
        assert {*breaks} == {"auto-phrase"}, name
