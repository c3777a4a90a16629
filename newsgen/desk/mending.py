"""What ``newsgen check --fix`` mends: what is safe, and what a machine does better than a person.

In: a story's source, what the publication knows.  Out: the source with its mistakes mended, each other byte as it was.
Never: writes a file; changes what a story says. A source whose meaning would change in any other way stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from html import escape, unescape

import yaml

from newsgen.desk.advice import DOUBLES, House, Topics, house_of, respelled, topics_of
from newsgen.desk.inspection import Inspection, level_of
from newsgen.desk.own import Resolve, own_links, resolver
from newsgen.desk.raw import Copy, copy_of, scalars
from newsgen.desk.splice import Edit, Refused, Sheet, spliced, text_of, with_items
from newsgen.errors import Location, Problem
from newsgen.pipeline import Plan
from newsgen.read.frontmatter import Reader, decode, split
from newsgen.read.markdown import Unwritable, convert

FIXABLE = ("tag_spelling", "doubled", "own_address")


@dataclass(frozen=True, slots=True)
class Mend:
    """A source before and after, by its path below ``content/``; and what was left, with the reason."""

    path: str
    before: bytes
    after: bytes
    left: tuple[Problem, ...] = ()


def mends(inspection: Inspection, only: Sequence[str] = ()) -> Iterator[Mend]:
    """The sources with something to mend, mended as far as that is safe; ``only`` names some checks, none stands for all."""
    if inspection.plan is None:
        return
    config = inspection.plan.catalogue.site.config
    wanted = frozenset(name for name in FIXABLE if level_of(name, config) != "off" and (not only or name in only))
    mender = Mender(house_of(config), wanted, resolver(inspection.plan), config.extensions)
    doubled = _with_doubled_aliases(inspection.plan)  # which the build tells
    for path, notes in inspection.notes.items():
        found = {finding.check for finding in notes.findings} | ({"own_address"} if notes.own else set())
        if ("doubled" in wanted and path in doubled) or not wanted.isdisjoint(found):
            mend = mended(mender, path, inspection.files[path].data)
            if mend.after != mend.before or mend.left:
                yield mend


def _with_doubled_aliases(plan: Plan) -> Set[str]:
    entries = plan.catalogue.site.entries
    return {entry.path for entry in entries if len(set(entry.aliases)) < len(entry.aliases)}


@dataclass(frozen=True, slots=True)
class Mender:
    """What mending needs to know: the house rules, which checks are wanted, where addresses lead, Markdown's extensions."""

    house: House
    wanted: Set[str]
    resolve: Resolve
    extensions: tuple[str, ...] = ()


def mended(mender: Mender, path: str, data: bytes) -> Mend:
    """A story's source with its mistakes mended; one that cannot be read, or that would mean something else, stays."""
    try:
        copy = copy_of(path, data)
    except ValueError:
        return Mend(path, data, data)
    text, left = copy.text, []
    for mend in (_lists_mended, _links_mended):
        try:
            text = mend(mender, copy_of(path, text.encode()))
        except Refused as refusal:
            left.append(Problem(Location(f"content/{path}"), f"this is left for you to mend: {refusal}", "", "warning"))
    return Mend(path, data, text.encode(), tuple(left))


# Lists


def _lists_mended(mender: Mender, copy: Copy) -> str:
    topics = topics_of(mender.house)
    return with_lists(copy, {key: _wanted(key, value, mender.wanted, topics) for key, value in lists(copy.head)})


