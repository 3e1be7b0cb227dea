"""Arrays of ten million dates, beside numpy's own arrays of as many (G9): past the calendar's end, so of the kernel alone."""

from collections.abc import Callable, Iterator
from datetime import time
from typing import Any

import numpy as np

from benchmarks.figures import AtMost, Figure
from benchmarks.pairs import Effort, compare, stopwatch
from recurrence.cycle import day_cycle
from recurrence.interop.arrays import datetime_array

LARGE = 10_000_000
CLOCK = time(10, 30)
EPOCH = 719_163
MONDAY = EPOCH + 4
DAY = np.timedelta64(86_400, "s")


def figures(effort: Effort, dates: int = LARGE) -> Iterator[Figure]:
    """Every day, and three days of every week."""
    daily, weekly = made(1, (0,), EPOCH, dates), made(7, (0, 2, 4), MONDAY, dates)
    days, ready = numbered(dates), weekly()
    yield _figure("every day", "numpy.arange", daily, days, 1.1, effort)
    yield _figure("three days of every week", "a copy of the same array", weekly, ready.copy, 1.8, effort)


def made(period: int, offsets: tuple[int, ...], origin: int, dates: int) -> Callable[[], Any]:
    """Ours: so many dates of a cycle from its origin on."""
    cycle = day_cycle(origin % period, period, offsets)
    first = cycle.rank(origin)
    return lambda: datetime_array(cycle, [(first, dates)], CLOCK)


def numbered(dates: int) -> Callable[[], Any]:
    """The peer's: as many days, numbered by numpy."""
    start = np.datetime64("1970-01-01T10:30:00", "s")
    end = start + dates * DAY
    return lambda: np.arange(start, end, DAY)


def _figure(
    words: str, peer: str, ours: Callable[[], Any], theirs: Callable[[], Any], most: float, effort: Effort
) -> Figure:
    dates = len(ours())
    title = f"{dates:,} dates, {words}"
    if not np.array_equal(ours(), theirs()):
        return Figure("G9", title, peer, "refused: the dates differ", dates, AtMost(most))
    watches = stopwatch(ours, effort.seconds), stopwatch(theirs, effort.seconds)
    return Figure("G9", title, peer, compare(*watches, effort.turns), dates, AtMost(most))
