"""A Jinja environment without chance, and what a template is made of.

In: template sources by name.  Out: an environment, problems in the sources, closures.
Never: loads a template from anywhere else; gives templates a clock or a random number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.filters import FILTERS as DEFAULT_FILTERS

from newsgen.errors import Location, Problem, nearest
from newsgen.render.filters import FILTERS
from newsgen.render.runtime import PageContext, PageTemplate

OURS = "theme/"  # names our own template where a site has one of the same name: {% extends "theme/article.html" %}


@dataclass(frozen=True, slots=True)
class Templates:
    """Template sources as (name, place in the project, text), sorted by name; hashable, so that environments can be kept."""

    sources: tuple[tuple[str, str, str], ...]


def templates(site: Mapping[str, str], theme: Mapping[str, str]) -> Templates:
    """A site's templates over ours."""
    by_name = {name: (name, f"theme/templates/{name}", text) for name, text in theme.items()}
    by_name |= {OURS + name: (OURS + name, f"theme/templates/{name}", text) for name, text in theme.items()}
    by_name |= {name: (name, f"templates/{name}", text) for name, text in site.items() if theme.get(name) != text}
    return Templates(tuple(by_name[name] for name in sorted(by_name)))


@lru_cache(maxsize=2)
def environment(sources: Templates) -> Environment:
    """The environment in which templates run: strict about names, escaping everything."""
    texts = {name: (text, place, lambda: True) for name, place, text in sources.sources}
    made = Environment(
        loader=FunctionLoader(texts.get),
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
    return made


def problems(sources: Templates) -> tuple[Problem, ...]:
    """Syntax errors, unknown filters and names of templates that are not there, in all templates, used or not."""
    once = {place: (name, place, text) for name, place, text in sources.sources}  # ours go by two names
    return tuple(sorted({problem for source in once.values() for problem in _of_source(sources, *source)}))


def _of_source(sources: Templates, name: str, place: str, text: str) -> Iterator[Problem]:
    known = {each for each, _, _ in sources.sources}
    env = environment(sources)
    try:
        env.compile(text, name, place)
        tree = env.parse(text)
    except TemplateSyntaxError as error:
        yield Problem(
            Location(place, error.lineno), _clause(error.message or "the template cannot be read"), _hint(error.message or "")
        )
        return
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        target = node.template  # type: ignore[attr-defined]  # all four have it
        if isinstance(target, nodes.Const) and target.value == OURS + name.removeprefix(OURS) and place.startswith("theme/"):
            hint = "here templates/ is the theme itself, so change the block where it stands"
            yield Problem(Location(place, node.lineno), "this template extends itself", hint)
        elif isinstance(target, nodes.Const) and target.value not in known and not getattr(node, "ignore_missing", False):
            yield Problem(Location(place, node.lineno), f"there is no template {target.value}", nearest(str(target.value), known))


def _clause(message: str) -> str:
    """Jinja's sentence as a clause."""
    return (message[:1].lower() + message[1:]).rstrip(".")


def _hint(message: str) -> str:
    if message.startswith("No filter named"):
        return nearest(message.split("'")[1], {*FILTERS, *DEFAULT_FILTERS})
    return "every {% block %}, {% if %} and {% for %} needs its end, and every {{ its }}"


def closure(sources: Templates, name: str) -> tuple[str, ...]:
    """The names of all templates whose text can reach a page of this template, itself first.

    A computed include can be any template, so it means them all.
    """
    env = environment(sources)
    texts = {each: text for each, _, text in sources.sources}
    found: list[str] = []
    todo = [name]
    while todo:
        each = todo.pop()
        if each in found or each not in texts:
            continue
        found.append(each)
        for node in env.parse(texts[each]).find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            target = node.template  # type: ignore[attr-defined]  # all four have it
            if not isinstance(target, nodes.Const):
                return tuple(sorted(texts))
            todo.extend(target.value if isinstance(target.value, list | tuple) else [target.value])
    return tuple(found)
