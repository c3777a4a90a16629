# ruff: noqa: E501 -- Markdown as it was typed
from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.migrate.addresses import NOWHERE, readdressed
from newsgen.migrate.blocks import parted
from newsgen.migrate.dialects import for_us, resolved, with_plain_braces
from newsgen.migrate.html import to_markdown
from newsgen.migrate.hugo.goldmark import without_goldmark
from newsgen.migrate.jekyll.kramdown import without_kramdown
from newsgen.migrate.jekyll.liquid import Site, without_liquid
from newsgen.migrate.pelican.markdown import without_extensions
from newsgen.migrate.rst import rst_to_markdown
from newsgen.migrate.wrappers import opened
from newsgen.read.markdown import convert
from tests.migrate.paragraphs import folded, paragraphs


def html(text: str) -> str:
    return convert(text).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("text\n- a\n- b", "<p>text</p><ul><li>a</li><li>b</li></ul>"),
        ("text\n2. no list", "<p>text2. no list</p>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n\n  more", "<ul><li><p>a</p><p>more</p></li></ul>"),
        ("- a\n  ```js x\n  code\n  ```", "<ul><li>a<pre><code>code</code></pre></li></ul>"),
        ("text\n```\ncode", "<p>text</p><pre><code>code</code></pre>"),
        (" ```{r echo=F}\n x\n ```", "<pre><code>x</code></pre>"),
        ("* * *\n\n    code", "<hr><pre><code>code</code></pre>"),
        (
            "text\n| a | b |\n|---|---|\n| 1 | 2 |",
            "<p>text</p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        ),
        ('\\$5 \\<b\\> \\"q\\" \\* \\`', '<p>$5 &lt;b&gt; "q" * `</p>'),
        ('`\\$` and ``\n\\"``', '<p><code>\\$</code> and <code>\\"</code></p>'),
    ],
)
def test_commonmark_is_python_markdown(text: str, expected: str) -> None:
    assert html(for_us(text)) == expected


BLOCKS = st.lists(
    st.sampled_from(
        [
            "word one",
            "- item a",
            "  - item b",
            "    continued",
            "1. first",
            "2) second",
            "",
            "> quoted",
            "# Head",
            "```",
            "a | b",
            "---",
            "\tcode",
            "<b>bold</b>",
            "![x](y)",
            "* * *",
            "1986. A year",
        ]
    ),
    max_size=14,
).map("\n".join)


@given(BLOCKS)
def test_no_word_is_lost_between_dialects(text: str) -> None:
    assert folded(for_us(text)) == folded(text)


@given(BLOCKS)
def test_what_was_made_for_us_stays(text: str) -> None:
    once = for_us(text)
    assert [*paragraphs(convert(for_us(once)))] == [*paragraphs(convert(once))]


def test_references_with_code_are_links() -> None:
    text = resolved('See [`a(b)`], [text][`a(b)`] and `[`x`]`.\n\n[`a(b)`]: /x/ "T"\n')
    assert html(text).startswith('<p>See <a href="/x/" title="T"><code>a(b)</code></a>, <a href="/x/" title="T">text</a> and')


def test_braces_are_text_but_for_attributes() -> None:
    text = with_plain_braces('## Head {#mine}\n\nSome `x` {y, z}\n\n<a onclick="{f}">k</a> $x_{i}$')
    assert html(text) == '<h2 id="mine">Head</h2><p>Some <code>x</code> {y, z}</p><p><a onclick="{f}">k</a> $x_{i}$</p>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<div class="x">\n\n**a**\n\n</div>\n\nb', "<p><strong>a</strong></p><p>b</p>"),
        ("<div>\n\n**a**\n\n<div>\n\n*b*\n\n</div>\n</div>", "<p><strong>a</strong></p><p><em>b</em></p>"),
        ("<div>\n\n**never closed**", "<p><strong>never closed</strong></p>"),
        ("<table><tr><td>\n\n**a**\n\n</td></tr></table>", "<table><tr><td><p><strong>a</strong></p></td></tr></table>"),
        ("<p>whole</p>\n\n**b**", "<p>whole</p><p><strong>b</strong></p>"),
        ("```\n<div>\n\n**a**\n```", "<pre><code>&lt;div&gt;**a**</code></pre>"),
        ("<pre>\na\n\n**b**\n</pre>", "<pre>a**b**</pre>"),
    ],
)
def test_an_empty_line_ends_html(text: str, expected: str) -> None:
    assert html(parted(text, for_us)) == expected


