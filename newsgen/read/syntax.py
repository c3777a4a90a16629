"""Why YAML cannot be read, in an editor's words.

In: an error of the YAML library, the lines it read.  Out: line, column, message and hint.  Never: reports.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from newsgen.read.invisible import in_line

Cause = tuple[int, str, str]


class Explanation(NamedTuple):
    """The likely cause of an error, with its line and column from 1; where it ``is_sure``, nothing above that line is wrong."""

    line: int
    column: int
    message: str
    hint: str
    is_sure: bool


def explain(error: yaml.YAMLError, lines: list[str]) -> Explanation:
    """Where the mistake is and how to mend it; libyaml says where it stopped, which may be lines below."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    at = min(mark.line if mark else 0, len(lines) - 1)
    said = getattr(error, "problem", None) or "it is not YAML"
    if mark and said == _NO_NODE and lines[at][mark.column : mark.column + 1] == ",":
        return Explanation(at + 1, mark.column + 1, "there is a comma too many", _without_comma(lines[at], mark.column), True)
    above = next((number for number in range(at - 1, -1, -1) if _SAYS_SOMETHING.match(lines[number])), at)
    near = [number for number in dict.fromkeys([at, above, context.line if context else at]) if 0 <= number < len(lines)]
    for number in near:
        unseen = in_line(lines[number])
        if unseen:
            return Explanation(number + 1, *unseen, is_sure=True)
    early = _lone_key(lines, at, above, said) or _open_quote(lines, context.line if context else at, at, said)
    if early:
        return Explanation(*early, is_sure=True)
    for number in near:
        cause = _cause(lines[number], said)
        if cause:
            return Explanation(number + 1, *cause, is_sure=True)
    misplaced = _column_cause(lines, at, above, said)
    if misplaced:
        return Explanation(*misplaced, is_sure=True)
    key = _INDENTED_KEY.match(lines[at]) if "mapping values" in said else None
    if key:
        hint = "begin it in the same column as the key above, or put the text above in quotes"
        return Explanation(at + 1, key.start(1) + 1, f"the key {key[1]} is indented too far", hint, is_sure=True)
    place = context if context and "end of stream" in said else mark
    message, hint = _SAID.get(said, (f"the YAML cannot be read: {said}", _GENERAL_HINT))
    line, column = (place.line, place.column) if place else (0, 0)
    return Explanation(line + 1, column + 1, message, hint, is_sure=said == _SECOND)


def _lone_key(lines: list[str], at: int, above: int, said: str) -> tuple[int, int, str, str] | None:
    """Above keys that stand further in, a line that should be their key and has no colon; not the end of a text."""
    lone = _LONE.fullmatch(lines[above]) if said in _COLON_ERRORS and _INDENTED_KEY.match(lines[at]) else None
    if not lone or _indent(lines[above]) >= _indent(lines[at]):
        return None
    before = next((line for line in reversed(lines[:above]) if _SAYS_SOMETHING.match(line)), "")
    if _indent(before) < _indent(lines[above]) and not before.rstrip().endswith(":"):
        return None
    return above + 1, lone.end(1) + 1, f"there is no colon after {lone[1]}", f"write  {lone[1]}:"


