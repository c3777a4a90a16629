"""What machines read of the site beside its pages: feeds, sitemaps, robots.txt and redirects.

In: a data view and the frame.  Out: the file's bytes, equal for equal views.
Never: a string template (elements and dictionaries go through real serializers), a clock, an address that is not absolute.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from html import escape
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from newsgen.model.page import (
    Card,
    Edition,
    FeedItem,
    FeedView,
    Frame,
    Image,
    NewsEntry,
    NewsSitemapView,
    RedirectsView,
    RobotsView,
    SitemapEntry,
    SitemapIndexView,
    SitemapView,
)
from newsgen.model.url import Url
from newsgen.render.scalars import address, home, legal, timestamp, whole_offset

BodyHtml = Callable[[FeedItem], str]
Written = Mapping[str, object]

GENERATOR: Final = "newsgen"
DECLARATION: Final = "<?xml version='1.0' encoding='utf-8'?>"
JSON_FEED_VERSION: Final = "https://jsonfeed.org/version/1.1"

# Names are written with their prefixes and declared at the root: ElementTree would choose prefixes from a
# global registry, which is state that another module may change.
RSS_NAMES: Final[Mapping[str, str]] = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
ATOM_NAMES: Final[Mapping[str, str]] = {"xmlns": "http://www.w3.org/2005/Atom"}
SITEMAP_NAMES: Final[Mapping[str, str]] = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
EDITION_NAMES: Final[Mapping[str, str]] = {**SITEMAP_NAMES, "xmlns:xhtml": "http://www.w3.org/1999/xhtml"}
NEWS_NAMES: Final[Mapping[str, str]] = {**SITEMAP_NAMES, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}

RSS_LOGO_FORMATS: Final = (".png", ".jpg", ".jpeg", ".gif")
RSS_LOGO_MAX: Final = (144, 400)
TRADITIONAL_CHINESE: Final = frozenset({"hant", "tw", "hk", "mo"})


def write_feed(view: FeedView, site: Frame, body_html: BodyHtml) -> bytes:
    """A feed in the view's format; ``body_html`` gives the whole story as HTML with absolute addresses."""
    return FORMATS[view.format](view, site, body_html)


def write_sitemap(view: SitemapView, site: Frame) -> bytes:
    """A part of the sitemap (sitemaps.org 0.9), with the editions of each story."""
    root = ET.Element("urlset", dict(EDITION_NAMES))
    for entry in view.entries:
        url = _sitemap_entry(root, "url", entry, site)
        for language, edition in _alternates(entry):
            _add(url, "xhtml:link", {"rel": "alternate", "hreflang": language, "href": address(site, edition.url)})
    return _xml(root)


def _alternates(entry: SitemapEntry) -> Iterable[tuple[str, Edition]]:
    """Every edition, and the original for readers of other languages; the original comes first."""
    default = [("x-default", entry.editions[0])] if entry.editions else []
    return [*((edition.language, edition) for edition in entry.editions), *default]


def write_sitemap_index(view: SitemapIndexView, site: Frame) -> bytes:
    """The list of the sitemap's parts."""
    root = ET.Element("sitemapindex", dict(SITEMAP_NAMES))
    for part in view.parts:
        _sitemap_entry(root, "sitemap", part, site)
    return _xml(root)


def write_news_sitemap(view: NewsSitemapView, site: Frame) -> bytes:
    """The sitemap for Google News; without stories it is empty, which Google allows."""
    root = ET.Element("urlset", dict(NEWS_NAMES))
    for entry in view.entries:
        _news_entry(root, entry, site)
    return _xml(root)


def write_robots(view: RobotsView, site: Frame) -> bytes:
    """robots.txt (RFC 9309): everything is open; the sitemaps are named."""
    sitemaps = [f"Sitemap: {address(site, url)}" for url in view.sitemaps]
    return _lines(["User-agent: *", "Allow: /", *([""] if sitemaps else []), *sitemaps])


def write_redirects(view: RedirectsView, site: Frame) -> bytes:
    """A line ``/old/ /base/new/ 301`` for each redirect: hosts match the path in the folder, browsers follow the full one."""
    return _lines(f"{_literal(Url(old))} {urlsplit(address(site, new)).path} 301" for old, new in view.redirects)


def _rss(view: FeedView, site: Frame, body_html: BodyHtml) -> bytes:
    """RSS 2.0 after the RSS Advisory Board's Best Practices Profile (rssboard.org/rss-profile)."""
    root = ET.Element("rss", {"version": "2.0", **RSS_NAMES})
    channel = _add(root, "channel")
    _add(channel, "title", text=view.title)
    _add(channel, "link", text=address(site, view.home))
    _add(channel, "description", text=_about(view, site))
    _add_if(channel, "language", view.language)
    _add(channel, "lastBuildDate", text=_rfc822(view.updated))
    _add(channel, "generator", text=GENERATOR)
    _add(channel, "atom:link", {"rel": "self", "type": "application/rss+xml", "href": address(site, view.url)})
    _rss_logo(channel, view, site)
    for item in view.items:
        _rss_item(channel, item, site, body_html(item))
    return _hexadecimal(_xml(root))


