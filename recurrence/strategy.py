"""What a duplication strategy is: its modes, its bounds, and every problem of one at once (C1–C4).

Knows nothing of dates: what a strategy means is decided in `rule.py`.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple, Self

from recurrence.errors import InvalidStrategy, Problem, whole

MAX_INTERVAL = 10_000
MAX_ID = 10**12
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
DAYS_ALLOWED = "weekdays from 0 (Sunday) to 6 (Saturday)"
_MOST_DAYS = 1_000  # far more than seven, so that a slip is reported day by day and a flood in one sentence


class RepeatMode(IntEnum):
    """How a class repeats, with the API's numbers (C2).

    >>> RepeatMode(5).name
    'WEEKLY'
    """

    DAILY = 1
    WEEKDAYS = 2
    MON_WED_FRI = 3
    TUE_THU = 4
    WEEKLY = 5
    MONTHLY = 6
    YEARLY = 7


class ContentType(IntEnum):
    """Whether the clients' appointments are copied with the event (C1)."""

    NO_APPOINTMENTS = 1
    APPOINTMENTS = 2


_make = tuple.__new__
_MODES = {int(mode): mode for mode in RepeatMode}
_CONTENT = {int(kind): kind for kind in ContentType}


class _StrategyFields(NamedTuple):
    repeat_mode: RepeatMode
    days: tuple[int, ...]
    interval: int
    content_type: ContentType
    title: str
    id: int | None


_Fields = tuple[RepeatMode, tuple[int, ...], int, ContentType, str, int | None]


class Strategy(_StrategyFields):
    """A duplication strategy (C1): an immutable value, equal to another with the same fields.

    `repeat_mode` 1–7; `days` weekdays 0 = Sunday … 6 = Saturday, used in mode 5 only, repeated or unsorted
    ones are tidied; `interval` 0–10,000, the break: units left out between repeats (C4). Raises
    `InvalidStrategy` with all problems at once.

    >>> Strategy(RepeatMode.WEEKLY, days=(4, 1, 1), interval=2).days
    (1, 4)
    >>> Strategy(8, days=(7,), interval=-1)
    Traceback (most recent call last):
    ...
    recurrence.errors.InvalidStrategy: repeat_mode: 8 is not allowed; it takes 1 daily, 2 weekdays, 3 mon wed fri, \
4 tue thu, 5 weekly, 6 monthly, 7 yearly. days: 7 is not allowed; it takes weekdays from 0 (Sunday) to 6 (Saturday). \
6 is Saturday and Sunday is 0. interval: -1 is not allowed; it takes 0 to 10000.
    """

    __slots__ = ()

    def __new__(
        cls,
        repeat_mode: RepeatMode | int,
        days: Iterable[int] = (),
        interval: int = 0,
        content_type: ContentType | int = ContentType.NO_APPOINTMENTS,
        title: str = "",
        id: int | None = None,  # noqa: A002  the API's own name
    ) -> Self:
        """Take fields that are sound at a glance as they are; look at any others one by one."""
        mode = _MODES.get(repeat_mode) if type(repeat_mode) is int else repeat_mode
        if (
            type(mode) is RepeatMode
            and type(days) is tuple
            and (not days or _are_tidy(days))
            and type(interval) is int
            and 0 <= interval <= MAX_INTERVAL
            and type(content_type) is ContentType
            and type(title) is str
            and id is None
        ):
            return _make(cls, (mode, days, interval, content_type, title, None))
        return _make(cls, _checked(repeat_mode, days, interval, content_type, title, id))

    def replace(self, **changes: object) -> "Strategy":
        """The same strategy with some fields changed, checked like a new one.

        >>> Strategy(5, days=[1]).replace(interval=1).interval
        1
        """
        return Strategy(**{**self._asdict(), **changes})

    _replace = replace  # the inherited one would skip the checks


def _checked(
    mode: object, days: object, interval: object, content: object, title: object, number: object
) -> _Fields:
    """The six fields, tidied; or every problem of theirs."""
    problems: list[Problem] = []
    fields = (
        _mode(mode, problems),
        _days(days, problems),
        whole(interval, "interval", 0, MAX_INTERVAL, problems),
        _content(content, problems),
        _title(title, problems),
        None if number is None else whole(number, "id", 1, MAX_ID, problems),
    )
    if problems:
        raise InvalidStrategy(problems)
    return fields


def _mode(value: object, problems: list[Problem]) -> RepeatMode:
    if isinstance(value, int) and not isinstance(value, bool) and value in _MODES:
        return _MODES[value]
    allowed = ", ".join(f"{mode} {mode.name.lower().replace('_', ' ')}" for mode in RepeatMode)
    problems.append(Problem("repeat_mode", value, allowed))
    return RepeatMode.DAILY


def _title(value: object, problems: list[Problem]) -> str:
    if type(value) is str:
        return value
    problems.append(Problem("title", value, "a text"))
    return ""


def _content(value: object, problems: list[Problem]) -> ContentType:
    if isinstance(value, int) and not isinstance(value, bool) and value in _CONTENT:
        return _CONTENT[value]
    problems.append(Problem("content_type", value, "1 (appointments not copied) or 2 (copied)"))
    return ContentType.NO_APPOINTMENTS


def _days(value: object, problems: list[Problem]) -> tuple[int, ...]:
    if type(value) is tuple and _are_tidy(value):
        return value
    if not isinstance(value, list | tuple | set | frozenset | range) or len(value) > _MOST_DAYS:
        problems.append(Problem("days", value, f"a list of {DAYS_ALLOWED}"))
        return ()
    faults = [
        fault for day in value if type(day) is not int or not 0 <= day <= 6 for fault in _day_problems(day)
    ]
    if faults:
        problems.extend(faults)
        return ()
    return tuple(sorted(set(value)))


def _are_tidy(days: tuple[object, ...]) -> bool:
    """Whether these are weekdays already, in order, each once: then there is nothing to do."""
    last = -1
    for day in days:
        if type(day) is not int or not last < day <= 6:
            return False
        last = day
    return True


def _day_problems(day: object) -> list[Problem]:
    if isinstance(day, bool) or not isinstance(day, int):
        hint = "Write the number without quotes" if isinstance(day, str) and day.isdecimal() else ""
        return [Problem("days", day, f"integers: {DAYS_ALLOWED}", hint)]
    if 0 <= day <= 6:
        return []
    return [Problem("days", day, DAYS_ALLOWED, "6 is Saturday and Sunday is 0")]