def _column_cause(lines: list[str], at: int, above: int, said: str) -> tuple[int, int, str, str] | None:
    """A key or a dash that stands in another column than those above, or a dash without its space."""
    line, before = lines[at], lines[:at]
    for number in (above, at) if said == _NO_COLON_FOUND else ():
        joined = _JOINED_DASH.match(lines[number])
        if joined:
            return number + 1, joined.end(1), "there is no space after the dash", f"write  - {joined[2].strip()}"
    dash = next((each for each in reversed(before) if _DASH.match(each)), "")
    if dash and _DASH.match(line) and said in _COLUMN_ERRORS:
        return at + 1, _indent(line) + 1, "this dash stands in another column than the one above", "begin it in the same column"
    key = _INDENTED_KEY.match(line)
    if key and dash and said == "did not find expected '-' indicator":
        first = dash.lstrip(" -").partition(":")[0]
        message = f"the key {key[1]} stands in another column than {first}, of the same item"
        return at + 1, key.start(1) + 1, message, f"begin it in the column of {first}, which stands behind the dash"
    if said == "did not find expected <document start>" and any(_INDENTED_KEY.match(each) for each in before):
        return at + 1, _indent(line) + 1, "this line is indented less than those above", "begin all keys in the first column"
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _open_quote(lines: list[str], first: int, last: int, said: str) -> tuple[int, int, str, str] | None:
    """In braces or brackets, the first quote that does not end on its line: what YAML stumbles over may be lines below."""
    for number in range(first, last + 1) if said in _FLOW_ERRORS else ():
        found = _OPEN_QUOTE.search(_QUOTED.sub(lambda quoted: "x" * len(quoted[0]), lines[number]))
        if found:
            mark = found[0]
            return number + 1, found.start() + 1, f"the quote {mark} is not closed", f"end the value with  {mark}"
    return None


def _without_comma(line: str, at: int) -> str:
    before, rest = line[:at].strip(), line[at:].lstrip(", ")
    return f"write  {before}{'' if before.endswith(('[', '{')) else ' '}{rest}"


