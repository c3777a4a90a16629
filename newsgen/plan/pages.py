"""Every page of the site.

In: a Catalogue.  Out: what to make and what to copy, from one table of planners.  Never: decides what a page looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from newsgen.model.alphabet import sort_key
from newsgen.model.entry import Entry
from newsgen.model.language import direction
from newsgen.model.page import (
    ArchiveView,
    Link,
    NewsEntry,
    NewsSitemapView,
    NotFoundView,
    RedirectsView,
    RedirectView,
    RobotsView,
    SitemapEntry,
    SitemapIndexView,
    TagIndexView,
    View,
    Year,
)
from newsgen.model.site import NEWS_AGE, Group, Site, ends
from newsgen.model.spec import (
    CorrectionsSpec,
    EditionSpec,
    FeedSpec,
    FrontSpec,
    IntroSpec,
    Output,
    Planned,
    SitemapSpec,
    Spec,
)
from newsgen.model.tree import Copy
from newsgen.model.url import Url, of_alias
from newsgen.plan import specs
from newsgen.plan.lists import description, listings, months
from newsgen.plan.specs import Catalogue

LATEST_ON_FRONT = 10
SITEMAP_SIZE = 50_000  # sitemaps.org: addresses in a file
NEWS_SITEMAP_SIZE = 1_000  # Google's rule for news sitemaps
COMMON_TAGS = 24


def pages(catalogue: Catalogue) -> tuple[Output, ...]:
    """All that the site consists of; two producers of one address are still both here, for ``check`` to find."""
    return tuple(planned for planner in PLANNERS for planned in planner(catalogue))


def _words(catalogue: Catalogue, url: Url, title: str) -> dict[str, object]:
    """What every page that is planned as a view says of itself."""
    language = catalogue.language
    return {"url": url, "title": title, "description": "", "language": language, "direction": direction(language)}


def front(catalogue: Catalogue) -> Iterator[Output]:
    """The front page: each story at most once among lead, top and blocks."""
    config = catalogue.site.config
    articles = catalogue.site.articles
    free = [place for place, entry in enumerate(articles) if entry.front != "none" and not _is_translation(catalogue, entry)]
    leads = _choose(articles, free, "lead", config.front.lead, lambda place: catalogue.cards[place] in catalogue.pictured)
    used = {*leads}
    top = _choose(articles, [place for place in free if place not in used], "top", config.front.top)
    used |= {*top}
    yield Planned(
        specs.FRONT,
        FrontSpec(
            specs.FRONT.path,
            config.title,
            config.tagline,
            leads=catalogue.cards_of(leads),
            top=catalogue.cards_of(top),
            blocks=tuple(_blocks(catalogue, {*free} - used)),
            latest=catalogue.cards_of(
                [place for place in free[: LATEST_ON_FRONT + len(used)] if place not in used][:LATEST_ON_FRONT]
            ),
        ),
        "the front page",
    )


def _is_translation(catalogue: Catalogue, entry: Entry) -> bool:
    """Whether another edition of the story stands for it on the front page."""
    editions = catalogue.site.editions.get(entry.path)
    return editions is not None and editions[0] != entry.path


RECENT = 30  # stories within which one with a picture is preferred as lead


def _choose(
    articles: Sequence[Entry], free: Sequence[int], part: str, count: int, prefer: Callable[[int], bool] | None = None
) -> list[int]:
    """The stories that their editors placed here, newest first, then others; preferably some that ``prefer`` likes."""
    placed = [place for place in free if articles[place].front == part]
    others = [place for place in free if articles[place].front != part][: max(RECENT, count)]
    if prefer:
        others.sort(key=prefer, reverse=True)  # stable, so both kinds stay newest first
    return [*placed, *others][:count]


def _blocks(catalogue: Catalogue, free: set[int]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    count = catalogue.site.config.front.per_section
    for group in catalogue.site.sections:
        chosen: list[int] = []
        for place in group.articles:
            if len(chosen) >= count:
                break
            if place in free:
                chosen.append(place)
        if chosen:
            yield group.slug, group.name, catalogue.cards_of(chosen)


def articles(catalogue: Catalogue) -> Iterator[Output]:
    """A page for each story."""
    for place, entry in enumerate(catalogue.site.articles):
        yield Planned(Url(entry.url), catalogue.story(place), f"content/{entry.path}")


def standing(catalogue: Catalogue) -> Iterator[Output]:
    """A page for each standing page; one at the address of a list of ours opens that list instead."""
    lists = {specs.TAGS.path, specs.ARCHIVE.path}
    if specs.has_corrections(catalogue.site):
        lists.add(specs.CORRECTIONS.path)
    for entry in catalogue.site.pages:
        if entry.url not in lists:
            yield Planned(Url(entry.url), catalogue.page(entry), f"content/{entry.path}")


def _introduced(catalogue: Catalogue, view: View, origin: str) -> Planned:
    """A list of ours, opened by the standing page that an editor put at its address."""
    intro = catalogue.intro(view.url)
    return Planned(view.url, IntroSpec(view, intro) if intro else view, origin)


def tag_index(catalogue: Catalogue) -> Iterator[Output]:
    """All tags with their counts."""
    links = [Link(group.name, group.url, group.slug, len(group.articles)) for group in catalogue.site.tags]
    by_name = sorted(links, key=lambda link: (sort_key(link.title, catalogue.language), link.slug))
    common = sorted(by_name, key=lambda link: -link.count)[:COMMON_TAGS]
    view = TagIndexView(
        **_words(catalogue, specs.TAGS, catalogue.label("Tags")),  # type: ignore[arg-type]  # the keys of every view
        tags=tuple(by_name),
        common=tuple(common) if len(by_name) > COMMON_TAGS else (),
    )
    yield _introduced(catalogue, view, "the tag index")


def archive(catalogue: Catalogue) -> Iterator[Output]:
    """The archive and its years; ``listings`` makes the lists of the months."""
    years = [_year(year, [*groups]) for year, groups in groupby(months(catalogue), key=lambda group: group.slug[:4])]
    top = Link(catalogue.label("Archive"), specs.ARCHIVE)
    view = ArchiveView(
        **_words(catalogue, specs.ARCHIVE, top.title),  # type: ignore[arg-type]  # the keys of every view
        years=tuple(years),
    )
    yield _introduced(catalogue, view, "the archive")
    for year in years:
        url = Url(f"{specs.ARCHIVE.path}{year.link.slug}/")
        view = ArchiveView(**_words(catalogue, url, year.link.title), years=(year,), trail=(top,))  # type: ignore[arg-type]  # as above
        yield Planned(url, view, f"the archive of {year.link.title}")


def _year(year: str, groups: Sequence[Group]) -> Year:
    links = tuple(
        (datetime(int(year), int(group.slug[-2:]), 1), Link(group.name, group.url, group.slug, len(group.articles)))
        for group in groups
    )
    return Year(Link(year, Url(f"{specs.ARCHIVE.path}{year}/"), year, sum(link.count for _, link in links)), links)


def corrections(catalogue: Catalogue) -> Iterator[Output]:
    """The log of all corrections, where there are any."""
    corrected = tuple((entry.title, entry.url, entry.article) for entry in catalogue.site.articles if entry.corrected)
    if not corrected:
        return
    page = catalogue.standing(specs.CORRECTIONS)
    title = page.title if page else catalogue.label("Corrections")
    spec = CorrectionsSpec(specs.CORRECTIONS.path, title, "", corrected, catalogue.intro(specs.CORRECTIONS))
    yield Planned(specs.CORRECTIONS, spec, "the corrections log")


def not_found(catalogue: Catalogue) -> Iterator[Output]:
    """The page for addresses that are not there."""
    url = Url("/404.html")
    view = NotFoundView(**_words(catalogue, url, catalogue.label("Page not found")))  # type: ignore[arg-type]  # the keys of every view
    yield Planned(url, view, "the 404 page")


def redirects(catalogue: Catalogue) -> Iterator[Output]:
    """A page at each old address, and the list that hosts read."""
    pairs: list[tuple[str, Url]] = []
    for entry in (*catalogue.site.articles, *catalogue.site.pages):
        for alias in entry.aliases:
            url = of_alias(alias)
            if url is None:
                continue
            target = Url(entry.url)
            pairs.append((url.path, target))
            if url.is_page:
                words = _words(catalogue, url, entry.title)
                yield Planned(url, RedirectView(**words, target=target), f"content/{entry.path}")  # type: ignore[arg-type]  # as above
    for url, target, spec in _of_settings(catalogue):
        pairs.append((url.path, target))
        if spec is not None:
            yield Planned(url, spec, "content/redirects.yaml")
    if pairs and "_redirects" not in catalogue.static:
        url = Url("/_redirects")
        yield Planned(url, RedirectsView(url, tuple(sorted(pairs))), "the list of redirects")


def _of_settings(catalogue: Catalogue) -> Iterator[tuple[Url, Url, Spec | None]]:
    """The old addresses of redirects.yaml, where they lead, and what stands at them: nothing where only hosts can lead on.

    A feed stands at its old address too, since programs that read feeds follow no page.
    """
    config = catalogue.site.config
    of_feeds = {each.url: each.spec for each in feeds(catalogue) if isinstance(each, Planned)} if config.redirects else {}
    leads = ends(config.redirects)
    for each in config.redirects:
        url = of_alias(each.old)
        target = leads.get(url) if url else None
        if url is None or target is None:
            continue
        if target in of_feeds:
            yield url, target, of_feeds[target]
        else:
            page = RedirectView(**_words(catalogue, url, config.title), target=target)  # type: ignore[arg-type]  # the keys of every view
            yield url, target, page if url.is_page else None


def feeds(catalogue: Catalogue) -> Iterator[Output]:
    """RSS, Atom and JSON for the site; RSS for each section and tag."""
    config = catalogue.site.config
    site = Group("", config.title, specs.FRONT, range(len(catalogue.site.articles)))
    for url, format_ in ((specs.RSS, "rss"), (specs.ATOM, "atom"), (specs.JSON_FEED, "json")):
        yield _feed(catalogue, site, url, format_, config.title, config.tagline)
    for group in [*catalogue.site.sections, *catalogue.site.tags]:
        title = f"{config.title}: {group.name}"
        yield _feed(catalogue, group, Url(f"{group.url.path}feed.xml"), "rss", title, description(group.about))


def _feed(catalogue: Catalogue, group: Group, url: Url, format_: str, title: str, description: str) -> Planned:
    newest = group.articles[: catalogue.site.config.feed_items]
    wholes = tuple(catalogue.whole(place) for place in newest) if group.url == specs.FRONT else ()
    spec = FeedSpec(url.path, format_, title, description, group.url.path, catalogue.cards_of(newest), wholes)
    return Planned(url, spec, f"the feed of {group.name}")


Entries = list[tuple[str, str, tuple[EditionSpec, ...]]]


def sitemaps(catalogue: Catalogue) -> Iterator[Output]:
    """A sitemap for each month, one for the lists, and their index; stories that stand elsewhere first are not in it."""
    parts: list[SitemapEntry] = []
    for name, entries in _sitemap_parts(catalogue):
        for number, start in enumerate(range(0, len(entries), SITEMAP_SIZE)):
            url = Url(f"/sitemaps/{name}{f'-{number + 1}' if number else ''}.xml")
            chunk = tuple(entries[start : start + SITEMAP_SIZE])
            yield Planned(url, SitemapSpec(url.path, chunk), "a sitemap")
            newest = max((datetime.fromisoformat(modified) for _, modified, _ in chunk if modified), default=None)
            parts.append(SitemapEntry(url, newest))
    index = Url("/sitemap.xml")
    yield Planned(index, SitemapIndexView(index, tuple(parts)), "the sitemap index")


def _sitemap_parts(catalogue: Catalogue) -> Iterator[tuple[str, Entries]]:
    site = catalogue.site
    lists = [Group("", "", url, range(min(len(site.articles), 1))) for url in (specs.FRONT, specs.LATEST)]
    groups = [*lists, *site.sections, *site.tags, *site.authors, *site.outlets]
    standing_pages: Entries = [(page.url, page.updated or page.published, catalogue.editions(page)) for page in site.pages]
    yield "pages", [*(_group_entry(site, group) for group in groups), *standing_pages]
    for month, members in groupby(site.articles, key=lambda entry: entry.month):
        entries: Entries = [
            (entry.url, entry.updated or entry.published, catalogue.editions(entry)) for entry in members if not entry.original
        ]
        if entries:
            yield month, entries


def _group_entry(site: Site, group: Group) -> tuple[str, str, tuple[EditionSpec, ...]]:
    """A list changed when its newest story came."""
    return group.url.path, site.articles[group.articles[0]].published if group.articles else "", ()


def news_sitemap(catalogue: Catalogue) -> Iterator[Output]:
    """Our own stories of the last two days; an index where there are more than fit into one file."""
    since = (catalogue.site.as_of - NEWS_AGE - EPOCH) // timedelta(microseconds=1)
    fresh = [entry for entry in catalogue.site.articles if entry.date > since and not entry.outlet and not entry.original]
    entries = [NewsEntry(Url(each.url), each.title, datetime.fromisoformat(each.published), each.language) for each in fresh]
    url = Url("/news-sitemap.xml")
    if len(entries) <= NEWS_SITEMAP_SIZE:
        yield Planned(url, NewsSitemapView(url, tuple(entries)), "the news sitemap")
        return
    parts: list[SitemapEntry] = []
    for number, start in enumerate(range(0, len(entries), NEWS_SITEMAP_SIZE), 1):
        part = Url(f"/news-sitemap-{number}.xml")
        chunk = tuple(entries[start : start + NEWS_SITEMAP_SIZE])
        parts.append(SitemapEntry(part, max(entry.date for entry in chunk)))
        yield Planned(part, NewsSitemapView(part, chunk), "a news sitemap")
    yield Planned(url, SitemapIndexView(url, tuple(parts)), "the index of the news sitemaps")


EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def robots(catalogue: Catalogue) -> Iterator[Output]:
    """robots.txt, unless the site brings its own."""
    if "robots.txt" not in catalogue.static:
        url = Url("/robots.txt")
        yield Planned(url, RobotsView(url, (Url("/sitemap.xml"), Url("/news-sitemap.xml"))), "robots.txt")


def copies(catalogue: Catalogue) -> Iterator[Output]:
    """Static files, as they are and, where pages name them, under an address with a digest; media that published stories use."""
    for file in catalogue.static.values():
        for url in dict.fromkeys((file.url, specs.fingerprinted(file))):
            yield Copy(url, file.origin, file.digest, file.size, f"static/{file.path}")
    shown = (*catalogue.site.articles, *catalogue.site.pages)
    used = {meaning[5] for entry in shown for meaning in catalogue.targets(entry) if meaning[5]}
    logo = specs.logo_file(catalogue)
    if logo and logo.path in catalogue.site.media:
        used.add(logo.path)
    for path in sorted(used):
        file = catalogue.site.media[path]
        yield Copy(file.url, file.origin, file.digest, file.size, f"content/{file.path}")


PLANNERS: tuple[Callable[[Catalogue], Iterator[Output]], ...] = (
    front,
    articles,
    standing,
    listings,
    tag_index,
    archive,
    corrections,
    not_found,
    redirects,
    feeds,
    sitemaps,
    news_sitemap,
    robots,
    copies,
)
