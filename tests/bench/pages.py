"""What a generator wrote, by kind, so that nobody wins by doing less.

In: an output folder, whose addresses are alike for all generators.  Out: numbers of files by kind, and their bytes.
Never: knows which generator it was.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

KINDS = (
    ("stories", re.compile(r"\d{4}/\d\d/[^/]+/index\.html")),
    (
        "lists",
        re.compile(
            r"(?:latest|(?:sections|tags|authors)/[^/]+(?:/\d{4}(?:/\d\d)?)?|archive/\d{4}[-/]\d\d)/(?:page/\d+/)?index\.html"
        ),
    ),
    ("feeds", re.compile(r"(?:.+/)?(?:feed\.(?:xml|json)|atom\.xml)")),
    ("sitemaps", re.compile(r"(?:sitemaps/.+|(?:news-)?sitemap.*)\.xml")),
    ("other pages", re.compile(r".+\.html")),
)
OTHER = "other files"


def count_pages(output: Path) -> dict[str, int]:
    """How many files of each kind lie in ``output``, and ``bytes``, the size of all."""
    counts: Counter[str] = Counter({kind: 0 for kind, _ in KINDS})
    for path, size in _files(os.fspath(output)):
        counts[kind_of(path)] += 1
        counts["bytes"] += size
    return dict(counts)


def kind_of(path: str) -> str:
    """The first kind whose pattern is the whole path."""
    return next((kind for kind, pattern in KINDS if pattern.fullmatch(path)), OTHER)


def _files(root: str) -> Iterator[tuple[str, int]]:
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 -- 200,000 files: pathlib would take longer than the disk
            yield path[len(root) + 1 :], os.stat(path).st_size  # noqa: PTH116
