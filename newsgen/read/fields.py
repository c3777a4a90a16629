"""YAML nodes to typed fields, from one table for each kind of file.

In: mapping nodes.  Out: values by key, every problem of the mapping.  Never: lets YAML 1.1 guess what a plain word means;
a text field takes ``No``, ``2024`` and ``on`` as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Protocol
from urllib.parse import urlsplit

import yaml

from newsgen.errors import nearest
from newsgen.model.language import is_known
from newsgen.model.url import slug
from newsgen.read.frontmatter import Reader, describe


class Kind(Protocol):
    """How one field is read: the value, or None after a problem was reported."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> object | None:
        """The value of a node."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key, how its value is read, what it means, and an example of what to type."""

    name: str
    kind: Kind
    meaning: str
    example: str
    required: bool = False


Fields = Sequence[Field]


def read_fields(node: yaml.MappingNode, table: Fields, reader: Reader, prefix: str = "") -> dict[str, object]:
    """The fields of a mapping that are given and well formed; reports all that is wrong with it."""
    known = {entry.name: entry for entry in table}
    values: dict[str, object] = {}
    seen: set[str] = set()
    for key_node, value_node in node.value:
        name = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        entry = known.get(name)
        if name in seen:
            reader.report_node(key_node, f"the key {name} stands here twice", "keep one of them")
        elif entry is None:
            _report_unknown(key_node, name, known, reader)
        else:
            reader.marks[prefix + name] = reader.place(key_node if is_nothing(value_node) else value_node)
            value = None if is_nothing(value_node) else entry.kind.read(value_node, prefix + name, reader)
            if value is not None:
                values[name] = value
            elif entry.required and is_nothing(value_node):
                reader.report_node(key_node, f"{name} is empty", f"write  {entry.example}")
        seen.add(name)
    _report_missing(node, table, seen, reader)
    return values


def _report_unknown(node: yaml.Node, name: str, known: Mapping[str, Field], reader: Reader) -> None:
    if name == "<<":
        reader.report_node(node, "YAML merge keys are not used here", "write the keys out")
    elif not name and not isinstance(node, yaml.ScalarNode):
        reader.report_node(node, f"a key must be a word, not {describe(node)}", "write  key: value")
    elif " " in name:
        reader.report_node(node, f"there is no key {name}", 'a text with a comma inside { } or [ ] needs quotes:  "…, …"')
    else:
        reader.report_node(
            node, f"there is no key {name or '(empty)'}", nearest(name, known) or "put your own keys under  extra:"
        )


def _report_missing(node: yaml.Node, table: Fields, seen: set[str], reader: Reader) -> None:
    for entry in table:
        if entry.required and entry.name not in seen:
            reader.report(*reader.place(node), f"{entry.name} is missing", f"write  {entry.example}")


def is_nothing(node: yaml.Node) -> bool:
    """Null in any of YAML's spellings."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _scalar(node: yaml.Node, key: str, reader: Reader, wanted: str, hint: str) -> str | None:
    """The text of a scalar just as it was typed."""
    if not isinstance(node, yaml.ScalarNode):
        reader.report_node(node, f"{_last(key)} must be {wanted}, not {describe(node)}", hint)
        return None
    if _UNPRINTABLE.search(node.value):
        reader.report_node(node, f"{_last(key)} holds a character that cannot be shown", "delete it and type the text again")
        return None
    return str(node.value).strip()


def _last(key: str) -> str:
    """``photos.0.src`` is spoken of as ``src``, ``tags.2`` as ``tags``."""
    words = [part for part in key.split(".") if not part.isdigit()]
    return words[-1]


@dataclass(frozen=True, slots=True)
class Text:
    """Text on one line; any scalar will do. ``lines`` keeps line breaks."""

    lines: bool = False
    example: str = ""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The text, white space folded."""
        text = _scalar(node, key, reader, "text", self.example or f'write  {_last(key)}: "…"')
        if text is None:
            return None
        return text if self.lines else " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Heading(Text):
    """Text that may not be empty."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The text, or a problem where there is none."""
        text = Text.read(self, node, key, reader)
        if text == "":
            reader.report_node(node, f"{_last(key)} is empty", f'write  {_last(key)}: "…"')
            return None
        return text


