"""Contents of WordPress to Markdown, without the loss of a word."""

from __future__ import annotations

import re
from itertools import count

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.read.markdown import convert

from .exports import item, piece, site, upload

QUAY = upload(20, "https://post.example/wp-content/uploads/2024/04/quay.jpg", alt="The old quay", caption="In winter")
GULL = upload(21, "https://post.example/wp-content/uploads/2024/04/gull.jpg", alt="A gull", credit="Li Wei")
FILES = ("uploads/2024/04/quay.jpg", "uploads/2024/04/quay-300x200.jpg", "uploads/2024/04/gull.jpg")


def body(content: str) -> str:
    return piece(content, QUAY, GULL, files=FILES).body.strip()


def told(content: str) -> str:
    return "\n".join(note.said for note in piece(content, QUAY, GULL, files=FILES).notes)


def test_the_classic_editor() -> None:
    assert body("One\ntwo &amp; three.\r\n\r\n\r\nFour.") == "One  \ntwo &amp; three.\n\nFour."
    assert body("<h3>Head</h3>\nText\n<ul>\n\t<li>a</li>\n</ul>\nMore") == "### Head\n\nText\n\n- a\n\nMore"
    assert body("<pre>a\n\nb</pre>") == "```\na\n\nb\n```"


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ("<!-- wp:paragraph -->\n<p>Text</p>\n<!-- /wp:paragraph -->", "Text"),
        ('<!-- wp:heading {"level":3} -->\n<h3 class="x">Head</h3>\n<!-- /wp:heading -->', "### Head"),
        ("Before\n\nblocks <!-- wp:paragraph --><p>In</p><!-- /wp:paragraph --> after", "Before\n\nblocks\n\nIn\n\nafter"),
        ("<!-- wp:freeform -->One\n\nTwo<!-- /wp:freeform -->", "One\n\nTwo"),
        ("<!-- wp:more --><!--more--><!-- /wp:more --><p>x</p>", "x"),
        ('<!-- wp:group {"a":"b \\u002d\\u002d"} --><div class="wp-block-group"><p>In</p></div><!-- /wp:group -->', "In"),
        ("<h1>Title</h1>", "## Title"),
        ("<p>&nbsp;</p><p>x</p><div></div>", "x"),
        ('<p style="text-align: center">Centred</p>', "Centred"),
        ("[[gallery]] and [sic] and [1] and [the minister]", "\\[gallery\\] and \\[sic\\] and \\[1\\] and \\[the minister\\]"),
        ('[vc_row][vc_column width="1/2"]In[/vc_column][/vc_row]', "In"),
        ("[box]a [b]bold[/b] c[/box]", "a bold c"),
        ('<a href="https://post.example/?p=10#x">here</a>', "[here](/2024/04/16/ferries-return/#x)"),
        ("<p>a</p><!-- a remark --><p>b</p>", "a\n\nb"),
        ('<h2 id="sec">Second part</h2><p><a href="#sec">x</a></p>', "## Second part {#sec}\n\n[x](#sec)"),
        ('<h2 id="h-second">Second part</h2>', "## Second part"),
        ('<p>a<img><img src=""><iframe></iframe>b</p>', "ab"),
        ('<pre class="wp-block-verse">One<br>two<br><br>three</pre>', "```\nOne\ntwo\n\nthree\n```"),
        ('<div style="background-image:url(/b.jpg)"><p>Over</p></div>', "![](/b.jpg)\n\nOver"),
        ('<a href="/a">A</a><a href="/b">B</a>', "[A](/a) [B](/b)"),
        ("<p><![if !supportLists]>· <![endif]>Word</p>", "· Word"),
        ("a <![x](b.jpg) <![CDATA[c]]&gt;", "a &lt;!\\[x\\](b.jpg) &lt;!\\[CDATA\\[c\\]\\]>"),
        ('<a href="http://[bad">x</a>', "[x](http://[bad)"),
        ('[button url="/about/"]About[/button]', "[About](/about/)"),
        ('[quote author="Mara"]We waited[/quote]', "> We waited\n>\n> – Mara"),
    ],
)
def test_what_becomes_of(content: str, markdown: str) -> None:
    assert body(content) == markdown


