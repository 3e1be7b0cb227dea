"""What happened, on disk: an append-only record of rows, each bound to the one before it by a hash.

One file for each plan, named by its digest, made whole before it gets its name; SQLite with a rollback journal and
`synchronous=EXTRA`, one connection. A record that is damaged, emptied or of another plan is refused, never taken for
a new one. Beside it lies its head, the number and hash of a late row: it tells an older copy, and a record that was
deleted. And a lock for each target, which the kernel frees when the process dies.
"""

import fcntl
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from sync.canonical import canonical
from sync.errors import JournalRefused, JournalUnwritable, WireError
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
        if _head(path)[0]:  # rows were kept, and where they were is nothing
            raise JournalRefused("missing", str(path))
        unnamed = path.with_suffix(f".new-{os.getpid()}")
        try:
            unnamed.unlink(missing_ok=True)
            first = _make(unnamed, digest)
            _put_head(path, 0, first)
            _flush(unnamed)
            os.link(unnamed, path)
            _flush(path.parent)
        except FileExistsError:
            raise JournalRefused("exists", str(path)) from None
        except (OSError, sqlite3.Error) as error:
            raise JournalUnwritable(str(path), str(error)) from None
        finally:
            with suppress(OSError):
                unnamed.unlink()
        return cls.open(folder, digest)

    @classmethod
    def open(cls, folder: Path, digest: str) -> Self:
        """The record of the plan with this digest, every row checked. Raises `JournalRefused`."""
        path = _path(folder, digest)
        _check_file(path)
        _private_folder(path.parent)
        connection = _connect(path)
        try:
            _be_durable(connection)
            rows, hashes = _checked(connection, digest)
            _check_head(path, hashes)
        except (sqlite3.Error, ValueError, TypeError, _Damage):  # sqlite3 decodes what is no text any more
            connection.close()
            raise JournalRefused("damaged", str(path)) from None
        return cls(path, connection, rows, hashes[-1])

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order."""
        return tuple(self._rows)

    def append(self, row: Row) -> None:
        """Keep a row: it is on the disk when this returns. Raises `JournalUnwritable` with the row."""
        document = row_document(row)
        content = canonical(document)
        number, fresh = len(self._rows) + 1, _hash(self._hash, content)
        try:  # one statement, and so a transaction of its own
            self._connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, content, fresh))
        except sqlite3.Error as error:
            raise JournalUnwritable(str(self.path), str(error), document) from None
        self._rows.append(row)
        self._hash = fresh
        with suppress(OSError):  # a head that is late is true all the same
            _put_head(self.path, number, fresh)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def journals(folder: Path) -> tuple[str, ...]:
    """The digests of all plans that have a record here."""
    return tuple(sorted(path.stem for path in (folder / "journals").glob("*.journal")))


def first_row(folder: Path, digest: str) -> Row | None:
    """The first row of a record, unchecked: whom it is about. None where it cannot be told."""
    try:
        with closing(_connect(_path(folder, digest))) as connection:
            (document,) = connection.execute("SELECT document FROM entry WHERE number = 1").fetchone()
        return read_row(parse(document))
    except (WireError, sqlite3.Error, ValueError, TypeError, AttributeError):  # no row: no tuple
        return None


@contextmanager
def target_lock(folder: Path, target: str) -> Iterator[None]:
    """Hold the lock of a target (`planfile.class_of`) for a whole run.

    Raises `JournalRefused` (locked) if another process has it.
    """
    path = folder / "locks" / hashlib.sha256(target.encode()).hexdigest()
    _private_folder(path.parent)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise JournalUnwritable(str(path), str(error)) from None
    try:
        _flock(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _flock(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise JournalRefused("locked", str(path)) from None
    except OSError as error:  # a file system without locks
        raise JournalUnwritable(str(path), str(error)) from None


class _Damage(Exception):
    """The record is not what was written."""


def _path(folder: Path, digest: str) -> Path:
    return folder / "journals" / f"{digest}.journal"


def _head(path: Path) -> tuple[int, str]:
    """The number and hash of a row that the record has; 0 and nothing where there is no head."""
    try:
        kept = path.with_suffix(".head").read_bytes()
        if not kept:  # killed as it was made: there was no record yet
            return 0, ""
        number, last = kept.split()
        return int(number), last.decode()
    except FileNotFoundError:
        return 0, ""
    except (OSError, ValueError):
        raise JournalRefused("damaged", str(path)) from None


def _put_head(path: Path, number: int, last: str) -> None:
    """Write the head over the old one: always as long, so that no disk is too full for it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path.with_suffix(".head"), flags, 0o600)
    try:
        os.pwrite(descriptor, f"{number:12d} {last}\n".encode(), 0)
    finally:
        os.close(descriptor)


def _check_head(path: Path, hashes: list[str]) -> None:
    """An older copy lacks the row that the head tells of, and what holds nothing lacks every row."""
    number, last = _head(path)
    if not 0 <= number < len(hashes) or hashes[number] != last:
        raise _Damage


def _make(path: Path, digest: str) -> str:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    content = canonical({"schema": SCHEMA, "digest": digest})
    first = _hash(digest, content)
    with closing(_connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(_MAKE)
        connection.execute("INSERT INTO entry VALUES (0, ?, ?)", (content, first))
    return first


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_BUSY, isolation_level=None)


def _be_durable(connection: sqlite3.Connection) -> None:
    """What a statement has done is on the disk when it returns."""
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")


def _checked(connection: sqlite3.Connection, digest: str) -> tuple[list[Row], list[str]]:
    """All rows and all hashes, if the chain holds from the plan's digest on."""
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
        raise _Damage
    rows: list[Row] = []
    hashes: list[str] = []
    for expected, (number, content, kept) in enumerate(
        connection.execute("SELECT * FROM entry ORDER BY number")
    ):
        if number != expected:
            raise _Damage
        hashes.append(_hash(hashes[-1] if hashes else digest, content))
        if kept != hashes[-1]:
            raise _Damage
        if number:
            rows.append(read_row(parse(content)))
        elif json.loads(content) != {"schema": SCHEMA, "digest": digest}:
            raise _Damage
    return rows, hashes


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
        if not path.exists():
            for one in reversed((path, *path.parents)):
                one.mkdir(mode=0o700, exist_ok=True)
        status = path.lstat()
    except OSError as error:
        raise JournalUnwritable(str(path), str(error)) from None
    if path.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o022:
        raise JournalRefused("unsafe", str(path))


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
