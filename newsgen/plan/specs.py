"""What is looked up again and again while pages are planned.

In: Site, static files, labels.  Out: Catalogue: cards, neighbours, editions, the frame, as specs.
Never: puts into a spec what its page does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple
from functools import cached_property
from hashlib import sha256
from posixpath import splitext

from newsgen.model.entry import Entry, Meaning, Pair
from newsgen.model.language import direction
from newsgen.model.page import FeedLink, Frame, Image, Link
from newsgen.model.site import Group, Media, Site
from newsgen.model.spec import CardSpec, EditionSpec, ImageSpec, StandingSpec, StorySpec
from newsgen.model.url import Url, is_elsewhere

FRONT = Url("/")
LATEST = Url("/latest/")
TAGS = Url("/tags/")
ARCHIVE = Url("/archive/")
CORRECTIONS = Url("/corrections/")
RSS, ATOM, JSON_FEED = Url("/feed.xml"), Url("/atom.xml"), Url("/feed.json")

# What pages name and browsers may keep for ever, since its address carries a digest of its bytes.
FINGERPRINTED = frozenset({".css", ".js", ".mjs", ".woff", ".woff2", ".svg", ".ico", ".webmanifest"})
PICTURE_WIDTH = 200  # pixels; a smaller picture of a body does not stand for its story


Encode = Callable[[CardSpec], bytes]


class Catalogue:
    """A site with its cards and with what pages share.

    ``related`` has places in the site's articles for each of them; ``encode`` makes canonical bytes of a card.
    """

    def __init__(
        self, site: Site, related: Sequence[Sequence[int]], static: Mapping[str, Media], labels: Mapping[str, str], encode: Encode
    ) -> None:
        self.site = site
        self.related = related
        self.static = static
        self.labels = labels
        sections = {group.slug: (group.slug, group.name) for group in site.sections}
        cards = [self._card(entry, sections.get(entry.section)) for entry in site.articles]
        encoded = [encode(card) for card in cards]
        self.cards: list[str] = [sha256(data).hexdigest() for data in encoded]
        self.blobs: Mapping[str, bytes] = dict(zip(self.cards, encoded, strict=True))
        self.pictured = frozenset(name for name, card in zip(self.cards, cards, strict=True) if card[-1])
        self._people = {slug: astuple(person) for slug, person in site.people.items()}
        self._outlets = {slug: astuple(outlet) for slug, outlet in site.sources.items()}

    @property
    def language(self) -> str:
        """The site's language, which its lists are in."""
        return self.site.config.language

    def cards_of(self, places: Iterable[int]) -> tuple[str, ...]:
        """The cards of several stories."""
        return tuple([self.cards[place] for place in places])

    def label(self, text: str) -> str:
        """A word of ours in the site's language."""
        return self.labels.get(text, text)

    def targets(self, entry: Entry) -> tuple[Meaning, ...]:
        """What the addresses of a story mean."""
        return self.site.targets.get(entry.path, ())

    @cached_property
    def _standing(self) -> Mapping[str, Entry]:
        return {page.url: page for page in self.site.pages}

    def standing(self, url: Url) -> Entry | None:
        """The standing page that an editor put at an address, if any."""
        return self._standing.get(url.path)

    @cached_property
    def _by_path(self) -> Mapping[str, Entry]:
        return {entry.path: entry for entry in (*self.site.articles, *self.site.pages)}

    def editions(self, entry: Entry) -> tuple[EditionSpec, ...]:
        """All languages of a story, its own included; empty where it has but one."""
        paths = self.site.editions.get(entry.path, ()) if self.site.editions else ()
        return tuple((each.url, each.title, each.language) for each in map(self._by_path.__getitem__, paths))

    def _card(self, entry: Entry, section: Pair | None) -> CardSpec:
        return entry.url, entry.face, section, entry.tags, entry.authors, entry.outlet, self._picture(entry)

    def _picture(self, entry: Entry) -> ImageSpec | None:
        """The picture that stands for a story: its lead, else its first photo, else the first in its body."""
        if not entry.pictures and not entry.body_pictures:
            return None
        meanings = {meaning[0]: meaning for meaning in self.targets(entry)}
        photos = (_image(address, alt, meanings) for address, alt in entry.pictures)
        bodies = (_image(address, "", meanings) for address in entry.body_pictures)
        large = (image for image in bodies if image and (image[3] >= PICTURE_WIDTH or not image[3]))
        return next((image for image in photos if image), None) or next(large, None)

    def story(self, place: int) -> StorySpec:
        """A story's own page."""
        articles = self.site.articles
        entry = articles[place]
        return StorySpec(
            url=entry.url,
            card=self.cards[place],
            article=entry.article,
            body=entry.body,
            targets=self.targets(entry),
            people=tuple([self._people[slug] for slug, _ in entry.authors]),
            outlet=self._outlets[entry.outlet[0]] if entry.outlet else None,
            newer=_neighbour(articles, place - 1),
            older=_neighbour(articles, place + 1),
            related=self.cards_of(self.related[place]),
            editions=self.editions(entry),
        )

    def page(self, entry: Entry) -> StandingSpec:
        """A standing page."""
        return StandingSpec(entry.url, entry.article, entry.face, entry.body, self.targets(entry), self.editions(entry))

    def whole(self, place: int) -> tuple[str, str, tuple[Meaning, ...]]:
        """A story as the site's own feeds carry it."""
        entry = self.site.articles[place]
        return entry.article, entry.body, self.targets(entry)

    def intro(self, url: Url) -> tuple[str, str, tuple[Meaning, ...]] | None:
        """The standing page that opens a list of ours."""
        page = self.standing(url)
        return (page.article, page.body, self.targets(page)) if page else None

    def about(self, group: Group, known: str) -> tuple[object, ...] | None:
        """Who or what a group is, where it is of the kind people or outlets."""
        return (self._people if known == "author" else self._outlets).get(group.slug)


