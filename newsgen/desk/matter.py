"""Values to front matter as an editor would type it.

In: values by key, a body.  Out: the text of a story's file.  Never: leaves a key out, or asks whether a key is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import yaml


def story_text(head: Mapping[str, object], body: str, hints: Sequence[str] = ()) -> str:
    """A story's file: front matter in the order given, lines that stand in it as comments, an empty line, the body.

    Values are texts, booleans, whole numbers, aware datetimes, and lists and mappings of them; raises yaml.YAMLError for others.
    """
    comments = "".join(f"# {line}\n" for line in hints)
    return (
        f"---\n{yaml_text(head)}{comments}---\n\n{body.strip()}\n" if body.strip() else f"---\n{yaml_text(head)}{comments}---\n"
    )


def yaml_text(values: Mapping[str, object]) -> str:
    """A mapping as YAML, short lists on one line, no line folded: a folded line is hard to search and to compare."""
    return yaml.dump(
        dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=float("inf"), indent=2
    )


class _Dumper(yaml.SafeDumper):
    """Quotes what another reader of YAML could take for something else than a text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists are set in below their key."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:
        """A value that stands twice is written twice."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text.strip() and text == text.strip() + "\n" else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _moment(dumper: yaml.SafeDumper, moment: datetime) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat())


def _list(dumper: yaml.SafeDumper, values: Sequence[object]) -> yaml.Node:
    """A list of words stands on one line."""
    plain = all(isinstance(each, str | int) and len(str(each)) <= _WORD for each in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=plain)


_WORD = 60  # characters beyond which something is no word, and stands better on its own line

_Dumper.add_representer(str, _text)
_Dumper.add_representer(datetime, _moment)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)
