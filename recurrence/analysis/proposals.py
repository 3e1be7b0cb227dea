"""Where a class that clashes could go instead: another time, another day, the end of its series, or nowhere.

Every proposal is free of clashes: with what is there, with work hours, with closures, and with all other planned
classes where they stand after the first proposal of each earlier one was taken. Knows nothing of what people prefer
beyond the order of ways that it is given.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import accumulate, islice
from operator import attrgetter
from typing import NamedTuple

from recurrence.analysis.clashes import Busy, Clash, Key, already_there, clashes, keys_of
from recurrence.analysis.workhours import DAY_MINUTES, NOTHING_KNOWN, WorkHours, Working, absences, works
from recurrence.closures import NO_CLOSURES, Closures

_MINUTE = timedelta(minutes=1)
_MOST_APPENDED = 1_000
"""How many date-times of a pattern are looked at for one that is free."""


class Way(Enum):
    """What can be done about a clash."""

    STAY = "stay: free once earlier proposals are taken"
    TIME = "other time that day"
    DAY = "other day that week"
    APPEND = "append at the end"
    DROP = "drop"


class Proposal(NamedTuple):
    """What to do, and the new start (None: the class is dropped)."""

    way: Way
    start: datetime | None


class Wishes(NamedTuple):
    """How far to look: `ways` in the order of preference, `each` proposals of a way, times `step` minutes apart.

    Where the work hours say nothing, other times lie between the minutes `opens` and `closes` of the day; none is
    before `earliest`. To drop the class is proposed last, also where `ways` leaves it out: it always goes.
    """

    ways: tuple[Way, ...] = (Way.TIME, Way.DAY, Way.APPEND, Way.DROP)
    each: int = 3
    step: int = 30
    opens: int = 7 * 60
    closes: int = 22 * 60
    earliest: datetime = datetime.min


DEFAULT_WISHES = Wishes()


class Series(NamedTuple):
    """The planned classes of one pattern; `after`: the pattern's next date-time after a moment, None if it ends."""

    slots: tuple[Busy, ...]
    after: Callable[[datetime], datetime | None] = lambda _: None


class Choice(NamedTuple):
    """One class with clashes, and what can be done; `slot` is its number in `series`. The first proposal is taken.

    >>> Choice(0, 0, Busy(datetime.min, datetime.min), (), (Proposal(Way.DROP, None),)).first.way.value
    'drop'
    """

    series: int
    slot: int
    planned: Busy
    clashes: tuple[Clash, ...]
    proposals: tuple[Proposal, ...]

    @property
    def first(self) -> Proposal:
        """The proposal that `take_first` takes."""
        return self.proposals[0]


def propose(
    plan: Sequence[Series],
    busy: Iterable[Busy] = (),
    *,
    working: Working = NOTHING_KNOWN,
    closures: Closures = NO_CLOSURES,
    wishes: Wishes = DEFAULT_WISHES,
) -> tuple[Choice, ...]:
    """For each class with clashes what can be done about it, by start.

    The numbers in the clashes count the classes of all series in a row. Raises as `clashes`.

    >>> monday = datetime(2027, 1, 4, 10)
    >>> hour = Busy(monday, monday.replace(hour=11), staff=1)
    >>> (choice,) = propose([Series((hour,))], [hour._replace(title="Yoga", id=5)])
    >>> [(p.way.value, str(p.start)) for p in choice.proposals[2:5]]
    [('other time that day', '2027-01-04 11:30:00'), ('other day that week', '2027-01-05 10:00:00'),
     ('other day that week', '2027-01-06 10:00:00')]
    """
    there, slots = tuple(busy), [slot for series in plan for slot in series.slots]
    of: dict[int, list[Clash]] = {}
    for clash in clashes(slots, there, working=working):
        of.setdefault(clash.slot, []).append(clash)
    owners = [(number, place) for number, series in enumerate(plan) for place in range(len(series.slots))]
    search = _Search(plan, there, working, closures, wishes)
    choices = []
    for slot in sorted(of, key=lambda number: (slots[number].start, number)):
        owner, place = owners[slot]
        proposals = search.settle(slots[slot], owner)
        choices.append(Choice(owner, place, slots[slot], tuple(of[slot]), proposals))
    return tuple(choices)


