"""The stages in order: read this first.

In: folders, options.  Out: a Build, its tree written if asked.  Never: prints, looks at a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from newsgen import steps
from newsgen.engine.digest import digest, encode
from newsgen.engine.runner import Load, Runner
from newsgen.errors import BuildFailed, Location, Problem, with_excerpts
from newsgen.link import check
from newsgen.link.related import facts
from newsgen.link.site import site as link_site
from newsgen.model.entry import Entry
from newsgen.model.options import Options
from newsgen.model.site import SiteConfig, Transition
from newsgen.model.spec import Output, Planned, cards_of, is_carrier
from newsgen.model.tree import Content, Copy, Stored, Tree
from newsgen.plan.pages import pages as plan_pages
from newsgen.plan.specs import Catalogue, frame, logo_image
from newsgen.read.article import Settings
from newsgen.read.config import config as read_config
from newsgen.read.labels import FOLDER as LABELS
from newsgen.read.labels import label_problems
from newsgen.read.labels import labels as read_labels
from newsgen.read.snapshot import Folders, Snapshot, SourceFile, snapshot
from newsgen.render import templates
from newsgen.render.page import Look
from newsgen.render.templates import FIGURE, Templates, narrowed
from newsgen.write import disk
from newsgen.write.diff import Changes, diff
from newsgen.write.diff import digest as name_of


@dataclass(frozen=True, slots=True)
class Theme:
    """All templates, and the names of those that can reach a page that is made with each."""

    templates: Templates
    closures: Mapping[str, tuple[str, ...]]

    def of(self, template: str) -> Templates:
        """What decides about pages that are made with a template; nothing for a data format, which is made with none."""
        return narrowed(self.templates, {*self.closures[template], *self.closures[FIGURE]} if template else frozenset())


@dataclass(frozen=True, slots=True)
class Build:
    """A site and what is worth telling about it; ``warnings`` are what was ``found``, as an editor sees it.

    Where ``tree`` names pages by digest, ``runner`` gives their bytes. ``carriers`` are the files of pages that show the text of
    stories beside their own pages: feeds, the corrections log.
    """

    tree: Tree
    warnings: tuple[Problem, ...]
    stories: int
    pages: int
    found: tuple[Problem, ...]
    next_transition: Transition | None
    carriers: tuple[str, ...]
    runner: Runner


def build(folders: Folders, options: Options, runner: Runner | None = None) -> Build:
    """Read a project and generate its site; raises BuildFailed with everything that is wrong with it.

    Without a runner the tree holds the pages themselves.
    """
    made = explained(folders, snapshot(folders), options, runner or Runner())
    return made if runner else replace(made, tree={path: _bytes(made, content) for path, content in made.tree.items()})


def _bytes(made: Build, content: Content) -> Content:
    return made.runner.load(content.digest) if isinstance(content, Stored) else content


def explained(folders: Folders, sources: Snapshot, options: Options, runner: Runner) -> Build:
    """``generate``, with problems that show the source's line and name its file as the editor knows it."""
    show = editors_view(folders, sources)
    try:
        made = generate(sources, options, runner)
    except BuildFailed as failure:
        raise BuildFailed(show(failure.problems)) from None
    return replace(made, warnings=show(made.warnings))


def generate(sources: Snapshot, options: Options, runner: Runner) -> Build:
    """The whole site as a function of its sources; raises BuildFailed."""
    return rendered(planned(sources, options, runner), runner)


