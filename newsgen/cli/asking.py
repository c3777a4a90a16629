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
    """What is known of each address, and what other sites say of the others; what they have said is kept if one is stopped."""
    try:
        from newsgen.desk.links import PAUSE, Asking, ask
    except ModuleNotFoundError:
        raise Usage("links are asked for with the package httpx", "run  pip install 'newsgen[links]'") from None

    now = int(time.time())
    with store_for(options) as store:
        kept = _kept(store, now)
    known = {address: kept[address] for address in addresses if address in kept}
    missing = [address for address in addresses if address not in known]
    clock = Clock(options.format == "human")
    until = time.monotonic() + options.links_seconds
    tell = lambda done: clock.tell("asking", done, len(missing))  # noqa: E731 -- as short as its use
    asking = Asking(_name(base_url), until, time.monotonic, time.sleep, tell, PAUSE)
    try:
        ask(missing, asking)
    finally:
        clock.clear()
        fresh = dict(asking.answers)
        _ask_for_connection(fresh)
        with store_for(options) as store:
            _keep(store, fresh, now)
    _tell_what_is_left(len(missing) - len(fresh))
    return known | fresh


def _name(base_url: str) -> str:
    """What the other sites read in their logs (RFC 9110, section 10.1.5)."""
    whose = f" of {base_url}" if base_url.isascii() and base_url else ""
    return f"newsgen/{__version__} (link check{whose})"


def _ask_for_connection(answers: dict[str, Answer]) -> None:
    """Where no host of several answers, it is not they who are gone."""
    from newsgen.desk.links import NO_HOST

    hosts = {urlsplit(address).netloc for address in answers}
    if len(hosts) > 2 and all(answer.words == NO_HOST for answer in answers.values()):
        raise Usage("no other site answers", "look whether this machine is connected")


def _tell_what_is_left(number: int) -> None:
    if number:
        hint = "run the command again, or give it more  --links-seconds"
        print(f"newsgen: the time was too short for {count(number, 'link')}; {hint}", file=sys.stderr)


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
