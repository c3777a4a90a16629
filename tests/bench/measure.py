"""One command, measured from outside.

In: a command, its folder.  Out: seconds, processor seconds, peaks of memory, what it printed.
Never: asks the command anything, or believes what it says of itself.

The processor's time and the largest process come from the kernel (wait4), which counts every process that was waited
for. The sum over all processes is sampled: the proportional share (PSS), so that pages which forked workers share
count once. A sample walks the page tables of the process and so slows it: it may take no more than a fiftieth of the time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds
SHARE = 50  # a sample may take one part in so many
LINUX = Path("/proc/self/smaps_rollup").exists()
DEVELOPERS = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONOPTIMIZE", "PYTHONDEVMODE")
"""Variables that change what it costs to start Python: with the first, a program is compiled anew each time."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run cost. Memory in bytes; ``together`` is 0 where the system does not tell, or too short a run was seen."""

    seconds: float
    processor: float
    largest: int
    together: int
    code: int
    output: str
    errors: str


def measure(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], jobs: int, limit: float = 3600
) -> Measured:
    """Run it in ``folder`` on ``jobs`` cores; it is ended after ``limit`` seconds, which its code then tells."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.monotonic()
        with _Cores(jobs):
            child = subprocess.Popen(
                [str(each) for each in command],
                cwd=folder,
                env={name: value for name, value in os.environ.items() if name not in DEVELOPERS} | {**environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                start_new_session=True,
            )
        watch = _Watch(child.pid, limit)
        watch.start()
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:  # somebody pressed Ctrl-C: nothing is left running behind
            os.killpg(child.pid, signal.SIGKILL)
            raise
        seconds = time.monotonic() - started
        child.returncode = os.waitstatus_to_exitcode(status)  # ours to say, since wait4 took it
        watch.done.set()
        watch.join()
        return Measured(
            seconds=seconds,
            processor=usage.ru_utime + usage.ru_stime,
            largest=usage.ru_maxrss * 1024,
            together=watch.peak,
            code=child.returncode,
            output=_text(output),
            errors=_text(errors),
        )


class _Cores:
    """What is started inside uses so many cores and no more."""

    def __init__(self, jobs: int) -> None:
        self.all = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
        self.some = set(sorted(self.all)[:jobs])

    def __enter__(self) -> None:
        if self.some:
            os.sched_setaffinity(0, self.some)

    def __exit__(self, *_: object) -> None:
        if self.all:
            os.sched_setaffinity(0, self.all)


class _Watch(threading.Thread):
    """Samples the memory of a process and its descendants, and ends them when their time is over."""

    def __init__(self, pid: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.pid, self.end = pid, time.monotonic() + limit
        self.peak = 0
        self.done = threading.Event()

    def run(self) -> None:
        pause = EVERY
        while not self.done.wait(pause):
            began = time.monotonic()
            if began > self.end:
                os.killpg(self.pid, signal.SIGKILL)  # the session that we began for it
                return
            if LINUX:
                self.peak = max(self.peak, sum(_share(pid) for pid in _tree(self.pid)))
            pause = max(EVERY, SHARE * (time.monotonic() - began))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [int(each) for task in Path(f"/proc/{pid}/task").iterdir() for each in (task / "children").read_text().split()]
    except OSError:  # it ended meanwhile
        return
    for child in children:
        yield from _tree(child)


def _share(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().split("\n")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _text(file: tempfile._TemporaryFileWrapper[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
