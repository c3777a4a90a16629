"""What the pages of a Hugo site are told of each other and of the site.

In: a source, its settings and pages.  Out: Told.  Never: changes a body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from newsgen.migrate.data import data, parsed
from newsgen.migrate.hugo.documents import Found
from newsgen.migrate.hugo.settings import Config
from newsgen.migrate.imported import Source
from newsgen.migrate.matter import decoded, said


@dataclass(frozen=True, slots=True)
class Told:
    """Addresses by the paths of files, by their last parts, and what shortcodes ask for; data only where one does.

    ``pages`` are by their address, ``words`` those of the look by language and key, ``text`` gives that of a file, if it has one.
    ``served`` are the addresses of files, ``owned`` the same by the paths of the files; ``named`` has all paths by their ends.
    """

    by_place: Mapping[str, str]
    by_name: Mapping[str, str]
    templates: Mapping[str, str]
    parameters: Mapping[str, str]
    values: Mapping[str, object]
    files: frozenset[str]
    pages: Mapping[str, Found] = field(default_factory=dict)
    partials: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    text: Callable[[str], str | None] = lambda _: None
    served: frozenset[str] = frozenset()
    owned: Mapping[str, str] = field(default_factory=dict)
    order: Sequence[str] = ()
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Source, settings: Config, found: Sequence[Found], files: Mapping[str, str]) -> Told:
        """Everything that there is to tell; ``files`` are served as they are, their paths by their addresses."""
        places: dict[str, str] = {}
        names: dict[str, str] = {}
        for each in reversed(found):
            place = re.sub(r"/_?index$", "", each.place)
            own = f"{each.language.tag}:"
            for form in (place, each.place, f"{each.place}{splitext(each.path)[1]}", each.path.partition("/")[2]):
                places[form.lower()] = places[f"{own}{form}".lower()] = each.address
            for name in (basename(place), f"{basename(each.place)}{splitext(each.path)[1]}"):
                names[name.lower()] = names[f"{own}{name}".lower()] = each.address
        templates = _templates(source, "_?shortcodes")
        parameters = {said(key).lower(): said(value) for key, value in settings.section("params").items()}
        partials = _templates(source, "_?partials") if any("partial" in each for each in templates.values()) else {}
        all_templates = [*templates.values(), *partials.values()]
        used = any(re.search(r"(?i)site\.data\b|hugo\.data\b", template) for template in all_templates)
        values = {**settings.values, "baseurl": "", "data": data(source, "data", named=False) if used else {}}
        if any(re.search(r"\.(?:LastChange|Lastmod)\b", template) for template in all_templates):
            values |= dict.fromkeys(("lastchange", "lastmod"), _newest(found))
        pages = {each.address: each for each in reversed(found) if not each.made.head.get("draft")}
        paths = frozenset(source.paths)
        text = partial(_text, source, paths)
        owned = {path: address for address, path in files.items()}
        named: dict[str, list[str]] = {}
        for path in source.paths:
            named.setdefault(basename(path), []).append(path)
        look = (partials, _words(source), text, frozenset(files), owned, source.paths, named)
        return cls(places, names, templates, parameters, values, paths, pages, *look)

    def page(self, wanted: str, each: Found) -> Found | None:
        """The page that a template names."""
        return self.pages.get(self.address(wanted, each))

    def address(self, wanted: str, each: Found) -> str:
        """The address of the page that a reference means, from the content folder, from the page, or by its name alone."""
        wanted = unquote(wanted).lower().strip()
        stem = wanted.rstrip("/")
        forms = (
            stem.lstrip("/"),
            normpath(join(dirname(each.place).lower(), stem)),
            normpath(join(each.place.lower(), stem)),
        )
        found = next((address for form in forms if (address := _of(self.by_place, form, each))), "")
        return found or (_of(self.by_name, basename(stem), each) if "/" not in stem.strip("/") else "")

    def link(self, address: str, each: Found) -> str:
        """A link to a file of the content folder, or of the page's own bundle, as the address that the file had."""
        path, mark, fragment = address.partition("#")
        named = self.by_place.get(path.strip("/").lower(), "") if path.startswith("/") else ""
        if named and f"{path.rstrip('/')}/" not in self.by_place.values():  # a page called by its file, without its ending
            return f"{named}{mark}{fragment}"
        if each.address.endswith(".html") and each.bundle and normpath(join(each.bundle, unquote(path))) in self.files:
            return f"{each.address.removesuffix('.html')}/{path}"
        if not re.search(r"\.(?:md|markdown|html?)$", path, re.I) or re.match(r"[a-z][\w+.-]*:|//", path, re.I):
            return address
        found = self.address(path, each)
        return f"{found}{mark}{fragment}" if found else address

    def beside(self, address: str, each: Found) -> str:
        """A relative address that led nowhere, as that of the file or page of the content folder that its author meant by it."""
        path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", address, re.S).groups()  # type: ignore[union-attr]  # any text has this form
        name = unquote(path)
        if not name.strip("/.") or name.startswith("/") or re.match(r"[a-z][\w+.-]*:", name, re.I):
            return address
        led = normpath(join(each.address if each.address.endswith("/") else dirname(each.address), name))
        if led in self.served or f"{led}/" in self.pages or led in self.pages:
            return address
        meant = self.owned.get(normpath(join(dirname(each.path), name)))
        meant = meant or _of(self.by_place, normpath(join(dirname(each.place), name)).lower(), each)
        return f"{meant}{mark}{rest}" if meant else address


