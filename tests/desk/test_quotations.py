"""Quotations that are left open are found; what only looks so is not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.desk.quotations import open_quotations

from ..builders import ROOT

OPEN = {
    "a paragraph": ("He said ‹“›no and left.", "en"),
    "one of several": ("“One.” “Two.”\n\nHe said ‹“›three.\n\nThen he left.", "en"),
    "straight": ('‹"›foo. Then "bar".', "en"),
    "straight at the end": ('She said, "yes," and then ‹"›no.', "en"),
    "within another": ("‹“›He said “no to me,” she said and left.\n\nNothing.", "en"),
    "German": ("Er sagte ‹„›nein und ging.", "de"),
    "Swedish": ("Hon sade ‹”›nej och gick.", "sv"),
    "French": ("‹«› Non, dit-il.", "fr"),
    "Spanish": ("Dijo: ‹«›No, y se fue.", "es"),
    "Danish": ("Han sagde: ‹»›Nej, og gik.", "da"),
    "Chinese": ("他说“好”。然后‹“›不", "zh"),
    "Japanese": ("「ああ」と‹「›いい", "ja"),
    "a cell": ('| "a" | ‹"›b |\n|--|--|\n', "en"),
    "an item": ("- ‹“›one\n- two", "en"),
    "raw HTML": ("<p>‹“›a</p><p>b</p>", "en"),
    "references": ("Said &ldquo;yes&rdquo; and ‹&ldquo;›no", "en"),
    "after a link": ("He said ‹“›[no](x.md) and left.", "en"),
    "CRLF": ("“I was there,\r\nyes”\r\n\r\nNo ‹“›end\r\n", "en"),
    "the second of a long one": ("“First.\n\n‹“›Second, and it never ends.\n\nThen he left.", "en"),
}


@pytest.mark.parametrize("name", OPEN)
def test_it_is_found_where_it_begins(name: str) -> None:
    marked, language = OPEN[name]
    body = re.sub("[‹›]", "", marked)
    assert open_quotations(body, language) == [marked.index("‹")]


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("He said “no” and left.", "en"),
        ("“First paragraph.\n\n“Second.\n\n“Third, closed.”", "en"),
        ("“A long one:\n\n- one\n- two\n\nand its end,” he said.", "en"),
        ("“First.\n\nSecond, which ends it.” So he said.", "en"),
        ('He is 6\' 2" tall and has a 12" pipe of 5″.', "en"),
        ("He is 6’2” tall.", "en"),
        ('The 6" pipe, "he said", broke.', "en"),
        ('"I was 16," he said. "Not 17"', "en"),
        ('"He said "no" to me", she said.', "en"),
        ("The dogs’ ’90s rock ’n’ roll isn't 'it'", "en"),
        ("Er sagte „nein“ und ging. „Ja“ und ‚ja‘.", "de"),
        ("Er sagte ,,nein“ und ging.", "de"),
        ("Hon sade ”nej” och gick.", "sv"),
        ("« Non », dit-il. «\u202fOui\u202f»", "fr"),
        ("« Un.\n\n» Deux.\n\n» Trois. »", "fr"),
        ("«Uno.\n\n»Dos», dijo.", "es"),
        ("»Nej«, sagde han.", "da"),
        ("„Nie”, powiedział „tak”.", "pl"),
        ('他说"好"。然后"不"走', "zh"),
        ("「ああ」『いい』《书》", "ja"),
        ('צה"ל אמר "כן" ו”לא”', "he"),
        ("قال ”نعم“ ثم «لا»", "ar"),
        ('[a "b" c](x.md "the "title" here") and `code "x` ok', "en"),
        ('<a title="x">"q"</a> and "<em>w</em>" and "**s**" "`c`"', "en"),
        ('```\n"x\n```\nfine', "en"),
        ('    "code\n\nfine', "en"),
        ("“—and so on,” he said. “Well…” “No”—“yes”—(“x”)", "en"),
        ("« Older posts | Read more »", "en"),
        ('A lone " sign', "en"),
        ('" Spaced out ", he said.', "it"),
        ('L"Aquila e "Roma"', "it"),
        ('<p>"<code class="x">ls\n-la</code>", he typed.</p>', "en"),
        ("> “quoted\n> on”", "en"),
        ("59°20'15\"N 18°3'45\"E", "en"),
        ("", "en"),
    ],
)
def test_what_only_looks_so_is_left(body: str, language: str) -> None:
    assert open_quotations(body, language) == []


@given(st.text(st.sampled_from('ab ,.\n"“”„«»「」*_()[]é港צ6'), max_size=60), st.sampled_from(["en", "fr", "he", "zh"]))
def test_a_place_is_that_of_a_mark(body: str, language: str) -> None:
    assert all(body[at] in '"“”„«»「' for at in open_quotations(body, language))


@given(
    st.lists(
        st.sampled_from(["“One,” he said.", "„Zwei“", '"Three" and "four"', "« Cinq »", "「六」", "Plain, isn’t it."]), max_size=6
    )
)
def test_what_is_closed_is_closed_in_any_company(paragraphs: list[str]) -> None:
    assert open_quotations("\n\n".join(paragraphs), "fr") == []


def test_no_story_of_the_demo_leaves_one_open(figure: object) -> None:
    stories = sorted((ROOT / "content").rglob("*.md"))
    bodies = {path: path.read_text("utf-8").split("\n---\n", 1)[1] for path in stories}
    assert sum("“" in body or '"' in body for body in bodies.values()) > 10
    assert [path.name for path, body in bodies.items() if open_quotations(body, "en")] == []
