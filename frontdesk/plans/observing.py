"""What planning and undoing look at: the service through a connection, or a snapshot.

Decides nothing about dates. All that is read at one time goes into one snapshot, whose time is that of the plan.
"""

from collections.abc import Iterable
from datetime import date

from frontdesk.errors import UsageError
from frontdesk.plans.planning import Observe, Seen, Wish, local_time
from frontdesk.service.connection import Connection
from recurrence import Problem, Strategy
from sync.events import Event
from sync.snapshot import Snapshot
from sync.target import Target


def seen_through(connection: Connection, wish: Wish) -> Seen:
    """The source event and the strategy, read from the service."""
    location = connection.here()
    source = connection.api.event(Target(location, wish.event))
    if wish.saved is None:
        return Seen(source, wish.request.strategy)
    return Seen(source, saved_among(connection.api.strategies(location), wish.saved))


def observer(connection: Connection) -> Observe:
    """Reads the events of some days from the service."""
    return lambda source, first, last: observed(connection, source, (first, last))


def observed(connection: Connection, source: Event, days: tuple[date, date]) -> Snapshot:
    """A snapshot of the location on some days, both included."""
    now = connection.now()
    return Snapshot(
        host=connection.host,
        location=source.location,
        zone=connection.zone,
        taken_at=now,
        local_now=local_time(now, connection.zone),
        first=days[0],
        last=days[1],
        events=connection.api.events(source.location, *days),
        source=source,
    )


def seen_in(snapshot: Snapshot, wish: Wish) -> Seen:
    """The source event and the strategy, as a snapshot has them."""
    events = {event.id: event for event in (*snapshot.events, snapshot.source) if event is not None}
    if wish.event not in events:
        raise UsageError([Problem("event", wish.event, "the id of an event in the snapshot")])
    if wish.saved is None:
        return Seen(events[wish.event], wish.request.strategy)
    return Seen(events[wish.event], saved_among(snapshot.strategies, wish.saved))


def saved_among(strategies: Iterable[Strategy], wanted: int) -> Strategy:
    """The strategy with an id. Raises `UsageError` that names those there are."""
    found = {strategy.id: strategy for strategy in strategies}
    if wanted in found:
        return found[wanted]
    known = ", ".join(str(number) for number in found) or "none, as it seems"
    raise UsageError([Problem("strategy_id", wanted, f"one of the location's strategies: {known}")])
