"""Spaces that somebody set stay; others fold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.read.article import Settings, article
from newsgen.read.snapshot import SourceFile
from newsgen.read.spaces import on_one_line

from ..builders import story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \t b\n\n c\u2028d ", "a b c d"),
        ("Quais\xa0: «\u202fNon\u202f»  \n!", "Quais\xa0: «\u202fNon\u202f» !"),
        ("約束\u3000住民", "約束\u3000住民"),
        ("\xa0a\u3000", "a"),
    ],
)
def test_one_line(text: str, expected: str) -> None:
    assert on_one_line(text) == expected


@given(st.text(st.sampled_from("ab \n\t\xa0\u202f\u3000\u2029")))
def test_nothing_but_spaces_is_lost_and_folding_once_is_enough(text: str) -> None:
    folded = on_one_line(text)
    assert "".join(folded.split()) == "".join(text.split())
    assert on_one_line(folded) == folded


def test_headlines_keep_the_spaces_that_do_not_break_and_names_have_one_kind() -> None:
    photo = {"src": "p.png", "caption": "Un\xa0: deux", "credit": "A\u202f!"}
    source = story("Quais\xa0: réponse", summary="45\u202f300 habitants", authors=["Ana\xa0Ruiz"], photos=[photo])
    made = article(Settings("UTC"), SourceFile("articles/x.md", source.encode())).story
    assert made is not None
    assert (made.title, made.summary, made.authors) == ("Quais\xa0: réponse", "45\u202f300 habitants", ("Ana Ruiz",))
    assert made.photos[0].credit == "A\u202f!"