def _rss_logo(channel: ET.Element, view: FeedView, site: Frame) -> None:
    if site.logo is None or not _path(site.logo).lower().endswith(RSS_LOGO_FORMATS):
        return
    image = _add(channel, "image")
    _add(image, "url", text=address(site, site.logo.src))
    _add(image, "title", text=view.title)
    _add(image, "link", text=address(site, view.home))
    if 0 < site.logo.width <= RSS_LOGO_MAX[0] and 0 < site.logo.height <= RSS_LOGO_MAX[1]:
        _add(image, "width", text=str(site.logo.width))
        _add(image, "height", text=str(site.logo.height))


def _rss_item(channel: ET.Element, item: FeedItem, site: Frame, html: str) -> None:
    card = item.card
    entry = _add(channel, "item")
    _add(entry, "title", text=card.title)
    _add(entry, "link", text=address(site, card.url))
    _add(entry, "guid", {"isPermaLink": "false"}, _tag_uri(card, site))
    _add(entry, "pubDate", text=_rfc822(card.date))
    for name, _ in _authors(card, site):
        _add(entry, "dc:creator", text=name)
    for tag in card.tags:
        _add_if(entry, "category", tag.title)
    _rss_source(entry, card)
    # The one element that readers take for HTML (profile, "description"), so plain text is escaped once more.
    _add_if(entry, "description", escape(item.summary, quote=False))
    _add_if(entry, "content:encoded", html)
    _rss_image(entry, item, site)


def _rss_source(entry: ET.Element, card: Card) -> None:
    parts = urlsplit(card.original)
    if card.source and parts.netloc:
        _add(entry, "source", {"url": f"{parts.scheme}://{parts.netloc}/"}, card.source.title)


def _rss_image(entry: ET.Element, item: FeedItem, site: Frame) -> None:
    """Media RSS and not an enclosure, whose length in bytes no view knows."""
    image = _picture(item)
    if image is None:
        return
    size = {"width": str(image.width), "height": str(image.height)} if image.width and image.height else {}
    media = _add(entry, "media:content", {"url": address(site, image.src), "medium": "image", **size})
    _add_if(media, "media:description", image.alt, type="plain")
    _add_if(media, "media:credit", item.lead.credit if item.lead else "")


def _atom(view: FeedView, site: Frame, body_html: BodyHtml) -> bytes:
    """Atom (RFC 4287)."""
    front = address(site, view.home)
    root = ET.Element("feed", {**ATOM_NAMES, **_lang(view.language)})
    _add(root, "id", text=front)
    _add(root, "title", text=view.title)
    _add_if(root, "subtitle", view.description)
    _add(root, "updated", text=timestamp(view.updated))
    _add(root, "link", {"rel": "self", "type": "application/atom+xml", "href": address(site, view.url)})
    _add(root, "link", {"rel": "alternate", "type": "text/html", "href": front})
    _atom_author(root, site.publisher.name or site.title, home(site))
    _add(root, "generator", text=GENERATOR)
    _add_if(root, "logo", address(site, site.logo.src) if site.logo else "")
    for item in view.items:
        _atom_entry(root, item, site, body_html(item))
    return _xml(root)


def _atom_entry(root: ET.Element, item: FeedItem, site: Frame, html: str) -> None:
    card = item.card
    entry = _add(root, "entry", _lang(card.language))
    _add(entry, "id", text=_tag_uri(card, site))
    _add(entry, "title", {"type": "text"}, card.title)
    _add(entry, "link", {"rel": "alternate", "type": "text/html", "href": address(site, card.url)})
    if card.original:
        _add(entry, "link", {"rel": "via", "href": card.original})
    _add(entry, "published", text=timestamp(card.date))
    _add(entry, "updated", text=timestamp(card.updated or card.date))
    for name, url in _authors(card, site):
        _atom_author(entry, name, url)
    for tag in card.tags:
        _add(entry, "category", {"term": tag.slug or tag.title, "label": tag.title})
    _add_if(entry, "summary", item.summary, type="text")
    _add(entry, "content", {"type": "html", **_lang(card.language)}, html)


def _atom_author(parent: ET.Element, name: str, url: str) -> None:
    author = _add(parent, "author")
    _add(author, "name", text=name)
    _add_if(author, "uri", url)


def _json(view: FeedView, site: Frame, body_html: BodyHtml) -> bytes:
    """JSON Feed 1.1 (jsonfeed.org)."""
    feed = {
        "version": JSON_FEED_VERSION,
        "title": view.title,
        "home_page_url": address(site, view.home),
        "feed_url": address(site, view.url),
        "description": view.description,
        "icon": address(site, site.logo.src) if site.logo else "",
        "authors": [{"name": site.publisher.name or site.title, "url": home(site)}],
        "language": view.language,
    }
    items = [_json_item(item, site, body_html(item)) for item in view.items]
    text = json.dumps({**_filled(feed), "items": items}, ensure_ascii=False, indent=1)
    return (text + "\n").encode(errors="ignore")  # what cannot be encoded are lone surrogates


