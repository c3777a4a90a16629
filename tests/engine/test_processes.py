from __future__ import annotations

import errno
import fcntl
import gc
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.engine import processes
from newsgen.engine.processes import Spreading, meanwhile
from newsgen.engine.store import StoreBroken
from newsgen.errors import BuildFailed, Location, Problem

from ..builders import ROOT

PROBLEM = Problem(Location("content/articles/a.md", 3, 1), "the file changed while the site was built", "build again")


def doubled(things: Sequence[int]) -> list[int]:
    return [2 * each for each in things]


def who(things: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in things]


def refusing(things: Sequence[Exception | None]) -> list[None]:
    for each in things:
        if each:
            raise each
    return [None for _ in things]


@given(st.lists(st.integers(), max_size=40), st.integers(1, 3))
@settings(max_examples=12, deadline=None)
def test_the_order_is_that_of_the_things_however_they_are_shared_out(things: list[int], width: int) -> None:
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(processes, "MANY", 5)
        patches.setattr(processes, "PART", 2)
        assert Spreading(width)(doubled, things) == doubled(things)


def test_much_is_done_in_other_processes_too_and_little_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MANY", 10)
    monkeypatch.setattr(processes, "PART", 5)
    with Spreading(2).begin(who, range(10)) as begun:
        assert begun
        begun.stop()
        assert os.getpid() not in {process for _, process in begun.results()}
    assert {*Spreading(2)(who, range(9))} == {os.getpid()} == {*Spreading(1)(who, range(100))}


def slowly(things: Sequence[int]) -> list[tuple[int, int]]:
    time.sleep(0.02)
    return [(each, os.getpid()) for each in things]


def test_whoever_asks_for_results_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MANY", 10)
    monkeypatch.setattr(processes, "PART", 2)
    with Spreading(3).begin(slowly, range(40)) as begun:
        assert begun
        made = begun.results()
    assert [(thing, thing) for thing, _ in made] == [(thing, seen) for thing, (seen, _) in made] == [(n, n) for n in range(40)]
    workers = [process for _, (_, process) in made]
    assert len({*workers}) == 3


def test_a_stop_leaves_out_what_nobody_has_begun_and_loses_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(processes, "MANY", 10)
    monkeypatch.setattr(processes, "PART", 1)
    with Spreading(2).begin(partial(noting, tmp_path), range(50), partial(noting, tmp_path, [999])) as begun:
        assert begun
        while not (tmp_path / "0").exists():
            time.sleep(0.01)
        begun.stop()
        made = begun.results()
    assert [thing for thing, _ in made] == [*range(50)]
    done = [thing for thing, result in made if result]
    assert {*map(str, done), "999"} == {each.name for each in tmp_path.iterdir()}
    assert 0 < len(done) < 50


def noting(folder: Path, things: Sequence[int]) -> list[bool]:
    time.sleep(0.02)
    for each in things:
        (folder / str(each)).touch()
    return [True for _ in things]


def dying(parent: int, things: Sequence[int]) -> list[int]:
    time.sleep(0.01)
    if 7 in things and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return [*things]


@pytest.mark.parametrize("width", [2, 3, 5])
@pytest.mark.parametrize("stopped", [False, True])
def test_what_a_process_that_died_had_taken_is_done_by_whoever_asks(
    width: int, stopped: bool, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processes, "MANY", 10)
    monkeypatch.setattr(processes, "PART", 1)
    with Spreading(width).begin(partial(dying, os.getpid()), range(400)) as begun:
        assert begun
        time.sleep(0.5)
        if stopped:
            begun.stop()
        made = begun.results()
    assert [thing for thing, _ in made] == [*range(400)]
    assert {thing for thing, result in made if result in {thing, None}} == {*range(400)}
    assert made[7] == (7, 7)
    assert any(result is None for _, result in made) == stopped
    assert capfd.readouterr().err == ""


