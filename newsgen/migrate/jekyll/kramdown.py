"""What kramdown knows and Python-Markdown does not (https://kramdown.gettalong.org/syntax.html).

In: a body.  Out: the body without it.  Never: takes a word of the text away.
"""

from __future__ import annotations

import re

from newsgen.migrate.addresses import boxes, outside_code
from newsgen.migrate.definitions import with_definitions
from newsgen.migrate.dialects import fenced, for_us, resolved, with_plain_braces
from newsgen.migrate.imported import Note
from newsgen.migrate.wrappers import opened

_TOC = re.compile(r"^ {0,3}(?:[*+-]|\d+\.)[ \t]+[^\n]*\n(?:[ \t]*\n)?[ \t]*\{:\s*toc\b[^}\n]*\}[ \t]*$", re.M | re.I)
_EXTENSION = re.compile(r"\{::?(?:/?nomarkdown|options|/)[^}\n]*/?\}")
_COMMENT = re.compile(r"\{::comment\}(.*?)\{:/(?:comment)?\}", re.S)
_ALONE = re.compile(r"[ \t]*(?:>[ \t]*)*\{:(?![:/])(?P<inside>[^}\n]*)\}[ \t]*")
_ANGLED = re.compile(r"<((?:https?|ftp)://[^<>\s]+)>")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_UNDERLINE = re.compile(r"=+[ \t]*|-+[ \t]*")
_NO_ANCHOR = re.compile(r"[ \t]*(?:\||<|`{3}|~{3}|    )")  # tables, HTML and code take none in Python-Markdown
_OF_IMAGE = re.compile(r"(!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\]))\{:[^}\n]*\}")
_CLASSES = re.compile(r"(?<=[)\]*_])\{:(?:\s*[.:][\w-]+)+\s*\}")  # of the old look alone
_ABBREVIATION = re.compile(r"^\*\[([^\]\n]+)\]:[ \t]*(.*)\n?", re.M)
_FOOT = re.compile(r"^ {0,3}\|[=|:+ ]*=[=|:+ ]*\n", re.M)  # parts the foot of a table from its body
_STRUCK = re.compile(r"(?<![~\\])~~(?![~\s])([^~\n]*[^~\s])~~(?!~)")  # as GitHub has it
_NO_ITEM = re.compile(r"^([ \t>]*\d{1,9})\)(?=[ \t])", re.M)  # kramdown's numbers end in dots
_QUOTES = re.compile(r"(?<![<\w])<<(?=\S)([^<>\n]*)(?<=\S)>>(?![>\w])")
_BREAK = re.compile(r"(?<=\S)[ \t]*\\\\[ \t]*$", re.M)


def without_kramdown(text: str) -> tuple[str, tuple[Note, ...]]:
    """The body as newsgen reads it."""
    notes: dict[Note, None] = {}

    def change(piece: str) -> str:
        changed, found = _of_blocks(piece)
        notes.update(dict.fromkeys(found))
        return changed

    return _with_tags(with_definitions(text, change)), tuple(notes)


def _with_tags(text: str) -> str:
    """The body whose addresses in angle brackets are links in boxes of HTML too, where a reader would not see them."""
    if not _ANGLED.search(text):
        return text
    return "".join(_ANGLED.sub(r'<a href="\1">\1</a>', piece) if is_box else piece for is_box, piece in boxes(text))


def _of_blocks(text: str) -> tuple[str, tuple[Note, ...]]:
    """A text without definition lists as newsgen reads it."""
    notes: list[Note] = []

    def change(piece: str) -> str:
        piece = _FOOT.sub("", piece)
        piece = _STRUCK.sub(r"<del>\1</del>", piece)
        piece = _NO_ITEM.sub(r"\1\)", piece)
        piece = _QUOTES.sub(lambda match: f"\u00ab{match[1]}\u00bb", piece)
        piece = _COMMENT.sub(lambda match: f"<!--{match[1].replace('--', '- -')}-->", piece)
        piece = _EXTENSION.sub("", piece)
        piece = _CLASSES.sub("", _OF_IMAGE.sub(r"\1", piece))
        for word, meaning in _ABBREVIATION.findall(piece):
            notes.append(Note(f"the abbreviation {word} was explained: {meaning}"))
        piece = _ABBREVIATION.sub("", piece)
        return with_plain_braces(re.sub(r"^\^[ \t]*$", "", _BREAK.sub("  ", piece), flags=re.M))

    return for_us(
        opened(outside_code(resolved(_anchored(outside_code(text, lambda piece: _TOC.sub("", piece)))), change))
    ), tuple(notes)


def _anchored(text: str) -> str:
    """The body without lists of attributes on lines of their own, whose anchors stand where Python-Markdown looks for them.

    Only the anchor of a list means something in another look.
    """
    out: list[str] = []
    waiting = ""
    lines = text.split("\n")
    for line, is_code in zip(lines, fenced(lines, _FENCE), strict=True):
        alone = None if is_code else _ALONE.fullmatch(line)
        if alone is None:
            if waiting and line.strip():
                line = f"{line} {{: {waiting} }}" if _HEADING.match(line) and "{#" not in line else line  # noqa: PLW2901 -- the line as it is now
                waiting = ""
            out.append(line)
        elif anchor := re.search(r"#[\w:.-]+", alone["inside"]):
            waiting = "" if _placed(out, anchor[0]) else anchor[0]
    return "\n".join(out)


def _placed(out: list[str], anchor: str) -> bool:
    """Give the block above an anchor, if there is one: a heading's stands on its line, a paragraph's below it."""
    if not out or not out[-1].strip():
        return False
    if _HEADING.match(out[-1]) and "{#" not in out[-1]:
        out[-1] += f" {{: {anchor} }}"
    elif len(out) > 1 and _UNDERLINE.fullmatch(out[-1]) and out[-2].strip():
        out[-2] += f" {{: {anchor} }}"
    elif not _NO_ANCHOR.match(out[-1]):
        out.append(f"{{: {anchor} }}")
    return True
