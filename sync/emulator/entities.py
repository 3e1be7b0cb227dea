"""What a studio is made of: locations, staff, services, resources, events, appointments, strategies. Values only."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Location:
    """A location: its zone by name, and the break (seconds) that events get when none is said."""

    id: int
    title: str = ""
    timezone_name: str = "UTC"
    technical_break: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """Working hours on one weekday, 0 = Sunday … 6 = Saturday; minutes of the day, the last one not included."""

    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Staff:
    """A team member of a location. `shifts` None: works at any time; `days_off` are dates without work."""

    id: int
    location: int
    name: str
    specialization: str = ""
    shifts: tuple[Shift, ...] | None = None
    days_off: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of resource, such as a hall."""

    id: int
    location: int
    title: str


@dataclass(frozen=True, slots=True)
class Instance:
    """One resource of a kind: what an event occupies."""

    id: int
    location: int
    title: str
    resource_id: int


@dataclass(frozen=True, slots=True)
class Service:
    """A service that can run as an event; `staff` are pairs of team member and length in seconds."""

    id: int
    location: int
    title: str
    category_id: int = 0
    category_title: str = ""
    capacity: int = 1
    price_min: float = 0
    price_max: float = 0
    is_multi: bool = True
    staff: tuple[tuple[int, int], ...] = ()
    resources: tuple[int, ...] = ()
    prepaid: str = "forbidden"


@dataclass(frozen=True, slots=True)
class Label:
    """A tag of events."""

    id: int
    location: int
    title: str
    icon: str = "tag"
    color: str = "#dfd4f2"
    font_color: str = "#000000"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A client's seat in an event."""

    id: int
    client_id: int
    client_name: str
    cancelled: bool = False


class Texts(NamedTuple):
    """What is written on an event."""

    color: str = ""
    comment: str = ""
    instructions: str = ""
    stream_link: str = ""


NO_TEXTS = Texts()


@dataclass(frozen=True, slots=True)
class Event:
    """A group event. `start` is the location's wall clock, `length` seconds with the break in it.

    `visible_at`: the clock's seconds from which searches show it; `origin`: seed, api, or a fault's name.
    """

    id: int
    location: int
    service_id: int
    staff_id: int
    start: datetime
    length: int
    capacity: int
    instances: tuple[int, ...] = ()
    labels: tuple[int, ...] = ()
    texts: Texts = NO_TEXTS
    technical_break: int = 0
    appointments: tuple[Appointment, ...] = ()
    deleted: bool = False
    visible_at: float = 0.0
    origin: str = "seed"

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.start + timedelta(seconds=self.length)

    @property
    def records_count(self) -> int:
        """How many seats are taken."""
        return sum(not appointment.cancelled for appointment in self.appointments)


@dataclass(frozen=True, slots=True)
class Strategy:
    """A duplication strategy of a location, as it was saved."""

    id: int
    location: int
    title: str
    repeat_mode_id: int
    days: tuple[int, ...]
    interval: int
    content_type: int
