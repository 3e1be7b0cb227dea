"""Where dates go that fall on closed days, worked out the slow and plain way; shares no code with the engine.

A day is closed if a list or its weekday says so and it is not listed as open. Dates on open days stay. Each of the
others, in order of time, walks day by day (or week by week) to the first day that is open and not taken, a year at
most. Dates that stand in are taken one by one until there are enough. Edits come last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

REFUSED = "refused"
TOO_FEW = "too few"
STEPS = {"next-day": 1, "previous-day": -1, "next-week": 7}
A_YEAR = 366

Placed = list[tuple[datetime | None, datetime | None]]
"""Pairs of a pattern's date-time and its start; the pattern's is None for an added one, the start for one left out."""


@dataclass(frozen=True)
class Case:
    """What `arrange` is asked; `moves` from the pattern's date-time to another."""

    pattern: tuple[datetime, ...]
    later: tuple[datetime, ...] = ()
    days: frozenset[date] = frozenset()
    weekdays: frozenset[int] = frozenset()
    open_days: frozenset[date] = frozenset()
    if_closed: str = "drop"
    count_means: str = "generated"
    drops: tuple[datetime, ...] = ()
    moves: Mapping[datetime, datetime] = field(default_factory=dict)
    adds: tuple[datetime, ...] = ()

    @property
    def fills_up(self) -> bool:
        return self.if_closed == "append" or self.count_means == "kept"

    def closes(self, day: date) -> bool:
        weekday = int(day.strftime("%w"))
        return (day in self.days or weekday in self.weekdays) and day not in self.open_days

    def leaves_out(self, moment: datetime) -> bool:
        """Whether a closure concerns a date: not where an edit decides what becomes of it."""
        return self.closes(moment.date()) and moment not in self.drops and moment not in self.moves


def placed(case: Case) -> Placed | str:
    """Each date with its start, in no order; or why there is no schedule."""
    closed = [moment for moment in case.pattern if case.leaves_out(moment)]
    if closed and case.if_closed == "refuse":
        return REFUSED
    starts: dict[datetime, datetime | None] = {
        moment: moment for moment in case.pattern if moment not in closed
    }
    for moment in closed:
        starts[moment] = _walked(case, moment, [*starts.values()])
    if case.fills_up:
        for moment in case.later:
            if _number(starts) == len(case.pattern):
                break
            taken = case.leaves_out(moment) or moment in starts.values()
            starts[moment] = None if taken else moment
        if _number(starts) < len(case.pattern):
            return TOO_FEW
    starts |= dict.fromkeys(case.drops) | dict(case.moves)
    return [*starts.items(), *((None, moment) for moment in case.adds)]


def _walked(case: Case, moment: datetime, taken: list[datetime | None]) -> datetime | None:
    step = STEPS.get(case.if_closed)
    if step is None:
        return None
    for days in range(1, A_YEAR // abs(step) + 1):
        there = moment + timedelta(days=days * step)
        if not case.closes(there.date()) and there not in taken:
            return there
    return None


def _number(starts: Mapping[datetime, datetime | None]) -> int:
    return sum(start is not None for start in starts.values())
