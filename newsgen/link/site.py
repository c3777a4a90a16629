"""What is published as of a moment, in order, grouped, with its neighbours.

In: settings, stories, media, a moment.  Out: Site.  Never: looks at a clock; drops a story without its being held.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from newsgen.link.addresses import Directory, story_path, targets
from newsgen.link.related import related
from newsgen.model.article import Article, Source, StandingPage, Story, Tag
from newsgen.model.site import NEWS_AGE, Group, Media, Outlet, Person, Site, SiteConfig, Transition
from newsgen.model.url import Url, slug


@dataclass(frozen=True, slots=True)
class When:
    """The moment the site is made for; ``drafts`` shows what its editors have not released."""

    as_of: datetime
    drafts: bool = False


def site(
    config: SiteConfig, when: When, articles: Sequence[Article], pages: Sequence[StandingPage], media: Mapping[str, Media]
) -> Site:
    """Everything that readers may see at a moment, and how it belongs together."""
    everything: list[Story] = [*articles, *pages]
    stories = {story.path: story for story in everything}
    held = frozenset(path for path, story in stories.items() if not _is_published(story, when))
    directory = Directory(
        stories,
        {story.url: story for story in stories.values()},
        media,
        {each.url: each for each in media.values()},
        held,
    )
    people, sources = _People(config), _Outlets(config)
    visible = [article for article in _newest_first(articles) if article.path not in held]
    canonical = _with_names([_canonical(article, config, people, sources) for article in visible])
    shown_pages = tuple(sorted((page for page in pages if page.path not in held), key=lambda page: page.path))
    editions = _editions([*canonical, *shown_pages], stories)
    picks = {article.path: _picks(article, stories) for article in canonical}
    newer, older = _neighbours(canonical)
    return Site(
        config=config,
        as_of=when.as_of,
        articles=tuple(canonical),
        pages=shown_pages,
        held=tuple(article for article in _newest_first(articles) if article.path in held),
        held_pages=tuple(page for page in pages if page.path in held),
        media=media,
        tags=_tag_groups(canonical, config),
        sections=_section_groups(canonical, config),
        authors=_groups(canonical, "authors", lambda article: article.authors, people.known),
        outlets=_groups(canonical, "outlets", lambda article: [article.source.outlet] if article.source else [], sources.known),
        people=people.known,
        sources=sources.known,
        newer=newer,
        older=older,
        related=related(canonical, picks, editions),
        editions=editions,
        targets={path: targets(story, directory) for path, story in stories.items()},
        next_transition=min(_transitions(articles, when), default=None),
    )


def _newest_first(articles: Iterable[Article]) -> list[Article]:
    return sorted(sorted(articles, key=lambda article: article.path), key=lambda article: article.date, reverse=True)


def _is_published(story: Story, when: When) -> bool:
    if story.draft and not when.drafts:
        return False
    if isinstance(story, StandingPage):
        return True
    return story.released <= when.as_of and (story.expires is None or when.as_of < story.expires)


def _transitions(articles: Iterable[Article], when: When) -> Iterable[Transition]:
    """The future moments at which a build would give another site."""
    for article in articles:
        if article.draft and not when.drafts:
            continue
        moments = [(article.released, "published"), (article.date + NEWS_AGE, "aged")]
        if article.expires:
            moments = [each for each in moments if each[0] < article.expires] + [(article.expires, "expired")]
        for moment, change in moments:
            if moment > when.as_of and not (change == "aged" and article.source):
                yield Transition(moment, article.path, change)


class _People:
    """People by slug; a name that people.yaml has not is a person all the same."""

    def __init__(self, config: SiteConfig) -> None:
        self.known: dict[str, Person] = dict(config.people)
        self._by_name = {person.name.casefold(): person.slug for person in config.people.values()}

    def slug(self, name: str) -> str:
        key = self._by_name.get(name.casefold()) or slug(name)
        self.known.setdefault(key, Person(key, name))
        return key


class _Outlets:
    """Outlets by slug; a story may bring the name of one that sources.yaml has not."""

    def __init__(self, config: SiteConfig) -> None:
        self.known: dict[str, Outlet] = dict(config.outlets)
        self._by_name = {outlet.name.casefold(): outlet.slug for outlet in config.outlets.values()}

    def canonical(self, source: Source) -> Source:
        key = source.outlet or self._by_name.get(source.name.casefold()) or slug(source.name)
        self.known.setdefault(key, Outlet(key, source.name or key))
        return replace(source, outlet=key, name=self.known[key].name)


def _canonical(article: Article, config: SiteConfig, people: _People, outlets: _Outlets) -> Article:
    tags: dict[str, Tag] = {}
    for tag in article.tags:
        topic = config.topics.get(tag.slug)
        key = topic.slug if topic else tag.slug
        tags.setdefault(key, Tag(key, topic.name or tag.name if topic else tag.name))
    return replace(
        article,
        tags=tuple(tags.values()),
        authors=tuple(dict.fromkeys(people.slug(name) for name in article.authors)),
        source=outlets.canonical(article.source) if article.source else None,
        language=article.language or config.language,
    )


def _with_names(articles: Sequence[Article]) -> list[Article]:
    """The articles with each tag in the form that most of them use."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for tag in article.tags:
            forms[tag.slug][tag.name] += 1
    names = {key: min(counts, key=lambda form: (-counts[form], form)) for key, counts in forms.items()}
    return [replace(article, tags=tuple(Tag(tag.slug, names[tag.slug]) for tag in article.tags)) for article in articles]


