"""What will appear or vanish by itself, and what waits for its editor.

In: a Site.  Out: Schedule.  Never: looks at a clock; tells of a moment that is past.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsgen.link.site import transitions
from newsgen.model.entry import Entry
from newsgen.model.site import CHANGES, Site, Transition

QUIET = "aged"  # no reader sees it


@dataclass(frozen=True, slots=True)
class Event:
    """What happens to a story at a moment."""

    change: Transition
    story: Entry


@dataclass(frozen=True, slots=True)
class Schedule:
    """What happens, the soonest first; ``drafts`` happen when their editors say so."""

    events: tuple[Event, ...]
    drafts: tuple[Entry, ...]


def schedule(site: Site, until: datetime | None = None, quiet: bool = False, drafts: bool = False) -> Schedule:
    """All that will happen; ``quiet`` tells of what no reader sees, too; with ``drafts`` they go by their dates."""
    stories = {entry.path: entry for entry in (*site.articles, *site.held)}
    events = [Event(change, stories[change.path]) for change in transitions(site, drafts) if quiet or change.change != QUIET]
    waiting = [entry for entry in (*site.held, *site.held_pages) if entry.draft and not drafts]
    return Schedule(tuple(each for each in events if until is None or each.change.moment <= until), tuple(waiting))


def differing(old: Site, new: Site) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """What will happen in the new site alone, and what in the old one alone."""
    events = [{(each.change, each.story.title): each for each in schedule(site).events} for site in (old, new)]
    later, no_longer = ([mine[key] for key in mine if key not in other] for mine, other in (events[::-1], events))
    return tuple(later), tuple(no_longer)


def show_human(found: Schedule, content: str, zone: str) -> str:
    """As an editor reads it: a line for each event, and one below it that says where the story lies."""
    lines = [f"all times are those of {zone}"] if found.events else ["no story will appear or vanish by itself"]
    for event in found.events:
        moment = event.change.moment.isoformat(" ", "minutes")[:16]
        lines += [f"{moment}  {CHANGES[event.change.change]}: {event.story.title}", *_places(event.story, content)]
    if found.drafts:
        lines += ["", "drafts, which wait for their editors:"]
        lines += [line for each in found.drafts for line in (f"  {each.title}", f"    {content}/{each.path}")]
    return "\n".join(lines)


def _places(story: Entry, content: str) -> Sequence[str]:
    return [f"{'':18}{content}/{story.path}", f"{'':18}{story.url}"]


def show_json(found: Schedule, content: str) -> str:
    """For programs: ``events`` with moment, change, title, path and url; ``drafts`` likewise, without a moment."""
    events = [
        {"moment": each.change.moment.isoformat(), "change": each.change.change, **_story(each.story, content)}
        for each in found.events
    ]
    return json.dumps(
        {"events": events, "drafts": [_story(each, content) for each in found.drafts]}, ensure_ascii=False, indent=2
    )


def _story(story: Entry, content: str) -> Mapping[str, str]:
    return {"title": story.title, "path": f"{content}/{story.path}", "url": story.url}
