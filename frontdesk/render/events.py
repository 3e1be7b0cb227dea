"""Events and services for people and programs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console

from frontdesk.render.columns import Column, csv_lines, json_text, table
from frontdesk.shell.safe import visible
from frontdesk.words.small import weekday
from sync.events import Deleted, Event, Service
from sync.snapshot import event_document
from sync.wire.dialect import Generation

LIST_SCHEMA = "recurrence.events/1"
EVENT_SCHEMA = "recurrence.event/1"
SERVICES_SCHEMA = "recurrence.services/1"
COLUMNS = (
    Column("id", number="right"),
    Column("day"),
    Column("date"),
    Column("time"),
    Column("min", number="right"),
    Column("service", gives_way="yes"),
    Column("staff", gives_way="yes"),
    Column("taken", number="right"),
)
SERVICE_COLUMNS = (
    Column("id", number="right"),
    Column("title", gives_way="yes"),
    Column("seats", number="right"),
    Column("price", number="right"),
    Column("category", gives_way="yes"),
    Column("staff", gives_way="yes"),
)
CSV = (
    *("id", "date", "time", "minutes", "service_id", "service", "staff_id", "staff"),
    *("taken", "seats", "resources"),
)
SERVICES_CSV = ("id", "title", "seats", "price_min", "price_max", "category", "staff", "resources")


def named(events: Iterable[Event], services: Sequence[Service]) -> tuple[Event, ...]:
    """The events, with the names of services and staff where the API did not tell them with the event."""
    titles = {service.id: service.title for service in services}
    staff = {person.id: person.name for service in services for person in service.staff}
    return tuple(
        event.replace(
            title=event.title or titles.get(event.service_id, ""),
            staff_name=event.staff_name or staff.get(event.staff_id, ""),
        )
        for event in events
    )


def list_as_table(events: Sequence[Event], console: Console) -> Iterator[str]:
    """A line for each event, by start."""
    yield from table(COLUMNS, map(_row, events), console)
    yield f"\n{len(events):,} event{'' if len(events) == 1 else 's'}.\n"


def list_as_json(events: Sequence[Event], host: str, location: int, days: tuple[date, date]) -> Iterator[str]:
    """The shape `recurrence.events/1`."""
    yield json_text(
        LIST_SCHEMA,
        {
            "host": host,
            "location": location,
            "from": days[0].isoformat(),
            "till": days[1].isoformat(),
            "count": len(events),
            "events": [event_document(event) for event in events],
        },
    )


def list_as_csv(events: Sequence[Event]) -> Iterator[str]:
    """A line for each event."""
    yield from csv_lines(CSV, map(_csv_row, events))


def event_as_table(event: Event, generation: Generation) -> Iterator[str]:
    """Everything that is known of one event, a line for each fact."""
    no_resources = "none" if generation is Generation.V1 else "not told by this API"
    state = {Deleted.YES: "deleted", Deleted.NO: "not deleted", Deleted.UNSAID: ""}[event.deleted]
    facts = {
        "event": f"{event.id}{f' ({state})' if state else ''}",
        "start": f"{weekday(event.start)} {event.start.isoformat(sep=' ')}",
        "length": f"{_minutes(event.length)} min",
        "service": _named(event.service_id, event.title),
        "staff": _named(event.staff_id, event.staff_name),
        "taken": f"{event.records_count} of {event.capacity}",
        "resources": ", ".join(map(str, event.resources)) or no_resources,
    }
    yield from (f"{name:<10} {visible(text)}\n" for name, text in facts.items())


def event_as_json(event: Event, host: str) -> Iterator[str]:
    """The shape `recurrence.event/1`."""
    yield json_text(EVENT_SCHEMA, {"host": host, "event": event_document(event)})


def services_as_table(services: Sequence[Service], console: Console) -> Iterator[str]:
    """A line for each service."""
    yield from table(SERVICE_COLUMNS, map(_service_row, services), console)
    yield f"\n{len(services)} service{'' if len(services) == 1 else 's'}.\n"


def services_as_json(services: Sequence[Service], host: str, location: int) -> Iterator[str]:
    """The shape `recurrence.services/1`."""
    yield json_text(
        SERVICES_SCHEMA,
        {
            "host": host,
            "location": location,
            "count": len(services),
            "services": [_service_document(service) for service in services],
        },
    )


def services_as_csv(services: Sequence[Service]) -> Iterator[str]:
    """A line for each service; staff and resources as ids."""
    yield from csv_lines(
        SERVICES_CSV,
        (
            (
                *(each.id, each.title, each.capacity, each.price_min, each.price_max, each.category),
                " ".join(str(person.id) for person in each.staff),
                " ".join(str(thing.id) for thing in each.resources),
            )
            for each in services
        ),
    )


def _row(event: Event) -> tuple[str, ...]:
    return (
        str(event.id),
        weekday(event.start),
        event.start.date().isoformat(),
        f"{event.start:%H:%M}",
        _minutes(event.length),
        event.title or str(event.service_id),
        event.staff_name or str(event.staff_id),
        f"{event.records_count}/{event.capacity}",
    )


def _csv_row(event: Event) -> tuple[object, ...]:
    return (
        *(event.id, event.start.date(), event.start.time(), _minutes(event.length)),
        *(event.service_id, event.title, event.staff_id, event.staff_name),
        *(event.records_count, event.capacity, " ".join(map(str, event.resources))),
    )


def _minutes(seconds: int) -> str:
    """A length in minutes, with a fraction only where it has one.

    >>> _minutes(3600), _minutes(90)
    ('60', '1.5')
    """
    return f"{seconds / 60:.10g}"


def _named(number: int, name: str) -> str:
    return f"{name} ({number})" if name else str(number)


def _service_row(service: Service) -> tuple[str, ...]:
    low, high = service.price_min, service.price_max
    return (
        str(service.id),
        service.title,
        str(service.capacity),
        f"{low:.10g}" if low == high else f"{low:.10g}-{high:.10g}",
        service.category,
        ", ".join(_named(person.id, person.name) for person in service.staff),
    )


def _service_document(service: Service) -> dict[str, object]:
    return {
        "id": service.id,
        "title": service.title,
        "capacity": service.capacity,
        "price_min": service.price_min,
        "price_max": service.price_max,
        "category": service.category,
        "staff": [person._asdict() for person in service.staff],
        "resources": [thing._asdict() for thing in service.resources],
    }
