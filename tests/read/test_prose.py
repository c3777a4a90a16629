"""The plain part of Markdown without the library: the same HTML, to the byte, as the library's own."""

from __future__ import annotations

import re
from functools import lru_cache

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.read.markdown import EXTENSIONS, SETTINGS, convert
from newsgen.read.prose import whole


@lru_cache
def library() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html")


def stock(text: str) -> str:
    return library().reset().convert(text)


def without_numbers(html: str) -> str:
    """The library sometimes tears its own placeholders (3.11: ``**a* * [b](c) *d*``); their numbers count what it was given."""
    return re.sub(r"(?<=[a-z]:)\d+(?=[\x03_])", "0", html)


PLAIN = [
    "One line.",
    "Two\nlines.\n",
    "**Update:** the *ferry* is late, [they say](https://x.example/a_b?c=1&d=2).",
    'A **bold [link](x.md) in it** and ![a "photo"](a.jpg "It\'s here") & 1 > 0; caf&eacute;',
    "“*So*” (**he** said) – *then* —*left*.",
    "## Head\n\n### *Head*\n\n## Head\n\n# What's next & why?",
    "Text\n\n- one\n- **two**\n\nText\n\n1. one\n2. two\n\n> Quoted\n> text\n>\n> — who",
    "洪水来了。\n\nمياه\n\nnai\u0308ve\u00a0: « tout »",
    "12.5 million\n1999 was it\n\n\n\nx\n  \ny",
    "wow![x](y)",
    "- one\n- two\n- three\n\n- four\n- five\n\n* six\n\n- seven\n\nText\n\n1. one\n\n2. **two**\n3. three\n\n1. one",
    "> One\n\n> Two\n>\n> Three\n\n\n> Four\n\n- a",
    "a `b_*c*` `d > e`",
    "He [the mayor] said: “[…] no”, [see [this](x)].",
    "_a_ __b__ (_c d_e_), a_b_c, http://x.example/a_b_c, ***both***, *a*s, 5 * 3 * 2",
    "*a __`b`__ c_d* _e *f* [g](h)_ **_i_** *[j [k] l](m)* [*n* o](p)",
    "<b>a</b><br>b <a href=\"x_*y*\" title='z'>c</a> <i class=d>e</i> <https://x.example/a_b*c*?d&e>",
    "a\\*b\\* \\[c\\](d) \\> \\e \\\\ [f\\_g](h\\_i), 5 < 6 <= 7",
    "a  \nb *c*  \n*d*\n e\n- f\n1. g",
    "It&#8217;s 10&nbsp;km &#x2014; so",
    "[![a_*b*](c)](d) ![](e) [f](https://x.example/g_(h)) [i](j(k))",
    "## a\nb\n\n## c\n### d\n- e",
    "> a\nb\n> c\n d",
    "- a\n  b *c*\n- d\ne",
    "a\n\n---\n\nb\n\n* * *\n\n***\n\n- - -\n\n- c",
    "a\tb\n\nc",
    '<p>a *b* [c] <em>d</em></p>\n\n<p class="e">f</p>\n<p>g<br/>h</p>\n\ni\n\n<!-- more -->\n\nj',
    "<div>\n<p>a</p>\n<p>b\n</div>\n\n- c\n\n<figure><img src=d.jpg><figcaption>e</figcaption></figure>\n\n- f",
    "a_b",
]


@pytest.mark.parametrize("text", PLAIN[:-1])
def test_plain_text_needs_no_library(text: str) -> None:
    assert whole(text) == stock(text)


