"""What is text and what is not, sign by sign."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.desk.manuscript import COVER, blocks, file_names, linked, run_in_lists, shown, text_alone, without_code
from newsgen.read.markdown import convert

TYPED = st.text(st.sampled_from("ab \n\r\t`~<>/\"“”„«»[]()!{}:#.*-|&;='0é港🎉") | st.characters(codec="utf-8"), max_size=200)


@given(TYPED)
def test_nothing_moves_and_lines_stay(body: str) -> None:
    for text in (without_code(body), text_alone(body)):
        assert len(text) == len(body)
        assert [at for at, sign in enumerate(text) if sign in "\r\n"] == [at for at, sign in enumerate(body) if sign in "\r\n"]


@given(TYPED)
def test_blocks_follow_each_other(body: str) -> None:
    places = [*blocks(text_alone(body))]
    assert all(start < end for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@given(TYPED)
def test_an_address_stands_where_it_is_said_to(body: str) -> None:
    assert all(body[link.start : link.end] == link.address for link in linked(body))


def words(body: str) -> list[str]:
    return text_alone(body).replace(COVER, "").split()


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("a `b` c", ["a", "xxx", "c"]),
        ("a ``b ` c`` d", ["a", "xxxxxxxxx", "d"]),
        ("```\nb\n```\na", ["a"]),
        ("~~~ html\nb\n~~~\na", ["a"]),
        ("    b\n    b\n\na", ["a"]),
        ("<!-- b --> a", ["a"]),
        ("<pre>b</pre> a", ["a"]),
        ('<em title="b">a</em>', ["a"]),
        ('[a](/b "b")', ["[a"]),
        ('![a](/b_(b).jpg "b "b" b") a', ["![a", "a"]),
        ('[b]: /b "b"\na', ["a"]),
        ("[^1]: a", ["[^1]:", "a"]),
        ('a {: title="b" }', ["a"]),
        ("https://b.example/b a", ["a"]),
        ("&ldquo;a&rdquo; &#34; &nosuch;", ["“a”", '"']),
        ("`a", ["`a"]),
        ("```\na", ["```", "a"]),
    ],
)
def test_what_is_text(body: str, left: list[str]) -> None:
    assert words(body) == left


def test_paragraphs_items_and_rows_are_apart() -> None:
    body = "One\ntwo\n\n- three\n- four\n\n> five\n> six\n>\n> seven\n\n| a | b |\n|---|---|\n\n# h\n"
    body += "eight<br>nine<p>ten</p>\r\n\r\neleven"
    text = text_alone(body)
    found = [body[start:end].strip() for start, end in blocks(text)]
    assert found[:5] == ["One\ntwo", "- three", "- four", "> five\n> six", "> seven"]
    assert found[-1] == "eleven"
    assert len(found) == 11


def test_links_and_images() -> None:
    body = (
        "[a](http://x.example/(a)) ![b](<http://x.example/b.jpg> 'T') [![c](c.jpg)](http://x.example/c)\n\n"
        "[d]: http://x.example/d\n\n<a class=x href='/e'>e</a> <img alt='' src=\"f.jpg\"> `[g](http://x.example/g)`\n"
    )
    assert sorted((link.address, link.image) for link in linked(body)) == [
        ("/e", False),
        ("c.jpg", True),
        ("f.jpg", True),
        ("http://x.example/(a)", False),
        ("http://x.example/b.jpg", True),
        ("http://x.example/c", False),
        ("http://x.example/d", False),
    ]


def test_pictures() -> None:
    body = '![a](a.jpg "A") ![](b.jpg) <img src=c.jpg> <img alt="" src="d.jpg">'
    body += " <IMG SRC=\"e.jpg\" ALT='x &amp; y'>\n\n    ![](code.jpg)\n"
    found = {picture.address: (picture.alt, picture.caption) for picture in shown(body)}
    assert found == {"a.jpg": ("a", "A"), "b.jpg": ("", ""), "c.jpg": (None, ""), "d.jpg": ("", ""), "e.jpg": ("x & y", "")}


def test_names_of_files() -> None:
    text = "![x](media/a%20b.JPG) src='../c.webp' {file: d.pdf} url(e.svg) https://x.example/media/f.mp3?x e.g. no"
    assert file_names(text) == {
        "a%20b.JPG",
        "c.webp",
        "d.pdf",
        "e.svg",
        "f.mp3",
    }


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ("Reasons:\n- cost\n- time", ["- cost"]),
        ("Reasons:\n1. cost\n2. time\n\nMore:\n* a\n* b\n", ["1. cost", "* a"]),
        ("\n\nTwo *lines*\nof text\n+ a\n+ b", ["+ a"]),
        ("Reasons:\r\n- cost\r\n- time", ["- cost"]),
    ],
)
def test_lists_that_are_none(body: str, at: list[str]) -> None:
    assert [body[place:].splitlines()[0] for place in run_in_lists(body)] == at
    assert "<li>" not in convert(body.replace("\r", ""))


@pytest.mark.parametrize(
    "body",
    [
        "Reasons:\n\n- cost\n- time",
        "- cost\nmore\n- time\n- money",
        "# Reasons\n- cost\n- time",
        "Reasons\n-------\n- cost\n- time",
        "She said:\n- No.",
        "1. One\n- a\n- b",
        "```\ntext\n- a\n- b\n```",
        "    text\n    - a\n    - b",
        "<div>text\n- a\n- b</div>",
        "> text\n- a\n- b",
    ],
)
def test_lists_that_are_lists_or_no_text(body: str) -> None:
    assert [*run_in_lists(body)] == []
