"""The same small studio in memory and in the emulator: what the contract suite is run against.

Teacher 1 leads event 108 (service 1201) on Mon 2027-01-04 at 10:00, with two appointments, and event 109 of the same
service on Wed 2027-01-20 at 10:30; Teacher 2 leads event 110 (service 1202) on Mon 2027-01-11 at 10:00.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

from recurrence import ContentType, Strategy
from sync.emulator.access import Access, Partner, User
from sync.emulator.clock import VirtualClock
from sync.emulator.running import running_emulator
from sync.emulator.switches import Switches
from sync.events import Event, Service, ServiceResource, ServiceStaff
from sync.http_api import HttpApi, Settings
from sync.memory_api import MemoryApi, MemoryWorld
from sync.port import BookingApi
from sync.secret import Secret
from sync.target import Target
from sync.wire.dialect import Generation
from sync.wire.v1_calls import Spelling
from sync.wire.v1_dialect import V1
from sync.wire.v2_dialect import V2
from tests.canaries.tokens import canary, password
from tests.sync.apis import CountingPace

LOCATION = 4564
SOURCE, LATER, OTHER = Target(LOCATION, 108), Target(LOCATION, 109), Target(LOCATION, 110)
SERVICE, OTHER_SERVICE = 1201, 1202
TEACHER, OTHER_TEACHER = 2001, 2002
HALL = 3001
START, TAKEN, OTHER_START = datetime(2027, 1, 4, 10), datetime(2027, 1, 20, 10, 30), datetime(2027, 1, 11, 10)
NOW = datetime(2027, 1, 1, 8, tzinfo=UTC)
WEEKLY = Strategy(5, (1, 3), 0, ContentType.APPOINTMENTS, "Mon & Wed", 1)
PARTNER = canary("partner")
USER, TOKEN, PASSWORD = "user.1", canary("user"), Secret(password("user"))
CAREFUL_USER = "user.2"

SEED: dict[str, object] = {
    "locations": [{"id": LOCATION, "title": "Studio 1", "timezone_name": "Europe/Riga"}],
    "staff": [{"id": TEACHER, "name": "Teacher 1"}, {"id": OTHER_TEACHER, "name": "Teacher 2"}],
    "resources": [{"id": 300, "title": "Hall", "instances": [{"id": HALL, "title": "Hall 1"}]}],
    "services": [
        {
            "id": SERVICE, "title": "Yoga", "category": {"id": 1100, "title": "Classes"}, "capacity": 12,
            "price_min": 10, "price_max": 15, "staff": [{"id": TEACHER, "length": 3600}],
            "resources": [{"id": 300}],
        },
        {
            "id": OTHER_SERVICE, "title": "Boxing", "category": {"id": 1100, "title": "Classes"}, "capacity": 8,
            "price_min": 10, "price_max": 15, "staff": [{"id": OTHER_TEACHER, "length": 1800}],
        },
    ],
    "strategies": [
        {"id": 1, "title": "Mon & Wed", "repeat_mode_id": 5, "days": [1, 3], "interval": 0, "content_type": 2}
    ],
    "events": [
        {
            "id": 108, "service_id": SERVICE, "staff_id": TEACHER, "date": "2027-01-04 10:00:00", "length": 3600,
            "capacity": 12, "resource_instances": [{"id": HALL}],
            "records": [{"id": number, "client": {"id": number, "name": "Client"}} for number in (501, 502)],
        },
        {
            "id": 109, "service_id": SERVICE, "staff_id": TEACHER, "date": "2027-01-20 10:30:00", "length": 3600,
            "capacity": 12, "resource_instances": [{"id": HALL}],
        },
        {
            "id": 110, "service_id": OTHER_SERVICE, "staff_id": OTHER_TEACHER, "date": "2027-01-11 10:00:00",
            "length": 1800, "capacity": 8,
        },
    ],
}  # fmt: skip


class Ground(NamedTuple):
    """An api and what the suite must know of its world: its generation, and how many changes reached it."""

    api: BookingApi
    generation: Generation
    changes: Callable[[], int]


def memory_world() -> MemoryWorld:
    """The studio as dicts."""

    def event(target: Target, service: int, staff: int, start: datetime, length: int, seats: int) -> Event:
        title = {SERVICE: "Yoga", OTHER_SERVICE: "Boxing"}[service]
        name = {TEACHER: "Teacher 1", OTHER_TEACHER: "Teacher 2"}[staff]
        hall = (HALL,) if service == SERVICE else ()
        made = Event(target.event, LOCATION, service, staff, start, length, seats, resources=hall)
        return made.replace(title=title, staff_name=name)

    events = [
        event(SOURCE, SERVICE, TEACHER, START, 3600, 12).replace(records_count=2),
        event(LATER, SERVICE, TEACHER, TAKEN, 3600, 12),
        event(OTHER, OTHER_SERVICE, OTHER_TEACHER, OTHER_START, 1800, 8),
    ]
    teacher, other = ServiceStaff(TEACHER, "Teacher 1", 3600), ServiceStaff(OTHER_TEACHER, "Teacher 2", 1800)
    services = (
        Service(SERVICE, "Yoga", 12, 10, 15, "Classes", (teacher,), (ServiceResource(300, "Hall"),)),
        Service(OTHER_SERVICE, "Boxing", 8, 10, 15, "Classes", (other,), ()),
    )
    return MemoryWorld(
        LOCATION,
        {made.id: made for made in events},
        {1: WEEKLY},
        services,
        users={USER: (PASSWORD, Secret(TOKEN)), CAREFUL_USER: (PASSWORD, None)},
    )


@contextmanager
def in_memory(generation: Generation) -> Iterator[Ground]:
    """The studio behind the in-memory port."""
    api = MemoryApi(memory_world(), V1() if generation is Generation.V1 else V2())
    before = dict(api.world.events)
    yield Ground(api, generation, lambda: int(api.world.events != before))


ACCESS = Access(
    (Partner(PARTNER),),
    (
        User(1, USER, PASSWORD.reveal(), TOKEN, "User 1"),
        User(2, CAREFUL_USER, PASSWORD.reveal(), canary("careful"), "User 2", second_factor="on"),
    ),
)


@contextmanager
def in_emulator(
    generation: Generation, settings: Settings | None = None, switches: Switches | None = None
) -> Iterator[Ground]:
    """The studio behind HTTP."""
    switches = switches or Switches(rate_limit="off")
    with running_emulator(SEED, access=ACCESS, clock=VirtualClock(NOW), switches=switches) as emulator:
        slept: list[float] = []
        api = HttpApi(
            emulator.base_url,
            generation,
            Secret(PARTNER),
            Secret(TOKEN),
            pace=CountingPace(),
            sleep=slept.append,
            clock=lambda: 0.0,
            settings=settings,
        )
        yield Ground(api, generation, lambda: sum(seen.method != "GET" for seen in emulator.requests()))


GROUNDS = {
    "memory v1": lambda: in_memory(Generation.V1),
    "memory v2": lambda: in_memory(Generation.V2),
    "emulator v1": lambda: in_emulator(Generation.V1),
    "emulator v1 canonical": lambda: in_emulator(Generation.V1, Settings(spelling=Spelling.CANONICAL)),
    "emulator v2": lambda: in_emulator(Generation.V2),
}