@pytest.mark.parametrize(
    "text",
    [
        "a ``b``",
        "a `b",
        "a [b][c]",
        "a [b",
        "[a]: b\n\nc [a]",
        "a[^1]\n\n[^1]: b",
        "<div>a",
        "<div>a</div> b",
        "a <div>b</div>",
        "<script>a</script>",
        "<p\n>a</p>",
        "<p>b</p>\n<p\nclass='x'>c</p>",
        "<p\xa0>a</p>",
        "<p\xa0class='x'>a</p>",
        "<div><div class=x/></div>\n\n*b*",
        "<center>a</center>",
        "<div><iframe>a</div>",
        '<b title="\\_">',
        "<=a@b.c>",
        "<!-- a\rb -->",
        "<!-- a\x02b -->",
        "#\ra",
        "<b",
        "a {: .b}",
        "a \\` `b`",
        "a  \n b",
        "    a",
        "a\n---",
        "a\n- - -",
        "a\n***",
        "| a |\n|---|\n| b |",
        "# a | b\n---|---",
        "- a\n\n1. b",
        "- a\n\n    b",
        "- a\n    - b",
        "> a\n\n> - b",
        "> a\n# b",
        "> a\n>",
        ">",
        "**a*",
        "*a * b",
        "*a [b* c](d)",
        "[a *b](c) d*",
        "[a [b](c) d](e)",
        "**a *b* c**",
        "___a___",
        "a*b**c*",
        "* * *\n- a",
        "***\na",
        "&#38",
        "<p>&#38</p>",
        "///Footnotes Go Here///",
        "####### a",
        "## a ##",
        "\x02a\x03",
        "\U0010ff2a \\*",
        "[a](b 'c')",
        "[^1](x)",
        "![^1](x)",
        "- a\n* b",
        "![alt](a)",
        "[a](href)",
        '[a](b "title")',
    ],
)
def test_all_else_goes_through_the_library(text: str) -> None:
    assert whole(text) is None
    assert whole(f"Plain.\n\n{text}") is None
    for each in (text, f"Plain.\n\n{text}\n\nPlain.", f"- a\n\n{text}\n\n- b", f"> a\n\n{text}\n\n> b\n\n{text}"):
        assert convert(each) == stock(each)


def test_many_equal_headings_go_through_the_library() -> None:
    text = "## Read more\n\n" * 102
    assert whole(text) is None
    assert convert(text) == stock(text)


def test_extensions_of_the_site_may_change_any_text() -> None:
    assert convert("It's", ("smarty",)) == "<p>It&rsquo;s</p>"


WORDS = [
    "word",
    "two words",
    "3 May",
    "12.",
    "Straße",
    "洪水",
    "مياه",
    "nai\u0308ve",
    "é",
    "😀",
    "\u200d",
    "\u00a0",
    "\u2028",
    "\u3000",
]
WORDS += [
    "\x85",
    "\x0c",
    "\x02",
    "\x03",
    "\x02wzxhzdk:0\x03",
    "\x02klzzwxh:0000\x03",
    "http://x.example/",
    "a@b.example",
    "C#",
    "6'2\"",
]
MARKED = [
    "*em*",
    "**strong**",
    "***both***",
    "_em_",
    "__strong__",
    "a*b*c",
    "snake_case",
    "`code`",
    "``a ` b``",
    "**a *b* c**",
    "*a **b***",
]
MARKED += [
    "[text](x.md)",
    "[a *b*](x)",
    "**[a](b)**",
    '[a](b "c")',
    "[a](b 'c')",
    "[a](<b c>)",
    "[a](b(c))",
    "[^1](x)",
    "![^1](x)",
    "![alt](a.jpg)",
    "[ ](x)",
    "[a]()",
]
MARKED += [
    '![a "q"](a.jpg "It\'s")',
    "![a*b](c)",
    "[![a](b)](c)",
    "[a]",
    "[a][b]",
    "[a] [b]",
    "[^1]",
    "![a][b]",
    "[a](http://x/?b=1&c=2_d_)",
]
MARKED += [
    "<b>x</b>",
    "<br>",
    "<br/>",
    "<!-- c -->",
    "<https://x.example>",
    "<a@b.example>",
    "<a href='x'>",
    "</p>",
    "&amp;",
    "&",
    "&copy;",
]
MARKED += [
    "&#38;",
    "&#38",
    "&#x26;",
    "&nosuch;",
    "&X;",
    ">",
    "<",
    '"',
    "'",
    "--",
    "...",
    "\\*",
    "\\",
    "{.x}",
    "{: #y }",
    "{",
    "}",
    "|",
    "///",
    "[*a*](b)",
    "**_a_**",
    "(_a_)",
    "[![a](b)](c)",
    "[a](b_(c))",
    "![](a)",
    "&#8217;",
    " * ",
    " < ",
    "<span style='a: b'>",
    "</span>",
    "\\_",
    "\\>",
    "\\\\",
    "  \n",
]
OPEN = [
    "*",
    "**",
    "_",
    "__",
    "`",
    "[",
    "]",
    "](",
    "(",
    ")",
    "!",
    "![",
    "[^",
    "(*",
    "*)",
    "“*",
    "*”",
    "#",
    "~",
    "=",
    "-",
    "+",
    ":",
    "://",
]
STARTS = [
    "",
    "",
    "",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "10. ",
    "> ",
    ">",
    "# ",
    "## ",
    "##",
    "###### ",
    "####### ",
    "    ",
    "  ",
    " ",
    "\t",
    "| ",
]
STARTS += [
    "[a]: ",
    "[^1]: ",
    "[b]: <x> 'y'",
    "- - ",
    "> - ",
    "> # ",
    "> > ",
    "-",
    "–",
    "&",
    "<div>",
    "</div>",
    "<p>",
    "```",
    "~~~",
    ": ",
    "*[A]: ",
]
STARTS += ["٣. ", "²", "\u00a0", "\u3000", "\x0c"]
LINES = [
    "---",
    "***",
    "* * *",
    "___",
    "===",
    "-",
    "=",
    "```",
    "~~~",
    "<div>",
    "</div>",
    "<div markdown>",
    "|---|",
    "- | -",
    ">",
    "> ",
    "-",
    "- ",
    "1.",
    "#",
]
LINES += [
    "///Footnotes Go Here///",
    "[TOC]",
    "    code",
    "\tcode",
    "      - x",
    "<!--",
    "-->",
    "<?x",
    "?>",
    "{: .x }",
    "a | b",
    "<hr>",
    "<p>a *b*</p>",
    "<p>a<br></p>",
    "<figure><img src='a'></figure>",
    "<b",
    " ",
    "  ",
    "\t",
]

