"""White space of a text that becomes a line.

In: text.  Out: text on one line.  Never: takes away a space that does not break, or one as wide as a sign, which somebody set.
"""

from __future__ import annotations

import re

_SET = ("\xa0", "\u202f", "\u3000", "\u2009", "\u2007")  # no-break, narrow no-break, ideographic, thin, figure
_ORDINARY = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")


def on_one_line(text: str) -> str:
    """The text with one space for each run of ordinary white space, and none around it."""
    if any(space in text for space in _SET):
        return _ORDINARY.sub(" ", text.strip())
    return " ".join(text.split())
