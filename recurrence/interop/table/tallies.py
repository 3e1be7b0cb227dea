"""How many dates of a plan are in which month and on which weekday: by the ranks of months' ends, not by making dates.

A tally is a line: a row, a month, a weekday, and how many. Where a pattern has a date a month at most, its tallies are as
many as its dates, and these are looked at one by one.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from recurrence.interop.table.layout import counted_up, portions, starts
from recurrence.interop.table.months import Ints, first_of, month_of
from recurrence.interop.table.planning import Plan
from recurrence.interop.table.weeks import Weeks, offsets

_DAY = 86_400
_EPOCH = 719_163  # the ordinal of 1970-01-01
_WEEK = 7
_RARE = 31  # days between two dates, from which on there may be months without any
_LINES = 1 << 18  # tallies that are made together


class Tallies(NamedTuple):
    """Lines: the row, the month's number (0 = January of year 0), the weekday (0 = Sunday), and how many dates."""

    row: Ints
    month: Ints
    weekday: Ints
    dates: Ints


class _Spans(NamedTuple):
    """Dates number `first` … `end` − 1 of patterns, in a month each (0: in any)."""

    row: Ints
    cycles: Weeks
    month: Ints
    first: Ints
    end: Ints


def tallies(plan: Plan, *, month: bool, weekday: bool) -> Iterator[Tallies]:
    """The tallies of a plan; 0 stands for every month, and for every weekday, where these are not asked for."""
    if not (month or weekday):
        nothing = np.zeros_like(plan.rows)
        yield Tallies(plan.rows, nothing, nothing, plan.dates)
        return
    plan = plan.take(np.flatnonzero(plan.dates))
    often = np.zeros(len(plan.rows), np.bool_)
    if isinstance(plan.cycles, Weeks):
        often |= (plan.cycles.period <= _RARE) | (not month)
    rare = plan.take(np.flatnonzero(~often))
    for part in portions(rare, rare.dates, _LINES):
        yield _one_by_one(part)
    if often.any():
        plan = plan.take(np.flatnonzero(often))
        for part in portions(plan, _lines(plan) if month else np.ones_like(plan.dates), _LINES):
            yield from _by_rank(part, month=month, weekday=weekday)


def _lines(plan: Plan) -> Ints:
    """How many months there are about, at least, from the first to the last date."""
    assert isinstance(plan.cycles, Weeks)  # noqa: S101  as its caller has asked
    days: Ints = (plan.dates // plan.cycles.size() + 1) * plan.cycles.period
    return days // 28 + 1


def _one_by_one(plan: Plan) -> Tallies:
    days = starts([plan]) // _DAY + _EPOCH
    return Tallies(np.repeat(plan.rows, plan.dates), month_of(days), days % _WEEK, np.ones_like(days))


def _by_rank(plan: Plan, *, month: bool, weekday: bool) -> Iterator[Tallies]:
    cycles = plan.cycles
    assert isinstance(cycles, Weeks)  # noqa: S101  as its caller has asked
    raw = plan.dates if plan.hole is None else plan.dates + (plan.hole >= 0)
    nothing = np.zeros_like(plan.rows)
    spans = _Spans(plan.rows, cycles, nothing, plan.first, plan.first + raw)
    left_out = _Spans(plan.rows, cycles, nothing, plan.first, plan.first)
    if plan.hole is not None:
        number = plan.first + plan.hole
        left_out = _Spans(plan.rows, cycles, nothing, number, number + (plan.hole >= 0))
    for some, sign in ((spans, 1), (left_out, -1)):
        found = _by_month(some) if month else some
        yield from _by_weekday(found, sign) if weekday else [_whole(found, sign)]


def _whole(spans: _Spans, sign: int) -> Tallies:
    return Tallies(spans.row, spans.month, np.zeros_like(spans.row), (spans.end - spans.first) * sign)


def _by_month(spans: _Spans) -> _Spans:
    """The spans cut where months end."""
    row, cycles, _, first, end = spans
    early, late = month_of(cycles.at(first)), month_of(cycles.at(np.maximum(end - 1, first)))
    many = late - early + 1
    of = np.repeat(np.arange(len(row)), many)
    month, cycles = early[of] + counted_up(many), cycles.take(of)
    to = np.minimum(cycles.rank(first_of(month + 1)), end[of])
    begin = np.empty_like(to)
    begin[1:] = to[:-1]
    begin[np.cumsum(many) - many] = first
    return _Spans(row[of], cycles, month, begin, to)


def _by_weekday(spans: _Spans, sign: int) -> Iterator[Tallies]:
    """Every so many-th date is on the same weekday: of several dates a week each of their number, of one every seventh."""
    row, (origin, period, bits), month, first, end = spans
    size = spans.cycles.size()
    alone = size == 1
    turn = np.where(alone, _WEEK, size)
    for place in range(_WEEK):
        dates = (end - place - 1) // turn - (first - place - 1) // turn
        day = np.where(alone, offsets()[bits * 8] + place * period, offsets()[bits * 8 + place])
        used = np.flatnonzero((place < turn) & (dates > 0))
        yield Tallies(row[used], month[used], ((origin + day) % _WEEK)[used], dates[used] * sign)
