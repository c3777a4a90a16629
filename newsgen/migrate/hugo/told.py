"""What the pages of a Hugo site are told of each other and of the site.

In: a source, its settings and pages.  Out: Told.  Never: changes a body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from newsgen.migrate.data import data
from newsgen.migrate.hugo.documents import Found
from newsgen.migrate.hugo.settings import Config
from newsgen.migrate.imported import Source
from newsgen.migrate.matter import decoded, said


@dataclass(frozen=True, slots=True)
class Told:
    """Addresses by the paths of files, by their last parts, and what shortcodes ask for; data only where one does."""

    by_place: Mapping[str, str]
    by_name: Mapping[str, str]
    templates: Mapping[str, str]
    parameters: Mapping[str, str]
    values: Mapping[str, object]
    files: frozenset[str]

    @classmethod
    def of(cls, source: Source, settings: Config, found: Sequence[Found]) -> Told:
        """Everything that there is to tell."""
        places: dict[str, str] = {}
        names: dict[str, str] = {}
        for each in reversed(found):
            place = re.sub(r"/_?index$", "", each.place)
            for form in (place, each.place, f"{each.place}{splitext(each.path)[1]}", each.path.partition("/")[2]):
                places[form.lower()] = each.address
            names[basename(place).lower()] = each.address
            names[f"{basename(each.place)}{splitext(each.path)[1]}".lower()] = each.address
        templates = {}
        for path in source.paths:
            code = re.fullmatch(r"(?:themes/[^/]+/)?layouts/(?:_?shortcodes)/(.+)\.html", path)
            if code and (code[1] not in templates or not path.startswith("themes/")):
                templates[code[1]] = decoded(source.read(path))[0]
        parameters = {said(key).lower(): said(value) for key, value in settings.section("params").items()}
        used = any(re.search(r"(?i)site\.data\b", template) for template in templates.values())
        values = {**settings.values, "baseurl": "", "data": data(source, "data") if used else {}}
        return cls(places, names, templates, parameters, values, frozenset(source.paths))

    def address(self, wanted: str, each: Found) -> str:
        """The address of the page that a reference means, from the content folder, from the page, or by its name alone."""
        wanted = unquote(wanted).lower().strip()
        stem = wanted.rstrip("/")
        for form in (
            stem.lstrip("/"),
            normpath(join(dirname(each.place).lower(), stem)),
            normpath(join(each.place.lower(), stem)),
        ):
            if form in self.by_place:
                return self.by_place[form]
        return self.by_name.get(basename(stem), "") if "/" not in stem.strip("/") else ""

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
