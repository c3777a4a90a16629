"""Front matter of other programs to newsgen's keys, by a table of the names that are used for each.

In: keys with values, the zone and address of the old site.  Out: newsgen's keys, what had no place, notes.
Never: drops a key: what newsgen has no name for goes into ``extra``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from html import unescape
from urllib.parse import urlsplit

from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.matter import Head, flag, listed, plain, said
from newsgen.migrate.moments import moment
from newsgen.migrate.pictures import photos
from newsgen.model.language import is_known
from newsgen.read.article import TYPES
from newsgen.read.scalars import is_web_address

_MARKS = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|(?<!\w)[*_]{1,3}(\w[^*_]*)[*_]{1,3}(?!\w)")  # a standfirst is plain text

TITLES = ("title", "headline")
SUMMARIES = (
    "summary",
    "description",
    "excerpt",
    "standfirst",
    "dek",
    "subtitle",
    "subhead",
    "abstract",
    "teaser",
    "lede",
    "intro",
)
UPDATED = (
    "updated",
    "lastmod",
    "last_modified_at",
    "last_modified",
    "modified",
    "lastmodified",
    "date_updated",
    "updated_at",
    "update",
)
EXPIRES = ("expires", "expirydate", "expiry_date", "unpublishdate", "expire")
EMBARGOES = ("embargo", "publishdate", "pubdate", "publish_date")
LANGUAGES = ("language", "lang", "locale")
CANONICALS = ("canonical", "canonical_url", "canonicalurl", "original_url")
AUTHORS = ("author", "authors", "byline", "contributors")
CORRECTIONS = ("corrections", "correction")


@dataclass(frozen=True, slots=True)
class Ways:
    """What one old program does in its own way: the site's zone and address, what parts words in a text, and its own names.

    ``technical`` are keys that speak to the old program alone, and are left out of ``extra`` without a word.
    """

    zone: tzinfo
    base_url: str = ""
    parting: str = ","
    technical: frozenset[str] = frozenset()


@dataclass(slots=True)
class Mapped:
    """Newsgen's keys, so far; what is left of the old ones; and what there is to say."""

    left: Head
    ways: Ways
    head: Head = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def take(self, names: Iterable[str]) -> tuple[str, object] | None:
        """The first of some old keys that has a value, whatever its capitals; it is used then."""
        lower = {name.lower(): name for name in reversed(self.left)}
        for name in names:
            key = lower.get(name)
            if key is not None and self.left[key] not in (None, "", [], {}):
                return key, self.left.pop(key)
        return None

    def text(self, name: str, names: Iterable[str]) -> None:
        """A text for one of newsgen's keys."""
        found = self.take(names)
        if found and isinstance(found[1], str | int) and (text := without_tags(said(found[1]))):
            self.head[name] = text
        elif found:
            self.left[found[0]] = found[1]

    def moment(self, name: str, names: Iterable[str]) -> None:
        """A moment for one of newsgen's keys; what is none is kept in ``extra`` and told."""
        found = self.take(names)
        if found is None:
            return
        when, notes = moment(found[1], self.ways.zone)
        self.notes += notes
        if when:
            self.head[name] = when
        else:
            self.left[found[0]] = found[1]

    def words(self, name: str, names: Iterable[str], split: Callable[[object], list[str]]) -> None:
        """A list of words, gathered from all of some old keys."""
        words: list[str] = []
        while found := self.take(names):
            words += split(found[1])
        if words:
            self.head[name] = list(dict.fromkeys(words))


def mapped(head: Head, ways: Ways) -> Mapped:
    """Everything that is said in the same way by all programs; sections and topics are each program's own."""
    made = Mapped(dict(head), ways)
    made.text("title", TITLES)
    made.moment("date", ("date",))
    made.moment("updated", UPDATED)
    made.moment("expires", EXPIRES)
    made.moment("embargo", EMBARGOES)
    made.text("summary", SUMMARIES)
    if "summary" in made.head:
        made.head["summary"] = _MARKS.sub(r"\1\2", said(made.head["summary"]))
    made.words("authors", AUTHORS, people)
    _language(made)
    _canonical(made)
    _type(made)
    _corrections(made)
    made.head["photos"] = photos(made.left)
    if flag(made.left.pop("draft", False)):
        made.head["draft"] = True
    return made


