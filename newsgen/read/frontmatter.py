"""A source's text cut into YAML and body.

In: bytes of a file.  Out: YAML nodes that know their line and column, the body, the body's first line.
Never: constructs a Python object from YAML; what a value means is for ``fields``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from newsgen.errors import Level, Location, Problem
from newsgen.read.invisible import named, visible
from newsgen.read.syntax import explain

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_CONTROL = bytes(code for code in [*range(0x20), 0x7F] if code not in b"\t\n\r")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.1, section 5.1
_RARE_BREAKS = re.compile("[\x85\u2028\u2029]")  # ends of lines to YAML, but not to editors
_TOP = re.compile(r"[^\s#-]|---")  # how a line begins that belongs to nothing above it
_CONFLICT = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)  # git-scm.com, git-merge
FENCED = re.compile(r"^(?P<sign>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??(?P=sign)[ \t\r]*$", re.MULTILINE | re.DOTALL)
"""Fenced code, as the extension of Python-Markdown takes it: what nothing closes is none."""

_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str", "seq", "map", "timestamp", "merge", "value")
}
_LATE_DASH = re.compile(r"^( *)- .*\n\1 +-", re.MULTILINE)
_UNTAMED = re.compile("[!&*]")  # without these there are no tags, anchors or aliases
MOST = 20  # entries of a file that are told to be wrong in one go, since each time the rest is read again
EXPANSION = 10  # how many times larger aliases may make a document (an alias bomb multiplies at each level)


@dataclass(slots=True)
class Reader:
    """Collects what is wrong with one file while it is read, and where its keys stand.

    ``offset`` is the number of lines above the YAML; YAML's own marks count from 0. With ``goes_on``, entries that cannot be read
    are left out, so that what is wrong with the others is told as well; ``is_partial`` tells that something was.
    """

    path: str
    goes_on: bool = False
    is_partial: bool = False
    offset: int = 0
    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def report(self, line: int, column: int, message: str, hint: str = "", level: Level = "error") -> None:
        """Note a problem at a line and column of the file, both from 1."""
        self.problems.append(Problem(Location(self.path, line, column), message, hint, level))

    def report_node(self, node: yaml.Node, message: str, hint: str = "") -> None:
        """Note an error at a node of the YAML."""
        self.report(*self.place(node), message, hint)

    def place(self, node: yaml.Node) -> tuple[int, int]:
        """Line and column of a node in the file."""
        return node.start_mark.line + 1 + self.offset, node.start_mark.column + 1


@dataclass(frozen=True, slots=True)
class Document:
    """A source cut in two; ``body_line`` is the line of the file on which the body begins."""

    head: yaml.MappingNode
    body: str
    body_line: int


def decode(data: bytes, reader: Reader) -> str | None:
    """The text of a source, without byte-order mark and with ``\\n`` line ends; None where it is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        reader.report(0, 0, "the file is saved as UTF-16", "save it as UTF-8 in your editor")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        reader.report(line, column, f"the file is not UTF-8 (byte 0x{data[error.start]:02x})", "save it as UTF-8 in your editor")
        return None
    # Two programs, each of which puts a mark before the text, leave two of them.
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    conflict = _CONFLICT.search(text) if ">>>>>>> " in text else None
    if conflict and not is_in_fence(text, conflict.start()):
        line = text.count("\n", 0, conflict.start()) + 1
        hint = "keep one of the two, and delete the lines that begin with  <<<<<<<  =======  >>>>>>>"
        reader.report(line, 1, "two versions of the file stand here, of which Git could not choose one", hint)
        return None
    return text


def is_in_fence(text: str, at: int) -> bool:
    """Whether a place lies in fenced code, where anything may stand."""
    return any(code.start() < at < code.end() for code in FENCED.finditer(text))


def split(text: str, reader: Reader) -> Document | None:
    """The front matter's mapping and the body; None, with problems reported, where there is no mapping to read."""
    lines = text.split("\n")
    if not lines[0].startswith("---") or not _FENCE.fullmatch(lines[0]):
        _report_missing(lines, reader)
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        line = _where_it_should_close(lines)
        reader.report(line, 1, "the front matter is not closed", "put  ---  on a line of its own after the last key")
        return None
    reader.offset = 1
    head = mapping("\n".join(lines[1:end]) + "\n", reader)
    body = _without_control("\n".join(lines[end + 1 :]))
    return Document(head, body, end + 2) if head is not None else None