def test_markdown_in_a_marked_box() -> None:
    assert html(opened('<div markdown="1">\n  **a**\n</div>\n\n<figure markdown=1>*b*</figure>\n\n`<div markdown="1">`')) == (
        '<p><strong>a</strong></p><figure><em>b</em></figure><p><code>&lt;div markdown="1"&gt;</code></p>'
    )


@pytest.mark.parametrize(
    "read", [without_goldmark, lambda text: without_kramdown(text)[0], lambda text: without_extensions(text)[0]]
)
def test_definition_lists_of_all_programs(read: Callable[[str], str]) -> None:
    text = "Before.\n\nApple\n:   A *fruit*\n\nOrange\n:   A [tree][t]\n:   or a colour\n\nAfter.\n\n```\nno\n: list\n```\n\n[t]: https://t.example"
    assert html(read(text)) == (
        "<p>Before.</p><dl><dt>Apple</dt><dd>A <em>fruit</em></dd><dt>Orange</dt>"
        '<dd>A <a href="https://t.example">tree</a></dd><dd>or a colour</dd></dl><p>After.</p><pre><code>no: list</code></pre>'
    )


def test_goldmark() -> None:
    text = without_goldmark(
        "~~old~~ https://a.example/b_c. [https://d.example](https://d.example) <a href='x'>https://e.example</a>\nline\\\nbreak\n{.cls}\n"
    )
    assert html(text) == (
        '<p><del>old</del> <a href="https://a.example/b_c">https://a.example/b_c</a>. <a href="https://d.example">https://d.example</a>'
        " <a href='x'>https://e.example</a>line<br>break</p>"
    )


def test_addresses_in_blocks_of_html_are_no_links() -> None:
    text = (
        "<p>https://a.example/b_c `x` https://d.example\n\n<ul>\n<li>www.e.example</li>\n</ul>\n\n*f* https://g.example \\<b\\>"
    )
    assert html(without_goldmark(text)).count("<a ") == 1
    assert without_goldmark(text).endswith("*f* <https://g.example> &lt;b\\>")


def test_a_paragraph_left_open_ends_at_the_empty_line() -> None:
    assert html(without_goldmark("<p>open\n\n*a*\n\n<ul><li>b\n\n[c](d)")) == (
        '<p>open</p><p><em>a</em></p><ul><li>b</li></ul><p><a href="d">c</a></p>'
    )


def test_what_only_looks_like_a_tag_is_text() -> None:
    text = "see <stdio.h>, <a_b> and <br> or <https://e.example/>, `<x.y>`\n\n    <x.y>"
    assert html(without_goldmark(text)) == (
        "<p>see &lt;stdio.h&gt;, &lt;a_b&gt; and <br> or "
        '<a href="https://e.example/">https://e.example/</a>, <code>&lt;x.y&gt;</code></p><pre><code>&lt;x.y&gt;</code></pre>'
    )


