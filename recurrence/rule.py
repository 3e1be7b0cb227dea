"""What a strategy means: strategy + anchor + reading -> cycle, and the time of day.

The only file that knows mode numbers, `interval` and the axes R1–R6, R12 and R13. It refuses what a reading
refuses and says which answers need a source event; it knows nothing of windows but their first day.
"""

from datetime import date, datetime, time
from functools import lru_cache

from recurrence.cycle import NO_DATES, Cycle, Drift, day_cycle, drift, month_cycle
from recurrence.errors import Problem
from recurrence.reading import Reading
from recurrence.strategy import RepeatMode, Strategy
from recurrence.window import Window

FIXED_DAYS = {RepeatMode.WEEKDAYS: (1, 2, 3, 4, 5), RepeatMode.MON_WED_FRI: (1, 3, 5), RepeatMode.TUE_THU: (2, 4)}
"""The weekdays of the modes without a unit (C2, C6), 0 = Sunday."""

_YEAR = 12
_WEEK = 7


def cycle_of(strategy: Strategy, start: date, event: datetime | None, reading: Reading) -> Cycle | Drift:
    """The pattern of a strategy whose search range begins at `start` (C2–C6, R1–R6).

    Refused or unanswerable combinations are the caller's to sort out first (`refusals`, `needs_event`).
    """
    mode = strategy.repeat_mode
    period = period_of(strategy, reading)
    counted_from = event.date() if reading.anchor == "event" and event else start
    day_from = event.date() if reading.anchor != "from" and event else start
    if mode is RepeatMode.DAILY:
        return day_cycle(counted_from.toordinal() % period, period, (0,))
    if mode is RepeatMode.MONTHLY or mode is RepeatMode.YEARLY:
        month = counted_from.month if mode is RepeatMode.MONTHLY else day_from.month
        return _months(counted_from.year * _YEAR + month - 1, period, day_from.day, reading.missing_day)
    days = weekdays_of(strategy, day_from, reading)
    return _weeks(days, period, counted_from.toordinal(), reading.week) if days else NO_DATES


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


def weekdays_of(strategy: Strategy, day_from: date, reading: Reading) -> tuple[int, ...]:
    """The weekdays of modes 2–5, 0 = Sunday (C3, C6, R5).

    >>> weekdays_of(Strategy(4), date(2027, 1, 1), Reading())
    (2, 4)
    """
    days = FIXED_DAYS.get(strategy.repeat_mode, strategy.days)
    if not days and reading.empty_days == "anchor_weekday":
        return (day_from.isoweekday() % _WEEK,)
    return days


def _weeks(days: tuple[int, ...], period: int, anchor: int, week: str) -> Cycle:
    """Weekdays in every `period`-th week, counted from the week that holds the day `anchor` (R3)."""
    if week == "monday":
        origin = anchor - (anchor - 1) % _WEEK
    elif week == "sunday":
        origin = anchor - anchor % _WEEK
    else:
        origin = anchor
    length = _WEEK * period
    return day_cycle(origin % length, length, _offsets(days, origin % _WEEK))


@lru_cache(maxsize=1_024)
def _offsets(days: tuple[int, ...], week_begins: int) -> tuple[int, ...]:
    """How many days after the week's first day (a weekday, 0 = Sunday) each weekday comes."""
    return tuple(sorted((day - week_begins) % _WEEK for day in days))


def _months(month: int, period: int, day: int, missing: str) -> Cycle | Drift:
    if missing in {"clamp_drift", "overflow_drift"}:
        return drift(month, period, day, missing)
    return month_cycle(month % period, period, day, missing)


def clock_of(window: Window, event: datetime | None, reading: Reading) -> time | None:
    """The time of day of every date (C8, R12, R13); None if it takes an event and there is none.

    >>> clock_of(Window(date(2020, 9, 28), count=1, hours=10), datetime(2020, 9, 21, 15, 45), Reading())
    datetime.time(10, 45)
    """
    hours, minutes = window.hours, window.minutes
    if reading.zero_time == "unset":
        hours, minutes = hours or None, minutes or None
    if reading.lone_time == "zero" and (hours is None) != (minutes is None):
        hours, minutes = hours or 0, minutes or 0
    if hours is not None and minutes is not None:
        return time(hours, minutes)
    if event is None:
        return None
    return time(event.hour if hours is None else hours, event.minute if minutes is None else minutes)


def needs_event(strategy: Strategy, reading: Reading) -> bool:
    """Whether the source event's date can change the dates (R2); where it cannot, nobody has to give one.

    >>> needs_event(Strategy(1), Reading(anchor="event")), needs_event(Strategy(6), Reading(anchor="event"))
    (False, True)
    """
    if reading.anchor == "from":
        return False
    mode = strategy.repeat_mode
    if mode is RepeatMode.MONTHLY or mode is RepeatMode.YEARLY:
        return True
    if mode is RepeatMode.WEEKLY and not strategy.days:
        return reading.empty_days == "anchor_weekday"
    return reading.anchor == "event" and period_of(strategy, reading) > 1


def strategy_refusals(strategy: Strategy, reading: Reading) -> list[Problem]:
    """What the reading refuses about a strategy (R5, R6).

    >>> [problem.field for problem in strategy_refusals(Strategy(5), Reading())]
    ['days']
    """
    mode, problems = strategy.repeat_mode, []
    if mode is RepeatMode.WEEKLY and not strategy.days and reading.empty_days == "refuse":
        problems.append(Problem("days", (), "at least one weekday in mode 5", "reading empty_days (R5) is refuse"))
    if mode in FIXED_DAYS and strategy.interval and reading.fixed_interval == "refuse":
        allowed = f"0 in mode {mode}, which has no unit"
        problems.append(Problem("interval", strategy.interval, allowed, "reading fixed_interval (R6) is refuse"))
    return problems
