"""Single values: a scalar of YAML to text, a moment, a flag, a number, an address.

In: scalar nodes.  Out: typed values, or a problem at the node.  Never: lets YAML 1.1 guess what a plain word means;
a text takes ``No``, ``2024`` and ``on`` as they are written.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from urllib.parse import urlsplit

import yaml

from newsgen.errors import closest
from newsgen.model.language import is_known, language_meant
from newsgen.model.url import old_address, slug
from newsgen.read.frontmatter import Reader, describe
from newsgen.read.invisible import named, visible
from newsgen.read.meant import date_meant
from newsgen.read.spaces import on_one_line


def is_nothing(node: yaml.Node) -> bool:
    """Null in any of YAML's spellings."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def is_empty(node: yaml.Node) -> bool:
    """Null, or a text without a letter, which forms leave where nothing was filled in."""
    return is_nothing(node) or (isinstance(node, yaml.ScalarNode) and not node.value.strip())


UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def scalar_text(node: yaml.Node, key: str, reader: Reader, wanted: str, hint: str) -> str | None:
    """The text of a scalar just as it was typed."""
    if not isinstance(node, yaml.ScalarNode):
        reader.report_node(node, f"{subject(key)} must be {wanted}, not {describe(node)}", hint)
        return None
    if UNPRINTABLE.search(node.value):
        reader.report_node(node, f"{subject(key)} holds a character that cannot be shown", "delete it and type the text again")
        return None
    return str(node.value).strip()


def last_word(key: str) -> str:
    """``photos.0.src`` is spoken of as ``src``, ``tags.2`` as ``tags``."""
    words = [part for part in key.split(".") if part and not part.isdigit()]
    return words[-1] if words else key.strip(".")


def is_item(key: str) -> bool:
    """Whether a key is a place in a list."""
    return key.rpartition(".")[2].isdigit()


def subject(key: str) -> str:
    """What a message speaks of."""
    return f"an item of {last_word(key)}" if is_item(key) else last_word(key)


def to_write(key: str, value: str) -> str:
    """A hint: the key with a value, or the value alone where it stands in a list."""
    return f"write  {value}" if is_item(key) else f"write  {last_word(key)}: {value}"


@dataclass(frozen=True, slots=True)
class Text:
    """Text on one line; any scalar will do. One that is ``long`` may hold some sentences, for which a form has room.

    One that is ``local`` is an address of the site. Where a text is ``set``, as long ones are, each kind of space stays; in names
    all are alike.
    """

    long: bool = False
    local: bool = False
    set: bool = False

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The text, white space folded."""
        text = scalar_text(node, key, reader, "text", to_write(key, '"…"'))
        if text is None:
            return None
        return on_one_line(text) if self.long or self.set else " ".join(text.split())

    def meant(self, word: str) -> str:
        """A word as a hint repeats it."""
        return old_address(word) if self.local else word


@dataclass(frozen=True, slots=True)
class PhotoFile(Text):
    """A photo's file beside the story or under ``media/``, or its address; whether it is there is for ``link`` to say."""


MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d*)?)?[ \t]*(Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or date and time, of ISO 8601 and its usual variants; aware, in the site's zone."""

    zone: tzinfo = UTC

    def read(self, node: yaml.Node, key: str, reader: Reader) -> datetime | None:
        """The moment with a fixed offset, so that the value means the same on every machine."""
        hint = f"write  {last_word(key)}: 2024-04-16T18:05  or  {last_word(key)}: 2024-04-16"
        text = scalar_text(node, key, reader, "a date", hint)
        if text is None:
            return None
        try:
            moment = moment_of(text, self.zone)
        except (ValueError, OverflowError) as error:
            reader.report_node(node, f"{text} is no date: {error}", hint)
            return None
        if moment is None:
            seen = visible(text).strip("“”„‘’«» ")  # which quote nothing in YAML
            meant = seen if MOMENT.fullmatch(seen) else date_meant(seen)
            unseen = named(text) if meant == seen and meant else ""
            message = unseen or f"{last_word(key)} is not a date: {text[:60]}"
            reader.report_node(node, message, to_write(key, meant) if meant else hint)
        return moment


def moment_of(text: str, zone: tzinfo) -> datetime | None:
    """The moment that a text names, None where it names none; raises ValueError for a day or hour that does not exist."""
    match = MOMENT.fullmatch(text.strip())
    return in_zone(_moment(match, zone), zone) if match else None


def _moment(match: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    if not 1 < year < 9999:
        raise ValueError("the year must lie between 2 and 9998")
    for value, least, most, unit in (
        (month, 1, 12, "month"),
        (hour, 0, 23, "hour"),
        (minute, 0, 59, "minute"),
        (second, 0, 60, "second"),
    ):
        if not least <= value <= most:
            raise ValueError(f"there is no {unit} {value}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"{year}-{month:02} has {last} days")
    # The leap second, which ISO 8601 knows and Python does not, is told as the second before it.
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_offset(match[7]) or zone)


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 23 or minutes > 59:
        raise ValueError(f"no time zone is {text} from UTC")
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The same moment with the zone's offset at that time, as a fixed offset."""
    local = moment.astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, in any spelling that YAML has had."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> bool | None:
        """True or False."""
        hint = f"{to_write(key, 'true')}  or  {last_word(key)}: false"
        text = scalar_text(node, key, reader, "true or false", hint)
        if text is None:
            return None
        if text.lower() in {"true", "yes", "on", "y"}:
            return True
        if text.lower() in {"false", "no", "off", "n"}:
            return False
        reader.report_node(node, f"{last_word(key)} must be true or false, not {text[:40]}", hint)
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The word."""
        listed = ", ".join(self.words)
        hint = to_write(key, self.words[0])
        text = scalar_text(node, key, reader, f"one of {listed}", hint)
        if text is None or text.lower() in self.words:
            return text.lower() if text else None
        close = closest(text, self.words)
        hint = f"did you mean  {close}" if close else hint
        reader.report_node(node, f"{last_word(key)} must be one of {listed}, not {text[:40]}", hint)
        return None


@dataclass(frozen=True, slots=True)
class Slug:
    """A short name as it stands in an address; whether one that is ``listed`` is in its list is for ``link`` to say."""

    listed: bool = False

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The slug, or whatever was typed for one that is listed."""
        text = scalar_text(node, key, reader, "a short name", to_write(key, _first_slug(node) or "world"))
        if not text:
            return None
        if self.listed:
            return " ".join(text.split())
        if slug(text) != text:
            message = f"{subject(key)} must be a short name in lower case, not {text[:60]}"
            reader.report_node(node, message, to_write(key, slug(text)))
            return None
        return text


def _first_slug(node: yaml.Node) -> str:
    """That of the first text of a list, where one is given for a single value."""
    first = node.value[0] if isinstance(node, yaml.SequenceNode) and node.value else None
    return slug(first.value) if isinstance(first, yaml.ScalarNode) and first.value else ""


@dataclass(frozen=True, slots=True)
class Language:
    """A BCP 47 tag."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The tag, in its usual case."""
        hint = f"{to_write(key, 'en')}, or en-GB, zh, zh-Hant, ar …"
        text = scalar_text(node, key, reader, "a language tag", hint)
        if not text:
            return None
        text = text.replace("_", "-")
        if not is_known(text):
            meant = language_meant(text)
            reader.report_node(node, f"there is no language {text[:40]}", to_write(key, meant) if meant else hint)
            return None
        return usual_case(text)


def usual_case(tag: str) -> str:
    """A tag as RFC 5646, section 2.1.1, writes it: zh-Hant-TW."""
    first, *rest = tag.split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in rest)])


@dataclass(frozen=True, slots=True)
class Address:
    """An absolute http address; ``own`` also allows a path of the site, or a mailto or tel address.

    One that is a ``base`` is what the addresses of a site begin with.
    """

    own: bool = False
    base: bool = False

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The address as written."""
        example = "https://example.org" if self.base else "https://example.org/story"
        text = scalar_text(node, key, reader, "an address", to_write(key, example))
        if not text:
            return None
        if self.own and not text.startswith("//") and re.match(r"[/#]|mailto:|tel:", text):
            return text
        wanted = self.wanted(text)
        if wanted:
            hint = to_write(key, self.meant(text) or example)
            reader.report_node(node, f"{subject(key)} must be {wanted}, not {text[:60]}", hint)
            return None
        return text

    def wanted(self, text: str) -> str:
        """What a text that is no such address should be; empty for one that is."""
        if not is_web_address(text):
            return "a web address, or a path that begins with /" if self.own else "a whole web address"
        if self.base and ("@" in urlsplit(text).netloc or re.search("[?#]", text)):
            return "a whole web address without ? or # or a password"
        return ""

    def meant(self, text: str) -> str:
        """The address that is meant where the scheme is missing or wrong, or the slash missing; empty where it is not known."""
        if self.own and re.fullmatch(r"[^\s@:/]+@[^\s@:/]+", text):
            return f"mailto:{text}"
        rest = re.sub(r"^([A-Za-z]+:/+|//)", "", text)
        if self.base:
            rest = re.sub(r"^[^/]*@|[?#].*", "", rest)
        if not re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", rest) or re.search(r"^[^/]+\.(xml|rss|json|html?|md)$", rest):
            return old_address(text) if self.own and re.fullmatch(r"\w[\w./~%+-]*", text) else ""
        found = f"{'http' if re.match('(?i)http:', text) else 'https'}://{rest}"
        return "" if self.wanted(found) else found


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address with a host and no white space."""
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and not re.search(r"\s", text)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds; ``usual`` is for the hint."""

    least: int
    most: int
    usual: int

    def read(self, node: yaml.Node, key: str, reader: Reader) -> int | None:
        """The number."""
        hint = to_write(key, str(self.usual))
        text = scalar_text(node, key, reader, "a whole number", hint)
        if text is None:
            return None
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not self.least <= int(text) <= self.most:
            reader.report_node(
                node, f"{last_word(key)} must be a whole number from {self.least} to {self.most}, not {text[:40]}", hint
            )
            return None
        return int(text)
