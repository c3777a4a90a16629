"""The content of a post to Markdown.

In: content as WordPress keeps it, what the site has.  Out: Markdown with old addresses, photos, notes.
Never: loses a word without a note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup
from bs4.element import Tag

from newsgen.migrate.html import to_markdown
from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.wordpress.autop import paragraphs
from newsgen.migrate.wordpress.blocks import Blocks, has_blocks, unblocked
from newsgen.migrate.wordpress.cleaning import cleaned
from newsgen.migrate.wordpress.embeds import embed, lone_address
from newsgen.migrate.wordpress.media import Library
from newsgen.migrate.wordpress.shortcodes import Story, expanded
from newsgen.model.url import slug

_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_LONE_PARAGRAPH = re.compile(r"<p>\s*(https?://[^\s<>\"]+)\s*</p>")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What contents refer to: uploads, those of each post, addresses by the numbers of posts, blocks that are used again."""

    library: Library
    children: Mapping[str, tuple[str, ...]]
    addresses: Mapping[str, str]
    reusable: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a body shows, with what it says of it there."""

    src: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Body:
    """Markdown, the pictures in it, notes, and the number of pages it was cut into."""

    text: str
    pictures: tuple[Picture, ...]
    notes: tuple[Note, ...]
    pages: int = 1


def body(content: str, number: str, shelf: Shelf, footnotes: str = "") -> Body:
    """The body of the post of a number."""
    story = Story(shelf.library.attachments, shelf.children.get(number, ()))
    blocks = Blocks(shelf.reusable)
    soup = BeautifulSoup(_html(content, story, blocks), "html.parser")
    below = [*_footnotes(footnotes, soup)]
    _keep_anchors(soup)
    notes = [*cleaned(soup, shelf.library, shelf.addresses), *story.notes(), *blocks.notes()]
    markdown, doubts = _markdown(soup)
    text = _REFERENCE.sub(r"[^\1]", "\n\n".join([markdown, *below]))
    text = _ANCHOR.sub(r" {#\1}", text)
    return Body(text, tuple(map(_picture, soup.find_all("img"))), (*notes, *doubts), content.count("<!--nextpage-->") + 1)


def _markdown(soup: BeautifulSoup) -> tuple[str, list[Note]]:
    """The Markdown of a content; of one that is nested beyond reason the text alone."""
    try:
        return to_markdown(soup.decode(formatter="html5")), []
    except RecursionError:
        text = "".join(f"<p>{escape(part)}</p>" for part in soup.stripped_strings)
        return to_markdown(text), [needs_hand("its HTML is nested too deeply to be read; its text is here without its form")]


def _picture(image: Tag) -> Picture:
    figure = image.find_parent("figure")
    caption = figure.find("figcaption") if figure else None
    return Picture(
        str(image.get("src", "")), str(image.get("alt", "")), " ".join(caption.get_text(" ").split()) if caption else ""
    )


def _html(content: str, story: Story, blocks: Blocks) -> str:
    """The HTML that WordPress would have shown, but for its look."""
    text = _without_sections(content.replace("\r\n", "\n").replace("\r", "\n"))
    text = _with_embeds(expanded(text, story))
    return unblocked(text, blocks) if has_blocks(text) else paragraphs(text)


def _without_sections(text: str) -> str:
    """The content without the conditions of a word processor and other marks of SGML, of which HTML has none."""
    if "<![" not in text:
        return text
    text = re.sub(r"<!\[CDATA\[(.*?)\]\]>", r"\1", re.sub(r"<!\[(?:if|endif)\b[^\]>]*\]>", "", text), flags=re.DOTALL)
    return text.replace("<![", "&lt;![")


def _with_embeds(text: str) -> str:
    """Addresses that are alone in a line are shown as players."""
    if "http" not in text:
        return text
    pieces = _KEPT.split(text)
    shown = ["\n".join(embed(lone_address(line)) or line for line in piece.split("\n")) for piece in pieces[0::3]]
    shown = [_LONE_PARAGRAPH.sub(lambda match: embed(match[1]) or match[0], piece) for piece in shown]
    return "".join(piece + kept for piece, kept in zip(shown, [*pieces[1::3], ""], strict=True))


_ANCHOR = re.compile("\ue002([^\ue003]*)\ue003")


def _keep_anchors(soup: BeautifulSoup) -> None:
    """A heading keeps a name that is not its own words', unless WordPress gave it (h-…) and nobody used it."""
    for tag in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"], id=re.compile(r"[A-Za-z][\w-]*$")):
        name = str(tag["id"])
        if name != slug(tag.get_text()) and (not name.startswith("h-") or soup.find("a", href=f"#{name}")):
            tag.append(f"\ue002{name}\ue003")


_REFERENCE = re.compile("\ue000(\\d+)\ue001")  # signs of private use, which are no markup


def _footnotes(text: str, soup: BeautifulSoup) -> Iterator[str]:
    """The notes of the block of footnotes, which WordPress keeps apart; their signs in the text refer to them."""
    try:
        rows = json.loads(text) if text else []
    except ValueError:
        rows = [{"content": text}]
    for number, row in enumerate((row for row in rows if isinstance(row, dict)), 1):
        for link in soup.find_all("a", href=f"#{row.get('id', '')}"):
            sign = link.parent if isinstance(link.parent, Tag) and link.parent.name == "sup" else link
            sign.replace_with(f"\ue000{number}\ue001")
        words = to_markdown(str(row.get("content", ""))).replace("\n", "\n    ")
        yield f"[^{number}]: {words}"
