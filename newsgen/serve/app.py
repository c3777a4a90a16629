"""The server.

In: a session, sockets.  Out: HTTP, until it is stopped.  Never: answers for a name that is not this machine's.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from socket import socket
from threading import Event, Thread
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from newsgen.serve.answers import OWN, answer, page_state
from newsgen.serve.session import Session

HEARTBEAT = 20.0  # seconds after which a silent stream says that it is there
GRACE = 2  # seconds that requests have when the server stops
LATECOMERS = 0.01  # seconds in which what was accepted becomes a connection that can be told to end
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
Watch = Callable[[Session, Event, Callable[[], None]], None]
"""Refreshes a session until the event is set, and calls back after each."""
Fault = Callable[[Exception], None]


class News:
    """Wakes all streams when there is something new."""

    def __init__(self) -> None:
        self.closed = False
        self._new = asyncio.Event()

    def tell(self) -> None:
        """There is something new."""
        self._new.set()
        self._new = asyncio.Event()

    def close(self) -> None:
        """There will be nothing more."""
        self.closed = True
        self.tell()

    async def wait(self) -> None:
        """Until there is something new, or for as long as one may be silent."""
        try:
            await asyncio.wait_for(self._new.wait(), HEARTBEAT)
        except TimeoutError:
            return


class Server(uvicorn.Server):
    """A server that ends its streams when it is to stop."""

    def __init__(self, session: Session, watch: Watch, hosts: Sequence[str], fault: Fault) -> None:
        self._session, self._watch, self._fault = session, watch, fault
        self._stopped = Event()
        self._news = News()
        self._loop: asyncio.AbstractEventLoop | None = None
        routes = [
            Route(f"{OWN}/preview.js", self._script),
            Route(f"{OWN}/events", self._events),
            Route("/{path:path}", self._page),
        ]
        app = Guard(Starlette(routes=routes, lifespan=self._while_running), hosts)
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                loop="asyncio",
                http="h11",
                ws="none",
                timeout_graceful_shutdown=GRACE + 1,  # see ``shutdown``
            )
        )

    def serve_at(self, sockets: Iterable[socket]) -> None:
        """Answer until the process is told to stop, or ``stop`` is called."""
        self.run([*sockets])

    def stop(self) -> None:
        """Stop soon; any thread may say so."""
        self.should_exit = True
        self._stopped.set()
        if self._loop:
            self._loop.call_soon_threadsafe(self._news.close)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal was caught."""
        super().handle_exit(sig, frame)  # it counts a second one as impatience
        self.stop()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop, and leave no connection open: neither one that came at the last moment nor one whose reader stands still."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # the loop of Windows has no readers
            for each in sockets or ():
                loop.remove_reader(each)  # none is accepted from now on
        await asyncio.sleep(LATECOMERS)
        end = loop.call_later(GRACE, self._cut_off)  # uvicorn would cancel requests, and log each as a fault
        await super().shutdown(sockets)
        end.cancel()
        if self.force_exit:
            await self._hasten()
        self._cut_off()
        await asyncio.sleep(0)  # they are closed in the loop's next round

    async def _hasten(self) -> None:
        """What a second Ctrl-C leaves undone would be cancelled, and told as a fault."""
        self._cut_off()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=GRACE)
        await self.lifespan.shutdown()

    def _cut_off(self) -> None:
        for connection in self.server_state.connections:
            connection.transport.abort()

    @asynccontextmanager
    async def _while_running(self, app: Starlette) -> AsyncIterator[None]:
        loop = self._loop = asyncio.get_running_loop()
        watcher = Thread(
            target=self._watch, args=(self._session, self._stopped, lambda: loop.call_soon_threadsafe(self._news.tell))
        )
        watcher.start()
        yield
        self._stopped.set()
        await asyncio.to_thread(watcher.join)

    async def _script(self, request: Request) -> Response:
        return FileResponse(Path(__file__).with_name("preview.js"), media_type="text/javascript", headers=HEADERS)

    async def _page(self, request: Request) -> Response:
        return await run_in_threadpool(self._response, request.scope["path"])

    def _response(self, path: str) -> Response:
        try:
            found = self._session.mended(lambda: answer(self._session, path))
        except Exception as error:  # ours; the server goes on
            self._fault(error)
            return PlainTextResponse("newsgen itself has failed here; the terminal says more", 500, HEADERS)
        if found.location:
            return Response(status_code=found.status, headers={**HEADERS, "Location": found.location})
        if found.file:
            return FileResponse(found.file, found.status, HEADERS, found.type)
        return Response(found.content, found.status, {**HEADERS, "Content-Type": found.type})

    async def _events(self, request: Request) -> Response:
        stream = self._stream(request.query_params.get("page", "/"))
        return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)

    async def _stream(self, page: str) -> AsyncIterator[str]:
        """The page's state each time that it is another (html.spec.whatwg.org, "Server-sent events")."""
        last = ""
        while not self._news.closed:
            waiting = asyncio.ensure_future(self._news.wait())  # what comes while the state is made is not missed
            text = await run_in_threadpool(self._state, page)
            yield f"data: {text}\n\n" if text != last else ":\n\n"
            last = text
            await waiting

    def _state(self, page: str) -> str:
        try:
            return self._session.mended(lambda: page_state(self._session, page)).json()
        except Exception as error:  # ours
            self._fault(error)
            return "{}"


class Guard:
    """Answers only for names of this machine, so that no page of another site can read drafts through one (DNS rebinding).

    ``hosts`` are further names. A number cannot be rebound, so any will do.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        asked = next((value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"host"), "")
        if scope["type"] != "http" or _is_ours(host_name(asked), self._hosts):
            await self._app(scope, receive, send)
        else:
            refused = "this server answers to names of its machine only; newsgen serve --host NAME  adds one\n"
            await PlainTextResponse(refused, 403, HEADERS)(scope, receive, send)


def host_name(text: str) -> str:
    """The name in a Host header (RFC 9110, 7.2), without its port and the brackets of IPv6."""
    name = text.partition("]")[0].removeprefix("[") if text.startswith("[") else text.partition(":")[0]
    return name.rstrip(".").lower()


def _is_ours(name: str, hosts: Sequence[str]) -> bool:
    if name == "localhost" or name.endswith(".localhost") or name in {each.lower() for each in hosts}:
        return True
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False
