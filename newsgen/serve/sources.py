"""The sources, as they are now.

In: the project's folders, the places where something may have changed.  Out: Snapshot.  Never: takes a watcher's word for a byte.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Mapping
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
        self._places: Mapping[str, SourceFile] = {}

    def look(self, changed: Collection[str] | None = None) -> Snapshot:
        """The sources now. ``changed`` are the whole paths outside which all is as it was; None means that anything may be new.

        Where only stories have been written to, nothing else is looked at.
        """
        new = self._written(changed) if changed is not None and self._last else None
        if self._last is None or new is None:
            self._last = self._all()
            self._places = self._by_place(self._last)
        elif new:
            self._last = _with(self._last, new)
            self._places = {**self._places, **new}
        return self._last

    def _all(self) -> Snapshot:
        return snapshot(self._folders, self._last.stamps if self._last else {}, self._store.moment())

    def _by_place(self, sources: Snapshot) -> dict[str, SourceFile]:
        """The stories by their whole paths, as a watcher tells them."""
        root, real = str(self._folders.content), os.path.realpath(self._folders.content)
        return {real + each.place.removeprefix(root): each for each in (*sources.articles, *sources.pages) if each.place}

    def _written(self, changed: Collection[str]) -> Stories | None:
        """The stories that hold something new; None where something else may have happened."""
        found: Stories = {}
        for place in changed:
            known = self._places.get(place)
            if known is None:
                if os.path.lexists(place):
                    return None
                continue  # such as a swap file, which came and went
            data = _read(place)
            if data is None:
                return None
            name = hashlib.sha256(data).hexdigest()
            if name != known.digest:
                found[place] = SourceFile(known.path, data, name, known.place)
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
