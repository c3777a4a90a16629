"""What is published as of a moment, in order, grouped, with its company.

In: settings, entries, media, a moment.  Out: Site.  Never: looks at a clock; drops a story without its being held.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from newsgen.link.addresses import Directory, meanings, story_path
from newsgen.model.entry import Entry, Meaning, Pair
from newsgen.model.options import When
from newsgen.model.site import NEWS_AGE, Group, Media, Outlet, Person, Site, SiteConfig, Transition
from newsgen.model.url import Url

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def site(
    config: SiteConfig,
    when: When,
    entries: Iterable[Entry],
    media: Mapping[str, Media],
    static: Mapping[str, Media] = MappingProxyType({}),
) -> Site:
    """Everything that readers may see at a moment, and how it belongs together."""
    stories = {entry.path: entry for entry in entries}
    now = (when.as_of - _EPOCH) // _MICROSECOND
    held = frozenset(path for path, entry in stories.items() if not _is_published(entry, now, when))
    articles = _newest_first(entry for entry in stories.values() if entry.kind == "article")
    standing = sorted((entry for entry in stories.values() if entry.kind == "page"), key=lambda entry: entry.path)
    people, sources = _People(config), _Outlets(config)
    shown = tuple(_canonical([entry for entry in articles if entry.path not in held], config, people, sources))
    pages = tuple(entry for entry in standing if entry.path not in held)
    editions = _editions([*shown, *pages], stories)
    members = _Members(shown)
    return Site(
        config=config,
        as_of=when.as_of,
        articles=shown,
        pages=pages,
        held=tuple(entry for entry in articles if entry.path in held),
        held_pages=tuple(entry for entry in standing if entry.path in held),
        media=media,
        tags=tuple(
            Group(key, name, Url(f"/tags/{key}/"), members.tags[key, name], config.topics.get(key))
            for key, name in sorted(members.tags)
        ),
        # Every section in its order, empty ones too, since the menu names them.
        sections=tuple(
            Group(each.slug, each.title, Url(f"/sections/{each.slug}/"), members.sections.get(each.slug, ()), each)
            for each in config.sections
        ),
        authors=_groups("authors", members.authors, people.known),
        outlets=_groups("outlets", members.outlets, sources.known),
        people=people.known,
        sources=sources.known,
        editions=editions,
        targets=_targets(stories, media, static, held),
        next_transition=_next_transition(articles, now, when.drafts, config.timezone),
    )


def _newest_first(articles: Iterable[Entry]) -> list[Entry]:
    return sorted(sorted(articles, key=lambda entry: entry.path), key=lambda entry: entry.date, reverse=True)


def _is_published(entry: Entry, now: int, when: When) -> bool:
    released = when.embargoed or entry.released <= now
    return (when.drafts or not entry.draft) and released and (not entry.expires or now < entry.expires)


def _next_transition(articles: Iterable[Entry], now: int, drafts: bool, timezone: str) -> Transition | None:
    """The first future moment at which a build would give another site."""
    found = min((each for entry in articles if drafts or not entry.draft for each in _transitions(entry, now)), default=None)
    return _transition(found, ZoneInfo(timezone)) if found else None


def transitions(shown: Site, drafts: bool = False) -> list[Transition]:
    """Every future moment at which a build would give another site, and why; a draft waits for its editor, not for a moment."""
    now, zone = (shown.as_of - _EPOCH) // _MICROSECOND, ZoneInfo(shown.config.timezone)
    waiting = [entry for entry in (*shown.articles, *shown.held) if drafts or not entry.draft]
    return [_transition(found, zone) for found in sorted(each for entry in waiting for each in _transitions(entry, now))]


def _transition(found: tuple[int, str, str], zone: ZoneInfo) -> Transition:
    moment, path, change = found
    return Transition((_EPOCH + moment * _MICROSECOND).astimezone(zone), path, change)


def _transitions(entry: Entry, now: int) -> Iterable[tuple[int, str, str]]:
    aged = entry.date + NEWS_AGE // _MICROSECOND
    moments = [] if entry.released <= now else [(entry.released, "published")]
    if aged > max(now, entry.released) and not entry.outlet and not entry.original:
        moments.append((aged, "aged"))
    if entry.expires:
        moments = [each for each in moments if each[0] < entry.expires]
        moments += [(entry.expires, "expired")] if entry.expires > now else []
    return [(moment, entry.path, change) for moment, change in moments]


class _People:
    """People by slug; a name that people.yaml has not is a person all the same."""

    def __init__(self, config: SiteConfig) -> None:
        self.known: dict[str, Person] = dict(config.people)
        self._by_name = {person.name.casefold(): person.slug for person in config.people.values()}

    def canonical(self, author: Pair) -> Pair:
        slug, name = author
        key = self._by_name.get(name.casefold()) or slug
        return key, self.known.setdefault(key, Person(key, name)).name


class _Outlets:
    """Outlets by slug; a story may bring the name of one that sources.yaml has not."""

    def __init__(self, config: SiteConfig) -> None:
        self.known: dict[str, Outlet] = dict(config.outlets)
        self._by_name = {outlet.name.casefold(): outlet.slug for outlet in config.outlets.values()}

    def canonical(self, outlet: Pair) -> Pair:
        slug, name = outlet
        key = (self._by_name.get(name.casefold()) if name else None) or slug
        return key, self.known.setdefault(key, Outlet(key, name or key)).name


def _canonical(articles: Sequence[Entry], config: SiteConfig, people: _People, outlets: _Outlets) -> Iterable[Entry]:
    """The articles with each tag in the form that most of them use, and each person and outlet by its slug and name."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    own = [_topics(entry.tags, config) if config.topics else entry.tags for entry in articles]
    for tags in own:
        for key, name in tags:
            forms[key][name] += 1
    names = {key: min(counts, key=lambda form: (-counts[form], form)) for key, counts in forms.items()}
    for entry, tags in zip(articles, own, strict=True):
        outlet = outlets.canonical(entry.outlet) if entry.outlet else None
        authors = tuple(dict.fromkeys([people.canonical(author) for author in entry.authors]))
        named = tuple([(key, names[key]) for key, _ in tags])
        same = outlet == entry.outlet and authors == entry.authors and named == entry.tags
        yield entry if same else entry._replace(tags=named, authors=authors, outlet=outlet)


