"""What an editor sees who has a page open while saving files, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..builders import PIXEL, SITE, story
from ..pages import tools
from .conftest import FILES, HARBOUR, NOW, PATIENCE, Preview, previewed

pytestmark = pytest.mark.pages
PAGE = "/2024/04/harbour/"
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 900, "height": 700})
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    assert complaints == []


def look(page: Page, preview: Preview, path: str = PAGE) -> Page:
    """Open a page, and wait until it hears of changes."""
    with page.expect_request("**/~newsgen/events?**"):
        page.goto(preview.address + path)
    page.evaluate("window.mark = 'not loaded anew'")
    return page


def is_loaded_anew(page: Page) -> bool:
    return page.evaluate("window.mark") is None


def colour(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).color"))


def test_a_save_is_seen_and_the_place_on_the_page_is_kept(preview: Preview, page: Page) -> None:
    long = "\n\n".join(f"Paragraph {number}." for number in range(200))
    preview.write(HARBOUR, story(body=long))
    preview.until(lambda: "Paragraph 199" in preview.text(PAGE))
    look(page, preview)
    page.evaluate("scrollTo(0, 2000)")
    preview.write(HARBOUR, story(body=long + "\n\nA word more."))
    expect(page.locator("main")).to_contain_text("A word more.")
    assert is_loaded_anew(page)
    page.wait_for_function("scrollY == 2000")


def test_a_page_that_does_not_change_stays(preview: Preview, page: Page) -> None:
    look(page, preview, "/about/")
    preview.write(HARBOUR, story(body="Another text."))
    preview.until(lambda: "Another text." in preview.text(PAGE))
    page.wait_for_timeout(300)
    assert not is_loaded_anew(page)


def test_a_stylesheet_is_swapped_without_loading_the_page_anew(preview: Preview, page: Page) -> None:
    look(page, preview)
    assert colour(page) == "rgb(1, 2, 3)"
    for number in (7, 8):
        preview.write("static/assets/site.css", f"body {{ color: rgb({number}, {number}, {number}) }}\n")
        page.wait_for_function(f"getComputedStyle(document.body).color == 'rgb({number}, {number}, {number})'")
    expect(page.locator('link[rel="stylesheet"]')).to_have_count(2)
    assert not is_loaded_anew(page)


def test_a_stylesheet_that_another_one_imports_is_swapped_too(tmp_path: Path, page: Page) -> None:
    files = FILES | {"static/assets/site.css": '@import "own.css";', "static/assets/own.css": "body { color: rgb(1, 1, 1) }"}
    with previewed(tmp_path, files) as preview:
        look(page, preview)
        page.wait_for_function("getComputedStyle(document.body).color == 'rgb(1, 1, 1)'")
        preview.write("static/assets/own.css", "body { color: rgb(2, 2, 2) }")
        page.wait_for_function("getComputedStyle(document.body).color == 'rgb(2, 2, 2)'")
        assert not is_loaded_anew(page)


def test_a_photo_that_is_replaced_is_shown(preview: Preview, page: Page) -> None:
    look(page, preview, "/2024/04/ferry/")
    preview.write("content/articles/2024/04/ferry.png", PIXEL + b"another")
    page.wait_for_function("window.mark === undefined")


def test_a_problem_is_shown_over_the_page_and_goes_when_it_is_mended(preview: Preview, page: Page) -> None:
    look(page, preview)
    preview.write(HARBOUR, story(body="The text.", tagz=["Harbour"]))
    panel = page.get_by_role("region", name="1 problem")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("content/articles/2024/04/harbour.md:4:1")
    expect(panel).to_contain_text("there is no key tagz")
    expect(panel).to_contain_text("hint: did you mean tags")
    expect(panel.locator("pre")).to_have_text("4 | tagz:")
    expect(page.locator("main")).to_contain_text("The first lanterns went up.")
    preview.write(HARBOUR, FILES[HARBOUR])
    expect(panel).to_have_count(0)
    assert not is_loaded_anew(page)


def test_all_problems_are_shown_and_can_be_put_aside(preview: Preview, page: Page) -> None:
    look(page, preview)
    preview.write(HARBOUR, story(body="[x](none.md)", section="sprot", tagz="x"))
    preview.write("content/articles/2024/04/ferry.md", story(date="yesterday"))
    panel = page.get_by_role("region", name="problem")
    expect(panel.locator("li")).to_have_count(4)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    page.get_by_role("button", name="4 problems").click()
    expect(panel).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_is_for_everybody(preview: Preview, browser: Browser, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    preview.write("static/assets/site.css", "")
    look(page, preview, "/2024/04/draft/")
    preview.write(HARBOUR, story(body="x", tagz="x", date="x"))
    expect(page.get_by_role("region", name="problem")).to_be_visible()
    page.evaluate(tools.axe())
    found = page.evaluate("async () => (await axe.run(document)).violations")
    assert [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found] == []
    page.close()


def test_what_an_editor_writes_cannot_act_in_the_panel(preview: Preview, page: Page) -> None:
    look(page, preview)
    preview.write(HARBOUR, story(body="x", **{"<img src=x onerror=alert(1)>": "</script><script>alert(1)</script>"}))
    expect(page.get_by_role("region", name="problem")).to_contain_text("<img src=x onerror=alert(1)>")
    page.reload()
    expect(page.get_by_role("region", name="problem")).to_contain_text("</script><script>")
    assert page.get_by_role("region", name="problem").locator("img").count() == 0


def test_a_site_that_cannot_be_built_yet_says_why_and_appears(tmp_path: Path, page: Page) -> None:
    with previewed(tmp_path, FILES | {"content/site.yaml": SITE.replace("title:", "titel:")}) as preview:
        look(page, preview)
        expect(page.get_by_role("region", name="problem")).to_contain_text("titel")
        preview.write("content/site.yaml", SITE)
        expect(page.locator("main")).to_contain_text("The first lanterns went up.")


def test_a_mistake_in_a_template_is_shown_where_it_is_used(preview: Preview, page: Page) -> None:
    look(page, preview)
    preview.write("templates/article.html", '{% extends "theme/article.html" %}{% block tags %}{{ page.titel }}{% endblock %}')
    panel = page.get_by_role("region", name="1 problem")
    expect(panel).to_contain_text("page has no titel")
    page.reload()
    expect(panel).to_contain_text("page has no titel")
    page.goto(f"{preview.address}/about/")
    assert panel.count() == 0
    page.goto(preview.address + PAGE)
    preview.write("templates/article.html", '{% extends "theme/article.html" %}{% block tags %}{{ page.title }}!{% endblock %}')
    expect(page.locator("main")).to_contain_text("Harbour reopens!")


def test_what_readers_do_not_see_is_marked(preview: Preview, page: Page) -> None:
    look(page, preview, "/2024/04/draft/")
    expect(page.get_by_text("draft – readers do not see this page")).to_be_visible()
    look(page, preview, "/tags/harbour/")
    marked = page.locator("a:has(newsgen-held)")
    assert {each.get_attribute("href") for each in marked.all()} == {"../../2024/04/draft/"}
    assert marked.first.locator("newsgen-held").inner_text() == "draft"


def test_a_mark_covers_nothing_of_a_card(preview: Preview, page: Page) -> None:
    look(page, preview, "/")
    card = page.locator("article.card", has_text="A draft")
    mark = card.locator("newsgen-held")
    expect(mark).to_be_visible()
    assert mark.evaluate("mark => getComputedStyle(mark).fontFamily").startswith("system-ui")
    places = [each.bounding_box() for each in (mark, card.locator(".meta"))]
    assert all(places)
    (mark_place, meta_place) = [place for place in places if place]
    assert mark_place["height"] < 30
    assert mark_place["y"] + mark_place["height"] <= meta_place["y"]
    mark.click()
    expect(page).to_have_url(f"{preview.address}/2024/04/draft/")


def test_what_is_drawn_stays_while_there_is_no_other_news(preview: Preview, page: Page) -> None:
    look(page, preview, "/tags/harbour/")
    mark = page.locator("newsgen-held").element_handle()
    assert mark
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    with page.expect_response("**/~newsgen/events?**"):
        page.evaluate("dispatchEvent(new Event('pageshow'))")
    page.wait_for_timeout(200)
    assert mark.evaluate("mark => mark.isConnected")


def test_an_embargo_is_marked_and_lifts(preview: Preview, page: Page) -> None:
    until = NOW + timedelta(hours=1)
    preview.write(HARBOUR, story(embargo=until.isoformat()))
    preview.until(lambda: "held until" in preview.text(PAGE))
    look(page, preview)
    ribbon = page.get_by_text("held until 2024-06-01 21:00 +08 – readers do not see this page")
    expect(ribbon).to_be_visible()
    preview.moment[0] = until
    expect(ribbon).to_have_count(0)
    assert not is_loaded_anew(page)


def test_a_page_that_is_gone_says_so_and_where_it_went(preview: Preview, page: Page) -> None:
    look(page, preview)
    (preview.root / HARBOUR).rename(preview.root / "content/articles/2024/04/port.md")
    page.get_by_role("link", name="/2024/04/port/").click()
    expect(page.locator("main")).to_contain_text("The first lanterns went up.")


def test_a_story_that_has_expired_says_so(preview: Preview, page: Page) -> None:
    look(page, preview)
    preview.write(HARBOUR, story(expires="2024-05-20T18:00"))
    expect(page.get_by_text("expired on 2024-05-20 18:00 +08 – so there is no page of this story")).to_be_visible()


def test_a_page_comes_back(preview: Preview, page: Page) -> None:
    look(page, preview)
    (preview.root / HARBOUR).unlink()
    expect(page.get_by_text("There is no such page")).to_be_visible()
    preview.write(HARBOUR, story(body="Back again."))
    expect(page.locator("main")).to_contain_text("Back again.")


def test_a_page_that_is_not_looked_at_rests_and_catches_up(preview: Preview, page: Page) -> None:
    look(page, preview)
    hide = (
        "Object.defineProperty(document, 'hidden', {value: %s, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.evaluate(hide % "true")
    preview.write(HARBOUR, story(body="Meanwhile."))
    preview.until(lambda: "Meanwhile." in preview.text(PAGE))
    page.wait_for_timeout(200)
    assert not is_loaded_anew(page)
    page.evaluate(hide % "false")
    expect(page.locator("main")).to_contain_text("Meanwhile.")


def test_a_server_that_has_ended_is_missed_and_one_that_comes_back_is_heard(tmp_path: Path, page: Page) -> None:
    with previewed(tmp_path, dict(FILES)) as preview:
        look(page, preview)
        port = preview.port
    expect(page.get_by_text("newsgen serve has ended")).to_be_visible()
    with previewed(tmp_path, FILES | {HARBOUR: story(body="After a pause.")}, port=port):
        expect(page.locator("main")).to_contain_text("After a pause.")


def test_of_many_problems_the_first_are_shown(tmp_path: Path, page: Page) -> None:
    wrong = {f"content/articles/2024/04/wrong-{number}.md": story(date="x") for number in range(120)}
    with previewed(tmp_path, FILES | wrong) as preview:
        look(page, preview)
        panel = page.get_by_role("region", name="120 problems")
        expect(panel.locator("li")).to_have_count(50)
        expect(panel).to_contain_text("and 70 more")


def test_a_site_with_a_strict_policy(preview: Preview, page: Page) -> None:
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'; style-src 'self'; script-src 'self'">"""
    preview.write(
        "templates/base.html", '{% extends "theme/base.html" %}{% block head %}' + policy + "{{ super() }}{% endblock %}"
    )
    preview.until(lambda: "Security-Policy" in preview.text("/2024/04/draft/"))
    look(page, preview, "/2024/04/draft/")
    ribbon = page.get_by_text("readers do not see this page").locator("..")
    expect(ribbon).to_have_css("position", "fixed")
    expect(page.locator("body")).to_have_css("color", "rgb(1, 2, 3)")


def test_below_a_path(tmp_path: Path, page: Page) -> None:
    with previewed(tmp_path, dict(FILES), "https://harbour.example/news/") as preview:
        look(page, preview, "/news/2024/04/harbour/")
        assert colour(page) == "rgb(1, 2, 3)"
        preview.write("static/assets/site.css", "body { color: rgb(9, 9, 9) }\n")
        page.wait_for_function("getComputedStyle(document.body).color == 'rgb(9, 9, 9)'")
        preview.write(HARBOUR, story(body="Below."))
        expect(page.locator("main")).to_contain_text("Below.")
        look(page, preview, "/news/tags/harbour/")
        assert page.locator("newsgen-held").count() > 0
