"""Loops of Liquid over the posts of a site, whose place a link to newsgen's list takes.

In: a text with Liquid.  Out: the text without such loops.  Never: touches a loop over data or over the pages of a collection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from newsgen.migrate.lists import ARCHIVE, FRONT, LATEST, TAGS

_TAG = re.compile(
    r"\{%-?\s*(?P<name>for|endfor|tablerow|endtablerow|assign|capture|endcapture)\b(?P<rest>[^%]*(?:%(?!\})[^%]*)*?)-?%\}"
)
_ASSIGNED = re.compile(r"\s*(?P<name>[\w-]+)\s*=\s*(?P<value>.*)", re.S)
_LOOPED = re.compile(r"\s*[\w-]+\s+in\s+(?P<value>.*)", re.S)

_BY_DATE = re.compile(r"archive|group_by|date\s*:\s*[\"']%[YyBbm][\"']", re.I)  # under headings of years or months


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop in a text: where it begins and ends, what it lists, whether what it says is caught in a variable."""

    begin: int
    end: int
    lists: str
    caught: bool


def of_stories(collections: Iterable[str] = ()) -> re.Pattern[str]:
    """Names of what holds a site's stories; ``collections`` are those that are news."""
    names = "|".join(["posts", "tags", "categories", "related_posts", "documents", *map(re.escape, collections)])
    return re.compile(rf"\b(?:site\.(?:{names})|paginator)\b")


def without_loops(text: str, stories: re.Pattern[str], link: Callable[[str], str]) -> str:
    """The text with ``link`` of its target in place of the first loop over stories to each target, and without the others."""
    if not stories.search(text):
        return text
    pieces: list[str] = []
    linked: set[str] = set()
    at = 0
    for loop in _loops(text, stories):
        inner = text[loop.begin : loop.end]
        target = "" if loop.caught or "related_posts" in loop.lists else _target(f"{loop.lists} {inner}")
        pieces += [text[at : loop.begin], _shaped(inner, link(target)) if target and target not in linked else ""]
        linked.add(target)
        at = loop.end
    return "".join([*pieces, text[at:]])


def _loops(text: str, stories: re.Pattern[str]) -> Iterator[Loop]:
    """The outermost loops over posts, or over variables that hold some."""
    holding: dict[str, str] = {}
    open_: list[tuple[int, str]] = []
    captured = ""

    def lists_of(value: str) -> str:
        found = stories.search(value)
        return found[0] if found else next((holding[word] for word in re.findall(r"[\w-]+", value) if word in holding), "")

    for tag in _TAG.finditer(text):
        name, rest = tag["name"], tag["rest"]
        if name == "assign" and (assigned := _ASSIGNED.match(rest)) and (lists := lists_of(assigned["value"])):
            holding[assigned["name"]] = lists
        elif name == "capture":
            captured = rest.strip()
        elif name == "endcapture":
            captured = ""
        elif name in {"for", "tablerow"}:
            looped = _LOOPED.match(rest)
            open_.append((tag.start(), lists_of(looped["value"]) if looped else ""))
        elif name in {"endfor", "endtablerow"} and open_:
            begin, lists = open_.pop()
            if lists and captured:
                holding[captured] = lists
            if lists and not any(each for _, each in open_):
                yield Loop(begin, tag.end(), lists, bool(captured))


def _target(text: str) -> str:
    """Newsgen's list of the kind."""
    if "site.tags" in text:
        return TAGS
    if "site.categories" in text:
        return FRONT
    return ARCHIVE if _BY_DATE.search(text) else LATEST


def _shaped(inner: str, link: str) -> str:
    """A link as an item of what the loop stands in."""
    body = re.sub(r"^(?:\s|\{%.*?%\})+", "", inner, flags=re.S)
    if not link:
        return ""
    if re.match(r"<li\b", body, re.I):
        return f"<li>{link}</li>"
    if re.match(r"<tr\b", body, re.I):
        return f"<tr><td>{link}</td></tr>"
    return f"\n* {link}\n" if re.match(r"[*+-]\s", body) else f"\n\n<p>{link}</p>\n\n"
