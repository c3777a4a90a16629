"""YAML nodes to typed fields, from one table for each kind of file.

In: mapping nodes.  Out: values by key, every problem of the mapping.  Never: lets YAML 1.1 guess what a plain word means;
a text field takes ``No``, ``2024`` and ``on`` as they are written.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Protocol
from urllib.parse import urlsplit

import yaml

from newsgen.errors import closest, nearest
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
    meant: set[str] = set()
    for key_node, value_node in node.value:
        name = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        entry = known.get(name)
        if name in seen:
            reader.report_node(key_node, f"the key {name} stands here twice", "keep one of them")
        elif entry is None:
            meant.add(_report_unknown(key_node, value_node, known, reader))
        else:
            reader.marks[prefix + name] = reader.place(key_node if is_nothing(value_node) else value_node)
            value = None if is_nothing(value_node) else entry.kind.read(value_node, prefix + name, reader)
            if value is not None:
                values[name] = value
            elif entry.required and is_nothing(value_node):
                reader.report_node(key_node, f"{name} is empty", f"write  {entry.example}")
        seen.add(name)
    _report_missing(node, table, seen | meant, reader, prefix)
    return values


# What other generators and other trades call it.
_ALSO = {
    "headline": "title",
    "published": "date",
    "pubdate": "date",
    "lastmod": "updated",
    "modified": "updated",
    "description": "summary",
    "excerpt": "summary",
    "subtitle": "summary",
    "standfirst": "summary",
    "category": "section",
    "categories": "section",
    "keywords": "tags",
    "topics": "tags",
    "byline": "author",
    "image": "photos",
    "images": "photos",
    "cover": "photos",
    "lang": "language",
    "redirect_from": "aliases",
    "expiry": "expires",
    "text": "caption",
    "url": "src",
    "file": "src",
    "title": "name",
    "name": "title",
    "id": "slug",
}


def _report_unknown(node: yaml.Node, value: yaml.Node, known: Mapping[str, Field], reader: Reader) -> str:
    """Report a key that is none; gives the key that was probably meant, or nothing."""
    if not isinstance(node, yaml.ScalarNode):
        reader.report_node(node, f"a key must be a word, not {describe(node)}", "write  key: value")
        return ""
    name = node.value
    if name == "<<":
        reader.report_node(node, "YAML merge keys are not used here", "write the keys out")
        return ""
    if " " in name and is_nothing(value):
        reader.report_node(node, f"there is no key {name}", 'a text with a comma inside { } or [ ] needs quotes:  "…, …"')
        return ""
    other = _ALSO.get(name.lower(), "")
    meant = other if other in known else closest(name, known)
    hint = f"did you mean  {meant}" if meant else _where_to_put_it(known)
    reader.report_node(node, f"there is no key {name or '(empty)'}", hint)
    return meant


def _where_to_put_it(known: Mapping[str, Field]) -> str:
    if "extra" in known:
        return "put your own keys under  extra:"
    return f"put it under  {next(iter(known))}:" if len(known) == 1 else nearest("", known)


def _report_missing(node: yaml.Node, table: Fields, seen: set[str], reader: Reader, prefix: str) -> None:
    owner = f" in {_last(prefix)}" if prefix else ""
    for entry in table:
        if entry.required and entry.name not in seen:
            reader.report(*reader.place(node), f"{entry.name} is missing{owner}", f"write  {entry.example}")


def is_nothing(node: yaml.Node) -> bool:
    """Null in any of YAML's spellings."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _scalar(node: yaml.Node, key: str, reader: Reader, wanted: str, hint: str) -> str | None:
    """The text of a scalar just as it was typed."""
    if not isinstance(node, yaml.ScalarNode):
        reader.report_node(node, f"{_subject(key)} must be {wanted}, not {describe(node)}", hint)
        return None
    if _UNPRINTABLE.search(node.value):
        reader.report_node(node, f"{_subject(key)} holds a character that cannot be shown", "delete it and type the text again")
        return None
    return str(node.value).strip()


def _last(key: str) -> str:
    """``photos.0.src`` is spoken of as ``src``, ``tags.2`` as ``tags``."""
    words = [part for part in key.split(".") if part and not part.isdigit()]
    return words[-1] if words else key.strip(".")


def _is_item(key: str) -> bool:
    return key.rpartition(".")[2].isdigit()


def _subject(key: str) -> str:
    """What a message speaks of."""
    return f"an item of {_last(key)}" if _is_item(key) else _last(key)


def _write(key: str, value: str) -> str:
    """A hint: the key with a value, or the value alone where it stands in a list."""
    return f"write  {value}" if _is_item(key) else f"write  {_last(key)}: {value}"


@dataclass(frozen=True, slots=True)
class Text:
    """Text on one line; any scalar will do."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The text, white space folded."""
        text = _scalar(node, key, reader, "text", _write(key, '"…"'))
        return " ".join(text.split()) if text is not None else None


