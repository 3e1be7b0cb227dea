"""Which stretch of the calendar is asked for, and at what time of day (C8–C10).

Knows nothing of strategies; which limit wins and what an hour alone means is a `Reading` (R7–R9, R12, R13).
"""

from datetime import date, datetime
from typing import NamedTuple, Self

from recurrence.errors import InvalidWindow, Problem, whole

MAX_COUNT = 10**9
_make = tuple.__new__


class _WindowFields(NamedTuple):
    start: date
    till: date | None
    count: int | None  # type: ignore[assignment]  # the API's word; tuple.count is not missed
    hours: int | None
    minutes: int | None


_Fields = tuple[date, date | None, int | None, int | None, int | None]


class Window(_WindowFields):
    """From a day until a day, or for a count of dates; at the event's time or at `hours`:`minutes`.

    `start` is the API's `from` (C10); `till` a date not before it; `count` 1–10⁹; `hours` 0–23, `minutes`
    0–59, each the source event's when left out (C8). Raises `InvalidWindow` with all problems at once.

    >>> Window(date(2020, 9, 28), till=date(2020, 10, 28)).till
    datetime.date(2020, 10, 28)
    >>> Window(date(2020, 9, 28), hours=24)
    Traceback (most recent call last):
    ...
    recurrence.errors.InvalidWindow: till: a value is missing; it takes a last day (till) or a number of dates \
(count). hours: 24 is not allowed; it takes 0 to 23.
    """

    __slots__ = ()

    def __new__(
        cls,
        start: date,
        till: date | None = None,
        count: int | None = None,
        hours: int | None = None,
        minutes: int | None = None,
    ) -> Self:
        """Take fields that are sound at a glance as they are; look at any others one by one."""
        if (
            type(start) is date
            and type(till) is date
            and start <= till
            and count is None
            and type(hours) is int
            and 0 <= hours <= 23
            and type(minutes) is int
            and 0 <= minutes <= 59
        ):
            return _make(cls, (start, till, None, hours, minutes))
        return _make(cls, _checked(start, till, count, hours, minutes))

    def replace(self, **changes: object) -> "Window":
        """The same window with some fields changed, checked like a new one.

        >>> Window(date(2027, 1, 1), count=3).replace(count=4).count
        4
        """
        return Window(**{**self._asdict(), **changes})

    _replace = replace  # the inherited one would skip the checks


def _checked(start: date, till: date | None, count: object, hours: object, minutes: object) -> _Fields:
    """The five fields; or every problem of theirs."""
    problems: list[Problem] = []
    ordered = _day(start, "from", problems)
    if till is not None:
        ordered = _day(till, "till", problems) and ordered
        if ordered and till < start:
            allowed = f"a day not before from ({start.isoformat()})"
            problems.append(Problem("till", till.isoformat(), allowed))
    elif count is None:
        problems.append(Problem("till", None, "a last day (till) or a number of dates (count)"))
    fields = (
        start,
        till,
        None if count is None else whole(count, "count", 1, MAX_COUNT, problems),
        None if hours is None else whole(hours, "hours", 0, 23, problems),
        None if minutes is None else whole(minutes, "minutes", 0, 59, problems),
    )
    if problems:
        raise InvalidWindow(problems)
    return fields


def _day(value: object, field: str, problems: list[Problem]) -> bool:
    if isinstance(value, date) and not isinstance(value, datetime):
        return True
    hint = "it has a time: give its .date()" if isinstance(value, datetime) else ""
    problems.append(Problem(field, value, "a date", hint))
    return False


def event_problems(event: object) -> list[Problem]:
    """What is wrong with a source event's start: it is a local date-time to the minute, without a zone.

    >>> event_problems(datetime(2020, 9, 21, 10, 30))
    []
    >>> event_problems(datetime(2020, 9, 21, 10, 30, 15))[0].hint
    'it has seconds'
    """
    if type(event) is datetime and not (event.second or event.microsecond or event.tzinfo):
        return []
    if not isinstance(event, datetime):
        return [Problem("event", event, "a local date-time to the minute")]
    faults = {
        "it has a zone": event.tzinfo,
        "it has seconds": event.second,
        "it has microseconds": event.microsecond,
    }
    return [
        Problem("event", event.isoformat(), "a local date-time to the minute", fault)
        for fault in faults
        if faults[fault]
    ]
