"""Which facts about a day make it one of a pattern's, or not: weekday, place in the cycle, day of the month.

Each mode asks its own questions of a day, by calendar arithmetic on that day alone. It never looks at the cycle that
`rule.py` makes of the same strategy: the two must agree, and tests compare them. Knows nothing of windows.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from recurrence.analysis.facts import Begins, Fact, Ignored, InUnit, OnDayOfMonth, OnWeekday, Unit
from recurrence.cycle import ERA_MONTHS
from recurrence.reading import Reading
from recurrence.rule import FIXED_DAYS, period_of
from recurrence.strategy import RepeatMode, Strategy

_YEAR = 12
_WEEK = 7
_LAST_MONTH = date.max.year * _YEAR + date.max.month - 1


class Asked(NamedTuple):
    """A strategy as it is read, the day where counting starts, and the day that gives day and weekday (R2)."""

    strategy: Strategy
    reading: Reading
    counted_from: date
    day_from: date

    @property
    def period(self) -> int:
        """Every how many days, weeks, months or years."""
        yearly = self.strategy.repeat_mode is RepeatMode.YEARLY
        return period_of(self.strategy, self.reading) // (_YEAR if yearly else 1)


def asked(strategy: Strategy, reading: Reading, start: date, event: datetime | None) -> Asked:
    """What decides every day of a pattern that is searched from `start`, with or without a source event."""
    if event is None or reading.anchor == "from":
        return Asked(strategy, reading, start, start)
    counted_from = event.date() if reading.anchor == "event" else start
    return Asked(strategy, reading, counted_from, event.date())


def pattern_facts(about: Asked, day: date) -> Iterator[Fact]:
    """The facts of a day in a pattern, in the order in which a person would look."""
    mode = about.strategy.repeat_mode
    if about.strategy.days and mode is not RepeatMode.WEEKLY:
        yield Ignored(holds=True, clauses=("C3",), field="days")
    if mode is RepeatMode.DAILY:
        yield _in_unit(about, "day", day.toordinal(), about.counted_from.toordinal(), 1)
    elif mode is RepeatMode.MONTHLY or mode is RepeatMode.YEARLY:
        yield from _monthly(about, day)
    else:
        yield _on_weekday(about, day)
        if mode in FIXED_DAYS and about.strategy.interval and about.reading.fixed_interval == "ignore":
            yield Ignored(holds=True, clauses=("C2", "R6"), field="interval")
        yield _in_week(about, day)


# --- days and weeks -----------------------------------------------------------------------------------------------


def _on_weekday(about: Asked, day: date) -> OnWeekday:
    mode, weekday = about.strategy.repeat_mode, day.isoweekday() % _WEEK
    if mode in FIXED_DAYS:
        clauses = ("C2", "C6") if mode is RepeatMode.WEEKDAYS else ("C2",)
        return OnWeekday(weekday in FIXED_DAYS[mode], clauses, weekday, FIXED_DAYS[mode], None)
    days = about.strategy.days
    if days or about.reading.empty_days == "none":
        return OnWeekday(weekday in days, ("C3",) if days else ("C3", "R5"), weekday, days, None)
    stands_in = about.day_from
    days = (stands_in.isoweekday() % _WEEK,)
    return OnWeekday(weekday in days, ("C3", "R2", "R5"), weekday, days, stands_in)


def _in_week(about: Asked, day: date) -> InUnit:
    """The week that begins on Monday, on Sunday, or on the weekday of the anchor (R3)."""
    anchor, here = about.counted_from.toordinal(), day.toordinal()
    begins = {"monday": 1, "sunday": 0, "rolling": anchor}[about.reading.week]  # ordinal 1 is a Monday
    first, counted_from = (ordinal - (ordinal - begins) % _WEEK for ordinal in (here, anchor))
    return _in_unit(about, "week", first, counted_from, _WEEK)


def _in_unit(about: Asked, unit: Unit, first: int, counted_from: int, length: int) -> InUnit:
    """The place of a day or a week, given by its first ordinal, in the cycle."""
    period = about.period
    place = (first - counted_from) // length % period
    following = _day(first + (period - place) * length) if place else None
    clauses = _clauses(about, ("R3",) if unit == "week" else ())
    return InUnit(place == 0, clauses, unit, _cut(first), place + 1, period, _cut(counted_from), following)


def _clauses(about: Asked, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What the place in a cycle rests on; where every unit counts, neither anchor nor weeks matter."""
    fixed = about.strategy.repeat_mode in FIXED_DAYS and about.strategy.interval
    axes = ("R2", *more) if about.period > 1 else ()
    return ("C4", *(("R1",) if about.strategy.interval and about.period > 1 else ()), *axes) + (
        ("R6",) if fixed else ()
    )


def _cut(ordinal: int) -> date:
    """The day, or the calendar's first where a week began before it."""
    return date.fromordinal(max(ordinal, 1))


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None


# --- months and years ---------------------------------------------------------------------------------------------


class Stretch(NamedTuple):
    """From month number `month` on (0 = January of year 0) the dates are on `day`, lost in month `lost_in` (R4)."""

    month: int
    day: int
    lost_in: int | None


