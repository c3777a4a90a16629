"""Shortcodes in a body, with what they stand for in their place.

In: a body, what is known of the site.  Out: Markdown and HTML without shortcodes, and notes.
Never: loses what a shortcode encloses; drops one that is not known without leaving a comment in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from newsgen.migrate.embeds import embed, in_its_place
from newsgen.migrate.hugo.expressions import Scope
from newsgen.migrate.hugo.functions import markdown
from newsgen.migrate.hugo.shelf import NAMED, READS, Shelf, shown
from newsgen.migrate.hugo.template import expanded
from newsgen.migrate.imported import Note, needs_hand
from newsgen.read.markdown import convert

_CODE = re.compile(
    r"\{\{(?P<open>[<%])\s*(?P<close>/?)\s*(?P<name>\w[\w/.-]*?)(?P<rest>(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|`[^`]*`|(?!/?\s*[>%]\}\})[^\"`])*)?)"
    r"\s*(?P<alone>/?)\s*[>%]\}\}",
    re.S,
)
_QUOTED = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.S)
_PARAMETER = re.compile(
    r"(?:(?P<key>[\w-]+)\s*=\s*)?(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|`(?P<raw>[^`]*)`|(?P<word>[^\s\"`=]+))", re.S
)
_FOR_READERS = frozenset(
    "title heading header headline subtitle lead intro caption summary description text quote cite author content question "
    "answer label button-text".split()
)
_FOR_NONE = frozenset("class style id alt".split())
A_SENTENCE = 4  # words

Address = Callable[[str], str]
"""From what ``ref`` names to its address; empty if nothing is there."""


@dataclass(frozen=True, slots=True)
class Site:
    """What shortcodes ask of the site: templates of its own by name, addresses of pages, its parameters, settings and data.

    ``place`` tells where the page lies; ``shelf`` has files, ``partials`` are templates of parts of pages.
    """

    templates: Mapping[str, str]
    address: Address
    parameters: Mapping[str, str]
    values: Mapping[str, object] = field(default_factory=dict)
    place: Mapping[str, object] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    partials: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Walk:
    site: Site
    page: Mapping[str, str]
    notes: list[Note] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def expanded(self, text: str, *, is_html: bool = False) -> str:
        """The text with each shortcode expanded, the inner ones first; as HTML where Markdown will not be read."""
        made: list[str] = []
        at = 0
        while match := _CODE.search(text, at):
            made.append(text[at : match.start()])
            if match["close"]:  # the end of what was never begun
                at = match.end()
                continue
            end = None if match["alone"] else _closing(text, match)
            inner = self.expanded(text[match.end() : end.start()], is_html=self.is_html(match)) if end else ""
            one = self.one(match, inner)
            made.append(_as_html(one) if is_html else in_its_place(one, text, match.start()))
            at = end.end() if end else match.end()
        return "".join([*made, text[at:]])

    def is_html(self, match: re.Match[str]) -> bool:
        """Whether what a shortcode encloses goes into tags of its template as it is."""
        template = self.site.templates.get(match["name"], "")
        return match["open"] == "<" and "<" in template and not re.search(r"(?i)markdownify|RenderString", template)

    def one(self, match: re.Match[str], inner: str) -> str:
        """What stands in the place of a shortcode."""
        name = match["name"]
        given = parameters(match["rest"])
        if name in {"ref", "relref"}:
            return self.reference(given)
        if name in {"param", "site-param"}:
            return self.page.get(given.get("0", "").lower()) or self.site.parameters.get(given.get("0", "").lower(), "")
        template = self.site.templates.get(name)
        made = self.of_template(template, match, inner, given) if template is not None else None
        return made if made is not None else self.otherwise(template, match, inner, given)

    def of_template(self, template: str, match: re.Match[str], inner: str, given: Mapping[str, str]) -> str | None:
        """What a template of the site's makes of it; None where it does more than is known, or gathers text for others."""
        text = inner.strip("\n") if match["open"] == "<" else markdown(inner.strip("\n")) if "<" in template else inner
        made = expanded(template, self.scope(given, text))
        if made is None or _says(made, inner):
            return _close_up(made) if made and "<" in made else made
        return None if made.strip() or re.search(r"Scratch|Store|Parent", template) else self.hidden(match["name"])

    def otherwise(self, template: str | None, match: re.Match[str], inner: str, given: Mapping[str, str]) -> str:
        """What its name, its parameters and what it encloses tell of it."""
        name = match["name"]
        if inner.strip() and (re.search(r"<pre|highlight", template) if template is not None else name == "highlight"):
            return _code(given.get("0", ""), inner)
        if template is None and name == "comment":
            return self.hidden(name)
        if name in {"rawhtml", "raw", "html", "raw_html", "unsafe"} and inner:
            return f"\n\n{inner.strip()}\n\n"
        made = embed(name, given, inner)
        if made is None and not inner.strip():
            made = self.of_file(f"{name} {match['rest'].strip()}", template, given)
        if made is None and len(given) == 1 and re.search(r"\.(?:md|html)(?:#|$)", given.get("0", "")):
            return self.reference(given)  # a link of the site's own making
        return made if made is not None else self.unknown(name, match["rest"].strip(), _told(given), inner)

    def hidden(self, name: str) -> str:
        """Nothing, for what was written for those who write."""
        self.notes.append(Note(f"what the shortcode {name} encloses was left out: the old site did not show it"))
        return ""

    def scope(self, given: Mapping[str, str], inner: str) -> Scope:
        """What a template is told."""
        site = self.site
        return Scope(
            given,
            inner,
            site.values,
            self.page,
            site.address,
            place=site.place,
            shelf=site.shelf,
            partials=site.partials,
            render=expanded,
        )

    def of_file(self, what: str, template: str | None, given: Mapping[str, str]) -> str | None:
        """The text of the file that a shortcode shows, if its template tells that it shows one, or, without one, its name."""
        if not (READS.search(template) if template is not None else NAMED.search(what.split(maxsplit=1)[0])):
            return None
        path, text = shown(self.site.shelf, given)
        if not path:
            return None
        self.notes.append(Note(f"the text of {path} stands in the place of the shortcode {what}"))
        if path in self.open:  # it shows itself
            return ""
        self.open.append(path)
        made = self.expanded(text) if path.endswith((".md", ".markdown")) else text
        self.open.pop()
        return f"\n\n{made}\n\n"

    def unknown(self, name: str, rest: str, told: str, inner: str) -> str:
        """What a shortcode that is not known encloses, and what its parameters tell readers, with a comment that names it."""
        what = f"{name} {rest}".strip()
        kept = "its text was kept" if inner.strip() or told else "a comment stands for it"
        self.notes.append(needs_hand(f"the shortcode {what} is not known here; {kept}"))
        comment = f"<!-- {re.sub('-(?=-)|-$', '- ', what)} -->"
        if "\n" in inner.strip():
            return "\n\n".join([*([told] if told else []), comment, inner.strip("\n"), ""])
        return " ".join(text for text in (told, inner) if text.strip()) or comment

    def reference(self, given: Mapping[str, str]) -> str:
        """The address of a page."""
        wanted = given.get("0") or given.get("path", "")
        page, mark, fragment = wanted.partition("#")
        if not page:
            return wanted
        found = self.site.address(page)
        if not found:
            self.notes.append(needs_hand(f"ref {wanted} names nothing that is there"))
        return f"{found or page}{mark}{fragment}"


