"""Which stories belong together.

In: facts of the articles, newest first.  Out: a few stories for each, as places in the list.
Never: looks at more than a window around the story in each of its groups, so that one new story changes the choice of few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from newsgen.link.addresses import story_path
from newsgen.model.entry import Entry
from newsgen.model.site import Site

WINDOW = 6  # stories on either side within a group
WANTED = 4
_TAG, _SECTION = 2, 1  # what a story gains by standing near in a group of either kind


Facts = tuple[tuple[str, int, str, str, tuple[str, ...], tuple[int, ...], tuple[int, ...]], ...]
"""Of each article: path, date, language, section, tags, the editor's picks and its editions, both as places."""


def facts(site: Site) -> Facts:
    """All that the choice depends on; most edits leave it as it is."""
    stories = {entry.path for entry in site.entries}
    picks = {entry.path: _picks(entry, stories) for entry in site.articles if entry.related}
    named = {path for paths in (*picks.values(), *site.editions.values()) for path in paths}
    places = {entry.path: place for place, entry in enumerate(site.articles) if entry.path in named}

    def found(paths: Iterable[str]) -> tuple[int, ...]:
        return tuple([places[path] for path in paths if path in places])

    return tuple(
        [
            (
                entry.path,
                entry.date,
                entry.language,
                entry.section,
                tuple([slug for slug, _ in entry.tags]),
                found(picks.get(entry.path, ())),
                found(site.editions.get(entry.path, ())),
            )
            for entry in site.articles
        ]
    )


def _picks(entry: Entry, stories: Container[str]) -> list[str]:
    found = (story_path(reference, entry.path, stories) for reference in entry.related)
    return [path for path in found if path]


def related(articles: Facts) -> tuple[tuple[int, ...], ...]:
    """The editor's picks, then the stories that stand near in most tags, the nearest in time first, of two as near the newer.

    Articles are newest first. A story's own editions do not stand beside it; stories in its own language come first.
    """
    tags = [article[4] for article in articles]
    sections = [(article[3],) if article[3] else () for article in articles]
    standing: list[list[tuple[Sequence[int], int, int]]] = [[] for _ in articles]
    for weight, groups in ((_TAG, _groups(tags)), (_SECTION, _groups(sections))):
        for members in groups:
            for at, place in enumerate(members):
                standing[place].append((members, at, weight))
    dates = [article[1] for article in articles]
    languages = [article[2] for article in articles]
    chosen: list[tuple[int, ...]] = []
    for place, windows in enumerate(standing):
        picks, apart = articles[place][5:]
        near = _scores(windows)
        for other in (place, *apart):
            near.pop(other, None)
        here, language = dates[place], languages[place]
        ranked = sorted([(languages[other] != language, -near[other], abs(dates[other] - here), other) for other in near])
        own = [pick for pick in picks if pick != place]
        best = [each[3] for each in ranked[: WANTED + len(own)]]
        chosen.append(tuple(dict.fromkeys([*own, *best]))[: max(WANTED, len(own))])
    return tuple(chosen)


def _groups(names: Iterable[Sequence[str]]) -> Iterable[Sequence[int]]:
    """The places of the articles of each group, from the names of the groups of each article."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(names):
        for name in own:
            members[name].append(place)
    return members.values()


def _scores(windows: Sequence[tuple[Sequence[int], int, int]]) -> dict[int, int]:
    """How often each other story stands near, by the weight of the group."""
    near: dict[int, int] = {}
    for members, at, weight in windows:
        for other in members[max(0, at - WINDOW) : at + WINDOW + 1]:
            near[other] = near.get(other, 0) + weight
    return near
