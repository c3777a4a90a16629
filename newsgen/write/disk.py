"""The output folder.

In: a folder, Changes.  Out: what is there; the changes done.
Never: follows a link out of the folder, or puts a file in its place before every new byte lies beside its own.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from newsgen.errors import BuildFailed, Location, Problem
from newsgen.model.spread import Begin, Begun, Spread, here
from newsgen.model.stamps import is_settled
from newsgen.model.tree import Content, Copy, Stored, Tree
from newsgen.write.diff import Changes, Present, Written

MANIFEST = ".newsgen.json"
STAGING = ".newsgen-new"
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG})
_LOADED = 64  # pages in memory at a time
_NOT_CONTENT = frozenset({"CNAME"})  # what hosts keep in a publishing branch that is otherwise empty


class NotOurs(Exception):  # noqa: N818 -- a refusal, told as wrong usage
    """The output folder holds something that newsgen did not make."""


Load = Callable[[Sequence[str]], Mapping[str, bytes]]
"""The bytes of several digests."""

Staging = tuple[str, Content]
"""A place, and what it is to hold."""


def changed(output: Path, known: Mapping[str, Written]) -> list[str]:
    """The places whose files are not as ``known`` says, or gone."""
    return [path for path, stamp in known.items() if stamp[:4] != _stamp(f"{output}/{path}")]


def _stamp(place: str) -> tuple[int, int, int, int] | None:
    try:
        return _stamp_of(os.lstat(place))
    except OSError:  # whoever needs the file will say why it cannot be had
        return None


def _stamp_of(seen: os.stat_result) -> tuple[int, int, int, int]:
    """What ``Written`` has of a file beside its digest."""
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def scan(output: Path, known: Mapping[str, Written] | None = None, wanted: Collection[str] = ()) -> Present:
    """What the output folder holds; raises NotOurs for a non-empty folder without our manifest.

    A file that is ``known`` is not looked at: see ``changed``. Where any is known, or nothing there is ours, just the places of
    our files and of the ``wanted`` ones are looked at; otherwise all of the folder.
    """
    known = known or {}
    if output.exists() and not output.is_dir():
        raise NotOurs(f"{output} is a file, not a folder")
    if not has_manifest(output):
        entries = sorted({each.name for each in output.iterdir()} - {STAGING}) if output.is_dir() else []
        foreign = next(filter(_counts, entries), None)
        if foreign:
            raise NotOurs(f"{output} is not empty and newsgen did not make it (it holds {foreign})")
        hidden = _look(str(output), wanted if entries else ())
        return Present(hidden.files, frozenset(), frozenset(hidden.obstacles | hidden.stuck), hidden.read)
    owned = _read_manifest(output / MANIFEST, known)
    places = dict.fromkeys([*(owned if known else (path for path, _ in _walk(output))), *wanted])
    found = _look(str(output), [path for path in places if path not in known])
    files = {path: known[path].digest for path in places if path in known} | found.files
    obstacles = found.obstacles | {path for path in found.stuck if path in wanted}
    return Present(files, frozenset(path for path in owned if path in files), frozenset(obstacles), found.read)


@dataclass(slots=True)
class _Found:
    """``stuck`` are folders that would stay if all files in them were removed."""

    files: dict[str, str] = field(default_factory=dict)
    obstacles: set[str] = field(default_factory=set)
    stuck: set[str] = field(default_factory=set)
    read: dict[str, Written] = field(default_factory=dict)


def _look(output: str, places: Iterable[str]) -> _Found:
    """The digests of the files at these places, and what is neither file nor folder."""
    found = _Found()
    folders: dict[str, bool] = {"": True}
    for path in places:
        try:
            seen = os.lstat(f"{output}/{path}")
        except OSError as error:
            if error.errno not in _NOT_THERE:
                raise
            if not _is_reachable(output, path.rpartition("/")[0], folders, found.obstacles):
                found.files.update((file, _digest(Path(f"{output}/{file}"))) for file in _file_above(output, path, found.files))
            continue
        if not _is_reachable(output, path.rpartition("/")[0], folders, found.obstacles):
            continue
        if stat.S_ISREG(seen.st_mode):
            name = _digest(Path(f"{output}/{path}"))
            found.read[path] = Written(*_stamp_of(seen), name)
            found.files[path] = name
        elif stat.S_ISDIR(seen.st_mode):
            folder = Path(f"{output}/{path}")
            below = {file: f"{path}/{name}" for name, file in _walk(folder) if file.is_file()}
            found.files.update((name, _digest(file)) for file, name in below.items())
            if not below or _holds_more(folder, below):
                found.stuck.add(path)
        else:
            found.obstacles.add(path)
    return found


def _holds_more(folder: Path, files: Iterable[Path]) -> bool:
    """Whether anything but these files, and the folders that they lie in, is below a folder."""
    seen = {place for file in files for place in (file, *file.parents)}
    return any(place not in seen for place in folder.rglob("*"))


def _is_reachable(output: str, folder: str, folders: dict[str, bool], obstacles: set[str]) -> bool:
    """Whether a folder is a folder all the way down: a link could lead anywhere."""
    known = folders.get(folder)
    if known is None:
        known = _is_reachable(output, folder.rpartition("/")[0], folders, obstacles)
        if known:
            try:
                mode = os.lstat(f"{output}/{folder}").st_mode
            except OSError:
                mode = stat.S_IFDIR  # nothing is there, so nothing is in the way
            known = stat.S_ISDIR(mode)
            if not known and not stat.S_ISREG(mode):
                obstacles.add(folder)
        folders[folder] = known
    return known


def _file_above(output: str, path: str, known: Container[str]) -> list[str]:
    """The file that stands where a folder of a path must be, unless it is known."""
    above = next(each for each in _above([path]) if not stat.S_ISDIR(os.lstat(f"{output}/{each}").st_mode))
    return [above] if above not in known and stat.S_ISREG(os.lstat(f"{output}/{above}").st_mode) else []


def _counts(name: str) -> bool:
    return not name.startswith(".") and name not in _NOT_CONTENT


def _walk(output: Path) -> Iterator[tuple[str, Path]]:
    """Files, and links to folders, below the output; hidden folders such as ``.git`` are not looked into."""
    for folder, folders, files in os.walk(output):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = [name for name in folders if not _is_foreign(name) and name not in links]
        for name in [*files, *links]:
            place = Path(folder) / name
            path = place.relative_to(output).as_posix()
            if path != MANIFEST:
                yield path, place


def _digest(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_manifest(manifest: Path, known: Mapping[str, Written]) -> list[str]:
    """The paths that we wrote; an unreadable manifest owns nothing, so nothing is removed on its word."""
    try:
        files = json.loads(manifest.read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    if not isinstance(files, list):
        return []
    return [path for path in files if isinstance(path, str) and (path in known or _is_name(path))]


def _is_name(path: str) -> bool:
    """Whether a path leads below its folder and is written as a tree writes it; a manifest may have been edited or merged."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    *folders, name = path.split("/")
    return "\0" not in path and name not in {"", ".", ".."} and not any(map(_is_foreign, folders))


