"""A build with everything that makes it fast: what earlier ones left, and all cores.

In: folders, options, an output folder, a store.  Out: the site on disk, and what was done.  Never: changes a byte of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence, Set
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newsgen import memory
from newsgen.engine.notes import Why
from newsgen.engine.processes import Spreading, meanwhile, processes
from newsgen.engine.runner import RememberingRunner, Runner, Tell
from newsgen.engine.store import Store, StoreBroken
from newsgen.errors import BuildFailed, Problem
from newsgen.memory import Finished
from newsgen.model.options import Options
from newsgen.model.site import Transition
from newsgen.model.spread import Begun
from newsgen.model.tree import Content, Copy, Stored, Tree
from newsgen.model.url import Url
from newsgen.read.snapshot import Folders, Snapshot, snapshot
from newsgen.write import disk
from newsgen.write.diff import Changes, Written, diff

if TYPE_CHECKING:
    from newsgen.model.site import Site
    from newsgen.pipeline import Build, Plan

Stage = Callable[[str], None]
Ahead = Begun[disk.Staging, Written]
Staged = tuple[disk.Staging, Written | None]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Help:
    """What a build may use: a store, so many processes, and someone to tell of stages and of steps done."""

    store: Store
    jobs: int = 1
    tell: Tell | None = None
    stage: Stage = lambda name: None

    @property
    def spread(self) -> Spreading:
        """What shares out the writing of what is in the store; in this process, where no other can read that."""
        return Spreading(self.jobs if self.store.is_kept else 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did; ``rendered`` counts the pages that were made anew."""

    tree: Tree
    warnings: tuple[Problem, ...]
    stories: int
    pages: int
    rendered: int
    next_transition: Transition | None
    written: int = 0
    removed: int = 0


def publish(folders: Folders, options: Options, output: Path, help_: Help) -> Outcome:
    """Make the output folder the site of a project; raises BuildFailed, NotOurs, and then has changed nothing there.

    A store that turns out to be broken is emptied, and the build begins anew.
    """
    return with_whole(help_.store, lambda: _publish(folders, options, output, help_))


def with_whole(store: Store, work: Callable[[], Result]) -> Result:
    """What the work gives with a store that is not broken."""
    try:
        return work()
    except StoreBroken:
        store.empty()
        return work()


def _publish(folders: Folders, options: Options, output: Path, help_: Help) -> Outcome:
    row = memory.output_row(help_.store) if disk.has_manifest(output) else b""
    look = partial(_changed, output, row)
    with meanwhile(look) if row and help_.jobs > 1 else nullcontext(look) as changed:  # before there is much to copy
        outputs = memory.last_outputs(help_.store)
        with _ahead(output, outputs, help_) as ahead:
            outcome = _outcome(folders, options, outputs, help_)
            help_.stage("writing")
            changes = _write(output, outcome.tree, help_, row, {*changed()}, _staged(ahead) if ahead else ())
    return replace(outcome, written=len(changes.write), removed=len(changes.remove))


def _changed(output: Path, row: bytes) -> list[str]:
    return disk.changed(output, memory.output_stamps(row))


@contextmanager
def _ahead(output: Path, outputs: memory.Outputs, help_: Help) -> Iterator[Ahead | None]:
    """The pages of the last site on their way to an empty folder, since most of them are likely those of this one."""
    if not disk.is_fresh(output):
        yield None
        return
    likely = [(path, Stored(digest, size)) for path, digest, size, origin, _ in outputs if not origin]
    with (
        disk.ahead(output, likely, help_.store.reader(), help_.spread.begin) as begun,
        help_.store.lent(begun.stop) if begun else nullcontext(),
    ):
        yield begun


def _staged(ahead: Ahead) -> Sequence[Staged]:
    """What is on its way; nothing where the disk is too full for the last site, since it may be large enough for this one."""
    try:
        return ahead.results()
    except OSError:
        ahead.stop()
        return ()


def _outcome(folders: Folders, options: Options, outputs: memory.Outputs, help_: Help) -> Outcome:
    store = help_.store
    help_.stage("finding sources")
    sources = take_snapshot(folders, store)
    last = memory.last_site(store, outputs)
    if last and not (last.rest == _rest(sources, options, last.extensions) and last.holds_at(options.when.as_of)):
        last = None
    before = memory.last_texts(store) if last else ()
    if last and before == memory.texts(sources):
        return _again(last, outputs, folders, sources)
    reprinted = _reprinted(last, before, outputs, folders, sources, options, help_) if last else None
    return reprinted or _anew(folders, sources, options, help_)


