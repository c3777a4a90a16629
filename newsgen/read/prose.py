"""The Markdown of which news mostly consists, written as HTML at once: paragraphs, headings, lists, quotations, raw HTML.

In: Markdown text.  Out: exactly the HTML that Python-Markdown gives with the extensions of the contract.
Never: guesses. What any processor of the library could take for something else is left to the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import chain, groupby
from operator import itemgetter
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from newsgen.model.url import slug
from newsgen.read.inlines import inlines
from newsgen.read.rawhtml import raw

_NEVER_PLAIN = ("[^", "{", "```", "~~~", "\r", "\x02", "\x03")  # spares most other bodies a second look at all their blocks
_NO_PARAGRAPH = re.compile(r"[\s#>=\-+~:|]|\d+\.\ ")  # asterisks are looked at where emphasis is
_NO_LINE = re.compile(r"\n(?>\ *)(?:[\s#>=~:|]|[-+](?!\ [^\W_])|\Z)")  # a line that may not belong to the paragraph before it
# A definition leaves nothing behind, so that its neighbours touch; behind a rule a list may begin.
_MAY_END_OTHERWISE = re.compile(r"(?:\A|\n)\[|\n\ *(?:[-+*]|\d+\.)\ ")
_HEADING_ON_TOP = re.compile(r"(\n*#[^\n|]*(?<!\\))\n(?=[^\n])")  # what has a | may be a table's head
_RULE = re.compile(r"(?:-\ ?){3,}|(?:\*\ ?){3,}|_{3,}")
_QUOTED = re.compile(r"^> ?")
_GOES_ON = re.compile(r"\ *[^\W\d_]")  # a line of a list's item
_NUMBER = re.compile(r"[0-9]{1,9}\. +")
_BLANK_LINE = re.compile(r"(?<=\n) +\n")
_TAG = re.compile(r"<[^>]*>")

HEADINGS = 100  # with more, the library finds free ids sooner
_Parts = list[str]


def whole(text: str) -> str | None:
    """The HTML of a body; None where a part of it must go through the library."""
    if any(sign in text for sign in _NEVER_PLAIN):
        return None
    if "\t" in text:
        text = text.expandtabs(4)
    source = _BLANK_LINE.sub("\n", f"{text}\n\n") if "\n " in text else text
    ids: set[str] = set()
    done: list[str] = []
    for kind, html in _written(_blocks(_split(source)), "]:" in text):
        if html is None or len(ids) > HEADINGS:
            return None
        if html:
            done.append(_with_id(html, ids) if kind == "heading" else html)
    return "\n".join(done).strip()


class PlainRuns(Extension):
    """For bodies that are plain in part: lets the library see each run of plain blocks as one piece of raw HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- the library's name
        """Register behind all others, when raw HTML and fenced code are out of the text, and before all inline patterns."""
        md.preprocessors.register(_Stash(md), "newsgen-plain-runs", -100)
        md.treeprocessors.register(_Texts(md), "newsgen-plain-texts", 21)


