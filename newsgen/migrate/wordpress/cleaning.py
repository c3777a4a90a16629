"""HTML of WordPress without what belonged to its look, put in the order in which newsgen shows it.

In: a parsed content, the uploads, addresses by the numbers of posts.  Out: the same, changed, and notes.
Never: takes a word away, but for scripts and styles, which are told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.wordpress.media import Library

_COMMENTS = re.compile(r"#(?:comments|respond|comment-\d+|more-\d+)$")  # places of a page that are not carried over
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*[\"']?([^\"')\s]+)")
_NOTHING = re.compile(r"[\s\xa0\u200b\ufeff]*")
_LOOK = frozenset("class style srcset sizes width height loading decoding align border fetchpriority".split())
_BY_SIZE = frozenset(("iframe", "video", "svg", "object", "embed"))
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
_SHOWN = "img picture iframe video audio source track hr br object embed param form input select button svg canvas math".split()
_TEXTS = ["p", "h2", "h3", "h4", "h5", "h6", "li", "div", "span"]
_SET_IN = frozenset(("li", "td", "th", "figcaption"))


def cleaned(soup: BeautifulSoup, library: Library, addresses: Mapping[str, str]) -> list[Note]:
    """Change a content; gives what is to be said of it."""
    notes = [*_without_scripts(soup)]
    for comment in soup.find_all(string=_is_comment):
        comment.extract()
    changes: tuple[tuple[Names, Change], ...] = (
        (True, lambda tag: _background(tag, soup)),
        (["h1"], _second_heading),
        (["img"], lambda image: _image(image, library)),
        (["a", "audio", "video", "source", "embed", "iframe"], lambda tag: _addresses(tag, library)),
        (["img", "iframe"], _without_source),
        (["br"], _line_of_code),
        (True, _without_look),
        (["a", "area"], lambda link: _by_number(link, addresses)),
        (["figure"], _figure),
        (["a"], lambda link: _unlink_own_picture(link, library)),
        (["p"], lambda paragraph: _set_apart(paragraph, soup)),
        (_TEXTS, _without_emptiness),
        (["a"], _parted),
    )
    for names, change in changes:
        for tag in soup.find_all(names):
            if not tag.decomposed:
                change(tag)
    return notes


Names = list[str] | bool
Change = Callable[[Tag], None]


def _is_comment(text: str | None) -> bool:
    return isinstance(text, Comment)


def _without_scripts(soup: BeautifulSoup) -> Iterator[Note]:
    """Scripts and styles belonged to the old look; no reader should be followed by what they load."""
    for tag in soup.find_all(["script", "style"]):
        said = str(tag.get("src") or " ".join(tag.get_text().split()))
        yield needs_hand(f"a {tag.name} was taken away: {said}")
        tag.decompose()


def _second_heading(tag: Tag) -> None:
    """The first is the headline's."""
    tag.name = "h2"


def _without_source(tag: Tag) -> None:
    """A picture or frame that shows nothing."""
    if not tag.get("src"):
        tag.unwrap()


def _line_of_code(tag: Tag) -> None:
    if tag.find_parent("pre"):
        tag.replace_with("\n")


def _parted(link: Tag) -> None:
    """Links that touch, as those of buttons, are words apart."""
    if isinstance(link.next_sibling, Tag) and link.next_sibling.name == "a":
        link.insert_after(" ")


def _image(image: Tag, library: Library) -> None:
    """A picture in full, with the alt text that the library has where it has none of its own."""
    lazy = next((str(image[name]) for name in _LAZY if image.get(name)), "")
    src = str(image.get("src", "")).strip()
    image["src"] = library.address(lazy if lazy and (not src or src.startswith("data:")) else src)
    found = library.find(str(image["src"]))
    if not str(image.get("alt", "")).strip():
        image["alt"] = found.alt if found else ""
    if found and image.get("title") in {found.title, image["alt"]}:
        del image["title"]


def _background(tag: Tag, soup: BeautifulSoup) -> None:
    """A picture behind a text stands above it."""
    found = _BACKGROUND.search(str(tag.get("style", "")))
    if found:
        apart = soup.new_tag("p")
        apart.append(soup.new_tag("img", src=found[1]))
        tag.insert(0, apart)


def _addresses(tag: Tag, library: Library) -> None:
    """Uploads by their address on the site, whatever host serves them; a frame with the name that readers need."""
    for name in ("href", "src", "poster"):
        if tag.name != "iframe" and tag.get(name):
            tag[name] = library.address(str(tag[name]))
    if tag.name == "iframe" and not tag.get("title"):
        tag["title"] = re.sub(r"^(?:https?:)?//(?:www\.)?([^/?#]*).*", r"\1", str(tag.get("src", "")))


def _without_look(tag: Tag) -> None:
    for name in [*tag.attrs]:
        is_look = name in _LOOK and tag.name not in _BY_SIZE and not (tag.name in {"code", "pre"} and name == "class")
        if is_look or name.startswith(("data-", "on")):
            del tag.attrs[name]


def _by_number(link: Tag, addresses: Mapping[str, str]) -> None:
    """A link that names a post by its number gets its address; one to a story's comments leads to the story."""
    if link.get("href"):
        link["href"] = _address(_COMMENTS.sub("", str(link["href"])), addresses)


def _address(href: str, addresses: Mapping[str, str]) -> str:
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    if not parts.query or parts.path not in {"", "/", "/index.php"}:
        return href
    query = parse_qs(parts.query)
    numbers = [query[key][0] for key in ("p", "page_id", "attachment_id") if key in query]
    found = next((addresses[number] for number in numbers if number in addresses), "")
    return (f"{found}#{parts.fragment}" if parts.fragment else found) or href


def _figure(figure: Tag) -> None:
    """A figure of one picture stays; of galleries, tables and players the parts stand free, with the caption below them."""
    if len(figure.find_all("img")) == 1 and not figure.find(["table", "figure", "blockquote", "iframe"]):
        return
    caption = figure.find("figcaption", recursive=False)
    if isinstance(caption, Tag):
        caption.name = "p"
    for part in figure.find_all(["ul", "li"]):
        if part.find(["figure", "img"]):
            part.unwrap()
    figure.unwrap()


def _unlink_own_picture(link: Tag, library: Library) -> None:
    """A link from a picture to itself in full, or to its own page, shows nothing more than the picture does."""
    images = link.find_all("img")
    if len(images) != 1 or link.get_text().strip():
        return
    found = library.find(str(images[0].get("src", "")))
    if found and (library.find(str(link.get("href", ""))) == found or "attachment" in str(link.get("rel", ""))):
        link.unwrap()


def _set_apart(paragraph: Tag, soup: BeautifulSoup) -> None:
    """A picture with which a paragraph begins stood at its side; now it stands above."""
    first = next((each for each in paragraph.children if not (isinstance(each, NavigableString) and not each.strip())), None)
    if not isinstance(first, Tag) or not paragraph.get_text().strip() or (paragraph.parent and paragraph.parent.name in _SET_IN):
        return
    if first.name == "img" or (first.name == "a" and first.find("img") and not first.get_text().strip()):
        apart = soup.new_tag("p")
        paragraph.insert_before(apart)
        apart.append(first.extract())


def _without_emptiness(tag: Tag) -> None:
    """What holds nothing that is shown only made room."""
    if not _NOTHING.fullmatch(tag.get_text()) or tag.find(_SHOWN):
        return
    if tag.name == "span":
        tag.unwrap()
    else:
        tag.decompose()
