"""Word of changes.

In: the project's folders.  Out: a session that is refreshed when something is saved.  Never: decides what has changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from watchfiles import watch

from newsgen.read.snapshot import Folders, is_litter
from newsgen.serve.session import Session

STEP = 15  # milliseconds of quiet after a change; editors write a file in several steps
TICK = 1_000  # milliseconds after which the clock is looked at though nothing was saved
PATIENCE = 300  # milliseconds after which changes are looked at though there are more
SHARE = 50  # looking at all files may take one part in so many of the time
OFTEN, SELDOM = 2.0, 60.0  # seconds between two looks at all files


@dataclass(frozen=True, slots=True)
class Watcher:
    """Passes on what the system tells of folders. What it misses (on network drives), a look at all files finds a little later.

    ``clock`` gives seconds, ``heard`` hears of each refresh that showed something new, ``fault`` of what is wrong with us.
    """

    folders: Folders
    clock: Callable[[], float]
    heard: Callable[[float], None]
    fault: Callable[[Exception], None]

    def __call__(self, session: Session, stopped: Event, tell: Callable[[], None]) -> None:
        """Refresh until the event is set."""
        due = self.clock()  # what was saved before the system watched is found at the first tick
        while not stopped.is_set():
            roots = self._roots()
            for changed in self._changes(roots, stopped):
                began, same = self.clock(), self._roots() == roots
                everything = not changed and (began >= due or session.is_due() or not same)
                if (changed or everything) and self._refresh(session, None if everything else changed):
                    tell()
                    self.heard(self.clock() - began)
                if everything:
                    due = self.clock() + min(max(OFTEN, SHARE * (self.clock() - began)), SELDOM)
                if not same:
                    due = self.clock()
                    break

    def _refresh(self, session: Session, changed: Collection[str] | None) -> bool:
        try:
            return session.refresh(changed)
        except Exception as error:  # ours; the next save may do better
            self.fault(error)
            return False

    def _roots(self) -> Mapping[str, int]:
        """The folders that are there, and which they are: one may be taken away and made anew."""
        found: dict[str, int] = {}
        for each in (self.folders.content, self.folders.templates, self.folders.static):
            with suppress(OSError):
                found |= {os.path.realpath(each): each.stat().st_ino} if each.is_dir() else {}
        return found

    def _changes(self, roots: Mapping[str, int], stopped: Event) -> Iterator[set[str]]:
        """The places of changes as they come, and nothing now and then."""
        told = partial(watch, debounce=PATIENCE, step=STEP, rust_timeout=TICK, yield_on_timeout=True, watch_filter=None)
        try:
            for changes in told(*roots, stop_event=stopped, ignore_permission_denied=True, raise_interrupt=False):
                yield {path for _, path in changes if not _is_litter(path, roots)}
        except (OSError, RuntimeError, ValueError):  # no folder, or the system has no more watches to give
            if not stopped.wait(OFTEN):
                yield set()


def _is_litter(path: str, roots: Iterable[str]) -> bool:
    """Whether it belongs to an editor's program rather than to the site."""
    root = next((each for each in roots if path.startswith(each)), "")
    return any(is_litter(part) for part in Path(path.removeprefix(root)).parts)
