"""Values to canonical bytes, and back.

In: a value from a closed set of types.  Out: bytes that are equal for equal values only; their digest; the value again.
Never: encodes what it does not know; depends on hash order, on a memory address or on the machine.

The closed set: None, bool, int, float, str, bytes, datetime, and tuples, lists, mappings and dataclasses of them. The order of a
mapping counts, since templates see it. Bytes are in the format of ``marshal``, version 2: tagged by type, with lengths, without
references between objects. A format may differ between versions of Python, so whoever keeps bytes keys them by the version.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from types import EllipsisType, MappingProxyType
from typing import Any

_FORMAT = 2  # the last one that writes equal objects equally, whether they are one object or two
_MARK: EllipsisType = ...  # begins what stands for an object; no value of the closed set is one
_PLAIN = frozenset({type(None), bool, int, float, str, bytes})

Types = Mapping[str, Callable[..., Any]]
"""Constructors by class name, for what may be decoded."""


def encode(value: object) -> bytes:
    """Canonical bytes; raises TypeError for a value outside the closed set, sets excepted: ``marshal`` takes them, so give none.

    A value of plain tuples, texts and numbers, and a dataclass of such, are encoded without a walk of ours, so what is encoded
    often is best made of them. The first byte tells which of the ways was taken; it depends on nothing but the value.
    """
    kind: Any = type(value)
    parts = _fields(kind)
    flat: Any = (kind.__name__, *parts(value)) if parts else value
    try:
        return (_OBJECT if parts else _PLAIN_VALUE) + marshal.dumps(flat, _FORMAT)
    except ValueError:  # there is more than plain values in it
        return _TREE + marshal.dumps(_plain(value), _FORMAT)  # type: ignore[arg-type]  # _plain gives what it takes


def decode(data: bytes, types: Types) -> Any:  # noqa: ANN401 -- the caller knows what it encoded
    """The value of canonical bytes, which must be whole: ``marshal`` does not survive others."""
    way, found = data[:1], marshal.loads(memoryview(data)[1:])  # noqa: S302 -- bytes of our own: the store checks what it gives back
    if way == _PLAIN_VALUE:
        return found
    return types[found[0]](*found[1:]) if way == _OBJECT else _value(found, types)


_PLAIN_VALUE, _OBJECT, _TREE = b"p", b"o", b"t"


def digest(data: bytes) -> str:
    """The name of bytes: SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def key(*parts: bytes) -> bytes:
    """16 bytes that stand for several byte strings in order."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "little"))
        hashed.update(part)
    return hashed.digest()


def registry(classes: Iterable[type]) -> Types:
    """Constructors by name; raises ValueError where two classes share one."""
    named = {each.__name__: each for each in classes}
    if len(named) != len([*classes]):
        raise ValueError("two classes have one name")
    return MappingProxyType(named)


@lru_cache(maxsize=256)
def _fields(kind: Any) -> Callable[[object], tuple[object, ...]] | None:  # noqa: ANN401 -- any class
    """What gives the values of a dataclass's fields in their order; None for another class."""
    names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda value: tuple(getattr(value, name) for name in names)) if is_dataclass(kind) else None


def _plain(value: object) -> object:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return tuple([_plain(each) for each in value])  # type: ignore[attr-defined]  # a tuple
    if kind is list:
        return [_plain(each) for each in value]  # type: ignore[attr-defined]  # a list
    if kind is datetime:
        return (_MARK, "datetime", value.isoformat())  # type: ignore[attr-defined]  # a datetime
    if isinstance(value, Mapping):
        return (_MARK, "mapping", *((_plain(name), _plain(each)) for name, each in value.items()))
    parts = _fields(kind)  # type: ignore[arg-type]  # a class can be hashed
    if parts:
        return (_MARK, kind.__name__, *map(_plain, parts(value)))
    raise TypeError(f"no canonical form for {kind.__module__}.{kind.__qualname__}")


def _value(plain: Any, types: Types) -> Any:  # noqa: ANN401 -- as decode
    kind = type(plain)
    if kind is tuple:
        if plain and plain[0] is _MARK:
            return _object(plain, types)
        return tuple([_value(each, types) for each in plain])
    return [_value(each, types) for each in plain] if kind is list else plain


def _object(plain: tuple[Any, ...], types: Types) -> Any:  # noqa: ANN401 -- as decode
    name = plain[1]
    if name == "datetime":
        return datetime.fromisoformat(plain[2])
    if name == "mapping":
        return {_value(each, types): _value(value, types) for each, value in plain[2:]}
    return types[name](*[_value(each, types) for each in plain[2:]])
