"""What has to change for a folder to equal a tree.

In: Tree, what is there, what is ours.  Out: Changes.  Never: touches the disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from newsgen.model.tree import Content, Tree


class Written(NamedTuple):
    """What tells that a file is as we left it: its ``stat`` (times in nanoseconds), and the digest of what it held then."""

    size: int
    modified: int
    changed: int
    node: int
    digest: str


@dataclass(frozen=True, slots=True)
class Present:
    """An output folder as it was found: digests of the files that matter, and the paths that newsgen wrote earlier.

    ``obstacles`` are paths that are neither file nor folder, such as links. ``read`` has the stamps of the files whose bytes had
    to be read.
    """

    files: Mapping[str, str]
    owned: frozenset[str]
    obstacles: frozenset[str] = frozenset()
    read: Mapping[str, Written] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """Files to write and to remove, sorted; ``blocked`` are places where something foreign stands in the way."""

    write: tuple[str, ...]
    remove: tuple[str, ...]
    blocked: tuple[str, ...] = ()


def diff(tree: Tree, present: Present) -> Changes:
    """The least changes that make the folder equal to the tree and leave foreign files alone."""
    write = [path for path, content in tree.items() if present.files.get(path) != digest(content)]
    foreign = {path for path in present.files if path not in present.owned}
    barriers = foreign | present.obstacles
    in_use = barriers | {folder for path in foreign for folder in _folders(path)}
    blocked = [path for path in write if path in in_use or not barriers.isdisjoint(_folders(path))] if barriers else []
    return Changes(tuple(sorted(write)), tuple(sorted(present.owned - tree.keys())), tuple(sorted(blocked)))


def _folders(path: str) -> list[str]:
    """The folders above a path."""
    parts = path.split("/")
    return ["/".join(parts[:number]) for number in range(1, len(parts))]


def digest(content: Content) -> str:
    """SHA-256 of what a file of the tree holds."""
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else content.digest
