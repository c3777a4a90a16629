"""No paragraph of a site of WordPress is lost: each stands in the page that was built of its post."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from newsgen.cli import main

from ..paragraphs import lost
from .exports import CATEGORY, item, wxr
from .test_bodies import SNIPPETS, filled

POSTS = 60


def contents() -> list[str]:
    """Posts of ten odd pieces each, some in the classic editor, some in blocks; each piece in some post."""
    chance = random.Random(7)
    pieces = [piece for piece in SNIPPETS if "{}" in piece]
    drawn = [chance.sample(pieces, 10) for _ in range(POSTS)]
    assert {piece for each in drawn for piece in each} == set(pieces)
    return ["\n\n".join(map(filled, each)) for each in drawn]


def reference(content: str) -> str:
    """The content as a browser would show it, without what is no text of it."""
    text = re.sub(r"\[/?[a-z]+(?: [^\[\]]*=[^\[\]]*)?\]", " ", content)
    return "".join(f"<div>{part}</div>" for part in re.split(r"\n\s*\n", text))


def test_every_paragraph_is_in_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = contents()
    posts = [
        item(
            number,
            f"Post {number}",
            text,
            name=f"post-{number}",
            terms=CATEGORY.format(f"c{number % 5}", f"Category {number % 5}"),
        )
        for number, text in enumerate(texts, 1)
    ]
    (tmp_path / "export.xml").write_text(wxr(*posts), "utf-8")
    assert main(["import", str(tmp_path / "export.xml"), "--into", str(tmp_path / "new")]) == 0
    monkeypatch.chdir(tmp_path / "new")
    assert main(["build"]) == 0
    pages = {number: Path(f"site/2024/04/16/post-{number}/index.html") for number in range(1, POSTS + 1)}
    assert lost(reference("Nowhere to be seen"), pages[1]) == ["nowheretobeseen"]
    assert {number: found for number, page in pages.items() if (found := lost(reference(texts[number - 1]), page))} == {}