def test_kramdown() -> None:
    text, notes = without_kramdown(
        '* toc\n{:toc}\n\n## Head {#own}\n\n![a](b.jpg){: .wide}\n\nText\n{: .note}\n\n{::comment}x{:/comment}\n\n*[HTML]: Hyper\n\nHTML[a](b){:target="_blank"}'
    )
    assert (
        html(text)
        == '<h2 id="own">Head</h2><p><img alt="a" src="b.jpg"></p><p>Text</p><!--x--><p>HTML<a href="b" target="_blank">a</a></p>'
    )
    assert [note.said for note in notes] == ["the abbreviation HTML was explained: Hyper"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ page.title | upcase }}", "T"),
        ("{% if site.x %}a{% else %}b{% endif %}", "b"),
        ("{% assign z = 'q' %}{{ z }}", "q"),
        ("{% include a.html x='1' y=page.title %}", "1-t-"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{% comment %}gone{% endcomment %}kept", "kept"),
        ("{% post_url 2020-01-01-x %}", "/x/"),
        ("{% nobody knows %}in{% endnobody %}", "<!-- nobody knows -->in"),
        ("{{ '/a' | relative_url }}", "/a"),
        ("{% if %}{{ broken", "{% if %}{{ broken"),
        ("no liquid { % here", "no liquid { % here"),
    ],
)
def test_liquid(text: str, expected: str) -> None:
    site = Site({"2020-01-01-x": "/x/"}, {}, {"a.html": "{{ include.x }}-{{ include.y }}-{{ include.z }}"}.get, {"title": "S"})
    assert without_liquid(text, site, {"title": "t"})[0] == expected


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=12)


@st.composite
def elements(draw: st.DrawFn, depth: int = 2) -> str:
    from html import escape

    text = escape(draw(WORDS))
    if depth == 0:
        return text
    inner = "".join(draw(st.lists(elements(depth - 1), min_size=1, max_size=3)))
    shape = draw(st.sampled_from(["p", "b", "em", "a", "li", "h2", "blockquote", "td", "pre", "div", "span", "figure", "plain"]))
    shapes = {
        "a": f'<a href="/x">{inner}</a>',
        "li": f"<ul><li>{inner}</li><li>{text}</li></ul>",
        "td": f"<table><tr><th>{text}</th></tr><tr><td>{inner}</td></tr></table>",
        "figure": f'<figure><img src="/a.jpg" alt="x"><figcaption>{text}</figcaption></figure>',
        "pre": f"<pre><code>{text}</code></pre>",
        "plain": f"{text} {inner}",
    }
    return shapes.get(shape, f"<{shape}>{inner}</{shape}>")


@given(st.lists(elements(), min_size=1, max_size=4).map("".join))
def test_html_keeps_its_words(source: str) -> None:
    back = convert(to_markdown(source))
    assert sorted(paragraph_words(back)) == sorted(paragraph_words(source))


def paragraph_words(source: str) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(source, "html.parser")
    titles = "".join(str(image["title"]) for image in soup.find_all("img", title=True))
    return folded(soup.get_text() + titles)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a <b>b</b> &amp; 5 &lt; 6 *x*</p>", "a **b** &amp; 5 &lt; 6 \\*x\\*"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n    - b"),
        ('<figure><img src="a b.jpg" alt="A"><figcaption>C "q"</figcaption></figure>', '![A](a%20b.jpg "C &quot;q&quot;")'),
        ("<p>1. no list</p><p># no head</p>", "1\\. no list\n\n\\# no head"),
        ('<iframe src="x"></iframe>', '<iframe src="x"></iframe>'),
        ("bare text\n\nmore <i>text</i>", "bare text\n\nmore *text*"),
    ],
)
def test_html_is_markdown(source: str, expected: str) -> None:
    assert to_markdown(source) == expected


def test_rst() -> None:
    text, notes = rst_to_markdown(
        "Head\n====\n\nA *b* ``c`` `d <http://e.example>`_.\n\n.. note:: N\n\n======  ===\nA       B\n======  ===\n1       2\n======  ===\n"
    )
    assert next(paragraphs(convert(text))) == "head"
    for word in ("*b*", "`c`", "[d](http://e.example)", "N", "| 1 | 2 |"):
        assert word in text
    assert notes == ()


