"""What a strategy means: strategy + reading -> `Rule`; rule + anchor -> cycle; and the time of day.

The only file that knows mode numbers, `interval` and the axes R1–R8, R12 and R13. It says what a reading refuses,
which answers need a source event, and whether a window's ends belong to it; it never looks through a window.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache, partial

from recurrence.cycle import NO_DATES, Cycle, Drift, day_cycle, drift, month_cycle
from recurrence.errors import Problem
from recurrence.reading import Reading
from recurrence.strategy import RepeatMode, Strategy
from recurrence.window import Window, event_problems

FIXED_DAYS = {
    RepeatMode.WEEKDAYS: (1, 2, 3, 4, 5),
    RepeatMode.MON_WED_FRI: (1, 3, 5),
    RepeatMode.TUE_THU: (2, 4),
}
"""The weekdays of the modes without a unit (C2, C6), 0 = Sunday."""

_YEAR = 12
_WEEK = 7
_FIRST_OF_WEEK = {"monday": 1, "sunday": 0}  # ordinals
time_of_day = lru_cache(maxsize=24 * 60)(time)


class Rule:
    """Everything that a strategy and a reading decide before a date is known (C2–C6, R1–R6).

    `refusals`: what the reading refuses about the strategy (R5, R6). `needs_event`: whether the source event's
    date can change the dates (R2); where it cannot, nobody has to give one. `opens` and `closes`: the days to add
    to a window's first and last day for where its dates begin and, not included, end (R7, R8). `is_plain`: whether two
    days and a time of day are all that it takes: nothing is refused, no event needed, and 0 is a time (R13).

    >>> rule_of(Strategy(1), Reading(anchor="event")).needs_event
    False
    >>> rule_of(Strategy(6), Reading(anchor="event")).needs_event
    True
    """

    __slots__ = ("_anchor", "_build", "closes", "is_plain", "needs_event", "opens", "refusals")

    def __init__(self, strategy: Strategy, reading: Reading) -> None:
        self.refusals = _refusals(strategy, reading)
        self.needs_event = reading.anchor != "from" and _asks_for_event(strategy, reading)
        self.opens = int(reading.from_included == "no")
        self.closes = int(reading.till_included == "yes")
        self.is_plain = not self.refusals and not self.needs_event and reading.zero_time == "value"
        self._anchor = reading.anchor
        self._build = _builder(strategy, reading)

    def cycle(self, start: date, event: date | None) -> Cycle | Drift:
        """The pattern in a search range that begins at `start`; `event` is the source event's day (R2)."""
        if event is None or self._anchor == "from":
            return self._build(start, start)
        return self._build(event if self._anchor == "event" else start, event)


@lru_cache(maxsize=1_024, typed=True)  # a bare tuple with the fields of a strategy is none
def rule_of(strategy: Strategy, reading: Reading) -> Rule:
    """The rule of a strategy under a reading; the same two give the same object."""
    return Rule(strategy, reading)


def period_of(strategy: Strategy, reading: Reading) -> int:
    """The distance of two active units: days in mode 1, weeks in 2–5, months in 6 and 7 (C4, R1, R6).

    >>> period_of(Strategy(5, days=[1], interval=2), Reading()), period_of(Strategy(7), Reading())
    (3, 12)
    """
    mode = strategy.repeat_mode
    if mode in FIXED_DAYS and reading.fixed_interval != "weeks":
        return 1
    units = strategy.interval + 1 if reading.interval_means == "break" else max(strategy.interval, 1)
    return units * _YEAR if mode is RepeatMode.YEARLY else units


def clock_of(window: Window, event: datetime | None, reading: Reading) -> time | None:
    """The time of day of every date (C8, R12, R13); None if it takes an event and there is none, or no sound one.

    >>> clock_of(Window(date(2020, 9, 28), count=1, hours=10), datetime(2020, 9, 21, 15, 45), Reading())
    datetime.time(10, 45)
    """
    hours, minutes = window.hours, window.minutes
    if not (hours and minutes) and reading.zero_time == "unset":
        hours, minutes = hours or None, minutes or None
    if hours is not None and minutes is not None:
        return time_of_day(hours, minutes)
    if reading.lone_time == "zero" and (hours is not None or minutes is not None):
        return time_of_day(hours or 0, minutes or 0)
    if event is None or event_problems(event):
        return None
    return time_of_day(event.hour if hours is None else hours, event.minute if minutes is None else minutes)


