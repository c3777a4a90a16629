"""What is answered to a request for an address.

In: a session, the path of a request.  Out: Answer.  Never: looks for a file that is not part of the site, or lists a folder.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from mimetypes import MimeTypes
from posixpath import basename
from urllib.parse import urlsplit

from newsgen.model.spec import Planned
from newsgen.model.tree import Copy
from newsgen.model.url import Url
from newsgen.serve.edition import Edition
from newsgen.serve.held import held
from newsgen.serve.session import Session, Showing
from newsgen.serve.state import State, state

OWN = "/~newsgen"  # no source begins with ~: the snapshot leaves such names out, as those of programs' own files
HTML = "text/html; charset=utf-8"
_TYPES = MimeTypes(filenames=())  # the same on every machine
_MORE_TYPES: Mapping[str, str] = {
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status with content, with a file of the project, or with another address."""

    status: int
    content: bytes = b""
    type: str = HTML
    file: str = ""
    location: str = ""


def answer(session: Session, path: str) -> Answer:
    """What stands at a path; raises StoreBroken."""
    showing = session.showing
    edition = showing.edition
    if edition is None:
        return Answer(503, _shown(b"", path, _state(session, showing, path)))
    base = base_path(edition)
    if path in {base, "/"} and base:
        return Answer(307, location=f"{base}/")
    url = _url(base, path)
    output = edition.output(url.file) if url else None
    if isinstance(output, Copy) and session.gives(output):
        return Answer(200, type=_type(output.url.file), file=output.disk)
    if isinstance(output, Planned) and _type(output.url.file) != HTML:
        return Answer(200, session.page(edition, output).content, _type(output.url.file))
    folder = Url(f"{url.path}/") if url and not url.path.endswith("/") else None
    if output is None and folder and folder.file in edition.outputs:
        return Answer(307, location=base + folder.href)
    return _page(session, showing, edition, path, output if isinstance(output, Planned) else None)


def _page(session: Session, showing: Showing, edition: Edition, path: str, output: Planned | None) -> Answer:
    """A page, or that of this site for what is not there."""
    shown = output or edition.output("404.html")
    printed = session.page(edition, shown) if isinstance(shown, Planned) else None
    content = printed.content if printed else b""
    status = 500 if printed and printed.problems else 200 if output else 404
    return Answer(status, _shown(content, path, _state(session, showing, path)))


def page_state(session: Session, path: str) -> State:
    """The state of the page at a path; raises StoreBroken."""
    return _state(session, session.showing, path)


def _state(session: Session, showing: Showing, path: str) -> State:
    edition = showing.edition
    if edition is None:
        return state(showing, Url(path), None, {}, "", ())
    base = base_path(edition)
    url = _url(base, path) or Url(path)
    output = edition.output(url.file)
    printed = session.page(edition, output) if isinstance(output, Planned) else None
    content = printed.content if printed and not printed.problems else None
    return state(showing, url, content, held(edition.site), base, printed.problems if printed else ())


def base_path(edition: Edition) -> str:
    """The path below which the site lies, without a slash at its end."""
    return urlsplit(edition.site.config.base_url).path.rstrip("/")


def _url(base: str, path: str) -> Url | None:
    """The address within the site; None for what lies beside it."""
    inside = path.startswith(f"{base}/")
    return Url(unicodedata.normalize("NFC", path.removeprefix(base))) if inside else None


def _type(file: str) -> str:
    ending = basename(file).rpartition(".")[2].lower()
    found = _MORE_TYPES.get(f".{ending}") or _TYPES.guess_type(f"x.{ending}")[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def _shown(content: bytes, path: str, seen: State) -> bytes:
    """A page with the script that keeps it as new as its sources. The published page has none."""
    attributes = f'data-own="{OWN}" data-page="{escape(path)}" data-state="{escape(seen.json())}"'
    script = f'<script src="{OWN}/preview.js" {attributes}></script>'.encode("utf-8", "replace")
    content = content or b'<!doctype html><html lang="en"><meta charset="utf-8"><title>newsgen</title><body></body></html>'
    at = content.lower().rfind(b"</body")
    return content[:at] + script + content[at:] if at >= 0 else content + script
