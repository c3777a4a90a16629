"""Every page of the site.

In: a Catalogue.  Out: pages and copies, from one table of planners.  Never: decides what a page looks like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from newsgen.model.article import Article
from newsgen.model.language import direction, month_name
from newsgen.model.page import (
    ArchiveView,
    Block,
    BodyText,
    Copy,
    CorrectionNote,
    CorrectionsView,
    FeedView,
    FrontView,
    Link,
    ListingView,
    NewsEntry,
    NewsSitemapView,
    NotFoundView,
    Page,
    RedirectsView,
    RedirectView,
    RobotsView,
    SitemapEntry,
    SitemapIndexView,
    SitemapView,
    TagIndexView,
    Year,
)
from newsgen.model.site import NEWS_AGE, Group, Media, Outlet, Person, Section, Site, Topic
from newsgen.model.url import Url, of_alias
from newsgen.plan import views
from newsgen.plan.views import Catalogue

Planned = Page | Copy

LATEST_ON_FRONT = 10
SITEMAP_SIZE = 50_000  # sitemaps.org: addresses in a file
NEWS_SITEMAP_SIZE = 1_000  # Google's rule for news sitemaps
COMMON_TAGS = 24


def pages(site: Site, static: Mapping[str, Media], labels: Mapping[str, str]) -> tuple[Catalogue, tuple[Planned, ...]]:
    """All that the site consists of; two producers of one address are still both here, for ``check`` to find."""
    catalogue = Catalogue(site, static, labels)
    return catalogue, tuple(planned for planner in PLANNERS for planned in planner(catalogue))


def _words(catalogue: Catalogue, url: Url, title: str, description: str = "") -> dict[str, object]:
    """What every list page says of itself."""
    language = catalogue.language
    return {"url": url, "title": title, "description": description, "language": language, "direction": direction(language)}


def front(catalogue: Catalogue) -> Iterator[Planned]:
    """The front page: each story at most once among lead, top and blocks."""
    config = catalogue.site.config
    free = [article for article in catalogue.site.articles if article.front != "none" and not _is_translation(catalogue, article)]
    leads = _choose(free, "lead", config.front.lead, _has_picture(catalogue))
    used = {article.path for article in leads}
    top = _choose([article for article in free if article.path not in used], "top", config.front.top)
    used |= {article.path for article in top}
    latest = [article.path for article in free if article.path not in used][:LATEST_ON_FRONT]
    view = FrontView(
        **_words(catalogue, views.FRONT, config.title, config.tagline),  # type: ignore[arg-type]  # the keys of every view
        leads=catalogue.cards(article.path for article in leads),
        top=catalogue.cards(article.path for article in top),
        blocks=tuple(_blocks(catalogue, used)),
        latest=catalogue.cards(latest),
    )
    yield Page(views.FRONT, view, "the front page")


def _is_translation(catalogue: Catalogue, article: Article) -> bool:
    """Whether another edition of the story stands for it on the front page."""
    editions = catalogue.site.editions.get(article.path)
    return bool(editions) and editions[0] != article.path  # type: ignore[index]  # not None here


def _has_picture(catalogue: Catalogue) -> Callable[[Article], bool]:
    return lambda article: catalogue.card(article.path).image is not None


RECENT = 30  # stories within which one with a picture is preferred as lead


def _choose(free: Sequence[Article], place: str, count: int, prefer: Callable[[Article], bool] | None = None) -> list[Article]:
    """The stories that their editors placed here, newest first, then others; preferably some that ``prefer`` likes."""
    placed = [article for article in free if article.front == place]
    others = [article for article in free if article.front != place][: max(RECENT, count)]
    if prefer:
        others.sort(key=prefer, reverse=True)  # stable, so both kinds stay newest first
    return [*placed, *others][:count]


def _blocks(catalogue: Catalogue, used: set[str]) -> Iterator[Block]:
    count = catalogue.site.config.front.per_section
    for group in catalogue.site.sections:
        chosen: list[str] = []
        for path in group.articles:
            article = catalogue.article(path)
            if len(chosen) < count and path not in used and article.front != "none" and not _is_translation(catalogue, article):
                chosen.append(path)
            if len(chosen) >= count:
                break
        if chosen:
            yield Block(catalogue.sections[group.slug], catalogue.cards(chosen))


def articles(catalogue: Catalogue) -> Iterator[Planned]:
    """A page for each story."""
    for article in catalogue.site.articles:
        yield Page(article.url, views.article_view(catalogue, article), f"content/{article.path}")


def standing(catalogue: Catalogue) -> Iterator[Planned]:
    """A page for each standing page; one at the address of a list of ours opens that list instead."""
    lists = {views.TAGS, views.ARCHIVE} | ({views.CORRECTIONS} if views.has_corrections(catalogue.site) else set())
    for page in catalogue.site.pages:
        if page.url not in lists:
            yield Page(page.url, views.standing_view(catalogue, page), f"content/{page.path}")


def _intro(catalogue: Catalogue, url: Url) -> BodyText | None:
    page = catalogue.standing(url)
    return views.body(catalogue, page) if page else None


def listings(catalogue: Catalogue) -> Iterator[Planned]:
    """The lists of stories: latest, sections, tags, authors, outlets, each paginated."""
    site = catalogue.site
    everything = Group("latest", catalogue.label("Latest"), views.LATEST, tuple(article.path for article in site.articles))
    yield from _listing(catalogue, "latest", everything, views.RSS)
    for kind, groups in (("section", site.sections), ("tag", site.tags), ("author", site.authors), ("outlet", site.outlets)):
        for group in groups:
            yield from _listing(catalogue, kind, group, Url(f"{group.url.path}feed.xml") if kind in FEED_KINDS else None)


FEED_KINDS = frozenset({"section", "tag"})


def _listing(catalogue: Catalogue, kind: str, group: Group, feed: Url | None, trail: tuple[Link, ...] = ()) -> Iterator[Planned]:
    """Pages numbered from the oldest: a full page never changes again, and the newest, at the group's own address, grows.

    The newest page holds at least one full page's stories where there are that many.
    """
    size = catalogue.site.config.page_size
    count = len(group.articles)
    full = max(count // size - 1, 0)
    total = full + 1
    for number in range(1, total + 1):
        newest_of_page = max(count - number * size, 0) if number < total else 0
        url = group.url if number == total else Url(f"{group.url.path}page/{number}/")
        view = ListingView(
            **_words(catalogue, url, group.name, _description(group.about)),  # type: ignore[arg-type]  # the keys of every view
            kind=kind,
            slug=group.slug,
            cards=catalogue.cards(group.articles[newest_of_page : count - (number - 1) * size]),
            number=number,
            total=total,
            first=group.url,
            newer=_page_url(group, number + 1, total) if number < total else None,
            older=_page_url(group, number - 1, total) if number > 1 else None,
            person=group.about if isinstance(group.about, Person) else None,
            outlet=group.about if isinstance(group.about, Outlet) else None,
            feed=feed,
            trail=trail,
        )
        yield Page(url, view, f"the list of the {kind} {group.name}")


def _page_url(group: Group, number: int, total: int) -> Url:
    return group.url if number == total else Url(f"{group.url.path}page/{number}/")


def _description(about: Topic | Section | Person | Outlet | None) -> str:
    if isinstance(about, Topic | Section):
        return about.description
    return about.bio if isinstance(about, Person) else ""


def tag_index(catalogue: Catalogue) -> Iterator[Planned]:
    """All tags with their counts."""
    links = [Link(group.name, group.url, group.slug, len(group.articles)) for group in catalogue.site.tags]
    by_name = sorted(links, key=lambda link: (link.title.casefold(), link.slug))
    common = sorted(by_name, key=lambda link: -link.count)[:COMMON_TAGS]
    view = TagIndexView(
        **_words(catalogue, views.TAGS, catalogue.label("Tags")),  # type: ignore[arg-type]  # the keys of every view
        tags=tuple(by_name),
        common=tuple(common) if len(by_name) > COMMON_TAGS else (),
        intro=_intro(catalogue, views.TAGS),
    )
    yield Page(views.TAGS, view, "the tag index")


def archive(catalogue: Catalogue) -> Iterator[Planned]:
    """Years and months; a month's list is paginated as every list."""
    months: defaultdict[int, list[tuple[datetime, Group]]] = defaultdict(list)
    for month, group in _months(catalogue):
        months[month.year].append((month, group))
    years = [_year(year, groups) for year, groups in months.items()]
    top = Link(catalogue.label("Archive"), views.ARCHIVE)
    view = ArchiveView(
        **_words(catalogue, views.ARCHIVE, top.title),  # type: ignore[arg-type]  # the keys of every view
        years=tuple(years),
        intro=_intro(catalogue, views.ARCHIVE),
    )
    yield Page(views.ARCHIVE, view, "the archive")
    for year in years:
        url = Url(f"/archive/{year.link.slug}/")
        view = ArchiveView(**_words(catalogue, url, year.link.title), years=(year,), trail=(top,))  # type: ignore[arg-type]  # as above
        yield Page(url, view, f"the archive of {year.link.title}")
        for _, group in months[int(year.link.slug)]:
            yield from _listing(catalogue, "month", group, None, (top, Link(year.link.title, url)))


