"""What the server answers, byte for byte and status for status."""

from __future__ import annotations

import asyncio
import gc
import socket
from pathlib import Path

import pytest

from newsgen.model.spec import Planned
from newsgen.serve import app, sources
from newsgen.serve.answers import Answer
from newsgen.serve.app import host_name

from ..builders import PIXEL, SITE, built, story
from ..newsroom import content_of
from .conftest import FILES, HARBOUR, PATIENCE, Preview, previewed

PAGE = "/2024/04/harbour/"


def test_pages_are_those_of_a_build_but_for_the_script(preview: Preview) -> None:
    build = built(preview.folders, drafts=True)
    for file, content in build.tree.items():
        found = preview.get("/" + file).content
        start, end = found.find(b'<script src="/~newsgen/preview.js"'), found.find(b"></script></body>") + len(b"></script>")
        assert (found[:start] + found[end:] if start >= 0 else found) == content_of(content), file
        assert (start >= 0) == file.endswith(".html")


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        (PAGE, "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml"),
        ("/feed.json", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/2024/04/ferry.png", "image/png"),
        ("/~newsgen/preview.js", "text/javascript; charset=utf-8"),
    ],
)
def test_types(preview: Preview, path: str, type_: str) -> None:
    found = preview.get(path)
    assert (found.status, found.headers["content-type"]) == (200, type_)
    assert found.headers["cache-control"] == "no-store"


def test_a_page_without_its_slash_is_found(preview: Preview) -> None:
    found = preview.get("/2024/04/harbour")
    assert (found.status, found.headers["location"]) == (307, PAGE)


NOWHERE = r"""
/nowhere/ /2024/ /assets/ /content/site.yaml /../content/site.yaml /%2e%2e/content/site.yaml //etc/passwd /..%2f..%2fetc/passwd
/%00 /%ff /\ /2024/04/harbour/index.html/x /~newsgen/
"""


@pytest.mark.parametrize("path", NOWHERE.split())
def test_what_is_no_page_of_the_site_is_not_there(preview: Preview, path: str) -> None:
    found = preview.get(path)
    assert found.status == 404
    assert b"There is nothing at this address" in found.content
    assert b"preview.js" in found.content


def test_other_methods_are_refused(preview: Preview) -> None:
    assert preview.get(PAGE, "POST").status == 405
    head = preview.get(PAGE, "HEAD")
    assert (head.status, head.content) == (200, b"")


def test_parts_of_a_file(preview: Preview) -> None:
    found = preview.get("/2024/04/ferry.png", range="bytes=1-3")
    assert (found.status, found.content) == (206, PIXEL[1:4])


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("paper.localhost", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8000", 200),
        ("192.168.1.4", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("evil.example:8000", 403),
        ("[", 403),
        ("", 403),
    ],
)
def test_names_of_others_are_refused(preview: Preview, host: str, status: int) -> None:
    for path in (PAGE, "/~newsgen/events", "/~newsgen/preview.js"):
        if status != 200 or path == PAGE:
            assert preview.get(path, host=host).status == status


def test_names_in_a_header() -> None:
    assert [host_name(each) for each in ("a.example.:80", "[::1]", "[::1", "A", ":80")] == ["a.example", "::1", "::1", "a", ""]


def test_below_a_path(tmp_path: Path) -> None:
    with previewed(tmp_path, dict(FILES), "https://harbour.example/news") as preview:
        assert preview.get("/").headers["location"] == "/news/"
        assert preview.get("/news").headers["location"] == "/news/"
        assert preview.get("/news/2024/04/harbour").headers["location"] == "/news/2024/04/harbour/"
        assert preview.get("/news/2024/04/harbour/").status == 200
        assert preview.get(PAGE).status == 404
        assert preview.get("/newsroom/").status == 404


def test_without_drafts_it_is_what_readers_see(tmp_path: Path) -> None:
    held = {"content/articles/2024/04/held.md": story("Held", embargo="2031-01-01T00:00")}
    with previewed(tmp_path, FILES | held, drafts=False) as preview:
        assert preview.get("/2024/04/draft/").status == 404
        assert preview.get("/2024/04/held/").status == 404
        assert "draft" not in preview.text("/tags/harbour/")


def test_a_site_in_other_scripts(tmp_path: Path) -> None:
    files = FILES | {"content/articles/2024/04/港口.md": story("港口重開"), "content/articles/2024/04/café.md": story("Café")}
    with previewed(tmp_path, files) as preview:
        assert "港口重開" in preview.text("/2024/04/%E6%B8%AF%E5%8F%A3/")
        assert "Café" in preview.text("/2024/04/caf%C3%A9/")
        assert "Café" in preview.text("/2024/04/cafe%CC%81/")  # as macOS writes it


