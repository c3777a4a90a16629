"""Sites in several languages: what language a document is in, what it translates, where its stand-ins stood.

In: documents.  Out: the same with their languages; the addresses of what they translate.  Never: reads a text for its language.

Jekyll has no languages of its own; sites have a folder for each, a key that editions share, or jekyll-polyglot.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from posixpath import splitext

from newsgen.migrate.imported import Source
from newsgen.migrate.jekyll.documents import Found
from newsgen.migrate.jekyll.plugins import code_of
from newsgen.migrate.jekyll.settings import Config
from newsgen.migrate.matter import flag, said
from newsgen.model.language import is_known
from newsgen.model.url import slug

_SHARED = ("ref", "lang-ref", "lang_ref", "langref", "translation_key", "translationkey", "page_id", "i18n_key", "translation_id")
_MAIN = ("default_lang", "lang", "language", "locale", "default_locale")


@dataclass(frozen=True, slots=True)
class Languages:
    """The main language, and the address of the original by the path of each translation."""

    main: str
    originals: Mapping[str, str]


def in_languages(found: Sequence[Found], source: Source, settings: Config) -> tuple[list[Found], Languages]:
    """The documents with their languages, and what is known of these."""
    folders = _folders(found)
    for each in found:
        folder = each.path.partition("/")[0]
        if folder in folders:
            each.made.head.setdefault("language", _tag(folder))
    main = _main(found, settings)
    editions = _editions(found, folders)
    polyglot = "jekyll-polyglot" in settings.plugins
    made = [_at_home(each, main) if polyglot else each for each in found]
    if polyglot or _STANDS_IN.search(code_of(source, settings)):
        made = _with_stand_ins(made, main, folders, polyglot=polyglot)
    return made, Languages(main, _originals(made, main, editions))


def is_of_language(name: str, language: str) -> bool:
    """Whether a category is but the name of the language."""
    return bool(language) and slug(name) in {slug(language), slug(language.partition("-")[0])}


def _tag(folder: str) -> str:
    return folder.replace("_", "-")


def _folders(found: Sequence[Found]) -> frozenset[str]:
    """The folders that are named for languages, if there are several in which posts are or whose documents say the same."""
    tops = {each.path: each.path.partition("/")[0] for each in found if "/" in each.path}
    likely = {
        tops[each.path]
        for each in found
        if each.path in tops
        and (is_of_language(tops[each.path], language_of(each)) or re.match(r"[^/]+/(?:.*/)?_posts/", each.path))
    }
    likely = {top for top in likely if re.fullmatch(r"[A-Za-z]{2,3}([-_]\w{2,4})?", top) and is_known(_tag(top))}
    return frozenset(likely if len(likely) > 1 else ())


def language_of(found: Found) -> str:
    """The language that a document is in, as far as it is said."""
    return said(found.made.head.get("language"))


def _main(found: Sequence[Found], settings: Config) -> str:
    """What the settings say, or what most stories are in."""
    for key in _MAIN:
        tag = said(settings.values.get(key)).replace("_", "-")
        if is_known(tag):
            return tag
    stories = [each for each in found if each.is_story]
    counted = Counter(filter(None, map(language_of, stories)))
    most = counted.most_common(1)
    return most[0][0] if most and 2 * counted.total() > len(stories) else ""


def _editions(found: Sequence[Found], folders: frozenset[str]) -> dict[str, str]:
    """What the editions of a text have in common, by the path of each."""
    common: dict[str, str] = {}
    for each in found:
        key = next((said(each.head[name]) for name in each.head if name.lower() in _SHARED and said(each.head[name])), "")
        top, _, rest = each.path.partition("/")
        if key:
            common[each.path] = f"{each.kind} {key}"
        elif top in folders:
            common[each.path] = f"{each.kind} /{splitext(rest)[0]}"
    return common


def _originals(found: Sequence[Found], main: str, editions: Mapping[str, str]) -> dict[str, str]:
    groups: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        if each.path in editions:
            groups[editions[each.path]].append(each)
    originals: dict[str, str] = {}
    for group in groups.values():
        tags = [language_of(each) or main for each in group]
        if len(set(tags)) == len(tags) > 1:  # two of one language are no editions of each other
            first = next((each for each, tag in zip(group, tags, strict=True) if tag == main), group[0])
            originals |= {each.path: first.address for each in group if each is not first}
    return originals


# jekyll-polyglot, and plugins of the site's own that do the same


_STANDS_IN = re.compile(r"class\s+\w*fallback", re.I)  # a plugin that shows a text in languages it is not translated into


def _at_home(found: Found, main: str) -> Found:
    """A document below the folder of its language, where polyglot serves all but the main one."""
    tag = language_of(found)
    if not tag or tag == main or found.address.startswith(f"/{tag}/"):
        return found
    return replace(found, address=f"/{tag}{found.address}", also=tuple(f"/{tag}{each}" for each in found.also))


def _with_stand_ins(found: Sequence[Found], main: str, folders: Collection[str], *, polyglot: bool) -> list[Found]:
    """Documents of the main language that answer for the languages in which they are not there."""
    taken = {each.address for each in found} | {address for each in found for address in each.also}
    tags = {language_of(each) for each in found} - {main, ""} if polyglot else {*folders}
    return [
        replace(each, also=(*each.also, *(way for way in _elsewhere(each, tags, polyglot=polyglot) if way not in taken)))
        if language_of(each) in {main, ""}
        else each
        for each in found
    ]


def _elsewhere(found: Found, tags: Collection[str], *, polyglot: bool) -> list[str]:
    """The addresses that a document would have in other languages."""
    own = "" if polyglot else "/" + found.path.partition("/")[0]
    if flag(found.head.get("lang-exclusive")) or not found.address.startswith(f"{own}/"):
        return []
    return [f"/{tag}{found.address.removeprefix(own)}" for tag in sorted(tags)]
