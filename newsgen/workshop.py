"""A build with everything that makes it fast: what earlier ones left, and all cores.

In: folders, options, an output folder, a store.  Out: the site on disk, and what was done.  Never: changes a byte of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from newsgen import memory, pipeline
from newsgen.engine.runner import RememberingRunner, Runner, Tell, processes
from newsgen.engine.store import Store, StoreBroken
from newsgen.errors import Problem
from newsgen.memory import Finished
from newsgen.model.page import Content, Copy, Stored, Tree
from newsgen.model.site import Transition
from newsgen.pipeline import Build, Options
from newsgen.read.config import config as read_config
from newsgen.read.snapshot import Folders, Snapshot, snapshot
from newsgen.steps import problem_of, trouble_of
from newsgen.write import disk
from newsgen.write.diff import diff

Stage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Help:
    """What a build may use: a store, so many processes, and someone to tell of stages and of steps done."""

    store: Store
    jobs: int = 1
    tell: Tell | None = None
    stage: Stage = lambda name: None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did; ``rendered`` counts the pages that were made anew."""

    tree: Tree
    warnings: tuple[Problem, ...]
    stories: int
    pages: int
    rendered: int
    written: int
    removed: int
    next_transition: Transition | None


def publish(folders: Folders, options: Options, output: Path, help_: Help) -> Outcome:
    """Make the output folder the site of a project; raises BuildFailed, NotOurs, and then has changed nothing there.

    A store that turns out to be broken is emptied, and the build begins anew.
    """
    try:
        return _publish(folders, options, output, help_)
    except StoreBroken:
        help_.store.empty()
        return _publish(folders, options, output, help_)


def _publish(folders: Folders, options: Options, output: Path, help_: Help) -> Outcome:
    store = help_.store
    help_.stage("finding sources")
    sources = take_snapshot(folders, store)
    code = _code(sources)
    name = memory.snapshot_key(code, sources, (options.when.drafts, options.base_url))
    last = memory.last_site(store)
    if last and last.snapshot == name and last.holds_at(options.when.as_of):
        show = pipeline.editors_view(folders, sources)
        outcome = _again(last, sources, show)
    else:
        outcome, last = _anew(folders, sources, options, help_, code, name)
    help_.stage("writing")
    changes = _write(output, outcome.tree, store)
    memory.keep_last_site(store, last)
    return Outcome(
        outcome.tree,
        outcome.warnings,
        outcome.stories,
        outcome.pages,
        outcome.rendered,
        *changes,
        outcome.next_transition,
    )


def take_snapshot(folders: Folders, store: Store) -> Snapshot:
    """The sources, of which only those are read that are not as they were at the last build."""
    known = memory.source_stamps(store)
    sources = snapshot(folders, known, store.moment())
    if len(sources.stamps) != len(known) or any(known.get(path) is not stamp for path, stamp in sources.stamps.items()):
        memory.keep_source_stamps(store, sources.stamps)
    return sources


def _code(sources: Snapshot) -> bytes:
    config, _ = read_config(sources.config)
    return memory.code(config.extensions if config else ())


def _anew(
    folders: Folders, sources: Snapshot, options: Options, help_: Help, code: bytes, name: bytes
) -> tuple[Outcome, Finished]:
    pool = (lambda: processes(help_.jobs)) if help_.jobs > 1 else None
    runner = RememberingRunner(help_.store, code, pool, help_.jobs, help_.tell, help_.stage)
    try:
        made = pipeline.explained(folders, sources, options, runner)
        runner.sweep()
    finally:
        runner.close()
    outcome = Outcome(made.tree, made.warnings, made.stories, made.pages, runner.ran["render"], 0, 0, made.next_transition)
    return outcome, _finished(made, name, options)


def _finished(made: Build, name: bytes, options: Options) -> Finished:
    change = made.next_transition
    return Finished(
        snapshot=name,
        as_of=options.when.as_of.astimezone(UTC).isoformat(),
        transition=(change.moment.isoformat(), change.path, change.change) if change else None,
        outputs=tuple([_output(path, content) for path, content in made.tree.items()]),
        troubles=tuple(trouble_of(problem) for problem in made.found),
        stories=made.stories,
        pages=made.pages,
    )


def _output(path: str, content: Content) -> tuple[str, str, int, str]:
    assert not isinstance(content, bytes)  # noqa: S101 -- a runner with a store gives no bytes
    return path, content.digest, content.size, content.origin if isinstance(content, Copy) else ""


def _again(last: Finished, sources: Snapshot, show: pipeline.Show) -> Outcome:
    """The last site once more."""
    files = {f"content/{path}": media for path, media in sources.media.items()}
    files |= {f"static/{path}": media for path, media in sources.static.items()}
    tree: dict[str, Content] = {
        path: Copy(files[origin].url, files[origin].origin, digest, size, origin) if origin else Stored(digest, size)
        for path, digest, size, origin in last.outputs
    }
    warnings = show(problem_of(trouble) for trouble in last.troubles)
    return Outcome(tree, warnings, last.stories, last.pages, 0, 0, 0, last.next_transition)


def _write(output: Path, tree: Tree, store: Store) -> tuple[int, int]:
    """Make the folder equal to the tree, and say how many files were written and removed; only what may have changed is read."""
    known = memory.output_stamps(store)
    present = disk.scan(output, known, tree)
    changes = diff(tree, present)
    written = disk.apply(output, tree, changes, present, store.blob)
    stamps = disk.stamps(tree, known, present, written, store.moment())
    if stamps != known:
        memory.keep_output_stamps(store, stamps)
    return len(changes.write), len(changes.remove)


def verified(folders: Folders, options: Options, outcome: Outcome) -> list[str]:
    """The paths at which a build without memory, in one process, differs from what was published."""
    store = Store()
    try:
        runner: Runner = RememberingRunner(store, b"")
        return pipeline.differences(pipeline.build(folders, options, runner).tree, outcome.tree)
    finally:
        store.close()
