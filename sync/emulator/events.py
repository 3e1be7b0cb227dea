"""Single events: creating, changing, deleting, booking and finding them. Knows no HTTP shape but field names."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from sync.emulator.access import Need
from sync.emulator.conflicts import Wish, conflict
from sync.emulator.context import Context
from sync.emulator.entities import Appointment, Event, Service, Texts
from sync.emulator.exchange import Refused
from sync.emulator.fields import MAX_ID, Fields, Query
from sync.emulator.moments import in_zone

LONGEST_DAY = 86_400
MAX_CAPACITY = 10_000
_COLOR = re.compile(r"\A#[0-9a-f]{6}\Z")


class Filters(NamedTuple):
    """Which events a search is after; an empty set takes all."""

    services: frozenset[int]
    staff: frozenset[int]
    instances: frozenset[int]

    def take(self, event: Event) -> bool:
        """Whether an event passes."""
        return (
            (not self.services or event.service_id in self.services)
            and (not self.staff or event.staff_id in self.staff)
            and (not self.instances or bool(self.instances & set(event.instances)))
        )


def filters_of(query: Query) -> Filters:
    """The id filters of a query, in the newer and the older spelling."""
    return Filters(
        query.ids("service_ids", "service_id"),
        query.ids("staff_ids", "staff_id"),
        query.ids("resource_ids", "resource_id"),
    )


def visible(context: Context, filters: Filters) -> Iterable[Event]:
    """The events that lists show: not deleted, and not younger than the search lag; by start."""
    everything = context.world.at_location(context.location.id)
    return (e for e in everything if not e.deleted and e.visible_at <= context.at and filters.take(e))


def between(events: Iterable[Event], first: date, last: date) -> list[Event]:
    """The events from a day to a day, both included."""
    return [event for event in events if first <= event.start.date() <= last]


def upcoming(context: Context, events: Iterable[Event]) -> list[Event]:
    """The events that a V1 search may show, as the switch says."""
    if context.switches.future_only == "no":
        return list(events)
    here = context.here
    return [event for event in events if event.start >= here]


def remove(context: Context) -> None:
    """Soft-delete the event of the path; raises `Refused` 404 for one that is deleted already."""
    context.allow(Need.WRITER)
    event = context.event
    if event.deleted:
        raise Refused(404, "not_found")
    context.world.delete(event.id)


def save(context: Context, generation: int, old: Event | None) -> Event:
    """Create an event from the body, or replace the old one; raises `Refused`, 409 for a conflict."""
    context.allow(Need.WRITER)
    fields = context.fields(422 if generation == 2 else None)
    event, forced = _event(context, fields, generation, old)
    fields.refuse()
    wish = Wish(
        event.location, event.service_id, event.staff_id, event.start, event.length, event.instances, event.id
    )
    if objection := conflict(context.world, context.switches, wish, force=forced):
        raise Refused(409, objection, detail=f"{event.start:%Y-%m-%d %H:%M}")
    identity = old.id if old else context.world.next_ids(1, "increasing")[0]
    context.made.append(identity)
    return context.world.put(replace(event, id=identity))


def _event(context: Context, fields: Fields, generation: int, old: Event | None) -> tuple[Event, bool]:
    service, staff = _service(context, fields), _staff(context, fields)
    technical_break = _break(context, fields, old)
    length = _length(context, fields, generation, service, staff)
    added = (
        technical_break
        if generation == 2 and old is None and not fields.has("technical_break_duration")
        else 0
    )
    event = Event(
        old.id if old else 0,
        context.location.id,
        service.id if service else 0,
        staff,
        _start(context, fields),
        length + added,
        fields.whole("capacity", 1, MAX_CAPACITY),
        fields.wholes("resource_instance_ids", 1, MAX_ID),
        fields.wholes("label_ids", 1, MAX_ID),
        _texts(fields),
        technical_break=technical_break,
        appointments=old.appointments if old else (),
        visible_at=old.visible_at if old else context.at + context.switches.search_lag + context.lag,
        origin=old.origin if old else "api",
    )
    forced = fields.flag("force", **({} if generation == 1 else {"default": False}))
    _known(context, fields, event)
    return event, forced


def _service(context: Context, fields: Fields) -> Service | None:
    identity = fields.whole("service_id", 1, MAX_ID)
    if "service_id" in fields.problems:
        return None
    found = context.world.services.get(identity)
    if found is None or found.location != context.location.id:
        raise Refused(404, "no_service")
    return found


def _staff(context: Context, fields: Fields) -> int:
    identity = fields.whole("staff_id", 1, MAX_ID)
    if "staff_id" not in fields.problems:
        found = context.world.staff.get(identity)
        if found is None or found.location != context.location.id:
            raise Refused(404, "no_staff")
    return identity


def _start(context: Context, fields: Fields) -> datetime:
    wall = fields.moment("date")
    placed = in_zone(wall, context.switches, context.location.timezone_name)
    if placed is None:
        fields.wrong("date", "The clock skips this time.")
    return placed or wall


def _length(context: Context, fields: Fields, generation: int, service: Service | None, staff: int) -> int:
    del context
    if generation == 2:
        length = fields.whole("length", 300, LONGEST_DAY)
        if length % 300:
            fields.wrong("length", "It takes a multiple of 300.")
        return length
    usual = dict(service.staff).get(staff, 3600) if service else 3600
    return fields.whole("length", 1, LONGEST_DAY, default=usual)


def _break(context: Context, fields: Fields, old: Event | None) -> int:
    usual = old.technical_break if old else context.location.technical_break
    found = fields.whole("technical_break_duration", 0, 3600, default=usual)
    if found % 300:
        fields.wrong("technical_break_duration", "It takes a multiple of 300.")
    return found


def _texts(fields: Fields) -> Texts:
    color, *others = (fields.text(name, 500, default="") for name in Texts._fields)
    if color and not _COLOR.match(color):
        fields.wrong("color", "It takes a colour such as #dfd4f2.")
    return Texts(color, *others)


def _known(context: Context, fields: Fields, event: Event) -> None:
    here, world = context.location.id, context.world
    instances = {i for i, found in world.instances.items() if found.location == here}
    labels = {i for i, found in world.labels.items() if found.location == here}
    for name, ids, known in (
        ("resource_instance_ids", event.instances, instances),
        ("label_ids", event.labels, labels),
    ):
        if not set(ids) <= known:
            fields.wrong(name, "There is no such one.")


def book(context: Context) -> Appointment:
    """A client takes a seat in the event of the path; raises `Refused` 422 where none is free."""
    context.allow(Need.PARTNER)
    event = context.event
    if event.deleted:
        raise Refused(404, "not_found")
    if event.records_count >= event.capacity:
        raise Refused(422, "full")
    identity = context.world.next_ids(1, "increasing")[0]
    seat = Appointment(identity, identity, f"Client {len(event.appointments) + 1}")
    context.world.put(replace(event, appointments=(*event.appointments, seat)))
    return seat
