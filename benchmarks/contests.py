"""Who meets whom over what inside this process, and which ratio was aimed at (goals G1–G7, G12, G13).

A contest is timed only after both sides gave equal answers; a peer that answers otherwise is refused.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple

import numpy as np

from benchmarks.crowds import EVERY_PAIR, FULL_SIZE, crowds
from benchmarks.figures import AtLeast, AtMost, Bound, Figure
from benchmarks.lists import lists
from benchmarks.pairs import Effort, compare, stopwatch
from benchmarks.plans import LARGEST, plans
from benchmarks.readings import readings
from benchmarks.workloads import (
    DECADE,
    LATE,
    M2,
    M7,
    W1,
    W2,
    W3,
    W4,
    WORKLOADS,
    Workload,
    endless_rule,
    endless_window,
    limit_w2,
    limit_w3,
    numpy_after,
    numpy_count,
)
from recurrence import Occurrences, Strategy, Window, expand
from recurrence.cycle import pool_of
from recurrence.interop.arrays import pool_of as array_pool_of

Work = Callable[[], object]
DATEUTIL = "python-dateutil"
TEXTS = "python-dateutil, isoformat and json"
LIMIT = "making the objects"
NUMPY = "numpy's own calls"
NOT_SHARED = "none of its dates ready-made"


class Disagreement(AssertionError):
    """A peer answers otherwise, so it is not timed."""


class Contest(NamedTuple):
    """One comparison: the goal's number, the work in words, the peer, both sides, the goal.

    `dates` is how many dates one call makes, 0 where a call answers a question.
    """

    goal: str
    words: str
    peer: str
    ours: Work
    theirs: Work
    dates: int = 0
    bound: Bound | None = None
    alike: bool = True  # whether both sides must give equal answers
    long: bool = False  # whether a call takes seconds, so that a few turns must do

    def check(self) -> None:
        """Raise `Disagreement` if the two sides must answer alike and do not."""
        ours, theirs = _plain(self.ours()), _plain(self.theirs())
        if self.alike and ours != theirs:
            raise Disagreement(f"{self.peer} differs: {_first_difference(ours, theirs)}")

    def measure(self, effort: Effort) -> Figure:
        """Both sides in turns, if they answer alike; else the figure says that they do not."""
        goal, words, peer, ours, theirs, dates, bound, *_ = self
        try:
            self.check()
        except Disagreement as refusal:
            return Figure(goal, words, peer, f"refused: {refusal}", dates, bound)
        paired = compare(stopwatch(ours, effort.seconds), stopwatch(theirs, effort.seconds), effort.turns)
        return Figure(goal, words, peer, paired, dates, bound)


def _plain(answer: object) -> object:
    return answer.tolist() if isinstance(answer, np.ndarray) else answer


def _first_difference(ours: object, theirs: object) -> str:
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return f"{str(ours)[:80]} here, {str(theirs)[:80]} there"
    pairs = enumerate(zip(ours, theirs, strict=False))
    where = next((place for place, (own, other) in pairs if own != other), min(len(ours), len(theirs)))
    return f"{len(ours)} dates here, {len(theirs)} there, unlike from number {where + 1} on"


def lists_of_dates() -> list[Contest]:
    """G1–G4."""
    return [*_short_lists(), *_long_lists()]


def questions() -> list[Contest]:
    """G5."""
    return [*_questions(), *_depth()]


def arrays() -> list[Contest]:
    """G6."""
    return list(_arrays())


def beside_numpy() -> list[Contest]:
    """G13: numpy's own calls, for arrays and for questions."""
    return list(_beside_numpy())


def texts() -> list[Contest]:
    """G7."""
    return list(_texts())


def small_plans() -> Iterator[Contest]:
    """What stands beside G12."""
    yield from (Contest("", *plan) for plan in plans(1000))


def large_plans() -> Iterator[Contest]:
    """G12, and reading such a plan."""
    plan, reading = plans(LARGEST)
    yield Contest("G12", *plan, AtMost(5), long=True)
    yield Contest("", *reading, long=True)


def small_crowds() -> Iterator[Contest]:
    """Planned classes against what is there."""
    yield from (Contest("", *crowd) for crowd in crowds())


def large_crowds() -> Iterator[Contest]:
    """The same at full size, without the peer that looks at every pair."""
    yield Contest("", *next(crowd for crowd in crowds(FULL_SIZE) if crowd[1] != EVERY_PAIR), long=True)


def of_readings() -> list[Contest]:
    """What every reading gives."""
    return [Contest("", *row) for row in readings()]


def of_lists() -> list[Contest]:
    """What is behind lists of dates."""
    return [Contest("", *row, long="one class" not in row[0]) for row in lists()]


def quick() -> Iterator[Contest]:
    """All that are soon made and soon done."""
    parts = (lists_of_dates, questions, arrays, texts, beside_numpy, small_plans, small_crowds, of_readings)
    yield from (contest for part in parts for contest in part())


# Everything that a caller does stands inside the timed call, checks included, unless the words say "at hand".


def _occurrences(work: Workload) -> Occurrences:
    return expand(work.strategy(), work.window())


def _list(work: Workload) -> Work:
    return lambda: list(_occurrences(work))


def unshared(work: Work) -> Work:
    """The same work in a process that has not made these dates before; to empty the pools counts too."""

    def made() -> object:
        pool_of.cache_clear()
        array_pool_of.cache_clear()
        return work()

    return made


