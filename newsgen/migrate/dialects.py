"""Markdown of other programs, which read CommonMark or kramdown, as Python-Markdown reads it.

In: a body.  Out: the body that means the same here.  Never: changes code, or a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsgen.migrate.addresses import outside_code

# Python-Markdown has no escape for these signs, and would show the backslash.
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\([\"'~$%&,/:;<=?@^])")
_NO_HEADING = re.compile(
    r"^( {0,3}(?:> ?|[-*+] +|\d{1,9}[.)] +)*)(?=#{1,6}[^\s#])", re.M
)  # "#newsroom" is a heading to Python-Markdown
_ITEM = re.compile(r"(?P<indent> *)(?P<sign>[-*+]|\d{1,9}[.)])(?P<gap> +|$)(?P<text>.*)")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_FENCE = re.compile(r"(?P<indent> *)(?P<sign>`{3,}|~{3,})(?P<info>.*)")
HTML_BLOCK = re.compile(
    r" {0,3}</?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figure|figcaption|footer|form|"
    r"h[1-6]|header|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|svg)\b",
    re.I,
)
_IN_BLOCKS = re.compile(r"^ *(?:[-*+]|\d{1,9}[.)])(?: |$)|^ *(?:```|~~~)|^\|", re.M)


def for_us(text: str) -> str:
    """The body as Python-Markdown must have it."""
    text = outside_code(text.expandtabs(4), lambda piece: _ESCAPED.sub(_unescaped, piece) if "\\" in piece else piece)
    text = outside_code(text, lambda piece: _NO_HEADING.sub(r"\1\\", piece)) if _NO_HEADING.search(text) else text
    return _relaid(text) if _IN_BLOCKS.search(text) else text


def fenced(lines: Iterable[str], mark: re.Pattern[str]) -> Iterator[bool]:
    """Whether each line is one of code between fences, which ``mark`` finds, or a fence."""
    fence = ""
    for line in lines:
        found = mark.match(line)
        is_end = bool(fence and found) and line.strip().startswith(fence)
        fence = fence or (found[1] if found else "")
        yield bool(fence)
        fence = "" if is_end else fence


DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\]\n^][^\n]*?)\]:[ \t]*\n?[ \t]*(?P<address><[^<>\n]*>|\S+)"
    r"(?P<title>[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*$",
    re.M,
)


def resolved(text: str) -> str:
    """The body whose references by names with code in them are plain links: Python-Markdown reads the code first."""
    found = {
        _label(match["label"]): match["address"] + (match["title"] or "")
        for match in DEFINITION.finditer(text)
        if "`" in match["label"]
    }
    if not found:
        return text

    def full(match: re.Match[str]) -> str:
        target = found.get(_label(match["label"]))
        return f"]({target})" if target else match[0]

    def short(match: re.Match[str]) -> str:
        target = found.get(_label(match["label"]))
        return f"[{match['label']}]({target})" if target else match[0]

    text = re.sub(r"\]\[(?P<label>(?:[^\[\]\n`]*`[^`\n]+`)+[^\[\]\n`]*)\]", full, text)
    return re.sub(r"(?<![\]\\!])\[(?P<label>(?:[^\[\]\n`]*`[^`\n]+`)+[^\[\]\n`]*)\](?:\[\])?(?![\[(:])", short, text)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


_ATTRIBUTES = re.compile(
    r"^ {0,3}#{1,6}[ \t].*(?P<list>\{(?:[#.][^{}\n]*|\w+=[^{}\n]*)\})[ \t]*$|^\{: #[\w:.-]+ \}$|(?P<inline>\{:[^{}\n]*\})", re.M
)
_BRACE = re.compile(r"(?<!\\)\{(?=[^{}\n]*\})")
_IN_TAG = re.compile(r"<[A-Za-z/][^<>]*>")


def with_plain_braces(text: str) -> str:
    """Braces as plain signs, but for the attributes of headings and kramdown's: Python-Markdown looks for attributes in all."""
    if "{" not in text:
        return text
    kept = {match.start("list") if match["list"] else match.start() for match in _ATTRIBUTES.finditer(text)}
    tags = [match.span() for match in _IN_TAG.finditer(text)]

    def plain(match: re.Match[str]) -> str:
        at = match.start()
        return match[0] if at in kept or any(begin < at < end for begin, end in tags) else "\\{"

    return _BRACE.sub(plain, text)


