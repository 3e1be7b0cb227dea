"""The booking service of the simulation: events, commits that come late, a search that lags, strangers.

Makes whatever it is told to make; whether that was right is the checker's to say.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sync.events import Deleted, Event

HOST = "https://studio.example"
LOCATION, SERVICE, TEACHER, OTHER_SERVICE = 4564, 1201, 2001, 1202


class Pending(NamedTuple):
    """A commit that happens at this time, whatever the client believes by then."""

    at: float
    number: int
    starts: tuple[datetime, ...]


class Server:
    """The truth. `made`: the requests that executed each start; `commit_seen` is told of each of them.

    `lag`: seconds until the search shows a new event; `hides_past`: it shows none that has begun.
    """

    def __init__(self, source: Event, began: datetime, *, lag: float = 0.0, hides_past: bool = False) -> None:
        self.events = {source.id: source}
        self.source, self.began, self.lag, self.hides_past = source, began, lag, hides_past
        self.now = 0.0
        self.made: defaultdict[datetime, list[int]] = defaultdict(list)
        self.busy: set[datetime] = set()
        self.commit_seen: Callable[[datetime, list[int]], None] = lambda _start, _requests: None
        self.ours: set[int] = set()
        self._shown_at = {source.id: 0.0}
        self._pending: list[Pending] = []
        self._last_id = source.id

    @property
    def wall(self) -> datetime:
        """The location's wall clock."""
        return self.began + timedelta(seconds=self.now)

    def pass_to(self, now: float) -> None:
        """Let time pass: what was pending until then is done."""
        while self._pending and self._pending[0].at <= now:
            due = heapq.heappop(self._pending)
            self.now = due.at
            self.make(due.starts, due.number)
        self.now = now

    def flush(self) -> None:
        """Do at once whatever is still pending."""
        for due in sorted(self._pending):
            self.make(due.starts, due.number)
        self._pending = []

    def later(self, starts: tuple[datetime, ...], number: int, delay: float) -> None:
        """Execute a part of a request after this delay."""
        if starts:
            heapq.heappush(self._pending, Pending(self.now + delay, number, starts))

    def make(self, starts: Iterable[datetime], number: int) -> list[Event]:
        """Execute a part of a request: a copy for each start."""
        found = []
        for start in starts:
            self.made[start].append(number)
            self.commit_seen(start, self.made[start])
            found.append(self.add(start))
        self.ours |= {event.id for event in found}
        return found

    def add(self, start: datetime, service: int = SERVICE) -> Event:
        """A new event, whoever made it."""
        self._last_id += 1
        event = self.source.replace(id=self._last_id, start=start, service_id=service)
        self.events[event.id] = event
        self._shown_at[event.id] = self.now + self.lag if self.now else 0.0
        return event

    def put(self, event: Event) -> None:
        """An event that was always there."""
        self.events[event.id] = event
        self._shown_at[event.id] = 0.0

    def unmade(self, start: datetime) -> Event:
        """An event that only an answer speaks of."""
        self._last_id += 1
        return self.source.replace(id=self._last_id, start=start)

    def delete(self, number: int) -> None:
        """Somebody deletes an event; it stays readable by its id."""
        self.events[number] = self.events[number].replace(deleted=Deleted.YES)

    def change(self, number: int, **changes: object) -> None:
        """Somebody edits an event."""
        self.events[number] = self.events[number].replace(**changes)

    def alive(self, start: datetime) -> list[Event]:
        """The events that really have the planned identity at this start."""
        return [
            event
            for event in self.events.values()
            if event.start == start
            and event.service_id == SERVICE
            and event.staff_id == TEACHER
            and event.deleted is not Deleted.YES
        ]

    def search(self, first: date, last: date) -> tuple[Event, ...]:
        """What the search shows now of these days."""
        begin, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
        if self.hides_past:
            begin = max(begin, self.wall)
        return tuple(
            event
            for event in self.events.values()
            if begin <= event.start <= end
            and event.deleted is not Deleted.YES
            and self._shown_at[event.id] <= self.now
        )
