from __future__ import annotations

import os
import pickle
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from newsgen.engine.digest import digest
from newsgen.engine.store import FILE, Store, StoreBroken, StoreBusy

from ..builders import ROOT

BIG = bytes(range(256)) * 100
ROWS = {b"key%02d" % number: b"value %d " % number * number for number in range(40)}
BLOBS = {digest(data): data for data in (b"", b"small", BIG, *(b"page %d " % number * 500 for number in range(20)))}
OF_RENDER = '"rows of render"'  # the table


def filled(folder: Path) -> Path:
    """A store with rows and blobs, closed; gives its file."""
    store = Store(folder)
    store.put("render", ROWS.items())
    store.keep(BLOBS.items())
    store.close()
    return folder / FILE


def is_whole(folder: Path) -> bool:
    """Whether all is there; what is there must be right."""
    store = Store(folder)
    try:
        rows = store.rows("render")
        assert {name: rows[name] for name in rows.keys() & ROWS.keys()} == {
            name: ROWS[name] for name in rows.keys() & ROWS.keys()
        }
        assert rows.keys() <= ROWS.keys()
        assert all(store.row("render", name) in (value, None) for name, value in ROWS.items())
        assert all(store.blob(name) == data for name, data in BLOBS.items())
    finally:
        store._connection.close()
    return rows.keys() == ROWS.keys()


def is_noticed(folder: Path) -> bool:
    """Whether harm is noticed: all is there, or the store is empty, or it is broken; never is there a wrong byte."""
    try:
        return not is_whole(folder)
    except StoreBroken:
        return True


def test_what_was_put_in_is_there_after_closing(tmp_path: Path) -> None:
    filled(tmp_path)
    assert is_whole(tmp_path)


