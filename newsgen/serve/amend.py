"""A plan that stays as it is but for the contents of some files.

In: Ground, the sources now.  Out: an Edition that shows just what a new plan would; None where a new plan is needed.
Never: guesses: where a change could reach the plan, a new one is made.

Linking and planning carry the digests of a story's article, face and body from its entry into specs, and look into none of them.
So where all else of an entry is as it was, the new plan is the old one with other digests. Likewise templates do not reach the
plan at all, and of static files only the sizes of pictures do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from hashlib import sha256

from newsgen import pipeline, steps
from newsgen.engine.digest import decode, encode
from newsgen.errors import Problem
from newsgen.link import check
from newsgen.model.entry import Entry
from newsgen.model.site import Media
from newsgen.model.spec import Planned
from newsgen.plan.pages import copies
from newsgen.read.snapshot import Snapshot, SourceFile
from newsgen.serve.edition import Edition, Ground

MANY = 64  # stories that differ from the plan; with more, a new plan costs less


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two snapshots with the same files differ: stories as (article or page, before, now), templates, static files."""

    stories: tuple[tuple[str, SourceFile, SourceFile], ...]
    templates: bool
    static: bool


def difference(before: Snapshot, now: Snapshot) -> Difference | None:
    """What differs; None where files have come or gone, or where it is in what decides about the plan."""
    plain = (
        _texts(before.config) == _texts(now.config)
        and before.problems == now.problems
        and before.media == now.media
        and _pixels(before.static) == _pixels(now.static)
        and _labels(before) == _labels(now)
    )
    found: list[tuple[str, SourceFile, SourceFile]] = []
    for kind, olds, news in (("article", before.articles, now.articles), ("page", before.pages, now.pages)):
        plain = plain and len(olds) == len(news) and all(old.path == new.path for old, new in zip(olds, news, strict=True))
        if plain:
            found += [(kind, old, new) for old, new in zip(olds, news, strict=True) if old.digest != new.digest]
    if not plain:
        return None
    return Difference(
        tuple(found),
        templates=_texts(before.templates) != _texts(now.templates) or _texts(before.theme) != _texts(now.theme),
        static=before.static != now.static,
    )


def _texts(files: Mapping[str, SourceFile]) -> dict[str, bytes]:
    return {name: file.data for name, file in files.items()}


def _pixels(files: Mapping[str, Media]) -> dict[str, tuple[int, int]]:
    """The sizes of pictures, which stand in specs."""
    return {name: (file.width, file.height) for name, file in files.items()}


def _labels(sources: Snapshot) -> list[dict[str, bytes]]:
    """The words of the theme, which stand in specs."""
    return [
        {name: file.data for name, file in each.items() if name.startswith("labels/")}
        for each in (sources.theme, sources.templates)
    ]


def amended(ground: Ground, now: Snapshot) -> Edition | None:
    """The site of the sources now; None also where templates are wrong, since all else that is wrong is told with them."""
    found = difference(ground.sources, now)
    if found is None or len(found.stories) > MANY:
        return None
    made = _with_templates(ground, ground.edition, now) if found.templates else ground.edition
    if made and found.static:
        made = _with_static(made, now)
    return _with_stories(ground, made, found.stories) if made and found.stories else made


def _with_templates(ground: Ground, made: Edition, now: Snapshot) -> Edition | None:
    theme, problems = pipeline.theme_of(now, ground.runner)
    if any(each.is_error for each in problems):
        return None
    kept = [each for each in made.problems if not each.where.path.startswith(("templates/", "theme/"))]
    return replace(made, plan=replace(made.plan, theme=theme), problems=(*kept, *problems))


def _with_static(made: Edition, now: Snapshot) -> Edition:
    """The files are published under addresses that carry their digests, and the frame names these."""
    catalogue = copy(made.plan.catalogue)
    catalogue.static = now.static
    planned = {file: each for file, each in made.outputs.items() if isinstance(each, Planned)}
    outputs = planned | {each.url.file: each for each in copies(catalogue)}
    return replace(made, plan=replace(made.plan, catalogue=catalogue), outputs=outputs)


def _with_stories(ground: Ground, made: Edition, stories: Sequence[tuple[str, SourceFile, SourceFile]]) -> Edition | None:
    config = ground.site.config
    files = {(kind, each.path, each.digest): each for kind, *both in stories for each in both}
    readings = dict(zip(files, pipeline.read_files(files, config, ground.runner), strict=True))
    for kind, old, new in stories:
        before, _ = readings[kind, old.path, old.digest]
        now, troubles = readings[kind, new.path, new.digest]
        problems = [steps.problem_of(each) for each in troubles]
        if not before or not now or any(each.is_error for each in problems):
            return None
        amended_story = _with_story(ground, made, steps.entry_of(before), steps.entry_of(now), problems)
        if amended_story is None:
            return None
        made = amended_story
    return made


def _with_story(ground: Ground, made: Edition, before: Entry, now: Entry, problems: Sequence[Problem]) -> Edition | None:
    planned = ground.entry(now.path)
    if planned is None or before != now._replace(article=before.article, face=before.face, body=before.body):
        return None
    names = {planned.article: now.article, planned.face: now.face, planned.body: now.body}
    names = {old: new for old, new in names.items() if old != new}
    if not ground.doubled.isdisjoint(names):
        return None
    problems = [*problems, *check.of_stories(ground.company, [planned._replace(article=now.article)])]
    if any(each.is_error for each in problems):
        return None
    cards = _new_card(ground, planned, now)
    renamed = {**made.renamed, **names, **dict(zip([ground.cards.get(now.path, "")], cards, strict=False))}
    others = [each for each in made.problems if each.where.path != f"content/{now.path}"]
    return replace(made, renamed=renamed, cards={**made.cards, **cards}, problems=(*others, *problems))


def _new_card(ground: Ground, planned: Entry, now: Entry) -> dict[str, bytes]:
    """The story's card with its new face, by digest; nothing where its face is as it was, or no list shows it."""
    card = ground.cards.get(now.path)
    if card is None or planned.face == now.face:
        return {}
    parts = list(decode(ground.plan.catalogue.blobs[card], {}))
    parts[1] = now.face
    data = encode(tuple(parts))
    return {sha256(data).hexdigest(): data}
