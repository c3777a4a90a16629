"""One source to one story.

In: a SourceFile, the settings that reading needs.  Out: the story with its HTML, or the problems.
Never: looks at another file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from newsgen.errors import Problem
from newsgen.model.article import Article, Body, Correction, Html, Photo, Source, StandingPage, Tag
from newsgen.model.site import SiteConfig
from newsgen.model.url import of_story, tag_key
from newsgen.read import markdown
from newsgen.read.fields import Entry, Field, Fields, Free, Many, read_fields
from newsgen.read.frontmatter import Document, Reader, decode, is_in_fence, split
from newsgen.read.scalars import Address, Choice, Flag, Language, Moment, PhotoFile, Slug, Text
from newsgen.read.snapshot import SourceFile
from newsgen.read.typography import typeset

TYPES = ("report", "analysis", "opinion", "background", "review", "interview")
PLACES = ("lead", "full", "left", "right", "gallery")
FRONTS = ("lead", "top", "none")


@dataclass(frozen=True, slots=True)
class Settings:
    """The part of the configuration that reading depends on."""

    timezone: str
    extensions: tuple[str, ...] = ()
    typography: bool = False
    language: str = "en"
    excerpt_length: int = 300

    @classmethod
    def of(cls, config: SiteConfig) -> Settings:
        """Those of a publication."""
        return cls(config.timezone, config.extensions, config.typography, config.language, config.excerpt_length)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one source; ``story`` is None where it cannot be used."""

    story: Article | StandingPage | None
    html: Html
    problems: tuple[Problem, ...] = ()


def article(settings: Settings, source: SourceFile) -> Reading:
    """Read a file of ``articles/``."""
    return _read(settings, source, story_fields, _article)


def page(settings: Settings, source: SourceFile) -> Reading:
    """Read a file of ``pages/``."""
    return _read(settings, source, page_fields, _page)


@lru_cache(maxsize=32)
def story_fields(timezone: str, typography: str = "") -> Fields:
    """The table of an article's front matter: CONTENT's contract."""
    moment = Moment(ZoneInfo(timezone))
    return (
        Field("title", Text(set=True), "the headline", 'title: "Ferries return to the harbour"', required=True),
        Field("date", moment, "first publication", "date: 2024-04-16T18:05", required=True),
        Field("updated", moment, "last substantive change", "updated: 2024-04-17T09:30"),
        Field("summary", Text(long=True), "the standfirst", 'summary: "One sentence that says why it matters."'),
        Field("section", Slug(listed=True), "one of site.yaml's sections", "section: world"),
        Field("tags", Many(Text(), "words", "tags: [flood, weather]"), "topics", "tags: [flood, weather]"),
        Field(
            "author",
            Many(Text(), "names", "author: Ana Ruiz", single=True),
            "who wrote it: a name, or a slug of people.yaml",
            "author: Ana Ruiz",
        ),
        Field(
            "authors",
            Many(Text(), "names", "authors: [Ana Ruiz, Li Wei]", single=True),
            "who wrote it",
            "authors: [Ana Ruiz, Li Wei]",
        ),
        Field("type", Choice(TYPES), "report, analysis, opinion, background, review or interview", "type: analysis"),
        Field("source", _source(moment), "the outlet it comes from", "source: harbour-post"),
        Field(
            "photos",
            _photos(typography),
            "photos with alt, caption and credit",
            "photos: [{src: harbour.jpg, alt: …, caption: …, credit: …}]",
        ),
        Field(
            "related",
            Many(Text(), "stories' paths", "related: [2024/03/other.md]"),
            "the editor's picks",
            "related: [2024/03/other.md]",
        ),
        Field("front", Choice(FRONTS), "placement on the front page: lead, top or none", "front: top"),
        Field("corrections", _corrections(moment), "what was wrong", 'corrections: [{date: 2024-04-18, text: "…"}]'),
        Field("embargo", moment, "not before", "embargo: 2024-04-16T18:00"),
        Field("expires", moment, "not after", "expires: 2024-05-16"),
        *_shared_fields(),
        Field("canonical", Address(), "where the original stands", "canonical: https://example.org/story"),
    )


