"""The Markdown of which news mostly consists, written as HTML at once: plain paragraphs, headings, lists, quotations.

In: Markdown text.  Out: exactly the HTML that Python-Markdown gives with the extensions of the contract.
Never: guesses. What any processor of the library could take for something else is left to the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.preprocessors import Preprocessor

from newsgen.model.url import slug

_MARKS = r"\\`*_\[\]<{\x00-\x09\x0b-\x1f\x7f"
_MARK = re.compile(f"[{_MARKS}]")
_ELSE_SPECIAL = (
    "&#",  # the library mends character references that lack their semicolon
    "  \n",  # a line break
    "///",  # "///Footnotes Go Here///"
)
_NEVER_PLAIN = ("<", "`", "[^", "{", "\\", "\t")  # spares most other bodies a second look at all their blocks
_BEGINNING = r"(?:[\s#>=\-+~:|]|\d+\.\ )"  # of a line that may belong to anything but a paragraph; * is among the marks
_NO_PARAGRAPH = re.compile(_BEGINNING)
_NO_LINE = re.compile(rf"\n{_BEGINNING}")
_NUMBER = re.compile(r"[0-9]{1,9}\. +")
_BLANK_LINE = re.compile(r"(?<=\n) +\n")
_AMPERSAND = re.compile(r"&(?![0-9a-z]+;)", re.IGNORECASE)  # flags and all, as the library's serializer has it
_TAG = re.compile(r"<[^>]*>")

_TEXT = f"[^{_MARKS}]++"
# Up to 3.9 the library writes title="title" as a bare title, so what is called like its attribute is left to it.
_ADDRESS = r"(?!(?:href|src)[ )])[^\s()<>\[\]\"'\\`*{}|\x00-\x1f\x7f]++"
_TITLE_WORD = r"[^\s()<>\[\]\"\\`*_{}\x00-\x1f\x7f]++"
_TITLE = rf"(?!'|title\"){_TITLE_WORD}(?>(?:\ ++{_TITLE_WORD})*)"
_TARGET = rf"\(({_ADDRESS})(?:\ \"({_TITLE})\")?\)"
_LABELLED = rf"(?!\^)({_TEXT})\]{_TARGET}"
_LINK = re.compile(rf"\[{_LABELLED}")
_IMAGE = re.compile(rf"!\[(?!alt\]){_LABELLED}")
# Groups are atomic rather than possessive, which Python 3.11.0 to 3.11.4 match wrongly (python/cpython#106052).
# Asterisks that nobody could take for anything but one emphasis: blanks or punctuation outside, none inside.
# Each branch begins with its own sign, so that the search passes over all other text at the speed of C.
_INLINE = re.compile(
    r"\*(?<![^\s(“„‘«—–]\*)(?P<more>\*?+)(?![\s*])"
    rf"(?P<stressed>(?>(?:{_TEXT}|(?<!!){_LINK.pattern})+))"
    r"(?<!\s)\*(?P=more)(?![^\s.,;:!?)”’»—–])"
    rf"|{_IMAGE.pattern}|\[(?<!!\[){_LABELLED}"
)


_Parts = list[str]


def whole(text: str) -> str | None:
    """The HTML of a body; None where a part of it must go through the library."""
    if any(sign in text for sign in _NEVER_PLAIN):
        return None
    source = _BLANK_LINE.sub("\n", f"{text}\n\n") if "\n " in text else text
    ids: set[str] = set()
    done: list[str] = []
    for kind, html in _written(_blocks(source.split("\n\n"))):
        if html is None:
            return None
        if html:
            done.append(_with_id(html, ids) if kind == "heading" else html)
    return "\n".join(done)


class PlainRuns(Extension):
    """For bodies that are plain in part: lets the library see each run of plain blocks as one piece of raw HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- the library's name
        """Register behind all others, when the library has taken raw HTML and fenced code out of the text."""
        md.preprocessors.register(_Stash(md), "newsgen-plain-runs", -100)


