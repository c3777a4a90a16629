"""A site that is planned but not rendered: its pages are made when somebody looks at them.

In: a plan, what became of it since.  Out: Edition: what stands at each address, and what its page is made of.
Never: renders a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from newsgen import steps
from newsgen.engine.runner import Load, Runner
from newsgen.errors import Problem
from newsgen.link import check
from newsgen.model.entry import Entry
from newsgen.model.options import Options
from newsgen.model.site import Site
from newsgen.model.spec import (
    CorrectionsSpec,
    FeedSpec,
    FrontSpec,
    IntroSpec,
    ListingSpec,
    Output,
    Planned,
    Spec,
    StandingSpec,
    StorySpec,
)
from newsgen.pipeline import Plan
from newsgen.read.snapshot import Snapshot


class Ground:
    """A plan of the whole site, the sources that it is of, and what is looked up in both when a story is amended."""

    def __init__(self, plan: Plan, sources: Snapshot, asked: Options, runner: Runner) -> None:
        self.plan = plan
        self.sources = sources
        self.asked = asked
        self.runner = runner

    @property
    def site(self) -> Site:
        """What was planned."""
        return self.plan.catalogue.site

    @cached_property
    def edition(self) -> Edition:
        """The site just as it was planned."""
        return Edition(self.plan, {each.url.file: each for each in self.plan.outputs}, self.plan.problems)

    @cached_property
    def company(self) -> check.Company:
        """What an amended story is checked against."""
        return check.company(self.site, self.plan.outputs, lambda name: steps.story_of(self.runner.load(name)))

    @cached_property
    def cards(self) -> Mapping[str, str]:
        """The digests of the cards by the paths of their stories."""
        return {entry.path: card for entry, card in zip(self.site.articles, self.plan.catalogue.cards, strict=True)}

    @cached_property
    def doubled(self) -> frozenset[str]:
        """The digests that stand for parts of two stories, such as the body of both."""
        entries = self.company.stories.values()
        counts = Counter(name for entry in entries for name in {entry.article, entry.face, entry.body})
        return frozenset(name for name, count in counts.items() if count > 1)

    def entry(self, path: str) -> Entry | None:
        """A story as it was planned."""
        return self.company.stories.get(path)


@dataclass(frozen=True, slots=True)
class Edition:
    """A site that can be looked at.

    ``renamed`` has, for digests of the plan's specs, those that stand for them now; ``cards`` the cards that are new since.
    """

    plan: Plan
    outputs: Mapping[str, Output]
    problems: tuple[Problem, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """What is shown."""
        return self.plan.catalogue.site

    def output(self, file: str) -> Output | None:
        """What stands at the place of a file."""
        found = self.outputs.get(file)
        return replace(found, spec=_renamed(found.spec, self.renamed)) if isinstance(found, Planned) and self.renamed else found

    def blobs(self, spec: Spec, load: Load) -> dict[str, bytes]:
        """All that a page is made of, by digest."""
        planned = self.plan.loading(load)

        def fetch(name: str) -> bytes:
            return self.cards.get(name) or planned(name)

        return {name: fetch(name) for name in steps.shown_by(spec, fetch)}


_WITH_DIGESTS = (StorySpec, StandingSpec, ListingSpec, FrontSpec, FeedSpec, CorrectionsSpec, IntroSpec)


def _renamed(spec: Spec, names: Mapping[str, str]) -> Spec:
    """The spec with other digests; no text of an editor's is one."""
    if not isinstance(spec, _WITH_DIGESTS):
        return spec
    values = {name: getattr(spec, name) for name in spec.__slots__ if name != "view"}
    return replace(spec, **{name: _other(value, names) for name, value in values.items()})


_Value = TypeVar("_Value")


def _other(value: _Value, names: Mapping[str, str]) -> _Value:
    if isinstance(value, tuple):
        return tuple([_other(each, names) for each in value])  # type: ignore[return-value]  # a plain tuple of the same
    return names.get(value, value) if isinstance(value, str) else value  # type: ignore[return-value]  # a text for a text


def stories(edition: Edition) -> Iterator[Entry]:
    """All stories that have a page."""
    yield from edition.site.articles
    yield from edition.site.pages
