"""What a line states: labelled values, times, bylines, and what stands beside them.

In: the text of a line, the clock.  Out: facts.  Never: takes a sentence for facts, or knows what stands above.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name
from collections.abc import Iterator, Sequence

from newsgen.migrate.wire.moments import Clock, has_hour, hour_of, moment
from newsgen.migrate.wire.names import byline, is_name
from newsgen.migrate.wire.text import columns, plain
from newsgen.migrate.wire.words import BYLINE_PLACES, LABELS, NEVER_LAST, TIME_LABELS, WITHOUT_COLON
from newsgen.read.scalars import is_web_address

Fact = tuple[str, str]

UNREAD = "unread"  # what stands beside facts and is not understood
LONGEST = 110  # columns of a line of facts, and of a value that is neither a caption nor a standfirst
_MOST_PARTS, _WIDEST_PART = 4, 50
_FREE = frozenset({"title", "summary", "caption"})
_SIGNS = " |｜·•,;，；、:：-–—"  # between facts

# Arabic and Hebrew labels may be written with their points: نُشر
_POINTS = "[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
_POINTED = re.compile(_POINTS)


def _either(words: Sequence[str]) -> str:
    """A pattern of words, the longest first."""
    return "|".join(map(_pattern, sorted(set(words), key=len, reverse=True)))


def _pattern(word: str) -> str:
    is_pointed = re.search("[\u05d0-\u05ea\u0620-\u064a]", word)
    return "".join(f"{re.escape(each)}{_POINTS}*" for each in word) if is_pointed else re.escape(word)


_KINDS = {plain(word): kind for kind, words in reversed([*LABELS.items()]) for word in words if kind != "mail"}
_LABEL = re.compile(rf"(?:(?<=^)|(?<=[\s|·•,;，；、()（）]))({_either([*_KINDS])})\s?[:：]\s*", re.IGNORECASE)
_TIMES = _either([word for word, kind in _KINDS.items() if kind in TIME_LABELS])
_TIME_LABEL = re.compile(rf"(?:^|(?<=[\s|·•,;，；、()（）–—-]))({_TIMES})(?=[\s\d:：]|$)", re.IGNORECASE)
_LAST_LABEL = re.compile(rf"(?<=[\d\s分])({_TIMES})$", re.IGNORECASE)  # 2026年11月26日 09:00 更新
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_AND_ON = re.compile(r"\s+((?:19|20)\d\d\D.*)$")
_APART = re.compile(r"\s*[|｜·•]\s*|\s{2,}|\s+[-–—]\s+")
_SENTENCE = re.compile(r"[a-z]{2}[.。]$")


def label_of(text: str) -> str:
    """The kind of the label with which a text begins; empty where it begins with none."""
    match = _LABEL.match(text)
    return _kind(match) if match else ""


def _kind(match: re.Match[str]) -> str:
    return _KINDS[plain(_POINTED.sub("", match[1]))]


def facts(text: str, clock: Clock) -> list[Fact]:
    """What a line states that consists of facts; nothing where it does not."""
    text = unicodedata.normalize("NFC", text)
    return _dated(_labelled(text, clock) or _timed(text, clock) or _signed(text), clock)


def _dated(found: list[Fact], clock: Clock) -> list[Fact]:
    """An hour without a day is one of the day that is named before it; there is nothing where none is."""
    day, done = "", list[Fact]()
    for kind, value in found:
        named = moment(value, clock) if kind in TIME_LABELS else None
        if kind not in TIME_LABELS or named:
            done.append((kind, value))
        elif not day:
            return []
        elif done[-1][0] == kind and not has_hour(done[-1][1]):
            done[-1] = (kind, f"{done[-1][1]} {hour_of(value)}")
        else:
            done.append((kind, f"{day} {hour_of(value)}"))
        day = f"{named.day} {month_name[named.month]} {named.year}" if named else day
    return done


def _labelled(text: str, clock: Clock) -> list[Fact]:
    """The values of a line that begins with a label, or with a time or a byline and then a label."""
    found = list(_LABEL.finditer(text))
    if not found:
        return []
    before = text[: found[0].start()].strip(f"{_SIGNS}(（")
    stated = _unlabelled(before, clock) if before else []
    if before and not stated:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        kind, value = _kind(match), text[match.end() : end].strip(" |｜·•,;，；、")
        if kind in _FREE and len(found) == 1:
            return [*stated, (kind, value)] if value and kind != "caption" else []
        valued = _valued(kind, value, clock)
        if not valued:
            return []
        stated += valued
    return stated


def _unlabelled(text: str, clock: Clock) -> list[Fact]:
    """What stands before the first label with a colon."""
    return [("date", text)] if moment(text, clock) else _timed(text, clock) or _signed(text)


def _valued(kind: str, value: str, clock: Clock) -> list[Fact]:
    """One labelled value; none where it cannot be what the label says."""
    if kind in TIME_LABELS:
        return [(kind, value)] if _is_when(value, clock) else _times(value, clock, kind)
    if kind == "link":
        return [(kind, value)] if is_web_address(value) else []
    if kind in {"caption", "credit"} or not value:
        return []
    tail = next(_times_behind(value, clock), None)
    if tail:
        name = value[: tail[0]].rstrip(_SIGNS)
        return [*(valued := _valued(kind, name, clock)), *(tail[1] if valued else [])]
    longest = LONGEST * 3 if kind in {"tags", *_FREE} else LONGEST
    is_sentence = kind not in {"tags", *_FREE} and re.search(r"[^A-Z][.!?。！？]$", value) and len(value.split()) > 3
    return [] if columns(value) > longest or is_sentence else [(kind, value)]


def _times_behind(value: str, clock: Clock) -> Iterator[tuple[int, list[Fact]]]:
    """Where times begin behind a labelled value, and what they say: AFP 2026-11-25, AFP Publié le 25/11/2026."""
    if not _YEAR.search(value):
        return
    year = _YEAR_AND_ON.search(value)
    if year and moment(year[1], clock):
        yield year.start(), [("date", year[1])]
    for label in _TIME_LABEL.finditer(value):
        if label.start() and (found := _timed(value[label.start() :], clock)):
            yield label.start(), found


def _is_when(text: str, clock: Clock) -> bool:
    """Whether a text is a moment, or an hour of a day that is named elsewhere."""
    return moment(text, clock) is not None or bool(hour_of(text))


def _timed(text: str, clock: Clock) -> list[Fact]:
    """Times by themselves, behind labels without a colon, or with a byline or an outlet set apart from them."""
    if not _YEAR.search(text) or columns(text) > LONGEST or _SENTENCE.search(text):
        return []
    found = _times(text, clock, "date")
    if found:
        return found
    parts = [part.strip() for part in _APART.split(text) if part.strip()]
    timed = {part: found for part in parts if len(parts) > 1 and (found := _timed(part, clock))}
    if not timed or len(parts) > _MOST_PARTS or any(columns(part) > _WIDEST_PART for part in parts):
        return []
    return [fact for part in parts for fact in timed.get(part) or _hour(part) or _other(part)]


def _times(text: str, clock: Clock, kind: str) -> list[Fact]:
    """Times with or without labels below each other; the first without a label is of a kind. None where it is not times alone."""
    label = _TIME_LABEL.match(text)
    rest = text[label.end() :].strip(_SIGNS) if label else text
    kind = _kind(label) if label else kind
    last = _LAST_LABEL.search(rest)
    if last and not label and _is_time(rest[: last.start()].strip(_SIGNS), clock):
        return [(_kind(last), rest[: last.start()].strip(_SIGNS))]
    if _is_time(rest, clock) or (label and (moment(rest, clock) or hour_of(rest))):
        return [(kind, rest)]
    for following in _TIME_LABEL.finditer(rest):
        one = rest[: following.start()].strip(f"{_SIGNS}(（")
        if one and _is_time(one, clock) and (others := _times(rest[following.start() :].strip(")） "), clock, kind)):
            return [(kind, one), *others]
    return []


def _is_time(text: str, clock: Clock) -> bool:
    """Whether a text is a time and nothing else; most of a time are figures and the words of its month and day."""
    return len(text.split()) <= 9 and not re.search(r"[!?。！？]", text) and moment(text, clock) is not None


def _hour(part: str) -> list[Fact]:
    """The hour of a change, set apart from the time of release: Mis à jour à 08h00."""
    label = _TIME_LABEL.match(part)
    rest = part[label.end() :].strip(_SIGNS) if label else ""
    return [(_kind(label), rest)] if label and hour_of(rest) else []


def _other(text: str) -> list[Fact]:
    """What stands beside a time: a byline, a label that is not known or with what is no time, else probably an outlet."""
    is_labelled = _TIME_LABEL.match(text) or re.search(r"\s?[:：]\s", text)
    return _signed(text) or [(UNREAD if is_labelled else "beside", text)]


_BY = {kind: re.compile(rf"({_either([*map(plain, words)])})", re.IGNORECASE) for kind, words in WITHOUT_COLON.items()}
_REPORTER = re.compile("(?:[\u4e00-\u9fff]{0,8})?(?:记者|記者)[\\s:：]+((?:[\u4e00-\u9fff·]{2,5}[\\s、]*){1,5})")


def _signed(text: str) -> list[Fact]:
    """A byline."""
    reporter = _REPORTER.fullmatch(text)
    if reporter:
        return [("author", reporter[1])]
    for kind in ("author", "editor"):
        rest, word = _behind_by(kind, text)
        authors, agency = byline(rest, BYLINE_PLACES.get(word, ()))
        if authors:
            return [(kind, ", ".join(authors)), *([("source", agency)] if agency else [])]
    return []


def _behind_by(kind: str, text: str) -> tuple[str, str]:
    """What stands behind "By", and the word for it; empty where a text does not begin so."""
    label = _BY[kind].match(text)
    if not label or not (label[1].endswith("/") or text[label.end() : label.end() + 1] == " "):
        return "", ""
    return text[label.end() :].strip(), plain(_POINTED.sub("", label[1]))


# Lines that begin or end with facts

_REST = 60  # columns of what is not understood
_FEW_WORDS = 4
_AROUND_YEAR = 6  # words of a time before or behind its year
_STOPPED = re.compile(r"[.!?。！？]$")
_SET_OFF = re.compile("[,;，；–—-]$")
_BREAK = re.compile(r"\s*[,;，；、]\s*|\s+[-–—]\s+|\s*(?=[(（])")


def some_facts(text: str, clock: Clock) -> list[Fact]:
    """What a line states that has facts and a rest, beside or not understood; whether it counts, its place tells."""
    text = unicodedata.normalize("NFC", text)
    if columns(text) > LONGEST or _STOPPED.search(text):
        return []
    return _partly_timed(text, clock) or _placed(text, clock) or _partly_signed(text)


def _partly_timed(text: str, clock: Clock) -> list[Fact]:
    """A time, and behind or before it what may be a name; what is none counts only beside a label or an hour."""
    for time, rest, is_behind in _halves(text):
        stated = _only_times(time, clock)
        beside = _beside(rest.strip(f"{_SIGNS}()（）"), time, is_behind=is_behind) if stated else []
        if beside:
            return [*stated, *beside] if is_behind else [*beside, *stated]
    return []


def _only_times(text: str, clock: Clock) -> list[Fact]:
    found = facts(text.strip(_SIGNS), clock)
    return found if all(kind in TIME_LABELS for kind, _ in found) else []


def begins_with_time(text: str, clock: Clock) -> bool:
    """Whether a line that is no sentence begins with a label for a time, and a time."""
    is_line = columns(text) <= LONGEST and not _STOPPED.search(text)
    return bool(is_line and _TIME_LABEL.match(text)) and any(
        _only_times(time, clock) for time, _, is_behind in _halves(text) if is_behind
    )


def _halves(text: str) -> Iterator[tuple[str, str, bool]]:
    """A text cut in two around its year: what may be a time, the rest, and whether that comes behind; the longest first."""
    words = text.split()
    years = [number for number, word in enumerate(words) if _YEAR.search(word)]
    if not years:
        return
    for end in range(min(len(words) - 1, years[-1] + _AROUND_YEAR), years[0], -1):
        if words[end - 1].casefold() not in NEVER_LAST:  # which the library reads over: 3 May 2024, the
            yield " ".join(words[:end]), " ".join(words[end:]), True
    for start in range(max(1, years[0] - _AROUND_YEAR), years[0] + 1):
        yield " ".join(words[start:]), " ".join(words[:start]), False


def _beside(rest: str, time: str, *, is_behind: bool) -> list[Fact]:
    """What stands at a time with nothing but a blank or a comma between; nothing where it might be a sentence with a date."""
    signed = _signed(rest)
    is_few, is_release = len(rest.split()) <= _FEW_WORDS, bool(_TIME_LABEL.match(time))
    if signed or not rest:
        return signed
    if is_name(rest) and is_few:
        return [("beside", rest)] if is_release or is_behind or has_hour(time) else []
    is_set_off = is_few or _SET_OFF.search(time) or _TIME_LABEL.match(rest) or _behind_by("author", rest)[0]
    is_sure = has_hour(time) or (is_release and is_few)
    return [(UNREAD, rest)] if is_behind and is_sure and is_set_off and columns(rest) <= _REST else []


def _placed(text: str, clock: Clock) -> list[Fact]:
    """A place and a day, as letters begin: Paris, le 25 novembre 2026."""
    place, _, day = text.partition(", ")
    stated = _only_times(day, clock) if is_name(place) and _YEAR.search(day) else []
    return [(UNREAD, place), *stated] if stated else []


def _partly_signed(text: str) -> list[Fact]:
    """A byline of whole names, and behind it what is neither a name nor a place: Par Juan Pérez, depuis le port."""
    rest, _ = _behind_by("author", text)
    parts = _BREAK.split(rest, maxsplit=1)
    if len(parts) < 2 or len(parts[0].split()) < 2 or columns(parts[1]) > _REST:
        return []
    authors, _ = byline(parts[0], ())
    return [("author", ", ".join(authors)), (UNREAD, parts[1].strip("()（） "))] if authors else []
