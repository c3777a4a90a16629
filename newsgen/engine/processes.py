"""Processes, for whoever has much of the same to do.

In: a number of processes, work.  Out: an executor; the results of the work.  Never: does what one process could not do as well.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, Thread
from typing import IO, TYPE_CHECKING, Generic, NoReturn, TypeVar, cast

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

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


@contextmanager
def meanwhile(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Work that a process of its own does while this one goes on; to call what this gives, once, is to wait for the result.

    It is a copy of this process, and sees what this one saw when it began. Where there are no copies, or it came to nothing, the
    work is done when it is asked for, and raises what it raises.
    """
    if sys.platform != "linux":  # elsewhere there are none, or the libraries of the system do not work in them
        yield work
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _tell(work, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as told:
            yield lambda: _answer(told, work)
    finally:
        os.kill(child, signal.SIGKILL)  # nobody asks any more
        os.waitpid(child, 0)


def _answer(told: IO[bytes], work: Callable[[], Result]) -> Result:
    try:
        answer: Result = pickle.load(told)  # noqa: S301 -- from a copy of this process
    except (EOFError, pickle.UnpicklingError):  # it ended before
        return work()
    return answer


def _tell(work: Callable[[], object], writing: int) -> NoReturn:
    """Say what comes out, and end without any of the endings that are the parent's."""
    try:
        with os.fdopen(writing, "wb") as telling:
            pickle.dump(work(), telling)
    finally:
        os._exit(0)


Work = Callable[[Sequence[Thing]], list[Result]]
Prelude = Callable[[], object]


class Begun(Generic[Thing, Result]):
    """Work on parts of many things, which other processes have begun; whoever asks for the results helps from the other end.

    Parts are given out a few at a time and never taken back: when a process dies, its executor stumbles over what was.
    """

    def __init__(
        self, executor: Executor, width: int, work: Work[Thing, Result], things: Sequence[Thing], first: Prelude | None
    ) -> None:
        self._executor = executor
        self._work = work
        self._first = executor.submit(first) if first else None
        self._parts = [things[start : start + PART] for start in range(0, len(things), PART)]
        self._waiting = deque(range(len(self._parts)))
        self._given: dict[int, Future[list[Result]]] = {}
        self._failure: BaseException | None = None
        self._lock = Lock()
        for _ in range(2 * width):
            self._give()

    def _give(self, done: Future[list[Result]] | None = None) -> None:
        """Give out a part; when one is done, the next, in the thread that hears of it."""
        with self._lock:
            self._failure = self._failure or (done.exception() if done else None)
            if self._failure or not self._waiting:
                return
            try:
                future = self._executor.submit(self._work, self._parts[self._waiting[0]])
            except RuntimeError as error:  # a process has died, or all have been let go
                self._failure = error
                return
            self._given[self._waiting.popleft()] = future
        future.add_done_callback(self._give)

    def _take(self) -> int | None:
        """The last part that nobody has begun."""
        with self._lock:
            return self._waiting.pop() if self._waiting and not self._failure else None

    def results(self) -> list[tuple[Thing, Result | None]]:
        """The things in order, and what came out; None of what a stop left out. Raises what the work raises."""
        made: dict[int, Sequence[Result | None]] = {number: [None] * len(part) for number, part in enumerate(self._parts)}
        while (number := self._take()) is not None:
            made[number] = self._work(self._parts[number])
        if self._first:
            self._first.result()
        made |= {number: future.result() for number, future in self._given.items()}
        if self._failure:
            raise self._failure
        return [pair for number, part in enumerate(self._parts) for pair in zip(part, made[number], strict=True)]

    def stop(self) -> None:
        """Leave out what nobody has begun, and wait for the rest."""
        with self._lock:
            self._waiting.clear()
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
            if begun is None:
                return work(things)
            return cast("list[Result]", [result for _, result in begun.results()])  # nobody has stopped it

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
        begun = Begun(processes(self.width - 1), self.width - 1, work, things, first)
        try:
            yield begun
        finally:
            begun.stop()
