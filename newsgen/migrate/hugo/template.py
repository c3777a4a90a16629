"""A shortcode's own template, where it is little more than HTML with places for parameters.

In: the template's text, parameters, the text that it encloses.  Out: the HTML; None where it does more than is known here.
Never: guesses what an action that is not known would have given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from newsgen.migrate.hugo.expressions import Scope, value
from newsgen.migrate.hugo.values import Unknown, Value, known, shown

_ACTION = re.compile(r"\{\{-?\s*(/\*.*?\*/|.*?)\s*-?\}\}", re.S)
_TRIM = re.compile(r"\s*(\{\{)-\s|\s-(\}\})\s*")
_RANGE = re.compile(r"range\s+(?:(?:(\$\w+)\s*,\s*)?(\$\w+)\s*:=\s*)?(.+)")

Parts = list[tuple[bool, str]]
"""Texts, and the actions between them."""


_LOOK = re.compile(r"<!--.*?-->|<svg\b(?:(?!<text\b).)*?</svg>", re.S | re.I)


def expanded(template: str, scope: Scope) -> str | None:
    """What the template gives, without its remarks and icons."""
    text = re.sub(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", "", _TRIM.sub(lambda match: match[1] or match[2] or "", template), flags=re.S)
    try:
        parts = [*_parts(text)]
        made, rest = _block(parts, 0, scope)
    except Unknown:
        return None
    return _LOOK.sub("", made).strip() if rest == len(parts) else None


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Texts and actions in turn."""
    at = 0
    for match in _ACTION.finditer(text):
        yield False, text[at : match.start()]
        yield True, " ".join(match[1].split())
        at = match.end()
    yield False, text[at:]


def _block(parts: Parts, at: int, scope: Scope) -> tuple[str, int]:
    """The text up to the end or the other branch of a block, and where that stands."""
    made: list[str] = []
    hidden: dict[str, Value | None] = {}
    while at < len(parts):
        is_action, text = parts[at]
        if not is_action:
            made.append(text)
        elif text == "end" or text.startswith("else"):
            _forget(hidden, scope)
            return "".join(made), at
        elif text.startswith(("if ", "with ")):
            chosen, at = _choice(parts, at, scope)
            made.append(chosen)
        elif text.startswith("range "):
            repeated, at = _repeated(parts, at, scope)
            made.append(repeated)
        elif assigned := re.fullmatch(r"(\$[\w]+)\s*(:?=)\s*(.+)", text):
            if assigned[2] == ":=":
                hidden.setdefault(assigned[1], scope.variables.get(assigned[1]))
            scope.variables[assigned[1]] = value(assigned[3], scope)
        else:
            made.append(shown(value(text, scope)))
        at += 1
    return "".join(made), at


def _forget(hidden: Mapping[str, Value | None], scope: Scope) -> None:
    """A variable that a block declared is what it was before, once the block has ended."""
    for name, before in hidden.items():
        if before is None:
            scope.variables.pop(name, None)
        else:
            scope.variables[name] = before


def _choice(parts: Parts, at: int, scope: Scope) -> tuple[str, int]:
    """The branch of ``if`` or ``with`` that is taken, and where the block ends."""
    word, _, condition = parts[at][1].partition(" ")
    given = re.fullmatch(r"(\$\w+)\s*:=\s*(.+)", condition)
    found = value(given[2] if given else condition, scope)
    if given:
        scope.variables[given[1]] = found
    yes, at = _branch(parts, at + 1, replace(scope, dot=found) if word == "with" else scope, taken=bool(found))
    no = ""
    while at < len(parts) and parts[at][1].startswith("else"):
        other = parts[at][1].removeprefix("else").strip()
        if other:
            parts = [*parts]
            parts[at] = (True, other)
            no, at = _choice(parts, at, scope) if not found else ("", _end(parts, at))
            return (yes if found else no), at
        no, at = _branch(parts, at + 1, scope, taken=not found)
    if at >= len(parts):
        raise Unknown
    return (yes if found else no), at


def _branch(parts: Parts, at: int, scope: Scope, *, taken: bool) -> tuple[str, int]:
    """A branch that is taken, or where one that is not ends: what it does need not be known."""
    return _block(parts, at, scope) if taken else ("", _end(parts, at - 1, to_else=True))


def _end(parts: Parts, at: int, *, to_else: bool = False) -> int:
    """Where the block that begins at an action ends, or its other branch begins."""
    depth = 0
    for here in range(at + 1, len(parts)):
        is_action, text = parts[here]
        if not is_action:
            continue
        if depth == 0 and (text == "end" or (to_else and text.startswith("else"))):
            return here
        depth += -1 if text == "end" else 1 if re.match(r"(?:if|with|range|block|define)\b", text) else 0
    raise Unknown


def _repeated(parts: Parts, at: int, scope: Scope) -> tuple[str, int]:
    """What ``range`` gives for each of a list."""
    match = _RANGE.fullmatch(parts[at][1])
    if not match:
        raise Unknown
    found = value(match[3], scope)
    pairs: list[tuple[Value, Value]]
    if isinstance(found, dict):
        pairs = [(key, known(found[key])) for key in sorted(found)]
    elif isinstance(found, list) or found == "":
        pairs = [*enumerate(found)]
    else:
        raise Unknown
    made = []
    for key, each in pairs:
        names = {name: one for name, one in ((match[1], key), (match[2], each)) if name}
        scope.variables.update(names)
        made.append(_block(parts, at + 1, replace(scope, dot=each))[0])
    at = _end(parts, at, to_else=True)
    if parts[at][1].startswith("else"):
        other, at = _branch(parts, at + 1, scope, taken=not pairs)
        made.append(other)
    return "".join(made), at
