"""The programs whose sites can be imported.

In: a source.  Out: which program made it, and what it holds.  Never: knows a file but those that tell programs apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module

from newsgen.migrate.imported import Imported, Note, Source
from newsgen.migrate.rules import with_rules


@dataclass(frozen=True, slots=True)
class Kind:
    """A program: how its sources are told, and the module that has ``imported(source, base_url)``; imported when it is needed."""

    says: str
    is_it: Callable[[Source], bool]
    module: str

    def read(self, source: Source, base_url: str = "") -> Imported:
        """What the source holds."""
        made = import_module(self.module).imported(source, base_url)
        assert isinstance(made, Imported)  # noqa: S101 -- the contract of the table
        return _without_lost_page(with_rules(made, source))


def _has(*patterns: str) -> Callable[[Source], bool]:
    return lambda source: any(re.fullmatch(pattern, path) for pattern in patterns for path in source.paths)


def _holds(ending: str, *signs: bytes) -> Callable[[Source], bool]:
    """Whether a file with an ending has one of some signs at its beginning."""
    return lambda source: any(
        sign in source.read(path)[:_BEGINNING] for path in source.paths if path.lower().endswith(ending) for sign in signs
    )


_BEGINNING = 20_000  # bytes


KINDS: Mapping[str, Kind] = {
    "pelican": Kind("Pelican", _has(r"pelicanconf\.py", r"publishconf\.py"), "newsgen.migrate.pelican.site"),
    "jekyll": Kind("Jekyll", _has(r"_config\.(yml|yaml|toml)", r"(.+/)?_posts/.+"), "newsgen.migrate.jekyll.site"),
    "hugo": Kind(
        "Hugo", _has(r"hugo\.(toml|ya?ml|json)", r"config/_default/.+", r"config\.(toml|ya?ml|json)"), "newsgen.migrate.hugo.site"
    ),
    "wordpress": Kind(
        "WordPress", _holds(".xml", b"wordpress.org/export", b"wxr_version", b"<wp:"), "newsgen.migrate.wordpress.site"
    ),
}
"""By the names that are typed; the first that knows a source as its own reads it."""


def kind_of(source: Source) -> str:
    """The name of the program that made a source; empty where none knows it."""
    return next((name for name, kind in KINDS.items() if kind.is_it(source)), "")


NOT_FOUND = "left out: newsgen makes the page for addresses that are not there itself"


def _without_lost_page(imported: Imported) -> Imported:
    """What the old site holds but its page for addresses that are not there."""
    lost = {piece.origin: (Note(NOT_FOUND),) for piece in imported.pieces if piece.address == "/404.html"}
    pieces = tuple(piece for piece in imported.pieces if piece.origin not in lost)
    return replace(imported, pieces=pieces, notes={**imported.notes, **lost})
