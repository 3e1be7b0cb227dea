"""From the fields of rows to their patterns and how many dates each has: `rule` and `expand`, for many rows at once.

Knows mode numbers and every axis of a reading, as `rule.py` and `occurrences.py` do; makes no date. Rows under one
reading are worked on together: their windows all at once, then the modes of days and weeks apart from those of months.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from recurrence.cycle import LAST_DAY
from recurrence.interop.table.columns import Columns, Narrow
from recurrence.interop.table.months import YEAR, Drifts, Flags, Ints, Months, months_of
from recurrence.interop.table.weeks import SAME_DAY, WEEK, Weeks, weeks_of
from recurrence.reading import Reading
from recurrence.rule import FIXED_DAYS
from recurrence.strategy import RepeatMode

Cycles = Weeks | Months | Drifts

# By kind, which is 128 · mode + `days`: how long a unit is, in days or months, what `interval` adds to it, and the weekdays.
_LENGTH, _STEP, _WEEKDAYS = (np.zeros((8, 128), np.int64) for _ in range(3))
_LENGTH[:] = np.array([[0, 1, WEEK, WEEK, WEEK, WEEK, 1, YEAR]]).T
_STEP[:] = _LENGTH
_WEEKDAYS[RepeatMode.DAILY] = SAME_DAY
_WEEKDAYS[RepeatMode.WEEKLY] = np.arange(128)
for _mode, _days in FIXED_DAYS.items():
    _STEP[_mode] = 0
    _WEEKDAYS[_mode] = sum(1 << day for day in _days)
_MONTHLY = RepeatMode.MONTHLY << 7


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


class _Windows(NamedTuple):
    """Windows as a reading takes them, row by row.

    `end` is the day after the last, `clock` the minute of the day, `slot` the source event's day where it has that minute
    too, else 0. `most` is how many dates are wanted at most, below 0 if there must be as many; None: no row counts.
    """

    end: Narrow
    clock: Narrow
    slot: Narrow | None
    most: Narrow | None


class _Asked(NamedTuple):
    """What rows ask for: which rows, the kind, the fields of `Columns` that make a pattern, those of `_Windows`."""

    rows: Ints
    kind: Ints
    interval: Ints | None
    start: Ints
    event: Ints | None
    end: Ints
    clock: Ints
    slot: Ints | None
    most: Ints | None


def planned(columns: Columns) -> tuple[list[Plan], Flags]:
    """The plans of all rows that mean dates; and which rows do not."""
    bad = columns.bad.copy()
    plans = []
    for rows, reading in _by_reading(columns):
        of_these = columns.take(rows)
        windows, refused = _windows(of_these, reading)
        if refused.any():
            bad[rows[refused]] = True
        kind = _kind(of_these)
        months = kind >= _MONTHLY
        for half in (~(months | refused), months & ~refused):
            if len(places := half.nonzero()[0]):  # a few calls fewer than flatnonzero
                plan, objections = _plan(_asked(of_these, kind, windows, rows, places), reading)
                if objections.any():
                    bad[plan.rows[objections]] = True
                    plan = plan.take(np.flatnonzero(~objections))
                plans.append(plan)
    return plans, bad


def _by_reading(columns: Columns) -> Iterator[tuple[Ints, Reading]]:
    """The sound rows of each reading."""
    rows = np.flatnonzero(~columns.bad) if columns.bad.any() else np.arange(len(columns.bad))
    if columns.reading is None:
        yield rows, columns.readings[0]
        return
    numbers = columns.reading[rows]
    for number, reading in enumerate(columns.readings):
        yield rows[numbers == number], reading


def _kind(c: Columns) -> Narrow:
    kind = c.mode.astype(np.int16) << 7
    return kind if c.days is None else kind | c.days.astype(np.int16)


def _asked(c: Columns, kind: Narrow, windows: _Windows, rows: Ints, places: Ints) -> _Asked:
    """What the rows at these places ask for, in 64 bits: from here on there is arithmetic."""
    fields = (rows, kind, c.interval, c.start, c.event, *windows)
    wide = [None if field is None else field.take(places).astype(np.int64, copy=False) for field in fields]
    return _Asked(*wide)  # type: ignore[arg-type]  # None for None


def _plan(asked: _Asked, reading: Reading) -> tuple[Plan, Flags]:
    """The plan of rows of one kind, and which of them the reading refuses, or the end of the calendar."""
    cycles, refused = (_weeks if asked.kind[0] < _MONTHLY else _months)(asked, reading)
    since = asked.start + 1 if reading.from_included == "no" else asked.start
    first = _first(cycles, since, reading)
    dates = np.maximum(cycles.rank(asked.end), first)
    dates -= first
    if reading.count_source == "yes":
        dates = _counted_off(asked.most, dates, refused)
    hole = None
    if asked.slot is not None:
        hole = _hole(asked.slot, cycles, first, dates)
        dates = dates - (hole >= 0)
    if reading.count_source == "no":
        dates = _counted_off(asked.most, dates, refused)
        hole = hole if hole is None else np.where(hole < dates, hole, -1)
    return Plan(asked.rows, cycles, asked.clock, since, first, dates, hole), refused


def _first(cycles: Cycles, since: Ints, reading: Reading) -> Ints:
    """The rank of the window's first day; little work where that is the day counted from, or the day after it."""
    if reading.anchor != "from":
        return cycles.rank(since)
    if isinstance(cycles, Weeks):
        return cycles.early(since)
    return np.full_like(since, reading.from_included == "no")