class _Stash(Preprocessor):
    """Puts runs of plain blocks where the library keeps raw HTML; all else is handed on as it is."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        source = _split(text)
        written = iter(_written(_blocks(source), "]:" in text))
        out: list[str] = []
        run: list[str] = []
        for block in source:
            if not block.strip("\n"):
                out.extend([] if run else [block])
                continue
            kind, html = next(written)
            # Ids are given in order, so all or no headings are written here. The library has left HTML for reasons of its own.
            if html is not None and kind not in {"heading", "raw"}:
                run.extend([html] if html else [])
            else:
                self.put(run, out)
                out.append(block)
        self.put(run, out)
        return "\n\n".join([*out, ""]).split("\n")

    def put(self, run: list[str], out: list[str]) -> None:
        if run:
            out.append(self.md.htmlStash.store("\n".join(run)))
            run.clear()


class _Texts(Treeprocessor):
    """Spares texts of blocks that the library knows (cells, items, notes) its inline patterns."""

    def run(self, root: Element) -> None:
        defined = bool(self.md.references)
        for element in root.iter():
            text = element.text
            if not text or isinstance(text, AtomicString):
                continue
            html = text if HTML_PLACEHOLDER_RE.fullmatch(text) else inlines(text, defined)
            if html is not None:
                is_text = html == text and "<" not in html
                element.text = AtomicString(text if is_text else self.md.htmlStash.store(html))


def _split(text: str) -> list[str]:
    """The blocks of a text. A heading is one of its own, whether an empty line follows it or not."""
    blocks = text.split("\n\n")
    if "#" not in text:
        return blocks
    return [part for block in blocks for part in _parted(block)]


def _parted(block: str) -> Iterator[str]:
    rest = block
    while match := _HEADING_ON_TOP.match(rest):
        yield match[1]
        rest = rest[match.end() :]
    yield rest


def _blocks(source: Iterable[str]) -> list[str]:
    return [block for each in source if (block := each.strip("\n"))]


def _written(blocks: list[str], defined: bool) -> list[tuple[str, str | None]]:
    """Kind and HTML of each block, "" for one that is written with the block before it.

    ``defined`` says that brackets may refer to something.
    Lists go on in a next list, and quotations in a next quotation; either may go on in a block of no known kind.
    """
    made = [_block(block, defined) for block in blocks]
    written: list[tuple[str, str | None]] = []
    for kind, each in groupby(made, itemgetter(0)):
        run: list[Any] = [piece for _, piece in each]
        if kind not in _OPEN:
            written += [(kind, piece) for piece in run]
            continue
        behind = len(written) + len(run)
        neighbours = {*(kind for kind, _ in written[-1:]), *(kind for kind, _ in made[behind : behind + 1])}
        html = None if "" in neighbours else _OPEN[kind](run)
        written += [(kind, html), *[(kind, html and "")] * (len(run) - 1)]
    return written


def _block(block: str, defined: bool) -> tuple[str, str | _Parts | None]:
    """Kind of a block, and its HTML or the parts of which it is made; "" for a kind that is not known."""
    first = block[0]
    if first.isalpha():
        return _paragraph(block, defined)
    if first == "#":
        return ("", None) if "\n" in block else ("heading", _heading(block, defined))
    if first == "<" and (html := raw(block)):
        return "raw", html
    if _RULE.fullmatch(block):
        return "rule", "<hr>"
    if first == ">":
        return _sure("quotation", _quotation(block, defined))
    if (first in "-+*" and block[1:2] == " ") or _NUMBER.match(block):
        return _sure("list", _list(block, defined))
    return _paragraph(block, defined)


def _sure(kind: str, parts: _Parts | None) -> tuple[str, _Parts | None]:
    """What only begins as a list or a quotation may end as anything."""
    return (kind, parts) if parts else ("", None)


def _paragraph(block: str, defined: bool) -> tuple[str, str | None]:
    if _NO_PARAGRAPH.match(block) or ("\n" in block and _NO_LINE.search(block)):
        return "", None
    html = inlines(block, defined)
    if html is None:
        return "" if _MAY_END_OTHERWISE.search(block) else "paragraph", None
    return "paragraph", f"<p>{html}</p>"


def _heading(block: str, defined: bool) -> str | None:
    text = block.lstrip("#")
    level = len(block) - len(text)
    html = None if level > 6 or text[-1:] in {"#", "\\"} else inlines(text.strip(), defined)
    return f"<h{level}>{html}</h{level}>" if html else None


def _with_id(heading: str, ids: set[str]) -> str:
    name = " ".join(_TAG.sub("", heading).split())
    return f'{heading[:3]} id="{unique(slug(unescape(name)), ids)}"{heading[3:]}'


def _list(block: str, defined: bool) -> _Parts | None:
    """The name of the list's element, and its items."""
    marker = block[0] if block[0] in "-+*" else None
    items: list[str] = []
    for line in block.split("\n"):
        item = _item(line, marker)
        if item:
            items.append(item)
        elif _GOES_ON.match(line):
            items[-1] += f"\n{line}"
        else:
            return None
    done = [inlines(item, defined) for item in items if not _NO_PARAGRAPH.match(item)]
    html = [each for each in done if each is not None]
    return ["ul" if marker else "ol", *html] if len(html) == len(items) else None


def _item(line: str, marker: str | None) -> str:
    """What follows the marker of a list's item; nothing where the line does not begin with it."""
    if marker:
        return line[2:].lstrip(" ") if line.startswith(f"{marker} ") else ""
    number = _NUMBER.match(line)
    return line[number.end() :] if number else ""


def _quotation(block: str, defined: bool) -> _Parts | None:
    """Its paragraphs."""
    inside = "\n".join("" if line.strip() == ">" else _QUOTED.sub("", line) for line in block.split("\n"))
    if inside.endswith("\n"):  # which the library leaves in the last paragraph
        return None
    paragraphs = [_paragraph(each, defined)[1] for each in _blocks(inside.split("\n\n"))]
    done = [html for html in paragraphs if html is not None]
    return done if len(done) == len(paragraphs) else None


def _whole_quotation(run: Sequence[_Parts]) -> str:
    return "<blockquote>\n{}\n</blockquote>".format("\n".join(chain.from_iterable(run)))


def _whole_list(run: Sequence[_Parts]) -> str | None:
    """Where a list goes on behind an empty line, the items on both sides of it are paragraphs."""
    name = run[0][0]
    if any(each[0] != name for each in run):
        return None
    items: list[str] = []
    for number, (_, *inside) in enumerate(run):
        last = len(inside) - 1 if number < len(run) - 1 else None
        loose = {0 if number else None, last}
        shown = [f"\n<p>{html}</p>\n" if place in loose else html for place, html in enumerate(inside)]
        items += [f"<li>{html}</li>\n" for html in shown]
    return f"<{name}>\n{''.join(items)}</{name}>"


_OPEN: Mapping[str, Callable[[Sequence[_Parts]], str | None]] = {"list": _whole_list, "quotation": _whole_quotation}
