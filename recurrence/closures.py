"""The days on which a studio is closed, and why: single days, weekdays, and days that are open all the same; policies.

Decides which of these wins for a day. Knows no calendars and no files: closed days come in as data.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple, Self

from recurrence.errors import InvalidClosures, Problem

IfClosed = Literal["drop", "next-day", "previous-day", "next-week", "refuse", "append"]
IF_CLOSED: tuple[IfClosed, ...] = ("drop", "next-day", "previous-day", "next-week", "refuse", "append")
"""What becomes of a date on a closed day."""

CountMeans = Literal["generated", "kept"]
COUNT_MEANS: tuple[CountMeans, ...] = ("generated", "kept")
"""What a count counts: the pattern's dates, or those that are left."""

_make = tuple.__new__


class _ClosuresFields(NamedTuple):
    days: Mapping[date, str]
    weekdays: Mapping[int, str]
    open_days: frozenset[date]


class Closures(_ClosuresFields):
    """Closed days, each with its reason: an immutable value.

    `days`: single days; `weekdays`: 0 = Sunday … 6 = Saturday, every week; `open_days` are open whatever the
    other two say, and the reason of a single day is told before that of its weekday. Raises `InvalidClosures`
    with all problems at once.

    >>> closures = Closures({date(2027, 1, 1): "New Year's Day"}, {0: "Sundays"}, {date(2027, 2, 21)})
    >>> closures.why(date(2027, 1, 1)), closures.why(date(2027, 1, 3)), closures.why(date(2027, 2, 21))
    ("New Year's Day", 'Sundays', None)
    """

    __slots__ = ()

    def __new__(
        cls,
        days: Mapping[date, str] | None = None,
        weekdays: Mapping[int, str] | None = None,
        open_days: Iterable[date] = (),
    ) -> Self:
        """Check every day, collecting every problem."""
        days, weekdays, open_days = dict(days or {}), dict(weekdays or {}), frozenset(open_days)
        problems = [
            Problem("days", day, "a day as a date, and a text that says why it is closed")
            for day, why in days.items()
            if not _is_day(day) or type(why) is not str
        ]
        problems += [
            Problem("weekdays", day, "a weekday from 0 (Sunday) to 6 (Saturday), and a text that says why")
            for day, why in weekdays.items()
            if type(day) is not int or not 0 <= day <= 6 or type(why) is not str
        ]
        problems += [Problem("open_days", day, "a day as a date") for day in open_days if not _is_day(day)]
        if problems:
            raise InvalidClosures(problems)
        return _make(cls, (days, weekdays, open_days))

    def __bool__(self) -> bool:
        """Whether any day is closed."""
        return bool(self.days or self.weekdays)

    def why(self, day: date) -> str | None:
        """The reason why a day is closed; None if it is open."""
        if day in self.open_days:
            return None
        reason = self.days.get(day)
        return reason if reason is not None else self.weekdays.get(day.isoweekday() % 7)


def _is_day(day: object) -> bool:
    return isinstance(day, date) and not isinstance(day, datetime)


NO_CLOSURES = Closures()
"""Every day is open."""
