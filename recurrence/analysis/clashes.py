"""Which planned classes cannot be held as planned: who or what is taken at the time, or does not work then.

Stretches of time are half-open: a class until 11:00 and one from 11:00 do not clash. What takes no time clashes with
nothing. Knows nothing of where busy times come from, and only presumes what the service would do.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import Enum
from heapq import heappop, heappush
from itertools import chain
from typing import NamedTuple

from recurrence.analysis.workhours import NOTHING_KNOWN, Working, absences, works
from recurrence.errors import InvalidSchedule, Problem

MOST_CLASHES = 1_000_000


class Busy(NamedTuple):
    """Something that takes a team member and resources from `start` to `end` (excluded), both local and naive.

    `id`: the event's at the service, None for what the service does not know of; `service`: the event's service.

    >>> hour = Busy(datetime(2027, 1, 4, 10), datetime(2027, 1, 4, 11), staff=1)
    >>> hour.staff, hour.resources, hour.id
    (1, (), None)
    """

    start: datetime
    end: datetime
    staff: int | None = None
    resources: tuple[int, ...] = ()
    title: str = ""
    id: int | None = None
    service: int | None = None


class By(Enum):
    """What is wanted twice."""

    STAFF = "staff"
    RESOURCE = "resource"


class Against(Enum):
    """What a class clashes with."""

    EVENT = "event"
    ENTRY = "calendar entry"
    CLASS = "planned class"
    HOURS = "work hours"
    ABSENCE = "absence"


class Force(Enum):
    """Whether the API's `force` creates a class all the same. The documentation says it of availability at large."""

    PRESUMABLY = "presumably"
    UNKNOWN_THERE = "not asked: the service does not know of it"


class Clash(NamedTuple):
    """The class number `slot` wants `who` (an id), and that does not go; `other`: what stands in the way.

    `other_slot`: the number of the planned class that is in the way, if it is one. Of two planned classes the later
    one has the clash. `other` is None where the time is outside the work hours.
    """

    slot: int
    by: By
    who: int
    against: Against
    other: Busy | None = None
    other_slot: int | None = None

    @property
    def force(self) -> Force:
        """Whether `force` would override it."""
        return Force.UNKNOWN_THERE if self.against is Against.ENTRY else Force.PRESUMABLY


_Entry = tuple[datetime, int, datetime, int, int]
"""One stretch of time in the sweep: start, rank among those that start at once, end, number, and 1 if it is planned."""

Key = tuple[By, int]
_Other = tuple[Busy, Against]


def clashes(
    slots: Sequence[Busy],
    busy: Iterable[Busy] = (),
    *,
    working: Working = NOTHING_KNOWN,
    most: int = MOST_CLASHES,
) -> tuple[Clash, ...]:
    """Every clash of the planned classes with what is there, with work hours and with each other.

    In order of slots, staff before resources. A class that is there already (`already_there`) is not asked for, so
    it clashes with nothing. Takes n log n for n stretches of time, and the number of clashes. Raises
    `InvalidSchedule` for a stretch of time that ends before it starts, and for more than `most` clashes.

    >>> def at(day, hour, **who):
    ...     return Busy(datetime(2027, 1, day, hour), datetime(2027, 1, day, hour + 2), **who)
    >>> plan = [at(4, 10, staff=1), at(7, 10, staff=1), at(8, 10, staff=1)]
    >>> [
    ...     (clash.slot, clash.by.value, clash.other.title)
    ...     for clash in clashes(plan, [at(7, 11, staff=1, title="Yoga"), at(8, 12, staff=1)])
    ... ]
    [(1, 'staff', 'Yoga')]
    """
    others = [(each, Against.ENTRY if each.id is None else Against.EVENT) for each in busy]
    _check(slots, others)
    there = already_there(slots, (each for each, _ in others))
    wanted = [number for number in range(len(slots)) if number not in there]
    others += [
        (Busy(start, end, staff), Against.ABSENCE)
        for staff, hours in working.items()
        for start, end in absences(hours)
    ]
    found: list[Clash] = []
    for clash in chain(_outside_hours(slots, wanted, working), _overlaps(slots, wanted, others)):
        found.append(clash)
        if len(found) > most:
            raise InvalidSchedule([Problem("clashes", len(found), f"at most {most:,} clashes")])
    return tuple(sorted(found, key=_order))


