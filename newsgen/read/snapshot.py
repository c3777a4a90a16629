"""The project's folders, walked once.

In: folders on disk.  Out: Snapshot, and problems for what cannot be taken.
Never: interprets a source, follows a link out of its folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import basename, splitext
from typing import BinaryIO, NamedTuple

from newsgen.errors import BuildFailed, Location, Problem
from newsgen.model.site import Media
from newsgen.model.stamps import is_settled
from newsgen.model.url import Url, of_media

CONFIG_FILES = ("site.yaml", "tags.yaml", "people.yaml", "sources.yaml", "redirects.yaml")
_LITTER_STARTS = (".", "~", "#")
_LITTER_ENDS = ("~", ".swp", ".swo", ".tmp", ".bak", ".orig", ".part", "Thumbs.db", "desktop.ini")
_MEDIA_FOLDERS = ("articles/", "pages/", "media/")
_WRONG_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdx", ".md.txt")
_TEXTS = (".txt", ".text", ".html", ".htm")  # of which one may be a story that was saved under a wrong name
_FENCE = re.compile(r"\s*---[ \t]*[\r\n]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text source; ``path`` is relative to its folder, with ``/``.

    ``kept`` are its bytes as they were read; where it is None they lie at ``place`` still, and are those of ``digest`` or none.
    """

    path: str
    kept: bytes | None
    digest: str = ""
    place: str = ""

    @property
    def data(self) -> bytes:
        """The bytes; raises OSError where the file is gone, BuildFailed where it has changed since."""
        return self.kept if self.kept is not None else _reread(self)


class Stamp(NamedTuple):
    """What tells that a file is as it was, and what it held then: the index rule of git.

    ``size``, ``modified``, ``changed`` (nanoseconds) and ``node`` are of ``stat``; width and height are those of a picture.
    """

    size: int
    modified: int
    changed: int
    node: int
    digest: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything on disk that the site depends on, at one moment. ``theme`` names the templates that are ours.

    ``stamps`` are those of all files, by folder and path, for the next snapshot.
    """

    config: Mapping[str, SourceFile]
    articles: tuple[SourceFile, ...]
    pages: tuple[SourceFile, ...]
    media: Mapping[str, Media]
    templates: Mapping[str, SourceFile]
    theme: Mapping[str, SourceFile]
    static: Mapping[str, Media]
    problems: tuple[Problem, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a project lies; ``theme`` holds the templates and static files that ship with newsgen."""

    content: Path
    templates: Path
    static: Path
    theme: Path


class _File(NamedTuple):
    """A file that was found; ``key`` names it among all of the project."""

    path: str
    place: str
    key: str
    stat: os.stat_result


@dataclass(slots=True)
class _Reader:
    """Reads the files that are not as their stamps say."""

    known: Mapping[str, Stamp]
    before: int
    stamps: dict[str, Stamp] = field(default_factory=dict)
    kept: int = 0

    def text(self, file: _File) -> SourceFile:
        """A source that is always wanted."""
        return SourceFile(file.path, Path(file.place).read_bytes())

    def story(self, file: _File) -> SourceFile:
        """A source that may be remembered by its digest. A few new ones are kept, so that they are read but once."""
        stamp = self._as_known(file)
        if stamp:
            return SourceFile(file.path, None, stamp.digest, file.place)
        data = _bytes_at(file.place, file.stat.st_size)
        name = hashlib.sha256(data).hexdigest()
        self._note(file, name)
        self.kept += len(data)
        return SourceFile(file.path, data if self.kept <= KEPT else None, name, file.place)

    def media(self, file: _File, url: Url) -> Media:
        """A file that is published as it is."""
        stamp = self._as_known(file)
        if stamp is None:
            with Path(file.place).open("rb") as stream:
                name = hashlib.file_digest(stream, "sha256").hexdigest()
                stream.seek(0)
                stamp = self._note(file, name, *_dimensions(stream))
        return Media(file.path, url, file.place, stamp.digest, stamp.size, stamp.width, stamp.height)

    def _as_known(self, file: _File) -> Stamp | None:
        stamp, stat = self.known.get(file.key), file.stat
        if not stamp or stamp[:4] != (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino):
            return None
        self.stamps[file.key] = stamp
        return stamp

    def _note(self, file: _File, name: str, width: int = 0, height: int = 0) -> Stamp:
        stat = file.stat
        stamp = Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, name, width, height)
        if is_settled(stamp.modified, stamp.changed, self.before):
            self.stamps[file.key] = stamp
        return stamp