def _neighbour(articles: Sequence[Entry], place: int) -> Pair | None:
    return (articles[place].title, articles[place].url) if 0 <= place < len(articles) else None


def _image(address: str, alt: str, meanings: Mapping[str, Meaning]) -> ImageSpec | None:
    """A picture of the project or of another host; None where nothing is there, which ``check`` reports."""
    found = meanings.get(address)
    if found is None:
        return (address, False, alt, 0, 0) if is_elsewhere(address) else None
    return (found[1], True, alt, found[3], found[4]) if found[1] else None


def frame(catalogue: Catalogue) -> Frame:
    """What every page shows around its own content."""
    config = catalogue.site.config
    feeds = (
        FeedLink(f"{config.title} (RSS)", RSS, "application/rss+xml"),
        FeedLink(f"{config.title} (Atom)", ATOM, "application/atom+xml"),
        FeedLink(f"{config.title} (JSON Feed)", JSON_FEED, "application/feed+json"),
    )
    pages = {"front": FRONT, "latest": LATEST, "tags": TAGS, "archive": ARCHIVE}
    if has_corrections(catalogue.site):
        pages["corrections"] = CORRECTIONS
    return Frame(
        title=config.title,
        tagline=config.tagline,
        base_url=config.base_url,
        language=config.language,
        direction=direction(config.language),
        publisher=config.publisher,
        logo=logo_image(catalogue),
        sections=tuple(Link(group.name, group.url, group.slug) for group in catalogue.site.sections),
        navigation=tuple(Link(each.title, _own(each.url)) for each in config.navigation),
        feeds=feeds,
        assets={name: fingerprinted(file) for name, file in catalogue.static.items()},
        pages=pages,
        labels=catalogue.labels,
        extra=config.extra,
    )


def has_corrections(site: Site) -> bool:
    """Whether there is a corrections log."""
    return any(entry.corrected for entry in site.articles)


def _own(address: str) -> Url | str:
    """A path of the site as its address; a fragment or another host stays text."""
    plain_path = address.startswith("/") and not address.startswith("//") and "#" not in address and "?" not in address
    return Url(address) if plain_path else address


def fingerprinted(file: Media) -> Url:
    """The address of a static file with a digest of its bytes in it, for the kinds that pages name."""
    stem, ending = splitext(file.url.path)
    return Url(f"{stem}.{file.digest[:10]}{ending}") if ending.lower() in FINGERPRINTED else file.url


def logo_file(catalogue: Catalogue) -> Media | None:
    """The file that ``publisher.logo`` names, under ``media/`` or ``static/``."""
    name = catalogue.site.config.publisher.logo.lstrip("/")
    media, static = catalogue.site.media, catalogue.static
    return media.get(name) or media.get(f"media/{name}") or static.get(name) or static.get(name.removeprefix("static/"))


def logo_image(catalogue: Catalogue) -> Image | None:
    """The publisher's logo, here or on another host."""
    publisher = catalogue.site.config.publisher
    if is_elsewhere(publisher.logo):
        return Image(publisher.logo, publisher.name)
    file = logo_file(catalogue)
    return Image(file.url, publisher.name, file.width, file.height) if file else None