def lists(head: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    """The lists of the front matter in which nothing should stand twice."""
    for name, value in head.value:
        if isinstance(name, yaml.ScalarNode) and name.value in DOUBLES:
            yield name.value, value


Wanted = Sequence[str | None]
"""What each item of a list should be; None for one that should not be there."""


def _wanted(key: str, value: yaml.Node, checks: Set[str], topics: Topics) -> Wanted:
    found: list[str | None] = []
    seen: set[str] = set()
    for node in scalars(value):
        new = text_of(node)
        if key == "tags" and "tag_spelling" in checks:
            new = respelled(new, topics) or new
        meaning = DOUBLES[key](new, topics)
        found.append(None if meaning in seen and "doubled" in checks else new)
        seen.add(meaning)
    return found


def with_lists(copy: Copy, wanted: Mapping[str, Wanted]) -> str:
    """The source with other items in some lists of its front matter; raises Refused where more than those would change."""
    text = copy.text
    for key, items in wanted.items():
        text = with_items(text, partial(_sheet, copy.path, key), items)
    if text != copy.text and not _means(copy, text, {key: [new for new in items if new] for key, items in wanted.items()}):
        raise Refused("the list is written in a way that cannot be changed safely")
    return text


def _sheet(path: str, key: str, text: str) -> tuple[Sheet, yaml.Node]:
    copy = read_again(path, text)
    return Sheet(copy.text, copy.head, above=1), dict(lists(copy.head))[key]


def read_again(path: str, text: str) -> Copy:
    """A source after a change; raises Refused where it cannot be read any more."""
    try:
        return copy_of(path, text.encode())
    except ValueError:
        raise Refused("it could not be read after the change") from None


def _means(copy: Copy, text: str, expected: Mapping[str, Sequence[str]]) -> bool:
    """Whether a text says what the copy said, but for the lists that are given."""
    new = read_again(copy.path, text)
    there = {key: [text_of(node) for node in scalars(value)] for key, value in lists(new.head) if key in expected}
    before, after = (
        [(plain(key), None if key.value in expected else plain(value)) for key, value in head.value]
        for head in (copy.head, new.head)
    )
    return there == dict(expected) and before == after and copy.body == new.body


def plain(node: yaml.Node) -> object:
    """What a value means, without the way in which it is written."""
    if isinstance(node, yaml.MappingNode):
        return [(plain(key), plain(value)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value]
    return node.tag, node.value


# Links


def _links_mended(mender: Mender, copy: Copy) -> str:
    """The source with its own addresses from the site's root, but for those that are no links: Markdown within HTML is text."""
    if "own_address" not in mender.wanted:
        return copy.text
    links = [(link, mender.resolve(link.address, link.image)) for link in own_links(copy.body, mender.house.base_url)]
    addresses = {link.address: new for link, new in links if new}
    edits = [Edit(link.start, link.end, new) for link, new in links if new]
    return _with_body(copy, _safe(copy, edits, addresses, mender.extensions))


def _with_body(copy: Copy, edits: Sequence[Edit]) -> str:
    return copy.text[: len(copy.text) - len(copy.body)] + spliced(copy.body, edits)


def _safe(copy: Copy, edits: Sequence[Edit], addresses: Mapping[str, str], extensions: tuple[str, ...]) -> Sequence[Edit]:
    """The edits that change nothing but where a link leads."""
    if not edits or _reads_alike(copy.text, _with_body(copy, edits), addresses, extensions):
        return edits
    half = len(edits) // 2
    parts = (edits[:half], edits[half:]) if half else ()
    return [edit for part in parts for edit in _safe(copy, part, addresses, extensions)]


def _reads_alike(before: str, after: str, addresses: Mapping[str, str], extensions: tuple[str, ...]) -> bool:
    """Whether both give one HTML, but for the addresses."""

    def replaced(match: re.Match[str]) -> str:
        return f'{match[1]}"{escape(addresses.get(unescape(match[2]), unescape(match[2])))}"'

    try:
        shown = [_ATTRIBUTE.sub(replaced, convert(_body(text), extensions)) for text in (before, after)]
    except (RecursionError, Unwritable):  # of which the build tells
        return False
    return shown[0] == shown[1]


_ATTRIBUTE = re.compile(r"(\s(?:href|src|poster)=)[\"']([^\"'<>]*)[\"']")


def _body(text: str) -> str:
    reader = Reader("")
    document = split(decode(text.encode(), reader) or "", reader)
    return document.body if document else ""
