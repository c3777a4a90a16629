"""Addresses in a text of Markdown and HTML, each given another meaning.

In: a body, a function from address to address.  Out: the body with the new ones, all else as it was.  Never: touches code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from urllib.parse import quote

Meaning = Callable[[str, bool], str]
"""From an address and whether a picture is wanted to the new address, or to the same; what begins with NOWHERE is no link."""

NOWHERE = "nowhere:"

_CODE = re.compile(
    r"(?P<fence>^[ \t]*(?:> ?)*(?P<sign>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?:> ?)*(?P=sign)[`~]*[ \t]*$|\Z))"
    r"|(?P<span>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<raw><(?P<tag>pre|code|script|style|textarea)(?=[\s>]).*?</(?P=tag)\s*>)"
    r"|(?P<comment><!--.*?-->)",
    re.S | re.M | re.I,
)
_INLINE = re.compile(
    r"(?P<before>\]\([ \t]*\n?[ \t]*)"
    r"(?P<address><[^<>\n]*>|(?:[^\s()<>\\]|\\[()\\]|\((?:[^\s()]|\([^\s()]*\))*\))*|[^()\n\"'<>]+?)"
    r"(?P<after>(?:[ \t]*\n?[ \t]*(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))?[ \t]*\n?[ \t]*\))"
)
_DEFINITION = re.compile(r"(?P<before>^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*)(?P<address><[^<>\n]*>|\S+)(?P<after>(?=[ \t]|$))", re.M)
# Alternatives in atomic groups: text such as "a<b and so on" must not be tried in every way.
_TAG = re.compile(r"<(?P<name>[A-Za-z][\w-]*)(?P<rest>(?=[\s/>])(?>[^<>\"']+|\"[^\"<>]*\"|'[^'<>]*'|\"|')*)>")
_ATTRIBUTE = re.compile(
    r"(?P<before>\s(?P<key>href|src|poster|srcset|data)\s*=\s*)(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.I
)
_LEADS_NOWHERE = re.compile(
    rf"\]\({NOWHERE}(?:[^()\s]|\([^()]*\))*(?:\s+(?:\"(?P<title>[^\"]*)\"|'(?P<single>[^']*)'))?\s*\)(?:\{{:[^{{}}\n]*\}})?"
)
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_SET_IN = re.compile(r"(?:(?: {4}| {0,3}\t)[^\n]*\S[^\n]*(?:\n|\Z))+")
_GUARDS = re.compile(r"^ {0,3}(?:[-*+][ \t]|\d{1,9}[.)][ \t]|:[ \t]|\[\^[^\]]+\]:|</?[A-Za-z!])", re.M)
_BOX = re.compile(
    r"^ {0,3}<(?P<name>table|div|section|article|aside|center|dl|figure|blockquote|ul|ol|details|form|p|h[1-6]|header|footer|nav|"
    r"main)(?=[\s>])",
    re.M | re.I,
)
_IMAGE_TAGS = frozenset({"img", "source", "video", "audio", "embed", "track"})


def code_apart(text: str) -> list[tuple[bool, str]]:
    """The text in pieces, each with whether it is code."""
    pieces: list[tuple[bool, str]] = []
    at = 0
    for begin, end in _code(text):
        pieces += [(False, text[at:begin]), (True, text[begin:end])]
        at = end
    return [each for each in [*pieces, (False, text[at:])] if each[1]]


def _code(text: str) -> list[tuple[int, int]]:
    """Where code begins and ends."""
    found = [match.span() for match in _CODE.finditer(text)]
    if "\n    " not in text and "\n\t" not in text and not text.startswith(("    ", "\t")):
        return found
    inner = [*_indented(text, found)]
    return sorted([*inner, *(each for each in found if not any(begin <= each[0] < end for begin, end in inner))])


def _indented(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where code begins and ends that is only set in: by four columns, after an empty line, and not below an item or a tag."""
    guarded = False
    number = 0
    for block in _PARAGRAPH.finditer(text):
        while number < len(found) and found[number][1] <= block.start():
            number += 1
        if number < len(found) and found[number][0] < block.start():
            continue
        code = _SET_IN.match(text, block.start())
        if code is None:
            guarded = bool(_GUARDS.search(block[0]))
        elif not guarded:
            yield code.span()


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text, changed where it is no code."""
    return "".join(piece if is_code else change(piece) for is_code, piece in code_apart(text))


def readdressed(text: str, meaning: Meaning) -> str:
    """The body with every address replaced by what it means; in boxes of HTML, where Markdown is but text, those of tags."""
    changed = "".join(
        outside_code(piece, lambda each: _in_tags(each, meaning))
        if is_box
        else outside_code(piece, lambda each: _readdressed(each, meaning))
        for is_box, piece in (boxes(text) if "](" in text else [(False, text)])
    )
    return _unlinked(changed) if f"]({NOWHERE}" in changed else changed


def boxes(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each with whether it is a box of HTML that begins a line: nothing in it is Markdown."""
    at = 0
    code = _code(text) if _BOX.search(text) else []
    for match in _BOX.finditer(text):
        end = _closing(text, match)
        if match.start() < at or not end or any(b <= match.start() < e for b, e in code):
            continue
        yield False, text[at : match.start()]
        yield True, text[match.start() : end]
        at = end
    yield False, text[at:]


