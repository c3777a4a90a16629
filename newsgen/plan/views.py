"""What a template may see of a story.

In: a Catalogue, which is a Site made quick to look up.  Out: cards, figures, views, the frame.
Never: puts into a view what its page does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import splitext

from newsgen.model.article import Article, Html, Photo, Picture, StandingPage, Story, Target
from newsgen.model.language import direction
from newsgen.model.page import (
    ArticleView,
    BodyText,
    Card,
    CorrectionNote,
    Edition,
    FeedItem,
    FeedLink,
    Figure,
    Frame,
    Image,
    Link,
    RichText,
    StandingView,
)
from newsgen.model.site import Group, Media, Resolved, Site
from newsgen.model.url import Url, is_elsewhere
from newsgen.plan.excerpt import excerpt

FRONT = Url("/")
LATEST = Url("/latest/")
TAGS = Url("/tags/")
ARCHIVE = Url("/archive/")
CORRECTIONS = Url("/corrections/")
RSS, ATOM, JSON_FEED = Url("/feed.xml"), Url("/atom.xml"), Url("/feed.json")

# What pages name and browsers may keep for ever, since its address carries a digest of its bytes.
FINGERPRINTED = frozenset({".css", ".js", ".mjs", ".woff", ".woff2", ".svg", ".ico", ".webmanifest"})


class Catalogue:
    """A site with what planning looks up again and again: stories by path, links of groups, cards."""

    def __init__(self, site: Site, static: Mapping[str, Media], labels: Mapping[str, str]) -> None:
        self.site = site
        self.static = static
        self.labels = labels
        self.stories: dict[str, Story] = {article.path: article for article in site.articles}
        self.stories |= {page.path: page for page in site.pages}
        self.tags = _links(site.tags)
        self.sections = _links(site.sections)
        self.authors = _links(site.authors)
        self.outlets = _links(site.outlets)
        self._cards: dict[str, Card] = {}

    @property
    def language(self) -> str:
        """The site's language, which its lists are in."""
        return self.site.config.language

    def article(self, path: str) -> Article:
        """A published article by its path."""
        story = self.stories[path]
        assert isinstance(story, Article)  # noqa: S101 -- articles and pages share no path
        return story

    def card(self, path: str) -> Card:
        """A story as lists show it."""
        if path not in self._cards:
            self._cards[path] = _card(self, self.article(path))
        return self._cards[path]

    def cards(self, paths: Iterable[str]) -> tuple[Card, ...]:
        """Several stories as lists show them."""
        return tuple(self.card(path) for path in paths)

    def label(self, text: str) -> str:
        """A word of ours in the site's language."""
        return self.labels.get(text, text)

    def standing(self, url: Url) -> StandingPage | None:
        """The standing page that an editor put at an address, if any."""
        return next((page for page in self.site.pages if page.url == url), None)


def _links(groups: Iterable[Group]) -> dict[str, Link]:
    """Without counts: a story's page must not change because a tag of it grew."""
    return {group.slug: Link(group.name, group.url, group.slug) for group in groups}


def _card(catalogue: Catalogue, article: Article) -> Card:
    config = catalogue.site.config
    return Card(
        url=article.url,
        title=article.title,
        excerpt=excerpt(article.summary or article.body.lede, config.excerpt_length),
        date=article.date,
        updated=article.updated,
        type=article.type,
        section=catalogue.sections.get(article.section),
        tags=tuple(catalogue.tags[tag.slug] for tag in article.tags),
        authors=tuple(catalogue.authors[slug] for slug in article.authors),
        source=catalogue.outlets[article.source.outlet] if article.source else None,
        original=original(article),
        image=_picture(catalogue, article),
        language=article.language,
        direction=direction(article.language),
        draft=article.draft,
    )


def original(article: Article) -> str:
    """Where a syndicated or gathered story stands first; empty for a story of our own."""
    return article.canonical or (article.source.url if article.source else "")


def _picture(catalogue: Catalogue, story: Story) -> Image | None:
    """The picture that stands for a story: its lead, else its first photo, else the first in its body."""
    photos = figures(catalogue, story)
    leading = [each for each in photos if each.place == "lead"] or photos
    if leading:
        return leading[0].image
    targets = catalogue.site.targets[story.path]
    images = (_image(address, "", targets) for address in story.body.images)
    return next((image for image in images if image and (image.width >= 200 or not image.width)), None)


def _image(address: str, alt: str, targets: Mapping[str, Resolved]) -> Image | None:
    """A picture of the project or of another host; None where nothing is there, which ``check`` reports."""
    resolved = targets.get(address)
    if resolved is None:
        return Image(address, alt) if is_elsewhere(address) else None
    return Image(resolved.url, alt, resolved.width, resolved.height) if resolved.url else None


def figures(catalogue: Catalogue, story: Story) -> list[Figure]:
    """The photos of the front matter, in order."""
    targets = catalogue.site.targets[story.path]
    made = (_figure(photo, targets) for photo in story.photos)
    return [figure for figure in made if figure]


def _figure(photo: Photo, targets: Mapping[str, Resolved], picture: Picture | None = None) -> Figure | None:
    """A photo of the front matter, with what the body says of it where the entry is silent."""
    written = picture or Picture(photo.src, "", "")
    image = _image(photo.src, "" if photo.decorative else photo.alt or written.alt, targets)
    if image is None:
        return None
    caption = photo.caption if photo.caption.parts else _text(written.caption)
    return Figure(image, rich(caption, targets), photo.credit, photo.license, photo.source_url, photo.place)


