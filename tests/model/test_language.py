from __future__ import annotations

import pytest

from newsgen.model.language import language_meant


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("french", "fr"),
        ("Français", "fr"),
        ("francais", "fr"),
        ("deutsch", "de"),
        ("中文", "zh"),
        ("Русский", "ru"),
        ("klingonese", ""),
        ("", ""),
    ],
)
def test_a_language_is_found_by_its_name(name: str, tag: str) -> None:
    assert language_meant(name) == tag