@pytest.mark.parametrize(
    "content",
    [
        '[caption id="attachment_20" width="300"]<a href="/wp-content/uploads/2024/04/quay.jpg">'
        '<img src="/wp-content/uploads/2024/04/quay-300x200.jpg" alt="Q" /></a> At dusk[/caption]',
        '[caption caption="At dusk"]<img src="https://post.example/wp-content/uploads/2024/04/quay.jpg" alt="Q" />[/caption]',
        '<figure class="x"><img src="https://i0.wp.com/post.example/wp-content/uploads/2024/04/quay.jpg?w=300" alt="Q"/>'
        "<figcaption>At dusk</figcaption></figure>",
        '<figure><img src="data:image/gif;base64,R0" data-lazy-src="/wp-content/uploads/2024/04/quay-300x200.jpg" alt="Q">'
        "<figcaption>At dusk</figcaption></figure>",
    ],
)
def test_pictures_with_captions(content: str) -> None:
    assert body(content) == '![Q](/wp-content/uploads/2024/04/quay.jpg "At dusk")'


def test_galleries() -> None:
    both = '![The old quay](/wp-content/uploads/2024/04/quay.jpg "In winter")\n\n![A gull](/wp-content/uploads/2024/04/gull.jpg)'
    assert body('[gallery ids="20,21" columns="2"]') == both
    assert "not in the export: 99" in told('[gallery ids="20,99"]')


def test_a_picture_at_the_side_stands_above() -> None:
    assert body('<p><img class="alignleft" src="/wp-content/uploads/2024/04/gull.jpg">Text.</p>') == (
        "![A gull](/wp-content/uploads/2024/04/gull.jpg)\n\nText."
    )


