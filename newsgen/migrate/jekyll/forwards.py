"""Pages of a Jekyll site that did nothing but send readers on.

In: documents, then pieces and redirects.  Out: the old addresses of such pages, where readers were sent.
Never: drops a page that leads to another site, or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin, urlsplit

from newsgen.migrate.imported import Note, Piece
from newsgen.migrate.jekyll.documents import Found
from newsgen.migrate.matter import said
from newsgen.migrate.places import key

_REFRESH = re.compile(r"<meta\b[^<>]*http-equiv=[\"']?refresh[^<>]*?url=[\"']?(?P<url>[^\"'<>\s]+)", re.I)
_KEYS = ("redirect_to", "redirect", "redirect_url", "redirect-to", "forward_to")
MOST_WORDS = 25  # "click here if you are not sent on"


@dataclass(frozen=True, slots=True)
class Forward:
    """A page, and the old address of the document to which it sent its readers."""

    page: Found
    target: str

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the page answered."""
        return (self.page.address, *self.page.also)


def forwards(found: Sequence[Found], base_url: str) -> list[Forward]:
    """The pages that sent readers to another document of the site."""
    known = {key(each.address): each.address for each in found}
    made = []
    for each in found:
        target = _target(each, base_url)
        if target and key(target) != key(each.address) and key(target) in known:
            made.append(Forward(each, known[key(target)]))
    return made


def _target(found: Found, base_url: str) -> str:
    """The address within the site to which a document sends its readers; empty if it does not, or has more to say than that."""
    if found.kind in {"posts", "drafts"}:
        return ""
    refresh = _REFRESH.search(found.matter.body)
    given = next((said(found.head[name]) for name in _KEYS if isinstance(found.head.get(name), str)), "")
    words = re.findall(r"\w+", re.sub(r"<(script|style)\b.*?</\1>|<[^<>]*>|\{.*?\}", " ", found.matter.body, flags=re.S))
    there = given or (refresh["url"] if refresh and len(words) <= MOST_WORDS else "")
    if not there or "{" in there:
        return ""
    try:
        here = urlsplit(base_url)
        full = urlsplit(urljoin(f"https://{here.netloc}{found.address}", there))
    except ValueError:  # an address in brackets that is none
        return ""
    return unquote(full.path) if full.netloc == here.netloc else ""


def followed(
    made: Sequence[Forward], pieces: Sequence[Piece], moved: Mapping[str, str]
) -> tuple[list[Piece], dict[str, str], dict[str, tuple[Note, ...]]]:
    """The pieces with the addresses of pages that led to them, all redirects, and what there is to say."""
    ways: dict[str, list[str]] = {}
    for each in made:
        ways.setdefault(key(each.target), []).extend(each.addresses)
    led = [replace(piece, aliases=(*piece.aliases, *ways.get(key(piece.address), ()))) for piece in pieces]
    lists = {old: moved[each.target] for each in made if each.target in moved for old in each.addresses}
    notes: dict[str, tuple[Note, ...]] = {
        each.page.path: (Note(f"it sent its readers on to {each.target}, and its address does"),) for each in made
    }
    return led, {**moved, **lists}, notes
