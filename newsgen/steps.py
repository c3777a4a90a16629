"""The pure functions that a build applies to many values, each made of one or two stages.

In: a shared value, a spec, the blobs that it names.  Out: Made: a plain value and new blobs.
Never: knows whether it is remembered, or in which process it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import ModuleType
from typing import Any, get_args

from newsgen.engine.digest import decode, digest, encode, registry
from newsgen.engine.notes import Note
from newsgen.engine.runner import Blobs, Made
from newsgen.errors import Location, Problem
from newsgen.link import related
from newsgen.model import article, page, spec
from newsgen.model.article import Html, Story
from newsgen.model.entry import Entry
from newsgen.model.page import ArticleView, Card, CorrectionsView, FrontView, ListingView, Page, StandingView, TemplateView
from newsgen.model.site import Outlet, Person, Publisher, Resolved
from newsgen.model.spec import (
    CorrectionsSpec,
    FrontSpec,
    IntroSpec,
    ListingSpec,
    Spec,
    StandingSpec,
    StorySpec,
    cards_of,
    stories_of,
)
from newsgen.model.url import Url, file_of
from newsgen.plan.views import Shelf, card, view
from newsgen.read.article import Settings
from newsgen.read.article import article as read_article
from newsgen.read.article import page as read_page
from newsgen.read.entry import Names, entry, face
from newsgen.read.snapshot import SourceFile
from newsgen.render import templates
from newsgen.render.page import Look
from newsgen.render.page import page as render_page
from newsgen.render.proofs import template_problems
from newsgen.render.templates import Templates

_PARTS = registry(
    [
        article.Article,
        article.Body,
        article.Correction,
        article.Face,
        article.Html,
        article.Link,
        article.Photo,
        article.Picture,
        article.PictureRow,
        article.Source,
        article.StandingPage,
        article.Tag,
        article.Target,
        Url,
    ]
)

_KEPT = 16_384  # cards: a story stands on some fifteen pages, many of which are made one after the other

SourceSpec = tuple[str, str, str]
"""article or page, the path below ``content/``, the digest of the bytes."""

TroubleSpec = tuple[str, int, int, str, str, str]


def source_needs(spec: SourceSpec) -> Iterable[str]:
    """The digest of the source's bytes."""
    return spec[2:]


def read(settings: Settings, spec: SourceSpec, blobs: Blobs) -> Made:
    """A source to its entry (or None) and its problems; the story, its face and its HTML are blobs."""
    kind, path, name = spec
    reading = (read_article if kind == "article" else read_page)(settings, SourceFile(path, blobs[name]))
    troubles = tuple(trouble_of(problem) for problem in reading.problems)
    failed = any(problem.is_error for problem in reading.problems)
    if reading.story is None:
        return Made((None, troubles), failed=failed)
    story, html = reading.story, encode(reading.html)
    shown = encode(face(story, settings.language, settings.excerpt_length))
    whole = encode(story)
    names = Names(digest(whole), digest(shown), digest(html))
    line = entry(story, names, settings.language)
    return Made((tuple(line), troubles), {names.article: whole, names.face: shown, names.body: html}, failed)


def entry_of(value: tuple[Any, ...]) -> Entry:
    """The entry that ``read`` gave as a plain tuple."""
    return Entry._make(value)


def entries_of(values: Iterable[tuple[Any, ...]]) -> list[Entry]:
    """The entries of many stories, in which what is the same in several is one object: that is a quarter of their memory."""
    shared: dict[object, Any] = {}

    def one(part: Any) -> Any:  # noqa: ANN401 -- gives what it takes
        return shared.setdefault(part, part)

    def lean(entry: Entry) -> Entry:
        return entry._replace(
            kind=one(entry.kind),
            month=one(entry.month),
            section=one(entry.section),
            language=one(entry.language),
            tags=tuple(map(one, entry.tags)),
            authors=tuple(map(one, entry.authors)),
        )

    return [lean(entry_of(value)) for value in values]


def story_of(data: bytes) -> Story:
    """The story that ``read`` gave as a blob."""
    story: Story = decode(data, _PARTS)
    return story


def choose_related(shared: None, spec: related.Facts, blobs: Blobs) -> Made:
    """The related stories of all articles, as places among them."""
    return Made(related.related(spec))


