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


def data(source: Source, top: str) -> dict[str, object]:
    """The files of a folder by their names without endings, folders as mappings."""
    tree: dict[str, object] = {}
    for path in source.paths:
        if path.startswith(f"{top}/"):
            *folders, name = splitext(path.removeprefix(f"{top}/"))[0].split("/")
            value = _value(path, source)
            place = tree
            for folder in folders:
                inner = place.setdefault(folder, {})
                place = inner if isinstance(inner, dict) else {}
            if value is not None:
                place[name] = value
    return tree


def _value(path: str, source: Source) -> object:
    ending = splitext(path)[1].lower()
    if ending not in _ENDINGS:
        return None
    text = decoded(source.read(path))[0]
    try:
        if ending == ".json":
            return json.loads(text)
        if ending in {".csv", ".tsv"}:
            return [*csv.DictReader(text.splitlines(), delimiter="\t" if ending == ".tsv" else ",")]
    except (ValueError, csv.Error):
        return None
    return plain(toml_head(text)[0] if ending == ".toml" else yaml_data(text))
