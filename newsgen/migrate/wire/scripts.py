"""The language of a text, as far as its script tells it.

In: a text, the language of the site.  Out: a language tag, or nothing.  Never: tells languages of one script apart.
"""

from __future__ import annotations

import re

_SCRIPTS = (
    ("[\u3041-\u30ff]", ("ja",)),
    ("[\uac00-\ud7a3]", ("ko",)),
    ("[\u3400-\u9fff]", ("zh", "ja", "yue")),
    ("[\u0e01-\u0e5b]", ("th",)),
    ("[\u05d0-\u05ea]", ("he", "yi")),
    ("[\u0370-\u03ff]", ("el",)),
    ("[\u0900-\u097f]", ("hi", "mr", "ne")),
    ("[\u0620-\u064a]", ("ar", "fa", "ur", "ps", "ku", "ug")),
    ("[\u0400-\u04ff]", ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg")),
)
_SHARE = 0.3  # of the letters; a Chinese name in an English story is below, an English one in a Chinese story above
_LETTER = re.compile(r"[^\W\d_]")


def language(text: str, site: str) -> tuple[str, bool]:
    """The language of a text in a script that the site's is not written in, and whether it is one of many."""
    letters = len(_LETTER.findall(text))
    for script, tags in _SCRIPTS:
        if letters and len(re.findall(script, text)) > letters * _SHARE:
            return ("", False) if site.split("-", maxsplit=1)[0] in tags else (tags[0], len(tags) > 3)
    return "", False
