"""The rate as the service sees it (C7): three processes share a pace, one is killed and started again.

The emulator's own limiter is on, so that a request too many would be answered 429. A minute does not fit into a test:
the shared log says what the next minute may hold, and a virtual clock plays three of them.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import median

from sync.emulator.running import Emulator
from sync.pace import LIMITS, Pace, boot_id, decode, next_send
from tests.matrix.canaries import Told
from tests.matrix.studio import real_clock, studio
from tests.pace.server_view import A_MINUTE, is_accepted, most_in

ROOT = Path(__file__).resolve().parents[2]
EVENTS = (108, 109, 110)
BUSY, KILLS = 3.5, 2
AT_LEAST = 180
"""Requests a minute."""


class Senders:
    """Three processes, each reading an event of its own."""

    def __init__(self, url: str, directory: Path) -> None:
        self._command = [sys.executable, "-m", "tests.matrix.sender", url, str(directory)]
        self._running = {event: self._start(event) for event in EVENTS}
        self.said = ""

    def _start(self, event: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self._command, str(event)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def kill_and_start_again(self, event: int) -> None:
        self._kill(event)
        self._running[event] = self._start(event)

    def _kill(self, event: int) -> None:
        process = self._running[event]
        ended = process.poll()
        process.kill()
        said, _ = process.communicate()
        assert ended is None, f"a sender ended by itself: {said}"
        self.said += said

    def stop(self) -> None:
        for event in EVENTS:
            self._kill(event)


@contextmanager
def sent(directory: Path) -> Iterator[tuple[Emulator, Senders]]:
    """The emulator after three processes were busy with it for a while, one of them killed twice."""
    with studio({}, real_clock(), rate_limit="on") as emulator:
        senders = Senders(emulator.base_url, directory)
        try:
            while len({seen.target for seen in emulator.requests()}) < len(EVENTS):
                time.sleep(0.05)
            for _ in range(KILLS):
                time.sleep(BUSY)
                senders.kill_and_start_again(EVENTS[0])
            time.sleep(BUSY)
        finally:
            senders.stop()
        yield emulator, senders


def test_three_processes_and_two_kills_keep_the_limits_at_the_service(tmp_path: Path, told: Told) -> None:
    with sent(tmp_path) as (emulator, senders):
        log = emulator.requests()
        times = sorted(seen.read_at for seen in log if seen.read_at is not None)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    print(f"{len(times)} arrivals in {times[-1] - times[0]:.1f} s, {60 / median(gaps):.0f} a minute")
    assert {seen.target.rpartition("/")[2] for seen in log} == set(map(str, EVENTS))
    assert {seen.status for seen in log} <= {200, None}, "None: killed before its answer"
    assert is_accepted(times)
    assert len(times) >= 20
    assert 60 / median(gaps) >= AT_LEAST
    told.add(senders.said, *(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.log")))
    check_log(tmp_path, len(times))


def check_log(directory: Path, arrived: int) -> None:
    """The log on file holds every send at the spacing, and its rule keeps the next minute within the limit."""
    (path,) = directory.rglob("*.log")
    now = time.monotonic()
    log = decode(path.read_bytes(), boot_id(), now)
    assert log is not None
    assert len(log.sends) == LIMITS.most
    assert min(later - earlier for earlier, later in pairwise(log.sends)) >= LIMITS.spacing - 1e-9
    assert arrived <= LIMITS.most
    assert next_send(log, log.sends[-1]) >= LIMITS.spacing - 1e-9
    assert (LIMITS.most, LIMITS.per) <= (A_MINUTE, 61.0)


FIRST = """
import sys
from tests.matrix.studio import SOURCE, Client, studio

class Pace:
    def wait(self):
        self.loaded = set(sys.modules)

with studio({}) as emulator:
    pace = Pace()
    Client(emulator.base_url, pace=pace).api.event(SOURCE)
print(sorted(set(sys.modules) - pace.loaded))
"""


def test_a_process_loads_nothing_between_the_yes_of_the_pace_and_its_first_request() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n", "the request leaves late, and the service sees two too close together"


def test_three_minutes_of_a_virtual_clock_keep_both_limits_and_lose_little(tmp_path: Path) -> None:
    now, times = [1000.0], []

    def sleep(seconds: float) -> None:
        now[0] += seconds

    pace = Pace(tmp_path, "loopback", lambda: now[0], sleep)
    while now[0] < 1200:
        pace.wait()
        times.append(now[0])
    assert is_accepted(times)
    assert most_in(60.0, times) <= LIMITS.most
    assert (len(times) - 1) / (times[-1] - times[0]) * 60 >= AT_LEAST
