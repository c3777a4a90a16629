"""What search engines are told of a page: JSON-LD in the vocabulary of schema.org.

In: a page's view and the frame.  Out: dictionaries, and their text for a script element.
Never: says what the page does not show, or leaves an empty field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from typing import Final

from newsgen.model.page import ArticleView, CorrectionNote, Edition, Figure, Frame, Image, Link, ListingView, RichText
from newsgen.model.site import Outlet, Person
from newsgen.model.url import Url
from newsgen.render.scalars import address, home, legal, timestamp

Node = dict[str, object]

CONTEXT: Final = "https://schema.org"
TYPES: Final[Mapping[str, str]] = {
    "report": "ReportageNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "background": "BackgroundNewsArticle",
    "review": "ReviewNewsArticle",
}

# "<" could end the script or open a comment (HTML, "Restrictions for contents of script elements"); the
# separators end a line in JavaScript before ES2019. In JSON all of them stand in strings only.
_SCRIPT_ESCAPES: Final = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")
_BREAKS: Final = frozenset({"br", "p", "div", "li"})


def article(view: ArticleView, site: Frame) -> Node:
    """A story as a NewsArticle or the subtype of its kind (developers.google.com, "Article structured data")."""
    card = view.card
    url = address(site, view.url)
    return _filled(
        {
            "@context": CONTEXT,
            "@type": TYPES.get(card.type, "NewsArticle"),
            "mainEntityOfPage": {"@type": "WebPage", "@id": view.canonical or url},
            "url": url,
            "headline": view.title,
            "description": view.description,
            "image": _images(view, site),
            "datePublished": timestamp(card.date),
            "dateModified": timestamp(card.updated or card.date),
            "author": _authors(view, site),
            "publisher": _publisher(site),
            "articleSection": card.section.title if card.section else "",
            "keywords": [tag.title for tag in card.tags],
            "inLanguage": view.language,
            "wordCount": max(view.words, 0),
            "isAccessibleForFree": True,
            "correction": [_correction(note) for note in view.corrections],
            **_origin(view),
            **_translations(view, site),
        }
    )


def breadcrumbs(trail: Sequence[tuple[str, Url]], site: Frame) -> Node:
    """The way to a page from the front page, as titles and addresses."""
    return {"@context": CONTEXT, **_breadcrumbs((title, address(site, url)) for title, url in trail)}


def website(site: Frame) -> Node:
    """The publication and who publishes it, for the front page."""
    front = home(site)
    publisher = {"@id": front + "#publisher"}
    page = {
        "@type": "WebSite",
        "@id": front + "#website",
        "url": front,
        "name": site.title,
        "description": site.tagline,
        "inLanguage": site.language,
        "publisher": publisher,
    }
    return {"@context": CONTEXT, "@graph": [_filled(page), {**publisher, **_publisher(site)}]}


def listing(view: ListingView, site: Frame) -> Node:
    """A page of a list, and the way to it."""
    own = (view.title, address(site, view.url))
    trail = [(link.title, address(site, link.url)) for link in view.trail]
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "CollectionPage",
            "url": own[1],
            "name": view.title,
            "description": view.description,
            "inLanguage": view.language,
            "isPartOf": {"@type": "WebSite", "name": site.title, "url": home(site)},
            "breadcrumb": _breadcrumbs(trail if trail[-1:] == [own] else [*trail, own]) if trail else {},
        }
    )


def to_script(data: Mapping[str, object] | Sequence[object]) -> str:
    """JSON that nothing inside can end: what HTML or JavaScript might read as its own is an escape such as ``\\u003c``."""
    text = legal(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for char, escaped in _SCRIPT_ESCAPES:
        text = text.replace(char, escaped)
    return text


def _images(view: ArticleView, site: Frame) -> list[Node]:
    """Every photo of the page once, the lead first."""
    figures = [*([view.lead] if view.lead else []), *view.body.figures.values(), *view.gallery]
    nodes = [_figure(figure, site) for figure in figures]
    if not nodes and view.card.image:
        nodes = [_image(view.card.image, site)]
    once: dict[object, Node] = {}
    for node in nodes:
        once.setdefault(node["url"], node)
    return list(once.values())


def _figure(figure: Figure, site: Frame) -> Node:
    license_ = figure.license
    return _image(figure.image, site) | _filled(
        {
            "caption": _plain(figure.caption),
            "creditText": figure.credit,
            "creator": _creator(figure.credit),
            "copyrightNotice": figure.credit,
            # The property holds an address; a licence that only has a name becomes a work of that name.
            "license": address(site, license_) if _is_address(license_) else _named("CreativeWork", license_),
            "acquireLicensePage": address(site, figure.source_url),
        }
    )


def _image(image: Image, site: Frame) -> Node:
    url = address(site, image.src)
    return _filled({"@type": "ImageObject", "url": url, "contentUrl": url, "width": image.width, "height": image.height})


def _creator(credit: str) -> Node:
    """The photographer: press credits put the agency behind a slash, ``Ana Reyes / AP``."""
    return _named("Person", credit.partition("/")[0].strip())


def _authors(view: ArticleView, site: Frame) -> list[Node]:
    people = [_person(link, person, site) for link, person in zip(view.card.authors, view.people, strict=True)]
    if people:
        return people
    return [_outlet(view.outlet) if view.outlet else _organization(site)]


def _person(link: Link, person: Person, site: Frame) -> Node:
    return _filled(
        {
            "@type": "Person",
            "name": link.title,
            "url": address(site, link.url),
            "jobTitle": person.role,
            "sameAs": _distinct([address(site, person.url), *person.same_as]),
        }
    )


def _outlet(outlet: Outlet) -> Node:
    return _filled({"@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.url})


def _organization(site: Frame) -> Node:
    publisher = site.publisher
    return {
        "@type": "NewsMediaOrganization",
        "name": publisher.name or site.title,
        "url": address(site, publisher.url or "/"),
    }


def _publisher(site: Frame) -> Node:
    publisher = site.publisher
    return _organization(site) | _filled(
        {
            "logo": _image(site.logo, site) if site.logo else {},
            "sameAs": list(publisher.same_as),
            "foundingDate": publisher.founded,
            "ethicsPolicy": address(site, publisher.ethics_policy),
            "correctionsPolicy": address(site, publisher.corrections_policy),
            "ownershipFundingInfo": address(site, publisher.ownership),
            "masthead": address(site, publisher.masthead),
        }
    )


def _origin(view: ArticleView) -> Node:
    """Where a gathered story comes from."""
    if view.outlet is None:
        return {}
    outlet = _outlet(view.outlet)
    published = timestamp(view.published_there) if view.published_there else ""
    original = _filled({"@type": "NewsArticle", "url": view.card.original, "datePublished": published, "publisher": outlet})
    return {"sourceOrganization": outlet, "isBasedOn": original if view.card.original else {}}


def _translations(view: ArticleView, site: Frame) -> Node:
    """The original names its translations, each translation names the original."""
    original = view.original_edition or view.url
    others = [edition for edition in view.editions if edition.url != view.url]
    if original == view.url:
        return {"workTranslation": [_edition(edition, site) for edition in others]}
    known = [_edition(edition, site) for edition in others if edition.url == original]
    return {"translationOfWork": known[0] if known else {"@type": "NewsArticle", "url": address(site, original)}}


def _edition(edition: Edition, site: Frame) -> Node:
    url = address(site, edition.url)
    return _filled({"@type": "NewsArticle", "url": url, "headline": edition.title, "inLanguage": edition.language})


def _correction(note: CorrectionNote) -> Node:
    return {"@type": "CorrectionComment", "text": note.text, "datePublished": timestamp(note.date)}


def _breadcrumbs(trail: Iterable[tuple[str, str]]) -> Node:
    steps = [
        {"@type": "ListItem", "position": position, "name": title, "item": url} for position, (title, url) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


class _Text(HTMLParser):
    """Collects the text of HTML; what breaks a line becomes a space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.pieces.append(" ")


def _plain(text: RichText) -> str:
    """The words of a caption; the parts that are no text are addresses inside of tags."""
    html = "".join(part for part in text.html.parts if isinstance(part, str))
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.pieces).split())


def _named(kind: str, name: str) -> Node:
    return {"@type": kind, "name": name} if name else {}


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://", "/"))


def _distinct(addresses: Iterable[str]) -> list[str]:
    return [found for found in dict.fromkeys(addresses) if found]


def _filled(data: Mapping[str, object]) -> Node:
    return {key: value for key, value in data.items() if value}
