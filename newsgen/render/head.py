"""What the head of a page tells browsers, search engines and networks.

In: a view, the frame.  Out: Head.  Never: says anything that the page does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from newsgen.model.page import (
    ArticleView,
    Edition,
    FeedLink,
    Frame,
    FrontView,
    Image,
    ListingView,
    NotFoundView,
    RedirectView,
    StandingView,
    TemplateView,
)
from newsgen.model.url import Url, absolute
from newsgen.render import structured

Meta = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """``meta`` has (attribute, name, content), ``alternates`` (language, whole address), ``structured`` JSON-LD."""

    title: str
    description: str
    canonical: str
    robots: str
    meta: tuple[Meta, ...]
    alternates: tuple[tuple[str, str], ...]
    feeds: tuple[FeedLink, ...]
    structured: Markup


def head(view: TemplateView, site: Frame) -> Head:
    """The head of any page."""
    return Head(
        title=_title(view, site),
        description=view.description or (site.tagline if isinstance(view, FrontView) else ""),
        canonical=_canonical(view, site),
        robots=_robots(view),
        meta=tuple(_meta(view, site)),
        alternates=tuple(_alternates(view, site)),
        feeds=tuple(_feeds(view, site)),
        structured=_structured(view, site),
    )


def _title(view: TemplateView, site: Frame) -> str:
    if isinstance(view, FrontView):
        return f"{site.title}: {site.tagline}" if site.tagline else site.title
    title = view.title
    if isinstance(view, ListingView) and view.url != view.first:
        title = f"{title} ({view.number})"
    return f"{title} – {site.title}"


def _canonical(view: TemplateView, site: Frame) -> str:
    if isinstance(view, NotFoundView):
        return ""
    if isinstance(view, RedirectView):
        return absolute(site.base_url, view.target)
    return (view.canonical if isinstance(view, ArticleView) else "") or absolute(site.base_url, view.url)


def _robots(view: TemplateView) -> str:
    if isinstance(view, NotFoundView | RedirectView) or (isinstance(view, ArticleView) and (view.canonical or view.card.draft)):
        return "noindex"
    return "max-image-preview:large"


def _meta(view: TemplateView, site: Frame) -> Iterator[Meta]:
    """Open Graph, and the one tag that X needs beside it."""
    if isinstance(view, NotFoundView | RedirectView):
        return
    yield ("property", "og:site_name", site.title)
    yield ("property", "og:type", "article" if isinstance(view, ArticleView) else "website")
    yield ("property", "og:title", view.title)
    yield ("property", "og:url", absolute(site.base_url, view.url))
    yield ("property", "og:locale", view.language.replace("-", "_"))
    if view.description:
        yield ("property", "og:description", view.description)
    image = _image(view, site)
    if image:
        yield from _og_image(image, site)
    yield ("name", "twitter:card", "summary_large_image" if image and not isinstance(view, ListingView) else "summary")
    if isinstance(view, ArticleView):
        yield from _og_article(view)


def _image(view: TemplateView, site: Frame) -> Image | None:
    if isinstance(view, ArticleView):
        return view.card.image or site.logo
    if isinstance(view, FrontView):
        return next((card.image for card in view.leads if card.image), site.logo)
    if isinstance(view, StandingView) and view.lead:
        return view.lead.image
    return site.logo


def _og_image(image: Image, site: Frame) -> Iterator[Meta]:
    yield ("property", "og:image", absolute(site.base_url, image.src) if isinstance(image.src, Url) else image.src)
    if image.width:
        yield ("property", "og:image:width", str(image.width))
        yield ("property", "og:image:height", str(image.height))
    if image.alt:
        yield ("property", "og:image:alt", image.alt)


def _og_article(view: ArticleView) -> Iterator[Meta]:
    card = view.card
    yield ("property", "article:published_time", card.date.isoformat())
    if card.updated:
        yield ("property", "article:modified_time", card.updated.isoformat())
    if card.section:
        yield ("property", "article:section", card.section.title)
    for tag in card.tags:
        yield ("property", "article:tag", tag.title)


def _alternates(view: TemplateView, site: Frame) -> Iterator[tuple[str, str]]:
    """Every edition lists itself and all others; readers of other languages get the original."""
    editions: tuple[Edition, ...] = view.editions if isinstance(view, ArticleView | StandingView) else ()
    for edition in editions:
        yield edition.language, absolute(site.base_url, edition.url)
    if isinstance(view, ArticleView | StandingView) and view.original_edition:
        yield "x-default", absolute(site.base_url, view.original_edition)


def _feeds(view: TemplateView, site: Frame) -> Iterator[FeedLink]:
    if isinstance(view, ListingView) and view.feed and view.feed not in {feed.url for feed in site.feeds}:
        yield FeedLink(f"{site.title}: {view.title} (RSS)", view.feed, "application/rss+xml")
    yield from site.feeds


def _structured(view: TemplateView, site: Frame) -> Markup:
    make = _STRUCTURED.get(type(view))
    return Markup(structured.to_script(make(view, site))) if make else Markup("")  # noqa: S704 -- to_script escapes what could end it


def _article(view: ArticleView, site: Frame) -> list[object]:
    section = view.card.section
    middle = [(section.title, section.url)] if section and isinstance(section.url, Url) else []
    trail = [(site.title, Url("/")), *middle, (view.title, view.url)]
    return [structured.article(view, site), structured.breadcrumbs(trail, site)]


_STRUCTURED: Mapping[type, Callable[[Any, Frame], Any]] = {
    ArticleView: _article,
    FrontView: lambda view, site: structured.website(site),
    ListingView: structured.listing,
}
