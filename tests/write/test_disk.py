from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.errors import BuildFailed
from newsgen.model.tree import Content, Copy, Stored
from newsgen.model.url import Url
from newsgen.write import disk
from newsgen.write.diff import Present, Written, diff


def write(output: Path, tree: dict[str, Content]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    present = disk.scan(output, wanted=tree)
    changes = diff(tree, present)
    disk.apply(output, tree, changes, present)
    return changes.write, changes.remove


def files(output: Path) -> dict[str, bytes]:
    """Everything in the folder but our manifest."""
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    found.pop(disk.MANIFEST, None)
    return found


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_tree_is_written_and_what_it_no_longer_holds_goes_with_its_folders(output: Path) -> None:
    write(output, {"index.html": b"1", "a/b/index.html": b"2"})
    assert files(output) == {"index.html": b"1", "a/b/index.html": b"2"}
    assert write(output, {"index.html": b"1"}) == ((), ("a/b/index.html",))
    assert files(output) == {"index.html": b"1"}
    assert not (output / "a").exists()


def test_files_are_readable_for_a_web_server(output: Path) -> None:
    old = os.umask(0o022)
    try:
        write(output, {"index.html": b"1"})
    finally:
        os.umask(old)
    assert stat.S_IMODE((output / "index.html").stat().st_mode) == 0o644


def test_foreign_files_stay(output: Path) -> None:
    write(output, {"index.html": b"1", "gone/index.html": b"2"})
    (output / "CNAME").write_text("paper.example")
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("ref")
    (output / "gone" / "mine.txt").write_text("mine")
    write(output, {"index.html": b"1"})
    assert files(output) == {"index.html": b"1", "CNAME": b"paper.example", ".git/HEAD": b"ref", "gone/mine.txt": b"mine"}


def test_a_publishing_branch_that_is_otherwise_empty_is_taken(output: Path) -> None:
    (output / ".git").mkdir(parents=True)
    (output / "CNAME").write_text("paper.example")
    write(output, {"index.html": b"1"})
    assert (output / "index.html").read_bytes() == b"1"


@pytest.mark.parametrize("name", ["CNAME", ".nojekyll", ".well-known/security.txt", ".htaccess/below"])
def test_what_a_publishing_branch_holds_is_not_written_over(output: Path, name: str) -> None:
    (output / name).parent.mkdir(parents=True)
    (output / name).write_text("mine")
    (output / disk.STAGING).mkdir()
    place = name.removesuffix("/below")
    with pytest.raises(disk.NotOurs, match=f"{place} stands in the way"):
        write(output, {"index.html": b"1", place: b"other"})
    assert files(output) == {name: b"mine"}


def test_what_a_publishing_branch_holds_may_be_as_it_is_wanted(output: Path) -> None:
    output.mkdir()
    (output / "CNAME").write_text("paper.example")
    (output / ".nojekyll").write_text("")
    assert write(output, {"index.html": b"1", "CNAME": b"paper.example"}) == (("index.html",), ())
    assert files(output) == {"index.html": b"1", "CNAME": b"paper.example", ".nojekyll": b""}


def test_nothing_is_written_through_a_link_in_a_publishing_branch(output: Path, tmp_path: Path) -> None:
    output.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (output / ".well-known").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(disk.NotOurs, match="stands in the way"):
        write(output, {"index.html": b"1", ".well-known/security.txt": b"2"})
    assert [*(tmp_path / "elsewhere").iterdir()] == []
    assert not (output / "index.html").exists()


def test_a_folder_that_is_not_ours_is_refused_untouched(output: Path) -> None:
    output.mkdir()
    (output / "thesis.doc").write_text("years")
    with pytest.raises(disk.NotOurs, match=r"thesis\.doc"):
        write(output, {"index.html": b"1"})
    assert files(output) == {"thesis.doc": b"years"}


def test_a_file_in_the_way_is_refused_before_anything_is_written(output: Path) -> None:
    write(output, {"index.html": b"1"})
    (output / "about").write_text("mine")
    with pytest.raises(disk.NotOurs, match="about"):
        write(output, {"index.html": b"2", "about/index.html": b"3"})
    assert files(output) == {"index.html": b"1", "about": b"mine"}


@pytest.mark.parametrize("start", ["warm", "cold", "without a manifest"])
@pytest.mark.parametrize("put", [Path.touch, os.mkfifo], ids=["file", "pipe"])
def test_what_stands_where_a_folder_must_be_is_refused_before_anything_is_written(
    output: Path, start: str, put: Callable[[Path], None]
) -> None:
    known = remembered(output, {"index.html": b"1"}) if start != "without a manifest" else {}
    output.mkdir(exist_ok=True)
    put(output / ".well-known")
    tree: dict[str, Content] = {".well-known/a/b": b"2", ".nojekyll": b"3", "index.html": b"2"}
    present = scan(output, known if start == "warm" else {}, tree)
    with pytest.raises(disk.NotOurs, match="well-known/a/b stands in the way"):
        disk.apply(output, tree, diff(tree, present), present)
    assert not (output / ".nojekyll").exists()


def test_a_file_of_ours_that_is_as_it_was_may_become_a_folder(output: Path) -> None:
    known = remembered(output, {"index.html": b"1", "a": b"2"})
    tree: dict[str, Content] = {"index.html": b"1", "a/b/c": b"3", "a/d": b"4"}
    present = scan(output, known, tree)
    disk.apply(output, tree, diff(tree, present), present)
    assert files(output) == tree


LEFT = ["about/", "about/empty/", "about/.x/file", "about/a/.x/", "about/a/link", "about/ours/empty/"]


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("left", LEFT)
def test_a_folder_that_would_stay_is_refused_before_anything_is_written(output: Path, warm: bool, left: str) -> None:
    """Also beside old files of ours, which could be removed."""
    old: dict[str, Content] = {"index.html": b"1"} | ({"about/ours/index.html": b"old"} if left != "about/" else {})
    known = remembered(output, old) if warm else write(output, old) and {}
    place = output / left
    place.mkdir(parents=True) if left.endswith("/") else place.parent.mkdir(parents=True, exist_ok=True)
    if left.endswith("link"):
        place.symlink_to(output / "nowhere")
    elif not left.endswith("/"):
        place.write_text("mine")
    tree: dict[str, Content] = {"index.html": b"2", "about": b"3"}
    present = scan(output, known, tree)
    with pytest.raises(disk.NotOurs, match="about stands in the way"):
        disk.apply(output, tree, diff(tree, present), present)
    assert (output / "index.html").read_bytes() == b"1"
    assert os.path.lexists(place)


def test_a_folder_that_would_stay_is_in_the_way_of_no_page_below_it(output: Path) -> None:
    """As where a build was killed that put a page into a folder in place of a file."""
    known = remembered(output, {"index.html": b"1", "about": b"2"})
    (output / "about").unlink()
    (output / "about").mkdir()
    tree: dict[str, Content] = {"index.html": b"1", "about/index.html": b"3"}
    present = scan(output, known, tree)
    disk.apply(output, tree, diff(tree, present), present)
    assert files(output) == tree


def test_nothing_is_written_through_a_link(output: Path, tmp_path: Path) -> None:
    write(output, {"index.html": b"1"})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (output / "tags").symlink_to(elsewhere)
    with pytest.raises(disk.NotOurs, match="tags"):
        write(output, {"index.html": b"1", "tags/index.html": b"2"})
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("first", [False, True])
def test_nothing_is_staged_through_a_link(output: Path, tmp_path: Path, first: bool) -> None:
    if not first:
        write(output, {"index.html": b"1"})
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "tree").mkdir(parents=True)
    (elsewhere / "tree" / "0").write_text("mine")
    output.mkdir(exist_ok=True)
    (output / disk.STAGING).symlink_to(elsewhere)
    write(output, {"index.html": b"2"})
    assert files(elsewhere) == {"tree/0": b"mine"}
    assert files(output) == {"index.html": b"2"}
    assert not os.path.lexists(output / disk.STAGING)


