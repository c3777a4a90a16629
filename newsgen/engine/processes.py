"""Processes, for whoever has much of the same to do.

In: a number of processes, work.  Out: an executor; the results of the work.  Never: does what one process could not do as well.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

MANY = 2048
"""Files; with fewer, starting processes costs more than it saves (some 40 ms against 0.05 ms for a file)."""

_PARTS = 4  # of the work, for each process: one that is slow has fewer

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def processes(width: int, start: str | None = None) -> Executor:
    """An executor with so many processes, which leave the keyboard to their parent; ``start`` is how, of ``multiprocessing``."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 -- most builds need no processes
    from multiprocessing import get_context  # noqa: PLC0415

    return ProcessPoolExecutor(width, get_context(start), initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what the parent left is here to stay: to look for garbage in it took a tenth of the time


@dataclass(frozen=True, slots=True)
class Spreading:
    """Does work on files, which waits for the system more than it computes, in so many processes; on a few in this one.

    It remembers nothing, unlike ``Runner.map``: what is on disk has to be looked at each time.
    """

    width: int = 1

    def __call__(self, work: Callable[[Sequence[Thing]], list[Result]], things: Sequence[Thing]) -> list[Result]:
        """The results in the order of the things; raises what the work raises."""
        if self.width < 2 or len(things) < MANY:
            return work(things)
        size = -(-len(things) // (_PARTS * self.width))
        parts = [things[start : start + size] for start in range(0, len(things), size)]
        with processes(self.width) as executor:
            return [each for part in executor.map(work, parts) for each in part]