def _unescaped(match: re.Match[str]) -> str:
    sign = {"<": "&lt;", "&": "&amp;"}.get(match[2], match[2])
    return f"{match[1]}{sign}"


def _relaid(text: str) -> str:
    walk = _Walk()
    for line in text.split("\n"):
        walk.take(line)
    if walk.fence:
        walk.out.append(walk.fence if not walk.levels else "")
    return "\n".join(walk.out)


@dataclass(slots=True)
class _Walk:
    """The lines so far. ``levels`` are the columns at which the text of each open item begins, ``before`` is the line above."""

    out: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    fence: str = ""
    indent: int = 0
    html: bool = False
    before: str = ""
    parted: bool = False  # whether there was an empty line since the last item

    def take(self, line: str) -> None:
        """One more line."""
        if self.fence:
            self.code(line)
        elif not line.strip():
            self.html, self.parted = False, True
            self.out.append("")
        else:
            self.text(line, len(line) - len(line.lstrip(" ")))
        self.before = line.strip() and line

    def code(self, line: str) -> None:
        """A line of fenced code, or its end; in a list it is set in instead, which is all that Python-Markdown knows there."""
        bare = line.strip()
        closes = bare.startswith(self.fence) and not bare.strip(self.fence[0])
        moved = line[min(self.indent, len(line) - len(line.lstrip(" "))) :]
        if not self.levels:
            self.out.append(bare if closes else moved)
        else:
            self.out.append("" if closes or not bare else " " * (4 * len(self.levels) + 4) + moved)
        if closes:
            self.fence = ""

    def text(self, line: str, indent: int) -> None:
        """A line that is not empty, and no code of a fence."""
        if not self.levels and HTML_BLOCK.match(line):
            self.html = True
        if self.html or (indent >= 4 and not self.levels and not self.before):
            self.out.append(line)
            return
        item = None if _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        if item and (self.levels or indent < 4) and (self.levels or not self.before or _interrupts(item)):
            self.item(item, indent)
            return
        fence = _FENCE.fullmatch(line)
        if not self.before or fence:
            self.close(indent)
        if fence and not (fence["sign"][0] == "`" and "`" in fence["info"]):
            self.open_fence(fence, indent)
            return
        if not self.levels and line.startswith("|") and self.before and "|" not in self.before:
            self.out.append("")
        begins = self.levels[-1] if self.levels else 0
        rest = line[begins:] if indent - begins >= 4 else line.lstrip(" ")
        self.out.append(" " * (4 * len(self.levels)) + rest if self.levels and indent >= begins else line)

    def close(self, indent: int) -> None:
        """The items end to which a line cannot belong."""
        while self.levels and indent < self.levels[-1]:
            self.levels.pop()

    def item(self, item: re.Match[str], indent: int) -> None:
        """An item, set in by four columns for each level above it."""
        if self.before and (self.parted or not self.levels):
            self.out.append("")
        self.parted = False
        self.close(indent)
        depth = len(self.levels)
        gap = len(item["gap"]) if item["text"] and len(item["gap"]) <= 4 else 1
        self.levels.append(indent + len(item["sign"]) + gap)
        fence = _FENCE.fullmatch(item["text"])
        if fence:
            self.out.append(f"{'    ' * depth}{item['sign'].replace(')', '.')} ")
            self.open_fence(fence, self.levels[-1])
            return
        self.out.append(
            f"{'    ' * depth}{item['sign'].replace(')', '.')} {item['text']}".rstrip(" ") + "  " * line_break(item["text"])
        )

    def open_fence(self, fence: re.Match[str], indent: int) -> None:
        """Of what stands behind the signs only the language is understood."""
        self.fence, self.indent = fence["sign"], indent
        language = re.match(r"[\w#.+-]*", fence["info"].strip())
        if self.before:
            self.out.append("")
        if not self.levels:
            self.out.append(fence["sign"] + (language[0] if language else ""))


def line_break(text: str) -> bool:
    """Whether two spaces end the line, which break it."""
    return text.endswith("  ")


def _interrupts(item: re.Match[str]) -> bool:
    """Whether an item may follow a line of text at once (CommonMark 0.31, section 5.2)."""
    return bool(item["text"]) and (item["sign"] in "-*+" or item["sign"][:-1] == "1")