def take_snapshot(folders: Folders, store: Store) -> Snapshot:
    """The sources, of which only those are read that are not as they were at the last build."""
    known = memory.source_stamps(store)
    sources = snapshot(folders, known, store.moment())
    if len(sources.stamps) != len(known) or any(known.get(path) is not stamp for path, stamp in sources.stamps.items()):
        memory.keep_source_stamps(store, sources.stamps)
    return sources


def _rest(sources: Snapshot, options: Options, extensions: tuple[str, ...]) -> bytes:
    return memory.rest_key(memory.code(extensions), sources, (options.when.drafts, options.when.embargoed, options.base_url))


# What follows imports the stages where it needs them: a build in which nothing changed needs none, and they take long to import.


def _anew(folders: Folders, sources: Snapshot, options: Options, help_: Help) -> Outcome:
    from newsgen import pipeline  # noqa: PLC0415

    extensions = _extensions(sources)
    runner = runner_for(sources, help_)
    try:
        made = pipeline.explained(folders, sources, options, runner)
        runner.sweep()
    finally:
        runner.close()
    outcome = Outcome(made.tree, made.warnings, made.stories, made.pages, runner.ran["render"], made.next_transition)
    finished = _finished(made, _rest(sources, options, extensions), options, extensions)
    keys = runner.named.get("render", {})
    outputs = tuple([_output(path, content, keys.get(path, b"")) for path, content in sorted(made.tree.items())])
    memory.keep_last_site(help_.store, finished, outputs, memory.texts(sources))
    return outcome


def _reprinted(
    last: Finished,
    before: memory.Texts,
    outputs: memory.Outputs,
    folders: Folders,
    sources: Snapshot,
    options: Options,
    help_: Help,
) -> Outcome | None:
    """The last site with other texts; None where more than these may have changed."""
    from newsgen.read.config import config as read_config  # noqa: PLC0415
    from newsgen.reprint import reprinted  # noqa: PLC0415

    store = help_.store
    config, _ = read_config(sources.config, options.base_url)
    runner = RememberingRunner(store, memory.code(last.extensions), stage=help_.stage, whole=False)
    made = config and reprinted(last, before, outputs, sources, config, runner)
    if not made:
        return None
    memory.keep_last_site(store, last, made, memory.texts(sources))
    return replace(_again(last, made, folders, sources), rendered=runner.ran["render"])


def runner_for(sources: Snapshot, help_: Help) -> RememberingRunner:
    """A runner that remembers what any build of these sources did; whoever asks for it closes it."""
    pool = (lambda: processes(help_.jobs)) if help_.jobs > 1 else None
    return RememberingRunner(help_.store, memory.code(_extensions(sources)), pool, help_.jobs, help_.tell, help_.stage)


def _extensions(sources: Snapshot) -> tuple[str, ...]:
    """The Markdown extensions of the site's own, which are code that the pages depend on."""
    from newsgen.read.config import config as read_config  # noqa: PLC0415

    config, _ = read_config(sources.config)
    return config.extensions if config else ()


def _finished(made: Build, rest: bytes, options: Options, extensions: tuple[str, ...]) -> Finished:
    from newsgen.steps import trouble_of  # noqa: PLC0415

    change = made.next_transition
    return Finished(
        rest=rest,
        as_of=options.when.as_of.astimezone(UTC).isoformat(),
        transition=(change.moment.isoformat(), change.path, change.change) if change else None,
        troubles=tuple(trouble_of(problem) for problem in made.found),
        stories=made.stories,
        pages=made.pages,
        extensions=extensions,
        carriers=made.carriers,
    )


def _output(path: str, content: Content, key: bytes) -> memory.Output:
    assert not isinstance(content, bytes)  # noqa: S101 -- a runner with a store gives no bytes
    return path, content.digest, content.size, content.origin if isinstance(content, Copy) else "", key


