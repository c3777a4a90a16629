"""Whatever happens between two builds, the folder equals a clean build."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from newsgen import workshop
from newsgen.engine.processes import processes

from .newsroom import BREAKING, CIRCUMSTANCES, EDITS, HARM, LOOKS, TAMPERING, Newsroom, Operation

MORE = int(os.environ.get("NEWSGEN_EXAMPLES", "0"))
SHORT = tuple(Phase) if MORE else (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink a failure takes minutes
NUMBERS = st.integers(0, 999)


def one_of(operations: tuple[Operation, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([each.__name__ for each in operations])


class Machine(RuleBasedStateMachine):
    """A newsroom's days: something happens, mostly followed by a build."""

    compared, failed, rendered, steps = 0, 0, 0, 0

    def __init__(self) -> None:
        super().__init__()
        self.room = Newsroom()

    @initialize()
    def first_build(self) -> None:
        self.room.compare()
        assert not self.room.failed

    def happen(self, name: str, number: int, built: bool = True) -> None:
        type(self).steps += 1
        self.room.do(name, number)
        if built:
            self.room.compare()

    @rule(name=one_of(EDITS), number=NUMBERS, built=st.booleans())
    def edit(self, name: str, number: int, built: bool) -> None:
        self.happen(name, number, built)

    @rule(name=one_of(LOOKS), number=NUMBERS, built=st.booleans())
    def change_the_look(self, name: str, number: int, built: bool) -> None:
        self.happen(name, number, built)

    @rule(name=one_of(CIRCUMSTANCES), number=NUMBERS)
    def change_circumstances(self, name: str, number: int) -> None:
        self.happen(name, number)

    @rule(name=one_of(TAMPERING), number=NUMBERS, built=st.booleans())
    def tamper_with_the_output(self, name: str, number: int, built: bool) -> None:
        self.happen(name, number, built)

    @rule(name=one_of(HARM), number=NUMBERS, edit=one_of(EDITS))
    def harm_the_cache_or_the_build(self, name: str, number: int, edit: str) -> None:
        self.happen(edit, number, built=False)
        self.happen(name, number)

    @rule(name=one_of(BREAKING), number=NUMBERS, edit=one_of((*EDITS, *LOOKS)))
    def break_something_and_mend_it(self, name: str, number: int, edit: str) -> None:
        self.happen(name, number)
        self.happen(edit, number, built=False)
        self.happen("mend_references", number)

    def teardown(self) -> None:
        kind = type(self)
        kind.compared += self.room.compared
        kind.failed += self.room.failed
        kind.rendered += self.room.rendered
        self.room.close()


def search(examples: int, steps: int, machine: type[Machine] = Machine, phases: tuple[Phase, ...] = SHORT) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # Hypothesis has none there
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=phases,
            suppress_health_check=[*HealthCheck],
        ),
    )


def test_whatever_happens_the_folder_equals_a_clean_build(figure: Callable[[str], None]) -> None:
    class Counted(Machine):
        pass

    search(MORE or 18, 20 if MORE else 10, Counted)
    figure(
        f"incremental: {Counted.steps} steps, {Counted.compared} builds compared, {Counted.failed} of them failed alike, "
        f"{Counted.rendered} pages rendered"
    )
    assert Counted.compared > 2 * Counted.failed


def test_the_machine_means_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its builds have pages of lists, use processes where there are two workers, and its killed builds are killed half-way."""
    pools: list[int] = []
    monkeypatch.setattr(workshop, "processes", lambda width: pools.append(width) or processes(width))
    room = Newsroom()
    try:
        room.jobs = 2
        room.compare()
        assert pools == [2]
        assert {"archive/2024/04/page/1/index.html", "sections/world/feed.xml", "2024/05/flut/index.html"} <= {*room.ours()}
        for number in range(60):
            room.do("lose_output")
            room.do("retitle")
            room.do("kill_build", number)
            if (room.output / ".newsgen-new").exists():
                break
        assert (room.output / ".newsgen-new").exists()
        room.compare()
        assert room.failed == 0
    finally:
        room.close()
