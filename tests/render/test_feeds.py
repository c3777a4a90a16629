"""Feeds and sitemaps, read back by parsers that are not ours and checked against schemas."""

from __future__ import annotations

import json
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsgen.model.page import (
    Edition,
    FeedItem,
    FeedView,
    Frame,
    Image,
    Link,
    NewsEntry,
    NewsSitemapView,
    RedirectsView,
    RobotsView,
    SitemapEntry,
    SitemapIndexView,
    SitemapView,
)
from newsgen.model.url import Url
from newsgen.render.feeds import (
    write_feed,
    write_news_sitemap,
    write_redirects,
    write_robots,
    write_sitemap,
    write_sitemap_index,
)

from .builders import DATE, GATHERED, UPDATED, feed, feed_item, figure, frame

SCHEMAS = Path(__file__).parent / "schemas"
URLSET = etree.XMLSchema(etree.parse(SCHEMAS / "urlset.xsd"))
SITEINDEX = etree.XMLSchema(etree.parse(SCHEMAS / "siteindex.xsd"))
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
}

any_text = st.text(st.characters(codec=None, exclude_categories=()))
texts = st.one_of(any_text, st.text("<>&]]\"'\x00\x0b\ud800\ufffe ab;#!-/"))
zones = st.one_of(st.timezones(), st.just(timezone(timedelta(hours=-4, minutes=-56, seconds=-2))))
moments = st.datetimes(datetime(1851, 9, 18), datetime(2999, 1, 1), timezones=zones)


def body(item: FeedItem) -> str:
    return f'<p>The <a href="https://daily.example{item.card.url.href}">whole</a> story &amp; more</p>'


def written(view: FeedView, site: Frame | None = None) -> bytes:
    return write_feed(view, site or frame(), body)


def parsed(view: FeedView, site: Frame | None = None) -> Any:
    result = feedparser.parse(written(view, site))
    assert not result.bozo, result.get("bozo_exception")
    return result


def rss(*items: FeedItem, **changes: Any) -> FeedView:
    return feed(*items, **changes)


def atom(*items: FeedItem, **changes: Any) -> FeedView:
    return feed(*items, url=Url("/atom.xml"), format="atom", **changes)


def json_feed(*items: FeedItem, site: Frame | None = None, **changes: Any) -> dict[str, Any]:
    view = feed(*items, url=Url("/feed.json"), format="json", **changes)
    found: dict[str, Any] = json.loads(written(view, site))
    return found


class TestRss:
    def test_channel(self) -> None:
        found = parsed(rss(feed_item(), language="en-GB"))
        channel = found.feed
        assert found.version == "rss20"
        assert (channel.title, channel.link, channel.subtitle) == ("The Daily", "https://daily.example/", "All stories")
        assert channel.language == "en-GB"
        assert channel.updated == "Wed, 03 Apr 2024 09:30:00 +0800"
        assert {"rel": "self", "type": "application/rss+xml", "href": "https://daily.example/feed.xml"} in channel.links
        assert (channel.image.href, channel.image.title) == ("https://daily.example/media/logo.png", "The Daily")
        assert (channel.image.width, channel.image.height) == (120, 40)
        assert channel.generator == "newsgen"

    def test_item(self) -> None:
        entry = parsed(rss(feed_item())).entries[0]
        assert (entry.title, entry.link, entry.summary) == (
            "Summit ends",
            "https://daily.example/2024/04/summit/",
            "What happened",
        )
        assert (entry.id, entry.guidislink) == ("tag:daily.example,2024-04-03:/2024/04/summit/", False)
        assert entry.published == "Wed, 03 Apr 2024 09:30:00 +0800"
        assert [author.name for author in entry.authors] == ["Ana Reyes"]
        assert [tag.term for tag in entry.tags] == ["Trade"]
        assert entry.content[0].value == body(feed_item())

    def test_several_authors(self) -> None:
        links = (Link("Ana Reyes", Url("/authors/ana-reyes/")), Link("Bo Chen", Url("/authors/bo-chen/")))
        root = etree.fromstring(written(rss(feed_item(authors=links))))
        creators = root.findall(".//{http://purl.org/dc/elements/1.1/}creator")
        assert [creator.text for creator in creators] == ["Ana Reyes", "Bo Chen"]

    def test_gathered_story_names_its_outlet(self) -> None:
        entry = parsed(rss(feed_item(**GATHERED))).entries[0]
        assert entry.author == "Harbour Wire"
        assert (entry.source.title, entry.source.href) == ("Harbour Wire", "https://wire.example/")

    def test_photo(self) -> None:
        entry = parsed(rss(feed_item(figure()))).entries[0]
        assert dict(entry.media_content[0]) == {
            "url": "https://daily.example/2024/04/hall.jpg",
            "medium": "image",
            "width": "1200",
            "height": "800",
        }
        assert entry.media_credit[0]["content"] == "Ana Reyes / AP"
        root = etree.fromstring(written(rss(feed_item(figure()))))
        assert root.findtext(".//media:content/media:description", namespaces=NAMES) == "A long table"

    def test_photo_of_another_host_keeps_its_address(self) -> None:
        entry = parsed(rss(feed_item(image=Image("https://cdn.example/ö.jpg?a=1&b=2")))).entries[0]
        assert dict(entry.media_content[0]) == {"url": "https://cdn.example/ö.jpg?a=1&b=2", "medium": "image"}

    @pytest.mark.parametrize("logo", [None, Image(Url("/media/logo.svg"), "", 10, 10)])
    def test_logo_that_rss_cannot_show_is_left_out(self, logo: Image | None) -> None:
        assert b"<image>" not in written(rss(), frame(logo=logo))

    def test_logo_beyond_the_limits_gives_no_size(self) -> None:
        document = written(rss(), frame(logo=Image(Url("/media/logo.png"), "", 600, 60)))
        assert b"<image>" in document
        assert b"<width>" not in document

    def test_title_is_escaped_once_in_the_form_of_the_profile(self) -> None:
        assert b"<title>AT&#x26;T &#x3C;b&#x3E;</title>" in written(rss(feed_item(title="AT&T <b>")))

    def test_description_is_html(self) -> None:
        root = etree.fromstring(written(rss(feed_item(summary="1 < 2 & AT&T"))))
        assert root.findtext("channel/item/description") == "1 &lt; 2 &amp; AT&amp;T"

    def test_description_of_the_channel_is_never_missing(self) -> None:
        assert parsed(rss(description="")).feed.subtitle == "News of the harbour"


