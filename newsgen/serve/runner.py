"""How pure functions are applied in a process that stays.

In: as every runner.  Out: as every runner.  Never: asks a store for what it gave before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import RLock
from typing import Any

from newsgen.engine.notes import Note
from newsgen.engine.processes import processes
from newsgen.engine.runner import Function, Load, Needs, RememberingRunner, Runner, Tell
from newsgen.engine.store import Store


class SharedStore(Store):
    """A store that several threads use, one at a time; not every SQLite sees to that itself (``sqlite3.threadsafety``)."""

    def __init__(self, folder: Path | None = None) -> None:
        self._lock = RLock()
        super().__init__(folder)

    def empty(self) -> None:
        """As in Store, and so below."""
        with self._lock:
            super().empty()

    def commit(self) -> None:  # noqa: D102
        with self._lock:
            super().commit()

    def rows(self, space: str) -> dict[bytes, bytes]:  # noqa: D102
        with self._lock:
            return super().rows(space)

    def row(self, space: str, key: bytes) -> bytes | None:  # noqa: D102
        with self._lock:
            return super().row(space, key)

    def put(self, space: str, rows: Iterable[tuple[bytes, bytes]]) -> None:  # noqa: D102
        with self._lock:
            super().put(space, rows)

    def remove(self, space: str, keys: Iterable[bytes]) -> None:  # noqa: D102
        with self._lock:
            super().remove(space, keys)

    def has(self, space: str) -> bool:  # noqa: D102
        with self._lock:
            return super().has(space)

    def names(self, space: str) -> set[bytes]:  # noqa: D102
        with self._lock:
            return super().names(space)

    def keep(self, blobs: Iterable[tuple[str, bytes]]) -> None:  # noqa: D102
        with self._lock:
            super().keep(blobs)

    def blob(self, name: str) -> bytes:  # noqa: D102
        with self._lock:
            return super().blob(name)

    def forget_blobs(self, wanted: set[str]) -> None:  # noqa: D102
        with self._lock:
            super().forget_blobs(wanted)


class LivingRunner(Runner):
    """Keeps the values of the last specs in memory; what is new, a runner that remembers computes.

    Specs are told apart by ``==``, so they must be of plain texts and numbers, each of one type at its place.
    """

    def __init__(
        self, store: Store, code: bytes, jobs: int = 1, tell: Tell | None = None, stage: Callable[[str], None] | None = None
    ) -> None:
        super().__init__()
        # Threads are running by now, and a process that is forked beside them may wait for a lock that none of its own holds.
        pool = (lambda: processes(jobs, "spawn")) if jobs > 1 else None
        self._below = RememberingRunner(store, code, pool, jobs, tell, stage)
        self._kept: dict[str, tuple[object, dict[Any, Any]]] = {}
        self.ran = self._below.ran

    def map(
        self,
        function: Function,
        shared: object,
        specs: Iterable[Any],
        needs: Needs = lambda spec: (),
        load: Load | None = None,
        note: Note | None = None,
    ) -> list[Any]:
        """As every runner; raises StoreBroken."""
        listed = [*specs]
        last, known = self._kept.get(function.__name__, (None, {}))
        known = known if last == shared else {}
        missing = [spec for spec in dict.fromkeys(listed) if spec not in known]
        made = dict(zip(missing, self._below.map(function, shared, missing, needs, load, note) if missing else (), strict=True))
        values = [made[spec] if spec in made else known[spec] for spec in listed]
        few = len(listed) < len(known) / 2  # a look at some of many; otherwise these are all, and what is in none is let go
        self._kept[function.__name__] = shared, known | made if few else dict(zip(listed, values, strict=True))
        return values

    def load(self, name: str) -> bytes:
        """The bytes of a blob that a function made; raises StoreBroken."""
        return self._below.load(name)

    def stage(self, name: str) -> None:
        """Tell that a stage of the work begins."""
        self._below.stage(name)

    def sweep(self) -> None:
        """Remove what earlier processes left and this one had no use for, once it outweighs the rest."""
        self._below.sweep()

    def rest(self) -> None:
        """Let the processes go, and make sure that the results survive this one."""
        self._below.close()
        self._below.store.commit()
