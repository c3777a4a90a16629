"""A source cut in two, with places that are exact."""

from __future__ import annotations

from itertools import zip_longest

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from newsgen.read.frontmatter import MOST, Document, Reader, decode, describe, is_in_fence, mapping, split

from ..builders import raw, reading, said, story


def cut(text: str) -> Document:
    reader = Reader("x.md")
    document = split(text, reader)
    assert document is not None
    assert reader.problems == []
    return document


def keys(text: str, reader: Reader | None = None) -> dict[str, tuple[int, int]]:
    reader = reader or Reader("x.yaml")
    node = mapping(text, reader)
    return {key.value: reader.place(value) for key, value in node.value} if node else {}


def test_head_and_body_are_told_apart() -> None:
    document = cut("---\ntitle: A\n---\nFirst.\n\n---\n\nSecond.\n")
    assert [key.value for key, _ in document.head.value] == ["title"]
    assert document.body == "First.\n\n---\n\nSecond.\n"
    assert document.body_line == 4


@pytest.mark.parametrize("fence", ["---", "--- ", "---\t", "..."])
def test_closing_line_may_have_white_space_or_be_yamls_own(fence: str) -> None:
    assert cut(f"---\ntitle: A\n{fence}\nText").body == "Text"


def test_body_may_be_missing() -> None:
    assert cut("---\ntitle: A\n---").body == ""


def test_line_of_dashes_inside_a_value_is_no_fence() -> None:
    assert cut('---\ntitle: "--- a"\nsummary: |\n  ---- b\n---\nText').body == "Text"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf---\ntitle: A\n---\nText",
        b"---\r\ntitle: A\r\n---\r\nText",
        b"---\rtitle: A\r---\rText",
        b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nText",
    ],
)
def test_marks_and_line_ends_of_other_systems(data: bytes) -> None:
    assert decode(data, Reader("x.md")) == "---\ntitle: A\n---\nText"


def test_places_count_from_the_top_of_the_file() -> None:
    reader = Reader("x.md")
    document = split("---\ntitle: A\ntags:\n  - b\n---\n", reader)
    assert document is not None
    (_, title), (_, tags) = document.head.value
    assert reader.place(title) == (2, 8)
    assert reader.place(tags) == (4, 3)


def test_places_in_a_settings_file_count_from_its_first_line() -> None:
    assert keys("title: A\n基: B\n") == {"title": (1, 8), "基": (2, 4)}


def test_empty_yaml_is_an_empty_mapping() -> None:
    assert keys("") == {}
    assert keys("# nothing yet\n") == {}
    assert mapping("", Reader("x.yaml")) is not None


def test_control_characters_are_taken_out_of_the_body() -> None:
    assert cut("---\ntitle: A\n---\na\x07b\x0bc\x7fd\te").body == "abcd\te"


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\x80", "\x9f", "\ufffe"])
def test_control_characters_in_front_matter_are_told_at_their_place(char: str) -> None:
    assert said(f"---\ntitle: Wa{char}ter\ndate: 2024-04-16\n---\n") == ["2:10 there is a control character here"]


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_rare_line_ends_shift_nothing(char: str) -> None:
    assert said(f"---\ntitle: Wa{char}ter\ndate: soon\n---\n") == ["3:7 date is not a date: soon"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(encoding: str) -> None:
    (problem,) = reading(story().encode(encoding)).problems
    assert problem.message == "the file is saved as UTF-16"
    assert problem.where.line == 0


def test_byte_that_is_not_utf8_is_found_behind_wide_letters_and_line_ends() -> None:
    data = b"---\r\ntitle: \xe6\xb4\xaa\xe6\xb0\xb4 \xdf\r\n---\r\n"
    assert said(data) == ["2:11 the file is not UTF-8 (byte 0xdf)"]


def test_aliases_within_reason_are_allowed() -> None:
    assert keys("a: &x [1, 2]\nb: *x\n") == {"a": (1, 4), "b": (1, 4)}


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize("levels", [4, 9, 40])
def test_alias_bomb_is_refused_without_being_built(levels: int) -> None:
    reader = Reader("x.yaml")
    assert mapping(bomb(levels), reader) is None
    assert "blow this up" in reader.problems[0].message


@pytest.mark.parametrize("text", ["a: &a [*a]", "a: &a {b: *a}", "a: &a [[[*a]]]", "&a a: *a\n? &b [*b]\n: c"])
def test_alias_that_contains_itself_is_refused(text: str) -> None:
    reader = Reader("x.yaml")
    found = mapping(text, reader)
    assert (found is None) == bool(reader.problems)


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!python/name:os.system", "!!binary", "!!set", "!own", "!<tag:x>"]
)
def test_tags_are_refused(tag: str) -> None:
    reader = Reader("x.yaml")
    assert mapping(f"a: {tag} b", reader) is None
    assert "is not allowed" in reader.problems[0].message