def _is_foreign(folder: str) -> bool:
    """Whether a folder is none of ours, such as ``.git`` or the one above."""
    return not folder or (folder.startswith(".") and folder != ".well-known")


def has_manifest(output: Path) -> bool:
    """Whether newsgen has written here before."""
    return (output / MANIFEST).is_file()


def is_fresh(output: Path) -> bool:
    """Whether nothing is there."""
    return not output.exists() or (output.is_dir() and not any(output.iterdir()))


@contextmanager
def ahead(output: Path, likely: Sequence[Staging], load: Load, begin: Begin) -> Iterator[Begun[Staging, Written] | None]:
    """Stage what a fresh folder will probably hold, while it is found out what it will hold.

    What was staged is for ``apply``; at the context's end the rest is gone, and the folder too, where nothing is in it.
    """
    tree = f"{_own(output)}/tree"
    missing = [each for each in (output, *output.parents) if not each.exists()]
    try:
        with suppress(OSError):  # what is wrong with the output is said when it is written, and what is wrong with sources first
            Path(tree).mkdir(parents=True)
        with begin(partial(_stage_all, tree, load), likely, partial(_make_folders, tree, [path for path, _ in likely])) as begun:
            yield begun
    finally:
        _clear_own(output)
        for each in missing:
            with suppress(OSError):  # something is in it
                each.rmdir()


def _own(output: Path) -> Path:
    """Where this process stages. What a copy of a killed one still writes, or another build, does not come in between."""
    return output / STAGING / f"{os.getpid()}"


