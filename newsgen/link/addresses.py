"""What an address that an editor wrote leads to.

In: an address, the file it stands in, what there is.  Out: Resolved, or None where nothing is there.
Never: reports; what an address ought to lead to is for ``check``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from newsgen.model.article import Story, Target
from newsgen.model.site import Media, Resolved
from newsgen.model.url import Url, of_address, slug


@dataclass(frozen=True, slots=True)
class Directory:
    """All that an address can lead to: stories by path and by URL, held ones included, and media."""

    stories: Mapping[str, Story]
    urls: Mapping[Url, Story]
    media: Mapping[str, Media]
    media_urls: Mapping[Url, Media]
    held: frozenset[str]


def targets(story: Story, directory: Directory) -> dict[str, Resolved]:
    """The meaning of each local address in a story; addresses that lead nowhere are left out."""
    addresses = dict.fromkeys([*(link.address for link in story.body.links), *_of_photos(story)])
    found = ((address, resolve(address, story, directory)) for address in addresses)
    meanings = {address: resolved for address, resolved in found if resolved is not None}
    return meanings | dict.fromkeys(_lost_anchors(story, meanings), NOWHERE)


NOWHERE = Resolved(None)


def _lost_anchors(story: Story, meanings: Mapping[str, Resolved]) -> Iterator[str]:
    """Anchors that raw HTML names but the story does not hold, as pasted pages often do; they lose their link."""
    for link in story.body.links:
        fragment = meanings[link.address].fragment if link.kind == "raw" and link.address in meanings else ""
        if fragment not in {"", "top", *story.body.anchors}:
            yield link.address


def _of_photos(story: Story) -> Iterator[str]:
    for photo in story.photos:
        yield photo.src
        yield from (part.address for part in photo.caption.parts if isinstance(part, Target))


def resolve(address: str, story: Story, directory: Directory) -> Resolved | None:
    """The page, file or anchor that an address of a story means."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    fragment, path = unquote(parts.fragment), unicodedata.normalize("NFC", unquote(parts.path))
    if not path:
        return Resolved(story.url, anchor(fragment, story))
    if path.startswith("/"):
        return _from_root(path, fragment, directory)
    return _beside(path, fragment, story, directory)


def _from_root(path: str, fragment: str, directory: Directory) -> Resolved | None:
    url = of_address(path)
    if url is None:
        return None
    media = directory.media_urls.get(url)
    if media:
        return _file(media)
    story = directory.urls.get(url)
    if story is None:
        return Resolved(url, fragment)
    return Resolved(None if story.path in directory.held else url, anchor(fragment, story))


def _beside(path: str, fragment: str, story: Story, directory: Directory) -> Resolved | None:
    for candidate in candidates(path, story.path):
        if candidate in directory.stories:
            target = directory.stories[candidate]
            return Resolved(None if candidate in directory.held else target.url, anchor(fragment, target))
        if candidate in directory.media:
            return _file(directory.media[candidate])
    return None


def anchor(fragment: str, story: Story) -> str:
    """The story's anchor that a fragment means, also where other tools spell a heading's anchor in another way."""
    if fragment in story.body.anchors or not fragment:
        return fragment
    wanted = slug(fragment)
    return next((each for each in story.body.anchors if slug(each) == wanted), fragment)


def candidates(path: str, base: str) -> tuple[str, ...]:
    """Where a relative address may lie: beside the story, then under ``media/``."""
    beside = normpath(join(dirname(base), path))
    below = normpath(join("media", path.removeprefix("media/")))
    return tuple(each for each in (beside, below) if not each.startswith(".."))


def _file(media: Media) -> Resolved:
    return Resolved(media.url, "", media.width, media.height, media.path)


def story_path(reference: str, base: str, stories: Container[str]) -> str | None:
    """The story that a front matter key such as ``related`` names: relative to the story, to ``articles/`` or to ``content/``."""
    text = unicodedata.normalize("NFC", unquote(reference).strip())
    if text.startswith("/"):
        text = text.strip("/")
        options = [f"articles/{text}", text]
    else:
        options = [join(dirname(base), text), f"articles/{text}", f"pages/{text}", text]
    for option in options:
        path = normpath(option)
        for form in (path, f"{path}.md", f"{path}/index.md"):
            if form in stories:
                return form
    return None
