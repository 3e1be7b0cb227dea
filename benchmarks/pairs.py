"""How two pieces of work are compared: in turns, A-B-A, so that a machine that changes its speed changes both.

What counts is the ratio inside a turn; the reported ratio is the median over all turns. Knows nothing of dates.
"""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

_ALL = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set[int]()
Stopwatch = Callable[[], float]
"""Does a piece of work and returns the seconds that one call took."""


class Effort(NamedTuple):
    """How much a comparison may cost: turns, and the least seconds that each side works in a turn."""

    turns: int
    seconds: float


THOROUGH = Effort(turns=21, seconds=0.02)
QUICK = Effort(turns=2, seconds=0.001)
AHEAD = Effort(turns=15, seconds=0.07)
"""For peers in a process of their own: more than a second of work in all."""
SLOW = Effort(turns=5, seconds=0.2)
"""For those among them whose single call takes so long."""
SEVERAL = Effort(turns=15, seconds=0.02)
"""For many works against one of seconds."""
FEW = Effort(turns=3, seconds=0.001)
"""For work of seconds."""


class Paired(NamedTuple):
    """Median seconds per call of both sides, and theirs ÷ ours in each turn, sorted."""

    ours: float
    theirs: float
    ratios: tuple[float, ...]

    def median(self) -> float:
        """The ratio in the middle."""
        return median(self.ratios)

    def quartiles(self) -> tuple[float, float]:
        """The ratios that a quarter of the turns stay below, and above.

        >>> Paired(1.0, 2.0, (1.0, 2.0, 3.0)).quartiles()
        (1.5, 2.5)
        """
        low, _, high = quantiles(self.ratios, n=4, method="inclusive")
        return low, high


def compare(ours: Stopwatch, theirs: Stopwatch, turns: int) -> Paired:
    """Ours, theirs, ours, in turns; in each, their time is held against the mean of ours around it."""
    return compare_each([ours], theirs, turns)[0]


def compare_each(ours: Sequence[Stopwatch], theirs: Stopwatch, turns: int) -> list[Paired]:
    """Several works of ours against one that takes long: all of ours, theirs, all of ours, in turns."""
    for watch in (*ours, theirs):
        watch()  # what a first call fills stays out; `processes` reports it
    rounds = [([own() for own in ours], theirs(), [own() for own in ours]) for _ in range(turns)]
    return [
        _paired([(before[at], between, after[at]) for before, between, after in rounds])
        for at in range(len(ours))
    ]


def _paired(rounds: Sequence[tuple[float, float, float]]) -> Paired:
    around = [(before + after) / 2 for before, _, after in rounds]
    between = [theirs for _, theirs, _ in rounds]
    ratios = sorted(other / own for own, other in zip(around, between, strict=True))
    return Paired(median(around), median(between), tuple(ratios))


def stopwatch(work: Callable[[], object], seconds: float) -> Stopwatch:
    """A stopwatch that repeats the work for about so many seconds, the garbage collector off, and gives the mean."""
    once = _lap(work, 1)
    if once < seconds:
        once = min(once, _lap(work, 1), _lap(work, 1))
    calls = max(ceil(seconds / once), 1)

    def watch() -> float:
        with _no_collections():
            return _lap(work, calls) / calls

    return watch


def _lap(work: Callable[[], object], calls: int) -> float:
    repeats = range(calls)
    begin = perf_counter()
    for _ in repeats:
        work()
    return perf_counter() - begin


@contextmanager
def _no_collections() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pin() -> str:
    """Keep this process, and those it starts, on one CPU; says which, or that this system cannot."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned to a CPU: this system cannot"
    cpu = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cpu})
    return f"pinned to CPU {cpu}"


@contextmanager
def unpinned() -> Iterator[None]:
    """All CPUs that this process had when it began, for what is meant to use them."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, _ALL)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
