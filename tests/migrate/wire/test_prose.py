"""Text stays text in Markdown."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.migrate.wire.prose import body, literal
from newsgen.migrate.wire.stories import Block
from newsgen.read.markdown import convert

SIGNS = st.text(alphabet="ab1 *_`#>-+.)(![]{}<&;:~|=\\/'\"é中", min_size=1, max_size=40)


def words(html: str) -> str:
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^<>]*>", "", html)))


@given(SIGNS)
def test_a_paragraph_reads_as_its_text(text: str) -> None:
    text = " ".join(text.split())
    assert words(convert(body([Block("paragraph", text, 1)]))) == re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    "text",
    ["2024. A year", "# not a heading", "> no quote", "- no item", "***", "___", "~~~", "[a](b)", "<script>", "&amp;", "a_b_c"],
)
def test_signs_stay_signs(text: str) -> None:
    html = convert(literal(text))
    assert html.startswith("<p>") and html.count("<") == 2
    assert words(html) == text.replace(" ", "")


def test_blocks_are_what_they_were() -> None:
    blocks = [
        Block("head", "What *now*?", 1),
        Block("item", "- one", 2),
        Block("item", "• two", 3),
        Block("quote", "said", 4),
        Block("quote", "twice", 5),
        Block("rule", "***", 6),
        Block("caption", "The quay\n(Photo: A)", 7, "The quay", "A"),
    ]
    assert body(blocks) == ("## What \\*now\\*?\n\n- one\n- two\n\n> said\n> twice\n\n* * *\n\n*The quay*\n*(Photo: A)*")
