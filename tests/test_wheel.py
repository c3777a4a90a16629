"""What people get who install newsgen: the wheel alone, in an environment of its own, in a folder of theirs."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from .builders import story
from .links import broken

pytestmark = pytest.mark.xdist_group("wheel")  # so that one worker installs it, once

ROOT = Path(__file__).parents[1]
QUIET = ["--quiet", "--disable-pip-version-check", "--no-input"]


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; it must end well."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([str(each) for each in command], cwd=cwd, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", *QUIET, "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (found,) = folder.glob("newsgen-*.whl")
    return found


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands of an environment lie that holds the wheel and what it declares to need, and nothing else."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=True)
    folder = place / ("Scripts" if os.name == "nt" else "bin")
    run(folder / "python", "-m", "pip", "install", *QUIET, wheel, cwd=place)
    return folder


def test_wheel_carries_the_theme_the_starter_and_nothing_of_the_repository(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    theme = [*files(ROOT / "templates"), *files(ROOT / "static")]
    assert {f"newsgen/theme/{place.relative_to(ROOT).as_posix()}" for place in theme} <= {*names}
    begun = [*files(ROOT / "newsgen" / "starter"), *files(ROOT / "newsgen" / "hosts")]
    assert {place.relative_to(ROOT).as_posix() for place in begun} <= {*names}
    assert [name for name in names if not name.startswith(("newsgen/", "newsgen-"))] == []
    assert [name for name in names if "__pycache__" in name or "/tests/" in name] == []


def files(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file()]


def test_installed_command_builds_a_site_from_two_files(commands: Path, tmp_path: Path) -> None:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: The Small Paper\nbase_url: https://small.example\n")
    (tmp_path / "content" / "articles" / "first.md").write_text(story("Hello, harbour", "2024-04-16T09:00"))
    assert "1 story" in run(commands / "newsgen", "build", cwd=tmp_path)
    assert "<h1>Hello, harbour</h1>" in (tmp_path / "site" / "first" / "index.html").read_text("utf-8")
    assert [*(tmp_path / "site" / "assets").glob("newsgen.*.css")]
    assert broken(tmp_path / "site", "https://small.example") == []


def test_installed_command_begins_a_publication(commands: Path, tmp_path: Path) -> None:
    run(commands / "newsgen", "init", "paper", cwd=tmp_path)
    run(commands / "newsgen", "build", cwd=tmp_path / "paper")
    assert broken(tmp_path / "paper" / "site", "https://example.org") == []


def test_installed_command_says_what_its_server_needs(commands: Path, tmp_path: Path, wheel: Path) -> None:
    assert "newsgen/serve/preview.js" in zipfile.ZipFile(wheel).namelist()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("title: The Small Paper\n")
    done = subprocess.run([commands / "newsgen", "serve"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install starlette uvicorn watchfiles" in done.stderr


def test_installed_package_says_its_version(commands: Path, tmp_path: Path, wheel: Path) -> None:
    version = wheel.name.split("-")[1]
    assert run(commands / "newsgen", "--version", cwd=tmp_path) == f"newsgen {version}\n"
    assert run(commands / "python", "-m", "newsgen", "--version", cwd=tmp_path) == f"newsgen {version}\n"
    assert version in (ROOT / "CHANGELOG.md").read_text("utf-8")
