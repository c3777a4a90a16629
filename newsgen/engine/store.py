"""What builds remember, in one file.

In: keys and bytes.  Out: the bytes again, or nothing.  Never: gives back a byte that was not put in; is needed for a result.

One SQLite file (sqlite.org: "Appropriate Uses"), which can be copied to another machine. Every row carries a sum of its bytes,
so that a file that was cut or changed is noticed where it matters: then it counts as empty. The file is locked while it is open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from zlib import crc32

FILE = "store.sqlite"
# Blobs that are read again and again stay in memory: up to so many bytes in all those up to so long. What lists show of a story
# is wanted some fifteen times, and takes a third of a kilobyte; 100,000 stories have room for it.
_KEPT = ((24 << 20, 4096), (64 << 20, 1024))
# A process that is killed leaves a journal, and the next one rolls back; a machine that loses its power may leave a broken
# file, which is an empty one. Waiting for the disk would cost more than that is worth. Pages are as long as most blobs.
_PRAGMAS = {"page_size": 16_384, "locking_mode": "EXCLUSIVE", "synchronous": "OFF", "cache_size": -32_000, "temp_store": "FILE"}
# Rows lie in the order in which they came, and only their keys are sorted: with rows sorted by digests, each would go to another
# page of the file, and each commit would write as many pages as rows. A space is read as a whole, so each has a table.
_ROWS = "CREATE TABLE IF NOT EXISTS {} (key BLOB PRIMARY KEY, sum INTEGER, value BLOB)"
_BLOBS = "CREATE TABLE IF NOT EXISTS blobs (digest BLOB PRIMARY KEY, sum INTEGER, data BLOB)"
# Earlier versions had all rows in one table. Without it nothing refers to the blobs beside it, and no sweep would find that out.
_IS_EARLIER = "SELECT 1 FROM sqlite_master WHERE name = 'rows'"


class StoreBusy(Exception):  # noqa: N818 -- a state of the machine, told as wrong usage
    """Another build has the store open."""


class StoreBroken(Exception):  # noqa: N818 -- it makes the build begin anew, with an empty store
    """The file holds something else than was put in."""


class Store:
    """Rows by (space, key), and blobs by their digest. Without a folder they lie in a temporary file of this process."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / FILE if folder else None
        self._take_back: Callable[[], None] | None = None
        self._small: dict[str, bytes] = {}
        self._tables: set[str] = set()
        self._small_size = 0
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._connection = self._open()

    @property
    def is_kept(self) -> bool:
        """Whether it lies in a file that other processes can read."""
        return self._file is not None

    def _open(self) -> sqlite3.Connection:
        """Open and lock the file; one that cannot be read, or is of an earlier version, is put away."""
        try:
            return _connected(self._file)
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise StoreBusy(str(self._file)) from None
            # "SQL logic error" is what SQLite says of a file of an unknown format too.
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise OSError(0, str(error), str(self._file)) from None
            self._remove()
            return _connected(self._file)

    def _remove(self) -> None:
        if self._file:
            for place in (self._file, self._file.with_name(FILE + "-journal")):
                place.unlink(missing_ok=True)

    def close(self) -> None:
        """Keep what was put in, and let others have the file; one that has turned out to be broken is put away."""
        self._own()
        try:
            with _NOTICING:
                if self._connection.in_transaction:  # on a full disk it is there no more
                    self._connection.execute("COMMIT")
        except StoreBroken:
            self._connection.close()  # before its file goes
            self._remove()
        finally:
            self._connection.close()

    def empty(self) -> None:
        """Forget everything."""
        self._own()
        self._connection.close()
        self._small, self._small_size, self._tables = {}, 0, set()
        self._remove()
        self._connection = self._open()

    def commit(self) -> None:
        """Make sure that what was put in survives the process."""
        self._keep_all("ON")

    @contextmanager
    def lent(self, take_back: Callable[[], None]) -> Iterator[None]:
        """Leave the file as it is for readers elsewhere, until something must be kept in it, or to the context's end.

        ``take_back`` ends their reading; whoever can do that may be gone after the context.
        """
        self._keep_all("OFF")
        self._take_back = take_back
        try:
            yield
        finally:
            self._own()

    def _keep_all(self, spill: str) -> None:
        """``spill`` says whether the file may change before the next time; to say so has no effect within a transaction."""
        self._own()
        with _NOTICING:
            self._connection.execute("COMMIT")
            self._connection.execute(f"PRAGMA cache_spill = {spill}")
            self._connection.execute("BEGIN EXCLUSIVE")

    def _own(self) -> None:
        if self._take_back:
            self._take_back()
            self._take_back = None

    def moment(self) -> int:
        """Now, in nanoseconds by the clock of the file system that holds the store; 0 without a folder."""
        if self._file is None:
            return 0
        mark = self._file.with_name("moment")
        mark.write_bytes(b"")
        now = mark.stat().st_mtime_ns
        mark.unlink()
        return now

    # Rows

    def _of(self, space: str, query: str) -> str:
        """A query of the table of a space, which is made when it is first asked for."""
        table = f'"rows of {space}"'
        if space not in self._tables:
            self._connection.execute(_ROWS.format(table))
            self._tables.add(space)
        return query.format(table)

    def rows(self, space: str) -> dict[bytes, bytes]:
        """All rows of a space by key; raises StoreBroken."""
        with _NOTICING:
            found = self._connection.execute(self._of(space, "SELECT key, value, sum FROM {}")).fetchall()
        if not all(_is_whole(*each) for each in found):
            raise StoreBroken("a row has changed")
        return {key: value for key, value, _ in found}

    def row(self, space: str, key: bytes) -> bytes | None:
        """One row; raises StoreBroken."""
        with _NOTICING:
            found = self._connection.execute(self._of(space, "SELECT value, sum FROM {} WHERE key = ?"), (key,)).fetchone()
        if found and not _is_whole(key, *found):
            raise StoreBroken("a row has changed")
        return found[0] if found else None

    def put(self, space: str, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Set rows."""
        with _NOTICING:
            self._connection.executemany(
                self._of(space, "INSERT OR REPLACE INTO {} VALUES (?, ?, ?)"),
                ((key, _sum(key, value), value) for key, value in rows),
            )

    def remove(self, space: str, keys: Iterable[bytes]) -> None:
        """Remove rows."""
        with _NOTICING:
            self._connection.executemany(self._of(space, "DELETE FROM {} WHERE key = ?"), ((key,) for key in keys))

    def has(self, space: str) -> bool:
        """Whether a space has any rows."""
        with _NOTICING:
            return self._connection.execute(self._of(space, "SELECT 1 FROM {} LIMIT 1")).fetchone() is not None

    def names(self, space: str) -> set[bytes]:
        """The keys of a space."""
        with _NOTICING:
            return {key for (key,) in self._connection.execute(self._of(space, "SELECT key FROM {}"))}

    # Blobs

    def keep(self, blobs: Iterable[tuple[str, bytes]]) -> None:
        """Put blobs in by their digests."""
        listed = [*blobs]
        with _NOTICING:
            self._connection.executemany(
                "INSERT OR IGNORE INTO blobs VALUES (?, ?, ?)",
                [(name, _sum(name, data), data) for name, data in ((bytes.fromhex(name), data) for name, data in listed)],
            )
        for name, data in listed:
            self._keep_small(name, data)

    def blob(self, name: str) -> bytes:
        """The bytes of a digest; raises StoreBroken where they are lost."""
        known = self._small.get(name)
        if known is not None:
            return known
        data = self.blobs([name])[name]
        self._keep_small(name, data)
        return data

    def blobs(self, names: Sequence[str]) -> dict[str, bytes]:
        """The bytes of several digests; raises StoreBroken where some are lost."""
        return _blobs(self._connection, names)

    def reader(self) -> Reader:
        """``blobs`` for other processes too, as long as nothing more is put in."""
        self.commit()
        return Reader(self, self._file)

    def _keep_small(self, name: str, data: bytes) -> None:
        longest = next((length for room, length in _KEPT if self._small_size < room), 0)
        if len(data) <= longest:
            self._small[name] = data
            self._small_size += len(data)

    def forget_blobs(self, wanted: set[str]) -> None:
        """Remove all blobs but these."""
        with _NOTICING:
            there = [found[0] for found in self._connection.execute("SELECT digest FROM blobs")]
            lost = [(each,) for each in there if each.hex() not in wanted]
            self._connection.executemany("DELETE FROM blobs WHERE digest = ?", lost)
        for (each,) in lost:
            self._small.pop(each.hex(), None)


class Reader:
    """``Store.blobs``, which can be sent to other processes: these read the file as it is, and ask for no lock."""

    def __init__(self, store: Store, file: Path | None) -> None:
        self._store = store
        self._file = file

    def __call__(self, names: Sequence[str]) -> dict[str, bytes]:
        """The bytes of several digests; raises StoreBroken where some are lost."""
        return self._store.blobs(names)

    def __reduce__(self) -> tuple[Callable[[str], Callable[[Sequence[str]], dict[str, bytes]]], tuple[str]]:
        """What it is in another process."""
        assert self._file  # noqa: S101 -- see is_kept
        return _elsewhere, (self._file.resolve().as_uri(),)


@lru_cache(maxsize=1)
def _elsewhere(uri: str) -> Callable[[Sequence[str]], dict[str, bytes]]:
    """Blobs of a store that another process has open (sqlite.org: "immutable"); a process of many tasks opens the file once."""
    return partial(_blobs, sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True))


def _blobs(connection: sqlite3.Connection, names: Sequence[str]) -> dict[str, bytes]:
    """Many at once take half the time that each takes alone: SQLite looks them up in the order in which their names lie."""
    query = f"SELECT digest, data, sum FROM blobs WHERE digest IN ({','.join('?' * len(names))})"  # noqa: S608 -- marks only
    with _NOTICING:
        found = connection.execute(query, [*map(bytes.fromhex, names)]).fetchall()
    blobs = {key.hex(): data for key, data, known in found if _is_whole(key, data, known)}
    if len(blobs) < len({*names}):
        raise StoreBroken("a blob is lost or has changed")
    return blobs


def _connected(file: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(file or "", timeout=0, isolation_level=None, check_same_thread=False)
    try:
        for name, value in _PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute("BEGIN EXCLUSIVE")
        if connection.execute(_IS_EARLIER).fetchone():
            raise sqlite3.DatabaseError("of an earlier version")
        connection.execute(_BLOBS)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class _Noticing:
    """What SQLite finds broken is broken for us; a full disk is a full disk. A generator would take longer than a small query."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, sqlite3.OperationalError) and ("full" in str(error) or "disk I/O" in str(error)):
            raise OSError(0, str(error), FILE) from None
        if isinstance(error, sqlite3.DatabaseError):
            raise StoreBroken(str(error)) from None


_NOTICING = _Noticing()


def _is_whole(key: object, value: object, known: object) -> bool:
    """Whether a row is what was put in; one that was changed may hold anything."""
    return isinstance(key, bytes) and isinstance(value, bytes) and _sum(key, value) == known


def _sum(key: bytes, value: bytes) -> int:
    return crc32(value, crc32(key))
