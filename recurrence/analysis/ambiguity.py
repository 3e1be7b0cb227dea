"""Which dates depend on how the documentation is read: every reading that matters, grouped by what it gives.

An axis that cannot matter for the strategy, window and event at hand is left at its default, so a handful of
readings stands for thousands. Knows what each axis is about, not how it is computed.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import product
from typing import NamedTuple

from recurrence.errors import InvalidWindow, Problem, RecurrenceError
from recurrence.occurrences import Occurrences, expand
from recurrence.reading import AXES, DOCUMENTED, Reading
from recurrence.rule import FIXED_DAYS
from recurrence.strategy import RepeatMode, Strategy
from recurrence.window import Window

MOST_DATES = 100_000
_NEVER_MISSING = 28

Choice = tuple[str, ...]
"""A value for each axis at hand, in the order of those axes."""


class Group(NamedTuple):
    """Readings that give the same: `occurrences`, or a `refusal` (then there are none)."""

    readings: tuple[Reading, ...]
    occurrences: Occurrences | None
    refusal: RecurrenceError | None


class Ambiguity(NamedTuple):
    """What the readings of the documentation agree and disagree on, for one strategy, window and event.

    `agreed`: the date-times that every reading has (a reading that refuses has none). `contested`: each other
    date-time, in order, with the readings that have it. `groups`: the distinct results, the documented
    reading's first. `axes`: the names of the axes that change the result, R1 to R13 in order.
    """

    agreed: tuple[datetime, ...]
    contested: Mapping[datetime, tuple[Reading, ...]]
    groups: tuple[Group, ...]
    axes: tuple[str, ...]

    @property
    def readings(self) -> int:
        """How many distinct results there are."""
        return len(self.groups)


def ambiguity(strategy: Strategy, window: Window, event: datetime | None = None) -> Ambiguity:
    """Run every reading that can matter and group them by equal result (R1–R13).

    Without an event the readings that need one (R2, R12, R13) are left out. Raises what `expand` raises if no
    reading at all gives dates, and `InvalidWindow` if one gives more than 100,000.

    >>> from datetime import date
    >>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    >>> found = ambiguity(Strategy(5, days=(1, 4), interval=2), window)
    >>> found.readings, found.axes
    (4, ('interval_means', 'from_included'))
    >>> [moment.isoformat() for moment in found.agreed]
    ['2020-10-01T10:30:00']
    """
    axes = candidate_axes(strategy, window, event)
    results = {
        choice: result
        for choice in product(*axes.values())
        if not _lacks_event(result := _result(strategy, window, event, axes, choice))
    }
    longest = max((len(found) for found in results.values() if isinstance(found, Occurrences)), default=0)
    if longest > MOST_DATES:
        raise InvalidWindow(
            [Problem("window", longest, f"at most {MOST_DATES} dates to compare readings of")]
        )
    grouped: dict[Occurrences | str, list[Choice]] = {}
    for choice, result in results.items():
        grouped.setdefault(result if isinstance(result, Occurrences) else str(result), []).append(choice)
    groups = tuple(_group(axes, choices, results[choices[0]]) for choices in grouped.values())
    if not any(group.occurrences is not None for group in groups):
        expand(strategy, window, event)  # raises the documented reading's refusal
    agreed, contested = _split(groups)
    number = {choice: place for place, choices in enumerate(grouped.values()) for choice in choices}
    return Ambiguity(agreed, contested, groups, tuple(axis for axis in axes if _matters(axis, axes, number)))


def candidate_axes(strategy: Strategy, window: Window, event: datetime | None) -> dict[str, tuple[str, ...]]:
    """The axes that can matter here, each with its values, R1 to R13 in order.

    >>> from datetime import date
    >>> list(candidate_axes(Strategy(1), Window(date(2027, 1, 1), till=date(2027, 2, 1)), None))
    ['from_included', 'till_included']
    """
    mode, both = strategy.repeat_mode, window.till is not None and window.count is not None
    monthly = mode is RepeatMode.MONTHLY or mode is RepeatMode.YEARLY
    weekly = mode is RepeatMode.WEEKLY or mode in FIXED_DAYS
    days = {window.start.day, event.day if event else 1}
    later = event is not None and event.date() > window.start  # the drifts have nothing before their anchor
    can = {
        "interval_means": strategy.interval > 0,
        "anchor": event is not None,
        "week": weekly and strategy.interval > 0,
        "missing_day": monthly and (later or max(days) > _NEVER_MISSING),
        "empty_days": mode is RepeatMode.WEEKLY and not strategy.days,
        "fixed_interval": mode in FIXED_DAYS and strategy.interval > 0,
        "from_included": True,
        "till_included": window.till is not None,
        "both_limits": both,
        "source_slot": event is not None,
        "count_source": event is not None and window.count is not None,
        "lone_time": window.hours is not None or window.minutes is not None,
        "zero_time": window.hours == 0 or window.minutes == 0,
    }
    return {axis: AXES[axis] for axis, possible in can.items() if possible}


def _result(
    strategy: Strategy,
    window: Window,
    event: datetime | None,
    axes: Mapping[str, Choice],
    choice: Choice,
) -> Occurrences | RecurrenceError:
    try:
        return expand(strategy, window, event, _reading(axes, choice))
    except RecurrenceError as refusal:
        return refusal


def _lacks_event(result: Occurrences | RecurrenceError) -> bool:
    """Whether a reading cannot be tried for want of an event: that says nothing about the dates."""
    return isinstance(result, RecurrenceError) and any(
        problem.field == "event" and problem.value is None for problem in result.problems
    )


def _reading(axes: Mapping[str, Choice], choice: Choice) -> Reading:
    return DOCUMENTED.replace(**dict(zip(axes, choice, strict=True)))


def _group(axes: Mapping[str, Choice], choices: list[Choice], result: Occurrences | RecurrenceError) -> Group:
    readings = tuple(_reading(axes, choice) for choice in choices)
    if isinstance(result, Occurrences):
        return Group(readings, result, None)
    return Group(readings, None, result)


def _split(
    groups: tuple[Group, ...],
) -> tuple[tuple[datetime, ...], dict[datetime, tuple[Reading, ...]]]:
    """The date-times that all groups have, and the others with the readings that have them."""
    members = [frozenset(group.occurrences or ()) for group in groups]
    shared = frozenset.intersection(*members)
    having: dict[tuple[int, ...], tuple[Reading, ...]] = {}
    contested: dict[datetime, tuple[Reading, ...]] = {}
    for moment in sorted(frozenset.union(*members) - shared):
        places = tuple(place for place, moments in enumerate(members) if moment in moments)
        if places not in having:
            having[places] = tuple(reading for place in places for reading in groups[place].readings)
        contested[moment] = having[places]
    return tuple(sorted(shared)), contested


def _matters(axis: str, axes: Mapping[str, Choice], number: Mapping[Choice, int]) -> bool:
    """Whether changing this axis alone, from its default, ever changes the result."""
    place, default = list(axes).index(axis), axes[axis][0]
    return any(
        number[choice] != number.get((*choice[:place], default, *choice[place + 1 :]), number[choice])
        for choice in number
    )
