"""What a page is made from: its view with digests in place of what is heavy.

In: nothing.  Out: Planned, and a spec for each kind of page.  Never: holds a value that the page does not need, since all that it
holds decides whether the page is made again.

Specs are made of plain tuples of texts and numbers, so that digesting those of a whole archive costs little. Pages that are few
are planned as views at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from newsgen.model.entry import Entry, Meaning, Pair
from newsgen.model.page import View
from newsgen.model.tree import Copy
from newsgen.model.url import Url

ImageSpec = tuple[str, bool, str, int, int]
"""Address, whether it is of this site, alt, width, height."""

EditionSpec = tuple[str, str, str]
"""URL, title, language."""

CardSpec = tuple[str, str, Pair | None, tuple[Pair, ...], tuple[Pair, ...], Pair | None, ImageSpec | None]
"""A story as lists show it: URL, the digest of the face, section, tags, authors and outlet by slug and name, image.

Many pages show it, so specs name it by its own digest.
"""

Plain = tuple[object, ...]
"""The fields of a Person or an Outlet in their order."""


@dataclass(frozen=True, slots=True)
class StorySpec:
    """A story's own page; ``newer`` and ``older`` are a title and a URL; cards are digests here and below."""

    url: str
    card: str
    article: str
    body: str
    targets: tuple[Meaning, ...]
    people: tuple[Plain, ...]
    outlet: Plain | None
    newer: Pair | None
    older: Pair | None
    related: tuple[str, ...]
    editions: tuple[EditionSpec, ...]


@dataclass(frozen=True, slots=True)
class StandingSpec:
    """A page outside the news."""

    url: str
    article: str
    face: str
    body: str
    targets: tuple[Meaning, ...]
    editions: tuple[EditionSpec, ...]


@dataclass(frozen=True, slots=True)
class ListingSpec:
    """A page of a list, as ListingView has it."""

    url: str
    title: str
    description: str
    kind: str
    slug: str
    cards: tuple[str, ...]
    number: int
    total: int
    first: str
    newer: str
    older: str
    person: Plain | None
    outlet: Plain | None
    feed: str
    trail: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class FrontSpec:
    """The front page; a block is a section's slug, title and cards."""

    url: str
    title: str
    description: str
    leads: tuple[str, ...]
    top: tuple[str, ...]
    blocks: tuple[tuple[str, str, tuple[str, ...]], ...]
    latest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """A feed; where it carries stories whole, ``wholes`` has article, body and targets for each card."""

    url: str
    format: str
    title: str
    description: str
    home: str
    cards: tuple[str, ...]
    wholes: tuple[tuple[str, str, tuple[Meaning, ...]], ...]


@dataclass(frozen=True, slots=True)
class SitemapSpec:
    """A part of the sitemap; an entry is a URL, the last change as ISO 8601 and the editions."""

    url: str
    entries: tuple[tuple[str, str, tuple[EditionSpec, ...]], ...]


@dataclass(frozen=True, slots=True)
class CorrectionsSpec:
    """The corrections log; a story is its title, its URL and the digest of its article."""

    url: str
    title: str
    description: str
    stories: tuple[tuple[str, str, str], ...]
    intro: tuple[str, str, tuple[Meaning, ...]] | None


@dataclass(frozen=True, slots=True)
class IntroSpec:
    """A view that is opened by a standing page's body: article, body and targets."""

    view: View
    intro: tuple[str, str, tuple[Meaning, ...]]


Spec = StorySpec | StandingSpec | ListingSpec | FrontSpec | FeedSpec | SitemapSpec | CorrectionsSpec | IntroSpec | View


@dataclass(frozen=True, slots=True)
class Planned:
    """One output that is made from a spec; ``origin`` names who asked for it in messages: a source's path, or words."""

    url: Url
    spec: Spec
    origin: str


Output = Planned | Copy


def cards_of(spec: Spec) -> tuple[str, ...]:
    """The digests of the cards that a page shows."""
    if isinstance(spec, StorySpec):
        return (spec.card, *spec.related)
    if isinstance(spec, FrontSpec):
        return (*spec.leads, *spec.top, *(card for _, _, cards in spec.blocks for card in cards), *spec.latest)
    return spec.cards if isinstance(spec, ListingSpec | FeedSpec) else ()


def stories_of(spec: Spec) -> Iterator[str]:
    """The digests of the articles, faces and bodies that a page shows beside its cards."""
    if isinstance(spec, StorySpec):
        yield from (spec.article, spec.body)
    elif isinstance(spec, StandingSpec):
        yield from (spec.article, spec.face, spec.body)
    elif isinstance(spec, FeedSpec):
        yield from (name for article, body, _ in spec.wholes for name in (article, body))
    elif isinstance(spec, CorrectionsSpec):
        yield from (article for _, _, article in spec.stories)
    if isinstance(spec, CorrectionsSpec | IntroSpec) and spec.intro:
        yield from spec.intro[:2]


def is_carrier(spec: Spec) -> bool:
    """Whether a page shows the text of stories, and is not a story's own page."""
    return not isinstance(spec, StorySpec | StandingSpec) and next(stories_of(spec), None) is not None


def with_story(spec: Spec, old: Entry, new: Entry) -> Spec:
    """The spec with another article and body of a story; articles know their paths, so no two stories have the same."""

    def other(names: tuple[Any, ...]) -> tuple[Any, ...]:
        return (new.article, new.body, *names[2:]) if names[:1] == (old.article,) else names

    if isinstance(spec, StorySpec | StandingSpec):
        return replace(spec, article=new.article, body=new.body) if spec.article == old.article else spec
    if isinstance(spec, FeedSpec):
        return replace(spec, wholes=tuple([other(whole) for whole in spec.wholes]))
    if isinstance(spec, CorrectionsSpec):
        stories = tuple([(title, url, new.article if name == old.article else name) for title, url, name in spec.stories])
        return replace(spec, stories=stories, intro=other(spec.intro) if spec.intro else None)
    return replace(spec, intro=other(spec.intro)) if isinstance(spec, IntroSpec) else spec
