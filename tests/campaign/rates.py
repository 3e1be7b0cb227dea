"""C7: the rate as a server sees it.

    python -m tests.campaign.rates virtual SEED REQUESTS MILLISECONDS   a clock of our own, jitter on the way
    python -m tests.campaign.rates real SEED SECONDS                    three processes, and the real clock
    python -m tests.campaign.rates storm SEED KILLS                     the same, one of them killed again and again

Counted are the most requests that arrive in any second and in any minute. `control` is a pace that forgets what it sent.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sync.pace import LIMITS, Pace
from tests.campaign.said import say
from tests.pace.server_view import most_in
from tests.pace.test_processes import ROOT, server

SECOND, MINUTE = 5, 200
AT_LEAST = 180
PROCESSES = 3
Tally = tuple[dict[str, object], list[str]]


def judged(kind: str, times: list[float], *, strict: bool = True) -> Tally:
    """The figures of some arrivals; with much jitter only the minute can be promised."""
    ordered = sorted(times)
    second, minute = most_in(1.0, ordered), most_in(60.0, ordered)
    found = [f"{second} in a second"] if strict and second > SECOND else []
    found += [f"{minute} in a minute"] if minute > MINUTE else []
    rate = 60 * (len(ordered) - 1) / (ordered[-1] - ordered[0]) if len(ordered) > 1 else 0.0
    found += [f"only {rate:.0f} a minute"] if kind == "virtual" and rate < AT_LEAST else []
    return {
        kind: len(ordered),
        "in a second" if strict else "in a second, much jitter": second,
        "in a minute": minute,
    }, found


def virtual(seed: int, requests: int, milliseconds: int, *, forgets: bool = False) -> Tally:
    """So many requests on a clock of our own; each takes up to so many milliseconds to arrive."""
    rng, now, arrivals = Random(seed), [1000.0], list[float]()

    def sleep(seconds: float) -> None:
        now[0] += seconds

    with TemporaryDirectory() as folder:
        number = 0
        pace = Pace(Path(folder) / "0", "h", lambda: now[0], sleep)
        for _ in range(requests):
            if forgets and rng.random() < 0.25:
                number += 1
                pace = Pace(Path(folder) / str(number), "h", lambda: now[0], sleep)
                now[0] += 0.01
            pace.wait()
            arrivals.append(now[0] + rng.random() * milliseconds / 1000)
            now[0] += rng.choice((0.0, 0.0, 0.02, 0.4)) if milliseconds else 0.0
    tally, found = judged("virtual", arrivals, strict=milliseconds <= 50)
    return tally, [one for one in found if "only" not in one or not milliseconds]


class Senders:
    """Processes that send through one pace at its real limits."""

    def __init__(self, folder: Path, port: int) -> None:
        self._words = (str(folder), str(port), str(LIMITS.spacing), str(LIMITS.most), str(LIMITS.per))
        self.running = [self._start(number) for number in range(PROCESSES)]

    def _start(self, number: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.pace.sender", *self._words, str(number)], cwd=ROOT
        )

    def kill(self, number: int, *, again: bool) -> None:
        """Kill one, and start it again."""
        self.running[number].kill()
        self.running[number].wait()
        if again:
            self.running[number] = self._start(number)


def real(seed: int, seconds: float, kills: int = 0) -> Tally:
    """Processes and sockets; `kills` of them at random moments, evenly spread."""
    rng = Random(seed)
    with TemporaryDirectory() as folder, server() as (port, arrivals):
        senders = Senders(Path(folder), port)
        try:
            for _ in range(kills):
                time.sleep(seconds / kills * rng.uniform(0.5, 1.5))
                senders.kill(rng.randrange(PROCESSES), again=True)
            time.sleep(0 if kills else seconds)
        finally:
            for number in range(PROCESSES):
                senders.kill(number, again=False)
        times = [arrival.time for arrival in arrivals]
    tally, found = judged("real", times)
    return {**tally, "storms" if kills else "runs": 1}, found


if __name__ == "__main__":
    kind, first, *rest = sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:])
    if kind == "virtual":
        say(*virtual(first, *rest))
    elif kind == "control":
        say(
            {"mutants": 1},
            [] if virtual(first, 400, 0, forgets=True)[1] else ["a pace that forgets is not noticed"],
        )
    else:
        say(*(real(first, rest[0]) if kind == "real" else real(first, 12.0, rest[0])))
