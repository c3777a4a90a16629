"""What Hugo's settings say, wherever they are kept (https://gohugo.io/configuration/).

In: a source.  Out: Config.  Never: looks at content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from posixpath import basename, splitext
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsgen.migrate.imported import Note, Source, needs_hand
from newsgen.migrate.matter import Head, decoded, listed, said, toml_head, yaml_head
from newsgen.model.language import is_known

_ROOT_FILE = re.compile(r"(?:hugo|config)\.(?:toml|ya?ml|json)")
_FOLDER_FILE = re.compile(r"config/(?P<set>_default|production)/(?P<name>[^/]+)\.(?:toml|ya?ml|json)")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: the folder of its stories, and what its addresses begin with.

    What lies in the folder may stand ``inside`` a section. A language whose stories lie in several folders is there for each.
    """

    tag: str
    folder: str
    prefix: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, names in small letters, with what is often asked of them; ``languages`` has the main one first."""

    values: Head
    zone: tzinfo
    zone_name: str
    languages: tuple[Language, ...]
    taxonomies: Mapping[str, str]
    notes: Mapping[str, tuple[Note, ...]]

    @property
    def base_url(self) -> str:
        """The whole address of the site; empty if the settings give none that can be."""
        url = said(self.values.get("baseurl")).rstrip("/")
        return url if re.match(r"https?://[^/]+\.", url) else ""

    def section(self, name: str) -> Head:
        """A group of settings; empty if there is none."""
        found = self.values.get(name)
        return {said(key): value for key, value in found.items()} if isinstance(found, Mapping) else {}


def config(source: Source, base_url: str = "") -> Config:
    """The settings of a site; sensible ones where there are no files."""
    values: Head = {}
    notes: dict[str, tuple[Note, ...]] = {}
    for path in sorted(source.paths, key=lambda path: (path.startswith("config/"), "/production/" in path, path)):
        inside = _FOLDER_FILE.fullmatch(path)
        if not (_ROOT_FILE.fullmatch(path) or inside):
            continue
        found, doubts = _read(path, source)
        notes[path] = (Note("read for the settings"), *doubts)
        name = inside["name"] if inside else "hugo"
        _merge(values, _at(name, found))
    if base_url:
        values["baseurl"] = base_url
    zone_name = said(values.get("timezone"))
    zone, doubts = _zone(zone_name)
    if doubts:
        notes[next(iter(notes), "hugo.toml")] = (*notes.get(next(iter(notes), "hugo.toml"), ()), *doubts)
    languages = _mounted(_languages(values), values)
    return Config(values, zone, getattr(zone, "key", "UTC"), languages, _taxonomies(values), notes)


def _at(name: str, found: Head) -> Head:
    """What a file holds, at the place that its name tells: ``params``, ``languages.fr``, or, for one language, ``menus.fr``."""
    group, _, language = name.lower().partition(".")
    if group in {"hugo", "config"}:
        return found
    if group == "languages" and language:
        return {group: {language: found}}
    return {"languages": {language: {group: found}}} if language else {group: found}


def _read(path: str, source: Source) -> tuple[Head, tuple[Note, ...]]:
    text, doubts = decoded(source.read(path))
    ending = splitext(basename(path))[1]
    if ending == ".toml":
        head, more = toml_head(text)
    elif ending == ".json":
        head, more = _json(text)
    else:
        head, more = yaml_head(text)
    return {key.lower(): value for key, value in head.items()}, (*doubts, *more)


def _json(text: str) -> tuple[Head, tuple[Note, ...]]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}, (needs_hand("it is no JSON and could not be read"),)
    return (found, ()) if isinstance(found, dict) else ({}, ())


def _merge(values: Head, found: Mapping[str, object]) -> None:
    for key, value in found.items():
        name = said(key).lower()
        old = values.get(name)
        values[name] = _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value


def _merged(old: Mapping[str, object], new: Mapping[str, object]) -> Head:
    """Two groups as one; groups in them as well, as the settings of a language are spread over files."""
    made = {said(key): value for key, value in old.items()}
    for key, value in new.items():
        before = made.get(said(key))
        made[said(key)] = _merged(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return made


def _zone(name: str) -> tuple[tzinfo, tuple[Note, ...]]:
    try:
        return ZoneInfo(name or "UTC"), ()
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return UTC, (needs_hand(f"there is no time zone {name}; dates without one are read as UTC"),)


def _languages(values: Head) -> tuple[Language, ...]:
    given = values.get("languages")
    main = said(values.get("defaultcontentlanguage")) or "en"
    folder = said(values.get("contentdir")) or "content"
    in_folder = said(values.get("defaultcontentlanguageinsubdir")) == "true"
    if not isinstance(given, Mapping) or not given:
        code = said(values.get("languagecode") or values.get("locale")).replace("_", "-")
        tag = code if is_known(code) else main
        return (Language(tag, folder.strip("/"), f"/{main.lower()}" if in_folder else ""),)
    found = []
    for key, value in given.items():
        details = {said(word).lower(): each for word, each in value.items()} if isinstance(value, Mapping) else {}
        name = said(key)
        own = said(details.get("contentdir")).strip("/") or folder.strip("/")
        found.append(Language(name, own, f"/{name.lower()}" if name != main or in_folder else ""))
    return tuple(sorted(found, key=lambda language: language.tag.lower() != main.lower()))


def mounts(values: Head, component: str) -> list[tuple[str, str, str]]:
    """The folders that settings mount as one of Hugo's: where each lies, what it is there, its language."""
    module = values.get("module")
    given = {said(key).lower(): value for key, value in module.items()}.get("mounts") if isinstance(module, Mapping) else None
    found = []
    for each in given if isinstance(given, list) else []:
        rule = {said(key).lower(): said(value) for key, value in each.items()} if isinstance(each, Mapping) else {}
        source, target = rule.get("source", "").strip("./"), rule.get("target", "").strip("/")
        if source and (target == component or target.startswith(f"{component}/")):
            found.append((source, target[len(component) + 1 :], rule.get("lang", "")))
    return found


def _mounted(languages: tuple[Language, ...], values: Head) -> tuple[Language, ...]:
    """The languages with the folders that are mounted as content."""
    folders = mounts(values, "content")
    if not folders:
        return languages
    made = [
        replace(language, folder=source, inside=inside)
        for source, inside, tag in folders
        for language in languages
        if tag.lower() in ({"", language.tag.lower()} if language == languages[0] else {language.tag.lower()})
    ]
    kept = [each for each in languages if each.tag not in {other.tag for other in made}]
    return tuple(sorted([*made, *kept], key=lambda each: (each.tag != languages[0].tag, bool(each.inside))))


def _taxonomies(values: Head) -> dict[str, str]:
    """What front matter calls each taxonomy, by the name in one's singular."""
    given = values.get("taxonomies")
    if isinstance(given, Mapping):
        return {said(key): said(value) for key, value in given.items()}
    return {"tag": "tags", "category": "categories"}


def folders(values: Head, key: str, usual: str) -> list[str]:
    """One or several folders of the settings."""
    return [name.strip("/") for name in listed(values.get(key))] or [usual]
