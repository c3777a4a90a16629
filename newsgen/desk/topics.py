"""The tags of a publication: how often each is used, in which spellings; and what makes one of several.

In: an inspection.  Out: usages, and the changed texts of stories and of tags.yaml.  Never: writes a file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsgen.desk.inspection import Inspection
from newsgen.desk.mending import Mend, with_lists
from newsgen.desk.raw import copy_of
from newsgen.desk.splice import Refused
from newsgen.desk.vocabulary import Move, moved, topics_in
from newsgen.errors import Location, Problem, closest
from newsgen.model.site import Topic
from newsgen.model.url import tag_key


@dataclass(frozen=True, slots=True)
class Usage:
    """A topic: its short name, the name that is shown, in how many stories it stands, and how it is spelled how often.

    ``topic`` is its entry in tags.yaml.
    """

    slug: str
    name: str
    stories: int
    spellings: tuple[tuple[str, int], ...]
    topic: Topic | None


def usages(notes: Mapping[str, Sequence[str]], topics: Mapping[str, Topic]) -> list[Usage]:
    """All topics, the most used first; those too that tags.yaml has and no story names. ``notes`` are the tags of each story."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stories: Counter[str] = Counter()
    for names in notes.values():
        for name in names:
            spellings[_slug(name, topics)][name] += 1
        stories.update({_slug(name, topics) for name in names})
    slugs = {*spellings, *(topic.slug for topic in topics.values())}
    found = [_usage(slug, stories[slug], spellings[slug], topics.get(slug)) for slug in slugs]
    return sorted(found, key=lambda usage: (-usage.stories, usage.slug))


def _slug(name: str, topics: Mapping[str, Topic]) -> str:
    key = tag_key(name)
    return topics[key].slug if key in topics else key


def _usage(slug: str, stories: int, spellings: Counter[str], topic: Topic | None) -> Usage:
    """Of two spellings that are used as often, the first by letters is shown."""
    listed = tuple(sorted(spellings.items(), key=lambda each: (-each[1], each[0])))
    name = (topic.name if topic else "") or (listed[0][0] if listed else slug)
    return Usage(slug, name, stories, listed, topic)


class Unknown(Exception):  # noqa: N818 -- told to the user as wrong usage
    """No story and no topic has such a tag; ``near`` is one that was perhaps meant."""

    def __init__(self, name: str, near: str) -> None:
        super().__init__(name)
        self.near = near


@dataclass(frozen=True, slots=True)
class Renaming:
    """What makes one tag of several: how it is spelled, the changed sources, what is left for people, addresses that move."""

    name: str
    mends: tuple[Mend, ...]
    left: tuple[Problem, ...]
    addresses: tuple[tuple[str, str], ...]


def renamed(inspection: Inspection, olds: Sequence[str], new: str, vocabulary: bytes | None) -> Renaming:
    """Every story and tags.yaml with one tag for several; raises Unknown, and Refused where tags.yaml cannot be changed safely.

    ``vocabulary`` is the text of tags.yaml, if there is one.
    """
    text = vocabulary.decode() if vocabulary is not None else ""
    topics = topics_in(text) if vocabulary is not None else {}
    move, keys = _plan(inspection, olds, new, topics)
    after = moved(text, move) if vocabulary is not None and (move.olds or move.lost) else text
    mends, left, same = [], [], _meaning(move, topics)
    for path, names in names_of(inspection).items():
        if any(tag_key(name) in keys and name != move.name for name in names):
            try:
                mends.append(_story(path, inspection.files[path].data, keys, same, move.name))
            except Refused as refusal:
                left.append(
                    Problem(Location(f"content/{path}"), f"its tags are left for you to change: {refusal}", "", "warning")
                )
    if after != text and vocabulary is not None:
        mends.append(Mend("tags.yaml", vocabulary, after.encode()))
    mends.sort(key=lambda mend: mend.path)
    return Renaming(move.name, tuple(mends), tuple(left), _addresses(inspection, keys, move, topics))


def names_of(inspection: Inspection) -> dict[str, list[str]]:
    """The tags of each story, as it spells them."""
    return {path: [tag.name for tag in notes.tags] for path, notes in inspection.notes.items()}


