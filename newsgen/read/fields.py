"""YAML nodes to typed fields, from one table for each kind of file.

In: mapping nodes.  Out: values by key, every problem of the mapping.  Never: knows which keys there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import yaml

from newsgen.errors import closest, nearest
from newsgen.model.url import slug
from newsgen.read.frontmatter import Reader, describe
from newsgen.read.invisible import in_line, named, visible
from newsgen.read.scalars import UNPRINTABLE, Slug, Text, is_empty, is_item, is_nothing, last_word, scalar_text


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
            value = None if is_empty(value_node) else entry.kind.read(value_node, prefix + name, reader)
            if value is not None:
                values[name] = value
            elif entry.required and is_empty(value_node):
                reader.report(*reader.marks[prefix + name], f"{name} is empty", f"write  {entry.example}")
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
    "photo": "photos",
    "cover": "photos",
    "thumbnail": "photos",
    "featured_image": "photos",
    "alternative": "alt",
    "alt_text": "alt",
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
    seen = visible(name).partition(":")[0]
    if seen in known and named(name):
        _, message, _ = in_line(f"{name}:") or (0, named(name), "")
        reader.report_node(node, message, f"type it again:  {seen}: …")
        return seen
    other = _ALSO.get(name.lower(), "")
    meant = other if other in known else closest(name, known)
    if name.lower() == "published" and "draft" in known and value.tag.endswith(":bool"):
        meant, hint = "draft", _draft_instead(value.value)
    elif meant == "photos" and isinstance(value, yaml.ScalarNode) and not is_empty(value):
        hint = f"write  photos: [{{src: {_in_braces(_below_content(value.value.strip()))}, alt: …}}]"
    else:
        hint = f"did you mean  {meant}" if meant else _where_to_put_it(known)
    reader.report_node(node, f"there is no key {name or '(empty)'}", hint)
    return meant


def _draft_instead(published: str) -> str:
    is_published = published.lower() in {"true", "yes", "on"}
    return "leave it out: what is no draft is published" if is_published else "write  draft: true"


def _below_content(src: str) -> str:
    """``/media/quay.jpg`` of other programs is ``media/quay.jpg`` here."""
    return src if src.startswith("//") else src.lstrip("/")


def _in_braces(text: str) -> str:
    """A text as it stands between braces in YAML."""
    if re.fullmatch(r"\w(?:[\w ./-]|:(?=/))*", text):
        return text
    quoted = text.replace("'", "''")
    return f"'{quoted}'"


def _named(key: str, text: str) -> str:
    """A lone text as the details that it is probably meant to be."""
    return f"{{{key}: {_in_braces(text)}}}"


def _where_to_put_it(known: Mapping[str, Field]) -> str:
    if "extra" in known:
        return "put your own keys under  extra:"
    return f"put it under  {next(iter(known))}:" if len(known) == 1 else nearest("", known)


def _report_missing(node: yaml.Node, table: Fields, seen: set[str], reader: Reader, prefix: str) -> None:
    if reader.is_partial and not prefix:
        return  # it may stand in what could not be read
    owner = f" in {last_word(prefix)}" if prefix else ""
    for entry in table:
        if entry.required and entry.name not in seen:
            reader.report(*reader.place(node), f"{entry.name} is missing{owner}", f"write  {entry.example}")


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
        reader.report_node(node, f"{last_word(key)} must be a list of {self.what}, not {describe(node)}", self._hint(node))
        return None

    def _hint(self, node: yaml.Node) -> str:
        """What to type; a single entry just lacks its dash, and words with commas between them lack brackets."""
        if isinstance(self.item, Text) and isinstance(node, yaml.ScalarNode):
            words = [self.item.meant(word) for word in _words(node.value)]
            return f"write  {self.example.partition(':')[0]}: [{', '.join(words)}]" if words else f"write  {self.example}"
        first = node.value[0][0].value if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style else None
        if isinstance(self.item, Entry) and first in [entry.name for entry in self.item.fields]:
            return f"put a dash before the first key:  - {first}: …"
        return f"write  {self.example}"

    def _items(self, nodes: Sequence[yaml.Node], key: str, reader: Reader) -> tuple[object, ...]:
        values: list[object] = []
        for node in nodes:
            if _is_blank(node) or (isinstance(self.item, Entry) and is_nothing(node)):
                continue
            name = f"{key}.{len(values)}"
            reader.marks[name] = reader.place(node)
            value = self.item.read(node, name, reader)
            if value is not None:
                values.append(value)
        return tuple(values)


def separated(text: str) -> list[str]:
    """The words of a list that was typed without brackets."""
    return [word.strip() for word in re.split("[,;，、；]", text) if word.strip()]


def _words(text: str) -> list[str]:
    """The words of such a list; none where one of them would need quotes."""
    words = separated(text)
    return words if all(re.fullmatch(r"[\w/][\w .&'/-]*", word) for word in words) else []


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
            text = scalar_text(node, key, reader, self.what, f"write  {self.example}")
            return self.short(text) if text else None
        if not isinstance(node, yaml.MappingNode):
            self._report_shape(node, key, reader)
            return None
        values = read_fields(node, self.fields, reader, f"{key}.")
        complete = all(entry.name in values for entry in self.fields if entry.required)
        return self.make(**values) if complete else None

    def _report_shape(self, node: yaml.Node, key: str, reader: Reader) -> None:
        """A lone text is probably the first of the fields."""
        first = self.fields[0]
        if not is_item(key):
            is_name = first.required and isinstance(first.kind, Text) and isinstance(node, yaml.ScalarNode)
            example = f"{last_word(key)}: {_named(first.name, node.value)}" if is_name else self.example
            reader.report_node(node, f"{last_word(key)} must be {self.what}, not {describe(node)}", f"write  {example}")
            return
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
                node, f"{last_word(key)} must be names with their details, not {describe(node)}", f"write  slug: {{{self.what}}}"
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
            details = _named("name", value_node.value) if isinstance(value_node, yaml.ScalarNode) else f"{{{table.what}}}"
            reader.report_node(value_node, f"{name} must have details, not {describe(value_node)}", f"write  {name}: {details}")
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
    text = scalar_text(node, "the key", reader, "a short name", "write  short-name: {…}")
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
                node,
                f"{last_word(key)} must be keys with values, not {describe(node)}",
                f"write  {last_word(key)}: {{my_key: my value}}",
            )
            return None
        value = _plain(node)
        return value if isinstance(value, dict) else None


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item) for item in node.value)
    return _CONSTRUCT.get(node.tag.rsplit(":", 1)[-1], str)(UNPRINTABLE.sub("", node.value))


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
