"""`BookingApi` in memory: plain dicts that a planner or a test fills and looks at. No network, no clock, no faults.

Keeps the promises of the port and nothing more; how the real service behaves is the emulator's to show.
"""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from recurrence import ContentType, RecurrenceError, Strategy, Window, expand
from sync.client import checked_days, checked_filters, checked_text, is_wanted
from sync.errors import NotAuthorised, NotFound
from sync.events import CodeNeeded, Deleted, Event, Login, Service
from sync.outcome import Answer, Expected, Outcome, Reason, compared
from sync.requests import ByDates, ByStrategy, Force, Request
from sync.secret import Secret
from sync.target import Target, checked_id
from sync.wire.dialect import Dialect
from sync.wire.v1_dialect import V1

Expander = Callable[[Strategy, Window, datetime], Iterable[datetime]]


@dataclass(slots=True)
class MemoryWorld:
    """One location as dicts, to be filled and looked at: events and strategies by id, users by login.

    `absent`: when which staff do not work. A user's password stands beside the token, which is None where a code
    is needed besides.
    """

    location: int
    events: dict[int, Event] = field(default_factory=dict)
    strategies: dict[int, Strategy] = field(default_factory=dict)
    services: tuple[Service, ...] = ()
    absent: set[tuple[int, datetime]] = field(default_factory=set)
    users: dict[str, tuple[Secret, Secret | None]] = field(default_factory=dict)


