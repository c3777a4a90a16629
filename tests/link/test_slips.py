"""What was probably meant, found among thousands of names."""

from __future__ import annotations

from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.link import slips

WORDS = st.text("abcdeéß洪-. ", max_size=12)


@given(WORDS, st.lists(WORDS, max_size=8), st.sampled_from([0.75, 0.8, 1.0]))
def test_the_closest_is_the_one_that_difflib_finds(word: str, known: list[str], cutoff: float) -> None:
    assert [slips._close(word, known, cutoff)] == (get_close_matches(word, known, n=1, cutoff=cutoff) or [""])


def test_difflib_is_asked_about_few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hint took 0.1 s in an archive of 6,500 stories, and an import of theirs may have 8,000 links that lead nowhere."""
    asked: list[str] = []

    def counted(word: str, known: list[str], n: int, cutoff: float) -> list[str]:
        asked.extend(known)
        return get_close_matches(word, known, n=n, cutoff=cutoff)

    monkeypatch.setattr(slips, "get_close_matches", counted)
    names = [f"/{first}{second}/{second * 7}/" for first in "abcdefghij" for second in "klmnopqrst"]
    assert slips.near_address("/ak/kkkkkk/", frozenset(names)) == "did you mean  /ak/kkkkkkk/"
    assert len(asked) < 20 < len(names)


def test_an_address_that_many_stories_link_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that went cost each story that linked it a look at all addresses: 9 s of processor time at 4,000 stories."""
    asked: list[str] = []
    close = slips._close
    monkeypatch.setattr(slips, "_close", lambda word, *rest: asked.append(word) or close(word, *rest))  # type: ignore[func-returns-value]
    for there in ("/looked/", "/locked/"):
        served = frozenset({there, "/elsewhere/"})
        assert {slips.near_address("/lookd/", served) for _ in range(3)} == {f"did you mean  {there}"}
    assert asked == ["/lookd/"] * 2
