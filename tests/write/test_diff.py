from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.tree import Copy
from newsgen.model.url import Url
from newsgen.write.diff import Changes, Present, diff

NAMES = st.sampled_from(["a", "b", "c/d", "c/e", "c"])
FOLDERS = st.dictionaries(NAMES, st.binary(max_size=2))


def of(data: bytes) -> str:
    return sha256(data).hexdigest()


def present(files: dict[str, bytes], owned: set[str]) -> Present:
    return Present({path: of(data) for path, data in files.items()}, frozenset(owned))


def test_only_what_differs_is_written_and_only_what_is_ours_goes() -> None:
    found = present({"same": b"1", "changed": b"1", "gone": b"1", "CNAME": b"x"}, {"same", "changed", "gone"})
    assert diff({"same": b"1", "changed": b"2", "new": b"3"}, found) == Changes(("changed", "new"), ("gone",))


def test_a_copy_is_known_by_its_digest() -> None:
    photo = Copy(Url("/p.jpg"), "/elsewhere/p.jpg", of(b"photo"), 5, "content/media/p.jpg")
    assert diff({"p.jpg": photo}, present({"p.jpg": b"photo"}, {"p.jpg"})) == Changes((), ())
    assert diff({"p.jpg": photo}, present({"p.jpg": b"other"}, {"p.jpg"})) == Changes(("p.jpg",), ())


def test_a_foreign_file_blocks_its_place_and_what_would_lie_below_it() -> None:
    found = present({"about": b"mine"}, set())
    assert diff({"about": b"page"}, found).blocked == ("about",)
    assert diff({"about/index.html": b"page"}, found).blocked == ("about/index.html",)
    assert diff({"about": b"page"}, present({"about/mine.txt": b"mine"}, set())).blocked == ("about",)


def test_a_foreign_file_that_is_already_right_does_not_block() -> None:
    assert diff({"about": b"page"}, present({"about": b"page"}, set())) == Changes((), ())


def test_a_link_blocks_what_would_be_written_through_it() -> None:
    found = Present({}, frozenset(), frozenset({"tags"}))
    assert diff({"tags/index.html": b"x", "other": b"y"}, found).blocked == ("tags/index.html",)


@given(FOLDERS, FOLDERS, st.sets(NAMES))
def test_writing_and_removing_give_the_tree_and_leave_what_is_foreign(
    tree: dict[str, bytes], before: dict[str, bytes], owned: set[str]
) -> None:
    owned &= before.keys()
    changes = diff(tree, present(before, owned))
    after = {path: data for path, data in before.items() if path not in changes.remove}
    after |= {path: tree[path] for path in changes.write}
    assert {path: after[path] for path in tree} == tree
    assert all(after[path] == before[path] for path in before.keys() - owned - tree.keys())
    assert not owned - tree.keys() & after.keys() or (owned - tree.keys()).isdisjoint(after)
