"""Whatever is saved, the preview shows what a clean build gives, page for page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from newsgen import pipeline
from newsgen.errors import BuildFailed, Problem
from newsgen.model.options import Options, When
from newsgen.model.spec import Planned
from newsgen.serve import session
from newsgen.serve.edition import Edition
from newsgen.serve.runner import SharedStore
from newsgen.serve.session import Session

from ..newsroom import BREAKING, EDITS, LOOKS, Newsroom, content_of, differing, move_clock, switch_drafts

MORE = int(os.environ.get("NEWSGEN_EXAMPLES", "0"))
SHORT = tuple(Phase) if MORE else (Phase.explicit, Phase.reuse, Phase.generate)
NUMBERS = st.integers(0, 999)
Seen = dict[str, tuple[int, int, int]]


class Preview:
    """A newsroom with a session that hears of each file that was written, as a watcher would say it."""

    def __init__(self) -> None:
        self.room = Newsroom()
        self.store = SharedStore()
        self.session = Session(self.room.folders, self.store, self.ask)
        self.before: Seen = {}
        self.compared = self.failed = 0

    def ask(self) -> Options:
        return Options(When(self.room.as_of, self.room.drafts, self.room.drafts))

    def close(self) -> None:
        self.store.close()
        self.room.close()

    def changed(self) -> set[str]:
        """Whole paths of what was written or deleted since this was asked last."""
        now = dict(self._files())
        places = {path for path in now.keys() | self.before.keys() if now.get(path) != self.before.get(path)}
        self.before = now
        return places

    def _files(self) -> Iterator[tuple[str, tuple[int, int, int]]]:
        for place in Path(os.path.realpath(self.room.root)).rglob("*"):
            if place.is_file() or place.is_symlink():
                seen = place.lstat()
                yield str(place), (seen.st_size, seen.st_ctime_ns, seen.st_ino)

    def compare(self, told: bool = True) -> None:
        """Refresh, and see that all is as in a clean build."""
        self.compared += 1
        changed = self.changed()
        self.session.refresh(changed if told else None)
        showing = self.session.showing
        try:
            clean = pipeline.build(self.room.folders, self.ask())
        except BuildFailed as failure:
            self.failed += 1
            assert tuple(sorted({*showing.problems, *self.found_in_templates()})) == failure.problems
            return
        assert showing.edition
        assert showing.problems == clean.warnings
        wanted = {path: content_of(content) for path, content in clean.tree.items()}
        differing(self.pages(showing.edition), wanted)

    def found_in_templates(self) -> set[Problem]:
        """What is wrong with templates shows where they are used; the pages of an older edition say nothing of it."""
        showing = self.session.showing
        assert showing.edition
        if showing.is_wrong:
            return set()
        outputs = [showing.edition.output(file) for file in showing.edition.outputs]
        pages = [self.session.page(showing.edition, each) for each in outputs if isinstance(each, Planned)]
        return {problem for page in pages for problem in page.problems}

    def pages(self, edition: Edition) -> dict[str, bytes]:
        return {file: self.page(edition, file) for file in edition.outputs}

    def page(self, edition: Edition, file: str) -> bytes:
        output = edition.output(file)
        if isinstance(output, Planned):
            return self.session.page(edition, output).content
        assert output
        return Path(output.disk).read_bytes()


class Machine(RuleBasedStateMachine):
    """An editor's days in front of a preview."""

    compared, failed, steps, amended = 0, 0, 0, 0

    def __init__(self) -> None:
        super().__init__()
        self.preview = Preview()

    @initialize()
    def first(self) -> None:
        self.preview.compare()

    def happen(self, name: str, number: int, told: bool = True) -> None:
        type(self).steps += 1
        self.preview.room.do(name, number)
        self.preview.compare(told)

    @rule(name=st.sampled_from([each.__name__ for each in EDITS]), number=NUMBERS, told=st.booleans())
    def edit(self, name: str, number: int, told: bool) -> None:
        self.happen(name, number, told)

    @rule(number=NUMBERS)
    def edit_bodies(self, number: int) -> None:
        self.happen("edit_body", number)

    @rule(name=st.sampled_from([each.__name__ for each in LOOKS]), number=NUMBERS)
    def change_the_look(self, name: str, number: int) -> None:
        self.happen(name, number)

    @rule(name=st.sampled_from([move_clock.__name__, switch_drafts.__name__]), number=NUMBERS)
    def change_circumstances(self, name: str, number: int) -> None:
        self.happen(name, number)

    @rule(
        name=st.sampled_from([each.__name__ for each in BREAKING]), number=NUMBERS, edit=st.sampled_from(["edit_body", "retitle"])
    )
    def break_something_and_mend_it(self, name: str, number: int, edit: str) -> None:
        self.happen(name, number)
        self.happen(edit, number)
        self.happen("mend_references", number)

    def teardown(self) -> None:
        type(self).compared += self.preview.compared
        type(self).failed += self.preview.failed
        self.preview.close()


def search(machine: type[Machine], examples: int, steps: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # Hypothesis has none there
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, phases=SHORT, suppress_health_check=[*HealthCheck]
        ),
    )


def counted(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each new edition was an amended one."""
    found: list[bool] = []
    amended = session.amended

    def counting(*arguments: object) -> Edition | None:
        made = amended(*arguments)  # type: ignore[arg-type]
        found.append(made is not None)
        return made

    monkeypatch.setattr(session, "amended", counting)
    return found


def test_whatever_is_saved_the_preview_equals_a_clean_build(
    figure: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Counted(Machine):
        pass

    amended = counted(monkeypatch)
    search(Counted, MORE or 10, 20 if MORE else 10)
    figure(
        f"preview: {Counted.steps} steps, {Counted.compared} editions compared, {Counted.failed} failed alike, "
        f"{sum(amended)} of {len(amended)} amended"
    )
    assert Counted.compared > 2 * Counted.failed
    assert any(amended)
    assert not all(amended)