def finished(made: Mapped) -> Head:
    """Newsgen's keys, and all others in ``extra``, with a note that names them."""
    technical = made.ways.technical
    extra = {
        key: plain(value) for key, value in made.left.items() if key.lower() not in technical and value not in (None, "", [], {})
    }
    if extra:
        made.notes.append(Note(f"kept in extra: {', '.join(extra)}"))
        made.head["extra"] = extra
    _in_order(made)
    return made.head


def _in_order(made: Mapped) -> None:
    """A story can neither expire before it appears nor be held back until long ago."""
    date, expires, embargo = (made.head.get(key) for key in ("date", "expires", "embargo"))
    if not isinstance(date, datetime):
        return
    if isinstance(embargo, datetime) and embargo <= date:
        del made.head["embargo"]
    if isinstance(expires, datetime) and expires <= (embargo if isinstance(embargo, datetime) and embargo > date else date):
        made.notes.append(needs_hand("it expired before it was published; the expiry was left out"))
        del made.head["expires"]


def people(value: object) -> list[str]:
    """Names of people, whether they stand as texts, with a comma or semicolon between, or with details."""
    if isinstance(value, Mapping):
        found = value.get("name") or value.get("display_name") or value.get("title") or value.get("username")
        return [said(found)] if found else []
    if isinstance(value, list | tuple):
        return [name for each in value for name in people(each)]
    text = without_tags(said(value))
    parts = text.split(";") if ";" in text else re.split(r",\s+(?=\S+\s+\S|[a-z0-9_-]+$)", text)
    return [part.strip() for part in parts if part.strip()]


def without_tags(text: str) -> str:
    """A text of front matter as plain text."""
    if "<" in text:
        text = re.sub(r"</?[A-Za-z][^<>]*>", "", text)
    return " ".join(unescape(text).split()) if "&" in text else " ".join(text.split())


def _language(made: Mapped) -> None:
    found = made.take(LANGUAGES)
    if found is None:
        return
    tag = said(found[1]).replace("_", "-").split(".")[0]
    if is_known(tag):
        made.head["language"] = tag
    else:
        made.left[found[0]] = found[1]


def _canonical(made: Mapped) -> None:
    """Where the original stands, unless that is the old site itself."""
    found = made.take(CANONICALS)
    if found is None:
        return
    address = said(found[1])
    if not is_web_address(address):
        made.left[found[0]] = found[1]
    elif urlsplit(address).netloc.removeprefix("www.") != urlsplit(made.ways.base_url).netloc.removeprefix("www."):
        made.head["canonical"] = address


def _type(made: Mapped) -> None:
    word = said(made.left.get("type")).lower()
    if word in TYPES:
        made.head["type"] = word
        del made.left["type"]


def _corrections(made: Mapped) -> None:
    """Corrections that are said as newsgen says them, or as a text."""
    found = made.take(CORRECTIONS)
    if found is None:
        return
    given = found[1] if isinstance(found[1], list) else [found[1]]
    rows = []
    for each in given:
        details = each if isinstance(each, Mapping) else {"text": each}
        when, _ = moment(details.get("date"), made.ways.zone)
        text = said(details.get("text") or details.get("correction") or details.get("description"))
        date = when or made.head.get("updated") or made.head.get("date")
        if text and date:
            rows.append({"date": date, "text": text})
    if len(rows) == len(given):
        made.head["corrections"] = rows
    else:
        made.left[found[0]] = found[1]


def words(value: object, parting: str) -> list[str]:
    """Topics: a list's items, or a text cut at commas, or else at another sign (a space, for Jekyll)."""
    if isinstance(value, list | tuple):
        return listed(value)
    text = said(value)
    return listed(text, "," if "," in text else parting)
