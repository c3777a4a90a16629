"""How the same work on many things may be shared out.

In: a function of many things, the things.  Out: what it makes of each, in order.  Never: knows of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")
Work = Callable[[Sequence[Thing]], list[Result]]
"""It must not matter to the result of one thing which others come with it."""


class Spread(Protocol):
    """Applies work to things; in several processes both have to be such that pickle can send them."""

    def __call__(self, work: Work[Thing, Result], things: Sequence[Thing]) -> list[Result]:
        """The results in the order of the things; raises what the work raises."""


def here(work: Work[Thing, Result], things: Sequence[Thing]) -> list[Result]:
    """All at once, in this process."""
    return work(things)
