"""Old sites as literals, brought over and built."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from newsgen.cli import main

Files = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Brought:
    """An old site after its import and a build of it."""

    place: Path
    report: Mapping[str, object]
    said: str

    def page(self, address: str) -> Path:
        """The file that a server gives for an address, following a redirect as a browser does."""
        page = self.file(address)
        text = page.read_text("utf-8") if page.suffix == ".html" else ""
        if 'http-equiv="refresh"' in text:
            target = unquote(text.split("url=")[1].split('"')[0])
            page = (page.parent / target).resolve()
            page = page / "index.html" if page.is_dir() else page
        return page

    def file(self, address: str) -> Path:
        """The file that stands at an address."""
        place = self.place / "site" / address.lstrip("/")
        return place / "index.html" if address.endswith("/") else place

    def is_alive(self, address: str) -> bool:
        """Whether something stands at an old address."""
        return self.file(address).is_file() and self.page(address).is_file()

    def text(self, path: str) -> str:
        """A file of the publication."""
        return (self.place / "content" / path).read_text("utf-8")

    def notes(self, origin: str) -> list[str]:
        """What the report says of a file of the old site."""
        files = self.report["files"]
        assert isinstance(files, list)
        return [note["said"] for each in files if each["origin"] == origin for note in each["notes"]]

    def origins(self) -> set[str]:
        """The files of which the report speaks."""
        files = self.report["files"]
        assert isinstance(files, list)
        return {each["origin"] for each in files}


def laid(folder: Path, files: Files) -> Path:
    """The files of a site on disk."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def brought(folder: Path, files: Files, monkeypatch: pytest.MonkeyPatch, *options: str) -> Brought:
    """A site that was imported, and that builds."""
    old, new = laid(folder / "old", files), folder / "new"
    before = {path: path.read_bytes() for path in sorted(old.rglob("*")) if path.is_file()}
    assert main(["import", str(old), "--into", str(new), "--format", "json", *options]) == 0
    assert {path: path.read_bytes() for path in sorted(old.rglob("*")) if path.is_file()} == before
    monkeypatch.chdir(new)
    assert main(["build", "--jobs", "1", "--as-of", "2031-01-01T00:00"]) == 0
    return Brought(new, json.loads((new / "import-report.json").read_text("utf-8")), "")


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000020000000108020000007b40e8dd0000000c4944415408d76378ffff3f0005fe02fe0df4b3330000000049454e44ae426082"
)
