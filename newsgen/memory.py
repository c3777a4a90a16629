"""What a build leaves for the next, beside the results of its steps.

In: a store.  Out: stamps of sources and of outputs, and the last site that was finished.  Never: decides what a site is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from platform import python_implementation, python_version
from typing import Any

from newsgen.engine.digest import encode, key, plain
from newsgen.engine.store import Store
from newsgen.model.site import Transition
from newsgen.read.snapshot import Snapshot, Stamp
from newsgen.write.diff import Written

_LIBRARIES = ("babel", "imagesize", "jinja2", "markdown", "markupsafe", "python-slugify", "pyyaml", "regex", "text-unidecode")


def code(extensions: tuple[str, ...] = ()) -> bytes:
    """What stands for the program itself: every byte of the package, Python, and the libraries that shape the output.

    ``extensions`` are Markdown extensions of the site's own; with any, all that is installed counts, and their own files.
    """
    package = Path(__file__).parent
    files = [(file.relative_to(package).as_posix(), file.read_bytes()) for file in sorted(package.rglob("*.py"))]
    versions = [(name, _version(name)) for name in _LIBRARIES]
    if extensions:
        versions = sorted((each.metadata["Name"] or "", each.version) for each in metadata.distributions())
    own = [(name, _source(name)) for name in extensions]
    return key(encode((tuple(files), tuple(versions), tuple(own), python_implementation(), python_version())))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


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
    return {path: Stamp(*fields) for path, *fields in _row(store, "sources") or ()}


def keep_source_stamps(store: Store, stamps: Mapping[str, Stamp]) -> None:
    """Remember the stamps of this build's sources."""
    _put(store, "sources", tuple([(path, *astuple(stamp)) for path, stamp in stamps.items()]))


def output_stamps(store: Store) -> dict[str, Written]:
    """The stamps of what the last build left in the output folder."""
    return {path: Written(*fields) for path, *fields in _row(store, "outputs") or ()}


def keep_output_stamps(store: Store, stamps: Mapping[str, Written]) -> None:
    """Remember the stamps of this build's outputs."""
    _put(store, "outputs", tuple([(path, *stamp) for path, stamp in stamps.items()]))


# The last site


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished site, as far as the next build needs it: outputs as (path, digest, size, origin of a copy or empty).

    It is the site of ``snapshot`` at every moment from ``as_of`` on until ``transition``, the first that would give another.
    """

    snapshot: bytes
    as_of: str
    transition: tuple[str, str, str] | None
    outputs: tuple[tuple[str, str, int, str], ...]
    troubles: tuple[Any, ...]
    stories: int
    pages: int

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
    texts = (*snapshot.articles, *snapshot.pages)
    small = [
        (name, each.path, each.data) for name in ("config", "templates", "theme") for each in getattr(snapshot, name).values()
    ]
    media = [(each.path, each.digest) for each in (*snapshot.media.values(), *snapshot.static.values())]
    return key(code_, encode((tuple([(each.path, each.digest) for each in texts]), tuple(small), tuple(media), options)))


def last_site(store: Store) -> Finished | None:
    """The last site that was finished with this store."""
    found = _row(store, "site")
    return Finished(*found) if found else None


def keep_last_site(store: Store, site: Finished) -> None:
    """Remember a site that was finished."""
    _put(store, "site", tuple(getattr(site, name) for name in Finished.__slots__))


def _row(store: Store, name: str) -> Any:  # noqa: ANN401 -- plain tuples, as they were put
    data = store.row("memory", name.encode())
    return plain(data) if data else None


def _put(store: Store, name: str, value: tuple[Any, ...]) -> None:
    store.put("memory", [(name.encode(), encode(value))])