def _clear(output: Path) -> None:
    """Remove what is staged; a killed build may have left something. Of a link the link goes, not what it leads to.

    If another build is at work, it loses all at once and fails, rather than goes on without a part.
    """
    staging = output / STAGING
    if staging.is_symlink():
        staging.unlink()
    with suppress(OSError):  # nothing is there
        for each in [*staging.iterdir()]:
            each.rename(f"{each}.gone")
    shutil.rmtree(staging, ignore_errors=True)


def _clear_own(output: Path) -> None:
    """Remove what this process has staged."""
    shutil.rmtree(_own(output), ignore_errors=True)
    with suppress(OSError):  # another build is at work, or it was gone already
        (output / STAGING).rmdir()


def apply(
    output: Path,
    tree: Tree,
    changes: Changes,
    present: Present,
    load: Load | None = None,
    spread: Spread = here,
    ahead: Sequence[tuple[Staging, Written | None]] = (),
) -> dict[str, Written]:
    """Make the folder equal to the tree; gives the stamps of what was written. ``load`` gives what lies in a store.

    All new bytes are first written to a folder of their own within the output, so that a full disk or a source that changed
    meanwhile leaves the site as it was. Then the manifest names old and new files until the last is in its place, so that the
    next build mends a killed one. Where nothing is there yet, whole folders are moved.
    """
    if changes.blocked:
        raise NotOurs(f"{output / changes.blocked[0]} stands in the way and newsgen did not make it")
    if present.owned:
        _refuse_links(output, (*changes.write, *changes.remove))
    staging = _own(output)
    if not ahead:
        _clear(output)
    if not changes.write and not changes.remove and (output / MANIFEST).exists():
        return {}
    fresh = bool(ahead) or is_fresh(output)
    (staging / "tree").mkdir(parents=True, exist_ok=True)
    try:
        staged = _still_wanted(staging / "tree", ahead, tree)
        missing = [path for path in changes.write if path not in staged]
        places = missing if fresh else [str(number) for number in range(len(missing))]
        written = spread(
            partial(_stage_all, f"{staging}/tree", load),
            [(place, tree[path]) for place, path in zip(places, missing, strict=True)],
        )
        staged |= zip(missing, written, strict=True)
        return _put_in(output, tree, staged) if fresh else _put_over(output, tree, changes, present, staged)
    finally:
        _clear_own(output)


def _put_in(output: Path, tree: Tree, staged: dict[str, Written]) -> dict[str, Written]:
    """Put what is staged into a folder that is empty."""
    _write_manifest(output, tree.keys())
    for entry in sorted((_own(output) / "tree").iterdir()):
        entry.replace(output / entry.name)
    return staged


def _put_over(output: Path, tree: Tree, changes: Changes, present: Present, staged: Mapping[str, Written]) -> dict[str, Written]:
    """Put what is staged over the last site, file by file, and remove what is in the tree no more."""
    _write_manifest(output, present.owned | tree.keys())
    stamps = _move_all(_own(output) / "tree", output, changes, staged)
    for path in changes.remove:
        _remove(output, output / path)
    _write_manifest(output, tree.keys())
    return stamps


def _still_wanted(staging: Path, ahead: Iterable[tuple[Staging, Written | None]], tree: Tree) -> dict[str, Written]:
    """Of what was staged ahead, what the tree holds; the rest is removed, with its folder, or will be written over."""
    staged: dict[str, Written] = {}
    for (path, content), stamp in ahead:
        if path not in tree:
            (staging / path).unlink(missing_ok=True)
            _remove_empty(staging, staging / path)
        elif stamp and tree[path] == content:
            staged[path] = stamp
    return staged


def _move_all(staging: Path, output: Path, changes: Changes, staged: Mapping[str, Written]) -> dict[str, Written]:
    """Put staged files in their places; a move changes the time at which a file was changed last."""
    made: set[str] = set()
    stamps: dict[str, Written] = {}
    for number, path in enumerate(changes.write):
        _make_room(output, path, changes, made)
        (staging / str(number)).replace(output / path)
        stamps[path] = staged[path]._replace(changed=os.lstat(f"{output}/{path}").st_ctime_ns)
    return stamps


def _refuse_links(output: Path, paths: Iterable[str]) -> None:
    """A file may be as it is known though its folder was moved and is a link now, which a scan does not look for."""
    links: set[str] = set()
    folders: dict[str, bool] = {"": True}
    for path in paths:
        _is_reachable(str(output), path.rpartition("/")[0], folders, links)
    if links:
        raise NotOurs(f"{output / min(links)} stands in the way and newsgen did not make it")


