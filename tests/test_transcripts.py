"""What a tired editor reads: each file of ``transcripts/`` is a mistake and, word for word, what newsgen says to it.

A file has a sentence, the wrong sources (``-- path --``, or ``-- path [how] --`` where bytes matter), and ``-- says --``. They
are laid over a site that builds. ``TRANSCRIPTS=update pytest tests/test_transcripts.py`` writes the last part anew.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsgen.cli import main

from .builders import PIXEL, SITE, project, story

CASES = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
_HEADING = re.compile(r"^-- (\S.*?)(?: \[(.+)\])? --$", re.MULTILINE)
_AS_OF = ["--as-of", "2024-06-01T12:00Z", "--no-cache"]


@dataclass(frozen=True)
class Case:
    """A transcript taken apart."""

    about: str
    sources: tuple[tuple[str, str, str], ...]
    expected: str

    @property
    def options(self) -> list[str]:
        """The options of a line such as ``$ newsgen build --format json``."""
        command = re.search(r"^\$ newsgen build (.*)$", self.about, re.MULTILINE)
        return command[1].split() if command else []


def parse(text: str) -> Case:
    about, *rest = _HEADING.split(text)
    sources = list(
        zip(rest[::3], (how or "" for how in rest[1::3]), (part.removeprefix("\n") for part in rest[2::3]), strict=True)
    )
    (_, _, expected) = sources.pop() if sources[-1][0] == "says" else ("", "", "")
    return Case(about, tuple(sources), expected)


def lay(root: Path, path: str, how: str, text: str) -> None:
    """Put a wrong source into the project."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if how.startswith("link to "):
        place.symlink_to(how.removeprefix("link to "))
    elif how == "removed":
        place.unlink()
    else:
        place.write_bytes(ENCODINGS[how](text))


ENCODINGS = {
    "": str.encode,
    "latin-1": lambda text: text.encode("latin-1"),
    "utf-16": lambda text: text.encode("utf-16"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "bom and crlf": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "escapes": lambda text: text.encode().decode("unicode_escape").encode("utf-8"),
    "photo": lambda text: PIXEL,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that builds, with its site."""
    root = tmp_path_factory.mktemp("published")
    sources = {
        "content/site.yaml": SITE,
        "content/articles/2024/04/fair.md": story(
            "The harbour fair returns", body="## Dates {#dates}\n\nIt is in April.", tags=["harbour"]
        ),
        "content/pages/about.md": story("About us"),
        "content/media/harbour.png": PIXEL,
        "static/notice.txt": "Notice.",
    }
    project(root, sources)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["build", *_AS_OF]) == 0
    return root


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Each file's bytes, inode and date."""
    found = {}
    for place in sorted(folder.rglob("*")):
        if place.is_file():
            status = place.stat()
            found[place.relative_to(folder).as_posix()] = (place.read_bytes(), status.st_ino, status.st_mtime_ns)
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_transcript(
    path: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = parse(path.read_text("utf-8"))
    root = tmp_path / "project"
    shutil.copytree(published, root)
    for source in case.sources:
        lay(root, *source)
    monkeypatch.chdir(root)
    capsys.readouterr()
    before = state(root / "site")
    code = main(["build", *_AS_OF, *case.options])
    shown = "".join(capsys.readouterr())
    if os.environ.get("TRANSCRIPTS") == "update":
        path.write_text(path.read_text("utf-8").partition("-- says --")[0] + f"-- says --\n{shown}", "utf-8")
    else:
        assert shown == case.expected
    assert code == 1
    assert state(root / "site") == before


def test_every_hint_and_message_is_one_clause() -> None:
    """No capital, no full stop, never "invalid"; what Jinja says of a template is its own."""
    own = [path for path in CASES if not path.stem.startswith("template-")]
    lines = [line for path in own for line in parse(path.read_text("utf-8")).expected.split("\n")]
    messages = [found[1] for line in lines if (found := re.match(r"\S.*?: (?:error|warning): (.*)", line))]
    assert len(messages) >= len(own)
    for message in messages:
        assert not re.search(r"\binvalid\b|\.$|\. [A-Z]|^[A-Z](?![A-Z])", message), message
