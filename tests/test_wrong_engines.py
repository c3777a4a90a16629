"""Engines that are wrong on purpose, each in one way: the machine of ``test_incremental`` catches them all.

Each has a few steps that show it, which the right engine survives. With NEWSGEN_EXAMPLES they are also found by search.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from _pytest.outcomes import Failed
from hypothesis import Phase

from newsgen import memory, pipeline, reprint, steps, workshop
from newsgen.engine.runner import Function, Made, RememberingRunner
from newsgen.engine.store import Store
from newsgen.memory import Finished
from newsgen.model.spec import FeedSpec, FrontSpec, ListingSpec, StorySpec
from newsgen.read.article import Settings
from newsgen.read.snapshot import Folders, Snapshot
from newsgen.render.page import Look
from newsgen.render.templates import Templates
from newsgen.write import disk

from .newsroom import Newsroom
from .test_incremental import MORE, Machine, search

Patches = pytest.MonkeyPatch
Blind = Callable[[Any], Any]


def keys_are_blind(patches: Patches, shared: Blind = lambda value: value, spec: Blind = lambda value: value) -> None:
    """Let the keys of results not see something."""
    keys = RememberingRunner._keys

    def blind(self: RememberingRunner, function: Function, seen: object, specs: Sequence[object]) -> list[bytes]:
        return keys(self, function, shared(seen), [spec(each) for each in specs])

    patches.setattr(RememberingRunner, "_keys", blind)


def reads_by_path(patches: Patches) -> None:
    keys_are_blind(patches, spec=lambda spec: spec[:2] if isinstance(spec, tuple) else spec)


def ignores_included_templates(patches: Patches) -> None:
    def own(shared: object) -> object:
        if not isinstance(shared, Look):
            return shared
        return replace(
            shared, templates=Templates(tuple(each for each in shared.templates.sources if each[0] in steps.PAGE_TEMPLATES))
        )

    keys_are_blind(patches, shared=own)


def ignores_neighbours(patches: Patches) -> None:
    keys_are_blind(patches, spec=lambda spec: replace(spec, newer=None, older=None) if isinstance(spec, StorySpec) else spec)


def ignores_cards(patches: Patches) -> None:
    def without(spec: object) -> object:
        if isinstance(spec, ListingSpec | FeedSpec):
            return replace(spec, cards=("",) * len(spec.cards))
        return replace(spec, leads=(), top=(), blocks=(), latest=()) if isinstance(spec, FrontSpec) else spec

    keys_are_blind(patches, spec=without)


def ignores_settings(patches: Patches) -> None:
    def without(shared: object) -> object:
        if isinstance(shared, Look):
            return shared.templates
        return None if isinstance(shared, Settings) else shared

    keys_are_blind(patches, shared=without)


def ignores_the_clock(patches: Patches) -> None:
    patches.setattr(Finished, "holds_at", lambda self, moment: True)


def trusts_times_of_outputs(patches: Patches) -> None:
    changed = disk.changed

    def trusting(output: Path, known: Mapping[str, Any]) -> list[str]:
        return changed(output, {path: trusted(output / path, stamp) for path, stamp in known.items()})

    patches.setattr(disk, "changed", trusting)


def trusts_times_of_sources(patches: Patches) -> None:
    snapshot = workshop.snapshot

    def trusting(folders: Folders, known: Mapping[str, Any], before: int) -> Snapshot:
        seen = {path: trusted(folders.content.parent / path, stamp) for path, stamp in known.items()}
        return snapshot(folders, seen, before)

    patches.setattr(workshop, "snapshot", trusting)


def trusted(place: Path, stamp: Any) -> Any:
    """The stamp as it would have to be, wherever size and time are right."""
    try:
        seen = os.lstat(place)
    except FileNotFoundError:
        return stamp
    same = (seen.st_size, seen.st_mtime_ns) == stamp[:2]
    return stamp._replace(changed=seen.st_ctime_ns, node=seen.st_ino) if same else stamp


def never_prunes(patches: Patches) -> None:
    diff = workshop.diff
    patches.setattr(workshop, "diff", lambda tree, present: replace(diff(tree, present), remove=()))


def believes_blobs(patches: Patches) -> None:
    def blobs(self: Store, names: Sequence[str]) -> dict[str, bytes]:
        query = "SELECT data FROM blobs WHERE digest = ?"
        return {name: bytes(self._connection.execute(query, (bytes.fromhex(name),)).fetchone()[0]) for name in names}

    patches.setattr(Store, "blobs", blobs)


def ignores_its_own_code(patches: Patches) -> None:
    patches.setattr(Newsroom, "version", lambda self: b"")


def remembers_failures(patches: Patches) -> None:
    keep = RememberingRunner._keep

    def keeping(self: RememberingRunner, space: str, chunk: Mapping[bytes, Made]) -> dict[bytes, Made]:
        return keep(self, space, {name: replace(made, failed=False) for name, made in chunk.items()})

    patches.setattr(RememberingRunner, "_keep", keeping)


def believes_that_what_cannot_be_taken_is_not_there(patches: Patches) -> None:
    name = memory.rest_key
    patches.setattr(memory, "rest_key", lambda code, sources, options: name(code, replace(sources, problems=()), options))


def reprints_no_feeds(patches: Patches) -> None:
    patches.setattr(pipeline, "is_carrier", lambda spec: False)


def reprints_whatever_was_edited(patches: Patches) -> None:
    patches.setattr(reprint, "_ask_for", lambda condition: None)


def believes_that_all_is_as_it_was(patches: Patches) -> None:
    patches.setattr(disk, "_still_wanted", lambda staging, ahead, tree: {path: stamp for (path, _), stamp in ahead})


@dataclass(frozen=True, slots=True)
class Wrong:
    """An engine, steps that show what is wrong with it, and what the machine says."""

    engine: Callable[[Patches], None]
    steps: tuple[tuple[str, int], ...]
    said: str


STALE = "differs from a clean build"
WRONG = (
    Wrong(reads_by_path, (("edit_body", 0),), STALE),
    Wrong(ignores_included_templates, (("edit_template", 1),), STALE),
    Wrong(ignores_included_templates, (("edit_template", 0),), STALE),
    Wrong(ignores_included_templates, (("extra_template", 0),), STALE),
    Wrong(ignores_neighbours, (("change_date", 9),), STALE),
    Wrong(ignores_cards, (("retitle", 1),), STALE),
    Wrong(ignores_settings, (("edit_settings", 0),), STALE),
    Wrong(ignores_the_clock, (("move_clock", 2),), STALE),
    Wrong(trusts_times_of_outputs, (("tamper", 0),), STALE),
    Wrong(trusts_times_of_sources, (("edit_slyly", 0),), STALE),
    Wrong(never_prunes, (("delete_story", 0),), STALE),
    Wrong(believes_blobs, (("rot_stored_pages", 0),), STALE),
    Wrong(ignores_its_own_code, (("change_program", 1),), STALE),
    Wrong(remembers_failures, (("break_source", 0),), "a failure was remembered"),
    Wrong(reprints_no_feeds, (("add_words", 15),), STALE),
    Wrong(reprints_whatever_was_edited, (("retitle", 1),), STALE),
    Wrong(believes_that_all_is_as_it_was, (("change_workers", 1), ("check_out", 0)), STALE),
    Wrong(believes_that_what_cannot_be_taken_is_not_there, (("link_outside", 0),), "DID NOT RAISE"),
)
each_wrong = pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.engine.__name__}-{wrong.steps[0][0]}")


def live_through(days: Sequence[tuple[str, int]], engine: Callable[[Patches], None] = lambda patches: None) -> None:
    """The machine's first build, then these steps with a build after each."""
    with pytest.MonkeyPatch.context() as patches:
        engine(patches)
        machine = Machine()
        try:
            machine.first_build()
            for name, number in days:
                machine.happen(name, number)
        finally:
            machine.teardown()


@pytest.mark.parametrize("days", sorted({wrong.steps for wrong in WRONG}), ids=lambda days: days[0][0])
def test_the_right_engine_survives_what_shows_the_wrong_ones(days: Sequence[tuple[str, int]]) -> None:
    live_through(days)


@each_wrong
def test_a_wrong_engine_is_caught(wrong: Wrong) -> None:
    with pytest.raises((AssertionError, Failed), match=wrong.said):
        live_through(wrong.steps, wrong.engine)


@pytest.mark.skipif(not MORE, reason="a search for each wrong engine takes minutes: set NEWSGEN_EXAMPLES")
@pytest.mark.parametrize("engine", {wrong.engine: None for wrong in WRONG}, ids=lambda engine: engine.__name__)
def test_a_wrong_engine_is_found_by_search(engine: Callable[[Patches], None], monkeypatch: pytest.MonkeyPatch) -> None:
    class Hunter(Machine):
        pass

    engine(monkeypatch)
    with pytest.raises((AssertionError, Failed)):
        search(MORE, 20, Hunter, (Phase.generate,))
