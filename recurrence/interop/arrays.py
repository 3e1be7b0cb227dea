"""Dates of a cycle as numpy arrays, by arithmetic on whole arrays; the only user of numpy in the engine so far."""

from collections.abc import Sequence
from datetime import time
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recurrence.cycle import Cycle, Drift

_DAY = 86_400
_SECONDS = np.dtype("datetime64[s]")
_EPOCH = 719_163  # the ordinal of 1970-01-01, where datetime64 begins
_LONGEST = 1 << 14  # a row of so many dates stays in the processor's cache


def datetime_array(
    cycle: Cycle | Drift, runs: Sequence[tuple[int, int]], clock: time, step: int = 1
) -> NDArray[np.datetime64]:
    """Runs (first k, how many) of a cycle's dates at one time of day, as `datetime64[s]`, every `step`-th of them.

    >>> datetime_array(Cycle(719_163, 7, (0, 2)), [(0, 3)], time(9)).tolist()[-1]
    datetime.datetime(1970, 1, 8, 9, 0)
    """
    shift = (clock.hour * 60 + clock.minute) * 60 - _EPOCH * _DAY
    if len(runs) == 1:
        ((k, n),) = runs
        seconds = _seconds(cycle, k, n, shift)
    else:
        seconds = np.concatenate([*(_seconds(cycle, k, n, shift) for k, n in runs), np.empty(0, np.int64)])
    return (seconds if step == 1 else seconds[::step].copy()).view(_SECONDS)


def _seconds(cycle: Cycle | Drift, k: int, n: int, shift: int) -> NDArray[np.int64]:
    """Dates number k to k + n − 1, in seconds: stretches of a kept row, each with its place in time added."""
    if isinstance(cycle, Drift):
        days = np.fromiter(map(cycle.at, range(k, k + n)), np.int64, n)
        return days * _DAY + shift
    row, span = _row(cycle, n.bit_length())
    block, place = divmod(k, len(row))
    base = cycle.origin * _DAY + shift + block * span
    if place + n <= len(row):
        return row[place : place + n] + base
    seconds, done = np.empty(n, np.int64), 0
    while done < n:
        stretch = row[place : place + n - done]
        np.add(stretch, base, out=seconds[done : done + len(stretch)])
        done, place, base = done + len(stretch), 0, base + span
    return seconds


@lru_cache(maxsize=64)
def _row(cycle: Cycle, bits: int) -> tuple[NDArray[np.int64], int]:
    """Whole rounds of a cycle in seconds from its origin, twice a number of so many bits; and how long they last."""
    length = min(2 << bits, _LONGEST)
    rounds, period = -(-length // len(cycle.offsets)), cycle.period * _DAY
    starts = np.arange(rounds) * period
    return (starts[:, None] + np.asarray(cycle.offsets) * _DAY).ravel(), rounds * period
