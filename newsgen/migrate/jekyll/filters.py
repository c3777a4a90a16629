"""Filters of Liquid that are Jekyll's own (https://jekyllrb.com/docs/liquid/filters/).

In: a value of a template.  Out: the value as Jekyll would have had it.  Never: stops a page because a filter is not known.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache, wraps
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from newsgen.migrate.jekyll.permalinks import slugified
from newsgen.migrate.matter import said
from newsgen.read.markdown import convert

if TYPE_CHECKING:
    from liquid import BoundTemplate, Environment, RenderContext

_Filter = Callable[..., object]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Liquid with Jekyll's filters, which passes over what it does not know."""
    from liquid import Environment, Mode  # noqa: PLC0415 -- most bodies need no library
    from liquid.filter import with_context  # noqa: PLC0415

    made = Environment(tolerance=Mode.LAX, strict_filters=False)
    of_context = {name: with_context(function) for name, function in OF_CONTEXT.items()}
    for name, function in {**made.filters, **FILTERS, **of_context}.items():
        made.add_filter(name, _forgiving(function))
    return made


def _forgiving(function: _Filter) -> _Filter:
    """A filter that gives the value as it was where it fails: the library would leave out the rest of the block."""
    from liquid.exceptions import LiquidError  # noqa: PLC0415 -- most bodies need no library

    @wraps(function)
    def tried(value: object, *given: object, **named: object) -> object:
        try:
            return function(value, *given, **named)
        except (LiquidError, ValueError, TypeError, ArithmeticError, KeyError, AttributeError, LookupError):
            return value

    return tried


# Texts and addresses


def _text(value: object) -> str:
    """A value as a text, with its lines."""
    return value if isinstance(value, str) else said(value)


def _rooted(value: object, *_: object) -> str:
    text = said(value)
    return text if re.match(r"[A-Za-z][\w+.-]*:|//|#", text) else "/" + text.lstrip("/")


def _dated(form: str) -> _Filter:
    def written(value: object, *_: object) -> str:
        try:
            return datetime.fromisoformat(said(value)).strftime(form)
        except ValueError:
            return said(value)

    return written


def _sentence(value: object, last: str = "and", *_: object) -> str:
    """Items as one would say them."""
    words = [said(each) for each in _items(value)]
    return f", {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 2 else f" {last} ".join(words)


# Lists


def _items(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else []


def _property(item: object, name: str) -> object:
    """A property of an item, or of what it holds: ``author.name``."""
    if isinstance(item, dict) and name in item:
        return item[name]
    for part in name.split("."):
        item = item.get(part) if isinstance(item, Mapping) else None
    return item


def _is(found: object, wanted: str) -> bool:
    """Whether a property is what is asked for; numbers and words that look alike are."""
    if isinstance(found, list | tuple):
        return any(_is(each, wanted) for each in found)
    return (found if isinstance(found, str) else said(found)) == wanted


def _where(value: object, name: object, wanted: object = True, *_: object) -> list[object]:
    key, text = said(name), said(wanted)
    return [each for each in _items(value) if _is(_property(each, key), text)]


def _find(value: object, name: object, wanted: object = True, *_: object) -> object:
    return next(iter(_where(value, name, wanted)), None)


def _sorted(value: object, name: object = "", nils: object = "first", *_: object) -> list[object]:
    """Items in their order; those without the property stand first, or last."""
    key = said(name)
    pairs = [(_property(each, key) if key else each, each) for each in _items(value)]
    some = [pair for pair in pairs if pair[0] is not None]
    try:
        some.sort(key=lambda pair: pair[0])  # type: ignore[return-value, arg-type]  # of one kind, or it fails
    except TypeError:
        some.sort(key=lambda pair: said(pair[0]))
    none, found = [each for key, each in pairs if key is None], [each for _, each in some]
    return [*found, *none] if said(nils) == "last" else [*none, *found]


def _grouped(pairs: Iterable[tuple[object, object]]) -> list[dict[str, object]]:
    groups: dict[str, list[object]] = {}
    for key, item in pairs:
        groups.setdefault(said(key), []).append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.items()]


def _group_by(value: object, name: object, *_: object) -> list[dict[str, object]]:
    return _grouped((_property(each, said(name)), each) for each in _items(value))


# Expressions, which may speak of the page and the site


@lru_cache(maxsize=64)
def _template(text: str) -> BoundTemplate:
    return environment().from_string(text)


def _worked_out(text: str, name: object, item: object, context: RenderContext) -> str:
    known = {each: context.resolve(each, default=None) for each in ("site", "page")}
    return _template(text).render(**{**known, said(name): item})


def _where_exp(value: object, name: object, expression: object, *, context: RenderContext) -> list[object]:
    text = f"{{% if {said(expression)} %}}1{{% endif %}}"
    return [each for each in _items(value) if _worked_out(text, name, each, context)]


def _find_exp(value: object, name: object, expression: object, *, context: RenderContext) -> object:
    return next(iter(_where_exp(value, name, expression, context=context)), None)


def _group_by_exp(value: object, name: object, expression: object, *, context: RenderContext) -> list[dict[str, object]]:
    text = f"{{{{ {said(expression)} }}}}"
    return _grouped((_worked_out(text, name, each, context), each) for each in _items(value))


OF_CONTEXT: Mapping[str, _Filter] = {"where_exp": _where_exp, "find_exp": _find_exp, "group_by_exp": _group_by_exp}
FILTERS: Mapping[str, _Filter] = {
    "relative_url": _rooted,
    "absolute_url": _rooted,
    "prepend_baseurl": _rooted,
    "markdownify": lambda value, *_: convert(_text(value)),
    "smartify": lambda value, *_: _text(value),
    "jsonify": lambda value, *_: json.dumps(value, ensure_ascii=False, default=str),
    "inspect": lambda value, *_: html.escape(json.dumps(value, ensure_ascii=False, default=str)),
    "slugify": lambda value, mode="", *_: slugified(said(value), pretty=mode == "pretty"),
    "date_to_string": _dated("%d %b %Y"),
    "date_to_long_string": _dated("%d %B %Y"),
    "date_to_rfc822": _dated("%a, %d %b %Y %H:%M:%S %z"),
    "date_to_xmlschema": lambda value, *_: said(value),
    "xml_escape": lambda value, *_: _text(value).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;"),
    "uri_escape": lambda value, *_: quote(said(value), safe="/~!$&'()*+,;=:@?#%"),
    "cgi_escape": lambda value, *_: quote_plus(said(value)),
    "array_to_sentence_string": _sentence,
    "number_of_words": lambda value, *_: len(said(value).split()),
    "strip_index": lambda value, *_: re.sub(r"index\.html$", "", said(value)),
    "normalize_whitespace": lambda value, *_: " ".join(said(value).split()),
    "to_integer": lambda value, *_: int(float(said(value))),
    "sort": _sorted,
    "where": _where,
    "find": _find,
    "group_by": _group_by,
    "push": lambda value, item, *_: [*_items(value), item],
    "unshift": lambda value, item, *_: [item, *_items(value)],
    "pop": lambda value, count=1, *_: _items(value)[: -int(count)],
    "shift": lambda value, count=1, *_: _items(value)[int(count) :],
    "sample": lambda value, *_: next(iter(_items(value)), None),  # by chance in Jekyll; the same every time here
}
