"""A machine in virtual time: several processes share a pace and send, are killed and started again.

It stands outside of `sync/pace.py`: it calls `take()`, the one step of `wait()`, and sleeps for it, a little too long
each time, as machines do. A request takes up to `jitter` seconds to the server. Every choice comes from the seed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from heapq import heapify, heappop, heappush
from random import Random
from typing import NamedTuple, Protocol

OVERSLEEP = 0.002


class Taker(Protocol):
    """What the machine needs of a pace."""

    def take(self) -> float: ...


class Seen(NamedTuple):
    """What happened: arrivals at the server, sends of each process, and how many processes were killed."""

    arrivals: list[float]
    turns: Counter[int]
    kills: int

    @property
    def a_minute(self) -> float:
        """Requests a minute, from the first to the last."""
        return 60 * (len(self.arrivals) - 1) / (self.arrivals[-1] - self.arrivals[0])


class Machine:
    """Its clock, and processes that do nothing but send."""

    def __init__(self, seed: int, now: float = 1000.0) -> None:
        self.now, self._chance = now, Random(seed)

    def clock(self) -> float:
        return self.now

    def run(
        self,
        start: Callable[[], Taker],
        *,
        sends: int,
        processes: int = 3,
        jitter: float = 0.05,
        kills: float = 0.0,
        busy: float = 0.0,
    ) -> Seen:
        """Let the processes send; each dies with the chance `kills` after a send, and `busy` seconds pass after one."""
        running = [start() for _ in range(processes)]
        seen, killed = Seen([], Counter(), 0), 0
        due = [(self.now, number) for number in range(processes)]
        heapify(due)
        while len(seen.arrivals) < sends:
            time, number = heappop(due)
            self.now = max(self.now, time)
            pause = running[number].take()
            if pause == 0:
                seen.arrivals.append(self.now + self._chance.uniform(0, jitter))
                seen.turns[number] += 1
                pause = self._chance.uniform(0, busy)
                if self._chance.random() < kills:
                    running[number], killed = start(), killed + 1
            heappush(due, (self.now + pause + self._chance.uniform(0, OVERSLEEP), number))
        return seen._replace(arrivals=sorted(seen.arrivals), kills=killed)
