"""A source's text cut into YAML and body.

In: bytes of a file.  Out: YAML nodes that know their line and column, the body, the body's first line.
Never: constructs a Python object from YAML; what a value means is for ``fields``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from newsgen.errors import Location, Problem

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str", "seq", "map", "timestamp", "merge", "value")
}
EXPANSION = 10  # how many times larger aliases may make a document (an alias bomb multiplies at each level)


@dataclass(slots=True)
class Reader:
    """Collects what is wrong with one file while it is read, and where its keys stand.

    ``offset`` is the number of lines above the YAML; YAML's own marks count from 0.
    """

    path: str
    offset: int = 0
    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def report(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Note an error at a line and column of the file, both from 1."""
        self.problems.append(Problem(Location(self.path, line, column), message, hint))

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
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        reader.report(1, 1, "the file is saved as UTF-16", "save it as UTF-8 in your editor")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        reader.report(line, column, f"the file is not UTF-8 (byte 0x{data[error.start]:02x})", "save it as UTF-8 in your editor")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
    body = _CONTROL.sub("", "\n".join(lines[end + 1 :]))
    return Document(head, body, end + 2) if head is not None else None


def _report_missing(lines: list[str], reader: Reader) -> None:
    if re.match(r"[\w-]+:(\s|$)", lines[0]):
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


def mapping(text: str, reader: Reader) -> yaml.MappingNode | None:
    """The YAML mapping of a text; an empty text is an empty mapping."""
    found = _CONTROL.search(text)
    if found:
        before = text[: found.start()]
        line = before.count("\n") + 1 + reader.offset
        reader.report(
            line, len(before) - before.rfind("\n"), "there is a control character here", "delete it and type the text again"
        )
        return None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        _report_syntax(error, text, reader)
        return None
    except RecursionError:
        reader.report(1 + reader.offset, 1, "the YAML is nested too deeply", "write it flat")
        return None
    if node is None:
        start = yaml.Mark("", 0, 0, 0, None, 0)
        return yaml.MappingNode("tag:yaml.org,2002:map", [], start, start)
    if not isinstance(node, yaml.MappingNode):
        hint = "write  title: …  with a space after the colon"
        reader.report_node(node, f"this must be keys with values, not {describe(node)}", hint)
        return None
    return node if _is_tame(node, reader) else None


def _is_tame(node: yaml.Node, reader: Reader) -> bool:
    """Whether the nodes are plain data: no object tags, no recursion, no alias bomb."""
    sizes: dict[int, int] = {}
    unsafe = next((each for each in _walk(node) if each.tag not in _PLAIN_TAGS), None)
    if unsafe is not None:
        name = unsafe.tag.replace("tag:yaml.org,2002:", "!!")
        reader.report_node(unsafe, f"the YAML tag {name} is not allowed", "write plain text, a list or a mapping")
        return False
    try:
        total = _expanded(node, sizes)
    except RecursionError:
        reader.report_node(node, "a YAML alias contains itself", "write the values out")
        return False
    if total > EXPANSION * len(sizes) + 1000:
        reader.report_node(node, f"YAML aliases blow this up to {total} values", "write the values out, without & and *")
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


_QUOTE_IT = 'put the whole value in quotes:  {key}: "{value}"'
_KEY = re.compile(r"(\s*(?:- +)?)([\w-]+):(\s+)(.*)")


def _report_syntax(error: yaml.YAMLError, text: str, reader: Reader) -> None:
    """Name the likely cause; libyaml says where it stopped, which may be lines below the mistake."""
    lines = text.split("\n")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    at = min(mark.line if mark else 0, len(lines) - 1)
    said = getattr(error, "problem", None) or "the YAML cannot be read"
    for number in dict.fromkeys([at, at - 1, context.line if context else at]):
        cause = _cause(lines[number], said) if 0 <= number < len(lines) else None
        if cause:
            column, message, hint = cause
            reader.report(number + 1 + reader.offset, column, message, hint)
            return
    place = context if context and "end of stream" in said else mark
    line, column = (place.line, place.column) if place else (0, 0)
    reader.report(line + 1 + reader.offset, column + 1, f"the YAML cannot be read: {said}", _general_hint(said))


def _general_hint(said: str) -> str:
    if "another document" in said:
        return "front matter has one block only; delete the extra  ---"
    if "undefined alias" in said:
        return "put the value in quotes; a plain value cannot begin with *"
    return "keys of one level start in the same column, and texts with  : # [ { * & ! | > % @ `  need quotes"


def _cause(line: str, said: str) -> tuple[int, str, str] | None:
    """Column, message and hint for the mistakes that editors make, if this line shows one."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return indent.index("\t") + 1, "a tab is used for indentation", "use spaces"
    match = _KEY.fullmatch(line)
    if not match:
        bare = re.fullmatch(r"\s*([\w-]+):(\S.*)", line)
        if bare and not bare[2].startswith("//"):
            return bare.start(2) + 1, "there is no space after the colon", f"write  {bare[1]}: {bare[2]}"
        return None
    value, at = match[4], match.start(4)
    return _value_cause(match[2], value, at, said)


def _value_cause(key: str, value: str, at: int, said: str) -> tuple[int, str, str] | None:
    quoted = _QUOTE_IT.format(key=key, value=value.strip().replace('"', "'"))
    if value[:1] in "\"'" and value[:1]:
        return _quote_cause(key, value, at)
    if value[:1] in "“”„«‘":
        return at + 1, "curly quotes do not quote a value in YAML", 'use straight quotes:  "'
    if value[:1] in "[{":
        closing = "]" if value[0] == "[" else "}"
        if closing not in value:
            return at + 1, f"the bracket {value[0]} is not closed", f"write  {key}: {value.rstrip().rstrip(',')}{closing}"
        return None
    colon = re.search(r":(\s|$)", value)
    if colon and "mapping values" in said:
        return at + colon.start() + 1, "the value holds a colon and is not quoted", quoted
    if value[:1] in tuple("@`%*&!|>"):
        return at + 1, f"a plain value cannot begin with {value[0]}", quoted
    return None


def _quote_cause(key: str, value: str, at: int) -> tuple[int, str, str] | None:
    mark = value[0]
    pattern = r'"(?:[^"\\]|\\.)*"' if mark == '"' else r"'(?:[^']|'')*'"
    closed = re.match(pattern, value)
    if not closed:
        return at + 1, f"the quote {mark} is not closed", f"end the value with  {mark}"
    rest = value[closed.end() :]
    if rest.strip() and not rest.lstrip().startswith("#"):
        other = "'" if mark == '"' else '"'
        inner = value.strip()[1:].rstrip(mark)
        hint = (
            f"write  {key}: {other}{inner}{other}"
            if other not in inner
            else f"double each {mark} inside the text, or use a backslash"
        )
        return at + closed.end(), f"the text goes on after the closing quote {mark}", hint
    escape = re.search(r"\\[^0abtnvfre \"/\\N_LPxuU]", closed[0]) if mark == '"' else None
    if escape:
        return at + escape.start() + 1, f"{escape[0]} means nothing in double quotes", "use single quotes, or write \\\\"
    return None