def take_first(plan: Sequence[Series], choices: Sequence[Choice]) -> tuple[Series, ...]:
    """The plan with the first proposal of each choice taken, in order of time: no clashes remain.

    >>> yoga = Busy(datetime(2027, 1, 4, 10), datetime(2027, 1, 4, 11), staff=1)
    >>> plan = [Series((yoga,))]
    >>> (taken,) = take_first(plan, propose(plan, [yoga._replace(id=5)]))
    >>> str(taken.slots[0].start)
    '2027-01-04 11:00:00'
    """
    settled = {(choice.series, choice.slot): choice.first.start for choice in choices}
    taken = []
    for number, series in enumerate(plan):
        starts = [settled.get((number, place), slot.start) for place, slot in enumerate(series.slots)]
        kept = [moved(slot, start) for slot, start in zip(series.slots, starts, strict=True) if start]
        taken.append(series._replace(slots=tuple(sorted(kept, key=attrgetter("start")))))
    return tuple(taken)


def moved(slot: Busy, start: datetime) -> Busy:
    """The same class at another time."""
    return slot._replace(start=start, end=start + (slot.end - slot.start))


class _Search:
    """What is taken, and what is planned where; changes as first proposals are taken, one class after another."""

    def __init__(
        self,
        plan: Sequence[Series],
        busy: Sequence[Busy],
        working: Working,
        closures: Closures,
        wishes: Wishes,
    ) -> None:
        away = [Busy(*span, staff) for staff, hours in working.items() for span in absences(hours)]
        self._there, self._planned = _There([*busy, *away]), _Planned()
        self._working, self._closures, self._wishes = working, closures, wishes
        self._after = [series.after for series in plan]
        self._ends = [max((slot.start for slot in series.slots), default=datetime.min) for series in plan]
        slots = [(slot, owner) for owner, series in enumerate(plan) for slot in series.slots]
        skipped = already_there([slot for slot, _ in slots], busy)
        for number, (slot, owner) in enumerate(slots):
            if number not in skipped:
                self._planned.add(slot, owner)

    def settle(self, slot: Busy, owner: int) -> tuple[Proposal, ...]:
        """The proposals for a class of a series; the first is taken at once."""
        self._planned.remove(slot, owner)
        if self._is_free(slot, owner):
            proposals = [Proposal(Way.STAY, slot.start)]
        else:
            ways = dict.fromkeys((*self._wishes.ways, Way.DROP))
            proposals = [proposal for way in ways for proposal in self._of(way, slot, owner)]
        start = proposals[0].start
        if start is not None:
            self._planned.add(moved(slot, start), owner)
            self._ends[owner] = max(self._ends[owner], start)
        return tuple(proposals)

    def _of(self, way: Way, slot: Busy, owner: int) -> Iterable[Proposal]:
        if way is Way.DROP:
            return [Proposal(way, None)]
        if way is Way.TIME:
            looked = self._times(slot)
        elif way is Way.DAY:
            looked = _days(slot)
        else:
            looked = self._appended(owner) if way is Way.APPEND else iter(())
        fits = (start for start in looked if self._fits(slot, start, owner))
        return [Proposal(way, start) for start in islice(fits, 1 if way is Way.APPEND else self._wishes.each)]

    def _times(self, slot: Busy) -> Iterator[datetime]:
        """The nearest first, the later of two; in the work hours, or where nothing is known of them in those wished."""
        hours = self._hours(slot)
        known = hours is not None and hours.weekly is not None
        midnight = datetime.combine(slot.start, time())
        for offset in _outwards(range(self._wishes.step, DAY_MINUTES, self._wishes.step)):
            begins = (slot.start - midnight) / _MINUTE + offset
            ends = begins + (slot.end - slot.start) / _MINUTE
            wished = self._wishes.opens <= begins and ends <= self._wishes.closes
            if 0 <= begins < DAY_MINUTES and (known or wished):
                yield midnight + begins * _MINUTE

    def _appended(self, owner: int) -> Iterator[datetime]:
        at = self._ends[owner]
        for _ in range(_MOST_APPENDED):
            following = self._after[owner](at)
            if following is None:
                return
            yield following
            at = following

    def _fits(self, slot: Busy, start: datetime, owner: int) -> bool:
        """Whether the class can be there: in time, on an open day, and free of clashes."""
        if start < self._wishes.earliest or start > datetime.max - (slot.end - slot.start):
            return False
        return self._closures.why(start.date()) is None and self._is_free(moved(slot, start), owner)

    def _is_free(self, slot: Busy, owner: int) -> bool:
        hours = self._hours(slot)
        if hours and not works(hours, slot.start, slot.end):
            return False
        return self._there.is_free(slot) and self._planned.is_free(slot, owner)

    def _hours(self, slot: Busy) -> WorkHours | None:
        return None if slot.staff is None else self._working.get(slot.staff)