def rendered(plan: Plan, runner: Runner) -> Build:
    """The last stage; raises BuildFailed."""
    runner.stage("rendering")
    pages, problems = _render(plan, runner)
    _stop_at_errors(problems)
    warnings = tuple(sorted({*plan.problems, *problems}))
    return Build(
        tree=pages | {each.url.file: each for each in plan.outputs if isinstance(each, Copy)},
        warnings=warnings,
        found=warnings,
        stories=len(plan.catalogue.site.articles),
        pages=len(pages),
        next_transition=plan.catalogue.site.next_transition,
        carriers=tuple(each.url.file for each in plan.outputs if isinstance(each, Planned) and is_carrier(each.spec)),
        runner=runner,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """A site that needs only to be rendered: its outputs, what they are looked up in, the theme, and what is wrong."""

    outputs: tuple[Output, ...]
    catalogue: Catalogue
    theme: Theme
    problems: tuple[Problem, ...]

    def look(self, template: str) -> Look:
        """What pages that are made with a template share."""
        return Look(self.theme.of(template), frame(self.catalogue))

    def loading(self, load: Load) -> Load:
        """What gives all that pages are made of: cards, which are here, and what was read."""
        blobs = self.catalogue.blobs
        return lambda name: blobs.get(name) or load(name)


def planned(sources: Snapshot, options: Options, runner: Runner) -> Plan:
    """All stages but the last; raises BuildFailed."""
    plan = survey(sources, options, runner)
    _stop_at_errors(plan.problems)
    return plan


def survey(sources: Snapshot, options: Options, runner: Runner) -> Plan:
    """The plan of what can be read, however much is wrong with it; raises BuildFailed where there are no settings to go by."""
    runner.stage("reading")
    problems = list(sources.problems)
    config, found = read_config(sources.config, options.base_url)
    theme, template_problems = theme_of(sources, runner)
    problems += [*found, *template_problems]

    entries, read_problems, unread = _read(sources, config, runner)
    problems += read_problems
    if config is None:
        raise BuildFailed(problems)

    runner.stage("linking")
    site = link_site(config, options.when, entries, sources.media, sources.static)
    (related,) = runner.map(steps.choose_related, None, [facts(site)])
    runner.stage("planning")
    catalogue = Catalogue(site, related, sources.static, _labels(sources, config), encode)
    outputs = plan_pages(catalogue)
    runner.stage("checking")
    problems += check.problems(site, outputs, lambda name: steps.story_of(runner.load(name)), unread)
    problems += check.missing_logo(site, logo_image(catalogue) is not None)
    return Plan(outputs, catalogue, theme, tuple(problems))


def _stop_at_errors(problems: Sequence[Problem]) -> None:
    """Raise BuildFailed with all problems where one of them is an error."""
    if any(problem.is_error for problem in problems):
        raise BuildFailed(problems)


def _read(sources: Snapshot, config: SiteConfig | None, runner: Runner) -> tuple[list[Entry], list[Problem], set[str]]:
    """The entries of all stories that can be used, what is wrong with each file, and the paths of those that cannot."""
    files = {("article", each.path, _digest(each)): each for each in sources.articles}
    files |= {("page", each.path, _digest(each)): each for each in sources.pages}
    readings = read_files(files, config, runner)
    entries = steps.entries_of(value for value, _ in readings if value)
    problems = [steps.problem_of(each) for _, troubles in readings if troubles for each in troubles]
    return entries, problems, {path for (_, path, _), (value, _) in zip(files, readings, strict=True) if not value}


def read_files(files: Mapping[steps.SourceSpec, SourceFile], config: SiteConfig | None, runner: Runner) -> list[Any]:
    """What ``steps.read`` makes of each file."""
    settings = Settings.of(config) if config else Settings("UTC")
    by_digest = {spec[2]: file for spec, file in files.items()}
    return runner.map(steps.read, settings, files, steps.source_needs, lambda name: by_digest[name].data)


def _digest(file: SourceFile) -> str:
    return file.digest or digest(file.data)


def _render(plan: Plan, runner: Runner) -> tuple[dict[str, Content], list[Problem]]:
    """The pages by their files; each kind sees just the templates that can reach it."""
    kinds: dict[str, list[Planned]] = {}
    for each in _by_story(plan):
        kinds.setdefault(steps.template_of(each.spec), []).append(each)
    runner.keep(plan.catalogue.blobs)
    load = plan.loading(runner.load)
    needs = partial(steps.shown_by, load=load)
    tree: dict[str, Content] = {}
    problems: list[Problem] = []
    for template, pages in kinds.items():
        results = runner.map(steps.render, plan.look(template), [each.spec for each in pages], needs, load, steps.NOTE)
        tree |= {each.url.file: Stored(name, size) for each, (name, size, _) in zip(pages, results, strict=True)}
        problems += [steps.problem_of(each) for _, _, troubles in results if troubles for each in troubles]
    return tree, problems


def _by_story(plan: Plan) -> list[Planned]:
    """The pages by the first story that they show: what several show of one is made once and kept for a while."""
    places = {name: place for place, name in enumerate(plan.catalogue.blobs)}
    pages = [each for each in plan.outputs if isinstance(each, Planned)]
    return sorted(pages, key=lambda page: next((places[name] for name in cards_of(page.spec)), -1))


def theme_of(sources: Snapshot, runner: Runner) -> tuple[Theme, list[Problem]]:
    """The templates as text, and what is wrong with them and with the words that they are given."""
    problems = [*label_problems(sources.templates, sources.theme)]
    made = templates.templates(
        _texts(sources.templates, "templates", problems), _texts(sources.theme, "theme/templates", problems)
    )
    ((troubles, closures, codes),) = runner.map(steps.check_templates, steps.PAGE_TEMPLATES, [made])
    return Theme(replace(made, codes=codes), dict(closures)), [*problems, *map(steps.problem_of, troubles)]


def _texts(files: Mapping[str, SourceFile], folder: str, problems: list[Problem]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, file in files.items():
        if name.startswith(LABELS):
            continue
        try:
            texts[name] = file.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(Location(f"{folder}/{name}"), "the template is not UTF-8", "save it as UTF-8 in your editor"))
    return texts


def _labels(sources: Snapshot, config: SiteConfig) -> dict[str, str]:
    """The theme's words in the site's language, a site's own over ours."""
    return read_labels([sources.theme, sources.templates], config.language)


Show = Callable[[Iterable[Problem]], tuple[Problem, ...]]


def editors_view(folders: Folders, sources: Snapshot) -> Show:
    """Problems with the line they speak of, and with the path that leads to the file from where the editor stands."""
    known: dict[str, SourceFile] = {
        f"content/{file.path}": file for file in (*sources.articles, *sources.pages, *sources.config.values())
    }
    known |= {f"templates/{name}": file for name, file in sources.templates.items()}
    known |= {f"theme/templates/{name}": file for name, file in sources.theme.items()}
    roots = {
        "content/": folders.content,
        "templates/": folders.templates,
        "static/": folders.static,
        "theme/": folders.theme,
    }

    @lru_cache(maxsize=8)  # what is wrong with a file is mostly told in one go
    def lines(path: str) -> list[str]:
        file = known.get(path)
        return file.data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n") if file else []

    def relocated(problem: Problem) -> Problem:
        for prefix, root in roots.items():
            if problem.where.path.startswith(prefix):
                path = (root / problem.where.path.removeprefix(prefix)).as_posix()
                return replace(problem, where=replace(problem.where, path=path))
        return problem

    return lambda problems: tuple(relocated(problem) for problem in with_excerpts(problems, lines))


def write(output: Path, tree: Tree) -> Changes:
    """Make the output folder equal to a tree; raises NotOurs or BuildFailed, and then has changed nothing."""
    present = disk.scan(output)
    changes = diff(tree, present)
    disk.apply(output, tree, changes, present)
    return changes


def differences(one: Tree, other: Tree) -> list[str]:
    """The paths at which two trees hold different bytes."""
    names = [{path: name_of(content) for path, content in tree.items()} for tree in (one, other)]
    return sorted(path for path in one.keys() | other.keys() if names[0].get(path) != names[1].get(path))
