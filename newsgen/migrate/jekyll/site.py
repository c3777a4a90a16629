"""A Jekyll site to what it holds.

In: a source.  Out: Imported.  Never: runs a plugin of the site, or guesses what a template would have shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from posixpath import splitext

from newsgen.migrate.addresses import outside_code, readdressed
from newsgen.migrate.html import to_markdown
from newsgen.migrate.imported import Imported, Note, Piece, Source, needs_hand
from newsgen.migrate.jekyll import liquid
from newsgen.migrate.jekyll.data import authors
from newsgen.migrate.jekyll.documents import HTML, OF_PLUGINS, TEXTILE, Found, as_files, documents
from newsgen.migrate.jekyll.forwards import followed, forwards
from newsgen.migrate.jekyll.kramdown import without_kramdown
from newsgen.migrate.jekyll.languages import Languages, in_languages, is_of_language, language_of
from newsgen.migrate.jekyll.listings import is_listing, redirects
from newsgen.migrate.jekyll.rest import rest
from newsgen.migrate.jekyll.settings import Config, config
from newsgen.migrate.jekyll.sources import above, below, folder_of, root_of
from newsgen.migrate.jekyll.told import told_of, variables
from newsgen.migrate.keys import finished, words
from newsgen.migrate.lists import lists
from newsgen.migrate.matter import flag, listed, said
from newsgen.migrate.rst import rst_to_markdown
from newsgen.migrate.textiles import textile_to_markdown
from newsgen.model.url import is_elsewhere


def imported(source: Source, base_url: str = "") -> Imported:
    """What the old site holds."""
    root = root_of(source)
    return above(_whole(below(source, root), base_url), source, root) if root else _whole(source, base_url)


def _whole(source: Source, base_url: str) -> Imported:
    """What a site holds whose settings lie at the top."""
    settings = config(source, base_url)
    folder = folder_of(source, settings)
    made = above(_held(below(source, folder), settings), source, folder) if folder else _held(source, settings)
    config_file = next((path for path in source.paths if path.startswith("_config.")), "")
    said_of_it = (*made.notes.get(config_file, ()), *settings.notes)
    return replace(made, notes={**made.notes, config_file: said_of_it}) if config_file else made


def _held(source: Source, settings: Config) -> Imported:
    """What a site with such settings holds."""
    found, unserved, odd = documents(source, settings)
    found, languages = in_languages(found, source, settings)
    people = authors(source, settings, found)
    told = told_of(found, unserved, source, settings)
    sent = forwards(found, settings.base_url)
    pieces, listings = _parted(
        [each for each in found if each.path not in {way.page.path for way in sent}], told, people, languages
    )
    changes = [_numbered(found, settings), *([_with_emoji] if "jemoji" in settings.plugins else [])]
    pieces = [replace(piece, body=reduce(lambda text, change: change(text), changes, piece.body)) for piece in pieces]
    files, notes = rest(source, settings, found)
    moved, more = redirects(settings, listings, lists(pieces, people), pieces, source)
    pieces, moved, told_of_led = followed(sent, pieces, moved)
    return Imported(
        _settings(settings, source, languages),
        tuple(pieces),
        people,
        files=files,
        redirects=moved,
        notes={**source.notes, **notes, **odd, **more, **told_of_led},
    )


def _parted(
    found: list[Found], told: liquid.Site, people: dict[str, dict[str, object]], languages: Languages
) -> tuple[list[Piece], list[Found]]:
    """What has a text of its own, and what was nothing but a list."""
    pieces: list[Piece] = []
    listings: list[Found] = []
    for each in found:
        of_author = said(each.head.get("layout")).startswith("author") and not each.matter.body.strip()
        piece = None if of_author and each.kind not in {"posts", "drafts"} else _piece(each, told, people, languages)
        if piece is None or (piece.kind == "page" and is_listing(each, piece, told.stories)):
            listings.append(each)
        else:
            pieces.append(piece)
    return pieces, listings


def _numbered(found: list[Found], settings: Config) -> Callable[[str], str]:
    """What gives links by the numbers that WordPress had once given their addresses (``/?p=155``)."""
    addresses = {said(each.head["wordpress_id"]): each.address for each in found if each.head.get("wordpress_id")}
    host = re.escape(settings.base_url.partition("//")[2])
    pattern = re.compile(rf"(?<=[(<\"'\s])(?:(?:https?:)?//(?:www\.)?{host})?/?\?(?:p|page_id)=(\d+)(?=[#)>\"'\s])")
    return lambda text: pattern.sub(lambda link: addresses.get(link[1], link[0]), text) if addresses else text


def _with_emoji(text: str) -> str:
    """A text with signs in place of their names (``:heart:``), as jemoji has it."""
    from emoji import emojize  # noqa: PLC0415 -- most sites need no library

    return outside_code(text, lambda piece: str(emojize(piece, language="alias"))) if text.count(":") > 1 else text


def _piece(found: Found, told: liquid.Site, people: dict[str, dict[str, object]], languages: Languages) -> Piece:
    made = found.made
    _topics(found)
    if found.kind == "posts" and not found.is_dated:
        made.head["draft"] = True
        made.notes.append(needs_hand("its name has no date, so the old site did not show it; it is a draft"))
    if found.kind == "drafts" or (found.head.get("published") is not None and not flag(found.head["published"])):
        made.head["draft"] = True
    body, notes = _body(found, told, variables(found))
    body = _with_media(body, said(found.head.get("media_subpath") or found.head.get("img_path")))
    made.head.setdefault("title", found.title)
    if "authors" in made.head:
        made.head["authors"] = _by_slug(made.head["authors"], people)
    moved = said(found.head.get("redirect_to"))
    if moved:
        body = body if body.strip() else f"<{moved}>" if re.match("https?:", moved) else f"[{moved}]({moved})"
        notes = (*notes, needs_hand(f"it sent its readers on to {moved}; a link to it stands in the text"))
    if found.address == "/":
        notes = (*notes, needs_hand("the front page is newsgen's own; what the old one said became a page"))
    article = found.is_story
    draft = bool(made.head.get("draft"))
    aliases = tuple("/" + each.lstrip("/") for each in listed(found.head.get("redirect_from")) if not each.startswith("http"))
    for key in ("redirect_from", "redirect_to"):
        made.left.pop(key, None)
    head = finished(made)
    return Piece(
        origin=found.path,
        kind="article" if article else "page",
        address="" if draft else found.address,
        head=head,
        body=body,
        name=found.document.slug if article else said(head.get("title")) if found.address == "/" else "",
        translates=languages.originals.get(found.path, ""),
        aliases=() if draft else (*found.also, *aliases, *as_files(aliases)),
        notes=(*found.notes, *made.notes, *notes),
        meant=found.address if draft else "",
    )


def _body(found: Found, told: liquid.Site, page: dict[str, object]) -> tuple[str, tuple[Note, ...]]:
    """The text without Liquid and kramdown, or as Markdown if it was HTML."""
    text = found.matter.body
    notes: tuple[Note, ...] = ()
    if found.head.get("render_with_liquid") is not False:
        text, notes = liquid.without_liquid(text, told, page)
    ending = splitext(found.path)[1].lower()
    if ending in HTML:
        return to_markdown(text), notes
    if ending == ".rst":
        text, more = rst_to_markdown(text)
        return text, (*notes, *more)
    if ending == TEXTILE:
        return textile_to_markdown(text), notes
    if ending in OF_PLUGINS:
        return text, (*notes, needs_hand(f"its text is {ending[1:]}, and was taken over as it is"))
    text, more = without_kramdown(text)
    return text, (*notes, *more)


def _with_media(text: str, folder: str) -> str:
    """The text whose pictures lie in the folder that its front matter names, as Chirpy has it."""

    def meaning(address: str, image: bool) -> str:
        is_relative = image and not is_elsewhere(address) and not address.startswith(("/", "#", "data:"))
        return f"{folder.rstrip('/')}/{address}" if is_relative else address

    return readdressed(text, meaning) if folder else text


def _by_slug(names: object, people: dict[str, dict[str, object]]) -> list[str]:
    """Authors by their short names, where people.yaml has them."""
    slugs = {said(details["name"]).casefold(): short for short, details in people.items()}
    keys = {said(details.get("key")): short for short, details in people.items()}
    return list(dict.fromkeys(keys.get(name) or slugs.get(name.casefold()) or name for name in listed(names)))


def _topics(found: Found) -> None:
    """The first category that is not the language is the section, the others are topics."""
    made, language = found.made, language_of(found)
    categories = [each for each in found.document.categories if not is_of_language(each, language)]
    tags = [*words(found.head.get("tags"), " "), *words(found.head.get("tag"), " ")]
    for key in [key for key in made.left if key.lower() in {"tags", "tag", "categories", "category"}]:
        made.left.pop(key)
    if categories:
        made.head["section"] = categories[0]
    topics = [*categories[1:], *tags]
    if topics:
        made.head["tags"] = list(dict.fromkeys(topics))


def _settings(settings: Config, source: Source, languages: Languages) -> dict[str, object]:
    values = settings.values
    return {
        "title": said(values.get("title") or values.get("name")) or source.name,
        "tagline": said(values.get("tagline") or values.get("subtitle") or values.get("description")),
        "base_url": settings.base_url,
        "language": languages.main,
        "timezone": settings.zone_name,
    }
