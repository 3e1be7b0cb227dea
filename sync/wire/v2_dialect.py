"""V2 as a `Dialect`. It lacks services and a login of its own: V1's stay in use for them."""

from dataclasses import dataclass, field
from datetime import date

from recurrence import Strategy
from recurrence.errors import Problem
from sync.errors import WireError
from sync.events import CodeNeeded, Event, Login, Service
from sync.requests import Request
from sync.secret import Secret
from sync.target import Target
from sync.wire import v2, v2_calls, v2_events
from sync.wire.call import Call, Filters, Method
from sync.wire.dialect import Generation
from sync.wire.v1_calls import Spelling
from sync.wire.v1_dialect import MOST_DATES, PAGE_SIZE, V1, check_number, only
from sync.wire.v1_events import Page


@dataclass(frozen=True, slots=True)
class V2:
    """The second generation; its limits of 100 dates and 250 events are documented.

    >>> V2().event(Target(4564, 108)).path
    '/v2/locations/4564/events/108'
    """

    most_dates: int = MOST_DATES
    page_size: int = PAGE_SIZE
    first: V1 = field(default_factory=lambda: V1(Spelling.CANONICAL))
    generation: Generation = Generation.V2
    created: int = 201
    strategy_created: int = 201
    deleted: int = 204

    def duplicate(self, target: Target, request: Request) -> Call:
        """Create events at dates. Raises `FormNotSupported`, or `BadInput` for too many dates."""
        check_number(request, self.most_dates)
        return v2_calls.duplicate(target, request)

    def event(self, target: Target) -> Call:
        """Read an event by its id."""
        return v2_calls.event(target)

    def events(self, location: int, days: tuple[date, date], filters: Filters, page: int) -> Call:
        """Read one page of the events of some days, both included."""
        return v2_calls.events(location, days, filters, (page, self.page_size))

    def delete_event(self, target: Target) -> Call:
        """Delete an event."""
        return v2_calls.event(target, Method.DELETE)

    def strategies(self, location: int) -> Call:
        """Read all strategies."""
        return v2_calls.strategies(location)

    def create_strategy(self, location: int, strategy: Strategy) -> Call:
        """Create a strategy. Raises `BadInput`."""
        return v2_calls.create_strategy(location, strategy)

    def update_strategy(self, location: int, strategy: Strategy) -> Call:
        """Change a strategy. Raises `BadInput`."""
        return v2_calls.update_strategy(location, strategy)

    def delete_strategy(self, location: int, strategy_id: int) -> Call:
        """Delete a strategy."""
        return v2_calls.delete_strategy(location, strategy_id)

    def services(self, location: int, staff_id: int | None, term: str) -> Call:
        """Look for services, in V1."""
        return self.first.services(location, staff_id, term)

    def login(self, name: str, password: Secret) -> Call:
        """Ask for a user token, in V1."""
        return self.first.login(name, password)

    def read_event(self, document: object, location: int) -> Event:
        """One event."""
        return v2_events.event_of(document, location)

    def read_events(self, document: object, location: int) -> Page:
        """The events of one page."""
        return v2_events.events_of(document, location)

    def read_created(self, document: object, location: int) -> Page:
        """The events that a duplication made."""
        return v2_events.events_of(document, location)

    def read_strategy(self, document: object) -> Strategy:
        """One strategy."""
        return only(self.read_strategies(document))

    def read_strategies(self, document: object) -> tuple[Strategy, ...]:
        """All strategies."""
        if not isinstance(document, dict) or "data" not in document:
            raise WireError([Problem("data", None, "strategies")])
        return tuple(found.strategy for found in v2.read_strategies(document))

    def read_deleted(self, document: object) -> None:
        """The answer to a delete: there is none in V2."""
        raise WireError([Problem("document", type(document).__name__, "no document")])

    def read_services(self, document: object) -> tuple[Service, ...]:
        """Services, in V1."""
        return self.first.read_services(document)

    def read_login(self, document: object) -> Login:
        """A user token, in V1."""
        return self.first.read_login(document)

    def read_code_needed(self, document: object) -> CodeNeeded:
        """That a code is needed besides, in V1."""
        return self.first.read_code_needed(document)