def test_a_process_without_its_parent_begins_nothing_more(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", ORPHANS, tmp_path], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    time.sleep(0.5)
    left = len([*tmp_path.iterdir()])
    assert 0 < left < 40
    time.sleep(0.5)
    assert len([*tmp_path.iterdir()]) == left


ORPHANS = """
import os, signal, sys, time
from functools import partial
from pathlib import Path
from newsgen.engine import processes
from tests.engine.test_processes import noting
processes.MANY = processes.PART = 1
folder = Path(sys.argv[1])
with processes.Spreading(2).begin(partial(noting, folder), range(200)) as begun:
    while not (folder / "1").exists():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)
"""


KILLED = """
import os, signal, sys, time
from newsgen.engine.processes import processes
with processes(2) as executor:
    futures = [executor.submit(os.getpid) for _ in range(20)]
    print(*{each.result() for each in futures}, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_processes_end_with_a_parent_that_is_killed() -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 20
    while left := [number for number in done.stdout.split() if is_alive(number)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


CUT = """
import os
from concurrent.futures import BrokenExecutor
from newsgen.engine.processes import processes
from newsgen.engine.runner import RememberingRunner
from newsgen.engine.store import Store
from tests.engine.test_processes import cut_short

runner = RememberingRunner(Store(), b"", lambda: processes(2), 2)
try:
    runner.map(cut_short, None, range(200))
except BrokenExecutor:
    runner.close()
    print("noticed", flush=True)
    os._exit(0)
"""


def cut_short(shared: object, spec: object, blobs: object) -> NoReturn:
    """What a process does that is killed when half of a result is told; the executor reads a length, and waits for the rest."""
    gc.unfreeze()
    (telling,) = [each for each in gc.get_objects() if isinstance(each, SimpleQueue)]
    os.write(telling._writer.fileno(), struct.pack("!i", 1000))  # type: ignore[attr-defined]
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_process_that_is_killed_while_it_tells_a_result_is_missed() -> None:
    done = subprocess.run([sys.executable, "-c", CUT], cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=30, check=False)
    assert done.stdout == "noticed\n"


def is_alive(number: str) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{number}/status").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_what_should_make_it_go_faster_may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MANY", 1)
    with Spreading(2).begin(doubled, range(10), partial(refusing, [StoreBroken("a")])) as begun:
        assert begun
        assert begun.results() == [(thing, 2 * thing) for thing in range(10)]


def test_there_may_be_more_things_than_a_pipe_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PART", 1)
    pipe = os.pipe

    def small() -> tuple[int, int]:
        ends = pipe()
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, 4096)  # as of a user who has many
        return ends

    monkeypatch.setattr(os, "pipe", small)
    assert Spreading(2)(doubled, range(100_000)) == doubled(range(100_000))


@pytest.mark.parametrize("error", [OSError(28, "No space left on device", "site/x"), StoreBroken("a"), BuildFailed([PROBLEM])])
def test_what_went_wrong_arrives_whole(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MANY", 2)
    with pytest.raises(type(error)) as caught:
        Spreading(2)(refusing, [None] * 9 + [error])
    assert str(caught.value) == str(error)
    assert getattr(caught.value, "problems", None) == getattr(error, "problems", None)


def test_what_is_done_meanwhile_is_done_by_another_process() -> None:
    with meanwhile(partial(who, [1])) as other:
        assert other() != who([1])


def test_much_may_come_of_what_is_done_meanwhile() -> None:
    with meanwhile(partial(list, range(300_000))) as result:
        assert result() == [*range(300_000)]


def test_what_came_to_nothing_is_done_when_it_is_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def fragile() -> list[str]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return ["done"]

    def wrong() -> list[str]:
        raise BuildFailed([PROBLEM])

    with meanwhile(fragile) as result:
        assert result() == ["done"]
    with meanwhile(wrong) as result, pytest.raises(BuildFailed) as failure:
        result()
    assert failure.value.problems == (PROBLEM,)
    assert capfd.readouterr() == ("", "")


def test_without_copies_of_processes_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "HAS_COPIES", False)
    assert {*Spreading(2)(who, range(10_000))} == {os.getpid()}
    with meanwhile(partial(who, [1])) as result:
        assert result() == who([1])


def test_nobody_need_ask_for_what_is_done_meanwhile(capfd: pytest.CaptureFixture[str]) -> None:
    with meanwhile(partial(list, range(300_000))):  # more than fits between the two
        pass
    assert capfd.readouterr() == ("", "")
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_there_is_no_room_for_another_process_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(processes, "MANY", 1)
    monkeypatch.setattr(os, "fork", refuse)
    assert {*Spreading(4)(who, range(100))} == {os.getpid()}
    with meanwhile(partial(who, [1])) as result:
        assert result() == who([1])


INTERRUPTED = """
import os, signal, sys, time
from functools import partial
from pathlib import Path
from newsgen.engine import processes
from tests.engine.test_processes import noting
processes.MANY = processes.PART = 1
fork = os.fork

def disturbed():
    number = fork()
    os.kill(os.getpid(), signal.SIGINT)  # to both, as a terminal does it
    return number

os.fork = disturbed
folder = Path(sys.argv[1])
begun = os.getpid()
try:
    with processes.Spreading(3).begin(partial(noting, folder), range(200)):
        print("not reached", flush=True)
except KeyboardInterrupt:
    print("interrupted", os.getpid() == begun, flush=True)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("alone", flush=True)
"""


def test_whoever_is_interrupted_while_processes_begin_ends_once_and_leaves_none(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED, tmp_path]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=60, check=False)
    assert done.stdout.split("\n") == ["interrupted True", "alone", ""]


def test_who_is_interrupted_while_others_finish_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(processes, "MANY", 1)
    with Spreading(3).begin(slowly, range(400)) as begun:
        assert begun
        with monkeypatch.context() as patches, pytest.raises(KeyboardInterrupt):
            patches.setattr("newsgen.engine.processes._Copy.answer", interrupt)
            begun.stop()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