@lru_cache(maxsize=32)
def page_fields(timezone: str, typography: str = "") -> Fields:
    """The table of a standing page's front matter: an article's, without what makes it news."""
    moment = Moment(ZoneInfo(timezone))
    return (
        Field("title", Text(set=True), "the page's title", 'title: "About us"', required=True),
        Field("date", moment, "first publication", "date: 2024-04-16"),
        Field("updated", moment, "last change", "updated: 2024-04-17"),
        Field("summary", Text(long=True), "what the page is for", 'summary: "Who we are."'),
        Field("photos", _photos(typography), "photos with alt, caption and credit", "photos: [{src: team.jpg, alt: …}]"),
        *_shared_fields(),
    )


def _shared_fields() -> Fields:
    return (
        Field("draft", Flag(), "never published without --drafts", "draft: true"),
        Field(
            "aliases",
            Many(Text(local=True), "addresses", "aliases: [/old/address/]"),
            "old addresses",
            "aliases: [/old/address/]",
        ),
        Field("language", Language(), "the story's language", "language: zh"),
        Field("translation_of", Text(), "the story it translates", "translation_of: 2024/04/trade-summit.md"),
        Field("extra", Free(), "for own templates", "extra: {my_key: my value}"),
    )


def _source(moment: Moment) -> Entry:
    fields = (
        Field("name", Text(), "the outlet's name", "name: Harbour Post", required=True),
        Field("url", Address(), "the story's address there", "url: https://example.org/story"),
        Field("published", moment, "when it was published there", "published: 2024-04-16"),
    )
    return Entry(fields, Source, "an outlet", "source: harbour-post", short=lambda text: Source(outlet=text))


def _photos(typography: str) -> Many:
    fields = (
        Field("src", PhotoFile(), "a file beside the story or under media/, or a web address", "src: harbour.jpg", required=True),
        Field("alt", Text(long=True), "what the photo shows, for those who cannot see it", "alt: A ferry at the quay"),
        Field("caption", Text(long=True), "who, what, where, when; inline Markdown", "caption: The first ferry on Monday."),
        Field("credit", Text(set=True), "who made it", "credit: Ana Ruiz / Harbour Post"),
        Field("license", Text(), "the licence's name or address", "license: https://creativecommons.org/licenses/by/4.0/"),
        Field("source_url", Address(), "where the photo comes from", "source_url: https://example.org/photo"),
        Field("place", Choice(PLACES), "where it stands", "place: lead"),
        Field("decorative", Flag(), "stands for an empty alt", "decorative: true"),
    )
    return Many(
        Entry(fields, partial(_photo, typography), "a photo", "{src: harbour.jpg, alt: …}"),
        "photos",
        "photos: [{src: harbour.jpg, alt: …}]",
    )


def _photo(typography: str, src: str, caption: str = "", **rest: str) -> Photo:
    return Photo(src=src, caption=markdown.inline(caption, typography), **rest)  # type: ignore[arg-type]  # the table has Flag for decorative


def _corrections(moment: Moment) -> Many:
    fields = (
        Field("date", moment, "when it was corrected", "date: 2024-04-18", required=True),
        Field("text", Text(long=True), "what was wrong and what is right", 'text: "…"', required=True),
    )
    example = '{date: 2024-04-18, text: "…"}'
    return Many(Entry(fields, Correction, "a correction", example), "corrections", f"corrections: [{example}]")


Make = Callable[[SourceFile, dict[str, object], Body, Reader], Article | StandingPage]


