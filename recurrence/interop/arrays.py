"""Dates of a cycle as numpy arrays, by arithmetic on whole arrays; the only user of numpy in the engine so far."""

from collections.abc import Sequence
from datetime import time

import numpy as np
from numpy.typing import NDArray

from recurrence.cycle import Cycle, Drift

_DAY = 86_400
_SECONDS = np.dtype("datetime64[s]")
_EPOCH = 719_163  # the ordinal of 1970-01-01, where datetime64 begins


def datetime_array(
    cycle: Cycle | Drift, runs: Sequence[tuple[int, int]], clock: time, step: int = 1
) -> NDArray[np.datetime64]:
    """Runs (first k, how many) of a cycle's dates at one time of day, as `datetime64[s]`, every `step`-th of them.

    >>> datetime_array(Cycle(719_163, 7, (0, 2)), [(0, 3)], time(9)).tolist()[-1]
    datetime.datetime(1970, 1, 8, 9, 0)
    """
    shift = (clock.hour * 60 + clock.minute) * 60 - _EPOCH * _DAY
    parts = [_seconds(cycle, k, n, shift) for k, n in runs]
    seconds = parts[0] if len(parts) == 1 else np.concatenate([*parts, np.empty(0, np.int64)])
    return (seconds if step == 1 else seconds[::step].copy()).view(_SECONDS)


def _seconds(cycle: Cycle | Drift, k: int, n: int, shift: int) -> NDArray[np.int64]:
    if isinstance(cycle, Drift):
        days = np.fromiter(map(cycle.at, range(k, k + n)), np.int64, n)
        return days * _DAY + shift
    width, step = len(cycle.offsets), cycle.period * _DAY
    if width == 1:
        first = cycle.at(k) * _DAY + shift
        return np.arange(first, first + n * step, step)
    block, place = divmod(k, width)
    base = (cycle.origin + block * cycle.period) * _DAY + shift
    if place + n <= width:
        return _days(cycle.offsets)[place : place + n] * _DAY + base
    starts = np.arange(base, base + -(-(place + n) // width) * step, step)
    return _rounds(starts, cycle.offsets).ravel()[place : place + n]


def _rounds(starts: NDArray[np.int64], offsets: Sequence[int]) -> NDArray[np.int64]:
    """A row for each round of the cycle; filled along its longer side, where numpy's inner loop is."""
    if len(starts) < len(offsets):
        return starts[:, None] + _days(offsets) * _DAY
    rounds = np.empty((len(starts), len(offsets)), np.int64)
    for lane, offset in enumerate(offsets):
        np.add(starts, offset * _DAY, out=rounds[:, lane])
    return rounds


def _days(offsets: Sequence[int]) -> NDArray[np.int64]:
    return np.asarray(offsets, np.int64)
