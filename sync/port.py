"""What the rest of the project may ask of the booking API, and what each answer promises. No code, no transport.

`HttpApi` keeps these promises over HTTP, `MemoryApi` in memory; `tests/contract` holds both to them.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from recurrence import Strategy
from sync.events import CodeNeeded, Event, Login, Service
from sync.outcome import Answer
from sync.requests import Request
from sync.secret import Secret
from sync.target import Target

Clock = Callable[[], float]
"""Seconds on a clock that never goes back."""

Sleep = Callable[[float], None]
"""Returns so many seconds later."""


class Pace(Protocol):
    """Who decides when the next request may leave."""

    def wait(self) -> None:
        """Return as soon as a request may be sent; it counts as sent from then on."""


@runtime_checkable
class PenalisedPace(Pace, Protocol):
    """A pace that wants to know when the service said that it was too fast."""

    def penalise(self, seconds: float) -> None:
        """Let nothing leave for so many seconds."""


class BookingApi(Protocol):
    """The API as the rest of the project sees it. Synchronous; one request at a time.

    Every method may raise `BadInput` before anything is sent. Reads and strategy changes raise a `CallFailed`:
    `ApiUnavailable`, `NotAuthorised`, `Forbidden`, `NotFound`, `RateLimited`, `Refused`. None raises an error of the
    transport, of JSON, or of anything else that is not in `sync.errors`.
    """

    def duplicate(
        self,
        target: Target,
        request: Request,
        *,
        expected: tuple[datetime, ...] | None = None,
        known_ids: AbstractSet[int] = frozenset(),
    ) -> Answer:
        """Ask once for copies of an event. At most one POST; it is never sent again, nor does the network raise.

        `expected`: the start times that the answer must show, for the forms whose dates the server works out; by
        dates they are the request's own. `known_ids`: events that were there before, so that they prove nothing;
        the source event is one of them anyway. Raises `FormNotSupported` for a form that this generation lacks,
        `BadInput` for too many dates, and whatever the pace raises: an error, not an answer, proves that nothing left.
        """

    def event(self, target: Target) -> Event:
        """An event by its id, deleted or not. Raises `NotFound`."""

    def events(
        self,
        location: int,
        first: date,
        last: date,
        *,
        service_ids: tuple[int, ...] = (),
        staff_ids: tuple[int, ...] = (),
        resource_ids: tuple[int, ...] = (),
    ) -> tuple[Event, ...]:
        """All events that start on these days, both included, by start and id; no deleted ones, each once.

        All pages are read, or it raises. Filters: of these services, these staff, these resources (all if empty).
        """

    def delete_event(self, target: Target) -> Answer:
        """Delete an event, which cancels its appointments. At most one DELETE; the network does not raise."""

    def strategies(self, location: int) -> tuple[Strategy, ...]:
        """All duplication strategies of a location."""

    def create_strategy(self, location: int, strategy: Strategy) -> Strategy:
        """Create a strategy; its id is the API's to give. Raises `OutcomeUnknown`; never sent twice."""

    def update_strategy(self, location: int, strategy: Strategy) -> Strategy:
        """Change the strategy with this id in all its fields. Raises `OutcomeUnknown`; never sent twice."""

    def delete_strategy(self, location: int, strategy_id: int) -> Answer:
        """Delete a strategy; events made with it stay. At most one DELETE; the network does not raise."""

    def services(self, location: int, *, staff_id: int | None = None, term: str = "") -> tuple[Service, ...]:
        """The services that can run as events: of one team member, or with a term in the title."""

    def login(self, login: str, password: Secret) -> Login | CodeNeeded:
        """Exchange a login for a user token. Raises `NotAuthorised`; never sent twice."""
