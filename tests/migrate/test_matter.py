from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.migrate.keys import Ways, finished, mapped, people, words
from newsgen.migrate.matter import decoded, matter, plain, said
from newsgen.migrate.moments import as_written, moment
from newsgen.migrate.pictures import photos

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: Plain", {"title": "Plain"}),
        ("title: A: b", {"title": "A: b"}),
        ("title: @home", {"title": "@home"}),
        ("title: 50% off", {"title": "50% off"}),
        ("title: %x", {"title": "%x"}),
        ("title: `code`", {"title": "`code`"}),
        ('title: "A" and b', {"title": '"A" and b'}),
        ("title: 'It's'", {"title": "It's"}),
        ("tags: [a, b", {"tags": "[a, b"}),
        ("tags: [a, b: c, @d]", {"tags": ["a", "b: c", "@d"]}),
        ("tags:\n\t- a\n\t- b", {"tags": ["a", "b"]}),
        ("tags:\n- a\n- b", {"tags": ["a", "b"]}),
        ("a: 1\na: 2", {"a": 2}),
        ("a: yes", {"a": "yes"}),
        ("a: true", {"a": True}),
        ("a: 007", {"a": "007"}),
        ("a: 2020-01-01", {"a": "2020-01-01"}),
        ("a: !ruby/object:Foo x", {"a": "x"}),
        ("x: &x {b: 1}\n<<: *x", {"x": {"b": 1}, "b": 1}),
        ("a: ~\nb:\n", {"a": None, "b": None}),
        ("", {}),
    ],
)
def test_yaml_is_read_with_patience(head: str, expected: object) -> None:
    read = matter(f"---\n{head}\n---\nBody\n")
    assert read.head == expected
    assert read.body == "Body\n"


def test_what_is_no_yaml_at_all_is_read_line_by_line() -> None:
    read = matter('---\ntitle: "Broken\nfoo: {a: [b\nwild line\ntags:\n  - a\n---\nBody')
    assert read.head["title"] == "Broken"
    assert read.head["tags"] == ["a"]
    assert any("wild line" in note.said for note in read.notes)
    assert read.body == "Body"


def test_a_list_that_contains_itself_ends() -> None:
    assert matter("---\na: &a [*a]\n---\n").found


@pytest.mark.parametrize(
    "text", ['+++\ntitle = "T"\n+++\nBody', '{"title": "T"}\nBody', '{\n  "title": "T"\n}\n\nBody', "\n---\ntitle: T\n---\nBody"]
)
def test_other_front_matter(text: str) -> None:
    read = matter(text)
    assert (read.head, read.body) == ({"title": "T"}, "Body")


def test_broken_toml_is_read_line_by_line() -> None:
    assert matter('+++\ntitle = "T\ndate = 2020-01-01\n+++\nBody').head == {"title": "T", "date": "2020-01-01"}


@given(st.text(), st.text())
def test_nothing_is_refused_and_no_body_is_lost(head: str, body: str) -> None:
    head, body = head.replace("\r", ""), body.replace("\r", "")
    read = matter(f"---\n{head}\n---\n{body}")
    assert read.body.endswith(body[-50:])
    for value in read.head.values():
        said(value)
        plain(value)


@given(st.binary())
def test_any_bytes_are_some_text(data: bytes) -> None:
    text, _ = decoded(data)
    assert "\r" not in text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019-03-04", "2019-03-04T00:00:00+01:00"),
        ("2019-03-04 10:11", "2019-03-04T10:11:00+01:00"),
        ("2019-03-04 10:11:12 +0800", "2019-03-04T03:11:12+01:00"),
        ("2019-03-04T10:11:12.345Z", "2019-03-04T11:11:12+01:00"),
        ("2019-03-04 10:11:12 -05:00", "2019-03-04T16:11:12+01:00"),
        ("2019-03-04 10:11:12 EST", "2019-03-04T16:11:12+01:00"),
        ("2019/3/4 9:05 PM", "2019-03-04T21:05:00+01:00"),
        ("March 4th, 2019", "2019-03-04T00:00:00+01:00"),
        ("4 March 2019 10:00", "2019-03-04T10:00:00+01:00"),
        ("Mon, 04 Mar 2019 10:00:00 +0000", "2019-03-04T11:00:00+01:00"),
        ("20190304", "2019-03-04T00:00:00+01:00"),
        ("31.12.2019", "2019-12-31T00:00:00+01:00"),
        ("1551690672", "2019-03-04T10:11:12+01:00"),
        (datetime(2019, 3, 4, 9, tzinfo=UTC), "2019-03-04T10:00:00+01:00"),
    ],
)
def test_dates(value: object, expected: str) -> None:
    found, notes = moment(value, BERLIN)
    assert found is not None
    assert found.isoformat() == expected
    assert notes == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019-02-30 25:00", "2019-02-28T00:00:00+01:00"),
        ("2019-04-31", "2019-04-30T00:00:00+02:00"),
        ("2019-04", "2019-04-01T00:00:00+02:00"),
        ("2019-04-05 at noon", "2019-04-05T00:00:00+02:00"),
    ],
)
def test_dates_that_do_not_exist_are_mended_and_told(value: str, expected: str) -> None:
    found, notes = moment(value, BERLIN)
    assert found is not None
    assert found.isoformat() == expected
    assert len(notes) == 1


