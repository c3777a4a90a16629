"""What a browser needs to know of the page that it shows.

In: what is shown, a page.  Out: State: versions, problems, held stories; it is the same while nothing of these has changed.
Never: knows how it is sent.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html import unescape
from posixpath import basename, splitext
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from newsgen.errors import Problem, show_json
from newsgen.model.tree import Copy
from newsgen.model.url import Url
from newsgen.plan.specs import fingerprinted
from newsgen.serve.edition import Edition
from newsgen.serve.session import Showing

SHOWN = 50  # problems; who has more mends these first


@dataclass(frozen=True, slots=True)
class State:
    """``version`` is None where no such page is; ``styles`` are digests of stylesheets, and ``now`` their addresses today.

    ``problems`` are the first of so many errors and warnings as ``errors`` and ``warnings`` count.
    A page must be loaded anew when its version is another, and its stylesheets when only ``styles`` are. ``held`` says why
    readers do not see this page, ``links`` why they do not see pages that it links, by address; ``moved`` is where a page went.
    """

    version: str | None
    styles: str
    now: Mapping[str, str]
    problems: list[Any]
    errors: int
    warnings: int
    held: str
    links: Mapping[str, str]
    moved: str

    def json(self) -> str:
        """The state as one line, of ASCII: names of files may be no Unicode."""
        return json.dumps(asdict(self))


def state(
    showing: Showing, url: Url, content: bytes | None, held: Mapping[str, str], base: str, found: tuple[Problem, ...]
) -> State:
    """The state of the page at an address; ``content`` is what it holds, ``found`` what is wrong with its template."""
    edition = showing.edition
    problems = _problems({*showing.problems, *found})
    if edition is None:
        return State(None, "", {}, *problems, "", {}, "")
    sheets = {f"{base}/{name}": file for name, file in edition.plan.catalogue.static.items() if _is_style(file.url.path)}
    linked = _linked(content, url) if content is not None else set()
    return State(
        version=None if content is None else _version(edition, content, linked),
        styles=_digest(json.dumps(sorted((name, file.digest) for name, file in sheets.items())).encode()),
        now={name: base + fingerprinted(file).href for name, file in sheets.items()},
        problems=problems[0],
        errors=problems[1],
        warnings=problems[2],
        held=held.get(url.path, ""),
        links={base + Url(path).href: held[path] for path in sorted(linked & held.keys())},
        moved=base + Url(showing.moved[url.path]).href if content is None and url.path in showing.moved else "",
    )


def _problems(found: set[Problem]) -> tuple[list[Any], int, int]:
    """The first of them, errors before warnings, and how many there are of each."""
    first = sorted(found, key=lambda each: (not each.is_error, each))[:SHOWN]
    errors = sum(each.is_error for each in found)
    return json.loads(show_json(first)), errors, len(found) - errors


def _is_style(path: str) -> bool:
    return splitext(path)[1].lower() == ".css"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:20]


def _version(edition: Edition, content: bytes, linked: set[str]) -> str:
    """Of the page but for the addresses of its stylesheets, and of the files of this site that it shows or links."""
    for file in edition.plan.catalogue.static.values():
        if _is_style(file.url.path):
            content = content.replace(basename(fingerprinted(file).href).encode(), basename(file.url.href).encode())
    files = (edition.outputs.get(Url(path).file) for path in sorted(linked))
    shown = [each.digest for each in files if isinstance(each, Copy) and not _is_style(each.url.path)]
    return _digest(content + "".join(shown).encode())


_ADDRESSES = re.compile(r"""\b(?:href|src|srcset|poster|data)=(?:"([^"]*)"|'([^']*)')""")


def _linked(content: bytes, url: Url) -> set[str]:
    """The addresses of this site on a page, as paths from its root. A path below which the site lies does not matter here."""
    return {path for text in _texts(content) for path in _path(url, text)}


def _texts(content: bytes) -> Iterator[str]:
    for one, other in _ADDRESSES.findall(content.decode("utf-8", "replace")):
        yield from (part.split()[0] for part in unescape(one or other).split(",") if part.strip())


def _path(url: Url, text: str) -> Iterator[str]:
    try:
        parts = urlsplit(text)
    except ValueError:
        return
    if not parts.scheme and not parts.netloc and parts.path:
        yield unquote(urljoin(url.href, parts.path))
