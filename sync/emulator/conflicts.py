"""Whether an event may take place: is the team member free and at work, are the resources free.

Knows no request: it is asked about a stretch of time and answers with the wording of the refusal.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sync.emulator.entities import Event, Staff
from sync.emulator.switches import Switches
from sync.emulator.world import World

BUSY_STAFF = "busy_staff"
BUSY_RESOURCE = "busy_resource"


class Wish(NamedTuple):
    """An event that somebody wants to place; `itself`: the id of the event that is being moved, 0 for a new one."""

    location: int
    service_id: int
    staff_id: int
    start: datetime
    length: int
    instances: tuple[int, ...]
    itself: int = 0


def conflict(world: World, switches: Switches, wish: Wish, *, force: bool) -> str | None:
    """The wording of what stands in the way, or None.

    `force` overrides what the switch `force_covers` says, all of it by default (Q23).
    """
    others = [
        event
        for event in world.overlapping(wish.location, wish.start, wish.length)
        if event.id != wish.itself
    ]
    same = [event for event in others if _is_same_class(event, wish)]
    if same and switches.same_class == "always":
        return BUSY_STAFF
    if switches.same_class == "allow":
        others = [event for event in others if event not in same]
    if not (force and switches.force_covers == "all") and _staff_is_busy(world, wish, others):
        return BUSY_STAFF
    return None if force or not _resource_is_busy(wish, others) else BUSY_RESOURCE


def _is_same_class(event: Event, wish: Wish) -> bool:
    return (event.service_id, event.staff_id, event.start) == (wish.service_id, wish.staff_id, wish.start)


def _staff_is_busy(world: World, wish: Wish, others: Iterable[Event]) -> bool:
    if any(event.staff_id == wish.staff_id for event in others):
        return True
    member = world.staff.get(wish.staff_id)
    return member is not None and not works(member, wish.start, wish.length)


def _resource_is_busy(wish: Wish, others: Iterable[Event]) -> bool:
    return any(set(event.instances) & set(wish.instances) for event in others)


def works(member: Staff, start: datetime, length: int) -> bool:
    """Whether a team member is at work during the whole stretch.

    >>> from sync.emulator.entities import Shift
    >>> monday = Staff(1, 1, "Teacher 1", shifts=(Shift(1, 9 * 60, 17 * 60),))
    >>> works(monday, datetime(2027, 1, 4, 16), 3600), works(monday, datetime(2027, 1, 4, 16, 30), 3600)
    (True, False)
    """
    if start.date() in member.days_off:
        return False
    if member.shifts is None:
        return True
    weekday = start.isoweekday() % 7
    midnight = start.replace(hour=0, minute=0, second=0)
    end = start + timedelta(seconds=length)
    return any(
        shift.weekday == weekday
        and midnight + timedelta(minutes=shift.begins) <= start
        and end <= midnight + timedelta(minutes=shift.ends)
        for shift in member.shifts
    )
