"""Which stories belong together.

In: articles newest first, their tags and sections.  Out: a few stories for each.
Never: looks at more than a window around the story in each of its tags, so that one new story changes the choice of few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from newsgen.model.article import Article

WINDOW = 8  # stories on either side within a tag
WANTED = 4


def related(
    articles: Sequence[Article], picks: Mapping[str, Sequence[str]], apart: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """The editor's picks, then the stories that share most tags, the nearest in time first, by path.

    ``apart`` names what may not stand beside a story: its editions in other languages.
    """
    by_path = {article.path: article for article in articles}
    tags = _positions(articles, lambda article: [tag.slug for tag in article.tags])
    sections = _positions(articles, lambda article: [article.section] if article.section else [])
    chosen: dict[str, tuple[str, ...]] = {}
    for article in articles:
        names = [*(("tag", tag.slug) for tag in article.tags), ("section", article.section)]
        windows = [_window(article.path, *(tags if kind == "tag" else sections), name) for kind, name in names]
        near = {path for window in windows for path in window} - {article.path, *apart.get(article.path, ())}
        ranked = sorted(near, key=lambda path: _rank(article, by_path[path]))
        own = [path for path in picks.get(article.path, ()) if path in by_path and path != article.path]
        chosen[article.path] = tuple(dict.fromkeys([*own, *ranked]))[: max(WANTED, len(own))]
    return chosen


_Lists = dict[str, list[str]]
_Places = dict[tuple[str, str], int]


def _positions(articles: Sequence[Article], names_of: Callable[[Article], list[str]]) -> tuple[_Lists, _Places]:
    lists: _Lists = {}
    places: _Places = {}
    for article in articles:
        for name in names_of(article):
            members = lists.setdefault(name, [])
            places[name, article.path] = len(members)
            members.append(article.path)
    return lists, places


def _window(path: str, lists: _Lists, places: _Places, name: str) -> list[str]:
    at = places.get((name, path))
    return lists[name][max(0, at - WINDOW) : at + WINDOW + 1] if at is not None else []


def _rank(article: Article, other: Article) -> tuple[bool, int, bool, int, str]:
    """Same language, then shared tags, then the section, then nearness in time; the path settles ties."""
    shared = len({tag.slug for tag in article.tags} & {tag.slug for tag in other.tags})
    distance = abs(int((article.date - other.date).total_seconds()))
    return (article.language != other.language, -shared, article.section != other.section, distance, other.path)