def test_deep_nesting_is_no_crash() -> None:
    reader = Reader("x.yaml")
    mapping("a: " + "[" * 3000 + "]" * 3000, reader)
    mapping("\n".join("  " * depth + "a:" for depth in range(1500)), reader)
    assert all(problem.message for problem in reader.problems)


def warnings(front_matter: str) -> list[tuple[int, int]]:
    return [(each.where.line, each.where.column) for each in reading(raw(front_matter)).problems if each.level == "warning"]


@pytest.mark.parametrize(
    ("front_matter", "places"),
    [
        ("summary: Water in ward #3", [(4, 24)]),
        ("tags:\n  - flood\n  - #MeToo", [(6, 5)]),
        ("summary: Water  # to be written", []),
        ('summary: "Water in ward #3"', []),
        ("summary: https://example.org/#top", []),
        ("summary: |\n  Water in ward #3", []),
        ("section: world # world only\n# a line of its own\n#and another", []),
    ],
)
def test_text_lost_behind_a_hash_is_told(front_matter: str, places: list[tuple[int, int]]) -> None:
    assert warnings(front_matter) == places


def test_values_are_described_in_words() -> None:
    words = {
        "[a]": "a list",
        "{a: b}": "keys with values",
        "3": "a number",
        "1.5": "a number",
        "yes": "yes or no",
        "~": "nothing",
    }
    words |= {"2024-04-16": "a date", "word": "text", '"3"': "text"}
    for text, word in words.items():
        assert describe(yaml.compose(text, Loader=yaml.SafeLoader)) == word


PIECES = [
    "---",
    "\n",
    ": ",
    "title",
    "date: 2024-04-16",
    "tags",
    "- ",
    "  ",
    "\t",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!str ",
    "|",
    ">",
]
PIECES += ["#", "%", "@", "<<: ", "? ", "\u2028", "\x00", "é", "洪", "😀", "\r\n", "...", "=", "~", "null", "No", "2024", "\\"]
yamlish = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"---\n---")
@example(b"---\n\xff\n---")
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    found = reading(data)
    assert found.story or found.problems


@given(yamlish)
@example('a: "\\')
@example("? [a]: b")
@example("{{ title }}: x")
def test_no_front_matter_crashes_the_reader(text: str) -> None:
    found = reading(f"---\n{text}\n---\nText.")
    assert found.story or found.problems
    lines = text.count("\n") + text.count("\r\n") + 4
    assert all(0 <= problem.where.line <= lines for problem in found.problems)


@given(yamlish, st.sampled_from(["utf-8", "utf-8-sig"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_line_ends_and_marks_change_no_message(text: str, encoding: str, ends: str) -> None:
    text = "---\n" + text.replace("\r\n", "\n") + "\n---\nText."
    assert said(text.replace("\n", ends).encode(encoding)) == said(text)


SLIPS = ("b: one: two", "c: [1, 2", "d = x", "e: @x", "f: 'it's'", "h: {a: 1", "i:x", 'k: "a" b')
SOUND = ("title: A", "tags: [x, y]", "photos:\n- src: a\n  alt: b", "date: 2024-01-01", "summary: |\n  Text\n\n  of two.")


@given(st.lists(st.sampled_from(SLIPS), min_size=1, max_size=4, unique=True), st.permutations(SOUND), st.integers(0, 5))
def test_every_slip_is_told_and_what_is_sound_is_read(slips: list[str], sound: list[str], offset: int) -> None:
    lines = "\n".join([part for pair in zip_longest(slips, sound, fillvalue="") for part in pair if part]).split("\n")
    reader = Reader("x.md", goes_on=True, offset=offset)
    node = mapping("\n".join(lines) + "\n", reader)
    assert node
    assert {each.where.line - offset for each in reader.problems} == {lines.index(slip) + 1 for slip in slips}
    assert {key.value for key, _ in node.value} == {"title", "tags", "photos", "date", "summary"}
    assert reader.is_partial


def test_a_file_that_is_nothing_but_slips_is_given_up_in_time() -> None:
    reader = Reader("people.yaml", goes_on=True)
    assert mapping("\n".join(f"name{number}: one: two" for number in range(5000)), reader) is None
    assert len(reader.problems) == MOST


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("```\nX\n```\n", True),
        ("~~~\n```\nX\n~~~\n", True),
        ("```\na\n```\nX\n```\nb\n```\n", False),
        ("```\na\n\nX\n", False),
        ("X\n", False),
    ],
)
def test_what_lies_in_fenced_code(text: str, is_code: bool) -> None:
    assert is_in_fence(text, text.index("X")) == is_code
