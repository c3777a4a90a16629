"""site.yaml, tags.yaml, people.yaml, sources.yaml and redirects.yaml to one SiteConfig.

In: the snapshot's configuration files.  Out: SiteConfig, or every problem in them.  Never: looks at a story.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import yaml

from newsgen.errors import Location, Problem, closest
from newsgen.model.checks import CHECKS, LEVELS
from newsgen.model.site import FrontPage, Navigation, Outlet, Person, Publisher, Redirect, Section, SiteConfig, Topic
from newsgen.model.url import tag_key
from newsgen.read.fields import Entry, Field, Fields, Free, Many, Vocabulary, read_fields, read_vocabulary
from newsgen.read.frontmatter import Reader, decode, mapping
from newsgen.read.markdown import ExtensionMissing, engine
from newsgen.read.scalars import Address, Choice, Flag, Language, Slug, Text, Whole
from newsgen.read.snapshot import SourceFile
from newsgen.read.synonyms import doubt_synonyms
from newsgen.read.typography import typeset

DEFAULT_BASE_URL = "http://localhost:8000"


class Zone:
    """An IANA time zone."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The zone's name."""
        name = Text().read(node, key, reader)
        try:
            return ZoneInfo(name).key if name else None
        except (ZoneInfoNotFoundError, OSError, ValueError):  # unknown names, names that are paths, folders of the database
            close = _zone_meant(name or "")
            hint = f"did you mean  {close}" if close else "write a name such as  Europe/Berlin, Asia/Shanghai or UTC"
            reader.report_node(node, f"there is no time zone {name}", hint)
            return None


def _zone_meant(name: str) -> str:
    """``London``, and ``new york``, are cities of zones; else the closest name."""
    if re.match("[A-Z]{2,4} ?[+-]", name, re.IGNORECASE):
        return ""  # GMT+1 has many cities, and Etc/GMT+1 lies west of Greenwich, against what anybody means by it
    wanted = f"/{name}".replace(" ", "_").casefold()
    zones = sorted(available_timezones())
    return next((zone for zone in zones if zone.casefold().endswith(wanted)), "") or closest(name, zones)


class Extension:
    """A Markdown extension that this machine can load."""

    def read(self, node: yaml.Node, key: str, reader: Reader) -> str | None:
        """The extension's name."""
        name = Text().read(node, key, reader)
        if not name:
            return None
        try:
            engine((name,))
        except ExtensionMissing:
            reader.report_node(
                node, f"the Markdown extension {name} cannot be loaded", "install the package it comes from, or remove it"
            )
            return None
        return name


_SAME_AS = Field(
    "same_as", Many(Address(), "addresses", "same_as: [https://…]", single=True), "profiles elsewhere", "same_as: [https://…]"
)

SECTION_FIELDS: Fields = (
    Field("slug", Slug(), "its short name", "slug: world", required=True),
    Field("title", Text(), "its name", "title: World"),
    Field("description", Text(long=True), "one sentence on it", "description: …"),
)
NAVIGATION_FIELDS: Fields = (
    Field("title", Text(), "the link's text", "title: About", required=True),
    Field("url", Address(own=True), "where it leads", "url: /about/", required=True),
)
PUBLISHER_FIELDS: Fields = (
    Field("name", Text(), "who answers for the publication", "name: Harbour Press", required=True),
    Field("logo", Text(), "a file under media/ or static/", "logo: logo.png"),
    Field("url", Address(), "its own site", "url: https://example.org/"),
    Field("email", Text(), "the newsroom's address", "email: news@example.org"),
    _SAME_AS,
    Field("founded", Text(), "the year", "founded: 1921"),
    Field("ethics_policy", Address(own=True), "the page with the ethics policy", "ethics_policy: /ethics/"),
    Field("corrections_policy", Address(own=True), "the page with the corrections policy", "corrections_policy: /corrections/"),
    Field("ownership", Address(own=True), "the page on owners and funding", "ownership: /ownership/"),
    Field("masthead", Address(own=True), "the page that names the editors", "masthead: /about/"),
)
FRONT_FIELDS: Fields = (
    Field("lead", Whole(0, 10, 1), "dominant stories", "lead: 1"),
    Field("top", Whole(0, 50, 4), "stories with excerpts", "top: 4"),
    Field("per_section", Whole(0, 50, 4), "stories in a section's block", "per_section: 4"),
)
MARKDOWN_FIELDS: Fields = (
    Field("extensions", Many(Extension(), "names", "extensions: [smarty]"), "Python-Markdown extensions", "extensions: [smarty]"),
)
CHECK_FIELDS: Fields = tuple(
    Field(check.name, Choice(LEVELS), f"{check.meaning} ({check.level})", f"{check.name}: off") for check in CHECKS.values()
)


def _section(slug: str, title: str = "", description: str = "") -> Section:
    return Section(slug, title or slug.replace("-", " ").capitalize(), description)


def _extensions(extensions: tuple[str, ...] = ()) -> tuple[str, ...]:
    return extensions


