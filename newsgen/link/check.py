"""What is wrong only in company: colliding addresses, dangling links, missing photos, unknown names.

In: Site, the planned outputs, a way to the stories.  Out: problems.  Never: mends anything.

Entries tell which stories may have something wrong with them; only those are loaded and looked at in full.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from difflib import get_close_matches

from newsgen.errors import Level, Location, Problem, nearest
from newsgen.link.addresses import story_path
from newsgen.link.slips import dangling, near_address, near_name, near_story
from newsgen.model.article import Article, Story, Target
from newsgen.model.entry import Entry, Meaning
from newsgen.model.page import RedirectView
from newsgen.model.site import Person, Site, ends
from newsgen.model.spec import Output, Planned
from newsgen.model.url import Url, is_elsewhere, of_address, of_alias, old_address, slug

Load = Callable[[str], Story]


@dataclass(frozen=True, slots=True)
class Company:
    """All stories, held ones too, and every address that will be served; ``load`` gives a story by its digest.

    ``unread`` are the paths of stories with errors of their own: a link to one of them is not broken.
    ``redirected`` has the number of each old address in redirects.yaml, the last where it stands there twice.
    """

    site: Site
    stories: Mapping[str, Entry]
    served: frozenset[str]
    by_url: Mapping[str, Entry]
    unread: Set[str]
    load: Load
    redirected: Mapping[Url | None, int]


def problems(site: Site, planned: Sequence[Output], load: Load, unread: Set[str] = frozenset()) -> tuple[Problem, ...]:
    """Everything that no single file shows. Held stories are checked too, so that an embargo does not lift onto an error."""
    among = company(site, planned, load, unread)
    found = {*_collisions(among, planned), *_settings(among), *_redirects(among), *of_stories(among, (*among.stories.values(),))}
    return tuple(sorted(found))


def company(site: Site, planned: Sequence[Output], load: Load, unread: Set[str] = frozenset()) -> Company:
    """What stories are checked against."""
    stories = {entry.path: entry for entry in site.entries}
    served = frozenset(_composed(each.url.path) for each in planned)
    redirected = {of_alias(each.old): number for number, each in enumerate(site.config.redirects)}
    return Company(site, stories, served, {entry.url: entry for entry in site.entries}, unread, load, redirected)


def of_stories(company: Company, entries: Sequence[Entry]) -> Iterator[Problem]:
    """What is wrong with these stories in their company."""
    for entry in _suspects(company, entries):
        story = company.load(entry.article)
        for check in CHECKS:
            yield from check(company, story)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


# Which stories to look at


def _suspects(company: Company, everything: Sequence[Entry]) -> Iterator[Entry]:
    """The stories of which a check could say something."""
    config = company.site.config
    sections = {section.slug for section in config.sections} | {""}
    named = {name for entry in everything for _, name in entry.authors} if config.people else set()
    doubtful = {name for name in named if _person(name, config.people)}
    for entry in everything:
        if (
            entry.section not in sections
            or (entry.outlet and not entry.named_outlet and entry.outlet[0] not in config.outlets)
            or (doubtful and any(name in doubtful for _, name in entry.authors))
            or entry.related
            or entry.translation_of
            or entry.aliases
            or (entry.references and not _all_lead_somewhere(company, entry))
        ):
            yield entry


def _all_lead_somewhere(company: Company, entry: Entry) -> bool:
    """Whether each address is that of a media file, or of a page that is there."""
    meanings = {meaning[0]: meaning for meaning in company.site.targets[entry.path]}
    return all(_leads(company, meanings.get(address), image) for address, _, _, _, image, _ in entry.references)


def _leads(company: Company, meaning: Meaning | None, image: bool) -> bool:
    if meaning is None:
        return False
    _, url, fragment, _, _, media = meaning
    if media or url is None:
        return bool(media)
    target = company.by_url.get(url)
    if target is None:
        return url in company.served
    return not image and fragment in {"", "top", *target.anchors}


def _at(story: Story, key: str, message: str, hint: str = "") -> Problem:
    return Problem(Location(f"content/{story.path}", *story.marks.get(key, (1, 1))), message, hint)


# Addresses that two producers claim


def _collisions(company: Company, planned: Sequence[Output]) -> Iterator[Problem]:
    """Two producers of one file, also where names differ only in case or one needs the other's file as its folder."""
    site = company.site
    waiting = [(Url(entry.url), f"content/{entry.path}", False) for entry in (*site.held, *site.held_pages)]
    owners: dict[str, tuple[Url, str, bool]] = {}
    for claim in [*((each.url, each.origin, _is_alias(each)) for each in planned), *waiting]:
        first = owners.setdefault(_composed(claim[0].file).casefold(), claim)
        if first is not claim:
            yield _collision(company, first, claim)
    parents = {key.rpartition("/")[0]: claim for key, claim in owners.items()}
    folders = {folder: claim for parent, claim in parents.items() for folder in (parent, *_folders(parent))}
    for key in owners.keys() & folders.keys():
        yield _collision(company, folders[key], owners[key])


