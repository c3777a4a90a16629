"""Export files are read, whatever is wrong with their XML."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.migrate.wordpress.wxr import Read, is_wxr, read

from .exports import FOOT, HEAD, item, wxr


def items(text: str | bytes) -> list[Read]:
    return [each for each in read(text if isinstance(text, bytes) else text.encode()) if each.is_item]


def content(each: Read) -> str:
    return each.element.said("content:encoded")


def test_items_and_what_stands_outside() -> None:
    *found, channel = read(wxr(item(1), item(2)).encode())
    assert [each.element.said("wp:post_id") for each in found] == ["1", "2"]
    assert not channel.is_item
    assert channel.element.said("title") == "The Harbour Post"
    assert [each.said("wp:category_nicename") for each in channel.element.all("wp:category")] == ["news", "harbour"]
    assert not any(each.doubt for each in found)


def test_signs_of_items_in_a_text_are_text() -> None:
    odd = "About &lt;item&gt; and </item> and <item> and ]]]]><![CDATA[> here"
    first, second = items(wxr(item(1, content=odd), item(2)))
    assert content(first) == "About &lt;item&gt; and </item> and <item> and ]]> here"
    assert second.element.said("wp:post_id") == "2"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("\x0bcontrol\x00 signs\x1f", "control signs"), ("\ufffe", ""), ("tab\tstays", "tab\tstays")],
)
def test_signs_that_xml_does_not_know(wrong: str, right: str) -> None:
    (found,) = items(wxr(item(content=wrong)))
    assert (content(found), found.doubt) == (right, "")


def test_references_outside_of_data() -> None:
    text = wxr(item()).replace(
        "<description></description>", "<description>a &nbsp; b & c &eacute; &#8217; &#0; &nosuch; &amp;lt;</description>"
    )
    (found,) = items(text)
    assert found.element.said("description") == "a \xa0 b & c é ’  &nosuch; &lt;"


def test_prefixes_without_a_namespace() -> None:
    bare = HEAD.replace('xmlns:wp="http://wordpress.org/export/1.2/"', "").replace("<rss", "<rss", 1)
    assert items(bare + item(7) + FOOT)[0].element.said("wp:post_id") == "7"


def test_an_item_that_is_no_xml_is_read_with_patience_and_its_neighbours_are_whole() -> None:
    broken = item(2, content="Whole text").replace("<description></description>", "<description><b>open</description>")
    one, two, three = items(wxr(item(1), broken, item(3)))
    assert (one.doubt, three.doubt) == ("", "")
    assert "XML is wrong" in two.doubt
    assert (two.element.said("wp:post_id"), content(two)) == ("2", "Whole text")
    assert two.element.all("category")[0].attributes["nicename"] == "news"


def test_a_file_that_breaks_off() -> None:
    text = wxr(item(1), item(2, content="The last words that came"))
    one, two = items(text[: text.index("that came")])
    assert one.doubt == ""
    assert "breaks off" in two.doubt
    assert content(two) == "The last words "


def test_entities_of_the_file_are_never_expanded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    text = bomb + wxr(item()).split("?>", 1)[1].replace("<description></description>", "<description>&b;</description>")
    assert items(text)[0].element.said("description") == "&b;"


def test_other_encodings() -> None:
    text = wxr(item(content="Straße")).replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    assert content(items(text.encode("latin-1"))[0]) == "Straße"
    assert content(items(b"\xef\xbb\xbf" + wxr(item(content="Straße")).encode())[0]) == "Straße"


def test_what_is_an_export() -> None:
    assert is_wxr(wxr().encode())
    assert not is_wxr(b'<rss version="2.0"><channel></channel></rss>')


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40).map(lambda text: text.replace("]]>", "")), min_size=1, max_size=6), st.integers(0, 40))
def test_however_a_file_is_cut_up_its_items_are_the_same(texts: list[str], padding: int) -> None:
    data = wxr(*(item(number, content=f"{text}|{'x' * padding}") for number, text in enumerate(texts)))
    found = items(data.encode("utf-8", "replace"))
    assert [each.element.said("wp:post_id") for each in found] == [str(number) for number in range(len(texts))]