@pytest.mark.parametrize(
    ("content", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("[embed]https://youtu.be/abcdefghijk[/embed]", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("[youtube=https://www.youtube.com/watch?v=abcdefghijk&amp;w=320]", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("[vimeo 123456]", "https://player.vimeo.com/video/123456"),
        ('[video mp4="https://post.example/a.mp4"][/video]', "https://post.example/a.mp4"),
        ('[audio src="https://post.example/a.mp3"]', "https://post.example/a.mp3"),
        ('<video controls><source src="https://post.example/a.mp4"></video>', "https://post.example/a.mp4"),
    ],
)
def test_players(content: str, player: str) -> None:
    assert f'src="{player}"' in body(f"Text.\n\n{content}\n\nMore.")
    assert told(content) == ""


def test_an_address_of_a_host_without_a_player_is_a_link() -> None:
    assert body("https://social.example/@ana/1") == "<https://social.example/@ana/1>"


def test_code_stays() -> None:
    code = 'if (a < b) { [gallery] }\n\n// [x y="z"]'
    assert body(f'[code language="php"]{code}[/code]') == f"```php\n{code}\n```"
    assert body('<pre class="brush: php; x">a</pre>') == "```php\na\n```"


def test_what_is_taken_away_is_told() -> None:
    said = told('[contact-form-7 id="1"] <script src="https://ads.example/a.js"></script><!-- wp:latest-posts {"n":3} /-->')
    assert '[contact-form-7 id="1"]' in said
    assert "https://ads.example/a.js" in said
    assert 'latest-posts {"n":3}' in said


def test_blocks_that_are_used_again() -> None:
    again = item(30, "Again", "<!-- wp:paragraph --><p>Once more.</p><!-- /wp:paragraph -->", kind="wp_block")
    assert piece('<!-- wp:block {"ref":30} /-->', again).body.strip() == "Once more."
    itself = item(30, "Loop", '<!-- wp:block {"ref":30} /-->', kind="wp_block")
    assert piece('<p>x</p><!-- wp:block {"ref":30} /-->', itself).body.strip() == "x"


@pytest.mark.parametrize("tag", ["div", "blockquote", "span", "li"])
def test_what_is_nested_beyond_reason_keeps_its_text(tag: str) -> None:
    content = f"<{tag}>" * 3000 + "deep" + f"</{tag}>" * 3000
    assert body(content) == "deep"
    assert "nested too deeply" in told(content)


def test_footnotes() -> None:
    note = '[{"id":"ab-1","content":"See <em>there</em>."}]'
    content = '<p>Text<sup data-fn="ab-1" class="fn"><a id="ab-1-link" href="#ab-1">1</a></sup>.</p><!-- wp:footnotes /-->'
    made = site(item(content=content, meta={"footnotes": note})).pieces[0]
    assert made.body == "Text[^1].\n\n[^1]: See *there*."


# No word is lost

NUMBERS = count(1)
SNIPPETS = (
    "{} {}",
    "{}\n{}",
    "<p>{} <strong>{}</strong> <em>{}</em></p>",
    "<h2>{}</h2>",
    "<blockquote>{}\n\n{}</blockquote>",
    "<ul><li>{}</li><li>{}<ul><li>{}</li></ul></li></ul>",
    "<ol>\n<li>{}</li>\n<li><p>{}</p><p>{}</p></li>\n</ol>",
    '<!-- wp:paragraph -->\n<p>{} <a href="https://x.example/">{}</a></p>\n<!-- /wp:paragraph -->',
    '<!-- wp:list --><ul class="wp-block-list"><!-- wp:list-item --><li>{}</li><!-- /wp:list-item --></ul><!-- /wp:list -->',
    '<!-- wp:quote --><blockquote class="wp-block-quote"><p>{}</p><cite>{}</cite></blockquote><!-- /wp:quote -->',
    "<!-- wp:pullquote --><figure><blockquote><p>{}</p><cite>{}</cite></blockquote></figure><!-- /wp:pullquote -->",
    "<!-- wp:table --><figure><table><tr><td>{}<td>{}</table><figcaption>{}</figcaption></figure><!-- /wp:table -->",
    "<table><tr><th colspan=2>{}</th></tr><tr><td>{}</td><td>{}<br>{}</td></tr></table>",
    "<!-- wp:columns --><div><!-- wp:column --><div><p>{}</p></div><!-- /wp:column --></div><!-- /wp:columns -->",
    '<!-- wp:verse --><pre class="wp-block-verse">{}\n  {}</pre><!-- /wp:verse -->',
    "<!-- wp:details --><details><summary>{}</summary><p>{}</p></details><!-- /wp:details -->",
    "<div>{}<p>{}</p>{}</div>",
    '<div id="x"><p>{}</p>\n\n<p>{}</p></div>',
    "[box]{}\n\n{}[/box]",
    '[tabs][tab title="x"]{}[/tab][tab title="y"]{}[/tab][/tabs]',
    '[caption]<img src="/a.jpg" alt=""> {} {}[/caption]',
    "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<p>{}<br>{}<br />{}</p>",
    '<span style="color:red">{}</span> {}',
    "<center>{}</center>",
    "<p>{} * {} _ {} # {} | {} [ {} ] &lt;b&gt; {} &amp;amp; {}</p>",
    "1. {}",
    "- {}",
    "# {}",
    "    {}",
    "&nbsp;{}&nbsp;",
    "<b>{}<i>{}</b></i>",
    "<p>{}<p>{}",
    "{}<!--more-->{}",
    "{}\n<!--nextpage-->\n{}",
    '<iframe src="https://x.example"></iframe>{}',
    "<figure><figcaption>{}</figcaption></figure>",
    '<h3><a name="x"></a>{}</h3>',
    '<a href="/x"><h4>{}</h4><p>{}</p></a>',
    "<address>{}</address><hr>{}",
    "<font color=red>{}</font><big>{}</big><u>{}</u><del>{}</del><sup>{}</sup><kbd>{}</kbd>",
)


def words(text: str) -> list[str]:
    return re.findall(r"word\d+x", text)


def filled(snippet: str) -> str:
    return re.sub(r"\{\}", lambda _: f"word{next(NUMBERS)}x", snippet)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=8), st.sampled_from(["\n\n", "\n", "\r\n\r\n", ""]))
def test_every_word_is_in_the_story_in_its_order(snippets: list[str], between: str) -> None:
    content = between.join(map(filled, snippets))
    made = piece(content)
    soup = BeautifulSoup(convert(made.body), "html.parser")
    captions = words(" ".join(str(image.get("title")) for image in soup.find_all("img")))
    assert words(soup.get_text()) == [word for word in words(content) if word not in captions]
