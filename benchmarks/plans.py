"""Plans beside the least that they take: the same dates as plain JSON, and its hash. Both sides give the same digest.

`plan, digest` is what makes a review; `read, checked` is what comes before anything is applied.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from recurrence import RepeatMode, Strategy, Window, arrange, expand
from sync.canonical import digest
from sync.events import Event
from sync.plan import Plan, Versions, make_plan
from sync.planfile import document_of, plan_text, read_plan
from sync.snapshot import Snapshot

LARGEST = 100_000
BARE = "the same JSON, written and hashed"
BARE_READING = "its JSON, read, written and hashed"
SOURCE = Event(108, 4564, 1201, 2001, datetime(2027, 3, 1, 10), length=3600, capacity=12)
NOW = datetime(2027, 3, 1, 8)
SEEN = Snapshot(
    "https://s.example", 4564, None, NOW.replace(tzinfo=UTC), NOW, date(2027, 1, 1), date(2400, 1, 1)
)
Row = tuple[str, str, Callable[[], object], Callable[[], object], int]


def planned(dates: int) -> Plan:
    """A plan of so many daily dates, from the strategy on."""
    occurrences = expand(Strategy(RepeatMode.DAILY), Window(date(2027, 3, 2), count=dates), SOURCE.start)
    return make_plan(arrange(occurrences), SOURCE, SEEN, versions=Versions("0", None))


def plans(dates: int) -> Iterator[Row]:
    """Words, peer, both sides and how many dates."""
    made = planned(dates)
    frame, text = document_of(made), plan_text(made).encode()
    first, day, why = made.creates[0], timedelta(days=1), made.actions[0].why

    def bare() -> str:
        starts = [first + day * number for number in range(dates)]
        actions = [
            {"start": start.isoformat(), "do": "create", "why": why, "events": list[int]()}
            for start in starts
        ]
        return _hash({**frame, "actions": actions})

    def bare_reading() -> str:
        document = json.loads(text)
        del document["digest"]
        return _hash(document)

    yield f"plan, digest: {dates:,} dates", BARE, lambda: digest(document_of(planned(dates))), bare, dates
    yield (
        f"plan file read, checked: {dates:,} dates",
        BARE_READING,
        lambda: digest(document_of(read_plan(text))),
        bare_reading,
        dates,
    )


def _hash(document: object) -> str:
    return hashlib.sha256(
        json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
