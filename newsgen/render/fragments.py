"""Pieces that stand on many pages, each made once.

In: a template of ``fragments/``, values.  Out: its text, with the addresses as the page at hand links them.
Never: sees the page: a fragment gets ``site`` and the values that it is given, and nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from jinja2 import Environment, TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsgen.model.page import Frame
from newsgen.model.url import Url, top_of
from newsgen.render.runtime import from_page, rendered, shown

_KEPT = 16_384  # a story stands on some fifteen pages, many of which are made one after the other
_MARK = "\0"  # stands around the number of an address; no text of ours has it


class _Linker(Protocol):
    @property
    def place(self) -> tuple[str, int] | None: ...

    def to(self, target: Url | str, fragment: str = "") -> str: ...


class _Holes:
    """Leaves a hole where an address is to stand."""

    place = None

    def __init__(self) -> None:
        self.addresses: list[tuple[Url | str, str]] = []

    def to(self, target: Url | str, fragment: str = "") -> str:
        """A mark for an address that each page writes in its own way."""
        self.addresses.append((target, fragment))
        return f"{_MARK}{len(self.addresses) - 1}{_MARK}"


@dataclass(frozen=True, slots=True)
class _Cut:
    """Text, and between it the addresses.

    A page in none of ``tops``, the outermost folders of the addresses, links them all by way of the root, as do all such pages of
    its depth: ``filled`` has what they show. ``tops`` is None where an address has an anchor, which may be the page's own.
    """

    parts: Sequence[str | tuple[Url | str, str]]
    tops: frozenset[str] | None
    filled: dict[int, Markup] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Sequence[str | tuple[Url | str, str]]) -> _Cut:
        """A cut of these parts."""
        addresses = [part for part in parts if not isinstance(part, str)]
        if any(anchor for _, anchor in addresses):
            return cls(parts, None)
        return cls(parts, frozenset([top_of(target) for target, _ in addresses if isinstance(target, Url)]))

    def fill(self, links: _Linker) -> Markup:
        """The text as a page shows it."""
        place = links.place
        if place is None or self.tops is None or place[0] in self.tops:
            return self._joined(links)
        depth = place[1]
        if depth not in self.filled:
            self.filled[depth] = self._joined(links)
        return self.filled[depth]

    def _joined(self, links: _Linker) -> Markup:
        return Markup("".join([each if type(each) is str else shown(links.to(*each)) for each in self.parts]))  # noqa: S704 -- a template's


class Fragments:
    """The fragments of an environment for pages of one frame."""

    def __init__(self, environment: Environment, frame: Frame) -> None:
        self.frame = frame
        self._environment = environment
        self._cut = lru_cache(maxsize=_KEPT, typed=True)(self._made)

    def text(self, links: _Linker, name: str, values: dict[str, Hashable]) -> Markup:
        """A fragment as a page shows it; raises what templates raise."""
        try:
            cut = self._cut(name, *values.values(), names=tuple(values))
        except TypeError as error:
            if "unhashable" not in str(error):
                raise
            cut = self._made(name, *values.values(), names=tuple(values))  # with a list among them it is made each time
        return cut.fill(links)

    def _made(self, name: str, *values: Hashable, names: tuple[str, ...]) -> _Cut:
        holes = _Holes()
        own = {"site": self.frame, "links": holes, "fragments": self}
        if taken := own.keys() & {*names}:
            raise TemplateRuntimeError(f"a fragment has a name of its own that is {min(taken)}, so give the value another")
        text = rendered(self._environment.get_template(name), {**dict(zip(names, values, strict=True)), **own})
        pieces = text.split(_MARK)
        return _Cut.of([holes.addresses[int(piece)] if number % 2 else piece for number, piece in enumerate(pieces)])


@pass_context
def fragment(context: Context, name: str, **values: Hashable) -> Markup:
    """What ``fragment("fragments/card.html", card=card)`` in a template gives."""
    fragments: Fragments = from_page(context, "fragments")
    return fragments.text(from_page(context, "links"), name, values)
