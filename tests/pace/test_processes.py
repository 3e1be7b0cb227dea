"""Three real processes send to a real server at the shared pace; one after the other is killed and started again.

The spacing is the real one. The longer window is shortened (10 in 6 s instead of 190 in 61 s), so that it binds in a
test of some seconds, and leaves the same second of room for a machine that is busy with other tests.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import NamedTuple

import pytest

from tests.pace.server_view import most_in

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, SPACING, MOST, PER = 3, 0.32, 10, 6.0


class Arrival(NamedTuple):
    """When a request was read by the server, on its monotonic clock, and which process had sent it."""

    time: float
    process: int


class Handler(StreamRequestHandler):
    def handle(self) -> None:
        if line := self.rfile.readline():  # nothing: killed between connecting and sending
            self.server.arrivals.append(Arrival(time.monotonic(), int(line)))  # type: ignore[attr-defined]
            self.wfile.write(b"k")


@contextmanager
def server() -> Iterator[tuple[int, list[Arrival]]]:
    """A server on this machine: its port, and the arrivals as they come."""
    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as serving:
        serving.arrivals = arrivals = list[Arrival]()  # type: ignore[attr-defined]
        thread = Thread(target=serving.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield serving.server_address[1], arrivals
        finally:
            serving.shutdown()
            thread.join()


class Senders:
    """Three processes; any may be killed and is started again."""

    def __init__(self, directory: Path, port: int) -> None:
        self._arguments = (str(directory), str(port), str(SPACING), str(MOST), str(PER))
        self._running = [self._start(number) for number in range(PROCESSES)]
        self.kills = 0

    def _start(self, number: int) -> subprocess.Popen[bytes]:
        seed = str(number + 100 * int(time.monotonic_ns() % 10_000))
        return subprocess.Popen([sys.executable, "-m", "tests.pace.sender", *self._arguments, seed], cwd=ROOT)

    def kill(self, number: int) -> None:
        self._stop(number)
        self._running[number] = self._start(number)
        self.kills += 1

    def _stop(self, number: int) -> None:
        process = self._running[number]
        assert process.poll() is None, "a sender ended by itself"
        process.kill()
        process.wait()

    def stop(self) -> None:
        for number in range(PROCESSES):
            self._stop(number)


def send_for(seconds: float, directory: Path, kill_every: float | None) -> tuple[list[Arrival], int]:
    """What arrives in so many seconds; on a machine that is busy in up to four times as many, until limits are met."""
    chance, enough = Random(1), MOST // 2 if kill_every else MOST
    with server() as (port, arrivals):
        senders = Senders(directory, port)
        began = time.monotonic()
        while (passed := time.monotonic() - began) < seconds or (
            len(arrivals) <= enough and passed < 4 * seconds
        ):
            time.sleep(chance.uniform(0.5, 1.5) * (kill_every or 1))
            if kill_every:
                senders.kill(chance.randrange(PROCESSES))
        senders.stop()
        return list(arrivals), senders.kills


@pytest.mark.parametrize("kill_every", [None, 0.5])
def test_three_processes_keep_the_limits_at_the_server(tmp_path: Path, kill_every: float | None) -> None:
    seen, kills = send_for(10.0, tmp_path, kill_every)
    times = [arrival.time for arrival in seen]
    print(
        f"{len(seen)} arrivals, {most_in(1.0, times)} a second, {most_in(PER - 1, times)} in 5 s, {kills} kills"
    )
    assert most_in(1.0, times) <= 5
    assert most_in(PER - 1, times) <= MOST
    assert len(seen) > (
        MOST // 2 if kill_every else MOST
    )  # processes that are killed all the time send little
    assert (kills > 5) == bool(kill_every)
    if not kill_every:
        assert {arrival.process for arrival in seen} == set(range(PROCESSES))