def already_there(slots: Sequence[Busy], busy: Iterable[Busy]) -> frozenset[int]:
    """The numbers of the classes that exist: an event with the same service, staff and start, the source among them.

    >>> yoga = Busy(datetime(2027, 1, 4, 10), datetime(2027, 1, 4, 11), staff=1, service=7)
    >>> already_there([yoga], [yoga._replace(id=108, end=datetime(2027, 1, 4, 12))])
    frozenset({0})
    """
    known = {_identity(each) for each in busy if each.service is not None}
    return frozenset(number for number, slot in enumerate(slots) if _identity(slot) in known)


def keys_of(each: Busy) -> Iterator[Key]:
    """Whom and what it takes, each once."""
    if each.staff is not None:
        yield By.STAFF, each.staff
    for resource in dict.fromkeys(each.resources):
        yield By.RESOURCE, resource


def _identity(each: Busy) -> tuple[int | None, int | None, datetime]:
    return each.service, each.staff, each.start


def _check(slots: Sequence[Busy], others: Sequence[_Other]) -> None:
    named = (("slots", slots), ("busy", [each for each, _ in others]))
    problems = [
        Problem(f"{name}[{number}]", f"{each.start} to {each.end}", "a local start, and an end not before it")
        for name, list_ in named
        for number, each in enumerate(list_)
        if each.start.tzinfo or each.end.tzinfo or each.end < each.start
    ]
    if problems:
        raise InvalidSchedule(problems)


def _outside_hours(slots: Sequence[Busy], wanted: Iterable[int], working: Working) -> Iterator[Clash]:
    for number in wanted:
        slot = slots[number]
        hours = None if slot.staff is None else working.get(slot.staff)
        if slot.staff is not None and hours and not works(hours, slot.start, slot.end):
            yield Clash(number, By.STAFF, slot.staff, Against.HOURS)


def _overlaps(slots: Sequence[Busy], wanted: Iterable[int], others: Sequence[_Other]) -> Iterator[Clash]:
    """Key by key, so that only what wants the same is ever looked at together."""
    lines: dict[Key, list[_Entry]] = {}
    for number in wanted:
        slot = slots[number]
        _put((slot.start, number, slot.end, number, 1), slot, lines)
    asked = frozenset(lines)
    for number, (other, _) in enumerate(others):
        if not asked.isdisjoint(keys_of(other)):
            _put((other.start, -1 - number, other.end, number, 0), other, lines)
    for (by, who), line in lines.items():
        for place, number, planned in _swept(line):
            if planned:
                yield Clash(place, by, who, Against.CLASS, slots[number], number)
            else:
                other, against = others[number]
                yield Clash(place, by, who, against, other)


def _put(entry: _Entry, each: Busy, lines: dict[Key, list[_Entry]]) -> None:
    """Into the line of each key; what takes no time goes into none."""
    if each.start < each.end:
        for key in keys_of(each):
            lines.setdefault(key, []).append(entry)


def _swept(line: list[_Entry]) -> Iterator[tuple[int, int, int]]:
    """Each pair that overlaps: the planned class, the other, and whether the other is planned too.

    What has begun waits in a heap by its end and is thrown out once, when it has ended; whatever is left in it then
    overlaps. So a long event costs what it clashes with, and no more.
    """
    line.sort()
    planned: list[tuple[datetime, int]] = []
    there: list[tuple[datetime, int]] = []
    for start, _, end, number, is_planned in line:
        while planned and planned[0][0] <= start:
            heappop(planned)
        if not is_planned:
            yield from ((slot, number, 0) for _, slot in planned)
            heappush(there, (end, number))
            continue
        while there and there[0][0] <= start:
            heappop(there)
        yield from ((number, other, 0) for _, other in there)
        yield from ((number, earlier, 1) for _, earlier in planned)
        heappush(planned, (end, number))


_BY = {by: place for place, by in enumerate(By)}
_AGAINST = {against: place for place, against in enumerate(Against)}


def _order(clash: Clash) -> tuple[object, ...]:
    other = clash.other
    moment = (datetime.min, 0) if other is None else (other.start, other.id or 0)
    return (
        *(clash.slot, _BY[clash.by], clash.who, _AGAINST[clash.against], *moment),
        -1 if clash.other_slot is None else clash.other_slot,
    )
