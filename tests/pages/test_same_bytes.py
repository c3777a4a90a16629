"""The same sources give the same bytes: whatever the machine's time zone, locale, hash seed and folders."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import AS_OF, Demo
from .tools import ROOT

OF_THE_MACHINE = ("LC_", "LANG", "TZ", "PYTHON", "SOURCE_DATE")
MACHINES = {
    "Auckland": {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"},
    "Turkish": {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "3"},
    "no assertions": {"PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "random"},
}


def digests(folder: Path) -> dict[str, str]:
    files = (place for place in folder.rglob("*") if place.is_file())
    return {place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest() for place in files}


def run(output: Path, root: Path, environment: dict[str, str], *options: str) -> dict[str, str]:
    """Build the demo in a process of its own, from another folder, and give its files' digests."""
    output.parent.mkdir(parents=True, exist_ok=True)
    folders = [f"--{name}={os.path.relpath(root / name, output.parent)}" for name in ("content", "templates", "static")]
    command = [sys.executable, str(ROOT / "build.py"), *folders, f"--output={output.name}", "--no-cache", *options]
    known = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_MACHINE)}
    subprocess.run(command, cwd=output.parent, env={**known, **environment}, check=True, capture_output=True, timeout=120)
    return digests(output)


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_machine(demo: Demo, tmp_path: Path, machine: dict[str, str]) -> None:
    assert run(tmp_path / "site", ROOT, machine, f"--as-of={AS_OF.isoformat()}") == digests(demo.folder)


def test_other_folders_and_file_order(demo: Demo, tmp_path: Path) -> None:
    """Copied last name first, into folders of other names, with other dates."""
    for name in ("content", "templates", "static"):
        for place in sorted((ROOT / name).rglob("*"), reverse=True):
            if place.is_file():
                copy = tmp_path / "élsewhere" / name / place.relative_to(ROOT / name)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(place, copy)
                os.utime(copy, (1, 1))
    epoch = {"SOURCE_DATE_EPOCH": str(int(AS_OF.timestamp()))}
    assert run(tmp_path / "work" / "out", tmp_path / "élsewhere", epoch) == digests(demo.folder)


def test_the_comparison_sees_another_moment(demo: Demo, tmp_path: Path) -> None:
    """As the ferry's time capsule is opened."""
    assert run(tmp_path / "site", ROOT, {}, "--as-of=2031-04-17") != digests(demo.folder)
