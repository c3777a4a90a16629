"""Addresses of this site that are written with its host.

In: a body, the site's address; the plan of the site.  Out: the addresses, and where each leads within the site.
Never: asks the network.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from newsgen.desk.manuscript import Linked, linked
from newsgen.model.url import of_address
from newsgen.pipeline import Plan

Resolve = Callable[[str, bool], str]
"""The address within the site for one that names its host, of a photo or not; empty where that leads nowhere."""


def own_links(body: str, base_url: str) -> Sequence[Linked]:
    """The addresses in a body that name the host of this site, in the order in which they stand."""
    if _host(base_url) not in body.lower():
        return ()
    return sorted((link for link in linked(body) if own_path(link.address, base_url)), key=lambda link: link.start)


def own_path(address: str, base_url: str) -> str:
    """An address of this site from its root, with its fragment; empty for one that leads elsewhere, or that has a query."""
    found = re.fullmatch(rf"https?://{re.escape(_host(base_url))}(?P<path>[/#]\S*)?", address, re.IGNORECASE)
    base = re.sub(r"^https?://[^/]*", "", base_url, flags=re.IGNORECASE).rstrip("/")
    path = (found["path"] or "/") if found else "?"
    if not path.startswith(base) or "?" in path:
        return ""
    rest = path[len(base) :] or "/"
    return rest if rest.startswith("/") else f"/{rest}" if rest.startswith("#") else ""


def _host(base_url: str) -> str:
    return re.sub(r"^https?://", "", base_url, flags=re.IGNORECASE).split("/")[0].lower()


def resolver(plan: Plan) -> Resolve:
    """What leads from an address with this site's host to one within it, if there is such a page or file."""
    site = plan.catalogue.site
    entries = {entry.url: entry for entry in site.entries}
    served = {unicodedata.normalize("NFC", each.url.path) for each in plan.outputs}

    def resolve(address: str, image: bool) -> str:
        path, sign, fragment = own_path(address, site.config.base_url).partition("#")
        url = of_address(path)
        forms = {url.path: "", f"{url.path}/": "/"} if url else {}
        found = next((form for form in forms if form in served or form in entries), None)
        if found is None or (image and found.endswith("/")):
            return ""
        known = entries[found].anchors if found in entries else None
        if known is not None and fragment not in {"", "top", *known}:
            return ""
        return path + forms[found] + sign + fragment

    return resolve