def _json_item(item: FeedItem, site: Frame, html: str) -> Written:
    card, image = item.card, _picture(item)
    return {
        "id": _tag_uri(card, site),
        "content_html": html,
        **_filled(
            {
                "url": address(site, card.url),
                "external_url": card.original,
                "title": card.title,
                "summary": item.summary,
                "image": address(site, image.src) if image else "",
                "date_published": timestamp(card.date),
                "date_modified": timestamp(card.updated) if card.updated else "",
                "authors": [_filled({"name": name, "url": url}) for name, url in _authors(card, site)],
                "tags": [tag.title for tag in card.tags],
                "language": card.language,
            }
        ),
    }


FORMATS: Final[Mapping[str, Callable[[FeedView, Frame, BodyHtml], bytes]]] = {"rss": _rss, "atom": _atom, "json": _json}


def _sitemap_entry(root: ET.Element, tag: str, entry: SitemapEntry, site: Frame) -> ET.Element:
    element = _add(root, tag)
    _add(element, "loc", text=address(site, entry.url))
    _add_if(element, "lastmod", timestamp(entry.modified) if entry.modified else "")
    return element


def _news_entry(root: ET.Element, entry: NewsEntry, site: Frame) -> None:
    url = _add(root, "url")
    _add(url, "loc", text=address(site, entry.url))
    news = _add(url, "news:news")
    publication = _add(news, "news:publication")
    # Not the publisher's name: Google compares it with the publication's name on news.google.com.
    _add(publication, "news:name", text=site.title)
    _add(publication, "news:language", text=_news_language(entry.language or site.language))
    _add(news, "news:publication_date", text=timestamp(entry.date))
    _add(news, "news:title", text=entry.title)


def _news_language(language: str) -> str:
    """ISO 639 without a region, except for Chinese: zh-cn or zh-tw (Google, "Create a news sitemap")."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    if primary != "zh":
        return primary
    return "zh-cn" if TRADITIONAL_CHINESE.isdisjoint(rest) or "hans" in rest else "zh-tw"


def _tag_uri(card: Card, site: Frame) -> str:
    """A name that outlives a move to another address (RFC 4151): ``tag:example.org,2024-04-03:/2024/04/trade-summit/``."""
    base = urlsplit(site.base_url.rstrip("/"))
    return f"tag:{base.hostname or 'localhost'},{card.date.date().isoformat()}:{base.path}{card.url.href}"


def _authors(card: Card, site: Frame) -> list[tuple[str, str]]:
    """Name and address of everybody who answers for a story: its authors, and the outlet that it was gathered from."""
    links = [*card.authors, *([card.source] if card.source else [])]
    return [(link.title, address(site, link.url)) for link in links if legal(link.title).strip()]


def _picture(item: FeedItem) -> Image | None:
    return item.lead.image if item.lead else item.card.image


def _about(view: FeedView, site: Frame) -> str:
    """RSS demands a description."""
    return view.description or site.tagline or view.title


def _rfc822(moment: datetime) -> str:
    from email.utils import format_datetime  # noqa: PLC0415 -- it brings half of the mail with it, and most edits reach no feed

    return format_datetime(whole_offset(moment))


def _lang(language: str) -> dict[str, str]:
    return {"xml:lang": language} if language else {}


def _path(image: Image) -> str:
    return image.src.path if isinstance(image.src, Url) else urlsplit(image.src).path


def _literal(url: Url) -> str:
    """The path with its ``*`` encoded, since hosts would read that as "anything"; ``:`` is encoded already."""
    return url.href.replace("*", "%2A")


def _filled(data: Written) -> dict[str, object]:
    return {key: value for key, value in data.items() if value}


def _add(parent: ET.Element, tag: str, attributes: Mapping[str, str] | None = None, text: str = "") -> ET.Element:
    legal_attributes = {key: legal(value) for key, value in (attributes or {}).items()}
    element = ET.SubElement(parent, tag, legal_attributes)
    element.text = legal(text)
    return element


def _add_if(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    if legal(text):
        _add(parent, tag, attributes, text)


def _xml(root: ET.Element) -> bytes:
    """The document, an element a line; indentation reaches only elements that hold elements, never a text."""
    ET.indent(root, space="")
    # As text, and encoded at once: given an encoding, ElementTree encodes each piece by itself, in twice the time.
    return f"{DECLARATION}\n{ET.tostring(root, encoding='unicode')}\n".encode()


def _hexadecimal(document: bytes) -> bytes:
    """The same XML in the form that most readers of RSS get right in plain text (profile, "Character Data")."""
    return document.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;").replace(b"&gt;", b"&#x3E;")


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
