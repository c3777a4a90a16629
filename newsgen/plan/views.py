"""What a template may see of a page, from its spec.

In: a spec, the values that it names by digest, the site's language.  Out: a view.
Never: knows another page; puts into a view what its page does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from newsgen.model.article import Article, Face, Html, Photo, Picture, Story, Target
from newsgen.model.entry import Meaning, Pair
from newsgen.model.language import direction
from newsgen.model.page import (
    ArticleView,
    Block,
    BodyText,
    Card,
    CorrectionNote,
    CorrectionsView,
    Edition,
    FeedItem,
    FeedView,
    Figure,
    FrontView,
    Image,
    Link,
    ListingView,
    RichText,
    SitemapEntry,
    SitemapView,
    StandingView,
    View,
)
from newsgen.model.site import Outlet, Person, Resolved
from newsgen.model.spec import (
    CardSpec,
    CorrectionsSpec,
    EditionSpec,
    FeedSpec,
    FrontSpec,
    ImageSpec,
    IntroSpec,
    ListingSpec,
    SitemapSpec,
    Spec,
    StandingSpec,
    StorySpec,
)
from newsgen.model.url import Url, is_elsewhere

Targets = Mapping[str, Resolved]
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What specs name by digest, and the language that lists are in."""

    values: Mapping[str, Any]
    language: str

    def story(self, name: str) -> Story:
        """All fields of a story."""
        value: Story = self.values[name]
        return value

    def face(self, name: str) -> Face:
        """What lists show of a story."""
        value: Face = self.values[name]
        return value

    def card(self, name: str) -> Card:
        """A story as lists show it."""
        value: Card = self.values[name]
        return value

    def words(self, url: str, title: str, description: str) -> dict[str, Any]:
        """What every list page says of itself."""
        return {
            "url": Url(url),
            "title": title,
            "description": description,
            "language": self.language,
            "direction": direction(self.language),
        }


def view(spec: Spec, shelf: Shelf) -> View:
    """The view of a spec; what was planned as a view is one already."""
    make = _MAKERS.get(type(spec))
    return make(spec, shelf) if make else spec  # type: ignore[return-value]  # the table has all specs that are no views


# Stories


def _article(spec: StorySpec, shelf: Shelf) -> ArticleView:
    article = shelf.story(spec.article)
    assert isinstance(article, Article)  # noqa: S101 -- planned from an article's entry
    targets = _targets(spec.targets)
    card = shelf.card(spec.card)
    lead, gallery = unplaced(article, targets)
    languages = tuple(_edition(edition) for edition in spec.editions)
    return ArticleView(
        url=card.url,
        title=card.title,
        description=card.excerpt,
        language=card.language,
        direction=card.direction,
        card=card,
        standfirst=article.summary,
        body=body(article, spec.body, targets),
        lead=lead,
        gallery=gallery,
        people=tuple(Person(*fields) for fields in spec.people),  # type: ignore[arg-type]  # a Person's own fields
        outlet=Outlet(*spec.outlet) if spec.outlet else None,  # type: ignore[arg-type]  # as above
        published_there=article.source.published if article.source else None,
        corrections=tuple(CorrectionNote(each.date, each.text) for each in article.corrections),
        newer=_neighbour(spec.newer),
        older=_neighbour(spec.older),
        related=_cards(spec.related, shelf),
        editions=languages,
        original_edition=languages[0].url if languages else None,
        canonical=card.original,
        words=article.body.words,
        extra=article.extra,
    )


def _neighbour(pair: Pair | None) -> Link | None:
    return Link(pair[0], Url(pair[1])) if pair else None


def _edition(edition: EditionSpec) -> Edition:
    url, title, language = edition
    return Edition(Url(url), title, language, direction(language))


def _standing(spec: StandingSpec, shelf: Shelf) -> StandingView:
    page, face = shelf.story(spec.article), shelf.face(spec.face)
    targets = _targets(spec.targets)
    lead, gallery = unplaced(page, targets)
    languages = tuple(_edition(edition) for edition in spec.editions)
    return StandingView(
        url=Url(spec.url),
        title=page.title,
        description=face.excerpt,
        language=face.language,
        direction=direction(face.language),
        standfirst=page.summary,
        body=body(page, spec.body, targets),
        lead=lead,
        gallery=gallery,
        updated=page.updated,
        editions=languages,
        original_edition=languages[0].url if languages else None,
        extra=page.extra,
    )


