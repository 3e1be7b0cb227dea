"""What can be asked of the API when an event is to be duplicated: its three forms (C7–C9), checked.

Knows neither the API's field names (`wire/` does) nor whom it is sent to.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import NamedTuple, Self

from recurrence import ContentType, Strategy, Window
from recurrence.errors import Problem, whole
from recurrence.strategy import MAX_ID
from sync.errors import BadInput

MOST_DATES = 100_000
DATE_ALLOWED = "local date-times without a zone, to the second"


class Force(Enum):
    """Whether conflicts of staff and resources are to be ignored (the API's `force`)."""

    NO = False
    YES = True


class _ByDatesFields(NamedTuple):
    dates: tuple[datetime, ...]
    content_type: ContentType
    force: Force


class ByDates(_ByDatesFields):
    """Form 1 (C7): copies at these local date-times, in this order, each once.

    `dates`: 1 to 100,000 naive datetimes to the second; how many fit into one request is the API's to say. Raises
    `BadInput` with all problems.

    >>> ByDates([datetime(2020, 10, 3, 13, 30)]).content_type.name
    'NO_APPOINTMENTS'
    >>> ByDates([])
    Traceback (most recent call last):
    ...
    sync.errors.BadInput: dates: 0 is not allowed; it takes 1 to 100000 dates.
    """

    __slots__ = ()

    def __new__(
        cls,
        dates: Iterable[datetime],
        content_type: ContentType = ContentType.NO_APPOINTMENTS,
        force: Force = Force.NO,
    ) -> Self:
        """Check all three fields."""
        problems: list[Problem] = []
        found = _dates(dates, problems)
        content_type = _content(content_type, problems)
        _check_force(force, problems)
        _raise(problems)
        return tuple.__new__(cls, (found, content_type, force))


class _ByStrategyFields(NamedTuple):
    strategy_id: int
    window: Window
    force: Force


class ByStrategy(_ByStrategyFields):
    """Form 2 (C8): the copies that a saved strategy gives in a window; the server works out the dates. V1 only.

    >>> from datetime import date
    >>> ByStrategy(3, Window(date(2020, 9, 28), count=2)).force.name
    'NO'
    """

    __slots__ = ()

    def __new__(cls, strategy_id: int, window: Window, force: Force = Force.NO) -> Self:
        """Check all three fields."""
        problems: list[Problem] = []
        strategy_id = whole(strategy_id, "strategy_id", 1, MAX_ID, problems)
        _check_window(window, problems)
        _check_force(force, problems)
        _raise(problems)
        return tuple.__new__(cls, (strategy_id, window, force))


class _ByParametersFields(NamedTuple):
    strategy: Strategy
    window: Window
    force: Force


class ByParameters(_ByParametersFields):
    """Form 3 (C9): as form 2, with the pattern in the request itself; the strategy's id and title do not matter.

    >>> from datetime import date
    >>> ByParameters(Strategy(5, days=[2, 3]), Window(date(2020, 9, 28), count=2)).strategy.days
    (2, 3)
    """

    __slots__ = ()

    def __new__(cls, strategy: Strategy, window: Window, force: Force = Force.NO) -> Self:
        """Check all three fields."""
        problems: list[Problem] = []
        if not isinstance(strategy, Strategy):
            problems.append(Problem("strategy", strategy, "a Strategy"))
        _check_window(window, problems)
        _check_force(force, problems)
        _raise(problems)
        return tuple.__new__(cls, (strategy, window, force))


Request = ByDates | ByStrategy | ByParameters


def date_problems(moment: object, field: str) -> list[Problem]:
    """What is wrong with one date-time of a class: it must be naive and to the second.

    >>> date_problems(datetime(2020, 10, 3, 13, 30), "dates[0]")
    []
    """
    if not isinstance(moment, datetime):
        return [Problem(field, moment, DATE_ALLOWED)]
    faults = {"it has a zone": moment.tzinfo, "it has microseconds": moment.microsecond}
    return [Problem(field, moment.isoformat(), DATE_ALLOWED, fault) for fault in faults if faults[fault]]


def _dates(value: object, problems: list[Problem]) -> tuple[datetime, ...]:
    if not isinstance(value, Iterable) or isinstance(value, str | bytes | dict):
        problems.append(Problem("dates", value, f"a list of {DATE_ALLOWED}"))
        return ()
    found = tuple(moment for moment, _ in zip(value, range(MOST_DATES + 1), strict=False))
    if not 1 <= len(found) <= MOST_DATES:
        problems.append(Problem("dates", len(found), f"1 to {MOST_DATES} dates"))
        return ()
    problems.extend(
        fault for number, moment in enumerate(found) for fault in date_problems(moment, f"dates[{number}]")
    )
    if not problems and len(set(found)) < len(found):
        twice = Counter(found).most_common(1)[0][0]
        problems.append(Problem("dates", twice.isoformat(), "each date-time once", "it stands there twice"))
    return found


def _content(value: object, problems: list[Problem]) -> ContentType:
    return ContentType(whole(value, "content_type", 1, 2, problems))


def _check_window(value: object, problems: list[Problem]) -> None:
    if not isinstance(value, Window):
        problems.append(Problem("window", value, "a Window"))


def _check_force(value: object, problems: list[Problem]) -> None:
    if not isinstance(value, Force):
        problems.append(Problem("force", value, "Force.NO or Force.YES"))


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise BadInput(problems)
