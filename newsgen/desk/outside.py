"""The links of a publication to other sites, and what is said of those that lead nowhere.

In: an inspection, answers.  Out: addresses with their places, problems.  Never: touches the network; ``links`` asks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast
from urllib.parse import urldefrag

import yaml

from newsgen.desk.inspection import Inspection, level_of
from newsgen.desk.manuscript import linked, without_code
from newsgen.desk.raw import copy_of
from newsgen.errors import Level, Location, Problem
from newsgen.read.frontmatter import Reader, decode, mapping
from newsgen.read.scalars import is_web_address

Places = Mapping[str, Sequence[Location]]
"""Where each address stands."""


class Answer(NamedTuple):
    """What came of asking for an address: ``fine``, ``gone``, ``silent`` or ``unclear``, and what was said."""

    verdict: str
    words: str = ""


DAY = 86_400
KEPT: Mapping[str, int] = {"fine": 7 * DAY, "gone": DAY, "silent": DAY // 24, "unclear": DAY}
"""For how many seconds an answer is good enough."""

_BARE = re.compile(r"<(https?://[^<>\s]+)>")


def outside(inspection: Inspection, base_url: str) -> dict[str, list[Location]]:
    """All addresses of other sites in stories and settings, without what follows # in them."""
    found: defaultdict[str, list[Location]] = defaultdict(list)
    own = base_url.rstrip("/").lower()
    for where, address in (*_in_stories(inspection), *_in_settings(inspection)):
        target = urldefrag(address).url
        if is_web_address(target) and target.isprintable() and not f"{target.lower()}/".startswith(f"{own}/"):
            found[target].append(where)
    return dict(found)


def _in_stories(inspection: Inspection) -> Iterator[tuple[Location, str]]:
    for path in inspection.notes:
        copy = copy_of(path, inspection.files[path].data)
        for node in _scalars(copy.head):
            yield Location(f"content/{path}", node.start_mark.line + 2, node.start_mark.column + 1), node.value.strip()
        bare = ((match.start(1), match[1]) for match in _BARE.finditer(without_code(copy.body)))
        for at, address in (*((link.start, link.address) for link in linked(copy.body)), *bare):
            yield Location(f"content/{path}", *copy.place(at)), address


def _in_settings(inspection: Inspection) -> Iterator[tuple[Location, str]]:
    for name, file in inspection.settings.items():
        reader = Reader(name)
        text = decode(file.data, reader)
        root = mapping(text, reader) if text is not None else None
        for node in _scalars(root) if root else ():
            yield Location(f"content/{file.path}", node.start_mark.line + 1, node.start_mark.column + 1), node.value.strip()


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every value that begins as a web address does."""
    if isinstance(node, yaml.ScalarNode):
        if node.value.lstrip()[:4].lower() == "http":
            yield node
    else:
        pairs = node.value if isinstance(node, yaml.SequenceNode) else [value for _, value in node.value]
        for each in pairs:
            yield from _scalars(each)


def link_problems(places: Places, answers: Mapping[str, Answer], inspection: Inspection) -> tuple[Problem, ...]:
    """What is to be said of each place whose address leads nowhere."""
    config = inspection.plan.catalogue.site.config if inspection.plan else None
    level = level_of("outside_link", config) if config else "advice"
    if level == "off":
        return ()
    found = [
        Problem(where, f"{address} {answer.words}", _HINTS[answer.verdict], cast("Level", level), check="outside_link")
        for address, answer in answers.items()
        if answer.verdict in _HINTS
        for where in places.get(address, ())
    ]
    return inspection.show(sorted(found))


_HINTS = {
    "gone": "mend the address, or link a copy in an archive",
    "silent": "try it in a browser; it may be there again tomorrow",
}
