"""What an address of the old site leads to now.

In: the places of all pieces and files.  Out: bodies, photos and picks with new addresses, and what led nowhere.
Never: leaves an address that newsgen would refuse, as far as can be told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, normpath, relpath, splitext
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from newsgen.migrate.addresses import NOWHERE, readdressed
from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.matter import said
from newsgen.migrate.places import key
from newsgen.model.url import is_elsewhere

_PICTURES = frozenset(".jpg .jpeg .png .gif .webp .svg .avif .bmp .tif .tiff .ico".split())
OWN = frozenset("/feed.xml /atom.xml /feed.json /sitemap.xml /tags/ /archive/ /latest/".split())
"""Addresses that every site of newsgen's has."""
_HOST = re.compile(r"www\.[\w-]+\.\w+|[\w-]+\.(?:com|org|net|edu|gov|io|info)(?=/|$)", re.I)
_SCHEMES = re.compile(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]+:")


@dataclass(frozen=True, slots=True)
class Destinations:
    """Pieces by the keys of their old addresses, files by their old addresses, and lists of ours by old addresses."""

    base_url: str
    pieces: Mapping[str, str]
    files: Mapping[str, str]
    redirects: Mapping[str, str]
    named_files: Mapping[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Find the files by their names once: thousands of stories may ask for theirs."""
        names: dict[str, list[str]] = {}
        for address in self.files:
            names.setdefault(basename(address).lower(), []).append(address)
        object.__setattr__(self, "named_files", names)

    def teller(self, address: str, path: str) -> Teller:
        """What tells addresses of the piece that stood at an address and lies at a path now."""
        return Teller(self, address or "/", path)

    def path_of(self, address: str) -> str:
        """The path of the piece at an old address; empty where there is none."""
        return self.pieces.get(key(unquote(address)), "") or self.pieces.get(key(address), "")

    def named(self, src: str) -> str:
        """The address of the one file that has the name of another; empty if there are several, or none."""
        name = basename(src.split("?", maxsplit=1)[0]).lower()
        found = self.named_files.get(name, []) if name else []
        return found[0] if len(found) == 1 else ""

    def own(self, address: str) -> str | None:
        """The path and the rest of an absolute address, if it is one of the old site's."""
        here = urlsplit(self.base_url)
        host = _bare(here.netloc)
        if not host or host not in address.lower():  # most links lead to other hosts
            return None
        there = urlsplit(address)
        if _bare(there.netloc) != host:
            return None
        base = here.path.rstrip("/")
        if base and not (there.path == base or there.path.startswith(f"{base}/")):
            return None
        rest = address.split(there.netloc, 1)[1][len(base) :]
        return rest if rest.startswith("/") else f"/{rest}"


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


@dataclass(slots=True)
class Teller:
    """Gives the addresses of one piece their new form, and collects what led nowhere."""

    all: Destinations
    address: str
    path: str
    notes: list[Note] = field(default_factory=list)

    def body(self, text: str) -> str:
        """The body with new addresses."""
        return readdressed(text, self.meaning)

    def photos(self, photos: object) -> list[dict[str, object]]:
        """The photos whose file is there, or whose address is elsewhere; each once."""
        found: dict[str, dict[str, object]] = {}
        for photo in photos if isinstance(photos, list | tuple) else []:
            src = self._photo(said(photo.get("src")))
            if not src or re.search(r"\s", src):
                continue
            found.setdefault(src, {**photo, "src": src})
        return [*found.values()]

    def _photo(self, src: str) -> str:
        """A photo's file: from the story's address, from the root, or the one of its name; empty if it is not there."""
        if is_elsewhere(src) and self.all.own(src) is None:
            return src
        ways = (src, f"/{src.lstrip('/')}", self.all.named(src))
        found = next((way for each in ways if each and (way := self._look(each, image=True))), "")
        if not found:
            self.notes.append(needs_hand(f"there is no picture {src} among the sources; it was left out of the photos"))
        return found

    def related(self, addresses: object) -> list[str]:
        """The picks that are pieces."""
        found = [self.all.path_of(said(each)) for each in addresses] if isinstance(addresses, list | tuple) else []
        return [path.partition("/")[2] for path in dict.fromkeys(found) if path.startswith("articles/") and path != self.path]

    def meaning(self, address: str, image: bool) -> str:
        """The new address; elsewhere and within the page it stays as it is."""
        if not address or address.startswith(("#", "?", "data:")) or _SCHEMES.match(address):
            return address
        try:
            return self._meaning(address, image)
        except ValueError:  # an address in brackets that is none
            return address

    def _meaning(self, address: str, image: bool) -> str:
        inside = self.all.own(address) if is_elsewhere(address) else address
        if inside is None:
            return address
        found = self._look(address, image)
        if not found and _HOST.match(address):
            self.notes.append(Note(f"the link {address} had no https:// before it"))
            return f"https://{address}"
        return found or self._nowhere(address, self._full(inside), image)

    def _full(self, inside: str) -> SplitResult:
        """An address from the old site's root, without the path that the whole site may stand below."""
        full = urlsplit(urljoin(f"http://old{quote(self.address, safe='/%')}", inside))
        base = urlsplit(self.all.base_url).path.rstrip("/")
        return full._replace(path=full.path.removeprefix(base)) if base and full.path.startswith(f"{base}/") else full

    def _look(self, address: str, image: bool) -> str:
        """What is at an address; empty if nothing is."""
        inside = self.all.own(address) if is_elsewhere(address) else address
        if inside is None:
            return ""
        here = urlsplit(urljoin(f"http://old{quote(self.address, safe='/%')}", inside))
        ways = dict.fromkeys([here, self._full(inside)])
        return next((way for each in ways if (way := self._at(each, image))), "")

    def _at(self, full: SplitResult, image: bool) -> str:
        path = unquote(full.path)
        return self._file(path) or ("" if image else self._piece(path, full.fragment))

    def _file(self, path: str) -> str:
        found = self.all.files.get(path) or self.all.files.get(normpath(path))
        return quote(found, safe="/~!$&'()*+,;=:@") if found else ""

    def _piece(self, path: str, fragment: str) -> str:
        target = self.all.pieces.get(key(path), "")
        if target:
            way = quote(relpath(target, dirname(self.path)), safe="/~!$&'()*+,;=@")
            return f"{way}#{fragment}" if fragment else way
        if key(path) == "/" or path in OWN:
            return "/" if key(path) == "/" else path
        new = (
            self.all.redirects.get(path)
            or self.all.redirects.get(f"{path.rstrip('/')}/")
            or self.all.redirects.get(path.rstrip("/"))
        )
        return new or ""

    def _nowhere(self, address: str, full: SplitResult, image: bool) -> str:
        """An absolute address on the old host, which may still answer; no link at all where that host is not known."""
        path = unquote(full.path)
        what = "picture" if image or splitext(path)[1].lower() in _PICTURES else "page or file"
        if is_elsewhere(address):
            self.notes.append(needs_hand(f"there is no {what} {path} among the sources; {address} still leads to the old site"))
            return address
        rest = f"{full.path}{f'?{full.query}' if full.query else ''}"
        there = f"{self.all.base_url.rstrip('/')}{rest}" if self.all.base_url else ""
        led = f"now {there}, on the old site" if there else "its link was taken away"
        self.notes.append(needs_hand(f"there is no {what} {address} among the sources; {led}"))
        return there or f"{NOWHERE}{rest}"