_CHECKS = "checks: {photo_credit: error, no_summary: off}"
SITE_FIELDS: Fields = (
    Field("title", Text(), "the publication's name", "title: The Harbour Post", required=True),
    Field("tagline", Text(set=True), "a line below the name", "tagline: News from the coast"),
    Field("base_url", Address(base=True), "the site's own address", "base_url: https://example.org"),
    Field("language", Language(), "the main language", "language: en"),
    Field("timezone", Zone(), "where the newsroom's clock stands", "timezone: Europe/Berlin"),
    Field(
        "publisher",
        Entry(PUBLISHER_FIELDS, Publisher, "keys with values", "publisher: {name: …}"),
        "who publishes",
        "publisher: {name: …}",
    ),
    Field(
        "sections",
        Many(
            Entry(SECTION_FIELDS, _section, "a section", "{slug: world, title: World}"),
            "sections",
            "sections: [{slug: world, title: World}]",
        ),
        "the departments, in order",
        "sections: [{slug: world, title: World}]",
    ),
    Field(
        "navigation",
        Many(
            Entry(NAVIGATION_FIELDS, Navigation, "a link", "{title: About, url: /about/}"),
            "links",
            "navigation: [{title: About, url: /about/}]",
        ),
        "extra links of the menu",
        "navigation: [{title: About, url: /about/}]",
    ),
    Field("page_size", Whole(1, 500, 20), "stories on a page of a list", "page_size: 20"),
    Field(
        "front",
        Entry(FRONT_FIELDS, FrontPage, "keys with numbers", "front: {lead: 1, top: 4, per_section: 4}"),
        "the front page",
        "front: {top: 4}",
    ),
    Field("feed_items", Whole(1, 500, 20), "stories in a feed", "feed_items: 20"),
    Field("excerpt_length", Whole(40, 2000, 300), "characters of an excerpt", "excerpt_length: 300"),
    Field(
        "markdown",
        Entry(MARKDOWN_FIELDS, _extensions, "keys with values", "markdown: {extensions: [smarty]}"),
        "Markdown",
        "markdown: {extensions: []}",
    ),
    Field("typography", Flag(), "typographic quotation marks, dashes and ellipses for straight ones", "typography: true"),
    Field("checks", Entry(CHECK_FIELDS, dict, "checks with levels", _CHECKS), "how newsgen check takes what it finds", _CHECKS),
    Field("extra", Free(), "for own templates", "extra: {my_key: my value}"),
)
TOPIC_FIELDS: Fields = (
    Field("name", Text(), "the form to show", "name: Belt and Road"),
    Field("description", Text(long=True), "one sentence on it", "description: …"),
    Field("synonyms", Many(Text(), "words", "synonyms: [BRI]", single=True), "other forms of the tag", "synonyms: [BRI]"),
)
PERSON_FIELDS: Fields = (
    Field("name", Text(), "the name to show", "name: Ana Ruiz", required=True),
    Field("role", Text(), "what the person does", "role: Harbour correspondent"),
    Field("bio", Text(long=True), "a few sentences", "bio: …"),
    Field("url", Address(own=True), "the person's own page", "url: https://example.org/ana"),
    _SAME_AS,
)
OUTLET_FIELDS: Fields = (
    Field("name", Text(), "the outlet's name", "name: Harbour Post", required=True),
    Field("url", Address(), "its address", "url: https://example.org/"),
    Field("feed", Address(), "its feed", "feed: https://example.org/feed.xml"),
    Field("language", Language(), "its language", "language: en"),
)
TOPICS = Vocabulary(TOPIC_FIELDS, Topic, "name: …")
PEOPLE = Vocabulary(PERSON_FIELDS, lambda slug, name="", **rest: Person(slug, name or slug, **rest), "name: …")
OUTLETS = Vocabulary(OUTLET_FIELDS, lambda slug, name="", **rest: Outlet(slug, name or slug, **rest), "name: …")
SOURCES_FIELDS: Fields = (Field("outlets", OUTLETS, "outlets by slug", "outlets: {harbour-post: {name: Harbour Post}}"),)
REDIRECT_FIELDS: Fields = (
    Field("old", Address(own=True), "the address that is no more", "old: /category/harbour/", required=True),
    Field("new", Address(own=True), "the page or feed of this site that stands for it", "new: /tags/harbour/", required=True),
)
_REDIRECT = "{old: /category/harbour/, new: /tags/harbour/}"
REDIRECTS_FIELDS: Fields = (
    Field(
        "redirects",
        Many(Entry(REDIRECT_FIELDS, Redirect, "a redirect", _REDIRECT), "redirects", f"redirects: [{_REDIRECT}]"),
        "old addresses with new ones",
        f"redirects: [{_REDIRECT}]",
    ),
)

Configured = tuple[SiteConfig | None, tuple[Problem, ...]]