_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d*)?)?[ \t]*(Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or date and time, of ISO 8601 and its usual variants; aware, in the site's zone."""

    zone: tzinfo = UTC

    def read(self, node: yaml.Node, key: str, reader: Reader) -> datetime | None:
        """The moment with a fixed offset, so that the value means the same on every machine."""
        hint = f"write  {_last(key)}: 2024-04-16T18:05:00+08:00  or  {_last(key)}: 2024-04-16"
        text = _scalar(node, key, reader, "a date", hint)
        if text is None:
            return None
        try:
            moment = moment_of(text, self.zone)
        except (ValueError, OverflowError) as error:
            reader.report_node(node, f"there is no such date: {text} ({error})", hint)
            return None
        if moment is None:
            reader.report_node(node, f"{_last(key)} is not a date: {text[:60]}", hint)
        return moment


def moment_of(text: str, zone: tzinfo) -> datetime | None:
    """The moment that a text names, None where it names none; raises ValueError for a day or hour that does not exist."""
    match = _MOMENT.fullmatch(text.strip())
    return in_zone(_moment(match, zone), zone) if match else None


def _moment(match: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    if not 1 < year < 9999:
        raise ValueError("the year must lie between 2 and 9998")
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_offset(match[7]) or zone)


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The same moment with the zone's offset at that time, as a fixed offset."""
    local = moment.astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, in any spelling that YAML has had."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> bool | None:
        """True or False."""
        hint = f"write  {_last(key)}: true  or  {_last(key)}: false"
        text = _scalar(node, key, reader, "true or false", hint)
        if text is None:
            return None
        if text.lower() in {"true", "yes", "on", "y"}:
            return True
        if text.lower() in {"false", "no", "off", "n"}:
            return False
        reader.report_node(node, f"{_last(key)} must be true or false, not {text[:40]}", hint)
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The word."""
        listed = ", ".join(self.words)
        text = _scalar(node, key, reader, f"one of {listed}", f"write  {_last(key)}: {self.words[0]}")
        if text is None or text.lower() in self.words:
            return text.lower() if text else None
        reader.report_node(node, f"{_last(key)} must be one of {listed}, not {text[:40]}", nearest(text, self.words))
        return None


@dataclass(frozen=True, slots=True)
class Slug:
    """A short name as it stands in an address."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The slug."""
        text = _scalar(node, key, reader, "a short name", f"write  {_last(key)}: world")
        if not text:
            return None
        if slug(text) != text:
            reader.report_node(node, f"{_last(key)} must be a short name in lower case, not {text[:60]}", f"write  {slug(text)}")
            return None
        return text


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 tag."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The tag, in its usual case."""
        hint = "write  en, en-GB, zh, zh-Hant, ar …"
        text = _scalar(node, key, reader, "a language tag", hint)
        if not text:
            return None
        text = text.replace("_", "-")
        if not is_known(text):
            reader.report_node(node, f"there is no language {text[:40]}", hint)
            return None
        return _usual_case(text)


def _usual_case(tag: str) -> str:
    """RFC 5646, section 2.1.1: zh-Hant-TW."""
    first, *rest = tag.split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in rest)])