_DASH = re.compile(r" *- +\S")
_JOINED_DASH = re.compile(r" *(-)([^\s-].*)")
_NO_COLON_FOUND = "could not find expected ':'"
_COLUMN_ERRORS = {"did not find expected key", "did not find expected '-' indicator"}
_SAYS_SOMETHING = re.compile(r"\s*[^\s#]")
_INDENTED_KEY = re.compile(r" +([\w-]+):(?:\s|$)")
_LONE = re.compile(r" *([^\s:#\-\[{}\]\"'&*!|>%@`,?][^:#]*?)\s*")
_QUOTED = re.compile(r"""(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_OPEN_QUOTE = re.compile(r"""(?<=[\[{,:\s])["']""")
_FLOW_ERRORS = {
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "found unexpected end of stream",
    "found unexpected document indicator",
}
_GENERAL_HINT = "keys of one level start in the same column, and texts with  : # [ { * & ! | > % @ `  need quotes"
_NO_NODE = "did not find expected node content"
_SECOND = "but found another document"
_SAID = {
    _SECOND: ("there is a second line of  ---", "delete it, and what does not belong to the keys"),
    "found undefined alias": (
        "* refers to something that is not there",
        "put the value in quotes; a plain value cannot begin with *",
    ),
    "mapping values are not allowed in this context": (
        "a colon stands where no key can be",
        "put the text that holds it in quotes",
    ),
    "did not find expected key": ("this is neither a key nor part of the line above", _GENERAL_HINT),
    "did not find expected '-' indicator": ("this is not an item of the list above", "begin it in the same column, with a dash"),
    "did not find expected ',' or ']'": (
        "the list in brackets goes wrong here",
        "write  [one, two]  and put odd texts in quotes",
    ),
    "did not find expected ',' or '}'": (
        "the keys in braces go wrong here",
        'write  {key: value, other: "value"}  with odd texts in quotes',
    ),
    "block sequence entries are not allowed in this context": (
        "a list cannot begin on the line of its key",
        "put each  - item  on a line of its own, or write  key: [one, two]",
    ),
}


_QUOTE_IT = 'put the whole value in quotes:  {key}: "{value}"'
_KEY = re.compile(r"(\s*(?:- +)?)([\w-]+):(\s+)(.*)")
_OTHER_SIGN = re.compile(r"([\w-]+)\s*([=：﹕︰])\s*(\S.*)")
_NO_COLON = re.compile(r"\s*(?:- +)?([\w-]+)[ \t]+([^:]*\S)")
_COLON_ERRORS = {_NO_COLON_FOUND, "mapping values are not allowed in this context"}
_START_ERRORS = {
    "found character that cannot start any token",
    "found undefined alias",
    "did not find expected alphabetic or numeric character",
    "did not find expected comment or line break",
    _NO_NODE,
    "mapping keys are not allowed in this context",
}


def _cause(line: str, said: str) -> Cause | None:
    """Column, message and hint for the mistakes that editors make, if this line shows one."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return indent.index("\t") + 1, "a tab is used for indentation", "use spaces"
    other = _OTHER_SIGN.fullmatch(line)
    if other:
        return other.start(2) + 1, f"there is  {other[2]}  where a colon belongs", f"write  {other[1]}: {other[3]}"
    match = _KEY.fullmatch(line)
    if not match:
        lone = _NO_COLON.fullmatch(line) if said in _COLON_ERRORS else None
        if lone:
            return lone.end(1) + 1, f"there is no colon after {lone[1]}", f"write  {lone[1]}: {lone[2]}"
        bare = re.fullmatch(r"\s*([\w-]+):(\S.*)", line)
        if bare and not bare[2].startswith("//"):
            return bare.start(2) + 1, "there is no space after the colon", f"write  {bare[1]}: {bare[2]}"
        return None
    value, at = match[4], match.start(4)
    return _value_cause(match[2], value, at, said)


def _value_cause(key: str, value: str, at: int, said: str) -> Cause | None:
    quoted = _QUOTE_IT.format(key=key, value=value.strip().replace('"', "'"))
    if value[:1] in {'"', "'"}:
        return _quote_cause(key, value, at)
    if value[:1] in set("“”„«‘"):
        return at + 1, "curly quotes do not quote a value in YAML", 'use straight quotes:  "'
    if value[:1] in {"[", "{"}:
        return _bracket_cause(key, value.rstrip(), at)
    colon = re.search(r":(\s|$)", value)
    if colon and "mapping values" in said:
        return at + colon.start() + 1, "the value holds a colon and is not quoted", quoted
    if value[:1] in tuple("@`%*&|>?,]}") and said in _START_ERRORS:
        return at + 1, f"a plain value cannot begin with {value[0]}", quoted
    return None


def _bracket_cause(key: str, value: str, at: int) -> Cause | None:
    closing = "]" if value[0] == "[" else "}"
    comment = re.search(r"(?<=[\s\[{,])#[\w-]*", value)
    if comment:
        return at + comment.start() + 1, "# makes the rest of the line a comment", f'put the word in quotes:  "{comment[0]}"'
    if closing not in value:
        return at + 1, f"the bracket {value[0]} is not closed", f"write  {key}: {value.rstrip(',')}{closing}"
    end = value.rindex(closing) + 1
    rest = value[end:]
    if not rest:
        return None
    hint = f"write  {key}: {value[: end - 1]}{rest}{closing}" if rest.startswith(",") else _QUOTE_IT.format(key=key, value=value)
    return at + end + 1, f"the text goes on after the closing bracket {closing}", hint


def _quote_cause(key: str, value: str, at: int) -> Cause | None:
    mark = value[0]
    pattern = r'"(?:[^"\\]|\\.)*"' if mark == '"' else r"'(?:[^']|'')*'"
    closed = re.match(pattern, value)
    if not closed:
        return at + 1, f"the quote {mark} is not closed", f"end the value with  {mark}"
    rest = value[closed.end() :]
    if rest.strip() and not rest.lstrip().startswith("#"):
        other = "'" if mark == '"' else '"'
        whole = value.strip()
        inner = whole[1:-1] if whole.endswith(mark) else whole
        hint = (
            f"write  {key}: {other}{inner}{other}"
            if other not in inner
            else f"double each {mark} inside the text, or use a backslash"
        )
        return at + closed.end(), f"the text goes on after the closing quote {mark}", hint
    escape = re.search(r"\\[^0abtnvfre \"/\\N_LPxuU]", closed[0]) if mark == '"' else None
    if escape:
        return at + escape.start() + 1, f"{escape[0]} means nothing in double quotes", "use single quotes, or write \\\\"
    return None
