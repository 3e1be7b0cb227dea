"""Paces that break one rule each. The tests of the tests: what measures the limits must find every one of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sync.pace import Log, Pace, decode, encode, next_send

HOST = "api.example.org"
NOTHING = Log((), 0.0)


class Remembering(Pace):
    """Not a mutant: the pace as it is, for one host."""

    def __init__(self, directory: Path, clock: Callable[[], float]) -> None:
        super().__init__(directory, HOST, clock=clock, sleep=_never)


class LosesMemoryAtRestart(Remembering):
    """Forgets the sends of the processes before, and takes an unknown past for an empty one."""

    def __init__(self, directory: Path, clock: Callable[[], float]) -> None:
        super().__init__(directory, clock)
        self._log.unlink(missing_ok=True)

    def _read(self, now: float) -> Log:
        try:
            return decode(self._log.read_bytes(), self._boot, now) or NOTHING
        except FileNotFoundError:
            return NOTHING


class WritesTooLate(LosesMemoryAtRestart):
    """Keeps a send on file only when the next one is asked for: a kill in between loses it."""

    def __init__(self, directory: Path, clock: Callable[[], float]) -> None:
        super().__init__(directory, clock)
        self._later: Log | None = None

    def take(self) -> float:
        if self._later is not None:
            super()._write(self._later)
        return super().take()

    def _write(self, log: Log) -> None:
        self._later = log


class WritesInPlace(Pace):
    """Overwrites the log instead of replacing it, and takes a torn one for an empty one."""

    def _read(self, now: float) -> Log:
        try:
            return decode(self._log.read_bytes(), self._boot, now) or NOTHING
        except FileNotFoundError:
            return super()._read(now)

    def _write(self, log: Log) -> None:
        data = encode(log, self._boot)
        with self._log.open("wb", buffering=0) as file:
            file.write(data[:40])
            file.write(data[40:])


class OwnFile(Remembering):
    """Shares nothing with the other processes: each has a log of its own."""

    number = 0

    def __init__(self, directory: Path, clock: Callable[[], float]) -> None:
        OwnFile.number += 1
        super().__init__(directory / str(OwnFile.number), clock)


class ExactWindow(Remembering):
    """A sliding log without room for jitter: exactly 5 in a second and 200 in a minute leave."""

    def take(self) -> float:
        with self._locked():
            now, log = self._clock(), self._read(self._clock())
            second = next_send(log, now, self._limits._replace(spacing=0.0, most=5, per=1.0))
            minute = next_send(log, now, self._limits._replace(spacing=0.0, most=200, per=60.0))
            if max(second, minute) == 0:
                self._write(Log((*log.sends, now)[-200:], log.closed_until))
            return max(second, minute)


class TokenBucket:
    """200 a minute from a bucket of 5, perfectly shared and never forgotten; and still too many."""

    tokens, since = 5.0, 0.0

    def __init__(self, _: Path, clock: Callable[[], float]) -> None:
        self._clock = clock

    def take(self) -> float:
        now, bucket = self._clock(), TokenBucket
        bucket.tokens = min(5.0, bucket.tokens + (now - bucket.since) * 200 / 60)
        bucket.since = now
        if bucket.tokens < 1:
            return (1 - bucket.tokens) * 60 / 200 + 1e-9
        bucket.tokens -= 1
        return 0.0


def _never(seconds: float) -> None:
    raise AssertionError(f"a machine in virtual time does not sleep, least of all {seconds} s")
