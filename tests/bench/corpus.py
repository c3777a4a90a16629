"""Seeded publications of any size, for benchmarks.

In: a number of stories, a seed.  Out: a folder ``content/`` in our format.  Never: depends on a clock or on hash order.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

SECTIONS = ("world", "city", "economy", "science", "culture")
SYLLABLES = "ba co da fe ga hi jo ka li mo na pe qui ra so ta u ve wa xi yo zu tra ster ing ment lor".split()
ZONE = timezone(timedelta(hours=2))
WORDS_PER_STORY = 900
TAGS = 600


def write_corpus(root: Path, stories: int, seed: int = 7) -> None:
    """Write a publication with ``stories`` stories of some 900 words, each with three tags, links, a list and a quotation."""
    chance = random.Random(seed)
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(4000)})
    tags = [f"{one} {other}" for one, other in zip(chance.sample(words, TAGS), chance.sample(words, TAGS), strict=True)]
    content = root / "content"
    (content / "articles").mkdir(parents=True, exist_ok=True)
    sections = "\n".join(f"  - {{slug: {name}, title: {name.title()}}}" for name in SECTIONS)
    settings = (
        f"title: The Bench\nbase_url: https://bench.example\ntimezone: Europe/Berlin\npage_size: 20\nsections:\n{sections}\n"
    )
    (content / "site.yaml").write_text(settings, "utf-8")
    first = datetime(2015, 1, 1, 6, tzinfo=ZONE)
    for number in range(stories):
        moment = first + timedelta(minutes=37 * number)
        folder = content / "articles" / f"{moment:%Y}" / f"{moment:%m}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"story-{number:06}.md").write_text(_story(chance, words, tags, number, moment), "utf-8")


def _sentence(chance: random.Random, words: list[str]) -> str:
    return " ".join(chance.choices(words, k=chance.randint(8, 20))).capitalize() + "."


def _paragraph(chance: random.Random, words: list[str]) -> str:
    text = " ".join(_sentence(chance, words) for _ in range(chance.randint(3, 6)))
    if chance.random() < 0.3:
        text += f" As **{chance.choice(words)}** said, [a report](https://example.org/{chance.choice(words)}) is *due*."
    return text


def _body(chance: random.Random, words: list[str]) -> str:
    blocks: list[str] = []
    while sum(block.count(" ") for block in blocks) < WORDS_PER_STORY:
        kind = chance.random()
        if kind < 0.08:
            blocks.append(f"## {_sentence(chance, words)[:50]}")
        elif kind < 0.14:
            blocks.append("\n".join(f"- {_sentence(chance, words)}" for _ in range(4)))
        elif kind < 0.2:
            blocks.append(f"> {_sentence(chance, words)}")
        else:
            blocks.append(_paragraph(chance, words))
    return "\n\n".join(blocks)


def _story(chance: random.Random, words: list[str], tags: list[str], number: int, moment: datetime) -> str:
    chosen = chance.choices(tags, weights=range(len(tags), 0, -1), k=3)
    return (
        f'---\ntitle: "{_sentence(chance, words)[:70]} {number}"\ndate: {moment.isoformat()}\n'
        f"section: {chance.choice(SECTIONS)}\ntags: [{', '.join(chosen)}]\nauthor: {chance.choice(words).title()} Reporter\n"
        f"summary: {_sentence(chance, words)}\n---\n{_body(chance, words)}\n"
    )
