"""What changes for readers: every difference in one place, and old addresses followed as a browser follows them."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.desk.changes import Changes, Passage, changes, passages
from newsgen.desk.served import Served, address, ways

LONG = "A paragraph that is long enough to be known again wherever it stands."


def page(title: str = "T", text: str = LONG, head: str = "", around: str = "", story: bool = True) -> str:
    kind = '<meta property="og:type" content="article">' if story else ""
    return f"<title>{title}</title>{kind}{head}<nav>{around}</nav><main><h1>{title}</h1><p>{text}</p></main>"


def redirect(target: str) -> str:
    return f'<title>Moved</title><meta http-equiv="refresh" content="0; url={target}">'


def served(files: Mapping[str, str]) -> Served:
    data = {path: text.encode() for path, text in files.items()}
    return Served({path: hashlib.sha256(each).hexdigest() for path, each in data.items()}, data.__getitem__)


def between(old: Mapping[str, str], new: Mapping[str, str]) -> Changes:
    return changes(served(old), served(new))


FRONT = {"index.html": page("Front", head='<link rel="canonical" href="https://p.example/news/">', story=False)}


def test_a_story_that_goes_breaks_its_address() -> None:
    found = between({"a/index.html": page("A"), "a.pdf": "x"}, {})
    assert [(each.address, each.title, each.kind) for each in found.broken] == [("/a/", "A", "story"), ("/a.pdf", "", "document")]


@pytest.mark.parametrize("target", ["../b/", "/news/b/", "https://p.example/news/b/", "//p.example/news/b/#top", "../b/?x=1"])
def test_a_redirect_is_followed(target: str) -> None:
    found = between({**FRONT, "a/index.html": page("A")}, {**FRONT, "a/index.html": redirect(target), "b/index.html": page("A")})
    assert [(each.address, each.target) for each in found.moved] == [("/a/", "/b/")]
    assert found.broken == ()


@pytest.mark.parametrize("target", ["../c/", "../a/", "/news/c/"])
def test_a_redirect_to_nowhere_breaks(target: str) -> None:
    found = between({**FRONT, "a/index.html": page("A")}, {**FRONT, "a/index.html": redirect(target)})
    assert [each.address for each in found.broken] == ["/a/"]


def test_a_redirect_to_another_site_is_one() -> None:
    found = between({**FRONT, "a.html": page("A")}, {**FRONT, "a.html": redirect("https://else.example/a")})
    assert [each.target for each in found.moved] == ["//else.example/a"]


@pytest.mark.parametrize(
    ("rules", "target"),
    [
        ("/a/ /news/b/ 301\n", "/b/"),
        ("# ours\n/a /news/b/\n", "/b/"),
        ("/a/* /news/:splat\n", "/"),
        ("/a/ /b/ 404\n", None),
        ("/old/* /x/\n/%61/ /news/b/ 302\n", "/b/"),
    ],
)
def test_rules_of_hosts_count(rules: str, target: str | None) -> None:
    found = between({**FRONT, "a/index.html": page("A")}, {"_redirects": rules, "b/index.html": page("B"), **FRONT})
    assert [each.target for each in found.moved] == ([target] if target else [])
    assert [each.address for each in found.broken] == ([] if target else ["/a/"])


def test_the_same_text_elsewhere_is_found() -> None:
    found = between({"a/index.html": page("A")}, {"b/index.html": page("B")})
    assert [each.now for each in found.broken] == ["/b/"]
    by_title = between({"a/index.html": page("A", "Short.")}, {"b/index.html": page("A", "Else.")})
    assert [each.now for each in by_title.broken] == ["/b/"]
    several = between({"a/index.html": page("A")}, {"b/index.html": page("A"), "c/index.html": page("A")})
    assert [each.now for each in several.broken] == [""]


def test_an_old_address_that_is_given_up_breaks() -> None:
    found = between({"a/index.html": redirect("../b/"), "b/index.html": page()}, {"b/index.html": page()})
    assert [(each.address, each.kind) for each in found.broken] == [("/a/", "redirect")]


def test_what_was_broken_breaks_no_more() -> None:
    assert between({"a/index.html": redirect("../nowhere/")}, {}).broken == ()


def test_styles_sitemaps_and_pictures_are_no_addresses_to_keep() -> None:
    old = dict.fromkeys(["assets/a.css", "sitemap.xml", "p.jpg", "404.html", "robots.txt", "_redirects"], "x")
    found = between(old, {})
    assert found.broken == ()
    assert {each.address: each.how for each in found.files} == {f"/{path}": "removed" for path in old}


def test_a_feed_is_an_address_to_keep() -> None:
    found = between({"tags/x/feed.xml": "<?xml version='1.0'?><rss>"}, {})
    assert [(each.address, each.kind) for each in found.broken] == [("/tags/x/feed.xml", "feed")]


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"title": "U"}, ("title",)),
        ({"text": "Else."}, ("text",)),
        ({"text": LONG + '<img src="p.jpg" alt="P">'}, ("pictures",)),
        ({"text": LONG.replace("long", "<a href='/l'>long</a>")}, ("links",)),
        ({"head": '<meta name="description" content="D">'}, ("head",)),
        ({"around": "Menu"}, ("around",)),
        ({"text": LONG.replace("long", "<b>long</b>")}, ("markup",)),
    ],
)
def test_what_changed_of_a_page(change: dict[str, str], parts: tuple[str, ...]) -> None:
    (found,) = between({"a/index.html": page()}, {"a/index.html": page(**change)}).changed
    assert tuple(part for part in found.parts if part != "head" or "head" in change) == parts
    assert found.is_own == (parts[0] in {"title", "text", "pictures", "links"})
    assert found.before == ("T" if "title" in change else "")
    assert found.names == (("description",) if "head" in change else ())


def cut(*words: str) -> Passage:
    return Passage(*(f"… old quay had forty stalls, and a {word} that stopped at its gate every …" for word in words))


def test_passages_show_what_differs_and_a_few_words_around_it() -> None:
    before = (
        "On Thursday the old quay had forty stalls, and a tram that stopped at its gate every ten minutes of the day"
        + ", until dark."
    )
    (found,) = passages([LONG, before], [LONG, before.replace("tram", "ferry")])
    assert found == cut("tram", "ferry")
    assert passages(["One."], ["One.", "Two."]) == (Passage("", "Two."),)
    assert passages(["One.", "Two."], ["Two."]) == (Passage("One.", ""),)


def test_a_long_table_takes_no_time() -> None:
    cells = [str(number % 700) for number in range(60_000)]
    began = time.process_time()
    assert passages(cells, [*cells[::-1], "x"])
    assert passages(cells, [*cells[:30_000], "x", *cells[30_000:]]) == (Passage("", "x"),)
    assert time.process_time() - began < 5


@given(st.lists(st.text("ab ", max_size=400), max_size=4), st.lists(st.text("ab ", max_size=400), max_size=4))
def test_passages_are_short_and_say_something(before: list[str], now: list[str]) -> None:
    for each in passages(before, now):
        assert max(len(each.removed), len(each.added)) < 300


files = st.dictionaries(
    st.sampled_from(
        ["index.html", "a/index.html", "b.html", "c/index.html", "f.xml", "x.css", "d.pdf", "404.html", "_redirects"]
    ),
    st.sampled_from([page(), page("U"), page("V", story=False), redirect("/a/"), redirect("../b.html"), "<rss>", "/a/ /b"]),
)


@given(files, files)
def test_every_difference_is_told_once(old: dict[str, str], new: dict[str, str]) -> None:
    found = between(old, new)
    told = [each.address for each in (*found.broken, *found.moved, *found.added, *found.changed, *found.files)]
    differing = {address(path) for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    assert len(told) == len({*told})
    assert {*told} <= differing
    silent = differing - {*told}
    ends = ways(served(old)), ways(served(new))
    # A redirect that led to the same place, or nowhere, is no change for readers.
    assert [each for each in silent if ends[0].end(each) not in (None, ends[1].end(each))] == []
    assert between(new, new) == Changes()


@given(files, files)
def test_what_is_not_told_as_broken_is_still_found(old: dict[str, str], new: dict[str, str]) -> None:
    found, now, before = between(old, new), ways(served(new)), ways(served(old))
    broken = {each.address for each in found.broken}
    pages = [address(path) for path in old if path.endswith((".html", ".pdf")) and path != "404.html"]
    lost = {each for each in pages if before.end(each) is not None and now.end(each) is None}
    unchanged = {address(path) for path in old if old[path] == new.get(path)}
    assert lost - unchanged <= broken
