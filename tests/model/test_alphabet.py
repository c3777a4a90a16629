"""Names in an index: under which letters, and in which order."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.alphabet import _OWN, initial, sort_key

LANGUAGES = sorted({*_OWN, "en", "fr", "de-CH", "pt-BR", "el", "ru", "ar", "ja", "zh-Hant"})


def index(names: str, language: str) -> str:
    """The names under their letters: ``A: an Äon, B: …``."""
    ordered = sorted(names.split(), key=lambda name: sort_key(name, language))
    return ", ".join(f"{letter}: {' '.join(under)}" for letter, under in groupby(ordered, lambda name: initial(name, language)))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr-CA", "E: Eau École Élections été, O: œuvre Ouest, Z: Zürich"),
        ("de", "O: Öl Oma, S: Strand Straße Stunde, U: Übung, Z: Zoo"),
        ("sv", "A: Arg, E: Éva, Z: Zebra, Å: Ål, Ä: Ärlig, Ö: Öl"),
        ("da", "A: Arg, Z: Zebra, Æ: Æble, Ø: Øl, Å: Ål"),
        ("is", "A: Arg, Á: Ár, D: Dagur, Ð: ð, Z: Zebra, Þ: þing, Æ: Æska, Ö: Öl"),
        ("es-MX", "A: Álava, N: Nazca Nube, Ñ: Ñandú, O: Oso"),
        ("pl", "L: Lublin, Ł: Łódź, M: Mazury, Z: Zabrze, Ź: źle, Ż: Żory"),
        ("et", "S: Sada, Š: Šokk, Z: Zoo, Ž: Žanr, T: Tallinn, Õ: Õpe"),
        ("tr", "H: Hatay, I: Irak, İ: istanbul İzmir, J: Jale"),
        ("vi", "A: an Áo, Â: ân Ấn, D: Dak, Đ: Đà"),
        ("ru", "Е: Ёлка Ель, И: Игра, Й: Йога"),
        ("uk", "Г: Гора, Ґ: Ґанок, Е: Ель, Є: Єва, І: Іва, Ї: Їжак, Й: Йод"),
        ("el", "Α: Αθήνα Άρης, Β: Βόλος"),
        ("en", "2: 2024, A: Āfrica “AI” #apps, K: k-pop, T: Þingvellir"),
        ("ja", "A: AI, か: か, が: が, 東: 東京"),
        ("ko", "가: 가나, 한: 한국"),
    ],
)
def test_names_stand_under_the_letters_of_the_language(language: str, expected: str) -> None:
    names = " ".join(part for part in expected.replace(",", "").split() if not part.endswith(":"))
    assert index(" ".join(reversed(names.split())), language) == expected


def test_a_name_without_a_letter_stands_under_its_first_sign() -> None:
    assert [initial(name, "en") for name in ("!?", "🎸", "")] == ["!", "🎸", ""]


@given(st.lists(st.text(min_size=1), unique=True), st.sampled_from(LANGUAGES))
def test_names_of_one_letter_stand_together(names: list[str], language: str) -> None:
    ordered = sorted(names, key=lambda name: sort_key(name, language))
    lettered = [name for name in ordered if any(sign.isalnum() for sign in name)]
    letters = [letter for letter, _ in groupby(lettered, lambda name: initial(name, language))]
    assert len(letters) == len({*letters})
    assert sorted({*names}, key=lambda name: sort_key(name, language)) == ordered
