"""The facts that decide whether a day is one of a strategy's: plain values, each with its clauses (C…, R…).

A fact `holds` if it lets the day be a date; a day is a date if all of its facts hold. Decides nothing: `explain.py`
finds the facts, `recurrence.interop.reasons` puts them into words.
"""

from datetime import date, datetime, time
from typing import Literal, NamedTuple

from recurrence.slot import Slot

Clauses = tuple[str, ...]
Unit = Literal["day", "week", "month", "year"]


class AtTime(NamedTuple):
    """The time that was asked about, and the one of all dates (C8, R12, R13)."""

    holds: bool
    clauses: Clauses
    asked: time
    clock: time


class OnWeekday(NamedTuple):
    """The weekday and those of the strategy, 0 = Sunday (C2, C3, C6); `stands_in`: the day that gave one (R5)."""

    holds: bool
    clauses: Clauses
    weekday: int
    days: tuple[int, ...]
    stands_in: date | None


class InUnit(NamedTuple):
    """The day's unit in a cycle of `period` units: active if its `place` is 1 (C4, R1–R3, R6).

    `first`: the unit's first day; `counted_from`: that of the unit where counting starts; `following`: that of the
    next active unit, in a break unit. Each is cut to the calendar, None where it lies past it.
    """

    holds: bool
    clauses: Clauses
    unit: Unit
    first: date
    place: int
    period: int
    counted_from: date
    following: date | None


class OnDayOfMonth(NamedTuple):
    """Where the month's date falls: `day` of the month that begins at `month`, or what R4 makes of it.

    `lands`: that date, None if the month has none; `meant`: the day before a drift changed it, in the month that
    begins at `lost_in`.
    """

    holds: bool
    clauses: Clauses
    month: date
    day: int
    lands: date | None
    missing: str
    meant: int
    lost_in: date | None


class Begins(NamedTuple):
    """A drifting pattern has nothing before its first date (R4)."""

    holds: bool
    clauses: Clauses
    first: date


class FromDay(NamedTuple):
    """The first day of the window (C10); `itself`: it is asked about that very day (R7)."""

    holds: bool
    clauses: Clauses
    start: date
    itself: bool


class TillDay(NamedTuple):
    """The last day of the window, where it limits (C10, R9); `itself`: it is asked about that very day (R8)."""

    holds: bool
    clauses: Clauses
    till: date
    itself: bool


class Counted(NamedTuple):
    """The date would be number `number` of at most `limit` (C8, R9, R11); `last`: the last date there is."""

    holds: bool
    clauses: Clauses
    number: int
    limit: int
    last: datetime | None


class OfSource(NamedTuple):
    """The slot of the source event itself (R10)."""

    holds: bool
    clauses: Clauses
    event: datetime


class Ignored(NamedTuple):
    """Something given that changes nothing: an `interval` (R6), `days` (C3), or a limit beside another (R9)."""

    holds: bool
    clauses: Clauses
    field: Literal["interval", "days", "till", "count"]


class Closed(NamedTuple):
    """The day is closed, and why. It says nothing of the pattern, so it has no clause."""

    holds: bool
    clauses: Clauses
    reason: str


class Placed(NamedTuple):
    """A line of the schedule that is on the day, or was planned for it: it `holds` if something starts then."""

    holds: bool
    clauses: Clauses
    slot: Slot


Fact = (
    AtTime
    | OnWeekday
    | InUnit
    | OnDayOfMonth
    | Begins
    | FromDay
    | TillDay
    | Counted
    | OfSource
    | Ignored
    | Closed
    | Placed
)