def _text(text: str) -> Html:
    """Plain text as HTML."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Html((escaped,)) if escaped else Html()


def rich(html: Html, targets: Mapping[str, Resolved]) -> RichText:
    """HTML with just the targets that it names."""
    names = [part.address for part in html.parts if isinstance(part, Target)]
    return RichText(html, {name: targets[name] for name in names if name in targets})


def body(catalogue: Catalogue, story: Story) -> BodyText:
    """A story's body by digest, with what its addresses and photos mean."""
    targets = catalogue.site.targets[story.path]
    addresses = sorted({link.address for link in story.body.links})
    placed = {picture.address: _placed(picture, story, targets) for picture in story.body.pictures}
    return BodyText(
        story.body.digest,
        {address: targets[address] for address in addresses if address in targets},
        {address: figure for address, figure in placed.items() if figure},
    )


def _placed(picture: Picture, story: Story, targets: Mapping[str, Resolved]) -> Figure | None:
    photo = _entry(picture, story, targets)
    if photo:
        return _figure(photo, targets, picture)
    image = _image(picture.address, picture.alt, targets)
    return Figure(image, rich(_text(picture.caption), targets)) if image else None


def _entry(picture: Picture, story: Story, targets: Mapping[str, Resolved]) -> Photo | None:
    """The entry of ``photos`` that is the same file, however each spells its name."""
    for photo in story.photos:
        if photo.src == picture.address or _same_file(targets.get(photo.src), targets.get(picture.address)):
            return photo
    return None


def _same_file(one: Resolved | None, other: Resolved | None) -> bool:
    return bool(one and other and one.media and one.media == other.media)


def unplaced(catalogue: Catalogue, story: Story) -> tuple[Figure | None, tuple[Figure, ...]]:
    """The lead and the closing gallery: what the body does not place of ``photos``."""
    targets = catalogue.site.targets[story.path]
    taken = [_entry(picture, story, targets) for picture in story.body.pictures]
    left = [figure for photo in story.photos if photo not in taken and (figure := _figure(photo, targets))]
    free = [figure for figure in left if figure.place in {"", "full"}]
    lead = next((figure for figure in left if figure.place == "lead"), None) or (free[0] if free else None)
    return lead, tuple(figure for figure in left if figure is not lead)


def editions(catalogue: Catalogue, story: Story) -> tuple[Edition, ...]:
    """All languages of a story, its own included; empty where it has but one."""
    stories = [catalogue.stories[path] for path in catalogue.site.editions.get(story.path, ())]
    return tuple(_edition(catalogue, each) for each in stories)


def _edition(catalogue: Catalogue, story: Story) -> Edition:
    language = story.language or catalogue.language
    return Edition(story.url, story.title, language, direction(language))


def article_view(catalogue: Catalogue, article: Article) -> ArticleView:
    """A story's own page."""
    site, card = catalogue.site, catalogue.card(article.path)
    lead, gallery = unplaced(catalogue, article)
    languages = editions(catalogue, article)
    return ArticleView(
        url=article.url,
        title=article.title,
        description=card.excerpt,
        language=article.language,
        direction=card.direction,
        card=card,
        standfirst=article.summary,
        body=body(catalogue, article),
        lead=lead,
        gallery=gallery,
        people=tuple(site.people[slug] for slug in article.authors),
        outlet=site.sources[article.source.outlet] if article.source else None,
        published_there=article.source.published if article.source else None,
        corrections=tuple(CorrectionNote(each.date, each.text) for each in article.corrections),
        newer=_neighbour(catalogue, site.newer.get(article.path)),
        older=_neighbour(catalogue, site.older.get(article.path)),
        related=catalogue.cards(site.related[article.path]),
        editions=languages,
        original_edition=languages[0].url if languages else None,
        canonical=original(article),
        words=article.body.words,
        extra=article.extra,
    )


def _neighbour(catalogue: Catalogue, path: str | None) -> Link | None:
    return Link(catalogue.article(path).title, catalogue.article(path).url) if path else None


def standing_view(catalogue: Catalogue, page: StandingPage) -> StandingView:
    """A standing page."""
    lead, gallery = unplaced(catalogue, page)
    languages = editions(catalogue, page)
    language = page.language or catalogue.language
    return StandingView(
        url=page.url,
        title=page.title,
        description=excerpt(page.summary or page.body.lede, catalogue.site.config.excerpt_length),
        language=language,
        direction=direction(language),
        standfirst=page.summary,
        body=body(catalogue, page),
        lead=lead,
        gallery=gallery,
        updated=page.updated,
        editions=languages,
        original_edition=languages[0].url if languages else None,
        extra=page.extra,
    )


def feed_item(catalogue: Catalogue, path: str, whole: bool) -> FeedItem:
    """A story in a feed; only the site's own feeds carry bodies, so that an edited body touches three feeds and no more."""
    article = catalogue.article(path)
    card = catalogue.card(path)
    if not whole:
        return FeedItem(card, None, card.excerpt, None)
    lead, gallery = unplaced(catalogue, article)
    return FeedItem(card, body(catalogue, article), card.excerpt, lead, gallery)


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
        sections=tuple(catalogue.sections.values()),
        navigation=tuple(Link(each.title, _own(each.url)) for each in config.navigation),
        feeds=feeds,
        assets={name: fingerprinted(file) for name, file in catalogue.static.items()},
        pages=pages,
        labels=catalogue.labels,
        extra=config.extra,
    )


def has_corrections(site: Site) -> bool:
    """Whether there is a corrections log."""
    return any(article.corrections for article in site.articles)


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
