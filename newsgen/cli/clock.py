"""How long a build takes, and how that is shown while one waits.

In: stages and steps as they happen.  Out: a bar on a terminal, a line for each stage elsewhere; the seconds of each stage.
Never: decides what happens next.
"""

from __future__ import annotations

import sys
import time

PATIENCE, LINES, PAUSE = 1.0, 5.0, 0.1  # seconds until a bar appears, until lines do, and between two states of the bar


class Clock:
    """How long each stage takes. Where that is long, a bar shows it on a terminal, and a line for each stage elsewhere."""

    def __init__(self, tells: bool) -> None:
        self._tells = tells
        self._terminal = sys.stderr.isatty()
        self._started = self._shown = time.monotonic()
        self._marks: list[tuple[str, float]] = [("starting", self._started)]
        self._bar = ""

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._started

    def stage(self, name: str) -> None:
        """A stage begins."""
        self._marks.append((name, time.monotonic()))
        self._show(f"{name} …")
        if self._tells and not self._terminal and self.seconds > LINES:
            print(f"{name} … ({self.seconds:.0f} s)", file=sys.stderr, flush=True)

    def tell(self, name: str, done: int, total: int) -> None:
        """So many steps of a stage are done."""
        if total > 1:
            filled = 30 * done // total
            self._show(f"{_STEPS.get(name, name):9} {'█' * filled}{'░' * (30 - filled)} {done:,} of {total:,}")

    def _show(self, text: str) -> None:
        now = time.monotonic()
        if self._tells and self._terminal and now - self._started > PATIENCE and now - self._shown > PAUSE:
            print(f"\r{text:<{len(self._bar)}}", end="", file=sys.stderr, flush=True)
            self._shown, self._bar = now, text

    def clear(self) -> None:
        """Take the bar away."""
        if self._bar:
            print(f"\r{' ' * len(self._bar)}\r", end="", file=sys.stderr, flush=True)
            self._bar = ""

    def rest(self) -> None:
        """Show nothing any more."""
        self._tells = False

    def stages(self) -> list[tuple[str, float]]:
        """Each stage with its seconds."""
        ends = [*(mark for _, mark in self._marks[1:]), time.monotonic()]
        return [(name, end - start) for (name, start), end in zip(self._marks, ends, strict=True)]


_STEPS = {"read": "reading", "render": "rendering"}
