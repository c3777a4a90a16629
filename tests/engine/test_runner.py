from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.engine import runner
from newsgen.engine.digest import digest
from newsgen.engine.processes import processes
from newsgen.engine.runner import INLINE, Blobs, Made, RememberingRunner, Runner
from newsgen.engine.store import Store

CODE = b"code"


def test_results_keep_the_order_of_the_items() -> None:
    assert Runner().map(lambda shared, item, blobs: Made(shared * item), 3, iter([2, 1, 5])) == [6, 3, 15]


def double(shared: int, spec: int, blobs: Blobs) -> Made:
    data = b"page of %d" % (shared * spec)
    return Made((digest(data), spec), {digest(data): data})


def refuse_odd(shared: int, spec: int, blobs: Blobs) -> Made:
    return Made(("odd" if spec % 2 else "even", spec), {}, failed=bool(spec % 2))


def join(shared: int, spec: tuple[str, ...], blobs: Blobs) -> Made:
    return Made((shared, tuple(blobs[name] for name in spec)))


def process_of(shared: int, spec: int, blobs: Blobs) -> Made:
    return Made((os.getpid(), spec))


def die(shared: int, spec: int, blobs: Blobs) -> Made:
    if spec == shared:
        os._exit(9)
    return Made(spec)


@contextmanager
def remembering(folder: Path, width: int = 1, code: bytes = CODE) -> Iterator[RememberingRunner]:
    """A runner whose store is closed afterwards; with a width beyond 1 it has processes."""
    store = Store(folder)
    made = RememberingRunner(store, code, (lambda: processes(width)) if width > 1 else None, width)
    try:
        yield made
    finally:
        made.close()
        store.close()


SPECS = st.lists(st.integers(0, 12), max_size=30)


def as_the_plain_loop(specs: list[int], folder: Path, width: int) -> None:
    for function in (double, refuse_odd):
        plain = Runner()
        wanted = plain.map(function, 2, specs)
        with remembering(folder, width) as made:
            assert made.map(function, 2, specs) == wanted
            assert made.ran[function.__name__] <= len({*specs})
            assert [made.load(each[0]) for each in wanted if function is double] == [
                plain.load(each[0]) for each in wanted if function is double
            ]


@given(st.lists(SPECS, min_size=1, max_size=4))
def test_whatever_is_remembered_results_are_those_of_the_plain_loop(rounds: list[list[int]]) -> None:
    with TemporaryDirectory() as folder:
        for specs in rounds:
            as_the_plain_loop(specs, Path(folder), 1)


