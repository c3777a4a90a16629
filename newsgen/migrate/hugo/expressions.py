"""The values of a template's actions: ``.Get``, texts, comparisons, and the functions that shortcodes use most.

In: an action's text, what is known.  Out: a text, a number, a truth, or a list.
Never: guesses what a function that is not known here would have given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from newsgen.read.markdown import convert

_TOKEN = re.compile(
    r"\s*(?:\"(?P<text>(?:[^\"\\]|\\.)*)\"|`(?P<raw>[^`]*)`|(?P<number>-?\d+)(?![\w.])"
    r"|(?P<sign>[()|])|(?P<word>[^\s()|\"`]+))"
)

Value = str | int | bool | list[str] | dict[str, str]


class Unknown(Exception):  # noqa: N818 -- not an error of anybody's
    """The template does something that is not known here."""


class Markup(str):
    """HTML, which is shown as it is; any other text is escaped."""

    __slots__ = ()


@dataclass(slots=True)
class Scope:
    """Parameters by name or number, what the shortcode encloses, variables, and the dot where a block has set it."""

    given: Mapping[str, str]
    inner: str
    variables: dict[str, Value] = field(default_factory=dict)
    dot: Value | None = None


def value(text: str, scope: Scope) -> Value:
    """What an action stands for."""
    tokens = [*_tokens(text)]
    found, rest = _pipeline(tokens, 0, scope)
    if rest != len(tokens):
        raise Unknown(text)
    return found


def shown(found: Value) -> str:
    """A value in a page: escaped, as Hugo does, unless it is HTML."""
    if isinstance(found, list | dict):
        raise Unknown
    return found if isinstance(found, Markup) else escape(_text(found), quote=True)


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
    name = name.removeprefix("$") if name.startswith("$.") else name
    if kind == "word" and (name in FUNCTIONS or name == ".Get"):
        given, at = _operands(tokens, at + 1, scope)
        given += piped
        if name == ".Get":
            return (scope.given.get(_text(given[0]), "") if len(given) == 1 else ""), at
        try:
            return FUNCTIONS[name](*given), at
        except (TypeError, ValueError, IndexError) as error:
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
    word = word.removeprefix("$")
    if word == ".Inner":
        return Markup(scope.inner)
    if word == ".Params":
        numbered = all(key.isdigit() for key in scope.given)
        return [*scope.given.values()] if numbered else dict(scope.given)
    if word == ".IsNamedParams":
        return any(not key.isdigit() for key in scope.given)
    if named := re.fullmatch(r"\.Params\.([\w-]+)", word):
        return scope.given.get(named[1], "")
    raise Unknown(word)


# Functions (https://gohugo.io/functions/)


def _text(found: Value) -> str:
    if isinstance(found, list | dict):
        raise Unknown
    return str(found).lower() if isinstance(found, bool) else str(found)


def _markdown(text: Value, *_: Value) -> Markup:
    said = _text(text)
    made = convert(said)
    return Markup(made.removeprefix("<p>").removesuffix("</p>") if said.count("\n\n") == 0 else made)


def _compared(test: Callable[[int], bool]) -> Callable[[Value, Value], bool]:
    def compare(one: Value, other: Value) -> bool:
        return test(int(_text(one)) - int(_text(other)))

    return compare


def _substr(text: Value, start: Value, length: Value | None = None) -> str:
    said, begin = _text(text), int(_text(start))
    begin = begin if begin >= 0 else max(len(said) + begin, 0)
    return said[begin:] if length is None else said[begin : begin + int(_text(length))]


def _index(of: Value, key: Value) -> str:
    if isinstance(of, Mapping):
        return of.get(_text(key), "")
    if isinstance(of, list):
        return of[int(_text(key))] if int(_text(key)) < len(of) else ""
    raise Unknown


def _code(text: Value, language: Value = "", *_: Value) -> Markup:
    kind = f' class="language-{escape(_text(language))}"' if language else ""
    return Markup(f"<pre><code{kind}>{escape(_text(text).strip(chr(10)), quote=False)}\n</code></pre>")


def _printf(form: Value, *given: Value) -> str:
    if re.search(r"%[^sdv%]", _text(form)):
        raise Unknown
    return re.sub("%v", "%s", _text(form)).replace("%d", "%s") % tuple(_text(each) for each in given)


def _last_true(*given: Value) -> Value:
    return next((each for each in given if not each), given[-1])


def _first_true(*given: Value) -> Value:
    return next((each for each in given if each), given[-1])


def _is_in(group: Value, one: Value) -> bool:
    return one in group if isinstance(group, list) else _text(one) in _text(group)


def _length(of: Value) -> int:
    return len(of) if isinstance(of, Sequence | Mapping) else 0


def _same(text: Value, *_: Value) -> Value:
    return text


def _html(text: Value) -> Markup:
    return Markup(_text(text))


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    **dict.fromkeys(("safeHTML", "transform.HTMLUnescape"), _html),
    **dict.fromkeys("safeURL safeCSS safeJS safeHTMLAttr htmlEscape string relURL absURL relLangURL absLangURL".split(), _same),
    **dict.fromkeys(("markdownify", "transform.Markdownify"), _markdown),
    **dict.fromkeys((".Page.RenderString", "page.RenderString"), lambda *given: _markdown(given[-1])),
    **dict.fromkeys(("highlight", "transform.Highlight"), _code),
    "plainify": lambda text: re.sub(r"<[^<>]*>", "", _text(text)),
    **dict.fromkeys(("default", "compare.Default"), lambda usual, given="": given or usual),
    **dict.fromkeys(("print", "fmt.Print"), lambda *given: "".join(_text(each) for each in given)),
    **dict.fromkeys(("printf", "fmt.Printf"), _printf),
    **dict.fromkeys(("lower", "strings.ToLower"), lambda text: _text(text).lower()),
    **dict.fromkeys(("upper", "strings.ToUpper"), lambda text: _text(text).upper()),
    **dict.fromkeys(("title", "strings.Title"), lambda text: re.sub(r"(?<!\w)\w", lambda one: one[0].upper(), _text(text))),
    **dict.fromkeys(("trim", "strings.Trim"), lambda text, signs: _text(text).strip(_text(signs))),
    **dict.fromkeys(("replace", "strings.Replace"), lambda text, old, new: _text(text).replace(_text(old), _text(new))),
    **dict.fromkeys(("substr", "strings.Substr"), _substr),
    **dict.fromkeys(("hasPrefix", "strings.HasPrefix"), lambda text, start: _text(text).startswith(_text(start))),
    **dict.fromkeys(("hasSuffix", "strings.HasSuffix"), lambda text, end: _text(text).endswith(_text(end))),
    **dict.fromkeys(("in", "strings.Contains"), _is_in),
    "index": _index,
    "isset": lambda of, key: bool(_index(of, key)),
    "len": _length,
    "eq": lambda one, *others: any(_text(one) == _text(other) for other in others),
    "ne": lambda one, other: _text(one) != _text(other),
    "gt": _compared(lambda apart: apart > 0),
    "ge": _compared(lambda apart: apart >= 0),
    "lt": _compared(lambda apart: apart < 0),
    "le": _compared(lambda apart: apart <= 0),
    "not": lambda one: not one,
    "and": _last_true,
    "or": _first_true,
    "cond": lambda test, yes, no: yes if test else no,
}
