"""Map a pure function over values.

In: a function of (shared, spec, blobs), the shared value, specs.  Out: results in the order of the specs.
Never: looks into a spec. Remembering and the use of several cores belong here and nowhere else.

A spec is small: what is heavy in it stands there by digest, as a *blob*. The function gets the blobs that it needs, and gives a
small plain value and new blobs. So the key of a result, a digest of everything the function can see, costs little, and whoever
calls ``map`` holds only small values, whatever the size of the site.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, starmap
from typing import TYPE_CHECKING, Any
from zlib import crc32

from newsgen.engine.digest import decode, encode, key
from newsgen.engine.notes import Note, Notes, Why
from newsgen.engine.processes import told
from newsgen.engine.store import Store, StoreBroken

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.process import BaseProcess

Blobs = Mapping[str, bytes]
Needs = Callable[[Any], Iterable[str]]
Load = Callable[[str], bytes]
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a function makes: a value of plain tuples, numbers and texts, and blobs by digest. A failure is not remembered."""

    value: Any
    blobs: Blobs = field(default_factory=dict)
    failed: bool = False


Function = Callable[[Any, Any, Blobs], Made]
_LET_GO: Blobs = {}


def _nothing(spec: object) -> Iterable[str]:
    return ()


class Runner:
    """A plain loop that forgets: what every other way of running must equal."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}
        self.ran: Counter[str] = Counter()

    def map(
        self,
        function: Function,
        shared: object,
        specs: Iterable[Any],
        needs: Needs = _nothing,
        load: Load | None = None,
        note: Note | None = None,
    ) -> list[Any]:
        """The value of ``function(shared, spec, blobs)`` for each spec.

        ``load`` gives blobs that no function made; by ``note`` a runner that remembers can say later why it computed a result.
        """
        fetch = load or self.load
        return [self._take(function, function(shared, spec, {name: fetch(name) for name in needs(spec)})) for spec in specs]

    def _take(self, function: Function, made: Made) -> Any:  # noqa: ANN401 -- the function's own
        self.ran[function.__name__] += 1
        self._blobs.update(made.blobs)
        return made.value

    def load(self, name: str) -> bytes:
        """The bytes of a blob that a function made."""
        return self._blobs[name]

    def keep(self, blobs: Blobs) -> None:
        """Keep blobs that no function made, since results are made of them."""
        self._blobs.update(blobs)

    def stage(self, name: str) -> None:
        """Hear that a stage of the work begins."""


INLINE = 64  # below so many calls, starting processes costs more than it saves (some 40 ms against about 1 ms a call)
CHUNK = 96  # specs that go to a process at once, since those next to each other share what is made once and kept
# A build that is killed loses at most about so many results, and each time that they are made sure of, many pages of keys are
# written anew. The first time comes early: until then a file that is lent grows in memory.
FIRST_COMMIT, COMMIT = 2048, 8192


class RememberingRunner(Runner):
    """Remembers results in a store and uses several processes.

    ``code`` stands for everything else that results depend on: the program and its libraries. ``pool`` makes the executor when it
    is first needed; without one, all runs in this process. ``tell`` hears of (function, done, of how many). ``whole`` says that
    all that is remembered will be asked for, so that it is read at once.
    """

    def __init__(
        self,
        store: Store,
        code: bytes,
        pool: Callable[[], Executor] | None = None,
        width: int = 1,
        tell: Tell | None = None,
        stage: Callable[[str], None] | None = None,
        whole: bool = True,
    ) -> None:
        super().__init__()
        self.store = store
        self.named: dict[str, dict[str, bytes]] = {}
        """The keys of all results by function and by the name that their note gives them."""
        self._code = code
        self._whole = whole
        self._pool = pool
        self._executor: Executor | None = None
        self._width = width
        self._tell = tell or (lambda name, done, total: None)
        self._stage = stage or (lambda name: None)
        self._known: dict[str, dict[bytes, bytes]] = {}
        self._used: dict[str, set[bytes]] = {}
        self._wanted: set[str] = set()
        self._notes = Notes(store, crc32(code))

    def stage(self, name: str) -> None:
        """Tell that a stage of the work begins."""
        self._stage(name)

    def load(self, name: str) -> bytes:
        """The bytes of a blob that a function made, now or in an earlier build; raises StoreBroken."""
        return self.store.blob(name)

    def map(
        self,
        function: Function,
        shared: object,
        specs: Iterable[Any],
        needs: Needs = _nothing,
        load: Load | None = None,
        note: Note | None = None,
    ) -> list[Any]:
        """As the plain loop, but only what is not remembered is computed; raises StoreBroken."""
        space = function.__name__
        listed = [*specs]
        keys = self._keys(function, shared, listed)
        known = self._known_rows(space, keys)
        used = self._used.setdefault(space, set())
        missing = {name: spec for name, spec in zip(keys, listed, strict=True) if name not in known and name not in used}
        made = self._compute(function, shared, missing, needs, load or self.load)
        if note:
            self.named.setdefault(space, {}).update(zip(map(note.name, listed), keys, strict=True))
            self._notes.take(space, shared, missing.values(), note)
        values = [made[name].value if name in made else self._remembered(known, space, name) for name in keys]
        used.update(name for name in keys if name not in made or not made[name].failed)
        return values

    def _keys(self, function: Function, shared: object, specs: Iterable[object]) -> list[bytes]:
        prefix = key(self._code, function.__name__.encode(), encode(shared))
        return [hashlib.blake2b(encode(spec), digest_size=16, key=prefix).digest() for spec in specs]

    def _known_rows(self, space: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        if not self._whole:
            return {name: row for name in keys if (row := self.store.row(space, name))}
        if space not in self._known:
            self._known[space] = self.store.rows(space)
        return self._known[space]

    def _remembered(self, known: dict[bytes, bytes], space: str, name: bytes) -> Any:  # noqa: ANN401 -- the function's own
        row = known.pop(name, None) or self.store.row(space, name)
        if row is None:
            raise StoreBroken("a row is lost")
        value, blobs = decode(row, {})
        self._wanted.update(blobs)
        return value

    def _compute(
        self, function: Function, shared: object, missing: Mapping[bytes, Any], needs: Needs, load: Load
    ) -> dict[bytes, Made]:
        tasks = ((spec, {name: load(name) for name in needs(spec)}) for spec in missing.values())
        results = self._apply(function, shared, tasks, len(missing))
        made: dict[bytes, Made] = {}
        due = FIRST_COMMIT
        names = iter(missing)
        while chunk := [*islice(results, CHUNK)]:
            made |= self._keep(function.__name__, {next(names): each for each in chunk})
            self._tell(function.__name__, len(made), len(missing))
            if len(made) >= due:
                self.store.commit()
                due = len(made) + COMMIT
        self.ran[function.__name__] += len(made)
        return made

    def _keep(self, space: str, chunk: Mapping[bytes, Made]) -> dict[bytes, Made]:
        """Remember results, and let go of their blobs."""
        blobs = {digest: data for made in chunk.values() for digest, data in made.blobs.items()}
        self._wanted.update(blobs)
        self.store.keep(blobs.items())
        rows = ((name, encode((made.value, tuple(made.blobs)))) for name, made in chunk.items() if not made.failed)
        self.store.put(space, rows)
        return {name: Made(made.value, _LET_GO, made.failed) for name, made in chunk.items()}

    def _apply(self, function: Function, shared: object, tasks: Iterator[tuple[Any, Blobs]], count: int) -> Iterator[Made]:
        if self._pool is None or count < INLINE:
            return (function(shared, spec, blobs) for spec, blobs in tasks)
        if self._executor is None:
            self._executor = self._pool()
        size = min(CHUNK, count // (4 * self._width) + 1)
        return _in_turn(self._executor, self._width, function, shared, iter(lambda: [*islice(tasks, size)], []))

    def keep(self, blobs: Blobs) -> None:
        """As the plain loop, for later builds too."""
        self._wanted.update(blobs)
        self.store.keep(blobs.items())

    # What there was

    def recalled(self, function: Function, shared: object, spec: object) -> Any | None:  # noqa: ANN401 -- the function's own
        """The value of a result that is remembered; raises StoreBroken."""
        row = self.store.row(function.__name__, self.key(function, shared, spec))
        return decode(row, {})[0] if row else None

    def key(self, function: Function, shared: object, spec: object) -> bytes:
        """What a result is remembered by."""
        return self._keys(function, shared, [spec])[0]

    def noted(self, function: Function, label: str, note: Note) -> tuple[Any, Any] | None:
        """The shared value and the spec from which the result of a name was computed last; raises StoreBroken."""
        return self._notes.of(function.__name__, label, note)

    def why(self, function: Function, shared: object, spec: object, note: Note) -> Why:
        """What made a result be computed last, and what would make it be computed now."""
        is_known = self.recalled(function, shared, spec) is not None
        return self._notes.why(function.__name__, shared, spec, note, is_known)

    def sweep(self) -> None:
        """Remove what this build had no use for, once it outweighs what it used."""
        unused = {space: known.keys() - self._used[space] for space, known in self._known.items()}
        if sum(map(len, unused.values())) * 2 < sum(map(len, self._used.values())):
            return
        self.store.commit()  # what is removed is not to wait in memory
        for space, names in unused.items():
            self.store.remove(space, names)
        self._notes.sweep(self.named)
        self.store.forget_blobs(self._wanted)

    def prune(self, function: Function) -> None:
        """Remove what a function once made that this run had no use for, once it is more than that; it must make no blobs."""
        space = function.__name__
        unused = self._known[space].keys() - self._used[space]
        if len(unused) > len(self._used[space]):
            self.store.remove(space, unused)

    def close(self) -> None:
        """Let the processes go."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _in_turn(
    executor: Executor, width: int, function: Function, shared: object, chunks: Iterator[list[tuple[Any, Blobs]]]
) -> Iterator[Made]:
    """Results in order, with a few chunks under way at a time, so that neither tasks nor results pile up."""
    from multiprocessing import active_children  # noqa: PLC0415 -- an executor has it

    workers: set[BaseProcess] = set()
    under_way: deque[Future[list[tuple[Any, Blobs, bool]]]] = deque()
    common = pickle.dumps(shared)
    while True:
        for chunk in islice(chunks, 2 * width + 1 - len(under_way)):
            under_way.append(executor.submit(_run, function, common, chunk))
        if not under_way:
            return
        workers.update(active_children())
        parts: list[tuple[Any, Blobs, bool]] = told(under_way.popleft(), executor, workers)
        yield from starmap(Made, parts)


def _run(function: Function, common: bytes, chunk: Sequence[tuple[Any, Blobs]]) -> list[tuple[Any, Blobs, bool]]:
    """The parts of what is made, since plain tuples go from process to process at half the cost."""
    shared = _unpickled(common)
    results = (function(shared, spec, blobs) for spec, blobs in chunk)
    return [(made.value, made.blobs, made.failed) for made in results]


@lru_cache(maxsize=2)
def _unpickled(common: bytes) -> Any:  # noqa: ANN401 -- the function's own
    """The shared value, which is one object in a process, so that functions can tell quickly that it is the same."""
    return pickle.loads(common)  # noqa: S301 -- from the parent, as all that executors send
