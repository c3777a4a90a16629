"""Links to other sites are asked for politely, within a time, and not again too soon. The only other site is this machine."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsgen.cli import main
from newsgen.desk.links import Asking, ask
from newsgen.desk.outside import Answer

from ..builders import SITE, project, story

Say = pytest.CaptureFixture[str]
AT = ["--as-of", "2024-06-01", "--links", "--format", "json"]


@dataclass
class Host:
    """A server on this machine, and what it was asked."""

    address: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    robots: str = "User-agent: *\nDisallow: /private/\n"
    busy_until: float = 0.0

    def paths(self, method: str = "") -> list[str]:
        return [path for verb, path in self.asked if method in {"", verb} and path != "/robots.txt"]


def handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host.asked.append((self.command, self.path))
            host.agents.add(self.headers["User-Agent"])
            host.at_once += 1
            host.most_at_once = max(host.at_once, host.most_at_once)
            try:
                self.respond()
            finally:
                host.at_once -= 1

        do_HEAD = do_GET

        def respond(self) -> None:
            status, headers, body = 200, {}, b"fine"
            if self.path == "/robots.txt":
                body = host.robots.encode()
            elif self.path.startswith("/status/"):
                status = int(self.path.rpartition("/")[2])
            elif self.path == "/no-head" and self.command == "HEAD":
                status = 405
            elif self.path == "/moved":
                status, headers = 301, {"Location": "/fine"}
            elif self.path == "/circle":
                status, headers = 302, {"Location": "/circle"}
            elif self.path == "/busy" and time.monotonic() < host.busy_until:
                status, headers = 429, {"Retry-After": "1"}
            elif self.path == "/for-hours":
                status, headers = 429, {"Retry-After": "3600"}
            elif self.path == "/slow":
                time.sleep(3)
            elif self.path == "/broken":
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def host() -> Iterator[Host]:
    found = Host("")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(found)) as server:
        server.daemon_threads = True
        found.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield found
        server.shutdown()


def answers(host: Host, *paths: str, seconds: float = 20, pause: float = 0.0) -> dict[str, Answer]:
    asking = Asking("test", time.monotonic() + seconds, time.monotonic, time.sleep, pause=pause)
    found = ask([host.address + path for path in paths], asking)
    return {address.removeprefix(host.address): answer for address, answer in found.items()}


@pytest.mark.parametrize(
    ("path", "verdict", "words"),
    [
        ("/fine", "fine", ""),
        ("/no-head", "fine", ""),
        ("/moved", "fine", ""),
        ("/status/404", "gone", "is gone: 404 Not Found"),
        ("/status/410", "gone", "is gone: 410 Gone"),
        ("/status/403", "unclear", "answers robots with 403 Forbidden"),
        ("/status/500", "silent", "does not work at the moment: 500 Internal Server Error"),
        ("/circle", "gone", "leads round in a circle"),
        ("/broken", "silent", "broke off its answer"),
        ("/private/x", "unclear", "is not for robots"),
    ],
)
def test_answers(host: Host, path: str, verdict: str, words: str) -> None:
    assert answers(host, path) == {path: Answer(verdict, words)}


def test_what_robots_may_not_read_is_not_asked_for(host: Host) -> None:
    answers(host, "/private/x", "/fine")
    assert host.paths() == ["/fine"]
    host.robots = "<html>no rules</html>"
    assert answers(host, "/private/x") == {"/private/x": Answer("fine")}


def test_a_head_is_asked_for_first(host: Host) -> None:
    answers(host, "/fine", "/status/404")
    assert host.asked[1:] == [("HEAD", "/fine"), ("HEAD", "/status/404"), ("GET", "/status/404")]


def test_one_host_is_asked_one_thing_at_a_time_with_pauses(host: Host) -> None:
    began = time.monotonic()
    assert len(answers(host, *(f"/{number}" for number in range(5)), pause=0.1)) == 5
    assert time.monotonic() - began > 0.4
    assert host.most_at_once == 1


def test_hosts_with_few_links_come_first(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.desk.links.HOSTS", 1)
    other = host.address.replace("127.0.0.1", "localhost")
    asking = Asking("test", time.monotonic() + 20, time.monotonic, time.sleep, pause=0)
    assert len(ask([f"{host.address}/a", f"{host.address}/b", f"{other}/c"], asking)) == 3
    assert host.paths() == ["/c", "/a", "/b"]


def test_a_host_that_is_busy_is_asked_again_when_it_says(host: Host) -> None:
    host.busy_until = time.monotonic() + 0.9
    assert answers(host, "/busy") == {"/busy": Answer("fine")}
    assert Counter(host.paths()) == {"/busy": 2}


def test_a_host_that_wants_rest_gets_it(host: Host) -> None:
    assert answers(host, "/a", "/for-hours", "/b", "/c") == {"/a": Answer("fine")}
    assert host.paths() == ["/a", "/for-hours"]


def test_it_ends_in_time(host: Host) -> None:
    began = time.monotonic()
    found = answers(host, "/slow", "/fine", seconds=1)
    assert time.monotonic() - began < 2.8
    assert found in ({}, {"/slow": Answer("silent", "did not answer in time")})


def test_a_host_that_is_none(host: Host) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        free = f"http://127.0.0.1:{server.server_address[1]}"
    asking = Asking("test", time.monotonic() + 20, time.monotonic, time.sleep, pause=0)
    found = ask([f"{free}/a", f"{free}/b", f"{host.address}/fine", "http://no.such.host.invalid/"], asking)
    assert {answer.words for address, answer in found.items() if address.startswith(free)} == {
        "is on a host that does not answer"
    }
    assert found[f"{host.address}/fine"] == Answer("fine")
    assert found["http://no.such.host.invalid/"].words == "is on a host that does not answer"
    assert len(found) == 4


def test_odd_addresses_are_answered_too(host: Host) -> None:
    odd = [
        "http://xn--/",
        "http://-.invalid/",
        "http://a..invalid/",
        "http://ü.invalid/é?q=港#x",
        "http://user:pass@x.invalid/",
        "http://[::1]:1/",
    ]
    odd += [
        "http://" + "a" * 300 + ".invalid/",
        "http://1.2.3.4.5/",
        "http://x.invalid:99999/",
        "http://x.invalid/%zz%",
        "http://x.invalid/" + "y" * 9000,
    ]
    asking = Asking("test", time.monotonic() + 20, time.monotonic, time.sleep, pause=0)
    found = ask([*odd, f"{host.address}/ü?q=港"], asking)
    assert {*found} == {*odd, f"{host.address}/ü?q=港"}
    assert found.pop(f"{host.address}/ü?q=港") == Answer("fine")
    assert {answer.verdict for answer in found.values()} <= {"gone", "silent"}


# The command


@pytest.fixture
def root(tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> Path:
    body = f"[a]({host.address}/status/404#part) and `{host.address}/code`\n\n<{host.address}/fine> [b](https://harbour.example/fair/)"
    project(
        tmp_path,
        {
            "content/articles/fair.md": story(
                "The fair",
                summary="S",
                body=body,
                canonical=f"{host.address}/status/410",
                source={"name": "X", "url": f"{host.address}/fine"},
            ),
            "content/people.yaml": f"ana: {{name: Ana, url: '{host.address}/status/500'}}\n",
            "content/site.yaml": SITE + "checks: {own_address: off}\n",
        },
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newsgen.desk.links.PAUSE", 0.0)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def found(capsys: Say, *options: str) -> list[str]:
    capsys.readouterr()
    main(["check", *AT, *options])
    rows = json.loads(capsys.readouterr().out)["problems"]
    return [f"{row['path']}:{row['line']}:{row['column']} {row['message'].split('/', 3)[-1]}" for row in rows]


def test_each_place_is_told(root: Path, host: Host, capsys: Say) -> None:
    assert found(capsys) == [
        "content/articles/fair.md:5:12 status/410 is gone: 410 Gone",
        "content/articles/fair.md:10:5 status/404 is gone: 404 Not Found",
        "content/people.yaml:1:23 status/500 does not work at the moment: 500 Internal Server Error",
    ]
    assert sorted(set(host.paths())) == ["/fine", "/status/404", "/status/410", "/status/500"]
    assert {agent.split()[0].split("/")[0] for agent in host.agents} == {"newsgen"}
    assert "https://harbour.example" in next(iter(host.agents))


def test_what_was_asked_lately_is_not_asked_again(root: Path, host: Host, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(capsys)
    host.asked.clear()
    assert found(capsys) == first
    assert host.asked == []
    assert found(capsys, "--no-cache") == first
    assert host.asked
    host.asked.clear()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 2 * 86_400)
    assert found(capsys) == first
    assert sorted(set(host.paths())) == ["/status/404", "/status/410", "/status/500"]  # what is fine is so for a week


def test_a_level_may_be_set(root: Path, capsys: Say) -> None:
    project(root, {"content/site.yaml": SITE + "checks: {own_address: off, outside_link: error}\n"})
    assert main(["check", *AT]) == 1
    project(root, {"content/site.yaml": SITE + "checks: {own_address: off, outside_link: off}\n"})
    assert found(capsys) == []


def test_what_there_was_no_time_for_is_told(root: Path, host: Host, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.desk.links.PAUSE", 5.0)
    main(["check", *AT, "--links-seconds", "1"])
    assert "the time was too short for" in capsys.readouterr().err


def test_without_the_package_it_says_what_to_type(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "newsgen.desk.links", raising=False)
    assert main(["check", *AT]) == 2
    assert "pip install 'newsgen[links]'" in capsys.readouterr().err


def test_a_machine_without_connection_is_told_so(root: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    project(
        root,
        {
            "content/articles/fair.md": story(
                "The fair", summary="S", body="".join(f"[a](http://{name}.invalid/)" for name in "abc")
            )
        },
    )
    project(root, {"content/people.yaml": ""})
    assert main(["check", *AT]) == 2
    assert "no other site answers" in capsys.readouterr().err


def test_what_was_said_is_kept_if_one_is_stopped(root: Path, host: Host, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsgen.desk import links

    def stopped(addresses: list[str], asking: Asking) -> None:
        original(addresses, asking)
        raise KeyboardInterrupt

    original = links.ask
    with monkeypatch.context() as patch:
        patch.setattr(links, "ask", stopped)
        assert main(["check", *AT]) == 130
    host.asked.clear()
    assert len(found(capsys)) == 3
    assert host.asked == []


def test_nothing_is_asked_unless_it_is_wanted(root: Path, host: Host, capsys: Say) -> None:
    main(["check", "--as-of", "2024-06-01"])
    main(["build", "--as-of", "2024-06-01"])
    assert host.asked == []
