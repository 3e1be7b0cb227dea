"""A strategy as a rule of RFC 5545: text that says exactly its dates, or a refusal with the reason.

Decides how each mode and each axis of a reading is said. DTSTART is the first date, so that every program counts
intervals from a unit that is active. Nothing is said that is only nearly right.
"""

from datetime import date, datetime
from typing import NamedTuple

from recurrence.errors import Problem, Unsayable
from recurrence.occurrences import Occurrences, expand
from recurrence.reading import DOCUMENTED, Reading
from recurrence.rule import FIXED_DAYS, period_of
from recurrence.strategy import RepeatMode, Strategy
from recurrence.window import Window

WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_ALWAYS_THERE = 28
_LEAP_DAY = (2, 29)
_DAY_OF_YEAR_AFTER_28_FEBRUARY = 60
_Terms = dict[str, str]


class RuleText(NamedTuple):
    """A rule: its first date-time (DTSTART), the value of RRULE, and the date-times of it that are left out (EXDATE).

    >>> rule = RuleText(datetime(2027, 1, 4, 9), "FREQ=WEEKLY;BYDAY=MO;COUNT=3", (datetime(2027, 1, 11, 9),))
    >>> print(rule.text)
    DTSTART:20270104T090000
    RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3
    EXDATE:20270111T090000
    """

    start: datetime
    rule: str
    left_out: tuple[datetime, ...] = ()

    @property
    def text(self) -> str:
        """The lines of a calendar file that say it, on the location's clock (local time, no zone)."""
        lines = [f"DTSTART:{_stamp(self.start)}", f"RRULE:{self.rule}"]
        if self.left_out:
            lines.append("EXDATE:" + ",".join(map(_stamp, self.left_out)))
        return "\n".join(lines)

    @property
    def needs_skip(self) -> bool:
        """Whether it takes RFC 7529 (SKIP), which few programs know."""
        return "SKIP=" in self.rule


class _Asked(NamedTuple):
    """What a rule is made from: counting starts at `counted_from`; `meant` gives day, month and weekday (R2)."""

    strategy: Strategy
    reading: Reading
    counted_from: date
    meant: date
    dates: Occurrences
    left_out: tuple[datetime, ...]

    @property
    def period(self) -> int:
        return period_of(self.strategy, self.reading)

    @property
    def pattern(self) -> list[datetime]:
        """The dates with those left out again in their places: what the rule itself must give."""
        return sorted([*self.dates, *self.left_out])


def to_rrule(
    strategy: Strategy, window: Window, event: datetime | None = None, reading: Reading = DOCUMENTED
) -> RuleText:
    """The rule whose dates are those of `expand`, exactly (RFC 5545; with SKIP of RFC 7529 where only that says it).

    Raises what `expand` raises, and `Unsayable` with the reason: no dates, a day that drifts, a day that overflows
    out of February by more than one.

    >>> strategy = Strategy(5, days=(1, 4), interval=2)
    >>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    >>> print(to_rrule(strategy, window).text)
    DTSTART:20200928T103000
    RRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;WKST=MO;UNTIL=20201022T103000
    """
    dates = expand(strategy, window, event, reading)
    if not dates:
        raise Unsayable([Problem("dates", 0, "at least one date: a rule begins with its first")])
    left_out = _source_slot(strategy, window, event, reading, dates)
    own = event.date() if event and reading.anchor != "from" else window.start
    counted_from = own if reading.anchor == "event" else window.start
    terms = _terms(_Asked(strategy, reading, counted_from, own, dates, left_out))
    if window.till is None:
        terms["COUNT"] = str(len(dates) + len(left_out))
    else:
        terms["UNTIL"] = _stamp(dates[-1])
    return RuleText(dates[0], ";".join(f"{name}={value}" for name, value in terms.items()), left_out)


def _stamp(moment: datetime) -> str:
    return moment.isoformat().replace("-", "").replace(":", "")


def _source_slot(
    strategy: Strategy, window: Window, event: datetime | None, reading: Reading, dates: Occurrences
) -> tuple[datetime, ...]:
    """The source event's slot, where the pattern has it between its first and last date, and the reading skips it."""
    if event is None or reading.source_slot == "create" or not dates[0] < event < dates[-1]:
        return ()
    created = expand(strategy, window, event, reading.replace(source_slot="create"))
    return (event,) if event in created else ()


