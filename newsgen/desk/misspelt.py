"""Addresses of other sites that are misspelt, so that no browser can follow them.

In: an address as it was typed.  Out: what is wrong with it, and what to type.
Never: asks the network; doubts a scheme that is not close to http or https.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

_PARTS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_WEB = ("https", "http")
_AGAIN = re.compile(r"(?:https?(?::/*|//+))*", re.IGNORECASE)  # https://http://example.org, as a paste behind a prefix makes it
_HOST = re.compile(r"(?:[^/?#@]*@)?[\w\[%\u0080-\U0010ffff]")


def mistaken(address: str) -> tuple[str, str] | None:
    """Why an address leads nowhere, and what to type; None for one that is in order or has a scheme of its own."""
    parts = _PARTS.fullmatch(address)
    scheme = _meant(parts["scheme"].lower()) if parts else ""
    if not parts or not scheme:
        return None
    host, inner = _unwrapped(parts["rest"])
    if not _HOST.match(host):
        return f"{address} names no site", "write the whole address, or remove the link"
    if parts["scheme"].lower() == scheme and parts["rest"] == f"//{host}":
        return None
    return f"{address} leads nowhere", f"write  {inner or scheme}://{host}"


def _unwrapped(rest: str) -> tuple[str, str]:
    """What follows a scheme, from the host on, and the last of the schemes that stand before it once more."""
    rest = rest.lstrip("/")
    again = _AGAIN.match(rest)
    schemes = re.findall("https?", again[0].lower()) if again else []
    return (rest[again.end() :], schemes[-1]) if again and schemes else (rest, "")


def _meant(scheme: str) -> str:
    """The scheme of the web that was meant; empty for ftp, tftp, sip and all others that are no slip of it."""
    begins_so = scheme.startswith("h") or any(scheme == each[1:] for each in _WEB)
    return next(iter(get_close_matches(scheme, _WEB, 1, 0.7)), "") if begins_so else ""