@given(st.one_of(st.text(), st.integers(), st.dates(), st.datetimes()))
def test_no_value_of_a_date_is_too_odd(value: object) -> None:
    found, _ = moment(value, BERLIN)
    assert found is None or found.tzinfo is not None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-05-06T23:30:00-05:00", "2021-05-06T23:30:00-05:00"),
        ("2021-05-06 23:30 +0900", "2021-05-06T23:30:00+09:00"),
        ("2021-05-06T23:30:00Z", "2021-05-06T23:30:00+00:00"),
        ("2021-05-06", "2021-05-06T00:00:00+02:00"),
        (datetime(2021, 5, 6, 23, 30, tzinfo=UTC), "2021-05-06T23:30:00+00:00"),
    ],
)
def test_the_day_is_told_by_the_offset_that_was_written(value: object, expected: str) -> None:
    found, _ = moment(value, BERLIN)
    assert found is not None
    assert as_written(found, value).isoformat() == expected


def test_keys_have_many_names() -> None:
    made = mapped(
        {
            "Title": "A <em>b</em> &amp; c",
            "last_modified_at": "2020-01-02",
            "date": "2020-01-01",
            "description": "D",
            "excerpt": "E",
            "byline": "Ana Ruiz and Li",
            "lang": "pt_BR",
            "canonical_url": "https://old.example/x",
            "type": "opinion",
            "strange": [1, {"a": None}],
            "layout": "post",
        },
        Ways(BERLIN, "https://www.old.example", technical=frozenset({"layout"})),
    )
    head = finished(made)
    assert head["title"] == "A b & c"
    assert (head["summary"], head["language"], head["type"]) == ("D", "pt-BR", "opinion")
    assert "canonical" not in head, "the original stood on the old site itself"
    assert head["extra"] == {"excerpt": "E", "strange": [1, {"a": None}]}
    assert [note.said for note in made.notes] == ["kept in extra: excerpt, strange"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Ana Ruiz", ["Ana Ruiz"]),
        ("Ana Ruiz, Li Wei", ["Ana Ruiz", "Li Wei"]),
        ("Ruiz, Ana; Wei, Li", ["Ruiz, Ana", "Wei, Li"]),
        ([{"name": "Ana"}, "Li"], ["Ana", "Li"]),
        ({"name": "Ana", "url": "x"}, ["Ana"]),
    ],
)
def test_people(value: object, expected: list[str]) -> None:
    assert people(value) == expected


@pytest.mark.parametrize(
    ("value", "parting", "expected"),
    [("a b", " ", ["a", "b"]), ("a b, c", " ", ["a b", "c"]), (["a b"], " ", ["a b"]), (None, ",", []), (2020, ",", ["2020"])],
)
def test_words(value: object, parting: str, expected: list[str]) -> None:
    assert words(value, parting) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"image": "a.jpg", "image_alt": "A"}, [{"src": "a.jpg", "alt": "A"}]),
        ({"cover": {"image": "a.png", "caption": "C"}}, [{"src": "a.png", "caption": "C"}]),
        ({"header": {"overlay_image": "a.jpg", "teaser": "b.jpg"}}, [{"src": "a.jpg"}]),
        ({"images": ["a.jpg", "a.jpg", "b.webp?x=1"]}, [{"src": "a.jpg"}, {"src": "b.webp?x=1"}]),
        ({"image": {"feature": "a.jpg", "credit": "Ana"}}, [{"src": "a.jpg", "credit": "Ana"}]),
        ({"image": "none at all"}, []),
        ({"image": True}, []),
    ],
)
def test_photos(head: dict[str, object], expected: list[dict[str, object]]) -> None:
    assert photos(head) == expected