class _Stash(Preprocessor):
    """Puts runs of plain blocks where the library keeps raw HTML; all else is handed on as it is."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines).split("\n\n")
        written = iter(_written(_blocks(source)))
        out: list[str] = []
        run: list[str] = []
        for block in source:
            if not block.strip("\n"):
                out.extend([] if run else [block])
                continue
            kind, html = next(written)
            if html is not None and kind != "heading":  # ids are given in order, so all or no headings are written here
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


def _blocks(source: Iterable[str]) -> list[str]:
    return [block for each in source if (block := each.strip("\n"))]


def _written(blocks: list[str]) -> list[tuple[str, str | None]]:
    """Kind and HTML of each block, "" for one that is written with the block before it.

    Lists go on in a next list, and quotations in a next quotation; either may go on in a block of no known kind.
    """
    made = [_block(block) for block in blocks]
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


def _block(block: str) -> tuple[str, str | _Parts | None]:
    """Kind of a block, and its HTML or the parts of which it is made; "" for a kind that is not known."""
    first = block[0]
    if first == "#":
        return ("", None) if "\n" in block else ("heading", _heading(block))
    if first == ">":
        return _sure("quotation", _quotation(block))
    if (first in "-+*" and block[1:2] == " ") or _NUMBER.match(block):
        return _sure("list", _list(block))
    return _paragraph(block)


def _sure(kind: str, parts: _Parts | None) -> tuple[str, _Parts | None]:
    """What only begins as a list or a quotation may end as anything."""
    return (kind, parts) if parts else ("", None)


def _paragraph(block: str) -> tuple[str, str | None]:
    if _NO_PARAGRAPH.match(block) or ("\n" in block and _NO_LINE.search(block)):
        return "", None
    html = _inline(block)
    if html is None:  # a definition leaves nothing behind, so that its neighbours touch
        return "" if block[0] == "[" or "\n[" in block else "paragraph", None
    return "paragraph", f"<p>{html}</p>"


def _heading(block: str) -> str | None:
    text = block.lstrip("#")
    level = len(block) - len(text)
    html = None if level > 6 or "#" in text else _inline(text.strip())
    return f"<h{level}>{html}</h{level}>" if html else None


def _with_id(heading: str, ids: set[str]) -> str:
    name = " ".join(_TAG.sub("", heading).split())
    return f'{heading[:3]} id="{unique(slug(unescape(name)), ids)}"{heading[3:]}'


def _list(block: str) -> _Parts | None:
    """The name of the list's element, and its items."""
    marker = block[0] if block[0] in "-+*" else None
    items: list[str] = []
    for line in block.split("\n"):
        item = _item(line, marker)
        html = _inline(item) if item and not _NO_PARAGRAPH.match(item) else None
        if html is None:
            return None
        items.append(html)
    return ["ul" if marker else "ol", *items]


def _item(line: str, marker: str | None) -> str:
    """What follows the marker of a list's item; nothing where the line does not begin with it."""
    if marker:
        return line[2:].lstrip(" ") if line.startswith(f"{marker} ") else ""
    number = _NUMBER.match(line)
    return line[number.end() :] if number else ""


def _quotation(block: str) -> _Parts | None:
    """Its paragraphs."""
    lines = block.split("\n")
    if not all(line[:1] == ">" for line in lines):
        return None
    inside = "\n".join("" if line.strip() == ">" else line[1:].removeprefix(" ") for line in lines)
    if inside.endswith("\n"):  # which the library leaves in the last paragraph
        return None
    paragraphs = [_paragraph(each)[1] for each in _blocks(inside.split("\n\n"))]
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


def _inline(text: str) -> str | None:
    """Text with its emphasis, links and images; None where it holds another mark."""
    if any(each in text for each in _ELSE_SPECIAL):
        return None
    if not _MARK.search(text):
        return _escape(text)
    text = _escape(text)
    parts: list[str] = []
    at = 0
    for match in _INLINE.finditer(text):
        parts += text[at : match.start()], _markup(match)
        if _MARK.search(parts[-2]):
            return None
        at = match.end()
    return None if _MARK.search(text, at) else "".join([*parts, text[at:]])


def _escape(text: str) -> str:
    if "&" in text:
        text = _AMPERSAND.sub("&amp;", text)
    return text.replace(">", "&gt;")


def _markup(match: re.Match[str]) -> str:
    if match["stressed"]:
        name = "strong" if match["more"] else "em"
        return f"<{name}>{_LINK.sub(_link, match['stressed'])}</{name}>"
    return _IMAGE.sub(_image, match[0]) if match[0][0] == "!" else _LINK.sub(_link, match[0])


def _link(match: re.Match[str]) -> str:
    text, address, title = match.groups()
    return f'<a href="{address}" title="{title}">{text}</a>' if title else f'<a href="{address}">{text}</a>'


def _image(match: re.Match[str]) -> str:
    text, address, title = match.groups()
    return _image_form(bool(title)).format(alt=text.replace('"', "&quot;"), src=address, title=title)


@lru_cache
def _image_form(titled: bool) -> str:
    """An image as this version of the library writes it: they differ in the order of attributes."""
    html = Markdown(output_format="html").convert('![{alt}]({src} "{title}")' if titled else "![{alt}]({src})")
    return html.removeprefix("<p>").removesuffix("</p>")