def _told(given: Mapping[str, str]) -> str:
    """The parameters that are words for readers: titles and the like, and whole sentences."""
    return " – ".join(
        text.strip()
        for key, text in given.items()
        if text.strip() and (key.lower() in _FOR_READERS or (len(text.split()) >= A_SENTENCE and key.lower() not in _FOR_NONE))
    )


def _close_up(html: str) -> str:
    """HTML without the empty lines that would end it, but for those of code; what stands around code is not set in either."""
    if "<pre" not in html:
        return _EMPTY.sub("\n", html)
    parts = re.split(r"(<pre\b.*?</pre\s*>)", html, flags=re.S | re.I)
    return "".join(part if number % 2 else re.sub(r"\s*\n\s*", "\n", part) for number, part in enumerate(parts))


_EMPTY = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def _code(language: str, text: str) -> str:
    """Code in its language, if that is the name of one."""
    return f"\n\n```{language if re.fullmatch(r'[A-Za-z][A-Za-z0-9+#-]*', language) else ''}\n{text.strip(chr(10))}\n```\n\n"


def _says(made: str, inner: str) -> bool:
    """Whether most of the words that a shortcode encloses are in what its template made of them."""
    words = re.findall(r"\w{3,}", re.sub(r"<[^<>]*>|\]\([^()]*\)", " ", inner.casefold()))
    text = made.casefold()
    return sum(word in text for word in words) * 2 >= len(words)


def _as_html(made: str) -> str:
    """What stands for a shortcode, where no Markdown is read: an address, a word and HTML stay as they are."""
    if not re.search(r"[\n*`|]|\]\(", made) or re.match(r"\s*<[A-Za-z!]", made):
        return made
    html = convert(made.strip())
    return re.sub(r"^<p>((?:(?!<p>).)*)</p>$", r"\1", html, flags=re.S)


def _closing(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The end of a shortcode that encloses text; None for one that does not."""
    depth = 1
    for other in _CODE.finditer(text, match.end()):
        if other["name"] == match["name"] and not other["alone"]:
            depth += -1 if other["close"] else 1
            if depth == 0:
                return other
    return (
        None if depth == 1 or f"/{match['name']}" not in re.sub(r"\s", "", text[match.end() :]) else _first_closing(text, match)
    )


def _first_closing(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The next end of the same name, where some of the name enclose text and others do not."""
    for other in _CODE.finditer(text, match.end()):
        if other["name"] == match["name"]:
            return other if other["close"] else None
    return None


def parameters(text: str) -> dict[str, str]:
    """The parameters of a shortcode by name or number."""
    given: dict[str, str] = {}
    for match in _PARAMETER.finditer(text):
        value = next(match[name] for name in ("double", "raw", "word") if match[name] is not None)
        value = re.sub(r"\\([\"\\])", r"\1", value) if match["double"] is not None else value
        given[match["key"] or str(sum(key.isdigit() for key in given))] = value
    return given


def without_shortcodes(text: str, site: Site, page: Mapping[str, str], *, is_html: bool = False) -> tuple[str, tuple[Note, ...]]:
    """A body without shortcodes; those that were only shown, as ``{{</* x */>}}``, are shown."""
    if "{{" not in text:
        return text, ()
    walk = _Walk(site, page)
    text = walk.expanded(_QUOTED.sub("\ue000\\1\\2\\3\ue001", text), is_html=is_html)
    return text.replace("\ue000", "{{").replace("\ue001", "}}"), tuple(walk.notes)