def _months(catalogue: Catalogue) -> Iterator[tuple[datetime, Group]]:
    for (year, month), members in groupby(catalogue.site.articles, key=lambda article: (article.date.year, article.date.month)):
        paths = tuple(article.path for article in members)
        first = datetime(year, month, 1)
        name = month_name(first, catalogue.language)
        yield first, Group(f"{year:04}-{month:02}", name, Url(f"/archive/{year:04}/{month:02}/"), paths)


def _year(year: int, months: Sequence[tuple[datetime, Group]]) -> Year:
    links = tuple((month, Link(group.name, group.url, group.slug, len(group.articles))) for month, group in months)
    return Year(Link(f"{year:04}", Url(f"/archive/{year:04}/"), f"{year:04}", sum(link.count for _, link in links)), links)


def corrections(catalogue: Catalogue) -> Iterator[Planned]:
    """The log of all corrections, where there are any."""
    if not views.has_corrections(catalogue.site):
        return
    notes = [
        CorrectionNote(each.date, each.text, Link(article.title, article.url))
        for article in catalogue.site.articles
        for each in article.corrections
    ]
    page = catalogue.standing(views.CORRECTIONS)
    view = CorrectionsView(
        **_words(
            catalogue, views.CORRECTIONS, page.title if page else catalogue.label("Corrections"), page.summary if page else ""
        ),  # type: ignore[arg-type]  # the keys of every view
        corrections=tuple(sorted(notes, key=lambda note: note.date, reverse=True)),
        intro=_intro(catalogue, views.CORRECTIONS),
    )
    yield Page(views.CORRECTIONS, view, "the corrections log")


