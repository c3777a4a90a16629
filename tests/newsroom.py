"""A small newsroom on disk in which anything may happen, and the one question: is the site what a clean build gives?

``OPERATIONS`` is the table of what can happen, by name; each takes a number with which it chooses among what is there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any

import pytest

from newsgen import memory, pipeline, steps
from newsgen.engine import processes, runner
from newsgen.engine.digest import key
from newsgen.engine.store import FILE, Store
from newsgen.errors import BuildFailed
from newsgen.model.options import Options, When
from newsgen.model.tree import Content
from newsgen.workshop import Help, Outcome, publish
from newsgen.write.disk import MANIFEST

from .builders import NOON, PIXEL, project, story

MOMENTS = [NOON + timedelta(hours=hours) for hours in (0, 12, 36, 49, 80, 24, -600)]
SECTIONS = ["world", "city"]
TAGS = ["AI", "ai", "Harbour", "C++", "cpp", "Floods"]
AUTHORS = ["ana", "Jo Field", "Max Müller"]
WORDS = ["harbour", "ferry", "bridge", "mayor", "strike", "storm", "Hafen", "Überschwemmung"]


@dataclass(slots=True)
class StoryState:
    """A story as its editor has it; references are paths below ``articles/``."""

    title: str
    date: str
    body: str = "The ferry sails again."
    section: str | None = "world"
    links: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    original: str | None = None
    photos: list[str] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def text(self, path: str) -> str:
        here = dirname(path)
        lines = [self.body, *(f"See [there]({relpath(each, here or '.')})." for each in self.links)]
        front = {
            "section": self.section,
            "related": [relpath(each, here or ".") for each in self.related] or None,
            "translation_of": relpath(self.original, here or ".") if self.original else None,
            "photos": [{"src": each, "alt": "A picture"} for each in self.photos] or None,
        }
        return story(self.title, self.date, "\n\n".join(lines), **{**front, **self.more})


def first_stories() -> dict[str, StoryState]:
    return {
        "2024/04/harbour.md": StoryState(
            "Harbour reopens", "2024-04-16T09:00", more={"tags": ["Harbour", "AI"], "author": "ana"}
        ),
        "2024/04/ferry.md": StoryState(
            "Ferry sails",
            "2024-04-17T09:00",
            links=["2024/04/harbour.md"],
            more={"tags": ["Harbour"], "aliases": ["/old/ferry/"]},
        ),
        "2024/04/chips.md": StoryState(
            "Chips", "2024-04-18T09:00", section="city", more={"tags": ["C++", "ai"], "author": "Jo Field"}
        ),
        "2024/05/flood/index.md": StoryState(
            "Flood", "2024-05-02T09:00", photos=["flood.png"], more={"tags": ["Floods"], "source": "herald"}
        ),
        "2024/05/flut.md": StoryState("Flut", "2024-05-02T10:00", original="2024/05/flood/index.md", more={"language": "de"}),
        "2024/05/mayor.md": StoryState(
            "Mayor resigns", "2024-05-30T09:00", photos=["mayor.png"], related=["2024/04/harbour.md"], more={"tags": ["AI"]}
        ),
        "2024/05/held.md": StoryState("Held", "2024-05-31T09:00", more={"embargo": "2024-06-02T00:00+00:00", "tags": ["Floods"]}),
        "2024/05/sale.md": StoryState("Sale", "2024-05-20T09:00", section="city", more={"expires": "2024-06-03T00:00+00:00"}),
        "2024/05/draft.md": StoryState("A draft", "2024-05-21T09:00", more={"draft": True, "tags": ["Harbour"]}),
        "2024/05/strike.md": StoryState(
            "Strike", "2024-05-31T12:00", more={"corrections": [{"date": "2024-06-01", "text": "Two ships, not three."}]}
        ),
    }


FIRST_FILES: Mapping[str, str | bytes] = {
    "content/site.yaml": "",
    "content/tags.yaml": "c-plus-plus: {name: C++, synonyms: [cpp]}\n",
    "content/people.yaml": "ana: {name: Ana Ruiz, role: Reporter}\n",
    "content/sources.yaml": "outlets: {herald: {name: The Herald, url: 'https://herald.example/'}}\n",
    "content/pages/about.md": "---\ntitle: About\n---\nWho we are.\n",
    "content/articles/2024/05/flood/flood.png": PIXEL,
    "content/media/mayor.png": PIXEL,
    "content/media/spare.png": PIXEL,
    "templates/article.html": '{% extends "theme/article.html" %}{% import "own/words.html" as w %}\n'
    '{% block tags %}{{ w.line() }}{% include "own/note.html" %}{% include "own/extra.html" ignore missing %}{{ super() }}'
    "{% endblock %}\n",
    "templates/own/words.html": "{% macro line() %}<hr>{% endmacro %}\n",
    "templates/own/note.html": "<p>A note.</p>\n",
    "static/assets/site.css": "body { color: black }\n",
}


@dataclass(slots=True)
class Settings:
    title: str = "The Harbour Post"
    page_size: int = 1
    excerpt_length: int = 80
    zone: str = "Asia/Singapore"
    sections: tuple[str, ...] = ("world", "city")

    def text(self) -> str:
        sections = ", ".join(f"{{slug: {each}, title: {each.title()}}}" for each in self.sections)
        return (
            f"title: {self.title}\nbase_url: https://harbour.example\ntimezone: {self.zone}\npage_size: {self.page_size}\n"
            f"feed_items: 4\nexcerpt_length: {self.excerpt_length}\nfront: {{lead: 1, top: 2, per_section: 2}}\n"
            f"sections: [{sections}]\n"
        )


class Newsroom:
    """The project, its output folders, its cache, and what else a build depends on."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="newsroom"))
        self.folders = project(self.root, FIRST_FILES)
        self.stories = first_stories()
        self.settings = Settings()
        self.as_of, self.drafts, self.jobs, self.count, self.program = NOON, False, 1, 0, 0
        self.output, self.cache = self.root / "site", self.root / "cache"
        self.foreign: dict[Path, dict[str, bytes]] = {}
        self.compared, self.failed, self.rendered = 0, 0, 0
        self.read_again: set[str] = set()
        self._patches = pytest.MonkeyPatch()
        self._become_changeable()
        self.save()

    def _become_changeable(self) -> None:
        """The program itself can change between two builds; and processes are used for few pages."""
        code, page = memory.code, steps.render_page

        def changed_page(*arguments: Any) -> Any:
            made = page(*arguments)
            return replace(made, content=made.content + b"<!-- %d -->" % self.program) if self.program else made

        self._patches.setattr(memory, "code", lambda extensions=(): key(code(extensions), self.version()))
        self._patches.setattr(steps, "render_page", changed_page)
        self._patches.setattr(runner, "INLINE", 8)
        self._patches.setattr(processes, "MANY", 8)
        self._patches.setattr(processes, "PART", 4)

    def version(self) -> bytes:
        """What tells that the program has changed."""
        return b"%d" % self.program

    def close(self) -> None:
        self._patches.undo()
        shutil.rmtree(self.root)

    # What the machine says happens

    def do(self, name: str, number: int = 0) -> None:
        """Let something happen."""
        OPERATIONS[name](self, number)
        self.save()

    def save(self) -> None:
        """Write what differs from what is on disk, as an editor would."""
        texts = {f"content/articles/{path}": state.text(path) for path, state in self.stories.items()}
        for path, text in (texts | {"content/site.yaml": self.settings.text()}).items():
            self.write(path, text)
        for place in (self.root / "content/articles").rglob("*.md"):
            if place.relative_to(self.root).as_posix() not in texts and place.name not in ("broken.md", "outside.md"):
                place.unlink()

    def write(self, path: str, data: str | bytes) -> None:
        place = self.root / path
        data = data.encode() if isinstance(data, str) else data
        if not place.exists() or place.read_bytes() != data:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    def story(self, number: int) -> StoryState:
        return self.stories[self.path(number)]

    def path(self, number: int) -> str:
        return sorted(self.stories)[number % len(self.stories)]

    def fresh(self) -> int:
        self.count += 1
        return self.count

    def ours(self) -> list[str]:
        """The files of the output that are ours."""
        return sorted(files(self.output).keys() - self.foreign.get(self.output, {}).keys() - {MANIFEST})

    @property
    def options(self) -> Options:
        return Options(When(self.as_of, self.drafts))

    # Builds

    def publish(self) -> Outcome:
        store = Store(self.cache)
        told: list[str] = []
        try:
            return publish(
                self.folders, self.options, self.output, Help(store, self.jobs, lambda name, done, of: told.append(name))
            )
        finally:
            store.close()
            self.read_again = {*told}

    def compare(self) -> None:
        """Build, and see that it is as if there were no memory."""
        self.compared += 1
        try:
            clean = pipeline.build(self.folders, self.options)
        except BuildFailed as failure:
            self._fails_alike(failure)
            return
        outcome = self.publish()
        self.rendered += outcome.rendered
        wanted = {path: content_of(content) for path, content in clean.tree.items()}
        differing(files(self.output), wanted | self.foreign.get(self.output, {}))
        assert outcome.warnings == clean.warnings, "warnings"
        assert (outcome.next_transition, outcome.stories, outcome.pages) == (clean.next_transition, clean.stories, clean.pages)
        self._rests(outcome)

    def _fails_alike(self, failure: BuildFailed) -> None:
        """A failed build says what a clean one says, changes nothing, and is not remembered."""
        self.failed += 1
        before = marks(self.output)
        for _ in range(2):
            with pytest.raises(BuildFailed) as found:
                self.publish()
            assert found.value.problems == failure.problems, "problems"
        if any(problem.where.path.endswith("articles/broken.md") for problem in failure.problems):
            assert "read" in self.read_again, "a failure was remembered"
        assert marks(self.output) == before, "a failed build has changed the site"

    def _rests(self, outcome: Outcome) -> None:
        """Nothing has changed, so nothing is done."""
        before = marks(self.output)
        again = self.publish()
        assert (again.written, again.removed, again.rendered) == (0, 0, 0), "a second build has work to do"
        assert (again.warnings, again.next_transition) == (outcome.warnings, outcome.next_transition)
        assert marks(self.output) == before, "a second build touches files"


