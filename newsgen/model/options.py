"""What a build is asked for beyond the sources.

In: nothing.  Out: Options, When.  Never: holds what changes no byte of the site, such as the number of processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class When:
    """The moment the site is made for; ``drafts`` shows what its editors have not released, ``embargoed`` what is to come."""

    as_of: datetime
    drafts: bool = False
    embargoed: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """The moment, and what ``base_url`` to use instead of site.yaml's."""

    when: When
    base_url: str = ""
