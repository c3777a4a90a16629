"""Blocks of raw HTML that stand in Markdown by themselves.

In: a block, text without an empty line.  Out: what Python-Markdown makes of it, which is the same, or None.
Never: mends HTML. What the library could end at another place is left to the library.
"""

from __future__ import annotations

import re

from newsgen.read.inlines import INLINE_TAGS

_BLOCK_TAGS = (
    "address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|iframe|li|nav|ol|p|section"
    "|summary|table|tbody|td|tfoot|th|thead|tr|ul|video"
)
_ATTRIBUTE = r"""[ \n]+[A-Za-z][A-Za-z0-9_:.-]*(?:="[^"<>]*"|='[^'<>]*'|=[^\s"'=<>`]*[^\s"'=<>`/](?!/>))?"""
_TAG = re.compile(
    rf"<(?P<ends>/?)(?P<name>(?i:(?P<block>{_BLOCK_TAGS})|{INLINE_TAGS}|caption|source)(?=[ \n/>]))"
    rf"(?P<rest>(?>(?:{_ATTRIBUTE})*)[ \n]*/?)>"
)
_COMMENT = re.compile(r"<!--[^<>-]+-->")
_MENDED = re.compile("[\x00-\x09\x0b-\x1f\x7f]|&#(?![0-9]+;|x[0-9a-fA-F]+;)")


def raw(block: str) -> str | None:
    """A block that consists of elements which are closed at its end, or of a comment."""
    if _COMMENT.fullmatch(block):
        return f"{block}\n"
    tags = list(_TAG.finditer(block))
    if len(tags) != block.count("<") or _MENDED.search(block):
        return None
    within: list[str] = []
    end = 0  # of the last element that stands in no other
    for number, tag in enumerate(tags):
        name, ends, stands_alone = tag["name"].lower(), tag["ends"], tag["rest"].endswith("/")
        if not within and (block[end : tag.start()] != ("\n" if number else "") or not _begins(tag)):
            return None
        if name == "iframe" and not ends and not block.startswith("</", tag.end()):  # later Pythons see no tags within
            return None
        if ends and name in within:  # what was not closed within it ends with it
            del within[len(within) - 1 - within[::-1].index(name) :]
        elif not ends and not stands_alone:
            within.append(name)
        if not within:
            end = tag.end()
    return f"{block}\n" if end == len(block) else None


def _begins(tag: re.Match[str]) -> bool:
    """Whether the library sees an element of a block's own begin; it finds no name that ends with its line."""
    return bool(tag["block"]) and not tag["ends"] and not tag["rest"].endswith("/") and tag["rest"][:1] != "\n"