class TestAtom:
    def test_feed(self) -> None:
        found = parsed(atom(feed_item(updated=UPDATED)))
        assert found.version == "atom10"
        assert (found.feed.id, found.feed.title) == ("https://daily.example/", "The Daily")
        assert found.feed.subtitle == "All stories"
        assert found.feed.updated == "2024-04-04T18:00:00+08:00"
        assert found.feed.author == "Daily Trust"
        assert [(link.rel, link.href) for link in found.feed.links] == [
            ("self", "https://daily.example/atom.xml"),
            ("alternate", "https://daily.example/"),
        ]

    def test_entry(self) -> None:
        entry = parsed(atom(feed_item(updated=UPDATED, language="ja"))).entries[0]
        assert (entry.id, entry.link) == (
            "tag:daily.example,2024-04-03:/2024/04/summit/",
            "https://daily.example/2024/04/summit/",
        )
        assert (entry.published, entry.updated) == ("2024-04-03T09:30:00+08:00", "2024-04-04T18:00:00+08:00")
        assert entry.authors == [{"name": "Ana Reyes", "href": "https://daily.example/authors/ana-reyes/"}]
        assert (entry.tags[0].term, entry.tags[0].label) == ("trade", "Trade")
        assert entry.content[0].value == body(feed_item())
        assert (entry.content[0].type, entry.content[0].language) == ("text/html", "ja")

    def test_text_is_literal(self) -> None:
        entry = parsed(atom(feed_item(title="AT&T <b>x</b> &amp;", summary="1 <i>2</i>"))).entries[0]
        assert (entry.title_detail.type, entry.title) == ("text/plain", "AT&T <b>x</b> &amp;")
        assert (entry.summary_detail.type, entry.summary) == ("text/plain", "1 <i>2</i>")

    def test_gathered_story_links_the_original(self) -> None:
        entry = parsed(atom(feed_item(**GATHERED))).entries[0]
        assert entry.author == "Harbour Wire"
        assert [link.href for link in entry.links if link.rel == "via"] == ["https://wire.example/a/1"]

    @pytest.mark.parametrize("items", [(), (feed_item(),), (feed_item(figure(), updated=UPDATED), feed_item(**GATHERED))])
    def test_schema(self, items: tuple[FeedItem, ...]) -> None:
        ATOM.assertValid(etree.fromstring(written(atom(*items))))

    def test_schema_refuses_a_feed_without_id(self) -> None:
        root = etree.fromstring(written(atom(feed_item())))
        root.remove(root.find("atom:id", NAMES))
        assert not ATOM.validate(root)


