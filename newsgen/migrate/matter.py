"""Front matter as other programs write it, read with patience.

In: the text of a file.  Out: its keys with values, its body, and what had to be mended.  Never: refuses a file.

Values are texts, whole numbers, booleans, None, moments of TOML, and lists and mappings of them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

import yaml

from newsgen.migrate.imported import Note, needs_hand

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_YAML_FENCE = re.compile(r"\A\s*---[ \t]*\n(?:(?P<head>.*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML_FENCE = re.compile(r"\A\s*\+\+\+[ \t]*\n(?:(?P<head>.*?)\n)?\+\+\+[ \t]*(?:\n|\Z)", re.S)

Head = dict[str, object]


@dataclass(frozen=True, slots=True)
class Matter:
    """What stands at the head of a file, and the rest. ``found`` says whether there was any front matter."""

    head: Head
    body: str
    notes: tuple[Note, ...] = ()
    found: bool = True


def decoded(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of a file in whatever encoding, with ``\\n`` line ends."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(mark):
            try:
                text = data.decode(name)
                break
            except UnicodeDecodeError:
                continue
    else:
        text = data.decode("cp1252", "replace")
        return _lines(text), (needs_hand("it was not UTF-8 and was read as Windows-1252; see whether its accents are right"),)
    return _lines(text), () if name == "utf-8-sig" else (Note("it was UTF-16 and is UTF-8 now"),)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def matter(text: str) -> Matter:
    """The front matter of a file in YAML, TOML or JSON, and its body."""
    fenced = _YAML_FENCE.match(text)
    if fenced:
        head, notes = yaml_head(fenced["head"] or "")
        return Matter(head, text[fenced.end() :], notes)
    fenced = _TOML_FENCE.match(text)
    if fenced:
        head, notes = toml_head(fenced["head"] or "")
        return Matter(head, text[fenced.end() :], notes)
    return _json_matter(text) if re.match(r"\s*\{\s*\"", text) else Matter({}, text, found=False)


def _json_matter(text: str) -> Matter:
    start = len(text) - len(text.lstrip())
    try:
        head, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return Matter({}, text, (needs_hand("its JSON front matter cannot be read, and stands in the text"),), found=False)
    return Matter(head, text[end:].lstrip("\n")) if isinstance(head, dict) else Matter({}, text, found=False)


# YAML


def yaml_head(text: str) -> tuple[Head, tuple[Note, ...]]:
    """The keys of YAML; what is no YAML is mended, or read line by line."""
    text = _UNPRINTABLE.sub("", text).replace("\u2028", " ").replace("\u2029", " ")
    for attempt, notes in _attempts(text):
        try:
            node = yaml.compose(attempt, Loader=_Loader)
        except (yaml.YAMLError, ValueError):
            continue
        doubled: list[str] = []
        value = _value(node, doubled, 0) if node else {}
        if isinstance(value, dict):
            twice = tuple(Note(f"the key {key} stood there twice; the last one counts") for key in doubled)
            return value, (*notes, *twice)
    return by_line(text, ":")


def _attempts(text: str) -> Iterator[tuple[str, tuple[Note, ...]]]:
    yield text, ()
    tabless = re.sub(r"^[ \t]+", lambda indent: indent[0].replace("\t", "  "), text, flags=re.M)
    if tabless != text:
        yield tabless, (Note("tabs in its front matter were read as spaces"),)
    quoted = re.sub(_PLAIN_LINE, _quoted, tabless)
    yield quoted, (Note("its front matter was no YAML; values with odd signs were put in quotes"),)


_PLAIN_LINE = re.compile(r"^(?P<key>[ ]*(?:- +)?[\w .-]*?\w[ \t]*:[ \t]+|[ ]*- +)(?P<value>\S.*)$", re.M)


def _quoted(line: re.Match[str]) -> str:
    """A line whose value is made a quoted text where YAML would stumble over it."""
    value = line["value"].strip()
    closed = re.fullmatch(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|\[[^\[\]]*\]|\{[^{}]*\}', value)
    if (closed and not _breaks_in_brackets(value)) or re.fullmatch(r"[|>][+-]?\d?", value):
        return line[0]
    if line["key"].strip() == "-" and re.match(r"[\w-]+:(\s|$)", value):
        return line[0]
    if value[:1] in "[{" and value[-1:] in "]}":
        words = [word.strip(" \"'") for word in value[1:-1].split(",")]
        return line["key"] + json.dumps([word for word in words if word], ensure_ascii=False)
    inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
    return line["key"] + json.dumps(inner, ensure_ascii=False)


def _breaks_in_brackets(value: str) -> bool:
    """Whether a list in brackets is no YAML."""
    if value[0] not in "[{":
        return False
    try:
        yaml.compose(value, Loader=_Loader)
    except yaml.YAMLError:
        return True
    return False


DEEPEST = 50  # levels; what is nested deeper is an alias within itself


def _value(node: yaml.Node, doubled: list[str], depth: int) -> object:
    if depth > DEEPEST:
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, doubled, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, doubled, depth + 1) for item in node.value]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, doubled: list[str], depth: int) -> Head:
    values: Head = {}
    for key_node, value_node in node.value:
        key, value = _scalar(key_node), _value(value_node, doubled, depth + 1)
        if key_node.tag.endswith(":merge") and isinstance(value, dict):
            values = value | values
            continue
        name = said(key)
        if name in values and depth == 0:
            doubled.append(name)
        values[name] = value
    return values


def _scalar(node: yaml.Node) -> object:
    """A text, unless it is plainly nothing, yes or no, or a whole number; dates are read where dates are wanted."""
    if not isinstance(node, yaml.ScalarNode):
        return ""
    text = str(node.value)
    if node.style:
        return text
    if node.tag.endswith(":null"):
        return None
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return int(text) if re.fullmatch(r"-?(0|[1-9]\d{0,14})", text) else text


# TOML


def toml_head(text: str) -> tuple[Head, tuple[Note, ...]]:
    """The keys of TOML; what is no TOML is read line by line."""
    try:
        return tomllib.loads(text), ()
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return by_line(text, "=")


# Neither


def by_line(text: str, sign: str) -> tuple[Head, tuple[Note, ...]]:
    """Keys with the rest of their lines; lines below a key that are set in or begin with a dash are its list or its text."""
    head: Head = {}
    key = ""
    lost: list[str] = []
    below: dict[str, list[str]] = {}
    for line in text.split("\n"):
        match = re.match(rf"([\w.-]+)\s*{sign}(?:\s+|$)(.*)", line) or re.match(rf"([\w.-]+)\s*{sign}(.*)", line)
        if match:
            key = match[1]
            head[key] = _loose(match[2])
        elif line.strip() and key and re.match(r"\s|-", line):
            below.setdefault(key, []).append(line.strip())
        elif line.strip() and not line.startswith("#"):
            lost.append(line)
    for name, lines in below.items():
        head[name] = _joined(said(head[name]), lines)
    notes = [needs_hand("its front matter could not be read as a whole, and was read line by line; check its keys")]
    notes += [needs_hand(f"this line of its front matter was not understood: {line.strip()}") for line in lost]
    return head, tuple(notes)


def _loose(text: str) -> object:
    text = text.strip()
    if text[:1] == "[" and text[-1:] == "]":
        return [word.strip(" \"'") for word in text[1:-1].split(",") if word.strip(" \"'")]
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return text.strip("\"'") if text else None


def _joined(first: str, lines: list[str]) -> object:
    if all(line.startswith("-") for line in lines) and not first:
        return [line[1:].strip(" \"'") for line in lines]
    return " ".join(word for word in [first.strip("|> "), *lines] if word)


# What values say


def said(value: object) -> str:
    """A value as a text on one line; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(said, value)))
    if isinstance(value, Mapping):
        return json.dumps(plain(value), ensure_ascii=False)
    return " ".join(str(value).split())


def listed(value: object, parting: str = "") -> list[str]:
    """A value as texts: a list's items, or one text, cut at a sign if there is one."""
    if isinstance(value, list | tuple):
        return [text for each in value if (text := said(each))]
    text = said(value)
    return [word.strip() for word in (text.split(parting) if parting else [text]) if word.strip()]


def flag(value: object) -> bool:
    """Whether a value says yes."""
    return said(value).lower() in {"true", "yes", "on", "y", "1"}


def plain(value: object) -> object:
    """A value as ``extra`` may hold it."""
    if isinstance(value, Mapping):
        return {said(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def yaml_data(text: str) -> object:
    """Whatever YAML holds; None where it cannot be read."""
    try:
        node = yaml.compose(_UNPRINTABLE.sub("", text), Loader=_Loader)
    except yaml.YAMLError:
        return None
    return _value(node, [], 0) if node else None
