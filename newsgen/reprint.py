"""The last site once more, where nothing but the text of a few stories has changed.

In: the last site, the sources now, a runner.  Out: the pages that differ; None where a build has to look at everything.
Never: guesses: where a change could reach the plan, there is no answer.

Linking and planning carry the digests of a story's article, face and body from its entry into specs, and look into none of them;
what ``link.check`` says of a story, places aside, follows from its entry too. So where all else of an entry is as it was, and no
list shows anything new of the story (its face), the plan is the last one with another article and body. The specs of the pages
concerned were noted when they were rendered, and the last site knows by which key each of its pages is remembered: so a spec
that is no longer the page's own is found out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import Any

from newsgen import steps
from newsgen.engine.runner import RememberingRunner
from newsgen.memory import Finished, Output, Outputs, Texts
from newsgen.model.entry import Entry
from newsgen.model.site import SiteConfig
from newsgen.model.spec import Spec, with_story
from newsgen.model.url import file_of
from newsgen.read.article import Settings
from newsgen.read.snapshot import Snapshot, SourceFile
from newsgen.render.page import Look

MANY = 64  # stories; with more, a whole build costs little more

Edit = tuple[Entry, Entry]
"""A story as it was and as it is."""


class _Beyond(Exception):  # noqa: N818 -- an answer, not a fault
    """More may have changed than the text of stories."""


def reprinted(
    last: Finished, before: Texts, outputs: Outputs, sources: Snapshot, config: SiteConfig, runner: RememberingRunner
) -> Outputs | None:
    """The files of the site, of which the pages of edited stories are new; raises StoreBroken.

    ``before`` and ``outputs`` are those of the ``last`` site, which must hold for all that is not the text of a story.
    """
    keys = {file: key for file, _, _, _, key in outputs}
    try:
        edits = [_edit(file, old, last, Settings.of(config), runner) for file, old in _edited(before, sources)]
        own = [file for _, story in edits if (file := file_of(story.url)) in keys]  # of a held story nothing is shown
        sheets = [_sheet(file, keys[file], edits, runner) for file in dict.fromkeys([*own, *last.carriers])]
        made = {sheet.file: _made(sheet, runner) for sheet in sheets if sheet.is_new}
        _ask_for(made.keys() >= {*own})
    except _Beyond:
        return None
    return tuple([made.get(each[0], each) for each in outputs])


def _ask_for(condition: bool) -> None:
    if not condition:
        raise _Beyond


def _edited(before: Texts, sources: Snapshot) -> list[tuple[SourceFile, str]]:
    """The stories that hold something else, with the digests of what they held."""
    files = (*sources.articles, *sources.pages)
    _ask_for([path for path, _ in before] == [file.path for file in files])
    found = [(file, old) for (_, old), file in zip(before, files, strict=True) if file.digest != old]
    _ask_for(len(found) <= MANY)
    return found


def _edit(file: SourceFile, old: str, last: Finished, settings: Settings, runner: RememberingRunner) -> Edit:
    kind = "article" if file.path.startswith("articles/") else "page"
    was: Any = runner.recalled(steps.read, settings, (kind, file.path, old)) or (None, ())
    (now,) = runner.map(steps.read, settings, [(kind, file.path, file.digest)], steps.source_needs, lambda name: file.data)
    _ask_for(all(value and not troubles for value, troubles in (was, now)))
    _ask_for(all(place != f"content/{file.path}" for place, *_ in last.troubles))
    story, edited = steps.entry_of(was[0]), steps.entry_of(now[0])
    _ask_for(story == edited._replace(article=story.article, body=story.body))
    return story, edited


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page, and of what it is to be made; ``is_new`` where it is made of something else than before."""

    file: str
    look: Look
    spec: Spec
    is_new: bool


def _sheet(file: str, key: bytes, edits: Sequence[Edit], runner: RememberingRunner) -> _Sheet:
    noted = runner.noted(steps.render, file, steps.NOTE)
    if noted is None or runner.key(steps.render, *noted) != key:
        raise _Beyond
    look, spec = noted
    changed = reduce(lambda made, edit: with_story(made, *edit), edits, spec)
    return _Sheet(file, look, changed, changed != spec)


def _made(sheet: _Sheet, runner: RememberingRunner) -> Output:
    """The page as the last site's files have it."""
    needs = partial(steps.shown_by, load=runner.load)
    ((name, size, troubles),) = runner.map(steps.render, sheet.look, [sheet.spec], needs, runner.load, steps.NOTE)
    _ask_for(not troubles)
    return sheet.file, name, size, "", runner.key(steps.render, sheet.look, sheet.spec)
