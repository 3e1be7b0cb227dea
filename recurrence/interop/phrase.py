"""Strategies and windows as English sentences (Russian comes with the surfaces).

Says what was asked for and how it is read; it computes no dates.
"""

from datetime import date, datetime

from recurrence.reading import DOCUMENTED, Reading
from recurrence.rule import FIXED_DAYS, clock_of, period_of
from recurrence.strategy import WEEKDAYS, RepeatMode, Strategy
from recurrence.window import Window

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MISSING = {
    "skip": "months without it are left out",
    "clamp": "or on the last day of a shorter month",
    "overflow": "counted on into the next month where it is missing",
    "clamp_drift": "cut to shorter months and then kept there",
    "overflow_drift": "pushed into the next month where it is missing and then kept there",
}
_MISSING_LEAP_DAY = {
    "skip": "years without it are left out",
    "clamp": "or on 28 February",
    "overflow": "or on 1 March",
    "clamp_drift": "on 28 February from the first year without it",
    "overflow_drift": "on 1 March from the first year without it",
}
_SHORTEST_MONTH = 28
NO_DATES = "No dates, since no weekday is given"


def sentence(
    strategy: Strategy, window: Window, event: datetime | None = None, reading: Reading = DOCUMENTED
) -> str:
    """The strategy in a window as one English sentence.

    >>> strategy = Strategy(5, days=(1, 4), interval=2)
    >>> sentence(strategy, Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30))
    'Every 3rd week on Monday and Thursday at 10:30, from Mon 28 Sep 2020 until Wed 28 Oct 2020.'
    """
    clock = clock_of(window, event, reading)
    at = f" at {clock:%H:%M}" if clock else ""
    repeat = pattern(strategy, window, event, reading)
    return f"{repeat}." if repeat == NO_DATES else f"{repeat}{at}, {_limits(window, reading)}."


def pattern(strategy: Strategy, window: Window, event: datetime | None, reading: Reading) -> str:
    """The repeat alone: how often, and on which days.

    >>> pattern(Strategy(6), Window(date(2027, 1, 31), count=3), None, DOCUMENTED)
    'Every month on day 31 (months without it are left out)'
    >>> pattern(Strategy(5), Window(date(2027, 1, 31), count=3), None, Reading(empty_days="none"))
    'No dates, since no weekday is given'
    """
    day_from = event if event and reading.anchor != "from" else window.start
    mode, period = strategy.repeat_mode, period_of(strategy, reading)
    if mode is RepeatMode.DAILY:
        return _every(period, "day")
    if mode is RepeatMode.MONTHLY:
        return f"{_every(period, 'month')} on day {day_from.day}{_missing(day_from, reading)}"
    if mode is RepeatMode.YEARLY:
        day = f"{day_from.day} {MONTHS[day_from.month - 1]}"
        return f"{_every(period // 12, 'year')} on {day}{_missing_yearly(day_from, reading)}"
    weekdays = _on_weekdays(strategy, day_from, reading)
    return f"{_every(period, 'week')} {weekdays}" if weekdays else NO_DATES


def ordinal(number: int) -> str:
    """The number as an English ordinal.

    >>> [ordinal(number) for number in (2, 3, 11, 21, 112)]
    ['2nd', '3rd', '11th', '21st', '112th']
    """
    teens = 10 < number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def listed(words: list[str]) -> str:
    """Words as an English list.

    >>> listed(["Monday", "Wednesday", "Friday"])
    'Monday, Wednesday and Friday'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def day_text(day: date) -> str:
    """A day in short: weekday, day, month, year.

    >>> day_text(date(2020, 9, 28))
    'Mon 28 Sep 2020'
    """
    return f"{WEEKDAYS[day.isoweekday() % 7][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year:04d}"


def _every(period: int, unit: str) -> str:
    return f"Every {unit}" if period == 1 else f"Every {ordinal(period)} {unit}"


def _on_weekdays(strategy: Strategy, day_from: date, reading: Reading) -> str:
    """The weekdays; empty if there are none."""
    if strategy.repeat_mode is RepeatMode.WEEKDAYS:
        return "from Monday to Friday"
    days = FIXED_DAYS.get(strategy.repeat_mode, strategy.days)
    if not days and reading.empty_days == "anchor_weekday":
        return f"on {WEEKDAYS[day_from.isoweekday() % 7]}"
    monday_first = sorted(days, key=lambda day: (day - 1) % 7)
    return f"on {listed([WEEKDAYS[day] for day in monday_first])}" if days else ""


def _missing(day_from: date, reading: Reading) -> str:
    return f" ({_MISSING[reading.missing_day]})" if day_from.day > _SHORTEST_MONTH else ""


def _missing_yearly(day_from: date, reading: Reading) -> str:
    leap_day = (day_from.month, day_from.day) == (2, 29)
    return f" ({_MISSING_LEAP_DAY[reading.missing_day]})" if leap_day else ""


def _limits(window: Window, reading: Reading) -> str:
    begin = f"from {day_text(window.start)}"
    till = f"{begin} until {day_text(window.till)}" if window.till else ""
    count = f"{window.count} date{'' if window.count == 1 else 's'}" if window.count else ""
    limits = {"count": f"{begin}, {count}", "till": till}
    both = limits.get(reading.both_limits, f"{till}, at most {count}")
    limit = both if till and count else till or limits["count"]
    ends = {"first": reading.from_included, "last": reading.till_included}
    left_out = [name for name, kept in ends.items() if kept == "no"]
    return limit + (f", {listed(left_out)} day left out" if left_out else "")
