"""Pasted text becomes stories, and no line of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.desk.schema import NOTHING_KNOWN
from newsgen.migrate.imported import Piece
from newsgen.migrate.wire.moments import Clock
from newsgen.migrate.wire.pieces import Asked, pieces

from ...builders import ROOT

CLOCK = Clock(ZoneInfo("Asia/Singapore"), "en", datetime(2031, 1, 1, tzinfo=UTC))
PARAGRAPH = "The ferries came back on Monday, six weeks after the storm had broken the ramp and the wall behind it."
CUT = "The new wall is to be nine metres high and will cost, as the engineers said on Tuesday evening, no less than a hun"


def read(text: str, asked: Asked | None = None) -> tuple[Piece, ...]:
    return pieces("paste.txt", text.encode(), CLOCK, asked or Asked(NOTHING_KNOWN))


def told(piece: Piece) -> str:
    return "\n".join(note.said for note in piece.notes)


EDITION = f"""\
Ferries return to the harbour

Release time: 18:05, April 16, 2024

{PARAGRAPH}

A white ferry at the quay, its ramp down.
Photo by Ana Reyes

"We had stopped waiting," said Mara Lind, who has kept the light at the end of the quay for as long as anybody can remember.

The ramp

{PARAGRAPH}

left: Workers lower the ramp on Monday morning. (Photo/Harbour Post)

right: The queue on the quay. (Photo/Harbour Post)

{PARAGRAPH}

Editor: lind

A wall of nine metres
Harbour | Flood wall | Halcyon
{CUT}

Reading by the window
Libraries | Halcyon
{CUT}…
"""


def test_an_edition_as_it_is_copied_out_of_a_browser() -> None:
    lead, wall, library = read(EDITION)
    assert lead.head["title"] == "Ferries return to the harbour"
    assert lead.head["date"] == datetime.fromisoformat("2024-04-16T18:05+08:00")
    assert lead.head["extra"] == {"editor": "lind"}
    assert lead.body.count("\n## ") == 1 and "\n## The ramp\n" in lead.body
    assert "*A white ferry at the quay, its ramp down.*\n*Photo by Ana Reyes*" in lead.body
    assert told(lead).count("a caption without its photo") == 3
    assert 'caption: "A white ferry at the quay, its ramp down.", credit: "Ana Reyes"' in told(lead)
    assert wall.head["tags"] == ["Harbour", "Flood wall", "Halcyon"]
    assert wall.head["title"] == "A wall of nine metres"
    assert wall.head["date"] == lead.head["date"]
    assert "breaks off here" in told(wall) and "that of the story above was taken" in told(wall)
    assert (library.head["title"], library.head["tags"]) == ("Reading by the window", ["Libraries", "Halcyon"])


def test_the_example_of_the_documents() -> None:
    block = (ROOT / "docs" / "wire.md").read_text("utf-8").split("```text\n")[1].split("```")[0]
    lines = [re.split(r"\s{4,}", line, maxsplit=1) for line in block.splitlines()]
    lead, wall = read("\n".join(line[0] for line in lines))
    assert (lead.head["title"], lead.head["source"], lead.head["authors"]) == (lines[0][0], {"name": "AP"}, ["Ana Reyes"])
    assert lead.head["date"] == datetime.fromisoformat("2024-04-16T18:05+08:00")
    assert "## The ramp" in lead.body and 'credit: "Li Wei"' in told(lead)
    assert (wall.head["title"], wall.head["tags"]) == ("A wall of nine metres", ["Flood wall", "Harbour", "Halcyon"])


MAIL = """\
From: desk@agency.example
To: news@post.example
Subject: FW: Storm closes the port
Date: Tue, 16 Apr 2024 18:05:00 +0800

STORM CLOSES THE PORT
By Ana Reyes and Li Wei

HALCYON, April 16 (Harbour News) -- The port of Halcyon was closed on
Tuesday as a storm came in from the north and waves of nine metres
broke over the outer wall, the harbour master's office said in the
evening.

Three ferries turned back. A fourth stayed at sea with 212 people on
board, who were given blankets and soup, its operator said on its
website.

- The wall was built in 1921 and raised in 1953, 1978 and again in the
  years after the great flood.
