"""The data files of an old site, for its tags and shortcodes.

In: a source, a folder.  Out: what the files hold, by their names.  Never: asks what it means.
"""

from __future__ import annotations

import csv
import json
from posixpath import splitext

from newsgen.migrate.imported import Source
from newsgen.migrate.matter import decoded, plain, toml_head, yaml_data

_ENDINGS = frozenset({".yml", ".yaml", ".json", ".csv", ".tsv", ".toml"})


def data(source: Source, top: str, *, named: bool = True) -> dict[str, object]:
    """The files of a folder by their names without endings, folders as mappings, rows of tables too where ``named``."""
    tree: dict[str, object] = {}
    for path in source.paths:
        if path.startswith(f"{top}/"):
            *folders, name = splitext(path.removeprefix(f"{top}/"))[0].split("/")
            value = _value(path, source, named=named)
            place = tree
            for folder in folders:
                inner = place.setdefault(folder, {})
                place = inner if isinstance(inner, dict) else {}
            if value is not None:
                place[name] = value
    return tree


def _value(path: str, source: Source, *, named: bool) -> object:
    ending = splitext(path)[1].lower()
    found = parsed(ending, decoded(source.read(path))[0]) if ending in _ENDINGS else None
    if not named or ending not in {".csv", ".tsv"} or not isinstance(found, list) or not found:
        return found
    return [dict(zip(found[0], row, strict=False)) for row in found[1:] if row]


def parsed(ending: str, text: str) -> object:
    """What a text of data holds by the ending of its file, a table as its rows; None where it cannot be read.

    ``.csv;`` has another sign between its cells.
    """
    try:
        if ending == ".json":
            return json.loads(text)
        if ending.startswith((".csv", ".tsv")):
            sign = "\t" if ending == ".tsv" else ending.removeprefix(".csv") or ","
            return [*csv.reader(text.splitlines(), delimiter=sign)]
    except (ValueError, csv.Error):
        return None
    return plain(toml_head(text)[0] if ending == ".toml" else yaml_data(text))
