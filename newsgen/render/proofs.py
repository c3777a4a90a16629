"""What is wrong with templates, before a page is made with one.

In: template sources by name, the names of those that pages are made with.  Out: problems.
Never: renders; what only a page shows to be wrong is for ``page`` to tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from difflib import get_close_matches

from jinja2.filters import FILTERS as DEFAULT_FILTERS

from newsgen.errors import Location, Problem, nearest
from newsgen.render.filters import FILTERS
from newsgen.render.templates import FIGURE, OURS, Compiled, Source, Templates, compiled

Known = Mapping[str, Source]


def template_problems(sources: Templates, pages: Collection[str] = ()) -> tuple[Problem, ...]:
    """What is wrong in all templates, used or not: syntax, names of what is not there, templates that can show nothing."""
    known = {source[0]: source for source in sources.sources}
    once: dict[str, Source] = {}  # ours go by two names, of which pages use the plain one
    for source in sorted(sources.sources, key=lambda source: source[0].startswith(OURS)):
        once.setdefault(source[1], source)
    found = {problem for source in once.values() for problem in _of_source(known, source)}
    return tuple(sorted({*found, *_blanks(known, pages), *_unused(known, once.values())}))


def _of_source(known: Known, source: Source) -> Iterator[Problem]:
    made = compiled(*source)
    if made.error:
        yield Problem(Location(source[1], made.line), _clause(made.error), _hint(made.error))
        return
    yield from _wrong_references(known, source, made)
    yield from _ring(known, source, made)
    above = _blocks_above(known, made.blocks.parent)
    for block, line in made.blocks.outermost:
        if above and block not in above:
            message = f"{made.blocks.parent} has no block {block}, so this shows nowhere"
            yield Problem(Location(source[1], line), message, nearest(block, above))


def _wrong_references(known: Known, source: Source, made: Compiled) -> Iterator[Problem]:
    name, place, _ = source
    for reference in made.references:
        where = Location(place, reference.line)
        if reference.name == OURS + name.removeprefix(OURS) and place.startswith("theme/"):
            hint = "here templates/ is the theme itself, so change the block where it stands"
            yield Problem(where, "this template extends itself", hint)
        elif reference.name is not None and reference.name not in known and not reference.optional:
            yield Problem(where, f"there is no template {reference.name}", nearest(str(reference.name), known))


def _ring(known: Known, source: Source, made: Compiled) -> Iterator[Problem]:
    """A template that extends itself, which no page can be made with. Where a site's own is in a ring, ours are not to blame."""
    name, place, _ = source
    ring = _way_back(known, name)
    if not ring or (not _is_own(source) and any(_is_own(known[each]) for each in ring)):
        return
    after = ring[1] if ring[1:] else name
    line = next(reference.line for reference in made.references if reference.extends and reference.name == after)
    way = f", by way of {' and '.join(ring[1:])}" if ring[1:] else ""
    meant = (each for each in (OURS + name, OURS + after) if each in known and name not in _above(known, each))
    better = next(meant, "") if _is_own(source) else ""
    hint = f'write  {{% extends "{better}" %}}' if better else "let one of them extend none of the others"
    yield Problem(
        Location(place, line), f"this template extends itself{way}", hint if ring[1:] or better else "take the line out"
    )


def _way_back(known: Known, name: str) -> tuple[str, ...]:
    """The templates by which one extends itself, beginning with itself; none where it does not."""
    todo: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    while todo:
        way = todo.pop()
        for each in _extended(known, way[-1]):
            if each == name:
                return way
            if each not in seen:
                seen.add(each)
                todo.append((*way, each))
    return ()


def _above(known: Known, name: str) -> Set[str]:
    """A template and all that it extends."""
    todo, found = [name], set[str]()
    while todo:
        each = todo.pop()
        if each not in found:
            found.add(each)
            todo += _extended(known, each)
    return found


def _extended(known: Known, name: str) -> list[str]:
    found = [str(each.name) for each in compiled(*known[name]).references if each.extends]
    return [each for each in found if each in known]


def _is_own(source: Source) -> bool:
    """Whether a template is a site's own, and not one of ours."""
    return source[1].startswith("templates/")


def _blanks(known: Known, pages: Collection[str]) -> Iterator[Problem]:
    """Templates that leave pages blank; one that is only included, such as a fragment or a figure, may be emptied on purpose."""
    made_with = {each for name in pages if name != FIGURE and name in known for each in _above(known, name)}
    for name in made_with:
        if compiled(*known[name]).is_blank:
            hint = "write it, or delete the file, so that newsgen's own is used" if _is_own(known[name]) else ""
            yield Problem(Location(known[name][1]), "nothing stands in this template, so its pages would be blank", hint)


NEAR = 0.8  # articel is near article, article-old is not: what was put aside needs no warning


def _unused(known: Known, sources: Collection[Source]) -> Iterator[Problem]:
    """Templates of a site that nothing uses and that are called almost like one of ours, which they were to replace."""
    made = [compiled(*source) for source in sources]
    used = {reference.name for each in made for reference in each.references}
    if None in used or any(each.error for each in made):
        return  # a name that is computed may be any
    ours = {_stem(name.removeprefix(OURS)): name.removeprefix(OURS) for name in known if name.startswith(OURS)}
    for name, place, _ in sources:
        if place.startswith("templates/") and name not in used and name not in ours.values():
            near = get_close_matches(_stem(name), sorted(ours), n=1, cutoff=NEAR)
            if near:
                yield Problem(Location(place), "nothing uses this template", f"did you mean  {ours[near[0]]}", "warning")


def _stem(name: str) -> str:
    """``fragment/Card.html.j2`` as ``card``: what lies in the wrong folder was meant too."""
    return name.casefold().rpartition("/")[2].split(".")[0]


def _blocks_above(known: Known, name: str | None) -> Set[str]:
    """The blocks of a template and of all that it extends; none where that is not sure."""
    found: set[str] = set()
    todo = {*known}
    while name:
        if name not in todo:
            return frozenset()
        todo.remove(name)
        blocks = compiled(*known[name]).blocks
        found |= blocks.names
        name = blocks.parent
    return found if name is not None else frozenset()


def _clause(message: str) -> str:
    """Jinja's sentence as a clause."""
    return (message[:1].lower() + message[1:]).rstrip(".")


def _hint(message: str) -> str:
    if message.startswith("No filter named"):
        return nearest(message.split("'")[1], {*FILTERS, *DEFAULT_FILTERS})
    return "every {% block %}, {% if %} and {% for %} needs its end, and every {{ its }}"