_OURS_TO_NAME = ("content/", "static/")


def _is_alias(planned: Output) -> bool:
    return isinstance(planned, Planned) and (isinstance(planned.spec, RedirectView) or planned.origin == REDIRECTS)


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _collision(company: Company, one: tuple[Url, str, bool], other: tuple[Url, str, bool]) -> Problem:
    """Told at the source that can be changed: an alias rather than a page, a file rather than a list of ours."""
    first, second = sorted((one, other), key=lambda claim: (claim[2], claim[1].startswith(_OURS_TO_NAME), claim[1]))
    url, origin, alias = second
    rival = f"{'an alias of ' if first[2] else ''}{first[1]}"
    if alias and origin == REDIRECTS:
        return _redirect_collision(company, url, "stands here twice" if first[1] == origin else f"is the address of {rival}")
    if alias:
        story = company.load(company.stories[origin.removeprefix("content/")].article)
        number = max((n for n, text in enumerate(story.aliases) if of_alias(text) == url), default=0)
        if first[2] and first[1] == origin:
            return _at(story, f"aliases.{number}", f"the alias {url.path} stands here twice", "keep one of them")
        return _at(
            story, f"aliases.{number}", f"the alias {url.path} is the address of {rival}", "remove the alias, or rename the other"
        )
    message = f"its address {url.path} is also the address of {rival}"
    if first[0].path != url.path:
        message = f"its address {url.path} collides with {first[0].path} of {rival}"
    return Problem(Location(origin), message, "rename one of the two" if first[1].startswith(_OURS_TO_NAME) else "rename it")


REDIRECTS = "content/redirects.yaml"


def _redirect_collision(company: Company, url: Url, trouble: str) -> Problem:
    where = _of_redirect(company, company.redirected.get(url, 0), "old")
    return Problem(where, f"the old address {url.path} {trouble}", "remove it here")


def _of_redirect(company: Company, number: int, key: str) -> Location:
    return Location(REDIRECTS, *company.site.config.marks.get(f"redirects.{number}.{key}", (0, 0)))


# Settings


def _redirects(company: Company) -> Iterator[Problem]:
    """Old addresses are of this site, and lead to something; a list may go when its last story does, so that is a warning."""
    leads = ends(company.site.config.redirects)
    for number, each in enumerate(company.site.config.redirects):
        old = of_alias(each.old)
        if old is None:
            hint = "write a path from the site's root, such as  /category/harbour/"
            yield Problem(_of_redirect(company, number, "old"), f"{each.old} is no address of this site", hint)
        elif leads.get(old) == old:
            where = _of_redirect(company, number, "new")
            yield Problem(where, f"{each.new} leads back, and nowhere else", "name the page that is there, or remove this line")
        if not _is_served(company, each.new) and not company.unread:
            where = _of_redirect(company, number, "new")
            yield Problem(where, f"there is no page or feed {each.new}", near_address(each.new, company.served), "warning")


