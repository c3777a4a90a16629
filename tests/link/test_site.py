"""What is published as of a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsgen.link.related import facts, related
from newsgen.link.site import site as link_site
from newsgen.link.site import transitions
from newsgen.model.article import Article, StandingPage
from newsgen.model.options import When
from newsgen.model.site import Outlet, Person, Section, Site, SiteConfig, Topic

from ..builders import line, read_page, read_story, story

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)
CONFIG = SiteConfig("The Post", sections=(Section("world", "World"), Section("city", "City")))


def linked(*stories: Article | StandingPage, as_of: datetime = NOON, drafts: bool = False, config: SiteConfig = CONFIG) -> Site:
    return link_site(config, When(as_of, drafts), map(line, stories), {})


def one(name: str = "a", **front_matter: object) -> Article:
    return read_story(story(**{"title": name, **front_matter}), f"articles/{name}.md", "UTC")


def names(site: Site) -> list[str]:
    return [article.title for article in site.articles]


@pytest.mark.parametrize(
    ("front_matter", "shows"),
    [
        ({"date": "2024-06-01T12:00Z"}, True),
        ({"date": "2024-06-01T12:01Z"}, False),
        ({"embargo": "2024-06-01T12:00Z"}, True),
        ({"embargo": "2024-06-01T12:01Z"}, False),
        ({"embargo": "2024-06-01T14:01+02:00"}, False),
        ({"expires": "2024-06-01T12:00Z"}, False),
        ({"expires": "2024-06-01T12:01Z"}, True),
        ({"draft": True}, False),
    ],
)
def test_what_is_published(front_matter: dict[str, object], shows: bool) -> None:
    site = linked(one(**front_matter))
    assert (len(site.articles), len(site.held)) == ((1, 0) if shows else (0, 1))


def test_drafts_show_when_asked_for_but_embargoes_hold() -> None:
    site = linked(
        one("a", draft=True),
        one("b", draft=True, embargo="2030-01-01"),
        read_page("---\ntitle: P\ndraft: true\n---\n"),
        drafts=True,
    )
    assert names(site) == ["a"]
    assert len(site.pages) == 1


def transition(*stories: Article, as_of: datetime = NOON, drafts: bool = False) -> tuple[str, str] | None:
    found = linked(*stories, as_of=as_of, drafts=drafts).next_transition
    return (found.path, found.change) if found else None


def test_next_transition() -> None:
    old = one("old")
    assert transition(old) is None
    assert transition(old, one("later", date="2024-07-01"), one("soon", date="2024-06-02")) == ("articles/soon.md", "published")
    assert transition(old, one("lifts", embargo="2024-06-02"), one("expires", expires="2024-06-03")) == (
        "articles/lifts.md",
        "published",
    )
    assert transition(one("expires", expires="2024-06-03")) == ("articles/expires.md", "expired")
    assert transition(one("fresh", date="2024-05-31")) == ("articles/fresh.md", "aged")
    assert transition(one("draft", date="2024-07-01", draft=True)) is None
    assert transition(one("draft", date="2024-07-01", draft=True), drafts=True) == ("articles/draft.md", "published")
    assert transition(one("gathered", date="2024-05-31", source="wire")) is None


def test_next_transition_is_where_the_site_changes() -> None:
    stories = [
        one("a", date="2024-06-02"),
        one("b", embargo="2024-06-01T18:00"),
        one("c", expires="2024-06-05"),
        one("d", date="2024-05-31T10:00"),
    ]
    moment = NOON
    seen = []
    while (found := linked(*stories, as_of=moment).next_transition) is not None:
        assert found.moment > moment
        before = linked(*stories, as_of=found.moment - timedelta(seconds=1))
        after = linked(*stories, as_of=found.moment)
        if found.change != "aged":
            assert names(before) != names(after)
        seen.append(found)
        moment = found.moment
    assert [found.change for found in seen] == ["published", "published", "aged", "aged", "expired"]
    assert transitions(linked(*stories)) == seen


def test_transitions_leave_out_what_waits_for_its_editor() -> None:
    stories = [one("draft", date="2024-07-01", draft=True), one("past", date="2024-01-01", expires="2024-02-01")]
    assert transitions(linked(*stories)) == []
    assert [found.change for found in transitions(linked(*stories, drafts=True), drafts=True)] == ["published", "aged"]


def test_what_is_released_late_is_never_in_the_news_sitemap() -> None:
    assert transition(one("late", date="2024-05-31", embargo="2024-06-03")) == ("articles/late.md", "published")
    assert [found.change for found in transitions(linked(one("late", date="2024-05-31", embargo="2024-06-03")))] == ["published"]
    assert transition(one("copy", date="2024-05-31", canonical="https://else.example/a")) is None


def test_newest_first_and_ties_by_path() -> None:
    assert names(linked(one("b"), one("c", date="2024-05-01"), one("a"))) == ["c", "a", "b"]


def test_neighbours_are_those_that_show() -> None:
    site = linked(one("a", date="2024-01-01"), one("b", date="2024-02-01", draft=True), one("c", date="2024-03-01"))
    assert names(site) == ["c", "a"]


def test_tags_take_the_commonest_form_of_what_shows() -> None:
    site = linked(
        one("a", tags=["ai"]), one("b", tags=["AI"]), one("c", tags=["AI", "ai"]), one("d", tags=["Ai", "secret"], draft=True)
    )
    assert [(group.slug, group.name, len(group.articles)) for group in site.tags] == [("ai", "AI", 3)]


def test_synonyms_are_one_tag_with_the_vocabulary_s_name() -> None:
    topic = Topic("belt-and-road", "Belt and Road", "", ("BRI",))
    config = SiteConfig("A", topics={"bri": topic, "belt-and-road": topic})
    site = linked(one("a", tags=["bri", "Belt and Road"]), one("b", tags=["BRI"]), config=config)
    assert [(group.slug, group.name, len(group.articles), group.about) for group in site.tags] == [
        ("belt-and-road", "Belt and Road", 2, topic)
    ]


def test_sections_are_all_there_in_their_order() -> None:
    site = linked(one("a", section="city"))
    assert [(group.slug, len(group.articles)) for group in site.sections] == [("world", 0), ("city", 1)]


def test_people_by_slug_or_name() -> None:
    config = SiteConfig("A", people={"ana-ruiz": Person("ana-ruiz", "Ana Ruiz", "Reporter")})
    site = linked(
        one("a", author="ana-ruiz"), one("b", authors=["ana ruiz", "Li Wei"]), one("c", author="Ana Ruiz"), config=config
    )
    assert {group.slug: len(group.articles) for group in site.authors} == {"ana-ruiz": 3, "li-wei": 1}
    assert site.people["ana-ruiz"].role == "Reporter"


def test_outlets_by_slug_or_name() -> None:
    config = SiteConfig("A", outlets={"wire": Outlet("wire", "The Wire")})
    site = linked(
        one("a", source="wire"), one("b", source={"name": "the wire"}), one("c", source={"name": "新华社"}), config=config
    )
    assert {group.slug: group.name for group in site.outlets} == {"wire": "The Wire", "新华社": "新华社"}


def test_editions_belong_to_the_original() -> None:
    site = linked(
        one("a"), one("b", language="zh", translation_of="a.md"), one("c", language="ar", translation_of="b.md"), one("d")
    )
    family = ("articles/a.md", "articles/b.md", "articles/c.md")
    assert site.editions == dict.fromkeys(family, family)


def test_editions_in_a_circle_end() -> None:
    site = linked(one("a", translation_of="b.md"), one("b", translation_of="a.md"))
    assert site.editions == dict.fromkeys(("articles/a.md", "articles/b.md"), ("articles/a.md", "articles/b.md"))


def test_edition_of_a_story_that_waits_stands_alone() -> None:
    assert linked(one("a", draft=True), one("b", translation_of="a.md")).editions == {}


def test_related_begins_with_the_editor_s_picks_that_show() -> None:
    stories = [
        one("a", tags=["x"], related=["d.md", "held.md"]),
        one("b", tags=["x"]),
        one("c"),
        one("d"),
        one("held", tags=["x"], draft=True),
    ]
    site = linked(*stories)
    chosen = related(facts(site))[names(site).index("a")]
    assert [site.articles[place].title for place in chosen] == ["d", "b"]


def test_what_waits_is_in_no_group() -> None:
    site = linked(one("a", tags=["x"], section="city", author="Ana", source="wire", draft=True))
    assert (site.tags, site.authors, site.outlets) == ((), (), ())
    assert [list(group.articles) for group in site.sections] == [[], []]