def test_a_file_that_is_deleted_while_it_is_asked_for(preview: Preview) -> None:
    edition = preview.session.showing.edition
    assert edition
    output = edition.output("2024/04/ferry.png")
    assert output
    assert not isinstance(output, Planned)
    Path(output.disk).unlink()
    assert preview.get("/2024/04/ferry.png").status == 404
    preview.until(lambda: preview.session.showing.is_wrong)
    assert preview.get(PAGE).status == 200


def test_a_file_that_becomes_a_link_out_of_its_folder_is_not_given_out(preview: Preview) -> None:
    secret = preview.root / "secret.txt"
    secret.write_text("secret")
    place = preview.root / "content/articles/2024/04/ferry.png"
    place.unlink()
    place.symlink_to(secret)
    assert b"secret" not in preview.get("/2024/04/ferry.png").content


def test_the_site_is_not_written(preview: Preview) -> None:
    preview.get(PAGE)
    assert {place.name for place in preview.root.iterdir()} == {"content", "static", "cache"}


def test_a_page_that_is_not_finished(preview: Preview) -> None:
    """Templates of a site's own may leave out what ends a page."""
    preview.write("templates/page.html", "{{ page.title }}")
    preview.until(lambda: preview.text("/about/").startswith("About<script"))


def test_a_broken_store_is_made_anew(preview: Preview) -> None:
    store = preview.session._store
    with store._lock:
        store._connection.execute("DELETE FROM blobs")
        store._small.clear()
        for space in store._tables:
            store._connection.execute(f'DELETE FROM "rows of {space}"')
    assert "The first lanterns" in preview.text(PAGE)
    preview.write(HARBOUR, story(body="After all."))
    preview.until(lambda: "After all." in preview.text(PAGE))


def test_a_file_that_may_not_be_read(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(preview.root / HARBOUR)

    def refusing(*arguments: object) -> None:
        raise PermissionError(13, "Permission denied", place)

    with monkeypatch.context() as patch:
        patch.setattr(sources, "snapshot", refusing)
        preview.write("content/articles/2024/04/new.md", story("New"))
        preview.until(lambda: preview.session.showing.is_wrong)
        (problem,) = preview.session.showing.problems
        assert (problem.where.path, problem.message) == (place, "this cannot be used: permission denied")
        assert "The first lanterns" in preview.text(PAGE)
    preview.until(lambda: preview.get("/2024/04/new/").status == 200)
    assert not preview.session.showing.problems


def test_settings_that_are_wrong_at_first(tmp_path: Path) -> None:
    with previewed(tmp_path, {"content/site.yaml": "title: ["}) as preview:
        found = preview.get("/anything/")
        assert found.status == 503
        assert b"preview.js" in found.content
        preview.write("content/site.yaml", SITE)
        preview.until(lambda: preview.get("/").status == 200)


def test_no_connection_stays_open_when_the_server_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that came in its last moment nor one that does not read what it asked for."""
    late = list[socket.socket]()

    async def last_moment(tick: int) -> bool:
        late.append(socket.create_connection(("127.0.0.1", preview.port), PATIENCE))
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # it is accepted, and not yet among the server's connections
        return True

    monkeypatch.setattr(app, "GRACE", 0.2)
    monkeypatch.setattr(app, "answer", lambda *_: Answer(200, bytes(30_000_000)))
    with previewed(tmp_path, dict(FILES)) as preview:
        still = socket.create_connection(("127.0.0.1", preview.port))
        still.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert still.recv(8) == b"HTTP/1.1"
        monkeypatch.setattr(preview.server, "on_tick", last_moment)
    assert [each.recv(8) for each in late] == [b""]
    for each in (still, *late):
        each.close()
    gc.collect()  # a connection that is open still would be told here


@pytest.mark.parametrize("requests", [1, 2], ids=["an answer that waits", "a request that waits"])
@pytest.mark.parametrize("is_impatient", [False, True], ids=["once", "twice"])
def test_a_reader_who_stands_still_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, requests: int, is_impatient: bool
) -> None:
    """Nothing is logged, which the terminal would show."""
    monkeypatch.setattr(app, "GRACE", PATIENCE if is_impatient else 0.2)
    monkeypatch.setattr(app, "answer", lambda *_: Answer(200, bytes(30_000_000)))
    with previewed(tmp_path, dict(FILES)) as preview:
        still = socket.create_connection(("127.0.0.1", preview.port))
        still.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * requests)
        assert still.recv(8) == b"HTTP/1.1"
        preview.until(lambda: len(preview.server.server_state.tasks) == requests - 1)
        preview.server.force_exit = is_impatient
    still.close()
    assert [each.getMessage() for each in caplog.records] == []
