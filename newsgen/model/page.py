"""What a page is, and exactly what its template may see.

In: nothing.  Out: Page, Tree and the views.  Never: holds a value that the page does not need, since all that
it holds decides whether the page is rendered again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from newsgen.model.article import Html, Picture
from newsgen.model.site import Outlet, Person, Publisher, Resolved
from newsgen.model.url import Url


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads: a page of this site, or an address elsewhere as text; ``count`` is its number of stories."""

    title: str
    url: Url | str
    slug: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; ``src`` is text for a picture of another host, whose size is unknown and given as 0."""

    src: Url | str
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class RichText:
    """HTML with the meaning of each address in it; shown with the filter ``html``."""

    html: Html
    targets: Mapping[str, Resolved] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.html.parts)


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo with its caption and its credit, which are two things. ``place`` is lead, full, left, right, gallery or empty."""

    image: Image
    caption: RichText = RichText(Html())
    credit: str = ""
    license: str = ""
    source_url: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class BodyText:
    """A body by its digest, with all that its addresses and photos mean; shown with the filter ``html``.

    ``figures`` is keyed by what the body says of each: a photo may stand there twice, with other words.
    """

    digest: str
    targets: Mapping[str, Resolved] = field(default_factory=dict)
    figures: Mapping[Picture, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """A story as lists show it. ``source`` links the outlet of a gathered story, ``original`` is where it stands there."""

    url: Url
    title: str
    excerpt: str
    date: datetime
    updated: datetime | None
    type: str
    section: Link | None
    tags: tuple[Link, ...]
    authors: tuple[Link, ...]
    source: Link | None
    original: str
    image: Image | None
    language: str
    direction: str
    draft: bool = False

    def __hash__(self) -> int:
        """Quick, since a card is looked up for each page that shows it."""
        return hash(self.url)


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A correction; ``story``, and the language that it is in, are given in the corrections log only."""

    date: datetime
    text: str
    story: Link | None = None
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The same story in another language."""

    url: Url
    title: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A story's own page. ``card`` carries what lists show of it; ``editions`` has all languages, its own included."""

    template: ClassVar[str] = "article.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str
    card: Card
    standfirst: str
    body: BodyText
    lead: Figure | None
    gallery: tuple[Figure, ...]
    people: tuple[Person, ...]
    outlet: Outlet | None
    published_there: datetime | None
    corrections: tuple[CorrectionNote, ...]
    newer: Link | None
    older: Link | None
    related: tuple[Card, ...]
    editions: tuple[Edition, ...]
    original_edition: Url | None
    canonical: str
    words: int
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Block:
    """A section's place on the front page."""

    section: Link
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page: ``leads`` first, then ``top``, then a block per section, then the latest."""

    template: ClassVar[str] = "front.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str
    leads: tuple[Card, ...]
    top: tuple[Card, ...]
    blocks: tuple[Block, ...]
    latest: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """A page of a list, newest first. ``kind`` is latest, section, tag, author, outlet or month.

    A long list opens, at ``first``, with its newest stories and leads to its volumes (months or years), whose pages are numbered
    from the oldest. ``number`` is 0 on a page that opens such a list; ``total`` is given on a volume's newest page alone, since
    it changes as the volume grows, and is 0 on all others.
    """

    template: ClassVar[str] = "listing.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str
    kind: str
    slug: str
    cards: tuple[Card, ...]
    number: int
    total: int
    first: Url
    newer: Url | None
    older: Url | None
    person: Person | None = None
    outlet: Outlet | None = None
    feed: Url | None = None
    trail: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TagIndexView:
    """All tags with the number of their stories, in the order of their names; ``common`` are the most used."""

    template: ClassVar[str] = "tags.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str
    tags: tuple[Link, ...]
    common: tuple[Link, ...]
    intro: BodyText | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the archive; the months' titles are first days of months, to be shown with a date filter."""

    link: Link
    months: tuple[tuple[datetime, Link], ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """Years and months with the number of their stories; a year's own page holds just that year."""

    template: ClassVar[str] = "archive.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str
    years: tuple[Year, ...]
    trail: tuple[Link, ...] = ()
    intro: BodyText | None = None


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """Every correction, newest first; ``intro`` is the standing page that an editor wrote at the same address."""

    template: ClassVar[str] = "corrections.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str
    corrections: tuple[CorrectionNote, ...]
    intro: BodyText | None = None


@dataclass(frozen=True, slots=True)
class StandingView:
    """A page outside the news."""

    template: ClassVar[str] = "page.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str
    standfirst: str
    body: BodyText
    lead: Figure | None
    gallery: tuple[Figure, ...]
    updated: datetime | None
    editions: tuple[Edition, ...]
    original_edition: Url | None
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What a server shows for an address that is not there; its links are absolute, since it is served at any depth."""

    template: ClassVar[str] = "404.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An old address that leads to a story's present one."""

    template: ClassVar[str] = "redirect.html"
    url: Url
    title: str
    description: str
    language: str
    direction: str
    target: Url


TemplateView = (
    ArticleView
    | FrontView
    | ListingView
    | TagIndexView
    | ArchiveView
    | CorrectionsView
    | StandingView
    | NotFoundView
    | RedirectView
)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A story in a feed; ``body`` is given in the site's own feeds, which carry stories whole."""

    card: Card
    body: BodyText | None
    summary: str
    lead: Figure | None
    gallery: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed; ``format`` is rss, atom or json; ``updated`` is the newest change among its stories."""

    url: Url
    format: str
    title: str
    description: str
    language: str
    home: Url
    items: tuple[FeedItem, ...]
    updated: datetime


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address, the last change of what stands there (None: no honest date is known) and its editions, the original first."""

    url: Url
    modified: datetime | None = None
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class SitemapView:
    """A part of the sitemap, at most 50,000 addresses."""

    url: Url
    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexView:
    """The list of the sitemap's parts."""

    url: Url
    parts: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """A story of the last two days."""

    url: Url
    title: str
    date: datetime
    language: str


@dataclass(frozen=True, slots=True)
class NewsSitemapView:
    """The news sitemap, at most 1,000 stories a file; may be empty."""

    url: Url
    entries: tuple[NewsEntry, ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """robots.txt, which names the sitemaps."""

    url: Url
    sitemaps: tuple[Url, ...]


@dataclass(frozen=True, slots=True)
class RedirectsView:
    """The redirects once more, as hosts such as Netlify or Cloudflare Pages read them."""

    url: Url
    redirects: tuple[tuple[str, Url], ...]


DataView = FeedView | SitemapView | SitemapIndexView | NewsSitemapView | RobotsView | RedirectsView
View = TemplateView | DataView


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that pages announce."""

    title: str
    url: Url
    type: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its own content. ``assets`` gives the address with a digest of a file in ``static/``.

    ``pages`` names the fixed pages: front, latest, tags, archive and, where there are any, corrections;
    ``labels`` translates the theme's words into the site's language.
    """

    title: str
    tagline: str
    base_url: str
    language: str
    direction: str
    publisher: Publisher
    logo: Image | None
    sections: tuple[Link, ...]
    navigation: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    assets: Mapping[str, Url]
    pages: Mapping[str, Url]
    labels: Mapping[str, str]
    extra: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Page:
    """One output that is made from a view; ``origin`` names who asked for it in messages: a source's path, or words."""

    url: Url
    view: View
    origin: str

    @property
    def bodies(self) -> tuple[str, ...]:
        """The digests of the bodies that it shows."""
        view = self.view
        if isinstance(view, FeedView):
            return tuple(item.body.digest for item in view.items if item.body)
        if isinstance(view, ArticleView | StandingView):
            return (view.body.digest,)
        intro = view.intro if isinstance(view, TagIndexView | ArchiveView | CorrectionsView) else None
        return (intro.digest,) if intro else ()