def meaning(address: str, image: bool) -> str:
    return {
        "/a": "../a.md",
        "/picture?": "/picture" if image else "/page",
        "b.jpg": "/new/b c.jpg",
        "/gone": f"{NOWHERE}/gone",
    }.get(address, address)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](/a)", "[x](../a.md)"),
        ('[x](/a "T")', '[x](../a.md "T")'),
        ("[x](</a>)", "[x](../a.md)"),
        ("![x](b.jpg)", "![x](/new/b%20c.jpg)"),
        ("[![x](b.jpg)](/a)", "[![x](/new/b%20c.jpg)](../a.md)"),
        ("[![x](b.jpg)](/picture?)", "[![x](/new/b%20c.jpg)](/page)"),
        ("[x]: /a\n[^1]: /a", "[x]: ../a.md\n[^1]: /a"),
        ("<a class='y' href='/a'>x</a>", "<a class='y' href=\"../a.md\">x</a>"),
        ('<img src="b.jpg" srcset="b.jpg 1x, c.jpg 2x">', '<img src="/new/b c.jpg" srcset="/new/b c.jpg 1x, c.jpg 2x">'),
        ("`[x](/a)` and\n\n```\n[x](/a)\n```", "`[x](/a)` and\n\n```\n[x](/a)\n```"),
        ("a [word [in](x)](/gone) b", "a word [in](x) b"),
        ("![alt](/gone)", "alt"),
        ('![alt](/gone "said of it") ![](/gone "alone") [x](/gone "y")', "alt – said of it alone x"),
        ('<a href="/gone">x</a>', '<a href="#">x</a>'),
        ("[x](/other (1))", "[x](/other (1))"),
    ],
)
def test_addresses(text: str, expected: str) -> None:
    assert readdressed(text, meaning) == expected


@given(st.text("[]()<>`!/ab\"'=:#\n "))
def test_addresses_that_stay_change_nothing(text: str) -> None:
    assert readdressed(text, lambda address, _: address) == text


@pytest.mark.parametrize("unit", ["a<b word ", "it's <b \"x ", "[a ", "![a ", "](x ", "` a ", "<!-- a ", "{% a \"b ", "{{< a ", "{a ", "<div>\n\na\n\n", "- a\n  - b\n", "*a "])  # fmt: skip
def test_no_text_is_tried_in_every_way(unit: str) -> None:
    """A pattern that goes back over its text takes hours for such bodies, which are found in every archive."""
    from time import perf_counter

    text = unit * 400
    started = perf_counter()
    readdressed(without_goldmark(text), lambda address, _: address)
    without_kramdown(without_liquid(text, Site({}, {}, lambda _: None, {}), {})[0])
    assert perf_counter() - started < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% image "a b/c.jpg" "wide" "A quay" %}', "![A quay](a%20b/c.jpg)"),
        ("{% responsive_image path: a.jpg alt: 'A quay' caption: 'In *May*' %}", '![A quay](a.jpg "In May")'),
        ('<figure>{% img a.jpg "A quay" %}</figure>', '<figure><img alt="A quay" src="a.jpg"></figure>'),
        ("{% twitter https://x.com/a/status/123456 %}", "<https://x.com/a/status/123456>"),
        ("{% vimeo 12345678 %}", '<iframe src="https://player.vimeo.com/video/12345678"'),
        ("{% gist me/1234 %}", "<https://gist.github.com/me/1234>"),
        ('{% quote author="Ana" text="So." %}', "> So.\n>\n> – Ana"),
    ],
)
def test_tags_of_plugins(text: str, expected: str) -> None:
    found, notes = without_liquid(text, Site({}, {}, lambda _: None, {}), {})
    assert expected in found
    assert notes == ()


def test_a_link_typed_within_a_box_of_html_is_no_link() -> None:
    text = """[a](/x/)

<table>
<tr><td>[b](/x/)

<a href="/x/">c</a>

<table><tr><td>[d](/x/)</td></tr></table>
</td></tr>
</table>

```
<table>
[e](/x/)
```

[f](/x/) <table>

<div>
[open](/x/)
"""
    changed = readdressed(text, lambda address, image: "/y/")
    assert [*re.findall(r"\[(\w+)\]\(/x/\)", changed)] == ["b", "d", "e"]
    assert changed.count("/y/") == 4
