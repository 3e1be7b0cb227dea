"""Every distinct result that readings give for one strategy, window and event, and which readings give it.

The product of the axes is never walked: rules that mean the same days are merged first (R1–R6), then each is crossed
only with those axes of the window, the slot and the time (R7–R13) that can touch its days. What a reading gives is
always asked of `expand`; this file knows only what an axis is about.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import product
from typing import NamedTuple

from recurrence.analysis.readings import EVERY, NONE, Readings, where
from recurrence.cycle import LAST_DAY, Cycle, Drift
from recurrence.errors import InvalidWindow, Problem, RecurrenceError
from recurrence.occurrences import Occurrences, expand
from recurrence.reading import AXES, DOCUMENTED, Reading
from recurrence.rule import FIXED_DAYS, clock_of, rule_of
from recurrence.strategy import RepeatMode, Strategy
from recurrence.window import Window, event_problems

MOST_DATES = 100_000
MOST_COMPARED = 1_000_000
_NEVER_MISSING = 28
_SPARE = 2  # dates beyond a count that it may reach: one for a first day left out, one for the source's slot

Values = Mapping[str, str]
Left = Mapping[str, tuple[str, ...]]
"""For each axis the values that possible readings have."""


class Result(NamedTuple):
    """Readings that give the same: `occurrences`, or a `refusal` (then there are none)."""

    members: Readings
    occurrences: Occurrences | None
    refusal: RecurrenceError | None


class _Rule(NamedTuple):
    """Readings of R1–R6 that mean the same days: one of them, all, and where the window and the slot meet the days.

    `opens`, `closes`, `meets`: whether the window's first day, its last day, the source event's day is a date.
    """

    reading: Reading
    members: Readings
    opens: bool = False
    closes: bool = False
    meets: bool = False


def results_of(
    strategy: Strategy,
    window: Window,
    event: datetime | None,
    possible: Readings = EVERY,
    most: int = MOST_COMPARED,
) -> list[Result]:
    """The distinct results of the possible readings, the first one's first; none has those that lack an event.

    Raises `InvalidWindow` if a reading gives more than 100,000 dates, or all that are compared
    more than `most`.

    >>> from datetime import date
    >>> window = Window(date(2027, 1, 4), till=date(2027, 1, 7), hours=9, minutes=30)
    >>> for found in results_of(Strategy(4), window, None):
    ...     print(len(found.members), found.occurrences)
    103680 <Occurrences 2: 2027-01-05T09:30:00 … 2027-01-07T09:30:00>
    103680 <Occurrences 1: 2027-01-05T09:30:00 … 2027-01-05T09:30:00>
    """
    if event is not None and event_problems(event):
        expand(strategy, window, event)  # raises, whatever the reading
    left = {axis: possible.values(axis) for axis in AXES}
    times = _times(window, event, left)
    found: dict[Occurrences | str, Result] = {}
    compared = 0
    for rule in _rules(strategy, window, event, possible, most):
        for clock, timed in times:
            for choice in _choices(rule, window, event, clock, left):
                members = rule.members & timed & where(**{axis: (value,) for axis, value in choice.items()})
                result = (
                    _result(strategy, window, event, rule.reading.replace(**clock, **choice))
                    if members
                    else None
                )
                if result is None:
                    continue
                if isinstance(result, Occurrences):
                    compared += len(result)
                    _check(compared, most, "in all readings to compare")
                _add(found, result, members)
    return sorted(found.values(), key=lambda each: each.members.place())


def rule_axes(strategy: Strategy, window: Window, event: datetime | None) -> list[str]:
    """The axes R1–R6 that can matter here: conservative, and quick to tell.

    >>> from datetime import date
    >>> rule_axes(Strategy(5, days=[1], interval=1), Window(date(2027, 1, 1), count=3), None)
    ['interval_means', 'anchor', 'week']
    """
    mode = strategy.repeat_mode
    monthly = mode is RepeatMode.MONTHLY or mode is RepeatMode.YEARLY
    weekly = mode is RepeatMode.WEEKLY or mode in FIXED_DAYS
    empty = mode is RepeatMode.WEEKLY and not strategy.days
    days = {window.start.day, event.day if event else 1}
    later = event is not None and event.date() > window.start  # the drifts have nothing before their anchor
    can = {
        "interval_means": strategy.interval > 0,
        "anchor": monthly or empty or strategy.interval > 0,
        "week": weekly and strategy.interval > 0,
        "missing_day": monthly and (later or max(days) > _NEVER_MISSING),
        "empty_days": empty,
        "fixed_interval": mode in FIXED_DAYS and strategy.interval > 0,
    }
    return [axis for axis, possible in can.items() if possible]


def _rules(
    strategy: Strategy, window: Window, event: datetime | None, possible: Readings, most: int
) -> Iterator[_Rule]:
    """The readings of R1–R6, merged where they refuse alike or mean the same days in reach of the window."""
    axes = [(axis, possible.values(axis)) for axis in rule_axes(strategy, window, event)]
    reach = _Reach(window, event, most)
    found: dict[object, _Rule] = {}
    for values in product(*(values for _, values in axes)):
        choice = {axis: value for (axis, _), value in zip(axes, values, strict=True)}
        reading = DOCUMENTED.replace(**choice)
        rule = rule_of(strategy, reading)
        members = where(**{axis: (value,) for axis, value in choice.items()}) & possible
        if not members or (rule.needs_event and event is None):
            continue
        days = None if rule.refusals else reach.days(rule.cycle(window.start, event))
        so_far = found.get(days or rule.refusals, _Rule(reading, NONE, *(reach.met(days) if days else ())))
        found[days or rule.refusals] = so_far._replace(members=so_far.members | members)
    return iter(found.values())


class _Days(NamedTuple):
    """What tells two cycles apart in a window: the days in reach, how many are left at all, if that can matter (else
    −1), and whether the source event's day is one of them.
    """

    days: tuple[int, ...]
    left: int
    meets: bool


class _Reach:
    """The days of a cycle that any window of a reading can show: from `from` until `till`, or until `count` is full."""

    def __init__(self, window: Window, event: datetime | None, most: int) -> None:
        self._most = most
        self._start = window.start.toordinal()
        self._till = window.till.toordinal() if window.till else None
        self._count = window.count or 0
        self._event = event.toordinal() if event else None
        self._known: dict[Cycle | Drift, _Days] = {}
        self._compared = 0

    def days(self, cycle: Cycle | Drift) -> _Days:
        """The days of a cycle that are in reach."""
        if cycle not in self._known:
            self._known[cycle] = self._days(cycle)
        return self._known[cycle]

    def met(self, found: _Days) -> tuple[bool, bool, bool]:
        """Whether the window's first day, its last day and the event's day are among the days."""
        return found.days[:1] == (self._start,), self._till in found.days, found.meets

    def _days(self, cycle: Cycle | Drift) -> _Days:
        numbers = cycle.numbers(self._start, LAST_DAY + 1)
        left = len(numbers)
        until = 0 if self._till is None else len(cycle.numbers(self._start, self._till + 1))
        wanted = self._count if self._count <= left else 0
        self._compared += max(until, wanted)
        _check(max(until, wanted), MOST_DATES, "to compare readings of")
        _check(self._compared, self._most, "in all readings to compare")
        reach = numbers[: max(until, wanted and wanted + _SPARE, 1)]
        is_tight = (
            left < self._count + _SPARE
        )  # then a refusal may say how many are left, the source's slot or not
        meets = self._meets(cycle, numbers if is_tight else reach)
        return _Days(tuple(map(cycle.at, reach)), left if is_tight else -1, meets)

    def _meets(self, cycle: Cycle | Drift, numbers: range) -> bool:
        if self._event is None or not numbers:
            return False
        place = cycle.rank(self._event)
        return place in numbers and cycle.at(place) == self._event


def _check(dates: int, most: int, where_from: str) -> None:
    if dates > most:
        raise InvalidWindow([Problem("window", dates, f"at most {most} dates {where_from}")])


def _times(window: Window, event: datetime | None, left: Left) -> list[tuple[Values, Readings]]:
    """The readings of R12 and R13, merged where they give the same time of day."""
    found: dict[object, tuple[Values, Readings]] = {}
    for lone, zero in product(left["lone_time"], left["zero_time"]):
        choice = {"lone_time": lone, "zero_time": zero}
        clock = clock_of(window, event, DOCUMENTED.replace(**choice))
        first, members = found.get(clock, (choice, NONE))
        found[clock] = first, members | where(lone_time=(lone,), zero_time=(zero,))
    return list(found.values())


def _choices(
    rule: _Rule, window: Window, event: datetime | None, clock: Values, left: Left
) -> Iterator[Values]:
    """The choices in R7–R11 that can touch the days of a rule."""
    source = (
        rule.meets
        and event is not None
        and clock_of(window, event, DOCUMENTED.replace(**clock)) == event.time()
    )
    can = {
        "from_included": rule.opens,
        "till_included": rule.closes,
        "both_limits": window.till is not None and window.count is not None,
        "source_slot": source,
        "count_source": source and window.count is not None,
    }
    axes = [axis for axis, possible in can.items() if possible]
    for values in product(*(left[axis] for axis in axes)):
        yield dict(zip(axes, values, strict=True))


def _result(
    strategy: Strategy, window: Window, event: datetime | None, reading: Reading
) -> Occurrences | RecurrenceError | None:
    """What a reading gives; None if it cannot be tried for want of an event, which says nothing about the dates."""
    try:
        return expand(strategy, window, event, reading)
    except RecurrenceError as refusal:
        lacking = any(problem.field == "event" and problem.value is None for problem in refusal.problems)
        return None if lacking else refusal


def _add(
    found: dict[Occurrences | str, Result], result: Occurrences | RecurrenceError, members: Readings
) -> None:
    if isinstance(result, Occurrences):
        known = found.get(result, Result(NONE, result, None))
        found[result] = known._replace(members=known.members | members)
    else:
        known = found.get(str(result), Result(NONE, None, result))
        found[str(result)] = known._replace(members=known.members | members)
