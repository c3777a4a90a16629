"""The opening of a story, cut where a reader would pause.

In: plain text.  Out: plain text.  Never: ends inside a word, a sentence's number or a grapheme.
"""

from __future__ import annotations

import re
import unicodedata

from newsgen.read.spaces import on_one_line

# Patterns as text: re compiles them (5 ms) when the first text that is not ASCII asks for them.
_WIDE = "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]"
_UNSPACED = f"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff{_WIDE[1:]}"  # Thai, Lao, Burmese, Khmer and CJK
# A sentence ends at a mark, with closing quotes or brackets, before white space; in scripts without spaces at once.
_SENTENCE = re.compile(r"(?:[.!?…؟۔।]+[\"'”’»)\]]*(?=\s)|[。！？][」』”’）]*)")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Col|Lt|Sgt|No|vs|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|Sr|Sra|Dña|etc|ca|bzw|Nr|z\.B|d\.h|M|Mme|Mlle|p|pp|cf|e\.g|i\.e|approx))\.$"
)
SHORTEST = 0.4  # a sentence end is preferred to a word boundary if it leaves this share of the length


def excerpt(text: str, length: int) -> str:
    """At most ``length`` characters (half as many of CJK), up to the end of a sentence or with an ellipsis."""
    text = on_one_line(text)
    start = text[:length]
    limit = length // 2 if not start.isascii() and len(re.findall(_WIDE, start)) > length // 4 else length
    if len(text) <= limit:
        return text
    ends = [
        match.end()
        for match in _SENTENCE.finditer(text, 0, limit + 1)
        if match.end() <= limit and not _abbreviates(text, match.end())
    ]
    if ends and ends[-1] >= limit * SHORTEST:
        return text[: ends[-1]]
    return _at_word(text, limit - 1).rstrip(" ,;:–—-、，；：") + "…"


def _abbreviates(text: str, end: int) -> bool:
    return text[end - 1] == "." and bool(_ABBREVIATION.search(text, max(0, end - 12), end))


def _at_word(text: str, limit: int) -> str:
    """The text up to the last white space; in scripts without spaces, up to a whole grapheme."""
    if text[limit].isspace():
        return text[:limit]
    space = text.rfind(" ", 0, limit)
    if space > limit * SHORTEST or (space > 0 and not re.search(_UNSPACED, text[space:limit])):
        return text[:space]
    return _at_grapheme(text, limit)


def _at_grapheme(text: str, limit: int) -> str:
    if text[:limit].isascii():
        return text[:limit]
    import regex  # noqa: PLC0415 -- only such texts need it; its start-up is not for every build

    end = 0
    for match in regex.finditer(r"\X", text):
        if match.end() > limit:
            break
        end = match.end()
    kept = text[:end]
    # Between two ideographs there is no word to cut; a run of letters is left whole where it is short.
    run = re.search(r"[^\W\u3040-\u9fff]{1,20}$", kept)
    following = text[end : end + 1]
    if run and following and unicodedata.category(following)[0] in "LMN" and not re.match(_WIDE, following):
        return kept[: run.start()] or kept
    return kept
