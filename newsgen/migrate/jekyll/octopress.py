"""The tags with an end that Octopress brought: code, quotations and passages to pull (http://octopress.org/docs/plugins/).

In: a text with Liquid, what keeps a text from it.  Out: the text without these tags.  Never: drops a name or a title.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Keep = Callable[[str], str]

_CODE = re.compile(r"\{%-?\s*codeblock\b(?P<rest>[^%]*?)-?%\}\n?(?P<inner>.*?)\n?[ \t]*\{%-?\s*endcodeblock\s*-?%\}", re.S)
_QUOTE = re.compile(r"\{%-?\s*blockquote\b(?P<rest>[^%]*?)-?%\}(?P<inner>.*?)\{%-?\s*endblockquote\s*-?%\}", re.S)
_PULL = re.compile(r"\{%-?\s*pullquote\b[^%]*?%\}(?P<inner>.*?)\{%-?\s*endpullquote\s*-?%\}", re.S)
_IMG = re.compile(  # whose title stands without quotation marks
    r"\{%-?\s*img\s+(?:[\w-]+\s+)?(?P<src>\S+\.(?:jpe?g|png|gif|webp|svg))(?:\s+\d+%?)*\s+(?P<title>[^\s\"'%=][^\"'%=]*?)\s*-?%\}",
    re.I,
)
_OPTION = re.compile(r"\b(?:lang|start|mark|linenos|hl_lines|title|url|link_text):\s*(?:\"[^\"]*\"|\S+)")
_URL = re.compile(r"(?:https?://|/)\S+")


def without_octopress(text: str, keep: Keep) -> str:
    """The text in which code stands in fences, and quotations behind signs."""
    if not re.search(r"\{%-?\s*(?:codeblock|blockquote|pullquote|img)\b", text):
        return text
    text = _IMG.sub(r'{% img \g<src> "\g<title>" %}', text)
    text = _CODE.sub(lambda match: keep(_fenced(match["rest"], match["inner"])), text)
    text = _QUOTE.sub(lambda match: _quoted(match["rest"].strip(), match["inner"]), text)
    return _PULL.sub(lambda match: re.sub(r"\{\"\s*|\s*\"\}", "", match["inner"]), text)


def _fenced(rest: str, code: str) -> str:
    """Code in fences, below its title."""
    language = re.search(r"\blang:\s*(\w+)", rest)
    title = _linked(" ".join(_OPTION.sub(" ", rest).split()))
    fence = "~~~~" if "```" in code else "```"
    block = f"{fence}{language[1] if language else ''}\n{code}\n{fence}"
    return f"\n\n{title}\n\n{block}\n\n" if title else f"\n\n{block}\n\n"


def _quoted(rest: str, inner: str) -> str:
    """A quotation with who said it, and where."""
    lines = [*inner.strip().split("\n"), *(["", f"– {_linked(rest)}"] if rest else [])]
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _linked(words: str) -> str:
    """Words of which one may be an address, and those behind it the text of its link."""
    found = _URL.search(words)
    if not found:
        return words
    before, after = words[: found.start()].strip(), words[found.end() :].strip()
    link = f"[{after or before or found[0]}]({found[0]})"
    return f"{before} {link}" if before and after else link