# Lists


def _cards(names: Sequence[str], shelf: Shelf) -> tuple[Card, ...]:
    return tuple(shelf.card(name) for name in names)


def card(spec: CardSpec, face: Face) -> Card:
    """A story as lists show it."""
    url, _, section, tags, authors, outlet, image = spec
    return Card(
        url=Url(url),
        title=face.title,
        excerpt=face.excerpt,
        date=face.date or EPOCH,
        updated=face.updated,
        type=face.type,
        section=_link("sections", section) if section else None,
        tags=tuple(_link("tags", tag) for tag in tags),
        authors=tuple(_link("authors", author) for author in authors),
        source=_link("outlets", outlet) if outlet else None,
        original=face.original,
        image=_image_of(image) if image else None,
        language=face.language,
        direction=direction(face.language),
        draft=face.draft,
    )


@lru_cache(maxsize=4096)
def _link(folder: str, pair: Pair) -> Link:
    """Without a count: a story's page must not change because a tag of it grew."""
    slug, name = pair
    return Link(name, Url(f"/{folder}/{slug}/"), slug)


def _image_of(spec: ImageSpec) -> Image:
    address, here, alt, width, height = spec
    return Image(Url(address) if here else address, alt, width, height)


def _listing(spec: ListingSpec, shelf: Shelf) -> ListingView:
    return ListingView(
        **shelf.words(spec.url, spec.title, spec.description),
        kind=spec.kind,
        slug=spec.slug,
        cards=_cards(spec.cards, shelf),
        number=spec.number,
        total=spec.total,
        first=Url(spec.first),
        newer=Url(spec.newer) if spec.newer else None,
        older=Url(spec.older) if spec.older else None,
        person=Person(*spec.person) if spec.person else None,  # type: ignore[arg-type]  # a Person's own fields
        outlet=Outlet(*spec.outlet) if spec.outlet else None,  # type: ignore[arg-type]  # as above
        feed=Url(spec.feed) if spec.feed else None,
        trail=tuple(Link(title, Url(url)) for title, url in spec.trail),
    )


def _front(spec: FrontSpec, shelf: Shelf) -> FrontView:
    return FrontView(
        **shelf.words(spec.url, spec.title, spec.description),
        leads=_cards(spec.leads, shelf),
        top=_cards(spec.top, shelf),
        blocks=tuple(Block(_link("sections", (slug, title)), _cards(cards, shelf)) for slug, title, cards in spec.blocks),
        latest=_cards(spec.latest, shelf),
    )


def _corrections(spec: CorrectionsSpec, shelf: Shelf) -> CorrectionsView:
    stories = [(shelf.story(name), Link(title, Url(url))) for title, url, name in spec.stories]
    notes = [note for story, link in stories for note in _notes(story, link, shelf.language)]
    description = shelf.story(spec.intro[0]).summary if spec.intro else spec.description
    return CorrectionsView(
        **shelf.words(spec.url, spec.title, description),
        corrections=tuple(sorted(notes, key=lambda note: note.date, reverse=True)),
        intro=_intro(spec.intro, shelf) if spec.intro else None,
    )


def _notes(story: Story, link: Link, language: str) -> list[CorrectionNote]:
    own = story.language or language
    return [CorrectionNote(each.date, each.text, link, own, direction(own)) for each in getattr(story, "corrections", ())]


def _with_intro(spec: IntroSpec, shelf: Shelf) -> View:
    return replace(spec.view, intro=_intro(spec.intro, shelf))  # type: ignore[arg-type]  # planned for views that have one


def _intro(intro: tuple[str, str, tuple[Meaning, ...]], shelf: Shelf) -> BodyText:
    name, html, targets = intro
    return body(shelf.story(name), html, _targets(targets))


# Feeds and sitemaps


