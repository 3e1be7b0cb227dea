"""The forms that facts take in the front desk's English: numbers with their nouns, days and times in short.

Decides forms only; those of dates and numbers that the engine's sentences need too are `recurrence.interop.english`'s.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from frontdesk.shell.arguments import DAYS
from frontdesk.shell.safe import visible
from frontdesk.words.conditions import condition
from recurrence.interop.english import FORMS as COMMON
from recurrence.interop.english import MONTHS
from recurrence.interop.tongue import Forms
from recurrence.strategy import WEEKDAYS


def _with(one: str, many: str = "") -> Callable[[int], str]:
    """A number and the noun beside it."""
    return lambda number: f"{number:,} {one if number == 1 else many or one + 's'}"


def _or(one: str, many: str) -> Callable[[int], str]:
    """The word that goes with a number, without it."""
    return lambda number: one if number == 1 else many


def money(amount: Decimal) -> str:
    """An amount in hundredths, where it has any.

    >>> money(Decimal("1234.50")), money(Decimal("60.000"))
    ('1,234.50', '60')
    """
    cents = amount.quantize(_CENT, ROUND_HALF_EVEN)
    return f"{cents:,.0f}" if cents == cents.to_integral_value() else f"{cents:,}"


def hours(time: timedelta) -> str:
    """Hours and minutes, seconds only where there are some.

    >>> hours(timedelta(hours=1234, minutes=5)), hours(timedelta(seconds=90))
    ('1,234:05', '0:01:30')
    """
    seconds = int(time.total_seconds())
    told = f"{seconds // 3600:,}:{seconds // 60 % 60:02}"
    return f"{told}:{seconds % 60:02}" if seconds % 60 else told


def _closed_counts(numbers: Mapping[str, int]) -> str:
    words = {"left": "left out", "moved": "moved", "appended": "appended"}
    return ", ".join(f"{number:,} {words[what]}" for what, number in numbers.items())


def _stamp(at: datetime) -> str:
    return f"{WEEKDAYS[at.isoweekday() % 7][:3]} {at:%Y-%m-%d %H:%M}" + (f":{at:%S}" if at.second else "")


def _event_ids(ids: Sequence[int]) -> str:
    return f"{'event' if len(ids) == 1 else 'events'} {', '.join(map(str, ids))}"


_CENT = Decimal("0.01")

FORMS: Forms = {
    "money": money,
    "hours": hours,
    "conditions": lambda choices: " and ".join(condition(axis, value) for axis, value in choices),
    "either": " or ".join,
    "codes": lambda days: ", ".join(DAYS[day] for day in days),
    "closure": str,
    "days": lambda ends: f"{ends[0]} to {ends[1]}",
    "visible": lambda path: visible(path, len(path)),
    "years": lambda ends: " to ".join(map(str, dict.fromkeys(ends))),
    "day_named": lambda at: f"{WEEKDAYS[at.isoweekday() % 7][:3]} {at.date()}",
    "brief_day": COMMON["day"],
    "brief_moment": lambda at: f"{COMMON['day'](at)} {at:%H:%M}",
    "stamp": _stamp,
    "weekday_short": lambda at: WEEKDAYS[at.isoweekday() % 7][:3],
    "weekday_head": lambda day: WEEKDAYS[day][:2],
    "month_name": lambda month: MONTHS[month - 1],
    "closed_counts": _closed_counts,
    "event_ids": _event_ids,
    "are": _or("is", "are"),
    "clashes": _or("clashes", "clash"),
    "are_in_all": lambda number: f"{_with('date')(number)} {'is' if number == 1 else 'are'}",
    "refuse": lambda number: f"{number} refuse{'s' if number == 1 else ''}",
    "holidays": lambda number: f"{number} holiday{'' if number == 1 else 's'}",
    "more_dates": _with("more date"),
    "more_months": _with("more month"),
    "more_years": _with("more year"),
    "events": _with("event"),
    "requests": _with("request"),
    "strategies": _with("strategy", "strategies"),
    "traps": _with("trap"),
    "observations": _with("observation"),
    "classes": _with("class", "classes"),
}
"""What a text may ask for behind a colon, beside the forms of the engine's sentences."""
