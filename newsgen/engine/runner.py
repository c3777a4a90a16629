"""Map a pure function over values.

In: a function of (shared, item), the shared value, items.  Out: results in the order of the items.
Never: looks into an item. Remembering and the use of several cores belong here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Runner:
    """A plain loop: what every other way of running must equal."""

    def map(self, function: Callable[[Shared, Item], Result], shared: Shared, items: Iterable[Item]) -> list[Result]:
        """``[function(shared, item) for item in items]``."""
        return [function(shared, item) for item in items]
