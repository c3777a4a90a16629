"""What ``_config.yml`` says.

In: a source.  Out: Config.  Never: looks at a post.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from fnmatch import fnmatchcase
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsgen.migrate.imported import Note, Source, needs_hand
from newsgen.migrate.matter import Head, decoded, listed, said, toml_head, yaml_head
from newsgen.read.scalars import is_web_address

Rules = tuple[tuple[str, str, Head], ...]
"""Defaults of front matter: a path, a type, the values; the last that applies counts."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, with what is often asked of them."""

    values: Head
    zone: tzinfo
    zone_name: str
    defaults: Rules
    collections: Mapping[str, Head]
    notes: tuple[Note, ...] = ()

    @property
    def permalink(self) -> str:
        """The style or template of posts."""
        return said(self.values.get("permalink")) or "date"

    @property
    def base_url(self) -> str:
        """The whole address of the site; empty if the settings give none that can be."""
        url, base = said(self.values.get("url")).rstrip("/"), said(self.values.get("baseurl")).strip("/")
        url = f"https:{url}" if url.startswith("//") else url
        whole = f"{url}/{base}".rstrip("/")
        return whole if is_web_address(whole) else ""

    @property
    def plugins(self) -> frozenset[str]:
        """The names of the plugins that the site asks for."""
        return frozenset([*listed(self.values.get("plugins")), *listed(self.values.get("gems"))])

    def defaults_of(self, path: str, kind: str) -> Head:
        """The front matter that a file has unless it says otherwise."""
        found: Head = {}
        for scope, type_, values in self.defaults:
            if type_ in {"", kind} and _applies(scope, path):
                found |= values
        return found


def _applies(scope: str, path: str) -> bool:
    scope = scope.strip("/")
    if "*" in scope:
        return fnmatchcase(path, scope) or fnmatchcase(path, f"{scope}/*")
    return not scope or path == scope or path.startswith(f"{scope}/")


def config(source: Source, base_url: str = "") -> Config:
    """The settings of a site; sensible ones where there is no file. ``base_url`` is what the settings do not say."""
    values: Head = {}
    notes: list[Note] = []
    for name in ("_config.yml", "_config.yaml", "_config.toml"):
        if name in source.paths:
            text, doubts = decoded(source.read(name))
            values, found = (toml_head if name.endswith("toml") else yaml_head)(text)
            notes += [*doubts, *found]
            break
    if base_url:
        values |= {"url": base_url, "baseurl": ""}
    zone_name = said(values.get("timezone"))
    zone, doubts = _zone(zone_name)
    collections = _collections(values.get("collections"))
    return Config(values, zone, getattr(zone, "key", "UTC"), _defaults(values.get("defaults")), collections, (*notes, *doubts))


def _zone(name: str) -> tuple[tzinfo, tuple[Note, ...]]:
    if not name:
        return ZoneInfo("UTC"), ()
    try:
        return ZoneInfo(name), ()
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return UTC, (needs_hand(f"there is no time zone {name}; dates without one are read as UTC"),)


def _collections(value: object) -> dict[str, Head]:
    if isinstance(value, list):
        return {said(name): {} for name in value}
    found = value if isinstance(value, Mapping) else {}
    return {said(name): dict(each) if isinstance(each, Mapping) else {} for name, each in found.items()}


def _defaults(value: object) -> Rules:
    """The rules, the narrowest last (https://jekyllrb.com/docs/configuration/front-matter-defaults/)."""
    rules: list[tuple[str, str, Head]] = []
    for each in value if isinstance(value, list) else []:
        scope = each.get("scope") if isinstance(each, Mapping) else None
        values = each.get("values") if isinstance(each, Mapping) else None
        if isinstance(values, Mapping):
            scope = scope if isinstance(scope, Mapping) else {}
            kind = re.sub(r"^(post|page|draft)$", r"\1s", said(scope.get("type")))
            rules.append((said(scope.get("path")), kind, dict(values)))
    return tuple(sorted(rules, key=lambda rule: (len(rule[0].strip("/")), bool(rule[1]))))
