"""JSON Schemas (draft 2020-12) from the tables that validate, for editors that complete and check while one types.

In: tables of fields, what a publication knows.  Out: schemas as plain data.
Never: refuses what the reader accepts; where a schema cannot say what the reader means, it says less.

Values are those that YAML 1.2 gives (its core schema): dates are texts, 2024 is a number, yes is a text. ``errorMessage`` is
no keyword of JSON Schema; the language servers for JSON and YAML show it instead of a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import available_timezones

import yaml

from newsgen.desk.tables import TABLES, Table
from newsgen.model.site import SiteConfig
from newsgen.read.config import Extension, Zone
from newsgen.read.fields import Entry, Field, Fields, Free, Many, Vocabulary
from newsgen.read.scalars import MOMENT, Address, Choice, Flag, Language, Moment, PhotoFile, Slug, Text, Whole

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOTHING_KNOWN = SiteConfig("")


def schemas(known: SiteConfig = NOTHING_KNOWN, tables: Mapping[str, Table] = TABLES) -> dict[str, Schema]:
    """A schema for each kind of file; stories may name the sections that are known, and are offered its people and topics."""
    made = {name: document(table) for name, table in tables.items()}
    for key, adapt in _KNOWN.items():
        properties = made["article"]["properties"]
        if key in properties:
            properties[key] = adapt(properties[key], known)
    return made


def document(table: Table) -> Schema:
    """The schema of a whole file."""
    holds = table.holds
    body = _names(holds) if isinstance(holds, Vocabulary) else _keys(holds)
    optional = "required" not in body
    return {"$schema": DIALECT, "title": table.title, "type": ["object", "null"] if optional else "object", **body}


def _keys(fields: Fields) -> Schema:
    """What is said of a mapping that has these fields."""
    required = [field.name for field in fields if field.required]
    return {
        "properties": {field.name: _field(field) for field in fields},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field(field: Field) -> Schema:
    return {"description": field.meaning, **shape(field.kind, field.required), "examples": [example(field)]}


def example(field: Field) -> Any:  # noqa: ANN401 -- whatever the field takes
    """The value of a field's example, as YAML 1.2 has it."""
    return yaml.load(field.example, _PlainLoader)[field.name]  # noqa: S506 -- a safe loader, and our own examples


class _PlainLoader(yaml.SafeLoader):
    """Dates stay texts."""


_PlainLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def shape(kind: object, required: bool = False) -> Schema:
    """What values a kind takes; those that are empty too, unless one is required."""
    return SHAPES[type(kind)](kind, required)


_EMPTY = r"^\s*~?\s*$"


def _scalar(required: bool, pattern: str = r"\S", wanted: str = "a text") -> Schema:
    """A text, or a number or word that the reader takes as one; "not" rather than "type", lest editors offer true and false."""
    schema: Schema = {"not": {"type": ["array", "object", "null"] if required else ["array", "object"]}}
    if required or pattern != r"\S":
        schema["pattern"] = pattern if required else f"{_EMPTY}|{pattern}"
    return schema | {"errorMessage": f"write {wanted}"}


def _typed(type_: str, required: bool, wanted: str = "", pattern: str = "", rest: Schema | None = None) -> Schema:
    """A value of a type of its own; a pattern says which texts stand for one.

    Without ``wanted`` there is no message of ours, which would hide what is wrong within the value.
    """
    texts = [part for part in (pattern, "" if required else _EMPTY) if part]
    types = dict.fromkeys([type_, *(["string"] if texts else []), *([] if required else ["null"])])
    said: Schema = {"type": type_ if len(types) == 1 else [*types]}
    message = {"errorMessage": f"write {wanted}"} if wanted else {}
    return said | message | ({"pattern": "|".join(texts)} if texts else {}) | (rest or {})


def _one_of(words: Sequence[str], required: bool, others: str, wanted: str = "") -> Schema:
    """One of a list that an editor offers, or a text that is as good: in other case, in spaces, or empty."""
    message = {"errorMessage": f"write {wanted or 'one of ' + ', '.join(words)}"}
    pattern = others if required else f"{_EMPTY}|{others}"
    loose: Schema = {"type": "string" if required else ["string", "null"], "pattern": pattern}
    return {"anyOf": [{"enum": [*words]} | message, loose | message]}


def _text(kind: Text, required: bool) -> Schema:
    return _scalar(required)


def _moment(kind: Moment, required: bool) -> Schema:
    wanted = "a date such as 2024-04-16, or with its time 2024-04-16T18:05"
    return _typed("string", required, wanted, rf"^\s*(?:{MOMENT.pattern})\s*$")


def _flag(kind: Flag, required: bool) -> Schema:
    return _typed("boolean", required, "true or false", rf"^\s*(?:{'|'.join(map(_any_case, _FLAGS))})\s*$")


_FLAGS = ("true", "yes", "on", "y", "false", "no", "off", "n")


def _any_case(word: str) -> str:
    """A pattern for a word in any case; a schema's patterns have no flags."""
    return "".join(f"[{letter.upper()}{letter}]" if letter.isalpha() else _literal(letter) for letter in word)