def _without_control(text: str) -> str:
    """A pattern would take five times as long; in UTF-8 these bytes are part of no other character."""
    data = text.encode()
    kept = data.translate(None, _CONTROL)
    return text if len(kept) == len(data) else kept.decode()


def _report_missing(lines: list[str], reader: Reader) -> None:
    if not any(line.strip() for line in lines):
        reader.report(0, 0, "the file is empty", "write the story, or delete the file")
    elif named(lines[0]) and _FENCE.fullmatch(visible(lines[0])):
        reader.report(1, 1, named(lines[0]), "type the line again:  ---")
    elif re.fullmatch(r"\s*[-‐-―−]+\s*", lines[0]):
        reader.report(1, 1, "this line does not open the front matter", "write three hyphens and nothing else:  ---")
    elif re.match(r"[\w-]+:(\s|$)", lines[0]):
        reader.report(1, 1, "the front matter is not opened", "put  ---  on a line of its own before the first key")
    elif not lines[0].strip() and any(_FENCE.fullmatch(line) for line in lines[:5]):
        reader.report(1, 1, "there are blank lines above the front matter", "make  ---  the first line of the file")
    else:
        reader.report(1, 1, "the front matter is missing", "begin the file with  ---  then  title: …  and  date: …  then  ---")


def _where_it_should_close(lines: list[str]) -> int:
    """The first line that can belong to no front matter: blank, or neither key, list item, comment nor indented."""
    for number, line in enumerate(lines[1:], 2):
        if not re.match(r"\s+\S|-(\s|$)|#|[\"']?[\w-]+[\"']?\s*:", line):
            return number
    return len(lines)


def mapping(text: str, reader: Reader, not_a_list: str = "") -> yaml.MappingNode | None:
    """The YAML mapping of a text; an empty text is an empty mapping. ``not_a_list`` is the hint for a list in its place."""
    found = _UNPRINTABLE.search(text)
    if found:
        line, column = text.count("\n", 0, found.start()) + 1 + reader.offset, found.start() - text.rfind("\n", 0, found.start())
        reader.report(line, column, "there is a control character here", "delete it and type the text again")
        return None
    text = _RARE_BREAKS.sub(" ", text)
    try:
        text, node = _composed(text, reader)
    except RecursionError:
        reader.report(1 + reader.offset, 1, "the YAML is nested too deeply", "write it flat")
        return None
    if reader.is_partial and node is None:
        return None
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        start = yaml.Mark("", 0, 0, 0, None, 0)
        return yaml.MappingNode("tag:yaml.org,2002:map", [], start, start)
    if not isinstance(node, yaml.MappingNode):
        is_list = isinstance(node, yaml.SequenceNode)
        hint = (is_list and not_a_list) or "write  key: value, with a space after the colon"
        reader.report_node(node, f"this must be keys with values, not {describe(node)}", hint)
        return None
    if _UNTAMED.search(text) and not _is_tame(node, reader):
        return None
    if _LATE_DASH.search(text):
        _report_dashes(node, text.split("\n"), reader)
    if "#" in text:
        _warn_of_hashes(node, text.split("\n"), reader)
    return node


def _composed(text: str, reader: Reader) -> tuple[str, yaml.Node | None]:
    """The nodes of a text and the text that they are of, which is the whole unless the reader goes on behind what is wrong."""
    for _ in range(MOST):
        try:
            return text, yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            lines = text.split("\n")
            found = explain(error, lines)
            reader.report(found.line + reader.offset, found.column, found.message, found.hint)
            reader.is_partial = True
            text = _without_entry(lines, found.line - 1) if reader.goes_on and found.is_sure else ""
            if not text.strip():
                break
    return text, None