def _monthly(about: Asked, day: date) -> Iterator[Fact]:
    """Year or month in the cycle, then where that month's date falls."""
    stretches = _stretches(about)
    month = day.year * _YEAR + day.month - 1
    if about.reading.missing_day.endswith("_drift") and month < stretches[0].month:
        yield Begins(holds=False, clauses=("R2", "R4"), first=_first_date(stretches))
        return
    here = [stretch for stretch in stretches if stretch.month <= month][-1:] or stretches[:1]
    yearly = about.strategy.repeat_mode is RepeatMode.YEARLY
    meant = _month_of_year(day, here[0]) if yearly else _month_meant(about, day, here[0])
    yield _in_year(about, day) if yearly else _in_month(about, meant, here[0])
    yield _on_day_of_month(about, day, meant, here[0])


def _stretches(about: Asked) -> tuple[Stretch, ...]:
    """The stretches on one day of the month each: one, or under the drifts one more for each loss."""
    base = about.day_from if about.strategy.repeat_mode is RepeatMode.YEARLY else about.counted_from
    first = Stretch(about.counted_from.year * _YEAR + base.month - 1, about.day_from.day, None)
    rule = about.reading.missing_day
    return _drifting(first, _step(about), rule) if rule.endswith("_drift") else (first,)


@lru_cache(maxsize=128)  # the search for a loss may go to the end of the calendar
def _drifting(first: Stretch, step: int, rule: str) -> tuple[Stretch, ...]:
    found = [first]
    while (lost := _first_without(found[-1], step)) is not None:
        length = _length(lost)
        clamped = rule == "clamp_drift"
        found.append(
            Stretch(lost if clamped else lost + 1, length if clamped else found[-1].day - length, lost)
        )
    return tuple(found)


def _step(about: Asked) -> int:
    return period_of(about.strategy, about.reading)


def _first_without(stretch: Stretch, step: int) -> int | None:
    """The first month of a stretch that lacks its day; None if the calendar has none."""
    for number in range(ERA_MONTHS):  # after so many the same months come again
        month = stretch.month + number * step
        if month > _LAST_MONTH or stretch.day <= 28:
            return None
        if _length(month) < stretch.day:
            return month
    return None


def _first_date(stretches: Sequence[Stretch]) -> date:
    """Where a drifting pattern begins."""
    meant = stretches[0]
    if _length(meant.month) < meant.day:
        meant = stretches[1]
    return _first_of(meant.month).replace(day=meant.day)


def _month_of_year(day: date, stretch: Stretch) -> date:
    """The month of the day's year in which a yearly pattern has its date."""
    return date(day.year, stretch.month % _YEAR + 1, 1)


def _month_meant(about: Asked, day: date, stretch: Stretch) -> date:
    """The day's month, or the one before where that one's date runs over onto the day (R4 `overflow`)."""
    before = _first_of(day.year * _YEAR + day.month - 2) if day >= date(1, 2, 1) else None
    if about.reading.missing_day != "overflow" or before is None:
        return day.replace(day=1)
    active = (_number(before) - stretch.month) % _step(about) == 0
    return before if active and _landing(before, stretch.day, "overflow") == day else day.replace(day=1)


def _in_month(about: Asked, month: date, stretch: Stretch) -> InUnit:
    step, number = _step(about), _number(month)
    place = (number - stretch.month) % step
    following = number + step - place
    return InUnit(
        place == 0,
        _clauses(about),
        "month",
        month,
        place + 1,
        step,
        _first_of(stretch.month),
        _first_of(following) if place and following <= _LAST_MONTH else None,
    )


def _in_year(about: Asked, day: date) -> InUnit:
    period, anchor = about.period, about.counted_from.year
    place = (day.year - anchor) % period
    following = day.year + period - place
    return InUnit(
        place == 0,
        _clauses(about),
        "year",
        date(day.year, 1, 1),
        place + 1,
        period,
        date(anchor, 1, 1),
        date(following, 1, 1) if place and following <= date.max.year else None,
    )


def _on_day_of_month(about: Asked, day: date, month: date, stretch: Stretch) -> OnDayOfMonth:
    rule = about.reading.missing_day
    lands = _landing(month, stretch.day, rule)
    short = monthrange(month.year, month.month)[1] < stretch.day or stretch.lost_in is not None
    clauses = ("C2", "R2", "R4") if short else ("C2", "R2")
    lost_in = None if stretch.lost_in is None else _first_of(stretch.lost_in)
    return OnDayOfMonth(lands == day, clauses, month, stretch.day, lands, rule, about.day_from.day, lost_in)


def _landing(month: date, day: int, rule: str) -> date | None:
    """Where a day of a month falls: there, or where R4 puts it; None if nowhere, or past the calendar."""
    length = monthrange(month.year, month.month)[1]
    if day <= length:
        return month.replace(day=day)
    if rule == "skip":
        return None
    if rule.startswith("clamp"):
        return month.replace(day=length)
    following = _number(month) + 1
    return _first_of(following).replace(day=day - length) if following <= _LAST_MONTH else None


def _number(month: date) -> int:
    return month.year * _YEAR + month.month - 1


def _first_of(month: int) -> date:
    return date(month // _YEAR, month % _YEAR + 1, 1)


def _length(month: int) -> int:
    return monthrange(month // _YEAR, month % _YEAR + 1)[1]