def _read(settings: Settings, source: SourceFile, fields: Callable[[str, str], Fields], make: Make) -> Reading:
    reader = Reader(f"content/{source.path}", goes_on=True)
    text = decode(source.data, reader)
    document = split(text, reader) if text is not None else None
    if document is None:
        return Reading(None, Html(), tuple(reader.problems))
    typography = _language(document, settings) if settings.typography else ""
    table = fields(settings.timezone, typography)
    values = _typeset(read_fields(document.head, table, reader), typography)
    html, body = _body(document, settings, typography, reader)
    complete = all(entry.name in values for entry in table if entry.required)
    story = make(source, values, body, reader) if complete else None
    return Reading(story, html, tuple(reader.problems))


def _language(document: Document, settings: Settings) -> str:
    """The story's language, which its captions need before the front matter is read."""
    named = [value.value for key, value in document.head.value if key.value == "language"]
    return named[0] if named and isinstance(named[0], str) and named[0] else settings.language


def _typeset(values: dict[str, object], typography: str) -> dict[str, object]:
    """Headline, standfirst and corrections with the marks of the story's language."""
    if not typography:
        return values
    texts = {name: typeset(text, typography) for name in ("title", "summary") if isinstance(text := values.get(name), str)}
    corrections = values.get("corrections", ())
    said = [replace(each, text=typeset(each.text, typography)) for each in corrections] if isinstance(corrections, tuple) else []
    return values | texts | ({"corrections": tuple(said)} if said else {})


_LINES = r"(?:[\w-]+:.*\n|(?:[ \t]|- ).*\n)*?"
_SECOND = re.compile(rf"^---[ \t]*\n{_LINES}title:.*\n{_LINES}---[ \t]*$", re.MULTILINE)


def _body(document: Document, settings: Settings, typography: str, reader: Reader) -> tuple[Html, Body]:
    second = _SECOND.search(document.body) if "\ntitle:" in document.body else None
    if second and not is_in_fence(document.body, second.start()):
        line = document.body_line + document.body.count("\n", 0, second.start())
        hint = "if that is another story, move it to a file of its own"
        reader.report(line, 1, "a second front matter stands in the text, and readers see it", hint, "warning")
    try:
        return markdown.body(document.body, document.body_line, settings.extensions, typography)
    except RecursionError:
        reader.report(document.body_line, 1, "the body is nested too deeply", "write lists and quotations with fewer levels")
        return Html(), Body()
    except markdown.Unwritable as error:
        hint = "look for attributes in braces, such as  linenums=, or take parts of the text away until it can"
        reader.report(document.body_line, 1, f"Markdown cannot make HTML of this text: {error}", hint)
        return Html(), Body()


def _article(source: SourceFile, values: dict[str, object], body: Body, reader: Reader) -> Article:
    _check_order(values, reader)
    authors = [*_texts(values.pop("author", ())), *_texts(values.pop("authors", ()))]
    tags = {tag_key(name): Tag(tag_key(name), name) for name in reversed(_texts(values.pop("tags", ())))}
    return Article(
        path=source.path,
        url=of_story(source.path),
        body=body,
        authors=tuple(dict.fromkeys(name for name in authors if name)),
        tags=tuple(reversed(tags.values())),
        marks=reader.marks,
        **values,  # type: ignore[arg-type]  # the table gives each key the type of its attribute
    )


def _page(source: SourceFile, values: dict[str, object], body: Body, reader: Reader) -> StandingPage:
    return StandingPage(path=source.path, url=of_story(source.path), body=body, marks=reader.marks, **values)  # type: ignore[arg-type]  # as above


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else []


def _check_order(values: dict[str, object], reader: Reader) -> None:
    """A story cannot expire before it appears, nor be updated on a day before."""
    starts = [values[key] for key in ("date", "embargo") if key in values]
    latest = max(starts)  # type: ignore[type-var]  # moments, by the table
    if "expires" in values and values["expires"] <= latest:  # type: ignore[operator]  # as above
        reader.report(
            *reader.marks["expires"], "the story expires before it is published", "write a later time, or remove expires"
        )
    if "updated" in values and values["updated"].date() < values["date"].date():  # type: ignore[attr-defined]  # as above
        hint = "mend one of the two dates"
        reader.report(*reader.marks["updated"], "the story was updated before it was published", hint, "warning")
