"""Markdown as newsrooms write it, and where its addresses stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.article import Body
from newsgen.read.article import Settings, article
from newsgen.read.html import cut
from newsgen.read.markdown import ExtensionMissing, _located, body, engine, inline
from newsgen.read.snapshot import SourceFile

from .test_html import Balance, odd, page, shown


def out(text: str) -> str:
    return shown(body(text, 1)[0])


def about(text: str, first_line: int = 1) -> Body:
    return body(text, first_line)[1]


def places(text: str, first_line: int = 1) -> list[tuple[str, str, int, int]]:
    return [(link.kind, link.address, link.line, link.column) for link in about(text, first_line).links]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "Text *with* **marks** and `<code>`.",
            "<p>Text <em>with</em> <strong>marks</strong> and <code>&lt;code&gt;</code>.</p>",
        ),
        ("```html\n<div>\n```", '<pre tabindex="0"><code class="language-html">&lt;div&gt;\n</code></pre>'),
        ("    <div>", '<pre tabindex="0"><code>&lt;div&gt;\n</code></pre>'),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("Line\nand line", "<p>Line\nand line</p>"),
        ("> a\n>\n> > b", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>"),
        ("## Head {#own .x}", '<h2 class="x" id="own">Head</h2>'),
        ("# Head\n\n## Sub", '<h2 id="head">Head</h2>\n<h3 id="sub">Sub</h3>'),
        ("<https://x.example/?a=1&b=2>", '<p><a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a></p>'),
        ("![A](a.png)", "[a.png|A|]"),
        ('![A](a.png "C")\n![B](b.png)', "[a.png|A|C, b.png|B|]"),
        ("[TOC]", "<p>[TOC]</p>"),
    ],
)
def test_html(text: str, html: str) -> None:
    assert out(text) == html


def test_anchors_of_headings_keep_their_script() -> None:
    assert about("## 洪水\n\n## C++\n\n## Über uns\n\n## Über uns").anchors == ("洪水", "c-plus-plus", "über-uns", "über-uns_1")


def test_tables_footnotes_and_lists() -> None:
    text = "| a | b |\n|---|--:|\n| 1 | 2[^1] |\n\n[^1]: A note.\n"
    html = out(text)
    assert '<td style="text-align: right;">2<sup id="fnref:1">' in html
    assert '<li id="fn:1">\n<p>A note.' in html
    assert set(about(text).anchors) == {"fnref:1", "fn:1"}


def test_one_body_leaves_nothing_for_the_next() -> None:
    first = out("a[^1]\n\n[^1]: Note.\n\n[x]: https://x.example/")
    assert out("b [x] [^1]") == "<p>b [x] [^1]</p>"
    assert out("a[^1]\n\n[^1]: Note.\n\n[x]: https://x.example/") == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [a](x.md).", [("link", "x.md", 1, 9)]),
        ("First.\n\nSee [a](x.md) and [b](x.md#y).", [("link", "x.md", 3, 9), ("link", "x.md#y", 3, 23)]),
        ("[a](x.md) [b](x.md)\n[c](x.md)", [("link", "x.md", 1, 5), ("link", "x.md", 1, 15), ("link", "x.md", 2, 5)]),
        ("[a][1]\n\n[1]: x.md 'T'", [("link", "x.md", 3, 6)]),
        ("[a](<my file.md>)", [("link", "my file.md", 1, 6)]),
        ("![a](x.png)", [("image", "x.png", 1, 6)]),
        ("<a href='x.md'>a</a>", [("link", "x.md", 1, 10)]),
        ("读[报道](消息.md)", [("link", "消息.md", 1, 7)]),
        ("[a](#b)", [("link", "#b", 1, 5)]),
        ("[a](https://x.example) [b](mailto:x@y.example)", []),
        ("x.md is a file; see [a](x.md)", [("link", "x.md", 1, 25)]),
        ("`[a](x.md)`", []),
    ],
)
def test_links_know_their_place(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert places(text) == expected


def test_places_count_from_the_bodys_first_line() -> None:
    assert places("\nSee [a](x.md).", first_line=7) == [("link", "x.md", 8, 9)]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("The *quay*, [in May](fair.md).", "The <em>quay</em>, <a href=«fair.md»>in May</a>."),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("<b>x", "<b>x</b>"),
        ("A & B < C", "A &amp; B &lt; C"),
        ("1. May", "<ol>\n<li>May</li>\n</ol>"),
    ],
)
def test_captions(text: str, html: str) -> None:
    assert shown(inline(text)) == html


def test_extensions_of_the_site() -> None:
    assert shown(body("It's", 1, ("smarty",))[0]) == "<p>It&rsquo;s</p>"
    assert "<del>" not in out("~~x~~")


@pytest.mark.parametrize("name", ["sparkle", "os", "os.path", "", "newsgen.errors"])
def test_extensions_that_cannot_be_loaded(name: str) -> None:
    with pytest.raises(ExtensionMissing):
        engine((name,))


@given(odd)
def test_html_within_markdown_is_balanced(text: str) -> None:
    html, _ = body(text.replace("\x00", ""), 1)
    assert Balance(page(html)).is_balanced


MARKS = [
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "!",
    "#",
    ">",
    "- ",
    "1. ",
    "|",
    "---",
    "\n",
    "\n\n",
    "    ",
    "[^1]",
    "[^1]: ",
    "[a]: b",
    "{#c}",
    "{.d}",
    "<",
    "&",
    "\\",
]
MARKS += [
    "word",
    "洪水",
    "😀",
    "https://x.example",
    "<b>",
    "</b>",
    "```",
    "~~~",
    ":",
    "\t",
    "::",
    "*[HTML]: x",
    "\u200d",
    "{:",
    "}",
]


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_any_markdown_is_read(text: str) -> None:
    _, found = body(text, 5)
    lines = text.split("\n")
    for link in found.links:
        assert 5 <= link.line < 5 + len(lines)
        assert 1 <= link.column <= len(lines[link.line - 5]) + 1


def _place_by_pattern(text: str, address: str, occurrence: int) -> int:
    pattern = re.compile(r"(?<=[(<\"'=:\s])" + re.escape(address) + r"(?=[)>\"'\s]|$)")
    found = [match.start() for match in pattern.finditer(text)]
    return found[min(occurrence, len(found) - 1)] if found else 0


@given(
    st.lists(st.sampled_from(["(", ")", "a", "b", "a.md", " ", "\n", "[a]", '"', "<", ">", "=", "("]), max_size=40).map("".join)
)
def test_each_use_of_an_address_has_the_place_that_a_pattern_finds(text: str) -> None:
    for address in ("a", "a.md", "ab"):
        fragment = cut("".join(f'<a href="{address}">x</a>' for _ in range(4)))
        found = [(link.line, link.column) for link in _located(fragment, text, 1)]
        expected = [_place_by_pattern(text, address, number) for number in range(4)]
        assert found == [(1 + text.count("\n", 0, at), at - text.rfind("\n", 0, at)) for at in expected]


def test_what_the_library_cannot_write_is_a_problem_of_the_story() -> None:
    source = SourceFile("articles/x.md", b'---\ntitle: X\ndate: 2024-04-02\n---\n```{.python linenums="1"}\nx\n```\n')
    found = article(Settings("UTC"), source).problems
    assert [(each.where.line, each.message) for each in found] == [
        (5, "Markdown cannot make HTML of this text: cannot serialize True (type bool)")
    ]


def test_captions_in_the_text_have_typographic_marks_too() -> None:
    found = body('![a "b"](p.png "It\'s -- \'so\'")', 1, typography="en")[1]
    assert [picture.caption for picture in found.pictures] == ["It’s – ‘so’"]
