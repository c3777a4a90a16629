"""Metadata at the head of a file, as Pelican's readers take it.

In: the text of a Markdown, reStructuredText or HTML file.  Out: its keys, in small letters, and the rest.
Never: asks what a key means.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from newsgen.migrate.matter import Head, Matter, matter

_KEY = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r"[ ]{4,}(?P<value>.+)|\t+(?P<tabbed>.+)")
_FIELD = re.compile(r":(?P<key>[\w -]+):(?:\s+(?P<value>.*)|$)")
_ONE = frozenset("date modified status category slug url save_as lang".split())
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*")


def of_markdown(text: str) -> Matter:
    """``Key: value`` lines down to the first empty one, or front matter between fences."""
    if re.match(r"\s*(?:---|\+\+\+)[ \t]*\n", text):
        read = matter(text)
        if read.found:
            return Matter({key.lower(): value for key, value in read.head.items()}, read.body, read.notes)
    head: dict[str, list[str]] = {}
    key = ""
    lines = text.lstrip("\n").split("\n")
    while lines:
        line = lines[0]
        match, more = _KEY.match(line), _MORE.match(line)
        if match:
            key = match["key"].lower()
            head.setdefault(key, []).append(match["value"].strip())
        elif more and key:
            head[key].append((more["value"] or more["tabbed"]).strip())
        else:
            break
        lines.pop(0)
    if not head:
        return Matter({}, text, found=False)
    return Matter({key: _joined(key, values) for key, values in head.items()}, "\n".join(lines).lstrip("\n"))


def _joined(key: str, values: list[str]) -> object:
    """Several lines of one key: a list of people or topics, or a text that goes on; of what can be but one, the first."""
    filled = [value for value in values if value]
    if key in {"authors", "author", "tags"} and len(filled) > 1:
        mark = ";" if any(";" in value for value in filled) else ","
        return [name.strip() for value in filled for name in value.split(mark) if name.strip()]
    return " ".join(filled[:1] if key in _ONE else filled)


def of_rst(text: str) -> Matter:
    """The document's title, and the fields below it."""
    lines = text.lstrip("\n").split("\n")
    head: Head = {}
    at = 0
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith(".. ") or (at and lines[at].startswith("   "))):
        at += 1
    start = at
    if at + 2 < len(lines) and _RULE.fullmatch(lines[at]) and _RULE.fullmatch(lines[at + 2]):
        head["title"], at = lines[at + 1].strip(), at + 3
    elif at + 1 < len(lines) and lines[at].strip() and not _FIELD.match(lines[at]) and _RULE.fullmatch(lines[at + 1]):
        head["title"], at = lines[at].strip(), at + 2
    key = ""
    while at < len(lines):
        field = _FIELD.match(lines[at])
        if field:
            key = field["key"].strip().lower()
            head[key] = (field["value"] or "").strip()
        elif key and lines[at].startswith((" ", "\t")) and lines[at].strip():
            head[key] = f"{head[key]} {lines[at].strip()}".strip()
        elif lines[at].strip():
            break
        at += 1
    return Matter(head, "\n".join([*lines[:start], *lines[at:]]), found=bool(head))


def of_html(text: str) -> Matter:
    """The title and ``meta`` tags of a page, and what stands in its body; a fragment is all body."""
    soup = BeautifulSoup(text, "html.parser")
    head: Head = {}
    if soup.title:
        head["title"] = soup.title.get_text(" ", strip=True)
    for tag in soup.find_all("meta"):
        name, content = str(tag.get("name") or "").lower(), str(tag.get("content") or tag.get("contents") or "")
        if name and content:
            head["tags" if name == "keywords" else name] = content
    body = soup.body
    if isinstance(body, Tag):
        return Matter(head, body.decode_contents(formatter="minimal"))
    if soup.head:
        soup.head.decompose()
    return Matter(head, str(soup), found=bool(head))
