from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from newsgen import memory
from newsgen.engine.store import Store
from newsgen.memory import Finished
from newsgen.model.site import Transition
from newsgen.read.snapshot import Folders, Stamp, snapshot
from newsgen.write.diff import Written

from .builders import NOON, PIXEL, ROOT, project, story

LATER = NOON + timedelta(hours=3)
TICK = timedelta(microseconds=1)


def finished(until: datetime | None = LATER) -> Finished:
    change = (until.isoformat(), "articles/x.md", "published") if until else None
    return Finished(b"name", NOON.isoformat(), change, (), 1, 1, (), ("feed.xml",))


@pytest.mark.parametrize(
    ("moment", "holds"), [(NOON - TICK, False), (NOON, True), (NOON + TICK, True), (LATER - TICK, True), (LATER, False)]
)
def test_a_site_holds_from_its_moment_until_it_changes(moment: datetime, holds: bool) -> None:
    assert finished().holds_at(moment) == holds
    assert finished().holds_at(moment.astimezone(timezone(timedelta(hours=-9)))) == holds


def test_a_site_that_never_changes_holds_for_ever_but_not_before() -> None:
    assert finished(None).holds_at(NOON + timedelta(days=10_000))
    assert not finished(None).holds_at(NOON - TICK)


def test_what_was_kept_is_there_again(tmp_path: Path) -> None:
    stamps, written = {"content/x.md": Stamp(1, 2, 3, 4, "ab", 5, 6)}, {"index.html": Written(1, 2, 3, 4, "ab")}
    store = Store(tmp_path)
    assert (memory.source_stamps(store), memory.output_stamps(memory.output_row(store)), memory.last_site(store, ())) == (
        {},
        {},
        None,
    )
    memory.keep_source_stamps(store, stamps)
    memory.keep_output_stamps(store, written)
    outputs = (("index.html", "0" * 64, 1, "", b"key"), ("a.png", "1" * 64, 2, "content/media/a.png", b""))
    memory.keep_last_site(store, finished(), outputs, (("articles/x.md", "2" * 64),))
    store.close()
    store = Store(tmp_path)
    assert memory.last_outputs(store) == outputs
    assert memory.last_texts(store) == (("articles/x.md", "2" * 64),)
    assert (memory.source_stamps(store), memory.output_stamps(memory.output_row(store))) == (stamps, written)
    assert memory.last_site(store, outputs) == finished()
    assert memory.last_site(store, ()) is None
    assert finished().next_transition == Transition(LATER, "articles/x.md", "published")
    store.close()


FILES = {
    "content/articles/x.md": story(),
    "content/pages/about.md": "---\ntitle: About\n---\n",
    "content/media/a.png": PIXEL,
    "content/tags.yaml": "",
    "templates/page.html": "a",
    "static/x.css": "a",
}


def name_of(root: Path) -> bytes:
    """What stands for the project as it is."""
    folders = Folders(root / "content", root / "templates", root / "static", ROOT)
    return memory.snapshot_key(b"code", snapshot(folders), (False, ""))


@pytest.mark.parametrize("path", sorted([*FILES, "content/site.yaml"]))
def test_every_source_counts_by_its_bytes_and_by_its_name(tmp_path: Path, path: str) -> None:
    project(tmp_path, FILES)
    names = [name_of(tmp_path)]
    place = tmp_path / path
    place.write_bytes(place.read_bytes() + b"\n")
    names.append(name_of(tmp_path))
    place.rename(place.with_stem("other"))
    names.append(name_of(tmp_path))
    assert len({*names}) == 3


def test_options_code_and_refused_links_count_too(tmp_path: Path) -> None:
    sources = snapshot(project(tmp_path, FILES))
    names = {memory.snapshot_key(code, sources, (drafts, "")) for code in (b"1", b"2") for drafts in (True, False)}
    (tmp_path / "content/articles/y.md").symlink_to("/etc/passwd")
    names.add(memory.snapshot_key(b"1", snapshot(project(tmp_path)), (True, "")))
    assert len(names) == 5


def code_of(package: Path, *extensions: str) -> str:
    """What stands for a copy of the program, in a process of its own."""
    code = f"from newsgen import memory; print(memory.__file__); print(memory.code({extensions!r}).hex())"
    environment = {**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run([sys.executable, "-c", code], cwd=package, env=environment, capture_output=True, text=True, check=True)
    file, name = run.stdout.split()
    assert Path(file).is_relative_to(package)
    return name


def test_the_program_is_another_when_a_module_or_an_extension_changes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "newsgen", tmp_path / "newsgen", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "mine.py").write_text("")
    plain, extended = code_of(tmp_path), code_of(tmp_path, "mine")
    assert plain == memory.code().hex(), "the same bytes elsewhere are the same program"
    (tmp_path / "mine.py").write_text("# changed")
    assert (code_of(tmp_path), code_of(tmp_path, "mine") == extended) == (plain, False)
    with (tmp_path / "newsgen" / "render" / "head.py").open("a") as stream:
        stream.write("#")
    assert code_of(tmp_path) != plain
