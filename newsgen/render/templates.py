"""A Jinja environment without chance, and what a template is made of.

In: template sources by name.  Out: an environment, what templates are made of, closures.
Never: loads a template from anywhere else; gives templates a clock or a random number.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Set
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError, nodes

from newsgen.model.page import Frame
from newsgen.render.filters import FILTERS
from newsgen.render.fragments import Fragments, fragment
from newsgen.render.runtime import PageContext, PageTemplate

OURS = "theme/"  # names our own template where a site has one of the same name: {% extends "theme/article.html" %}

Source = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Templates:
    """Template sources as (name, place in the project, text), sorted by name; hashable, so that environments can be kept.

    ``codes`` are what they are compiled to, by name, where that is known: it takes longer than to make a page.
    """

    sources: tuple[Source, ...]
    codes: tuple[tuple[str, bytes], ...] = ()

    def __hash__(self) -> int:
        """Quick, since each page looks up its environment; what is the same object compares at once."""
        return len(self.sources)


def templates(site: Mapping[str, str], theme: Mapping[str, str]) -> Templates:
    """A site's templates over ours."""
    by_name = {name: (name, f"theme/templates/{name}", text) for name, text in theme.items()}
    by_name |= {OURS + name: (OURS + name, f"theme/templates/{name}", text) for name, text in theme.items()}
    by_name |= {name: (name, f"templates/{name}", text) for name, text in site.items() if theme.get(name) != text}
    return Templates(tuple(by_name[name] for name in sorted(by_name)))


@lru_cache(maxsize=32)
def environment(sources: Templates) -> PageEnvironment:
    """The environment in which templates run: strict about names, escaping everything."""
    return _environment(_Loader({source[0]: source for source in sources.sources}, dict(sources.codes)))


class PageEnvironment(Environment):
    """An environment with the fragments of the pages that it has rendered last."""

    kept: Fragments | None = None

    def fragments(self, frame: Frame) -> Fragments:
        """The fragments of pages with a frame."""
        if self.kept is None or self.kept.frame != frame:
            self.kept = Fragments(self, frame)
        self.kept.frame = frame  # what is the same object compares at once
        return self.kept


def _environment(loader: BaseLoader | None) -> PageEnvironment:
    made = PageEnvironment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.context_class = PageContext
    made.template_class = PageTemplate
    made.filters.update(FILTERS)
    made.filters.pop("random")
    made.globals.pop("lipsum")
    made.globals["fragment"] = fragment
    return made


class _Loader(BaseLoader):
    """Gives templates as they were compiled to be checked."""

    def __init__(self, sources: Mapping[str, Source], codes: Mapping[str, bytes]) -> None:
        self.sources = sources
        self.codes = codes

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text, the place in the project, and that it does not change."""
        if template not in self.sources:
            raise TemplateNotFound(template)
        _, place, text = self.sources[template]
        return text, place, lambda: True

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """The template, ready to be rendered."""
        code = self._code(name)
        if code is None:
            return super().load(environment, name, globals)  # says what is wrong
        return environment.template_class.from_code(environment, code, {} if globals is None else globals)

    def _code(self, name: str) -> CodeType | None:
        if name in self.codes:
            code: CodeType = marshal.loads(self.codes[name])  # noqa: S302 -- from ``codes``
            return code
        return compiled(*self.sources[name]).code if name in self.sources else None


@dataclass(frozen=True, slots=True)
class Reference:
    """A template that another extends, includes or imports, by name; None where the name is computed."""

    line: int
    name: object
    optional: bool
    extends: bool = False


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of a template: the names of all, and the lines of those that show only where the template it extends has them.

    ``parent`` is that template: empty where there is none, None where it is not sure which, or which blocks show.
    """

    parent: str | None
    names: frozenset[str]
    outermost: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template's code, or the line and the words of the error that it has instead; ``is_blank`` where it can show nothing."""

    code: CodeType | None
    references: tuple[Reference, ...]
    blocks: _Blocks
    is_blank: bool = False
    line: int = 0
    error: str = ""


@lru_cache(maxsize=256)
def compiled(name: str, place: str, text: str) -> Compiled:
    """The code does not depend on other templates, so checking, closures and all environments of a process share it."""
    env = _environment(None)
    references: tuple[Reference, ...] = ()
    blocks = _Blocks(None, frozenset(), ())
    try:
        tree = env.parse(text, name, place)
        references = tuple(_references(tree))
        blocks = _blocks(tree)
        return Compiled(env.compile(tree, name, place), references, blocks, _is_blank(tree))
    except TemplateSyntaxError as error:
        message = error.message or "the template cannot be read"
        return Compiled(None, references, blocks, line=error.lineno, error=message)


def codes(sources: Templates) -> tuple[tuple[str, bytes], ...]:
    """The code of all templates that have one, for later builds with the same Python (docs.python.org, "marshal").

    Equal sources give equal bytes.
    """
    made = [(source[0], compiled(*source).code) for source in sources.sources]
    return tuple((name, marshal.dumps(code, _FORMAT)) for name, code in made if code)


_FORMAT = 2  # without references between objects, which depend on what else the process holds


def _blocks(tree: nodes.Template) -> _Blocks:
    found = [*tree.find_all(nodes.Block)]
    inner = {id(each) for block in found for each in block.find_all(nodes.Block)}
    extended = [*tree.find_all(nodes.Extends)]
    named = {name.name for name in tree.find_all(nodes.Name)}
    parent = _const(extended[0].template) if len(extended) == 1 and extended[0] in tree.body and "self" not in named else None
    outermost = tuple((block.name, block.lineno) for block in found if id(block) not in inner)
    names = frozenset(block.name for block in found)
    return _Blocks(parent if isinstance(parent, str) else None if extended else "", names, outermost)


def _is_blank(tree: nodes.Template) -> bool:
    """Whether there is nothing in it but white space; comments are not in the tree."""
    shown = [each for node in tree.body for each in (node.nodes if isinstance(node, nodes.Output) else [node])]
    return all(isinstance(each, nodes.TemplateData) and not each.data.strip() for each in shown)


def _references(tree: nodes.Template) -> Iterator[Reference]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        optional, extends = getattr(node, "ignore_missing", False), isinstance(node, nodes.Extends)
        yield Reference(node.lineno, _const(node.template), optional, extends)  # type: ignore[attr-defined]  # all four have it
    named = {id(call.node): _const(call.args[0]) for call in tree.find_all(nodes.Call) if call.args}
    for name in tree.find_all(nodes.Name):
        if name.name == "fragment":
            yield Reference(name.lineno, named.get(id(name)), False)


def _const(node: nodes.Node) -> object:
    return node.value if isinstance(node, nodes.Const) else None


def closure(sources: Templates, name: str) -> tuple[str, ...]:
    """The names of all templates whose text can reach a page of this template, itself first.

    A computed include can be any template, so it means them all.
    """
    by_name = {source[0]: source for source in sources.sources}
    found: list[str] = []
    todo = [name]
    while todo:
        each = todo.pop()
        if each in found or each not in by_name:
            continue
        found.append(each)
        for reference in compiled(*by_name[each]).references:
            if reference.name is None:
                return tuple(sorted(by_name))
            todo.append(str(reference.name))
    return tuple(found)


FIGURE = "figure.html"  # what the filter ``html`` shows a body's photos with


def narrowed(sources: Templates, names: Set[str]) -> Templates:
    """Just these templates, so that no other decides about a page. One that is not there is not in it: its coming is a change."""
    kept = tuple(source for source in sources.sources if source[0] in names)
    return Templates(kept, tuple(code for code in sources.codes if code[0] in names))
