"""Synonyms of topics that are probably not meant as they stand.

In: the topics of tags.yaml, the places of their words.  Out: warnings.  Never: changes what a tag leads to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsgen.model.site import Topic
from newsgen.model.url import tag_key
from newsgen.read.fields import separated
from newsgen.read.frontmatter import Reader


def doubt_synonyms(topics: Sequence[Topic], reader: Reader) -> None:
    """Report a text that looks like several synonyms, and synonyms that are another topic."""
    own = {tag_key(word): topic for topic in topics for word in (topic.slug, topic.name) if word}
    for topic in topics:
        _doubt_joined(topic, reader)
        for number, word in enumerate(topic.synonyms):
            _doubt_taken(topic, f"{topic.slug}.synonyms.{number}", word, own, reader)


def _doubt_joined(topic: Topic, reader: Reader) -> None:
    """``synonyms: a; b`` is one synonym; in brackets it would be meant so."""
    key = f"{topic.slug}.synonyms"
    is_alone = len(topic.synonyms) == 1 and reader.marks.get(key) == reader.marks.get(f"{key}.0")
    words = separated(topic.synonyms[0]) if is_alone else []
    if len(words) > 1:
        hint = f'write  synonyms: [{", ".join(words)}], or  synonyms: ["{topic.synonyms[0]}"]  if it is one'
        reader.report(*reader.marks[key], f"{topic.synonyms[0]} is one synonym here", hint, "warning")


def _doubt_taken(topic: Topic, key: str, word: str, own: Mapping[str, Topic], reader: Reader) -> None:
    """A tag that names a topic means that one, whoever has it for a synonym."""
    owner = own.get(tag_key(word), topic)
    if owner.slug != topic.slug:
        message = f"the synonym {word} is without effect: there is a topic {owner.slug}"
        reader.report(*reader.marks[key], message, f"remove it here, or the topic {owner.slug}", "warning")
