"""The finished files of the demo edition: links, weight, feeds, sitemaps, structured data, read by parsers that are not ours."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from tests.links import broken

from .conftest import BASE, BELOW, JUNE, Demo
from .tools import ROOT

LIGHT = 14 * 1024  # what a server sends before it waits for the browser's first word: ten packets (RFC 6928)
SHORT = 1_000
SCHEMAS = ROOT / "tests" / "render" / "schemas"
STORY_TYPES = {"NewsArticle"} | {f"{kind}NewsArticle" for kind in ("Reportage", "Analysis", "Opinion", "Background", "Review")}


def test_every_address_leads_somewhere(demo: Demo) -> None:
    assert broken(demo.folder, BASE) == []


def test_every_address_leads_somewhere_below_a_path(demo_below: Demo) -> None:
    publisher = f"{BASE}/about/"  # an address outside that path now: site.yaml has it whole
    assert [each for each in broken(demo_below.folder, BASE + BELOW) if publisher not in each] == []


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


def stylesheets(folder: Path, page: html.HtmlElement, place: Path) -> list[Path]:
    return [(place.parent / href).resolve() for href in page.xpath("//link[@rel='stylesheet']/@href")]


def weight(demo: Demo, place: Path) -> int:
    """Compressed bytes of a page and its stylesheets, which is what must arrive before it can be shown."""
    page = html.fromstring(place.read_bytes())
    styles = stylesheets(demo.folder, page, place)
    assert styles
    return packed(place.read_bytes()) + sum(packed(style.read_bytes()) for style in styles)


def words(place: Path) -> int:
    return sum(len(text.split()) for text in html.fromstring(place.read_bytes()).xpath("//*[@class='prose']//text()"))


def test_short_stories_are_light(demo: Demo, figure: Callable[[str], None]) -> None:
    weights = {place: weight(demo, place) for place in demo.articles if words(place) <= SHORT}
    assert len(weights) > 15
    heaviest = max(weights, key=weights.__getitem__)
    figure(f"weight: the heaviest of {len(weights)} stories has {weights[heaviest]:,} bytes of compressed HTML and CSS")
    figure(f"weight: the front page has {weight(demo, demo.folder / 'index.html'):,} bytes")
    assert weights[heaviest] <= LIGHT, heaviest


def test_pictures_are_light(demo: Demo) -> None:
    pictures = [place for place in demo.folder.rglob("*") if place.suffix in {".jpg", ".jpeg", ".png", ".webp", ".svg"}]
    assert len(pictures) > 15
    assert [place for place in pictures if place.stat().st_size >= 150_000] == []


def feeds(demo: Demo) -> list[Path]:
    return [place for place in demo.folder.rglob("*.xml") if b"<rss" in (head := place.read_bytes()[:500]) or b"<feed" in head]


def test_feeds_parse_without_complaint(demo: Demo) -> None:
    found = {place.relative_to(demo.folder).as_posix(): feedparser.parse(place.read_bytes()) for place in feeds(demo)}
    assert {"feed.xml", "atom.xml", "sections/city/feed.xml"} <= found.keys()
    assert {path: str(feed.bozo_exception) for path, feed in found.items() if feed.bozo} == {}
    assert [path for path, feed in found.items() if not feed.feed.title or not feed.entries] == []
    assert all(entry.title and entry.link and entry.id for feed in found.values() for entry in feed.entries)


def test_site_feeds_carry_the_same_stories_whole(demo: Demo) -> None:
    rss, atom = (feedparser.parse((demo.folder / name).read_bytes()) for name in ("feed.xml", "atom.xml"))
    stories = json.loads((demo.folder / "feed.json").read_bytes())["items"]
    assert [entry.link for entry in rss.entries] == [entry.link for entry in atom.entries] == [item["url"] for item in stories]
    assert all(len(item["content_html"]) > 500 for item in stories)


def documents(folder: Path, root: str) -> list[etree._ElementTree]:
    """The sitemaps with this root element; an empty news sitemap is legal, though the schema knows no such thing."""
    found = [etree.parse(place) for place in folder.rglob("*.xml")]
    return [document for document in found if etree.QName(document.getroot()).localname == root and len(document.getroot())]


@pytest.mark.parametrize(("schema", "root"), [("urlset.xsd", "urlset"), ("siteindex.xsd", "sitemapindex")])
def test_sitemaps_obey_their_schema(demo_in_june: Demo, schema: str, root: str) -> None:
    rules = etree.XMLSchema(etree.parse(SCHEMAS / schema))
    found = documents(demo_in_june.folder, root)
    assert found
    for document in found:
        rules.assertValid(document)


def test_news_sitemap_has_the_last_two_days(demo: Demo, demo_in_june: Demo) -> None:
    news = etree.parse(demo_in_june.folder / "news-sitemap.xml")
    dates = [datetime.fromisoformat(text) for text in news.xpath("//*[local-name()='publication_date']/text()")]
    assert dates
    assert all(JUNE - timedelta(days=2) <= date <= JUNE for date in dates)
    assert len(etree.parse(demo.folder / "news-sitemap.xml").getroot()) == 0


def test_sitemap_has_every_story_and_nothing_that_search_engines_shall_not_list(demo: Demo) -> None:
    listed = {loc for document in documents(demo.folder, "urlset") for loc in document.xpath("//*[local-name()='loc']/text()")}
    pages = {place: html.fromstring(place.read_bytes()) for place in demo.html}
    stories = {canonical(pages[place]) for place in demo.articles if "noindex" not in robots(pages[place])}
    assert len(stories) > 15
    assert stories - listed == set()
    assert listed - {canonical(page) for page in pages.values() if "noindex" not in robots(page)} == set()


def canonical(page: html.HtmlElement) -> str:
    return "".join(page.xpath("//link[@rel='canonical']/@href"))


def robots(page: html.HtmlElement) -> str:
    return "".join(page.xpath("//meta[@name='robots']/@content"))


def structured(page: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for text in page.xpath("//script[@type='application/ld+json']/text()"):
        data = json.loads(text)
        yield from data if isinstance(data, list) else [data]


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_structured_data_of_every_page_parses(demo: Demo) -> None:
    nodes = [node for place in demo.html for node in structured(html.fromstring(place.read_bytes()))]
    assert {node["@context"] for node in nodes} == {"https://schema.org"}
    assert {"BreadcrumbList", "CollectionPage"} < {node.get("@type") for node in nodes}


def test_structured_data_says_what_the_page_shows(demo: Demo) -> None:
    assert len(demo.articles) == demo.build.stories
    for place in demo.articles:
        page = html.fromstring(place.read_bytes())
        (story,) = [node for node in structured(page) if node.get("@type") in STORY_TYPES]
        (headline,) = page.xpath("//h1")
        times = page.xpath("//article//time/@datetime")
        assert story["headline"] == text(headline), place
        assert story["datePublished"] == times[0], place
        assert datetime.fromisoformat(times[0]).tzinfo, place
        assert story["dateModified"] in times, place
        shown = text(page.xpath("//main")[0])
        assert [author["name"] for author in story["author"] if author["name"] not in shown] == [], place
        assert [note["text"] for note in story.get("correction", []) if note["text"] not in shown] == [], place


def test_a_labelled_date_stands_between_headline_and_text(demo: Demo) -> None:
    for place in demo.articles:
        page = html.fromstring(place.read_bytes())
        order = [each for each in page.iter() if each.tag in {"h1", "time"} or each.get("class") == "prose"]
        kinds = [each.tag if each.tag in {"h1", "time"} else "text" for each in order]
        assert kinds[:2] == ["h1", "time"], place
        assert "text" in kinds[2:], place
        moment = order[1]
        label = (moment.getparent().text or "").strip()
        assert label == "Published", place
        assert "UTC" in text(moment), place
