"""Definition lists, which newsgen's Markdown has no sign for.

In: a body in which a colon begins a definition below its term.  Out: the body with such lists as HTML, apart.
Never: looks into a fenced block.

(https://kramdown.gettalong.org/syntax.html#definition-lists; Goldmark and Pelican's extra have the same.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from textwrap import dedent

from newsgen.migrate.dialects import DEFINITION, fenced
from newsgen.read.markdown import convert

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DEFINES = re.compile(r" {0,3}:[ \t]+(?=\S)")
_NO_TERM = re.compile(r" {0,3}(?:[#>|:<]|[-*+]\s|\d+[.)]\s|`{3}|~{3}|\[[^\]]+\]:|\{[:%]|={3,}|-{3,})|[ \t]{4}|\s*$")

_ToHtml = Callable[[str], str]


@dataclass(slots=True)
class _Entry:
    """Terms, and the texts that define them; a text that an empty line parts from its term is a paragraph."""

    terms: list[str]
    texts: list[tuple[str, bool]] = field(default_factory=list)


def with_definitions(text: str, change: Callable[[str], str]) -> str:
    """The body with its lists as HTML; ``change`` makes of a text without such what newsgen reads."""
    named = "\n".join(match[0] for match in DEFINITION.finditer(text))
    text, lists = _apart(text, lambda inner: convert(change(f"{inner}\n\n{named}" if "[" in inner else inner)))
    text = change(text)
    for number, each in enumerate(lists):
        text = text.replace(f"\ue002{number}\ue003", each)
    return text


def _apart(text: str, to_html: _ToHtml) -> tuple[str, list[str]]:
    """The body with a mark in place of each list, and the lists."""
    if not re.search(r"^ {0,3}:[ \t]+\S", text, re.M):
        return text, []
    lists: list[str] = []
    lines: list[str] = []
    for part in _parts(text.split("\n")):
        if isinstance(part, str):
            lines.append(part)
        else:
            lines += ["", f"\ue002{len(lists)}\ue003", ""]
            lists.append("\n".join(["<dl>", *(_html(each, to_html) for each in part), "</dl>"]))
    return re.sub("\n{3,}(?=\ue002)|(?<=\ue003)\n{3,}", "\n\n", "\n".join(lines)), lists


def _parts(lines: list[str]) -> Iterator[str | list[_Entry]]:
    """Lines that are in no list, and lists."""
    code = [*fenced(lines, _FENCE)]
    at = 0
    while at < len(lines):
        entries, end = ([], at) if code[at] else _list(lines, at)
        if entries and not any("[^" in text for entry in entries for text, _ in entry.texts):  # HTML has no footnotes
            yield entries
            at = end
        else:
            yield lines[at]
            at += 1


def _list(lines: list[str], at: int) -> tuple[list[_Entry], int]:
    """The entries of the list that begins at a line, if one does, and the line behind it."""
    entries: list[_Entry] = []
    if at and lines[at - 1].strip() and not _NO_TERM.match(lines[at - 1]):
        return [], at  # within a paragraph, all lines of which would be terms
    end = at
    while (begin := _defined(lines, at)) is not None:
        entry = _Entry([line.strip() for line in lines[at:begin] if line.strip()])
        while begin < len(lines) and _DEFINES.match(lines[begin]):
            text, end = _text(lines, begin)
            entry.texts.append((text, "\n\n" in text or not lines[begin - 1].strip()))
            begin = _next(lines, end)
        entries.append(entry)
        at = begin
    return entries, end


def _next(lines: list[str], at: int) -> int:
    """The next line that is not empty."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _defined(lines: list[str], at: int) -> int | None:
    """The line of the first definition of the terms that begin at a line; None where there are no such."""
    number = at
    while number < len(lines) and not _NO_TERM.match(lines[number]):
        number += 1
    if number == at or number >= len(lines):
        return None
    number += not lines[number].strip()
    return number if number < len(lines) and _DEFINES.match(lines[number]) else None


def _text(lines: list[str], at: int) -> tuple[str, int]:
    """The text of the definition at a line, and the line behind it."""
    rest: list[str] = []
    number = at + 1
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            following = _next(lines, number)
            if following == len(lines) or not re.match(r" {2,}|\t", lines[following]):
                break
        elif _DEFINES.match(line) or (
            not re.match(r" {2,}|\t", line) and (_NO_TERM.match(line) or not lines[number - 1].strip())
        ):
            break
        rest.append(line)
        number += 1
    lazy = [line if re.match(r" {2,}|\t|\s*$", line) else f"    {line}" for line in rest]
    more = dedent("\n".join(lazy).expandtabs(4))
    return f"{_DEFINES.sub('', lines[at])}\n{more}".strip(), number


def _html(entry: _Entry, to_html: _ToHtml) -> str:
    terms = [f"<dt>{_inline(to_html(term))}</dt>" for term in entry.terms]
    texts = [f"<dd>{to_html(text) if long else _inline(to_html(text))}</dd>" for text, long in entry.texts]
    return "\n".join([*terms, *texts])


def _inline(html: str) -> str:
    """HTML of one paragraph without the paragraph."""
    alone = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html.removeprefix("<p>").removesuffix("</p>") if alone else html
