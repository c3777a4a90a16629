"""Openings, cut where a reader would pause."""

from __future__ import annotations

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.read.excerpt import excerpt
from newsgen.read.spaces import on_one_line


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("Short.", 40, "Short."),
        ("  a \n b  ", 40, "a b"),
        ("", 40, ""),
        ("The water came at night. It stayed for three days.", 40, "The water came at night."),
        ("The water came at night, and it stayed for three days.", 40, "The water came at night, and it stayed…"),
        ("The water came at night, over the quay and the bridge.", 26, "The water came at night…"),
        ("So. The water came at night and it stayed for three days.", 40, "So. The water came at night and it…"),
        ("Dr. Ruiz met Mr. Smith on Jan. 5 in the U.S. and said nothing.", 46, "Dr. Ruiz met Mr. Smith on Jan. 5 in the U.S.…"),
        ("Prices rose by 3.14 per cent in April, the port said on Monday.", 20, "Prices rose by 3.14…"),
        ('She said: "It is over." Then she left the room and the town.', 40, 'She said: "It is over."'),
        ("¿Cuándo? ¡Mañana! El puerto abre otra vez, dijo la alcaldesa.", 40, "¿Cuándo? ¡Mañana!"),
        ("Die Fähre, z. B. im Winter, kommt spät. Sie fährt nicht immer.", 45, "Die Fähre, z. B. im Winter, kommt spät."),
        ("xxxxxxxxxx " + "y" * 100, 40, "xxxxxxxxxx…"),
        ("y" * 100, 40, "y" * 39 + "…"),
        ("洪水昨夜来袭。居民清晨撤离。学校关闭，交通中断，电力供应受到影响。", 40, "洪水昨夜来袭。居民清晨撤离。"),
        ("洪水昨夜来袭" * 10, 40, "洪水昨夜来袭洪水昨夜来袭洪水昨夜来袭洪…"),
        ("「終わった」と彼は言った。" * 4, 40, "「終わった」と彼は言った。"),
        ("एक दो तीन चार। पाँच छह सात आठ नौ दस ग्यारह बारह।", 30, "एक दो तीन चार।"),
        ("هل انتهى؟ نعم، انتهى كل شيء في الميناء القديم.", 20, "هل انتهى؟"),
    ],
)
def test_excerpt(text: str, length: int, cut: str) -> None:
    assert excerpt(text, length) == cut


@pytest.mark.parametrize("grapheme", ["👩‍👩‍👧‍👦", "🏳️‍🌈", "e\u0301", "กำ", "ที่", "नि", "각", "🇸🇬"])
@pytest.mark.parametrize("length", [40, 41, 42, 43, 44])
def test_no_grapheme_is_cut(grapheme: str, length: int) -> None:
    kept = excerpt(grapheme * 60, length).removesuffix("…")
    assert kept == grapheme * (len(kept) // len(grapheme))
    assert kept


def test_latin_word_within_ideographs_is_left_whole() -> None:
    text = "港口昨夜因风暴关闭据报道NewsGen系统恢复正常运行居民返回家园"
    assert excerpt(text, 32) == "港口昨夜因风暴关闭据报道…"


@given(st.text(max_size=400), st.integers(40, 300))
@example("x" * 39 + " y", 40)
@example("。" * 100, 40)
@example("… " * 50, 40)
def test_excerpt_is_a_beginning_and_never_too_long(text: str, length: int) -> None:
    folded = on_one_line(text)
    cut = excerpt(text, length)
    assert len(cut) <= length
    assert folded == cut or folded.startswith(cut.removesuffix("…"))
    assert cut or not folded


SENTENCES = [
    "The water came. ",
    "It stayed ",
    "for 3.5 days, ",
    "e.g. in ",
    "洪水来袭。",
    "居民",
    "ท่าเรือ",
    "👩‍👩‍👧 ",
    "“Quoted.” ",
    "कि ",
    "a" * 30,
    "\n\n",
    "— ",
]


@given(st.lists(st.sampled_from(SENTENCES), max_size=40).map("".join), st.integers(40, 200))
def test_excerpt_ends_between_graphemes(text: str, length: int) -> None:
    folded = on_one_line(text)
    kept = excerpt(text, length).removesuffix("…")
    ends = {0, len(folded)} | {match.end() for match in regex.finditer(r"\X", folded)}
    assert len(kept) in ends
