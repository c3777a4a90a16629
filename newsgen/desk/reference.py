"""The reference of all keys in the documents, made from the tables.

In: a document with markers.  Out: the document with the rows between them made anew.  Never: changes what stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsgen.desk.tables import TABLES, Table, fields_of, parts
from newsgen.read.fields import Fields

_MARKED = re.compile(r"(?<=<!-- fields: )([\w.]+)( -->\n).*?(?=<!-- end of fields -->)", re.DOTALL)


def with_reference(document: str, tables: Mapping[str, Table] = TABLES) -> str:
    """The document with the rows of ``<!-- fields: article.photos -->`` made anew; raises KeyError for a table that is none."""
    return _MARKED.sub(lambda mark: mark[1] + mark[2] + rows(_named(mark[1], tables)), document)


def _named(path: str, tables: Mapping[str, Table]) -> Fields:
    """The fields of a kind of file, or of one of its keys."""
    name, *keys = path.split(".")
    fields = fields_of(tables[name])
    for key in keys:
        fields = parts({field.name: field.kind for field in fields}[key])
    return fields


def rows(fields: Fields) -> str:
    """A Markdown table: key, meaning, what to write."""
    lines = ["| key | meaning | write |", "|---|---|---|"]
    for field in fields:
        label = f"`{field.name}`" + (" (required)" if field.required else "")
        lines.append(f"| {label} | {_cell(field.meaning)} | `{_cell(field.example)}` |")
    return "".join(f"{line}\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
