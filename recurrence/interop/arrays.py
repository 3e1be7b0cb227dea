"""Dates of a cycle as numpy arrays, by arithmetic on whole arrays; the only user of numpy in the engine so far."""

from collections.abc import Sequence
from datetime import time

import numpy as np
from numpy.typing import NDArray

from recurrence.cycle import Cycle, Drift

_DAY = 86_400
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
    if len(parts) == 1:
        seconds = parts[0]
    else:
        seconds = np.concatenate(parts) if parts else np.empty(0, np.int64)
    return (seconds if step == 1 else seconds[::step].copy()).view("datetime64[s]")


def _seconds(cycle: Cycle | Drift, k: int, n: int, shift: int) -> NDArray[np.int64]:
    if isinstance(cycle, Drift):
        days = np.fromiter(map(cycle.at, range(k, k + n)), np.int64, n)
        return days * _DAY + shift
    width, step = len(cycle.offsets), cycle.period * _DAY
    if width == 1:
        first = cycle.at(k) * _DAY + shift
        return np.arange(first, first + n * step, step, np.int64)
    block, place = divmod(k, width)
    offsets = np.asarray(cycle.offsets, np.int64)
    base = (cycle.origin + block * cycle.period) * _DAY + shift
    if place + n <= width:
        return offsets[place : place + n] * _DAY + base
    blocks = np.arange(-(-(place + n) // width), dtype=np.int64) * step + base
    return (blocks[:, None] + offsets * _DAY).ravel()[place : place + n]
