"""What a generation of the API must be able to say and to read: the one interface of `V1` and `V2`.

Calls are made from checked values; reading raises `WireError`. Nothing is sent here.
"""

from datetime import date
from enum import Enum
from typing import Protocol

from recurrence import Strategy
from sync.events import CodeNeeded, Event, Login, Service
from sync.requests import Request
from sync.secret import Secret
from sync.target import Target
from sync.wire.call import Call, Filters
from sync.wire.v1_events import Page


class Generation(Enum):
    """The two generations of the API."""

    V1 = "v1"
    V2 = "v2"


class Dialect(Protocol):
    """One generation: its calls, the statuses that mean success, and how its answers are read."""

    @property
    def generation(self) -> Generation:
        """Which one it is."""

    @property
    def most_dates(self) -> int:
        """How many dates fit into one request by dates."""

    @property
    def page_size(self) -> int:
        """How many events are asked for on one page."""

    @property
    def created(self) -> int:
        """The status of events that were created."""

    @property
    def strategy_created(self) -> int:
        """The status of a strategy that was created."""

    @property
    def deleted(self) -> int:
        """The status of something that was deleted; 204 comes without a document."""

    def duplicate(self, target: Target, request: Request) -> Call:
        """Create events. Raises `FormNotSupported`, or `BadInput` for too many dates."""

    def event(self, target: Target) -> Call:
        """Read an event by its id."""

    def events(self, location: int, days: tuple[date, date], filters: Filters, page: int) -> Call:
        """Read one page of the events of some days, both included."""

    def delete_event(self, target: Target) -> Call:
        """Delete an event."""

    def strategies(self, location: int) -> Call:
        """Read all strategies."""

    def create_strategy(self, location: int, strategy: Strategy) -> Call:
        """Create a strategy. Raises `BadInput`."""

    def update_strategy(self, location: int, strategy: Strategy) -> Call:
        """Change a strategy. Raises `BadInput`."""

    def delete_strategy(self, location: int, strategy_id: int) -> Call:
        """Delete a strategy."""

    def services(self, location: int, staff_id: int | None, term: str) -> Call:
        """Look for services."""

    def login(self, name: str, password: Secret) -> Call:
        """Ask for a user token."""

    def read_event(self, document: object, location: int) -> Event:
        """One event."""

    def read_events(self, document: object, location: int) -> Page:
        """The events of one page."""

    def read_created(self, document: object, location: int) -> Page:
        """The events that a duplication made."""

    def read_strategy(self, document: object) -> Strategy:
        """One strategy."""

    def read_strategies(self, document: object) -> tuple[Strategy, ...]:
        """All strategies."""

    def read_deleted(self, document: object) -> None:
        """The answer to a delete that comes with a document."""

    def read_services(self, document: object) -> tuple[Service, ...]:
        """Services."""

    def read_login(self, document: object) -> Login:
        """A user token."""

    def read_code_needed(self, document: object) -> CodeNeeded:
        """That a code is needed besides."""
