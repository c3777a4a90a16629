"""What the publication is: its settings, and its stories once they know of each other.

In: nothing.  Out: SiteConfig, Site, Group.  Never: has a method that does work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsgen.model.entry import Entry, Meaning
from newsgen.model.url import Url, of_address, of_alias

NEWS_AGE = timedelta(days=2)  # a news sitemap lists what was first published in the last two days


@dataclass(frozen=True, slots=True)
class Section:
    """A department of the paper."""

    slug: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Navigation:
    """A link of the site's menu beyond its sections."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the publication; the policies are addresses (schema.org NewsMediaOrganization)."""

    name: str = ""
    logo: str = ""
    url: str = ""
    email: str = ""
    same_as: tuple[str, ...] = ()
    founded: str = ""
    ethics_policy: str = ""
    corrections_policy: str = ""
    ownership: str = ""
    masthead: str = ""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """How many stories each part of the front page holds."""

    lead: int = 1
    top: int = 4
    per_section: int = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry of tags.yaml."""

    slug: str
    name: str = ""
    description: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of people.yaml, or a name that a story gives."""

    slug: str
    name: str
    role: str = ""
    bio: str = ""
    url: str = ""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """An entry of sources.yaml, or a name that a story gives."""

    slug: str
    name: str
    url: str = ""
    feed: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An entry of redirects.yaml: an old address, and the page or feed of this site that stands for it."""

    old: str
    new: str


def ends(redirects: Iterable[Redirect]) -> dict[Url, Url]:
    """Where each old address leads in the end, since a tag may be renamed twice; one that leads in a circle ends at itself."""
    onward = {old: new for each in redirects if (old := of_alias(each.old)) and (new := of_address(each.new))}
    found: dict[Url, Url] = {}
    for old in onward:
        way: dict[Url, None] = {}
        target = old
        while target in onward and target not in found and target not in way:  # what is found already is not walked again
            way[target] = None
            target = onward[target]
        end = found.get(target, target)
        found |= {each: each if end in onward else end for each in way}
    return found


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """site.yaml and its companions; the only settings that change a byte of the site (``checks``, levels by name, do not)."""

    title: str
    tagline: str = ""
    base_url: str = ""
    language: str = "en"
    timezone: str = "UTC"
    publisher: Publisher = Publisher()
    sections: tuple[Section, ...] = ()
    navigation: tuple[Navigation, ...] = ()
    page_size: int = 20
    front: FrontPage = FrontPage()
    feed_items: int = 20
    excerpt_length: int = 300
    extensions: tuple[str, ...] = ()
    typography: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    marks: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Media:
    """A file that stories may show or link; width and height are 0 where it is no picture.

    ``origin`` is where the bytes lie on disk; ``digest`` is the SHA-256 of what was read there.
    """

    path: str
    url: Url
    origin: str
    digest: str
    size: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Stories of one tag, section, author, outlet or month, as places in ``Site.articles``, newest first."""

    slug: str
    name: str
    url: Url
    articles: Sequence[int]
    about: Topic | Section | Person | Outlet | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an editor's address turned out to be; ``url`` is None where the story is held and must not be linked."""

    url: Url | None
    fragment: str = ""
    width: int = 0
    height: int = 0
    media: str = ""


CHANGES: Mapping[str, str] = {"published": "appears", "expired": "expires", "aged": "leaves the news sitemap"}
"""What happens to a story at a moment, in words."""


@dataclass(frozen=True, slots=True, order=True)
class Transition:
    """A moment at which a build would give another site; ``change`` is one of CHANGES."""

    moment: datetime
    path: str
    change: str


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is published at one moment. Articles are newest first; mappings are keyed by source path.

    An article's tags, authors and outlet are canonical here: slugs of ``tags``, ``people`` and ``sources``, with the names shown.
    ``held`` and ``held_pages`` wait for their time or their editor; they are checked but in no view. ``targets`` covers both.
    """

    config: SiteConfig
    as_of: datetime
    articles: tuple[Entry, ...]
    pages: tuple[Entry, ...]
    held: tuple[Entry, ...]
    held_pages: tuple[Entry, ...]
    media: Mapping[str, Media]
    tags: tuple[Group, ...]
    sections: tuple[Group, ...]
    authors: tuple[Group, ...]
    outlets: tuple[Group, ...]
    people: Mapping[str, Person]
    sources: Mapping[str, Outlet]
    editions: Mapping[str, tuple[str, ...]]
    targets: Mapping[str, tuple[Meaning, ...]]
    next_transition: Transition | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Articles and pages, held ones too."""
        return (*self.articles, *self.held, *self.pages, *self.held_pages)
