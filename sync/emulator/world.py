"""What is stored: all entities by id, which events lie on which day, and the ids that come next.

Decides no rule of the service. Entities are values, so a copy of a world is cheap and shares nothing that changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sync.emulator.entities import (
    Event,
    Instance,
    Label,
    Location,
    Resource,
    Service,
    Staff,
    Strategy,
)

_DAY = timedelta(days=1)


@dataclass(slots=True)
class World:
    """The studio's data. Change events through `put` alone; `last_id` is the highest id given so far."""

    locations: dict[int, Location] = field(default_factory=dict)
    staff: dict[int, Staff] = field(default_factory=dict)
    services: dict[int, Service] = field(default_factory=dict)
    resources: dict[int, Resource] = field(default_factory=dict)
    instances: dict[int, Instance] = field(default_factory=dict)
    labels: dict[int, Label] = field(default_factory=dict)
    strategies: dict[int, Strategy] = field(default_factory=dict)
    events: dict[int, Event] = field(default_factory=dict)
    last_id: int = 0
    _by_day: dict[tuple[int, date], frozenset[int]] = field(default_factory=dict)

    def copy(self) -> "World":
        """A world that starts out equal and goes its own way."""
        return World(
            locations=dict(self.locations),
            staff=dict(self.staff),
            services=dict(self.services),
            resources=dict(self.resources),
            instances=dict(self.instances),
            labels=dict(self.labels),
            strategies=dict(self.strategies),
            events=dict(self.events),
            last_id=self.last_id,
            _by_day=dict(self._by_day),
        )

    def put(self, event: Event) -> Event:
        """Store an event, in place of the one with its id."""
        self.forget(event.id)
        self.events[event.id] = event
        for key in _days(event):
            self._by_day[key] = self._by_day.get(key, frozenset()) | {event.id}
        self.last_id = max(self.last_id, event.id)
        return event

    def forget(self, event_id: int) -> None:
        """Remove an event without a trace, as a transaction that is rolled back does."""
        if old := self.events.pop(event_id, None):
            for key in _days(old):
                self._by_day[key] = self._by_day[key] - {event_id}

    def delete(self, event_id: int) -> None:
        """Soft-delete: it stays readable by id, its appointments are cancelled, its resources are free."""
        event = self.events[event_id]
        cancelled = tuple(replace(seat, cancelled=True) for seat in event.appointments)
        self.put(replace(event, deleted=True, appointments=cancelled))

    def overlapping(self, location: int, start: datetime, length: int) -> Iterator[Event]:
        """The events of a location that share a moment with a stretch of time, deleted ones left out."""
        end = start + timedelta(seconds=length)
        ids: set[int] = set()
        for day in _dates(start, end):
            ids |= self._by_day.get((location, day), frozenset())
        found = (self.events[event_id] for event_id in sorted(ids))
        return (event for event in found if not event.deleted and event.start < end and start < event.end)

    def at_location(self, location: int) -> list[Event]:
        """Every event of a location, deleted ones too, by start and id."""
        return sorted(
            (event for event in self.events.values() if event.location == location),
            key=lambda event: (event.start, event.id),
        )

    def next_ids(self, number: int, order: str) -> list[int]:
        """So many ids that were never given, in the order in which events shall get them."""
        first = self.last_id + 1
        self.last_id += number
        ids = list(range(first, first + number))
        if order == "decreasing":
            return ids[::-1]
        return ids[1::2] + ids[::2] if order == "scattered" else ids


def _days(event: Event) -> Iterable[tuple[int, date]]:
    return ((event.location, day) for day in _dates(event.start, event.end))


def _dates(start: datetime, end: datetime) -> Iterator[date]:
    day = start.date()
    while day <= end.date():
        yield day
        if day == date.max:
            return
        day += _DAY
