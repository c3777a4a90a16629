"""Changes in tags.yaml that leave every other sign as it was typed.

In: the file's text.  Out: the text with a topic renamed, removed, or known by more words.
Never: writes the file anew from its values; what it cannot change safely is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from newsgen.desk.raw import line_starts, scalars
from newsgen.desk.splice import Edit, Refused, Sheet, replacement, spliced, text_of, with_items, written
from newsgen.model.site import Topic
from newsgen.model.url import tag_key
from newsgen.read.config import TOPICS
from newsgen.read.fields import read_vocabulary
from newsgen.read.frontmatter import Reader, decode, mapping


@dataclass(frozen=True, slots=True)
class Move:
    """Topics that become one: the old short names, of which the first is kept if ``into`` is none of the file's.

    ``name`` is the name to show; ``lost`` are words that no longer stand for a topic they were synonyms of.
    """

    olds: tuple[str, ...]
    into: str
    slug: str
    name: str
    lost: tuple[tuple[str, str], ...] = ()


def topics_in(text: str) -> dict[str, Topic]:
    """The topics of the file by short name, in their order; raises Refused for a file with errors."""
    root, reader = _root(text)
    found = read_vocabulary(root, TOPICS, reader)
    if any(problem.is_error for problem in reader.problems):
        raise Refused("tags.yaml has problems; see  newsgen check")
    return {name: topic for name, topic in found.items() if isinstance(topic, Topic)}


def moved(text: str, move: Move) -> str:
    """The file after a move; raises Refused where it would say anything else than that."""
    before = topics_in(text)
    expected = _expected(before, move)
    for slug, word in move.lost:
        text = _without_synonym(text, slug, word)
    olds = [slug for slug in move.olds if slug != move.into]
    kept = move.into or (olds.pop(0) if olds else "")
    gained = _gained(before, kept, olds, move.name)
    for slug in olds:
        text = _without(text, slug)
    if kept:
        text = _named(text, kept, move.name)
        text = _with_synonyms(text, kept, gained)
        text = _called(text, kept, move.slug)
    if topics_in(text) != expected:
        raise Refused("tags.yaml is written in a way that cannot be changed safely")
    return text


def _expected(before: Mapping[str, Topic], move: Move) -> dict[str, Topic]:
    """What the file must say in the end, in the order of the topics."""
    olds = [slug for slug in move.olds if slug != move.into]
    kept = move.into or (olds.pop(0) if olds else "")
    gained = _gained(before, kept, olds, move.name)
    after: dict[str, Topic] = {}
    for slug, topic in before.items():
        synonyms = tuple(word for word in topic.synonyms if (slug, word) not in move.lost)
        if slug == kept:
            after[move.slug] = replace(topic, slug=move.slug, name=move.name, synonyms=(*synonyms, *gained))
        elif slug not in olds:
            after[slug] = replace(topic, synonyms=synonyms)
    return after


def _gained(before: Mapping[str, Topic], kept: str, olds: Sequence[str], name: str) -> tuple[str, ...]:
    """The words of topics that go, which from now on stand for the one that stays."""
    if not kept:
        return ()
    known = {tag_key(word) for word in (name, kept, *before[kept].synonyms)}
    words = [word for slug in olds for word in (before[slug].name or slug, *before[slug].synonyms)]
    return tuple({tag_key(word): word for word in reversed(words) if tag_key(word) not in known}.values())[::-1]


def _root(text: str) -> tuple[yaml.MappingNode, Reader]:
    reader = Reader("content/tags.yaml")
    decoded = decode(text.encode(), reader)
    root = mapping(decoded, reader) if decoded is not None else None
    if root is None or (root.value and root.flow_style):
        raise Refused("tags.yaml is written in braces, or has problems")
    return root, reader


def _entry(text: str, slug: str) -> tuple[Sheet, yaml.ScalarNode, yaml.Node]:
    """A topic's key and what stands below it."""
    root, _ = _root(text)
    key, value = next((key, value) for key, value in root.value if text_of(key) == slug)
    return Sheet(text, root), key, value


def _value(entry: yaml.Node, name: str) -> yaml.Node | None:
    pairs = entry.value if isinstance(entry, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == name), None)


def _called(text: str, slug: str, new: str) -> str:
    sheet, key, _ = _entry(text, slug)
    return spliced(text, [replacement(sheet, key, new, flow=True)]) if slug != new else text


