"""Whether every paragraph of an old site's story stands in the page that was built of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement

BLOCKS = {*"p li h1 h2 h3 h4 h5 h6 td th dt dd pre figcaption blockquote div section".split()}


def paragraphs(html: str) -> Iterator[str]:
    """The text of each block that holds text of its own."""
    root = lxml_html.fromstring(f"<div>{html}</div>")
    for hidden in root.xpath("//script|//style|//comment()|//template"):
        hidden.drop_tree()
    for block in root.iter():
        if isinstance(block.tag, str) and block.tag in BLOCKS and (text := own_text(block)):
            yield text


def own_text(block: HtmlElement) -> str:
    """The text of a block without that of the blocks in it, as far as it runs up to the first of them."""
    parts = [block.text or ""]
    for child in block:
        if child.tag in BLOCKS or child.tag in {"ul", "ol", "table", "dl", "hr"}:
            break
        parts += [child.text_content() if isinstance(child.tag, str) else "", child.tail or ""]
    return folded("".join(parts))


def folded(text: str) -> str:
    """Letters and figures alone: spaces and marks are each program's own."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def page_text(page: Path) -> str:
    """All that a reader of a built page can read, captions and descriptions of pictures included."""
    root = lxml_html.fromstring(page.read_text("utf-8"))
    for hidden in root.xpath("//script|//style|//head"):
        hidden.drop_tree()
    alts = [str(alt) for alt in root.xpath("//img/@alt")]
    return folded(root.text_content()) + folded(" ".join(alts))


def lost(html: str, page: Path) -> list[str]:
    """The paragraphs of a reference rendering that the page has not."""
    text = page_text(page)
    return [each for each in paragraphs(html) if each not in text]


def words(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"\w+", text)
