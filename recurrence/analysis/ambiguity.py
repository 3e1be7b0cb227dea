"""Which dates depend on how the documentation is read: every reading, grouped by what it gives.

What all agree on, what is contested and by whom. Knows nothing of how results are found (`results.py`), nor of words.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from recurrence.analysis.readings import EVERY, NONE, Readings, differing_axes
from recurrence.analysis.results import MOST_COMPARED, results_of
from recurrence.errors import InvalidReading, Problem, RecurrenceError
from recurrence.occurrences import Occurrences, expand
from recurrence.reading import AXES, Reading
from recurrence.strategy import Strategy
from recurrence.window import Window


class Group(NamedTuple):
    """Readings that give the same: `occurrences`, or a `refusal` (then there are none).

    `members`: all of them; `readings`: one for each choice that makes a difference here.
    """

    members: Readings
    occurrences: Occurrences | None
    refusal: RecurrenceError | None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings, each standing for those that differ from it only where nothing depends on it."""
        return tuple(self.members.standing())


class Contested(Mapping[datetime, Readings]):
    """The contested date-times in order, each with the readings that have it; put together when asked for.

    `places`: for each the numbers of its groups.
    """

    def __init__(self, groups: tuple[Group, ...], places: Mapping[datetime, tuple[int, ...]]) -> None:
        self._groups = groups
        self.places = places

    def __getitem__(self, moment: datetime) -> Readings:
        found = NONE
        for place in self.places[moment]:
            found |= self._groups[place].members
        return found

    def __iter__(self) -> Iterator[datetime]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


class Ambiguity(NamedTuple):
    """What the readings of the documentation agree and disagree on, for one strategy, window and event.

    `agreed`: the date-times that every reading has (a reading that refuses has none). `contested`: each other
    date-time, in order, with the readings that have it. `groups`: the distinct results, the documented reading's
    first. `axes`: those that change the result, R1 to R13 in order. `untried`: the readings that lack an event.
    """

    agreed: tuple[datetime, ...]
    contested: Contested
    groups: tuple[Group, ...]
    axes: tuple[str, ...]
    untried: Readings

    @property
    def readings(self) -> int:
        """How many distinct results there are."""
        return len(self.groups)

    def group_of(self, reading: Reading) -> Group | None:
        """The group that a reading is in; None if it was not tried."""
        return next((group for group in self.groups if reading in group.members), None)


def ambiguity(
    strategy: Strategy,
    window: Window,
    event: datetime | None = None,
    *,
    possible: Readings = EVERY,
    most: int = MOST_COMPARED,
) -> Ambiguity:
    """Run every reading and group them by equal result (R1–R13); `possible`: those still in question.

    Without an event the readings that need one (R2, R12, R13) are not tried. Raises what `expand` raises if no
    reading at all gives dates, `InvalidReading` if none is possible, and `InvalidWindow` if one gives more than
    100,000 dates, or all together more than `most`.

    >>> from datetime import date
    >>> window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    >>> found = ambiguity(Strategy(5, days=(1, 4), interval=2), window)
    >>> found.readings, found.axes
    (4, ('interval_means', 'from_included'))
    >>> [moment.isoformat() for moment in found.agreed]
    ['2020-10-01T10:30:00']
    >>> len(found.contested[datetime(2020, 10, 12, 10, 30)]), found.untried.values("anchor")
    (69120, ('event',))
    """
    if not possible:
        raise InvalidReading([Problem("possible", "no reading", "at least one")])
    groups = tuple(
        Group(members, occurrences, refusal)
        for members, occurrences, refusal in results_of(strategy, window, event, possible, most)
    )
    if not any(group.occurrences is not None for group in groups):
        expand(strategy, window, event, possible.first())  # raises its refusal
    tried = NONE
    for group in groups:
        tried |= group.members
    axes = differing_axes([group.members for group in groups], tuple(AXES))
    return Ambiguity(*_split(groups), groups, axes, possible - tried)


def _split(groups: tuple[Group, ...]) -> tuple[tuple[datetime, ...], Contested]:
    """The date-times that all groups have, and the others with the groups that have them."""
    having: dict[datetime, list[int]] = {}
    for place, group in enumerate(groups):
        for moment in group.occurrences or ():
            having.setdefault(moment, []).append(place)
    in_order = sorted(having.items())
    agreed = tuple(moment for moment, places in in_order if len(places) == len(groups))
    contested = {moment: tuple(places) for moment, places in in_order if len(places) < len(groups)}
    return agreed, Contested(groups, contested)
