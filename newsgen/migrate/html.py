"""HTML to Markdown, block by block.

In: HTML of an old site's story.  Out: Markdown that newsgen reads as the same text.  Never: loses a word: a block that does not
read back as what it was stays HTML.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, Tag
from markdownify import ATX, MarkdownConverter

from newsgen.read.markdown import convert

_BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table ul iframe video audio object script style embed noscript".split()
)
_KEPT = frozenset(
    "iframe video audio object script style embed form details svg math noscript canvas input button select".split()
)
_MEANT = frozenset({"id", "style", "lang", "dir"})


_JUST_TEXT = re.compile(r"<p>([^\W\d_][^<>&\\`*_\[\]{}|~\n]*)</p>")  # most paragraphs, in which nothing can be markup


def to_markdown(html: str) -> str:
    """The Markdown of a fragment of HTML; bare text with blank lines in it is paragraphs, as editors of old systems wrote it."""
    soup = BeautifulSoup(html, "html.parser")
    return "\n\n".join(text for block in _blocks(soup) if (text := _block(block).strip("\n")))


def _blocks(parent: Tag) -> list[str]:
    """The HTML of each block; text between blocks is a paragraph. Wrappers without meaning are opened."""
    blocks: list[str] = []
    loose: list[PageElement] = []

    def flush() -> None:
        html = "".join(_html(each) for each in loose)
        loose.clear()
        for part in re.split(r"\n[ \t]*\n", html):
            if part.strip():
                blocks.append(f"<p>{part.strip()}</p>")

    for child in parent.children:
        if isinstance(child, Comment):
            flush()
            blocks.append(_html(child))
        elif isinstance(child, Tag) and child.name in _BLOCKS:
            flush()
            blocks += _blocks(child) if _is_wrapper(child) else [_html(child)]
        else:
            loose.append(child)
    flush()
    return blocks


def _is_wrapper(tag: Tag) -> bool:
    return tag.name in {"div", "section", "article", "main", "center"} and not (_MEANT & tag.attrs.keys())


def _html(element: PageElement) -> str:
    if isinstance(element, Comment):
        return f"<!--{element}-->"
    return element.decode(formatter="minimal") if isinstance(element, Tag) else escape(str(element), quote=False)


def _block(html: str) -> str:
    """One block as Markdown, or as it is where Markdown would say something else."""
    if html.startswith("<!--"):
        return html
    if plain := _JUST_TEXT.fullmatch(html):
        return plain[1].strip()
    soup = BeautifulSoup(html, "html.parser")
    names = {tag.name for tag in soup.find_all(True)}
    if names & _KEPT or any(tag.name == "table" and _is_rich(tag) for tag in soup.find_all("table")):
        return _one_line_apart(html)
    text = _Markdown(**_STYLE).convert_soup(soup).strip("\n")
    text = re.sub(r"[ \t]+(?=\n)(?<!  )", "", text)
    return text if _same(html, text) else _one_line_apart(html)


def _one_line_apart(html: str) -> str:
    """Raw HTML as one block: a blank line could end it."""
    if "<pre" in html or "<script" in html or "<style" in html:
        return html
    return re.sub(r"\n[ \t]*\n+", "\n", html)


def _is_rich(table: Tag) -> bool:
    """A table that Markdown cannot write."""
    return bool(
        table.find(["td", "th"], attrs={"rowspan": True})
        or table.find(["td", "th"], attrs={"colspan": True})
        or table.find(["p", "ul", "ol", "table", "pre", "blockquote", "br", "img", "div"])
        or table.find("caption")
    )


def _same(html: str, text: str) -> bool:
    """Whether Markdown reads back as the words and pictures of the HTML."""
    back = BeautifulSoup(convert(text), "html.parser")
    here = BeautifulSoup(html, "html.parser")
    return _words(here) == _words(back) and _shown(here) == _shown(back)


def _words(soup: BeautifulSoup) -> str:
    """All words without their spaces; a caption is what Markdown calls a title."""
    for image in soup.find_all("img", title=True):
        image.insert_after(NavigableString(str(image["title"])))
    return re.sub(r"\s+", "", soup.get_text())


def _shown(soup: BeautifulSoup) -> list[str]:
    found = [str(tag.get("src") or tag.get("href") or "") for tag in soup.find_all(["img", "a"])]
    return sorted(unquote(address) for address in found if address)


_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*)([\w+#-]+)")


def _code_language(pre: Tag) -> str:
    """The language that a class of a block of code names."""
    classes = " ".join(
        str(name) for tag in [pre, *pre.find_all("code", limit=1)] for name in tag.get_attribute_list("class") if name
    )
    found = _LANGUAGE.search(classes)
    return found[1] if found else ""


_STYLE: dict[str, Any] = {
    "heading_style": ATX,
    "bullets": "-",
    "escape_misc": False,
    "table_infer_header": True,
    "code_language_callback": _code_language,
}


class _Markdown(MarkdownConverter):
    """Markdown as newsgen's readers write it."""

    def escape(self, text: str, parent_tags: Any) -> str:  # noqa: ANN401 -- as the library has it
        """Text in which Markdown finds nothing but text."""
        text = re.sub(r"([\\`*_\[\]])", r"\\\1", text or "")
        text = text.replace("&", "&amp;").replace("<", "&lt;") if "&" in text or "<" in text else text
        text = re.sub(r"(^|\n)([ \t]*)([#>+-])(?=\s|#|$)", r"\1\2\\\3", text)
        text = re.sub(r"(^|\n)([ \t]*\d{1,9})\.(?=\s|$)", r"\1\2\\.", text)
        text = re.sub(r"(^|\n)(?=[ \t]*(?:={2,}|~~~|-{2,})[ \t]*(?:\n|$))", r"\1\\", text)
        return text.replace("|", "\\|") if "table" in parent_tags else text

    def convert_li(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ANN401 -- as the library has it
        """An item; what belongs to it is set in by four columns, as Python-Markdown wants it."""
        lines = (text or "").strip().split("\n")
        sign = f"{self._number(el)}." if el.parent is not None and el.parent.name == "ol" else "-"
        return "\n".join([f"{sign} {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])]) + "\n"

    def _number(self, el: Tag) -> int:
        start = str(el.parent.get("start") or "1") if el.parent is not None else "1"
        return (int(start) if start.isdigit() else 1) + len(el.find_previous_siblings("li"))

    def convert_img(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ANN401 -- as the library has it
        """A picture; one with sizes of its own is shown at the sizes of the new site."""
        alt = re.sub(r"([\[\]\\])", r"\\\1", " ".join(str(el.get("alt") or "").split()))
        title = str(el.get("title") or "")
        return _picture(str(el.get("src") or ""), alt, title)

    def convert_figure(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ANN401 -- as the library has it
        """A photo with its caption, alone in a paragraph, which newsgen makes a figure again."""
        images = el.find_all("img")
        caption = el.find("figcaption")
        if len(images) != 1:
            return f"\n\n{_html(el)}\n\n"
        words = " ".join(caption.get_text(" ").split()) if isinstance(caption, Tag) else ""
        image = images[0]
        return f"\n\n{_picture(str(image.get('src') or ''), str(image.get('alt') or ''), words)}\n\n"


def _picture(address: str, alt: str, title: str) -> str:
    from newsgen.migrate.addresses import in_markdown  # noqa: PLC0415

    title = " ".join(title.split()).replace('"', "&quot;")
    return f"![{alt}]({in_markdown(address)}" + (f' "{title}")' if title else ")")
