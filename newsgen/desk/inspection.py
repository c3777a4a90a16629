"""Everything that is to be said of a publication, as ``newsgen check`` says it.

In: a project, a moment, a store.  Out: problems and advice, sorted, at the levels that site.yaml sets.
Never: writes a page, or changes a source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from newsgen import pipeline, steps
from newsgen.desk.advice import Finding, Notes, advise, house_of, needs, notes_of
from newsgen.desk.company import Company, company_findings
from newsgen.desk.manuscript import file_names
from newsgen.desk.own import resolver
from newsgen.engine.digest import digest
from newsgen.engine.runner import Runner
from newsgen.engine.store import StoreBroken
from newsgen.errors import BuildFailed, Level, Location, Problem
from newsgen.model.checks import CHECKS
from newsgen.model.options import Options
from newsgen.model.site import Media, SiteConfig
from newsgen.pipeline import Plan, editors_view
from newsgen.read.snapshot import Folders, Snapshot, SourceFile, head_of
from newsgen.workshop import Help, runner_for, take_snapshot


@dataclass(frozen=True, slots=True)
class Inspection:
    """A publication that was looked through; ``plan`` is None where its settings cannot be read.

    ``notes`` are those on each story that could be read whole, ``files`` all that there are, both by path below ``content/``.
    """

    problems: tuple[Problem, ...]
    plan: Plan | None
    notes: Mapping[str, Notes]
    files: Mapping[str, SourceFile]
    settings: Mapping[str, SourceFile]
    show: Callable[[Iterable[Problem]], tuple[Problem, ...]]


def inspect(folders: Folders, options: Options, help_: Help) -> Inspection:
    """Look through a project; raises BuildFailed for a source that changes meanwhile.

    A store that turns out to be broken is emptied, and all begins anew.
    """
    try:
        return _inspect(folders, options, help_)
    except StoreBroken:
        help_.store.empty()
        return _inspect(folders, options, help_)


def _inspect(folders: Folders, options: Options, help_: Help) -> Inspection:
    help_.stage("finding sources")
    sources = take_snapshot(folders, help_.store)
    files = {file.path: file for file in (*sources.articles, *sources.pages)}
    show = editors_view(folders, sources)
    runner = runner_for(sources, help_)
    try:
        plan = pipeline.survey(sources, options, runner)
        notes = _notes(plan, files, runner)
        runner.prune(advise)
        found = [*plan.problems, *_problems(_findings(plan, notes, sources, runner), plan.catalogue.site.config)]
    except BuildFailed as failure:
        return Inspection(show(failure.problems), None, {}, files, sources.config, show)
    finally:
        runner.close()
    return Inspection(tuple(sorted({*show(found)}, key=_order)), plan, notes, files, sources.config, show)


def _order(problem: Problem) -> tuple[object, ...]:
    where = problem.where
    return where.path, where.line, where.column, problem.level, problem.message, problem.hint, problem.check


def _notes(plan: Plan, files: Mapping[str, SourceFile], runner: Runner) -> dict[str, Notes]:
    """The notes on each story, as remembered."""
    runner.stage("reading as a sub-editor")
    site = plan.catalogue.site
    specs = {(each.path, _name(files[each.path]), each.article): files[each.path] for each in site.entries}
    sources = {spec[1]: file for spec, file in specs.items()}

    def load(name: str) -> bytes:
        return sources[name].data if name in sources else runner.load(name)

    found = runner.map(advise, house_of(site.config), specs, needs, load)
    return {path: notes_of(value) for (path, _, _), value in zip(specs, found, strict=True) if value}


def _name(file: SourceFile) -> str:
    return file.digest or digest(file.data)


def _findings(plan: Plan, notes: Mapping[str, Notes], sources: Snapshot, runner: Runner) -> Iterator[tuple[str, Finding]]:
    for path, each in notes.items():
        yield from ((path, finding) for finding in each.findings)
    named = {name for text in _texts(sources) for name in file_names(text)}
    whole = len(notes) == len(sources.articles) + len(sources.pages)
    load = lambda name: steps.story_of(runner.load(name))  # noqa: E731 -- as short as its use
    yield from company_findings(Company(plan.catalogue.site, notes, load, named, resolver(plan), _head, whole))


def _head(photo: Media) -> bytes:
    """How a photo's file begins; nothing where it is gone meanwhile."""
    try:
        return head_of(photo.origin)
    except OSError:
        return b""


def _texts(sources: Snapshot) -> Iterator[str]:
    """The texts that may name a file, beside stories: settings, and the site's own templates and styles."""
    for file in (*sources.config.values(), *sources.templates.values()):
        yield file.data.decode("utf-8", "replace")
    for media in sources.static.values():
        if media.path.endswith((".css", ".js", ".html")):
            yield SourceFile(media.path, None, media.digest, media.origin).data.decode("utf-8", "replace")


def _problems(found: Iterable[tuple[str, Finding]], config: SiteConfig) -> Iterator[Problem]:
    """Findings at the levels that the site has set."""
    for path, finding in found:
        level = level_of(finding.check, config)
        if level != "off":
            where = Location(f"content/{path}", finding.line, finding.column)
            yield Problem(where, finding.message, finding.hint, cast("Level", level), check=finding.check)


def level_of(check: str, config: SiteConfig) -> str:
    """How grave the site takes what a check finds."""
    return config.checks.get(check, CHECKS[check].level)