# A builder makes the cycle from two days: where counting starts, and the one that gives the day of the month,
# the month of a year, and the weekday that stands in for empty days. They differ under R2 `event_day` only.
_Builder = Callable[[date, date], Cycle | Drift]


def _builder(strategy: Strategy, reading: Reading) -> _Builder:
    mode, period = strategy.repeat_mode, period_of(strategy, reading)
    if mode is RepeatMode.DAILY:
        return partial(_daily, period)
    if mode is RepeatMode.MONTHLY:
        return partial(_monthly, period, reading.missing_day)
    if mode is RepeatMode.YEARLY:
        return partial(_yearly, period, reading.missing_day)
    days = FIXED_DAYS.get(mode, strategy.days)
    if not days and reading.empty_days == "anchor_weekday":
        return partial(_weekly_on_that_weekday, period, reading.week)
    return partial(_weekly, period, reading.week, days)


def _daily(period: int, counted_from: date, _: date) -> Cycle:
    return day_cycle(counted_from.toordinal() % period, period, (0,))


def _weekly(period: int, week: str, days: tuple[int, ...], counted_from: date, _: date) -> Cycle:
    """Weekdays in every `period`-th week, counted from the week that holds the first day (R3)."""
    anchor = counted_from.toordinal()
    if week != "rolling":
        anchor -= (anchor - _FIRST_OF_WEEK[week]) % _WEEK
    return _week_cycle(anchor % (_WEEK * period), period, days)


def _weekly_on_that_weekday(period: int, week: str, counted_from: date, day_from: date) -> Cycle:
    return _weekly(period, week, (day_from.isoweekday() % _WEEK,), counted_from, day_from)


@lru_cache(maxsize=1_024)
def _week_cycle(phase: int, period: int, days: tuple[int, ...]) -> Cycle:
    if not days:
        return NO_DATES
    return Cycle(phase, _WEEK * period, tuple(sorted((day - phase) % _WEEK for day in days)))


def _monthly(period: int, missing: str, counted_from: date, day_from: date) -> Cycle | Drift:
    return _months(counted_from.year * _YEAR + counted_from.month - 1, period, day_from.day, missing)


def _yearly(period: int, missing: str, counted_from: date, day_from: date) -> Cycle | Drift:
    return _months(counted_from.year * _YEAR + day_from.month - 1, period, day_from.day, missing)


def _months(month: int, period: int, day: int, missing: str) -> Cycle | Drift:
    if missing in {"clamp_drift", "overflow_drift"}:
        return drift(month, period, day, missing)
    return month_cycle(month % period, period, day, missing)


def _asks_for_event(strategy: Strategy, reading: Reading) -> bool:
    mode = strategy.repeat_mode
    if mode is RepeatMode.MONTHLY or mode is RepeatMode.YEARLY:
        return True
    if mode is RepeatMode.WEEKLY and not strategy.days:
        return reading.empty_days == "anchor_weekday"
    return reading.anchor == "event" and period_of(strategy, reading) > 1


def _refusals(strategy: Strategy, reading: Reading) -> tuple[Problem, ...]:
    mode = strategy.repeat_mode
    if mode is RepeatMode.WEEKLY and not strategy.days and reading.empty_days == "refuse":
        return (Problem("days", (), "at least one weekday in mode 5", "Reading empty_days (R5) is refuse"),)
    if mode in FIXED_DAYS and strategy.interval and reading.fixed_interval == "refuse":
        allowed = f"0 in mode {mode}, which has no unit"
        return (Problem("interval", strategy.interval, allowed, "Reading fixed_interval (R6) is refuse"),)
    return ()
