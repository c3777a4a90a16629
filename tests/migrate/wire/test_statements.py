"""Facts in a line: several without signs between them, and those of which only a part is understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsgen.desk.schema import NOTHING_KNOWN
from newsgen.migrate.imported import Piece
from newsgen.migrate.wire.moments import Clock
from newsgen.migrate.wire.pieces import Asked, pieces
from newsgen.migrate.wire.statements import facts

CLOCK = Clock(ZoneInfo("Europe/Paris"), "fr", datetime(2031, 1, 1, tzinfo=UTC))
HEADLINE = "Les ferries sont de retour au port"
TEXT = """\
Les premiers ferries ont accosté lundi, six semaines après la tempête qui avait détruit la rampe.

Le port a été fermé pendant six semaines, et la rampe a été refaite à neuf pendant ce temps, selon la mairie."""


def read(line: str) -> Piece:
    asked = Asked(replace(NOTHING_KNOWN, language="fr"))
    (found,) = pieces("paste.txt", f"{HEADLINE}\n{line}\n\n{TEXT}\n".encode(), CLOCK, asked)
    return found


def hands(piece: Piece) -> str:
    return "\n".join(note.said for note in piece.notes if note.hand)


@pytest.mark.parametrize(
    ("line", "date", "updated", "outlet", "authors"),
    [
        ("Publié le 25/11/2026 à 04h12   Source : AFP", "2026-11-25T04:12", "", "AFP", ""),
        ("Publié le mercredi 25 novembre 2026 à 04h12, mis à jour à 08h00", "2026-11-25T04:12", "2026-11-25T08:00", "", ""),
        ("Publié le 25/11/2026 à 04h12 - Mis à jour à 08h00", "2026-11-25T04:12", "2026-11-25T08:00", "", ""),
        ("Publié le 25/11/2026 à 04h12 (mis à jour le 26/11/2026 à 10h00)", "2026-11-25T04:12", "2026-11-26T10:00", "", ""),
        ("Publié le 25/11/2026 à 04h12 par Juan Pérez avec AFP", "2026-11-25T04:12", "", "AFP", "Juan Pérez"),
        ("Par Juan Pérez Publié le 25/11/2026 à 04h12", "2026-11-25T04:12", "", "", "Juan Pérez"),
        ("Source : AFP, publié le 25/11/2026 à 04h12, mis à jour à 09h00", "2026-11-25T04:12", "2026-11-25T09:00", "AFP", ""),
        ("2026年11月26日 09:00　共同通信", "2026-11-26T09:00", "", "共同通信", ""),
        ("2026年11月26日 09:00 共同通信", "2026-11-26T09:00", "", "共同通信", ""),
        ("共同通信 2026年11月26日 09:00", "2026-11-26T09:00", "", "共同通信", ""),
        ("2026/11/26 09:00 配信", "2026-11-26T09:00", "", "", ""),
        ("입력 2026-11-26 09:00 수정 2026-11-26 10:00", "2026-11-26T09:00", "2026-11-26T10:00", "", ""),
        ("نُشر في 25 نوفمبر 2026 الساعة 06:00  المصدر: فرانس برس", "2026-11-25T06:00", "", "فرانس برس", ""),
        (
            "Veröffentlicht: 25.11.2026, 18:05 Uhr Aktualisiert: 19:30 Uhr | Quelle: dpa",
            *("2026-11-25T18:05", "2026-11-25T19:30"),
            "dpa",
            "",
        ),
        ("Published: April 16, 2024 6:05 p.m. Updated: 7:30 p.m.", "2024-04-16T18:05", "2024-04-16T19:30", "", ""),
        ("Date: 4 May 2024 Time: 18:05", "2024-05-04T18:05", "", "", ""),
        ("25 novembre 2026, 18:05, AFP", "2026-11-25T18:05", "", "AFP", ""),
        ("Par Juan Pérez, à Santiago", "", "", "", "Juan Pérez"),
        ("Par Juan Pérez, envoyé spécial à Santiago", "", "", "", "Juan Pérez"),
        ("Par Juan Pérez (AFP), à New York", "", "", "AFP", "Juan Pérez"),
        ("Par Juan Pérez à Santiago et Marie Dupont à Lima", "", "", "", "Juan Pérez, Marie Dupont"),
        ("Por Juan Pérez en Madrid", "", "", "", "Juan Pérez"),
        ("Door Jan Jansen en Piet Smit", "", "", "", "Jan Jansen, Piet Smit"),
        ("By Ana Ruiz, Staff Writer", "", "", "", "Ana Ruiz"),
    ],
)
def test_facts_below_a_headline(line: str, date: str, updated: str, outlet: str, authors: str) -> None:
    piece = read(line)
    said = {key: f"{piece.head.get(key, '')}" for key in ("date", "updated")}
    assert said["date"].replace(" ", "T").startswith(date or "2031-01-01")
    assert said["updated"].replace(" ", "T").startswith(updated) and bool(said["updated"]) is bool(updated)
    assert piece.head.get("source") == ({"name": outlet} if outlet else None)
    assert piece.head.get("authors") == (authors.split(", ") if authors else None)
    assert piece.head["title"] == HEADLINE and "summary" not in piece.head and piece.body == TEXT


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Publié le 25/11/2026 à 04h12, mis à jour hier soir", "mis à jour hier soir"),
        ("Publié le 25/11/2026 à 04h12 - Temps de lecture : 3 min", "Temps de lecture : 3 min"),
        ("Publié le 25/11/2026 à 04h12, depuis le vieux port", "depuis le vieux port"),
        ("Par Juan Pérez, depuis le port de Santiago", "depuis le port de Santiago"),
        ("Paris, le 25 novembre 2026", "Paris"),
    ],
)
def test_what_is_not_understood_beside_facts_is_told(line: str, rest: str) -> None:
    piece = read(line)
    assert f"“{rest}” is not understood, and left out" in hands(piece)
    assert "authors" in piece.head or str(piece.head["date"]).startswith("2026-11-25")
    assert "summary" not in piece.head and "source" not in piece.head and piece.body == TEXT


@pytest.mark.parametrize("line", ["Date : inconnue", "Released on 3 May 2024, the film tops the charts"])
def test_what_only_looks_like_a_time_is_kept_in_the_text_and_told(line: str) -> None:
    piece = read(line)
    assert piece.body == f"{line}\n\n{TEXT}" and "summary" not in piece.head
    assert f"“{line}”: looks like a release time, but cannot be understood; kept in the text" in hands(piece)


@pytest.mark.parametrize(
    "line",
    [
        "Le 25 novembre 2026, un jour pour l'histoire",
        "Un an après le 25 novembre 2025, rien n'a changé",
        "Elections 25 November 2026",
        "By Monday, Ana Ruiz had left the port",
        "Par amour, il traverse la mer",
        "Par Toutatis, les Gaulois gagnent encore",
        "Von Berlin nach Paris, mit dem Zug",
        "Di Maria, il gol che vale tutto",
        "Source of the fire found",
    ],
)
def test_a_standfirst_stays_one(line: str) -> None:
    assert read(line).head["summary"] == line


def test_a_headline_that_looks_like_facts_stays_one() -> None:
    line = "Par Jean Valjean, les leçons d'une crise"
    (piece,) = pieces("a", f"{line}\n\n{TEXT}".encode(), CLOCK, Asked(NOTHING_KNOWN))
    assert piece.head["title"] == line and "authors" not in piece.head
    assert "taken for the headline" in hands(piece)


def test_facts_with_an_hour_above_a_headline() -> None:
    (piece,) = pieces("a", f"2026年11月26日 09:00 共同通信\n{HEADLINE}\n\n{TEXT}".encode(), CLOCK, Asked(NOTHING_KNOWN))
    assert (piece.head["title"], piece.head["source"]) == (HEADLINE, {"name": "共同通信"})


def test_an_hour_without_a_day_is_no_fact() -> None:
    assert facts("Mis à jour à 08h00", CLOCK) == []
    assert facts("Mis à jour : 08h00 Source : AFP", CLOCK) == []


def test_letters_whose_accents_are_signs_of_their_own() -> None:
    assert facts("Publie\u0301 le 25/11/2026 a\u0300 04h12", CLOCK) == [("date", "25/11/2026 à 04h12")]