def test_tampering_and_losses_are_mended(output: Path) -> None:
    write(output, {"index.html": b"1", "a/index.html": b"2"})
    (output / "index.html").write_bytes(b"x")
    (output / "a" / "index.html").unlink()
    assert write(output, {"index.html": b"1", "a/index.html": b"2"}) == (("a/index.html", "index.html"), ())
    assert files(output) == {"index.html": b"1", "a/index.html": b"2"}


def test_a_page_may_take_the_place_of_folders_in_folders(output: Path) -> None:
    known = remembered(output, {"a/b/c/index.html": b"1", "a/index.html": b"2", "index.html": b"3"})
    tree: dict[str, Content] = {"a": b"file", "index.html": b"3"}
    present = scan(output, known, tree)
    disk.apply(output, tree, diff(tree, present), present)
    assert files(output) == tree


def test_a_page_may_take_the_place_of_a_folder_and_a_folder_that_of_a_page(output: Path) -> None:
    write(output, {"a": b"file", "b/c": b"in a folder"})
    write(output, {"a/index.html": b"in a folder", "b": b"file"})
    assert files(output) == {"a/index.html": b"in a folder", "b": b"file"}


def photo(place: Path, data: bytes) -> Copy:
    return Copy(Url("/p.jpg"), str(place), sha256(data).hexdigest(), len(data), "content/media/p.jpg")


