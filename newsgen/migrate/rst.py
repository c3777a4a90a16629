"""reStructuredText to Markdown, by way of HTML.

In: a text, or its docinfo.  Out: Markdown and notes.  Never: includes a file, or runs a directive that could.
"""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import Tag

from newsgen.migrate.html import to_markdown
from newsgen.migrate.imported import Note, needs_hand

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": True,
    "report_level": 5,
    "halt_level": 5,
    "syntax_highlight": "none",
    "initial_header_level": 2,
    "doctitle_xform": False,
    "sectsubtitle_xform": False,
    "docinfo_xform": False,
    "embed_stylesheet": False,
    "math_output": "LaTeX",
    "smart_quotes": False,
    "input_encoding": "unicode",
    "output_encoding": "unicode",
    "_disable_config": True,
}


def rst_to_markdown(text: str) -> tuple[str, tuple[Note, ...]]:
    """The text as Markdown."""
    from docutils.core import publish_parts  # noqa: PLC0415 -- few sites are written in it

    html = str(publish_parts(text, writer="html5", settings_overrides=dict(_SETTINGS))["fragment"])
    notes = (
        (needs_hand("docutils found mistakes in its reStructuredText; look for them in the text"),)
        if "system-message" in html
        else ()
    )
    return to_markdown(_plain(html)), notes


def _plain(html: str) -> str:
    """The HTML without what docutils alone knows: sections, roles, paragraphs in the cells of tables."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select("span.literal"):
        tag.name = "code"
    for cell in soup.find_all(["td", "th"]):
        if isinstance(cell, Tag) and len(cell.find_all("p")) == 1 and cell.p:
            cell.p.unwrap()
    for tag in soup.find_all(["section", "aside", "colgroup", "main"]):
        tag.unwrap()
    for tag in soup.find_all(True):
        tag.attrs = {key: value for key, value in tag.attrs.items() if key not in {"class", "id"}}
    return soup.decode(formatter="minimal")
