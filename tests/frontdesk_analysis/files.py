"""Files to compare and to look at: a plan, snapshots and lists of dates, written into the folder a test is in."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from recurrence import Drop, Strategy, arrange
from sync.events import Deleted, Event
from sync.plan import Versions, make_plan
from sync.planfile import plan_text
from sync.snapshot import Snapshot, snapshot_document

FIRST = datetime(2027, 1, 4, 10, 30)  # a Monday
MONDAYS = [FIRST + timedelta(weeks=number) for number in range(4)]
TEACHER_2 = 2002
STRATEGIES = (Strategy(5, days=(1,), interval=2, title="Через неделю", id=7),)


def event(start: datetime, number: int, staff: int = 2001, deleted: Deleted = Deleted.NO) -> Event:
    return Event(number, 4564, 1201, staff, start, length=3600, capacity=12, deleted=deleted)


def snapshot(*events: Event, first: date = date(2027, 1, 1), last: date = date(2027, 1, 31)) -> Snapshot:
    taken = datetime(2026, 12, 1, 8, tzinfo=UTC)
    local = datetime(2026, 12, 1, 10)
    return Snapshot("http://127.0.0.1/api", 4564, None, taken, local, first, last, events, STRATEGIES)


def there(*starts: datetime) -> tuple[Event, ...]:
    return tuple(event(start, number) for number, start in enumerate(starts, 201))


def write_snapshot(name: str, found: Snapshot) -> str:
    Path(name).write_text(json.dumps(snapshot_document(found)), encoding="utf-8")
    return name


def write_plan(name: str = "plan.json") -> str:
    """A plan of four Mondays, the third of them left out by hand, made while nothing is there."""
    source = event(FIRST - timedelta(weeks=1), 101)
    schedule = arrange(MONDAYS, [Drop(MONDAYS[2])])
    made = make_plan(schedule, source, snapshot(source), versions=Versions("0.1.0", None))
    Path(name).write_text(plan_text(made), encoding="utf-8")
    return name


def write_dates(name: str, *starts: datetime) -> str:
    Path(name).write_text("".join(f"{start.isoformat()}\n" for start in starts), encoding="utf-8")
    return name