def stamps(
    tree: Tree, known: Mapping[str, Written], present: Present, written: Mapping[str, Written], before: int
) -> dict[str, Written]:
    """What the next scan may go by.

    ``before`` is now by the clock of the file system: what has just changed could change again within the same tick and look the
    same, so it is looked at once more.
    """
    newest = {**known, **present.read, **written}
    return {path: stamp for path in tree if (stamp := newest.get(path)) and is_settled(stamp.modified, stamp.changed, before)}


def _stage_all(folder: str, load: Load | None, contents: Sequence[Staging]) -> list[Written]:
    """Write contents to their places below a folder; threads would wait for each other, and make it slower."""
    parts = [contents[start : start + _LOADED] for start in range(0, len(contents), _LOADED)]
    return [written for part in parts for written in _stage_part(folder, load, part)]


def _stage_part(folder: str, load: Load | None, contents: Sequence[Staging]) -> list[Written]:
    names = [content.digest for _, content in contents if isinstance(content, Stored)]
    loaded = load(names) if load and names else {}
    try:
        return [_stage(f"{folder}/{place}", content, loaded) for place, content in contents]
    except FileNotFoundError:  # mostly the first file's folder; where folders were made before, to ask for each takes long
        if not Path(folder).exists():
            raise FileNotFoundError(errno.ENOENT, "has gone, most likely since another build writes there too", folder) from None
        _make_folders(folder, [place for place, _ in contents])
        return [_stage(f"{folder}/{place}", content, loaded) for place, content in contents]


def _make_folders(folder: str, places: Iterable[str]) -> None:
    """Make the folders that places lie in, below one that is there."""
    for above in _above(places):
        with suppress(FileExistsError):  # another process had use for it too
            os.mkdir(f"{folder}/{above}")  # noqa: PTH102 -- thousands of times in a build


def _above(places: Iterable[str]) -> list[str]:
    """The folders that places lie in, outer ones first."""
    found: set[str] = set()
    for place in places:
        folder = place.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(found)


def _stage(file: str, content: Content, loaded: Mapping[str, bytes]) -> Written:
    data, name = _bytes(content, loaded)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        written = os.write(descriptor, data)
        while written < len(data):  # Linux takes no more than 2 GiB at once; a full disk says so the next time
            written += os.write(descriptor, memoryview(data)[written:])
        found = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return Written(*_stamp_of(found), name)


def _bytes(content: Content, loaded: Mapping[str, bytes]) -> tuple[bytes, str]:
    """What a file is to hold, and its digest."""
    if isinstance(content, Stored):
        return loaded[content.digest], content.digest
    if isinstance(content, Copy):
        data = Path(content.disk).read_bytes()
        if hashlib.sha256(data).hexdigest() != content.digest:
            raise BuildFailed([Problem(Location(content.origin), "the file changed while the site was built", "build again")])
        return data, content.digest
    return content, hashlib.sha256(content).hexdigest()


def _make_room(output: Path, path: str, changes: Changes, made: set[str]) -> None:
    """Make the folder of a file; old files of ours may stand where the folder must be, or below the file's own name."""
    folder = path.rpartition("/")[0]
    place = output / path
    if changes.remove:
        for above in [*reversed(Path(path).parents)][1:]:
            if (output / above).is_file() and above.as_posix() in changes.remove:
                (output / above).unlink()
        if place.is_dir():
            for each in changes.remove:
                if (output / each).is_relative_to(place):
                    _remove(output, output / each)
    if folder not in made:
        os.makedirs(f"{output}/{folder}", exist_ok=True)  # noqa: PTH103 -- thousands of times in a build
        made.add(folder)


def _remove(output: Path, place: Path) -> None:
    """Remove a file and the folders that it leaves empty; something new may have taken its place already."""
    if not place.is_file():
        return
    place.unlink()
    _remove_empty(output, place)


def _remove_empty(output: Path, place: Path) -> None:
    """Remove the folders above a place that are empty."""
    for folder in place.parents:
        if folder == output or (folder.is_dir() and any(folder.iterdir())):
            break
        if folder.is_dir():
            folder.rmdir()


def _write_manifest(output: Path, files: Set[str]) -> None:
    text = json.dumps({"made by": "newsgen", "files": sorted(files)}, ensure_ascii=False, separators=(",\n", ": "))
    temporary = _own(output) / "manifest"
    temporary.write_text(text + "\n", "utf-8")
    temporary.replace(output / MANIFEST)
