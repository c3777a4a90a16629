"""A new publication, ready to build.

In: a name, an address, a language, a zone, a moment.  Out: its files by path.  Never: writes them.

The files lie in the folder ``starter``. Packages leave out hidden files, so a name that begins with ``dot-`` there begins with a
dot in the publication, a folder's too. ``YYYY`` and ``MM`` in a path are the year and month in which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from newsgen.desk.matter import yaml_text
from newsgen.errors import Problem
from newsgen.model.site import SiteConfig
from newsgen.read.config import config
from newsgen.read.snapshot import CONFIG_FILES, SourceFile

PACKAGE = Path(__file__).parents[1]
STARTER = PACKAGE / "starter"
SITE = "content/site.yaml"

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a publication is called and when it begins; empty texts leave what the starter has."""

    moment: datetime
    title: str = ""
    language: str = ""
    timezone: str = ""
    base_url: str = ""


def starter_files(beginning: Beginning) -> Files:
    """All files that do not depend on what the settings mean."""
    files = {dated_path(path, beginning.moment): data for path, data in files_below(STARTER).items()}
    files[SITE] = _with(files[SITE], {"title": beginning.title, "  name": beginning.title} | _settings(beginning))
    dated = {path: data for path, data in files.items() if path.startswith("content/articles/") and path.endswith(".md")}
    return files | {path: _with(data, {"date": beginning.moment.isoformat(timespec="minutes")}) for path, data in dated.items()}


def _settings(beginning: Beginning) -> dict[str, str]:
    return {"language": beginning.language, "timezone": beginning.timezone, "base_url": beginning.base_url}


def files_below(folder: Path) -> Files:
    """The files that lie in a folder of the package, by the paths that they have in a publication."""
    places = sorted(place for place in folder.rglob("*") if place.is_file() and "__pycache__" not in place.parts)
    return {target(place.relative_to(folder).as_posix()): place.read_bytes() for place in places}


def target(path: str) -> str:
    """The path that a file of the package has in a publication."""
    return "/".join("." + part.removeprefix("dot-") if part.startswith("dot-") else part for part in path.split("/"))


def dated_path(path: str, moment: datetime) -> str:
    """Where a file of a publication that begins at a moment goes."""
    return path.replace("YYYY", f"{moment.year:04}").replace("MM", f"{moment.month:02}")


def _with(data: bytes, values: Mapping[str, str]) -> bytes:
    """A file whose keys have other values; comments stay in their column. A key is given with its indentation."""
    text = data.decode()
    for key, value in values.items():
        if value:
            text = re.sub(rf"^{key}: [^#\n]*", partial(_line, key, value), text, count=1, flags=re.MULTILINE)
    return text.encode()


def _line(key: str, value: str, old: re.Match[str]) -> str:
    indent = key[: len(key) - len(key.lstrip())]
    line = indent + yaml_text({key.strip(): value}).rstrip("\n")
    return f"{line} ".ljust(len(old[0])) if old[0].endswith(" ") else line


def known_of(files: Files) -> tuple[SiteConfig | None, tuple[Problem, ...]]:
    """What the new publication knows, and what is wrong with its settings."""
    return config({name: SourceFile(name, files[f"content/{name}"]) for name in CONFIG_FILES if f"content/{name}" in files})
