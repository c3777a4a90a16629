"""New files, whole or not at all.

In: texts by path.  Out: files on disk.  Never: replaces a file that is there, unless told that it is ours.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
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
