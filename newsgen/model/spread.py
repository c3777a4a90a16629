"""How the same work on many things may be shared out.

In: a function of many things, the things.  Out: what it makes of each, in order.  Never: knows of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")
Work = Callable[[Sequence[Thing]], list[Result]]
"""It must not matter to the result of one thing which others come with it."""

Prelude = Callable[[], object]
"""What work on anything can do without, but goes faster with."""


class Spread(Protocol):
    """Applies work to things; in several processes both have to be such that pickle can send them."""

    def __call__(self, work: Work[Thing, Result], things: Sequence[Thing]) -> list[Result]:
        """The results in the order of the things; raises what the work raises."""


class Begun(Protocol[Thing, Result]):
    """Work that others have begun before it was known of what the results will be wanted."""

    def results(self) -> list[tuple[Thing, Result | None]]:
        """Each thing, and what the work made of it, None where it was left out; raises what the work raises. Asking helps."""

    def stop(self) -> None:
        """Leave out what nobody has begun, and wait for the rest."""


class Begin(Protocol):
    """Lets others begin; None where they are not there, or not worth their while. All have stopped at the context's end."""

    def __call__(
        self, work: Work[Thing, Result], things: Sequence[Thing], first: Prelude
    ) -> AbstractContextManager[Begun[Thing, Result] | None]:
        """``first`` is what one of them does before anything else."""


def here(work: Work[Thing, Result], things: Sequence[Thing]) -> list[Result]:
    """All at once, in this process."""
    return work(things)
