"""The output folder.

In: a folder, Changes.  Out: what is there; the changes done.
Never: follows a link out of the folder, or puts a file in its place before every new byte lies beside its own.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from newsgen.errors import BuildFailed, Location, Problem
from newsgen.model.page import Copy, Tree
from newsgen.write.diff import Changes, Present

MANIFEST = ".newsgen.json"
_TEMPORARY = ".newsgen-new"
_NOT_CONTENT = frozenset({"CNAME"})  # what hosts keep in a publishing branch that is otherwise empty


class NotOurs(Exception):  # noqa: N818 -- a refusal, told as wrong usage
    """The output folder holds something that newsgen did not make."""


def scan(output: Path) -> Present:
    """What the output folder holds; raises NotOurs for a non-empty folder without our manifest."""
    if output.exists() and not output.is_dir():
        raise NotOurs(f"{output} is a file, not a folder")
    manifest = output / MANIFEST
    if not manifest.is_file():
        foreign = sorted(each.name for each in output.iterdir() if _counts(each.name)) if output.is_dir() else []
        if foreign:
            raise NotOurs(f"{output} is not empty and newsgen did not make it (it holds {foreign[0]})")
        return Present({}, frozenset())
    files, obstacles = {}, set()
    for path, place in _walk(output):
        if place.name.endswith(_TEMPORARY):
            place.unlink()
        elif place.is_symlink() or not place.is_file():
            obstacles.add(path)
        else:
            files[path] = _digest(place)
    owned = _read_manifest(manifest)
    return Present(files, frozenset(path for path in owned if path in files), frozenset(obstacles))


def _counts(name: str) -> bool:
    return not name.startswith(".") and name not in _NOT_CONTENT


def _walk(output: Path) -> Iterator[tuple[str, Path]]:
    """Files, and links to folders, below the output; hidden folders such as ``.git`` are not looked into."""
    for folder, folders, files in os.walk(output):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = [name for name in folders if (not name.startswith(".") or name == ".well-known") and name not in links]
        for name in [*files, *links]:
            place = Path(folder) / name
            path = place.relative_to(output).as_posix()
            if path != MANIFEST:
                yield path, place


def _digest(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_manifest(manifest: Path) -> list[str]:
    """The paths that we wrote; an unreadable manifest owns nothing, so nothing is removed on its word."""
    try:
        files = json.loads(manifest.read_text("utf-8"))["files"]
        return [path for path in files if isinstance(path, str)]
    except (ValueError, KeyError, TypeError):
        return []


def apply(output: Path, tree: Tree, changes: Changes, present: Present) -> None:
    """Make the folder equal to the tree.

    New bytes are first written beside their places, so that a full disk or a source that changed meanwhile leaves the site as
    it was. The manifest names old and new files until the last is in its place, so that the next build mends a killed one.
    """
    if changes.blocked:
        raise NotOurs(f"{output / changes.blocked[0]} stands in the way and newsgen did not make it")
    if not changes.write and not changes.remove and (output / MANIFEST).exists():
        return
    output.mkdir(parents=True, exist_ok=True)
    _write_manifest(output, present.owned | tree.keys())
    staged: list[tuple[Path, Path]] = []
    try:
        for path in changes.write:
            place = output / path
            _make_room(output, place, changes)
            staged.append((_stage(place, tree[path]), place))
    except BaseException:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        raise
    for temporary, place in staged:
        temporary.replace(place)
    for path in changes.remove:
        _remove(output, output / path)
    _write_manifest(output, frozenset(tree))


def _make_room(output: Path, place: Path, changes: Changes) -> None:
    """Make the folder of a file; one of our own old files may stand where the folder must be."""
    for folder in [*reversed(place.relative_to(output).parents)][1:]:
        if (output / folder).is_file() and folder.as_posix() in changes.remove:
            (output / folder).unlink()
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        for path in changes.remove:
            if (output / path).is_relative_to(place):
                _remove(output, output / path)


def _stage(place: Path, content: bytes | Copy) -> Path:
    temporary = place.with_name(_temporary_name(place.name))
    if isinstance(content, bytes):
        temporary.write_bytes(content)
        return temporary
    data = Path(content.disk).read_bytes()
    if hashlib.sha256(data).hexdigest() != content.digest:
        raise BuildFailed([Problem(Location(content.origin), "the file changed while the site was built", "build again")])
    temporary.write_bytes(data)
    return temporary


def _temporary_name(name: str) -> str:
    """Short enough for every file system, whatever the name it stands in for."""
    return f".{hashlib.sha256(name.encode()).hexdigest()[:16]}{_TEMPORARY}"


def _remove(output: Path, place: Path) -> None:
    """Remove a file and the folders that it leaves empty."""
    place.unlink(missing_ok=True)
    for folder in place.parents:
        if folder == output or any(folder.iterdir()):
            break
        folder.rmdir()


def _write_manifest(output: Path, files: frozenset[str] | set[str]) -> None:
    text = json.dumps({"made by": "newsgen", "files": sorted(files)}, ensure_ascii=False, indent=0)
    temporary = output / f".manifest{_TEMPORARY}"
    temporary.write_text(text + "\n", "utf-8")
    temporary.replace(output / MANIFEST)