class TestJsonFeed:
    def test_feed(self) -> None:
        found = json_feed(feed_item())
        del found["items"]
        assert found == {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The Daily",
            "home_page_url": "https://daily.example/",
            "feed_url": "https://daily.example/feed.json",
            "description": "All stories",
            "icon": "https://daily.example/media/logo.png",
            "authors": [{"name": "Daily Trust", "url": "https://daily.example/"}],
            "language": "en",
        }

    def test_item(self) -> None:
        assert json_feed(feed_item(figure(), updated=UPDATED))["items"] == [
            {
                "id": "tag:daily.example,2024-04-03:/2024/04/summit/",
                "content_html": body(feed_item()),
                "url": "https://daily.example/2024/04/summit/",
                "title": "Summit ends",
                "summary": "What happened",
                "image": "https://daily.example/2024/04/hall.jpg",
                "date_published": "2024-04-03T09:30:00+08:00",
                "date_modified": "2024-04-04T18:00:00+08:00",
                "authors": [{"name": "Ana Reyes", "url": "https://daily.example/authors/ana-reyes/"}],
                "tags": ["Trade"],
                "language": "en",
            }
        ]

    def test_gathered_story_is_a_link_out(self) -> None:
        item = json_feed(feed_item(**GATHERED))["items"][0]
        assert item["external_url"] == "https://wire.example/a/1"
        assert item["authors"] == [{"name": "Harbour Wire", "url": "https://daily.example/sources/harbour-wire/"}]

    @given(texts)
    def test_any_text(self, text: str) -> None:
        item = json_feed(feed_item(title=text, summary=text), title=text)["items"][0]
        expected = text.encode(errors="ignore").decode()
        assert (item.get("title", ""), item.get("summary", "")) == (expected, expected)
        assert isinstance(item["id"], str)
        assert isinstance(item["content_html"], str)


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_empty_feed_is_a_feed(kind: str) -> None:
    found = written(feed(format=kind))
    assert json.loads(found)["items"] == [] if kind == "json" else feedparser.parse(found).bozo == 0


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_equal_views_give_equal_bytes(kind: str) -> None:
    assert written(feed(feed_item(figure()), format=kind)) == written(feed(feed_item(figure()), format=kind))


@pytest.mark.parametrize("base", ["https://x.example/news", "https://x.example/news/"])
@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_base_with_a_path(kind: str, base: str) -> None:
    found = parsed(feed(feed_item(figure()), format=kind), frame(base_url=base))
    assert found.feed.link == "https://x.example/news/"
    assert found.entries[0].link == "https://x.example/news/2024/04/summit/"
    assert found.entries[0].id == "tag:x.example,2024-04-03:/news/2024/04/summit/"


@given(texts, texts, st.sampled_from(["rss", "atom"]))
def test_any_text_in_any_field_is_well_formed(text: str, other: str, kind: str) -> None:
    link = Link(text, text, other)
    lead = replace(figure(), image=Image(text, other, 1, 1), credit=text)
    item = feed_item(lead, text, title=other, tags=(link,), authors=(link,), source=link, language="en")
    document = write_feed(
        feed(item, format=kind, title=text, description=other), frame(title=text, tagline=text), lambda _: other
    )
    assert not feedparser.parse(document).bozo
    etree.fromstring(document)


@given(texts)
def test_atom_keeps_every_text_that_xml_allows(text: str) -> None:
    root = etree.fromstring(written(atom(feed_item(title=text))))
    expected = "".join(char for char in text if char in "\t\n\r" or (char >= "\x20" and char not in "\ufffe\uffff"))
    expected = expected.encode(errors="ignore").decode().replace("\r\n", "\n").replace("\r", "\n")
    assert (root.findtext("atom:entry/atom:title", namespaces=NAMES) or "") == expected


@given(moments)
def test_any_moment_can_be_read(moment: datetime) -> None:
    ATOM.assertValid(etree.fromstring(written(atom(feed_item(date=moment)))))
    published = parsed(rss(feed_item(date=moment))).entries[0].published_parsed
    assert datetime.fromtimestamp(timegm(published), UTC) == moment.astimezone(UTC).replace(microsecond=0)


ENGLISH = Edition(Url("/2024/04/summit/"), "Summit ends", "en", "ltr")
JAPANESE = Edition(Url("/ja/サミット/"), "サミット", "ja", "ltr")


