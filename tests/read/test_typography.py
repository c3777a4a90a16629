"""Straight marks become those of the story's language, and nothing else changes."""

from __future__ import annotations

import re
from html import unescape

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.model.article import Article, Photo
from newsgen.read.article import Settings, article
from newsgen.read.html import cut
from newsgen.read.markdown import body, inline
from newsgen.read.snapshot import SourceFile
from newsgen.read.typography import _MARKS, typeset

from .test_html import odd, page, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"So," he said.', "“So,” he said."),
        ("It's the dogs' day, isn't it?", "It’s the dogs’ day, isn’t it?"),
        ("\"He said 'no'.\"", "“He said ‘no’.”"),
        ("\"'No,' he said.\"", "“‘No,’ he said.”"),
        ("'\"No\" is an answer'", "‘“No” is an answer’"),
        ("the '90s, 'tis, rock 'n' roll", "the ’90s, ’tis, rock ’n’ roll"),
        ('"/path/" and "x=" and "more"/"less"', "“/path/” and “x=” and “more”/“less”"),
        ("the 1990's and 90's", "the 1990’s and 90’s"),
        ("6'2\" tall, a 12\" disc, 5' deep", "6'2\" tall, a 12\" disc, 5' deep"),
        ('"He is 6\'2" tall," she said.', "“He is 6'2\" tall,” she said."),
        ('"In 2024"', "“In 2024”"),
        ('1914--18 -- so --- "well--" and so...', "1914–18 – so — “well–” and so…"),
        ("newsgen --drafts, a----b, 1....2", "newsgen --drafts, a----b, 1....2"),
        ('("so")—"so"/"so"', "(“so”)—“so”/“so”"),
        ('A "quote "in a" quote" here', "A “quote ‘in a’ quote” here"),
        ("one \" two ' three", "one \" two ' three"),
        ("“Already” ‘so’ – …", "“Already” ‘so’ – …"),
        ("See https://example.org/a--b?it's...x's -- \"now\".", "See https://example.org/a--b?it's...x's – “now”."),
        ("\"www.example.org/a--b\", 'HTTP://example.org/'...", "“www.example.org/a--b”, ‘HTTP://example.org/’…"),
        ("and so on...http://example.org/(x)--y", "and so on…http://example.org/(x)--y"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert typeset(text, "en-GB") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "„So ‚nun‘ geht’s“, sagte er."),
        ("de-CH", "«So ‹nun› geht’s», sagte er."),
        ("fr", "«\u202fSo “nun” geht’s\u202f», sagte er."),
        ("es", "«So “nun” geht’s», sagte er."),
        ("es-MX", "“So ‘nun’ geht’s”, sagte er."),
        ("it", "«So “nun” geht’s», sagte er."),
        ("pt-BR", "“So ‘nun’ geht’s”, sagte er."),
        ("pl", "„So «nun» geht’s”, sagte er."),
        ("nl", "“So ‘nun’ geht’s”, sagte er."),
        ("uk", "«So „nun“ geht’s», sagte er."),
        ("ru", "«So „nun“ geht’s», sagte er."),
        ("sv", "”So ’nun’ geht’s”, sagte er."),
        ("fi", "”So ’nun’ geht’s”, sagte er."),
    ],
)
def test_languages(language: str, expected: str) -> None:
    assert typeset("\"So 'nun' geht's\", sagte er.", language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quoi ? Non ! Si ; voilà : oui", "Quoi\u202f? Non\u202f! Si\u202f; voilà\xa0: oui"),
        ("Il dit : « Non »", "Il dit\xa0: «\u202fNon\u202f»"),
        ("à 12:30, http://exemple.fr/a ; b :c", "à 12:30, http://exemple.fr/a\u202f; b :c"),
        ("« Déjà\u202f»\xa0: oui", "«\u202fDéjà\u202f»\xa0: oui"),
    ],
)
def test_french_lines_neither_begin_nor_end_with_a_mark_that_stands_alone(text: str, expected: str) -> None:
    assert typeset(text, "fr-CA") == expected
    assert typeset(text, "es") == text


def test_left_out_centuries_and_decades() -> None:
    assert typeset('il \'900 "no"', "it") == "il ’900 «no»"
    assert typeset("ein '68er, die '90ern", "de") == "ein ’68er, die ’90ern"


def test_a_quotation_begins_behind_an_elision() -> None:
    assert typeset('L\'"eau", d’"Amis" qu\'"on" dit', "it") == "L’«eau», d’«Amis» qu’«on» dit"
    assert typeset("\"Il a dit 'non'\", et \"'oui'\".", "es") == "«Il a dit “non”», et «“oui”»."


@pytest.mark.parametrize("language", ["zh", "ja", "ko", "ar", "tlh", ""])
def test_unknown_languages_keep_their_marks(language: str) -> None:
    assert typeset('"So" -- it\'s...', language) == '"So" -- it\'s...'