@settings(max_examples=5)
@given(st.lists(SPECS, min_size=1, max_size=2))
def test_in_several_processes_too(rounds: list[list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patches, TemporaryDirectory() as folder:
        patches.setattr(runner, "INLINE", 1)
        patches.setattr(runner, "CHUNK", 3)
        for specs in rounds:
            as_the_plain_loop(specs, Path(folder), 2)


@given(SPECS, SPECS)
def test_only_what_is_new_is_computed(first: list[int], second: list[int]) -> None:
    with TemporaryDirectory() as folder:
        with remembering(Path(folder)) as made:
            made.map(double, 1, first)
            assert made.ran["double"] == len({*first})
        with remembering(Path(folder)) as made:
            made.map(double, 1, second)
            made.map(double, 1, second)
            assert made.ran["double"] == len({*second} - {*first})


def test_failures_are_not_remembered(tmp_path: Path) -> None:
    for _ in range(2):
        with remembering(tmp_path) as made:
            assert [value for value, _ in made.map(refuse_odd, 0, [1, 2, 3])] == ["odd", "even", "odd"]
            ran = made.ran["refuse_odd"]
    assert ran == 2


def runs(folder: Path, shared: int = 1, code: bytes = CODE, function: Any = double) -> int:
    with remembering(folder, code=code) as made:
        made.map(function, shared, [1, 2, 3])
        return made.ran[function.__name__]


def test_other_code_another_shared_value_and_another_function_are_other_keys(tmp_path: Path) -> None:
    assert runs(tmp_path) == 3
    assert runs(tmp_path) == 0
    assert runs(tmp_path, shared=2) == 3
    assert runs(tmp_path, code=b"other") == 3
    assert runs(tmp_path, function=process_of) == 3
    assert runs(tmp_path) == 0


@pytest.mark.parametrize("width", [1, 2])
def test_a_function_gets_the_blobs_that_it_needs(tmp_path: Path, width: int) -> None:
    with remembering(tmp_path, width) as made:
        names = [name for name, _ in made.map(double, 1, range(INLINE))]
        specs = [(name, "given") for name in names]
        load = {"given": b"from outside"}.get
        joined = made.map(join, 5, specs, lambda spec: spec, lambda name: load(name) or made.load(name))
    assert joined == [(5, (b"page of %d" % number, b"from outside")) for number in range(INLINE)]


def test_processes_are_used_for_many_specs_alone(tmp_path: Path) -> None:
    with remembering(tmp_path, 2) as made:
        few = made.map(process_of, 1, range(INLINE - 1))
        many = made.map(process_of, 2, range(INLINE))
    assert {process for process, _ in few} == {os.getpid()}
    assert os.getpid() not in {process for process, _ in many}
    assert [number for _, number in many] == [*range(INLINE)]


def test_without_a_pool_all_runs_here(tmp_path: Path) -> None:
    with remembering(tmp_path) as made:
        assert {process for process, _ in made.map(process_of, 1, range(2 * INLINE))} == {os.getpid()}


def test_a_process_that_dies_is_an_error_and_no_result(tmp_path: Path) -> None:
    with remembering(tmp_path, 2) as made, pytest.raises(BrokenProcessPool):
        made.map(die, 70, range(2 * INLINE))
    with remembering(tmp_path, 2) as made:
        assert made.map(die, -1, range(2 * INLINE)) == [*range(2 * INLINE)]


def test_an_exception_in_a_process_comes_through(tmp_path: Path) -> None:
    with remembering(tmp_path, 2) as made, pytest.raises(ZeroDivisionError):
        made.map(divide, 0, range(INLINE))


def divide(shared: int, spec: int, blobs: Blobs) -> Made:
    return Made(spec / shared)


def after_sweep(folder: Path, specs: Iterable[int]) -> set[str]:
    """Which of the pages of 1 to 9 are still there after a build that used these."""
    with remembering(folder) as made:
        made.map(double, 1, range(1, 10))
    with remembering(folder) as made:
        made.map(double, 1, specs)
        made.sweep()
    store = Store(folder)
    found = {data for (data,) in store._connection.execute("SELECT data FROM blobs")}
    assert len(store.rows("double")) == len(found)
    store.close()
    return {data.decode() for data in found}


def test_what_was_not_used_stays_until_it_outweighs(tmp_path: Path) -> None:
    assert len(after_sweep(tmp_path, range(1, 8))) == 9


def test_what_was_not_used_goes_once_it_outweighs(tmp_path: Path) -> None:
    assert after_sweep(tmp_path, [1, 2]) == {"page of 1", "page of 2"}


def test_progress_is_told_up_to_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "CHUNK", 2)
    told: list[tuple[str, int, int]] = []
    store = Store(tmp_path)
    tell: Callable[[str, int, int], None] = lambda *said: told.append(said)  # noqa: E731
    RememberingRunner(store, CODE, tell=tell).map(double, 1, [1, 2, 3, 3])
    store.close()
    assert told == [("double", 2, 3), ("double", 3, 3)]


def test_what_a_killed_build_had_made_need_not_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CHUNK", "FIRST_COMMIT", "COMMIT"):
        monkeypatch.setattr(runner, name, 32)
    child = os.fork()
    if child == 0:
        with remembering(tmp_path) as made:
            made.map(die, 100, range(200))
    os.waitpid(child, 0)
    with remembering(tmp_path) as made:
        assert made.map(die, 1000, range(200)) == [*range(200)]  # another shared value: nothing of this is remembered
        assert made.ran["die"] == 200
    with remembering(tmp_path) as made:
        assert made.map(die, 100, [*range(100), 101]) == [*range(100), 101]
        assert made.ran["die"] == 101 - 3 * 32