def config(files: Mapping[str, SourceFile], base_url: str = "") -> Configured:
    """The publication's settings and what is wrong or doubtful in them; None where the site cannot be built.

    ``base_url`` overrides that of site.yaml.
    """
    if "site.yaml" not in files:
        where = Location("content/site.yaml")
        return None, (Problem(where, "there is no site.yaml", "write a file with one line:  title: The Harbour Post"),)
    readers: list[Reader] = []
    values = _site(files["site.yaml"], readers)
    topics = _vocabulary(files.get("tags.yaml"), TOPICS, readers)
    doubt_synonyms(_topics(topics), readers[-1])
    people = _vocabulary(files.get("people.yaml"), PEOPLE, readers)
    outlets = _outlets(files.get("sources.yaml"), readers)
    marks = {**readers[0].marks}
    redirects = _redirects(files.get("redirects.yaml"), readers)
    marks |= readers[-1].marks if redirects else {}
    if base_url:
        values["base_url"] = base_url
    problems = [problem for reader in readers for problem in reader.problems]
    problems += _doubled_sections(values, marks)
    if not problems and "base_url" not in values:
        values["base_url"] = DEFAULT_BASE_URL
        problems.append(_no_base_url())
    if any(problem.is_error for problem in problems):
        return None, tuple(problems)
    values["extensions"] = values.pop("markdown", ())
    made = SiteConfig(topics=_by_key(topics), people=people, outlets=outlets, redirects=redirects, marks=marks, **values)  # type: ignore[arg-type]  # typed by the tables
    return (_typeset(made) if made.typography else made), tuple(problems)


def _typeset(made: SiteConfig) -> SiteConfig:
    """What is said about the publication, with the marks of its language; names of people, outlets and tags stay as they are."""
    set_ = partial(typeset, language=made.language)
    return replace(
        made,
        title=set_(made.title),
        tagline=set_(made.tagline),
        sections=tuple([replace(each, title=set_(each.title), description=set_(each.description)) for each in made.sections]),
        navigation=tuple([replace(each, title=set_(each.title)) for each in made.navigation]),
        topics={key: replace(each, description=set_(each.description)) for key, each in made.topics.items()},
        people={slug: replace(each, role=set_(each.role), bio=set_(each.bio)) for slug, each in made.people.items()},
    )


def _no_base_url() -> Problem:
    message = f"without base_url, feeds, sitemaps and canonical addresses point to {DEFAULT_BASE_URL}"
    return Problem(Location("content/site.yaml"), message, "write  base_url: https://your-site.example", "warning")


_NOT_A_LIST = {
    "tags": "write  harbour: {name: Harbour}  without a dash",
    "people": "write  ana-ruiz: {name: Ana Ruiz}  without a dash",
    "sources": "put  outlets:  above, and write  harbour-post: {name: Harbour Post}  without a dash",
    "redirects": "put a line above it:  redirects:",
}


def _parsed(source: SourceFile, readers: list[Reader]) -> tuple[yaml.MappingNode | None, Reader]:
    reader = Reader(f"content/{source.path}", goes_on=True)
    readers.append(reader)
    text = decode(source.data, reader)
    hint = _NOT_A_LIST.get(source.path.partition(".")[0], "")
    return (mapping(text, reader, hint) if text is not None else None), reader


def _site(source: SourceFile, readers: list[Reader]) -> dict[str, object]:
    node, reader = _parsed(source, readers)
    return read_fields(node, SITE_FIELDS, reader) if node else {}


def _vocabulary(source: SourceFile | None, table: Vocabulary, readers: list[Reader]) -> dict[str, object]:
    if source is None:
        return {}
    node, reader = _parsed(source, readers)
    return read_vocabulary(node, table, reader) if node else {}


def _outlets(source: SourceFile | None, readers: list[Reader]) -> dict[str, object]:
    if source is None:
        return {}
    node, reader = _parsed(source, readers)
    outlets = read_fields(node, SOURCES_FIELDS, reader).get("outlets") if node else None
    return dict(outlets) if isinstance(outlets, dict) else {}


def _redirects(source: SourceFile | None, readers: list[Reader]) -> tuple[Redirect, ...]:
    if source is None:
        return ()
    node, reader = _parsed(source, readers)
    found = read_fields(node, REDIRECTS_FIELDS, reader).get("redirects") if node else None
    return found if isinstance(found, tuple) else ()


def _doubled_sections(values: dict[str, object], marks: Mapping[str, tuple[int, int]]) -> list[Problem]:
    seen: set[str] = set()
    problems: list[Problem] = []
    sections = values.get("sections", ())
    for number, section in enumerate(sections if isinstance(sections, tuple) else ()):
        if section.slug in seen:
            where = Location("content/site.yaml", *marks.get(f"sections.{number}.slug", (0, 0)))
            problems.append(Problem(where, f"the section {section.slug} stands here twice", "keep one of them"))
        seen.add(section.slug)
    return problems


def _by_key(topics: Mapping[str, object]) -> dict[str, Topic]:
    """The vocabulary by canonical key; each synonym leads to the entry it belongs to."""
    entries = _topics(topics)
    synonyms = {tag_key(word): topic for topic in entries for word in topic.synonyms}
    named = {tag_key(topic.name): topic for topic in entries if topic.name}
    return synonyms | named | {topic.slug: topic for topic in entries}


def _topics(vocabulary: Mapping[str, object]) -> list[Topic]:
    return [topic for topic in vocabulary.values() if isinstance(topic, Topic)]
