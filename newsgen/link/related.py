"""Which stories belong together.

In: articles newest first, the groups of their tags and sections.  Out: a few stories for each, as places in the list.
Never: looks at more than a window around the story in each of its groups, so that one new story changes the choice of few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newsgen.model.entry import Entry

WINDOW = 6  # stories on either side within a group
WANTED = 4
_TAG, _SECTION = 2, 1  # what a story gains by standing near in a group of either kind


def related(
    articles: Sequence[Entry],
    tags: Iterable[Sequence[int]],
    sections: Iterable[Sequence[int]],
    picks: Mapping[int, Sequence[int]],
    apart: Mapping[int, Sequence[int]],
) -> tuple[tuple[int, ...], ...]:
    """The editor's picks, then the stories that stand near in most tags, the nearest in time first, of two as near the newer.

    ``tags`` and ``sections`` are groups as ascending places. ``apart`` names what may not stand beside a story: its editions in
    other languages. Stories in the story's own language come first.
    """
    standing: list[list[tuple[Sequence[int], int, int]]] = [[] for _ in articles]
    for weight, groups in ((_TAG, tags), (_SECTION, sections)):
        for members in groups:
            for at, place in enumerate(members):
                standing[place].append((members, at, weight))
    dates = [article.date for article in articles]
    languages = [article.language for article in articles]
    chosen: list[tuple[int, ...]] = []
    for place, windows in enumerate(standing):
        near = _scores(windows)
        for other in (place, *apart.get(place, ())):
            near.pop(other, None)
        here, language = dates[place], languages[place]
        ranked = sorted([(languages[other] != language, -near[other], abs(dates[other] - here), other) for other in near])
        own = [pick for pick in picks.get(place, ()) if pick != place]
        best = [each[3] for each in ranked[: WANTED + len(own)]]
        chosen.append(tuple(dict.fromkeys([*own, *best]))[: max(WANTED, len(own))])
    return tuple(chosen)


def _scores(windows: Sequence[tuple[Sequence[int], int, int]]) -> dict[int, int]:
    """How often each other story stands near, by the weight of the group."""
    near: dict[int, int] = {}
    for members, at, weight in windows:
        for other in members[max(0, at - WINDOW) : at + WINDOW + 1]:
            near[other] = near.get(other, 0) + weight
    return near
