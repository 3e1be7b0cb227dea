"""What a file knows of a studio: its strategies, events and services, from a snapshot or a studio file.

Decides which of the two a file is. Prices come as decimal numbers: what the file writes is what is counted with.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.errors import ContentError
from frontdesk.shell.files import read_json
from recurrence import Problem, Strategy
from recurrence.analysis.clashes import Busy
from recurrence.analysis.whatif import Range
from sync.errors import WireError
from sync.events import Deleted, Event
from sync.snapshot import SCHEMA, read_snapshot
from sync.wire import read_strategies
from sync.wire.v1_events import events_of, services_of

if TYPE_CHECKING:
    from frontdesk.words.note_words import Told


class Place(NamedTuple):
    """A studio as a file has it. `days`: those that a snapshot covers, None where a file says no days; `now`: its time."""

    zone: str | None = None
    strategies: Mapping[int, Strategy] = {}
    events: tuple[Event, ...] = ()
    prices: Mapping[int, Range] = {}
    days: tuple[date, date] | None = None
    now: datetime | None = None

    def event(self, number: int) -> Event | None:
        """The event with an id."""
        return next((event for event in self.events if event.id == number), None)


def place_of_file(path: str) -> Place:
    """The studio of a file. Raises `FileError`, or `ContentError` with each problem's place."""
    document = read_json(path)
    if not isinstance(document, dict):
        raise ContentError(path, [Problem("document", type(document).__name__, "a snapshot or a studio")])
    try:
        return _of_snapshot(document) if document.get("schema") == SCHEMA else _of_studio(path, document)
    except WireError as error:
        raise ContentError(path, error.problems) from None


def strategies_of(path: str) -> dict[int, Strategy]:
    """The strategies of a file by id. Raises `FileError` or `ContentError`."""
    from frontdesk.dates.strategies import strategies_of_file

    return _by_id(read.strategy for read in strategies_of_file(path))


def busy_of(events: Iterable[Event]) -> tuple[Busy, ...]:
    """Events as what they take; deleted ones take nothing. One that would outlast the calendar ends with it."""
    return tuple(busy_event(event) for event in events if event.deleted is not Deleted.YES)


def busy_event(event: Event) -> Busy:
    """An event as what it takes."""
    left = datetime.max - event.start
    end = event.start + min(timedelta(seconds=event.length), left)
    return Busy(event.start, end, event.staff_id, event.resources, event.title, event.id, event.service_id)


def shifted(day: date, days: int) -> date:
    """A day so many days later or earlier, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def unseen(covered: tuple[date, date] | None, looked: Iterable[date]) -> "Iterator[Told]":
    """What to know where a snapshot, which covers some days, is asked about others."""
    days = list(looked)
    if covered and days and (min(days) < covered[0] or max(days) > covered[1]):
        from frontdesk.words.note_words import Told

        yield Told("unseen", {"days": covered})


def _of_snapshot(document: Mapping[str, object]) -> Place:
    snapshot = read_snapshot(document)
    events = {event.id: event for event in (*snapshot.events, snapshot.source) if event is not None}
    return Place(
        snapshot.zone,
        _by_id(snapshot.strategies),
        tuple(events.values()),
        days=(snapshot.first, snapshot.last),
        now=snapshot.local_now,
    )


def _of_studio(path: str, document: Mapping[str, object]) -> Place:
    location = document.get("location")
    number, zone = (
        location.get(name) if isinstance(location, dict) else None for name in ("id", "timezone_name")
    )
    if type(number) is not int or number < 1 or (zone is not None and not isinstance(zone, str)):
        allowed = "an object with id and timezone_name, or a snapshot that `recur pull` wrote"
        raise ContentError(path, [Problem("location", location, allowed)])
    strategies, events, services = (
        document.get(name, {"success": True, "data": []}) for name in ("strategies", "events", "services")
    )
    return Place(
        zone,
        _by_id(read.strategy for read in read_strategies(strategies)),
        events_of(events, number).events,
        {service.id: _price(service.price_min, service.price_max) for service in services_of(services)},
    )


def _by_id(strategies: Iterable[Strategy]) -> dict[int, Strategy]:
    return {strategy.id: strategy for strategy in strategies if strategy.id is not None}


def _price(low: float, high: float) -> Range:
    """The numbers as they were written: 9.9 is 9.9, not the binary fraction beside it."""
    return Range(Decimal(str(low)), Decimal(str(max(low, high))))
