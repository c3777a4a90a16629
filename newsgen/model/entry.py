"""What the stories' company needs to know of one: its line in the newsroom's register.

In: nothing.  Out: Entry and its parts.  Never: holds what only the story's own page shows; that travels by digest.

Every build goes through the entries of the whole archive, so they are plain tuples of texts and numbers, which are read back and
digested without a walk of ours; times are microseconds since 1970.
"""

from __future__ import annotations

from typing import NamedTuple

Pair = tuple[str, str]
"""A slug and a name."""

Reference = tuple[str, str, tuple[str, ...], str, bool, bool]
"""An address as its editor wrote it; self, root, beside or nowhere; the paths it may mean; its fragment; whether it must be a
photo; whether it is an anchor in raw HTML."""

Meaning = tuple[str, str | None, str, int, int, str]
"""An address, what it leads to (None: not published), the fragment, width, height, and the path of the media file."""


class Entry(NamedTuple):
    """A story or a standing page; ``article`` (all its fields), ``face`` (what lists show), ``body`` (its HTML) are digests."""

    kind: str
    path: str
    url: str
    title: str
    date: int
    released: int
    expires: int
    published: str
    updated: str
    month: str
    draft: bool
    front: str
    section: str
    tags: tuple[Pair, ...]
    authors: tuple[Pair, ...]
    outlet: Pair | None
    named_outlet: bool
    original: str
    language: str
    translation_of: str
    related: tuple[str, ...]
    aliases: tuple[str, ...]
    corrected: bool
    references: tuple[Reference, ...]
    anchors: tuple[str, ...]
    pictures: tuple[Pair, ...]
    body_pictures: tuple[str, ...]
    article: str
    face: str
    body: str
