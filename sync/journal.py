"""What happened, on disk: an append-only record of rows, each bound to the one before it by a hash.

One file for each plan, named by its digest, made whole before it gets its name; SQLite with a rollback journal and
`synchronous=EXTRA`, one connection. A record that is damaged, emptied or of another plan is refused, never taken for
a new one. Beside it a lock for each target, which the kernel frees when the process dies.
"""

import fcntl
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from sync.canonical import Document, canonical
from sync.errors import BadInput, JournalRefused, JournalUnwritable, WireError
from sync.rows import Row, read_row, row_document
from sync.wire.documents import parse

SCHEMA = "recurrence.journal/1"
APPLICATION = 0x72656375  # "recu", in SQLite's own field for it
_BUSY = 5.0
_MAKE = "CREATE TABLE entry (number INTEGER PRIMARY KEY, document BLOB NOT NULL, hash TEXT NOT NULL)"


class Journal:
    """The record of one plan's execution. Made by `create` or `open`; close it, or use it in `with`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, rows: list[Row], last_hash: str) -> None:
        self.path = path
        self._connection, self._rows, self._hash = connection, rows, last_hash

    @classmethod
    def create(cls, folder: Path, digest: str) -> Self:
        """A new record for the plan with this digest. Raises `JournalRefused` (exists) and `JournalUnwritable`."""
        path = _path(folder, digest)
        _private_folder(path.parent)
        if path.exists():
            raise JournalRefused("exists", str(path))
        unnamed = path.with_suffix(f".new-{os.getpid()}")
        try:
            unnamed.unlink(missing_ok=True)
            _make(unnamed, digest)
            os.link(unnamed, path)
            _flush_folder(path.parent)
        except FileExistsError:
            raise JournalRefused("exists", str(path)) from None
        except (OSError, sqlite3.Error) as error:
            raise JournalUnwritable(str(path), str(error)) from None
        finally:
            with suppress(OSError):
                unnamed.unlink(missing_ok=True)
        return cls.open(folder, digest)

    @classmethod
    def open(cls, folder: Path, digest: str) -> Self:
        """The record of the plan with this digest, every row checked. Raises `JournalRefused`."""
        path = _path(folder, digest)
        _check_file(path)
        connection = _connect(path)
        try:
            rows, last_hash = _checked(connection, digest)
        except (sqlite3.Error, WireError, BadInput, _Damage):
            connection.close()
            raise JournalRefused("damaged", str(path)) from None
        return cls(path, connection, rows, last_hash)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order."""
        return tuple(self._rows)

    def append(self, row: Row) -> None:
        """Keep a row: it is on the disk when this returns. Raises `JournalUnwritable` with the row."""
        document = row_document(row)
        content = canonical(document)
        number, fresh = len(self._rows) + 1, _hash(self._hash, content)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, content, fresh))
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise JournalUnwritable(str(self.path), str(error), document) from None
        except KeyboardInterrupt:
            self._roll_back()
            raise
        self._rows.append(row)
        self._hash = fresh

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def target_lock(folder: Path, target: str) -> Iterator[None]:
    """Hold the lock of a target (host, location and event as one text) for a whole run.

    Raises `JournalRefused` (locked) if another process has it.
    """
    path = folder / "locks" / hashlib.sha256(target.encode()).hexdigest()
    _private_folder(path.parent)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise JournalUnwritable(str(path), str(error)) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise JournalRefused("locked", str(path)) from None
    finally:
        os.close(descriptor)


class _Damage(Exception):
    """The record is not what was written."""


def _path(folder: Path, digest: str) -> Path:
    return folder / "journals" / f"{digest}.journal"


def _make(path: Path, digest: str) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    header: Document = {"schema": SCHEMA, "digest": digest}
    connection = _connect(path)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_MAKE)
        content = canonical(header)
        connection.execute("INSERT INTO entry VALUES (0, ?, ?)", (content, _hash(digest, content)))
        connection.execute("COMMIT")
    finally:
        connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=EXTRA")
    except sqlite3.Error:
        connection.close()
        raise JournalRefused("damaged", str(path)) from None
    return connection


def _checked(connection: sqlite3.Connection, digest: str) -> tuple[list[Row], str]:
    """All rows and the last hash, if the chain holds from the plan's digest on."""
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
        raise _Damage
    rows: list[Row] = []
    last = digest
    for expected, (number, content, kept) in enumerate(
        connection.execute("SELECT * FROM entry ORDER BY number")
    ):
        if number != expected or not isinstance(content, bytes):
            raise _Damage
        last = _hash(last, content)
        if kept != last:
            raise _Damage
        if number:
            rows.append(read_row(parse(content)))
        elif json.loads(content) != {"schema": SCHEMA, "digest": digest}:
            raise _Damage
    if last == digest:  # not even a header
        raise _Damage
    return rows, last


def _hash(before: str, content: bytes) -> str:
    return hashlib.sha256(before.encode() + b"\n" + content).hexdigest()


def _check_file(path: Path) -> None:
    if not path.exists():
        raise JournalRefused("missing", str(path))
    status = path.lstat()
    if not path.is_file() or path.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise JournalRefused("unsafe", str(path))


def _private_folder(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = path.lstat()
    except OSError as error:
        raise JournalUnwritable(str(path), str(error)) from None
    if path.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o022:
        raise JournalRefused("unsafe", str(path))


def _flush_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
