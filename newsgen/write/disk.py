"""The output folder.

In: a folder, Changes.  Out: what is there; the changes done.
Never: follows a link out of the folder, or puts a file in its place before every new byte lies beside its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from newsgen.errors import BuildFailed, Location, Problem
from newsgen.model.page import Copy, Tree
from newsgen.write.diff import Changes, Present

MANIFEST = ".newsgen.json"
STAGING = ".newsgen-new"
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
        if place.is_symlink() or not place.is_file():
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

    All new bytes are first written to a folder of their own within the output, so that a full disk or a source that changed
    meanwhile leaves the site as it was. Then the manifest names old and new files until the last is in its place, so that the
    next build mends a killed one.
    """
    if changes.blocked:
        raise NotOurs(f"{output / changes.blocked[0]} stands in the way and newsgen did not make it")
    if not changes.write and not changes.remove and (output / MANIFEST).exists():
        return
    staging = output / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        staged = [_stage(staging / str(number), tree[path]) for number, path in enumerate(changes.write)]
        _write_manifest(output, present.owned | tree.keys())
        for file, path in zip(staged, changes.write, strict=True):
            _make_room(output, output / path, changes)
            file.replace(output / path)
        for path in changes.remove:
            _remove(output, output / path)
        _write_manifest(output, frozenset(tree))
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(file: Path, content: bytes | Copy) -> Path:
    data = content if isinstance(content, bytes) else Path(content.disk).read_bytes()
    if isinstance(content, Copy) and hashlib.sha256(data).hexdigest() != content.digest:
        raise BuildFailed([Problem(Location(content.origin), "the file changed while the site was built", "build again")])
    file.write_bytes(data)
    return file


def _make_room(output: Path, place: Path, changes: Changes) -> None:
    """Make the folder of a file; old files of ours may stand where the folder must be, or below the file's own name."""
    for folder in [*reversed(place.relative_to(output).parents)][1:]:
        if (output / folder).is_file() and folder.as_posix() in changes.remove:
            (output / folder).unlink()
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        for path in changes.remove:
            if (output / path).is_relative_to(place):
                _remove(output, output / path)


def _remove(output: Path, place: Path) -> None:
    """Remove a file and the folders that it leaves empty; something new may have taken its place already."""
    if not place.is_file():
        return
    place.unlink()
    for folder in place.parents:
        if folder == output or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def _write_manifest(output: Path, files: frozenset[str] | set[str]) -> None:
    text = json.dumps({"made by": "newsgen", "files": sorted(files)}, ensure_ascii=False, indent=0)
    temporary = output / STAGING / "manifest"
    temporary.write_text(text + "\n", "utf-8")
    temporary.replace(output / MANIFEST)
