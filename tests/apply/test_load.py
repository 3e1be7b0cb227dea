"""How much it takes: memory for the largest plan, requests for an ordinary one."""

from __future__ import annotations

import subprocess
import sys

from sync.plan import CHUNK
from sync.steps import Ending
from tests.apply.worlds import asked, ending, times_made, world
from tests.simulation.plans import plan_of, server_of

MEBIBYTES = 256
LARGEST = """
from pathlib import Path
from datetime import UTC, date, datetime
from recurrence import RepeatMode, Strategy, Window, arrange, expand
from sync.events import Event
from sync.plan import Versions, make_plan
from sync.planfile import digest_of, plan_text, read_plan
from sync.snapshot import Snapshot

source = Event(108, 4564, 1201, 2001, datetime(2027, 3, 1, 10), length=3600, capacity=12)
occurrences = expand(Strategy(RepeatMode.DAILY), Window(date(2027, 3, 2), count=100_000), source.start)
now = datetime(2027, 3, 1, 8)
seen = Snapshot("https://s.example", 4564, None, now.replace(tzinfo=UTC), now, date(2027, 1, 1), date(2400, 1, 1))
plan = make_plan(arrange(occurrences), source, seen, versions=Versions("0", None))
assert read_plan(plan_text(plan).encode()) == plan
# The process's own peak: what getrusage says begins with the peak of the process that started this one.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
print(len(plan.creates), len(digest_of(plan)), peak.split()[1])
"""


def test_a_hundred_thousand_dates_are_planned_sealed_and_read_in_little_memory() -> None:
    done = subprocess.run([sys.executable, "-c", LARGEST], capture_output=True, text=True, check=True)
    creates, digits, kibibytes = map(int, done.stdout.split())
    assert (creates, digits) == (100_000, 64)
    assert kibibytes / 1024 < MEBIBYTES


def test_a_thousand_dates_take_fifty_requests() -> None:
    plan = plan_of(1000, CHUNK)
    large = world(plan=plan, server=server_of(plan))
    assert ending(large) is Ending.DONE
    assert len(asked(large)) <= 50
    assert times_made(large) == [1] * 1000
