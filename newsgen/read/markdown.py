"""A Markdown body to HTML and what it names.

In: Markdown text, the site's extensions.  Out: Html and Body.  Never: asks whether an address leads anywhere.
"""

from __future__ import annotations

from functools import lru_cache

import markdown

from newsgen.model.article import Body, Html, Link
from newsgen.model.url import is_elsewhere, slug
from newsgen.read.html import Fragment, cut
from newsgen.read.prose import PlainRuns, whole

EXTENSIONS = ("tables", "footnotes", "fenced_code", "attr_list", "toc")
SETTINGS: dict[str, dict[str, object]] = {
    "toc": {"slugify": lambda text, separator: slug(text), "marker": "", "permalink": False},
    "footnotes": {"BACKLINK_TEXT": "↩︎", "BACKLINK_TITLE": "↑ {}"},  # the library's words are English
}


class Unwritable(Exception):  # noqa: N818 -- a state of a text, told as a problem
    """The library has no HTML for a Markdown text."""


class ExtensionMissing(Exception):  # noqa: N818 -- a state of the machine, told as a problem
    """A Markdown extension of site.yaml cannot be loaded."""


@lru_cache(maxsize=4)
def engine(extensions: tuple[str, ...]) -> markdown.Markdown:
    """A converter with the extensions of the contract and the site's own; raises ExtensionMissing."""
    try:
        own = extensions or [PlainRuns()]  # an extension of the site may give any sign a meaning
        return markdown.Markdown(extensions=[*EXTENSIONS, *own], extension_configs=SETTINGS, output_format="html")
    except Exception as error:  # extensions are foreign code, and load with errors of any type
        raise ExtensionMissing(str(error)) from error


def convert(text: str, extensions: tuple[str, ...] = ()) -> str:
    """The HTML of a Markdown text, as Python-Markdown gives it with the extensions of the contract and the site's own.

    Raises RecursionError for absurd nesting, Unwritable where the library fails in any other way.
    """
    html = None if extensions else whole(text)
    if html is not None:
        return html
    made = engine(extensions).reset()
    try:
        return made.convert(text)
    except RecursionError:
        raise
    except Exception as error:  # such as TypeError for ```{.python linenums="1"}
        raise Unwritable(str(error)) from error


def body(text: str, first_line: int, extensions: tuple[str, ...] = (), typography: str = "") -> tuple[Html, Body]:
    """Convert a body whose first line stands at ``first_line`` of its file; raises RecursionError for absurd nesting.

    ``typography`` is the language whose quotation marks and dashes the text is to have; "" leaves them as they are.
    """
    fragment = cut(convert(text, extensions), typography)
    return fragment.html, Body(
        lede=fragment.lede,
        words=fragment.words,
        links=_located(fragment, text, first_line),
        anchors=tuple(fragment.anchors),
        pictures=tuple(fragment.pictures),
        images=tuple(fragment.images),
    )


def inline(text: str, typography: str = "") -> Html:
    """A caption: Markdown of one paragraph without the paragraph."""
    if not text:
        return Html()
    html = convert(text)
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html[3:-4]
    return cut(html, typography).html


def _located(fragment: Fragment, text: str, first_line: int) -> tuple[Link, ...]:
    """The local addresses of a body with the place where each is written."""
    last: dict[str, int] = {}
    links: list[Link] = []
    photos = [("image", picture.address) for picture in fragment.pictures if not is_elsewhere(picture.address)]
    for kind, address in [*fragment.addresses, *photos]:
        at = last[address] = _place(text, address, last.get(address))
        line = text.count("\n", 0, at)
        raw = address.startswith(FOOTNOTE_BACK) or (address.startswith("#") and text[at - 1 : at] in {'"', "'", "="})
        links.append(Link("raw" if raw else kind, address, first_line + line, at - text.rfind("\n", 0, at)))
    return tuple(links)


FOOTNOTE_BACK = "#fnref:"  # what Python-Markdown writes below each footnote, whether anything refers to it or not


def _place(text: str, address: str, last: int | None) -> int:
    """Where an address stands next as a link's target; where it stood last if it is reused by reference."""
    if address.startswith(FOOTNOTE_BACK):
        return max(text.find(f"[^{address.removeprefix(FOOTNOTE_BACK)}]:"), 0)
    at = text.find(address, 0 if last is None else last + max(len(address), 1))
    while at >= 0:
        before, after = text[max(at - 1, 0) : at], text[at + len(address) : at + len(address) + 1]
        if before and (before in _BEFORE or before.isspace()) and (not after or after in _BEHIND or after.isspace()):
            return at
        at = text.find(address, at + 1)
    return last or 0


_BEFORE, _BEHIND = frozenset("(<\"'=:"), frozenset(")>\"'")