KEPT = 16 << 20  # bytes of new sources in memory


def snapshot(folders: Folders, known: Mapping[str, Stamp] | None = None, before: int = 0) -> Snapshot:
    """Find every source of the project, and read those that are not as their stamps of an earlier snapshot say.

    ``before`` is now, in nanoseconds by the clock of the file system; what was changed later gets no stamp.
    """
    problems: list[Problem] = []
    reader = _Reader(known or {}, before)
    content = list(_walk(folders.content, "content", problems))
    stories = [file for file in content if file.path.startswith(("articles/", "pages/"))]
    texts = [file for file in stories if _is_text(file)]
    problems += [_misnamed(file) for file in stories if _is_misnamed(file)]
    problems += [_astray(file) for file in content if _is_astray(file)]
    problems += [_yml(file) for file in content if file.path.endswith(".yml") and _yaml(file.path) in CONFIG_FILES]
    media = [file for file in content if file.path.startswith(_MEDIA_FOLDERS) and not _is_text(file)]
    return Snapshot(
        config={_yaml(file.path): reader.text(file) for file in content if _yaml(file.path) in CONFIG_FILES},
        articles=tuple(reader.story(file) for file in texts if file.path.startswith("articles/")),
        pages=tuple(reader.story(file) for file in texts if file.path.startswith("pages/")),
        media={file.path: reader.media(file, of_media(file.path)) for file in media},
        templates={file.path: reader.text(file) for file in _walk(folders.templates, "templates", problems)},
        theme={file.path: reader.text(file) for file in _walk(folders.theme / "templates", "theme/templates", problems)},
        static={
            file.path: reader.media(file, Url("/" + file.path))
            for file in [*_walk(folders.theme / "static", "theme/static", problems), *_walk(folders.static, "static", problems)]
        },
        problems=tuple(problems),
        stamps=reader.stamps,
    )


def _bytes_at(place: str, size: int = 0) -> bytes:
    """A file that was so long when it was looked at; to ask for its length again would take as long as the reading."""
    descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        data = os.read(descriptor, size + 1)
        while len(data) != size and (more := os.read(descriptor, 1 << 20)):
            data += more
        return data
    finally:
        os.close(descriptor)


def _reread(file: SourceFile) -> bytes:
    data = _bytes_at(file.place)
    if hashlib.sha256(data).hexdigest() != file.digest:
        raise BuildFailed([Problem(Location(f"content/{file.path}"), "the file changed while the site was built", "build again")])
    return data


def _walk(root: Path, name: str, problems: list[Problem]) -> Iterator[_File]:
    """The files below a folder, sorted; links that lead out of it, and linked folders, are problems."""
    if root.is_dir():
        yield from _walk_folder(str(root), "", name, os.path.realpath(root), problems)


def _walk_folder(folder: str, prefix: str, name: str, real_root: str, problems: list[Problem]) -> Iterator[_File]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    folders: list[os.DirEntry[str]] = []
    for entry in entries:
        if is_litter(entry.name) and not (_is_wanted_dotfile(entry.name) and (name.endswith("static") or entry.is_dir())):
            continue
        if not entry.name.isascii() and not _is_utf8(entry.name):
            problems.append(_not_utf8(f"{name}/{prefix}{entry.name}"))
        elif entry.is_dir(follow_symlinks=False):
            folders.append(entry)
        elif entry.is_symlink() and (entry.is_dir() or not _is_inside(entry.path, real_root)):
            problems.append(_link_problem(f"{name}/{prefix}{entry.name}"))
        elif entry.is_file():
            path = prefix + entry.name
            path = path if path.isascii() else unicodedata.normalize("NFC", path)
            yield _File(path, entry.path, f"{name}/{path}", entry.stat())
    for entry in folders:
        yield from _walk_folder(entry.path, f"{prefix}{entry.name}/", name, real_root, problems)


