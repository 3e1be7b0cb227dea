"""Events and services as V1 writes them, in their several spellings (`salon_id`, `master` …)."""

from typing import NamedTuple

from recurrence.errors import Problem
from sync.errors import WireError
from sync.events import Deleted, Event, Service, ServiceResource, ServiceStaff
from sync.wire.fields import LOCATION_NAMES, MOST, Fields
from sync.wire.v1_envelope import envelope

DELETED = {None: Deleted.UNSAID, True: Deleted.YES, False: Deleted.NO}
CLIENTS = {"records"}
"""Fields about clients: they are looked at by nobody and kept nowhere."""


class Page(NamedTuple):
    """The events of one answer, and the number that it states (of the page or of all: nobody says), if any."""

    events: tuple[Event, ...]
    count: int | None  # type: ignore[assignment]  # the API's word; tuple.count is not missed


def read_event(entity: object, location: int, path: str, problems: list[Problem]) -> Event | None:
    """One event; `location` is whom we asked, used where the event does not say. None where there are problems.

    >>> entity = {"id": 108, "service_id": 7, "master_id": 9, "date": "2020-09-28 10:30:00", "length": 3600}
    >>> read_event({**entity, "capacity": 9, "records_count": 0}, 4564, "data", []).staff_id
    9
    """
    before = len(problems)
    fields = Fields(entity, path, problems, "an event")
    service, staff = fields.inner("service"), fields.inner("staff" if fields.value("staff") else "master")
    parts = {
        "id": fields.whole("id"),
        "location": fields.optional_whole(*LOCATION_NAMES) or location,
        "service_id": fields.whole("service_id"),
        "staff_id": fields.whole("staff_id", "master_id", "team_member_id"),
        "length": fields.whole("length", low=0, high=MOST),
        "capacity": fields.whole("capacity", low=0, high=MOST),
        "records_count": fields.whole("records_count", "clients_count", low=0, high=MOST),
    }
    start = fields.start("date")
    timestamp = fields.optional_whole("timestamp", low=-MAX_SECONDS, high=MAX_SECONDS)
    resources = _ids(fields, "resource_instances")
    deleted = DELETED[fields.flag("is_deleted", "deleted")]
    title, name = service.text("title"), staff.text("name")
    fields.taken |= CLIENTS
    if len(problems) > before:
        return None
    return Event(
        **parts,
        start=start,
        resources=resources,
        timestamp=timestamp,
        deleted=deleted,
        title=title,
        staff_name=name,
        extras=fields.rest(),
    )


MAX_SECONDS = 10**12


def _ids(fields: Fields, name: str) -> tuple[int, ...]:
    members = (Fields(member, path, fields.problems) for path, member in fields.items(name))
    return tuple(member.whole("id") for member in members)


def event_of(document: object, location: int) -> Event:
    """The event of an answer. Raises `WireError`."""
    problems: list[Problem] = []
    found = read_event(envelope(document).data, location, "data", problems)
    if found is None:
        raise WireError(problems)
    return found


def events_of(document: object, location: int) -> Page:
    """The events of an answer with a list. Raises `WireError` with every problem of every event."""
    opened = envelope(document)
    if not isinstance(opened.data, list):
        raise WireError([Problem("data", opened.data, "a list of events")])
    problems: list[Problem] = []
    found = [
        read_event(entity, location, f"data[{number}]", problems) for number, entity in enumerate(opened.data)
    ]
    if problems:
        raise WireError(problems)
    return Page(tuple(event for event in found if event is not None), opened.count)


def services_of(document: object) -> tuple[Service, ...]:
    """The services of an answer. Raises `WireError`."""
    opened = envelope(document)
    if not isinstance(opened.data, list):
        raise WireError([Problem("data", opened.data, "a list of services")])
    problems: list[Problem] = []
    found = [_service(entity, f"data[{number}]", problems) for number, entity in enumerate(opened.data)]
    if problems:
        raise WireError(problems)
    return tuple(found)


def _service(entity: object, path: str, problems: list[Problem]) -> Service:
    fields = Fields(entity, path, problems, "a service")
    staff = [Fields(member, where, problems) for where, member in fields.items("staff")]
    resources = [Fields(member, where, problems) for where, member in fields.items("resources")]
    return Service(
        fields.whole("id"),
        fields.text("title"),
        fields.whole("capacity", low=0, high=MOST),
        fields.number("price_min"),
        fields.number("price_max"),
        fields.inner("category").text("title"),
        tuple(
            ServiceStaff(who.whole("id"), who.text("name"), who.optional_whole("length", low=0, high=MOST))
            for who in staff
        ),
        tuple(ServiceResource(what.whole("id"), what.text("title")) for what in resources),
    )