def _settings(company: Company) -> Iterator[Problem]:
    site = company.site
    publisher = site.config.publisher
    own = [(f"navigation.{number}.url", link.url) for number, link in enumerate(site.config.navigation)]
    own += [
        (f"publisher.{key}", str(getattr(publisher, key)))
        for key in ("ethics_policy", "corrections_policy", "ownership", "masthead")
    ]
    for key, address in own:
        path = re.split("[?#]", address)[0]
        if path.startswith("/") and not path.startswith("//") and not _is_served(company, path) and not company.unread:
            where = Location("content/site.yaml", *site.config.marks.get(key, (0, 0)))
            yield Problem(where, f"there is no page {path}", near_address(path, company.served))


def _is_served(company: Company, path: str) -> bool:
    url = of_address(path)
    return url is not None and unicodedata.normalize("NFC", url.path) in company.served


def missing_logo(site: Site, is_there: bool) -> tuple[Problem, ...]:
    """The publisher's logo, which may lie under ``media/`` or ``static/``."""
    logo = site.config.publisher.logo
    if not logo or is_there or is_elsewhere(logo):
        return ()
    where = Location("content/site.yaml", *site.config.marks.get("publisher.logo", (0, 0)))
    return (Problem(where, f"there is no file {logo} under content/media/ or static/", near_name(logo, site.media)),)


# One story among others


def _section(company: Company, story: Story) -> Iterator[Problem]:
    if isinstance(story, Article) and story.section:
        known = [section.slug for section in company.site.config.sections]
        if story.section not in known:
            hint = nearest(story.section, known) or f"add  - {{slug: {slug(story.section)}}}  to sections in site.yaml"
            yield _at(story, "section", f"there is no section {story.section[:60]} in site.yaml", hint)


def _outlet(company: Company, story: Story) -> Iterator[Problem]:
    source = story.source if isinstance(story, Article) else None
    outlets = company.site.config.outlets
    if source and source.outlet and source.outlet not in outlets:
        hint = nearest(source.outlet, outlets) or "write  source: {name: …, url: …}  or add the outlet to sources.yaml"
        yield _at(story, "source", f"there is no outlet {source.outlet} in sources.yaml", hint)


_LIKE_A_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _people(company: Company, story: Story) -> Iterator[Problem]:
    people = company.site.config.people
    for name in story.authors if isinstance(story, Article) and people else ():
        found = _person(name, people)
        if found:
            message, hint, level = found
            yield replace(_at(story, _author_key(story), message, hint), level=level)


def _person(name: str, people: Mapping[str, Person]) -> tuple[str, str, Level] | None:
    """Names may be anything, but what is written as a slug must be one of people.yaml.

    A name that is nearly one of its names is perhaps a slip, perhaps another person, so that is a warning.
    """
    names = {person.name.casefold(): person.name for person in people.values()}
    if name in people or name.casefold() in names:
        return None
    if _LIKE_A_SLUG.fullmatch(name):
        close = get_close_matches(name, people, n=1, cutoff=0.75)
        hint = f"did you mean  {close[0]}" if close else "write the name as readers know it, or add the slug to people.yaml"
        return (f"there is no person {name} in people.yaml", hint, "error") if "-" in name or close else None
    close = get_close_matches(name, names.values(), n=1, cutoff=0.87)
    return (f"{name} is not in people.yaml", f"did you mean  {close[0]}", "warning") if close else None


def _author_key(story: Story) -> str:
    """The key that the editor used for authors."""
    return "author" if "author" in story.marks else "authors"


def _links(company: Company, story: Story) -> Iterator[Problem]:
    """Every local address of the body leads somewhere."""
    for link in story.body.links:
        trouble = _trouble(company, story, link.address, link.kind)
        if trouble:
            yield Problem(Location(f"content/{story.path}", link.line, link.column), *trouble)


def _photos(company: Company, story: Story) -> Iterator[Problem]:
    for number, photo in enumerate(story.photos):
        trouble = None if is_elsewhere(photo.src) else _trouble(company, story, photo.src, "image")
        if trouble:
            yield _at(story, f"photos.{number}.src", *trouble)
        for part in photo.caption.parts:
            trouble = _trouble(company, story, part.address, "link") if isinstance(part, Target) else None
            if trouble:
                yield _at(story, f"photos.{number}.caption", *trouble)


