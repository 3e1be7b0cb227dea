"""C13: the largest there is: `python -m tests.campaign.load plan|apply|bomb`, each in a process that measures itself.

Seconds are of the processor: a machine that is busy with something else takes longer.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from recurrence import InvalidWindow, RecurrenceError, RepeatMode, Strategy, Window, arrange, expand
from sync.events import Event
from sync.journal import Journal
from sync.plan import CHUNK, Plan, Versions, make_plan
from sync.planfile import digest_of, plan_text, read_plan
from sync.rows import Intended
from sync.snapshot import Snapshot
from sync.steps import Ending
from tests.apply.worlds import asked, world
from tests.apply.worlds import ending as ending_of
from tests.campaign.said import heard, say
from tests.simulation import world as simulated
from tests.simulation.plans import plan_of, server_of

DATES = 100_000
REFUSED = 10**9
Tally = tuple[dict[str, object], list[str]]


def mebibytes() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def large(dates: int) -> Plan:
    """A plan for daily classes of so many days."""
    source = Event(108, 4564, 1201, 2001, datetime(2027, 3, 1, 10), length=3600, capacity=12)
    occurrences = expand(Strategy(RepeatMode.DAILY), Window(date(2027, 3, 2), count=dates), source.start)
    now = datetime(2027, 3, 1, 8)
    seen = Snapshot(
        "https://s.example", 4564, None, now.replace(tzinfo=UTC), now, date(2027, 1, 1), date(2400, 1, 1)
    )
    return make_plan(arrange(occurrences), source, seen, versions=Versions("0", None))


def plan() -> Tally:
    """A plan of 100,000 dates: made, sealed, written, read; and the record of its 5,000 requests."""
    began = time.process_time()
    made = large(DATES)
    digest, text = digest_of(made), "".join(plan_text(made))
    planned = time.process_time() - began
    same = read_plan(text.encode()) == made
    began = time.process_time()
    with TemporaryDirectory() as folder, Journal.create(Path(folder) / "s", digest) as journal:
        for number, chunk in enumerate(made.chunks(), 1):
            journal.append(Intended(number, chunk, "0" * 64))
    return {
        "dates planned": len(made.creates), "plan s": planned, "plan MB": len(text) / 1e6,
        "record s": time.process_time() - began, "plan MiB": mebibytes(),
    }, [] if same else ["a plan is read as another"]  # fmt: skip


def apply(dates: int) -> Tally:
    """A simulated apply: processor seconds, memory."""
    simulated.MOST_STEPS = 20 * dates // CHUNK + 400  # a bound that is meant for small plans
    made = plan_of(dates, CHUNK)
    large_world = world(plan=made, server=server_of(made))
    began = time.process_time()
    ended = ending_of(large_world)
    seconds = time.process_time() - began
    made_there = Counter(large_world.server.events[event].start for event in large_world.server.ours)
    right = ended is Ending.DONE and made_there == Counter(made.creates)
    return {
        "requests": len(asked(large_world)),
        "apply s": seconds,
        "apply MiB": mebibytes(),
    }, [] if right else [f"ended with {ended}"]


def grown() -> Tally:
    """How much more memory ten times the dates take."""
    tallies = list[dict[str, object]]()
    for dates in (10_000, 100_000):
        done = subprocess.run(
            [sys.executable, "-m", "tests.campaign.load", "apply", str(dates)],
            capture_output=True,
            text=True,
            check=False,
        )
        told = heard(done.stdout)
        if told is None or told[1]:
            return {}, [f"{dates} dates: {told or done.stderr[-400:]}"]
        tallies.append(told[0])
    small, big = (float(str(tally["apply MiB"])) for tally in tallies)
    return {**tallies[1], "memory grows %": 100 * (big / small - 1)}, []


def bomb() -> Tally:
    """A thousand million dates, and one more."""
    seconds, found = 0.0, list[str]()
    for many in (REFUSED, REFUSED + 1, 2**63):
        began = time.perf_counter()
        try:
            len(expand(Strategy(RepeatMode.DAILY), Window(date(2027, 1, 1), count=many, hours=10, minutes=0)))
            found.append(f"{many} dates are accepted")
        except (InvalidWindow, RecurrenceError):
            seconds = max(seconds, time.perf_counter() - began)
    return {"refused ms": 1000 * seconds}, found


if __name__ == "__main__":
    kind = sys.argv[1]
    if kind == "apply":
        say(*apply(int(sys.argv[2])))
    else:
        say(*{"plan": plan, "grown": grown, "bomb": bomb}[kind]())