class MemoryApi:
    """The booking API over a `MemoryWorld`; `dialect` says which forms and how many dates it takes.

    >>> source = Event(108, 4564, 7, 9, datetime(2027, 1, 4, 10), length=3600, capacity=9)
    >>> api = MemoryApi(MemoryWorld(4564, {108: source}))
    >>> [event.id for event in api.duplicate(Target(4564, 108), ByDates([datetime(2027, 1, 11, 10)])).events]
    [109]
    """

    def __init__(
        self, world: MemoryWorld, dialect: Dialect | None = None, expander: Expander = expand
    ) -> None:
        self.world = world
        self._dialect: Dialect = dialect or V1()
        self._expand = expander

    def duplicate(
        self,
        target: Target,
        request: Request,
        *,
        expected: tuple[datetime, ...] | None = None,
        known_ids: AbstractSet[int] = frozenset(),
    ) -> Answer:
        """See `BookingApi.duplicate`. All dates or none: the first that is taken refuses the request."""
        self._dialect.duplicate(target, request)  # its checks; what it returns is not sent anywhere
        source = self.world.events.get(target.event)
        if target.location != self.world.location or source is None or source.deleted is Deleted.YES:
            return Answer(Outcome.REJECTED, Reason.NOT_FOUND, status=404)
        try:
            dates, content = self._asked(request, source)
        except (KeyError, RecurrenceError) as error:
            lacking = isinstance(error, KeyError)
            reason, status = (Reason.NOT_FOUND, 404) if lacking else (Reason.INVALID, 422)
            return Answer(Outcome.REJECTED, reason, status=status)
        busy = [moment for moment in dates if request.force is Force.NO and self._is_busy(source, moment)]
        if busy:
            said = f"Team member is busy or does not work: {busy[0]:%Y-%m-%d %H:%M}"
            return Answer(Outcome.REJECTED, Reason.CONFLICT, message=said, named=(busy[0],), status=409)
        made = tuple(self._copy(source, moment, content) for moment in dates)
        wanted = Expected(
            target.location, dates if isinstance(request, ByDates) else expected, known_ids | {source.id}
        )
        return compared(made, len(made), wanted)._replace(status=self._dialect.created)

    def event(self, target: Target) -> Event:
        """See `BookingApi.event`."""
        self._check(target.location, target.event in self.world.events)
        return self.world.events[target.event]

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
        days, filters = checked_days(first, last), checked_filters(service_ids, staff_ids, resource_ids)
        self._check(checked_id(location, "location"))
        found = [
            event
            for event in self.world.events.values()
            if is_wanted(event, location, days, filters)
            and (not resource_ids or set(resource_ids) & set(event.resources))
        ]
        return tuple(sorted(found, key=lambda event: (event.start, event.id)))

    def delete_event(self, target: Target) -> Answer:
        """See `BookingApi.delete_event`. It stays readable by its id, without its appointments."""
        event = self.world.events.get(target.event)
        if target.location != self.world.location or event is None or event.deleted is Deleted.YES:
            return Answer(Outcome.REJECTED, Reason.NOT_FOUND, status=404)
        self.world.events[event.id] = event.replace(deleted=Deleted.YES, records_count=0)
        return Answer(Outcome.DELETED, Reason.AS_ASKED, status=self._dialect.deleted)

    def strategies(self, location: int) -> tuple[Strategy, ...]:
        """See `BookingApi.strategies`."""
        self._check(checked_id(location, "location"))
        return tuple(self.world.strategies.values())

    def create_strategy(self, location: int, strategy: Strategy) -> Strategy:
        """See `BookingApi.create_strategy`."""
        self._dialect.create_strategy(checked_id(location, "location"), strategy)
        self._check(location)
        made = strategy.replace(id=max(self.world.strategies, default=0) + 1)
        return self.world.strategies.setdefault(made.id or 0, made)

    def update_strategy(self, location: int, strategy: Strategy) -> Strategy:
        """See `BookingApi.update_strategy`."""
        self._dialect.update_strategy(checked_id(location, "location"), strategy)
        self._check(location, strategy.id in self.world.strategies)
        self.world.strategies[strategy.id or 0] = strategy
        return strategy

    def delete_strategy(self, location: int, strategy_id: int) -> Answer:
        """See `BookingApi.delete_strategy`."""
        location, strategy_id = checked_id(location, "location"), checked_id(strategy_id, "strategy_id")
        if location != self.world.location or self.world.strategies.pop(strategy_id, None) is None:
            return Answer(Outcome.REJECTED, Reason.NOT_FOUND, status=404)
        return Answer(Outcome.DELETED, Reason.AS_ASKED, status=self._dialect.deleted)

    def services(self, location: int, *, staff_id: int | None = None, term: str = "") -> tuple[Service, ...]:
        """See `BookingApi.services`."""
        self._check(checked_id(location, "location"))
        staff_id = None if staff_id is None else checked_id(staff_id, "staff_id")
        wanted = checked_text(term, "term").casefold()
        return tuple(
            service
            for service in self.world.services
            if wanted in service.title.casefold()
            and (staff_id is None or staff_id in {who.id for who in service.staff})
        )

    def login(self, login: str, password: Secret) -> Login | CodeNeeded:
        """See `BookingApi.login`."""
        known, token = self.world.users.get(checked_text(login, "login"), (None, None))
        if known is None or known != password:
            raise NotAuthorised(401, Reason.NOT_AUTHORISED.value)
        return CodeNeeded("") if token is None else Login(token)

    def _check(self, location: int, found: object = True) -> None:  # noqa: FBT002  a fact, not a switch
        if location != self.world.location or not found:
            raise NotFound(404, Reason.NOT_FOUND.value)

    def _asked(self, request: Request, source: Event) -> tuple[tuple[datetime, ...], ContentType]:
        """The dates of a request, and whether appointments are copied."""
        if isinstance(request, ByDates):
            return request.dates, request.content_type
        strategy = (
            self.world.strategies[request.strategy_id]
            if isinstance(request, ByStrategy)
            else request.strategy
        )
        return tuple(self._expand(strategy, request.window, source.start)), strategy.content_type

    def _is_busy(self, source: Event, moment: datetime) -> bool:
        """Whether the staff of an event are absent then, or lead another one at that time."""
        end = moment + timedelta(seconds=source.length)
        return (source.staff_id, moment) in self.world.absent or any(
            other.staff_id == source.staff_id
            and other.deleted is not Deleted.YES
            and other.start < end
            and moment < other.start + timedelta(seconds=other.length)
            for other in self.world.events.values()
        )

    def _copy(self, source: Event, moment: datetime, content: ContentType) -> Event:
        number = max(self.world.events) + 1
        kept = source.records_count if content is ContentType.APPOINTMENTS else 0
        made = source.replace(id=number, start=moment, records_count=kept, timestamp=None, deleted=Deleted.NO)
        return self.world.events.setdefault(number, made)
