"""What differs between two lists of dates: added, removed, moved, unchanged.

Decides when a date that is gone and one that is new are the same class moved: the same slot of the pattern, else
the same day at another time, else the nearest on another day. Each date-time counts as often as it stands in its
list. Knows nothing of where the dates come from.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from recurrence.errors import InvalidDates, Problem
from recurrence.schedule import Schedule

NEAR = timedelta(days=3)
"""How far apart a date that is gone and a new one are still one that moved: nearer to its week than to the next."""


class How(Enum):
    """By what a date that is gone and a new one are known to be one that moved."""

    SLOT = "same slot of the pattern"
    DAY = "same day"
    NEAR = "another day"


class Moved(NamedTuple):
    """A date that was moved: where it was, where it is, and by what that is known."""

    old: datetime
    new: datetime
    how: How


class Difference(NamedTuple):
    """What differs, each in order of time; `moved` by where it was.

    >>> mornings = [datetime(2027, 1, day, 9) for day in (4, 7, 11)]
    >>> found = compare(mornings, [mornings[0], datetime(2027, 1, 8, 9)])
    >>> found.is_equal, [change.new.day for change in found.moved], [gone.day for gone in found.removed]
    (False, [8], [11])
    """

    added: tuple[datetime, ...]
    removed: tuple[datetime, ...]
    moved: tuple[Moved, ...]
    unchanged: tuple[datetime, ...]

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.moved)

    @property
    def gained(self) -> tuple[datetime, ...]:
        """Every date-time that only the second list has: added, or moved there."""
        return tuple(sorted([*self.added, *(change.new for change in self.moved)]))

    @property
    def lost(self) -> tuple[datetime, ...]:
        """Every date-time that only the first list has: removed, or moved away."""
        return tuple(sorted([*self.removed, *(change.old for change in self.moved)]))

    def mirrored(self) -> "Difference":
        """The same difference seen from the other side.

        >>> compare([datetime(2027, 1, 4, 9)], []).mirrored().added
        (datetime.datetime(2027, 1, 4, 9, 0),)
        """
        moved = [Moved(change.new, change.old, change.how) for change in self.moved]
        return Difference(self.removed, self.added, tuple(sorted(moved, key=_order)), self.unchanged)


Dates = Schedule | Iterable[datetime]


def compare(old: Dates, new: Dates, *, near: timedelta = NEAR) -> Difference:
    """What became of the dates of `old` in `new`: schedules, occurrences, or any naive date-times.

    A date-time in both is unchanged. Of the rest a date moved, in this order, if both sides have it for one slot of
    the pattern (a date-time without a schedule is its own slot); if both have one on the same day, the earliest to
    the earliest; or if they are at most `near` apart, the nearest pair first and of equals the earlier. Raises
    `InvalidDates`.

    >>> before = [datetime(2027, 1, 4, 9), datetime(2027, 1, 7, 9)]
    >>> compare(before, [datetime(2027, 1, 4, 9), datetime(2027, 1, 7, 18)]).moved[0].how
    <How.DAY: 'same day'>
    """
    slots = _slots(old, "old"), _slots(new, "new")
    counts = [Counter(start for start, _ in side) for side in slots]
    unchanged = counts[0] & counts[1]
    gone, fresh = (_rest(side, unchanged) for side in slots)
    moved = [*_of_slots(gone, fresh), *_of_days(gone, fresh), *_of_neighbours(gone, fresh, near)]
    return Difference(
        tuple(sorted(start for start, _ in fresh)),
        tuple(sorted(start for start, _ in gone)),
        tuple(sorted(moved, key=_order)),
        tuple(sorted(unchanged.elements())),
    )


_Slot = tuple[datetime, datetime | None]
"""A start, and the date-time of the pattern that it stands for, if any."""


def _order(change: Moved) -> tuple[datetime, datetime]:
    return change.old, change.new


def _slots(dates: Dates, field: str) -> list[_Slot]:
    if isinstance(dates, Schedule):
        return [(slot.start, slot.pattern) for slot in dates.slots if slot.start is not None]
    found = list(dates)
    wrong = [at for at in found if not isinstance(at, datetime) or at.tzinfo is not None]
    if wrong:
        raise InvalidDates([Problem(field, at, "local date-times without a zone") for at in wrong])
    return [(at, at) for at in found]


def _rest(slots: Sequence[_Slot], unchanged: Counter[datetime]) -> list[_Slot]:
    """The slots that are not unchanged, in order of time."""
    left, rest = Counter(unchanged), []
    for slot in sorted(slots, key=_stable):
        if left[slot[0]]:
            left[slot[0]] -= 1
        else:
            rest.append(slot)
    return rest


def _stable(slot: _Slot) -> tuple[datetime, datetime]:
    return slot[0], slot[1] or datetime.min


def _of_slots(gone: list[_Slot], fresh: list[_Slot]) -> Iterator[Moved]:
    """Dates that both sides have for one slot of the pattern."""
    yield from _paired(gone, fresh, _pattern, How.SLOT)


def _of_days(gone: list[_Slot], fresh: list[_Slot]) -> Iterator[Moved]:
    """Dates on the same day at another time."""
    yield from _paired(gone, fresh, _day, How.DAY)


def _pattern(slot: _Slot) -> datetime | None:
    return slot[1]


def _day(slot: _Slot) -> date:
    return slot[0].date()


def _paired(
    gone: list[_Slot], fresh: list[_Slot], key: Callable[[_Slot], date | None], how: How
) -> Iterator[Moved]:
    """The pairs that share a key, the earliest with the earliest; both lists keep only what is left."""
    waiting: defaultdict[date, list[_Slot]] = defaultdict(list)
    for slot in reversed(fresh):
        if (shared := key(slot)) is not None:
            waiting[shared].append(slot)
    left = []
    for slot in gone:
        shared = key(slot)
        if shared is not None and waiting[shared]:
            yield Moved(slot[0], waiting[shared].pop()[0], how)
        else:
            left.append(slot)
    gone[:] = left
    unpaired = Counter(slot for slots in waiting.values() for slot in slots)
    fresh[:] = [slot for slot in fresh if key(slot) is None or _took(unpaired, slot)]


def _took(left: Counter[_Slot], slot: _Slot) -> bool:
    """Whether there is one left of a slot, which is then taken."""
    left[slot] -= 1
    return left[slot] >= 0


def _of_neighbours(gone: list[_Slot], fresh: list[_Slot], near: timedelta) -> Iterator[Moved]:
    """The nearest pairs, nearest first. The nearest of all are neighbours in time, so only those are ever compared."""
    line = sorted([*((slot[0], False) for slot in gone), *((slot[0], True) for slot in fresh)])
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))
    heap = [(line[b][0] - line[a][0], line[a][0], a, b) for a, b in pairwise(range(len(line)))]
    heapify(heap)
    paired: set[int] = set()
    while heap and heap[0][0] <= near:
        _, _, a, b = heappop(heap)
        if a in paired or b in paired or after[a] != b or line[a][1] == line[b][1]:
            continue
        paired |= {a, b}
        old, new = (b, a) if line[a][1] else (a, b)
        yield Moved(line[old][0], line[new][0], How.NEAR)
        left, right = before[a], after[b]
        if left >= 0:
            after[left] = right
        if right < len(line):
            before[right] = left
        if left >= 0 and right < len(line):
            heappush(heap, (line[right][0] - line[left][0], line[left][0], left, right))
    kept = [line[place] for place in range(len(line)) if place not in paired]
    gone[:] = [(start, None) for start, is_new in kept if not is_new]
    fresh[:] = [(start, None) for start, is_new in kept if is_new]
