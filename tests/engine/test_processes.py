from __future__ import annotations

import os
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.engine import processes
from newsgen.engine.processes import Spreading
from newsgen.engine.store import StoreBroken
from newsgen.errors import BuildFailed, Location, Problem

PROBLEM = Problem(Location("content/articles/a.md", 3, 1), "the file changed while the site was built", "build again")


def doubled(things: Sequence[int]) -> list[int]:
    return [2 * each for each in things]


def who(things: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in things]


def refusing(things: Sequence[Exception | None]) -> list[None]:
    for each in things:
        if each:
            raise each
    return [None for _ in things]


@given(st.lists(st.integers(), max_size=40), st.integers(1, 3))
@settings(max_examples=12, deadline=None)
def test_the_order_is_that_of_the_things_however_they_are_shared_out(things: list[int], width: int) -> None:
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(processes, "MANY", 5)
        assert Spreading(width)(doubled, things) == doubled(things)


def test_much_is_done_in_other_processes_and_little_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MANY", 10)
    assert os.getpid() not in Spreading(2)(who, range(10))
    assert {*Spreading(2)(who, range(9))} == {os.getpid()} == {*Spreading(1)(who, range(100))}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device", "site/x"), StoreBroken("a"), BuildFailed([PROBLEM])])
def test_what_went_wrong_arrives_whole(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MANY", 2)
    with pytest.raises(type(error)) as caught:
        Spreading(2)(refusing, [None] * 9 + [error])
    assert str(caught.value) == str(error)
    assert getattr(caught.value, "problems", None) == getattr(error, "problems", None)
