"""A shortcode's own template, where it is little more than HTML with places for parameters.

In: the template's text, parameters, the text that it encloses.  Out: the HTML; None where it does more than is known here.
Never: guesses what an action that is not known would have given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from newsgen.read.markdown import convert

_ACTION = re.compile(r"\{\{-?\s*(/\*.*?\*/|.*?)\s*-?\}\}", re.S)
_TRIM = re.compile(r"\s*(\{\{)-\s|\s-(\}\})\s*")
_GET = re.compile(r"\.Get\s+(?:\"(?P<name>[^\"]*)\"|`(?P<raw>[^`]*)`|(?P<number>\d+))")
_FILTERS = frozenset(
    "safeHTML safeURL safeCSS safeHTMLAttr htmlEscape markdownify .Page.RenderString $.Page.RenderString plainify relURL absURL "
    "relLangURL absLangURL".split()
)


class Unknown(Exception):  # noqa: N818 -- not an error of anybody's
    """The template does something that is not known here."""


def expanded(template: str, given: Mapping[str, str], inner: str) -> str | None:
    """What the template gives."""
    text = re.sub(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", "", _TRIM.sub(lambda match: match[1] or match[2] or "", template), flags=re.S)
    try:
        parts = [*_parts(text)]
        made, rest = _block(parts, 0, {**{f".{key}": value for key, value in given.items()}, "inner": inner})
    except Unknown:
        return None
    return made.strip() if rest == len(parts) else None


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Texts and actions in turn."""
    at = 0
    for match in _ACTION.finditer(text):
        yield False, text[at : match.start()]
        yield True, " ".join(match[1].split())
        at = match.end()
    yield False, text[at:]


def _block(parts: list[tuple[bool, str]], at: int, scope: dict[str, str], dot: str | None = None) -> tuple[str, int]:
    """The text up to the end or the other branch of a block, and where that stands."""
    made: list[str] = []
    while at < len(parts):
        is_action, text = parts[at]
        if not is_action:
            made.append(text)
        elif text == "end" or text.startswith("else"):
            return "".join(made), at
        elif text.startswith(("if ", "with ")):
            chosen, at = _choice(parts, at, scope, dot)
            made.append(chosen)
        elif assigned := re.fullmatch(r"(\$[\w]+)\s*:?=\s*(.+)", text):
            scope[assigned[1]] = _value(assigned[2], scope, dot)
        else:
            made.append(_shown(text, scope, dot))
        at += 1
    return "".join(made), at


def _choice(parts: list[tuple[bool, str]], at: int, scope: dict[str, str], dot: str | None) -> tuple[str, int]:
    """The branch of ``if`` or ``with`` that is taken, and where the block ends."""
    word, _, condition = parts[at][1].partition(" ")
    value = _value(condition, scope, dot)
    yes, at = _block(parts, at + 1, scope, value if word == "with" else dot)
    chosen = yes if value else ""
    while at < len(parts) and parts[at][1].startswith("else"):
        other = parts[at][1].removeprefix("else").strip()
        if other:
            parts[at] = (True, other)
            no, at = _choice(parts, at, scope, dot)
            return (chosen if value else no), at
        no, at = _block(parts, at + 1, scope, dot)
        chosen = chosen if value else no
    if at >= len(parts):
        raise Unknown
    return chosen, at


def _shown(text: str, scope: Mapping[str, str], dot: str | None) -> str:
    """What an action shows; text is escaped, as Hugo does, unless it was said to be safe."""
    value = _value(text, scope, dot)
    words = {word.strip().split(" ")[0] for word in text.split("|")}
    safe = {"safeHTML", "markdownify", ".Inner", ".Page.RenderString", "$.Page.RenderString"} & words
    return value if safe else escape(value, quote=True)


def _value(text: str, scope: Mapping[str, str], dot: str | None) -> str:
    """The value of a pipeline."""
    first, *filters = [part.strip() for part in text.split("|")]
    head, _, rest = first.partition(" ")
    if head in _FILTERS and rest:
        first, filters = rest.strip(), [head, *filters]
    value = _operand(first.strip("()").strip(), scope, dot)
    for each in filters:
        name, _, argument = each.partition(" ")
        if name == "default":
            value = value or _operand(argument, scope, dot)
        elif name not in _FILTERS:
            raise Unknown
        elif name in {"markdownify", ".Page.RenderString", "$.Page.RenderString"}:
            value = convert(value).removeprefix("<p>").removesuffix("</p>") if value.count("\n\n") == 0 else convert(value)
    return value


def _operand(text: str, scope: Mapping[str, str], dot: str | None) -> str:
    get = _GET.fullmatch(text)
    if get:
        name = get["name"] if get["name"] is not None else get["raw"] if get["raw"] is not None else get["number"]
        return scope.get(f".{name}", "")
    if text in {".Inner", "$.Inner"}:
        return scope["inner"]
    if text == "." and dot is not None:
        return dot
    if text.startswith("$") and text in scope:
        return scope[text]
    quoted = re.fullmatch(r"\"([^\"\\]*)\"|`([^`]*)`", text)
    if quoted:
        return quoted[1] if quoted[1] is not None else quoted[2]
    named = re.fullmatch(r"(?:\$?\.Params\.|index \.Params )\"?([\w-]+)\"?", text)
    if named:
        return scope.get(f".{named[1]}", "")
    raise Unknown
