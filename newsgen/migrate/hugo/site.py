"""A Hugo site to what it holds.

In: a source.  Out: Imported.  Never: runs a template of the site, or loads a module or theme from elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from posixpath import dirname

from newsgen.migrate.hugo.bodies import body
from newsgen.migrate.hugo.documents import Found, aliases, documents, is_unserved, undated
from newsgen.migrate.hugo.files import served
from newsgen.migrate.hugo.listings import redirects
from newsgen.migrate.hugo.settings import Config, config
from newsgen.migrate.hugo.told import Told
from newsgen.migrate.imported import Imported, Note, Piece, Source, needs_hand
from newsgen.migrate.keys import finished, without_tags, words
from newsgen.migrate.lists import lists
from newsgen.migrate.matter import flag, listed, said
from newsgen.model.url import slug

_GENERIC = frozenset("post posts blog blogs news article articles story stories entry entries archive archives content p".split())


def imported(source: Source, base_url: str = "") -> Imported:
    """What the old site holds."""
    settings = config(source, base_url)
    found = documents(source, settings)
    files, more = served(source, settings, found)
    told = Told.of(source, settings, found, files)
    people = _people(found, settings)
    sections = _sections(found)
    terms: dict[str, Counter[str]] = {plural: Counter() for plural in settings.taxonomies.values()}
    pieces: list[Piece] = []
    notes: dict[str, tuple[Note, ...]] = {}
    for each in found:
        piece = _piece(each, told, settings, sections, people, terms)
        left_out = _left_out(each, piece)
        if left_out:
            notes[each.path] = (*each.notes, left_out)
        else:
            pieces.append(piece)
    ours = lists(pieces, people)
    return Imported(
        _settings(settings, source, found),
        tuple(_with_originals(pieces, found)),
        people,
        files=files,
        redirects=redirects(settings, found, terms, ours, pieces, sections),
        notes={**source.notes, **more, **notes, **settings.notes},
    )


# Pieces


def _piece(
    each: Found,
    told: Told,
    settings: Config,
    sections: Mapping[str, str],
    people: Mapping[str, object],
    terms: Mapping[str, Counter[str]],
) -> Piece:
    made = each.made
    _topics(each, settings, sections, terms)
    if "authors" in made.head:
        slugs = {slug(said(details.get("name"))): short for short, details in people.items() if isinstance(details, Mapping)}
        made.head["authors"] = [slugs.get(slug(name)) or name for name in listed(made.head["authors"])]
    made.head.setdefault("title", _title(each))
    text, notes = body(each, told)
    if each.language.tag.lower() != settings.languages[0].tag.lower():
        made.head.setdefault("language", each.language.tag)
    head = finished(made)
    draft = bool(head.get("draft"))
    story = each.is_story
    return Piece(
        origin=each.path,
        kind="article" if story else "page",
        address="" if draft else each.address,
        head=head,
        body=text,
        name=said(head.get("title"))
        if each.place == "_index"
        else each.page.slug or re.sub(r"^\d{4}-\d{2}-\d{2}[-_]", "", each.page.name),
        aliases=() if draft else tuple(aliases(each, flag(settings.values.get("uglyurls")))),
        notes=(*each.notes, *made.notes, *notes, *_of_kind(each)),
    )


def _of_kind(each: Found) -> tuple[Note, ...]:
    """What there is to say of a page that is no story."""
    if each.place == "_index":
        return (needs_hand("the front page is newsgen's own; this page has the text of the old one"),)
    return undated(each) if each.kind == "page" and not each.is_story else ()


def _title(each: Found) -> str:
    heading = re.search(r"^\s*#\s+(\S.*?)\s*#*\s*$", each.matter.body, re.M)
    return heading[1] if heading else " ".join(re.split(r"[-_ ]+", each.page.name)).capitalize()


def _topics(each: Found, settings: Config, sections: Mapping[str, str], terms: Mapping[str, Counter[str]]) -> None:
    """The first category is the section, or else the folder; other categories and taxonomies are topics."""
    made = each.made
    tags: list[str] = []
    categories: list[str] = []
    for singular, plural in settings.taxonomies.items():
        key = next((key for key in made.left if key.lower() == plural.lower()), "") or next(
            (key for key in made.left if key.lower() == singular.lower() and isinstance(made.left[key], list | str)), ""
        )
        named = (
            words(made.left.pop(key), ",") if key else listed(made.head.get("authors")) if plural in {"authors", "author"} else []
        )
        if not made.head.get("draft"):
            terms[plural].update(named)
        if plural in {"categories", "sections"}:
            categories = [*categories, *named]
        elif plural not in {"authors", "author"}:
            tags += named
        else:
            made.head["authors"] = list(dict.fromkeys([*listed(made.head.get("authors")), *named]))
    section = categories[0] if categories else sections.get(each.page.folders[0], "") if each.page.folders else ""
    if section and each.is_story:
        made.head["section"] = section
    if [*categories[1:], *tags]:
        made.head["tags"] = list(dict.fromkeys([*categories[1:], *tags]))


def _left_out(each: Found, piece: Piece) -> Note | None:
    """Why a page becomes nothing; None where it is one."""
    if is_unserved(each):
        return needs_hand("left out: the old site did not show it as a page")
    if each.kind != "section":
        return None
    if piece.body.strip():
        return None
    if each.place == "_index":
        return Note("left out: the front page is newsgen's own")
    return Note("it was the head of a list; newsgen makes its lists itself")


def _with_originals(pieces: Sequence[Piece], found: Sequence[Found]) -> list[Piece]:
    """Translations with the address of the piece in the main language that they translate."""
    from dataclasses import replace  # noqa: PLC0415

    keys = {each.path: (said(each.head.get("translationKey")) or each.place, each.language.tag) for each in found}
    main = next(iter(found)).language.tag if found else ""
    originals: dict[str, Piece] = {}
    for piece in sorted(pieces, key=lambda piece: keys[piece.origin][1] != main):
        originals.setdefault(keys[piece.origin][0], piece)
    made = []
    for piece in pieces:
        original = originals[keys[piece.origin][0]]
        other = original is not piece and original.address and keys[original.origin][1] != keys[piece.origin][1]
        made.append(replace(piece, translates=original.address) if other else piece)
    return made


# The site


def _sections(found: Sequence[Found]) -> dict[str, str]:
    """The names of the folders that tell more than that there are stories in them."""
    counts = Counter(each.page.folders[0] for each in found if each.is_story)
    titles = {
        each.place.split("/")[0]: said(each.made.head.get("title"))
        for each in found
        if each.kind == "section" and each.place.count("/") == 1
    }
    return {name: titles.get(name) or name.replace("-", " ").capitalize() for name in counts if name.lower() not in _GENERIC}


def _people(found: Sequence[Found], settings: Config) -> dict[str, dict[str, object]]:
    """The people of whom the site has a page."""
    people: dict[str, dict[str, object]] = {}
    for each in found:
        parts = each.place.split("/")
        if (
            parts[0] in {"authors", "author", "people", "contributors"}
            and parts[0] in settings.taxonomies.values()
            and len(parts) > 1
        ):
            name = said(each.made.head.get("title")) or parts[1]
            bio = (
                without_tags(said(each.made.head.get("summary")))
                or " ".join(re.sub(r"[*_`#]", "", each.matter.body).split())[:600]
            )
            is_plain = bio and "{{" not in bio and "](" not in bio
            people[slug(parts[1])] = {"name": name, "bio": bio} if is_plain else {"name": name}
    return people


def _settings(settings: Config, source: Source, found: Sequence[Found]) -> dict[str, object]:
    values, params = settings.values, {key.lower(): value for key, value in settings.section("params").items()}
    main = settings.languages[0].tag
    of_main = settings.section("languages").get(main)
    own = {said(key).lower(): value for key, value in of_main.items()} if isinstance(of_main, Mapping) else {}
    heads = [each for each in found if each.kind == "section" and each.place.count("/") == 1]
    heads.sort(key=lambda each: (_weight(each), each.place))
    sections: list[object] = [
        {"title": said(each.made.head.get("title")) or dirname(each.place), "description": said(each.made.head.get("summary"))}
        for each in heads
    ]
    return {
        "title": said(own.get("title") or values.get("title")) or source.name,
        "tagline": without_tags(said(params.get("tagline") or params.get("subtitle") or params.get("description"))),
        "base_url": settings.base_url,
        "language": main,
        "timezone": settings.zone_name,
        "sections": [*sections],
    }


def _weight(each: Found) -> int:
    found = said(each.head.get("weight"))
    return int(found) if found.isdigit() and int(found) else 10**6