- Nobody was hurt.

-30-
"""


def test_a_mail_is_unwrapped() -> None:
    (story,) = read(MAIL)
    assert story.head["title"] == "Storm closes the port"
    assert story.head["authors"] == ["Ana Reyes", "Li Wei"]
    assert story.head["source"] == {"name": "Harbour News"}
    assert "a storm came in from the north and waves of nine metres broke over the outer wall" in story.body
    assert "in 1953, 1978 and again in the years after the great flood.\n- Nobody was hurt." in story.body
    assert "desk@agency.example" not in story.body and "desk@agency.example" in told(story)
    assert read("".join(f"> {line}\n" for line in MAIL.splitlines()))[0].body == story.body


def test_chinese() -> None:
    text = (
        "港口因风暴关闭\n2024年4月16日18:05　来源：新华社\n港口周二因风暴关闭，九米高的海浪越过外墙，"
        "港务局晚间表示，三艘渡轮折返，"
        "第四艘载有二百一十二人留在海上，大家都平安无事，风暴将持续到周四。\n"
        "图为4月16日拍摄的港口。新华社记者 李伟 摄\n责任编辑：王芳\n"
    )
    (story,) = read(text)
    assert story.head["title"] == "港口因风暴关闭"
    assert story.head["date"] == datetime.fromisoformat("2024-04-16T18:05+08:00")
    assert story.head["source"] == {"name": "新华社"}
    assert story.head["language"] == "zh"
    assert 'caption: "图为4月16日拍摄的港口。", credit: "新华社记者 李伟 摄"' in told(story)
    assert pieces("a", text.encode("gb18030"), CLOCK, Asked(NOTHING_KNOWN))[0].head == story.head


@pytest.mark.parametrize(
    "line",
    [
        "Release time: 18:05, April 16, 2024",
        "Published on April 16, 2024 at 6:05 p.m.",
        "2024-04-16 18:05",
        "发布时间：2024年4月16日18:05",
        "發佈時間：2024-04-16 18:05",
        "Veröffentlicht am 16. April 2024, 18:05 Uhr",
        "Publicado el 16 de abril de 2024 a las 18:05",
        "Publié le 16 avril 2024 à 18h05",
        "Publicado em 16 de abril de 2024 às 18h05",
        "Pubblicato: 16 aprile 2024 ore 18:05",
        "Опубликовано: 16 апреля 2024, 18:05",
        "تاريخ النشر: 16 أبريل 2024 18:05",
        "Released: 18:05, 16 April 2024 (Beijing time)",
        "Date: Tue, 16 Apr 2024 10:05:00 +0000",
        "Harbour Post | 2024-04-16 18:05:00",
        "Source: Harbour Post  2024-04-16 18:05",
    ],
)
def test_release_times(line: str) -> None:
    (story,) = read(f"Ferries return\n{line}\n\n{PARAGRAPH}\n")
    assert story.head["date"] == datetime.fromisoformat("2024-04-16T18:05+08:00")
    assert story.head["title"] == "Ferries return"
    assert story.body == PARAGRAPH


@pytest.mark.parametrize("line", ["Time: we have none to lose", "Released: soon", "2024 was a good year", "In 2024 it rained"])
def test_what_only_looks_like_a_time_stays(line: str) -> None:
    (story,) = read(f"Ferries return\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}\n")
    assert line in story.body
    assert story.head["date"] == CLOCK.now


def test_a_day_that_could_be_another_is_told() -> None:
    (story,) = read(f"Ferries return\nDate: 04/05/2024\n\n{PARAGRAPH}")
    assert story.head["date"] == datetime.fromisoformat("2024-05-04T00:00+08:00")
    assert "other way round" in told(story)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The quay at dusk. Photo by Li Wei", "The quay at dusk.", "Li Wei"),
        ("The quay at dusk (Photo: AFP)", "The quay at dusk", "AFP"),
        ("The quay at dusk. (Xinhua/Li Wei)", "The quay at dusk.", "Xinhua/Li Wei"),
        ("Caption: The quay at dusk", "The quay at dusk", ""),
        ("Left: The quay at dusk", "Left: The quay at dusk", ""),
        ("Der Kai am Abend. Foto: dpa", "Der Kai am Abend.", "dpa"),
        ("图为港口。", "图为港口。", ""),
        ("Photo: A ferry at the quay on Monday", "A ferry at the quay on Monday", ""),
    ],
)
def test_captions(line: str, caption: str, credit: str) -> None:
    (story,) = read(f"Ferries return\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}")
    written = f'caption: "{caption}"' + (f', credit: "{credit}"' if credit else "")
    assert f"{written}}}" in told(story)
    assert f"*{line}*" in story.body


@pytest.mark.parametrize(
    "line", ["The minister (left) met the envoy.", "Trade rose by 2.8 percent (Reuters).", "By Monday morning the rain had gone."]
)
def test_what_is_no_caption_and_no_byline(line: str) -> None:
    (story,) = read(f"Ferries return\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}")
    assert f"\n\n{line}\n\n" in story.body
    assert "authors" not in story.head


@pytest.mark.parametrize("between", ["----", "* * *", "###", "-30-", "（完）", "Read more", "\n\n\n"])
def test_stories_that_are_set_apart(between: str) -> None:
    found = read(f"Ferries return\n\n{PARAGRAPH}\n\n{between}\n\nA wall of nine metres\n\n{PARAGRAPH}\n")
    assert [story.head["title"] for story in found] == ["Ferries return", "A wall of nine metres"]


def test_keywords_above_the_headline_and_in_its_line() -> None:
    text = f"{PARAGRAPH}\n\n----\n\nHarbour | Walls\nA wall of nine metres\n\n{PARAGRAPH}\n\n----\n"
    text += f"Reading at night | Libraries\n{PARAGRAPH}"
    _, wall, reading = read(f"Ferries return\n\n{text}")
    assert (wall.head["title"], wall.head["tags"]) == ("A wall of nine metres", ["Harbour", "Walls"])
    assert reading.head["title"] == "Reading at night" and "Libraries" in reading.head["tags"]  # type: ignore[operator]
    assert "there is no other headline" in told(reading)


@pytest.mark.parametrize(
    ("line", "headline", "tags"),
    [
        (
            "Manned Lunar Landing | China | Lunar Landing",
            "Manned Lunar Landing",
            ["Manned Lunar Landing", "China", "Lunar Landing"],
        ),
        ("Opinion | Why the port was not ready", "Why the port was not ready", ["Opinion"]),
        ("Ferries return after the storm | Harbour | Storms", "Ferries return after the storm", ["Harbour", "Storms"]),
        (
            "The engine comes first, say engineers in the north | China",
            "The engine comes first, say engineers in the north",
            ["China"],
        ),
        ("新华时评丨港口重新开放仍需时日", "港口重新开放仍需时日", ["新华时评"]),
    ],
)
def test_a_headline_among_bars(line: str, headline: str, tags: list[str]) -> None:
    (found,) = read(f"{line}\n2024-04-16\n{PARAGRAPH}")
    assert (found.head["title"], found.head["tags"]) == (headline, tags)


ROW = """\
Ferries return | Harbour | Skerry
Release time: 18:05, April 16, 2024