def _without_entry(lines: list[str], at: int) -> str:
    """The text without the entry that a line belongs to, and with as many lines as before; what follows a fence is no entry."""
    starts = [number for number, line in enumerate(lines) if number == at or _TOP.match(line)]
    first = max((number for number in starts if number <= at and _TOP.match(lines[number])), default=at)
    last = len(lines) if _FENCE.fullmatch(lines[at]) else min((number for number in starts if number > at), default=len(lines))
    return "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])


def _warn_of_hashes(node: yaml.Node, lines: list[str], reader: Reader) -> None:
    """``Water in ward #3`` loses its end without a word, as a comment. What has a space after # is meant as one."""
    for each in _walk(node):
        if isinstance(each, yaml.ScalarNode) and not each.style and each.end_mark.line < len(lines):
            at = each.end_mark.column
            lost = re.match(r"\s+#[^\s#]", lines[each.end_mark.line][at:])
            if lost:
                line, column = each.end_mark.line + 1 + reader.offset, at + lost.end() - 1
                reader.report(
                    line, column, "what follows # is left out, as a comment", 'put the whole text in quotes:  "… #…"', "warning"
                )


def _report_dashes(node: yaml.Node, lines: list[str], reader: Reader) -> None:
    """An item whose dash is set in too far, or lacks its space, goes on in the text of the one above: a tag ``fog - rain``."""
    lists = (each for each in _walk(node) if isinstance(each, yaml.SequenceNode))
    for item in (each for every in lists for each in every.value if isinstance(each, yaml.ScalarNode) and not each.style):
        end = (item.end_mark.line, item.end_mark.column)
        for number in range(item.start_mark.line + 1, min(end[0] + 1, len(lines))):
            at = len(lines[number]) - len(lines[number].lstrip())
            if lines[number][at : at + 1] == "-" and (number, at) < end:
                hint = "begin it in the column of the dash above, with a space behind it"
                reader.report(number + 1 + reader.offset, at + 1, "this line is part of the item above", hint)


def _is_tame(node: yaml.Node, reader: Reader) -> bool:
    """Whether the nodes are plain data: no object tags, no recursion, no alias bomb."""
    sizes: dict[int, int] = {}
    unsafe = next((each for each in _walk(node) if each.tag not in _PLAIN_TAGS), None)
    if unsafe is not None:
        name = unsafe.tag.replace("tag:yaml.org,2002:", "!!")
        text = f"{name} {unsafe.value}" if isinstance(unsafe, yaml.ScalarNode) else ""
        hint = f'put the whole value in quotes:  "{text}"' if text and not name.startswith("!!") else "write it without the tag"
        reader.report_node(unsafe, f"the YAML tag {name} is not allowed", hint)
        return False
    try:
        total = _expanded(node, sizes)
    except RecursionError:
        looped = next((each for each in _walk(node) if sizes.get(id(each)) == 0 and each is not node), node)
        reader.report_node(looped, "a YAML alias contains itself", "write the values out")
        return False
    most = EXPANSION * len(sizes) + 1000
    if total > most:
        bomb = min((each for each in _walk(node) if sizes[id(each)] > most), key=lambda each: sizes[id(each)])
        reader.report_node(
            bomb, f"YAML aliases blow this up to {sizes[id(bomb)]} values", "write the values out, without & and *"
        )
        return False
    return True


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield value


def _walk(node: yaml.Node) -> Iterator[yaml.Node]:
    """Each node once, however often an alias names it."""
    seen: set[int] = set()
    todo = [node]
    while todo:
        each = todo.pop()
        if id(each) not in seen:
            seen.add(id(each))
            yield each
            todo.extend(_children(each))


def _expanded(node: yaml.Node, sizes: dict[int, int]) -> int:
    """How many values there are with every alias written out; raises RecursionError for a loop."""
    known = sizes.get(id(node))
    if known == 0:
        raise RecursionError
    if known is None:
        sizes[id(node)] = 0
        known = sizes[id(node)] = 1 + sum(_expanded(child, sizes) for child in _children(node))
    return known


def describe(node: yaml.Node) -> str:
    """What a value is, in an editor's words."""
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.MappingNode):
        return "keys with values"
    kind = node.tag.rsplit(":", 1)[-1]
    return {"null": "nothing", "bool": "yes or no", "int": "a number", "float": "a number", "timestamp": "a date"}.get(
        kind, "text"
    )