def test_a_photo_that_changed_meanwhile_leaves_the_site_as_it_was(output: Path, tmp_path: Path) -> None:
    write(output, {"index.html": b"1"})
    (tmp_path / "p.jpg").write_bytes(b"new")
    with pytest.raises(BuildFailed, match="changed while the site was built"):
        write(output, {"index.html": b"2", "p.jpg": photo(tmp_path / "p.jpg", b"old")})
    assert files(output) == {"index.html": b"1"}


@pytest.mark.parametrize("dies_at", range(4))
def test_a_killed_build_is_mended_by_the_next(output: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int) -> None:
    """Killed between any two of its moves: the next build gives the tree, and foreign files are still there."""
    write(output, {"index.html": b"1", "old.html": b"1"})
    (output / "CNAME").write_text("paper.example")
    moves = 0
    replace = Path.replace

    def dying(self: Path, target: Path) -> Path:
        nonlocal moves
        if moves == dies_at:
            os._exit(9)
        moves += 1
        return replace(self, target)

    child = os.fork()
    if child == 0:
        monkeypatch.setattr(Path, "replace", dying)
        write(output, {"index.html": b"2", "new.html": b"2"})
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    write(output, {"index.html": b"3", "other.html": b"3"})
    assert files(output) == {"index.html": b"3", "other.html": b"3", "CNAME": b"paper.example"}


