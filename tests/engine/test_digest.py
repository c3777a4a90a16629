from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.engine.digest import decode, digest, encode, key, registry

from ..builders import ROOT


@dataclass(frozen=True, slots=True)
class Card:
    title: object
    date: object = None


@dataclass(frozen=True, slots=True)
class Photo:
    title: object
    date: object = None


class Level(IntEnum):
    ONE = 1


class Text(str):
    __slots__ = ()


TYPES = registry([Card, Photo])
ZONE = timezone(timedelta(hours=5, minutes=45))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(),
    st.datetimes(timezones=st.sampled_from([UTC, ZONE]) | st.none()).map(lambda moment: moment.replace(fold=0)),
)


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    lists = st.lists(inner, max_size=4)
    return st.one_of(
        lists,
        lists.map(tuple),
        st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3),
        st.builds(Card, inner, inner),
        st.builds(Photo, inner, inner),
    )


VALUES = st.recursive(SCALARS, nested, max_leaves=12)


def shown(value: object) -> object:
    """A value with the types of all its parts, so that 1, True and 1.0 are three things."""
    if isinstance(value, Card | Photo):
        return type(value).__name__, shown(value.title), shown(value.date)
    if isinstance(value, Mapping):
        return "mapping", [(shown(name), shown(each)) for name, each in value.items()]
    if isinstance(value, list | tuple):
        return type(value).__name__, [shown(each) for each in value]
    return type(value).__name__, repr(value)


@given(VALUES, VALUES)
def test_equal_bytes_mean_equal_values(one: object, other: object) -> None:
    assert (encode(one) == encode(other)) == (shown(one) == shown(other))


@given(VALUES)
def test_a_value_comes_back(value: object) -> None:
    assert shown(decode(encode(value), TYPES)) == shown(value)


ALIKE = [
    None,
    False,
    True,
    0,
    1,
    1.0,
    -1,
    "",
    "1",
    b"",
    b"1",
    "None",
    (),
    [],
    {},
    (None,),
    ((),),
    [()],
    ([],),
    {"a": 1},
    ("a", 1),
]
ALIKE += [(("a", 1),), [("a", 1)], {"a": 1, "b": 2}, {"b": 2, "a": 1}, {1: "a"}, ("1", "2"), ("12",), ("", "12"), {"a": ("b",)}]
ALIKE += [Card("a"), Photo("a"), Card("a", "b"), ("Card", "a", None), Card(Card("a")), Card(("Card", "a", None)), (Card("a"),)]
ALIKE += [datetime(2024, 6, 1, tzinfo=UTC), datetime(2024, 6, 1), "2024-06-01T00:00:00+00:00", Card(datetime(2024, 6, 1))]
ALIKE += [
    datetime(2024, 6, 1, 5, 45, tzinfo=ZONE),
    ("datetime", "2024-06-01T00:00:00"),
    ("mapping", ("a", 1)),
    2**31,
    2**63,
    0.0,
    -0.0,
]


def test_what_looks_alike_is_told_apart() -> None:
    assert [(one, other) for one, other in combinations(ALIKE, 2) if encode(one) == encode(other)] == []


def test_it_does_not_matter_which_objects_are_shared_or_interned() -> None:
    made = "".join(["harbour", " ", "ferry"])
    shared = [made, 10**9]
    one = encode((shared, shared, made, made))
    assert one == encode((["harbour ferry", int("1000000000")], list(shared), sys.intern("harbour ferry"), made[:]))
    assert encode(Card(made, made)) == encode(Card("harbour ferry", str(b"harbour ferry", "ascii")))


HASHED = """
from newsgen.engine.digest import encode, digest
names = {f"name{number}" for number in range(50)}
print(digest(encode(({name: len(name) for name in sorted(names)}, "text", ("a", b"b", 1.5, None)))))
print(hash("a"))
"""


def test_other_processes_with_other_hashes_give_the_same_bytes() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", HASHED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed in ("1", "2")
    ]
    assert runs[0][0] == runs[1][0]
    assert runs[0][1] != runs[1][1], "the seeds make a difference"


class Thing:
    pass


@pytest.mark.parametrize(
    "value",
    [Thing(), object, len, Path("/"), Decimal(1), date(2024, 6, 1), timedelta(1), Level.ONE, Text("a"), range(3), iter(())],
    ids=lambda value: type(value).__name__,
)
def test_what_is_outside_the_closed_set_is_refused(value: object) -> None:
    for holder in (value, (value,), [value], {"a": value}, Card(value), Card((1, value)), MappingProxyType({"a": value})):
        with pytest.raises(TypeError, match="no canonical form"):
            encode(holder)


def test_two_classes_of_one_name_are_refused() -> None:
    other = type("Card", (), {})
    with pytest.raises(ValueError, match="one name"):
        registry([Card, other])


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_a_key_tells_where_its_parts_end(one: list[bytes], other: list[bytes]) -> None:
    assert (key(*one) == key(*other)) == (one == other)


def test_a_digest_is_that_of_sha_256() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
