"""What a web server has of a site: its files by address, and where its old addresses lead.

In: a folder, a tree.  Out: Served.  Never: changes a file; asks a network.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from newsgen.desk.readable import REDIRECT, Readable, readable
from newsgen.model.tree import Copy, Stored, Tree
from newsgen.model.url import Url

REDIRECTS = "_redirects"
_FURTHEST = 10  # redirects that a browser or a crawler follows


@dataclass(frozen=True, slots=True)
class Served:
    """A digest for each file by its path, how its bytes are had, and what each page says."""

    files: Mapping[str, str]
    load: Callable[[str], bytes]

    def page(self, path: str) -> Readable:
        """A page as its readers know it."""
        return readable(self.load(path))


def of_folder(folder: Path) -> Served:
    """A folder as a server shows it; hidden files but those of ``.well-known`` are not shown."""
    places = {place.relative_to(folder).as_posix(): place for place in _walk(folder)}
    return Served({path: _digest(place) for path, place in sorted(places.items())}, lambda path: places[path].read_bytes())


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") or name == ".well-known"]
        yield from (Path(root, name) for name in files if not name.startswith("."))


def _digest(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def of_tree(tree: Tree, blob: Callable[[str], bytes]) -> Served:
    """A site that was generated; ``blob`` gives what lies in a store. Hidden files are left out as in a folder."""

    def load(path: str) -> bytes:
        content = tree[path]
        if isinstance(content, Copy):
            return Path(content.disk).read_bytes()
        return blob(content.digest) if isinstance(content, Stored) else content

    shown = [path for path in tree if not any(_is_hidden(part) for part in path.split("/"))]
    return Served({path: _name(tree[path]) for path in sorted(shown)}, load)


def _is_hidden(part: str) -> bool:
    return part.startswith(".") and part != ".well-known"


def _name(content: bytes | Copy | Stored) -> str:
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else content.digest


def address(path: str) -> str:
    """Where readers find a file: ``a/index.html`` is ``/a/``."""
    return "/" + path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else "/" + path


def is_html(path: str) -> bool:
    """Whether a file is a page."""
    return path.endswith((".html", ".htm"))


@dataclass(frozen=True, slots=True)
class Ways:
    """Where addresses lead on a site; ``base`` is its host and folder, ``rules`` are those of its ``_redirects``."""

    served: Served
    base: str
    rules: tuple[tuple[str, str], ...]

    def end(self, start: str) -> str | None:
        """The address that a browser arrives at, whole where it leaves the site; None where nothing is there."""
        here = start
        for _ in range(_FURTHEST):
            path = self._file(here)
            following = self._following(here, path)
            if following is None:
                return here if path else None
            if following.startswith("//"):
                return following
            here = following
        return None

    def _file(self, here: str) -> str:
        """The file at an address; servers find a page without its ending, and a folder without its stroke."""
        path = here[1:]
        forms = (path + "index.html",) if not path or path.endswith("/") else (path, f"{path}/index.html", f"{path}.html")
        return next((form for form in forms if form in self.served.files), "")

    def _following(self, here: str, path: str) -> str | None:
        """Where an address leads on; None where it is an end."""
        if path:
            page = self.served.page(path) if is_html(path) else None
            return self._target(here, page.target) if page and page.kind == REDIRECT else None
        for old, new in self.rules:
            if here.rstrip("/") == old.rstrip("/"):
                return self._target(here, new)
            if old.endswith("*") and here.startswith(old[:-1]):
                return self._target(here, new.replace(":splat", here[len(old) - 1 :]))
        return None

    def _target(self, here: str, written: str) -> str:
        """An address of this site from its root, or one elsewhere, which begins with two strokes."""
        whole = urljoin(f"http://{self.base}{Url(here).href}", written).partition("//")[2]
        if not f"{whole}/".startswith(f"{self.base}/"):
            return f"//{whole}"
        return unquote(urlsplit(whole[len(self.base) :]).path) or "/"


def ways(served: Served) -> Ways:
    """Where a site's addresses lead, as far as its files say; its front page knows its whole address."""
    own = served.page("index.html").canonical if "index.html" in served.files else ""
    lines = served.load(REDIRECTS).decode("utf-8", "replace").splitlines() if REDIRECTS in served.files else []
    rules = [words for line in lines if len(words := line.partition("#")[0].split()) > 1]
    base = own.partition("//")[2].rstrip("/") or "site.invalid"
    return Ways(served, base, tuple((unquote(words[0]), words[1]) for words in rules if words[2:3] not in (["404"], ["410"])))