@dataclass(frozen=True, slots=True)
class Address:
    """An absolute http address; ``own`` also allows a path of the site, ``mail`` a mailto or tel address."""

    own: bool = False

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The address as written."""
        hint = f"write  {_last(key)}: https://example.org/story"
        text = _scalar(node, key, reader, "an address", hint)
        if not text:
            return None
        if self.own and not text.startswith("//") and re.match(r"[/#]|mailto:|tel:", text):
            return text
        if not is_web_address(text):
            reader.report_node(node, f"{_last(key)} must be a whole web address, not {text[:60]}", hint)
            return None
        return text


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address with a host and no white space."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int = 0
    most: int = 10_000

    def read(self, node: yaml.Node, key: str, reader: Reader) -> int | None:
        """The number."""
        hint = f"write  {_last(key)}: {max(self.least, 10)}"
        text = _scalar(node, key, reader, "a whole number", hint)
        if text is None:
            return None
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not self.least <= int(text) <= self.most:
            reader.report_node(
                node, f"{_last(key)} must be a whole number from {self.least} to {self.most}, not {text[:40]}", hint
            )
            return None
        return int(text)


@dataclass(frozen=True, slots=True)
class Many:
    """A list; ``single`` also takes one value without brackets."""

    item: Kind
    what: str
    example: str
    single: bool = False

    def read(self, node: yaml.Node, key: str, reader: Reader) -> tuple[object, ...] | None:
        """The items that are well formed, in order; empty items are passed over."""
        if isinstance(node, yaml.SequenceNode):
            return self._items(node.value, key, reader)
        if self.single and isinstance(node, yaml.ScalarNode):
            return self._items([node], key, reader)
        reader.report_node(node, f"{_last(key)} must be a list of {self.what}, not {describe(node)}", f"write  {self.example}")
        return None

    def _items(self, nodes: Sequence[yaml.Node], key: str, reader: Reader) -> tuple[object, ...]:
        values: list[object] = []
        for node in nodes:
            if _is_blank(node):
                continue
            name = f"{key}.{len(values)}"
            reader.marks[name] = reader.place(node)
            value = self.item.read(node, name, reader)
            if value is not None:
                values.append(value)
        return tuple(values)


def _is_blank(node: yaml.Node) -> bool:
    """An item of nothing; the plain word ``null`` in a list is a word (a tag, a name)."""
    return isinstance(node, yaml.ScalarNode) and node.value.strip() in {"", "~"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping with fields of its own, made into a value; ``short`` makes one of a single text."""

    fields: Fields
    make: Callable[..., object]
    what: str
    example: str
    short: Callable[[str], object] | None = None

    def read(self, node: yaml.Node, key: str, reader: Reader) -> object | None:
        """The value; None where a required field is missing or wrong."""
        if self.short and isinstance(node, yaml.ScalarNode):
            text = _scalar(node, key, reader, self.what, f"write  {self.example}")
            return self.short(text) if text else None
        if not isinstance(node, yaml.MappingNode):
            reader.report_node(node, f"{_last(key)} must be {self.what}, not {describe(node)}", f"write  {self.example}")
            return None
        values = read_fields(node, self.fields, reader, f"{key}.")
        complete = all(entry.name in values for entry in self.fields if entry.required)
        return self.make(**values) if complete else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A mapping whose keys are slugs and whose values have fields; ``make`` gets the slug first."""

    fields: Fields
    make: Callable[..., object]
    what: str

    def read(self, node: yaml.Node, key: str, reader: Reader) -> dict[str, object] | None:
        """The entries by slug."""
        if not isinstance(node, yaml.MappingNode):
            reader.report_node(
                node, f"{_last(key)} must be names with their details, not {describe(node)}", f"write  slug: {{{self.what}}}"
            )
            return None
        return read_vocabulary(node, self, reader, f"{key}.")


def read_vocabulary(node: yaml.MappingNode, table: Vocabulary, reader: Reader, prefix: str = "") -> dict[str, object]:
    """The entries of a mapping from slugs to details; reports names that are no slug or stand twice."""
    entries: dict[str, object] = {}
    for key_node, value_node in node.value:
        name = Slug().read(key_node, f"{prefix}name", reader) if isinstance(key_node, yaml.ScalarNode) else None
        if name is None:
            continue
        if name in entries:
            reader.report_node(key_node, f"{name} stands here twice", "keep one of them")
        if not isinstance(value_node, yaml.MappingNode) and not is_nothing(value_node):
            reader.report_node(
                value_node, f"{name} must have details, not {describe(value_node)}", f"write  {name}: {{{table.what}}}"
            )
            continue
        values = (
            read_fields(value_node, table.fields, reader, f"{prefix}{name}.") if isinstance(value_node, yaml.MappingNode) else {}
        )
        entries[name] = table.make(slug=name, **values)
    return entries


@dataclass(frozen=True, slots=True)
class Free:
    """Anything that YAML can say, for a site's own templates."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> dict[str, object] | None:
        """Plain Python data; dates stay text."""
        if not isinstance(node, yaml.MappingNode):
            reader.report_node(
                node, f"{_last(key)} must be keys with values, not {describe(node)}", f"write  {_last(key)}: {{my_key: my value}}"
            )
            return None
        value = _plain(node)
        return value if isinstance(value, dict) else None


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item) for item in node.value)
    return _CONSTRUCT.get(node.tag.rsplit(":", 1)[-1], str)(_UNPRINTABLE.sub("", node.value))


def _number(text: str, make: Callable[[str], object]) -> object:
    try:
        return make(text)
    except ValueError:
        return text


_CONSTRUCT: Mapping[str, Callable[[str], object]] = {
    "null": lambda text: None,
    "bool": lambda text: text.lower() in {"true", "yes", "on", "y"},
    "int": lambda text: _number(text, int),
    "float": lambda text: _number(text, float),
}
