"""What readers get of a page, whoever made it."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.desk.readable import LIST, PAGE, REDIRECT, STORY, Readable, readable

from ..builders import built, project, story, text_of

LIFTED = "It lifted."


def page(body: str, head: str = "<title>The title</title>") -> Readable:
    return readable(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def test_a_story_is_told_from_what_stands_around_it() -> None:
    found = page(
        '<nav><a href="/">Home</a></nav><main><article><header><h1>Fog</h1></header><p>It <b>lif</b>ted.</p>'
        '<aside>As seen.</aside><img src="a.jpg" alt="A"></article><aside class="related"><article>Rain</article></aside></main>'
        "<footer>Imprint</footer>",
        '<title>Fog | Post</title><meta property="og:type" content="article"><meta name="description" content="About fog">',
    )
    assert (found.kind, found.title) == (STORY, "Fog")
    assert found.blocks == ("It lifted.", "As seen.")
    assert found.pictures == (("a.jpg", "A"),)
    assert found.around == ("Home", "/", "Rain", "Imprint")
    assert ("description", "About fog") in found.head


def test_what_no_reader_sees_is_not_read() -> None:
    found = page("<main><p>Seen<script>a = '<p>not</p>'</script><style>p{}</style><template>no</template>.</p><!-- no --></main>")
    assert found.blocks == ("Seen.",)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<main><article><h2><a href='/a'>A</a></h2><p>Long enough to be more than its link.</p></article></main>", LIST),
        ("<main><ul><li><a href='/a'>A long name of a topic</a> 3</li></ul></main>", LIST),
        ("<main><h1>A long headline for them</h1><ul><li><a href='/a'>Topic</a> 3</li></ul></main>", LIST),
        ("<main><h1>About</h1><p>We are <a href='/x'>people</a> of the harbour.</p></main>", PAGE),
        ("<h1>Bare</h1><p>No landmark at all.</p>", PAGE),
        ("<article><h1>Old blog</h1><p>Text.</p></article><footer><a href='/'>A link, and a long one</a></footer>", PAGE),
    ],
)
def test_kinds(body: str, kind: str) -> None:
    assert page(body).kind == kind


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=../new/", "../new/"),
        ("0;URL='https://a.example/b'", "https://a.example/b"),
        ("5", ""),
        ("300; url=/live/", ""),
        ("9; url=/n/", "/n/"),
        ("0, /n/", "/n/"),
    ],
)
def test_redirects(content: str, target: str) -> None:
    found = page("<p>Moved</p>", f'<meta http-equiv="Refresh" content="{content}">')
    assert (found.kind == REDIRECT, found.target) == (bool(target), target)


def test_an_unclosed_menu_costs_no_text() -> None:
    assert page("<header><nav><a href='/'>Home</a></header><main><p>Text.</p></main>").blocks == ("Text.",)
    assert page("<div><p>One<p>Two<li>Three</div>").blocks == ("One", "Two", "Three")
    assert page("<p>One <svg><title/><style/><path/></svg> two</p>").blocks == ("One", "two")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("UTF-16", "utf-8"),
        ("GB2312", "gb2312"),
        ("utf-8", "utf-8"),
        ("x-nothing", "utf-8"),
        ("hex", "utf-8"),
    ],
)
def test_old_pages_have_their_encoding(charset: str, encoding: str) -> None:
    title = "港" if encoding == "gb2312" else "Größe"
    html = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{title}</title><main>x</main>'
    assert readable(html.encode(encoding)).title == title


def test_pages_without_a_headline_have_their_title() -> None:
    assert page("<main><h2>Part</h2></main>").title == "The title"


@given(st.binary(max_size=300) | st.text("<>!-[]/ \"'=abif&;#x0\n", max_size=200).map(str.encode))
def test_nothing_makes_it_fail(html: bytes) -> None:
    assert isinstance(readable(html), Readable)


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20), min_size=1, max_size=6))
def test_every_word_is_read_in_its_order(words: list[str]) -> None:
    found = page("<main>" + "".join(f"<p>{escape(word)}</p>" for word in words) + "</main>")
    assert found.blocks == tuple(words)


def test_the_theme_is_understood(tmp_path) -> None:
    made = built(
        project(
            tmp_path,
            {
                "content/articles/2024/04/harbour.md": story("Fog", section="city", tags=["Fog"], aliases=["/old/"], body=LIFTED),
                "content/articles/2024/04/rain.md": story("Rain", section="city", tags=["Fog"]),
                "content/pages/about.md": story("About", body="We are people of the harbour."),
            },
        )
    )
    kinds = {path: readable(text_of(made, path).encode()).kind for path in made.tree if path.endswith(".html")}
    assert kinds["2024/04/harbour/index.html"] == STORY
    assert kinds["about/index.html"] == PAGE
    assert kinds["old/index.html"] == REDIRECT
    assert {kinds[f"{path}index.html"] for path in ("", "tags/fog/", "sections/city/", "latest/")} == {LIST}
    assert LIFTED in readable(text_of(made, "2024/04/harbour/index.html").encode()).blocks
