"""Tags that are probably one."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.desk.nearness import form, near


@pytest.mark.parametrize(
    ("rare", "common"),
    [
        ("Belt & Road", "Belt and Road"),
        ("belt-and-road", "Belt and Road"),
        ("ferry", "Ferries"),
        ("Ferries", "ferry"),
        ("churches", "church"),
        ("Sea-level", "sea level"),
        ("Café", "cafe"),
        ("The Hague", "Hague"),
        ("Enviroment", "environment"),
        ("Environnment", "environment"),
        ("Envrionment", "environment"),
        ("Environmemt", "environment"),
        ("ＡＳＥＡＮ", "ASEAN"),
        ("München und Berlin", "Munchen & Berlin"),
        ("一带一路经济区域", "一带一路经济区"),
    ],
)
def test_close(rare: str, common: str) -> None:
    assert near({rare: 1, common: 3}) == {rare: common}


@pytest.mark.parametrize(
    ("rare", "common"),
    [
        ("Iran", "Iraq"),
        ("Gambia", "Zambia"),
        ("Austria", "Australia"),
        ("Budget 2023", "Budget 2024"),
        ("G7 summit", "G20 summit"),
        ("C++", "C"),
        ("C#", "C"),
        ("news", "new"),
        ("glass", "glas"),
        ("Plan Y", "Plan"),
        ("बाढ़", "बाढ"),
        ("中国", "美国"),
        ("!!!", "???"),
    ],
)
def test_not_close(rare: str, common: str) -> None:
    assert near({rare: 1, common: 50}) == {}


def test_only_a_rare_one_beside_a_common_one_is_told() -> None:
    assert near({"ferry": 2, "Ferries": 9}) == {}
    assert near({"ferry": 1, "Ferries": 2}) == {}
    assert near({"ferry": 1, "Ferries": 3, "ferries": 8}) == {"ferry": "ferries"}


def slips(word: str) -> list[str]:
    """Every word that differs from one by a slip of a letter, but the first."""
    found = [word[:at] + word[at + 1 :] for at in range(1, len(word))]
    found += [word[:at] + letter + word[at + cut :] for at, letter, cut in product(range(1, len(word)), "xe", (0, 1))]
    return [*found, *(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1))]


def test_every_slip_of_a_long_word_is_seen() -> None:
    missed = [
        slip
        for slip in slips("parliament")
        if form(slip) != "parliament" and near({slip: 1, "parliament": 9}) != {slip: "parliament"}
    ]
    assert missed == []


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.integers(1, 5), max_size=12))
def test_any_tags(uses: dict[str, int]) -> None:
    for rare, common in near(uses).items():
        assert uses[rare] == 1
        assert uses[common] >= 3
        assert rare != common


def test_twenty_thousand_tags(figure: Callable[[str], None]) -> None:
    uses = {f"{chr(97 + number % 26)}topic {number:x} matters": 1 + number % 7 for number in range(20_000)}
    began = time.perf_counter()
    near(uses)
    took = time.perf_counter() - began
    figure(f"check: nearness of 20,000 tags in {took:.1f} s")
    assert took < 20