The first ferry in six weeks tied up on Monday morning, and three dozen people had
waited for it since dawn, some of them with coffee.

Photo by Ana Ruiz: The quay at dawn.

The ferry strike ends | Harbour | Strike
Source: The Herald
The ferries sail again from Monday, the union said on Friday evening after talks of eleven hours that at times seemed to
Mayor opens bridge
By Jo Field
The bridge over the river was opened to traffic on Tuesday by the mayor of the
Old Town, who had promised it. It cost twelve million.
"""


def test_stories_in_a_row_with_topics_behind_their_headlines() -> None:
    first, second, third = read(ROW)
    assert [each.head["title"] for each in (first, second, third)] == [
        "Ferries return",
        "The ferry strike ends",
        "Mayor opens bridge",
    ]
    assert (first.head["tags"], second.head["tags"]) == (["Ferries return", "Harbour", "Skerry"], ["Harbour", "Strike"])
    assert second.head["source"] == {"name": "The Herald"}
    assert "three dozen people had waited for it" in first.body
    assert "the mayor of the Old Town, who" in third.body
    assert (third.head["authors"], "summary" in third.head) == (["Jo Field"], False)
    assert 'caption: "The quay at dawn.", credit: "Ana Ruiz"' in told(first)
    assert "breaks off" in told(second)


def test_verse_and_a_headline_right_above_its_text_are_not_joined() -> None:
    verse = "The sea was grey,\nthe wall was high"
    headline = "The minister steps down as pressure over the harbour budget row piles up"
    (story,) = read(
        f"{headline}\nThe minister said so on Monday morning, and that was all there was to it at that time of day.\n\n{verse}."
    )
    assert story.head["title"] == headline
    assert "The sea was grey,\n\nthe wall was high" in story.body


def test_a_table_is_no_list_of_keywords() -> None:
    (story,) = read(f"Ferries return\n\n{PARAGRAPH}\n\nName | Tons\nSkerry | 900\nGull | 700\n\n{PARAGRAPH}")
    assert "Skerry | 900" in story.body
    assert "tags" not in story.head


def test_a_standfirst_and_a_word_above() -> None:
    (story,) = read(f"Harbour\nFerries return after six weeks\nThe ramp is new, the wall is not\nBy Ana Reyes\n\n{PARAGRAPH}")
    assert story.head["title"] == "Ferries return after six weeks"
    assert story.head["summary"] == "The ramp is new, the wall is not"
    assert story.head["extra"] == {"kicker": "Harbour"}


def test_without_a_headline() -> None:
    (story,) = read(PARAGRAPH)
    assert PARAGRAPH.startswith(str(story.head["title"]).rstrip("…"))
    assert "there is no headline" in told(story)
    assert story.body == PARAGRAPH


def test_photos_that_are_named() -> None:
    (story,) = read(
        f"Ferries return\n\n{PARAGRAPH}\n\nharbour at dusk.jpg\nThe quay (Photo: AFP)\n\nhttps://a.example/b.png?w=1\n\n{PARAGRAPH}"
    )
    assert story.head["photos"] == [
        {"src": "harbour at dusk.jpg", "caption": "The quay", "credit": "AFP"},
        {"src": "https://a.example/b.png?w=1"},
    ]
    assert "![](<harbour at dusk.jpg>)\n\n![](https://a.example/b.png?w=1)" in story.body


def test_nothing_is_no_story() -> None:
    assert read("") == () == read("\n \n")


GERMAN = """\
Home > News > World