def _plan(inspection: Inspection, olds: Sequence[str], new: str, topics: Mapping[str, Topic]) -> tuple[Move, frozenset[str]]:
    """What is to happen in tags.yaml, and the keys of the tags that are to be replaced in stories."""
    used = {tag_key(name): name for names in names_of(inspection).values() for name in names}
    keys: set[str] = set()
    slugs: list[str] = []
    lost: list[tuple[str, str]] = []
    for old in olds:
        topic = _topic_named(old, topics)
        owner = next((each for each in topics.values() if tag_key(old) in map(tag_key, each.synonyms)), None)
        if topic is None and owner is None and tag_key(old) not in used:
            raise Unknown(old, _near(old, used, topics))
        keys.add(tag_key(old))
        if topic:
            slugs.append(topic.slug)
            keys |= {topic.slug, tag_key(topic.name or topic.slug)}
        elif owner:
            lost += [(owner.slug, word) for word in owner.synonyms if tag_key(word) == tag_key(old)]
    into = _topic_named(new, topics) or next(
        (each for each in topics.values() if tag_key(new) in map(tag_key, each.synonyms)), None
    )
    return _move(slugs, into, new, lost, topics), frozenset(keys)


def _move(
    slugs: Sequence[str], into: Topic | None, new: str, lost: Sequence[tuple[str, str]], topics: Mapping[str, Topic]
) -> Move:
    """A topic that is there keeps its name, unless it is itself what is renamed.

    Its short name, which stands in its address, goes with the name if it was made of the old one.
    """
    olds = tuple(dict.fromkeys(slugs))
    if into and into.slug not in olds:
        # What was its synonym is so still.
        return Move(olds, into.slug, into.slug, into.name or new, tuple(each for each in lost if each[0] != into.slug))
    kept = into.slug if into else olds[0] if olds else ""
    custom = kept and topics[kept].name and tag_key(topics[kept].name) != kept
    return Move(olds, into.slug if into else "", kept if custom else tag_key(new), new, tuple(lost))


def _topic_named(word: str, topics: Mapping[str, Topic]) -> Topic | None:
    """The topic that has a word for its name or its short name."""
    key = tag_key(word)
    return topics.get(key) or next((topic for topic in topics.values() if topic.name and tag_key(topic.name) == key), None)


def _near(word: str, used: Mapping[str, str], topics: Mapping[str, Topic]) -> str:
    known = {name.casefold(): name for name in (*used.values(), *(topic.name for topic in topics.values() if topic.name))}
    return known.get(closest(word, known), "")


def _story(path: str, data: bytes, keys: frozenset[str], same: frozenset[str], new: str) -> Mend:
    """A story with the new tag for the old ones, once; ``same`` are the keys of what means the new one already."""
    copy = copy_of(path, data)
    wanted: list[str | None] = []
    there = False
    for item in copy.items("tags"):
        key = tag_key(item.text)
        word = new if key in keys or key == tag_key(new) else item.text
        wanted.append(None if there and key in keys | same else word)
        there = there or key in keys | same
    return Mend(path, data, with_lists(copy, {"tags": wanted}).encode())


def _meaning(move: Move, topics: Mapping[str, Topic]) -> frozenset[str]:
    """The keys of all that means the tag which is to stand in the end."""
    topic = topics.get(move.into)
    words = (topic.slug, topic.name or topic.slug, *topic.synonyms) if topic else ()
    return frozenset(map(tag_key, (move.name, *words)))


def _addresses(
    inspection: Inspection, keys: frozenset[str], move: Move, topics: Mapping[str, Topic]
) -> tuple[tuple[str, str], ...]:
    """The lists and feeds that there will be no longer, and what stands in their place."""
    assert inspection.plan is not None  # noqa: S101 -- asked by whoever renames
    served = {output.url.path for output in inspection.plan.outputs}
    used = {_slug_in(tag_key(name), topics) for names in names_of(inspection).values() for name in names if tag_key(name) in keys}
    slug = move.slug if move.into or move.olds else tag_key(move.name)
    pairs = [(f"/tags/{old}/{file}", f"/tags/{slug}/{file}") for old in sorted(used) if old != slug for file in ("", "feed.xml")]
    return tuple((old, new) for old, new in pairs if old in served)


def _slug_in(key: str, topics: Mapping[str, Topic]) -> str:
    topic = _topic_named(key, topics)
    return topic.slug if topic else key


def _is_same(name: str, usage: Usage) -> bool:
    """Whether a spelling is as good as the name: tags.yaml decides about capitals."""
    return name == usage.name or (usage.topic is not None and name.casefold() in {usage.name.casefold(), usage.slug})


def described(usage: Usage, has_vocabulary: bool) -> Iterator[str]:
    """What is worth saying of a topic, in words."""
    others = [f"{name} ({count:,})" for name, count in usage.spellings if not _is_same(name, usage)]
    if others:
        yield f"also written {', '.join(others)}"
    if has_vocabulary and usage.topic is None:
        yield "not in tags.yaml"
    if usage.topic and not usage.topic.description:
        yield "without a description"
    if not usage.stories:
        yield "used by no story"
