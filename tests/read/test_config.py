"""site.yaml and its companions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.errors import Problem
from newsgen.model.site import SiteConfig
from newsgen.read.config import DEFAULT_BASE_URL, config
from newsgen.read.snapshot import SourceFile

from .test_frontmatter import yamlish

FILES = ("site.yaml", "tags.yaml", "people.yaml", "sources.yaml")


def read(**texts: str) -> tuple[SiteConfig | None, tuple[Problem, ...]]:
    """``site=…``, ``tags=…``, ``people=…``, ``sources=…``."""
    return config(
        {f"{name}.yaml": SourceFile(f"{name}.yaml", text.encode("utf-8", "surrogatepass")) for name, text in texts.items()}
    )


def good(**texts: str) -> SiteConfig:
    made, problems = read(**{"site": "title: A\nbase_url: https://a.example", **texts})
    assert problems == ()
    assert made is not None
    return made


def said(**texts: str) -> list[str]:
    return [f"{each.where} {each.message}" for each in read(**{"site": "title: A\nbase_url: https://a.example", **texts})[1]]


def test_a_title_is_enough_but_for_a_warning() -> None:
    made, (warning,) = read(site="title: The Harbour Post")
    assert made is not None
    assert (made.title, made.language, made.timezone, made.base_url) == ("The Harbour Post", "en", "UTC", DEFAULT_BASE_URL)
    assert warning.level == "warning"


def test_every_key() -> None:
    made = good(
        site="""\
