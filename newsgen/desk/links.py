"""Ask other sites, politely, whether what is linked there is there still.

In: addresses, the time that may be taken.  Out: an answer for each that was asked.
Never: part of a build. One question at a time for each host, with a pause; what robots.txt forbids is not asked.
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from newsgen.desk.outside import Answer

HOSTS = 8  # that are asked at the same time
PAUSE = 1.0  # seconds between two questions to one host
PATIENCE = 10.0  # seconds for one answer
_REFUSALS = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 999})  # say something of robots, not of the page
_AGENT = "newsgen"


@dataclass(slots=True)
class Asking:
    """A round of questions. ``clock`` gives seconds, ``sleep`` waits for some; ``until`` is when all ends."""

    name: str
    until: float
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    tell: Callable[[int], None] = lambda done: None
    pause: float = PAUSE
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self.until - self.clock()


def ask(addresses: Iterable[str], asking: Asking) -> dict[str, Answer]:
    """An answer for each address, as far as the time goes; those of one host are asked one after the other."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc.lower()].append(address)
    waiting = deque(sorted(hosts.values(), key=len))  # so that one host of a thousand links does not keep all others waiting
    # A thread that waits for a stubborn host must not keep the command from ending.
    threads = [threading.Thread(target=_work, args=(waiting, asking), daemon=True) for _ in range(min(HOSTS, len(waiting)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(asking.left + 1, 0))
    return dict(asking.answers)


def _work(waiting: deque[list[str]], asking: Asking) -> None:
    while asking.left > 0:
        try:
            addresses = waiting.popleft()
        except IndexError:
            return
        _ask_host(addresses, asking)


def _ask_host(addresses: list[str], asking: Asking) -> None:
    """All that is to be asked of one host, over one connection."""
    limits = httpx.Limits(max_connections=2, max_keepalive_connections=1)  # a redirect may lead to another host
    with httpx.Client(limits=limits, headers={"User-Agent": asking.name}, follow_redirects=True, max_redirects=10) as client:
        rules = _rules(client, addresses[0], asking)
        for number, address in enumerate(addresses):
            wait = (float(rules.crawl_delay(_AGENT) or 0) or asking.pause) if number else 0
            if wait >= asking.left:
                return
            asking.sleep(wait)
            allowed = rules.can_fetch(_AGENT, address)
            answer = _answer(client, address, asking) if allowed else Answer("unclear", "is not for robots")
            if answer is None:
                return
            asking.answers[address] = answer
            asking.tell(len(asking.answers))
            if answer.words == NO_HOST:
                asking.answers.update(dict.fromkeys(addresses[number:], answer))
                return


NO_HOST = "is on a host that does not answer"


def _rules(client: httpx.Client, address: str, asking: Asking) -> RobotFileParser:
    """What the host allows; all, where it says nothing that can be read (RFC 9309, section 2.3.1)."""
    rules = RobotFileParser()
    parts = urlsplit(address)
    try:
        response = client.get(f"{parts.scheme}://{parts.netloc}/robots.txt", timeout=_timeout(asking))
        rules.parse(response.text[:500_000].splitlines() if response.is_success else [])
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        rules.parse([])
    return rules


def _answer(client: httpx.Client, address: str, asking: Asking) -> Answer | None:
    """What the host says of an address; None where it wants to be left alone for longer than there is time."""
    try:
        status, wait = _status(client, "HEAD", address, asking)
        if status >= 400 and status != HTTPStatus.TOO_MANY_REQUESTS:
            asking.sleep(min(asking.pause, max(asking.left, 0)))
            status, wait = _status(client, "GET", address, asking)  # many servers know no HEAD
        if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE} and wait:
            if wait >= asking.left:
                return None
            asking.sleep(wait)
            status, _ = _status(client, "GET", address, asking)
    except httpx.HTTPError as error:
        return _failure(error)
    except (httpx.InvalidURL, ValueError):
        return Answer("gone", "is no address that can be asked for")
    return _verdict(status)


def _status(client: httpx.Client, method: str, address: str, asking: Asking) -> tuple[int, float]:
    """The status of an answer, whose body is not read, and for how many seconds the host wants to be left alone."""
    with client.stream(method, address, timeout=_timeout(asking)) as response:
        after = response.headers.get("Retry-After", "")
        return response.status_code, float(after) if after.isascii() and after.isdigit() else 0.0


def _timeout(asking: Asking) -> float:
    return max(0.1, min(PATIENCE, asking.left))


def _verdict(status: int) -> Answer:
    if status < 400:
        return Answer("fine")
    if status in _REFUSALS:
        return Answer("unclear", f"answers robots with {_named(status)}")
    if status < 500:
        return Answer("gone", f"is gone: {_named(status)}")
    return Answer("silent", f"does not work at the moment: {_named(status)}")


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _failure(error: httpx.HTTPError) -> Answer:
    """Why there was no answer; that a host takes long says less than that there is none."""
    if isinstance(error, httpx.TimeoutException):
        return Answer("silent", "did not answer in time")
    if isinstance(error, httpx.TooManyRedirects):
        return Answer("gone", "leads round in a circle")
    if "CERTIFICATE" in str(error).upper():
        return Answer("silent", "has a certificate that browsers refuse")
    if isinstance(error, httpx.ConnectError):
        return Answer("silent", NO_HOST)  # or it is this machine that has no connection
    return Answer("silent", "broke off its answer")
