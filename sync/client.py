"""The promises of `BookingApi` kept over any way to send a call: one try for a change, a few for a read.

`send` makes an `Exchange` of a `Call` and never raises for the network; this file knows neither HTTP library nor
field names.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from recurrence import Strategy
from recurrence.errors import Problem
from sync.errors import ApiUnavailable, BadInput, OutcomeUnknown, WireError
from sync.events import CodeNeeded, Deleted, Event, Login, Service
from sync.outcome import Answer, Exchange, Expected, Reason, outcome, outcome_of_delete
from sync.paging import all_pages
from sync.port import Clock, Sleep
from sync.reading import document_read, document_written, worth_another_try
from sync.requests import ByDates, Request
from sync.secret import Secret
from sync.target import Target, checked_id
from sync.wire.call import Call, Filters
from sync.wire.dialect import Dialect
from sync.wire.v1_events import Page

Send = Callable[[Call], Exchange]
Read = TypeVar("Read")

MOST_IDS = 100
MOST_TEXT = 200


class Retries(NamedTuple):
    """How often a read is tried: `tries` each; waits of `first`, doubled, up to `longest` seconds between them; at most
    `budget` repeats over the life of a client (a success gives back a tenth); no new try after `seconds` of one read.
    """

    tries: int = 3
    first: float = 0.5
    longest: float = 8.0
    budget: float = 20.0
    seconds: float = 600.0


class Client:
    """`BookingApi` over `send`."""

    def __init__(
        self, dialect: Dialect, send: Send, *, sleep: Sleep, clock: Clock, retries: Retries | None = None
    ) -> None:
        self._dialect, self._send, self._sleep, self._clock = dialect, send, sleep, clock
        self._retries = retries or Retries()
        self._budget = self._retries.budget

    def duplicate(
        self,
        target: Target,
        request: Request,
        *,
        expected: tuple[datetime, ...] | None = None,
        known_ids: AbstractSet[int] = frozenset(),
    ) -> Answer:
        """See `BookingApi.duplicate`."""
        call = self._dialect.duplicate(target, request)
        dates = request.dates if isinstance(request, ByDates) else expected
        known = known_ids if target.event in known_ids else known_ids | {target.event}
        wanted = Expected(target.location, dates, known)
        return outcome(self._send(call), wanted, self._dialect)

    def delete_event(self, target: Target) -> Answer:
        """See `BookingApi.delete_event`."""
        return outcome_of_delete(self._send(self._dialect.delete_event(target)), self._dialect)

    def delete_strategy(self, location: int, strategy_id: int) -> Answer:
        """See `BookingApi.delete_strategy`."""
        location, strategy_id = checked_id(location, "location"), checked_id(strategy_id, "strategy_id")
        call = self._dialect.delete_strategy(location, strategy_id)
        return outcome_of_delete(self._send(call), self._dialect)

    def event(self, target: Target) -> Event:
        """See `BookingApi.event`."""
        found = self._read(
            self._dialect.event(target), lambda document: self._dialect.read_event(document, target.location)
        )
        if (found.location, found.id) != target:
            raise _unusable(
                [Problem("data.id", found.id, f"event {target.event} of location {target.location}")]
            )
        return found

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
        """See `BookingApi.events`."""
        location = checked_id(location, "location")
        days = checked_days(first, last)
        filters = checked_filters(service_ids, staff_ids, resource_ids)
        started = self._clock()

        def fetch(number: int) -> Page:
            call = self._dialect.events(location, days, filters, number)
            return self._read(call, lambda document: self._dialect.read_events(document, location), started)

        try:
            found = all_pages(fetch, self._dialect.page_size)
        except WireError as error:
            raise _unusable(error.problems) from None
        wanted = [event for event in found if is_wanted(event, location, days, filters)]
        return tuple(sorted(wanted, key=lambda event: (event.start, event.id)))

    def strategies(self, location: int) -> tuple[Strategy, ...]:
        """See `BookingApi.strategies`."""
        call = self._dialect.strategies(checked_id(location, "location"))
        return self._read(call, self._dialect.read_strategies)

    def create_strategy(self, location: int, strategy: Strategy) -> Strategy:
        """See `BookingApi.create_strategy`."""
        call = self._dialect.create_strategy(checked_id(location, "location"), strategy)
        return self._write(call, self._dialect.strategy_created)

    def update_strategy(self, location: int, strategy: Strategy) -> Strategy:
        """See `BookingApi.update_strategy`."""
        call = self._dialect.update_strategy(checked_id(location, "location"), strategy)
        return self._write(call, 200)

    def services(self, location: int, *, staff_id: int | None = None, term: str = "") -> tuple[Service, ...]:
        """See `BookingApi.services`."""
        location = checked_id(location, "location")
        staff_id = None if staff_id is None else checked_id(staff_id, "staff_id")
        call = self._dialect.services(location, staff_id, checked_text(term, "term"))
        return self._read(call, self._dialect.read_services)

    def login(self, login: str, password: Secret) -> Login | CodeNeeded:
        """See `BookingApi.login`."""
        exchange = self._send(self._dialect.login(checked_text(login, "login"), password))
        try:
            if exchange.status == 200:
                return self._dialect.read_code_needed(document_read(exchange))
            return self._dialect.read_login(document_read(exchange, 201))
        except WireError as error:
            raise _unusable(error.problems) from None

    def _write(self, call: Call, success: int) -> Strategy:
        """One try at changing a strategy."""
        exchange = self._send(call)
        try:
            return self._dialect.read_strategy(document_written(exchange, success))
        except WireError:
            raise OutcomeUnknown(exchange.status, Reason.MALFORMED.value) from None

    def _read(self, call: Call, read: Callable[[object], Read], started: float | None = None) -> Read:
        """A read, tried again while that is sensible, allowed and in time."""
        end = (self._clock() if started is None else started) + self._retries.seconds
        tries = 0
        while True:
            tries += 1
            try:
                found = self._read_once(call, read)
            except ApiUnavailable as error:
                if not self._may_try_again(error, tries, end):
                    raise ApiUnavailable(error.status, error.reason, tries, error.problems) from None
                self._sleep(min(self._retries.first * 2 ** (tries - 1), self._retries.longest))
            else:
                self._budget = min(self._budget + 0.1, self._retries.budget)
                return found

    def _read_once(self, call: Call, read: Callable[[object], Read]) -> Read:
        exchange = self._send(call)
        try:
            return read(document_read(exchange))
        except WireError as error:
            raise _unusable(error.problems, exchange.status) from None

    def _may_try_again(self, error: ApiUnavailable, tries: int, end: float) -> bool:
        if tries >= self._retries.tries or self._budget < 1 or not worth_another_try(error):
            return False
        self._budget -= 1
        return self._clock() < end


def _unusable(problems: tuple[Problem, ...] | list[Problem], status: int | None = 200) -> ApiUnavailable:
    return ApiUnavailable(status, Reason.MALFORMED.value, problems=problems)


def is_wanted(event: Event, location: int, days: tuple[date, date], filters: Filters) -> bool:
    """Whether an event is one that was asked for; a service that ignores a filter, or tells more, is put right here.

    Resources are left to the service: not every answer tells them.
    """
    return (
        event.location == location
        and event.deleted is not Deleted.YES
        and days[0] <= event.start.date() <= days[1]
        and (not filters.service_ids or event.service_id in filters.service_ids)
        and (not filters.staff_ids or event.staff_id in filters.staff_ids)
    )


def checked_days(first: date, last: date) -> tuple[date, date]:
    """Two days in order. Raises `BadInput`."""
    problems = [
        Problem(name, value, "a date")
        for name, value in (("first", first), ("last", last))
        if not isinstance(value, date) or isinstance(value, datetime)
    ]
    if not problems and last < first:
        problems.append(Problem("last", last.isoformat(), f"a day not before first ({first.isoformat()})"))
    if problems:
        raise BadInput(problems)
    return first, last


def checked_filters(*lists: tuple[int, ...]) -> Filters:
    """Three lists of ids. Raises `BadInput`."""
    for name, ids in zip(Filters._fields, lists, strict=True):
        if not isinstance(ids, tuple) or len(ids) > MOST_IDS:
            raise BadInput([Problem(name, ids, f"a tuple of at most {MOST_IDS} ids")])
        for value in ids:
            checked_id(value, name)
    return Filters(*lists)


def checked_text(value: object, field: str) -> str:
    """A short text without control characters. Raises `BadInput`."""
    if not isinstance(value, str) or len(value) > MOST_TEXT or not (value.isprintable()):
        raise BadInput([Problem(field, value, f"a text of at most {MOST_TEXT} printable characters")])
    return value
