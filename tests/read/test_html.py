"""Raw HTML of editors and of other people's pages: nothing is lost, nothing leaks into the page around it."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.model.article import Html, PictureRow, Target
from newsgen.model.url import is_elsewhere
from newsgen.read.html import _WORD, count_words, cut, plain


def shown(html: Html) -> str:
    """The parts as text: addresses in guillemets, rows of photos in brackets."""
    return "".join(_shown(part) for part in html.parts)


def _shown(part: object) -> str:
    if isinstance(part, Target):
        return f" {part.attribute}=«{part.address}»" if part.attribute else f"«{part.address}»"
    if isinstance(part, PictureRow):
        return "[" + ", ".join(f"{each.address}|{each.alt}|{each.caption}" for each in part.pictures) + "]"
    return str(part)


def out(html: str) -> str:
    return shown(cut(html).html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Text.</p>",
        "<p>a<p>b<ul><li>c<li>d</ul>",
        "<dl><dt>a<dd>b</dl>",
        "<p>1 &lt; 2 &amp; 3 &nbsp; &copy;</p>",
        "<p>x <!-- a comment with <b> and </div> --></p>",
        "<script>if (a < b && c > d) { x('</p>') }</script>",
        "<style>p > b { color: red }</style>",
        "<svg viewBox='0 0 1 1'><title>A</title><path d='M0 0'/><g><circle/></g></svg>",
        "<math><mi>x</mi><mspace/></math>",
        "<custom-element attr>x</custom-element><o:p></o:p>",
        '<a href="https://x.example/?a=1&amp;b=2">x</a>',
        '<iframe src="https://x.example/"></iframe>',
        "<br><hr/><wbr>",
        '<p data-x="a>b" onclick=\'c("d")\'>x</p>',
    ],
)
def test_what_is_whole_is_left_as_it_is(html: str) -> None:
    assert out(html) == html


@pytest.mark.parametrize(
    ("html", "mended"),
    [
        ("<div>a", "<div>a</div>"),
        ("<table><tr><td>a", '<div class="table" tabindex="0"><table><tr><td>a</table></div>'),
        ("<b><table></b>a", '<b><div class="table" tabindex="0"><table></table></div></b>a'),
        ("<div><b>a", "<div><b>a</b></div>"),
        ("a</div>b</section>", "ab"),
        ("<b><i>a</b>c</i>", "<b><i>a</i></b>c"),
        ("<html><head></head><body class=x>a</body></html>", "a"),
        ("<!DOCTYPE html><p>a</p>", "<p>a</p>"),
        ("<title>a</title>", "a"),
        ("a<plaintext>b", "ab"),
        ("a <!-- b", "a &lt;!-- b"),
        ("<script>a", "<script></script>a"),
        ("<script src=x/>a", "<script src=x/></script>a"),
        ("<iframe src='https://x.example/'/><p>a</p>", '<iframe src="https://x.example/"/></iframe><p>a</p>'),
        ("<video controls><p>a</p>", "<video controls></video><p>a</p>"),
        ("<textarea>a", "<textarea></textarea>a"),
        ("<svg><circle></svg>a", "<svg><circle></circle></svg>a"),
        ('<a href="x.md>a</a>', "<a href=«x.md»>a</a>"),
        ("<a title='x>a</a>", "<a title='x'>a</a>"),
        ("a < b <3 <<", "a &lt; b &lt;3 &lt;&lt;"),
        ("a <b", "a &lt;b"),
        ("<em>a <strong", "<em>a &lt;strong</em>"),
        ('<p class="a"">b</p>', '<p class="a"">b</p>'),
    ],
)
def test_what_would_leak_is_mended(html: str, mended: str) -> None:
    assert out(html) == mended


def test_the_page_keeps_its_only_h1() -> None:
    assert out('<h1 id="a">A</h1><h2>B</h2><h5>C</h5><h6>D</h6>') == '<h2 id="a">A</h2><h3>B</h3><h6>C</h6><h6>D</h6>'
    assert out("<H1>A</H1>") == "<h2>A</h2>"
    assert out("<h2>A</h2><h3>B</h3>") == "<h2>A</h2><h3>B</h3>"


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ('<a href="x.md">t</a>', "<a href=«x.md»>t</a>"),
        ("<a class=c href='x.md#y' title=z>t</a>", "<a class=c href=«x.md#y» title=z>t</a>"),
        ("<a href=x.md>t</a>", "<a href=«x.md»>t</a>"),
        ("<A HREF='x.md'>t</A>", "<A href=«x.md»>t</a>"),
        ('<a title="a"href="x.md">t</a>', '<a title="a" href=«x.md»>t</a>'),
        ('<a title="href=y.md" href="x.md">t</a>', '<a title="href=y.md" href=«x.md»>t</a>'),
        ('<a href="?page=2">t</a>', '<a href="?page=2">t</a>'),
        ('<a href="">t</a>', '<a href="">t</a>'),
        ('<a href="mailto:x@y.example">t</a>', '<a href="mailto:x@y.example">t</a>'),
        ('<a href="//x.example/">t</a>', '<a href="//x.example/">t</a>'),
        ("<a href='https://x.example/\"'>t</a>", '<a href="https://x.example/&quot;">t</a>'),
        ('<video src="v.mp4" poster="p.jpg"></video>', "<video src=«v.mp4» poster=«p.jpg»></video>"),
        ('<source srcset="a.png 1x,b.png 2x">', '<source srcset="«a.png» 1x, «b.png» 2x">'),
        ('<source srcset="a.png, b.png 2x,">', '<source srcset="«a.png», «b.png» 2x">'),
        ('<source srcset="https://x.example/a,b.png 100w, c.png">', '<source srcset="https://x.example/a,b.png 100w, «c.png»">'),
        ('<object data="x.pdf"></object>', "<object data=«x.pdf»></object>"),
        ('<link href="x.css">', '<link href="x.css">'),
    ],
)
def test_addresses_of_the_project_are_cut_out(html: str, parts: str) -> None:
    assert out(html) == parts


def test_addresses_are_told_with_their_kind() -> None:
    fragment = cut('<a href="x.md">t</a><img src="a.png" alt=""><a href="#y" id="z" name="w"></a>')
    assert fragment.addresses == [("link", "x.md"), ("image", "a.png"), ("link", "#y")]
    assert fragment.anchors == ["z", "w"]
    assert fragment.images == ["a.png"]


def test_picture_without_alt_gets_an_empty_one_and_loads_late() -> None:
    assert out('<b><img src="a.png"></b>') == '<b><img src=«a.png» alt="" loading="lazy" decoding="async"></b>'
    assert out('<b><img src="a.png" alt="A" loading=eager /></b>') == '<b><img src=«a.png» alt="A" loading=eager></b>'


def pictures(html: str) -> list[int]:
    """How many photos each row of the fragment holds."""
    return [len(part.pictures) for part in cut(html).html.parts if isinstance(part, PictureRow)]


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ('<p><img src="a.png" alt="A" title="C"></p>', [1]),
        ('<p><img src="a.png" alt="A">\n<img src="b.png" alt="B"></p>', [2]),
        ('<p><img src="a.png" alt="A"><br>\n<img src="b.png" alt="B"></p>', [2]),
        ('<p><img src="https://x.example/a.png" alt="A"></p>', [1]),
        ('<p><img src="data:image/png;base64,AA//" alt="A"></p>', []),
        ('<p>Text <img src="a.png" alt="A"></p>', []),
        ('<p><img src="a.png" alt="A">&nbsp;</p>', [1]),
        ('<p class="x"><img src="a.png" alt="A"></p>', []),
        ('<p><a href="x.md"><img src="a.png" alt="A"></a></p>', []),
        ('<p><img src="a.png" width="10"></p>', []),
        ('<p><img src="a.png">', []),
        ('<div><p></div><img src="a.png"></p>', []),
        ('<p><img alt="A"></p>', []),
    ],
)
def test_photos_alone_in_a_paragraph_become_a_row(html: str, rows: list[int]) -> None:
    assert pictures(html) == rows


def test_a_row_takes_its_addresses_with_it() -> None:
    fragment = cut('<p><a href="x.md">t</a></p><p><img src="a.png"><img src="https://x.example/b.png"></p>')
    assert fragment.addresses == [("link", "x.md")]
    assert [each.address for each in fragment.pictures] == ["a.png", "https://x.example/b.png"]


@pytest.mark.parametrize(
    ("html", "lede"),
    [
        (
            "<p>Short.</p><p>The water came at night and it stayed for three days.</p>",
            "The water came at night and it stayed for three days.",
        ),
        ("<p>Short.</p>", "Short."),
        ("<blockquote><p>The water came at night and it stayed for three days.</p></blockquote><p>Short.</p>", "Short."),
        ("<h2>Head</h2>", "Head"),
        ("<p>one<br>two</p>", "one two"),
        ("<ul><li>one<li>two</ul>", "one two"),
        ("<p>a<b>b</b>c &amp; <code>&lt;d&gt;</code></p>", "abc & <d>"),
        ("<script>x</script><p>a</p>", "a"),
        ("", ""),
    ],
)
def test_opening(html: str, lede: str) -> None:
    assert cut(html).lede == lede


@pytest.mark.parametrize(
    ("html", "count"), [("<p>one two-three</p>", 3), ("<p>洪水来了</p>", 4), ("<p>one<br>two</p>", 2), ("<p>カタカナ ab</p>", 5)]
)
def test_words(html: str, count: int) -> None:
    assert cut(html).words == count


def test_wide_tables_scroll_in_a_box_that_the_keyboard_reaches() -> None:
    assert out("<table><tr><td><table></table></table>") == (
        '<div class="table" tabindex="0"><table><tr><td><table></table></table></div>'
    )
    assert out("<pre>a</pre>") == '<pre tabindex="0">a</pre>'


def test_address_elsewhere() -> None:
    assert [is_elsewhere(each) for each in ("https:x", "//x", "mailto:x", "x.md", "/x", "#x", "a/b:c")] == [True] * 3 + [
        False
    ] * 4


def test_white_space_is_folded() -> None:
    assert plain(" a\n\t b\u2003c ") == "a b c"


# Properties

TAGS = "p div b i a li ul td tr table h1 h2 script style textarea iframe video svg math path title"
TAGS += " blockquote custom-x br img hr input html body"
PIECES = [f"<{tag}>" for tag in TAGS.split()] + [f"</{tag}>" for tag in TAGS.split()]
PIECES += [
    "<P CLASS=x>",
    "<a href='x.md'>",
    '<a href="https://x.example">',
    "<img src=a.png>",
    '<img src="a.png" srcset="b.png 1x,c.png 2x">',
    "<p/>",
]
PIECES += [
    "<script src='x'/>",
    "<iframe/>",
    "<path/>",
    "<!-- c -->",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&#x1F600;",
    " ",
    "\n",
    "one",
    "two three",
    "é",
    "洪水",
    "👩‍👩‍👧",
]
ODD = [
    "<",
    ">",
    "<!--",
    "-->",
    "<!",
    "<?x",
    "</",
    "/>",
    '"',
    "'",
    "=",
    "&",
    "<b",
    "<a href=",
    '<a href="',
    "<!doctype html>",
    "<foo<bar>",
    "\x00",
]
htmlish = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
odd = st.lists(st.sampled_from(PIECES + ODD), max_size=40).map("".join)
VOID = set("area base br col embed hr img input link meta param source track wbr".split())
IMPLIED = set("p li dt dd option optgroup thead tbody tfoot tr td th rp rt colgroup caption".split())


class Balance(HTMLParser):
    """Checks that every end tag closes what is open, and collects the text that readers get to see."""

    CDATA_CONTENT_ELEMENTS = ("script", "style", "textarea", "iframe")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.stray: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID | IMPLIED:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        unquoted = re.search(r"=[^\s\"'/]*/>$", self.get_starttag_text() or "")  # to browsers, the slash is part of the value
        if unquoted or not {"svg", "math"} & {*self.open, tag}:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in IMPLIED:
            self.stray.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def is_balanced(self) -> bool:
        return not self.open and not self.stray


def page(html: Html) -> str:
    """A fragment as a page shows it, without its photos."""
    return "".join(_in_page(part) for part in html.parts)


def _in_page(part: object) -> str:
    if isinstance(part, Target):
        return f' {part.attribute}="{escape(part.address)}"' if part.attribute else escape(part.address)
    return part if isinstance(part, str) else ""


@given(odd)
@example("<div><p></div><img src=a.png></p>")
@example("<svg><title>")
@example("<script/><script></script>")
@example("<!-->")
def test_what_comes_out_is_balanced(html: str) -> None:
    assert Balance(page(cut(html).html)).is_balanced


def test_comments_end_where_every_parser_sees_their_end() -> None:
    assert shown(cut("x <!--> y <!---> z <!-- a -- b --!> w").html) == "x <!----> y <!----> z <!-- a - - b --> w"


@given(htmlish)
def test_no_text_is_lost(html: str) -> None:
    assert not words(Balance(html).text) - words(Balance(page(cut(html).html)).text)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"one|two three|é|洪水|👩‍👩‍👧|😀", text))


@given(odd)
def test_what_is_mended_stays_as_it_is(html: str) -> None:
    once = page(cut(html).html)
    assert Balance(page(cut(once).html)).is_balanced
    assert Balance(page(cut(once).html)).text == Balance(once).text


SIMPLE = [
    "<p>",
    "</p>",
    "<li>",
    "<h2>",
    "</h2>",
    '<h3 id="a-b">',
    "</h3>",
    "<h1>",
    "<strong>",
    "</strong>",
    "<em>",
    "</em>",
    "</a>",
]
SIMPLE += [
    '<a href="https://x.example/a?b">',
    '<a href="https://x.example/?a&amp;b">',
    '<a href="x.md">',
    "<blockquote>",
    "</blockquote>",
]
SIMPLE += [
    "<p>The water came at night and it stayed for three days.</p>",
    "<p>Short <em>one</em>.</p>",
    "&am",
    "p;",
    '<p id="x">',
    "<code>",
    "</code>",
    "<code>'a' -- b</code>",
    "<br>",
    "<br />",
    "<b>",
    "</b>",
    "<em><b>'a'</b> b</em>",
    '<a href="https://x.example/" title="It\'s">',
    "<a href='https://x.example/'>",
    '<a class="b" href="https://x.example/" target="_blank" rel="noopener">',
    '<span style="a: b">',
    "</span>",
    '<p class="a b">',
    '<h2 id="c" class="d">',
    '<p class="a" id="e">',
    '"',
    "'",
    " -- ",
]


@given(st.lists(st.sampled_from(SIMPLE + SIMPLE + PIECES + ODD), max_size=40).map("".join), st.sampled_from(["", "en", "fr"]))
@example('<p>a</p><h2 id="b">c</h2><p>d <em>e</em></p>', "")
@example("<p>a<p>b</p>", "")
@example("<p><em>&am</em>p;</p>", "")
@example("<p>'a'<br>\n'b <code>'c'</code>'d'</p>", "en")
@example("<p>'<code></code>'a'</p>", "en")
def test_simple_blocks_are_cut_like_all_others(html: str, typography: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsgen.read.html._SIMPLE", re.compile("(?!)"))
        slow = cut(html, typography)
    fast = cut(html, typography)
    assert fast.html == slow.html
    assert dataclasses.replace(fast, parts=[]) == dataclasses.replace(slow, parts=[])


@given(
    st.text(
        alphabet=st.sampled_from("ab1_ -.é洪カ\ufa0e\U00020000\uac00“\u2028\u0308\ud800😀²\x1c\x85") | st.characters(),
        max_size=30,
    )
)
def test_words_are_counted_alike_in_every_script(text: str) -> None:
    assert count_words(text) == len(_WORD.findall(text))


@given(st.text(max_size=200))
@example("<A\x1f>")
@example("<b\xa0>")
def test_any_text_is_read(html: str) -> None:
    assert Balance(page(cut(html).html)).is_balanced
