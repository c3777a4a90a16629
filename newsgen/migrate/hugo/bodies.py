"""The text of a page of a Hugo site as Markdown.

In: a page, what is told of the site.  Out: its body, and notes.  Never: loses what its shortcodes enclose.
"""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import basename, dirname, splitext

from newsgen.migrate.addresses import readdressed
from newsgen.migrate.html import to_markdown
from newsgen.migrate.hugo.documents import Found
from newsgen.migrate.hugo.goldmark import without_goldmark
from newsgen.migrate.hugo.shelf import Page, Shelf
from newsgen.migrate.hugo.shortcodes import Site, without_shortcodes
from newsgen.migrate.hugo.told import Told
from newsgen.migrate.hugo.values import Markup
from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.matter import said
from newsgen.migrate.rst import rst_to_markdown
from newsgen.read.markdown import convert

HTML = (".html", ".htm")
DEEPEST = 4  # pages that show pages that show pages


def body(each: Found, told: Told) -> tuple[str, tuple[Note, ...]]:
    """The body with the addresses of the old site, and what there is to say of it."""
    text, notes = _text(each, told)
    ending = splitext(each.path)[1].lower()
    if ending in HTML:
        text = to_markdown(text)
    elif ending == ".rst":
        text, more = rst_to_markdown(text)
        notes = (*notes, *more)
    elif ending in {".org", ".adoc", ".asciidoc", ".pandoc", ".pdc"}:
        notes = (*notes, needs_hand(f"its text is {ending[1:]}, and was taken over as it is"))
    else:
        text = without_goldmark(text)
    return readdressed(text, lambda address, _: told.beside(told.link(address, each), each)), notes


def _text(each: Found, told: Told, depth: int = 0) -> tuple[str, tuple[Note, ...]]:
    """The body without shortcodes."""
    page = {key.lower(): said(value) for key, value in each.head.items()}
    folder = dirname(each.path)

    def other(name: str) -> Page | None:
        found = told.page(name, each) if depth < DEEPEST else None
        return _page(found, told, depth + 1) if found else None

    words = told.words.get(each.language.tag.lower(), {})
    shelf = Shelf(told.files, told.text, folder, each.language.folder, other, words, told.order, told.named)
    site = Site(
        told.templates,
        lambda wanted: told.address(wanted, each),
        told.parameters,
        told.values,
        _place(each),
        shelf,
        told.partials,
    )
    return without_shortcodes(each.matter.body, site, page, is_html=each.path.lower().endswith(HTML))


def _place(each: Found) -> Mapping[str, object]:
    """Where the page lies, as templates ask for it."""
    name = basename(each.path)
    inside = dirname(each.path).removeprefix(each.language.folder).strip("/")
    file = {
        "dir": f"{inside}/" if inside else "",
        "path": each.path.removeprefix(f"{each.language.folder}/"),
        "logicalname": name,
    }
    tag = each.language.tag
    return {
        "file": {**file, "contentbasename": each.page.name, "basefilename": splitext(name)[0], "ext": splitext(name)[1][1:]},
        "dir": f"{inside}/" if inside else "",
        "lang": tag,
        "language": {"lang": tag},
        "section": each.page.folders[0] if each.page.folders else "",
        "relpermalink": each.address,
        "permalink": each.address,
        "kind": each.kind,
        "date": each.made.head.get("date", ""),
        "lastmod": each.made.head.get("updated") or each.made.head.get("date", ""),
        "folder": dirname(each.path),
    }


def _page(each: Found, told: Told, depth: int) -> Page:
    """A page as another's templates take it; its text is made when it is asked for."""

    def content() -> Markup:
        text, _ = _text(each, told, depth)
        return Markup(text if each.path.lower().endswith(HTML) else convert(without_goldmark(text)))

    title = said(each.made.head.get("title"))
    return {
        **{key.lower(): value for key, value in _place(each).items()},
        "title": title,
        "linktitle": said(each.head.get("linkTitle")) or title,
        "params": dict(each.head),
        "description": said(each.made.head.get("summary")),
        "content": content,
        "rawcontent": each.matter.body,
    }
