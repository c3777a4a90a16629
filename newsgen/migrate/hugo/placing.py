"""Where settings put the pages and lists of a Hugo site.

In: what is known of a page, settings.  Out: its address.  Never: looks at a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsgen.migrate.hugo.permalinks import Habits, Page, address, as_folder, urlized
from newsgen.migrate.hugo.settings import Config, Language
from newsgen.migrate.matter import Head, flag, listed, said


def habits_of(settings: Config) -> Habits:
    """How the site spells addresses."""
    return Habits(not flag(settings.values.get("disablepathtolower")), not flag(settings.values.get("removepathaccents")))


def in_names(settings: Config) -> bool:
    """Whether the names of files tell days (https://gohugo.io/configuration/front-matter/)."""
    return ":filename" in listed({key.lower(): value for key, value in settings.section("frontmatter").items()}.get("date"))


def address_of(page: Page, kind: str, language: Language, own: str, settings: Config) -> str:
    """Where a page or a section stood; ``own`` is what its front matter says."""
    habits = habits_of(settings)
    if own.startswith("http"):
        return ""
    if own:
        own = address(own, page, habits) if ":" in own else own
        return as_folder(own if own.startswith("/") else f"{language.prefix}/{own}")
    pattern = _pattern(page, kind, settings)
    if pattern:
        return f"{language.prefix}{_ugly(address(pattern, page, habits), page, kind, settings)}"
    parts = [urlized(part, habits) for part in (*page.folders, page.slug or page.name) if part]
    return f"{language.prefix}{_ugly('/' + ''.join(f'{part}/' for part in parts), page, kind, settings)}"


def list_address(folders: Sequence[str], language: Language, settings: Config) -> str:
    """Where the list of a folder without a head of its own stood."""
    *above, name = folders
    page = Page(tuple(above), name, name, "", None, tuple(folders[:1]))
    return address_of(page, "section", language, "", settings)


def term_address(plural: str, name: str, language: Language, settings: Config) -> str:
    """Where the list of a term stood."""
    return address_of(Page((plural,), name, name, "", None, (plural, name)), "section", language, "", settings)


def _pattern(page: Page, kind: str, settings: Config) -> str:
    """The rule for the addresses of a page's kind and folder."""
    rules = _rules(settings.section("permalinks"))
    folders = page.folders
    if kind == "section":
        folders = (*folders, page.name) if page.name else folders
        kind = ("taxonomy" if len(folders) == 1 else "term") if folders and folders[0] in settings.taxonomies.values() else kind
    inner = rules.get(kind)
    if isinstance(inner, Mapping):
        rules = _rules(inner)
    elif kind != "page":
        return ""
    return said(rules.get("/".join(folders).lower()) or (rules.get(folders[0].lower()) if folders else rules.get("/")))


def _rules(given: Mapping[object, object] | Head) -> Head:
    return {said(key).lower(): value for key, value in given.items()}


def _ugly(url: str, page: Page, kind: str, settings: Config) -> str:
    """Addresses of files rather than folders, for all of the site or some sections."""
    rule = settings.values.get("uglyurls")
    ugly = flag(rule.get(page.folders[0]) if page.folders else False) if isinstance(rule, Mapping) else flag(rule)
    return f"{url.rstrip('/')}.html" if ugly and kind == "page" and url.endswith("/") and url != "/" else url
