"""A world from a JSON document and back: the shape of `examples/studio.json`, with a few fields more.

Lists may stand in V1 envelopes or bare. What events mention without a list of its own (team members, services,
resources) is taken from them. A dump is a seed: reading it gives an equal world. Access tokens are in neither.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sync.emulator.entities import (
    Appointment,
    Event,
    Instance,
    Label,
    Location,
    Resource,
    Service,
    Shift,
    Staff,
    Strategy,
    Texts,
)
from sync.emulator.errors import EmulatorError
from sync.emulator.exchange import Document
from sync.emulator.fields import parsed_moment
from sync.emulator.v1_shapes import records, stamp
from sync.emulator.walls import zone
from sync.emulator.world import World

_LOCATION_NAMES = ("company_id", "salon_id", "location_id")


def read_file(path: Path) -> World:
    """The world of a seed or state file; raises `EmulatorError` naming the file's fault, or `OSError`."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise EmulatorError("seed", path.name, f"a JSON file ({error})") from None
    return read(document)


def read(document: object) -> World:
    """The world of a seed document; raises `EmulatorError`.

    >>> world = read(
    ...     {
    ...         "location": {"id": 1, "timezone_name": "UTC"},
    ...         "events": [
    ...             {
    ...                 "id": 5,
    ...                 "service_id": 2,
    ...                 "staff_id": 3,
    ...                 "date": "2027-01-04 10:30:00",
    ...                 "length": 3600,
    ...                 "capacity": 9,
    ...             }
    ...         ],
    ...     }
    ... )
    >>> world.events[5].end.isoformat(), sorted(world.staff)
    ('2027-01-04T11:30:00', [3])
    """
    if not isinstance(document, Mapping):
        raise EmulatorError("seed", type(document).__name__, "an object with a location and lists")
    try:
        return _read(document)
    except EmulatorError:
        raise
    except KeyError as error:
        raise EmulatorError(
            "seed", f"an entry without {error}", "the shape of examples/studio.json"
        ) from None
    except (TypeError, ValueError, AttributeError) as error:
        raise EmulatorError(
            "seed", f"a value that is none ({error})", "the shape of examples/studio.json"
        ) from None


def _read(document: Mapping[str, Any]) -> World:
    world = World()
    for entry in _locations(document):
        world.locations[entry["id"]] = _location(entry)
    here = next(iter(world.locations))
    events = _listed(document, "events")
    _read_people_and_things(world, document, here)
    for entry in _listed(document, "strategies"):
        world.strategies[entry["id"]] = _strategy(entry, here)
    for entry in events:
        _mentioned(world, entry, here)
        world.put(_event(entry, here))
    world.last_id = max(document.get("last_id", 0), *_all_ids(world))
    return world


def _read_people_and_things(world: World, document: Mapping[str, Any], here: int) -> None:
    for entry in _listed(document, "staff"):
        world.staff[entry["id"]] = _staff(entry, here)
    for entry in _listed(document, "resources"):
        place = _place(entry, here)
        world.resources[entry["id"]] = Resource(entry["id"], place, entry.get("title", ""))
        for instance in entry.get("instances", []):
            known = Instance(instance["id"], place, instance.get("title", ""), entry["id"])
            world.instances[known.id] = known
    for entry in _listed(document, "services"):
        world.services[entry["id"]] = _service(entry, here)
        for kind in entry.get("resources", []):
            known_kind = Resource(kind["id"], _place(kind, here), kind.get("title", ""))
            world.resources.setdefault(kind["id"], known_kind)
    for entry in _listed(document, "labels"):
        world.labels[entry["id"]] = _label(entry, here)


def _locations(document: Mapping[str, Any]) -> list[Document]:
    found = document.get("locations", [document.get("location")])
    if not isinstance(found, list) or not found or not all(isinstance(entry, dict) for entry in found):
        given = "no location" if found in ([], [None]) else "a location that is no object"
        raise EmulatorError(
            "seed", given, "a location with an id, or a list of them as `locations`, and its events"
        )
    return found


