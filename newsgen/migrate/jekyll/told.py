"""What Liquid may ask of a Jekyll site.

In: a source, its documents.  Out: liquid.Site.  Never: tells of posts, whose lists are newsgen's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from posixpath import basename, splitext

from newsgen.migrate.data import data
from newsgen.migrate.imported import Source
from newsgen.migrate.jekyll.documents import MARKDOWN, Found
from newsgen.migrate.jekyll.liquid import Site
from newsgen.migrate.jekyll.loops import of_stories
from newsgen.migrate.jekyll.settings import Config
from newsgen.migrate.matter import Head, decoded, matter, plain, said
from newsgen.read.markdown import convert


def told_of(found: list[Found], unserved: list[Found], source: Source, settings: Config) -> Site:
    """Addresses, includes, settings and data, the pages, and the documents of collections."""
    posts: dict[str, str] = {}
    for each in found:
        stem = splitext(each.path)[0]
        posts[stem.rpartition("/")[2]] = each.address
        posts[re.sub(r"(^|/)_posts/", r"\1", stem)] = each.address
    files = {path: f"/{path}" for path in source.paths} | {each.path: each.address for each in found}
    values: Head = {said(key): plain(value) for key, value in settings.values.items()}
    values |= {"url": settings.base_url, "baseurl": "", "github": {"url": settings.base_url}, "data": data(source, "_data")}
    values["static_files"] = [_file(path) for path in source.paths if not re.search(r"(?:^|/)_", path)]
    news = {each.kind for each in found if each.is_story}
    values |= _collections(each for each in [*found, *unserved] if each.kind not in news)
    return Site(posts, files, _includes(source, settings), values, of_stories(sorted(news)))


def _includes(source: Source, settings: Config) -> Callable[[str], str | None]:
    """What gives the text of an include by its name; thousands of stories may have the same."""
    folder = said(settings.values.get("includes_dir")) or "_includes"
    paths = frozenset(source.paths)

    @cache
    def include(name: str) -> str | None:
        path = next((each for each in (f"{folder}/{name}", name) if each in paths), None)
        return matter(decoded(source.read(path))[0]).body if path else None

    return include


def _collections(found: Iterable[Found]) -> Head:
    """The pages, and each collection by its name."""
    lists: dict[str, list[Head]] = {}
    for each in found:
        lists.setdefault(each.kind, []).append(_Document(each))
    return {**lists}


def variables(found: Found) -> Head:
    """What Liquid knows of a document (https://jekyllrb.com/docs/variables/#page-variables)."""
    of_site = {
        "title": found.title,
        "date": said(found.made.head.get("date")),
        "slug": found.document.slug,
        "path": found.path,
        "name": basename(found.path),
        "categories": list(found.document.categories),
        "collection": found.kind,
        "tags": [],
    }
    given = {said(key): plain(value) for key, value in found.head.items()}
    return {**of_site, **given, "date": of_site["date"] or given.get("date", ""), "url": found.address}


class _Document(dict[str, object]):
    """A document of a list, whose text is worked out when somebody asks for it."""

    def __init__(self, found: Found) -> None:
        super().__init__(variables(found))
        self.found = found

    def __missing__(self, name: str) -> object:
        if name in {"content", "excerpt", "output"}:
            return _content(self.found)
        raise KeyError(name)


def _content(found: Found) -> str:
    """The text as HTML, where no Liquid is in it."""
    text = found.matter.body
    return convert(text) if splitext(found.path)[1].lower() in MARKDOWN and "{%" not in text and "{{" not in text else text


def _file(path: str) -> Head:
    stem, ending = splitext(basename(path))
    return {"path": f"/{path}", "name": basename(path), "basename": stem, "extname": ending}