def _counted_off(most: Ints | None, dates: Ints, refused: Flags) -> Ints:
    """No more dates than are wanted; rows that must have as many and do not are marked (R9)."""
    if most is None:
        return dates
    refused |= -most > dates
    return np.minimum(dates, np.abs(most))


# --- the window ---------------------------------------------------------------------------------------------------

_NO_LIMIT = 1 << 40


def _windows(c: Columns, reading: Reading) -> tuple[_Windows, Flags]:
    """The windows of rows, and which of them are refused."""
    clock, refused = _clock(c, reading)
    refused |= _refused_window(c, reading)
    end, most = _limits(c, reading)
    slot = None
    if c.event is not None and reading.source_slot == "skip":
        slot = np.where(c.clock == clock, c.event, 0)
    return _Windows(end, clock, slot, most), refused


def _clock(c: Columns, reading: Reading) -> tuple[Narrow, Flags]:
    """The minute of the day of every date (C8, R12, R13); and for which rows it takes an event that is not there."""
    hours, minutes = (
        np.full(len(c.mode), -1) if part is None else part.astype(np.int16) for part in (c.hours, c.minutes)
    )
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


def _refused_window(c: Columns, reading: Reading) -> Flags:
    """Windows without a limit, that end before they begin, or with both limits where the reading refuses that (R9)."""
    if c.till is None:
        return np.ones(c.mode.shape, np.bool_) if c.most is None else c.most == 0
    refused = c.till < c.start  # as is where there is none
    if c.most is not None:
        without = c.till == 0
        refused &= ~(without & (c.most > 0))
        if reading.both_limits == "refuse":
            refused |= ~without & (c.most > 0)
    return refused


def _limits(c: Columns, reading: Reading) -> tuple[Narrow, Narrow | None]:
    """The day after the last, and how many dates are wanted (R8, R9), as in `_Windows`."""
    till = np.zeros_like(c.start) if c.till is None else c.till
    end = till + int(reading.till_included == "yes")
    if c.most is None:
        return end, None
    endless, most = till == 0, c.most.astype(np.int64)
    if reading.both_limits == "count":
        endless |= most > 0
    wanted = endless if reading.both_limits == "till" else most > 0
    return np.where(endless, LAST_DAY + 1, end), np.where(wanted, np.where(endless, -most, most), _NO_LIMIT)


def _hole(slot: Ints, cycles: Cycles, first: Ints, dates: Ints) -> Ints:
    """The place of the source event's own slot among the dates (R10), −1 where it is none."""
    hole = np.full_like(first, -1)
    places = np.flatnonzero(slot)
    cycles, day = cycles.take(places), slot[places]
    rank = cycles.rank(day)
    place = rank - first[places]
    hit = (cycles.rank(day + 1) > rank) & (place >= 0) & (place < dates[places])
    hole[places[hit]] = place[hit]
    return hole


# --- the pattern --------------------------------------------------------------------------------------------------


def _anchors(asked: _Asked, reading: Reading) -> tuple[Ints, Ints, Flags]:
    """The day where counting starts, the one that names days, and which rows lack the event that is asked for (R2)."""
    start, event = asked.start, asked.event
    if reading.anchor == "from" or event is None:
        return start, start, np.full(start.shape, reading.anchor != "from")
    lacking = event == 0
    day_from = np.where(lacking, start, event)
    return (day_from if reading.anchor == "event" else start), day_from, lacking


def _period(asked: _Asked, reading: Reading) -> tuple[Ints, Ints]:
    """The length of a unit, and the distance of two active ones (C4, R1, R6): in days or months."""
    length = _LENGTH.take(asked.kind)
    if asked.interval is None:
        return length, length
    step = (_LENGTH if reading.fixed_interval == "weeks" else _STEP).take(asked.kind)
    step *= asked.interval
    return length, step + length if reading.interval_means == "break" else np.maximum(step, length)


def _months(asked: _Asked, reading: Reading) -> tuple[Cycles, Flags]:
    counted_from, day_from, lacking = _anchors(asked, reading)
    length, period = _period(asked, reading)
    return months_of(counted_from, day_from, length, period, reading), lacking


def _weeks(asked: _Asked, reading: Reading) -> tuple[Cycles, Flags]:
    """The cycles of modes 1 to 5; and which rows the reading refuses (R5, R6) or give no event where it is needed (R2)."""
    counted_from, day_from, lacking = _anchors(asked, reading)
    length, period = _period(asked, reading)
    days = _WEEKDAYS.take(asked.kind)
    empty = days == 0
    refused = lacking
    if reading.anchor != "from":
        refused &= _asks_for_event(reading, period > length, empty)
    if reading.empty_days == "refuse":
        refused |= empty
    elif reading.empty_days == "anchor_weekday" and empty.any():
        days = np.where(empty, 1 << day_from % WEEK, days)
    if asked.interval is not None and reading.fixed_interval == "refuse":
        refused |= (asked.interval > 0) & (_STEP.take(asked.kind) == 0)
    return weeks_of(counted_from, length, period, days, reading), refused


def _asks_for_event(reading: Reading, sparse: Flags, empty: Flags) -> Flags:
    """Where the event changes the dates: it chooses among units, or is the weekday that stands in for empty days."""
    asks = sparse & ~empty if reading.anchor == "event" else np.zeros_like(empty)
    return asks | empty if reading.empty_days == "anchor_weekday" else asks
