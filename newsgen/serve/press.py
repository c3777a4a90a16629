"""Pages, made when they are asked for.

In: an edition, a file.  Out: its bytes, and what is wrong with its template.  Never: keeps a page longer than its edition.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import RLock

from newsgen import steps
from newsgen.engine.runner import Runner
from newsgen.errors import Problem
from newsgen.model.spec import Planned
from newsgen.pipeline import Plan
from newsgen.render.page import Look
from newsgen.serve.edition import Edition

KEPT = 256  # pages; few are looked at, but a link checker looks at all


@dataclass(frozen=True, slots=True)
class Printed:
    """A page; where its template is wrong it has problems and no bytes."""

    content: bytes
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Kept:
    """What was made of an edition."""

    edition: Edition | None = None
    plan: Plan | None = None
    looks: dict[str, Look] = field(default_factory=dict)
    pages: dict[str, Printed] = field(default_factory=dict)


class Press:
    """Makes one page at a time, since an environment of templates serves one thread."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._lock = RLock()
        self._kept = _Kept()

    def page(self, edition: Edition, planned: Planned) -> Printed:
        """A page of an edition, as ``edition.output`` gives it; raises StoreBroken."""
        with self._lock:
            kept = self._of(edition)
            file = planned.url.file
            if file not in kept.pages:
                if len(kept.pages) >= KEPT:
                    kept.pages.clear()
                kept.pages[file] = self._made(edition, planned)
            return kept.pages[file]

    def _of(self, edition: Edition) -> _Kept:
        if self._kept.edition is not edition:
            same = self._kept.plan is edition.plan
            self._kept = _Kept(edition, edition.plan, self._kept.looks if same else {})
        return self._kept

    def _made(self, edition: Edition, planned: Planned) -> Printed:
        template = steps.template_of(planned.spec)
        look = self._kept.looks.get(template) or self._kept.looks.setdefault(template, edition.plan.look(template))
        made = steps.render(look, planned.spec, edition.blobs(planned.spec, self._runner.load))
        name, _, troubles = made.value
        return Printed(made.blobs[name], tuple(steps.problem_of(each) for each in troubles))
