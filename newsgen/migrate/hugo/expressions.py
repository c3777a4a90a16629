"""The values of a template's actions: ``.Get``, texts, comparisons, and the functions that shortcodes use most.

In: an action's text, what is known.  Out: a text, a number, a truth, or a list.
Never: guesses what a function that is not known here would have given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from newsgen.migrate.hugo.dates import dated
from newsgen.migrate.hugo.functions import FUNCTIONS, added
from newsgen.migrate.hugo.shelf import OF_SHELF, Shelf, of_folder
from newsgen.migrate.hugo.values import Markup, Unknown, Value, Whole, held, known, text_of

_TOKEN = re.compile(
    r"\s*(?:\"(?P<text>(?:[^\"\\]|\\.)*)\"|`(?P<raw>[^`]*)`|(?P<number>-?\d+(?:\.\d+)?)(?![\w.])"
    r"|(?<=\))(?P<part>\.[\w.]+)|(?P<sign>[()|])|(?P<word>[^\s()|\"`]+))"
)


@dataclass(slots=True)
class Scope:
    """Parameters by name or number, what the shortcode encloses, what is known of the site, variables, and the dot of a block.

    ``site`` has its settings, ``params`` and ``data`` among them, ``page`` the front matter, all by names in small letters;
    ``address`` finds the pages that ``ref`` names, ``place`` tells where the page lies, ``shelf`` has files and other pages.
    ``render`` works out one of the ``partials``, which are ``depth`` deep.
    """

    given: Mapping[str, str]
    inner: str
    site: Mapping[str, object] = field(default_factory=dict)
    page: Mapping[str, str] = field(default_factory=dict)
    address: Callable[[str], str] = str
    variables: dict[str, Value] = field(default_factory=dict)
    dot: Value | None = None
    place: Mapping[str, object] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    partials: Mapping[str, str] = field(default_factory=dict)
    render: Callable[[str, Scope], str | None] = lambda *_: None
    depth: int = 0


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
    call = _function(name, scope) if kind == "word" else None
    if call:
        given, at = _operands(tokens, at + 1, scope)
        given += piped
        try:
            return call(*given), at
        except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, re.error) as error:
            raise Unknown(name) from error
    found, at = _operand(tokens, at, scope)
    if piped:
        raise Unknown(name)
    return found, at


def _function(name: str, scope: Scope) -> Callable[..., Value] | None:
    """The function of a name, told what it asks for; None where the name is none's."""
    if name in FUNCTIONS:
        return FUNCTIONS[name]
    if name in OF_SCOPE:
        return partial(OF_SCOPE[name], scope)
    if name in OF_SHELF:
        return partial(OF_SHELF[name], scope.shelf)
    if name.endswith(".Format"):
        return partial(_dated, scope, name.removesuffix(".Format"))
    held_by = re.fullmatch(r"(\$\w+)\.Resources\.Get(?:Match)?", name)
    return partial(of_folder, scope.shelf, scope.variables.get(held_by[1], 0)) if held_by else None


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
        if tokens[at + 1 : at + 2] and tokens[at + 1][0] == "part":
            return _parts(found, tokens[at + 1][1]), at + 2
        return found, at + 1
    if kind == "text":
        return re.sub(r"\\(.)", lambda mark: {"n": "\n", "t": "\t"}.get(mark[1], mark[1]), word), at + 1
    if kind == "raw":
        return word, at + 1
    if kind == "number":
        return (float(word) if "." in word else int(word)), at + 1
    return _named(word, scope), at + 1


def _parts(of: Value, path: str) -> Value:
    """What stands at names one below the other."""
    found: object = of
    for name in path.strip(".").split("."):
        if not isinstance(found, Mapping):
            raise Unknown(path)
        found = held(found, name)
    return known(found)


