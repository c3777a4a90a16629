"""Whether every address in a finished site leads somewhere: read from the files alone, with none of newsgen's code.

In: a site's folder and its base address.  Out: what is broken, as ``file: address``.  Never: asks the network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

_ADDRESSES = {"href", "src", "poster", "data", "action", "cite", "formaction"}
_LISTS = {"srcset", "imagesrcset"}
_META = {"og:url", "og:image", "og:image:url", "twitter:image"}
_JSON_ADDRESSES = {"url", "home_page_url", "feed_url", "next_url", "image", "banner_image", "icon", "favicon"}
_CSS = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)|@import\s+[\"']([^\"']+)")
_REFRESH = re.compile(r"url\s*=\s*[\"']?(.+?)[\"']?\s*$", re.IGNORECASE)


class Document(HTMLParser):
    """The addresses and ids of a page, or of the HTML inside a feed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self._raw = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.ids |= {given["id"]} if "id" in given else set()
        self.ids |= {given["name"]} if tag == "a" and "name" in given else set()
        self.addresses += [value for name, value in given.items() if name in _ADDRESSES]
        for name in _LISTS & given.keys():
            self.addresses += [part.split()[0] for part in re.split(r",\s", given[name]) if part.strip()]
        self.addresses += _css(given.get("style", ""))
        if tag == "meta":
            self.addresses += _meta(given)
        self._raw = {"script": "json" if given.get("type") == "application/ld+json" else "", "style": "css"}.get(tag, "")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw == "css":
            self.addresses += _css(data)
        elif self._raw == "json":  # its fragments name things, not places on a page
            self.addresses += [
                text.partition("#")[0] for text in _texts(json.loads(data)) if text.startswith(("http://", "https://"))
            ]


def _meta(given: dict[str, str]) -> list[str]:
    content = given.get("content", "")
    if given.get("http-equiv", "").lower() == "refresh":
        return _REFRESH.findall(content)
    return [content] if (given.get("property") or given.get("name")) in _META else []


def _css(text: str) -> list[str]:
    return [one or other for one, other in _CSS.findall(text)]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def broken(site: Path, base_url: str) -> list[str]:
    """Every address that leads nowhere, out of the site's base or to an id that its page lacks, or is relative in a feed."""
    files = {place.relative_to(site).as_posix(): place for place in site.rglob("*") if place.is_file()}
    base = base_url.rstrip("/") + "/"
    ids = lru_cache(None)(lambda path: Document(files[path].read_text("utf-8")).ids)
    found: list[str] = []
    for path, place in sorted(files.items()):
        here = base + path.removesuffix("index.html")
        for address in dict.fromkeys(_addresses(path, place)):
            try:
                whole = address if path.endswith((".xml", ".json")) else urljoin(here, address)
                reason = _why_broken(whole, base, files, ids)
            except ValueError:
                reason = "is no address"
            if reason:
                found.append(f"{path}: {address} ({reason})")
    return found


def _addresses(path: str, place: Path) -> list[str]:
    if path.endswith(".html"):
        return Document(place.read_text("utf-8")).addresses
    if path.endswith(".xml"):
        return list(_from_xml(etree.parse(place).getroot()))
    if path.endswith(".json") and not path.startswith("."):
        return list(_from_json(json.loads(place.read_text("utf-8"))))
    if path.endswith(".css"):
        return _css(re.sub(r"/\*.*?\*/", "", place.read_text("utf-8"), flags=re.DOTALL))
    if path == "robots.txt":
        return re.findall(r"^Sitemap:\s*(\S+)", place.read_text("utf-8"), re.MULTILINE)
    if path == "_redirects":
        return [line.split()[1] for line in place.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return []


def _from_xml(root: etree._Element) -> Iterator[str]:
    """Addresses in attributes and texts of a feed or sitemap, and in the HTML that its elements hold as text."""
    for element in root.iter(etree.Element):
        kind, text = etree.QName(element).localname, (element.text or "").strip()
        yield from (value for name, value in element.items() if name in {"href", "url", "src"})
        permanent = kind == "guid" and element.get("isPermaLink") != "false"
        if text and (permanent or kind in {"link", "loc", "url", "uri", "comments"}):
            yield text
        elif kind in {"encoded", "description"} or element.get("type") == "html":
            yield from Document(text).addresses


def _from_json(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _from_json(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in _JSON_ADDRESSES and isinstance(each, str):
                yield each
            elif name == "content_html":
                yield from Document(each).addresses
            else:
                yield from _from_json(each)


def _why_broken(address: str, base: str, files: dict[str, Path], ids: object) -> str:
    parts, root = urlsplit(address), urlsplit(base)
    if parts.scheme not in {"http", "https", ""}:
        return ""
    if not parts.netloc:
        return "is not absolute"
    if parts.netloc != root.netloc:
        return ""
    if not (parts.path or "/").startswith(root.path):
        return "leads out of the site"
    path = unquote(parts.path or "/").removeprefix(root.path)
    file = path + "index.html" if path.endswith("/") or not path else path
    if file not in files:
        return "no such file"
    fragment = unquote(parts.fragment)
    if fragment and file.endswith(".html") and fragment not in ids(file):  # type: ignore[operator]
        return "no such id"
    return ""
