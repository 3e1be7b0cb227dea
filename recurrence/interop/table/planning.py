"""From the fields of rows to their patterns and how many dates each has: `rule` and `expand`, for many rows at once.

Knows mode numbers and every axis of a reading, as `rule.py` and `occurrences.py` do; makes no date. Rows under one
reading are worked on together, the modes of days and weeks apart from those of months.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from recurrence.cycle import LAST_DAY
from recurrence.interop.table.columns import Columns
from recurrence.interop.table.months import Drifts, Flags, Ints, Months, months_of
from recurrence.interop.table.weeks import Weeks, weeks_of
from recurrence.reading import Reading
from recurrence.rule import FIXED_DAYS
from recurrence.strategy import RepeatMode

Cycles = Weeks | Months | Drifts

_WEEKLY, _MONTHLY = int(RepeatMode.WEEKLY), int(RepeatMode.MONTHLY)
# By mode: its own weekdays as bits (any will do for mode 1), those that `days` may add, and whether it has a unit.
_FIXED, _OWN_DAYS, _HAS_UNIT = (np.zeros(8, np.int64) for _ in range(3))
_FIXED[RepeatMode.DAILY] = 1
for _mode, _days in FIXED_DAYS.items():
    _FIXED[_mode] = sum(1 << day for day in _days)
_OWN_DAYS[_WEEKLY] = 127
_HAS_UNIT[[int(mode) for mode in RepeatMode if mode not in FIXED_DAYS]] = 1


class Plan(NamedTuple):
    """Rows with patterns of one kind: which rows, and for each where its dates are in its pattern.

    `since` is the first day of the window; the dates are those of `cycles` from number `first` on, `dates` of them
    beside the one in place `hole`, which is left out (−1: none); `clock` is their minute of the day. Rows ascend.
    """

    rows: Ints
    cycles: Cycles
    clock: Ints
    since: Ints
    first: Ints
    dates: Ints
    hole: Ints | None

    def take(self, places: Ints) -> "Plan":
        """The rows at these places of the plan."""
        hole = None if self.hole is None else self.hole[places]
        rows, cycles, clock = self.rows[places], self.cycles.take(places), self.clock[places]
        return Plan(rows, cycles, clock, self.since[places], self.first[places], self.dates[places], hole)

    def between(self, first: int, end: int) -> "Plan":
        """The rows first … end − 1."""
        begin, stop = np.searchsorted(self.rows, (first, end))
        return self if stop - begin == len(self.rows) else self.take(np.arange(begin, stop))


def planned(columns: Columns) -> tuple[list[Plan], Flags]:
    """The plans of all rows that mean dates; and which rows do not."""
    bad = columns.bad.copy()
    plans = []
    for rows, reading in _by_reading(columns):
        if len(rows):
            plan, refused = _plan(columns.take(rows), rows, reading)
            if refused.any():
                bad[rows[refused]] = True
                plan = plan.take(np.flatnonzero(~refused))
            plans.append(plan)
    return plans, bad


def _by_reading(columns: Columns) -> Iterator[tuple[Ints, Reading]]:
    """The sound rows of each reading, those of months apart."""
    months = columns.mode >= _MONTHLY
    for half in (~months, months):
        rows = np.flatnonzero(half & ~columns.bad)
        if columns.reading is None:
            yield rows, columns.readings[0]
            continue
        numbers = columns.reading[rows]
        order = np.argsort(numbers, kind="stable")
        ends = np.searchsorted(numbers[order], np.arange(len(columns.readings)), side="right").tolist()
        for reading, begin, end in zip(columns.readings, [0, *ends], ends, strict=False):
            yield rows[order[begin:end]], reading


def _plan(c: Columns, rows: Ints, reading: Reading) -> tuple[Plan, Flags]:
    """The plan of rows of one kind, and which of them the window or the reading refuses."""
    clock, refused = _clock(c, reading)
    cycles, objections = _weeks(c, reading) if c.mode[0] < _MONTHLY else _months(c, reading)
    refused |= objections | _refused_window(c, reading)
    since, end, tillless = _range(c, reading)
    first, stop = cycles.ranks(since, end)
    stop = np.maximum(stop, first)
    counted = _counted(c, reading)
    if counted is not None and reading.count_source == "yes":
        refused |= tillless & (counted > stop - first)
        stop = np.minimum(stop, first + counted)
    hole = _hole(c, cycles, clock, first, stop) if reading.source_slot == "skip" else None
    dates = stop - first
    if hole is not None:
        dates -= hole >= 0
    if counted is not None and reading.count_source == "no":
        refused |= tillless & (counted > dates)
        dates = np.minimum(dates, counted)
        hole = hole if hole is None else np.where(hole < dates, hole, -1)
    return Plan(rows, cycles, clock, since, first, dates, hole), refused


# --- the window ---------------------------------------------------------------------------------------------------

_NO_LIMIT = 1 << 40


def _clock(c: Columns, reading: Reading) -> tuple[Ints, Flags]:
    """The minute of the day of every date (C8, R12, R13); and for which rows it takes an event that is not there."""
    hours, minutes = (np.full(len(c.mode), -1) if part is None else part for part in (c.hours, c.minutes))
    if reading.zero_time == "unset":
        hours, minutes = np.where(hours == 0, -1, hours), np.where(minutes == 0, -1, minutes)
    no_hours, no_minutes = hours < 0, minutes < 0
    if reading.lone_time == "zero":
        hours = np.where(no_hours & ~no_minutes, 0, hours)
        minutes = np.where(no_minutes & ~no_hours, 0, minutes)
        no_hours = no_minutes = no_hours & no_minutes
    lacking = no_hours | no_minutes
    if c.clock is not None and c.event is not None and lacking.any():
        hours = np.where(no_hours, c.clock // 60, hours)
        minutes = np.where(no_minutes, c.clock % 60, minutes)
        lacking &= c.event == 0
    return hours * 60 + minutes, lacking


def _range(c: Columns, reading: Reading) -> tuple[Ints, Ints, Flags]:
    """The first day, the day after the last, and which windows have no last day (R7–R9)."""
    since = c.start + int(reading.from_included == "no")
    if c.till is None:
        return since, np.full_like(since, LAST_DAY + 1), np.ones(since.shape, np.bool_)
    end, tillless = c.till + int(reading.till_included == "yes"), c.till == 0
    if c.most is not None and reading.both_limits == "count":
        tillless = tillless | (c.most > 0)
    return since, np.where(tillless, LAST_DAY + 1, end), tillless


def _counted(c: Columns, reading: Reading) -> Ints | None:
    """How many dates are wanted at most; None where no row counts (R9)."""
    if c.most is None:
        return None
    limited = c.most > 0
    if reading.both_limits == "till" and c.till is not None:
        limited &= c.till == 0
    return np.where(limited, c.most, _NO_LIMIT)


def _refused_window(c: Columns, reading: Reading) -> Flags:
    """Windows without a limit, that end before they begin, or with both limits where the reading refuses that (R9)."""
    if c.till is None:
        return np.ones(c.mode.shape, np.bool_) if c.most is None else c.most == 0
    refused = c.till < c.start
    if c.most is not None:
        without = c.till == 0
        refused = np.where(without, c.most == 0, refused)
        if reading.both_limits == "refuse":
            refused |= ~without & (c.most > 0)
    return refused


def _hole(c: Columns, cycles: Cycles, clock: Ints, first: Ints, stop: Ints) -> Ints | None:
    """The place of the source event's own slot among the dates (R10), −1 where it is none; None where no row has one."""
    if c.event is None:
        return None
    places = np.flatnonzero((c.event > 0) & (c.clock == clock))
    if not len(places):
        return None
    cycles, day = cycles.take(places), c.event[places]
    number = cycles.rank(day)
    hit = (cycles.rank(day + 1) > number) & (number >= first[places]) & (number < stop[places])
    hole = np.full_like(first, -1)
    hole[places[hit]] = (number - first[places])[hit]
    return hole


