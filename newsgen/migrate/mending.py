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
from newsgen.model.url import is_elsewhere
from newsgen.read import markdown
from newsgen.read.article import page_fields, story_fields
from newsgen.read.fields import read_fields
from newsgen.read.frontmatter import Document, Reader, decode, split

Place = tuple[int, int]


def mend(made: Made, problems: Sequence[Problem]) -> Made:
    """The file without what was refused."""
    reader = Reader(made.path)
    text = decode(made.text.encode(), reader)
    document = split(text, reader) if text is not None else None
    if document is None:
        return made
    read_fields(document.head, (page_fields if made.path.startswith("pages/") else story_fields)("UTC", ""), reader)
    keys = {place: key for key, place in sorted(reader.marks.items(), key=lambda each: each[0].count("."))}
    for problem in sorted(problems, reverse=True):  # items of a list go from its end, so that the others keep their numbers
        made = _in_head(made, problem, keys) if problem.where.line < document.body_line else _in_body(made, problem, document)
    return made


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


def _in_body(made: Made, problem: Problem, document: Document) -> Made:
    _, body = markdown.body(document.body, document.body_line)
    place = (problem.where.line, problem.where.column)
    address = next((link.address for link in body.links if (link.line, link.column) == place), "")
    if not address:
        return made
    page, mark, _ = address.partition("#")
    new = page if mark and page else f"{NOWHERE}{address}"
    text = readdressed(made.body, lambda each, _: new if each == address else each)
    if text == made.body:
        text = _replaced_at(made.body, address, new.removeprefix(NOWHERE) if is_elsewhere(new) else "#")
    return replace(made, body=text).with_note(_told(address, new, problem))


def _told(address: str, new: str, problem: Problem) -> Note:
    if new.startswith(NOWHERE):
        return needs_hand(f"the link {address} was taken away: {problem.message}")
    return needs_hand(f"the link {address} leads to {new} now: {problem.message}")


def _replaced_at(body: str, address: str, new: str) -> str:
    """The body in which an address that is written in an unusual way gives way wherever it stands."""
    return body.replace(address, new)