def _terms(asked: _Asked) -> _Terms:
    mode = asked.strategy.repeat_mode
    if mode is RepeatMode.DAILY:
        return _every("DAILY", asked.period)
    if mode is RepeatMode.MONTHLY:
        return {**_every("MONTHLY", asked.period), **_month_day(asked)}
    if mode is RepeatMode.YEARLY:
        return {**_every("YEARLY", asked.period // 12), **_year_day(asked)}
    return _weekly(asked)


def _every(frequency: str, period: int) -> _Terms:
    return {"FREQ": frequency, **({"INTERVAL": str(period)} if period > 1 else {})}


def _weekly(asked: _Asked) -> _Terms:
    """R3: only where weeks are left out does it matter where a week begins."""
    days = FIXED_DAYS.get(asked.strategy.repeat_mode, asked.strategy.days) or (_weekday(asked.meant),)
    terms = {**_every("WEEKLY", asked.period), "BYDAY": ",".join(WEEKDAYS[day] for day in days)}
    if asked.period > 1:
        starts = {"monday": 1, "sunday": 0, "rolling": _weekday(asked.counted_from)}
        terms["WKST"] = WEEKDAYS[starts[asked.reading.week]]
    return terms


def _weekday(day: date) -> int:
    return day.isoweekday() % 7


def _month_day(asked: _Asked) -> _Terms:
    """R4: the last of the days from 28 on that a month has is the clamped one."""
    day, missing = asked.meant.day, asked.reading.missing_day
    if day <= _ALWAYS_THERE or missing == "skip":
        return {"BYMONTHDAY": str(day)}
    if missing == "clamp":
        return _clamped(day)
    if missing == "overflow":
        return _overflowing(asked, day)
    return {"BYMONTHDAY": str(_steady(asked).day)}


def _clamped(day: int) -> _Terms:
    if day == 31:
        return {"BYMONTHDAY": "-1"}
    return {"BYMONTHDAY": ",".join(map(str, range(_ALWAYS_THERE, day + 1))), "BYSETPOS": "-1"}


def _overflowing(asked: _Asked, day: int) -> _Terms:
    """SKIP=FORWARD means the first of the next month; a 31st in February means the 2nd or 3rd of March."""
    moved = [moment for moment in asked.pattern if moment.day != day]
    if not moved:
        return {"BYMONTHDAY": str(day)}
    if far := [moment for moment in moved if moment.day > 1]:
        said = "a day that overflows to the first of the next month: RFC 7529 has no word for further"
        raise Unsayable([Problem("missing_day", far[0].date().isoformat(), said)])
    if moved[0] == asked.dates[0]:
        said = "a first date on the day of the pattern: a rule counts months from the month of its first date"
        raise Unsayable([Problem("missing_day", moved[0].date().isoformat(), said)])
    return {"BYMONTHDAY": str(day), "RSCALE": "GREGORIAN", "SKIP": "FORWARD"}


def _year_day(asked: _Asked) -> _Terms:
    """R4: only 29 February is ever missing; day 60 of a year is that day, or 1 March where there is none."""
    day, missing = asked.meant, asked.reading.missing_day
    if (day.month, day.day) != _LEAP_DAY or missing == "skip":
        return {"BYMONTH": str(day.month), "BYMONTHDAY": str(day.day)}
    if missing == "clamp":
        return {"BYMONTH": "2", "BYMONTHDAY": "-1"}
    if missing == "overflow":
        return {"BYYEARDAY": str(_DAY_OF_YEAR_AFTER_28_FEBRUARY)}
    steady = _steady(asked)
    return {"BYMONTH": str(steady.month), "BYMONTHDAY": str(steady.day)}


def _steady(asked: _Asked) -> date:
    """The first date, where all are on its day, one period apart: a drift that is over, or has not begun."""
    first = asked.dates[0]
    for number, moment in enumerate(asked.pattern):
        months = (moment.year - first.year) * 12 + moment.month - first.month
        if moment.day != first.day or months != number * asked.period:
            said = "a day of the month that stays the same: this reading loses it on the way"
            raise Unsayable([Problem("missing_day", asked.reading.missing_day, said)])
    return first
