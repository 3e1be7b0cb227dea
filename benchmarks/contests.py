"""Who meets whom over what, and which ratio was aimed at (goals G1–G7).

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
)
from recurrence import Occurrences, Strategy, Window, expand

Work = Callable[[], object]
DATEUTIL = "python-dateutil"
TEXTS = "python-dateutil, isoformat and json"
LIMIT = "making the objects"
NUMPY = "numpy's own calls"


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

    def check(self) -> None:
        """Raise `Disagreement` if the two sides must answer alike and do not."""
        ours, theirs = _plain(self.ours()), _plain(self.theirs())
        if self.alike and ours != theirs:
            raise Disagreement(f"{self.peer} differs: {_first_difference(ours, theirs)}")

    def measure(self, effort: Effort) -> Figure:
        """Both sides in turns, if they answer alike; else the figure says that they do not."""
        goal, words, peer, ours, theirs, dates, bound, _ = self
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


def contests() -> list[Contest]:
    """All comparisons, in the order of the goals."""
    aims = [*_short_lists(), *_long_lists(), *_questions(), *_depth(), *_arrays(), *_texts()]
    beside = [*(Contest("", *crowd) for crowd in crowds()), *(Contest("", *plan) for plan in plans(1000))]
    compared = (Contest("", *row) for row in readings())
    one_class = next(row for row in lists() if "one class" in row[0])
    return [*aims, *beside, Contest("", *one_class), *compared]


def full_size() -> list[Contest]:
    """What takes seconds, and is left out of a quick look: plans and clashes at their full size, patterns hard to find."""
    plan, reading = plans(LARGEST)
    crowded = next(crowd for crowd in crowds(FULL_SIZE) if crowd[1] != EVERY_PAIR)
    harder = (Contest("", *row) for row in lists() if "one class" not in row[0])
    return [Contest("G12", *plan, AtMost(5)), Contest("", *reading), Contest("", *crowded), *harder]


# Everything that a caller does stands inside the timed call, checks included, unless the words say "at hand".


def _occurrences(work: Workload) -> Occurrences:
    return expand(work.strategy(), work.window())


def _list(work: Workload) -> Work:
    return lambda: list(_occurrences(work))


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
    first, last, late = datetime(2090, 1, 1), datetime(2099, 12, 31, 23, 59), datetime(2080, 1, 1)
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
        yield Contest(
            "G6", at_hand, DATEUTIL, _array_of(strategy, window), theirs, work.dates, AtLeast(least)
        )
    for work in WORKLOADS:
        yield Contest("", f"{work.key} as an array", NUMPY, _array(work), work.array, work.dates)


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