def test_a_store_can_be_carried_to_another_folder(tmp_path: Path) -> None:
    filled(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    shutil.rmtree(tmp_path / "one")
    assert is_whole(tmp_path / "two")


def test_rows_are_replaced_and_removed_within_their_space(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("a", [(b"1", b"old"), (b"2", b"two")])
    store.put("b", [(b"1", b"other")])
    store.put("a", [(b"1", b"new")])
    store.remove("a", [b"2"])
    assert (store.rows("a"), store.rows("b"), store.row("a", b"2")) == ({b"1": b"new"}, {b"1": b"other"}, None)
    store.close()


def test_blobs_that_nobody_wants_go(tmp_path: Path) -> None:
    store = Store(tmp_path)
    one, two = digest(b"one"), digest(b"two")
    store.keep([(one, b"one"), (two, b"two")])
    store.forget_blobs({one})
    assert store.blob(one) == b"one"
    with pytest.raises(StoreBroken):
        store.blob(two)
    store.close()


def test_an_emptied_store_is_empty_and_works(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path)
    name = digest(b"small")
    assert store.blob(name) == b"small"
    store.empty()
    assert store.rows("render") == {}
    with pytest.raises(StoreBroken):
        store.blob(name)
    store.put("render", ROWS.items())
    store.close()
    assert Store(tmp_path).rows("render") == ROWS


def test_a_second_store_is_refused_while_one_is_open(tmp_path: Path) -> None:
    first = Store(tmp_path)
    with pytest.raises(StoreBusy):
        Store(tmp_path)
    first.close()
    Store(tmp_path).close()


def test_a_store_of_another_process_is_refused_while_one_is_open(tmp_path: Path) -> None:
    first = Store(tmp_path)
    code = f"from pathlib import Path; from newsgen.engine.store import Store; Store(Path({str(tmp_path)!r}))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    first.close()
    assert "StoreBusy" in run.stderr


def in_child(work: Callable[[], None]) -> int:
    """The process of a child that does something, then ends at once."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(9)
    return child


@pytest.mark.parametrize("committed", [False, True])
def test_a_process_that_ends_at_once_leaves_what_it_had_committed(tmp_path: Path, committed: bool) -> None:
    def work() -> None:
        store = Store(tmp_path)
        store.put("render", ROWS.items())
        store.keep(BLOBS.items())
        if committed:
            store.commit()
        store.put("render", [(b"key00", b"never committed")])

    os.waitpid(in_child(work), 0)
    store = Store(tmp_path)
    assert store.rows("render") == (ROWS if committed else {})
    store.close()


@pytest.mark.parametrize("milliseconds", [1, 5, 20, 60])
def test_a_killed_process_leaves_rows_that_are_right_or_absent(tmp_path: Path, milliseconds: int) -> None:
    def work() -> None:
        store = Store(tmp_path)
        for number in range(10**6):
            store.put("render", [(b"%d" % number, b"%d" % number * 1000)])
            if number % 50 == 0:
                store.commit()

    child = in_child(work)
    time.sleep(milliseconds / 1000)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    store = Store(tmp_path)
    assert all(value == name * 1000 for name, value in store.rows("render").items())
    store.put("render", [(b"works", b"again")])
    store.close()


def places(data: bytes, count: int) -> list[int]:
    """Places all over a file, and all of its first bytes."""
    return sorted({*range(100), *range(0, len(data), max(len(data) // count, 1)), len(data) - 1})


def test_a_file_that_was_cut_anywhere_is_noticed(tmp_path: Path) -> None:
    file = filled(tmp_path)
    data = file.read_bytes()
    for at in places(data, 150):
        file.write_bytes(data[:at])
        assert is_noticed(tmp_path), at


def test_a_flipped_bit_gives_no_wrong_byte(tmp_path: Path) -> None:
    file = filled(tmp_path)
    data = file.read_bytes()
    noticed = 0
    for at in places(data, 400):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :])
        noticed += is_noticed(tmp_path)
        (tmp_path / f"{FILE}-journal").unlink(missing_ok=True)
    assert noticed > 100, "most places matter"


def test_what_earlier_versions_kept_takes_no_room(tmp_path: Path) -> None:
    file = filled(tmp_path)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE rows (space TEXT, key BLOB, sum INTEGER, value BLOB)")
        connection.execute("INSERT INTO rows VALUES ('render', x'00', 1, x'00')")
        connection.commit()
    Store(tmp_path).close()
    with closing(sqlite3.connect(file)) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'rows'").fetchall()
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (0,), "no row refers to them any more"


@pytest.mark.parametrize("rubbish", [b"", b"x", b"rubbish" * 1000, b"SQLite format 3\x00" + b"\x00" * 5000, bytes(4096)])
def test_rubbish_is_an_empty_store(tmp_path: Path, rubbish: bytes) -> None:
    file = filled(tmp_path)
    file.write_bytes(rubbish)
    assert is_noticed(tmp_path)


def test_one_page_of_rubbish_is_noticed_or_harmless(tmp_path: Path) -> None:
    file = filled(tmp_path)
    data = file.read_bytes()
    found = []
    for at in range(0, len(data), 4096):
        file.write_bytes(data[:at] + os.urandom(4096) + data[at + 4096 :])
        found.append(is_noticed(tmp_path))
        (tmp_path / f"{FILE}-journal").unlink(missing_ok=True)
    assert any(found)


@pytest.mark.parametrize(
    "change",
    [f"{OF_RENDER} SET value = NULL", f"{OF_RENDER} SET value = 'x'", f"{OF_RENDER} SET sum = NULL", "blobs SET data = 7"],
)
def test_a_value_of_another_type_is_noticed(tmp_path: Path, change: str) -> None:
    """As where the byte was changed that says of which type a value is."""
    connection = sqlite3.connect(filled(tmp_path))
    connection.execute(f"UPDATE {change}")
    connection.commit()
    connection.close()
    assert is_noticed(tmp_path)


def test_tables_of_another_shape_are_noticed(tmp_path: Path) -> None:
    connection = sqlite3.connect(filled(tmp_path))
    connection.execute(f"ALTER TABLE {OF_RENDER} DROP COLUMN sum")
    connection.close()
    assert is_noticed(tmp_path)


def test_a_store_that_turns_out_to_be_broken_is_closed_and_put_away(tmp_path: Path) -> None:
    file = filled(tmp_path)
    data = file.read_bytes()
    store = Store(tmp_path)
    file.write_bytes(data[:200] + os.urandom(len(data) - 200))
    with suppress(StoreBroken):
        store.put("render", [(b"new", b"row" * 10_000)])
    store.close()
    assert is_noticed(tmp_path)


def test_a_store_on_a_full_disk_is_closed_all_the_same(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store._connection.execute("PRAGMA max_page_count = 10")
    with pytest.raises(OSError, match="full"):
        store.put("render", [(b"%d" % number, bytes(10_000)) for number in range(100)])
        store.commit()
    store.close()


def test_a_store_without_a_folder_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    store = Store()
    store.put("render", ROWS.items())
    store.keep(BLOBS.items())
    assert store.rows("render") == ROWS
    assert store.moment() == 0
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_the_moment_is_that_of_the_files_around(tmp_path: Path) -> None:
    store = Store(tmp_path)
    before = store.moment()
    time.sleep(0.02)
    (tmp_path / "file").write_bytes(b"")
    assert before < (tmp_path / "file").stat().st_mtime_ns <= store.moment()
    assert [place.name for place in tmp_path.iterdir() if place.name == "moment"] == []
    store.close()


# Reading from another process


def test_a_reader_that_was_sent_away_reads_what_its_store_holds_while_that_is_open(tmp_path: Path) -> None:
    store = Store(tmp_path / "with space & 50%")
    store.keep(BLOBS.items())
    reader = store.reader()
    sent = pickle.loads(pickle.dumps(reader))
    assert sent([*BLOBS]) == reader([*BLOBS]) == BLOBS
    assert sent([]) == {}
    with pytest.raises(StoreBroken):
        sent([*BLOBS, digest(b"never put in")])
    store.put("render", ROWS.items())
    store.close()
    assert is_whole(tmp_path / "with space & 50%")


def test_a_reader_that_was_sent_away_notices_harm(tmp_path: Path) -> None:
    file = filled(tmp_path)
    data = bytearray(file.read_bytes())
    at = data.index(BIG[:64])
    data[at] ^= 1
    file.write_bytes(data)
    store = Store(tmp_path)
    sent = pickle.loads(pickle.dumps(store.reader()))
    with pytest.raises(StoreBroken):
        sent([digest(BIG)])
    store._connection.close()


def test_a_lent_file_stays_as_it_is_until_it_was_taken_back(tmp_path: Path) -> None:
    file = filled(tmp_path)
    before = file.read_bytes()
    store = Store(tmp_path)
    seen: list[bool] = []
    with store.lent(lambda: seen.append(file.read_bytes() == before)):
        for number in range(3000):  # more than the cache of pages holds
            data = b"%d" % number * 5000
            store.keep([(digest(data), data)])
        store.remove("render", ROWS)
        assert file.read_bytes() == before
        assert store.blob(digest(BIG)) == BIG
        assert seen == []
        store.commit()
        assert seen == [True]
        assert file.read_bytes() != before
    store.close()
    assert seen == [True]


@pytest.mark.parametrize("end", [Store.close, Store.empty], ids=lambda end: end.__name__)
def test_a_lent_file_is_taken_back_at_every_end(tmp_path: Path, end: Callable[[Store], None]) -> None:
    filled(tmp_path)
    store = Store(tmp_path)
    seen: list[bool] = []
    with store.lent(lambda: seen.append((tmp_path / FILE).exists())):
        end(store)
        assert seen == [True]
    assert seen == [True]


def test_a_lent_file_is_taken_back_before_those_are_gone_who_have_it(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path)
    seen: list[str] = []
    with pytest.raises(ValueError, match="wrong"), store.lent(lambda: seen.append("taken back")):
        raise ValueError("wrong")
    seen.append("gone")
    store.close()
    assert seen == ["taken back", "gone"]
