"""Stories of wire text as pieces of a publication.

In: the bytes of a file, what an editor says of its stories, what the publication knows.  Out: pieces with their notes.
Never: looks at a clock, or says of a story what neither its text nor the editor says, without a note.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from newsgen.desk.story import headline_of
from newsgen.migrate.imported import Note, Piece, needs_hand
from newsgen.migrate.wire.datelines import Dateline, dateline, western
from newsgen.migrate.wire.facts import Facts, authors, outlet, section, topics
from newsgen.migrate.wire.headlines import Said
from newsgen.migrate.wire.moments import Clock, day_before, is_ambiguous, moment
from newsgen.migrate.wire.photos import photos
from newsgen.migrate.wire.prose import body
from newsgen.migrate.wire.scripts import language
from newsgen.migrate.wire.stories import WireStory, stories
from newsgen.migrate.wire.text import decoded
from newsgen.migrate.wire.tongues import tongue
from newsgen.model.site import SiteConfig
from newsgen.read.excerpt import excerpt

_HEADLINE = 90  # characters of a headline that is made of the text
_EXTRA = ("editor", "kicker")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor says of all stories; empty texts stand for "not said". ``is_new``: there is no publication yet."""

    known: SiteConfig
    section: str = ""
    source: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    draft: bool = False
    is_new: bool = False


def pieces(name: str, data: bytes, clock: Clock, asked: Asked) -> tuple[Piece, ...]:
    """The stories of a file."""
    text, encoding = decoded(data)
    guess = (needs_hand(f"the file is not UTF-8, and was read as {encoding}"),) if encoding else ()
    made: list[Piece] = []
    above: datetime | None = None
    for story in stories(text, clock):
        piece = _piece(name, story, clock, asked, above)
        above = piece.head["date"] if isinstance(piece.head["date"], datetime) else above
        made.append(replace(piece, notes=(*guess, *piece.notes)))
    return tuple(made)


def _piece(name: str, story: WireStory, clock: Clock, asked: Asked, above: datetime | None) -> Piece:
    facts = Facts(story.facts, asked.known)
    first = next((block.text for block in story.blocks if block.kind == "paragraph"), "")
    begins = dateline(first)
    title, title_notes = _title(story, first)
    date, date_notes = _date(facts, begins, clock, above)
    shown, blocks, photo_notes = photos(story.blocks)
    place, place_notes = section(facts, asked.section, asked.is_new)
    source, source_notes = outlet(facts, begins.agency, asked.source)
    language_, language_notes = _language(story, f"{title} {first}", asked)
    head = {
        "title": title,
        "date": date,
        "updated": _moment(facts, "updated", date, clock),
        "summary": " ".join(facts.all("summary")),
        "section": place,
        "tags": topics(facts, asked.tags),
        "authors": authors(facts),
        "source": source,
        "photos": shown,
        "embargo": _moment(facts, "embargo", date, clock),
        "draft": asked.draft,
        "language": language_,
        "extra": {kind: ", ".join(values) for kind in _EXTRA if (values := facts.all(kind))},
    }
    notes = [*title_notes, *date_notes, *place_notes, *source_notes, *language_notes, *photo_notes, *map(_note, story.said)]
    return Piece(
        origin=name,
        kind="article",
        address="",
        head={key: value for key, value in head.items() if value},
        body=body(blocks),
        name=title,
        notes=tuple(notes),
    )


def _note(said: Said) -> Note:
    """A line and what became of it: what is not in the text as it was stands in the report as it was."""
    return Note(f"line {said.number}, “{' / '.join(said.text.splitlines())}”: {said.became}", said.hand)


def _title(story: WireStory, first: str) -> tuple[str, list[Note]]:
    title = headline_of(story.headline)
    if title:
        return title, []
    made = headline_of(excerpt(first or " ".join(block.text for block in story.blocks), _HEADLINE)) or "Without a headline"
    return made, [needs_hand("there is no headline; it is the beginning of the text")]


def _date(facts: Facts, begins: Dateline, clock: Clock, above: datetime | None) -> tuple[datetime, list[Note]]:
    """The release time, the dateline's day, the time of the story above, or what the clock says."""
    for text in (*facts.all("date"), *facts.all("updated"), *facts.all("embargo")):
        found = moment(text, clock)
        if found:
            doubt = f"{text} was read as {found:%Y-%m-%d}; if day and month are the other way round, mend  date"
            return found, [needs_hand(doubt)] if is_ambiguous(text) else []
    dated = moment(begins.day, clock)
    if dated:
        return dated, [Note(f"the day is that of the dateline, {begins.day}")]
    day = day_before(western(begins.day), replace(clock, now=above or clock.now)) if begins.day else None
    if day:
        return day, [needs_hand(f"there is no release time; the day is that of the dateline, {begins.day}, and the year a guess")]
    taken = "that of the story above was taken" if above else "that of the file was taken"
    return above or clock.now, [needs_hand(f"there is no release time; {taken}")]


def _moment(facts: Facts, kind: str, date: datetime, clock: Clock) -> datetime | None:
    """Another moment of the story, if it says more than its date."""
    found = moment(facts.first(kind), clock) if facts.first(kind) else None
    return found if found and found > date else None


def _language(story: WireStory, beginning: str, asked: Asked) -> tuple[str, list[Note]]:
    """The language as it was asked, or as script or words tell it where it is not the publication's."""
    site = asked.known.language
    if asked.language:
        return asked.language, []
    found, is_guess = language(beginning, site)
    if found:
        return found, [Note(_GUESSED.format("script", found), hand=is_guess)]
    found, is_doubtful = tongue(" ".join([story.headline, *(block.text for block in story.blocks)]), site)
    if found:
        return found, [needs_hand(_GUESSED.format("words", found))]
    return "", [needs_hand(f"the language may not be {site}; if it is another, write it into  language")] if is_doubtful else []


_GUESSED = "the language is guessed from the {} to be {}; if it is another, mend  language"
