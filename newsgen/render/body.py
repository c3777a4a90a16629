"""HTML with its addresses and photos filled in.

In: Html, what its addresses mean, how links are written.  Out: HTML text.  Never: reads the meaning of an address anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from markupsafe import escape

from newsgen.model.article import Html, Picture, Target
from newsgen.model.page import BodyText, FeedItem, Figure
from newsgen.model.site import Resolved
from newsgen.model.url import Url, absolute, top_of


@dataclass(frozen=True, slots=True)
class Links:
    """How a page writes addresses of its own site: relative to itself, or whole where ``here`` is None.

    ``rooted`` pages are served at any depth, so they begin with the path of the base URL.
    """

    base_url: str
    here: Url | None
    rooted: bool = False

    @property
    def place(self) -> tuple[str, int] | None:
        """The outermost folder of the page, and its depth; None where links are not relative to a page."""
        return (top_of(self.here), self.here.path.count("/")) if self.here and not self.rooted else None

    def to(self, target: Url | str, fragment: str = "") -> str:
        """The reference to a page, a file or an address elsewhere."""
        anchor = f"#{quote(fragment, safe='/?:@!$&()*+,;=-._~')}" if fragment else ""
        if isinstance(target, str):
            return target + anchor
        if self.here is None:
            return absolute(self.base_url, target) + anchor
        if self.rooted:
            return urlsplit(self.base_url).path.rstrip("/") + target.href + anchor
        return anchor if anchor and target == self.here else self.here.to(target) + anchor


ShowRow = Callable[[Sequence[Figure]], str]


def fill(html: Html, targets: Mapping[str, Resolved], links: Links, figures: Mapping[Picture, Figure], show: ShowRow) -> str:
    """The HTML of a body or a caption."""
    pieces: list[str] = []
    for part in html.parts:
        if isinstance(part, str):
            pieces.append(part)
        elif isinstance(part, Target):
            pieces.append(_attribute(part, targets.get(part.address), links))
        else:
            shown = [figures[picture] for picture in part.pictures if picture in figures]
            pieces.append(show(shown) if shown else "")
    return "".join(pieces)


def _attribute(target: Target, resolved: Resolved | None, links: Links) -> str:
    """An address with its attribute; a link to a held story loses its href and so is plain text (HTML, the a element)."""
    if resolved is None:
        address = target.address
    elif resolved.url is None:
        return ""
    else:
        address = links.to(resolved.url, resolved.fragment)
    if not target.attribute:
        return str(escape(address))
    size = ""
    if resolved and resolved.width and not target.sized and target.attribute == "src":
        size = f' width="{resolved.width}" height="{resolved.height}"'
    return f' {target.attribute}="{escape(address)}"{size}'


def feed_html(item: FeedItem, base_url: str, bodies: Mapping[str, Html]) -> str:
    """A story for feed readers: photos as plain figures, addresses whole; empty for an item without body."""
    if item.body is None:
        return ""
    links = Links(base_url, None)
    lead = _plain_row([item.lead], links) if item.lead else ""
    text = _body(item.body, links, bodies)
    return lead + text + _plain_row(item.gallery, links)


def _body(body: BodyText, links: Links, bodies: Mapping[str, Html]) -> str:
    return fill(bodies[body.digest], body.targets, links, body.figures, lambda row: _plain_row(row, links))


def _plain_row(row: Sequence[Figure], links: Links) -> str:
    return "".join(_plain_figure(figure, links) for figure in row)


def _plain_figure(figure: Figure, links: Links) -> str:
    image = figure.image
    size = f' width="{image.width}" height="{image.height}"' if image.width else ""
    caption = fill(figure.caption.html, figure.caption.targets, links, {}, lambda row: "")
    credit = f"<small>{escape(figure.credit)}</small>" if figure.credit else ""
    words = f"<figcaption>{' '.join(text for text in (caption, credit) if text)}</figcaption>" if caption or credit else ""
    return f'<figure><img src="{escape(links.to(image.src))}" alt="{escape(image.alt)}"{size}>{words}</figure>'
