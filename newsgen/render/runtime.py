"""What compiled templates run on: Jinja's own escaping and calling of macros, without what no page needs.

In: values to show, macros to call.  Out: the same text that Jinja would give.  Never: differs from Jinja in a byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, TemplateRuntimeError, Undefined
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_OPENED = "opened"  # where the contexts of a page are noted


@lru_cache(maxsize=16_384)
def _escaped(text: str) -> str:
    return str(escape(text))


def shown(value: object) -> str:
    """A value as compiled templates join it: titles and addresses repeat within a page and from page to page."""
    if type(value) is str:
        return _escaped(value)
    if type(value) is Markup:
        return value
    if type(value) is Undefined:  # an {{ x if y }} without else; what is undefined by mistake is StrictUndefined
        return ""
    return str(value) if type(value) is int else escape(value)


class PageContext(Context):
    """A context that calls macros without ado; half of a page's time was Jinja's preparation of its fifty calls."""

    def __init__(self, environment: Environment, parent: dict[str, Any], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(environment, parent, *args, **kwargs)
        parent.get(_OPENED, []).append(self)

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805 -- Jinja's names, which no argument has
        """As Context.call."""
        if __obj is __self.parent.get("fragment"):
            return __self._fragment(__obj, args, kwargs)
        if type(__obj) is not Macro or __obj.caller or __obj.catch_kwargs or __obj.catch_varargs:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        rest = [kwargs.pop(name, missing) for name in __obj.arguments[len(args) :]]
        if kwargs or len(args) > len(__obj.arguments):
            return __obj(__self.eval_ctx, *args, **kwargs)  # says what is wrong
        text = __obj._func(*args, *rest)
        return str.__new__(Markup, text) if __self.eval_ctx.autoescape else text  # Markup's own would look for __html__

    def _fragment(self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:  # noqa: ANN401 -- as call
        """A fragment looks up nothing that loops or blocks could have set, so it needs no context of its own."""
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return function(self, *args, **kwargs)


class PageTemplate(Template):
    """A template whose text goes straight into its page."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, globals: Any, uptodate: Any = None) -> Template:  # noqa: ANN401
        """As Template.from_code; ``escape`` in compiled code serves nothing but what is joined to a page or a macro's Markup."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = shown
        return made


def from_page(context: Context, name: str) -> Any:  # noqa: ANN401 -- a context holds values of any type
    """What every page gives to filters and fragments; raises TemplateRuntimeError where macros were imported without it."""
    value = context.resolve_or_missing(name)
    if value is missing or value is None:
        raise TemplateRuntimeError(f"this needs the page: import the file of macros 'with context' ({name})")
    return value


def rendered(template: Template, values: Mapping[str, object]) -> str:
    """As ``Template.render``, and then lets go of what it made.

    A macro knows the context that knows the macro: to find such circles took Python's collector a quarter of a page's time.
    """
    opened: list[Context] = []
    environment = template.environment
    common = environment.globals  # a template's own globals are a chain of mappings, which takes long to copy
    context = PageContext(environment, {**common, **values, _OPENED: opened}, template.name, template.blocks, common)
    try:
        return environment.concat(template.root_render_func(context))
    except Exception:  # tracebacks are to speak of templates
        return environment.handle_exception()
    finally:
        while opened:
            _let_go(opened.pop())


def _let_go(context: Context) -> None:
    for value in context.vars.values():
        if type(value) is Macro:
            value._func = None  # type: ignore[assignment]  # nobody calls it any more
    context.vars.clear()
