"""What a site consists of.

In: nothing.  Out: Tree: the content of each file of the output folder.  Never: holds a whole site where names will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from newsgen.model.url import Url


@dataclass(frozen=True, slots=True)
class Copy:
    """One output that is a file of the project, byte for byte; ``disk`` is where it lies, ``origin`` names it in messages."""

    url: Url
    disk: str
    digest: str
    size: int
    origin: str


class Stored(NamedTuple):
    """One output whose bytes lie in the build's memory, by their digest."""

    digest: str
    size: int


Content = bytes | Copy | Stored
Tree = Mapping[str, Content]
"""The whole site: what each file of the output folder holds."""
