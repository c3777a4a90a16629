"""Attachments: pictures and files that were uploaded, with what is said of them, and where they lie now.

In: items, the paths of files.  Out: attachments by their numbers, the file at each old address.
Never: loads a file from the old site.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from posixpath import basename, splitext
from urllib.parse import SplitResult, unquote, urlsplit

from newsgen.migrate.keys import without_tags
from newsgen.migrate.wordpress.export import Item

_KINDS = {
    "picture": frozenset(".jpg .jpeg .png .gif .webp .avif .svg .bmp .tif .tiff".split()),
    "audio": frozenset(".mp3 .m4a .ogg .oga .wav .flac .opus".split()),
    "video": frozenset(".mp4 .m4v .webm .ogv .mov".split()),
}
_CREDITS = (
    "_media_credit media_credit _wp_attachment_credit _credit credit photo_credit _photo_credit photographer _navis_media_credit "
    "navis_media_credit copyright"
).split()
_SIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
_SCALED = re.compile(r"-(?:scaled|rotated)(?=\.\w+$)")
_PROXY = re.compile(r"^(https?:)?//i\d\.wp\.com/")
UPLOADS = "/wp-content/uploads/"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was uploaded; ``url`` is its whole old address."""

    id: str
    url: str
    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    parent: str = ""

    @property
    def kind(self) -> str:
        """picture, audio, video or file."""
        ending = splitext(_parts(self.url).path)[1].lower()
        return next((kind for kind, endings in _KINDS.items() if ending in endings), "file")

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a photo."""
        return self.kind == "picture"


def attachments(items: Iterable[Item]) -> dict[str, Attachment]:
    """All attachments by their numbers."""
    return {item.id: _attachment(item) for item in items if item.type == "attachment" and item.file}


def _attachment(item: Item) -> Attachment:
    return Attachment(
        id=item.id,
        url=item.file,
        title=item.title,
        alt=" ".join(item.meta.get("_wp_attachment_image_alt", "").split()),
        caption=" ".join(item.excerpt.split()),
        credit=next((without_tags(item.meta[key]) for key in _CREDITS if item.meta.get(key)), ""),
        parent=item.parent,
    )


@dataclass(frozen=True, slots=True)
class Library:
    """Attachments by number and by their bare address, and the files that are there by old address."""

    attachments: Mapping[str, Attachment]
    by_address: Mapping[str, Attachment]
    files: Mapping[str, str]

    def find(self, url: str) -> Attachment | None:
        """The attachment that an address of a picture shows, in whatever size."""
        bare = plain(url)
        return self.by_address.get(bare) or self.by_address.get(_SIZED.sub("", bare))

    def address(self, url: str) -> str:
        """The address to use for a file: without what a resizing service adds; a smaller size gives way to the whole."""
        bare = plain(url)
        for each in (_SIZED.sub("", bare), bare):
            if each in self.files:
                return each
        found = self.find(url)
        if found and plain(found.url) in self.files:
            return plain(found.url)
        return _PROXY.sub("https://", url).split("?", maxsplit=1)[0] if _PROXY.match(url) else url


def library(found: Mapping[str, Attachment], paths: Sequence[str]) -> Library:
    """The attachments, and the files among some paths that are theirs."""
    by_address = {plain(each.url): each for each in found.values()}
    by_address = {_SCALED.sub("", address): each for address, each in by_address.items()} | by_address
    return Library(found, by_address, _files(found.values(), paths))


def _parts(url: str) -> SplitResult:
    """The parts of an address; one that is none is all path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def plain(url: str) -> str:
    """The path of an uploaded file below the site's root; the same for all hosts that may serve it."""
    path = unquote(_parts(_PROXY.sub("https://", url)).path)
    at = path.find(UPLOADS)
    return path[at:] if at >= 0 else path


def _files(found: Iterable[Attachment], paths: Sequence[str]) -> dict[str, str]:
    """The path of a file at each old address. Where folders lie is told by the attachments that are there."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        by_name[basename(path)].append(path)
    roots: Counter[tuple[str, str]] = Counter()
    files: dict[str, str] = {}
    for each in found:
        address = plain(each.url)
        path = max(by_name.get(basename(address), []), key=lambda path: _common(address, path), default="")
        if path:
            files[address] = path
            same = _common(address, path)
            roots[address[: len(address) - same], path[: len(path) - same]] += 1
    root = max(roots, key=lambda root: roots[root]) if roots else _uploads(paths)
    return (_below(*root, paths) if root else {}) | files


def _common(address: str, path: str) -> int:
    """How many characters, in whole parts, an address and a path have in common at their ends."""
    pairs = zip(reversed(address.split("/")), reversed(path.split("/")), strict=False)
    same = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return len("/".join(same))


def _uploads(paths: Sequence[str]) -> tuple[str, str] | None:
    """Where the uploads lie, if no attachment tells."""
    path = next((path for path in paths if "uploads/" in path), "")
    return (UPLOADS, path[: path.index("uploads/") + len("uploads/")]) if path else None


def _below(address: str, folder: str, paths: Sequence[str]) -> dict[str, str]:
    """All files below the folder of the uploads, but for smaller sizes of pictures that are there."""
    there = set(paths)
    return {
        f"{address}{path[len(folder) :]}": path
        for path in paths
        if path.startswith(folder) and not path.lower().endswith(".xml") and not _is_smaller(path, there)
    }


def _is_smaller(path: str, there: set[str]) -> bool:
    whole = _SIZED.sub("", path)
    return whole != path and whole in there


def children(found: Mapping[str, Attachment]) -> dict[str, tuple[str, ...]]:
    """The numbers of the attachments of each post, by its number."""
    by_parent: dict[str, list[str]] = defaultdict(list)
    for each in found.values():
        by_parent[each.parent].append(each.id)
    return {parent: tuple(numbers) for parent, numbers in by_parent.items()}
