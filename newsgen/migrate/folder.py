"""The old site's files, and a new publication on disk.

In: a place.  Out: Source; files written or copied.  Never: writes over a file that is there, or changes one of the source.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsgen.desk.writing import write_made, write_new
from newsgen.migrate.imported import Note, Source, needs_hand

_PASSED_OVER = frozenset({"node_modules", "__pycache__", ".git", ".hg", ".svn"})
_WANTED = frozenset({".well-known", ".nojekyll", ".htaccess"})
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"})
PUBLISHED = ("content", "static")


def source(place: Path) -> Source:
    """The files below a folder, or the one file."""
    if place.is_file():
        return _files(place.name, {place.name: place})
    notes: dict[str, tuple[Note, ...]] = {}
    found = {unicodedata.normalize("NFC", path): place / path for path in _walk(place, "", notes)}
    return _files(place.resolve().name, found, notes)


def _files(name: str, found: Mapping[str, Path], notes: Mapping[str, tuple[Note, ...]] | None = None) -> Source:
    return Source(
        name,
        tuple(sorted(found)),
        lambda path: found[path].read_bytes(),
        lambda path: _changed(found[path]),
        notes or {},
        lambda path, place: shutil.copyfile(found[path], place),
    )


def texts_and_pictures(places: Sequence[Path]) -> Source:
    """Some files by their paths as they are given, and the pictures that lie beside them."""
    beside = [each for place in places for each in sorted(place.parent.iterdir()) if each.suffix.lower() in _PICTURES]
    return _files("", {each.as_posix(): each for each in [*beside, *places]})


def together(one: Source, other: Source) -> Source:
    """The files of two sources as those of one; a path of both is that of the first."""
    owners = dict.fromkeys(other.paths, other) | dict.fromkeys(one.paths, one)
    return Source(
        one.name,
        tuple(sorted(owners)),
        lambda path: owners[path].read(path),
        lambda path: owners[path].changed(path),
        {**other.notes, **one.notes},
        lambda path, place: owners[path].copy(path, place),
    )


def _changed(place: Path) -> datetime:
    return datetime.fromtimestamp(int(place.stat().st_mtime), UTC)


def _walk(root: Path, prefix: str, notes: dict[str, tuple[Note, ...]]) -> Iterator[str]:
    with os.scandir(root / prefix) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = prefix + entry.name
        if entry.name in _PASSED_OVER or (entry.name.startswith(".") and entry.name not in _WANTED):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, f"{path}/", notes)
        elif entry.is_symlink() and (entry.is_dir() or not entry.is_file()):
            notes[path] = (needs_hand("this symbolic link leads to a folder or to nothing, and was passed over"),)
        elif entry.is_file():
            yield path


def is_free(folder: Path) -> bool:
    """Whether a publication can begin in a folder: it is not there, or holds none of what a publication does."""
    return not folder.exists() or (folder.is_dir() and not any((folder / name).exists() for name in PUBLISHED))


def write(folder: Path, texts: Mapping[str, str], copies: Mapping[str, str], old: Source) -> None:
    """Write a publication's texts, and copy its files from the source; raises FileExistsError before anything is written."""
    taken = next((folder / path for path in copies if os.path.lexists(folder / path)), None)
    if taken:
        raise FileExistsError(f"{taken} is there already")
    write_new(folder, texts)
    for path, origin in copies.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        old.copy(origin, str(target))


def rewrite(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts that were just made once more."""
    write_made(folder, texts)


def remove(folder: Path, paths: Sequence[str]) -> None:
    """Take files away that were just copied."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)
