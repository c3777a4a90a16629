"""Seeded publications of any size, for benchmarks.

In: a number of stories, a seed.  Out: a folder ``content/`` in our format; a smaller corpus is the beginning of a larger one.
Never: depends on a clock or on hash order.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

SECTIONS = ("world", "city", "economy", "science", "culture")
SYLLABLES = "ba co da fe ga hi jo ka li mo na pe qui ra so ta u ve wa xi yo zu tra ster ing ment lor".split()
ZONE = ZoneInfo("Europe/Berlin")
FIRST = datetime(2015, 1, 1, 5, tzinfo=UTC)
PACE = timedelta(minutes=37)
WORDS_PER_STORY = 900
TAGS = 600
AUTHORS = 240  # a newsroom's bylines: many stories each, as in life
BLOCKS = 4_000  # stories of 15 or so out of these: writing 100,000 stories takes seconds, and no two are alike
SETTINGS = """\
title: The Bench
base_url: https://bench.example
timezone: Europe/Berlin
page_size: 20
sections:
"""


def write_corpus(root: Path, stories: int, seed: int = 7) -> None:
    """Write a publication with ``stories`` stories of some 900 words, each with three tags, links, a list and a quotation."""
    content = root / "content"
    content.mkdir(parents=True, exist_ok=True)
    sections = "".join(f"  - {{slug: {name}, title: {name.title()}}}\n" for name in SECTIONS)
    (content / "site.yaml").write_text(SETTINGS + sections, "utf-8")
    made: set[Path] = set()
    for name, text in _stories(stories, seed):
        path = content / "articles" / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_text(text, "utf-8")


def _stories(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Names such as ``2015/01/story-000007.md`` with their texts, oldest first."""
    chance = random.Random(seed)
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(4000)})
    tags = _names(chance, words, TAGS)
    authors = [name.title() for name in _names(chance, words, AUTHORS)]
    blocks = [_sized(_block(chance, words)) for _ in range(BLOCKS)]
    weights = range(TAGS, 0, -1)  # few tags are common and many are rare
    for number in range(count):
        moment = (FIRST + number * PACE).astimezone(ZONE)
        head = (
            f'title: "{_sentence(chance, words)[:70]} {number}"\ndate: {moment.isoformat()}\nsection: {chance.choice(SECTIONS)}\n'
            f"tags: [{', '.join([*dict.fromkeys(chance.choices(tags, weights, k=6))][:3])}]\nauthor: {chance.choice(authors)}\n"
            f"summary: {_sentence(chance, words)}"
        )
        own = f"{_sentence(chance, words)} {_sentence(chance, words)}"
        body = "\n\n".join([own, *_body(chance, blocks, WORDS_PER_STORY - len(own.split()))])
        yield f"{moment:%Y}/{moment:%m}/story-{number:06}.md", f"---\n{head}\n---\n{body}\n"


def _names(chance: random.Random, words: list[str], count: int) -> list[str]:
    return [f"{one} {other}" for one, other in zip(chance.sample(words, count), chance.sample(words, count), strict=True)]


def _sentence(chance: random.Random, words: list[str]) -> str:
    return " ".join(chance.choices(words, k=chance.randint(8, 20))).capitalize() + "."


def _body(chance: random.Random, blocks: list[tuple[str, int]], words: int) -> Iterator[str]:
    """Blocks until there are so many words."""
    while words > 0:
        block, size = chance.choice(blocks)
        words -= size
        yield block


def _sized(block: str) -> tuple[str, int]:
    return block, len(block.split())


def _block(chance: random.Random, words: list[str]) -> str:
    kind = chance.random()
    if kind < 0.08:
        return f"## {_sentence(chance, words)[:50]}"
    if kind < 0.14:
        return "\n".join(f"- {_sentence(chance, words)}" for _ in range(4))
    if kind < 0.2:
        return f"> {_sentence(chance, words)}"
    return _paragraph(chance, words)


def _paragraph(chance: random.Random, words: list[str]) -> str:
    text = " ".join(_sentence(chance, words) for _ in range(chance.randint(3, 6)))
    if chance.random() < 0.3:
        text += f" As **{chance.choice(words)}** said, [a report](https://example.org/{chance.choice(words)}) is *due*."
    return text
