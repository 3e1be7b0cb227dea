"""Decides when the next request may leave this machine for one host: over all its processes, kills and restarts.

The service counts at most 5 requests a second and 200 a minute for an address (`wire.md` §4.4). We keep well below,
since what leaves evenly may arrive in a crowd: 0.32 s between two sends, and 190 in 61 s.

Refuses to know requests, answers and HTTP, and what time it is: clock and sleep are arguments. The clock must be
monotonic and the same for all processes of the machine (`time.monotonic` is), so that no jump of the wall clock
matters. Above the line everything is pure; below it stand the file, its lock, and who may touch them.

PaceUnavailable: the log can't be read, written or locked. A send whose time can't be kept is not made.
InvalidPace: a setting, a penalty or a number of requests that means nothing.
"""

import errno
import fcntl
import math
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from recurrence.errors import Problem
from sync.errors import BadInput, SyncError

FULL_SECOND = 1.0
LONGEST_PENALTY = 300.0
HEADER, LARGEST_LOG = "recur-pace/1", 1 << 20
LOCK_TRIES, LOCK_PAUSE = 2500, 0.002
COURTESY = 0.004


class InvalidPace(BadInput):
    """Settings that mean nothing; `problems` holds all of them."""


class PaceFault(Enum):
    """Why the log of sends can't be used."""

    BUSY = "busy"  # another process has held the lock for five seconds: it is stopped, or the disk is
    READ_ONLY = "read-only"
    NO_LOCKS = "no locks"  # a network file system without them
    FULL = "full"
    WRONG_OWNER = "wrong owner"
    OPEN_TO_OTHERS = "open to others"
    WRONG_KIND = "wrong kind"  # a link, a folder or a pipe where a file belongs, or the reverse
    NOT_ALLOWED = "not allowed"
    FAILED = "failed"


