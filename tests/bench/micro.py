"""What reading one story costs, part by part: ``python -m tests.bench.micro [folder of Markdown files]``.

In: the bench's own corpus, or a folder.  Out: milliseconds per story and ratios, on standard output.  Never: asserts.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import TypeVar

import markdown
import pyromark

from newsgen.read.article import Settings, article
from newsgen.read.frontmatter import Document, Reader, decode, split
from newsgen.read.html import cut
from newsgen.read.markdown import EXTENSIONS, SETTINGS, body, convert
from newsgen.read.snapshot import SourceFile

from .corpus import write_corpus

Item = TypeVar("Item")
RICH = (
    '\n\nThe report[^1] -- "long", it\'s said -- names `port` twice, and ![a quay](quay.jpg "The quay").\n\n'
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n<div>raw</div>\n\n- one\n    - two\n\n[^1]: A note.\n"
)
MARKS = (  # what stories of many hands hold, one in each paragraph
    "[the mayor]",
    "_so called_",
    "<b>late</b>",
    "it&#8217;s",
    "*Times*'s",
    "https://example.org/a_b",
    "`code`",
    "*a [link](https://example.org/a_(b)) in it*",
    '<a href="https://example.org/">there</a><br>',
    "2 \\* 3",
)
ROUNDS = 7


def main(folder: str = "") -> None:
    """Time each part on every story; the fastest of some rounds counts, for the machine may have other work."""
    with tempfile.TemporaryDirectory() as made:
        if not folder:
            write_corpus(Path(made), 200)
        sources = [SourceFile(f"articles/{path.name}", path.read_bytes()) for path in sorted(Path(folder or made).rglob("*.md"))]
    library = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html")
    plain = [document.body for document in map(_document, sources) if document]
    mixed = [_marked(text) for text in plain]
    rich = [text + RICH for text in plain]
    html = [convert(text) for text in plain]
    print(f"{len(plain)} stories of {sum(map(len, plain)) // len(plain)} characters; ms per story (library's time / ours)")
    _show("front matter", sources, _document)
    _show("Markdown, plain", plain, convert, lambda text: library.reset().convert(text))
    _show("the same by pyromark", plain, pyromark.html)  # a CommonMark engine in Rust: what another engine could gain at most
    _show("Markdown, mixed", mixed, convert, lambda text: library.reset().convert(text))
    _show("Markdown, rich", rich, convert, lambda text: library.reset().convert(text))
    _show("cut", html, cut)
    _show("cut with typography", html, lambda text: cut(text, "en"))
    _show("body", plain, lambda text: body(text, 1))
    _show("story", sources, lambda source: article(Settings("UTC"), source))
    _show("story, typography", sources, lambda source: article(Settings("UTC", (), True), source))


def _marked(text: str) -> str:
    """A body with a mark behind the first word of each paragraph."""
    blocks = [block.split(" ", 1) for block in text.split("\n\n")]
    return "\n\n".join(f" {mark} ".join(words) for words, mark in zip(blocks, cycle(MARKS), strict=False))


def _document(source: SourceFile) -> Document | None:
    reader = Reader(source.path)
    text = decode(source.data, reader)
    return split(text, reader) if text is not None else None


def _show(
    name: str, items: Sequence[Item], ours: Callable[[Item], object], stock: Callable[[Item], object] | None = None
) -> None:
    spent = _time(items, ours)
    print(f"{name:20} {spent:7.3f}" + (f"  {_time(items, stock) / spent:5.1f}x" if stock else ""))


def _time(items: Sequence[Item], work: Callable[[Item], object]) -> float:
    return min(_round(items, work) for _ in range(ROUNDS)) / len(items) * 1000


def _round(items: Sequence[Item], work: Callable[[Item], object]) -> float:
    start = process_time()
    for item in items:
        work(item)
    return process_time() - start


if __name__ == "__main__":
    main(*sys.argv[1:2])
