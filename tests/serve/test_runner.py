"""A runner that stays gives what every runner gives, and asks for less."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.engine.digest import digest
from newsgen.engine.runner import Blobs, Made, Runner
from newsgen.serve.runner import LivingRunner, SharedStore


def doubled(shared: str, spec: tuple[str, int], blobs: Blobs) -> Made:
    data = f"{shared}{spec}".encode()
    return Made((shared, spec[1] * 2, digest(data)), {digest(data): data})


@pytest.fixture
def store() -> Iterator[SharedStore]:
    opened = SharedStore()
    yield opened
    opened.close()


CALLS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 3)), max_size=8)), max_size=8
)


@given(CALLS)
def test_it_gives_what_a_plain_loop_gives(calls: list[tuple[str, list[tuple[str, int]]]]) -> None:
    store = SharedStore()
    try:
        living, plain = LivingRunner(store, b""), Runner()
        for shared, specs in calls:
            values: list[Any] = living.map(doubled, shared, specs)
            assert values == plain.map(doubled, shared, specs)
            assert [living.load(name) for *_, name in values] == [plain.load(name) for *_, name in values]
    finally:
        store.close()


def test_what_was_given_before_is_not_asked_for_again(store: SharedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = LivingRunner(store, b"")
    many = [("x", number) for number in range(100)]
    first = runner.map(doubled, "a", many)
    store.remove("doubled", [*store.rows("doubled")])
    runner.map(doubled, "a", [("x", 7), ("y", 7)])  # a look at some of many lets none of the others go
    assert runner.map(doubled, "a", many) == first
    assert runner.ran["doubled"] == 101


def test_what_earlier_processes_left_is_swept(tmp_path: Path) -> None:
    for part in range(4):
        store = SharedStore(tmp_path)
        runner = LivingRunner(store, b"")
        runner.map(doubled, "a", [("x", 100 * part + number) for number in range(100)])
        runner.sweep()
        assert len(store.names("doubled")) <= 200
        runner.rest()
        store.close()


def test_threads_share_a_store(store: SharedStore) -> None:
    runner = LivingRunner(store, b"")
    (_, _, name), *_ = runner.map(doubled, "a", [("x", 1)])
    found: list[bytes] = []
    threads = [Thread(target=lambda: found.extend(runner.load(name) for _ in range(200))) for _ in range(4)]
    for each in threads:
        each.start()
    for number in range(200):
        runner.map(doubled, "b", [("y", number)])
    for each in threads:
        each.join()
    assert found == [b"a('x', 1)"] * 800