WORLD

Unwetter legt den Hafen lahm

Von Anna Müller und Jörg Weiß
Stand: 16.04.2024, 18:05 Uhr

Der Hafen bleibt bis Donnerstag geschlossen. Drei Fähren mussten umkehren, teilte das Hafenamt am Abend mit.

Bild: Der Kai am Dienstag / Foto: dpa

„Wir haben Schlimmeres erlebt“, sagte die Leuchtturmwärterin.

Was jetzt kommt

Am Mittwoch soll der Wind nachlassen, und am Nachmittag sollen die ersten Schiffe wieder auslaufen.

Schlagwörter: Hafen, Sturm
Quelle: dpa

Mehr zum Thema

Sturm über der Nordsee
Die Deiche halten
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_german_in_every_encoding(encoding: str) -> None:
    data = GERMAN.replace("\n", "\r\n").encode(encoding)
    (found,) = pieces("paste.txt", data, CLOCK, Asked(NOTHING_KNOWN))
    assert found.head == {
        "title": "Unwetter legt den Hafen lahm",
        "date": datetime.fromisoformat("2024-04-16T18:05+08:00"),
        "tags": ["Hafen", "Sturm"],
        "authors": ["Anna Müller", "Jörg Weiß"],
        "source": {"name": "dpa"},
        "language": "de",
        "extra": {"kicker": "WORLD"},
    }
    assert "## Was jetzt kommt" in found.body
    assert told(found).count("the headline of another story") == 2
    assert ("not UTF-8" in told(found)) is (encoding == "cp1252")