def not_found(catalogue: Catalogue) -> Iterator[Planned]:
    """The page for addresses that are not there."""
    url = Url("/404.html")
    view = NotFoundView(**_words(catalogue, url, catalogue.label("Page not found")))  # type: ignore[arg-type]  # the keys of every view
    yield Page(url, view, "the 404 page")


def redirects(catalogue: Catalogue) -> Iterator[Planned]:
    """A page at each old address, and the list that hosts read."""
    pairs: list[tuple[str, Url]] = []
    for story in catalogue.stories.values():
        for alias in story.aliases:
            url = of_alias(alias)
            if url is None:
                continue
            pairs.append((url.path, story.url))
            if url.is_page:
                words = _words(catalogue, url, story.title)
                yield Page(url, RedirectView(**words, target=story.url), f"content/{story.path}")  # type: ignore[arg-type]  # as above
    if pairs and "_redirects" not in catalogue.static:
        yield Page(Url("/_redirects"), RedirectsView(Url("/_redirects"), tuple(sorted(pairs))), "the list of redirects")


def feeds(catalogue: Catalogue) -> Iterator[Planned]:
    """RSS, Atom and JSON for the site; RSS for each section and tag."""
    config = catalogue.site.config
    everything = tuple(article.path for article in catalogue.site.articles)
    site = Group("", config.title, views.FRONT, everything)
    for url, format_ in ((views.RSS, "rss"), (views.ATOM, "atom"), (views.JSON_FEED, "json")):
        yield _feed(catalogue, site, url, format_, config.title, config.tagline)
    for group in [*catalogue.site.sections, *catalogue.site.tags]:
        title = f"{config.title}: {group.name}"
        yield _feed(catalogue, group, Url(f"{group.url.path}feed.xml"), "rss", title, _description(group.about))


def _feed(catalogue: Catalogue, group: Group, url: Url, format_: str, title: str, description: str) -> Page:
    whole = group.url == views.FRONT
    items = tuple(views.feed_item(catalogue, path, whole) for path in group.articles[: catalogue.site.config.feed_items])
    updated = max((item.card.updated or item.card.date for item in items), default=EPOCH)
    view = FeedView(url, format_, title, description, catalogue.language, group.url, items, updated)
    return Page(url, view, f"the feed of {group.name}")


EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def sitemaps(catalogue: Catalogue) -> Iterator[Planned]:
    """A sitemap for each month, one for the lists, and their index; stories that stand elsewhere first are not in it."""
    parts: list[SitemapEntry] = []
    for name, entries in _sitemap_parts(catalogue):
        for number, start in enumerate(range(0, len(entries), SITEMAP_SIZE)):
            url = Url(f"/sitemaps/{name}{f'-{number + 1}' if number else ''}.xml")
            chunk = tuple(entries[start : start + SITEMAP_SIZE])
            yield Page(url, SitemapView(url, chunk), "a sitemap")
            parts.append(SitemapEntry(url, max((entry.modified for entry in chunk if entry.modified), default=None)))
    index = Url("/sitemap.xml")
    yield Page(index, SitemapIndexView(index, tuple(parts)), "the sitemap index")


def _sitemap_parts(catalogue: Catalogue) -> Iterator[tuple[str, list[SitemapEntry]]]:
    site = catalogue.site
    lists = [Group("", "", url, tuple(article.path for article in site.articles[:1])) for url in (views.FRONT, views.LATEST)]
    groups = [*lists, *site.sections, *site.tags, *site.authors, *site.outlets]
    standing_pages = [SitemapEntry(page.url, page.updated or page.date, views.editions(catalogue, page)) for page in site.pages]
    yield "pages", [*(_group_entry(catalogue, group) for group in groups), *standing_pages]
    for month, members in groupby(site.articles, key=lambda article: f"{article.date.year:04}-{article.date.month:02}"):
        own = [article for article in members if not views.original(article)]
        entries = [SitemapEntry(each.url, each.updated or each.date, views.editions(catalogue, each)) for each in own]
        if entries:
            yield month, entries


def _group_entry(catalogue: Catalogue, group: Group) -> SitemapEntry:
    """A list changed when its newest story came."""
    newest = catalogue.article(group.articles[0]).date if group.articles else None
    return SitemapEntry(group.url, newest)


def news_sitemap(catalogue: Catalogue) -> Iterator[Planned]:
    """Our own stories of the last two days; an index where there are more than fit into one file."""
    since = catalogue.site.as_of - NEWS_AGE
    fresh = [
        article for article in catalogue.site.articles if article.date > since and not article.source and not article.canonical
    ]
    entries = [NewsEntry(each.url, each.title, each.date, each.language) for each in fresh]
    url = Url("/news-sitemap.xml")
    if len(entries) <= NEWS_SITEMAP_SIZE:
        yield Page(url, NewsSitemapView(url, tuple(entries)), "the news sitemap")
        return
    parts: list[SitemapEntry] = []
    for number, start in enumerate(range(0, len(entries), NEWS_SITEMAP_SIZE), 1):
        part = Url(f"/news-sitemap-{number}.xml")
        chunk = tuple(entries[start : start + NEWS_SITEMAP_SIZE])
        parts.append(SitemapEntry(part, max(entry.date for entry in chunk)))
        yield Page(part, NewsSitemapView(part, chunk), "a news sitemap")
    yield Page(url, SitemapIndexView(url, tuple(parts)), "the index of the news sitemaps")


def robots(catalogue: Catalogue) -> Iterator[Planned]:
    """robots.txt, unless the site brings its own."""
    if "robots.txt" not in catalogue.static:
        url = Url("/robots.txt")
        yield Page(url, RobotsView(url, (Url("/sitemap.xml"), Url("/news-sitemap.xml"))), "robots.txt")


def copies(catalogue: Catalogue) -> Iterator[Planned]:
    """Static files, as they are and, where pages name them, under an address with a digest; media that published stories use."""
    for file in catalogue.static.values():
        for url in dict.fromkeys((file.url, views.fingerprinted(file))):
            yield Copy(url, file.origin, file.digest, file.size, f"static/{file.path}")
    used = {resolved.media for path in catalogue.stories for resolved in catalogue.site.targets[path].values() if resolved.media}
    logo = views.logo_file(catalogue)
    if logo and logo.path in catalogue.site.media:
        used.add(logo.path)
    for path in sorted(used):
        file = catalogue.site.media[path]
        yield Copy(file.url, file.origin, file.digest, file.size, f"content/{file.path}")


PLANNERS: tuple[Callable[[Catalogue], Iterator[Planned]], ...] = (
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
