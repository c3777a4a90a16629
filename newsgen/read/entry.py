"""A story's line in the register, and its face: what its company and its lists need to know of it.

In: a story that was read.  Out: Entry, Face.  Never: asks whether what the story names is there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from newsgen.model.article import Article, Face, Story, Target
from newsgen.model.entry import Entry, Reference
from newsgen.model.url import of_address, slug
from newsgen.read.excerpt import excerpt

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Names:
    """The digests under which the parts of a story travel."""

    article: str
    face: str
    body: str


def face(story: Story, language: str, length: int) -> Face:
    """What lists show of a story; ``language`` is the site's, ``length`` that of an excerpt."""
    article = story if isinstance(story, Article) else None
    return Face(
        title=story.title,
        excerpt=excerpt(story.summary or story.body.lede, length),
        date=story.date,
        updated=story.updated,
        type=article.type if article else "",
        original=_original(story),
        language=story.language or language,
        draft=story.draft,
    )


def entry(story: Story, names: Names, language: str) -> Entry:
    """The story's line in the register."""
    article = story if isinstance(story, Article) else None
    outlet = article.source if article else None
    leading = sorted(story.photos, key=lambda photo: photo.place != "lead")
    return Entry(
        kind="article" if article else "page",
        path=story.path,
        url=story.url.path,
        title=story.title,
        date=_microseconds(story.date),
        released=_microseconds(article.released) if article else 0,
        expires=_microseconds(article.expires) if article else 0,
        published=story.date.isoformat() if story.date else "",
        updated=story.updated.isoformat() if story.updated else "",
        month=f"{story.date.year:04}-{story.date.month:02}" if story.date else "",
        draft=story.draft,
        front=article.front if article else "",
        section=article.section if article else "",
        tags=tuple((tag.slug, tag.name) for tag in article.tags) if article else (),
        authors=tuple((slug(name), name) for name in article.authors) if article else (),
        outlet=(outlet.outlet or slug(outlet.name), outlet.name) if outlet else None,
        named_outlet=bool(outlet and outlet.name),
        original=_original(story),
        language=story.language or language,
        translation_of=story.translation_of,
        related=article.related if article else (),
        aliases=story.aliases,
        corrected=bool(article and article.corrections),
        references=tuple(_references(story)),
        anchors=story.body.anchors,
        pictures=tuple((photo.src, "" if photo.decorative else photo.alt) for photo in leading),
        body_pictures=story.body.images,
        article=names.article,
        face=names.face,
        body=names.body,
    )


def _original(story: Story) -> str:
    """Where a syndicated or gathered story stands first; empty for a story of our own."""
    if not isinstance(story, Article):
        return ""
    return story.canonical or (story.source.url if story.source else "")


def _microseconds(moment: datetime | None) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1) if moment else 0


def _references(story: Story) -> Iterator[Reference]:
    """Each local address of the story once."""
    photos = {*story.body.images, *(photo.src for photo in story.photos)}
    raw = {link.address for link in story.body.links if link.kind == "raw"}
    images = {link.address for link in story.body.links if link.kind in {"image", "file"}} | photos
    for address in dict.fromkeys([*(link.address for link in story.body.links), *_of_photos(story)]):
        yield reference(address, story.path, address in images, address in raw)


def _of_photos(story: Story) -> Iterator[str]:
    for photo in story.photos:
        yield photo.src
        yield from (part.address for part in photo.caption.parts if isinstance(part, Target))


def reference(address: str, path: str, image: bool = False, raw: bool = False) -> Reference:
    """What an address in a file may mean, as far as the file itself can tell."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address, "nowhere", (), "", image, raw
    if parts.scheme or parts.netloc:
        return address, "nowhere", (), "", image, raw
    fragment, target = unquote(parts.fragment), unicodedata.normalize("NFC", unquote(parts.path))
    if not target:
        return address, "self", (), fragment, image, raw
    if target.startswith("/"):
        url = of_address(target)
        return address, "root" if url else "nowhere", (url.path,) if url else (), fragment, image, raw
    return address, "beside", candidates(target, path), fragment, image, raw


def candidates(path: str, base: str) -> tuple[str, ...]:
    """Where a relative address may lie: beside the story, then under ``media/``."""
    beside = normpath(join(dirname(base), path))
    below = normpath(join("media", path.removeprefix("media/")))
    return tuple(each for each in (beside, below) if not each.startswith(".."))