def test_french_facts_in_one_line() -> None:
    text = "Les ferries sont de retour\n\nPublié le 16 avril 2024 à 18h05 - Mis à jour le 17 avril 2024 à 09h30\n"
    text += "Par Ana Reyes (avec AFP)\n\n"
    (found,) = read(text + "Les premiers ferries ont accosté lundi, six semaines après la tempête qui avait détruit la rampe.")
    assert found.head["date"] == datetime.fromisoformat("2024-04-16T18:05+08:00")
    assert found.head["updated"] == datetime.fromisoformat("2024-04-17T09:30+08:00")
    assert (found.head["authors"], found.head["source"]) == (["Ana Reyes"], {"name": "AFP"})


@pytest.mark.parametrize(
    ("begins", "date", "source"),
    [
        ("HALCYON, April 16 (AP) -- ", "2030-04-16", {"name": "AP"}),
        ("HALCYON, 16 April 2024 – ", "2024-04-16", None),
        ("Halcyon (dpa) - ", "2031-01-01", {"name": "dpa"}),
        ("新华社哈尔西恩4月16日电　", "2030-04-16", {"name": "新华社"}),
        ("The harbour (and its wall) - ", "2031-01-01", None),
    ],
)
def test_datelines(begins: str, date: str, source: object) -> None:
    (found,) = read(f"Ferries return\n\n{begins}{PARAGRAPH}")
    when = found.head["date"]
    assert isinstance(when, datetime)
    assert (when.date().isoformat(), found.head.get("source")) == (date, source)
    assert begins.split(maxsplit=1)[0] in found.body


def test_a_press_release() -> None:
    text = f"*** EMBARGOED UNTIL 06:00 GMT, 17 April 2024 ***\n\nPRESS RELEASE\n\nThree new quays\n\n{PARAGRAPH}\n\nENDS\n"
    (found,) = read(text)
    assert found.head["title"] == "Three new quays"
    assert found.head["date"] == datetime.fromisoformat("2024-04-17T14:00+08:00")
    assert found.body == PARAGRAPH


def test_links_to_other_stories_amid_a_text() -> None:
    (found,) = read(f"Ferries return\n\n{PARAGRAPH}\n\nRead also:\nStorm closes the port\nDikes hold\n\n{PARAGRAPH}")
    assert found.body == f"{PARAGRAPH}\n\n{PARAGRAPH}"
    assert "Storm closes the port" in told(found)


def test_headlines_without_a_text_are_told_with_the_story_above() -> None:
    (found,) = read(f"Ferries return\n\n{PARAGRAPH}\n\n----\nA wall of nine metres\n----\nDikes hold")
    assert told(found).count("a headline without a text; left out") == 2


# No line is lost

SIGNS = """\
Release time: 18:05, April 16, 2024
Source: Xinhua
By Ana Reyes
Keywords: a, b
China | ASEAN
Editor: x
Photo by Li Wei
(Photo/Xinhua)
----
-30-
Read more
> quoted
- item
1. item
## Head
**Bold**
a.jpg
https://a.example/x
From: a@b.example
Subject: Re: x
图为港口。新华社发
#one #two
Updated: never
...
HALCYON, April 16 (AP) -- It rained.
责任编辑：李伟
Section: World
![alt](b.jpg "cap")
Publié le 25/11/2026 à 04h12, mis à jour hier soir
Publié le 25/11/2026 à 04h12, mis à jour à 08h00
Par Juan Pérez, depuis le port de Santiago
Paris, le 25 novembre 2026
Headline of a story
"""
FACTS = st.sampled_from([*SIGNS.splitlines(), PARAGRAPH, CUT])
LINES = st.one_of(FACTS, st.text(max_size=60), st.just(""))


def texts(value: object) -> Iterator[str]:
    """All texts of front matter."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
    else:
        yield str(value)


def account(piece: Piece) -> str:
    return "\n".join([told(piece), *texts(piece.head), piece.body])


def bare(text: str) -> str:
    return re.sub(r"[^\w]", "", unescape(text)).casefold()


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=25))
def test_every_line_is_in_a_story_or_in_the_report(lines: list[str]) -> None:
    text = "\n".join(lines)
    kept = bare("\n".join(map(account, read(text))))
    for line in text.encode("utf-8", "replace").decode().splitlines():
        assert bare(re.sub("[\x00-\x1f\x7f-\x9f]", "", line)) in kept
