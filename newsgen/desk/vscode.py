"""What VS Code needs to complete and check while one types: schemas for YAML, and snippets for front matter, which its YAML
support does not reach (https://github.com/redhat-developer/vscode-yaml/issues/207).

In: tables of fields, what a publication knows.  Out: files of the folder ``.vscode``.  Never: asks VS Code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from newsgen.desk.schema import NOTHING_KNOWN, example, schemas
from newsgen.desk.tables import TABLES, Table, fields_of, parts
from newsgen.model.site import SiteConfig
from newsgen.read.fields import Field, Many
from newsgen.read.scalars import Choice, Flag, Moment

Settings = dict[str, object]

OWN = (".vscode/settings.json", ".vscode/extensions.json")  # written once; they belong to the editors then
_MARKDOWN: Settings = {
    "editor.wordWrap": "on",
    "editor.quickSuggestions": {"other": True, "comments": False, "strings": False},
    "editor.suggest.showWords": False,
}


def vscode_files(known: SiteConfig = NOTHING_KNOWN) -> dict[str, str]:
    """The files by their paths from the publication's folder; those of ``OWN`` belong to the editors once they are written."""
    yaml_files = {name: table.files for name, table in TABLES.items() if table.files.endswith(".yaml")}
    associations = {f"./{schema_file(name)}": files for name, files in yaml_files.items()}
    files: dict[str, object] = {
        OWN[0]: {"yaml.schemas": associations, "[markdown]": _MARKDOWN},
        OWN[1]: {"recommendations": ["redhat.vscode-yaml"]},
        ".vscode/newsgen.code-snippets": snippets(known),
    }
    files |= {schema_file(name): schema for name, schema in schemas(known).items()}
    return {path: json_text(value) for path, value in files.items()}


def schema_file(name: str, folder: str = ".vscode/schemas/") -> str:
    """Where a schema lies."""
    return f"{folder}{name}.schema.json"


def json_text(value: object) -> str:
    """JSON as a file holds it."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# Format: https://code.visualstudio.com/docs/editing/userdefinedsnippets
_NOW = "$CURRENT_YEAR-$CURRENT_MONTH-${CURRENT_DATE}T$CURRENT_HOUR:$CURRENT_MINUTE"


def snippets(known: SiteConfig = NOTHING_KNOWN, tables: Mapping[str, Table] = TABLES) -> dict[str, Settings]:
    """A snippet for each key of a story, named as the key is."""
    return {field.name: _snippet(field, _choices(field, known)) for field in fields_of(tables["article"])}


def _snippet(field: Field, words: Sequence[str]) -> Settings:
    return {"scope": "markdown", "prefix": field.name, "description": field.meaning, "body": _body(field, words)}


def _choices(field: Field, known: SiteConfig) -> Sequence[str]:
    """The words that a key takes, if they are few and known."""
    if isinstance(field.kind, Choice):
        return field.kind.words
    return [section.slug for section in known.sections] if field.name == "section" else []


def _body(field: Field, words: Sequence[str]) -> list[str]:
    """The key with a place for each value; of a list of entries, its first."""
    inner = parts(field.kind)
    if isinstance(field.kind, Many) and inner:
        shown = [part for part in inner if part.required or part.name in example(field)[0]]
        lines = [f"{part.name}: {_place(number, part, _choices(part, NOTHING_KNOWN))}" for number, part in enumerate(shown, 1)]
        return [f"{field.name}:", *(f"  {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines))]
    return [f"{field.name}: {_place(1, field, words)}"]


def _place(number: int, field: Field, words: Sequence[str]) -> str:
    """Where the cursor stops, with what may be typed there."""
    if isinstance(field.kind, Flag):
        words = ("true", "false")
    if words:
        return f"${{{number}|{','.join(_escaped(word, ',|') for word in words)}|}}"
    if isinstance(field.kind, Moment):
        return f"${{{number}:{_NOW}}}"
    return f"${{{number}:{_escaped(field.example.partition(': ')[2])}}}"


def _escaped(text: str, also: str = "") -> str:
    return re.sub(rf"([\\$}}{also}])", r"\\\1", text)