def _named(text: str, slug: str, name: str) -> str:
    sheet, _, entry = _entry(text, slug)
    value = _value(entry, "name")
    if isinstance(value, yaml.ScalarNode) and value.value.strip():
        flow = isinstance(entry, yaml.MappingNode) and bool(entry.flow_style)
        return spliced(text, [replacement(sheet, value, name, flow)]) if text_of(value) != name else text
    if value is not None:
        raise Refused("a topic of tags.yaml has an empty name")
    return _with_key(text, slug, f"name: {written(name)}")


def _without_synonym(text: str, slug: str, word: str) -> str:
    _, _, entry = _entry(text, slug)
    value = _value(entry, "synonyms")
    if isinstance(value, yaml.ScalarNode):
        sheet, _, _ = _entry(text, slug)
        return spliced(text, [Edit(*sheet.span(value), "[]")])
    words = [text_of(node) for node in scalars(value)] if value is not None else []
    return with_items(text, lambda again: _synonyms(again, slug), [None if each == word else each for each in words])


def _synonyms(text: str, slug: str) -> tuple[Sheet, yaml.Node]:
    sheet, _, entry = _entry(text, slug)
    value = _value(entry, "synonyms")
    if value is None:
        raise Refused("a list of tags.yaml cannot be found again")
    return sheet, value


def _with_synonyms(text: str, slug: str, words: Sequence[str]) -> str:
    """More words at the end of a topic's list, which is begun if there is none."""
    if not words:
        return text
    sheet, _, entry = _entry(text, slug)
    value = _value(entry, "synonyms")
    listed = ", ".join(written(word) for word in words)
    if value is None:
        return _with_key(text, slug, f"synonyms: [{listed}]")
    start, end = sheet.span(value)
    nodes = [*scalars(value)]
    if isinstance(value, yaml.ScalarNode) or not nodes:
        listed = ", ".join([*(written(text_of(node)) for node in nodes), listed])
        return spliced(text, [Edit(start, end, f"[{listed}]" if start < end else f" [{listed}]")])
    last = sheet.span(nodes[-1])
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        return spliced(text, [Edit(last[1], last[1], f", {listed}")])
    first, after = sheet.line(*last)
    dash = re.match(r"[ \t]*-[ \t]+", text[first:])
    if not dash:
        raise Refused("a list of tags.yaml is written in an odd way")
    return _with_lines(text, after, [dash[0] + written(word, flow=False) for word in words])


def _with_key(text: str, slug: str, line: str) -> str:
    """A key more in a topic: behind its name, or before all others."""
    sheet, key, entry = _entry(text, slug)
    if not isinstance(entry, yaml.MappingNode):  # nothing stands below the short name
        start, end = sheet.at(entry.start_mark), sheet.at(entry.end_mark)
        if text[start:end]:
            return spliced(text, [Edit(start, end, f"{{{line}}}")])
        return _with_lines(text, sheet.line(*sheet.span(key))[1], [" " * (key.start_mark.column + 2) + line])
    if entry.flow_style:
        _, end = sheet.span(entry)
        inside = sheet.at(entry.value[-1][1].end_mark) if entry.value else end - 1
        return spliced(text, [Edit(inside, inside, f", {line}" if entry.value else line)])
    first = entry.value[0][0]
    name = _value(entry, "name")
    at = sheet.line(*sheet.span(name))[1] if name else sheet.line(*sheet.span(first))[0]
    return _with_lines(text, at, [" " * first.start_mark.column + line])


def _with_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Lines before the one that begins at a place, or at the end; they end as the others do."""
    end = next((sign for sign in ("\r\n", "\r") if sign in text), "\n")
    if at == len(text) and not text.endswith(("\n", "\r")):
        return text + "".join(end + line for line in lines)
    return text[:at] + "".join(line + end for line in lines) + text[at:]


def _without(text: str, slug: str) -> str:
    """The file without a topic; comments above the next one stay."""
    root, _ = _root(text)
    sheet, starts = Sheet(text, root), line_starts(text)
    keys = [key for key, _ in root.value]
    number = next(number for number, key in enumerate(keys) if text_of(key) == slug)
    key = keys[number]
    sheet.span(key)
    following = keys[number + 1].start_mark.line if number + 1 < len(keys) else len(starts)
    while following > key.start_mark.line + 1 and _is_apart(text, starts, following - 1):
        following -= 1
    end = starts[following] if following < len(starts) else len(text)
    return spliced(text, [Edit(starts[key.start_mark.line], end, "")])


def _is_apart(text: str, starts: Sequence[int], line: int) -> bool:
    """Whether a line belongs to no topic: it is blank, or a comment that is not set in."""
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    content = text[starts[line] : end]
    return not content.strip() or content.startswith("#")
