"""Definition lists become HTML and keep their words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.migrate.definitions import with_definitions
from newsgen.migrate.jekyll.kramdown import without_kramdown
from newsgen.read.markdown import convert


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Term\n: Meaning *it*.\n", "<dl>\n<dt>Term</dt>\n<dd>Meaning <em>it</em>.</dd>\n</dl>"),
        ("A\nB\n: one\n: two\n", "<dl>\n<dt>A</dt>\n<dt>B</dt>\n<dd>one</dd>\n<dd>two</dd>\n</dl>"),
        ("A\n\n: one\n\nB\n: two\nruns on\n\nAfter.", "<dt>B</dt>\n<dd>two\nruns on</dd>\n</dl>\n\n<p>After.</p>"),
        ("A\n: one\n\n    Another.\n\n    * item\n", "<dd><p>one</p>\n<p>Another.</p>\n<ul>\n<li>item</li>\n</ul></dd>"),
        ("A [x][1]\n: {plain} `{code}`\n\n[1]: /x/\n", '<dt>A <a href="/x/">x</a></dt>\n<dd>{plain} <code>{code}</code></dd>'),
        ("A\n: one\n```\ntwo\n```\n", "<dd>one</dd>\n</dl>\n\n<pre><code>two"),
        ("## Head\n: no term\n", "<h2"),
        ("```\nA\n: one\n```\n", "<code>A\n: one"),
        ("    A\n    : one\n", "<code>A\n: one"),
        ("A\n: one[^n]\n\n[^n]: Note.\n", "<p>A\n: one<sup"),
        (": alone\n", "<p>: alone</p>"),
    ],
)
def test_a_colon_defines_the_term_above_it(text: str, html: str) -> None:
    assert html in convert(without_kramdown(text)[0])


LINES = st.lists(
    st.sampled_from(["word", "two words", ": means", ":  ", ": b", "", "    in", "- item", "# H", "```", "> q", "[^1]"]),
    max_size=12,
)


@given(LINES)
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(f"{line}{number}" if line.strip(" :`") else line for number, line in enumerate(lines))
    found = unescape(with_definitions(text, lambda piece: piece))
    assert re.findall(
        r"\w+", re.sub(r"</?(?:dl|dt|dd|p|br|hr|h\d|ul|li|ol|pre|code|blockquote)[^<>]*>", " ", found)
    ) == re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Go ~~there~~ home\n", "<p>Go <del>there</del> home</p>"),
        ("#newsroom says\n\n* #5 is\n", "<p>#newsroom says</p>\n<ul>\n<li>#5 is</li>"),
        ("So:\n\n    if (x) { \\'y }\n    #z {a}\n\n    {b}\n", "<pre><code>if (x) { \\'y }\n#z {a}\n\n{b}\n</code></pre>"),
        ("* so\n\n    [a](/b/) {c}\n", '<p><a href="/b/">a</a> {c}</p>'),
        ("<div>\n\nSee <http://a.example/x>.\n\n</div>\n", 'See <a href="http://a.example/x">http://a.example/x</a>.'),
        ("1) no item\n", "<p>1) no item</p>"),
        ("a <<b>> c\n", "<p>a \u00abb\u00bb c</p>"),
        ("|a|b|\n|-|-|\n|c|d|\n|===\n|e|f|\n", "<td>d</td>\n</tr>\n<tr>\n<td>e</td>"),
        ("### Head\n{: #v-3.4 .x}\n", '<h3 id="v-3.4">Head</h3>'),
    ],
)
def test_kramdown_means_the_same_here(text: str, html: str) -> None:
    assert html in convert(without_kramdown(text)[0])