def test_what_a_killed_build_left_goes_even_where_nothing_is_to_be_written(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(output, {"index.html": b"1"})
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(disk, "_write_manifest", lambda *arguments: os._exit(9))
        write(output, {"index.html": b"2"})
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert write(output, {"index.html": b"1"}) == ((), ())
    assert files(output) == {"index.html": b"1"}


def scan(output: Path, known: dict[str, Written], wanted: Collection[str] = ()) -> Present:
    """What a build finds that knows so much of the last."""
    changed = disk.changed(output, known)
    return disk.scan(output, {path: stamp for path, stamp in known.items() if path not in changed}, wanted)


def remembered(output: Path, tree: dict[str, Content]) -> dict[str, Written]:
    """The stamps of an output that was left alone for long."""
    write(output, tree)
    return disk.stamps(tree, {}, disk.scan(output), {}, LATE)


LATE = 1 << 62


def test_nothing_is_read_that_is_as_it_was(output: Path) -> None:
    known = remembered(output, {"index.html": b"1", "a/b.html": b"2"})
    assert known.keys() == {"index.html", "a/b.html"}
    assert disk.changed(output, known) == []
    found = scan(output, known)
    assert found.read == {}
    assert found.files == {path: stamp.digest for path, stamp in known.items()}


def test_other_bytes_under_the_old_time_and_size_are_found(output: Path) -> None:
    known = remembered(output, {"index.html": b"1"})
    seen = (output / "index.html").stat()
    sleep(0.02)  # the clock of a file system has ticks, of up to 10 ms
    (output / "index.html").write_bytes(b"x")
    os.utime(output / "index.html", ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert scan(output, known).files == {"index.html": sha256(b"x").hexdigest()}


def test_what_changed_within_the_last_tick_gets_no_stamp(output: Path) -> None:
    (stamp,) = remembered(output, {"index.html": b"1"}).values()
    for before, kept in ((stamp.changed, False), (max(stamp.changed, stamp.modified) + 1, True)):
        assert bool(disk.stamps({"index.html": b"1"}, {}, Present({}, frozenset()), {"index.html": stamp}, before)) == kept


def test_what_is_lost_is_not_there_though_it_is_known(output: Path) -> None:
    known = remembered(output, {"index.html": b"1", "a/b.html": b"2"})
    shutil.rmtree(output / "a")
    assert scan(output, known).files.keys() == {"index.html"}


def test_links_at_known_places_are_in_the_way(output: Path, tmp_path: Path) -> None:
    known = remembered(output, {"index.html": b"1", "a/b.html": b"2"})
    (tmp_path / "same.html").write_bytes(b"1")
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(tmp_path / "same.html")
    found = scan(output, known)
    assert (found.files.keys(), found.obstacles) == ({"a/b.html"}, {"index.html"})


@pytest.mark.parametrize("same", [False, True])
def test_a_folder_that_a_link_replaced_is_not_ours(output: Path, tmp_path: Path, same: bool) -> None:
    """Also where the link leads to another folder with a file of the same name, or to a copy."""
    known = remembered(output, {"index.html": b"1", "a/b.html": b"2"})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.html").write_bytes(b"2" if same else b"other")
    shutil.rmtree(output / "a")
    (output / "a").symlink_to(tmp_path / "elsewhere")
    found = scan(output, known, ["a/b.html"])
    assert (found.files.keys(), found.obstacles) == ({"index.html"}, {"a"})
    with pytest.raises(disk.NotOurs, match="a/b"):
        disk.apply(output, {"index.html": b"1", "a/b.html": b"2"}, diff({"index.html": b"1", "a/b.html": b"2"}, found), found)


def test_nothing_is_written_or_removed_through_a_link_to_a_folder_of_ours_that_was_moved(output: Path, tmp_path: Path) -> None:
    """Its files are as they are known, but they lie elsewhere now."""
    known = remembered(output, {"index.html": b"1", "a/b.html": b"2"})
    (output / "a").rename(tmp_path / "elsewhere")
    (output / "a").symlink_to(tmp_path / "elsewhere")
    trees: list[dict[str, Content]] = [{"index.html": b"1", "a/b.html": b"new"}, {"index.html": b"1"}]
    for tree in trees:
        found = scan(output, known, tree)
        with pytest.raises(disk.NotOurs, match="a stands in the way"):
            disk.apply(output, tree, diff(tree, found), found)
    assert (tmp_path / "elsewhere" / "b.html").read_bytes() == b"2"


def test_a_broken_manifest_owns_nothing(output: Path) -> None:
    write(output, {"index.html": b"1", "old.html": b"1"})
    (output / disk.MANIFEST).write_text("{")
    with pytest.raises(disk.NotOurs):
        write(output, {"index.html": b"2"})
    assert files(output) == {"index.html": b"1", "old.html": b"1"}


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, '{"files": "abc"}', '{"files": {"a": 1}}', "[]", "\xff"],
    ids=["deep", "text", "mapping", "list", "not JSON"],
)
def test_a_manifest_that_makes_no_sense_owns_nothing(output: Path, text: str) -> None:
    write(output, {"a": b"1"})
    (output / disk.MANIFEST).write_text(text, "latin-1")
    assert disk.scan(output).owned == frozenset()


NO_NAMES = [
    "",
    ".",
    "..",
    "../precious.txt",
    "a/../../precious.txt",
    "a//b",
    "a/./b",
    "/etc/x",
    "a\0b",
    "\ud800",
    "x" * 300,
    "x/" * 3000,
    ".git/HEAD",
]


@pytest.mark.parametrize("name", [*NO_NAMES, ["a"], 1, None], ids=lambda name: ascii(name)[:20])
def test_what_a_manifest_names_that_cannot_be_a_file_of_ours_is_not(output: Path, tmp_path: Path, name: object) -> None:
    known = remembered(output, {"index.html": b"1", "a/b": b"2"})
    (tmp_path / "precious.txt").write_text("mine")
    (output / ".git").mkdir()
    (output / ".git/HEAD").write_text("theirs")
    (output / disk.MANIFEST).write_text(json.dumps({"files": ["index.html", "a/b", name, str(tmp_path / "precious.txt")]}))
    for stamps in (known, {}):
        tree: dict[str, Content] = {"index.html": b"1", "a/b": b"2"}
        present = scan(output, stamps, tree)
        assert present.owned == {"index.html", "a/b"}
        disk.apply(output, tree, diff(tree, present), present)
    assert (tmp_path / "precious.txt").read_text() == "mine"
    assert files(output) == {"index.html": b"1", "a/b": b"2", ".git/HEAD": b"theirs"}


OLD = {"index.html": b"1", "same/index.html": b"2", "gone/a/index.html": b"3", "file": b"4", "folder/x": b"5"}


