"""The command: what it says, and what it refuses."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from newsgen.cli import main, serve
from newsgen.engine.store import Store
from newsgen.serve.ports import first_free

from ..builders import ROOT, project, story
from .conftest import FILES, HARBOUR, PATIENCE


class Run:
    """The command as a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: Queue[str] = Queue()
        self.heard: list[str] = []
        Thread(target=self._listen, args=(process.stdout,), daemon=True).start()

    def _listen(self, stream: Iterator[str]) -> None:
        for line in stream:
            self.lines.put(line)

    def until(self, words: str) -> str:
        """Wait for a line with these words."""
        while True:
            line = self.lines.get(timeout=4 * PATIENCE)
            self.heard.append(line)
            if re.search(words, line):
                return line

    @property
    def address(self) -> str:
        return self.until("http://").split("at  ")[1].split()[0]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def running(root: Path, *options: str) -> Iterator[Run]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-c",
        "import sys; from newsgen.cli import main; sys.exit(main())",
        "serve",
        "--as-of",
        "2024-06-01",
    ]
    process = subprocess.Popen(
        [*command, *options], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    try:
        yield Run(process)
    finally:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project(tmp_path, dict(FILES))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = main(["serve", *options])
    return code, capsys.readouterr().err


def test_it_shows_the_site_until_it_is_stopped(site: Path) -> None:
    with running(site, "--port", "0") as run:
        address = run.address
        with urllib.request.urlopen(address + "2024/04/harbour/") as page:
            assert b"The first lanterns" in page.read()
        (site / HARBOUR).write_text(story(body="Anew."))
        run.until(r"^\d\d:\d\d:\d\d  shown after \d\.\d\d s")
        (site / HARBOUR).write_text(story(tagz=1))
        run.until("there is no key tagz")
        run.until("shown over the site as it was before")
        assert run.stop() == 0
    assert {each.name for each in site.iterdir()} == {"content", "static", ".newsgen-cache"}


def test_problems_at_the_start_are_told_and_it_goes_on(site: Path) -> None:
    (site / HARBOUR).write_text(story(tagz=1))
    with running(site, "--port", "0") as run:
        address = run.address
        assert any("there is no key tagz" in line for line in run.heard)
        (site / HARBOUR).write_text(story(body="Mended."))
        run.until("shown after")
        with urllib.request.urlopen(address + "2024/04/harbour/") as page:
            assert b"Mended." in page.read()


def test_two_at_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with running(site, "--port", "0") as run:
        address = run.address
        code, text = said(capsys, "--port", "0")
        assert code == 2
        assert text == (
            f"newsgen: this site is shown already by another newsgen serve, at  {address}\n"
            "  hint: open that one, or write  --cache DIR  for one more\n"
        )
        with urllib.request.urlopen(address) as page:
            assert page.status == 200


def test_a_build_meanwhile(site: Path) -> None:
    with running(site, "--port", "0") as run:
        assert run.address
        assert main(["build", "--as-of", "2024-06-01"]) == 0
    assert "preview.js" not in (site / "site/2024/04/harbour/index.html").read_text("utf-8")


def test_a_port_that_is_taken(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, text = said(capsys, "--port", str(port))
        assert code == 2
        assert text == (
            f"newsgen: port {port} is in use by another program\n"
            f"  hint: write  --port {port + 1}  or  --port 0  for any that is free\n"
        )


def test_the_next_port_is_taken_where_none_was_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        found = first_free("", range(port, port + 20))
        try:
            assert {each.getsockname()[1] for each in found} <= {*range(port + 1, port + 20)}
        finally:
            for each in found:
                each.close()


@pytest.mark.parametrize("port", ["x", "-1", "70000", "٣"])
def test_what_is_no_port(site: Path, capsys: pytest.CaptureFixture[str], port: str) -> None:
    code, text = said(capsys, f"--port={port}")
    assert code == 2
    assert f"{port} is not a port; write a number up to 65535" in text


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_that_is_not_of_this_machine(site: Path, capsys: pytest.CaptureFixture[str], host: str) -> None:
    code, text = said(capsys, "--host", host)
    assert (code, text.splitlines()[0]) == (2, f"newsgen: this machine has no address {host}")


def test_what_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    code, text = said(capsys)
    assert (code, text.splitlines()[0]) == (2, "newsgen: there is no folder content")
    (tmp_path / "content").mkdir()
    code, text = said(capsys)
    assert (code, text.splitlines()[0]) == (2, "newsgen: there is no site.yaml in content")


def test_a_folder_that_cannot_be_written(site: Path) -> None:
    (site / ".newsgen-cache").write_text("a file stands in the way")
    with running(site, "--port", "0") as run:
        address = run.address
        assert any("cannot be written" in line and "so the next start takes as long" in line for line in run.heard)
        (site / HARBOUR).write_text(story(body="All the same."))
        run.until("shown after")
        with urllib.request.urlopen(address + "2024/04/harbour/") as page:
            assert b"All the same." in page.read()


def test_packages_that_are_missing(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "watchfiles" else find(name))
    code, text = said(capsys)
    assert (code, text) == (
        2,
        "newsgen: newsgen serve needs packages that are not installed here: watchfiles\n"
        f"  hint: run  {Path(sys.executable).as_posix()} -m pip install watchfiles\n",
    )


def test_a_cache_that_is_broken(site: Path) -> None:
    (site / ".newsgen-cache/preview").mkdir(parents=True)
    (site / ".newsgen-cache/preview/store.sqlite").write_bytes(b"rubbish" * 1000)
    with running(site, "--port", "0") as run, urllib.request.urlopen(run.address) as page:
        assert page.status == 200


def test_without_drafts(site: Path) -> None:
    with running(site, "--port", "0", "--no-drafts", "--base-url", "https://harbour.example/below/") as run:
        address = run.address
        assert address.endswith("/below/")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(address + "2024/04/draft/")


def test_the_second_start_is_quick(site: Path) -> None:
    for _ in range(2):
        with running(site, "--port", "0") as run:
            assert run.address
            assert run.stop() == 0
    store = Store(site / ".newsgen-cache/preview")
    try:
        assert len(store.names("read")) == 4
    finally:
        store.close()


def test_it_opens_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: Queue[str] = Queue()
    monkeypatch.setattr(webbrowser, "open", opened.put)
    serve._open("http://localhost:8000/")
    assert opened.get(timeout=PATIENCE) == "http://localhost:8000/"


@pytest.mark.parametrize(("name", "address"), [("localhost", "http://localhost:80"), ("::1", "http://[::1]:80")])
def test_addresses(name: str, address: str) -> None:
    assert serve._where(name, 80) == address
