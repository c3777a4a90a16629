"""The lists of stories, page by page.

In: a Catalogue.  Out: a spec for each page of each list.  Never: lets a story move pages of another month or year.

A short list is one page. A long one opens with its newest stories and leads to its volumes: the months of a section, the years of
a tag, an author or an outlet; the latest stories lead to the months of the archive. Within a volume pages are numbered from the
oldest. So no address of a list ever shifts, and a story that is taken back moves only pages of its own volumes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from newsgen.model.language import month_name
from newsgen.model.site import Group, Outlet, Person, Section, Topic
from newsgen.model.spec import ListingSpec, Output, Planned
from newsgen.model.url import Url
from newsgen.plan import specs
from newsgen.plan.specs import Catalogue

_YEAR, _MONTH = len("2024"), len("2024-04")
_PERIODS: Mapping[str, int] = {"section": _MONTH, "tag": _YEAR, "author": _YEAR, "outlet": _YEAR}
"""How much of a month's name begins a new volume."""
_FEEDS = frozenset({"section", "tag"})


def listings(catalogue: Catalogue) -> Iterator[Output]:
    """The lists of stories: latest, the archive's months, sections, tags, authors, outlets."""
    site = catalogue.site
    everything = Group("latest", catalogue.label("Latest"), specs.LATEST, range(len(site.articles)))
    archive = months(catalogue)
    yield from _opening(catalogue, "latest", everything, archive, specs.RSS.path)
    yield from _volumes(catalogue, "month", everything, archive, "")
    for kind, groups in (("section", site.sections), ("tag", site.tags), ("author", site.authors), ("outlet", site.outlets)):
        for group in groups:
            feed = f"{group.url.path}feed.xml" if kind in _FEEDS else ""
            volumes = _cut(catalogue, group, _PERIODS[kind]) if _is_long(catalogue, group) else []
            yield from _opening(catalogue, kind, group, volumes, feed)
            yield from _volumes(catalogue, kind, group, volumes, feed)


def months(catalogue: Catalogue) -> list[Group]:
    """The months of the archive, newest first."""
    everything = range(len(catalogue.site.articles))
    return [
        Group(period, period_name(catalogue, period), Url(f"{specs.ARCHIVE.path}{period.replace('-', '/')}/"), places)
        for period, places in _by_period(catalogue, everything, _MONTH)
    ]


def period_name(catalogue: Catalogue, period: str) -> str:
    """A year, or a month with its year, in the site's language."""
    year, _, month = period.partition("-")
    return month_name(datetime(int(year), int(month), 1), catalogue.language) if month else year


def _by_period(catalogue: Catalogue, places: Iterable[int], width: int) -> list[tuple[str, tuple[int, ...]]]:
    """Stories by year or month, newest first; those of several time zones need not follow each other."""
    found: dict[str, list[int]] = {}
    for place in places:
        found.setdefault(catalogue.site.articles[place].month[:width], []).append(place)
    return [(period, tuple(found[period])) for period in sorted(found, reverse=True)]


def _is_long(catalogue: Catalogue, group: Group) -> bool:
    return len(group.articles) >= 2 * catalogue.site.config.page_size


def _cut(catalogue: Catalogue, group: Group, width: int) -> list[Group]:
    """The volumes of a list, newest first."""
    return [
        replace(
            group,
            name=f"{group.name}: {period_name(catalogue, period)}",
            url=Url(f"{group.url.path}{period.replace('-', '/')}/"),
            articles=places,
        )
        for period, places in _by_period(catalogue, group.articles, width)
    ]


def _opening(catalogue: Catalogue, kind: str, group: Group, volumes: Sequence[Group], feed: str) -> Iterator[Output]:
    """The page at a list's own address: all of a short list, the newest stories of a long one."""
    if not _is_long(catalogue, group):
        yield _page(catalogue, _spec(catalogue, kind, group, feed), group.articles)
        return
    size = catalogue.site.config.page_size
    older = next(volume.url.path for volume in volumes if group.articles[size] in volume.articles)
    yield _page(catalogue, replace(_spec(catalogue, kind, group, feed), number=0, total=0, older=older), group.articles[:size])


def _volumes(catalogue: Catalogue, kind: str, group: Group, volumes: Sequence[Group], feed: str) -> Iterator[Output]:
    """The pages of all volumes of a list, each leading to the next older and newer."""
    for newer, volume, older in zip([None, *volumes], volumes, [*volumes[1:], None], strict=False):
        spec = replace(
            _spec(catalogue, kind, volume, feed),
            first=group.url.path,
            newer=_oldest_page(catalogue, newer) if newer else group.url.path,
            older=older.url.path if older else "",
            trail=_trail(catalogue, kind, group, volume),
        )
        yield from _volume(catalogue, spec, volume)


def _trail(catalogue: Catalogue, kind: str, group: Group, volume: Group) -> tuple[tuple[str, str], ...]:
    """The way up from a volume: to its list, or through the archive."""
    if kind != "month":
        return ((group.name, group.url.path),)
    year = volume.slug[:_YEAR]
    return ((catalogue.label("Archive"), specs.ARCHIVE.path), (year, f"{specs.ARCHIVE.path}{year}/"))


def _volume(catalogue: Catalogue, spec: ListingSpec, volume: Group) -> Iterator[Output]:
    """Pages numbered from the oldest: a full page never changes again, and the newest, at the volume's own address, grows.

    The newest page holds at least one full page's stories where there are that many. It alone says how many pages there are,
    since that changes.
    """
    size, count, total = catalogue.site.config.page_size, len(volume.articles), _pages_of(catalogue, volume)
    chain = [spec.older, *(f"{spec.url}page/{number}/" for number in range(1, total)), spec.url]
    yield _page(
        catalogue, replace(spec, number=total, total=total, older=chain[-2]), volume.articles[: count - (total - 1) * size]
    )
    for number in range(1, total):
        older, url, newer = chain[number - 1 : number + 2]
        cards = volume.articles[count - number * size : count - (number - 1) * size]
        yield _page(catalogue, replace(spec, url=url, number=number, total=0, newer=newer, older=older), cards)


def _pages_of(catalogue: Catalogue, volume: Group) -> int:
    return max(len(volume.articles) // catalogue.site.config.page_size - 1, 0) + 1


def _oldest_page(catalogue: Catalogue, volume: Group) -> str:
    return f"{volume.url.path}page/1/" if _pages_of(catalogue, volume) > 1 else volume.url.path


def _spec(catalogue: Catalogue, kind: str, group: Group, feed: str) -> ListingSpec:
    """What all pages of a list share."""
    return ListingSpec(
        url=group.url.path,
        title=group.name,
        description=description(group.about),
        kind=kind,
        slug=group.slug,
        cards=(),
        number=1,
        total=1,
        first=group.url.path,
        newer="",
        older="",
        person=catalogue.about(group, "author") if kind == "author" else None,
        outlet=catalogue.about(group, "outlet") if kind == "outlet" else None,
        feed=feed,
        trail=(),
    )


def _page(catalogue: Catalogue, spec: ListingSpec, places: Sequence[int]) -> Planned:
    return Planned(Url(spec.url), replace(spec, cards=catalogue.cards_of(places)), f"the list of the {spec.kind} {spec.title}")


def description(about: Topic | Section | Person | Outlet | None) -> str:
    """What an editor says of what a list is about."""
    if isinstance(about, Topic | Section):
        return about.description
    return about.bio if isinstance(about, Person) else ""