def _days(slot: Busy) -> Iterator[datetime]:
    """The same time on the other days of the week, from Monday on; the nearest first, the later of two."""
    monday = slot.start.toordinal() - slot.start.weekday()
    for offset in _outwards(range(1, 7)):
        day = slot.start.toordinal() + offset
        if monday <= day < monday + 7 and 1 <= day <= date.max.toordinal():
            yield datetime.combine(date.fromordinal(day), slot.start.time())


def _outwards(distances: Iterable[int]) -> Iterator[int]:
    for distance in distances:
        yield distance
        yield -distance


class _There:
    """What is there and stays: for each key the starts in order, and the latest end of all up to each."""

    def __init__(self, busy: Iterable[Busy]) -> None:
        spans: dict[Key, list[tuple[datetime, datetime]]] = {}
        for each in busy:
            if each.start < each.end:
                for key in keys_of(each):
                    spans.setdefault(key, []).append((each.start, each.end))
        self._starts = {key: sorted(start for start, _ in pairs) for key, pairs in spans.items()}
        self._latest = {
            key: list(accumulate((end for _, end in sorted(pairs)), max)) for key, pairs in spans.items()
        }

    def is_free(self, slot: Busy) -> bool:
        """Whether nothing that it wants is taken: of what starts before its end nothing ends after its start."""
        for key in keys_of(slot):
            before = bisect_left(self._starts.get(key, ()), slot.end)
            if before and self._latest[key][before - 1] > slot.start:
                return False
        return True


class _Planned:
    """What is planned, by key and day."""

    def __init__(self) -> None:
        self._spans: dict[tuple[Key, int], list[Busy]] = {}
        self._starts: Counter[tuple[int, datetime]] = Counter()

    def add(self, slot: Busy, owner: int) -> None:
        """A class of a series."""
        self._starts[owner, slot.start] += 1
        for place in _places(slot):
            self._spans.setdefault(place, []).append(slot)

    def remove(self, slot: Busy, owner: int) -> None:
        """A class that was added."""
        self._starts[owner, slot.start] -= 1
        for place in _places(slot):
            self._spans[place].remove(slot)

    def is_free(self, slot: Busy, owner: int) -> bool:
        """Whether nothing that it wants is planned then, and its series has no class at that start."""
        return not self._starts[owner, slot.start] and not any(
            other.start < slot.end and slot.start < other.end
            for place in _places(slot)
            for other in self._spans.get(place, ())
        )


def _places(slot: Busy) -> Iterator[tuple[Key, int]]:
    """Each key on each day that a class touches."""
    if slot.start < slot.end:
        last = (slot.end - timedelta.resolution).toordinal()
        for key in keys_of(slot):
            yield from ((key, day) for day in range(slot.start.toordinal(), last + 1))
