"""A site of WordPress to what it holds.

In: a source: one export file or several, perhaps the uploads.  Out: Imported.  Never: leaves out an item without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from newsgen.migrate.imported import Imported, Note, Piece, Source, needs_hand
from newsgen.migrate.lists import ATOM, FEED, LATEST, lists, texts
from newsgen.migrate.wordpress.bodies import Shelf
from newsgen.migrate.wordpress.export import Export, Item, Term, export, path_of
from newsgen.migrate.wordpress.media import Library, attachments, children, library, plain
from newsgen.migrate.wordpress.pieces import Site, piece
from newsgen.migrate.wordpress.terms import filed
from newsgen.migrate.wordpress.wxr import is_wxr
from newsgen.migrate.wordpress.zones import moments, zone
from newsgen.model.language import is_known
from newsgen.model.url import slug, tag_key

INNER = frozenset(
    (
        "attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_block wp_template "
        "wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face acf-field acf-field-group acf-post- "
        "type acf-taxonomy wpcf7_contact_form elementor_library amp_validated_url jetpack_migration feedback mc4wp-form "
        "wpforms shop_order shop_coupon guest-author patterns_ai_data is_search_form spucpt safecss nf_sub popup"
    ).split()
)
"""Kinds of posts that are no texts for readers; what of them is needed is found by other ways."""

_SAMPLE = 400  # stories that are asked for the zone


def imported(source: Source, base_url: str = "") -> Imported:
    """What the old site holds."""
    files = {path: data for path in source.paths if path.lower().endswith(".xml") and is_wxr(data := source.read(path))}
    found = export(files.items())
    found = replace(found, url=(base_url or found.url).rstrip("/"))
    shelf = _shelf(found, [path for path in source.paths if path not in files])
    zone_name, is_sure = _zone(found)
    changed = max((source.changed(path) for path in files), default=datetime.min.replace(tzinfo=UTC))
    site = Site(found, shelf, ZoneInfo(zone_name), changed, _groups(found))
    left = {item.origin: (note,) for item in found.items if (note := _left_out(item))}
    pieces = tuple(piece(item, site) for item in found.items if item.type not in INNER and item.origin not in left)
    people = {slug(name): {"name": name} for each in pieces for name in texts(each.head.get("authors"))}
    about = _about(found, zone_name, is_sure, shelf.library)
    return Imported(
        settings={
            "title": found.title or source.name,
            "tagline": found.tagline,
            "base_url": found.url,
            "language": found.language if is_known(found.language or "-") else "",
            "timezone": zone_name,
        },
        pieces=pieces,
        people=people,
        topics=_topics(found, pieces),
        files=shelf.library.files,
        redirects=_redirects(found, pieces, people),
        notes={**source.notes, **left, next(iter(files), source.name): tuple(about)},
    )


def _left_out(item: Item) -> Note | None:
    """Why an item becomes nothing, unless it is of a kind that readers never saw."""
    if item.type in INNER:
        return None
    if item.status == "trash":
        return Note("left out: it lay in the bin")
    return None if item.content.strip() or item.title or item.excerpt.strip() else Note("left out: it is empty")


def _shelf(found: Export, paths: Sequence[str]) -> Shelf:
    uploads = attachments(found.items)
    addresses = {item.id: path_of(item.link, found.url) for item in found.items if item.type not in INNER}
    addresses |= {number: each.url for number, each in uploads.items()}
    return Shelf(
        library(uploads, paths),
        children(uploads),
        {number: address for number, address in addresses.items() if address},
        {item.id: item.content for item in found.items if item.type == "wp_block"},
    )


def _zone(found: Export) -> tuple[str, bool]:
    """The zone of the site, as its stories tell it."""
    dated = [(item.moments["date"], item.moments["gmt"]) for item in found.items if item.status == "publish"]
    return zone(moments(dated[:: max(1, len(dated) // _SAMPLE)]), found.language)


def _groups(found: Export) -> dict[str, str]:
    """The address of the original of each group of translations: the one in the site's own language."""
    groups: dict[str, str] = {}
    main = found.language.split("-", maxsplit=1)[0]
    for item in found.items:
        where = filed(item, found)
        address = path_of(item.link, found.url)
        if where.group and address and (where.language.split("-", maxsplit=1)[0] == main or where.group not in groups):
            groups[where.group] = address
    return groups


def _topics(found: Export, pieces: Sequence[Piece]) -> dict[str, dict[str, object]]:
    """What is said of topics that stories have."""
    used = {tag_key(name) for each in pieces for name in texts(each.head.get("tags"))}
    terms = {tag_key(term.name): term for term in (*found.categories.values(), *found.tags.values()) if term.description}
    return {key: {"name": term.name, "description": term.description} for key, term in terms.items() if key in used}


def _redirects(found: Export, pieces: Sequence[Piece], people: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """The addresses of lists and feeds, as WordPress makes them unless it is told otherwise."""
    ours = lists(pieces, people)
    old = {f"/tag/{term.slug}/": ours.tag(term.name) for term in found.tags.values()}
    old |= {f"/category/{_branch(term, found)}/": ours.section(term.name) for term in found.categories.values()}
    old |= {f"/author/{slug(person.login)}/": ours.author(person.name) for person in found.people.values()}
    for month in sorted(ours.months):
        year, number = month.split("-")
        old |= {f"/{year}/{number}/": ours.month(year, number), f"/{year}/": ours.month(year)}
    old |= {"/feed/": FEED, "/feed/atom/": ATOM} | dict.fromkeys(_pages(pieces), LATEST)
    taken = {address for each in pieces for address in (each.address, *each.aliases)}
    return {address: new for address, new in old.items() if new and address not in taken}


def _branch(term: Term, found: Export) -> str:
    """A category below those above it."""
    parts = [term.slug]
    while (above := found.categories.get(term.parent)) and above.slug not in parts:
        parts.insert(0, above.slug)
        term = above
    return "/".join(parts)


def _pages(pieces: Sequence[Piece]) -> list[str]:
    """The further pages of the front page, ten stories on each."""
    stories = sum(each.kind == "article" and not each.head.get("draft") for each in pieces)
    return [f"/page/{number}/" for number in range(2, -(-stories // 10) + 1)]


def _about(found: Export, zone_name: str, is_sure: bool, uploads: Library) -> Iterator[Note]:
    """What is to be said of the export as a whole."""
    yield Note(f"the time zone is {zone_name}, as the times of its stories tell", hand=not is_sure)
    missing = sum(plain(each.url) not in uploads.files for each in uploads.attachments.values())
    if missing:
        said = "until you name their folder with --media DIR, stories show them from the old site"
        yield needs_hand(f"uploads that are not here: {missing}; {said}")
    kinds = Counter(item.type for item in found.items)
    inner = [f"{kind} ({kinds[kind]})" for kind in sorted(kinds.keys() & INNER) if kind != "attachment"]
    if inner:
        yield Note(f"left out, as no texts for readers: {', '.join(inner)}")
    menu = [item.title for item in found.items if item.type == "nav_menu_item" and item.title]
    if menu:
        yield needs_hand(f"the menu was left out; what you want of it, write as  navigation  in site.yaml: {', '.join(menu)}")
    own = sorted(kinds.keys() - INNER - {"post", "page"})
    if own:
        yield needs_hand(f"posts of other kinds are stories now: {', '.join(f'{kind} ({kinds[kind]})' for kind in own)}")
