"""Time the rendering of pages by their kind, on one core.

In: a number of stories.  Out: a line for each kind with its pages and milliseconds.  Never: asserts a time; machines are noisy.

Run it as ``python -m tests.bench.micro_render 600``.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsgen import steps
from newsgen.engine.notes import Note
from newsgen.engine.runner import Blobs, Load, Made, Needs, Runner
from newsgen.model.options import Options, When
from newsgen.model.spec import FeedSpec
from newsgen.pipeline import build
from newsgen.read.snapshot import Folders
from tests.bench.corpus import write_corpus

ROOT = Path(__file__).parents[2]
WHEN = When(datetime(2026, 1, 1, tzinfo=UTC))
RUNS = 3

Task = tuple[Any, Any, Blobs]


class Recorder(Runner):
    """A plain loop that keeps what was to be rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks: list[Task] = []

    def map(
        self,
        function: Callable[[Any, Any, Blobs], Made],
        shared: object,
        specs: Iterable[Any],
        needs: Needs = lambda spec: (),
        load: Load | None = None,
        note: Note | None = None,
    ) -> list[Any]:
        """As Runner's."""
        todo = list(specs)
        if function is steps.render:
            fetch = load or self.load
            self.tasks += [(shared, spec, {name: fetch(name) for name in needs(spec)}) for spec in todo]
        return super().map(function, shared, todo, needs, load, note)


def kind_of(spec: Any) -> str:
    """What a line of the table counts."""
    if isinstance(spec, FeedSpec):
        return f"feed {spec.format}, {'whole' if spec.wholes else 'short'}"
    return steps.template_of(spec) or type(spec).__name__


def timed(work: Callable[[], object]) -> float:
    """The shortest of a few runs, in seconds of processor time."""
    spent = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def tasks_of(stories: int) -> Mapping[str, list[Task]]:
    """What a build of so many stories renders, by kind."""
    recorder = Recorder()
    with tempfile.TemporaryDirectory() as name:
        write_corpus(Path(name), stories)
        build(Folders(Path(name, "content"), Path(name, "templates"), Path(name, "static"), ROOT), Options(WHEN), recorder)
    kinds = defaultdict[str, list[Task]](list)
    for task in recorder.tasks:
        kinds[kind_of(task[1])].append(task)
    return dict(sorted(kinds.items()))


def main(stories: int) -> None:
    """Print the table."""
    total, count, digest = 0.0, 0, hashlib.sha256()
    for kind, tasks in tasks_of(stories).items():
        made: list[Made] = []
        seconds = timed(lambda tasks=tasks, made=made: made.extend(steps.render(*task) for task in tasks))  # type: ignore[misc]
        for each in made[: len(tasks)]:
            digest.update(each.value[0].encode())
        total, count = total + seconds, count + len(tasks)
        print(f"{kind:24} {len(tasks):6} pages {seconds * 1000 / len(tasks):9.3f} ms each {seconds:8.3f} s")
    print(f"{'all':24} {count:6} pages {total * 1000 / count:9.3f} ms each {total:8.3f} s")
    print(f"digest of all bytes      {digest.hexdigest()[:16]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
