"""Values as editors type them, in YAML that means something else by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.article import Article
from newsgen.read.scalars import is_web_address, moment_of
from newsgen.read.spaces import on_one_line

from ..builders import raw, read_story, reading, said, story

SINGAPORE = timezone(timedelta(hours=8))


def typed(front_matter: str) -> Article:
    """The story with these keys, and the title and date of the builder."""
    return read_story(raw(front_matter))


def titled(title: str) -> str:
    return read_story(f"---\ntitle: {title}\ndate: 2024-04-16\n---\n").title


@pytest.mark.parametrize(
    "word",
    ["No", "yes", "on", "Off", "2024", "1.50", "1e3", "0x1F", "0o17", "1_000", "2024-04-16", "12:30", "null?", ".5", "007"],
)
def test_title_is_what_was_typed(word: str) -> None:
    assert titled(word) == word


def test_title_keeps_quotes_and_loses_superfluous_space() -> None:
    assert titled('"She said \\"no\\""') == 'She said "no"'
    assert titled("'It''s  late'") == "It's late"
    assert titled(">\n  Folded\n  title") == "Folded title"
    assert titled("“Curly” quotes") == "“Curly” quotes"


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null"])
def test_title_of_nothing_is_told_once(nothing: str) -> None:
    assert said(f"---\ntitle: {nothing}\ndate: 2024-04-16\n---\n") == ["2:1 title is empty"]


@pytest.mark.parametrize("key", ["updated", "section", "tags", "type", "source", "photos", "draft", "language", "extra", "front"])
@pytest.mark.parametrize("nothing", ["", "~", "''", '"  "'])
def test_what_a_form_leaves_empty_is_not_given(key: str, nothing: str) -> None:
    assert replace(typed(f"{key}: {nothing}"), marks={}) == replace(typed(""), marks={})


def test_what_is_required_may_not_be_empty() -> None:
    assert said("---\ntitle: '  '\ndate: ''\nsource: {name: ''}\n---\n") == [
        "2:8 title is empty",
        "3:7 date is empty",
        "4:16 name is empty",
    ]


def names(front_matter: str) -> list[str]:
    return [tag.name for tag in typed(front_matter).tags]


def test_tags_are_words_whatever_yaml_takes_them_for() -> None:
    assert names("tags: [on, 1984, No, null, 1.0, 2024-04-16, yes]") == ["on", "1984", "No", "null", "1.0", "2024-04-16", "yes"]


@pytest.mark.parametrize("nothing", ["tags:", "tags: []", "tags: ~", "tags: null", "tags: ['', ~]", "tags:\n  -\n  -"])
def test_no_tags(nothing: str) -> None:
    assert names(nothing) == []


def test_tags_that_differ_in_case_are_one_and_the_first_form_shows() -> None:
    article = typed("tags: [AI, Trade, ai, TRADE, Straße, STRASSE]")
    assert [(tag.slug, tag.name) for tag in article.tags] == [("ai", "AI"), ("trade", "Trade"), ("strasse", "Straße")]


def test_every_key_may_be_nothing() -> None:
    article = typed("\n".join(f"{key}:" for key in KEYS[2:]))
    assert (article.updated, article.summary, article.source, article.photos, article.draft, article.extra) == (
        None,
        "",
        None,
        (),
        False,
        {},
    )


MOMENTS = {
    "2024-04-16": "2024-04-16T00:00:00+08:00",
    "'2024-04-16'": "2024-04-16T00:00:00+08:00",
    "2024-4-6": "2024-04-06T00:00:00+08:00",
    "2024-04-16T18:05": "2024-04-16T18:05:00+08:00",
    "2024-04-16 18:05": "2024-04-16T18:05:00+08:00",
    "2024-04-16 8:05": "2024-04-16T08:05:00+08:00",
    "2024-04-16t18:05:30": "2024-04-16T18:05:30+08:00",
    '"2024-04-16T18:05:30.123"': "2024-04-16T18:05:30+08:00",
    "2024-04-16T18:05:00+08:00": "2024-04-16T18:05:00+08:00",
    "2024-04-16T18:05:00+0800": "2024-04-16T18:05:00+08:00",
    "2024-04-16T18:05:00+08": "2024-04-16T18:05:00+08:00",
    "2024-04-16 18:05:00 +8": "2024-04-16T18:05:00+08:00",
    "2024-04-16 18:05:00 +08:00": "2024-04-16T18:05:00+08:00",
    "2024-04-16T18:05:00Z": "2024-04-17T02:05:00+08:00",
    "2024-04-16T18:05:00 UTC": "2024-04-17T02:05:00+08:00",
    "2024-04-16T18:05:00-05:30": "2024-04-17T07:35:00+08:00",
    "2016-12-31T23:59:60Z": "2017-01-01T07:59:59+08:00",
}


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items())
def test_moments(text: str, moment: str) -> None:
    assert typed(f"embargo: {text}").embargo == datetime.fromisoformat(moment)
    assert str(typed(f"embargo: {text}").embargo).endswith("+08:00")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-29", "2023-02-29 is no date: 2023-02 has 28 days"),
        ("2024-04-31", "2024-04-31 is no date: 2024-04 has 30 days"),
        ("2024-00-01", "2024-00-01 is no date: there is no month 0"),
        ("2024-04-00", "2024-04-00 is no date: 2024-04 has 30 days"),
        ("2024-04-16T24:00", "2024-04-16T24:00 is no date: there is no hour 24"),
        ("2024-04-16T18:05:61", "2024-04-16T18:05:61 is no date: there is no second 61"),
        ("0000-01-01", "0000-01-01 is no date: the year must lie between 2 and 9998"),
        ("2024-04-16T18:05+24:00", "2024-04-16T18:05+24:00 is no date: no time zone is +24:00 from UTC"),
        ("2024-04-16T18:05+08:99", "2024-04-16T18:05+08:99 is no date: no time zone is +08:99 from UTC"),
        ("2024-04-16T18", "updated is not a date: 2024-04-16T18"),
        ("20240416", "updated is not a date: 20240416"),
        ("٢٠٢٤-٠٤-١٦x", "updated is not a date: ٢٠٢٤-٠٤-١٦x"),
    ],
)
def test_moments_that_are_none(text: str, message: str) -> None:
    assert said(raw(f"updated: {text}")) == [f"4:10 {message}"]


def test_time_without_offset_follows_the_sites_summer_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert str(moment_of("2024-01-16T12:00", berlin)).endswith("+01:00")
    assert str(moment_of("2024-07-16T12:00", berlin)).endswith("+02:00")
    assert str(moment_of("2024-07-16T12:00Z", berlin)) == "2024-07-16 14:00:00+02:00"


@given(st.datetimes(datetime(3, 1, 1), datetime(9990, 1, 1)), st.sampled_from(["T", " "]), st.integers(-23, 23))
def test_every_moment_that_python_writes_is_read(moment: datetime, between: str, hours: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert moment_of(aware.isoformat(between), SINGAPORE) == aware


@given(st.text(st.sampled_from("0123456789-:T +Zz.é٣"), max_size=30))
def test_no_text_crashes_the_reading_of_moments(text: str) -> None:
    try:
        moment = moment_of(text, UTC)
    except ValueError as error:
        assert str(error)
    else:
        assert moment is None or moment.tzinfo


@pytest.mark.parametrize("text", ["true", "True", "yes", "on", "y", "'yes'"])
def test_draft(text: str) -> None:
    assert typed(f"draft: {text}").draft is True


@pytest.mark.parametrize("text", ["false", "no", "Off", "N", ""])
def test_no_draft(text: str) -> None:
    assert typed(f"draft: {text}").draft is False


def test_a_word_of_a_list_is_taken_in_any_case() -> None:
    assert typed("type: Analysis").type == "analysis"
    assert said(raw("type: no")) == ["4:7 type must be one of report, analysis, opinion, background, review, interview, not no"]


@pytest.mark.parametrize(
    ("text", "tag"), [("zh", "zh"), ("ZH-hant-tw", "zh-Hant-TW"), ("en_gb", "en-GB"), ("no", "no"), ("sr-latn", "sr-Latn")]
)
def test_languages_in_their_usual_case(text: str, tag: str) -> None:
    assert typed(f"language: {text}").language == tag


@pytest.mark.parametrize("text", ["english", "e", "xx-yy-zz", "中文", "en GB"])
def test_languages_that_are_none(text: str) -> None:
    assert said(raw(f"language: {text}")) == [f"4:11 there is no language {text}"]


def test_a_section_that_yaml_takes_for_something_else() -> None:
    assert typed("section: on").section == "on"
    assert typed("section: 2024").section == "2024"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org", True),
        ("http://example.org/a?b#c", True),
        ("https://例え.jp/あ", True),
        ("https://[::1]/", True),
        ("https://[::1/", False),
        ("HTTPS://EXAMPLE.ORG", True),
        ("ftp://example.org", False),
        ("https://", False),
        ("//example.org", False),
        ("example.org", False),
        ("javascript:alert(1)", False),
        ("https://example.org/a b", False),
        ("https://example.org:port/", False),
        ("https://example.org:8080/", True),
    ],
)
def test_web_addresses(text: str, is_one: bool) -> None:
    assert is_web_address(text) == is_one


def test_authors_of_both_keys_in_either_form() -> None:
    assert typed("author: Ana Ruiz").authors == ("Ana Ruiz",)
    assert typed("author: [Ana Ruiz, Li Wei]\nauthors: [Li Wei, 007]").authors == ("Ana Ruiz", "Li Wei", "007")
    assert typed("authors: Ana Ruiz, Li Wei").authors == ("Ana Ruiz, Li Wei",)


def test_source_by_slug_or_in_full() -> None:
    short = typed("source: harbour-post").source
    full = typed("source:\n  name: Harbour Post\n  url: https://post.example/1\n  published: 2024-04-15").source
    assert short and (short.outlet, short.name) == ("harbour-post", "")
    assert full and (full.outlet, full.name, full.url) == ("", "Harbour Post", "https://post.example/1")
    assert full.published == datetime(2024, 4, 15, tzinfo=SINGAPORE)


def test_free_keys_are_plain_data() -> None:
    extra = typed("extra: {a: 1, b: [1.5, yes, null], c: {d: 2024-04-16}, 5: x, e: 0x, f: 1_0}").extra
    assert extra == {"a": 1, "b": (1.5, True, None), "c": {"d": "2024-04-16"}, "5": "x", "e": "0x", "f": 10}


def test_marks_say_where_each_key_stands() -> None:
    marks = typed("tags: [a, ~, b]\nphotos:\n  - src: a.jpg\n    alt: A").marks
    assert marks["title"] == (2, 8)
    assert marks["tags.1"] == (4, 14)
    assert marks["photos.0.src"] == (6, 10)


def test_all_problems_of_a_file_are_told() -> None:
    found = said(raw("tags: 3\nphotos: [{alt: x, weight: y}]\nmood: x\ndraft: maybe\nexpires: never"))
    assert [each.split(" ", 1)[0] for each in found] == ["4:7", "5:19", "5:10", "6:1", "7:8", "8:10"]


def test_a_misspelt_key_is_told_once() -> None:
    assert said("---\ntitel: A\ndate: 2024-04-16\n---\n") == ["2:1 there is no key titel"]
    assert said("---\ntitel: A\n---\n") == ["2:1 there is no key titel", "2:1 date is missing"]


def test_a_misspelt_key_beside_the_right_one_is_not_taken_for_it() -> None:
    assert said("---\ntitel: A\ntitle: B\ndate: 2024-04-16\n---\n") == ["2:1 there is no key titel"]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("description", "did you mean  summary"),
        ("Headline", "did you mean  title"),
        ("corection", "did you mean  corrections"),
        ("canonical_url", "did you mean  canonical"),
        ("mood", "put your own keys under  extra:"),
        ("''", "put your own keys under  extra:"),
    ],
)
def test_hint_for_a_key_that_is_none(key: str, hint: str) -> None:
    (problem,) = reading(raw(f"{key}: x")).problems
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("published: false", "write  draft: true"),
        ("published: true", "leave it out: what is no draft is published"),
        ("published: 2024-04-16", "did you mean  date"),
        ("image: p1.jpg", "write  photos: [{src: p1.jpg, alt: …}]"),
        ("photo: /media/p 1.jpg", "write  photos: [{src: media/p 1.jpg, alt: …}]"),
        ("cover: https://x.example/p1.jpg", "write  photos: [{src: https://x.example/p1.jpg, alt: …}]"),
        ('featured_image: "p1, it\'s.jpg"', "write  photos: [{src: 'p1, it''s.jpg', alt: …}]"),
        ("cover: {image: p1.jpg}", "did you mean  photos"),
        ("photos: [{src: p1.jpg, alternative: A}]", "did you mean  alt"),
    ],
)
def test_hint_for_a_key_of_other_programs_depends_on_its_value(written: str, hint: str) -> None:
    assert [problem.hint for problem in reading(raw(written)).problems] == [hint]


SCALARS = [
    "3",
    "1.5",
    "yes",
    "~",
    "word",
    "'quoted'",
    "2024-04-16",
    "[a]",
    "[]",
    "{a: b}",
    "{}",
    "[[a]]",
    "[{a: b}]",
    "[{src: x}]",
    "!!str x",
    "|\n  a",
]
KEYS = [
    *("title", "date", "updated", "summary", "section", "tags", "author", "authors", "type", "source", "photos", "related"),
    *("front", "corrections", "embargo", "expires", "draft", "aliases", "language", "translation_of", "canonical", "extra"),
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", SCALARS)
def test_every_key_takes_every_shape_or_says_what_it_wants(key: str, value: str) -> None:
    keys = {"title": "A", "date": "2024-04-16", key: value}
    found = reading("---\n" + "".join(f"{name}: {text}\n" for name, text in keys.items()) + "---\nText.")
    assert found.story or found.problems
    for problem in found.problems:
        assert problem.where.line
        assert problem.where.column
        assert problem.hint
        assert problem.message[0].islower() or problem.message[0].isdigit()


@given(st.text(max_size=60))
def test_any_title_that_yaml_can_say_is_kept_or_refused(title: str) -> None:
    found = reading(story(title=title))
    if found.story:
        assert found.story.title == on_one_line(title)
    else:
        assert [problem.message.split(" ", 1)[0] for problem in found.problems] == ["title"]
