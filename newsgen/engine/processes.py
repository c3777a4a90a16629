"""Processes, for whoever has much of the same to do.

In: a number of processes, work.  Out: an executor; the results of the work.  Never: does what one process could not do as well.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Generic, TypeVar

MANY = 2048
"""Files; with fewer, starting processes costs more than it saves (some 40 ms against 0.05 ms for a file)."""

PART = 256  # files: some 20 ms, which is how long the last one may keep the others waiting

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def processes(width: int, start: str | None = None) -> Executor:
    """An executor with so many processes, which leave the keyboard to their parent; ``start`` is how, of ``multiprocessing``."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 -- most builds need no processes
    from multiprocessing import get_context  # noqa: PLC0415

    return ProcessPoolExecutor(width, get_context(start), initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()  # what the parent left is here to stay: to look for garbage in it took a tenth of the time
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """An executor's process waits for work for ever where its parent was killed."""
    from multiprocessing import parent_process  # noqa: PLC0415 -- see processes

    parent = parent_process()
    if parent:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


Work = Callable[[Sequence[Thing]], list[Result]]
Prelude = Callable[[], object]


class Begun(Generic[Thing, Result]):
    """Work on parts of many things, which other processes have begun; whoever asks for the results helps from the other end."""

    def __init__(self, executor: Executor, work: Work[Thing, Result], things: Sequence[Thing], first: Prelude | None) -> None:
        self._executor = executor
        self._work = work
        self._first = executor.submit(first) if first else None
        parts = [things[start : start + PART] for start in range(0, len(things), PART)]
        self._parts = [(part, executor.submit(work, part)) for part in parts]

    def results(self) -> list[tuple[Thing, Result]]:
        """The things in order, without those that a stop left out, and what came out; raises what the work raises."""
        made = [self._work(part) if future.cancel() else None for part, future in reversed(self._parts)]
        if self._first:
            self._first.result()
        done = zip(self._parts, reversed(made), strict=True)
        return [pair for (part, future), here in done for pair in zip(part, here or future.result(), strict=True)]

    def stop(self) -> None:
        """Leave out what nobody has begun, and wait for the rest."""
        self._parts = [(part, future) for part, future in self._parts if not future.cancel()]
        self._executor.shutdown()


@dataclass(frozen=True, slots=True)
class Spreading:
    """Does work on files, which waits for the system more than it computes, in so many processes; on a few in this one.

    It remembers nothing, unlike ``Runner.map``: what is on disk has to be looked at each time.
    """

    width: int = 1

    def __call__(self, work: Work[Thing, Result], things: Sequence[Thing]) -> list[Result]:
        """The results in the order of the things; raises what the work raises."""
        with self.begin(work, things) as begun:
            return [result for _, result in begun.results()] if begun else work(things)

    @contextmanager
    def begin(
        self, work: Work[Thing, Result], things: Sequence[Thing], first: Prelude | None = None
    ) -> Iterator[Begun[Thing, Result] | None]:
        """Let the other processes begin, until the context's end; None on a few things, or where there are no others.

        ``first`` is what one of them does before anything else.
        """
        if self.width < 2 or len(things) < MANY:
            yield None
            return
        begun = Begun(processes(self.width - 1), work, things, first)
        try:
            yield begun
        finally:
            begun.stop()
