"""What an old site holds, whatever made it: the nouns that importers give and the publication is made of.

In: nothing.  Out: Imported and its parts.  Never: knows where a story will lie.

Bodies and photos speak in addresses of the old site (``/2019/04/fair.html``, ``../img/a.jpg`` from there, or with its host): what
they lead to now is found out in one place, when all stories have theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A clause on what was done with a file; ``hand`` says that somebody should look at it."""

    said: str
    hand: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The files of an old site by their paths from its folder, in NFC and in order; ``name`` is the folder's or the file's.

    ``read`` gives the bytes of one; ``changed`` when it was last changed; ``copy`` copies one to a place on the disk.
    """

    name: str
    paths: tuple[str, ...]
    read: Callable[[str], bytes]
    changed: Callable[[str], datetime]
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    copy: Callable[[str, str], object] = lambda path, place: None


@dataclass(frozen=True, slots=True)
class Piece:
    """A story or a standing page of the old site.

    ``address`` is where it stood, from the site's root; empty if it never stood anywhere: ``meant`` is where it would have.
    ``head`` has newsgen's keys, with aware moments; ``name`` is what its file may be called. ``translates`` is the address of the
    piece that it is a translation of.
    """

    origin: str
    kind: str
    address: str
    head: Mapping[str, object]
    body: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    translates: str = ""
    notes: tuple[Note, ...] = ()
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """An old site. ``settings`` are site.yaml's, ``people`` and ``topics`` those of people.yaml and tags.yaml by their slugs.

    ``files`` are served as they are: the path in the source by the old address. ``redirects`` are old addresses of lists and
    feeds with the page or feed of ours that shows the same. ``notes`` tell of files that are no pieces, by path.
    """

    settings: Mapping[str, object]
    pieces: tuple[Piece, ...]
    people: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    topics: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)


def needs_hand(said: str) -> Note:
    """A note that asks for somebody's look."""
    return Note(said, hand=True)