def _tag_groups(articles: Sequence[Article], config: SiteConfig) -> tuple[Group, ...]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for article in articles:
        for tag in article.tags:
            members[tag.slug].append(article.path)
            names[tag.slug] = tag.name
    return tuple(
        Group(key, names[key], Url(f"/tags/{key}/"), tuple(members[key]), config.topics.get(key)) for key in sorted(members)
    )


def _section_groups(articles: Sequence[Article], config: SiteConfig) -> tuple[Group, ...]:
    """Every section of site.yaml in its order, empty ones too, since the menu names them."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        members[article.section].append(article.path)
    return tuple(
        Group(each.slug, each.title, Url(f"/sections/{each.slug}/"), tuple(members[each.slug]), each) for each in config.sections
    )


def _groups(
    articles: Sequence[Article], folder: str, slugs_of: Callable[[Article], Iterable[str]], known: Mapping[str, Person | Outlet]
) -> tuple[Group, ...]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        for key in slugs_of(article):
            members[key].append(article.path)
    return tuple(
        Group(key, known[key].name, Url(f"/{folder}/{key}/"), tuple(members[key]), known[key]) for key in sorted(members)
    )


def _neighbours(articles: Sequence[Article]) -> tuple[dict[str, str], dict[str, str]]:
    pairs = list(pairwise(articles))
    return {older.path: newer.path for newer, older in pairs}, {newer.path: older.path for newer, older in pairs}


def _picks(article: Article, stories: Mapping[str, Story]) -> list[str]:
    found = (story_path(reference, article.path, stories) for reference in article.related)
    return [path for path in found if path]


def _editions(shown: Sequence[Story], stories: Mapping[str, Story]) -> dict[str, tuple[str, ...]]:
    """The editions of each story that has more than one, the original first and then by path."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for story in sorted(shown, key=lambda each: each.path):
        families[_original(story.path, stories)].append(story.path)
    editions: dict[str, tuple[str, ...]] = {}
    for original, members in families.items():
        ordered = tuple(sorted(members, key=lambda path: (path != original, path)))
        if len(ordered) > 1:
            editions.update(dict.fromkeys(ordered, ordered))
    return editions


def _original(path: str, stories: Mapping[str, Story]) -> str:
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
