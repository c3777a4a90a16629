"""Blocks of HTML that an empty line ends, as CommonMark has it, where Python-Markdown reads on to the end tag.

In: a body of CommonMark.  Out: the body whose Markdown between tags is read as Markdown.  Never: touches code, or a word.

(CommonMark 0.31, section 4.6: an HTML block of the sixth kind ends at an empty line, and what follows is Markdown again.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from newsgen.migrate.dialects import DEFINITION
from newsgen.read.markdown import convert

NAMES = (
    "address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|"
    "form|h[1-6]|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|"
    "tfoot|th|thead|title|tr|ul|picture|video|audio|svg"
)
BEGINS = re.compile(rf" {{0,3}}</?(?:{NAMES})(?=[\s/>]|$)", re.I)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TAGS = re.compile(
    r"<!--.*?-->|<(?P<slash>/?)(?P<name>[A-Za-z][\w-]*)(?=[\s/>])(?>(?:[^<>\"'/]|/(?!>)|\"[^\"]*\"|'[^']*')*)(?P<alone>/?)>", re.S
)
_OPENS_ONLY = re.compile(r"\s*<(?:div|section|article|main|center|aside|header|footer|span)(?:\s[^<>]*)?>\s*", re.I)
_CLOSES_ONLY = re.compile(
    r"(?P<before>(?:\s*</\w+\s*>)*?)\s*</(?:div|section|article|main|center|aside|header|footer|span)\s*>\s*", re.I
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LOOSE = frozenset("p li dt dd tr td th thead tbody tfoot option colgroup".split())  # what HTML lets one leave open

Prepare = Callable[[str], str]


@dataclass(slots=True)
class _Part:
    """A run of lines: a block of HTML, or Markdown up to the next one."""

    is_html: bool
    lines: list[str] = field(default_factory=list)
    tags: list[tuple[bool, str]] | None = None

    @property
    def text(self) -> str:
        """The lines as one."""
        return "\n".join(self.lines)


def parted(text: str, prepare: Prepare) -> str:
    """The body; ``prepare`` makes Markdown what Python-Markdown must have."""
    if not re.search(BEGINS.pattern, text, re.I | re.M):
        return prepare(text)
    named = "\n".join(match[0] for match in DEFINITION.finditer(text))
    return _joined([*_parts(text)], prepare, lambda markdown: convert(prepare(f"{markdown}\n\n{named}")))


def _parts(text: str) -> Iterator[_Part]:
    """Blocks of HTML and Markdown in turn."""
    part = _Part(False)
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if not part.is_html and mark and (not fence or (line.strip().startswith(fence) and not line.strip().strip(fence[0]))):
            fence = "" if fence else mark[1]
        begins = not fence and not part.is_html and bool(BEGINS.match(line))
        if begins or (part.is_html and not line.strip() and not _is_open_raw(part.text)):
            if part.lines:
                yield part
            part = _Part(begins)
        part.lines.append(line)
    yield part


def _is_open_raw(text: str) -> bool:
    """Whether a script, a style or preformatted text is open, in which empty lines end nothing."""
    return any(
        len(re.findall(rf"<{name}[\s>]", text, re.I)) > len(re.findall(rf"</{name}\s*>", text, re.I))
        for name in ("pre", "script", "style")
    )


def _open(part: _Part, names: list[str]) -> list[str]:
    """The elements that are open after a block, given those that were before it."""
    if part.tags is None:
        part.tags = [
            (bool(tag["slash"]), tag["name"].lower()) for tag in _TAGS.finditer(part.text) if tag["name"] and not tag["alone"]
        ]
    names = list(names)
    for closes, name in part.tags:
        if name in _VOID:
            continue
        if not closes:
            names.append(name)
        elif name in names:
            while names.pop() != name:
                pass
    return names


def _is_whole(names: list[str]) -> bool:
    return not set(names) - _LOOSE


def _joined(parts: list[_Part], prepare: Prepare, to_html: Prepare) -> str:
    """The parts as Python-Markdown must have them: what stands between tags becomes HTML as they are, or they go."""
    made: list[str] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        names = _open(part, []) if part.is_html else []
        if not part.is_html:
            made.append(prepare(part.text))
        elif _is_whole(names):  # what HTML lets one leave open would go on to the end of the body in Python-Markdown
            made.append(_closed(part.text, names) if names else part.text)
        else:
            end = _end(parts, at, names)
            if end is None:
                made.append(_closed(part.text, names))
            else:
                made.append(_span(parts[at : end + 1], prepare, to_html))
                at = end
        at += 1
    return "\n".join(made)


FARTHEST = 1000  # parts of a body within which an element is closed, or is taken never to be


def _end(parts: list[_Part], at: int, names: list[str]) -> int | None:
    """The part in which all is closed that one opens; None where none does."""
    for number in range(at + 1, min(len(parts), at + FARTHEST)):
        if parts[number].is_html:
            names = _open(parts[number], names)
            if _is_whole(names):
                return number
    return None


def _span(parts: list[_Part], prepare: Prepare, to_html: Prepare) -> str:
    """What an element encloses: free, if the element says nothing but how it looked; otherwise as HTML, in one block."""
    first, *inner, last = parts
    ends = _CLOSES_ONLY.fullmatch(last.text)
    if _OPENS_ONLY.fullmatch(first.text) and ends:
        if ends["before"].strip():
            inner.append(_Part(True, ends["before"].split("\n")))
        return f"\n{_joined(inner, prepare, to_html)}\n"
    pieces = [_one(part, to_html) for part in parts]
    return "\n" + "\n".join(piece for piece in pieces if piece) + "\n"


def _one(part: _Part, to_html: Prepare) -> str:
    if part.is_html:
        return part.text.strip("\n")
    html = to_html(part.text).strip()
    return html if "<pre" in html else re.sub(r"\n\s*\n", "\n", html)


def _closed(text: str, names: list[str]) -> str:
    """A block that leaves elements open to the end of the body: without them, if it is nothing else, or with their ends."""
    if _OPENS_ONLY.fullmatch(text):
        return ""
    return text.rstrip("\n") + "".join(f"</{name}>" for name in reversed(names)) + "\n"
