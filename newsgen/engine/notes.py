"""What results were computed from, written down beside them.

In: a store, shared values and specs.  Out: these again, by the name of a result; what of them was new.
Never: decides whether a result still holds; that is for keys.

A note holds the spec itself, and the shared value by the digest of its bytes, which are kept once. Whoever goes by a note has to
see that it is of the result at hand: one that was remembered, and not computed, leaves the note of another in place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsgen.engine.digest import Types, decode, encode, key
from newsgen.engine.store import Store

Ingredients = Mapping[str, object]
PROGRAM = "newsgen or one of its libraries"
_SHARED = "shared notes"


@dataclass(frozen=True, slots=True)
class Note:
    """How to say what a result was made from: its name, and the ingredients of the shared value and of a spec by theirs.

    ``types`` are those of shared values and specs, which are written down.
    """

    name: Callable[[Any], str]
    shared: Callable[[Any], Ingredients]
    spec: Callable[[Any], Ingredients]
    types: Types


@dataclass(frozen=True, slots=True)
class Why:
    """What was new when a result was computed last (None: it never was; empty: it was the first time), and what is new now."""

    last: tuple[str, ...] | None
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Noted:
    """A row: the bytes of the spec, the name of the shared value, a check of the code.

    ``before`` says whether it had been computed earlier, ``new`` what differed from then.
    """

    spec: bytes
    shared: bytes
    code: int
    before: bool
    new: tuple[str, ...]


class Notes:
    """The notes of a store; ``code`` is a check of the program that takes them."""

    def __init__(self, store: Store, code: int) -> None:
        self._store = store
        self._code = code
        self._seen: dict[str, bool] = {}  # spaces of which earlier builds left notes
        self._shared: dict[bytes, Any] = {}  # shared values by the name of their bytes
        self._taken: set[bytes] = set()  # the names of those of this build
        self._between: dict[tuple[bytes, bytes], tuple[str, ...]] = {}  # what differs in two of them

    def take(self, space: str, shared: object, specs: Collection[object], note: Note) -> None:
        """Write down what each result was computed from, and what of it was new since it was computed last."""
        data = encode(shared)
        name = self._name(data, shared)
        self._taken.add(name)
        seen = self._seen.setdefault(space, self._store.has(_rows_of(space)))

        def row(spec: object) -> tuple[bytes, bytes]:
            label = note.name(spec)
            last = self._row(space, label) if seen else None
            new = self._new(last, name, spec, note) if last else ()
            return label.encode(), encode((encode(spec), name, self._code, last is not None, new))

        self._store.put(_rows_of(space), map(row, specs))  # one after the other: all of an archive's take 150 MB
        self._store.put(_SHARED, [(name, data)] if specs else [])

    def of(self, space: str, label: str, note: Note) -> tuple[Any, Any] | None:
        """The shared value and the spec of the note of a name, if this program took it."""
        last = self._row(space, label)
        shared = self._value(last.shared, note) if last and last.code == self._code else None
        return (shared, decode(last.spec, note.types)) if last and shared else None

    def why(self, space: str, shared: object, spec: object, note: Note, is_known: bool) -> Why:
        """What made a result be computed last, and, unless it is known, what would make it be computed now."""
        last = self._row(space, note.name(spec))
        if last is None:
            return Why(last=None, now=())
        now = () if is_known else self._new(last, self._name(encode(shared), shared), spec, note)
        return Why(last=last.new if last.before else (), now=now)

    def sweep(self, named: Mapping[str, Iterable[str]]) -> None:
        """Remove all notes but those of these names, by space, and the shared values that no note was taken with."""
        for space, labels in named.items():
            self._store.remove(_rows_of(space), self._store.names(_rows_of(space)) - {label.encode() for label in labels})
        self._store.remove(_SHARED, self._store.names(_SHARED) - self._taken)

    def _name(self, data: bytes, shared: object) -> bytes:
        name = key(data)
        self._shared[name] = shared
        return name

    def _row(self, space: str, label: str) -> _Noted | None:
        row = self._store.row(_rows_of(space), label.encode())
        return _Noted(*decode(row, {})) if row else None

    def _value(self, name: bytes, note: Note) -> Any:  # noqa: ANN401 -- the function's own
        """A shared value that was written down; None where it is gone."""
        if name not in self._shared:
            row = self._store.row(_SHARED, name)
            self._shared[name] = decode(row, note.types) if row else None
        return self._shared[name]

    def _new(self, last: _Noted, name: bytes, spec: object, note: Note) -> tuple[str, ...]:
        """The names of the ingredients that differ from those of last time."""
        if last.code != self._code:  # and what another version wrote may be of other types
            return (PROGRAM,)
        if (last.shared, name) not in self._between:
            then, now = self._value(last.shared, note), self._value(name, note)
            self._between[last.shared, name] = _differing(note.shared(then) if then else {}, note.shared(now))
        return self._between[last.shared, name] + _differing(note.spec(decode(last.spec, note.types)), note.spec(spec))


def _rows_of(space: str) -> str:
    return f"{space} notes"


def _differing(then: Ingredients, now: Ingredients) -> tuple[str, ...]:
    names = dict.fromkeys([*now, *then])
    return tuple(name for name in names if encode(then.get(name)) != encode(now.get(name)))
