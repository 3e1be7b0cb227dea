"""From plans to dates that rows share: each pattern's dates at one time of day once, and for each row where its own begin.

Rows that mean the same class in windows that meet or overlap look at the same stretch of dates, so that ten thousand rows
need a few hundred stretches. No date is made that no row has; a row that leaves out its source event, and a row by months, has
a stretch of its own.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from recurrence.interop.table.layout import Runs, joined, runs_of, starts, starts_of
from recurrence.interop.table.months import Ints
from recurrence.interop.table.planning import Plan
from recurrence.interop.table.weeks import Weeks, below

_PHASES = 1 << 17  # more than the longest period has days
_MINUTES = 1_440
_NUMBERS = 1 << 24  # more than there are dates, and a few before the first
_EARLY = 8  # a date may be before the first period that begins in the calendar, by so few dates


def shared(plans: Sequence[Plan], rows: int) -> tuple[Ints, Ints, Ints]:
    """The starts, and for each row where its own begin among them and how many they are."""
    offsets, sizes = np.zeros(rows, np.int64), np.zeros(rows, np.int64)
    common, own = [], []
    for plan in plans:
        sizes[plan.rows] = plan.dates
        alone = np.ones(len(plan.rows), np.bool_)
        if isinstance(plan.cycles, Weeks):
            alone = np.zeros_like(alone) if plan.hole is None else plan.hole >= 0
            common.append(plan.take(np.flatnonzero(~alone)))
        own.append(plan.take(np.flatnonzero(alone)))
    runs = joined([runs_of(plan) for plan in common])
    values, at = _stretches(runs)
    offsets[runs.turn >> 1] = at
    alone_rows = np.sort(np.concatenate([*(plan.rows for plan in own), np.empty(0, np.int64)]))
    ends = np.cumsum(sizes[alone_rows])
    offsets[alone_rows] = len(values) + ends - sizes[alone_rows]
    return np.concatenate([values, starts(own)]), offsets, sizes


def _stretches(runs: Runs) -> tuple[Ints, Ints]:
    """The dates of all runs, those that several have made once; and where each run begins among them."""
    if not len(runs.turn):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    block = runs.origin // runs.period
    phase = runs.origin - block * runs.period
    number = runs.first + block * below().take(runs.bits * 8 + 7) + _EARLY
    kind = _numbered(runs.period << 7 | runs.bits)
    begin = _numbered((kind * _PHASES + phase) * _MINUTES + runs.clock) * _NUMBERS + number
    order = np.argsort(begin)
    begin = begin[order]
    reached = np.maximum.accumulate(begin + runs.dates[order])
    fresh = np.concatenate([np.ones(1, np.bool_), begin[1:] > reached[:-1]])
    heads = np.flatnonzero(fresh)
    dates = np.append(reached[heads[1:] - 1], reached[-1]) - begin[heads]
    first = order[heads]
    stretches = runs.take(first)._replace(turn=np.arange(len(heads)) * 2, dates=dates)
    stretch = np.cumsum(fresh) - 1
    at = np.empty_like(begin)
    at[order] = (np.cumsum(dates) - dates)[stretch] + begin - begin[heads][stretch]
    return starts_of(stretches), at


def _numbered(keys: Ints) -> Ints:
    """A small number for each different key."""
    numbers: Ints = pa.array(keys).dictionary_encode().indices.to_numpy().astype(np.int64)
    return numbers