def _listed(document: Mapping[str, Any], name: str) -> list[Document]:
    content = document.get(name, [])
    found = content.get("data", []) if isinstance(content, Mapping) else content
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise EmulatorError(f"seed.{name}", type(found).__name__, "a list of objects")
    return found


def _place(entry: Mapping[str, Any], here: int) -> int:
    return next((entry[name] for name in _LOCATION_NAMES if name in entry), here)


def _location(entry: Mapping[str, Any]) -> Location:
    name = entry.get("timezone_name", "UTC")
    try:
        zone(name)
    except (ValueError, OSError, LookupError):
        raise EmulatorError("seed.location.timezone_name", name, "a zone of the tz database") from None
    return Location(entry["id"], entry.get("title", ""), name, entry.get("technical_break_duration", 0))


def _staff(entry: Mapping[str, Any], here: int) -> Staff:
    shifts = entry.get("shifts")
    return Staff(
        entry["id"],
        _place(entry, here),
        entry.get("name", ""),
        entry.get("specialization", ""),
        None if shifts is None else tuple(_shift(shift) for shift in shifts),
        frozenset(date.fromisoformat(day) for day in entry.get("days_off", [])),
    )


def _shift(entry: Mapping[str, Any]) -> Shift:
    """Hours such as `{"weekday": 1, "from": "09:00", "till": "21:00"}`; 24:00 is the end of the day."""
    return Shift(entry["weekday"], _minutes(entry["from"]), _minutes(entry["till"]))


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _service(entry: Mapping[str, Any], here: int) -> Service:
    category = entry.get("category") or {}
    return Service(
        entry["id"],
        _place(entry, here),
        entry.get("title", ""),
        category.get("id", entry.get("category_id", 0)),
        category.get("title", ""),
        entry.get("capacity", 1),
        entry.get("price_min", 0),
        entry.get("price_max", 0),
        entry.get("is_multi", True),
        tuple((member["id"], member["length"]) for member in entry.get("staff", [])),
        tuple(kind["id"] for kind in entry.get("resources", [])),
        entry.get("prepaid", "forbidden"),
    )


def _label(entry: Mapping[str, Any], here: int) -> Label:
    looks = {name: entry[name] for name in ("icon", "color", "font_color") if name in entry}
    return Label(entry["id"], _place(entry, here), entry.get("title", ""), **looks)


def _strategy(entry: Mapping[str, Any], here: int) -> Strategy:
    return Strategy(
        entry["id"],
        _place(entry, here),
        entry.get("title", ""),
        entry["repeat_mode_id"],
        tuple(entry.get("days") or ()),
        entry.get("interval") or 0,
        entry.get("content_type") or 1,
    )


def _event(entry: Mapping[str, Any], here: int) -> Event:
    start = parsed_moment(entry["date"])
    if start is None:
        raise EmulatorError(f"seed.events.{entry['id']}.date", entry["date"], "YYYY-MM-DD HH:MM:SS")
    details = entry.get("duration_details") or [{}]
    first = details[0] if isinstance(details, list) else details
    return Event(
        entry["id"],
        _place(entry, here),
        entry["service_id"],
        entry["staff_id"],
        start,
        entry["length"],
        entry["capacity"],
        tuple(instance["id"] for instance in entry.get("resource_instances", [])),
        tuple(label["id"] for label in entry.get("labels", [])),
        Texts(*(entry.get(name) or "" for name in Texts._fields)),
        technical_break=first.get("technical_break_duration", 0),
        appointments=tuple(_appointment(seat) for seat in entry.get("records", [])),
        deleted=entry.get("is_deleted", False),
        origin=entry.get("origin", "seed"),
    )


def _appointment(entry: Mapping[str, Any]) -> Appointment:
    client = entry.get("client") or {}
    return Appointment(
        entry["id"],
        client.get("id", entry["id"]),
        client.get("name", "Client"),
        entry.get("deleted", False),
    )


