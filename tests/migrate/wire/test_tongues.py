"""The language of texts in Latin letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsgen.desk.schema import NOTHING_KNOWN
from newsgen.migrate.imported import Piece
from newsgen.migrate.wire.moments import Clock
from newsgen.migrate.wire.pieces import Asked, pieces
from newsgen.migrate.wire.tongues import tongue

SURE = {
    "en": (
        "The port of Halcyon was closed on Tuesday as a storm came in from the north and waves of nine metres "
        "broke over the outer wall, the harbour master's office said in the evening. Three ferries turned "
        "back."
    ),
    "de": (
        "Der Hafen bleibt bis Donnerstag geschlossen. Drei Fähren mussten umkehren, teilte das Hafenamt am "
        "Abend mit. Am Mittwoch soll der Wind nachlassen, und am Nachmittag sollen die ersten Schiffe wieder "
        "auslaufen."
    ),
    "fr": (
        "Les premiers ferries ont accosté lundi, six semaines après la tempête qui avait détruit la rampe. Le "
        "port a été fermé pendant six semaines, et la rampe a été refaite à neuf."
    ),
    "es": (
        "El puerto permanecerá cerrado hasta el jueves. Tres transbordadores tuvieron que dar la vuelta, "
        "informó la autoridad portuaria por la noche, y el viento debería amainar el miércoles."
    ),
    "it": (
        "Il porto resta chiuso fino a giovedì. Tre traghetti hanno dovuto invertire la rotta, ha comunicato "
        "in serata la capitaneria, e il vento dovrebbe calare mercoledì, secondo i meteorologi della regione."
    ),
    "ca": (
        "El port romandrà tancat fins dijous. Tres transbordadors van haver de girar cua, va informar "
        "l'autoritat portuària al vespre, i el vent hauria d'afluixar dimecres, segons els meteoròlegs."
    ),
    "nl": (
        "De haven blijft tot donderdag gesloten. Drie veerboten moesten omkeren, meldde het havenbedrijf in "
        "de avond. Op woensdag zou de wind moeten gaan liggen en vertrekken de eerste schepen weer."
    ),
    "sv": (
        "Hamnen är stängd till torsdag. Tre färjor fick vända om, meddelade hamnkontoret på kvällen. På "
        "onsdag väntas vinden avta och på eftermiddagen ska de första fartygen kunna avgå igen."
    ),
}
NEAR = {
    "pt": (
        "O porto ficará fechado até quinta-feira. Três barcos tiveram de voltar, informou a autoridade "
        "portuária à noite, e o vento deve diminuir na quarta-feira, segundo os meteorologistas."
    ),
    "da": (
        "Havnen er lukket til torsdag. Tre færger måtte vende om, oplyste havnekontoret om aftenen. Onsdag "
        "ventes vinden at aftage, og om eftermiddagen skal de første skibe kunne sejle igen."
    ),
    "nb": (
        "Havnen er stengt til torsdag. Tre ferger måtte snu, opplyste havnekontoret om kvelden. Onsdag ventes "
        "vinden å avta, og om ettermiddagen skal de første skipene kunne seile igjen."
    ),
    "id": (
        "Pelabuhan akan tetap ditutup hingga Kamis. Tiga feri harus berbalik arah, kata otoritas pelabuhan "
        "pada malam hari, dan angin diperkirakan mereda pada hari Rabu untuk kapal yang pertama dari kota "
        "itu."
    ),
}
UNKNOWN = {
    "lb": (
        "Den Hafe bleift bis en Donneschdeg zou. Dräi Fären hunn missen ëmdréien, huet d'Hafenamt am Owend "
        "matgedeelt. E Mëttwoch soll de Wand noloossen, an am Nomëtteg sollen déi éischt Schëffer erëm "
        "erausfueren."
    ),
    "oc": (
        "Lo pòrt demorarà tampat fins a dijòus. Tres ferris deguèron far mièja vira, informèt l'autoritat "
        "portuària lo vèspre, e lo vent deuriá calar dimècres segon los meteorològs."
    ),
    "eo": (
        "La haveno restos fermita ĝis ĵaŭdo. Tri pramoj devis returni, informis la havena oficejo vespere, "
        "kaj la vento devus malfortiĝi merkrede laŭ la meteologoj de la regiono."
    ),
    "ht": (
        "Pò a ap rete fèmen jiska jedi. Twa bato te oblije fè demi tou, se sa otorite pò a te di nan aswè, "
        "epi van an ta dwe bese mèkredi dapre espesyalis yo nan peyi a."
    ),
}
RESULTS = (
    "Arsenal 2 Chelsea 1, Liverpool 0 Everton 0, Leeds United 3 Aston Villa 2, West Ham 1 Fulham 1, "
    "Brentford 2 Wolves 0, Burnley 1 Newcastle 4, Brighton 2 Crystal Palace 2, Leicester 1 Norwich 1, "
    "Watford 0"
)
SITES = ("en", "en-GB", "fr", "de-AT", "es", "it", "ca", "nl", "sv", "zh", "ar")


@pytest.mark.parametrize("tag", SURE)
@pytest.mark.parametrize("site", SITES)
def test_the_language_is_told_where_it_is_not_the_sites(tag: str, site: str) -> None:
    assert tongue(SURE[tag], site) == (("", False) if site.startswith(tag) else (tag, False))


@pytest.mark.parametrize("tag", NEAR)
def test_where_two_languages_come_near_there_is_a_doubt(tag: str) -> None:
    assert tongue(NEAR[tag], "en") == ("", True)
    assert tongue(NEAR[tag], tag) == ("", False)


def test_words_of_its_own_tell_a_language_from_its_neighbours() -> None:
    assert tongue(f"{NEAR['pt']} O ministro não quis falar com uma jornalista, mas são boas notícias.", "en") == ("pt", False)
    assert tongue(f"{NEAR['da']} Den blev lukket efter stormen, og skibene holdt sig i havn af frygt.", "en") == ("da", False)
    assert tongue(f"{NEAR['nb']} Den ble stengt etter stormen, og skipene holdt seg i havn av frykt.", "en") == ("nb", False)


@pytest.mark.parametrize("text", [*UNKNOWN.values(), RESULTS, "Der Hafen ist zu", ""])
@pytest.mark.parametrize("site", ["en", "fr", "de", "zh"])
def test_no_language_is_guessed_of_what_is_none_of_these(text: str, site: str) -> None:
    assert tongue(text, site)[0] == ""


def test_results_and_short_texts_are_no_doubt() -> None:
    assert tongue(RESULTS, "fr") == tongue("Der Hafen ist zu", "fr") == ("", False)


def test_a_text_in_two_languages_is_in_none() -> None:
    assert tongue(f"{SURE['de']} {SURE['fr']}", "en")[0] == ""
    assert tongue(f"{SURE['de']} {SURE['fr']}", "fr") == ("", False)


@pytest.mark.parametrize("site", ["lb", "eo", "sl", "sq"])
def test_a_site_in_a_language_that_is_not_known_here_may_look_like_another(site: str) -> None:
    assert all(tongue(text, site) == ("", False) for text in [*SURE.values(), *UNKNOWN.values()])


def test_norwegian_is_one() -> None:
    assert tongue(NEAR["nb"], "no") == tongue(NEAR["nb"], "nn-NO") == ("", False)


def read(text: str, asked: Asked) -> Piece:
    clock = Clock(ZoneInfo("Europe/Paris"), asked.known.language, datetime(2031, 1, 1, tzinfo=UTC))
    (found,) = pieces("paste.txt", text.encode(), clock, asked)
    return found


STORY = f"Sturm legt den Hafen lahm\nVeröffentlicht: 25.11.2026, 18:05 Uhr | Quelle: dpa\n\n{SURE['de']}\n"
FRENCH = Asked(replace(NOTHING_KNOWN, language="fr"))


def test_a_guess_is_told() -> None:
    story = read(STORY, FRENCH)
    assert (story.head["language"], story.head["source"]) == ("de", {"name": "dpa"})
    said = [note for note in story.notes if "guessed" in note.said]
    assert [note.said for note in said] == ["the language is guessed from the words to be de; if it is another, mend  language"]
    assert said[0].hand


def test_a_doubt_is_told_and_what_was_said_counts() -> None:
    text = f"Porto fechado\n25.11.2026\n\n{NEAR['pt']}\n"
    story = read(text, FRENCH)
    assert "language" not in story.head
    assert any(note.hand and "the language may not be fr" in note.said for note in story.notes)
    asked = read(text, replace(FRENCH, language="pt"))
    assert asked.head["language"] == "pt" and not any("language" in note.said for note in asked.notes)
