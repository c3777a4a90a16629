"""A source as it was typed: its text sign by sign, and where in it the items of its lists stand.

In: bytes of a story that can be read.  Out: Copy, Item.  Never: reports; what is wrong with a source is told by ``read``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import yaml

from newsgen.read.frontmatter import Reader, decode, split

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Item:
    """A text of the front matter, and where it stands in the file."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Copy:
    """A story's source; ``text`` has every sign of the file, ``body`` is its end, whose first line is ``body_line``."""

    path: str
    text: str
    head: yaml.MappingNode
    body: str
    body_line: int

    def items(self, key: str) -> Sequence[Item]:
        """The texts of a list, or the single text that stands in its place."""
        value = next((value for name, value in self.head.value if name.value == key), None)
        return [_item(node) for node in scalars(value)] if value is not None else ()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a place in the body."""
        ends = self._ends
        number = bisect_right(ends, offset)
        return self.body_line + number, offset - (ends[number - 1] if number else 0) + 1

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in _LINE_END.finditer(self.body)]


def scalars(value: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The items of a list that hold something, as ``read`` takes them."""
    for node in value.value if isinstance(value, yaml.SequenceNode) else [value]:
        if isinstance(node, yaml.ScalarNode) and node.value.strip() not in {"", "~"}:
            yield node


def _item(node: yaml.ScalarNode) -> Item:
    return Item(" ".join(node.value.split()), node.start_mark.line + 2, node.start_mark.column + 1)


def copy_of(path: str, data: bytes) -> Copy:
    """The source of a story; raises ValueError where it has changed into something that cannot be read."""
    reader = Reader(path)
    text = decode(data, reader)
    document = split(text, reader) if text is not None else None
    if document is None:
        raise ValueError(path)
    own = data.decode("utf-8")
    ends = [match.end() for match in islice(_LINE_END.finditer(own), document.body_line - 1)]
    begin = ends[-1] if len(ends) == document.body_line - 1 else len(own)
    return Copy(path, own, document.head, own[begin:], document.body_line)


def line_starts(text: str) -> list[int]:
    """Where each line begins; a byte-order mark belongs to no line."""
    first = 1 if text.startswith("\ufeff") else 0
    return [first, *(match.end() for match in _LINE_END.finditer(text))]


def texts_of(value: object) -> Iterator[str]:
    """Every text within plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_of(each)
