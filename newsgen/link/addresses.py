"""What an address that an editor wrote leads to.

In: an address, the entry of the file it stands in, what there is.  Out: what it means, or None where nothing is there.
Never: reports; what an address ought to lead to is for ``check``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from newsgen.model.entry import Entry, Meaning, Reference
from newsgen.model.site import Media
from newsgen.model.url import slug


@dataclass(frozen=True, slots=True)
class Directory:
    """All that an address can lead to: stories by path and by URL, held ones included, media by path and by URL.

    ``static`` are files by URL that are served whether anything leads to them or not.
    """

    stories: Mapping[str, Entry]
    urls: Mapping[str, Entry]
    media: Mapping[str, Media]
    media_urls: Mapping[str, Media]
    held: frozenset[str]
    static: Mapping[str, Media] = field(default_factory=dict)


def meanings(entry: Entry, directory: Directory) -> tuple[Meaning, ...]:
    """The meaning of each local address in a story; addresses that lead nowhere are left out."""
    found = (resolve(reference, entry, directory) for reference in entry.references)
    return tuple(_without_lost_anchors(entry, [each for each in found if each]))


def _without_lost_anchors(entry: Entry, found: list[Meaning]) -> Iterator[Meaning]:
    """Anchors that raw HTML names but the story does not hold, as pasted pages often do, lose their link."""
    raw = {reference[0] for reference in entry.references if reference[5]}
    for meaning in found:
        lost = meaning[0] in raw and meaning[2] not in {"", "top", *entry.anchors}
        yield (meaning[0], None, "", 0, 0, "") if lost else meaning


def resolve(reference: Reference, entry: Entry, directory: Directory) -> Meaning | None:
    """The page, file or anchor that a reference of a story means."""
    address, kind, options, fragment, _, _ = reference
    if kind == "self":
        return address, entry.url, anchor(fragment, entry), 0, 0, ""
    if kind == "root":
        return _from_root(address, options[0], fragment, directory)
    for option in options:
        if option in directory.stories:
            return _story(address, directory.stories[option], fragment, directory)
        if option in directory.media:
            return _file(address, directory.media[option])
    return None


def _from_root(address: str, url: str, fragment: str, directory: Directory) -> Meaning:
    if url in directory.media_urls:
        return _file(address, directory.media_urls[url])
    if url in directory.urls:
        return _story(address, directory.urls[url], fragment, directory)
    if url in directory.static:
        file = directory.static[url]
        return address, url, "", file.width, file.height, ""
    return address, url, fragment, 0, 0, ""


def _story(address: str, target: Entry, fragment: str, directory: Directory) -> Meaning:
    return address, None if target.path in directory.held else target.url, anchor(fragment, target), 0, 0, ""


def _file(address: str, media: Media) -> Meaning:
    return address, media.url.path, "", media.width, media.height, media.path


def anchor(fragment: str, entry: Entry) -> str:
    """The story's anchor that a fragment means, also where other tools spell a heading's anchor in another way."""
    if not fragment or fragment in entry.anchors:
        return fragment
    wanted = slug(fragment)
    return next((each for each in entry.anchors if slug(each) == wanted), fragment)


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