def _topics(tags: Iterable[Pair], config: SiteConfig) -> tuple[Pair, ...]:
    """Tags under the names of the vocabulary, each once."""
    found: dict[str, str] = {}
    for key, name in tags:
        topic = config.topics.get(key)
        found.setdefault(topic.slug if topic else key, topic.name or name if topic else name)
    return tuple(found.items())


class _Members:
    """The places of the articles of each group, newest first."""

    def __init__(self, articles: Sequence[Entry]) -> None:
        self.tags: defaultdict[Pair, list[int]] = defaultdict(list)
        self.sections: defaultdict[str, list[int]] = defaultdict(list)
        self.authors: defaultdict[str, list[int]] = defaultdict(list)
        self.outlets: defaultdict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(articles):
            for tag in entry.tags:
                self.tags[tag].append(place)
            for author, _ in entry.authors:
                self.authors[author].append(place)
            self.sections[entry.section].append(place)
            if entry.outlet:
                self.outlets[entry.outlet[0]].append(place)


def _groups(folder: str, members: Mapping[str, Sequence[int]], known: Mapping[str, Person | Outlet]) -> tuple[Group, ...]:
    return tuple(Group(key, known[key].name, Url(f"/{folder}/{key}/"), members[key], known[key]) for key in sorted(members))


def _editions(shown: Sequence[Entry], stories: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """The editions of each story that has more than one, the original first and then by path."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    visible = {entry.path for entry in shown}
    for entry in shown:
        if entry.translation_of:
            original = _original(entry.path, stories)
            families[original] |= {entry.path, original} & visible
    editions: dict[str, tuple[str, ...]] = {}
    for original, members in families.items():
        ordered = tuple(sorted(members, key=lambda path: (path != original, path)))
        if len(ordered) > 1:
            editions.update(dict.fromkeys(ordered, ordered))
    return editions


def _original(path: str, stories: Mapping[str, Entry]) -> str:
    """Follow ``translation_of`` to its beginning; a circle ends where it closes, at its first path by name."""
    seen: list[str] = []
    while path not in seen:
        seen.append(path)
        reference = stories[path].translation_of
        following = story_path(reference, path, stories) if reference else None
        if following is None:
            return path
        path = following
    return min(seen[seen.index(path) :])


def _targets(
    stories: Mapping[str, Entry], media: Mapping[str, Media], static: Mapping[str, Media], held: frozenset[str]
) -> dict[str, tuple[Meaning, ...]]:
    directory = Directory(
        stories,
        {entry.url: entry for entry in stories.values()},
        media,
        {each.url.path: each for each in media.values()},
        held,
        {each.url.path: each for each in static.values()},
    )
    return {path: meanings(entry, directory) for path, entry in stories.items() if entry.references}