def _literal(text: str) -> str:
    """A pattern for a text as it is, in the regular expressions of ECMA-262, which know fewer escapes than Python's."""
    return re.sub(r"[\\^$.*+?()[\]{}|]", r"\\\g<0>", text)


def _choice(kind: Choice, required: bool) -> Schema:
    return _one_of(kind.words, required, rf"^\s*(?:{'|'.join(map(_any_case, kind.words))})\s*$")


_WORD = r"[^\x00-/:-`{-\x7f]+"  # of ASCII, small letters and digits; what else is a letter is for the reader to know
_SLUG = rf"{_WORD}(?:-{_WORD})*"


def _slug(kind: Slug, required: bool) -> Schema:
    pattern = r"\S" if kind.listed else rf"^\s*{_SLUG}\s*$"  # what is listed, the list will say
    return _scalar(required, pattern, "a short name in lower case, such as world or city-hall")


def _language(kind: Language, required: bool) -> Schema:
    return _scalar(required, r"^\s*[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\s*$", "a language tag such as en, en-GB, zh-Hant")


def _address(kind: Address, required: bool) -> Schema:
    own = r"^\s*(?:/(?!/)|#|mailto:|tel:)|" if kind.own else ""
    wanted = "an address such as https://example.org/story" + (" or /about/" if kind.own else "")
    rest = r"[^\s/?#@]+(?:/[^\s?#]*)?" if kind.base else r"\S+"
    return _scalar(required, rf"{own}^\s*{_any_case('http')}[Ss]?://{rest}\s*$", wanted)


def _whole(kind: Whole, required: bool) -> Schema:
    wanted = f"a whole number from {kind.least} to {kind.most}"
    return _typed("integer", required, wanted, r"^\s*[0-9]{1,9}\s*$", {"minimum": kind.least, "maximum": kind.most})


def _zone(kind: Zone, required: bool) -> Schema:
    zones = sorted(available_timezones() - {"Factory", "localtime", "posixrules"})  # those are no places
    # A zone is a text, in which spaces around and within are folded.
    return _one_of(zones, required, r"^\s|\s$", "a time zone such as Europe/Berlin, Asia/Shanghai or UTC")


def _many(kind: Many, required: bool) -> Schema:
    items = shape(kind.item)
    several = _typed("array", required, f"a list:  {kind.example}", rest={"items": items})
    return {"anyOf": [several, items]} if kind.single else several


def _entry(kind: Entry, required: bool) -> Schema:
    if kind.short:
        return {"not": {"type": ["array", "null"] if required else "array"}, **_keys(kind.fields)}
    return _typed("object", required, rest=_keys(kind.fields))


def _free(kind: Free, required: bool) -> Schema:
    return _typed("object", required)


def _vocabulary(kind: Vocabulary, required: bool) -> Schema:
    return _typed("object", required, rest=_names(kind))


def _names(kind: Vocabulary) -> Schema:
    """What is said of a mapping from short names to details."""
    details = _keys(kind.fields)
    types = "object" if "required" in details else ["object", "null"]
    return {"propertyNames": {"pattern": rf"^\s*{_SLUG}\s*$"}, "additionalProperties": {"type": types, **details}}


SHAPES: Mapping[type, Callable[[Any, bool], Schema]] = {
    Text: _text,
    PhotoFile: _text,
    Extension: _text,
    Moment: _moment,
    Flag: _flag,
    Choice: _choice,
    Slug: _slug,
    Language: _language,
    Address: _address,
    Whole: _whole,
    Zone: _zone,
    Many: _many,
    Entry: _entry,
    Free: _free,
    Vocabulary: _vocabulary,
}
"""How each kind of the tables is said in JSON Schema."""


def _sections(schema: Schema, known: SiteConfig) -> Schema:
    """A section that site.yaml has not is an error, so its sections are all that may be written."""
    slugs = [section.slug for section in known.sections]
    if not slugs:
        return schema
    closed = _one_of(slugs, False, rf"^\s*(?:{'|'.join(map(_literal, slugs))})\s*$")
    closed["anyOf"][0]["enum"] += [int(slug) for slug in slugs if re.fullmatch("0|[1-9][0-9]*", slug)]
    return {"description": schema["description"], **closed, "examples": slugs}


def _topics(schema: Schema, known: SiteConfig) -> Schema:
    return schema | {"items": _offering(schema["items"], topic_names(known))}


def topic_names(known: SiteConfig) -> list[str]:
    """The topics of tags.yaml as they are shown."""
    return list(dict.fromkeys(topic.name or topic.slug for topic in known.topics.values()))


def _offering(schema: Schema, words: Sequence[object]) -> Schema:
    """Any may be written; these are offered first."""
    return schema | {"examples": [*words, *schema.get("examples", ())]} if words else schema


_KNOWN: Mapping[str, Callable[[Schema, SiteConfig], Schema]] = {
    "section": _sections,
    "tags": _topics,
    "author": lambda schema, known: _offering(schema, [*known.people]),
    "authors": lambda schema, known: _offering(schema, [[slug] for slug in known.people]),
    "source": lambda schema, known: _offering(schema, [*known.outlets]),
}
