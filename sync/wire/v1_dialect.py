"""V1 as a `Dialect`: which call and which reader belong together, and V1's settings."""

from dataclasses import dataclass
from datetime import date

from recurrence import Strategy
from recurrence.errors import Problem
from sync.errors import BadInput, WireError
from sync.events import CodeNeeded, Event, Login, Service
from sync.requests import ByDates, Request
from sync.secret import Secret
from sync.target import Target
from sync.wire import v1_calls, v1_envelope, v1_events
from sync.wire.call import Arrays, Call, Filters, Method
from sync.wire.dialect import Generation
from sync.wire.v1 import read_strategies
from sync.wire.v1_calls import Spelling
from sync.wire.v1_events import Page

MOST_DATES = 100
PAGE_SIZE = 250


@dataclass(frozen=True, slots=True)
class V1:
    """The first generation. `spelling`, `arrays`, `most_dates` and `page_size` are not settled by its documents.

    >>> V1().event(Target(4564, 108)).path
    '/v1/activity/4564/108'
    """

    spelling: Spelling = Spelling.LEGACY
    arrays: Arrays = Arrays.BRACKETS
    most_dates: int = MOST_DATES
    page_size: int = PAGE_SIZE
    generation: Generation = Generation.V1
    created: int = 200
    strategy_created: int = 200
    deleted: int = 202

    def duplicate(self, target: Target, request: Request) -> Call:
        """Create events, in any of the three forms. Raises `BadInput` for too many dates."""
        check_number(request, self.most_dates)
        return v1_calls.duplicate(target, request, self.spelling)

    def event(self, target: Target) -> Call:
        """Read an event by its id."""
        return v1_calls.event(target, self.spelling)

    def events(self, location: int, days: tuple[date, date], filters: Filters, page: int) -> Call:
        """Read one page of the events of some days, both included."""
        style = (self.spelling, self.arrays)
        return v1_calls.events(location, days, filters, (page, self.page_size), style)

    def delete_event(self, target: Target) -> Call:
        """Delete an event."""
        return v1_calls.event(target, self.spelling, Method.DELETE)

    def strategies(self, location: int) -> Call:
        """Read all strategies."""
        return v1_calls.strategies(location, self.spelling)

    def create_strategy(self, location: int, strategy: Strategy) -> Call:
        """Create a strategy. Raises `BadInput`."""
        return v1_calls.create_strategy(location, strategy, self.spelling)

    def update_strategy(self, location: int, strategy: Strategy) -> Call:
        """Change a strategy. Raises `BadInput`."""
        return v1_calls.update_strategy(location, strategy, self.spelling)

    def delete_strategy(self, location: int, strategy_id: int) -> Call:
        """Delete a strategy."""
        return v1_calls.delete_strategy(location, strategy_id, self.spelling)

    def services(self, location: int, staff_id: int | None, term: str) -> Call:
        """Look for services."""
        return v1_calls.services(location, staff_id, term, self.spelling)

    def login(self, name: str, password: Secret) -> Call:
        """Ask for a user token."""
        return v1_calls.login(name, password)

    def read_event(self, document: object, location: int) -> Event:
        """One event."""
        return v1_events.event_of(document, location)

    def read_events(self, document: object, location: int) -> Page:
        """The events of one page."""
        return v1_events.events_of(document, location)

    def read_created(self, document: object, location: int) -> Page:
        """The events that a duplication made."""
        return v1_events.events_of(document, location)

    def read_strategy(self, document: object) -> Strategy:
        """One strategy."""
        return only(self.read_strategies(document))

    def read_strategies(self, document: object) -> tuple[Strategy, ...]:
        """All strategies."""
        v1_envelope.envelope(document)
        return tuple(found.strategy for found in read_strategies(document))

    def read_deleted(self, document: object) -> None:
        """The answer to a delete."""
        v1_envelope.envelope(document)

    def read_services(self, document: object) -> tuple[Service, ...]:
        """Services."""
        return v1_events.services_of(document)

    def read_login(self, document: object) -> Login:
        """A user token."""
        return v1_envelope.login_of(document)

    def read_code_needed(self, document: object) -> CodeNeeded:
        """That a code is needed besides."""
        return v1_envelope.code_needed_of(document)


def check_number(request: Request, most: int) -> None:
    """Refuse more dates than fit into one request. Raises `BadInput`."""
    if isinstance(request, ByDates) and len(request.dates) > most:
        raise BadInput([Problem("dates", len(request.dates), f"1 to {most} dates in one request")])


def only(found: tuple[Strategy, ...]) -> Strategy:
    """The one strategy of an answer that must hold exactly one, with its id. Raises `WireError`."""
    if len(found) != 1 or found[0].id is None:
        raise WireError([Problem("data", len(found), "one strategy with its id")])
    return found[0]
