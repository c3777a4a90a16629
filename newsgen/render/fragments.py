"""Pieces that stand on many pages, each made once.

In: a template of ``fragments/``, values.  Out: its text, with the addresses as the page at hand links them.
Never: sees the page: a fragment gets ``site`` and the values that it is given, and nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Protocol

from jinja2 import Environment, TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsgen.model.page import Frame
from newsgen.model.url import Url
from newsgen.render.runtime import from_page, rendered, shown

_KEPT = 16_384  # a story stands on some fifteen pages, many of which are made one after the other
_MARK = "\0"  # stands around the number of an address; no text of ours has it


class _Linker(Protocol):
    def to(self, target: Url | str, fragment: str = "") -> str: ...


class _Holes:
    """Leaves a hole where an address is to stand."""

    def __init__(self) -> None:
        self.addresses: list[tuple[Url | str, str]] = []

    def to(self, target: Url | str, fragment: str = "") -> str:
        """A mark for an address that each page writes in its own way."""
        self.addresses.append((target, fragment))
        return f"{_MARK}{len(self.addresses) - 1}{_MARK}"


Cut = tuple[str | tuple[Url | str, str], ...]
"""Text, and between it the addresses."""


class Fragments:
    """The fragments of an environment for pages of one frame."""

    def __init__(self, environment: Environment, frame: Frame) -> None:
        self.frame = frame
        self._environment = environment
        self._cut = lru_cache(maxsize=_KEPT, typed=True)(self._made)

    def text(self, links: _Linker, name: str, values: dict[str, Hashable]) -> Markup:
        """A fragment as a page shows it; raises what templates raise."""
        try:
            parts = self._cut(name, *values.values(), names=tuple(values))
        except TypeError as error:
            if "unhashable" not in str(error):
                raise
            parts = self._made(name, *values.values(), names=tuple(values))  # with a list among them it is made each time
        return Markup("".join([part if type(part) is str else shown(links.to(*part)) for part in parts]))  # noqa: S704 -- a template's

    def _made(self, name: str, *values: Hashable, names: tuple[str, ...]) -> Cut:
        holes = _Holes()
        own = {"site": self.frame, "links": holes, "fragments": self}
        if taken := own.keys() & {*names}:
            raise TemplateRuntimeError(f"a fragment has a name of its own that is {min(taken)}, so give the value another")
        text = rendered(self._environment.get_template(name), {**dict(zip(names, values, strict=True)), **own})
        pieces = text.split(_MARK)
        return tuple(holes.addresses[int(piece)] if number % 2 else piece for number, piece in enumerate(pieces))


@pass_context
def fragment(context: Context, name: str, **values: Hashable) -> Markup:
    """What ``fragment("fragments/card.html", card=card)`` in a template gives."""
    fragments: Fragments = from_page(context, "fragments")
    return fragments.text(from_page(context, "links"), name, values)