def _dateutil_list(work: Workload) -> Work:
    return lambda: list(work.rule())


def _short_lists() -> Iterator[Contest]:
    strategy, window, event = W1.strategy(), W1.window(), datetime(2025, 12, 29, 10, 30)
    theirs = _dateutil_list(W1)
    made = f"W1: {W1.words}; strategy and window made and checked"
    at_hand = "W1, strategy and window at hand"
    yield Contest("G1", made, DATEUTIL, _list(W1), theirs, W1.dates, AtLeast(12))
    yield Contest(
        "G1", at_hand, DATEUTIL, lambda: list(expand(strategy, window)), theirs, W1.dates, AtLeast(20)
    )
    with_event = f"{at_hand}, with a source event"
    yield Contest("G1", with_event, DATEUTIL, lambda: list(expand(strategy, window, event)), theirs, W1.dates)
    yield Contest("G1", f"W1, {NOT_SHARED}", DATEUTIL, unshared(_list(W1)), theirs, W1.dates)


def _long_lists() -> Iterator[Contest]:
    for goal, work, least in (
        ("G2", W2, 45),
        ("G3", W3, 32),
        ("G4", W4, 75),
        ("G4", M7, 200),
        ("G4", M2, 25),
    ):
        words = f"{work.key}: {work.words}"
        yield Contest(goal, words, DATEUTIL, _list(work), _dateutil_list(work), work.dates, AtLeast(least))
    for goal, work, limit, most in (("G2", W2, limit_w2, 1.15), ("G3", W3, limit_w3, 1.25)):
        yield Contest(goal, work.key, LIMIT, _list(work), limit, work.dates, AtMost(most))


def _questions() -> Iterator[Contest]:
    o, rule = expand(W1.strategy(), endless_window()), endless_rule()
    (first, last), late = DECADE, LATE
    found = next(iter(o.between(late, last)))
    asked: list[tuple[str, Work, Work, float]] = [
        (
            "W5: how many of W1's dates in 2090–2099, counted from 1990",
            lambda: len(o.between(first, last)),
            lambda: len(rule.between(first, last, inc=True)),
            2_500,
        ),
        ("W6: the next date after 90 years", lambda: o.after(late), lambda: rule.after(late), 2_500),
        ("W7: is this one of the dates, 90 years in", lambda: found in o, lambda: found in rule, 4_000),
    ]
    for words, ours, theirs, least in asked:
        yield Contest("G5", words, DATEUTIL, ours, theirs, bound=AtLeast(least))


def _depth() -> Iterator[Contest]:
    """The questions of W5–W7 900 years in against one year in: other answers, in equal time."""
    o = expand(W1.strategy(), endless_window())
    far, near = (next(iter(o.between(datetime(year, 1, 1), datetime.max))) for year in (2890, 1991))
    asked: list[tuple[str, Callable[[datetime], Work]]] = [
        ("W5", lambda start: partial(_decade, o, start, start.replace(year=start.year + 9))),
        ("W6", lambda start: lambda: o.after(start)),
        ("W7", lambda start: lambda: start in o),
    ]
    for key, ask in asked:
        words, peer = f"{key} 900 years in", "itself, one year in"
        yield Contest("G5", words, peer, ask(far), ask(near), 0, AtMost(1.1), alike=False)


def _decade(o: Occurrences, start: datetime, end: datetime) -> int:
    return len(o.between(start, end))


def _arrays() -> Iterator[Contest]:
    for work, least in ((W2, 1_500), (W3, 900), (W4, 500)):
        words, theirs = f"{work.key} as an array", _dateutil_list(work)
        strategy, window = work.strategy(), work.window()
        yield Contest("G6", words, DATEUTIL, _array(work), theirs, work.dates, AtLeast(least))
        at_hand = f"{words}, strategy and window at hand"
        ready = _array_of(strategy, window)
        yield Contest("G6", at_hand, DATEUTIL, ready, theirs, work.dates, AtLeast(least))
        if work is W2:
            fresh = unshared(ready)
            yield Contest("G6", f"{at_hand}, {NOT_SHARED}", DATEUTIL, fresh, theirs, work.dates)


def _beside_numpy() -> Iterator[Contest]:
    for work in WORKLOADS:
        yield Contest("G13", work.key, NUMPY, _array(work), work.array, work.dates, AtLeast(1))
    o, (first, last) = expand(W1.strategy(), endless_window()), DECADE
    count, after = numpy_count(first, last), numpy_after(LATE)
    yield Contest("G13", "W5", NUMPY, lambda: len(o.between(first, last)), count, 0, AtLeast(1))
    yield Contest("G13", "W6", NUMPY, lambda: o.after(LATE), after, 0, AtLeast(1))


def _array(work: Workload) -> Work:
    return lambda: _occurrences(work).to_numpy()


def _array_of(strategy: Strategy, window: Window) -> Work:
    return lambda: expand(strategy, window).to_numpy()


def _texts() -> Iterator[Contest]:
    for work, least in ((W2, 200), (W3, 120)):
        words = f"{work.key} as a JSON array of texts"
        yield Contest("G7", words, TEXTS, _json(work), _dateutil_json(work), work.dates, AtLeast(least))


def _json(work: Workload) -> Work:
    return lambda: _occurrences(work).to_json()


def _dateutil_json(work: Workload) -> Work:
    return lambda: json.dumps([moment.isoformat() for moment in work.rule()], separators=(",", ":"))
