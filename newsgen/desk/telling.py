"""Changes, told to people and to programs.

In: Changes, what is known of the two sites.  Out: text.  Never: longer than a comment may be where it is one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from newsgen.desk.changes import AROUND, FEED, HEAD, LOOK, MACHINES, MARKUP, PICTURE, Broken, Changed, Changes, File, Passage
from newsgen.desk.readable import LIST, REDIRECT, STORY
from newsgen.desk.schedule import Event
from newsgen.model.site import CHANGES

COMMENT = 65_536  # characters of a comment on GitHub; other services take more
MARK = "<!-- newsgen diff -->"
"""What a comment begins with, so that the next one replaces it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared, as the user named it; ``later`` and ``no_longer`` will happen by themselves in one of the two alone."""

    old: str
    new: str
    moment: str
    changes: Changes
    later: tuple[Event, ...] = ()
    no_longer: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """A line, what there is to say of it, and texts before and after."""

    address: str
    title: str = ""
    notes: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    """Items of a kind, ``total`` in all; ``folded`` can wait for a click. Where they are much the same a few are enough."""

    heading: str
    items: tuple[_Item, ...]
    total: int
    folded: bool = False


PARTS: Mapping[str, str] = {
    "title": "headline",
    "text": "text",
    "pictures": "pictures",
    "links": "links",
    HEAD: "what search engines and shares see",
    AROUND: "the menu, related stories or the foot",
    MARKUP: "the markup",
}
_SORTS: Mapping[str, str] = {
    PICTURE: "pictures",
    LOOK: "styles and scripts",
    FEED: "feeds",
    MACHINES: "sitemaps and other data",
    REDIRECT: "old addresses",
}
_FEW = 3


def _sections(found: Compared, limit: int) -> Iterator[_Section]:
    """All that there is to say, what matters most first; a limit of 0 shows everything."""
    what = found.changes
    own = [each for each in what.changed if each.is_own]
    moved = (_Item(each.address, each.title, (f"leads to {each.target}",)) for each in what.moved)
    new_stories = (_Item(each.address, each.title) for each in what.added if each.kind == STORY)
    new_pages = (_Item(each.address, each.title) for each in what.added if each.kind != STORY)
    stories = (_changed(each) for each in own if each.kind == STORY)
    pages = (_changed(each) for each in own if each.kind not in {STORY, LIST})
    lists = (_Item(each.address, each.title) for each in own if each.kind == LIST)
    yield _section("address would break", "addresses would break", map(_broken, what.broken), limit)
    yield _section("address will lead elsewhere", "addresses will lead elsewhere", moved, limit)
    yield _section("story appears", "stories appear", new_stories, limit)
    yield _section("story changes", "stories change", stories, limit)
    yield _section("change of what will happen later", "changes of what will happen later", _later(found), limit)
    yield _section("page changes", "pages change", pages, limit)
    yield _section("other page appears", "other pages appear", new_pages, limit, folded=True)
    yield _section("list changes", "lists change", lists, limit, folded=True)
    for part in (HEAD, AROUND, MARKUP):
        items = (_around(each, part) for each in what.changed if not each.is_own and part in each.parts)
        one, many = (f"{noun} on which nothing but {PARTS[part]} changes" for noun in ("page", "pages"))
        yield _section(one, many, items, min(limit, _FEW) if limit else 0, folded=True)
    yield _section("kind of other files", "kinds of other files", _files(what.files), 0, folded=True)


def _section(one: str, many: str, items: Iterable[_Item], limit: int, folded: bool = False) -> _Section:
    listed = tuple(items)
    heading = f"{len(listed):,} {one if len(listed) == 1 else many}"
    return _Section(heading, listed[:limit] if limit else listed, len(listed), folded)


def _broken(each: Broken) -> _Item:
    if each.now:
        return _Item(each.address, each.title, (f"the same text is now at {each.now}; write there  aliases: [{each.address}]",))
    return _Item(each.address, each.title, ("was a redirect",) if each.kind == REDIRECT else ())


def _changed(each: Changed) -> _Item:
    notes = [", ".join(PARTS[part] for part in each.parts)]
    notes += [f"the headline was: {each.before}"] if each.before else []
    return _Item(each.address, each.title, tuple(notes), each.passages[:_FEW])


def _around(each: Changed, part: str) -> _Item:
    return _Item(each.address, each.title, (", ".join(each.names),) if part == HEAD else ())


def _later(found: Compared) -> Iterator[_Item]:
    """What will happen by itself, and what will not any more."""
    for events, verb in ((found.later, "{} on {}"), (found.no_longer, "no longer {} on {}")):
        for event in events:
            when = event.change.moment.isoformat(" ", "minutes")
            yield _Item(event.story.url, event.story.title, (verb.format(CHANGES[event.change.change], when),))


def _files(files: Sequence[File]) -> Iterator[_Item]:
    """How many of each sort, and the first few that people may look for."""
    for sort in dict.fromkeys([*_SORTS, *(each.sort for each in files)]):
        mine = [each for each in files if each.sort == sort]
        counts = Counter(each.how for each in mine)
        if mine:
            said = ", ".join(f"{counts[how]:,} {how}" for how in ("added", "changed", "removed") if counts[how])
            named = [each.address for each in mine if sort in {PICTURE, REDIRECT} or sort not in _SORTS][:_FEW]
            yield _Item(_SORTS.get(sort, "documents"), said, tuple(named))


# For people at a terminal

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def show_human(found: Compared, limit: int = 20) -> str:
    """What an editor reads in a terminal."""
    sections = [each for each in _sections(found, limit) if each.total]
    lines = [f"from {found.old} to {found.new}" + (f", as of {found.moment}" if found.moment else "")]
    for section in sections:
        lines += ["", section.heading, *(line for item in section.items for line in _human(item)), *_rest(section, "  ")]
    return "\n".join(_CONTROL.sub("\ufffd", line) for line in [*lines, *([] if sections else ["", NOTHING])])


NOTHING = "nothing changes for readers"


def _human(item: _Item) -> Iterator[str]:
    yield f"  {item.address}  {item.title}".rstrip()
    yield from (f"      {note}" for note in item.notes if note)
    for passage in item.passages:
        yield from (f"      {sign} {text}" for sign, text in zip("-+", (passage.removed, passage.added), strict=True) if text)


def _rest(section: _Section, indent: str) -> list[str]:
    hidden = section.total - len(section.items)
    return [f"{indent}and {hidden:,} more"] if hidden else []


# For a comment on a pull request

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$^:.!])")
_LIMITS = (1_000, 200, 100, 50, 20, 10, 5, 2, 1)
_TITLE, _ADDRESS = 200, 300  # characters


def show_markdown(found: Compared, limit: int = 20) -> str:
    """A comment that fits: where it would be too long, less is shown of each kind."""
    smaller = (each for each in _LIMITS if not limit or each < limit)
    texts = (_markdown(found, each) for each in (limit, *smaller))
    return next(text for text in texts if len(text) <= COMMENT)


def _markdown(found: Compared, limit: int) -> str:
    sections = [each for each in _sections(found, limit) if each.total]
    lines = [MARK, "### What changes for readers", ""]
    moment = f", as of {found.moment}" if found.moment else ""
    lines.append(f"From {_code(found.old)} to {_code(found.new)}{moment}." + ("" if sections else f" {NOTHING.capitalize()}."))
    for section in sections:
        items = [line for item in section.items for line in _listed(item)] + _rest(section, "- ")
        heading = [f"<details><summary>{section.heading}</summary>", ""] if section.folded else [f"**{section.heading}**", ""]
        lines += ["", *heading, *items, *(["", "</details>"] if section.folded else [])]
    return "\n".join(lines) + "\n"


def _listed(item: _Item) -> Iterator[str]:
    yield f"- {_code(item.address[:_ADDRESS])} {_text(item.title)}".rstrip()
    yield from (f"  <br>{_text(note)}" for note in item.notes if note)
    if item.passages:
        yield "  ```diff"
        for passage in item.passages:
            pairs = zip("-+", (passage.removed, passage.added), strict=True)
            yield from (f"  {sign} {_CONTROL.sub(' ', text)}" for sign, text in pairs if text)
        yield "  ```"


def _text(text: str) -> str:
    """Text that Markdown shows as it is, and in which nobody is called by name."""
    words = " ".join(_CONTROL.sub(" ", text).split())
    cut = words if len(words) <= _TITLE + 2 * _ADDRESS else words[: _TITLE + 2 * _ADDRESS] + " …"
    return _SPECIAL.sub(r"\\\1", cut).replace("@", "@\u2060")


def _code(text: str) -> str:
    """Text as code, whatever signs it holds (CommonMark, "Code spans")."""
    words = " ".join(_CONTROL.sub(" ", text).split())
    fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
    return f"{fence} {words} {fence}" if "`" in words else f"`{words}`"


# For programs


def show_json(found: Compared) -> str:
    """Everything, as the types in ``changes`` have it; events as ``newsgen schedule`` has them."""
    events = {
        name: [
            {
                "moment": each.change.moment.isoformat(),
                "change": each.change.change,
                "title": each.story.title,
                "url": each.story.url,
            }
            for each in listed
        ]
        for name, listed in (("later", found.later), ("no_longer", found.no_longer))
    }
    compared = {"old": found.old, "new": found.new, "as_of": found.moment}
    return json.dumps({**compared, **asdict(found.changes), **events}, ensure_ascii=False, indent=2)
