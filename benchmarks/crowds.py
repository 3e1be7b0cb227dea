"""Planned classes against what is there: the sweep beside the ways that come to mind first.

The peers: every pair; and a list sorted by start, bisected, in which one looks back as far as the longest event. Both
give the same pairs as the sweep; the second is undone by a single long event.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from recurrence.analysis.clashes import Busy, clashes

Pairs = list[tuple[int, int]]
NEW_YEAR = datetime(2027, 1, 1)
HOUR = timedelta(hours=1)
TEACHERS = 50
FULL_SIZE = 100_000
EVERY_PAIR = "every pair"


def crowd(number: int, seed: int, *, years: int = 10, long: int = 0) -> list[Busy]:
    """So many classes of an hour, each of one of fifty teachers, in so many years; `long` of them take all that time."""
    chance, halves = Random(seed), years * 365 * 48
    found = []
    for place in range(number):
        start = NEW_YEAR + chance.randrange(halves) * HOUR / 2
        found.append(Busy(start, start + HOUR, chance.randrange(TEACHERS), id=place + 1))
    whole = Busy(NEW_YEAR, NEW_YEAR + halves * HOUR / 2, 0)
    return [*found, *(whole._replace(id=number + place + 1) for place in range(long))]


def swept(planned: Sequence[Busy], there: Sequence[Busy]) -> Pairs:
    """Ours: the numbers of the classes with the ids of what is in their way."""
    return sorted(
        (clash.slot, clash.other.id)
        for clash in clashes(planned, there)
        if clash.other is not None and clash.other.id is not None
    )


def every_pair(planned: Sequence[Busy], there: Sequence[Busy]) -> Pairs:
    """Quadratic, whatever there is to find."""
    found = [
        (number, other.id)
        for number, slot in enumerate(planned)
        for other in there
        if slot.staff == other.staff and slot.start < other.end and other.start < slot.end
    ]
    return sorted((number, place) for number, place in found if place is not None)


def bisected(planned: Sequence[Busy], there: Sequence[Busy]) -> Pairs:
    """From each class back by the longest event."""
    ordered = sorted(there)
    starts = [other.start for other in ordered]
    longest = max(other.end - other.start for other in there)
    found = [
        (number, other.id)
        for number, slot in enumerate(planned)
        for other in ordered[bisect_left(starts, slot.start - longest) : bisect_left(starts, slot.end)]
        if slot.staff == other.staff and slot.start < other.end
    ]
    return sorted((number, place) for number, place in found if place is not None)


Crowd = tuple[str, str, Callable[[], Pairs], Callable[[], Pairs]]


def crowds(size: int = 1_000) -> Iterator[Crowd]:
    """Each comparison: the work, the peer, both sides. Planned classes are not held against each other by the peers."""
    planned, there = _apart(crowd(size, 1)), crowd(size, 2)
    long = crowd(size, 2, long=1)
    words = f"{size:,} classes against {size:,} events"
    yield words, EVERY_PAIR, lambda: swept(planned, there), lambda: every_pair(planned, there)
    yield words, "sorted and bisected", lambda: swept(planned, there), lambda: bisected(planned, there)
    more = f"{words} and one of ten years"
    yield more, "sorted and bisected", lambda: swept(planned, long), lambda: bisected(planned, long)


def _apart(planned: Sequence[Busy]) -> list[Busy]:
    """The classes without ids, as planned ones have none."""
    return [slot._replace(id=None) for slot in planned]
