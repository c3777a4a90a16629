"""The sources, as they are now.

In: the project's folders, the places where something may have changed.  Out: Snapshot.  Never: takes a watcher's word for a byte.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path

from newsgen.engine.store import Store
from newsgen.read.snapshot import Folders, Snapshot, SourceFile, snapshot

Stories = dict[str, SourceFile]


class Sources:
    """The last snapshot, and how the next is taken."""

    def __init__(self, folders: Folders, store: Store) -> None:
        self._folders = folders
        self._store = store
        self._last: Snapshot | None = None
        self._stories: Mapping[str, SourceFile] = {}
        self._taken: Set[str] = frozenset()

    def look(self, changed: Collection[str] | None = None) -> Snapshot:
        """The sources now. ``changed`` are the whole paths outside which all is as it was; None means that anything may be new.

        Where only stories have been written to, nothing else is looked at.
        """
        new = self._written(changed) if changed is not None and self._last else None
        if self._last is None or new is None:
            self._last = snapshot(self._folders, self._last.stamps if self._last else {}, self._store.moment())
            self._stories, self._taken = {}, frozenset()  # looked up again when they are needed
        elif new:
            self._last = _with(self._last, new)
            self._stories = {**self._stories, **new}
        return self._last

    def holds(self, place: str) -> bool:
        """Whether a file lies within the project still, and was not made a link to somewhere else."""
        roots = (self._folders.content, self._folders.static, self._folders.theme)
        real = os.path.realpath(place)
        return Path(real).is_file() and any(real.startswith(os.path.realpath(root) + os.sep) for root in roots)

    def _written(self, changed: Collection[str]) -> Stories | None:
        """The stories that hold something new; None where something else may have happened."""
        if self._last and not self._taken:
            self._stories = dict(_stories(self._folders, self._last))
            self._taken = _with_folders(_taken(self._folders, self._last))
        found: Stories = {}
        for place in changed:
            known = self._stories.get(place)
            data = _read(place) if known else None
            if known and data is not None:
                name = hashlib.sha256(data).hexdigest()
                found |= {place: SourceFile(known.path, data, name, known.place)} if name != known.digest else {}
            elif place in self._taken or os.path.lexists(place):
                return None  # anything else came and went, such as a swap file
        return found


def _stories(folders: Folders, sources: Snapshot) -> Iterator[tuple[str, SourceFile]]:
    """The stories by their whole paths, as a watcher tells them."""
    root, real = str(folders.content), os.path.realpath(folders.content)
    for each in (*sources.articles, *sources.pages):
        yield real + each.place.removeprefix(root), each


def _taken(folders: Folders, sources: Snapshot) -> Iterator[str]:
    """The whole paths of all files that the snapshot speaks of."""
    yield from (place for place, _ in _stories(folders, sources))
    named = (
        ("content", sources.config),
        ("content", sources.media),
        ("templates", sources.templates),
        ("static", sources.static),
    )
    paths = [f"{folder}/{each.path}" for folder, files in named for each in files.values()]
    for path in [*paths, *(problem.where.path for problem in sources.problems)]:
        folder, _, rest = path.partition("/")
        if folder in {"content", "templates", "static"}:
            yield os.path.join(os.path.realpath(getattr(folders, folder)), rest)  # noqa: PTH118 -- of texts, as watchers tell them


def _with_folders(places: Iterable[str]) -> set[str]:
    """These, and the folders that they lie in: one that is moved away takes along what is in it."""
    found: set[str] = set()
    for place in places:
        above = place
        while above and above not in found:
            found.add(above)
            above = above.rpartition(os.sep)[0]
    return found


def _read(place: str) -> bytes | None:
    """What a plain file holds; None where there is none any more."""
    try:
        return Path(place).read_bytes() if stat.S_ISREG(os.lstat(place).st_mode) else None
    except OSError:
        return None


def _with(sources: Snapshot, new: Stories) -> Snapshot:
    """The snapshot with other contents of some stories; a stamp that is none makes the next look read them."""
    by_path = {each.path: each for each in new.values()}
    stamps = {key: stamp for key, stamp in sources.stamps.items() if key.removeprefix("content/") not in by_path}
    return replace(sources, articles=_replaced(sources.articles, by_path), pages=_replaced(sources.pages, by_path), stamps=stamps)


def _replaced(files: Iterable[SourceFile], new: Mapping[str, SourceFile]) -> tuple[SourceFile, ...]:
    return tuple([new.get(each.path, each) for each in files])
