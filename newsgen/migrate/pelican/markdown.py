"""What Pelican's usual extensions of Python-Markdown know and newsgen's Markdown does not.

In: a body.  Out: the body without it, and notes.  Never: takes a word of the text away.
"""

from __future__ import annotations

import re

from newsgen.migrate.addresses import outside_code
from newsgen.migrate.definitions import with_definitions
from newsgen.migrate.embeds import embed
from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.wrappers import opened

_SHEBANG = re.compile(
    r"^(?P<indent>    |\t)(?::::|#!)(?P<lang>[\w+-]+)[^\n]*\n"
    r"(?P<code>(?:(?:    |\t)[^\n]*(?:\n|\Z)|[ \t]*\n(?=(?:[ \t]*\n)*(?:    |\t)))*)",
    re.M,
)
_TOC = re.compile(r"^\[TOC\][ \t]*$", re.M)
_TAG = re.compile(r"\{%\s*(?P<name>\w+)\s+(?P<rest>[^%]*?)\s*%\}")


def without_extensions(text: str) -> tuple[str, tuple[Note, ...]]:
    """The body as newsgen reads it."""
    notes: list[Note] = []

    def tag(match: re.Match[str]) -> str:
        given = {str(number): word.strip("\"'") for number, word in enumerate(match["rest"].split())}
        made = embed(match["name"], given)
        notes.append(
            needs_hand(f"the tag {match[0]} is of a plugin; {'look at what stands for it' if made else 'it stands in the text'}")
        )
        return made if made is not None else match[0]

    text = _SHEBANG.sub(_fenced, text)
    text = outside_code(text, lambda piece: _TAG.sub(tag, _TOC.sub("", piece)))
    return with_definitions(text, opened), tuple(notes)


def _fenced(match: re.Match[str]) -> str:
    """Code whose first line names its language, in fences."""
    lines = [re.sub(r"^(?:    |\t)", "", line) for line in match["code"].rstrip().split("\n")]
    return "```{}\n{}\n```\n\n".format(match["lang"], "\n".join(lines))