@dataclass(frozen=True, slots=True)
class Heading(Text):
    """Text that may not be empty."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The text, or a problem where there is none."""
        text = Text.read(self, node, key, reader)
        if text == "":
            reader.report_node(node, f"{_last(key)} is empty", _write(key, '"…"'))
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
            reader.report_node(node, f"{text} is no date: {error}", hint)
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
    for value, least, most, unit in (
        (month, 1, 12, "month"),
        (hour, 0, 23, "hour"),
        (minute, 0, 59, "minute"),
        (second, 0, 60, "second"),
    ):
        if not least <= value <= most:
            raise ValueError(f"there is no {unit} {value}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"{year}-{month:02} has {last} days")
    # The leap second, which ISO 8601 knows and Python does not, is told as the second before it.
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_offset(match[7]) or zone)


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 23 or minutes > 59:
        raise ValueError(f"no time zone is {text} from UTC")
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
        hint = f"{_write(key, 'true')}  or  {_last(key)}: false"
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
        hint = _write(key, self.words[0])
        text = _scalar(node, key, reader, f"one of {listed}", hint)
        if text is None or text.lower() in self.words:
            return text.lower() if text else None
        close = closest(text, self.words)
        hint = f"did you mean  {close}" if close else hint
        reader.report_node(node, f"{_last(key)} must be one of {listed}, not {text[:40]}", hint)
        return None


@dataclass(frozen=True, slots=True)
class Slug:
    """A short name as it stands in an address."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The slug."""
        text = _scalar(node, key, reader, "a short name", _write(key, "world"))
        if not text:
            return None
        if slug(text) != text:
            message = f"{_subject(key)} must be a short name in lower case, not {text[:60]}"
            reader.report_node(node, message, _write(key, slug(text)))
            return None
        return text


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 tag."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The tag, in its usual case."""
        hint = f"{_write(key, 'en')}, or en-GB, zh, zh-Hant, ar …"
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
    """An absolute http address; ``own`` also allows a path of the site, or a mailto or tel address."""

    own: bool = False

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The address as written."""
        text = _scalar(node, key, reader, "an address", _write(key, "https://example.org/story"))
        if not text:
            return None
        if self.own and not text.startswith("//") and re.match(r"[/#]|mailto:|tel:", text):
            return text
        if not is_web_address(text):
            wanted = "a web address, or a path that begins with /" if self.own else "a whole web address"
            reader.report_node(node, f"{_subject(key)} must be {wanted}, not {text[:60]}", _write(key, self._likely(text)))
            return None
        return text

    def _likely(self, text: str) -> str:
        """The address that a text without scheme means."""
        if self.own and re.fullmatch(r"[^\s@:/]+@[^\s@:/]+", text):
            return f"mailto:{text}"
        if re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", text) and not re.search(r"^[^/]+\.(xml|rss|json|html?|md)$", text):
            return f"https://{text}"
        return "https://example.org/story"


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address with a host and no white space."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and not re.search(r"\s", text)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds; ``usual`` is for the hint."""

    least: int
    most: int
    usual: int

    def read(self, node: yaml.Node, key: str, reader: Reader) -> int | None:
        """The number."""
        hint = _write(key, str(self.usual))
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
        reader.report_node(node, f"{_last(key)} must be a list of {self.what}, not {describe(node)}", self._hint(node))
        return None

    def _hint(self, node: yaml.Node) -> str:
        """What to type; a single entry just lacks its dash."""
        first = node.value[0][0].value if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style else None
        if isinstance(self.item, Entry) and first in [entry.name for entry in self.item.fields]:
            return f"put a dash before the first key:  - {first}: …"
        return f"write  {self.example}"

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
            self._report_shape(node, key, reader)
            return None
        values = read_fields(node, self.fields, reader, f"{key}.")
        complete = all(entry.name in values for entry in self.fields if entry.required)
        return self.make(**values) if complete else None

    def _report_shape(self, node: yaml.Node, key: str, reader: Reader) -> None:
        """A lone text is probably the first of the fields."""
        if not _is_item(key):
            reader.report_node(node, f"{_last(key)} must be {self.what}, not {describe(node)}", f"write  {self.example}")
            return
        first = self.fields[0]
        lone = isinstance(node, yaml.ScalarNode) and isinstance(first.kind, Text | Slug) and re.fullmatch(r"[\w./-]+", node.value)
        hint = f"write  {{{first.name}: {node.value}}}" if lone else f"write  {self.example}"
        reader.report_node(node, f"{self.what} must be keys with values, not {describe(node)}", hint)


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
        name = _entry_name(key_node, reader)
        if name is None:
            continue
        if name in entries:
            reader.report_node(key_node, f"{name} stands here twice", "keep one of them")
        if not isinstance(value_node, yaml.MappingNode) and not is_nothing(value_node):
            reader.report_node(
                value_node, f"{name} must have details, not {describe(value_node)}", f"write  {name}: {{{table.what}}}"
            )
            continue
        values: dict[str, object] = {}
        if isinstance(value_node, yaml.MappingNode):
            values = read_fields(value_node, table.fields, reader, f"{prefix}{name}.")
        else:
            _report_missing(key_node, table.fields, set(), reader, f"{prefix}{name}.")
        entries[name] = table.make(slug=name, **values)
    return entries


def _entry_name(node: yaml.Node, reader: Reader) -> str | None:
    """The key of an entry, which stands in addresses."""
    text = _scalar(node, "the key", reader, "a short name", "write  short-name: {…}")
    if not text:
        return None
    if slug(text) != text:
        message = f"the key must be a short name in lower case, not {text[:60]}"
        reader.report_node(node, message, f"write  {slug(text)}:  and the words to show as its name")
        return None
    return text


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
