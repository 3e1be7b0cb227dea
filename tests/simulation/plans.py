"""Plans for simulations, made by `make_plan` from a small studio, and the server that they are about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

from recurrence import DOCUMENTED, ContentType, RepeatMode, Strategy, Window, arrange, expand
from sync.events import Event
from sync.plan import Form, Manner, Plan, Recipe, Versions, make_plan
from sync.snapshot import Snapshot
from tests.simulation.server import HOST, LOCATION, SERVICE, TEACHER, Server

NOW = datetime(2027, 3, 10, 9, 58)
SOON, LATER, EARLIER = date(2027, 3, 10), date(2027, 4, 1), date(2027, 3, 7)
VERSIONS = Versions("0.1.0", None)
DAILY = Strategy(RepeatMode.DAILY, id=3)
SOURCE = Event(108, LOCATION, SERVICE, TEACHER, datetime(2027, 3, 1, 10), length=3600, capacity=12)


def snapshot_of(*events: Event) -> Snapshot:
    """What was seen at review."""
    first, last = date(2027, 1, 1), date(2029, 1, 1)
    return Snapshot(HOST, LOCATION, None, NOW.replace(tzinfo=UTC), NOW, first, last, events)


@cache
def plan_of(
    count: int, chunk: int = 3, form: Form = Form.DATES, first: date = LATER, present: int | None = None
) -> Plan:
    """A plan for daily classes at 10:00 from this day on; the date number `present` exists already, as event 107."""
    window = Window(first, count=count)
    occurrences = expand(DAILY, window, SOURCE.start)
    there = () if present is None else (SOURCE.replace(id=107, start=occurrences[present]),)
    manner = Manner(form, ContentType.NO_APPOINTMENTS, chunk=chunk)
    return make_plan(
        arrange(occurrences),
        SOURCE,
        snapshot_of(*there),
        manner,
        versions=VERSIONS,
        recipe=Recipe(DAILY, window, DOCUMENTED),
    )


def server_of(plan: Plan, *, lag: float = 0.0, hides_past: bool = False, others: int = 1) -> Server:
    """The server of the moment at which a plan was made, with so many events of other classes on its days."""
    server = Server(plan.source, plan.local_now, lag=lag, hides_past=hides_past)
    for number in plan.baseline:
        if number != plan.source.id:
            start = next(action.start for action in plan.actions if number in action.events)
            server.put(plan.source.replace(id=number, start=start))
    for number in range(others):
        server.add(plan.creates[-1 - number % len(plan.creates)] + timedelta(hours=5), service=1202)
    return server
