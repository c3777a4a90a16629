"""Processes, for whoever has much of the same to do.

In: a number of processes, work.  Out: an executor; results of the work.  Never: does what one process could not do as well.

Executors serve tasks that are not known yet. What is known in full is begun by copies of this process: nothing has to be imported
or sent for them.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Set
    from concurrent.futures import Executor, Future
    from multiprocessing.process import BaseProcess

MANY = 512
"""Files; with fewer, a copy of a process costs more than it saves (some 5 ms against 0.05 ms for a file)."""

PART = 64  # files: some 5 ms, which is how long the last one may keep the others waiting

PATIENCE = 1.0  # seconds

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def processes(width: int, start: str | None = None) -> Executor:
    """An executor with so many processes, which leave the keyboard to their parent; ``start`` is how, of ``multiprocessing``."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 -- most builds need no processes
    from multiprocessing import get_context  # noqa: PLC0415

    return ProcessPoolExecutor(width, get_context(start), initializer=_begin)


def _leave_to_parent() -> None:
    """The keyboard, and the garbage of what was there before: to look for some took a tenth of the time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()


def _begin() -> None:
    _leave_to_parent()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """An executor's process waits for work for ever where its parent was killed."""
    from multiprocessing import parent_process  # noqa: PLC0415 -- see processes

    parent = parent_process()
    if parent:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def told(future: Future[Result], executor: Executor, workers: Set[BaseProcess]) -> Result:
    """What came of a task of an executor with these processes; raises BrokenExecutor where one of them has ended.

    An executor notices that too, unless the process was killed while it told a result: it would wait for the rest for ever.
    """
    from concurrent.futures import wait  # noqa: PLC0415 -- see processes
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    while not wait([future], PATIENCE).done:
        if not all(each.is_alive() for each in workers):
            executor.shutdown(wait=False, cancel_futures=True)
            raise BrokenProcessPool
    return future.result()


Work = Callable[[Sequence[Thing]], list[Result]]
Prelude = Callable[[], object]

HAS_COPIES = sys.platform == "linux"  # elsewhere there are none, or the libraries of the system do not work in them


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits: in a copy that has not left it to its parent yet, all that is left to do here would be done twice."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _forked() -> int | None:
    """The number of a copy of this process, 0 in the copy; None where the system has no room for one more."""
    try:
        return os.fork()
    except OSError:
        return None


class _Copy(Generic[Result]):
    """A copy of this process, which sees what this one saw when it began, and tells what comes of some work.

    One for which there is no room has ended before it could tell. Whoever makes one is undisturbed.
    """

    def __init__(self, work: Callable[[], Result]) -> None:
        reading, writing = os.pipe()
        self._process = _forked()
        if self._process == 0:
            os.close(reading)
            _tell(work, writing)
        os.close(writing)
        self._telling = os.fdopen(reading, "rb")

    def answer(self) -> Result | None:
        """What came of it; None where it ended before it could tell."""
        try:
            answer: Result = pickle.load(self._telling)  # noqa: S301 -- from a copy of this process
        except (EOFError, pickle.UnpicklingError):
            return None
        return answer

    def end(self) -> None:
        """Let it go, whatever it does."""
        self._telling.close()
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _tell(work: Callable[[], object], writing: int) -> NoReturn:
    """Say what comes out, and end without any of the endings that are the parent's."""
    try:
        _leave_to_parent()
        with os.fdopen(writing, "wb") as telling:
            pickle.dump(work(), telling)
    finally:
        os._exit(0)


@contextmanager
def meanwhile(work: Callable[[], list[Thing]]) -> Iterator[Callable[[], list[Thing]]]:
    """Work that a copy of this process does while this one goes on; to call what this gives, once, is to wait for the result.

    Where there are no copies, or it came to nothing, the work is done when it is asked for, and raises what it raises.
    """
    if not HAS_COPIES:
        yield work
        return
    with _undisturbed():
        copy = _Copy(work)
    try:
        yield lambda: work() if (answer := copy.answer()) is None else answer
    finally:
        copy.end()


_NUMBER = 4  # bytes
_NUMBERS = 1024  # as many as a pipe holds whose owner has many: one page (pipe(7), "pipe-user-pages-soft")


class Begun(Generic[Thing, Result]):
    """Work on parts of many things, which copies of this process have begun; whoever asks for the results helps.

    The numbers of the parts lie in a pipe, from which everybody takes the next. What a copy has taken and not done, since it died
    or met a failure, is done again by whoever asks.
    """

    def __init__(self, work: Work[Thing, Result], things: Sequence[Thing]) -> None:
        size = max(PART, -(-len(things) // _NUMBERS))
        self._work = work
        self._parts = [things[start : start + size] for start in range(0, len(things), size)]
        self._made: dict[int, Sequence[Result | None]] = {}
        self._numbers, writing = os.pipe()
        os.write(writing, b"".join(number.to_bytes(_NUMBER, "little") for number in range(len(self._parts))))
        os.close(writing)
        self._copies: list[_Copy[dict[int, list[Result]]]] = []

    def share(self, width: int, first: Prelude | None) -> None:
        """Let so many copies of this process begin."""
        parent = os.getpid()
        with _undisturbed():
            for number in range(width):
                self._copies.append(_Copy(partial(self._help, parent, None if number else first)))

    def _taken(self) -> Iterator[int]:
        while taken := os.read(self._numbers, _NUMBER):
            yield int.from_bytes(taken, "little")

    def _help(self, parent: int, first: Prelude | None) -> dict[int, list[Result]]:
        """What a copy does, as long as it has a parent: one that was killed is not to write where the next one does."""
        work: Work[Thing, Result] = pickle.loads(pickle.dumps(self._work))  # noqa: S301 -- what it uses has to be its own
        made: dict[int, list[Result]] = {}
        with suppress(Exception):  # whoever asks meets it too
            if first:
                first()
            for number in self._taken():
                made[number] = work(self._parts[number])
                if os.getppid() != parent:
                    break
        return made

    def results(self) -> list[tuple[Thing, Result | None]]:
        """The things in order, and what came out; None of what a stop left out. Raises what the work raises."""
        for number in self._taken():
            self._made[number] = self._work(self._parts[number])
        self._hear()
        for number, part in enumerate(self._parts):
            if number not in self._made:
                self._made[number] = self._work(part)
        return [pair for number, part in enumerate(self._parts) for pair in zip(part, self._made[number], strict=True)]

    def stop(self) -> None:
        """Leave out what nobody has begun, and wait for the rest."""
        self._made |= {number: [None] * len(self._parts[number]) for number in self._taken()}
        self._hear()

    def _hear(self) -> None:
        while self._copies:
            copy = self._copies.pop()
            try:
                self._made |= copy.answer() or {}
            finally:  # who presses Ctrl-C does not wait, and what a copy goes on to write would be left
                copy.end()

    def close(self) -> None:
        """Stop, and let go of everything."""
        self.stop()
        os.close(self._numbers)


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
        if self.width < 2 or len(things) < MANY or not HAS_COPIES:
            yield None
            return
        begun = Begun(work, things)
        try:
            begun.share(self.width - 1, first)
            yield begun
        finally:
            begun.close()
