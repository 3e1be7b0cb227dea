"""Which readings fit what a server was seen to do: each observation rules some out, and none is ever weighed.

A reading stays while it gives exactly what was observed. Observations that leave none together are named, not
averaged. Knows nothing of how an observation was made (`frontdesk`), nor which one to make next (`probing.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import combinations
from typing import NamedTuple

from recurrence.analysis.readings import EVERY, NONE, Readings
from recurrence.analysis.results import Result, results_of
from recurrence.errors import InvalidWindow, Problem
from recurrence.reading import AXES, Reading
from recurrence.strategy import Strategy
from recurrence.window import Window

_MOST_TRIED = 40  # beyond so many observations a conflict is found by leaving one out after the other


class Observation(NamedTuple):
    """What a server made of a strategy, a window and an event.

    `dates`: the starts that it created, the source event's own not counted unless it was created again; None if it
    refused the request for what it asks. `days`: the days, first and last, on which was looked; None: everywhere.
    """

    strategy: Strategy
    window: Window
    event: datetime
    dates: tuple[datetime, ...] | None
    days: tuple[date, date] | None = None


class Calibration(NamedTuple):
    """What observations leave of the readings.

    `possible`: the readings that fit all of them; `each`: those that fit each by itself; `conflict`: the numbers,
    from 0, of as few observations as possible that leave none together, empty where some reading fits.
    """

    observations: tuple[Observation, ...]
    possible: Readings
    each: tuple[Readings, ...]
    conflict: tuple[int, ...]

    @property
    def settled(self) -> dict[str, str]:
        """The axes on which only one value is left, with that value."""
        return self.possible.settled()

    @property
    def open(self) -> Mapping[str, tuple[str, ...]]:
        """The other axes, each with the values that are left."""
        if not self.possible:
            return {}
        left = {axis: self.possible.values(axis) for axis in AXES}
        return {axis: values for axis, values in left.items() if len(values) > 1}

    @property
    def reading(self) -> Reading | None:
        """The reading that is left; of several that never create different dates the first; None while others are left.

        R11 decides nothing where R10 creates the slot; refusing a strategy without days and finding no dates for it
        (R5) both create nothing.
        """
        if not self.possible:
            return None
        alike = set()
        if self.settled.get("source_slot") == "create":
            alike.add("count_source")
        if "anchor_weekday" not in self.possible.values("empty_days"):
            alike.add("empty_days")
        return self.possible.first() if self.open.keys() <= alike else None


def calibrate(observations: Sequence[Observation], possible: Readings = EVERY) -> Calibration:
    """Rule out the readings that do not give what was observed; `possible`: those in question before.

    Raises `InvalidWindow` for an observation with too many dates to compare.

    >>> monday = datetime(2027, 1, 4, 9)
    >>> strategy, window = Strategy(5, days=[1], interval=2), Window(monday.date(), count=2)
    >>> seen = Observation(strategy, window, datetime(2026, 12, 28, 9), (monday, datetime(2027, 1, 25, 9)))
    >>> found = calibrate([seen])
    >>> found.settled, len(found.possible), found.open["week"]
    ({'interval_means': 'break', 'from_included': 'yes'}, 34560, ('monday', 'sunday', 'rolling'))
    """
    each = tuple(fitting(observation) for observation in observations)
    left = possible
    for members in each:
        left &= members
    conflict = () if left else _conflict(each, possible)
    return Calibration(tuple(observations), left, each, conflict)


def fitting(observation: Observation) -> Readings:
    """The readings that give just what was observed, all of them. Raises `InvalidWindow`."""
    strategy, window, event, dates, days = observation
    problems = _problems(observation)
    if problems:
        raise InvalidWindow(problems)
    found = NONE
    for result in results_of(strategy, window, event):
        if _fits(result, None if dates is None else tuple(sorted(dates)), days):
            found |= result.members
    return found


def _problems(observation: Observation) -> list[Problem]:
    """What makes an observation mean nothing: a date twice, or outside the days that were looked at."""
    _, _, _, dates, days = observation
    if dates is None:
        return []
    twice = sorted({moment for moment in dates if dates.count(moment) > 1})
    problems = [Problem("dates", moment.isoformat(), "each date-time once") for moment in twice[:1]]
    outside = [moment for moment in dates if days and not days[0] <= moment.date() <= days[1]]
    if outside and days:
        allowed = f"date-times on the days that were looked at, {days[0]} to {days[1]}"
        problems.append(Problem("dates", outside[0].isoformat(), allowed))
    return problems


def _fits(result: Result, dates: tuple[datetime, ...] | None, days: tuple[date, date] | None) -> bool:
    """Whether a result is what was seen. A server may also refuse a request for which there are no dates at all."""
    occurrences = result.occurrences
    if dates is None:
        return occurrences is None or not occurrences
    if occurrences is None:
        return days is not None and not dates  # a look cannot tell a refusal from an empty answer
    if days is not None:
        occurrences = occurrences.between(
            datetime.combine(days[0], time()), datetime.combine(days[1], time.max)
        )
    return len(occurrences) == len(dates) and all(map(datetime.__eq__, occurrences, dates))


def _conflict(each: tuple[Readings, ...], possible: Readings) -> tuple[int, ...]:
    """As few observations as possible that leave no reading together; if over three, none of them can be left out."""
    for size in (1, 2, 3) if len(each) <= _MOST_TRIED else ():
        for numbers in combinations(range(len(each)), size):
            if not _left(each, numbers, possible):
                return numbers
    needed = tuple(range(len(each)))
    for number in range(len(each)):
        fewer = tuple(other for other in needed if other != number)
        needed = needed if _left(each, fewer, possible) else fewer
    return needed


def _left(each: tuple[Readings, ...], numbers: Sequence[int], possible: Readings) -> Readings:
    for number in numbers:
        possible &= each[number]
    return possible
