"""What a build leaves for the next, beside the results of its steps.

In: a store.  Out: stamps of sources and of outputs, and the last site that was finished.  Never: decides what a site is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from glob import glob
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsgen.engine.digest import decode, encode, key
from newsgen.engine.store import Store
from newsgen.model.site import Transition
from newsgen.read.snapshot import Snapshot, Stamp
from newsgen.write.diff import Written

_LIBRARIES = ("babel", "imagesize", "jinja2", "markdown", "markupsafe", "python_slugify", "pyyaml", "regex", "text_unidecode")


@lru_cache(maxsize=8)
def code(extensions: tuple[str, ...] = ()) -> bytes:
    """What stands for the program itself: every byte of the package, Python, and the libraries that shape the output.

    ``extensions`` are Markdown extensions of the site's own; with any, all that is installed counts, and their own files.
    """
    installed = sorted({name for place in sys.path for name in _installed(place)})
    shaping = [name for name in installed if extensions or name.lower().startswith(_LIBRARIES)]
    own = [(name, _source(name)) for name in extensions]
    return key(_package(), encode((tuple(shaping), tuple(own), sys.version)))


@lru_cache(maxsize=1)
def _package() -> bytes:
    package = Path(__file__).parent
    names = sorted(glob("**/*.py", root_dir=package, recursive=True))  # noqa: PTH207 -- Path.rglob takes twice as long
    return key(encode(tuple([(name, (package / name).read_bytes()) for name in names])))


def _installed(place: str) -> list[str]:
    """The distributions of a folder of Python's path, as name and version (packaging.python.org, "dist-info")."""
    try:
        return [entry.name for entry in os.scandir(place) if entry.name.endswith(".dist-info")]
    except OSError:
        return []


def _source(extension: str) -> bytes:
    """The bytes of an extension's module, where it has a file."""
    try:
        found = find_spec(extension.partition(":")[0])
    except (ImportError, ValueError):
        return b""
    return Path(found.origin).read_bytes() if found and found.origin and Path(found.origin).is_file() else b""


# Stamps


def source_stamps(store: Store) -> dict[str, Stamp]:
    """The stamps of the last build's sources."""
    return {path: Stamp._make(stamp) for path, stamp in _row(store, "sources") or ()}


def keep_source_stamps(store: Store, stamps: Mapping[str, Stamp]) -> None:
    """Remember the stamps of this build's sources."""
    _put(store, "sources", tuple([(path, tuple(stamp)) for path, stamp in stamps.items()]))


def output_row(store: Store) -> bytes:
    """What ``output_stamps`` are made of, which takes longer than to find it; empty where nothing is remembered."""
    return store.row("memory", _key("outputs")) or b""


def output_stamps(row: bytes) -> dict[str, Written]:
    """The stamps of what the last build left in the output folder."""
    return {path: Written._make(stamp) for path, stamp in decode(row, {})} if row else {}


def keep_output_stamps(store: Store, stamps: Mapping[str, Written]) -> None:
    """Remember the stamps of this build's outputs."""
    _put(store, "outputs", tuple([(path, tuple(stamp)) for path, stamp in stamps.items()]))


def _row(store: Store, name: str) -> Any:  # noqa: ANN401 -- plain tuples, as they were put
    data = store.row("memory", _key(name))
    return decode(data, {}) if data else None


def _put(store: Store, name: str, value: tuple[Any, ...]) -> None:
    store.put("memory", [(_key(name), encode(value))])


def _key(name: str) -> bytes:
    """Another version of the program may put its rows in another way."""
    return key(code(), name.encode())


# The last site


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished site, as far as the next build needs it.

    It is the site of its sources at every moment from ``as_of`` on until ``transition``, the first that would give another.
    ``rest`` stands for the sources without what its stories say; ``carriers`` are the files that ``pipeline.Build`` calls so.
    """

    rest: bytes
    as_of: str
    transition: tuple[str, str, str] | None
    troubles: tuple[Any, ...]
    stories: int
    pages: int
    extensions: tuple[str, ...]
    carriers: tuple[str, ...]

    def holds_at(self, moment: datetime) -> bool:
        """Whether the site is still the same at a moment."""
        until = datetime.fromisoformat(self.transition[0]) if self.transition else None
        return datetime.fromisoformat(self.as_of) <= moment and (until is None or moment < until)

    @property
    def next_transition(self) -> Transition | None:
        """The moment at which another site would come out."""
        return Transition(datetime.fromisoformat(self.transition[0]), *self.transition[1:]) if self.transition else None


def snapshot_key(code_: bytes, snapshot: Snapshot, options: tuple[object, ...]) -> bytes:
    """What stands for all that a site depends on but the moment."""
    return key(rest_key(code_, snapshot, options), encode(texts(snapshot)))


def rest_key(code_: bytes, snapshot: Snapshot, options: tuple[object, ...]) -> bytes:
    """What stands for all that a site depends on but the moment and what its stories say."""
    small = [
        (name, each.path, each.data) for name in ("config", "templates", "theme") for each in getattr(snapshot, name).values()
    ]
    media = [(each.path, each.digest) for each in (*snapshot.media.values(), *snapshot.static.values())]
    refused = tuple([each.where.path for each in snapshot.problems])  # what could not be taken is in none of the others
    return key(code_, encode((tuple(small), tuple(media), refused, options)))


Texts = tuple[tuple[str, str], ...]
"""The paths of stories and standing pages, and the digests of what they hold."""


def texts(snapshot: Snapshot) -> Texts:
    """The stories and standing pages of a snapshot."""
    return tuple([(each.path, each.digest) for each in (*snapshot.articles, *snapshot.pages)])


def last_texts(store: Store) -> Texts:
    """The stories and standing pages of the last site that was finished with this store."""
    found: Texts = _row(store, "texts") or ()
    return found


Output = tuple[str, str, int, str, bytes]
"""A file of a site: its path, digest and size, the origin of a copy, and what a page is remembered by."""

Outputs = tuple[Output, ...]
"""By path."""


def last_outputs(store: Store) -> Outputs:
    """The files of the last site that was finished with this store."""
    found: Outputs = _row(store, "files") or ()
    return found


def last_site(store: Store, outputs: Outputs) -> Finished | None:
    """The last site that was finished with this store, if ``outputs`` are all its files: a row whose key has changed is lost."""
    found = _row(store, "site")
    return Finished(*found[1:]) if found and found[0] == len(outputs) else None


def keep_last_site(store: Store, site: Finished, outputs: Outputs, texts: Texts) -> None:
    """Remember a site that was finished."""
    _put(store, "texts", texts)
    _put(store, "files", outputs)
    _put(store, "site", (len(outputs), *(getattr(site, name) for name in Finished.__slots__)))
