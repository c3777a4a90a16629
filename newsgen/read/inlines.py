"""The text of a paragraph, with its emphasis, links, images, code and tags, written as HTML at once.

In: the Markdown of one block.  Out: exactly the HTML that Python-Markdown gives with the extensions of the contract, or None.
Never: guesses. A sign is written only where it has one meaning for every version of the library; all else is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from markdown import Markdown

INLINE_TAGS = "a|abbr|b|br|cite|code|em|font|i|img|mark|q|s|small|span|strike|strong|sub|sup|u"
_ATTRIBUTES = r"""(?>(?:\ +[A-Za-z][A-Za-z-]*(?:="[^"<>`\[\]{\n]*"|='[^'<>`\[\]{\n]*'|=[^\s"'=<>`\[\]{/]+)?)*)"""

_HIDDEN = 0x10FF00  # what is to be itself stands among the last of the private characters until the end
_ESCAPABLE = r"\*_{}[]()>#+-.!|"  # and `, which is left to the library
_REVEALED = {_HIDDEN + ord(each): each for each in _ESCAPABLE} | {_HIDDEN + ord("<"): "&lt;", _HIDDEN + ord(">"): "&gt;"}
_SIGN = re.compile(r"[`*_\[\]<\\{\x00-\x09\x0b-\x1f\x7f]")
_NEVER = re.compile(r"[{\x00-\x09\x0b-\x1f\x7f]")
_TAKEN = re.compile(f"[{chr(_HIDDEN)}-{chr(_HIDDEN + 0x7F)}]")
_BACKSLASH = re.compile(r"\\(.)", re.DOTALL)
_LESS = re.compile(r"<(?= |=(?![^<> !]*@))")  # but <=a@b.c> is an address
_BAD_REFERENCE = re.compile(r"&#(?![0-9]+;|x[0-9a-fA-F]+;)")  # the library mends those that lack their semicolon
_SPACE_BEHIND_BREAK = re.compile(r"  \n\s")  # which the library drops at times
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)  # flags and all, as the library has it

_URL = r"[^\s()<>\[\]\"'`*|]"
# Up to 3.9 the library writes title="title" as a bare title, so what is called like its attribute is left to it.
_ADDRESS = rf"(?!(?:href|src)[ )])(?>(?:{_URL}+|\({_URL}*\))+)"
_TITLE_WORD = r"[^\s()<>\[\]\"`*_]+"
_TITLE = rf"(?!'|title\"){_TITLE_WORD}(?>(?:\ +{_TITLE_WORD})*)"
_LABEL = r"[^`*_\[\]<]+"
# By their groups: short and stress are what links and emphasis mostly are, a whole one without other signs. Of all others each
# sign is a token: opening, link and closing are brackets; stars and lines begin or end emphasis; star and line stand alone.
# Each branch begins with its own sign, so that the search passes over all other text at the speed of C.
# Groups are atomic rather than possessive, which Python 3.11.0 to 3.11.4 match wrongly (python/cpython#106052).
_TOKEN = re.compile(
    rf"!(?P<image>\[(?!alt\]|\^)(?P<alt>[^\[\]`<\n]*)\]\((?P<src>{_ADDRESS})(?:\ \"(?P<caption>{_TITLE})\")?\))"
    rf"|\](?P<link>\((?P<href>{_ADDRESS})(?:\ \"(?P<title>{_TITLE})\")?\))"
    r"|\](?P<closing>(?![(\[:]))"
    rf"|\[(?P<short>(?<!!\[)(?!\^)(?P<label>{_LABEL})\]\((?P<to>{_ADDRESS})\))"
    rf"|\*(?P<stress>(?P<more>\*?)(?![\s*])(?P<stressed>{_LABEL})(?<!\s)\*(?P=more)(?!\*))"
    r"|\[(?P<opening>(?<!!\[)(?!\^))"
    r"|\*(?P<star>(?<=\S\ \*)\*{0,2}(?=\ \S))"
    r"|\*(?P<stars>\**)"
    r"|_(?P<line>(?<=\S\ _)_{0,2}(?=\ \S))"
    r"|_(?P<lines>(?:(?<![^\W_]_)|(?![^\W_]))_*)"  # an underscore within a word is none
    rf"|<(?P<tag>/?(?i:{INLINE_TAGS})(?![A-Za-z0-9-]){_ATTRIBUTES}\ ?/?>)"
    r"|<(?P<autolink>https?://[^\s<>\[\]`'\"]+>)"
    r"|`(?P<code>(?<!``)(?P<literal>[^`<&\n]*[^`<&\s])`(?!`))"
    r"|\]|\[|<|`"
)
DEEPEST = 20  # brackets and emphasis within each other; each sign looks at all that are open
_EMPHASIS = {1: ("<em>", "</em>"), 2: ("<strong>", "</strong>"), 3: ("<strong><em>", "</em></strong>")}


def inlines(text: str, defined: bool) -> str | None:
    """The HTML of a block's text; None where it is left to the library.

    ``defined`` says that brackets may refer to something.
    """
    if "///" in text or ("&#" in text and _BAD_REFERENCE.search(text)) or ("  \n" in text and _SPACE_BEHIND_BREAK.search(text)):
        return None
    first = _SIGN.search(text)
    if not first:
        return _escaped(text)
    if _NEVER.search(text, first.start()):
        return None
    if "\\" not in text and "<" not in text:
        return _Inlines(text, defined).html()
    if ("\\" in text and "`" in text) or _TAKEN.search(text):
        return None
    text = _LESS.sub(chr(_HIDDEN + ord("<")), _BACKSLASH.sub(_hidden, text))
    html = _Inlines(text, defined).html()
    return html and _TAKEN.sub(lambda match: _REVEALED[ord(match[0])], html)


def _hidden(match: re.Match[str]) -> str:
    """What a backslash stands before; a backslash that stands for itself stays."""
    sign = match[1]
    return chr(_HIDDEN + ord(sign)) if sign in _ESCAPABLE else chr(_HIDDEN + ord("\\")) + sign


def _escaped(text: str) -> str:
    """Text between signs."""
    if "&" in text:
        text = _AMPERSAND.sub("&amp;", text)
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("  \n", "<br>\n") if "  \n" in text else text


class _Inlines:
    """One text while it is written. What is opened (emphasis, brackets) must be closed, in order."""

    def __init__(self, text: str, defined: bool) -> None:
        self.text = text
        self.defined = defined
        self.parts: list[str] = []
        self.open: list[tuple[str, int]] = []  # signs, and the places of their tags among the parts
        self.last_link = -1  # the place of its tag

    def html(self) -> str | None:
        text, parts, at = self.text, self.parts, 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            parts.append(_escaped(text[at:start]))
            write = _WRITERS.get(match.lastgroup or "")
            if not write or not write(self, match):
                return None
            at = end
        parts.append(_escaped(text[at:]))
        return None if self.open else "".join(parts)

    def image(self, match: re.Match[str]) -> bool:
        alt, src, title = match.group("alt", "src", "caption")
        form = _image_form(bool(title))
        self.parts.append(form.format(alt=_escaped(alt).replace('"', "&quot;"), src=_escaped(src), title=_escaped(title or "")))
        return True

    def opening(self, match: re.Match[str]) -> bool:
        self.open.append((match[0], len(self.parts)))
        self.parts.append("")
        return len(self.open) < DEEPEST

    def closed(self, sign: str, start: str, end: str) -> bool:
        if not self.open or self.open[-1][0] != sign:
            return False
        self.parts[self.open.pop()[1]] = start
        self.parts.append(end)
        return True

    def short(self, match: re.Match[str]) -> bool:
        label, address = match.group("label", "to")
        self.last_link = len(self.parts)
        self.parts.append(f'<a href="{_escaped(address)}">{_escaped(label)}</a>')
        return True

    def stress(self, match: re.Match[str]) -> bool:
        start, end = _EMPHASIS[len(match["more"]) + 1]
        self.parts.append(f"{start}{_escaped(match['stressed'])}{end}")
        return not self.is_open("*")

    def link(self, match: re.Match[str]) -> bool:
        place = self.open[-1][1] if self.open else 0
        if self.last_link > place:  # a link within a link
            return False
        self.last_link = place
        title = f' title="{_escaped(match["title"])}"' if match["title"] else ""
        return self.closed("[", f'<a href="{_escaped(match["href"])}"{title}>', "</a>")

    def closing(self, _: re.Match[str]) -> bool:
        """Brackets stay where they can refer to nothing."""
        return not self.defined and self.closed("[", "[", "]")

    def by_itself(self, match: re.Match[str]) -> bool:
        """A sign between two blanks."""
        self.parts.append(match[0])
        return not self.is_open(match[0][0])

    def delimiter(self, match: re.Match[str]) -> bool:
        run = match[0]
        before, behind = self.text[match.start() - 1 : match.start()], self.text[match.end() : match.end() + 1]
        in_words = run[0] == "*"  # may begin and end within a word
        if len(run) > (3 if in_words else 2):
            return False
        if self.is_open(run[0]):
            ends = not before.isspace() and (in_words or not _is_of_word(behind))
            return ends and self.closed(run, *_EMPHASIS[len(run)])
        begins = bool(behind.strip()) and (in_words or not _is_of_word(before))
        return begins and self.opening(match)

    def is_open(self, sign: str) -> bool:
        return bool(self.open) and any(run[0] == sign for run, _ in self.open)

    def code(self, match: re.Match[str]) -> bool:
        self.parts.append(f"<code>{_escaped(match['literal'].strip())}</code>")
        return True

    def autolink(self, match: re.Match[str]) -> bool:
        address = _escaped(match[0][1:-1])
        self.parts.append(f'<a href="{address}">{address}</a>')
        return True

    def tag(self, match: re.Match[str]) -> bool:
        self.parts.append(match[0])
        return not _TAKEN.search(match[0])  # a backslash within a tag stays


_WRITERS: Mapping[str, Callable[[_Inlines, re.Match[str]], bool]] = {
    "image": _Inlines.image,
    "short": _Inlines.short,
    "stress": _Inlines.stress,
    "link": _Inlines.link,
    "closing": _Inlines.closing,
    "opening": _Inlines.opening,
    "star": _Inlines.by_itself,
    "line": _Inlines.by_itself,
    "stars": _Inlines.delimiter,
    "lines": _Inlines.delimiter,
    "tag": _Inlines.tag,
    "autolink": _Inlines.autolink,
    "code": _Inlines.code,
}


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@lru_cache
def _image_form(titled: bool) -> str:
    """An image as this version of the library writes it: they differ in the order of attributes."""
    html = Markdown(output_format="html").convert('![{alt}]({src} "{title}")' if titled else "![{alt}]({src})")
    return html.removeprefix("<p>").removesuffix("</p>")
