"""Asking other sites, for ``newsgen check --links``: what was asked lately is not asked again.

In: addresses, the seconds that may be taken.  Out: answers, old and new.  Never: takes longer than it may.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsgen import __version__
from newsgen.cli.clock import Clock
from newsgen.cli.look import store_for
from newsgen.cli.show import count
from newsgen.cli.usage import Usage

if TYPE_CHECKING:
    from newsgen.desk.outside import Answer
    from newsgen.engine.store import Store

_SPACE = "links"


def answers_for(addresses: Sequence[str], options: argparse.Namespace, base_url: str) -> dict[str, Answer]:
    """What is known of each address, and what other sites say of the others."""
    try:
        from newsgen.desk.links import NO_HOST, PAUSE, Asking, ask
    except ModuleNotFoundError:
        raise Usage("links are asked for with the package httpx", "run  pip install 'newsgen[links]'") from None

    now = int(time.time())
    with store_for(options) as store:
        kept = _kept(store, now)
    known = {address: kept[address] for address in addresses if address in kept}
    missing = [address for address in addresses if address not in known]
    clock = Clock(options.format == "human")
    name = f"newsgen/{__version__} (link check{f' of {base_url}' if base_url else ''})"
    until = time.monotonic() + options.links_seconds
    asking = Asking(name, until, time.monotonic, time.sleep, lambda done: clock.tell("asking", done, len(missing)), PAUSE)
    fresh = ask(missing, asking)
    clock.clear()
    if len({urlsplit(address).netloc for address in fresh}) > 2 and all(answer.words == NO_HOST for answer in fresh.values()):
        raise Usage("no other site answers", "look whether this machine is connected")
    with store_for(options) as store:
        _keep(store, fresh, now)
    if len(fresh) < len(missing):
        left = count(len(missing) - len(fresh), "link")
        print(
            f"newsgen: the time was too short for {left}; run the command again, or give it more  --links-seconds",
            file=sys.stderr,
        )
    return known | fresh


def _kept(store: Store, now: int) -> dict[str, Answer]:
    """The answers of earlier rounds that are good enough still."""
    from newsgen.desk.outside import KEPT, Answer
    from newsgen.engine.digest import decode
    from newsgen.engine.store import StoreBroken

    try:
        rows = {name: decode(row, {}) for name, row in store.rows(_SPACE).items()}
    except StoreBroken:
        store.empty()
        return {}
    good = {
        name: Answer(verdict, words) for name, (verdict, words, asked) in rows.items() if 0 <= now - asked < KEPT.get(verdict, 0)
    }
    store.remove(_SPACE, rows.keys() - good.keys())
    return {name.decode(): answer for name, answer in good.items()}


def _keep(store: Store, answers: dict[str, Answer], now: int) -> None:
    from newsgen.engine.digest import encode

    rows = [(address.encode(), encode((answer.verdict, answer.words, now))) for address, answer in answers.items()]
    store.put(_SPACE, rows)
