"""Boxes of HTML around Markdown, which other programs read inside and Python-Markdown does not.

In: a body.  Out: the body whose Markdown stands free, or as HTML within its box.  Never: touches a box without Markdown in it.
"""

from __future__ import annotations

import re

from newsgen.migrate.addresses import code_apart
from newsgen.read.markdown import convert

_MARKED = re.compile(
    r"<(?P<name>[a-z][\w-]*)(?P<rest>(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?\smarkdown=[\"']?(?:1|block|span|true)[\"']?(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.I,
)
_FREE = frozenset("div section article aside main center header footer".split())


def opened(text: str) -> str:
    """The body in which what is marked ``markdown="1"`` is read as Markdown."""
    at = 0
    while match := _MARKED.search(text, at):
        if any(code and begin <= match.start() < end for begin, end, code in _spans(text)):
            at = match.end()
            continue
        end = _closing(text, match)
        if end is None:
            text = f"{text[: match.start()]}{_plain_tag(match)}{text[match.end() :]}"
            at = match.start() + 1
            continue
        inner = text[match.end() : end.start()]
        made = _free(inner) if match["name"].lower() in _FREE else _boxed(match, inner, end[0])
        text = f"{text[: match.start()]}{made}{text[end.end() :]}"
        at = match.start()
    return text


def _spans(text: str) -> list[tuple[int, int, bool]]:
    spans, at = [], 0
    for is_code, piece in code_apart(text):
        spans.append((at, at + len(piece), is_code))
        at += len(piece)
    return spans


def _closing(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The end tag of an element."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(match['name'])}(?=[\s>])[^<>]*>", re.I).finditer(text, match.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag
    return None


def _plain_tag(match: re.Match[str]) -> str:
    rest = re.sub(r"\smarkdown=(\"[^\"]*\"|'[^']*'|\S+)", "", match["rest"])
    return f"<{match['name']}{rest}>"


def _free(inner: str) -> str:
    """The Markdown of a box, without the box: its look was the old theme's."""
    lines = inner.strip("\n").split("\n")
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n\n" + "\n".join(line[indent:] for line in lines) + "\n\n"


def _boxed(match: re.Match[str], inner: str, end: str) -> str:
    html = convert(opened(inner).strip())
    if html.count("<p>") == 1 and html.startswith("<p>"):
        html = html.removeprefix("<p>").removesuffix("</p>")
    return f"{_plain_tag(match)}{html}{end}"
