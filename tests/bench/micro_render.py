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
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsgen.engine.runner import Runner
from newsgen.model.options import Options, When
from newsgen.model.page import FeedView
from newsgen.pipeline import build
from newsgen.read.excerpt import excerpt
from newsgen.read.snapshot import Folders
from newsgen.render import templates
from newsgen.render.page import Item, Look, page
from tests.bench.corpus import write_corpus

ROOT = Path(__file__).parents[2]
WHEN = When(datetime(2026, 1, 1, tzinfo=UTC))
RUNS = 3


class Recorder(Runner):
    """A plain loop that keeps what was to be rendered."""

    def __init__(self) -> None:
        self.look: Look | None = None
        self.items: list[Item] = []

    def map(self, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Any]) -> list[Any]:
        """As Runner's."""
        todo = list(items)
        if function is page:
            self.look, self.items = shared, todo
        return super().map(function, shared, todo)


def kind_of(item: Item) -> str:
    """What a line of the table counts."""
    view = item[0].view
    if isinstance(view, FeedView):
        return f"feed {view.format}, {'whole' if any(each.body for each in view.items) else 'short'}"
    return str(getattr(view, "template", type(view).__name__))


def timed(work: Callable[[], object]) -> float:
    """The shortest of a few runs, in seconds."""
    spent = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return min(spent)


def main(stories: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        write_corpus(Path(name), stories)
        folders = Folders(Path(name, "content"), Path(name, "templates"), Path(name, "static"), ROOT)
        recorder = Recorder()
        build(folders, Options(WHEN), recorder)
    look, kinds = recorder.look, defaultdict[str, list[Item]](list)
    assert look is not None
    for item in recorder.items:
        kinds[kind_of(item)].append(item)
    total = 0.0
    digest = hashlib.sha256()
    for kind, items in sorted(kinds.items()):
        seconds = timed(lambda items=items: [page(look, item) for item in items])  # type: ignore[misc]
        total += seconds
        print(f"{kind:24} {len(items):6} pages {seconds * 1000 / len(items):9.3f} ms each {seconds:8.3f} s")
        for item in items:
            digest.update(page(look, item).content)
    print(f"{'all':24} {len(recorder.items):6} pages {total * 1000 / len(recorder.items):9.3f} ms each {total:8.3f} s")
    print(f"digest of all bytes      {digest.hexdigest()[:16]}")
    text = " ".join(f"The council met in room {n} on Tuesday." for n in range(40))
    print(f"excerpt {timed(lambda: [excerpt(text, 300) for _ in range(1000)]) * 1000:.1f} us")
    print(f"problems(templates) {timed(lambda: templates.problems(look.templates)) * 1000:.1f} ms, when repeated")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