FAULTS = {
    PaceFault.READ_ONLY: {errno.EROFS},
    PaceFault.NO_LOCKS: {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS},
    PaceFault.FULL: {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
    PaceFault.WRONG_KIND: {errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENXIO},
    PaceFault.NOT_ALLOWED: {errno.EACCES, errno.EPERM},
}


class PaceUnavailable(SyncError):
    """The log of sends can't be read, written or locked: `path` and `fault` say which and why. Nothing was sent."""

    def __init__(self, path: Path, fault: PaceFault) -> None:
        self.path, self.fault = path, fault
        super().__init__(path, fault)

    def __str__(self) -> str:
        return f"The send log {str(self.path)!r} can't be used: {self.fault.value}."


class Limits(NamedTuple):
    """Seconds between two sends, and at most so many in any so many seconds."""

    spacing: float = 0.32
    most: int = 190
    per: float = 61.0

    def problems(self) -> list[Problem]:
        """All that is wrong with the limits."""
        seconds = "a number of seconds, 0 to 3600"
        return [
            *_unless(_is_number(self.spacing, 0, 3600), "spacing", self.spacing, seconds),
            *_unless(type(self.most) is int and 1 <= self.most <= 10_000, "most", self.most, "1 to 10000"),
            *_unless(_is_number(self.per, 0, 3600), "per", self.per, seconds),
        ]


LIMITS = Limits()


class Log(NamedTuple):
    """When the last requests left, oldest first, and until when nothing may leave; monotonic seconds."""

    sends: tuple[float, ...]
    closed_until: float


def next_send(log: Log, now: float, limits: Limits = LIMITS) -> float:
    """Seconds until a request may leave; 0 means now.

    >>> next_send(Log((10.0,), 0.0), 10.25, Limits(spacing=0.5))
    0.25
    >>> next_send(Log((10.0, 11.0, 12.0), 0.0), 13.0, Limits(spacing=0.5, most=3, per=60.0))
    57.0
    >>> next_send(Log((), 8.0), 13.0)
    0.0
    """
    due = log.closed_until
    if log.sends:
        due = max(due, log.sends[-1] + limits.spacing)
    if len(log.sends) >= limits.most:
        due = max(due, log.sends[-limits.most] + limits.per)
    return max(0.0, due - now)


def with_send(log: Log, now: float, limits: Limits = LIMITS) -> Log:
    """The log after a send at `now`; it keeps no more sends than the limits ask for.

    >>> with_send(Log((1.0, 2.0), 0.0), 3.0, Limits(most=2)).sends
    (2.0, 3.0)
    """
    return Log((*log.sends, now)[-limits.most :], log.closed_until)


def unknown_past(now: float, limits: Limits = LIMITS) -> Log:
    """What to assume when nothing is known: the fullest window that the limits allow, up to this instant.

    No history that kept the limits is fuller, so what follows keeps them too, whatever was forgotten and however
    often. And nothing leaves for a full second.

    >>> unknown_past(100.0, Limits(spacing=0.5, most=3, per=60.0))
    Log(sends=(99.0, 99.5, 100.0), closed_until=101.0)
    """
    sends = tuple(now - limits.spacing * ago for ago in reversed(range(limits.most)))
    return Log(sends, now + FULL_SECOND)


def penalised(log: Log, now: float, seconds: float, limits: Limits = LIMITS) -> Log:
    """The log after the service said "too many": its window counts as full, and nothing leaves for so many seconds.

    >>> penalised(Log((), 0.0), 100.0, 60.0, Limits(most=1))
    Log(sends=(100.0,), closed_until=160.0)
    """
    full = unknown_past(now, limits)
    return Log(full.sends, max(log.closed_until, full.closed_until, now + seconds))


def encode(log: Log, boot: str) -> bytes:
    """The log as a small text: a header with a checksum, the boot that the times belong to, and the times.

    >>> print(encode(Log((10.5, 11.0), 0.0), "b1").decode(), end="")
    recur-pace/1 852bb8b7
    b1
    0.0
    10.5
    11.0
    """
    body = "".join(f"{line}\n" for line in (boot, log.closed_until, *log.sends)).encode()
    return f"{HEADER} {zlib.crc32(body):08x}\n".encode() + body


def decode(data: bytes, boot: str, now: float) -> Log | None:
    """The log that `encode` wrote, or None when it says nothing about the past.

    That is so when it is torn or altered, when it was written before this machine was started (another boot, or
    times ahead of now where a system names no boots), or when there is none.

    >>> data = encode(Log((10.5, 11.0), 0.0), "b1")
    >>> decode(data, "b1", 12.0)
    Log(sends=(10.5, 11.0), closed_until=0.0)
    >>> decode(data[:-1], "b1", 12.0), decode(data, "b2", 12.0), decode(data, "b1", 10.9)
    (None, None, None)
    """
    header, _, body = data.partition(b"\n")
    if header != f"{HEADER} {zlib.crc32(body):08x}".encode():
        return None
    try:
        written_in, *times = body.decode().splitlines()
        closed_until, *sends = (float(time) for time in times)
    except ValueError:
        return None
    log = Log(tuple(sends), closed_until)
    return log if written_in == boot and _is_possible(log, now) else None


def _is_possible(log: Log, now: float) -> bool:
    ascending = all(earlier <= later for earlier, later in pairwise(log.sends))
    past = all(-math.inf < time <= now for time in log.sends)
    return ascending and past and log.closed_until <= now + LONGEST_PENALTY


def _is_number(value: object, least: float, most: float) -> bool:
    return type(value) in {int, float} and isinstance(value, int | float) and least <= value <= most


def _unless(fine: bool, field: str, value: object, allowed: str) -> list[Problem]:  # noqa: FBT001  reads as a sentence
    return [] if fine else [Problem(field, value, allowed)]


# --- the shell: one small file for each host, and a lock beside it ------------------------------------------------


def boot_id(told: Path = Path("/proc/sys/kernel/random/boot_id")) -> str:
    """What this start of the machine is called, or "" where the system has no name for it."""
    try:
        return told.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


class Pace:
    """The pace of one host, shared by all processes of this machine that name the same directory and host.

    `directory` is the state directory; the log lives in its folder `pace`, which only its owner may enter. The lock
    is held to read, decide and write, never while sleeping; the kernel frees it when a process is killed. A send is
    on file before `wait` returns. The file is replaced as a whole, so that a kill at any instruction leaves the log
    from before or from after. The clause is I5 and D11 of `reliability.md`.

    >>> from tempfile import TemporaryDirectory
    >>> time, slept = [100.0], []
    >>> def sleep(seconds: float) -> None:
    ...     slept.append(round(seconds, 6))
    ...     time[0] += seconds
    >>> with TemporaryDirectory() as folder:
    ...     pace = Pace(Path(folder), "api.example.org", clock=lambda: time[0], sleep=sleep)
    ...     for request in range(3):
    ...         pace.wait()
    >>> slept  # the first is the full second of an unknown past
    [1.0, 0.32, 0.32]
    """

    def __init__(
        self,
        directory: Path,
        host: str,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        spacing: float = LIMITS.spacing,
        most: int = LIMITS.most,
        per: float = LIMITS.per,
    ) -> None:
        self._limits = Limits(spacing, most, per)
        named = isinstance(host, str) and re.fullmatch(r"[!-~]{1,255}", host)
        if problems := [*_unless(bool(named), "host", host, "a host name"), *self._limits.problems()]:
            raise InvalidPace(problems)
        self._clock, self._sleep, self._boot = clock, sleep, boot_id()
        self._log = directory / "pace" / f"{_file_name(host)}.log"
        self._mine, self._courtesy = math.nan, 0.0

    def wait(self) -> None:
        """Return when the next request may leave, with its time on file. Raises PaceUnavailable.

        All that wait for one send wake together. So that the one that has just sent does not win again, it wakes a
        little later, and the less so the more often it has lost; alone, it wakes in time.
        """
        courtesy = self._courtesy
        while (pause := self.take()) > 0:
            self._sleep(pause + courtesy)
            courtesy /= 2

    def take(self) -> float:
        """Take the next send and return 0, or return the seconds until it is free. Raises PaceUnavailable."""
        with self._locked():
            now = self._clock()
            log = self._read(now)
            pause = next_send(log, now, self._limits)
            if pause == 0:
                self._write(with_send(log, now, self._limits))
                self._courtesy = 0.0 if log.sends[-1:] == (self._mine,) else COURTESY
                self._mine = now
            return pause

    def penalise(self, seconds: float) -> None:
        """After a 429 (F21): nothing leaves for 0 to 300 seconds, from any process. Raises PaceUnavailable."""
        if not _is_number(seconds, 0, LONGEST_PENALTY):
            raise InvalidPace([Problem("seconds", seconds, f"0 to {LONGEST_PENALTY:g}")])
        with self._locked():
            now = self._clock()
            self._write(penalised(self._read(now), now, seconds, self._limits))

    def estimate(self, requests: int) -> float:
        """Seconds that so many requests take, when nothing else is sent and nothing is refused.

        >>> pace = Pace(Path("unused"), "api.example.org", clock=lambda: 0.0, sleep=print)
        >>> round(pace.estimate(187))
        60
        """
        if type(requests) is not int or requests < 0:
            raise InvalidPace([Problem("requests", requests, "0 or more")])
        return requests * max(self._limits.spacing, self._limits.per / self._limits.most)

    def _read(self, now: float) -> Log:
        """The log; an unknown past is written down at once, so that its second begins but once."""
        log = decode(_contents(self._log), self._boot, now)
        if log is None:
            log = unknown_past(now, self._limits)
            self._mine = now  # nobody to give way to
            self._write(log)
        return log

    def _write(self, log: Log) -> None:
        fresh = self._log.with_suffix(".new")
        with _opened(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as file:
            data = encode(log, self._boot)
            while data:
                data = data[os.write(file, data) :]
        fresh.replace(self._log)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock, or raise PaceUnavailable; so does every failure of the files inside."""
        try:
            _make_private(self._log.parent)
            with self._lock():
                yield
        except OSError as error:
            faults = (fault for fault, codes in FAULTS.items() if error.errno in codes)
            raise PaceUnavailable(self._log, next(faults, PaceFault.FAILED)) from error

    @contextmanager
    def _lock(self) -> Iterator[None]:
        path = self._log.with_suffix(".lock")
        for _ in range(LOCK_TRIES):
            with _opened(path, os.O_RDWR | os.O_CREAT) as file:
                if _is_locked(file, path):
                    try:
                        yield
                    finally:
                        fcntl.flock(file, fcntl.LOCK_UN)  # a forked child may hold the descriptor too
                    return
            self._sleep(LOCK_PAUSE)
        raise PaceUnavailable(path, PaceFault.BUSY)


def _file_name(host: str) -> str:
    """A name for people, and a digest that keeps two hosts apart: `api.example.org-5c7a4a5f5a0f53b7`."""
    host = host.lower().rstrip(".")
    readable = re.sub(r"[^a-z0-9.-]", "_", host)[:60].lstrip(".")
    return f"{readable}-{sha256(host.encode()).hexdigest()[:16]}"


def _make_private(folder: Path) -> None:
    """Make the folder and what leads to it, for the owner only; refuse one that others may enter."""
    if not folder.exists():
        for path in reversed((folder, *folder.parents)):
            path.mkdir(mode=0o700, exist_ok=True)
    _refuse_others(folder, folder.lstat(), stat.S_ISDIR)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    """A descriptor of an ordinary file that only its owner may touch."""
    file = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    try:
        _refuse_others(path, os.fstat(file), stat.S_ISREG)
        yield file
    finally:
        os.close(file)


def _contents(path: Path) -> bytes:
    """All of a file, or as much as a log may have; empty when there is none."""
    try:
        with _opened(path, os.O_RDONLY) as file:
            return os.read(file, LARGEST_LOG)
    except FileNotFoundError:
        return b""


def _refuse_others(path: Path, found: os.stat_result, is_right_kind: Callable[[int], bool]) -> None:
    if not is_right_kind(found.st_mode):
        raise PaceUnavailable(path, PaceFault.WRONG_KIND)
    if found.st_uid != os.geteuid():
        raise PaceUnavailable(path, PaceFault.WRONG_OWNER)
    if found.st_mode & 0o077:
        raise PaceUnavailable(path, PaceFault.OPEN_TO_OTHERS)


def _is_locked(file: int, path: Path) -> bool:
    """Lock the file if nobody else has; False also when the path names another by now (somebody cleaned up)."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(file), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False
