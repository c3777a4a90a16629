"""The demo edition, built as an editor builds it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def build(folder: Path, *options: str) -> dict[str, object]:
    places = ["--output", str(folder / "site"), "--cache", str(folder / "cache"), "--format", "json"]
    command = [sys.executable, str(ROOT / "build.py"), *places, "--as-of", "2026-11-01", *options]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(run.stdout)
    return found


def dates(folder: Path) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in (folder / "site").rglob("*")}


def test_a_build_from_memory_is_verified_and_the_second_leaves_everything_alone(tmp_path: Path) -> None:
    first = build(tmp_path, "--verify")
    assert first["rendered"] == first["pages"]
    before = dates(tmp_path)
    second = build(tmp_path)
    assert (second["rendered"], second["written"], second["removed"]) == (0, 0, 0)
    assert (second["stories"], second["pages"]) == (first["stories"], first["pages"])
    assert dates(tmp_path) == before
    assert build(tmp_path, "--verify")["rendered"] == 0
    third = build(tmp_path, "--drafts", "--verify")
    assert 0 < int(str(third["rendered"])) < int(str(third["pages"]))
