"""Text to Markdown that reads as just that text.

In: blocks of a story.  Out: its body.  Never: lets a sign of the text become markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from newsgen.migrate.wire.stories import Block

_SIGNS = re.compile(r"[\\`*\[\]{}]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_BEGINS = re.compile(r"#|>|[-+](?=\s|[-+]*$)")
_NUMBERED = re.compile(r"(\d+)[.)](?=\s)")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}


def literal(text: str) -> str:
    """A line in which Markdown finds nothing but text."""
    text = _SIGNS.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), text)
    number = _NUMBERED.match(text)
    if number:
        return f"{number[1]}\\{text[number.end(1) :]}"
    return f"\\{text}" if _BEGINS.match(text) else text.replace("~~~", "&#126;~~")


def body(blocks: Iterable[Block]) -> str:
    """The Markdown of a story; items and quoted lines below each other belong together."""
    return "\n\n".join("\n".join(_written(kind, list(group))) for kind, group in groupby(blocks, _kind))


def _kind(block: Block) -> str:
    """What is grouped: each of the others stands alone, by its line."""
    return block.kind if block.kind in {"item", "quote"} else f"{block.kind} {block.number}"


def _written(kind: str, blocks: list[Block]) -> Iterator[str]:
    write = _WRITERS[kind.partition(" ")[0]]
    return (write(block.text) for block in blocks)


def _item(text: str) -> str:
    sign, _, rest = text.partition(" ")
    return f"{sign.rstrip('.)')}. {literal(rest)}" if sign[0].isdigit() else f"- {literal(rest)}"


def _caption(text: str) -> str:
    return "\n".join(f"*{literal(line)}*" for line in text.split("\n"))


_WRITERS: Mapping[str, Callable[[str], str]] = {
    "paragraph": lambda text: "\n".join(map(literal, text.split("\n"))),
    "head": lambda text: f"## {literal(text)}",
    "quote": lambda text: f"> {literal(text)}",
    "item": _item,
    "caption": _caption,
    "picture": lambda text: text,
    "rule": lambda _: "* * *",
}
