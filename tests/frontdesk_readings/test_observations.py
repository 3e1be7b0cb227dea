"""What two snapshots show of what a service created, and what they do not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.analysis.observations import observation_of_snapshot
from recurrence import DOCUMENTED, Strategy, Window
from recurrence.analysis import calibrate
from sync.events import Event
from sync.snapshot import Snapshot

SOURCE = Event(101, 4564, 1201, 2001, datetime(2027, 2, 1, 10), length=3600, capacity=12)
MONDAYS = Strategy(5, days=[1])
WINDOW = Window(date(2027, 1, 11), count=3)
MADE = tuple(SOURCE.replace(id=200 + week, start=datetime(2027, 1, 11 + 7 * week, 10)) for week in range(3))


def snapshot(local_now: datetime, *events: Event, zone: str | None = "Europe/Riga") -> Snapshot:
    """What a search shows: events to come."""
    shown = tuple(event for event in events if event.start > local_now)
    taken = (local_now - timedelta(hours=2)).replace(tzinfo=UTC)
    days = date(2027, 1, 4), date(2027, 2, 28)
    return Snapshot("https://studio.example", 4564, zone, taken, local_now, *days, shown)


@pytest.mark.parametrize(
    ("zone", "hour", "first"),
    [
        ("Europe/Riga", 9, date(2027, 1, 12)),
        ("Europe/Riga", 12, date(2027, 1, 12)),
        ("Europe/Riga", 23, date(2027, 1, 13)),
        (None, 12, date(2027, 1, 13)),
    ],
)
def test_what_a_search_does_not_show_any_more_rules_no_reading_out(
    zone: str | None, hour: int, first: date
) -> None:
    before = snapshot(datetime(2027, 1, 8, 9), SOURCE)
    after = snapshot(datetime(2027, 1, 11, hour), SOURCE, *MADE, zone=zone)
    found = observation_of_snapshot(after, before, (MONDAYS, WINDOW, SOURCE), __file__).observation
    assert found.days == (first, date(2027, 2, 28))
    assert found.dates == (MADE[1].start, MADE[2].start)
    assert DOCUMENTED in calibrate([found]).possible
