from __future__ import annotations

import pytest

from newsgen.model.stamps import is_settled

SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("modified", "changed", "before", "settled"),
    [
        (5 * SECOND + 1, 5 * SECOND + 1, 5 * SECOND + 2, True),
        (5 * SECOND + 1, 5 * SECOND + 1, 5 * SECOND + 1, False),
        (9 * SECOND, 5 * SECOND + 1, 6 * SECOND, False),
        (5 * SECOND, 5 * SECOND, 6 * SECOND, False),
        (5 * SECOND, 5 * SECOND, 7 * SECOND, False),
        (5 * SECOND, 5 * SECOND, 7 * SECOND + 1, True),
        (1 * SECOND, 5 * SECOND + 1, 5 * SECOND + 2, True),
        (1, 1, 0, False),
    ],
)
def test_what_could_change_again_and_look_the_same_is_not_settled(
    modified: int, changed: int, before: int, settled: bool
) -> None:
    assert is_settled(modified, changed, before) == settled
