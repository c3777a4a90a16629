# ruff: noqa: E501 -- the files of old sites stand here as they were typed
"""What newsgen would refuse is mended, and nothing stands in the way of anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.cli import main
from newsgen.migrate.imported import Piece
from newsgen.migrate.places import fold, places
from newsgen.model.url import of_alias, of_story
from tests.migrate.sites import PICTURE, brought, laid

CONFIG = "title: T\nurl: https://old.example\npermalink: /:title/\n"


def post(body: str, head: str = "") -> str:
    return f"---\ntitle: A title\n{head}---\n{body}\n"


def test_what_a_build_refuses_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "_config.yml": CONFIG + "lang: english\ntimezone: Mars/Base\n",
        "_posts/2020-01-01-one.md": post(
            "[a](/two/#gone) [b](#nothing) [c](/nothing/) ![d](/no.png) <a href='/two/#x'>e</a> [f](www.example.com) <img src=/no2.png>\n\n"
            "[g [h [i [j]]]](/gone/x) [k](//cdn.example/x) [l](mailto:a@b.c) <a href=''>m</a> [n](javascript:x)\n\n<div><b>open\n\n<!-- never closed",
            'canonical_url: nowhere\nlang: klingon\nexpires: 2019-01-01\ntags: ["", "\\u0007bell", "C#"]\nauthor: [jane-doe]\nimage: /no.png\ntype: weird\n',
        ),
        "_posts/2020-01-02-two.md": post(
            "# Two\n\nText.", "redirect_from: [/one/, /two/, /../x, 'http://x/y', '/q?x=1', /tags/, /feed.xml]\n"
        ),
        "_posts/2020-01-03-Two.md": post("Same name but for capitals."),
        "_posts/2020-01-04-tags.md": post("At an address of ours.", "permalink: /tags/a/\ntags: a\n"),
        "_posts/2020-01-05-index.md": post("Index."),
        "_posts/2020-01-06-sections.md": post("Sections.", "permalink: /sections\ncategory: a\n"),
        "_posts/2020-01-07-日本語.md": post("日本語の本文。", "permalink: /日本/:title.html\n"),
        "_data/authors.yml": "ana: {name: Ana}\n",
        "tags/index.html": "<p>static page at our address</p>",
        "img/a.png": PICTURE,
        "img/A.png": PICTURE,
        "one/file": "a file below the folder of a story",
        "Two": "a file where a folder is needed",
        "assets/newsgen.css": "body {}",
        "feed.xml": "<rss/>",
        "_redirects": "/a /b\n",
        "x/~draft.txt": "litter",
        "CNAME": "old.example",
    }
    made = brought(tmp_path, files, monkeypatch)
    assert made.origins() == set(files)
    for address in ("/one/", "/日本/日本語.html", "/img/A.png", "/img/a-2.png", "/one/file", "/CNAME", "/tags/a/"):
        assert made.is_alive(address)
    one = made.text("articles/one.md")
    for word in ("[a](2020/01/two.md)", "[c](https://old.example/nothing/)", "[f](https://www.example.com)", "[l](mailto:a@b.c)"):
        assert word in one
    assert any("/no.png" in note for note in made.notes("_posts/2020-01-01-one.md"))
    assert "language" not in made.text("site.yaml")


def test_without_an_address_links_lose_themselves_and_keep_their_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "_config.yml": "title: T\n",
        "_posts/2020-01-01-x.md": post("See [the *old* page](/gone/) and ![a quay](/gone.jpg)."),
    }
    made = brought(tmp_path, files, monkeypatch)
    (path,) = (made.place / "content/articles").rglob("x.md")
    assert "See the *old* page and a quay." in path.read_text("utf-8")
    assert brought(tmp_path / "b", files, monkeypatch, "--base-url", "https://b.example").is_alive("/2020/01/01/x.html")


def test_odd_usage_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = laid(tmp_path / "old", {"notes.txt": "x"})
    taken = laid(tmp_path / "taken", {"content/site.yaml": "title: T\n"})
    jekyll = laid(tmp_path / "jekyll", {"_config.yml": "title: T\n"})
    for words in (
        ["import", str(tmp_path / "none"), "--into", "x"],
        ["import", str(old), "--into", "x"],
        ["import", str(jekyll), "--into", str(taken)],
        ["import", str(jekyll), "--into", str(jekyll / "new")],
    ):
        assert main(words) == 2
    said = capsys.readouterr().err
    assert "there is no" in said
    assert "would lie in the old site" in said
    assert "not known to be the site of any program" in said
    assert "holds a publication already" in said
    assert (taken / "content/site.yaml").read_text() == "title: T\n"


NAMES = st.sampled_from(["a", "A", "b", "index", "tags", "a.html", "a/b", "ä", "x y", "2024", ""])
PIECES = st.lists(
    st.builds(
        lambda kind, name, slash, aliases: Piece(
            "o", kind, f"/{name}{slash}" if name else "", {"title": name}, "", name, tuple(f"/{each}" for each in aliases)
        ),
        st.sampled_from(["article", "page"]),
        NAMES,
        st.sampled_from(["", "/"]),
        st.lists(NAMES, max_size=3),
    ),
    max_size=8,
)


@given(PIECES)
def test_no_two_pieces_claim_one_file(pieces: list[Piece]) -> None:
    found = places(pieces, ["index.html"])
    files = [fold(of_story(place.path).file) for place in found]
    files += [fold(url.file) for place in found for each in place.aliases if (url := of_alias(each))]
    assert len(files) == len(set(files))
    assert not {"/".join(file.split("/")[:end]) for file in files for end in range(1, file.count("/") + 1)} & set(files)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from importlib import util

    monkeypatch.setattr(util, "find_spec", lambda name: None)
    assert main(["import", "x", "--into", "y"]) == 2
    assert "pip install 'newsgen[import]'" in capsys.readouterr().err
