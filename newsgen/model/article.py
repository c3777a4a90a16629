"""What a story is after reading: its own file understood, nothing yet known of its company.

In: nothing.  Out: Article, StandingPage and their parts.  Never: refers to another story except by what its editor wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsgen.model.url import Url


@dataclass(frozen=True, slots=True)
class Target:
    """An attribute of an HTML tag whose address points into the project, as the editor wrote it."""

    attribute: str
    address: str
    sized: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that stands in a paragraph of its own; its caption is what Markdown calls the title."""

    address: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One photo, or several side by side."""

    pictures: tuple[Picture, ...]


Part = str | Target | PictureRow


@dataclass(frozen=True, slots=True)
class Html:
    """HTML cut at the places that depend on other files: text, addresses and photos in order."""

    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a source names, and where; ``kind`` is link, image, file for what is shown but no photo, or raw."""

    kind: str
    address: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """What the other stages may know of a body; its HTML travels apart.

    ``lede`` is the plain text of its opening paragraphs; ``words`` counts words, or characters of scripts without spaces.
    """

    lede: str = ""
    words: int = 0
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the front matter: alt, caption and credit are three things."""

    src: str
    alt: str = ""
    caption: Html = Html()
    credit: str = ""
    license: str = ""
    source_url: str = ""
    place: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic as one story names it."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """The outlet that a gathered story comes from: a slug of sources.yaml, or a name with the story's own address."""

    outlet: str = ""
    name: str = ""
    url: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong, said openly."""

    date: datetime
    text: str


Marks = Mapping[str, tuple[int, int]]
"""Line and column of each key of the front matter; items of a list are ``key.0``, ``key.1`` …"""


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page outside the news: about, contact, corrections policy."""

    path: str
    url: Url
    title: str
    body: Body
    date: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    photos: tuple[Photo, ...] = ()
    draft: bool = False
    aliases: tuple[str, ...] = ()
    language: str = ""
    translation_of: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)
    marks: Marks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """One story; times are aware and in the site's zone, empty text and empty tuples stand for "not given"."""

    path: str
    url: Url
    title: str
    date: datetime
    body: Body
    updated: datetime | None = None
    summary: str = ""
    section: str = ""
    tags: tuple[Tag, ...] = ()
    authors: tuple[str, ...] = ()
    type: str = ""
    source: Source | None = None
    photos: tuple[Photo, ...] = ()
    related: tuple[str, ...] = ()
    front: str = ""
    corrections: tuple[Correction, ...] = ()
    embargo: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    aliases: tuple[str, ...] = ()
    language: str = ""
    translation_of: str = ""
    canonical: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)
    marks: Marks = field(default_factory=dict)

    @property
    def released(self) -> datetime:
        """The first moment at which the story may be seen."""
        return max(self.date, self.embargo) if self.embargo else self.date


Story = Article | StandingPage


@dataclass(frozen=True, slots=True)
class Face:
    """What lists show of a story, as far as its own file tells."""

    title: str
    excerpt: str
    date: datetime | None
    updated: datetime | None
    type: str
    original: str
    language: str
    draft: bool
