"""The stages in order: read this first.

In: folders, options.  Out: a Build, its tree written if asked.  Never: prints, looks at a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsgen.engine.runner import Runner
from newsgen.errors import BuildFailed, Location, Problem, with_excerpts
from newsgen.link import check
from newsgen.link.site import When
from newsgen.link.site import site as link_site
from newsgen.model.article import Article, Html, StandingPage
from newsgen.model.page import Content, Copy, Page, Tree
from newsgen.model.site import SiteConfig, Transition
from newsgen.plan import views
from newsgen.plan.pages import pages as plan_pages
from newsgen.read.article import Reading, Settings
from newsgen.read.article import article as read_article
from newsgen.read.article import page as read_page
from newsgen.read.config import config as read_config
from newsgen.read.config import labels as read_labels
from newsgen.read.snapshot import Folders, Snapshot, SourceFile, snapshot
from newsgen.render import templates
from newsgen.render.page import Look
from newsgen.render.page import page as render_page
from newsgen.write import disk
from newsgen.write.diff import Changes, diff


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for beyond the sources: the moment, and what ``base_url`` to use instead of site.yaml's."""

    when: When
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Build:
    """A site in memory and what is worth telling about it. ``origins`` names the source and the template of each address."""

    tree: Tree
    warnings: tuple[Problem, ...]
    stories: int
    pages: int
    next_transition: Transition | None
    origins: Mapping[str, tuple[str, str]]
    look: Look


def build(folders: Folders, options: Options, runner: Runner | None = None) -> Build:
    """Read a project and generate its site; raises BuildFailed with everything that is wrong with it."""
    return explained(folders, snapshot(folders), options, runner or Runner())


def explained(folders: Folders, sources: Snapshot, options: Options, runner: Runner) -> Build:
    """``generate``, with problems that show the source's line and name its file as the editor knows it."""
    show = _editors_view(folders, sources)
    try:
        made = generate(sources, options, runner)
    except BuildFailed as failure:
        raise BuildFailed(show(failure.problems)) from None
    return replace(made, warnings=show(made.warnings))


def generate(sources: Snapshot, options: Options, runner: Runner) -> Build:
    """The whole site as a function of its sources; raises BuildFailed."""
    problems = list(sources.problems)
    config, found = read_config(sources.config, options.base_url)
    look_templates, template_problems = _templates(sources)
    problems += [*found, *template_problems]

    settings = Settings(config.timezone, config.extensions, config.typography, config.language) if config else Settings("UTC")
    readings = [*runner.map(read_article, settings, sources.articles), *runner.map(read_page, settings, sources.pages)]
    problems += [problem for reading in readings for problem in reading.problems]
    if config is None:
        raise BuildFailed(problems)
    stories, bodies = _understood(readings)
    unread = {source.path for source in (*sources.articles, *sources.pages)} - {story.path for story in stories}

    site = link_site(
        config,
        options.when,
        [story for story in stories if isinstance(story, Article)],
        [story for story in stories if isinstance(story, StandingPage)],
        sources.media,
    )
    catalogue, planned = plan_pages(site, sources.static, _labels(sources, config))
    problems += check.problems(site, planned, unread)
    problems += check.missing_logo(site, views.logo_image(catalogue) is not None)
    _stop_at_errors(problems)

    look = Look(look_templates, views.frame(catalogue))
    pages = [each for each in planned if isinstance(each, Page)]
    rendered = runner.map(render_page, look, [(page, {digest: bodies[digest] for digest in page.bodies}) for page in pages])
    problems += [problem for result in rendered for problem in result.problems]
    _stop_at_errors(problems)

    tree: dict[str, Content] = {page.url.file: result.content for page, result in zip(pages, rendered, strict=True)}
    tree |= {each.url.file: each for each in planned if isinstance(each, Copy)}
    return Build(
        tree=tree,
        warnings=tuple(sorted(set(problems))),
        stories=len(site.articles),
        pages=len(pages),
        next_transition=site.next_transition,
        origins={
            each.url.path: (each.origin, getattr(each.view, "template", "") if isinstance(each, Page) else "") for each in planned
        },
        look=look,
    )


def _stop_at_errors(problems: Sequence[Problem]) -> None:
    if any(problem.is_error for problem in problems):
        raise BuildFailed(problems)


def _understood(readings: Sequence[Reading]) -> tuple[list[Article | StandingPage], dict[str, Html]]:
    """The stories that could be read, and their HTML by digest."""
    stories = [reading.story for reading in readings if reading.story]
    return stories, {reading.story.body.digest: reading.html for reading in readings if reading.story}


def _templates(sources: Snapshot) -> tuple[templates.Templates, list[Problem]]:
    """The templates as text, and what is wrong with them."""
    problems: list[Problem] = []
    made = templates.templates(
        _texts(sources.templates, "templates", problems), _texts(sources.theme, "theme/templates", problems)
    )
    return made, [*problems, *templates.problems(made)]


def _texts(files: Mapping[str, SourceFile], folder: str, problems: list[Problem]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, file in files.items():
        if name.startswith("labels/"):
            continue
        try:
            texts[name] = file.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(Location(f"{folder}/{name}"), "the template is not UTF-8", "save it as UTF-8 in your editor"))
    return texts


def _labels(sources: Snapshot, config: SiteConfig) -> dict[str, str]:
    """The theme's words in the site's language, a site's own over ours."""
    return read_labels([sources.theme, sources.templates], config.language)


Show = Callable[[Sequence[Problem]], tuple[Problem, ...]]


def _editors_view(folders: Folders, sources: Snapshot) -> Show:
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
    """Make the output folder equal to the tree; raises NotOurs or BuildFailed, and then has changed nothing."""
    present = disk.scan(output)
    changes = diff(tree, present)
    disk.apply(output, tree, changes, present)
    return changes


def differences(one: Tree, other: Tree) -> list[str]:
    """The paths at which two trees differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
