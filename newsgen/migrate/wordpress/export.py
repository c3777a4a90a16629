"""What an export of WordPress holds, in WordPress's own words.

In: elements.  Out: Export, Item.  Never: knows a key of newsgen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.keys import without_tags
from newsgen.migrate.wordpress.wxr import Element, read


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or term of another taxonomy; ``parent`` is the short name of the one above."""

    slug: str
    name: str
    parent: str = ""
    description: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Who may write: the name that signs in, and the name that readers see."""

    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """A post, page, attachment or anything else that WordPress keeps as a post.

    ``origin`` names it in the report; ``terms`` are pairs of taxonomy and term; ``meta`` are its fields.
    """

    origin: str
    title: str
    link: str
    creator: str
    content: str
    excerpt: str
    id: str
    moments: Mapping[str, str]
    name: str
    status: str
    parent: str
    type: str
    password: str
    sticky: bool
    file: str
    terms: tuple[tuple[str, Term], ...]
    meta: Mapping[str, str]
    comments: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """One site, perhaps out of several files."""

    title: str
    tagline: str
    url: str
    language: str
    people: Mapping[str, Person]
    categories: Mapping[str, Term]
    tags: Mapping[str, Term]
    items: tuple[Item, ...]


def export(files: Iterable[tuple[str, bytes]]) -> Export:
    """The site that some files hold; an item that is in two of them is there once."""
    channels: list[Element] = []
    items: dict[tuple[str, str, str], Item] = {}
    for path, data in files:
        for each in read(data):
            if each.is_item:
                item = _item(each.element, path, each.doubt, len(items))
                items.setdefault((item.type, item.id or item.origin, item.title + item.content), item)
            else:
                channels.append(each.element)
    return _export(channels, tuple(items.values()))


_CATEGORY = ("category_nicename", "cat_name", "category_parent", "category_description")
_TAG = ("tag_slug", "tag_name", "", "tag_description")
_FACTS = ("post_id", "post_name", "status", "post_parent", "post_type", "post_password")


def _export(channels: list[Element], items: tuple[Item, ...]) -> Export:
    def first(*names: str) -> str:
        return next((text for name in names for each in channels if (text := each.said(name).strip())), "")

    people = [_person(each) for channel in channels for each in channel.all("wp:author")]
    categories = [_term(each, *_CATEGORY) for channel in channels for each in channel.all("wp:category")]
    tags = [_term(each, *_TAG) for channel in channels for each in channel.all("wp:tag")]
    return Export(
        title=without_tags(first("title")),
        tagline=without_tags(first("description")),
        url=first("wp:base_blog_url", "link", "wp:base_site_url").rstrip("/"),
        language=first("language"),
        people={person.login: person for person in people},
        categories={term.slug: term for term in categories},
        tags={term.slug: term for term in tags},
        items=items,
    )


def _person(element: Element) -> Person:
    login = element.said("wp:author_login").strip()
    whole = f"{element.said('wp:author_first_name')} {element.said('wp:author_last_name')}".strip()
    return Person(login, without_tags(element.said("wp:author_display_name")) or whole or login)


def _term(element: Element, slug: str, name: str, parent: str, description: str) -> Term:
    return Term(
        unquote(element.said(f"wp:{slug}")).strip(),
        without_tags(element.said(f"wp:{name}")),
        unquote(element.said(f"wp:{parent}")).strip(),
        without_tags(element.said(f"wp:{description}")),
        element.said("wp:term_id").strip(),
    )


_MOMENTS = {
    "date": "wp:post_date",
    "gmt": "wp:post_date_gmt",
    "modified": "wp:post_modified",
    "modified_gmt": "wp:post_modified_gmt",
    "rss": "pubDate",
}


def _item(element: Element, path: str, doubt: str, number: int) -> Item:
    said = {name: element.said(f"wp:{name}").strip() for name in _FACTS}
    title = without_tags(element.said("title"))
    name = said["post_id"] or f"item {number + 1}"
    return Item(
        origin=f"{path}: {said['post_type'] or 'post'} {name}" + (f" “{title}”" if title else ""),
        title=title,
        link=element.said("link").strip(),
        creator=element.said("dc:creator").strip("> \n\t"),  # some exports have one sign too many
        content=element.said("content:encoded"),
        excerpt=element.said("excerpt:encoded"),
        id=said["post_id"],
        moments={key: element.said(tag).strip() for key, tag in _MOMENTS.items()},
        name=unquote(said["post_name"]),
        status=said["status"] or "publish",
        parent=said["post_parent"],
        type=said["post_type"] or "post",
        password=said["post_password"],
        sticky=element.said("wp:is_sticky").strip() == "1",
        file=element.said("wp:attachment_url").strip(),
        terms=tuple(_terms(element)),
        meta=_meta(element),
        comments=len(element.all("wp:comment")),
        notes=(needs_hand(doubt),) if doubt else (),
    )


def _meta(element: Element) -> dict[str, str]:
    """The fields of an item; the values of one that an editor gave several are joined, of a program's own the last counts."""
    found: dict[str, str] = {}
    for each in element.all("wp:postmeta"):
        key, value = each.said("wp:meta_key").strip(), each.said("wp:meta_value")
        found[key] = f"{found[key]}\n{value}" if key in found and not key.startswith("_") and value != found[key] else value
    return found


def _terms(element: Element) -> Iterable[tuple[str, Term]]:
    for each in element.all("category"):
        name = without_tags(each.text)
        if name:
            yield each.attributes.get("domain", "category"), Term(unquote(each.attributes.get("nicename", "")), name)


def path_of(url: str, base: str) -> str:
    """The path of one of the site's addresses, from its root; empty for one that a query tells apart, or that is elsewhere."""
    try:
        there, here = urlsplit(url), urlsplit(base)
    except ValueError:
        return ""
    if there.query or (there.netloc and _bare(there.netloc) != _bare(here.netloc)):
        return ""
    root = here.path.rstrip("/")
    return unquote(there.path.removeprefix(root) if there.path.startswith(f"{root}/") else there.path) or "/"


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
