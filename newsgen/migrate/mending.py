"""One imported file, changed at the places where newsgen refuses it.

In: the file as it was made, problems with their lines and columns.  Out: the file without what was refused, and notes.
Never: takes a word of the text away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsgen.errors import Problem
from newsgen.migrate.addresses import NOWHERE, readdressed
from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.matter import plain, said
from newsgen.migrate.publication import Made
from newsgen.model.article import Link
from newsgen.read import markdown
from newsgen.read.article import page_fields, story_fields
from newsgen.read.fields import read_fields
from newsgen.read.frontmatter import Document, Reader, decode, split

Place = tuple[int, int]


def mend(made: Made, problems: Sequence[Problem], base_url: str = "") -> Made:
    """The file without what was refused; ``base_url`` is the old site's, for pictures that only it may have."""
    reader = Reader(made.path)
    text = decode(made.text.encode(), reader)
    document = split(text, reader) if text is not None else None
    if document is None:
        return made
    read_fields(document.head, (page_fields if made.path.startswith("pages/") else story_fields)("UTC", ""), reader)
    keys = {place: key for key, place in sorted(reader.marks.items(), key=lambda each: each[0].count("."))}
    in_body = [problem for problem in problems if problem.where.line >= document.body_line]
    for problem in sorted({*problems} - {*in_body}, reverse=True):  # items go from a list's end: the others keep their numbers
        made = _in_head(made, problem, keys)
    return _in_body(made, in_body, document, base_url) if in_body else made


# Front matter


def _in_head(made: Made, problem: Problem, keys: Mapping[Place, str]) -> Made:
    key = keys.get((problem.where.line, problem.where.column)) or next(
        (name for (line, _), name in sorted(keys.items(), reverse=True) if line <= problem.where.line), ""
    )
    name, _, rest = key.partition(".")
    if name not in made.head or name == "title":
        return made
    number = rest.partition(".")[0]
    value = made.head[name]
    if isinstance(value, list) and number.isdigit() and int(number) < len(value):
        return _without_item(made, name, int(number), problem)
    return _in_extra(made, name, problem)


def _without_item(made: Made, name: str, number: int, problem: Problem) -> Made:
    values = list(made.head[name])  # type: ignore[call-overload]  # a list, as was just asked
    lost = values.pop(number)
    head = {key: value for key, value in made.head.items() if key != name or values}
    if values:
        head[name] = values
    text = said(lost.get("src")) if isinstance(lost, Mapping) else said(lost)
    return replace(made, head=head).with_note(needs_hand(f"{name}: {text} was left out: {problem.message}"))


def _in_extra(made: Made, name: str, problem: Problem) -> Made:
    extra = made.head.get("extra")
    kept = {**(extra if isinstance(extra, Mapping) else {}), name: plain(made.head[name])}
    head = {key: value for key, value in made.head.items() if key not in {name, "extra"}} | {"extra": kept}
    return replace(made, head=head).with_note(needs_hand(f"{name} was moved to extra: {problem.message}"))


# The text


def _in_body(made: Made, problems: Sequence[Problem], document: Document, base_url: str) -> Made:
    _, body = markdown.body(document.body, document.body_line)
    links = {(link.line, link.column): link for link in body.links}
    for problem in problems:
        link = links.get((problem.where.line, problem.where.column))
        if link:
            made = _without_link(made, link, problem, base_url)
    return made


def _without_link(made: Made, link: Link, problem: Problem, base_url: str) -> Made:
    """The text whose link leads to the page without a lost anchor, or nowhere; a picture may be left on the old site."""
    address = link.address
    page, mark, _ = address.partition("#")
    if mark and page:
        new = page
    elif link.kind == "image":
        new = f"{base_url.rstrip('/')}{address}" if base_url and address.startswith("/") else NO_PICTURE
    else:
        new = f"{NOWHERE}{address}"
    text = readdressed(made.body, lambda each, _: new if each == address else each)
    if text == made.body:  # it is written in an unusual way
        text = made.body.replace(address, "#" if new.startswith(NOWHERE) else new)
    return replace(made, body=text).with_note(_told(address, new, problem))


NO_PICTURE = "data:,"  # an empty picture: browsers show its description


def _told(address: str, new: str, problem: Problem) -> Note:
    if new.startswith((NOWHERE, NO_PICTURE)):
        return needs_hand(f"the address {address} was taken away: {problem.message}")
    return needs_hand(f"the address {address} is {new} now: {problem.message}")
