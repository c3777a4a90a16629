"""The values of a template's actions: ``.Get``, texts, comparisons, and the functions that shortcodes use most.

In: an action's text, what is known.  Out: a text, a number, a truth, or a list.
Never: guesses what a function that is not known here would have given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from newsgen.migrate.hugo.functions import FUNCTIONS, Markup, Unknown, Value, held, known, text_of

_TOKEN = re.compile(
    r"\s*(?:\"(?P<text>(?:[^\"\\]|\\.)*)\"|`(?P<raw>[^`]*)`|(?P<number>-?\d+)(?![\w.])"
    r"|(?P<sign>[()|])|(?P<word>[^\s()|\"`]+))"
)


@dataclass(slots=True)
class Scope:
    """Parameters by name or number, what the shortcode encloses, what is known of the site, variables, and the dot of a block.

    ``site`` has its settings, ``params`` and ``data`` among them, ``page`` the front matter, all by names in small letters;
    ``address`` finds the pages that ``ref`` names.
    """

    given: Mapping[str, str]
    inner: str
    site: Mapping[str, object] = field(default_factory=dict)
    page: Mapping[str, str] = field(default_factory=dict)
    address: Callable[[str], str] = str
    variables: dict[str, Value] = field(default_factory=dict)
    dot: Value | None = None


def value(text: str, scope: Scope) -> Value:
    """What an action stands for."""
    tokens = [*_tokens(text)]
    found, rest = _pipeline(tokens, 0, scope)
    if rest != len(tokens):
        raise Unknown(text)
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match or not match.lastgroup:
            raise Unknown(text)
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


def _pipeline(tokens: list[tuple[str, str]], at: int, scope: Scope) -> tuple[Value, int]:
    found, at = _call(tokens, at, scope, [])
    while at < len(tokens) and tokens[at] == ("sign", "|"):
        found, at = _call(tokens, at + 1, scope, [found])
    return found, at


def _call(tokens: list[tuple[str, str]], at: int, scope: Scope, piped: list[Value]) -> tuple[Value, int]:
    """A function with what follows it and what was piped into it, or a value alone."""
    if at >= len(tokens):
        raise Unknown
    kind, name = tokens[at]
    name = re.sub(r"^\$?(?=\.)|^\$?\.Page(?=\.(?:Scratch|Store)\b)", "", name).replace(".Store.", ".Scratch.")
    if kind == "word" and (name in FUNCTIONS or name in OF_SCOPE):
        given, at = _operands(tokens, at + 1, scope)
        given += piped
        try:
            return (OF_SCOPE[name](scope, *given) if name in OF_SCOPE else FUNCTIONS[name](*given)), at
        except (TypeError, ValueError, IndexError, re.error) as error:
            raise Unknown(name) from error
    found, at = _operand(tokens, at, scope)
    if piped:
        raise Unknown(name)
    return found, at


def _operands(tokens: list[tuple[str, str]], at: int, scope: Scope) -> tuple[list[Value], int]:
    found: list[Value] = []
    while at < len(tokens) and tokens[at] not in {("sign", "|"), ("sign", ")")}:
        one, at = _operand(tokens, at, scope)
        found.append(one)
    return found, at


def _operand(tokens: list[tuple[str, str]], at: int, scope: Scope) -> tuple[Value, int]:
    kind, word = tokens[at]
    if (kind, word) == ("sign", "("):
        found, at = _pipeline(tokens, at + 1, scope)
        if at >= len(tokens) or tokens[at] != ("sign", ")"):
            raise Unknown
        return found, at + 1
    if kind == "text":
        return re.sub(r"\\(.)", lambda mark: {"n": "\n", "t": "\t"}.get(mark[1], mark[1]), word), at + 1
    if kind == "raw":
        return word, at + 1
    return (int(word) if kind == "number" else _named(word, scope)), at + 1


def _named(word: str, scope: Scope) -> Value:
    """A variable, the dot, or something of the shortcode's."""
    if word in {"true", "false"}:
        return word == "true"
    if word == "." and scope.dot is not None:
        return scope.dot
    if word in scope.variables:
        return scope.variables[word]
    word = word.removeprefix("$") if word in {"$"} or word.startswith("$.") else word
    if word == ".Inner":
        return Markup(scope.inner)
    if word == ".Params":
        numbered = all(key.isdigit() for key in scope.given)
        return [*scope.given.values()] if numbered else dict(scope.given)
    if word == ".IsNamedParams":
        return any(not key.isdigit() for key in scope.given)
    if word in {"", ".", ".Page"}:  # the whole page, which functions are told
        return ""
    return _within(word, scope)


def _within(word: str, scope: Scope) -> Value:
    """A parameter, a setting of the site, a key of the page, or a key of a variable or the dot."""
    first, *path = re.sub(r"^\.Page\.Site\b|^site\b", ".Site", word).lstrip(".").split(".")
    found: object = None
    if f"${first.removeprefix('$')}" in scope.variables and word.startswith("$"):
        found = scope.variables[first]
    elif first == "Params" and path:
        return scope.given.get(path[0], "")
    elif first == "Site" and path and path[0] in {"Params", "Data", "Title", "BaseURL", "Copyright"}:
        found = scope.site
    elif first == "Page" and path and (path[0] in {"Title", "Params"}):
        found, path = scope.page, path[-1:]
    elif isinstance(scope.dot, Mapping):
        found, path = scope.dot, [first, *path]
    else:
        raise Unknown(word)
    for name in path:
        found = held(found, name)
    return known(found)


# Functions that ask the scope


def _get(scope: Scope, name: Value) -> str:
    return scope.given.get(text_of(name), "")


def _kept(scope: Scope, name: Value, given: Value) -> str:
    scope.variables[f"kept {name}"] = given
    return ""


def _fetched(scope: Scope, name: Value) -> Value:
    return scope.variables.get(f"kept {name}", "")


def _reference(scope: Scope, *given: Value) -> str:
    page, mark, fragment = text_of(given[-1]).partition("#")
    return f"{scope.address(page) or page if page else ''}{mark}{fragment}"


OF_SCOPE: Mapping[str, Callable[..., Value]] = {
    ".Get": _get,
    ".Scratch.Set": _kept,
    ".Scratch.Get": _fetched,
    "ref": _reference,
    "relref": _reference,
}