def test_hebrew_abbreviations_and_dutch_articles() -> None:
    assert typeset('"צה"ל"', "he") == '”צה"ל”'
    assert typeset('ב"הארץ" וב"ידיעות אחרונות", ש"ח, מ"מים', "he") == 'ב”הארץ” וב”ידיעות אחרונות”, ש"ח, מ"מים'
    assert typeset('מ"מים אמרו "כן"', "he") == 'מ"מים אמרו ”כן”'
    assert typeset("'s Avonds in 't huis", "nl") == "’s Avonds in ’t huis"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('"*So*" he said.', "<p>“<em>So</em>” he said.</p>"),
        ('He said "*so*".', "<p>He said “<em>so</em>”.</p>"),
        ('*"So"*, "[so](https://x.example/its)"', '<p><em>“So”</em>, “<a href="https://x.example/its">so</a>”</p>'),
        ("[a](b.md \"it's 'b'\")'s", "<p><a href=«b.md» title=\"it's 'b'\">a</a>’s</p>"),
        ('`"a" -- b` isn\'t', '<p><code>"a" -- b</code> isn’t</p>'),
        ('"`x`", `y`\'s', "<p>“<code>x</code>”, <code>y</code>’s</p>"),
        ("<kbd>\"</kbd> isn't <samp>'x'</samp>", "<p><kbd>\"</kbd> isn’t <samp>'x'</samp></p>"),
        ('    "x"', '<pre tabindex="0"><code>"x"\n</code></pre>'),
        ('<script>x = "a"</script>', '<script>x = "a"</script>'),
        ('"One.\n\n"Two."', "<p>“One.</p>\n<p>“Two.”</p>"),
        ('"One  \n"Two""', "<p>“One<br>\n‘Two’”</p>"),
        ('- "a"\n- it\'s', "<ul>\n<li>“a”</li>\n<li>it’s</li>\n</ul>"),
        ("## It's", '<h2 id="it-s">It’s</h2>'),
        ('so&nbsp;"so" &mdash;"so"', "<p>so&nbsp;“so” &mdash;“so”</p>"),
    ],
)
def test_bodies(text: str, html: str) -> None:
    assert shown(body(text, 1, (), "en")[0]) == html


def test_captions_and_openings() -> None:
    assert shown(inline('It\'s *the* "quay"', "en")) == "It’s <em>the</em> “quay”"
    assert body("It's the quay", 1, (), "en")[1].lede == "It’s the quay"
    assert shown(body('It\'s "so"', 1)[0]) == '<p>It\'s "so"</p>'


@pytest.mark.parametrize(("line", "mark"), [("", "“"), ("language: de\n", "„"), ("language: zh\n", '"')])
def test_the_story_names_the_language(line: str, mark: str) -> None:
    lists = "photos: [{src: a.jpg, alt: A, caption: '\"a'}]\ncorrections: [{date: 2024-01-02, text: '\"C'}]"
    head = f"---\ntitle: '\"T'\nsummary: '\"S'\ndate: 2024-01-01\n{lists}\n{line}---\n"
    reading = article(Settings("UTC", (), True, "en"), SourceFile("articles/a.md", f'{head}"a'.encode()))
    assert shown(reading.html) == f"<p>{mark}a</p>"
    assert isinstance(reading.story, Article)
    assert [each.text for each in reading.story.corrections] == [f"{mark}C"]
    assert (reading.story.title, reading.story.summary) == (f"{mark}T", f"{mark}S")
    assert [shown(photo.caption) for photo in reading.story.photos if isinstance(photo, Photo)] == [f"{mark}a"]


SENTENCES = [
    '"The water came at night," said Ana. "It stayed."',
    "She said: \"He told me 'go home' and left.\"",
    "It's John's, and they're the Joneses' neighbours'.",
    "In the '80s -- or the '90s -- nobody cared.",
    'The "Harbour Post" (the "Post") wrote...',
    "Wait... what?",
    "The years 1914--1918 were---for many---the end.",
    '"So?" "No!" "Well..."',
    'He called it "a mess"; others, "a start".',
    '*"Stressed"*, **"strong"** and "*inside*".',
    'A ["link"](https://x.example/), and "[so](https://x.example/)".',
    "\"'Why?' she asked.\"",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_english_as_python_markdown_sets_it(text: str) -> None:
    assert shown(body(text, 1, (), "en")[0]) == unescape(markdown.markdown(text, extensions=["smarty"]))


@pytest.mark.parametrize(
    ("text", "judged", "ours"),
    [
        ("'Tis so", "‘Tis so", "’Tis so"),  # an apostrophe: a letter is left out
        ("rock 'n' roll", "rock ‘n’ roll", "rock ’n’ roll"),
        ("6'2\" tall", "6‘2” tall", "6'2\" tall"),  # feet and inches have no quotation marks
        ("newsgen --drafts", "newsgen –drafts", "newsgen --drafts"),  # the option of a command
        ('"A "b" c"', "“A “b” c”", "“A ‘b’ c”"),
    ],
)
def test_where_python_markdown_sets_it_otherwise(text: str, judged: str, ours: str) -> None:
    assert unescape(markdown.markdown(text, extensions=["smarty"])) == f"<p>{judged}</p>"
    assert shown(body(text, 1, (), "en")[0]) == f"<p>{ours}</p>"


def straight(html: str) -> str:
    for marks in _MARKS.values():
        for mark in marks:
            html = html.replace(mark, "?")
    return re.sub("[\"'?’]|--+|–|—|\\.\\.\\.|…", "?", html)


@given(odd, st.sampled_from(sorted(_MARKS)))
def test_nothing_but_the_marks_changes(html: str, language: str) -> None:
    assert straight(page(cut(html, language).html)) == straight(page(cut(html).html))


@given(st.text(alphabet="a1 \"'-.(é", max_size=30), st.sampled_from(sorted(_MARKS)))
def test_set_text_differs_only_in_its_marks(text: str, language: str) -> None:
    assert straight(typeset(text, language)) == straight(text)


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<em>", "</em>", "<li>", "</li>", '"', "'", "a", " ", "--", "<code>", "</code>", "<br>"]),
        max_size=30,
    )
)
def test_simple_blocks_are_set_like_all_others(pieces: list[str]) -> None:
    html = "".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsgen.read.html._SIMPLE", re.compile("(?!)"))
        slow = cut(html, "en")
    assert cut(html, "en").html == slow.html
    assert cut(html, "en").lede == slow.lede
