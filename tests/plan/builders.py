"""A small studio to plan with: one source event, what exists beside it, and a schedule."""

from dataclasses import replace
from datetime import UTC, date, datetime

from recurrence import DOCUMENTED, Occurrences, Schedule, Strategy, Window, arrange, expand
from sync.events import Event
from sync.plan import BY_DATES, LIMITS, Limits, Manner, Plan, Recipe, Versions, make_plan
from sync.snapshot import Snapshot

SOURCE = Event(
    108, 4564, 1185299, 26427, datetime(2027, 1, 4, 10, 30), length=3600, capacity=9, records_count=3
)
STRATEGY = Strategy(5, days=(1, 4), id=3, title="Mon & Thu")
WINDOW = Window(date(2027, 1, 4), till=date(2027, 1, 31))
RECIPE = Recipe(STRATEGY, WINDOW, DOCUMENTED)
NOW = datetime(2026, 12, 28, 12)


def occurrences(window: Window = WINDOW) -> Occurrences:
    """The strategy's dates."""
    return expand(STRATEGY, window, SOURCE.start)


def snapshot(*events: Event, now: datetime = NOW, source: Event = SOURCE) -> Snapshot:
    """A snapshot of two years that shows the source and these events."""
    return Snapshot(
        host="https://api.alteg.io/api",
        location=4564,
        zone="Europe/Riga",
        taken_at=now.replace(tzinfo=UTC),
        local_now=now,
        first=date(2026, 1, 1),
        last=date(2030, 12, 31),
        events=(source, *events),
        strategies=(STRATEGY,),
        source=source,
    )


def another(event: int, start: datetime, **changes: object) -> Event:
    """An event like the source, with another id and start."""
    return replace(SOURCE, id=event, start=start, **changes)  # type: ignore[arg-type]  # fields by name


def plan(
    seen: Snapshot | None = None,
    schedule: Schedule | None = None,
    manner: Manner = BY_DATES,
    *,
    limits: Limits = LIMITS,
    recipe: Recipe | None = RECIPE,
) -> Plan:
    """A plan of that schedule (the strategy's dates) on the ground of that snapshot."""
    return make_plan(
        schedule or arrange(occurrences()),
        SOURCE,
        seen or snapshot(),
        manner,
        versions=Versions("0.1.0", "2026f"),
        recipe=recipe,
        limits=limits,
    )