def _is_text(file: _File) -> bool:
    return file.path.lower().endswith(".md") and not file.path.startswith("media/")


def is_litter(name: str) -> bool:
    """Editors' swap and backup files, and what operating systems leave behind."""
    return name.startswith(_LITTER_STARTS) or name.endswith(_LITTER_ENDS)


def _is_wanted_dotfile(name: str) -> bool:
    """Hosts look for these at the root of a site."""
    return name in {".nojekyll", ".htaccess", ".well-known"}


def _is_utf8(name: str) -> bool:
    """Python stands lone surrogates for the bytes of a name that are not (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _not_utf8(path: str) -> Problem:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return Problem(Location(shown), "this file's name is not UTF-8", "rename it; a-z, 0-9 and hyphens are safe everywhere")


def _is_inside(path: str, real_root: str) -> bool:
    return os.path.realpath(path).startswith(real_root + os.sep) and Path(path).exists()


def _link_problem(path: str) -> Problem:
    return Problem(
        Location(path), "this symbolic link leads out of its folder or to another folder", "put a copy of the file here instead"
    )


def _is_misnamed(file: _File) -> bool:
    name = file.path.lower()
    if name.endswith(_WRONG_MARKDOWN):
        return True
    bare = "." not in basename(name) and not basename(name).isdigit()  # Vim saves to 4913 for a moment, to see whether it can
    return (name.endswith(_TEXTS) or bare) and _begins_as_story(file)


def head_of(place: str) -> bytes:
    """The first bytes of a file, by which its kind can be told; raises OSError where it is gone."""
    with Path(place).open("rb") as stream:
        return stream.read(64)


def _begins_as_story(file: _File) -> bool:
    """Whether front matter opens a file, as far as that can be told of one in another encoding."""
    head = head_of(file.place)
    wide = head.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return bool(_FENCE.match(head.decode("utf-16" if wide else "utf-8-sig", "ignore")))


def _misnamed(file: _File) -> Problem:
    return Problem(Location(f"content/{file.path}"), "a story's file name ends in .md", f"rename it to  {_md_name(file.path)}")


def _md_name(path: str) -> str:
    """What a story's file should be called; a dot within its name is no ending."""
    name = basename(path)
    ending = next((each for each in (".md.txt", ".md.html", ".md") if name.lower().endswith(each)), splitext(name)[1])
    return name[: len(name) - len(ending)] + ".md"


def _is_astray(file: _File) -> bool:
    """Whether a story lies where stories are not looked for; a Markdown file without front matter is none."""
    return file.path.lower().endswith(".md") and not file.path.startswith(("articles/", "pages/")) and _begins_as_story(file)


def _astray(file: _File) -> Problem:
    message = "this looks like a story, but stories lie in content/articles/ and pages in content/pages/"
    first, *folders = file.path.split("/")[:-1] or [""]
    kind = "pages" if first.lower().startswith("page") else "articles"
    hint = f"move it to  content/{'/'.join([kind, *folders, _md_name(file.path)])}"  # year and month are part of its address
    return Problem(Location(f"content/{file.path}"), message, hint, "warning")


def _yaml(path: str) -> str:
    """A settings file is read under either ending, so that one message suffices; the other is still an error."""
    return f"{path[:-4]}.yaml" if path.endswith(".yml") else path


def _yml(file: _File) -> Problem:
    return Problem(Location(f"content/{file.path}"), "this file's name must end in .yaml", f"rename it to  {file.path[:-4]}.yaml")


def _dimensions(stream: BinaryIO) -> tuple[int, int]:
    """Pixels as shown, turned as the camera says; 0, 0 for what is no picture or a broken one."""
    import imagesize  # noqa: PLC0415 -- its own imports cost more than a build in which no picture is new

    try:
        width, height = imagesize.get(stream)
    except Exception:  # a broken file of any kind must not stop the build, and the library raises many types
        return 0, 0
    return max(int(width), 0), max(int(height), 0)
