"""Addresses: names of every script, relative links, and what editors write."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.model.url import (
    MAX_SEGMENT_BYTES,
    Url,
    absolute,
    of_address,
    of_alias,
    of_media,
    of_story,
    old_address,
    slug,
    tag_key,
)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Trade Summit", "trade-summit"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("R&D", "r-and-d"),
        (".NET", "dot-net"),
        ("tag_with_underscores", "tag-with-underscores"),
        ("a/b", "a-b"),
        ("日本", "日本"),
        ("がぎ", "がぎ"),
        ("か\u3099", "が"),
        ("हिन्दी", "हिन्दी"),
        ("العَرَبية", "العَرَبية"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("한국어 뉴스", "한국어-뉴스"),
        ("Café", "café"),
        ("Cafe\u0301", "café"),
        ("ｆｕｌｌ", "full"),
        ("&amp;", "and-amp"),
        ("<b>", "b"),
    ],
)
def test_slug(name: str, short: str) -> None:
    assert slug(name) == short


@pytest.mark.parametrize("name", ["😀", "👩‍👩‍👧", "..", "/", "-", "", " ", "\u200d", "\ud800"])
def test_name_without_letters_has_a_digest(name: str) -> None:
    assert re.fullmatch(r"x-[0-9a-f]{8}", slug(name))


def test_names_without_letters_are_told_apart() -> None:
    assert len({slug(name) for name in ("😀", "😁", "..", "/", "-", "--")}) == 6


@pytest.mark.parametrize("letter", ["x", "é", "日", "𠮷", "हि"])
def test_long_names_are_cut_between_letters_and_told_apart(letter: str) -> None:
    one, other = slug(letter * 400), slug(letter * 401)
    assert one != other
    assert len(one.encode()) <= MAX_SEGMENT_BYTES
    assert one.rpartition("-")[0] == (letter * 400)[: len(one) - 9]


def test_forms_of_one_tag_have_one_key() -> None:
    assert tag_key("AI") == tag_key("ai") == tag_key("Ai")
    assert tag_key("Straße") == tag_key("STRASSE")
    assert tag_key("ΛΌΓΟΣ") == tag_key("λόγος")
    assert len({tag_key(name) for name in ("C", "C++", "C#")}) == 3


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.text(max_size=300))
@example("İ")
@example("a\u0345")
@example("ΐ")
def test_slug_is_a_safe_segment(name: str) -> None:
    short = slug(name)
    assert short
    assert len(short.encode()) <= MAX_SEGMENT_BYTES
    assert not re.search(r"[/\\?#%\s\x00-\x1f.]|^-|-$|--", short)


@given(names)
@example("İ")
@example("ͅ")
@example("ǰ")
def test_slug_is_idempotent(name: str) -> None:
    assert slug(slug(name)) == slug(name)
    assert tag_key(tag_key(name)) == tag_key(name)
    assert unicodedata.is_normalized("NFC", slug(name))


@given(names)
def test_case_makes_no_other_tag(name: str) -> None:
    assert tag_key(name.casefold()) == tag_key(name)


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("articles/2024/04/x.md", "/2024/04/x/"),
        ("articles/2024/04/x/index.md", "/2024/04/x/"),
        ("articles/index.md", "/"),
        ("pages/about.md", "/about/"),
        ("articles/A B/C++.md", "/a-b/c-plus-plus/"),
        ("articles/../x.md", "/x-5ec1f7e7/x/"),
    ],
)
def test_story_s_address(path: str, url: str) -> None:
    assert of_story(path) == Url(url)


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("media/a/B c.jpg", "/media/a/B c.jpg"),
        ("articles/2024/quay.jpg", "/2024/quay.jpg"),
        ("articles/A B/Quay.JPG", "/a-b/Quay.JPG"),
        ("articles/x/left.jpg", "/x/left.jpg"),
    ],
)
def test_address_of_media(path: str, url: str) -> None:
    assert of_media(path) == Url(url)


def test_file_of_an_address() -> None:
    assert Url("/2024/x/").file == "2024/x/index.html"
    assert Url("/").file == "index.html"
    assert Url("/404.html").file == "404.html"


def test_address_as_it_stands_in_a_link() -> None:
    assert Url("/a b/ü#?%.html").href == "/a%20b/%C3%BC%23%3F%25.html"
    assert absolute("https://x.example/sub/", Url("/a/")) == "https://x.example/sub/a/"
    assert absolute("https://x.example", Url("/")) == "https://x.example/"


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("/", "/", "./"),
        ("/a/", "/a/", "./"),
        ("/a/", "/", "../"),
        ("/", "/a/", "a/"),
        ("/a/b/", "/a/c/", "../c/"),
        ("/a/b/", "/a/b/c.jpg", "c.jpg"),
        ("/404.html", "/a/", "a/"),
        ("/a.html", "/a.html", "a.html"),
        ("/a/b/", "/a.html", "../../a.html"),
        ("/a/", "/a:b/", "../a%3Ab/"),
        ("/", "/a:b/", "a%3Ab/"),
    ],
)
def test_relative_link(here: str, there: str, link: str) -> None:
    assert Url(here).to(Url(there)) == link


segments = st.text(st.characters(exclude_characters="/", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda text: text not in {".", ".."}
)
urls = st.builds(
    lambda folders, file: Url("/" + "".join(f"{each}/" for each in folders) + file),
    st.lists(segments, max_size=4),
    segments | st.just(""),
)


@given(urls, urls)
def test_every_relative_link_leads_to_its_target(here: Url, there: Url) -> None:
    reached = urljoin("https://x.example" + here.href, here.to(there))
    assert unquote(reached) == unquote("https://x.example" + there.href)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("/a/", "/a/"),
        ("/a", "/a"),
        ("/", "/"),
        ("/a/index.html", "/a/"),
        ("/index.html", "/"),
        ("/a//b/./c/", "/a/b/c/"),
        ("/%C3%BC/", "/ü/"),
        ("/x.pdf", "/x.pdf"),
        ("a/", None),
        ("//x.example/a", None),
        ("/../a", None),
        ("/a/../../b", None),
        ("/%2e%2e/a", None),
        ("/a?b", None),
        ("/a#b", None),
        ("/a\\b", None),
        ("/a\x00", None),
        ("https://x.example/", None),
        ("", None),
    ],
)
def test_address_that_an_editor_wrote(text: str, url: str | None) -> None:
    assert of_address(text) == (Url(url) if url else None)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("/old", "/old/"),
        ("/old/", "/old/"),
        ("/old.html", "/old.html"),
        ("/a/b.c", "/a/b.c"),
        ("/", None),
        ("old/", None),
        ("/..", None),
    ],
)
def test_alias(text: str, url: str | None) -> None:
    assert of_alias(text) == (Url(url) if url else None)


@given(st.text(max_size=40), st.booleans())
def test_no_address_leads_out_of_the_site(text: str, rooted: bool) -> None:
    for url in (of_address("/" + text if rooted else text), of_alias("/" + text if rooted else text)):
        if url:
            parts = url.file.split("/")
            assert url.path.startswith("/")
            assert ".." not in parts
            assert "" not in parts


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("old/address", "/old/address/"),
        ("/old/address", "/old/address/"),
        ("old/x.html", "/old/x.html"),
        ("https://old.example/flood", "/flood/"),
        ("https://old.example", "/"),
    ],
)
def test_old_address_as_an_alias(text: str, alias: str) -> None:
    assert old_address(text) == alias
