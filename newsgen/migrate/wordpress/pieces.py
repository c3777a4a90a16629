"""A post or page of WordPress as a piece of a publication.

In: an item, what the site has.  Out: a piece with its notes.  Never: publishes what WordPress did not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlsplit

from newsgen.migrate.imported import Note, Piece, needs_hand
from newsgen.migrate.keys import without_tags
from newsgen.migrate.moments import moment
from newsgen.migrate.wordpress.bodies import Shelf, body
from newsgen.migrate.wordpress.export import Export, Item, path_of
from newsgen.migrate.wordpress.photos import photos
from newsgen.migrate.wordpress.terms import Filed, filed
from newsgen.model.language import is_known
from newsgen.read.scalars import in_zone, is_web_address

_SUMMARIES = (
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_aioseop_description",
    "_genesis_description",
)
_CANONICALS = ("_yoast_wpseo_canonical", "rank_math_canonical_url", "_aioseo_canonical_url")
_USED = frozenset(("footnotes", *(key for key in (*_SUMMARIES, *_CANONICALS) if not key.startswith("_"))))
_MACHINE = re.compile(
    "rank_math_|wpml_|sharing_|jetpack_|amp_|ez-toc|essb_|mashsb_|dsq_|views$|post_views|wp_|fb_|yoast|classic-editor|om_disable|snap_"
)
_STATUSES = {
    "draft": "it is a draft, and stays one",
    "pending": "it waits for review, and is a draft now",
    "private": "it was private, and is a draft now",
    "auto-draft": "it was never saved, and is a draft now",
}


@dataclass(frozen=True, slots=True)
class Site:
    """What all pieces share."""

    export: Export
    shelf: Shelf
    zone: tzinfo
    changed: datetime
    groups: Mapping[str, str]


def piece(item: Item, site: Site) -> Piece:
    """A story, or a standing page."""
    made = body(item.content, item.id, site.shelf, item.meta.get("footnotes", ""))
    date, date_notes = _date(item, site)
    draft, draft_notes = _draft(item)
    where = filed(item, site.export)
    old, old_notes = ("", []) if draft else _address(item, site.export.url)
    shown, photo_notes = photos(item.meta.get("_thumbnail_id", "").strip(), made.pictures, site.shelf.library)
    head = {
        "title": item.title or item.name.replace("-", " "),
        "date": date if date or item.type == "page" else site.changed,
        "updated": _updated(item, date, site.zone),
        "summary": _summary(item),
        **_filing(where, item, site),
        "photos": shown,
        "front": "top" if item.sticky else "",
        "draft": draft,
        "language": where.language if is_known(where.language or "-") else "",
        "canonical": _canonical(item, site.export.url),
        "extra": _extra(item, where),
    }
    titled = [] if item.title else [needs_hand("it has no title")]
    notes = [*item.notes, *titled, *date_notes, *draft_notes, *old_notes, *where.notes, *photo_notes, *made.notes, *_left(item)]
    return Piece(
        origin=item.origin,
        kind="page" if item.type == "page" else "article",
        address=old,
        head={key: value for key, value in head.items() if value},
        body=made.text,
        name=item.name or item.title,
        aliases=tuple(_aliases(item, old, made.pages)),
        translates=_original(item, where, site),
        notes=tuple(notes),
    )


# When


def _date(item: Item, site: Site) -> tuple[datetime | None, list[Note]]:
    """First publication: in UTC where that is known, else by the site's clock, else as the feed had it."""
    found = _moment(item.moments, "gmt", "date", site.zone)
    if found is None and item.moments["rss"]:
        found, _ = moment(item.moments["rss"], site.zone)
    if found is None and item.type != "page":
        return None, [needs_hand("it has no date; that of the export was taken")]
    return found, []


def _moment(moments: Mapping[str, str], gmt: str, local: str, zone: tzinfo) -> datetime | None:
    for key, there in ((gmt, UTC), (local, zone)):
        try:
            found = datetime.fromisoformat(moments[key]).replace(tzinfo=there)
        except ValueError:  # empty, or 0000-00-00
            continue
        if 1 < found.year < 9998:
            return in_zone(found, zone)
    return None


def _updated(item: Item, date: datetime | None, zone: tzinfo) -> datetime | None:
    """The last change, where it came after publication."""
    found = _moment(item.moments, "modified_gmt", "modified", zone)
    return found if found and date and (found - date).total_seconds() > 60 else None


# Whether, where


def _draft(item: Item) -> tuple[bool, list[Note]]:
    if item.password:
        return True, [needs_hand("it was protected by a password, and is a draft now")]
    if item.status in {"publish", "future", "inherit"}:
        return False, []
    said = _STATUSES.get(item.status, f"its status is {item.status}, and it is a draft now")
    return True, [Note(said, hand=item.status != "draft")]


def _address(item: Item, base: str) -> tuple[str, list[Note]]:
    path = path_of(item.link, base)
    if path or not item.link:
        return path, []
    return "", [needs_hand(f"its old address {item.link} is told by its query, which cannot be led to a page")]


def _aliases(item: Item, old: str, pages: int) -> list[str]:
    """The addresses of its further pages, and of the names that it had before."""
    if not old or not old.endswith("/"):
        return []
    further = [f"{old}{number}/" for number in range(2, pages + 1)]
    before = item.meta.get("_wp_old_slug", "").strip()
    return [*further, *([f"{old.rstrip('/').rpartition('/')[0]}/{before}/"] if before and before != item.name else [])]


# What


def _summary(item: Item) -> str:
    """The standfirst: the excerpt, or else what search engines were told."""
    found = without_tags(re.sub(r"\[[^\[\]]*\]", "", item.excerpt)) or next(
        (without_tags(item.meta[key]) for key in _SUMMARIES if item.meta.get(key)), ""
    )
    return "" if "%%" in found or re.search(r"#\w+_\w+", found) else found


def _canonical(item: Item, base: str) -> str:
    """Where the original stands, if it stands on another site."""
    found = next((item.meta[key].strip() for key in _CANONICALS if item.meta.get(key)), "")
    return found if is_web_address(found) and urlsplit(found).netloc != urlsplit(base).netloc else ""


def _filing(where: Filed, item: Item, site: Site) -> dict[str, object]:
    """Section, topics and authors; a page has none, and keeps them for templates."""
    login = site.export.people.get(item.creator)
    authors = where.authors or ([login.name if login else item.creator] if item.creator else [])
    return {"authors": authors} if item.type == "page" else {"section": where.section, "tags": where.tags, "authors": authors}


def _extra(item: Item, where: Filed) -> dict[str, object]:
    """Fields that editors filled in, by their names; what begins with a low line is a program's."""
    fields = {
        key: value.strip()
        for key, value in item.meta.items()
        if key and not key.startswith("_") and key not in _USED and not _MACHINE.match(key) and value.strip() not in {"", "0"}
    }
    return {**where.extra, **fields}


def _left(item: Item) -> list[Note]:
    notes = [Note(f"comments are not carried over: {item.comments}")] if item.comments else []
    machine = [key for key, value in item.meta.items() if _MACHINE.match(key) and value.strip()]
    return [*notes, *([Note(f"left out, as a program's own: {', '.join(machine)}")] if machine else [])]


def _original(item: Item, where: Filed, site: Site) -> str:
    """The address of the post that this one translates."""
    found = site.groups.get(where.group, "") if where.group else ""
    return found if found and found != path_of(item.link, site.export.url) else ""
