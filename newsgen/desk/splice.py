"""Changes in YAML that leave every other sign as it was typed.

In: a text, the nodes that the YAML library found in it.  Out: edits, and the text with them.
Never: writes a file anew from its values; where an edit could mean more than it says, it is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from newsgen.desk.raw import line_starts, scalars


class Refused(Exception):  # noqa: N818 -- the sheet is in order, but not for us to change
    """An edit that is better made by hand; says why in a clause."""


@dataclass(frozen=True, slots=True)
class Edit:
    """New text in place of what stands from one place to another."""

    start: int
    end: int
    text: str


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, none of which touches another."""
    done, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        done += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*done, text[at:]])


class Sheet:
    """A text whose YAML begins below so many lines, with the root of its nodes."""

    def __init__(self, text: str, root: yaml.Node, above: int = 0) -> None:
        self.text = text
        self._starts = line_starts(text)
        self._above = above
        uses = Counter(id(node) for node in _every(root))
        self._shared = {name for name, count in uses.items() if count > 1}

    def at(self, mark: yaml.Mark) -> int:
        """Where a mark of the YAML library stands in the text."""
        line = mark.line + self._above
        return self._starts[line] + mark.column if line < len(self._starts) else len(self.text)

    def span(self, node: yaml.Node) -> tuple[int, int]:
        """Where a value begins and ends; raises Refused for one that stands in more than one place, or has a name or a tag."""
        start, end = self.at(node.start_mark), self.at(node.end_mark)
        if id(node) in self._shared or self.text[start : start + 1] in {"&", "*", "!"}:
            raise Refused("it is written with & or *, so that it stands in more than one place")
        return start, end

    def line(self, start: int, end: int) -> tuple[int, int]:
        """All of the lines from one place to another, with their ends."""
        first = max(number for number in (self.text.rfind(sign, 0, start) for sign in "\n\r"))
        last = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)").match(self.text, end)
        return first + 1, last.end() if last else end


def _every(node: yaml.Node) -> Iterator[yaml.Node]:
    """Each node as often as it is referred to; what is shared is looked into once."""
    seen: set[int] = set()
    todo = [node]
    while todo:
        each = todo.pop()
        yield each
        if id(each) not in seen and isinstance(each, yaml.CollectionNode):
            seen.add(id(each))
            pairs = each.value if isinstance(each, yaml.MappingNode) else [(item,) for item in each.value]
            todo += [part for pair in pairs for part in pair]


# Texts


def replacement(sheet: Sheet, node: yaml.ScalarNode, new: str, flow: bool) -> Edit:
    """A text in place of another, quoted as that was or as it must be; ``flow`` is whether it stands in brackets."""
    start, end = sheet.span(node)
    if node.style in {"|", ">"}:
        raise Refused("it is written as a block of text")
    return Edit(start, end, written(new, node.style or "", flow))


def written(text: str, style: str = "", flow: bool = True) -> str:
    """A text in YAML: plain where ``style`` is empty and nobody could take it for something else, otherwise quoted."""
    if style == "'" or (not style and not is_plain(text, flow) and '"' in text and "'" not in text):
        return "'" + text.replace("'", "''") + "'"
    if not style and is_plain(text, flow):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_plain(text: str, flow: bool) -> bool:
    """Whether a text may stand without quotes, in any reader of YAML."""
    try:
        node = yaml.compose(f"[{text}, x]" if flow else f"- {text}\n- x\n", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    first = node.value[0] if isinstance(node, yaml.SequenceNode) and len(node.value) == 2 else None
    return isinstance(first, yaml.ScalarNode) and first.value == text and first.tag.endswith(":str") and not first.style


# Lists


Parse = Callable[[str], tuple[Sheet, yaml.Node]]
"""The sheet of a text, and the list in it that is spoken of."""


def with_items(text: str, parse: Parse, wanted: Sequence[str | None]) -> str:
    """A text with other items in a list, None standing for none; raises Refused.

    ``wanted`` has a place for each item that holds a text now. Where one already is as wanted, nothing is touched.
    """
    sheet, value = parse(text)
    nodes = [*scalars(value)]
    flow = isinstance(value, yaml.SequenceNode) and bool(value.flow_style)
    edits = [
        replacement(sheet, node, new, flow)
        for node, new in zip(nodes, wanted, strict=True)
        if new is not None and new != text_of(node)
    ]
    lost = [number for number, new in enumerate(wanted) if new is None]
    if (edits or lost) and isinstance(value, yaml.SequenceNode):
        sheet.span(value)  # which must not stand elsewhere too
    text = spliced(text, edits)
    for number in reversed(lost):
        sheet, value = parse(text)
        text = spliced(text, [_removal(sheet, [*scalars(value)][number], flow)])
    return text


def text_of(node: yaml.ScalarNode) -> str:
    """A text as it is read: white space folded."""
    return " ".join(node.value.split())


def _removal(sheet: Sheet, node: yaml.ScalarNode, flow: bool) -> Edit:
    start, end = sheet.span(node)
    return _from_brackets(sheet, start, end) if flow else _from_dashes(sheet, start, end)


def _from_dashes(sheet: Sheet, start: int, end: int) -> Edit:
    """The item's line, with what is said of it in a comment behind it."""
    first, last = sheet.line(start, end)
    if not re.fullmatch(r"[ \t]*-[ \t]+", sheet.text[first:start]) or not re.fullmatch(r"\s*(#.*\s*)?", sheet.text[end:last]):
        raise Refused("more than the item stands on its line")
    if last == len(sheet.text) and not sheet.text.endswith(("\n", "\r")):
        first = len(sheet.text[:first].rstrip("\r\n"))
    return Edit(first, last, "")


def _from_brackets(sheet: Sheet, start: int, end: int) -> Edit:
    """The item with the comma behind it, or the one before it if it is the last."""
    comma = re.compile(r"\s*,[ \t]*").match(sheet.text, end)
    if not comma and not re.compile(r"\s*\]").match(sheet.text, end):
        raise Refused("there is a comment in its list")
    before = sheet.text[:start].rstrip()
    if not comma and before.endswith(","):
        return Edit(len(before[:-1].rstrip()), end, "")
    end = comma.end() if comma else end
    first, last = sheet.line(start, end)
    alone = not sheet.text[first:start].strip() and not sheet.text[end:last].strip()
    return Edit(first, last, "") if alone else Edit(start, end, "")