def check_templates(names: tuple[str, ...], spec: templates.Templates, blobs: Blobs) -> Made:
    """What is wrong with a set of templates, which of them can reach a page that is made with each of ``names``, their codes."""
    found = template_problems(spec, names)
    failed = any(problem.is_error for problem in found)
    closures = () if failed else tuple((name, templates.closure(spec, name)) for name in names)
    codes = () if failed else templates.codes(spec)
    return Made((tuple(trouble_of(problem) for problem in found), closures, codes), failed=failed)


PAGE_TEMPLATES = tuple(sorted({each.template for each in get_args(TemplateView)} | {templates.FIGURE}))

_TEMPLATES: Mapping[type, str] = {
    StorySpec: ArticleView.template,
    StandingSpec: StandingView.template,
    ListingSpec: ListingView.template,
    FrontSpec: FrontView.template,
    CorrectionsSpec: CorrectionsView.template,
}


def template_of(spec: Spec) -> str:
    """The template that a page is made with; empty for a data format."""
    if isinstance(spec, IntroSpec):
        return template_of(spec.view)
    return _TEMPLATES.get(type(spec), "") or str(getattr(spec, "template", ""))


def render(look: Look, spec: Spec, blobs: Blobs) -> Made:
    """A page to the digest and the size of its bytes, and its problems; the bytes are a blob."""
    cards = {name: _card(blobs[name], blobs[_face_of(blobs[name])]) for name in cards_of(spec)}
    values = {name: decode(blobs[name], _PARTS) for name in stories_of(spec)} | cards
    shown = view(spec, Shelf(values, look.frame.language))
    bodies = {name: value for name, value in values.items() if isinstance(value, Html)}
    rendered = render_page(look, (Page(shown.url, shown, ""), bodies))
    troubles = tuple(trouble_of(problem) for problem in rendered.problems)
    name = digest(rendered.content)
    return Made((name, len(rendered.content), troubles), {name: rendered.content}, bool(troubles))


def shown_by(spec: Spec, load: Callable[[str], bytes]) -> Iterator[str]:
    """The digests of all that a page shows: its cards, their faces, articles and bodies."""
    for name in cards_of(spec):
        yield name
        yield _face_of(load(name))
    yield from stories_of(spec)


def _file(spec: Spec) -> str:
    url = spec.view.url if isinstance(spec, IntroSpec) else spec.url
    return file_of(url if isinstance(url, str) else url.path)


def _of_look(look: Look) -> Mapping[str, object]:
    texts = {f"template {name}": text for name, _, text in look.templates.sources}
    return texts | {f"the site's {field.name}": getattr(look.frame, field.name) for field in fields(look.frame)}


def _of_spec(spec: Spec) -> Mapping[str, object]:
    return {_NAMES.get(field.name, f"its {field.name}"): getattr(spec, field.name) for field in fields(spec)}


def _own(module: ModuleType) -> list[type]:
    return [each for each in vars(module).values() if is_dataclass(each) and each.__module__ == module.__name__]  # type: ignore[misc]


_OTHERS = [Look, Templates, Url, Person, Outlet, Publisher, Resolved]
_IN_BODIES = [article.Html, article.Picture, article.PictureRow, article.Target]
_OF_PAGES = registry([*_own(page), *_own(spec), *_OTHERS, *_IN_BODIES])

NOTE = Note(_file, _of_look, _of_spec, _OF_PAGES)
"""What decides about a page, by names that an editor knows; a page is called by its file."""

_NAMES = {
    "article": "its own file",
    "body": "its text",
    "targets": "what its links lead to",
    "people": "its authors",
    "newer": "the newer story",
    "older": "the older story",
    "related": "the related stories",
    "editions": "its other languages",
    "cards": "the stories it lists",
    "total": "the number of its pages",
}


@lru_cache(maxsize=_KEPT)
def _face_of(spec: bytes) -> str:
    """The digest of what a card shows."""
    face: str = decode(spec, {})[1]
    return face


@lru_cache(maxsize=_KEPT)
def _card(spec: bytes, look: bytes) -> Card:
    return card(decode(spec, {}), decode(look, _PARTS))


def trouble_of(problem: Problem) -> TroubleSpec:
    """A problem as a plain tuple, without the line that it shows."""
    where = problem.where
    return where.path, where.line, where.column, problem.message, problem.hint, problem.level


def problem_of(trouble: TroubleSpec) -> Problem:
    """The problem that a step gave as a plain tuple."""
    path, line, column, message, hint, level = trouble
    return Problem(Location(path, line, column), message, hint, "error" if level == "error" else "warning")
