"""The schemas accept what the reader accepts, and refuse what it refuses for its shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from newsgen.cli import main
from newsgen.desk.schema import DIALECT, SHAPES, document, example, schemas
from newsgen.desk.tables import TABLES, Table, every_field, fields_of
from newsgen.model.site import SiteConfig
from newsgen.read.config import config
from newsgen.read.fields import Entry, Field, Fields, Free, Many, Vocabulary, read_fields, read_vocabulary
from newsgen.read.frontmatter import Reader, mapping
from newsgen.read.scalars import Choice, Flag, Text
from newsgen.read.snapshot import SourceFile

from ..builders import project

each_table = pytest.mark.parametrize("name", TABLES)


class Core(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2.2, section 10.3.2."""


Core.yaml_implicit_resolvers = {}
for kind, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(rf"^(?:{pattern})$"), None)


def seen(text: str) -> Any:
    """A document as a schema sees it; JSON's keys are texts."""
    return json.loads(json.dumps(yaml.load(text, Core)))


def refusals(table: Table, text: str) -> list[str]:
    """What the reader has against a document."""
    reader = Reader("x")
    node = mapping(text, reader)
    if node is not None and isinstance(table.holds, Vocabulary):
        read_vocabulary(node, table.holds, reader)
    elif node is not None:
        read_fields(node, table.holds, reader)
    return [problem.message for problem in reader.problems if problem.is_error]


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(document(TABLES[name]))


@each_table
def test_schemas_are_schemas(name: str) -> None:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert json.loads(json.dumps(schema)) == schema


@each_table
def test_every_field_is_described_with_an_example_that_the_reader_takes(name: str) -> None:
    for field in every_field(fields_of(TABLES[name])):
        alone = Table("", "", (field,))
        assert refusals(alone, field.example) == [], field.name
        assert Draft202012Validator(document(alone)).is_valid(seen(field.example)), field.name
        said = document(alone)["properties"][field.name]
        assert said["description"] == field.meaning
        assert said["examples"] == [example(field)]


def patterns(schema: object) -> Iterator[str]:
    """All regular expressions of a schema."""
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == "pattern" and isinstance(value, str))
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from patterns(value)


def test_patterns_are_those_of_ecma_262() -> None:
    """With its flag u, which validators set, an escape that it does not know is an error."""
    known, _ = config({"site.yaml": SourceFile("site.yaml", b"title: T\nsections: [{slug: city-hall}]")})
    assert known
    found = [pattern for schema in schemas(known).values() for pattern in patterns(schema)]
    assert any("city-hall" in pattern for pattern in found)
    assert [pattern for pattern in found if re.search(r"\\(?![sSdtx.*+?()\[\]{}|^$\\])|\(\?[P<i]", pattern)] == []


SCALARS = """\
text | 'quoted: text' | "" | '' | ' ' | ~ | null | Null | No | yes | ON | true | False | 2024 | 007 | 1.5 | -3 | 1e3 | 0x1F
12:30 | 2024-04-16 | '2024-04-16' | 2024-4-6 | 2024-04-16T18:05:00+08:00 | 2024-04-16T18:05:00.000+08:00 | 2024-04-16T18:05Z
'2024-04-16 18:05' | 2024-13-01 | 2024-04 | world | city-hall | City_Hall | -x | x--y | héla | 東京 | ' world '
https://example.org/a | HTTP://example.org | http:// | example.org | /about/ | //x | mailto:a@example.org | '#x'
report | Report | REVIEW | lead | top | none | en | zh-Hant | zh_TW | e | english | UTC | Europe/Berlin | Nowhere/Land
'Europe/Berlin ' | 0 | 1 | 10 | 20 | '20' | 500 | 501 | harbour.jpg | media/x.jpg | toc"""
TOKENS = [word for line in SCALARS.split("\n") for word in line.split(" | ")]
ANY = st.sampled_from(TOKENS)