def content_of(content: Content) -> bytes:
    """The bytes of what a clean build gives."""
    return content if isinstance(content, bytes) else Path(content.disk).read_bytes()  # type: ignore[union-attr]


def files(output: Path) -> dict[str, bytes]:
    """All files of a folder but our manifest, hidden ones too."""
    found = {place.relative_to(output).as_posix(): place.read_bytes() for place in output.rglob("*") if place.is_file()}
    found.pop(MANIFEST, None)
    return found


def marks(output: Path) -> dict[str, tuple[int, int, int]]:
    """What changes where a file is touched."""
    found = {place: place.stat() for place in output.rglob("*") if place.is_file()}
    return {str(place): (seen.st_size, seen.st_mtime_ns, seen.st_ino) for place, seen in found.items()}


def differing(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> None:
    """Fail with the paths alone, which say enough."""
    paths = sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
    assert paths == [], f"differs from a clean build: {paths[:6]}"


# What may happen

Operation = Callable[[Newsroom, int], None]


def edit_body(room: Newsroom, number: int) -> None:
    room.story(number).body = f"The {WORDS[number % len(WORDS)]} again, {room.fresh()}.\n\n## Part {number % 3}\n\nMore."


def add_words(room: Newsroom, number: int) -> None:
    """At the end, where no list shows them: builds need no new plan for that."""
    state = room.story(number)
    state.body = f"{state.body[:500]}\n\nAnd {room.fresh()}."


def edit_slyly(room: Newsroom, number: int) -> None:
    """The same size, and the old time put back."""
    path = f"content/articles/{room.path(number)}"
    seen = (room.root / path).stat()
    state = room.story(number)
    state.body = state.body.swapcase()
    room.write(path, state.text(room.path(number)))
    os.utime(room.root / path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def save_again(room: Newsroom, number: int) -> None:
    """The same bytes in a new file, as many editors do."""
    place = room.root / "content/articles" / room.path(number)
    copy = place.with_name(".new.md")
    copy.write_bytes(place.read_bytes())
    copy.replace(place)


def retitle(room: Newsroom, number: int) -> None:
    room.story(number).title = f"{WORDS[number % len(WORDS)].title()} {room.fresh()}"


def change_tags(room: Newsroom, number: int) -> None:
    room.story(number).more["tags"] = TAGS[number % 4 : number % 4 + number % 3] or None


def change_section(room: Newsroom, number: int) -> None:
    room.story(number).section = [*SECTIONS, None][number % 3]


def change_author(room: Newsroom, number: int) -> None:
    room.story(number).more["author"] = [*AUTHORS, None][number % 4]


def change_date(room: Newsroom, number: int) -> None:
    room.story(number).date = f"2024-{4 + number % 2:02}-{1 + number % 28:02}T08:00"


def change_aliases(room: Newsroom, number: int) -> None:
    room.story(number).more["aliases"] = [f"/old/{room.fresh()}/", f"/older/{room.count}.html"][: number % 3] or None


def change_summary(room: Newsroom, number: int) -> None:
    room.story(number).more["summary"] = f"In short, {room.fresh()}." if number % 3 else None


def change_picks(room: Newsroom, number: int) -> None:
    other = room.path(number + 1 + number // 7 % (len(room.stories) - 1))
    room.story(number).related = [other] if number % 2 and other != room.path(number) else []


def change_links(room: Newsroom, number: int) -> None:
    room.story(number).links = [room.path(number + 1), room.path(number * 3)][: number % 3]


def add_story(room: Newsroom, number: int) -> None:
    if len(room.stories) < 13:
        new = StoryState(f"New {room.fresh()}", f"2024-05-{1 + number % 31:02}T07:00", section=SECTIONS[number % 2])
        new.more["tags"] = [TAGS[number % len(TAGS)]]
        room.stories[f"2024/{4 + number % 2:02}/new-{room.count}.md"] = new


def delete_story(room: Newsroom, number: int) -> None:
    if len(room.stories) > 4:
        path = room.path(number)
        del room.stories[path]
        rename_references(room, path, None)


def rename_story(room: Newsroom, number: int) -> None:
    path = room.path(number)
    if "/flood/" not in path:
        new = f"2024/{4 + number % 2:02}/renamed-{room.fresh()}.md"
        room.stories = {new if each == path else each: state for each, state in room.stories.items()}
        rename_references(room, path, new)


def rename_references(room: Newsroom, path: str, new: str | None) -> None:
    for state in room.stories.values():
        state.links = [each for each in renamed(state.links, path, new) if each]
        state.related = [each for each in renamed(state.related, path, new) if each]
        state.original = new if state.original == path else state.original


def renamed(paths: Iterable[str], path: str, new: str | None) -> list[str | None]:
    return [new if each == path else each for each in paths]


def delete_story_that_others_name(room: Newsroom, number: int) -> None:
    """Links to it dangle, so the next builds fail until another edit mends them."""
    if len(room.stories) > 4:
        del room.stories[room.path(number)]


def mend_references(room: Newsroom, number: int) -> None:
    for state in room.stories.values():
        state.links = [each for each in state.links if each in room.stories]
        state.related = [each for each in state.related if each in room.stories]
        state.original = state.original if state.original in room.stories else None
    for name in ("broken.md", "outside.md"):
        (room.root / "content/articles" / name).unlink(missing_ok=True)
    for path in ("templates/own/words.html", "templates/own/note.html", "templates/article.html"):
        room.write(path, FIRST_FILES[path])
    for path in ("content/media/mayor.png", "content/articles/2024/05/flood/flood.png"):
        if not (room.root / path).exists():
            room.write(path, PIXEL)


def break_source(room: Newsroom, number: int) -> None:
    room.write("content/articles/broken.md", ["---\ntitle: 3\n", "---\ntags: 3\n---\n", "no front matter"][number % 3])


def link_outside(room: Newsroom, number: int) -> None:
    """A link out of the folder, which is refused."""
    place = room.root / "content/articles/outside.md"
    if not place.is_symlink():
        place.symlink_to("/etc/passwd")


def change_photo(room: Newsroom, number: int) -> None:
    path = ["content/media/mayor.png", "content/articles/2024/05/flood/flood.png"][number % 2]
    width = (100 + number).to_bytes(4, "big")
    room.write(path, PIXEL[:16] + width + PIXEL[20:] + b"%d" % room.fresh())


def remove_photo(room: Newsroom, number: int) -> None:
    (room.root / ["content/media/mayor.png", "content/media/spare.png"][number % 2]).unlink(missing_ok=True)


def show_photo(room: Newsroom, number: int) -> None:
    state = room.story(number)
    if "flood.png" not in state.photos:
        room.write("content/media/spare.png", PIXEL)
        state.photos = ["spare.png"] if number % 2 else []


def edit_template(room: Newsroom, number: int) -> None:
    path = ["templates/own/words.html", "templates/own/note.html"][number % 2]
    inside = f"<p>Note {room.fresh()}.</p>"
    room.write(path, f"{{% macro line() %}}{inside}{{% endmacro %}}\n" if number % 2 == 0 else inside)


def extra_template(room: Newsroom, number: int) -> None:
    """Only included where it is there: it comes and goes."""
    place = room.root / "templates/own/extra.html"
    if place.exists() and number % 2:
        place.unlink()
    else:
        room.write("templates/own/extra.html", f"<p>Extra {room.fresh()}.</p>")


def override_template(room: Newsroom, number: int) -> None:
    """A site's own look for lists, stories or cards, of which the second may go."""
    name = ["listing.html", "article.html", "fragments/card.html"][number % 3]
    place = room.root / "templates" / name
    if place.exists():
        place.unlink()
    elif name == "fragments/card.html":
        room.write(f"templates/{name}", f'<p>{room.fresh()} <a href="{{{{ card.url|href }}}}">{{{{ card.title }}}}</a></p>')
    else:
        block = "heading" if name == "listing.html" else "tags"
        text = f'{{% extends "theme/{name}" %}}{{% block {block} %}}<i>{room.fresh()}</i>{{{{ super() }}}}{{% endblock %}}'
        room.write(f"templates/{name}", text)


def break_template(room: Newsroom, number: int) -> None:
    (room.root / "templates/own/note.html").unlink(missing_ok=True)


def edit_static(room: Newsroom, number: int) -> None:
    room.write(["static/assets/site.css", "static/robots.txt"][number % 2], f"/* {room.fresh()} */")


def remove_static(room: Newsroom, number: int) -> None:
    (room.root / ["static/assets/site.css", "static/robots.txt"][number % 2]).unlink(missing_ok=True)


def edit_settings(room: Newsroom, number: int) -> None:
    settings = room.settings
    turn = number // 5
    kind = number % 5
    if kind == 0:
        settings.title = f"The Post {room.fresh()}"
    elif kind == 1:
        settings.page_size = 1 + turn % 3
    elif kind == 2:
        settings.excerpt_length = 40 + turn % 3 * 20
    elif kind == 3:
        settings.zone = ["Asia/Singapore", "Europe/Berlin", "America/New_York"][turn % 3]
    else:
        settings.sections = [("world", "city"), ("city", "world"), ("world", "city", "sport")][turn % 3]


def edit_tags(room: Newsroom, number: int) -> None:
    room.write("content/tags.yaml", f"c-plus-plus: {{name: C++ {number % 3}, synonyms: [{['cpp', 'ai'][number % 2]}]}}\n")


def edit_people(room: Newsroom, number: int) -> None:
    room.write("content/people.yaml", f"ana: {{name: Ana Ruiz, role: Editor {number % 3}}}\n")


def edit_outlets(room: Newsroom, number: int) -> None:
    room.write(
        "content/sources.yaml", f"outlets: {{herald: {{name: The Herald {number % 3}, url: 'https://herald.example/'}}}}\n"
    )


def edit_page(room: Newsroom, number: int) -> None:
    room.write("content/pages/about.md", f"---\ntitle: About {number % 2}\n---\nWho we are, {room.fresh()}.\n")


def move_clock(room: Newsroom, number: int) -> None:
    room.as_of = MOMENTS[number % len(MOMENTS)]


def switch_drafts(room: Newsroom, number: int) -> None:
    room.drafts = not room.drafts


def change_workers(room: Newsroom, number: int) -> None:
    room.jobs = 3 - room.jobs


def change_program(room: Newsroom, number: int) -> None:
    room.program = number % 3


def use_another_output(room: Newsroom, number: int) -> None:
    room.output = room.root / ("site" if room.output.name == "other" else "other")


def tamper(room: Newsroom, number: int) -> None:
    """Other bytes, the size and the time as they were."""
    for path in room.ours()[number % 5 :: 5]:
        place = room.output / path
        seen, data = place.stat(), place.read_bytes()
        place.write_bytes(bytes(each ^ 1 for each in data))
        os.utime(place, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def truncate(room: Newsroom, number: int) -> None:
    for path in chosen(room.ours(), number):
        os.truncate(room.output / path, 0)


def touch(room: Newsroom, number: int) -> None:
    for path in chosen(room.ours(), number):
        (room.output / path).touch()


def lose_file(room: Newsroom, number: int) -> None:
    for path in chosen(room.ours(), number):
        (room.output / path).unlink()


def lose_folder(room: Newsroom, number: int) -> None:
    folders = sorted(each for each in room.output.glob("*") if each.is_dir() and not each.name.startswith("."))
    for folder in chosen(folders, number):
        shutil.rmtree(folder)
        known = room.foreign.get(room.output, {})
        room.foreign[room.output] = {path: data for path, data in known.items() if not path.startswith(f"{folder.name}/")}


def add_foreign(room: Newsroom, number: int) -> None:
    if (room.output / MANIFEST).exists():
        path = ["CNAME", ".git/HEAD", "mine/notes.txt", "2024/mine.txt", "tags/mine.txt"][number % 5]
        (room.output / path).parent.mkdir(parents=True, exist_ok=True)
        (room.output / path).write_bytes(b"mine")
        room.foreign.setdefault(room.output, {})[path] = b"mine"


def lose_output(room: Newsroom, number: int) -> None:
    shutil.rmtree(room.output, ignore_errors=True)
    room.foreign.pop(room.output, None)


def check_out(room: Newsroom, number: int) -> None:
    """What is in version control comes to a machine with the cache of another, and was edited since."""
    lose_output(room, number)
    retitle(room, number)


def chosen(things: list[Any], number: int) -> list[Any]:
    """One of them, where there are any."""
    return [things[number % len(things)]] if things else []


def harm_cache(room: Newsroom, number: int) -> None:
    """Cut, flip a bit in, overwrite or delete the cache; or lose the folder."""
    file = room.cache / FILE
    data = bytearray(file.read_bytes()) if file.exists() else bytearray()
    if not data:
        return
    at = number * 7919 % len(data)
    kind = number % 5
    if kind == 0:
        file.write_bytes(data[:at])
    elif kind == 1:
        data[at] ^= 1 << number % 8
        file.write_bytes(data)
    elif kind == 2:
        file.write_bytes(b"rubbish" * 100)
    elif kind == 3:
        file.write_bytes(data[:at] + bytes(min(len(data) - at, 3000)) + data[at + 3000 :])
    else:
        shutil.rmtree(room.cache)


def rot_stored_pages(room: Newsroom, number: int) -> None:
    """The cache is whole but for letters within pages, and the output is gone."""
    file = room.cache / FILE
    if file.exists():
        file.write_bytes(file.read_bytes().replace(b"<!doctype html>", b"<!doctype htmk>"))
        lose_output(room, number)


def keep_cache(room: Newsroom, number: int) -> None:
    if (room.cache / FILE).exists():
        shutil.copy(room.cache / FILE, room.root / "kept")


def restore_cache(room: Newsroom, number: int) -> None:
    if (room.root / "kept").exists():
        room.cache.mkdir(exist_ok=True)
        shutil.copy(room.root / "kept", room.cache / FILE)


def kill_build(room: Newsroom, number: int) -> None:
    """A build dies at one of its steps, with no time to tidy up."""
    room.save()
    child = os.fork()
    if child == 0:
        try:
            die_after(number % 60)
            room.jobs = 1
            room.publish()
        finally:
            os._exit(9)
    os.waitpid(child, 0)


def die_after(steps_left: int) -> None:
    """Let this process end at one of the next moves, removals and rows."""
    left = [steps_left]

    def dying(function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return function(*arguments)

        return counted

    for owner, name in ((Path, "replace"), (Path, "unlink"), (Store, "put"), (Store, "keep"), (Store, "remove")):
        setattr(owner, name, dying(getattr(owner, name)))


EDITS: tuple[Operation, ...] = (
    edit_body,
    add_words,
    add_words,
    edit_slyly,
    save_again,
    retitle,
    change_tags,
    change_section,
    change_author,
    change_date,
    change_aliases,
    change_summary,
    change_picks,
    change_links,
    add_story,
    delete_story,
    rename_story,
    change_photo,
    show_photo,
    edit_page,
)
LOOKS: tuple[Operation, ...] = (
    edit_template,
    extra_template,
    override_template,
    edit_static,
    remove_static,
    edit_settings,
    edit_tags,
    edit_people,
    edit_outlets,
)
CIRCUMSTANCES: tuple[Operation, ...] = (move_clock, switch_drafts, change_workers, change_program, use_another_output)
TAMPERING: tuple[Operation, ...] = (tamper, truncate, touch, lose_file, lose_folder, add_foreign, lose_output, check_out)
HARM: tuple[Operation, ...] = (harm_cache, rot_stored_pages, keep_cache, restore_cache, kill_build)
BREAKING: tuple[Operation, ...] = (break_source, break_template, remove_photo, link_outside, delete_story_that_others_name)
OPERATIONS: Mapping[str, Operation] = {
    each.__name__: each for each in (*EDITS, *LOOKS, *CIRCUMSTANCES, *TAMPERING, *HARM, *BREAKING, mend_references)
}