def _of(addresses: Mapping[str, str], form: str, each: Found) -> str:
    """An address by a path or a name, if there is one in the language of the page, or else in any."""
    return addresses.get(f"{each.language.tag.lower()}:{form}") or addresses.get(form, "")


def _templates(source: Source, folder: str) -> dict[str, str]:
    """The templates of a folder by their names without an ending; the site's own go before those of a theme or module."""
    templates: dict[str, str] = {}
    for path in source.paths:
        code = re.fullmatch(rf"(?:themes/[^/]+/|_vendor/.+/)?layouts/{folder}/(.+)\.html", path)
        if code and (code[1] not in templates or path.startswith("layouts/")):
            templates[code[1]] = decoded(source.read(path))[0]
    return templates


def _words(source: Source) -> dict[str, dict[str, str]]:
    """The words of the look by language and key, which files of translations have in several shapes."""
    words: dict[str, dict[str, str]] = {}
    for path in sorted(source.paths, key=lambda path: not path.startswith("themes/")):
        named = re.fullmatch(r"(?:themes/[^/]+/)?i18n/([\w-]+)\.(?:ya?ml|toml|json)", path)
        if named:
            found = parsed(splitext(path)[1], decoded(source.read(path))[0])
            words.setdefault(named[1].lower(), {}).update(_told(found))
    return words


def _told(found: object) -> dict[str, str]:
    told: dict[str, str] = {}
    if isinstance(found, Mapping):
        for key, value in found.items():
            said_of = value.get("other") if isinstance(value, Mapping) else value
            if isinstance(said_of, str):
                told[str(key).lower()] = said_of
    elif isinstance(found, list):  # the first shape: a list of id and translation
        told = {said(each.get("id")).lower(): said(each.get("translation")) for each in found if isinstance(each, Mapping)}
    return told


def _newest(found: Sequence[Found]) -> str:
    return max(
        (said(when) for each in found if (when := each.made.head.get("updated") or each.made.head.get("date"))), default=""
    )


def _text(source: Source, files: frozenset[str], path: str) -> str | None:
    """The text of a file; None for one that is none, or is not there."""
    content = source.read(path) if path in files else b"\0"
    return None if b"\0" in content[:LARGEST] or len(content) > LARGEST else decoded(content)[0]


LARGEST = 500_000  # bytes of a file that stands in a story