def together(names: Sequence[str]) -> dict[str, bytes]:
    return {name: name.encode() for name in names}


class Here:
    """Begun in this process, and done, or left out, by the time that anybody asks."""

    def __init__(self, made: list[tuple[disk.Staging, Written | None]]) -> None:
        self.made = made

    def results(self) -> list[tuple[disk.Staging, Written | None]]:
        return self.made

    def stop(self) -> None:
        pass


@contextmanager
def at_once(
    work: Any, things: Sequence[Any], first: Callable[[], object], done: Container[str] = ("a/index.html",)
) -> Iterator[Any]:
    first()
    yield Here([(thing, work([thing])[0] if thing[0] in done else None) for thing in things])


NEW = {"index.html": b"new", "same/index.html": b"2", "file/index.html": b"6", "folder": b"7", "more/index.html": b"8"}


@given(st.sets(st.sampled_from([*OLD])))
def test_what_was_staged_ahead_is_used_where_it_is_wanted(done: set[str]) -> None:
    with TemporaryDirectory() as folder:
        output = Path(folder) / "public/site"
        likely: list[disk.Staging] = [(path, Stored(data.decode(), 1)) for path, data in sorted(OLD.items())]
        tree: dict[str, Content] = {path: Stored(data.decode(), len(data)) for path, data in NEW.items()}
        with disk.ahead(output, likely, together, partial(at_once, done=done)) as begun:
            assert begun
            staged = {path: os.lstat(output / disk.STAGING / f"{os.getpid()}/tree" / path).st_ino for path in done}
            present = disk.scan(output)
            written = disk.apply(output, tree, diff(tree, present), present, together, ahead=begun.results())
        assert files(output) == NEW
        assert {each.name for each in output.rglob("*") if each.is_dir()} == {"same", "file", "more"}
        for path, stamp in written.items():
            found = os.lstat(output / path)
            assert (stamp.size, stamp.modified, stamp.node) == (found.st_size, found.st_mtime_ns, found.st_ino)
        if "same/index.html" in done:
            assert written["same/index.html"].node == staged["same/index.html"]
        assert write(output, {path: bytes(data) for path, data in NEW.items()}) == ((), ())


def test_what_was_staged_ahead_for_nothing_is_gone_with_the_folders_that_were_made_for_it(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed), disk.ahead(tmp_path / "public/site", [("a/index.html", b"1")], together, at_once):
        assert (tmp_path / "public/site" / disk.STAGING / f"{os.getpid()}/tree/a/index.html").exists()
        raise BuildFailed([])
    assert [*tmp_path.iterdir()] == []


def test_two_builds_at_once_do_not_mix(output: Path) -> None:
    """The second clears away what the first has staged and is itself at work; the first fails, and leaves it alone."""

    def meanwhile(names: Sequence[str]) -> dict[str, bytes]:
        child = os.fork()
        if child == 0:
            write(output, {"index.html": b"the second", "other.html": b"2"})
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        return together(names)

    tree: dict[str, Content] = {"index.html": Stored("1", 1), "more/index.html": Stored("2", 1)}
    present = disk.scan(output)
    with pytest.raises(FileNotFoundError, match="another build"):
        disk.apply(output, tree, diff(tree, present), present, meanwhile)
    assert files(output) == {"index.html": b"the second", "other.html": b"2"}


def test_what_a_copy_of_a_killed_build_goes_on_to_write_goes_nowhere(output: Path) -> None:
    begun, cleared = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:

        def slow(names: Sequence[str]) -> dict[str, bytes]:
            os.write(begun[1], b".")
            os.read(cleared[0], 1)
            return together(names)

        try:
            with disk.ahead(output, [("a/old.html", Stored("1", 1))], slow, partial(at_once, done=("a/old.html",))):
                os._exit(0)
        finally:
            os._exit(0)

    def later(names: Sequence[str]) -> dict[str, bytes]:
        os.write(cleared[1], b".")
        os.waitpid(child, 0)
        return together(names)

    os.read(begun[0], 1)
    tree: dict[str, Content] = {"a/index.html": Stored("2", 1)}
    present = disk.scan(output)
    disk.apply(output, tree, diff(tree, present), present, later)
    assert files(output) == {"a/index.html": b"2"}
    assert [each.name for each in output.iterdir() if each.is_dir()] == ["a"]
    for end in (*begun, *cleared):
        os.close(end)
