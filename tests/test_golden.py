"""Whole small sites against output that was looked at and kept; ``GOLDEN=update`` in the environment keeps it anew."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.model.options import Options, When
from newsgen.model.tree import Copy
from newsgen.pipeline import build, write
from newsgen.read.snapshot import Folders

GOLDEN = Path(__file__).parent / "golden"
THEME = Path(__file__).parents[1]
AS_OF = datetime(2024, 4, 11, tzinfo=UTC)


def folders(site: Path) -> Folders:
    return Folders(site / "content", site / "templates", site / "static", THEME)


@pytest.mark.parametrize("site", sorted(path for path in GOLDEN.iterdir() if path.is_dir()), ids=lambda path: path.name)
def test_site_is_as_it_was_kept(site: Path) -> None:
    made = build(folders(site), Options(When(AS_OF)))
    texts = {path: content for path, content in made.tree.items() if not isinstance(content, Copy)}
    expected = site / "expected"
    if os.environ.get("GOLDEN") == "update":
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in texts.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
        (expected / "COPIES").write_text(_copies(made.tree), "utf-8")
    kept = {path.relative_to(expected).as_posix(): path.read_bytes() for path in expected.rglob("*") if path.is_file()}
    assert kept.pop("COPIES").decode() == _copies(made.tree)
    assert sorted(texts) == sorted(kept)
    for path, content in texts.items():
        assert content.decode() == kept[path].decode(), path


def _copies(tree: object) -> str:
    assert isinstance(tree, dict)
    return "".join(f"{path}\n" for path, content in sorted(tree.items()) if isinstance(content, Copy))


def test_a_second_write_changes_nothing(tmp_path: Path) -> None:
    made = build(folders(GOLDEN / "village"), Options(When(AS_OF)))
    write(tmp_path / "site", made.tree)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    changes = write(tmp_path / "site", made.tree)
    assert (changes.write, changes.remove) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before


def test_what_is_held_leaves_no_trace() -> None:
    made = build(folders(GOLDEN / "village"), Options(When(AS_OF)))
    for path, content in made.tree.items():
        assert "xyzzy" not in path.lower()
        assert isinstance(content, Copy) or b"xyzzy" not in content.lower(), path
    assert made.next_transition is not None
    assert made.next_transition.path == "articles/2024/04/gathered.md" or made.next_transition.moment > AS_OF


def test_an_embargo_lifts_at_its_moment() -> None:
    made = build(folders(GOLDEN / "village"), Options(When(datetime(2024, 4, 30, 22, tzinfo=UTC))))
    assert "2024/04/held/index.html" in made.tree
    assert "media/xyzzy.jpg" in made.tree