def _closing(text: str, match: re.Match[str]) -> int:
    """Where the element that a match opens ends; 0 where it is left open."""
    depth = 0
    for tag in re.compile(rf"<(/?){match['name']}(?=[\s>])[^<>]*>", re.I).finditer(text, match.start()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return 0


def _unlinked(text: str) -> str:
    """The text of each link that leads nowhere, without the link; of a picture, what it showed and what was said of it."""
    while match := _LEADS_NOWHERE.search(text):
        start = _bracket(text, match.start())
        if start < 0:
            text = f"{text[: match.start()]}](#){text[match.end() :]}"
            continue
        is_picture = text[start - 1 : start] == "!"
        words = [text[start + 1 : match.start()], *([match["title"] or match["single"] or ""] if is_picture else [])]
        left = " – ".join(dict.fromkeys(each for each in words if each.strip()))
        text = text[: start - is_picture] + left + text[match.end() :]
    return text


def _bracket(text: str, end: int) -> int:
    """Where the bracket opens that closes at a place; -1 where none does in the paragraph."""
    depth = 0
    for at in range(end, max(end - 2000, -1), -1):
        if text.startswith("\n\n", at):
            return -1
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            return at
    return -1


def _readdressed(text: str, meaning: Meaning) -> str:
    if "](" in text:
        text = _INLINE.sub(lambda match: _in_markdown(match, meaning), text)
    if "]:" in text:
        text = _DEFINITION.sub(lambda match: _in_markdown(match, meaning), text)
    return _in_tags(text, meaning)


def _in_tags(text: str, meaning: Meaning) -> str:
    return _TAG.sub(lambda match: _in_tag(match, meaning), text) if "<" in text else text


def _in_markdown(match: re.Match[str], meaning: Meaning) -> str:
    written = match["address"]
    address = written.strip("<>").strip()
    address = re.sub(r"\\(?=[()\\])", "", address) if "\\" in address else address
    address = unescape(address) if "&" in address else address
    new = meaning(address, match["before"].startswith("](") and _is_picture(match.string, match.start()))
    return match[0] if new == address else f"{match['before']}{in_markdown(new)}{match['after']}"


def _is_picture(text: str, end: int) -> bool:
    """Whether what closes at a place is a picture, rather than a link, which may hold one."""
    nearest = text.rfind("[", 0, end)
    if nearest < 1 or text[nearest - 1] != "!":
        return False
    opening = _bracket(text, end)
    return opening < 0 or text[max(opening - 1, 0)] == "!"


def in_markdown(address: str) -> str:
    """An address as it may stand in round brackets."""
    return quote(address, safe="/:?#[]@!$&'*+,;=%~.-_") if re.search(r"[\s()<>\"\\]", address) else address


def _in_tag(match: re.Match[str], meaning: Meaning) -> str:
    name = match["name"].lower()
    if "=" not in match["rest"]:
        return match[0]
    rest = _ATTRIBUTE.sub(lambda attribute: _in_attribute(attribute, name, meaning), match["rest"])
    return f"<{match['name']}{rest}>"


def _in_attribute(match: re.Match[str], tag: str, meaning: Meaning) -> str:
    value = match["value"]
    text = unescape(value[1:-1] if value[0] in "\"'" else value)
    image = tag in _IMAGE_TAGS
    if match["key"].lower() == "srcset":
        new = ", ".join(_candidate(each.strip(), meaning) for each in re.split(r",\s+", text) if each.strip())
    elif match["key"].lower() == "data" and tag != "object":
        return match[0]
    else:
        new = meaning(text.strip(), image)
    if new == text:
        return match[0]
    if new.startswith(NOWHERE):
        return "" if image else f'{match["before"]}"#"'
    return f'{match["before"]}"{escape(new)}"'


def _candidate(text: str, meaning: Meaning) -> str:
    address, _, size = text.partition(" ")
    new = meaning(address, True)
    return f"{'#' if new.startswith(NOWHERE) else new} {size}".strip()
