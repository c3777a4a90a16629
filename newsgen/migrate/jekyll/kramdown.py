"""What kramdown knows and Python-Markdown does not (https://kramdown.gettalong.org/syntax.html).

In: a body.  Out: the body without it.  Never: takes a word of the text away.
"""

from __future__ import annotations

import re

from newsgen.migrate.addresses import outside_code
from newsgen.migrate.definitions import apart, restored
from newsgen.migrate.dialects import DEFINITION, for_us, resolved, with_plain_braces
from newsgen.migrate.imported import Note
from newsgen.migrate.wrappers import opened
from newsgen.read.markdown import convert

_TOC = re.compile(r"^ {0,3}(?:[*+-]|\d+\.)[ \t]+[^\n]*\n(?:[ \t]*\n)?[ \t]*\{:\s*toc\b[^}\n]*\}[ \t]*$", re.M | re.I)
_EXTENSION = re.compile(r"\{::?(?:/?nomarkdown|options|/)[^}\n]*/?\}")
_COMMENT = re.compile(r"\{::comment\}(.*?)\{:/(?:comment)?\}", re.S)
_ALONE = re.compile(r"^[ \t]*(?:>[ \t]*)*\{:(?P<inside>[^}\n]*)\}[ \t]*\n?", re.M)
_OF_IMAGE = re.compile(r"(!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\]))\{:[^}\n]*\}")
_ABBREVIATION = re.compile(r"^\*\[([^\]\n]+)\]:[ \t]*(.*)\n?", re.M)
_FOOT = re.compile(r"^ {0,3}\|[=|:+ ]*=[=|:+ ]*\n", re.M)  # parts the foot of a table from its body
_QUOTES = re.compile(r"(?<![<\w])<<(?=\S)([^<>\n]*)(?<=\S)>>(?![>\w])")
_BREAK = re.compile(r"(?<=\S)[ \t]*\\\\[ \t]*$", re.M)


def without_kramdown(text: str) -> tuple[str, tuple[Note, ...]]:
    """The body as newsgen reads it."""
    named = "\n".join(match[0] for match in DEFINITION.finditer(text))
    text, lists = apart(text, lambda inner: convert(_of_blocks(f"{inner}\n\n{named}" if "[" in inner else inner)[0]))
    text, notes = _of_blocks(text)
    return restored(text, lists), notes


def _of_blocks(text: str) -> tuple[str, tuple[Note, ...]]:
    """A text without definition lists as newsgen reads it."""
    notes: list[Note] = []

    def change(piece: str) -> str:
        piece = _TOC.sub("", piece)
        piece = _FOOT.sub("", piece)
        piece = _QUOTES.sub(lambda match: f"\u00ab{match[1]}\u00bb", piece)
        piece = _COMMENT.sub(lambda match: f"<!--{match[1].replace('--', '- -')}-->", piece)
        piece = _EXTENSION.sub("", piece)
        piece = _OF_IMAGE.sub(r"\1", piece)
        piece = _ALONE.sub(_with_id_alone, piece)
        for word, meaning in _ABBREVIATION.findall(piece):
            notes.append(Note(f"the abbreviation {word} was explained: {meaning}"))
        piece = _ABBREVIATION.sub("", piece)
        return with_plain_braces(re.sub(r"^\^[ \t]*$", "", _BREAK.sub("  ", piece), flags=re.M))

    return for_us(opened(outside_code(resolved(text), change))), tuple(notes)


def _with_id_alone(match: re.Match[str]) -> str:
    """Of a list of attributes on its own line only the anchor means something in another look."""
    anchor = re.search(r"#[\w:.-]+", match["inside"])
    return f"{{: {anchor[0]} }}\n" if anchor else ""
