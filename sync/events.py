"""What was observed at the API: events, the services that can run as events, a login.

Plain values. Knows neither field names nor transport; `wire/` makes these from documents.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple

from recurrence.errors import Problem, whole
from recurrence.strategy import MAX_ID
from sync.errors import BadInput
from sync.requests import date_problems
from sync.secret import Secret

MOST = 10**9
"""The most that a length in seconds, a capacity or a number of appointments can be."""


class Deleted(Enum):
    """Whether an event is deleted; `UNSAID` where the answer does not tell."""

    NO = "no"
    YES = "yes"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Event:
    """One group event at a location, as the API showed it. Raises `BadInput` with all problems.

    `start`: the location's wall clock, naive; `length`: seconds, breaks included; `capacity`: seats; `records_count`:
    appointments; `resources`: ids of resource instances; `timestamp`: Unix seconds or None; `extras`: the fields
    that we do not use, under the API's names, not compared.

    >>> event = Event(108, 4564, 1185299, 26427, datetime(2020, 1, 1, 12), length=5400, capacity=9)
    >>> event.identity
    (1185299, 26427, datetime.datetime(2020, 1, 1, 12, 0))
    """

    id: int
    location: int
    service_id: int
    staff_id: int
    start: datetime
    length: int
    capacity: int
    records_count: int = 0
    resources: tuple[int, ...] = ()
    timestamp: int | None = None
    deleted: Deleted = Deleted.UNSAID
    title: str = ""
    staff_name: str = ""
    extras: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        """Check what others rely on."""
        problems: list[Problem] = []
        for name in ("id", "location", "service_id", "staff_id"):
            whole(getattr(self, name), name, 1, MAX_ID, problems)
        for name in ("length", "capacity", "records_count"):
            whole(getattr(self, name), name, 0, MOST, problems)
        problems += date_problems(self.start, "start")
        if problems:
            raise BadInput(problems)

    def replace(self, **changes: Any) -> "Event":  # noqa: ANN401  any field, its own type
        """The same event with some fields changed, checked like a new one."""
        return replace(self, **changes)

    @property
    def identity(self) -> tuple[int, int, datetime]:
        """Service, staff and start: what makes two events the same class at the same time."""
        return self.service_id, self.staff_id, self.start


class ServiceStaff(NamedTuple):
    """Who can lead a service, and how long it then takes, in seconds (None where it is not told)."""

    id: int
    name: str
    length: int | None


class ServiceResource(NamedTuple):
    """A resource that a service needs."""

    id: int
    title: str


class Service(NamedTuple):
    """A service that can run as a group event: its seats, prices, staff and resources."""

    id: int
    title: str
    capacity: int
    price_min: float
    price_max: float
    category: str
    staff: tuple[ServiceStaff, ...]
    resources: tuple[ServiceResource, ...]


class Login(NamedTuple):
    """The answer to a login that succeeded (201)."""

    user_token: Secret


class CodeNeeded(NamedTuple):
    """The answer to a login that needs a code besides the password (200): there is no token yet."""

    message: str
