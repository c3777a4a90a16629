"""Whether what was seen of a file tells that it is as it was.

In: times of a file and of its file system, in nanoseconds.  Out: an answer.  Never: asks the disk.
"""

from __future__ import annotations

_SECOND = 1_000_000_000


def is_settled(modified: int, changed: int, before: int) -> bool:
    """Whether a file that was changed once more from ``before`` on would look otherwise (git: "racy git").

    ``before`` is by a clock that may be finer than that of the file system. One that counts whole seconds shows in ``changed``,
    which nobody can set; FAT counts every other second.
    """
    coarse = 2 * _SECOND if changed % _SECOND == 0 else 0
    return max(modified, changed) + coarse < before