# --- the pattern --------------------------------------------------------------------------------------------------


def _anchors(c: Columns, reading: Reading) -> tuple[Ints, Ints, Flags | None]:
    """The day where counting starts, the one that names days, and which rows have no event; None where none is asked for (R2)."""
    if reading.anchor == "from":
        return c.start, c.start, None
    if c.event is None:
        return c.start, c.start, np.ones(c.mode.shape, np.bool_)
    lacking = c.event == 0
    day_from = np.where(lacking, c.start, c.event)
    return (day_from if reading.anchor == "event" else c.start), day_from, lacking


def _units(c: Columns, reading: Reading) -> Ints:
    """The distance of two active units (C4, R1, R6)."""
    if c.interval is None:
        return np.ones_like(c.mode)
    interval = c.interval if reading.fixed_interval == "weeks" else c.interval * _HAS_UNIT.take(c.mode)
    return interval + 1 if reading.interval_means == "break" else np.maximum(interval, 1)


def _months(c: Columns, reading: Reading) -> tuple[Cycles, Flags]:
    counted_from, day_from, lacking = _anchors(c, reading)
    cycles = months_of(counted_from, day_from, c.mode > _MONTHLY, _units(c, reading), reading)
    return cycles, np.zeros(c.mode.shape, np.bool_) if lacking is None else lacking


def _weeks(c: Columns, reading: Reading) -> tuple[Cycles, Flags]:
    """The cycles of modes 1 to 5; and which rows the reading refuses (R5, R6) or give no event where it is needed (R2)."""
    counted_from, day_from, lacking = _anchors(c, reading)
    units, days = _units(c, reading), _FIXED.take(c.mode)
    if c.days is not None:
        days |= c.days & _OWN_DAYS.take(c.mode)
    empty = days == 0
    refused = empty if reading.empty_days == "refuse" else np.zeros_like(empty)
    if c.interval is not None and reading.fixed_interval == "refuse":
        refused = refused | (c.interval > 0) & (_HAS_UNIT.take(c.mode) == 0)
    if lacking is not None:
        needed = (units > 1) & ~empty if reading.anchor == "event" else np.zeros_like(empty)
        refused = refused | lacking & (needed | empty if reading.empty_days == "anchor_weekday" else needed)
    if reading.empty_days == "anchor_weekday" and empty.any():
        days = np.where(empty, 1 << day_from % 7, days)
    return weeks_of(counted_from, units, days, c.mode == 1, reading), refused
