"""Textile to Markdown (https://textile-lang.com/).

In: a body in Textile.  Out: Markdown, or HTML where Markdown has no sign for it.  Never: takes a word of the text away.
"""

from __future__ import annotations

import re

from newsgen.migrate.html import to_markdown

_BY_CHANCE = re.compile(r"(?<=\bfn)(rev)?[0-9a-f]{32}-")  # in the anchors of footnotes; an import must give the same twice


def textile_to_markdown(text: str) -> str:
    """The body as newsgen reads it."""
    from textile import textile  # noqa: PLC0415 -- most sites need no library

    html = _BY_CHANCE.sub(r"\1", textile(text))
    return to_markdown(re.sub(r"<span class=\"caps\">(.*?)</span>", r"\1", html))
