"""End states: the real loop, client, clock and emulator; a fault on the way, and exactly once or honestly held at the end.

The settle time is short, as loopback allows. What is late happens once the run is over, if it has not by then.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest

from recurrence import DOCUMENTED, ContentType, RepeatMode, Strategy, Window, arrange, expand
from sync.apply import Result, World, apply, resume
from sync.client import Retries
from sync.emulator.running import Emulator
from sync.http_api import Settings
from sync.outcome import Outcome
from sync.plan import Manner, Plan, Recipe, Versions, make_plan
from sync.progress import Status
from sync.rows import Answered, Intended, Row, row_document
from sync.snapshot import Snapshot
from sync.steps import Ending, Mode, OnConflict
from tests.matrix.canaries import Told
from tests.matrix.cells import PATIENT, instructions
from tests.matrix.ends import ENDS
from tests.matrix.studio import LOCATION, NOW, SHORT, SOURCE, Client, letters, real_clock, stored, studio
from tests.sync.faulty import Faulty

HOST = "loopback"
SETTLE = 0.4
DATES = tuple(datetime(2027, 2, day, 10) for day in range(1, 7))
MODES = {
    "strict": Mode(settle=SETTLE),
    "resend": Mode(resend=True, settle=SETTLE),
    "continue": Mode(on_conflict=OnConflict.CONTINUE, settle=SETTLE),
    "isolate": Mode(on_conflict=OnConflict.ISOLATE, settle=SETTLE),
}


class Run(NamedTuple):
    """A line of the table."""

    row: str
    where: str
    fault: str
    mode: str
    ending: str
    posts: int
    stored: str
    resumed: str


def runs() -> list[Run]:
    """The lines of the table."""
    lines = [[cell.strip() for cell in line.split("|")] for line in ENDS.strip().splitlines()]
    return [
        Run(row, where, fault, mode, ending, int(posts), made, "".join(resumed))
        for row, where, fault, mode, ending, posts, made, *resumed in lines
    ]


RUNS = runs()


class Record:
    """Rows in a list."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def append(self, row: Row) -> None:
        self._rows.append(row)


def lists(run: Run, elsewhere: str) -> dict[str, list[str]]:
    """The emulator's lists for a run: faults of the duplicate, and of the searches after the first."""
    duplicate, _, search = run.fault.format(elsewhere=elsewhere).partition(" / ")
    before = ["ok"] * (int(run.where) - 1 if run.where.isdigit() else 0)
    found = {"duplicate": [*before, *instructions(duplicate)]}
    return found | ({"search": ["ok", "ok", *instructions(search)]} if search else {})


def plan_of(client: Client) -> Plan:
    """Six daily classes in February, two a request, from what the emulator shows."""
    daily, window = Strategy(RepeatMode.DAILY), Window(date(2027, 2, 1), count=6)
    source = client.api.event(SOURCE)
    events = client.api.events(LOCATION, date(2027, 2, 1), date(2027, 2, 28))
    local = NOW.replace(tzinfo=None) + timedelta(hours=2)
    snapshot = Snapshot(
        HOST, LOCATION, "Europe/Riga", NOW, local, date(2027, 2, 1), date(2027, 2, 28), events
    )
    manner = Manner(content_type=ContentType.NO_APPOINTMENTS, chunk=2)
    recipe = Recipe(daily, window, DOCUMENTED)
    plan = make_plan(
        arrange(expand(daily, window, source.start)),
        source,
        snapshot,
        manner,
        versions=Versions("0", None),
        recipe=recipe,
    )
    assert plan.creates == DATES
    return plan


def world_of(client: Client, record: Record) -> World:
    """The real world but for the date."""
    began = time.monotonic()

    def now() -> datetime:
        return NOW.astimezone(UTC) + timedelta(seconds=time.monotonic() - began)

    return World(client.api, HOST, record, time.monotonic, time.sleep, now, lambda *_: None, lambda: False)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run.row} {run.where} {run.fault} {run.mode}")
def test_a_run_that_meets_a_fault_ends_as_specified(run: Run, elsewhere: Faulty, told: Told) -> None:
    hangs = any(name in run.fault for name in ("hang", "late-", "drip"))
    settings = Settings(change_deadline=SHORT if hangs else PATIENT, retries=Retries(first=0.01))
    with studio(lists(run, elsewhere.url), real_clock()) as emulator:
        client = Client(emulator.base_url, settings=settings)
        plan, record = plan_of(client), Record()
        result = apply(plan, world_of(client, record), MODES[run.mode])
        emulator.advance(30)
        assert (result.ending, posts(emulator)) == (Ending[run.ending], run.posts)
        assert stored(emulator, DATES) == run.stored
        check_fates(result, run)
        if run.resumed:
            ending, number = run.resumed.split()
            result = resume(plan, world_of(client, record), MODES["resend"])
            assert (result.ending, posts(emulator)) == (Ending[ending], int(number))
            assert stored(emulator, DATES) == "abcdef"
        check_rows(record, emulator)
        told.add(result, client.api, *record.rows, *map(row_document, record.rows))
    assert elsewhere.connections == 0


def posts(emulator: Emulator) -> int:
    return len(emulator.requests("duplicate"))


def check_fates(result: Result, run: Run) -> None:
    """I2: every date has one fate, created ones exist, and DONE means all."""
    fates = result.progress.fates
    assert tuple(fates) == DATES
    created = [start for start, fate in fates.items() if fate.status is Status.CREATED]
    if result.ending is not Ending.DRIFT:
        assert set(letters(created, DATES)) <= {*run.stored, "-"}
        assert max(Counter(run.stored).values()) == 1
    assert (result.ending is Ending.DONE) <= (len(created) == len(DATES))
    if result.ending is Ending.UNRESOLVED:
        assert any(fate.status is Status.UNKNOWN for fate in fates.values())


def check_rows(record: Record, emulator: Emulator) -> None:
    """I3 and I4: each POST has its intent, and no date is asked for again that was created."""
    intents = [row for row in record.rows if isinstance(row, Intended)]
    assert len(intents) == posts(emulator)
    created: set[datetime] = set()
    for row in record.rows:
        if isinstance(row, Intended):
            assert created.isdisjoint(row.starts)
        elif isinstance(row, Answered) and row.outcome is Outcome.CREATED:
            created |= {seen.start for seen in row.seen}


def test_the_table_has_enough_runs_of_every_row_and_mode() -> None:
    assert len(RUNS) >= 40
    assert {run.row for run in RUNS} == {f"F{number:02}" for number in range(5, 29)}
    assert {run.mode for run in RUNS} == set(MODES)
    assert {run.where for run in RUNS} == {"1", "2", "3", "search"}
