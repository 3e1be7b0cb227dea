"""What was observed at a location, when, and over which days; and the fingerprint of a source event.

A snapshot is a value and a file (`recurrence.snapshot/1`). Knows nothing of how it was fetched. The time that a plan
goes by is the snapshot's: nothing here asks a clock.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from unicodedata import normalize

from recurrence import ContentType, InvalidStrategy, RepeatMode, Strategy
from recurrence.errors import Problem
from sync.canonical import Document, digest
from sync.errors import BadInput, WireError
from sync.events import MOST, Deleted, Event
from sync.wire.fields import Fields

SCHEMA = "recurrence.snapshot/1"
_FAR = 10**12
_DAY = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\Z")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The events of a location from `first` to `last` (days, both included), its strategies, and the source event.

    `host`: the base URL that was asked; `zone`: the location's, None if unknown; `taken_at`: UTC, to the second;
    `local_now`: the location's wall clock then, naive. Raises `BadInput`.
    """

    host: str
    location: int
    zone: str | None
    taken_at: datetime
    local_now: datetime
    first: date
    last: date
    events: tuple[Event, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    source: Event | None = None

    def __post_init__(self) -> None:
        """Check what others rely on."""
        problems = []
        if self.taken_at.tzinfo is not UTC or self.taken_at.microsecond:
            problems.append(Problem("taken_at", self.taken_at.isoformat(), "UTC to the second"))
        if self.local_now.tzinfo or self.local_now.microsecond:
            problems.append(
                Problem("local_now", self.local_now.isoformat(), "a local date-time to the second")
            )
        if self.last < self.first:
            problems.append(Problem("last", self.last.isoformat(), "a day not before the first"))
        if problems:
            raise BadInput(problems)


def fingerprint(event: Event, content_type: ContentType) -> str:
    """What a source event must not have changed in between review and apply, as a SHA-256.

    Service, staff, start, length, capacity and resources; the number of appointments only where they are copied.

    >>> event = Event(108, 4564, 1185299, 26427, datetime(2020, 1, 1, 12), length=5400, capacity=9)
    >>> from dataclasses import replace
    >>> kept, changed = replace(event, title="Yoga", records_count=4), replace(event, capacity=8)
    >>> [
    ...     fingerprint(event, ContentType(1)) == fingerprint(other, ContentType(1))
    ...     for other in (kept, changed)
    ... ]
    [True, False]
    """
    facts: Document = {
        "service_id": event.service_id,
        "staff_id": event.staff_id,
        "start": event.start.isoformat(),
        "length": event.length,
        "capacity": event.capacity,
        "resources": sorted(event.resources),
    }
    if content_type is ContentType.APPOINTMENTS:
        facts["records_count"] = event.records_count
    return digest(facts)


def snapshot_document(snapshot: Snapshot) -> Document:
    """The snapshot as a document."""
    return {
        "schema": SCHEMA,
        "host": snapshot.host,
        "location": snapshot.location,
        "zone": snapshot.zone,
        "taken_at": snapshot.taken_at.replace(tzinfo=None).isoformat(),
        "local_now": snapshot.local_now.isoformat(),
        "first": snapshot.first.isoformat(),
        "last": snapshot.last.isoformat(),
        "source": None if snapshot.source is None else event_document(snapshot.source),
        "events": [event_document(event) for event in snapshot.events],
        "strategies": [strategy_document(strategy) for strategy in snapshot.strategies],
    }


def read_snapshot(document: object) -> Snapshot:
    """The snapshot of a document. Raises `WireError` with every problem and its path."""
    problems: list[Problem] = []
    fields = Fields(document, "", problems)
    if fields.text("schema") != SCHEMA:
        raise WireError([Problem("schema", fields.value("schema"), SCHEMA)])
    source = fields.value("source")
    found = {
        "host": fields.text("host"),
        "location": fields.whole("location"),
        "zone": fields.text("zone") or None,
        "taken_at": read_moment(fields, "taken_at").replace(tzinfo=UTC),
        "local_now": read_moment(fields, "local_now"),
        "first": read_day(fields, "first"),
        "last": read_day(fields, "last"),
        "events": tuple(read_event(item, path, problems) for path, item in fields.items("events")),
        "strategies": tuple(read_strategy(item, path, problems) for path, item in fields.items("strategies")),
        "source": None if source is None else read_event(source, "source", problems),
    }
    problems += [Problem(name, value, "no such field") for name, value in fields.rest().items()]
    if problems:
        raise WireError(problems)
    return Snapshot(**found)  # type: ignore[arg-type]  # each was read with its type


def event_document(event: Event) -> Document:
    """An event as a document, under our own names; texts in NFC."""
    return {
        "id": event.id,
        "location": event.location,
        "service_id": event.service_id,
        "staff_id": event.staff_id,
        "start": event.start.isoformat(),
        "length": event.length,
        "capacity": event.capacity,
        "records_count": event.records_count,
        "resources": list(event.resources),
        "timestamp": event.timestamp,
        "deleted": event.deleted.value,
        "title": normalize("NFC", event.title),
        "staff_name": normalize("NFC", event.staff_name),
    }


def read_event(document: object, path: str, problems: list[Problem]) -> Event:
    """The event of a document of ours; problems are noted, and then the event is not to be used."""
    fields = Fields(document, path, problems)
    deleted = {state.value: state for state in Deleted}
    found = Event(
        id=fields.whole("id"),
        location=fields.whole("location"),
        service_id=fields.whole("service_id"),
        staff_id=fields.whole("staff_id"),
        start=read_moment(fields, "start"),
        length=fields.whole("length", low=0, high=MOST),
        capacity=fields.whole("capacity", low=0, high=MOST),
        records_count=fields.whole("records_count", low=0, high=MOST),
        resources=tuple(
            value if type(value) is int else _noted(problems, where, value, "an integer")
            for where, value in fields.items("resources")
        ),
        timestamp=fields.optional_whole("timestamp", low=-_FAR, high=_FAR),
        deleted=deleted.get(fields.text("deleted")) or Deleted.UNSAID,
        title=fields.text("title"),
        staff_name=fields.text("staff_name"),
    )
    problems += [Problem(f"{path}.{name}", value, "no such field") for name, value in fields.rest().items()]
    return found


def strategy_document(strategy: Strategy) -> Document:
    """A strategy as a document."""
    return {
        "id": strategy.id,
        "title": normalize("NFC", strategy.title),
        "repeat_mode": int(strategy.repeat_mode),
        "days": list(strategy.days),
        "interval": strategy.interval,
        "content_type": int(strategy.content_type),
    }


def read_strategy(document: object, path: str, problems: list[Problem]) -> Strategy:
    """The strategy of a document of ours; problems are noted, and then the strategy is not to be used."""
    fields = Fields(document, path, problems)
    values = {
        name: fields.value(name)
        for name in ("id", "title", "repeat_mode", "days", "interval", "content_type")
    }
    problems += [Problem(f"{path}.{name}", value, "no such field") for name, value in fields.rest().items()]
    try:
        return Strategy(**values)  # type: ignore[arg-type]  # the constructor checks every type
    except InvalidStrategy as error:
        problems += [problem._replace(field=f"{path}.{problem.field}") for problem in error.problems]
        return Strategy(RepeatMode.DAILY)


def read_moment(fields: Fields, name: str) -> datetime:
    """A field `YYYY-MM-DDTHH:MM:SS`, naive; a problem is noted."""
    value = fields.value(name)
    if isinstance(value, str) and _MOMENT.match(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:  # the 31st of February
            pass
    fields.problem(name, value, "a date-time YYYY-MM-DDTHH:MM:SS")
    return datetime.min


def read_day(fields: Fields, name: str) -> date:
    """A field `YYYY-MM-DD`; a problem is noted."""
    value = fields.value(name)
    if isinstance(value, str) and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:  # the 31st of February
            pass
    fields.problem(name, value, "a date YYYY-MM-DD")
    return date.min


def _noted(problems: list[Problem], path: str, value: object, allowed: str) -> int:
    problems.append(Problem(path, value, allowed))
    return 0
