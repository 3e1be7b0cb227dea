"""When a team member works: hours of each weekday, and days away.

The booking API tells neither, so they are given by whoever asks. Knows nothing of classes or of what is planned.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import NamedTuple

Span = tuple[int, int]
"""From one minute of the day to another, the second excluded; 1440 is midnight at the end."""

DAY_MINUTES = 24 * 60
_DAY = timedelta(days=1)


class WorkHours(NamedTuple):
    """The hours that somebody works and the days away, first and last included.

    `weekly`: spans by weekday, 0 = Sunday … 6 = Saturday; a weekday without spans is free; None: nobody has said,
    so any time will do.

    >>> hours = WorkHours({1: ((9 * 60, 18 * 60),)})
    >>> works(hours, datetime(2027, 1, 4, 17), datetime(2027, 1, 4, 18))
    True
    >>> works(hours, datetime(2027, 1, 4, 17, 30), datetime(2027, 1, 4, 18, 30))
    False
    """

    weekly: Mapping[int, tuple[Span, ...]] | None = None
    away: tuple[tuple[date, date], ...] = ()


Working = Mapping[int, WorkHours]
"""The hours of team members, by id; of whom there are none nothing is known."""

NOTHING_KNOWN: Working = MappingProxyType({})


def works(hours: WorkHours, start: datetime, end: datetime) -> bool:
    """Whether the hours cover all of a stretch of time; days away are not asked (see `absences`).

    A class over midnight is covered by hours until 24:00 and from 00:00 of the next day.
    """
    if hours.weekly is None:
        return True
    at: datetime | None = start
    while at is not None and at < end:
        at = _covered_until(hours.weekly, at)
    return at is not None


def absences(hours: WorkHours) -> Iterator[tuple[datetime, datetime]]:
    """Each stretch away, from its first midnight to the midnight after its last day."""
    for first, last in hours.away:
        end = datetime.max if last == date.max else datetime.combine(last + _DAY, time())
        yield datetime.combine(first, time()), end


def _covered_until(weekly: Mapping[int, tuple[Span, ...]], at: datetime) -> datetime | None:
    """The end of the span that a moment lies in."""
    midnight = datetime.combine(at.date(), time())
    minute = (at - midnight) / timedelta(minutes=1)
    for begins, ends in weekly.get(at.isoweekday() % 7, ()):
        if begins <= minute < ends:
            if ends == DAY_MINUTES and at.date() == date.max:
                return datetime.max
            return midnight + timedelta(minutes=ends)
    return None
