"""The people of whom ``_data`` tells.

In: a source.  Out: people by their short names.  Never: changes a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.migrate.data import data
from newsgen.migrate.imported import Source
from newsgen.migrate.jekyll.documents import Found
from newsgen.migrate.jekyll.settings import Config
from newsgen.migrate.matter import said
from newsgen.model.url import slug
from newsgen.read.scalars import is_web_address

_NAMES = ("_data/authors", "_data/people", "_data/members", "_data/staff", "_data/team")


def authors(source: Source, settings: Config, found: list[Found]) -> dict[str, dict[str, object]]:
    """The people that data, a collection of authors or the settings describe, by the names that posts call them."""
    tree = data(source, "_data")
    people: dict[str, dict[str, object]] = {}
    for name in _NAMES:
        for key, details in _entries(tree.get(name.removeprefix("_data/"))):
            _add(people, key, details)
    for each in found:
        if each.kind in {"authors", "people", "team", "staff", "writers"}:
            key = said(each.head.get("short_name") or each.head.get("username")) or each.document.slug
            _add(people, key, {**each.head, "name": each.head.get("name") or each.head.get("title") or each.title})
    return people


def _entries(value: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Keys with details, of a mapping or of a list of mappings."""
    if isinstance(value, Mapping):
        for key, details in value.items():
            if isinstance(details, Mapping):
                yield said(key), details
    for details in value if isinstance(value, list) else []:
        if isinstance(details, Mapping):
            key = next(
                (said(details[name]) for name in ("key", "id", "username", "short_name", "slug", "name") if details.get(name)), ""
            )
            if key:
                yield key, details


def _add(people: dict[str, dict[str, object]], key: str, details: Mapping[str, object]) -> None:
    """A person with what newsgen knows of people."""
    name = next((said(details[word]) for word in ("name", "display_name", "full_name", "title") if details.get(word)), key)
    person: dict[str, object] = {"name": name}
    for ours, theirs in (("role", ("role", "position", "job", "job_title")), ("bio", ("bio", "description", "about"))):
        found = next((said(details[word]) for word in theirs if isinstance(details.get(word), str) and said(details[word])), "")
        if found:
            person[ours] = found
    urls = [said(details[word]) for word in ("url", "uri", "web", "website", "site", "home", "homepage") if details.get(word)]
    addresses = [url for url in urls if is_web_address(url)]
    if addresses:
        person["url"] = addresses[0]
    people.setdefault(slug(key), person)
    if slug(key) != key:
        people[slug(key)] = person
