"""Where a server listens.

In: an address of this machine, ports.  Out: sockets at the first port that is free.
Never: opens a socket for other machines, unless their address is given.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 -- names of it, to be told apart; who wants it has to say so

Sockets = list[socket.socket]


def first_free(host: str, ports: Iterable[int]) -> Sockets:
    """Sockets at the first port that is free; raises OSError."""
    found: OSError | None = None
    for port in ports:
        try:
            return bound(host, port)
        except OSError as error:
            found = error
            if not is_taken(error):
                break
    raise found or OSError(errno.EADDRINUSE, "no port was given")


def bound(host: str, port: int) -> Sockets:
    """A port of one address, or of all that localhost means, lest browsers meet another program on one of them."""
    if host not in {"", "localhost"}:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return [socket.create_server((host, port), family=family)]
    one = socket.create_server(("127.0.0.1", port))
    try:
        other = socket.create_server(("::1", one.getsockname()[1]), family=socket.AF_INET6)
    except OSError as error:
        if not is_taken(error):
            return [one]  # this machine has no IPv6
        one.close()
        raise
    return [one, other]


def is_taken(error: OSError) -> bool:
    """Whether another program has the port."""
    return error.errno == errno.EADDRINUSE or getattr(error, "winerror", 0) == 10048


def machine(host: str) -> str:
    """The name by which a browser finds an address: that of this machine where it is any of its own."""
    return socket.gethostname() if host in EVERYWHERE else host or "localhost"
