"""The project's folders, walked once.

In: folders on disk.  Out: Snapshot, and problems for what cannot be taken.
Never: interprets a source, follows a link out of its folder.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import imagesize

from newsgen.errors import Location, Problem
from newsgen.model.site import Media
from newsgen.model.url import Url, of_media

CONFIG_FILES = ("site.yaml", "tags.yaml", "people.yaml", "sources.yaml")
_LITTER_STARTS = (".", "~", "#")
_LITTER_ENDS = ("~", ".swp", ".swo", ".tmp", ".bak", ".orig", ".part", "Thumbs.db", "desktop.ini")
_MEDIA_FOLDERS = ("articles/", "pages/", "media/")
_WRONG_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdx", ".md.txt")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text source as it was read; ``path`` is relative to its folder, with ``/``."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything on disk that the site depends on, at one moment. ``theme`` names the templates that are ours."""

    config: Mapping[str, SourceFile]
    articles: tuple[SourceFile, ...]
    pages: tuple[SourceFile, ...]
    media: Mapping[str, Media]
    templates: Mapping[str, SourceFile]
    theme: Mapping[str, SourceFile]
    static: Mapping[str, Media]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a project lies; ``theme`` holds the templates and static files that ship with newsgen."""

    content: Path
    templates: Path
    static: Path
    theme: Path


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    origin: Path


def snapshot(folders: Folders) -> Snapshot:
    """Read every source of the project once."""
    problems: list[Problem] = []
    content = list(_walk(folders.content, "content", problems))
    stories = [file for file in content if file.path.startswith(("articles/", "pages/"))]
    texts = [file for file in stories if _is_text(file)]
    problems += [_misnamed(file) for file in stories if file.path.lower().endswith(_WRONG_MARKDOWN)]
    problems += [_yml(file) for file in content if file.path.endswith(".yml") and _yaml(file.path) in CONFIG_FILES]
    media = [file for file in content if file.path.startswith(_MEDIA_FOLDERS) and not _is_text(file)]
    return Snapshot(
        config={_yaml(file.path): _read(file) for file in content if _yaml(file.path) in CONFIG_FILES},
        articles=tuple(_read(file) for file in texts if file.path.startswith("articles/")),
        pages=tuple(_read(file) for file in texts if file.path.startswith("pages/")),
        media={file.path: _measure(file, of_media(file.path)) for file in media},
        templates={file.path: _read(file) for file in _walk(folders.templates, "templates", problems)},
        theme={file.path: _read(file) for file in _walk(folders.theme / "templates", "theme/templates", problems)},
        static={
            file.path: _measure(file, Url("/" + file.path))
            for file in [*_walk(folders.theme / "static", "theme/static", problems), *_walk(folders.static, "static", problems)]
        },
        problems=tuple(problems),
    )


def _walk(root: Path, name: str, problems: list[Problem]) -> Iterator[_File]:
    """The files below a folder, sorted; links that lead out of it, and linked folders, are problems."""
    real_root = os.path.realpath(root)
    for folder, folders, files in os.walk(root):
        folders.sort()
        folders[:] = [entry for entry in folders if not _is_litter(entry) or _is_wanted_dotfile(entry)]
        below = Path(folder).relative_to(root).as_posix()
        prefix = "" if below == "." else below + "/"
        for entry in sorted([*files, *(entry for entry in folders if (Path(folder) / entry).is_symlink())]):
            path, origin = prefix + entry, Path(folder) / entry
            if _is_litter(entry) and not (name.endswith("static") and _is_wanted_dotfile(entry)):
                continue
            if origin.is_symlink() and (origin.is_dir() or not _is_inside(origin, real_root)):
                problems.append(_link_problem(f"{name}/{path}"))
            elif origin.is_file():
                yield _File(unicodedata.normalize("NFC", path), origin)


def _is_text(file: _File) -> bool:
    return file.path.lower().endswith(".md") and not file.path.startswith("media/")


def _is_litter(name: str) -> bool:
    """Editors' swap and backup files, and what operating systems leave behind."""
    return name.startswith(_LITTER_STARTS) or name.endswith(_LITTER_ENDS)


def _is_wanted_dotfile(name: str) -> bool:
    """Hosts look for these at the root of a site."""
    return name in {".nojekyll", ".htaccess", ".well-known"}


def _is_inside(path: Path, real_root: str) -> bool:
    return os.path.realpath(path).startswith(real_root + os.sep) and path.exists()


def _link_problem(path: str) -> Problem:
    return Problem(
        Location(path), "this symbolic link leads out of its folder or to another folder", "put a copy of the file here instead"
    )


def _misnamed(file: _File) -> Problem:
    return Problem(Location(f"content/{file.path}"), "a story's file name ends in .md", f"rename it to  {_md_name(file.path)}")


def _md_name(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    return name.split(".")[0] + ".md"


def _yaml(path: str) -> str:
    """A settings file is read under either ending, so that one message suffices; the other is still an error."""
    return f"{path[:-4]}.yaml" if path.endswith(".yml") else path


def _yml(file: _File) -> Problem:
    return Problem(Location(f"content/{file.path}"), "this file's name must end in .yaml", f"rename it to  {file.path[:-4]}.yaml")


def _read(file: _File) -> SourceFile:
    return SourceFile(file.path, file.origin.read_bytes())


def _measure(file: _File, url: Url) -> Media:
    digest, size = hashlib.sha256(), 0
    with file.origin.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
        stream.seek(0)
        width, height = _dimensions(stream)
    return Media(file.path, url, str(file.origin), digest.hexdigest(), size, width, height)


def _dimensions(stream: BinaryIO) -> tuple[int, int]:
    """Pixels as shown, turned as the camera says; 0, 0 for what is no picture or a broken one."""
    try:
        width, height = imagesize.get(stream)
    except Exception:  # a broken file of any kind must not stop the build, and the library raises many types
        return 0, 0
    return max(int(width), 0), max(int(height), 0)
