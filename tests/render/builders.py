"""Views for the tests of this folder: complete, and short to vary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from newsgen.model.article import Html
from newsgen.model.page import ArticleView, BodyText, Card, FeedItem, FeedView, Figure, Frame, Image, Link, ListingView, RichText
from newsgen.model.site import Person, Publisher
from newsgen.model.url import Url

ZONE = timezone(timedelta(hours=8))
DATE = datetime(2024, 4, 3, 9, 30, tzinfo=ZONE)
HALL = Url("/2024/04/hall.jpg")
UPDATED = datetime(2024, 4, 4, 18, 0, tzinfo=ZONE)


def frame(**changes: Any) -> Frame:
    """The frame of The Daily at https://daily.example."""
    known = Frame(
        title="The Daily",
        tagline="News of the harbour",
        base_url="https://daily.example",
        language="en",
        direction="ltr",
        publisher=Publisher(name="Daily Trust"),
        logo=Image(Url("/media/logo.png"), "The Daily", 120, 40),
        sections=(),
        navigation=(),
        feeds=(),
        assets={},
        pages={},
        labels={},
        extra={},
    )
    return replace(known, **changes)


def card(**changes: Any) -> Card:
    """A report by Ana Reyes about trade."""
    known = Card(
        url=Url("/2024/04/summit/"),
        title="Summit ends",
        excerpt="Ministers left without a text.",
        date=DATE,
        updated=None,
        type="report",
        section=Link("World", Url("/world/"), "world"),
        tags=(Link("Trade", Url("/tags/trade/"), "trade"),),
        authors=(Link("Ana Reyes", Url("/authors/ana-reyes/"), "ana-reyes"),),
        source=None,
        original="",
        image=None,
        language="en",
        direction="ltr",
    )
    return replace(known, **changes)


GATHERED: dict[str, Any] = {
    "authors": (),
    "source": Link("Harbour Wire", Url("/sources/harbour-wire/"), "harbour-wire"),
    "original": "https://wire.example/a/1",
}


def figure(src: Url | str = HALL, caption: str = "The hall", **changes: Any) -> Figure:
    """A photo by Ana Reyes for AP."""
    known = Figure(Image(src, "A long table", 1200, 800), RichText(Html((caption,))), credit="Ana Reyes / AP")
    return replace(known, **changes)


def feed_item(lead: Figure | None = None, summary: str = "What happened", **changes: Any) -> FeedItem:
    """A story in a feed; further names are fields of its card."""
    return FeedItem(card(**changes), BodyText("d"), summary, lead)


def feed(*items: FeedItem, **changes: Any) -> FeedView:
    """The feed of the front page."""
    known = FeedView(
        url=Url("/feed.xml"),
        format="rss",
        title="The Daily",
        description="All stories",
        language="en",
        home=Url("/"),
        items=items,
        updated=max([item.card.updated or item.card.date for item in items], default=datetime(2024, 1, 1, tzinfo=UTC)),
    )
    return replace(known, **changes)


def story(**changes: Any) -> ArticleView:
    """The page of ``card()``."""
    known = ArticleView(
        url=Url("/2024/04/summit/"),
        title="Summit ends",
        description="Ministers left without a text.",
        language="en",
        direction="ltr",
        card=card(),
        standfirst="",
        body=BodyText("d"),
        lead=None,
        gallery=(),
        people=(Person("ana-reyes", "Ana Reyes"),),
        outlet=None,
        published_there=None,
        corrections=(),
        newer=None,
        older=None,
        related=(),
        editions=(),
        original_edition=None,
        canonical="",
        words=0,
        extra={},
    )
    return replace(known, **changes)


def list_page(**changes: Any) -> ListingView:
    """The newest page about trade."""
    known = ListingView(
        url=Url("/tags/trade/"),
        title="Trade",
        description="All on trade",
        language="en",
        direction="ltr",
        kind="tag",
        slug="trade",
        cards=(),
        number=1,
        total=1,
        first=Url("/tags/trade/"),
        newer=None,
        older=None,
    )
    return replace(known, **changes)