spans = st.lists(
    st.tuples(
        st.sampled_from(WORDS) | st.sampled_from(MARKED) | st.sampled_from(OPEN),
        st.sampled_from(["", " ", " ", " ", "  ", ", ", "\n"]),
    ),
    min_size=1,
    max_size=6,
).map(lambda pairs: "".join(map("".join, pairs)))
lines = st.tuples(st.sampled_from(STARTS), spans, st.sampled_from(["", "", "", " ", "  ", " {: .x}", " #", "\\"])).map("".join)
blocks = st.lists(lines | st.sampled_from(LINES), min_size=1, max_size=4).map("\n".join)
easy = st.lists(
    st.sampled_from(WORDS[:9] + MARKED[:2] + ["[text](x.md)", "**[a](b)**", "![a b](a.jpg)", "& so", "a > b"]),
    min_size=1,
    max_size=4,
)
plain_blocks = st.tuples(st.sampled_from(["", "", "", "- ", "1. ", "> ", "## ", "12. "]), easy.map(" ".join)).map("".join)
documents = st.lists(
    st.tuples(
        blocks | plain_blocks | plain_blocks,
        st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n  \n", "\n\t\n", "\n\x0c\n", " \n\n"]),
    ),
    max_size=8,
).map(lambda pairs: "".join(map("".join, pairs)))


@given(documents)
@example("- a\n\n[^1]: note\n\n- b")
@example("> a\n\n[x]: y\n\n> b")
@example("&\u017f; &\u212a;")
@example("[^1](x) ![^1](x)\n\n[^1]: note")
@example("a\n___\n- b\n\n- c")
@example("[a](b)\n\n**a* * [b](c) *d*")
@example("> a\n---\n- b\n\n- c")
def test_any_markdown_is_as_the_library_has_it(text: str) -> None:
    assert without_numbers(convert(text)) == without_numbers(stock(text))


@given(st.lists(st.sampled_from(PLAIN), max_size=8).map("\n\n".join))
def test_plain_documents_are_as_the_library_has_them(text: str) -> None:
    assert convert(text) == stock(text)