def _named(word: str, scope: Scope) -> Value:
    """A variable, the dot, or something of the shortcode's."""
    if word in {"true", "false"}:
        return word == "true"
    if word == "." and scope.dot is not None:
        return scope.dot
    if word in scope.variables:
        return scope.variables[word]
    word = word.removeprefix("$") if word in {"$"} or word.startswith("$.") else word
    if word in {".Inner", ".InnerDeindent"}:
        return Markup(scope.inner)
    if word == ".Ordinal":  # no two shortcodes of a page are numbered alike, but nothing is said of it
        return 0
    if word == ".Position":  # for messages alone
        return ""
    if word == ".Params":
        numbered = all(key.isdigit() for key in scope.given)
        return [*scope.given.values()] if numbered else dict(scope.given)
    if word == ".IsNamedParams":
        return any(not key.isdigit() for key in scope.given)
    if word in {".Page", "page"}:
        return _whole(scope)
    if word in {"", "."}:  # everything, which functions are told
        return ""
    return _within(word, scope)


def _whole(scope: Scope) -> Whole:
    """The page with its front matter, and where it lies."""
    return Whole({"title": held(scope.page, "title"), "params": scope.page, **scope.place})


def _within(word: str, scope: Scope) -> Value:
    """A parameter, a setting of the site, a key of the page, or a key of a variable or the dot."""
    word = re.sub(r"^\.Page\.Site\b|^site\b", ".Site", re.sub(r"^hugo\.Data\b", ".Site.Data", word))
    first, *path = re.sub(r"^page\b", ".Page", word).lstrip(".").split(".")
    found: object = None
    if f"${first.removeprefix('$')}" in scope.variables and word.startswith("$"):
        found = scope.variables[first]
    elif first == "Params" and path:
        return scope.given.get(path[0], "")
    elif first == "Site" and path and path[0] == "Language":
        found = _whole(scope)
    elif first == "Site" and path and path[0] in OF_SITE and (path[0] in {"Params", "Data"} or held(scope.site, path[0]) != ""):
        found = scope.site
    elif first == "Page" and path:
        found = _whole(scope)
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


def _kept_more(scope: Scope, name: Value, given: Value) -> str:
    old = scope.variables.get(f"kept {name}")
    scope.variables[f"kept {name}"] = given if old is None else [*old, given] if isinstance(old, list) else added(old, given)
    return ""


def _fetched(scope: Scope, name: Value) -> Value:
    return scope.variables.get(f"kept {name}", "")


def _dated(scope: Scope, name: str, layout: Value) -> str:
    return dated(layout, _named(name, scope))


def _reference(scope: Scope, *given: Value) -> str:
    page, mark, fragment = text_of(given[-1]).partition("#")
    return f"{scope.address(page) or page if page else ''}{mark}{fragment}"


def _partial(scope: Scope, name: Value, context: Value = "", *_: Value) -> Markup:
    """A part of a page of the site's own; icons belong to the old look."""
    if re.search(r"svg|icon", text_of(name)):
        return Markup("")
    template = scope.partials.get(text_of(name).removesuffix(".html"))
    if template is None or scope.depth >= DEEPEST:
        raise Unknown(name)
    dot = scope.dot if context == "" else context
    made = scope.render(template, replace(scope, dot=dot, variables={}, depth=scope.depth + 1))
    if made is None:
        raise Unknown(name)
    return Markup(made)


DEEPEST = 8  # a part that names itself would never end
OF_SITE = frozenset("Params Data Title BaseURL Copyright Language LanguageCode LastChange Lastmod".split())

OF_SCOPE: Mapping[str, Callable[..., Value]] = {
    ".Get": _get,
    ".Page.Param": lambda scope, name: known(held(scope.page, text_of(name)) or held(held(scope.site, "params"), text_of(name))),
    ".Scratch.Set": _kept,
    ".Scratch.Add": _kept_more,
    **dict.fromkeys(("partial", "partialCached"), _partial),
    ".Scratch.Get": _fetched,
    "ref": _reference,
    "relref": _reference,
}