title: The Harbour Post
tagline: News of the coast
base_url: https://post.example/news
language: zh-hant
timezone: Asia/Taipei
publisher: {name: Harbour Press, logo: logo.png, url: https://press.example, same_as: https://social.example/@post, founded: 1921}
sections: [{slug: world, title: World}, {slug: city-news}]
navigation: [{title: About, url: /about/}, {title: Mail, url: "mailto:x@y.example"}, {title: Shop, url: https://shop.example}]
page_size: 10
front: {lead: 2, top: 3, per_section: 0}
feed_items: 5
excerpt_length: 200
markdown: {extensions: [smarty]}
typography: true
extra: {colour: blue}
"""
    )
    assert (made.language, made.timezone, made.page_size, made.feed_items, made.excerpt_length) == (
        "zh-Hant",
        "Asia/Taipei",
        10,
        5,
        200,
    )
    assert (made.publisher.name, made.publisher.founded, made.publisher.same_as) == (
        "Harbour Press",
        "1921",
        ("https://social.example/@post",),
    )
    assert [(each.slug, each.title) for each in made.sections] == [("world", "World"), ("city-news", "City news")]
    assert [each.url for each in made.navigation] == ["/about/", "mailto:x@y.example", "https://shop.example"]
    assert (made.front.lead, made.front.top, made.front.per_section) == (2, 3, 0)
    assert (made.extensions, made.typography, made.extra) == (("smarty",), True, {"colour": "blue"})


def test_base_url_of_the_command_wins() -> None:
    files = {"site.yaml": SourceFile("site.yaml", b"title: A\nbase_url: https://a.example")}
    made, problems = config(files, "https://b.example")
    assert made is not None
    assert (made.base_url, problems) == ("https://b.example", ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://courier.example/?x", "https://courier.example/"),
        ("https://courier.example?", "https://courier.example"),
        ("https://courier.example#top", "https://courier.example"),
        ("https://user:pw@courier.example", "https://courier.example"),
        ("http://user@courier.example:8080/a", "http://courier.example:8080/a"),
        ("htp://courier.example", "https://courier.example"),
        ("https:/courier.example", "https://courier.example"),
        ("http:/courier.example", "http://courier.example"),
        ("//courier.example", "https://courier.example"),
        ("courier.example", "https://courier.example"),
        ("my site", "https://example.org"),
    ],
)
def test_base_url_that_no_address_can_begin_with(written: str, meant: str) -> None:
    (problem,) = read(site=f'title: A\nbase_url: "{written}"')[1]
    assert problem.message.startswith("base_url must be a whole web address")
    assert problem.hint == f"write  base_url: {meant}"


def test_base_url_with_a_sign_in_its_path() -> None:
    assert read(site="title: A\nbase_url: https://courier.example/@desk")[1] == ()


def test_synonyms_and_names_lead_to_one_topic() -> None:
    topics = good(tags="belt-and-road: {name: Belt and Road, synonyms: [BRI, 一带一路]}\nai:\n").topics
    assert {key: topic.slug for key, topic in topics.items()} == {
        "bri": "belt-and-road",
        "一带一路": "belt-and-road",
        "belt-and-road": "belt-and-road",
        "ai": "ai",
    }


def test_people_and_outlets() -> None:
    made = good(
        people="ana-ruiz: {name: Ana Ruiz, url: /ana/}", sources="outlets: {wire: {name: Wire, feed: https://wire.example/feed}}"
    )
    assert made.people["ana-ruiz"].name == "Ana Ruiz"
    assert made.outlets["wire"].feed == "https://wire.example/feed"


@pytest.mark.parametrize("name", ["tags", "people", "sources"])
@pytest.mark.parametrize("text", ["", "# later\n", "---\n", "{}"])
def test_companions_may_be_empty(name: str, text: str) -> None:
    good(**{name: text})


@pytest.mark.parametrize(
    ("texts", "messages"),
    [
        ({"site": "titel: A"}, ["content/site.yaml:1:1 there is no key titel"]),
        ({"site": "title: A\ntimezone: Mars/Base"}, ["content/site.yaml:2:11 there is no time zone Mars/Base"]),
        ({"site": "title: A\ntimezone: ../etc/passwd"}, ["content/site.yaml:2:11 there is no time zone ../etc/passwd"]),
        ({"site": "title: A\ntimezone: Europe"}, ["content/site.yaml:2:11 there is no time zone Europe"]),
        ({"site": "title: A\ntimezone: +8"}, ["content/site.yaml:2:11 there is no time zone +8"]),
        ({"tags": "C++: {name: C++}"}, ["content/tags.yaml:1:1 the key must be a short name in lower case, not C++"]),
        ({"tags": "[a]: b"}, ["content/tags.yaml:1:1 the key must be a short name, not a list"]),
        ({"people": "ana: Ana"}, ["content/people.yaml:1:6 ana must have details, not text"]),
        ({"people": "ana:"}, ["content/people.yaml:1:1 name is missing in ana"]),
        (
            {"tags": "quay:\n  synonyms: Kai; Mole"},
            ["content/tags.yaml:2:13 Kai; Mole is one synonym here"],
        ),
        ({"tags": "quay:\n  synonyms:\n    Kai，\n    Mole"}, ["content/tags.yaml:3:5 Kai， Mole is one synonym here"]),
        (
            {"tags": "quay: {synonyms: [Kai, Ferry]}\nferry: {}"},
            ["content/tags.yaml:1:24 the synonym Ferry is without effect: there is a topic ferry"],
        ),
        (
            {"tags": "quay: {synonyms: [Kai, ferries]}\nferry: {name: Ferries}"},
            ["content/tags.yaml:1:24 the synonym ferries is without effect: there is a topic ferry"],
        ),
        ({"sources": "outlets: [wire]"}, ["content/sources.yaml:1:10 outlets must be names with their details, not a list"]),
        ({"sources": "wire: {name: W}"}, ["content/sources.yaml:1:1 there is no key wire"]),
        (
            {"site": "title: A: B", "tags": "a: 1"},
            [
                "content/site.yaml:1:9 the value holds a colon and is not quoted",
                "content/tags.yaml:1:4 a must have details, not a number",
            ],
        ),
    ],
)
def test_problems(texts: dict[str, str], messages: list[str]) -> None:
    assert said(**texts) == messages


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("paris", "did you mean  Europe/Paris"),
        ("GMT+1", "write a name such as  Europe/Berlin, Asia/Shanghai or UTC"),  # Etc/GMT+1 is two hours from what is meant
        ("utc +2", "write a name such as  Europe/Berlin, Asia/Shanghai or UTC"),
    ],
)
def test_time_zones_that_are_meant(name: str, hint: str) -> None:
    _, (problem,) = config({"site.yaml": SourceFile("site.yaml", f"title: A\nbase_url: https://a.b\ntimezone: {name}".encode())})
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("texts", "hint"),
    [
        ({"site": "title: A\npublisher: The Tide"}, "write  publisher: {name: The Tide}"),
        ({"tags": "quay: Fish Quay"}, "write  quay: {name: Fish Quay}"),
        ({"tags": "quay: {synonyms: Kai; Mole}"}, 'write  synonyms: [Kai, Mole], or  synonyms: ["Kai; Mole"]  if it is one'),
        ({"tags": "quay: {synonyms: [ferry]}\nferry:"}, "remove it here, or the topic ferry"),
        ({"people": "ana: Ana d'Or"}, "write  ana: {name: 'Ana d''Or'}"),
        ({"sources": "outlets: {coast: The Coast}"}, "write  coast: {name: The Coast}"),
        ({"redirects": "  - {old: /a/, new: /tags/}"}, "put a line above it:  redirects:"),
        ({"people": "- name: Ana"}, "write  ana-ruiz: {name: Ana Ruiz}  without a dash"),
    ],
)
def test_a_hint_says_what_was_meant(texts: dict[str, str], hint: str) -> None:
    texts = {"site": "title: A\nbase_url: https://a.example", **texts}
    _, problems = config({f"{name}.yaml": SourceFile(f"{name}.yaml", text.encode()) for name, text in texts.items()})
    assert hint in [problem.hint for problem in problems]


@pytest.mark.parametrize(
    "tags",
    [
        'dc: {synonyms: ["Washington, D.C."]}',
        'dc:\n  synonyms:\n  - "Washington, D.C."',
        "quay: {name: Quay, synonyms: [quay, Quay, Kai]}\nferry:",
        "quay: {synonyms: Fish Quay}",
    ],
)
def test_of_good_synonyms_nothing_is_said(tags: str) -> None:
    good(tags=tags)


def test_a_doubtful_synonym_stops_no_build() -> None:
    made, (warning,) = read(site="title: A\nbase_url: https://a.example", tags="quay: {synonyms: [ferry]}\nferry:")
    assert made is not None
    assert made.topics["ferry"].slug == "ferry"
    assert warning.level == "warning"


def test_without_a_site_there_are_no_settings() -> None:
    made, (problem,) = config({})
    assert made is None
    assert problem.message == "there is no site.yaml"


@given(st.dictionaries(st.sampled_from(FILES), yamlish, min_size=1))
def test_no_settings_crash_the_reader(texts: dict[str, str]) -> None:
    made, problems = config({name: SourceFile(name, text.encode()) for name, text in texts.items()})
    assert made or any(problem.is_error for problem in problems)


def test_what_is_said_about_the_publication_has_the_marks_of_its_language() -> None:
    texts = {
        "site": """\
title: "L'Heure"
tagline: 'Le journal de l''"île"'
base_url: https://a.example
language: fr
sections: [{slug: isle, title: "L'île", description: "Vents : suivi"}]
navigation: [{title: "L'équipe", url: /equipe/}]
""",
        "tags": 'quay: {name: "L\'escale", description: "L\'escale"}',
        "people": 'anne: {name: "Anne d\'Or", role: "chef d\'édition", bio: "Née à l\'est"}',
    }
    plain, made = good(**texts), good(**{**texts, "site": f"{texts['site']}typography: true\n"})
    assert (plain.title, plain.people["anne"].bio) == ("L'Heure", "Née à l'est")
    assert (made.title, made.tagline) == ("L’Heure", "Le journal de l’«\u202fîle\u202f»")
    assert (made.sections[0].title, made.sections[0].description, made.navigation[0].title) == (
        "L’île",
        "Vents\xa0: suivi",
        "L’équipe",
    )
    assert (made.topics["quay"].name, made.topics["quay"].description) == ("L'escale", "L’escale")
    assert (made.people["anne"].name, made.people["anne"].role, made.people["anne"].bio) == (
        "Anne d'Or",
        "chef d’édition",
        "Née à l’est",
    )