def flow(values: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def listed(items: list[str]) -> str:
    return "[" + ", ".join(items) + "]"


def values(kind: object) -> st.SearchStrategy[str]:
    """Values that a kind takes for the most part, so that a document as a whole may be right."""
    fit, odd = fitting(kind), st.one_of(ANY, st.lists(ANY, max_size=2).map(listed), st.just("{}"))
    return st.integers(0, 19).flatmap(lambda number: fit if number else odd)


def fitting(kind: object) -> st.SearchStrategy[str]:
    if isinstance(kind, Many):
        return st.lists(values(kind.item), max_size=3).map(listed)
    if isinstance(kind, Entry):
        return mappings(kind.fields)
    if isinstance(kind, Vocabulary):
        return st.dictionaries(st.sampled_from(["ana", "2024", "Ana", "city-hall"]), mappings(kind.fields), max_size=2).map(flow)
    if isinstance(kind, Free):
        return st.dictionaries(st.sampled_from(["a", "b"]), ANY).map(flow)
    alone = Table("", "", (Field("x", kind, "", ""),))
    return st.sampled_from([word for word in TOKENS if not refusals(alone, f"{{x: {word}}}")])


@cache
def mappings(fields: Fields) -> st.SearchStrategy[str]:
    """Mappings of what is required and a few of the others, which may lack a key, or have one too many."""
    parts = {field.name: values(field.kind) for field in fields}
    required = [field.name for field in fields if field.required]
    some = st.lists(st.sampled_from([*parts, *parts, "tittle"]), max_size=3)
    keys = st.tuples(st.integers(0, 9), some).map(lambda drawn: [*(required if drawn[0] else ()), *drawn[1]])
    return keys.flatmap(lambda names: st.fixed_dictionaries({name: parts.get(name, ANY) for name in names})).map(flow)


def documents(table: Table) -> st.SearchStrategy[str]:
    return fitting(table.holds) if isinstance(table.holds, Vocabulary) else mappings(table.holds)


# What only the reader can know: whether a day, a zone, a language exists; how a letter outside ASCII is written small; what a
# web address is in the end; that a plain 1e3 or 0x1F was no whole number as it was typed.
BEYOND = re.compile(
    r"is no date|there is no time zone|there is no language|short name in lower case|whole web address|a web address, or"
    r"|must be a whole number|cannot be loaded|must be true or false"
)


@each_table
@given(st.data())
def test_a_document_that_the_reader_accepts_validates_and_one_of_wrong_shape_does_not(name: str, data: st.DataObject) -> None:
    text = data.draw(documents(TABLES[name]))
    refused = refusals(TABLES[name], text)
    valid = validator(name).is_valid(seen(text))
    if not refused:
        assert valid, [error.message for error in validator(name).iter_errors(seen(text))]
    elif not all(BEYOND.search(message) for message in refused):
        assert not valid, refused


def wrongs(field: Field) -> Iterator[str]:
    """Values of a wrong shape for a field."""
    if isinstance(field.kind, Many | Text):
        yield "{a: b}"
    if not isinstance(field.kind, Many):
        yield "[[a]]"
    if isinstance(field.kind, Choice | Flag):
        yield "elsewhere"
    if field.required:
        yield from ("", "''", "~")


@each_table
def test_wrong_shapes_are_refused_by_both(name: str) -> None:
    """As above, but every field and not by chance."""
    tried = 0
    for field in every_field(fields_of(TABLES[name])):
        alone = Table("", "", (field,))
        check = Draft202012Validator(document(alone))
        for wrong in [f"{field.name}: {value}" for value in wrongs(field)] + [f"{field.example}\n{field.name}s_: x"]:
            assert refusals(alone, wrong), wrong
            assert not check.is_valid(seen(wrong)), wrong
            tried += 1
    assert tried > 3


def test_a_kind_without_a_shape_is_noticed() -> None:
    class Colour(Text):
        pass

    with pytest.raises(KeyError):
        document(Table("", "", (Field("colour", Colour(), "the colour", "colour: red"),)))
    assert {type(field.kind) for table in TABLES.values() for field in every_field(fields_of(table))} <= {*SHAPES}


KNOWN, _ = config(
    {
        name: SourceFile(name, text.encode())
        for name, text in {
            "site.yaml": "title: T\nsections: [{slug: world}, {slug: '2024'}]",
            "tags.yaml": "belt-and-road: {name: Belt and Road, synonyms: [BRI]}",
            "people.yaml": "ana: {name: Ana Ruiz}",
            "sources.yaml": "outlets: {herald: {name: The Herald}}",
        }.items()
    }
)


@pytest.mark.parametrize(
    ("front_matter", "valid"),
    [
        ("section: world", True),
        ("section: 2024", True),
        ("section: ' world '", True),
        ("section:", True),
        ("section: ''", True),
        ("section: wrold", False),
        ("section: [world]", False),
        ("author: somebody else", True),
        ("author: ana", True),
        ("tags: [unheard of]", True),
        ("source: elsewhere", True),
    ],
)
def test_a_site_of_sections_allows_those_and_offers_the_rest(front_matter: str, valid: bool) -> None:
    assert isinstance(KNOWN, SiteConfig)
    schema = schemas(KNOWN)["article"]
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid(seen(f"title: T\ndate: 2024-04-16\n{front_matter}")) is valid


def test_people_topics_and_outlets_are_offered() -> None:
    assert isinstance(KNOWN, SiteConfig)
    offered = schemas(KNOWN)["article"]["properties"]
    assert offered["author"]["examples"][0] == "ana"
    assert offered["authors"]["examples"][0] == ["ana"]
    assert offered["tags"]["items"]["examples"] == ["Belt and Road"]
    assert offered["source"]["examples"][0] == "herald"
    assert offered["section"]["examples"] == ["world", "2024"]


Say = pytest.CaptureFixture[str]


def test_the_command_names_shows_and_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [*TABLES, "vscode", "cms"]
    assert main(["schema", "article"]) == 0
    assert json.loads(capsys.readouterr().out) == schemas()["article"]
    assert main(["schema", "--output", "made"]) == 0
    assert {place.name for place in (tmp_path / "made").iterdir()} == {f"{name}.schema.json" for name in TABLES}
    assert main(["schema", "artcle"]) == 2
    assert "did you mean  article" in capsys.readouterr().err


def test_in_a_publication_that_cannot_be_read_they_hold_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Say
) -> None:
    project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "article"]) == 0
    assert '"city"' in capsys.readouterr().out
    (tmp_path / "content/site.yaml").write_text("tittle: x")
    assert main(["schema", "article"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == schemas()["article"]
    assert "content has problems, so its sections and people are left out" in err