class TestSitemap:
    def test_entries(self) -> None:
        view = SitemapView(Url("/sitemap.xml"), (SitemapEntry(Url("/")), SitemapEntry(ENGLISH.url, DATE, (ENGLISH, JAPANESE))))
        root = etree.fromstring(write_sitemap(view, frame()))
        URLSET.assertValid(root)
        assert root.xpath("//s:loc/text()", namespaces=NAMES) == [
            "https://daily.example/",
            "https://daily.example/2024/04/summit/",
        ]
        assert root.xpath("//s:lastmod/text()", namespaces=NAMES) == ["2024-04-03T09:30:00+08:00"]
        assert [(link.get("hreflang"), link.get("href")) for link in root.iterfind(".//x:link", NAMES)] == [
            ("en", "https://daily.example/2024/04/summit/"),
            ("ja", "https://daily.example/ja/%E3%82%B5%E3%83%9F%E3%83%83%E3%83%88/"),
            ("x-default", "https://daily.example/2024/04/summit/"),
        ]

    def test_index(self) -> None:
        view = SitemapIndexView(Url("/sitemap.xml"), (SitemapEntry(Url("/sitemap-2024-04.xml"), DATE),))
        root = etree.fromstring(write_sitemap_index(view, frame()))
        SITEINDEX.assertValid(root)
        assert root.findtext("s:sitemap/s:loc", namespaces=NAMES) == "https://daily.example/sitemap-2024-04.xml"

    def test_declares_its_encoding(self) -> None:
        document = write_sitemap(SitemapView(Url("/sitemap.xml"), ()), frame())
        assert document.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")


class TestNewsSitemap:
    def news(self, *entries: NewsEntry) -> etree._Element:
        return etree.fromstring(write_news_sitemap(NewsSitemapView(Url("/news.xml"), entries), frame()))

    def test_entry(self) -> None:
        root = self.news(NewsEntry(ENGLISH.url, "AT&T <b>", DATE, "en-GB"))
        URLSET.assertValid(root)
        found = [root.findtext(f".//n:{name}", namespaces=NAMES) for name in ("name", "language", "publication_date", "title")]
        assert found == ["The Daily", "en", "2024-04-03T09:30:00+08:00", "AT&T <b>"]

    @pytest.mark.parametrize(
        ("tag", "expected"),
        [
            ("de", "de"),
            ("pt-BR", "pt"),
            ("fil", "fil"),
            ("", "en"),
            ("zh", "zh-cn"),
            ("zh-CN", "zh-cn"),
            ("zh-Hans-HK", "zh-cn"),
            ("zh-TW", "zh-tw"),
            ("zh-Hant", "zh-tw"),
            ("zh-HK", "zh-tw"),
        ],
    )
    def test_language_as_google_wants_it(self, tag: str, expected: str) -> None:
        root = self.news(NewsEntry(ENGLISH.url, "x", DATE, tag))
        URLSET.assertValid(root)
        assert root.findtext(".//n:language", namespaces=NAMES) == expected

    def test_may_be_empty(self) -> None:
        root = self.news()
        assert (root.tag, len(root)) == ("{http://www.sitemaps.org/schemas/sitemap/0.9}urlset", 0)

    @given(texts, moments)
    def test_any_title(self, title: str, moment: datetime) -> None:
        URLSET.assertValid(self.news(NewsEntry(ENGLISH.url, title, moment, "en")))


def test_robots_names_the_sitemaps() -> None:
    view = RobotsView(Url("/robots.txt"), (Url("/sitemap.xml"), Url("/news.xml")))
    assert write_robots(view, frame(base_url="https://x.example/news")).decode() == (
        "User-agent: *\n"
        "Allow: /\n"
        "\n"
        "Sitemap: https://x.example/news/sitemap.xml\n"
        "Sitemap: https://x.example/news/news.xml\n"
    )  # fmt: skip


def test_robots_without_sitemaps() -> None:
    assert write_robots(RobotsView(Url("/robots.txt"), ()), frame()) == b"User-agent: *\nAllow: /\n"


def test_redirects_are_encoded_and_lead_below_the_base() -> None:
    view = RedirectsView(Url("/_redirects"), (("/old/", Url("/new/")), ("/a b/:x*/é", Url("/ü/"))))
    assert write_redirects(view, frame(base_url="https://x.example/news/")).decode() == (
        "/old/ /news/new/ 301\n"
        "/a%20b/%3Ax%2A/%C3%A9 /news/%C3%BC/ 301\n"
    )  # fmt: skip
