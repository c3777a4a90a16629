"""New and changed files, whole or not at all.

In: texts by path.  Out: files on disk.  Never: replaces a file that is there, unless told that it is ours, or what it held.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


def write_new(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files below a folder and give their places; raises FileExistsError, before it writes, for what is in the way."""
    places = {folder / path: content for path, content in files.items()}
    for place in places:
        in_the_way = next(
            (each for each in _to(place, folder) if each.is_symlink() or (each.exists() and not each.is_dir())), None
        )
        if in_the_way or os.path.lexists(place):
            raise FileExistsError(f"{in_the_way or place} is there already")
    return [_write(place, content, "xb") for place, content in places.items()]


def write_made(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files that are made by us alone, over what stood there; gives those that changed."""
    places = {folder / path: _bytes(content) for path, content in files.items()}
    changed = {place: content for place, content in places.items() if not place.is_file() or place.read_bytes() != content}
    return [_write(place, content, "wb") for place, content in changed.items()]


@dataclass(frozen=True, slots=True)
class Change:
    """A file, what it held when it was read, and what it should hold."""

    place: Path
    before: bytes
    after: bytes


def write_changes(changes: Iterable[Change]) -> tuple[list[Path], list[Path]]:
    """Change files, each at one stroke; gives those that were changed, and those that somebody else had changed since.

    Raises PermissionError, before it writes, for a file that may not be written.
    """
    listed = [*changes]
    fresh = [change for change in listed if _holds(change.place, change.before)]
    for change in fresh:
        if not os.access(change.place, os.W_OK) or not os.access(change.place.parent, os.W_OK):
            raise PermissionError(13, "this file may not be changed", str(change.place))
    for change in fresh:
        _swap(Path(os.path.realpath(change.place)), change.after)
    return [change.place for change in fresh], [change.place for change in listed if change not in fresh]


def _holds(place: Path, content: bytes) -> bool:
    try:
        return place.read_bytes() == content
    except FileNotFoundError:
        return False


def _swap(place: Path, content: bytes) -> None:
    """Put a new file in the place of one, which is there at every moment."""
    new = place.with_name(f".{place.name[:200]}.newsgen.tmp")  # a build passes over such names
    try:
        new.write_bytes(content)
        shutil.copymode(place, new)
        new.replace(place)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _to(place: Path, folder: Path) -> list[Path]:
    """The folders that lead from one to a file in it."""
    return [folder / parent for parent in reversed(place.relative_to(folder).parents[:-1])]


def _write(place: Path, content: str | bytes, mode: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open(mode) as file:
        file.write(_bytes(content))
    return place


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