def _mentioned(world: World, entry: Mapping[str, Any], here: int) -> None:
    """Whom and what an event names without an entry of its own."""
    place = _place(entry, here)
    staff = {"id": entry["staff_id"], **(entry.get("staff") or {})}
    world.staff.setdefault(entry["staff_id"], _staff(staff, place))
    service = {"id": entry["service_id"], **(entry.get("service") or {})}
    world.services.setdefault(entry["service_id"], _service(service, place))
    for instance in entry.get("resource_instances", []):
        kind = instance.get("resource_id", 0)
        known = Instance(instance["id"], place, instance.get("title", ""), kind)
        world.instances.setdefault(instance["id"], known)
    for label in entry.get("labels", []):
        world.labels.setdefault(label["id"], _label(label, place))


def _all_ids(world: World) -> Iterable[int]:
    """Every id of what gets new ones: events, strategies, appointments; 0 for an empty world."""
    yield 0
    yield from world.events
    yield from world.strategies
    for event in world.events.values():
        yield from (seat.id for seat in event.appointments)


def dump(world: World) -> Document:
    """The world as a seed document."""
    return {
        "locations": [_dumped_location(location) for location in world.locations.values()],
        "staff": [_dumped_staff(member) for member in world.staff.values()],
        "resources": [_dumped_resource(world, kind) for kind in _kinds(world)],
        "services": [_dumped_service(service) for service in world.services.values()],
        "labels": [
            {
                "id": label.id,
                "company_id": label.location,
                "title": label.title,
                "icon": label.icon,
                "color": label.color,
                "font_color": label.font_color,
            }
            for label in world.labels.values()
        ],
        "strategies": [_dumped_strategy(strategy) for strategy in world.strategies.values()],
        "events": [dumped_event(event) for event in world.events.values()],
        "last_id": world.last_id,
    }


def _kinds(world: World) -> list[Resource]:
    """All kinds of resources, those too that only an instance names."""
    named = dict(world.resources)
    for instance in world.instances.values():
        named.setdefault(instance.resource_id, Resource(instance.resource_id, instance.location, ""))
    return list(named.values())


def _dumped_location(location: Location) -> Document:
    return {
        "id": location.id,
        "title": location.title,
        "timezone_name": location.timezone_name,
        "technical_break_duration": location.technical_break,
    }


def _dumped_staff(member: Staff) -> Document:
    shifts = None
    if member.shifts is not None:
        shifts = [
            {"weekday": shift.weekday, "from": _clock(shift.begins), "till": _clock(shift.ends)}
            for shift in member.shifts
        ]
    return {
        "id": member.id,
        "company_id": member.location,
        "name": member.name,
        "specialization": member.specialization,
        "shifts": shifts,
        "days_off": sorted(day.isoformat() for day in member.days_off),
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _dumped_resource(world: World, kind: Resource) -> Document:
    instances = [
        {"id": instance.id, "title": instance.title}
        for instance in world.instances.values()
        if instance.resource_id == kind.id
    ]
    return {"id": kind.id, "company_id": kind.location, "title": kind.title, "instances": instances}


def _dumped_service(service: Service) -> Document:
    return {
        "id": service.id,
        "company_id": service.location,
        "title": service.title,
        "category": {"id": service.category_id, "title": service.category_title},
        "capacity": service.capacity,
        "price_min": service.price_min,
        "price_max": service.price_max,
        "is_multi": service.is_multi,
        "staff": [{"id": member, "length": length} for member, length in service.staff],
        "resources": [{"id": kind} for kind in service.resources],
        "prepaid": service.prepaid,
    }


def _dumped_strategy(strategy: Strategy) -> Document:
    return {
        "id": strategy.id,
        "company_id": strategy.location,
        "title": strategy.title,
        "repeat_mode_id": strategy.repeat_mode_id,
        "days": list(strategy.days),
        "interval": strategy.interval,
        "content_type": strategy.content_type,
    }


def dumped_event(event: Event) -> Document:
    """An event with all that is known of it."""
    return {
        "id": event.id,
        "company_id": event.location,
        "service_id": event.service_id,
        "staff_id": event.staff_id,
        "date": stamp(event.start),
        "length": event.length,
        "capacity": event.capacity,
        "resource_instances": [{"id": instance} for instance in event.instances],
        "labels": [{"id": label} for label in event.labels],
        **event.texts._asdict(),
        "duration_details": [{"technical_break_duration": event.technical_break}],
        "records": records(event),
        "is_deleted": event.deleted,
        "origin": event.origin,
    }
