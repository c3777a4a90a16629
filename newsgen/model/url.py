"""Addresses: the rule from a source's path to its URL, and relative links between URLs.

In: paths below ``content/``, names.  Out: Url.  Never: asks whether something is there.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from posixpath import normpath, splitext
from urllib.parse import quote, unquote

# \w of Python's re leaves out combining marks, without which Hindi, Thai, Arabic or a decomposed
# kana would fall apart; these are the blocks whose words need them.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u0900-\u0963\u0966-\u109f\u1780-\u17d3\u180b-\u180d\u3099\u309a"
)
_NOT_IN_A_SLUG = re.compile(f"[^\\w{_MARKS}]+|_+")
_IS_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_SPELLED = (("+", " plus "), ("#", " sharp "), ("&", " and "))
_LEADING_DOT = re.compile(r"(?<!\S)\.(?=\w)")
MAX_SEGMENT_BYTES = 180  # file systems allow 255; the rest is left for suffixes


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A URL-safe form of a name: lower case, letters of every script kept, ``+ # &`` spelled out.

    Never empty and never longer than MAX_SEGMENT_BYTES in UTF-8; what cannot be kept is told apart by a digest.
    """
    if _IS_SLUG.fullmatch(name) and len(name) <= MAX_SEGMENT_BYTES:
        return name
    from slugify import slugify  # noqa: PLC0415 -- a build in which nothing changed needs it not

    text = slugify(
        _LEADING_DOT.sub("dot ", name),
        allow_unicode=True,
        entities=False,
        decimal=False,
        hexadecimal=False,
        regex_pattern=_NOT_IN_A_SLUG,
        replacements=_SPELLED,
    )
    if not text:
        return "x-" + _short_digest(name)
    if len(text.encode()) > MAX_SEGMENT_BYTES:
        kept = text.encode()[: MAX_SEGMENT_BYTES - 9].decode(errors="ignore").rstrip("-")
        return f"{kept}-{_short_digest(text)}"
    return text


def tag_key(name: str) -> str:
    """The one key of a topic: ``AI`` and ``ai``, ``Straße`` and ``STRASSE`` are the same (NFKC, casefold)."""
    return slug(unicodedata.normalize("NFKC", name).casefold())


def _short_digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]


@lru_cache(maxsize=65536)
def _quoted(path: str) -> str:
    return quote(path, safe="/~!$()*,=@+")


@lru_cache(maxsize=4096)
def _ways_up(path: str) -> tuple[tuple[str, str], ...]:
    """The folders that a page lies in, the outermost first, and how each is reached from the page: a page has many links."""
    *folders, _ = _quoted(path).split("/")
    return tuple(("/".join(folders[: len(folders) - up]) + "/", "../" * up) for up in reversed(range(len(folders))))


def file_of(path: str) -> str:
    """Where the output folder holds an address: ``2024/04/x/index.html`` for ``/2024/04/x/``."""
    return path[1:] + "index.html" if path.endswith("/") else path[1:]


@dataclass(frozen=True, slots=True, order=True)
class Url:
    """An address of the site, not percent-encoded, from its root: ``/2024/04/trade-summit/``."""

    path: str

    @property
    def file(self) -> str:
        """Where the output folder holds it."""
        return file_of(self.path)

    @property
    def is_page(self) -> bool:
        """Whether HTML may stand here; other endings promise another format."""
        return splitext(self.path)[1].lower() in {"", ".html", ".htm"}

    @property
    def href(self) -> str:
        """The path as it stands in a URL (RFC 3986)."""
        return _quoted(self.path)

    def to(self, target: Url) -> str:
        """The relative reference that leads from this page to the target."""
        there = reference = _quoted(target.path)
        for folder, way in _ways_up(self.path):
            if not there.startswith(folder):
                break
            reference = way + there[len(folder) :]
        return reference or "./"


def top_of(url: Url) -> str:
    """The outermost folder that an address lies in, or its own name at the root: ``2024`` for ``/2024/04/trade-summit/``."""
    return url.path.split("/", 2)[1]


def absolute(base_url: str, url: Url) -> str:
    """The full address under the site's base, which may have a path of its own."""
    return base_url.rstrip("/") + url.href


def of_story(path: str) -> Url:
    """``articles/2024/04/x.md`` and ``articles/2024/04/x/index.md`` are ``/2024/04/x/``; pages likewise."""
    parts = splitext(path)[0].split("/")[1:]
    if parts[-1] == "index":
        parts.pop()
    return Url("/" + "".join(f"{slug(part)}/" for part in parts))


def of_media(path: str) -> Url:
    """``media/a/b.jpg`` keeps its path; a file beside a story lies beside the story's page."""
    *folders, name = path.split("/")
    if folders[0] == "media":
        return Url("/" + path)
    return Url("/" + "".join(f"{slug(folder)}/" for folder in folders[1:]) + name)


_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")  # one letter and a colon is a disk, not a scheme


def is_elsewhere(address: str) -> bool:
    """Whether an address names a scheme or a host, and so leaves the site."""
    return bool(_ELSEWHERE.match(address))


def of_address(text: str) -> Url | None:
    """An address that an editor wrote from the site's root; None where it is none or leads out of the site."""
    path = unquote(text)
    if not path.startswith("/") or path.startswith("//") or re.search(r"[?#\\\x00-\x1f]", path) or ".." in path.split("/"):
        return None
    path = re.sub(r"(^|/)index\.html?$", r"\1", path)
    clean = normpath(path)
    return Url(clean + "/" if path.endswith("/") and clean != "/" else clean)


def old_address(text: str) -> str:
    """``old/address`` and ``https://old.example/old/address`` as an alias is written: ``/old/address/``."""
    path = "/" + re.sub(r"^[a-z]+://[^/]*", "", text).strip("/")
    return path if path == "/" or splitext(path)[1] else f"{path}/"


def of_alias(text: str) -> Url | None:
    """An old address as a page: without an ending it is a folder; None where it leads out of the site or is the site's root."""
    url = of_address(text)
    if url is None or url.path == "/":
        return None
    return url if url.path.endswith("/") or splitext(url.path)[1] else Url(url.path + "/")
