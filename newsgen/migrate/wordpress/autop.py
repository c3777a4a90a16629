"""The paragraphs that WordPress makes of what its classic editor keeps: blank lines part them, other line ends are breaks.

In: HTML without tags of paragraphs.  Out: HTML with them.  Never: changes what stands in pre, script, style or a table.
"""

from __future__ import annotations

import re

_BLOCKS = (
    "address|article|aside|audio|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|"
    "hgroup|hr|iframe|legend|li|main|map|menu|nav|object|ol|p|section|summary|ul|video"
)
_KEPT = re.compile(
    r"(<(pre|script|style|svg|table|textarea|noscript|video|audio|object|picture|form|select)\b.*?</\2\s*>|<!--.*?-->)",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_TAG = re.compile(rf"\s*(</?(?:{_BLOCKS})(?:\s[^<>]*)?/?>)\s*", re.IGNORECASE)
_TEXTS = frozenset("p h1 h2 h3 h4 h5 h6 dt dd li figcaption summary legend".split())
_BLANK = re.compile(r"\n\s*\n")


def paragraphs(html: str) -> str:
    """The HTML with its paragraphs marked."""
    pieces = _KEPT.split(html.replace("\r\n", "\n").replace("\r", "\n"))
    kept = iter(pieces[1::3])
    # Texts stand at 0, 3, 6 …; between them what is kept, then the name of its tag.
    return "\n".join(_piece(text) + next(kept, "") for text in pieces[0::3])


def _piece(text: str) -> str:
    """Text between what is kept."""
    out: list[str] = []
    stack: list[str] = []
    for part in _BLOCK_TAG.split(text):
        if _BLOCK_TAG.fullmatch(part):
            out.append(part)
            _follow(part, stack)
        elif part.strip():
            out.append(_broken(part.strip("\n")) if stack and stack[-1] in _TEXTS else _parted(part))
    return "".join(out)


def _follow(tag: str, stack: list[str]) -> None:
    """Keep account of the elements that are open."""
    name = tag.strip("</> ").split(None, 1)[0].rstrip("/").lower()
    if tag.startswith("</"):
        while name in stack:
            if stack.pop() == name:
                break
    elif not tag.endswith("/>") and name not in {"hr"}:
        stack.append(name)


def _parted(text: str) -> str:
    """Text outside paragraphs: one for each run of lines."""
    return "".join(f"<p>{_broken(part.strip())}</p>\n" for part in _BLANK.split(text) if part.strip())


def _broken(text: str) -> str:
    """A line's end is a break, unless one stands there."""
    return re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)[ \t]*\n[ \t]*", "<br>\n", text) if "\n" in text else text
