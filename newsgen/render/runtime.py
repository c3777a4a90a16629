"""What compiled templates run on: Jinja's own escaping and calling of macros, without what no page needs.

In: values to show, macros to call.  Out: the same text that Jinja would give.  Never: differs from Jinja in a byte.
"""

from __future__ import annotations

from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape


@lru_cache(maxsize=16_384)
def _escaped(text: str) -> str:
    return str(escape(text))


def shown(value: object) -> str:
    """A value as compiled templates join it: titles and addresses repeat within a page and from page to page."""
    kind = type(value)
    if kind is str:
        return _escaped(value)  # type: ignore[arg-type]  # it is text
    return value if kind is Markup else escape(value)  # type: ignore[return-value]  # Markup is text


class PageContext(Context):
    """A context that asks a macro no questions whose answers are known: a page calls fifty."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805 -- as Jinja's, whose names no argument may hide
        """As Context.call."""
        if type(__obj) is not Macro:
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(__self.eval_ctx, *args, **kwargs)


class PageTemplate(Template):
    """A template whose text goes straight into its page."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, globals: Any, uptodate: Any = None) -> Template:  # noqa: A002, ANN401
        """As Template.from_code; ``escape`` in compiled code serves nothing but what is joined to a page or a macro's Markup."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = shown
        return made
