"""How a pattern becomes dates: a function that is passed in, and the default one, which asks our engine.

Tests pass the brute-force oracle instead, so that engine and emulator do not agree by construction.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from recurrence import Reading, RecurrenceError, Strategy, Window, expand


class Pattern(NamedTuple):
    """What repeats: the strategy's fields that decide dates, as the wire names them."""

    repeat_mode_id: int
    days: tuple[int, ...]
    interval: int


@dataclass(frozen=True, slots=True)
class Span:
    """Where: the window's fields, as the wire names them (`start` is `from`)."""

    start: date
    till: date | None
    count: int | None
    hours: int | None
    minutes: int | None


class Refusal(NamedTuple):
    """A pattern that cannot be expanded: what is wrong, by field."""

    problems: Mapping[str, list[str]]


Expander = Callable[[Pattern, Span, datetime, Mapping[str, str]], Iterable[datetime] | Refusal]
"""Pattern, span, the source event's start and the axes of the reading that differ → date-times, lazily, or a refusal."""


def engine(
    pattern: Pattern, span: Span, event: datetime, axes: Mapping[str, str]
) -> Iterable[datetime] | Refusal:
    """What `recurrence.expand` says.

    >>> span = Span(date(2020, 9, 28), None, 2, 10, 30)
    >>> [moment.isoformat() for moment in engine(Pattern(5, (1, 4), 2), span, datetime(2020, 9, 21), {})]
    ['2020-09-28T10:30:00', '2020-10-01T10:30:00']
    """
    try:
        strategy = Strategy(pattern.repeat_mode_id, pattern.days, pattern.interval)
        window = Window(span.start, span.till, span.count, span.hours, span.minutes)
        return expand(strategy, window, event=event.replace(second=0), reading=Reading(**axes))
    except RecurrenceError as error:
        found: dict[str, list[str]] = {}
        for problem in error.problems:
            found.setdefault(problem.field, []).append(problem.message)
        return Refusal(found)
