"""Liquid in a body, worked out as Jekyll would have, as far as it depends on nothing but the site's settings and data.

In: a body, what is known of the site and the page.  Out: Markdown and HTML without Liquid, and notes.
Never: lists posts: a link to newsgen's list does; drops a tag that is not known without leaving a comment in its place.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from newsgen.migrate.embeds import embed, in_its_place
from newsgen.migrate.imported import Note, needs_hand
from newsgen.migrate.jekyll.filters import environment
from newsgen.migrate.jekyll.loops import of_stories, without_loops
from newsgen.migrate.jekyll.octopress import without_octopress
from newsgen.migrate.jekyll.themes import of_theme
from newsgen.migrate.matter import said

if TYPE_CHECKING:
    from liquid import Environment

_TAG = re.compile(r"\{%-?\s*(?P<name>#|[\w-]+)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^%\"']|%(?!\}))*?)-?%\}", re.S)
_PARAMETER = re.compile(
    r"(?:(?P<key>[\w-]+)\s*(?:=|:(?!//))\s*)?(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<word>[^\s,=\"']+))",
    re.S,
)
_OF_LIQUID = frozenset(
    "assign break capture endcapture case when else elsif endcase comment endcomment continue cycle decrement echo for endfor if "
    "endif increment tablerow endtablerow unless endunless ifchanged endifchanged #".split()
)
_LOOP = re.compile(r"\{%-?\s*(end)?(?:for|tablerow)\b")
_ASSIGNED = re.compile(r"\{%-?\s*(?:assign|capture)\s+([\w-]+)")
MARK = "\ue000{}\ue001"
LISTED = "it listed posts by itself"
DEEPEST = 8  # includes within includes


@dataclass(frozen=True, slots=True)
class Site:
    """What tags ask of the site: addresses of posts and files by name, includes by name, settings and data.

    ``stories`` finds the names under which a template would have its stories.
    """

    posts: Mapping[str, str]
    files: Mapping[str, str]
    include: Callable[[str], str | None]
    values: Mapping[str, object]
    stories: re.Pattern[str] = field(default_factory=of_stories)


@dataclass(slots=True)
class _Walk:
    """One body: texts that Liquid must not see, and what there is to say."""

    site: Site
    page: Mapping[str, object]
    environment: Environment | None = None
    kept: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def keep(self, text: str) -> str:
        """A mark in place of a text."""
        self.kept.append(text)
        return MARK.format(len(self.kept) - 1)

    def restored(self, text: str) -> str:
        """The texts in place of their marks."""
        while "\ue000" in text:
            changed = re.sub("\ue000(\\d+)\ue001", lambda mark: self.kept[int(mark[1])], text)
            if changed == text:
                break
            text = changed
        return text

    def worked_out(self, text: str, variables: Mapping[str, object], depth: int = 0) -> str:
        """A text without its Liquid."""
        text = self.tags(without_loops(self.code(text), self.site.stories, self.listed), variables, depth)
        if "{{" not in text and "{%" not in text:
            return text
        return self.rendered(text, variables)

    def code(self, text: str) -> str:
        """Code and raw passages, kept from Liquid."""
        text = re.sub(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", lambda raw: self.keep(raw[1]), text, flags=re.S)
        pattern = r"\{%-?\s*highlight\s+(?P<rest>[^%]*?)-?%\}\n?(?P<code>.*?)\n?[ \t]*\{%-?\s*endhighlight\s*-?%\}"
        text = without_octopress(re.sub(pattern, self.highlighted, text, flags=re.S), lambda code: self.keep(self.restored(code)))
        return re.sub(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", "", text, flags=re.S)

    def highlighted(self, match: re.Match[str]) -> str:
        """Highlighted code as a fenced block."""
        words = match["rest"].split()
        code = self.restored(match["code"])
        fence = "```" if "```" not in code else "~~~~"
        return self.keep(f"\n\n{fence}{words[0] if words else ''}\n{code}\n{fence}\n\n")

    def tags(self, text: str, variables: Mapping[str, object], depth: int) -> str:
        """Jekyll's own tags and those of plugins; Liquid's stay."""
        return _TAG.sub(lambda tag: self.tag(tag, text, variables, depth), text) if "{%" in text else text

    def tag(self, tag: re.Match[str], text: str, variables: Mapping[str, object], depth: int) -> str:
        name, rest = tag["name"], tag["rest"].strip()
        if name in _OF_LIQUID:
            return tag[0]
        if name in {"include", "include_relative", "include_cached", "render"}:
            if name == "include_relative":
                rest = posixpath.normpath(posixpath.join(posixpath.dirname(said(self.page.get("path"))), rest))
            return self.include(rest, variables, depth, late=_is_late(rest, text[: tag.start()]))
        if name in {"post_url", "link"}:
            return self.address(name, rest.strip("\"'"))
        if name.startswith("end"):
            return ""
        if name in {"seo", "feed_meta", "toc"}:
            return ""
        made = embed(name, self.parameters(rest, variables))
        if made is None:
            self.notes.append(
                needs_hand(f"the tag {{% {name} {rest} %}} is of a plugin that is not known here; a comment stands for it")
            )
            made = f"<!-- {_comment(f'{name} {rest}')} -->"
        return self.keep(in_its_place(made, text, tag.start()))

    def address(self, name: str, rest: str) -> str:
        """The address of a post or a file."""
        rest = rest.split("|", maxsplit=1)[0].strip().strip("\"'")
        table = self.site.posts if name == "post_url" else self.site.files
        found = table.get(rest.lstrip("/")) or table.get(rest.rpartition("/")[2] if name == "post_url" else "")
        if not found:
            self.notes.append(needs_hand(f"{{% {name} {rest} %}} names nothing that is there"))
        return found or f"/{rest}"

    def parameters(self, rest: str, variables: Mapping[str, object]) -> dict[str, str]:
        """The parameters of a tag; words without quotes are values of variables, where there are such."""
        given: dict[str, str] = {}
        for match in _PARAMETER.finditer(rest):
            quoted = match["double"] if match["double"] is not None else match["single"]
            text = re.sub(r"\\([\"'])", r"\1", quoted) if quoted is not None else self.value(match["word"], variables)
            if "{{" in text:
                text = self.rendered(text, variables)
            given[match["key"] or str(sum(key.isdigit() for key in given))] = text
        return given

    def value(self, word: str, variables: Mapping[str, object]) -> str:
        """What a word without quotes stands for: itself, unless it names something that is known."""
        found = self.named(word, variables)
        return found if isinstance(found, str) else said(found)

    def named(self, word: str, variables: Mapping[str, object]) -> object:
        """The value that a word names; the word, if it names none."""
        found: object = {"page": self.page, "site": self.site.values, **variables}
        if isinstance(found, dict) and word.split(".", maxsplit=1)[0] not in found:
            return word
        for part in word.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        return found

    def is_rich(self, parameters: str, variables: Mapping[str, object]) -> bool:
        """Whether a parameter is more than a text."""
        words = [match["word"] for match in _PARAMETER.finditer(parameters) if match["word"]]
        return any(isinstance(self.named(word, variables), Mapping | list) for word in words)

    def listed(self, target: str) -> str:
        """A link to the list that shows what a loop over posts did, by the page's name; none to the page itself."""
        if target == said(self.page.get("url")):
            return ""
        self.notes.append(needs_hand(f"{LISTED}; a link to {target} stands in the place of that"))
        return f'<a href="{target}">{escape(said(self.page.get("title")))}</a>'

    def include(self, rest: str, variables: Mapping[str, object], depth: int, *, late: bool) -> str:
        """What an include gives with its parameters; its text, if these are known only when all is worked out."""
        name, _, parameters = rest.partition(" ")
        if "{{" in rest.split("=", maxsplit=1)[0]:
            name = ""
        source = self.site.include(name.strip("\"'")) if depth < DEEPEST else None
        if source is not None and (late or self.is_rich(parameters, variables)):
            return self.tags(self.code(_inlined(source, parameters, f"include_{depth}_{len(self.kept)}")), variables, depth + 1)
        given = self.parameters(parameters, variables)
        if source is not None:
            return self.keep(_close(self.worked_out(source, {**variables, "include": given}, depth + 1)))
        name = name.strip("\"'")
        made = of_theme(name, given, self.page)
        made = embed(name, given) if made is None else made
        if made is None:
            self.notes.append(needs_hand(f"the include {rest} is not among the sources; a comment stands for it"))
            made = f"<!-- include {_comment(rest)} -->"
        return self.keep(made)

    def rendered(self, text: str, variables: Mapping[str, object]) -> str:
        """The text with its variables and loops worked out."""
        from liquid.exceptions import LiquidError  # noqa: PLC0415 -- most bodies need no library

        if self.environment is None:
            self.environment = environment()
        try:
            return str(self.environment.from_string(text).render(site=self.site.values, page=self.page, **variables))
        except (LiquidError, ValueError, TypeError, ArithmeticError, RecursionError, KeyError, AttributeError) as error:
            self.notes.append(needs_hand(f"its Liquid cannot be worked out, and stands in the text: {_first_line(error)}"))
            return self.keep(text)