def _feed(spec: FeedSpec, shelf: Shelf) -> FeedView:
    cards = _cards(spec.cards, shelf)
    if spec.wholes:
        items = tuple(_whole(card, whole, shelf) for card, whole in zip(cards, spec.wholes, strict=True))
    else:
        items = tuple(FeedItem(card, None, card.excerpt, None) for card in cards)
    updated = max((card.updated or card.date for card in cards), default=EPOCH)
    return FeedView(Url(spec.url), spec.format, spec.title, spec.description, shelf.language, Url(spec.home), items, updated)


def _whole(card: Card, whole: tuple[str, str, tuple[Meaning, ...]], shelf: Shelf) -> FeedItem:
    """A story in a feed; only the site's own feeds carry bodies, so that an edited body touches three feeds and no more."""
    story, targets = shelf.story(whole[0]), _targets(whole[2])
    lead, gallery = unplaced(story, targets)
    return FeedItem(card, body(story, whole[1], targets), card.excerpt, lead, gallery)


def _sitemap(spec: SitemapSpec, shelf: Shelf) -> SitemapView:
    return SitemapView(
        Url(spec.url),
        tuple(
            SitemapEntry(
                Url(url), datetime.fromisoformat(modified) if modified else None, tuple(_edition(each) for each in editions)
            )
            for url, modified, editions in spec.entries
        ),
    )


_MAKERS: Mapping[type, Callable[[Any, Shelf], View]] = {
    StorySpec: _article,
    StandingSpec: _standing,
    ListingSpec: _listing,
    FrontSpec: _front,
    CorrectionsSpec: _corrections,
    IntroSpec: _with_intro,
    FeedSpec: _feed,
    SitemapSpec: _sitemap,
}


# Bodies and photos


def _targets(meanings: Sequence[Meaning]) -> dict[str, Resolved]:
    return {
        address: Resolved(Url(url) if url else None, fragment, width, height, media)
        for address, url, fragment, width, height, media in meanings
    }


def _image(address: str, alt: str, targets: Targets) -> Image | None:
    """A picture of the project or of another host; None where nothing is there, which ``check`` reports."""
    resolved = targets.get(address)
    if resolved is None:
        return Image(address, alt) if is_elsewhere(address) else None
    return Image(resolved.url, alt, resolved.width, resolved.height) if resolved.url else None


def _figure(photo: Photo, targets: Targets, picture: Picture | None = None) -> Figure | None:
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


def rich(html: Html, targets: Targets) -> RichText:
    """HTML with just the targets that it names."""
    names = [part.address for part in html.parts if isinstance(part, Target)]
    return RichText(html, {name: targets[name] for name in names if name in targets})


def body(story: Story, html: str, targets: Targets) -> BodyText:
    """A story's body by the digest of its HTML, with what its addresses and photos mean."""
    addresses = sorted({link.address for link in story.body.links})
    placed = {picture: _placed(picture, story, targets) for picture in story.body.pictures}
    return BodyText(
        html,
        {address: targets[address] for address in addresses if address in targets},
        {picture: figure for picture, figure in placed.items() if figure},
    )


def _placed(picture: Picture, story: Story, targets: Targets) -> Figure | None:
    photo = _entry(picture, story, targets)
    if photo:
        return _figure(photo, targets, picture)
    image = _image(picture.address, picture.alt, targets)
    return Figure(image, rich(_text(picture.caption), targets)) if image else None


def _entry(picture: Picture, story: Story, targets: Targets) -> Photo | None:
    """The entry of ``photos`` that is the same file, however each spells its name."""
    for photo in story.photos:
        if photo.src == picture.address or _same_file(targets.get(photo.src), targets.get(picture.address)):
            return photo
    return None


def _same_file(one: Resolved | None, other: Resolved | None) -> bool:
    return bool(one and other and one.media and one.media == other.media)


def unplaced(story: Story, targets: Targets) -> tuple[Figure | None, tuple[Figure, ...]]:
    """The lead and the closing gallery: what the body does not place of ``photos``."""
    taken = [_entry(picture, story, targets) for picture in story.body.pictures]
    left = [figure for photo in story.photos if photo not in taken and (figure := _figure(photo, targets))]
    free = [figure for figure in left if figure.place in {"", "full"}]
    lead = next((figure for figure in left if figure.place == "lead"), None) or (free[0] if free else None)
    return lead, tuple(figure for figure in left if figure is not lead)
