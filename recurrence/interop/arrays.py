"""Dates of a cycle as numpy arrays, by arithmetic on whole arrays; the only user of numpy in the engine so far.

Decides what is kept between calls: rounds of a cycle, wherever in time, and neighbouring dates at one time of day.
"""

from collections.abc import Sequence
from datetime import time
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recurrence.cycle import Cycle, Drift

Moments = NDArray[np.datetime64]

_DAY = 86_400
_SECONDS = np.dtype("datetime64[s]")
_EPOCH = 719_163  # the ordinal of 1970-01-01, where datetime64 begins
_LONGEST = 1 << 14  # a row of so many dates stays in the processor's cache
_LENT = _LONGEST // 2  # dates at most that are copied at once


def datetime_array(
    cycle: Cycle | Drift, runs: Sequence[tuple[int, int]], clock: time, step: int = 1
) -> Moments:
    """Runs (first k, how many) of a cycle's dates at one time of day, as `datetime64[s]`, every `step`-th of them.

    >>> datetime_array(Cycle(719_163, 7, (0, 2)), [(0, 3)], time(9)).tolist()[-1]
    datetime.datetime(1970, 1, 8, 9, 0)
    """
    if len(runs) == step == 1:
        ((k, n),) = runs
        if n > _LENT or isinstance(cycle, Drift):
            return _moments(cycle, k, n, clock)
        pool = pool_of(cycle, clock, k // _LENT)
        if pool.moments is None:
            return pool.made(k, n)
        k -= pool.first
        return pool.moments[k : k + n].copy()
    found = [_moments(cycle, k, n, clock) for k, n in runs]
    moments = np.concatenate(found) if found else np.empty(0, _SECONDS)
    return moments if step == 1 else moments[::step].copy()


class _Pool:
    """The dates of a cycle at one time of day with the numbers `number` · 8,192 and the next 16,384, once as many were asked for."""

    __slots__ = ("asked", "clock", "cycle", "first", "moments")

    def __init__(self, cycle: Cycle, clock: time, number: int) -> None:
        self.cycle = cycle
        self.clock = clock
        self.first = number * _LENT
        self.asked = 0
        self.moments: Moments | None = None

    def made(self, k: int, n: int) -> Moments:
        """Dates number k to k + n − 1, made for this call."""
        self.asked += n
        if self.asked >= _LONGEST:
            self.moments = _moments(self.cycle, self.first, _LONGEST, self.clock)
        return _moments(self.cycle, k, n, self.clock)


pool_of = lru_cache(maxsize=64)(_Pool)  # 64 × 16,384 dates of 8 bytes: 8 MB at most, and as much for `_row`


def _moments(cycle: Cycle | Drift, k: int, n: int, clock: time) -> Moments:
    """Dates number k to k + n − 1: stretches of a kept row, each with its place in time added."""
    shift = (clock.hour * 60 + clock.minute) * 60 - _EPOCH * _DAY
    if isinstance(cycle, Drift):
        days = np.fromiter(map(cycle.at, range(k, k + n)), np.int64, n)
        return (days * _DAY + shift).view(_SECONDS)
    row, span = _row(cycle, n.bit_length())
    block, place = divmod(k, len(row))
    base = cycle.origin * _DAY + shift + block * span
    if place + n <= len(row):
        return (row[place : place + n] + base).view(_SECONDS)
    seconds, done = np.empty(n, np.int64), 0
    while done < n:
        stretch = row[place : place + n - done]
        np.add(stretch, base, out=seconds[done : done + len(stretch)])
        done, place, base = done + len(stretch), 0, base + span
    return seconds.view(_SECONDS)


@lru_cache(maxsize=64)
def _row(cycle: Cycle, bits: int) -> tuple[NDArray[np.int64], int]:
    """Whole rounds of a cycle in seconds from its origin, twice a number of so many bits; and how long they last."""
    length = min(2 << bits, _LONGEST)
    rounds, period = -(-length // len(cycle.offsets)), cycle.period * _DAY
    starts = np.arange(rounds) * period
    return (starts[:, None] + np.asarray(cycle.offsets) * _DAY).ravel(), rounds * period