def _again(last: Finished, outputs: memory.Outputs, folders: Folders, sources: Snapshot) -> Outcome:
    """The last site once more."""
    files = {f"content/{path}": media for path, media in sources.media.items()}
    files |= {f"static/{path}": media for path, media in sources.static.items()}
    tree: dict[str, Content] = {
        path: Copy(files[origin].url, files[origin].origin, digest, size, origin) if origin else Stored(digest, size)
        for path, digest, size, origin, _ in outputs
    }
    return Outcome(tree, _warnings(last, folders, sources), last.stories, last.pages, 0, last.next_transition)


def _warnings(last: Finished, folders: Folders, sources: Snapshot) -> tuple[Problem, ...]:
    if not last.troubles:
        return ()
    from newsgen import pipeline, steps  # noqa: PLC0415

    return pipeline.editors_view(folders, sources)(steps.problem_of(trouble) for trouble in last.troubles)


def _write(output: Path, tree: Tree, help_: Help, row: bytes, changed: Set[str], ahead: Sequence[Staged]) -> Changes:
    """Make the folder equal to the tree; of what the ``row`` of stamps has, only what has ``changed`` is read."""
    store = help_.store
    known = memory.output_stamps(row)
    still = {path: stamp for path, stamp in known.items() if path not in changed} if changed else known
    present = disk.scan(output, still, tree)
    changes = diff(tree, present)
    written = disk.apply(output, tree, changes, present, store.reader(), help_.spread, ahead)
    stamps = disk.stamps(tree, still, present, written, store.moment())
    if stamps != known:
        memory.keep_output_stamps(store, stamps)
    return changes


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where an output comes from, and why it was rendered; a file that is copied has no templates and no why."""

    url: str
    origin: str
    file: str
    templates: tuple[str, ...]
    why: Why | None


def explain(
    folders: Folders, options: Options, store: Store, choose: Callable[[Container[str]], Url | None]
) -> Explanation | None:
    """What is known of the output that ``choose`` picks from all addresses, decided as a build would; raises BuildFailed."""
    from newsgen import steps  # noqa: PLC0415

    plan, runner = _planned(folders, options, store)
    outputs = {each.url.path: each for each in plan.outputs}
    url = choose(outputs)
    if url is None:
        return None
    output = outputs[url.path]
    if isinstance(output, Copy):
        return Explanation(url.path, output.origin, url.file, (), None)
    template = steps.template_of(output.spec)
    why = runner.why(steps.render, plan.look(template), output.spec, steps.NOTE)
    return Explanation(url.path, output.origin, url.file, plan.theme.closures.get(template, ()), why)


def edition(folders: Folders, options: Options, help_: Help) -> tuple[Site, Build]:
    """A project's stories and its site, written nowhere; the store keeps results, but no last site. Raises BuildFailed."""
    return with_whole(help_.store, lambda: _edition(folders, options, help_))


def _edition(folders: Folders, options: Options, help_: Help) -> tuple[Site, Build]:
    from newsgen import pipeline  # noqa: PLC0415

    sources = snapshot(folders)
    runner = runner_for(sources, help_)
    try:
        plan = pipeline.planned(sources, options, runner)
        return plan.catalogue.site, pipeline.rendered(plan, runner)
    except BuildFailed as failure:
        raise BuildFailed(pipeline.editors_view(folders, sources)(failure.problems)) from None
    finally:
        runner.close()


def linked(folders: Folders, options: Options, store: Store) -> Site:
    """All that is known of a project's stories before a page is made; raises BuildFailed."""
    return with_whole(store, lambda: _planned(folders, options, store)[0].catalogue.site)


def _planned(folders: Folders, options: Options, store: Store) -> tuple[Plan, RememberingRunner]:
    from newsgen import pipeline  # noqa: PLC0415

    sources = take_snapshot(folders, store)
    runner = RememberingRunner(store, memory.code(_extensions(sources)))
    try:
        return pipeline.planned(sources, options, runner), runner
    except BuildFailed as failure:
        raise BuildFailed(pipeline.editors_view(folders, sources)(failure.problems)) from None


def verified(folders: Folders, options: Options, outcome: Outcome) -> list[str]:
    """The paths at which a build without memory, in one process, differs from what was published."""
    from newsgen import pipeline  # noqa: PLC0415

    store = Store()
    try:
        runner: Runner = RememberingRunner(store, b"")
        return pipeline.differences(pipeline.build(folders, options, runner).tree, outcome.tree)
    finally:
        store.close()
