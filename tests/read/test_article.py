"""One source to one story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.article import StandingPage
from newsgen.model.url import Url

from ..builders import raw, read_page, read_story, reading, said, story
from .test_html import odd, shown


def test_story() -> None:
    found = read_story(story("Ferries return", "2024-04-16T09:00", "The first *ferry* came.", tags=["harbour"], section="city"))
    assert (found.title, found.path, found.url) == ("Ferries return", "articles/2024/04/harbour.md", Url("/2024/04/harbour/"))
    assert found.date.isoformat() == "2024-04-16T09:00:00+08:00"
    assert (found.section, [tag.name for tag in found.tags]) == ("city", ["harbour"])
    assert (found.body.lede, found.body.words) == ("The first ferry came.", 4)


def test_html_comes_beside_the_story() -> None:
    found = reading(story(body="[x](y.md)"))
    assert shown(found.html) == "<p><a href=«y.md»>x</a></p>"


def test_standing_page_needs_no_date_and_takes_no_news_keys() -> None:
    assert read_page("---\ntitle: About\n---\nWe.").title == "About"
    assert read_page("---\ntitle: About\n---\nWe.").date is None
    found = reading("---\ntitle: About\nsection: city\n---\n", "pages/about.md")
    assert isinstance(found.story, StandingPage)
    assert [problem.message for problem in found.problems] == ["there is no key section"]


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("articles/2024/04/x.md", "/2024/04/x/"),
        ("articles/2024/04/x/index.md", "/2024/04/x/"),
        ("articles/x.MD", "/x/"),
        ("articles/Big News/C++.md", "/big-news/c-plus-plus/"),
        ("articles/新闻/洪水.md", "/新闻/洪水/"),
        ("articles/a.b.c.md", "/a-b-c/"),
    ],
)
def test_address_follows_the_path(path: str, url: str) -> None:
    assert read_story(story(), path).url == Url(url)


def test_release_is_the_later_of_date_and_embargo() -> None:
    assert read_story(story(embargo="2024-04-17")).released.day == 17
    assert read_story(story(embargo="2024-04-01")).released.day == 16


@pytest.mark.parametrize(
    ("front_matter", "messages"),
    [
        ("expires: 2024-04-16", ["4:10 the story expires before it is published"]),
        ("expires: 2024-04-16T00:01", []),
        ("embargo: 2024-05-01\nexpires: 2024-04-20", ["5:10 the story expires before it is published"]),
    ],
)
def test_expiry_lies_behind_publication(front_matter: str, messages: list[str]) -> None:
    assert said(raw(front_matter)) == messages


def test_problems_of_head_and_body_come_together_and_the_story_is_known_where_it_can_be() -> None:
    found = reading(raw("mood: x"))
    assert found.story
    assert found.story.title == "Harbour reopens"
    assert [problem.message for problem in found.problems] == ["there is no key mood"]
    assert reading("---\ndate: 2024-04-16\n---\n").story is None


def test_photo_keeps_alt_caption_and_credit_apart() -> None:
    (photo,) = read_story(
        raw("photos: [{src: quay.jpg, alt: The quay, caption: 'The *quay* & [May](may.md).', credit: Ana Ruiz, place: left}]")
    ).photos
    assert (photo.src, photo.alt, photo.credit, photo.place) == ("quay.jpg", "The quay", "Ana Ruiz", "left")
    assert shown(photo.caption) == "The <em>quay</em> &amp; <a href=«may.md»>May</a>."


def test_decorative_photo() -> None:
    (photo,) = read_story(raw("photos: [{src: line.svg, decorative: true}]")).photos
    assert photo.decorative


def test_correction() -> None:
    (correction,) = read_story(raw('corrections: [{date: 2024-04-18, text: "It was *Monday*."}]')).corrections
    assert (correction.date.day, correction.text) == (18, "It was *Monday*.")


@pytest.mark.parametrize("depth", [10, 200, 5000])
def test_absurd_nesting_is_read_or_told(depth: int) -> None:
    found = reading(story(body=">" * depth + " deep"))
    assert found.story
    assert [problem.message for problem in found.problems] in ([], ["the body is nested too deeply"])


@given(odd)
def test_no_body_crashes_the_reader(body: str) -> None:
    found = reading(story(body=body))
    assert found.story
    assert found.problems == ()


@given(st.text(max_size=300))
def test_no_text_crashes_the_reader(text: str) -> None:
    found = reading(text)
    assert found.story or found.problems
