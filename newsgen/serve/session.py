"""The site of a project while it is written.

In: folders, a store, what is asked for, word of changes.  Out: Showing: an edition, and what is wrong since.
Never: shows half of a site: what is shown changes as a whole, and stays where the sources are wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TypeVar

from newsgen import memory, pipeline
from newsgen.engine.runner import Tell
from newsgen.engine.store import StoreBroken
from newsgen.errors import BuildFailed, Location, Problem
from newsgen.model.entry import Entry
from newsgen.model.options import Options
from newsgen.model.spec import Planned
from newsgen.model.tree import Copy
from newsgen.read.config import config as read_config
from newsgen.read.snapshot import Folders, Snapshot
from newsgen.serve.amend import amended
from newsgen.serve.edition import Edition, Ground, stories
from newsgen.serve.press import Press, Printed
from newsgen.serve.runner import LivingRunner, SharedStore
from newsgen.serve.sources import Sources

ATTEMPTS = 4  # files come and go while they are looked at

Stage = Callable[[str], None]
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Showing:
    """What browsers see: an edition, None before the first one; and all problems of the sources as they are now.

    ``number`` grows with each change; ``moved`` has the addresses of stories that lay at other addresses before.
    """

    number: int = 0
    edition: Edition | None = None
    problems: tuple[Problem, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        """Whether the sources have errors, so that the edition is an older one."""
        return any(problem.is_error for problem in self.problems)


class Session:
    """Keeps in memory what one edition and the next have in common. Threads may read ``showing`` while another refreshes it."""

    def __init__(
        self,
        folders: Folders,
        store: SharedStore,
        ask: Callable[[], Options],
        jobs: int = 1,
        tell: Tell | None = None,
        stage: Stage | None = None,
    ) -> None:
        self.showing = Showing()
        self._folders = folders
        self._store = store
        self._ask = ask
        self._help = jobs, tell, stage
        self._lock = RLock()
        self._begin(())

    def _begin(self, extensions: tuple[str, ...]) -> None:
        """Know nothing of what was made before."""
        self._extensions = extensions
        self._runner = LivingRunner(self._store, memory.code(extensions), *self._help)
        self._press = Press(self._runner)
        self._sources = Sources(self._folders, self._store)
        self._ground: Ground | None = None
        self._last: bytes | None = None
        self._view: pipeline.Show = tuple

    @property
    def ran(self) -> Mapping[str, int]:
        """How often each function was run."""
        return self._runner.ran

    def refresh(self, changed: Collection[str] | None = None) -> bool:
        """Show the sources as they are; ``changed`` are whole paths outside which nothing is new. Whether there was something."""
        before = self.showing
        with self._lock:
            for attempt in range(ATTEMPTS):
                try:
                    self._refresh(changed if not attempt else None)
                    break
                except StoreBroken:
                    self._store.empty()
                    self._begin(self._extensions)
                except BuildFailed as failure:
                    self._show(problems=failure.problems)
                    break
                except OSError as error:
                    self._last = None  # so that the next look finds it new
                    if attempt + 1 == ATTEMPTS:
                        self._show(problems=(_unreadable(error),))
                except Exception:
                    self._show(problems=(_OURS,))
                    raise
        return self.showing.number != before.number

    def _refresh(self, changed: Collection[str] | None) -> None:
        asked = self._ask()
        sources = self._sources.look(changed)
        name = memory.snapshot_key(b"", sources, ())
        if self._last == name and (self._holds(asked) or self.showing.is_wrong):
            return  # what was wrong is wrong at any moment
        self._last = name  # what comes of it may be problems
        shown = pipeline.editors_view(self._folders, sources)
        try:
            made = self._edition(sources, asked)
        except BuildFailed as failure:
            raise BuildFailed(shown(failure.problems)) from None
        self._view = shown
        self._show(made, tuple(sorted(set(shown(made.problems)))))

    def _holds(self, asked: Options) -> bool:
        """Whether the plan is what is asked for, unless the sources have changed."""
        if self._ground is None:
            return True
        moment, planned = asked.when.as_of, self._ground.asked
        change = self._ground.site.next_transition
        alike = asked == replace(planned, when=replace(planned.when, as_of=moment))
        return alike and planned.when.as_of <= moment and (change is None or moment < change.moment)

    def _edition(self, sources: Snapshot, asked: Options) -> Edition:
        ground = self._ground
        made = amended(ground, sources) if ground and self._holds(asked) else None
        return made or self._planned(sources, asked)

    def _planned(self, sources: Snapshot, asked: Options) -> Edition:
        self._heed_extensions(sources)
        try:
            plan = pipeline.planned(sources, asked, self._runner)
            self._runner.sweep()
        finally:
            self._runner.rest()
        self._ground = Ground(plan, sources, asked, self._runner)
        return self._ground.edition

    def _heed_extensions(self, sources: Snapshot) -> None:
        """Markdown extensions of the site's own are code that results depend on."""
        config, _ = read_config(sources.config)
        if config and config.extensions != self._extensions:
            self._extensions = config.extensions
            self._runner = LivingRunner(self._store, memory.code(config.extensions), *self._help)
            self._press = Press(self._runner)

    def _show(self, edition: Edition | None = None, problems: tuple[Problem, ...] = ()) -> None:
        last = self.showing
        if edition is None and last.problems == problems:
            return
        moved = dict(_moved(last.edition, edition)) if edition and last.edition else {}
        self.showing = Showing(last.number + 1, edition or last.edition, problems, {**last.moved, **moved})

    def is_due(self) -> bool:
        """Whether the moment has come at which a story appears, or goes."""
        return not self.showing.is_wrong and not self._holds(self._ask())

    def mended(self, what: Callable[[], _Found]) -> _Found:
        """What a look at the session gives; where the store turns out to be broken, all is made anew before it."""
        try:
            return what()
        except StoreBroken:
            with self._lock:
                self._store.empty()
                self._begin(self._extensions)
                self.refresh()
            return what()

    def gives(self, file: Copy) -> bool:
        """Whether a file that is published as it is may be given out."""
        return self._sources.holds(file.disk)

    def page(self, edition: Edition, planned: Planned) -> Printed:
        """A page of an edition; where its template is wrong, the problems as an editor sees them. Raises StoreBroken."""
        printed = self._press.page(edition, planned)
        return replace(printed, problems=self._view(printed.problems)) if printed.problems else printed


_OURS = Problem(
    Location("newsgen"), "newsgen itself has failed, and says more in the terminal", "please report it; then save again"
)


def _unreadable(error: OSError) -> Problem:
    return Problem(
        Location(str(error.filename or "the disk")),
        f"this cannot be used: {(error.strerror or str(error)).lower()}",
        "check its permissions, and the space on the disk",
    )


def _moved(before: Edition, now: Edition) -> Iterator[tuple[str, str]]:
    """Old and new addresses of stories that lie elsewhere: those whose text or headline has turned up at a new address."""
    if before.plan.outputs is now.plan.outputs:
        return
    olds, news = ({entry.url: entry for entry in stories(each)} for each in (before, now))
    arrived = [entry for url, entry in news.items() if url not in olds]
    for url in olds.keys() - news.keys():
        found = next((each for alike in _ALIKE for each in arrived if alike(each) == alike(olds[url])), None)
        if found:
            yield url, found.url


_ALIKE: tuple[Callable[[Entry], object], ...] = (lambda entry: entry.body, lambda entry: entry.title)