def _is_late(rest: str, before: str) -> bool:
    """Whether an include stands in a loop, or is given what the text itself assigns or captures."""
    if sum(-1 if end else 1 for end in _LOOP.findall(before)) > 0:
        return True
    words = {match["word"].split(".")[0] for match in _PARAMETER.finditer(rest.partition(" ")[2]) if match["word"]}
    return bool(words.intersection(_ASSIGNED.findall(before)))


def _inlined(source: str, parameters: str, prefix: str) -> str:
    """The text of an include whose parameters are variables of that text."""
    given = [match for match in _PARAMETER.finditer(parameters) if match["key"]]
    assigned = [_assignment(f"{prefix}_{match['key']}", match[0].partition("=")[2].strip()) for match in given]
    return "".join([*assigned, re.sub(r"\binclude\.(?=[\w-])", f"{prefix}_", _close(source))])


def _assignment(name: str, value: str) -> str:
    """A variable with the value of a parameter, in which there may be others."""
    if "{{" in value:
        return f"{{% capture {name} %}}{value.strip(value[0])}{{% endcapture %}}"
    return f"{{% assign {name} = {value} %}}"


def _close(text: str) -> str:
    """HTML without empty lines, each of which would end a block; Markdown as it is."""
    text = text.strip("\n")
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n", text) if text.lstrip().startswith(("<", "{%", "\ue000")) else text


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).split("\n")[0]


def _comment(text: str) -> str:
    return re.sub(r"-(?=-)|-$", "- ", text)


def without_liquid(text: str, site: Site, page: Mapping[str, object]) -> tuple[str, tuple[Note, ...]]:
    """A body without its Liquid."""
    if "{{" not in text and "{%" not in text:
        return text, ()
    walk = _Walk(site, page)
    return walk.restored(walk.worked_out(text, {})), tuple(walk.notes)