def _trouble(company: Company, story: Story, address: str, kind: str) -> tuple[str, str, str] | tuple[str, str] | None:
    """Message and hint (and level) for an address that leads nowhere or must not be linked yet."""
    meaning = next((each for each in company.site.targets[story.path] if each[0] == address), None)
    if meaning is None:
        is_unread = _is_unread(company, story, address)
        return None if is_unread else dangling(address, kind, story, company.stories, company.site.media)
    _, url, fragment, _, _, media = meaning
    if url is None and address.startswith("#fnref:"):
        note = address.removeprefix("#fnref:")
        return (f"the footnote {note} is never referred to", f"refer to it with  [^{note}]  or remove it", "warning")
    if url is None and address.startswith("#"):
        return (f"there is no anchor {address} in this story; its link is left out", "mend or remove it", "warning")
    if url is None:
        return _not_there_now(company, story, address, fragment)
    if kind == "image" and not media and not _is_served(company, url):
        return (f"there is no photo {address}", near_address(url, company.served))
    target = company.by_url.get(url)
    if target is None and not media and not _is_served(company, url) and not company.unread:
        return (f"there is no page or file {url} on this site", near_address(url, company.served))
    if target and kind == "image" and address in {*story.body.images, *(photo.src for photo in story.photos)}:
        return (f"{address} is a story, not a photo", f"write  [text]({address})  to link it")
    if target and fragment not in {"", "top", *target.anchors}:
        return f"there is no anchor #{fragment} in content/{target.path}", nearest(fragment, target.anchors)
    return None


def _not_there_now(company: Company, story: Story, address: str, fragment: str) -> tuple[str, str, str]:
    """Why the link to a held story is left out. An anchor that it lacks would stop the build at which it appears."""
    options = [path for each in company.stories[story.path].references if each[0] == address for path in each[2]]
    entry = next((found for each in options if (found := company.stories.get(each) or company.by_url.get(each))), None)
    target = company.load(entry.article) if entry else None
    if isinstance(target, Article) and target.expires is not None and target.expires <= company.site.as_of:
        return f"{address} has expired; its link is left out", "remove the link, or name another story", "warning"
    message = f"{address} is not published yet; its link is left out until it is"
    if entry and fragment not in {"", "top", *entry.anchors}:
        message = f"{address} is not published yet, and there is no anchor #{fragment} in it, which will be an error then"
        return message, nearest(fragment, entry.anchors), "warning"
    return message, "build again when it appears", "warning"


def _is_unread(company: Company, story: Story, address: str) -> bool:
    references = company.stories[story.path].references
    return any(path in company.unread for each in references if each[0] == address for path in each[2])


def _references(company: Company, story: Story) -> Iterator[Problem]:
    """The stories that front matter names are there."""
    picks = story.related if isinstance(story, Article) else ()
    named = [(f"related.{number}", path) for number, path in enumerate(picks)]
    named += [("translation_of", story.translation_of)] if story.translation_of else []
    for key, reference in named:
        path = story_path(reference, story.path, company.stories.keys() | company.unread)
        if path is None:
            hint = near_story(reference, story, company.stories) or "write a path such as  2024/03/other.md"
            yield _at(story, key, f"there is no story {reference}", hint)
        elif path == story.path:
            yield _at(story, key, f"{key.split('.')[0]} names the story itself", "name another story, or remove it")


def _aliases(company: Company, story: Story) -> Iterator[Problem]:
    for number, alias in enumerate(story.aliases):
        url = of_alias(alias)
        if url is None:
            meant = old_address(alias)
            hint = f"write  {meant}" if of_alias(meant) else "write a path from the site's root, such as  /2019/old-address/"
            yield _at(story, f"aliases.{number}", f"the alias {alias} is no address of this site", hint)
        elif not url.is_page and _is_served(company, alias):
            yield _at(story, f"aliases.{number}", f"the alias {alias} is the address of a file", "remove the alias")


CHECKS: tuple[Callable[[Company, Story], Iterator[Problem]], ...] = (
    _section,
    _outlet,
    _people,
    _links,
    _photos,
    _references,
    _aliases,
)
