"""C13: the largest there is: `python -m tests.campaign.load plan|grown|bomb`, each in a process that measures itself.

Seconds are of the processor: a machine that is busy with something else takes longer.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from recurrence import InvalidWindow, RecurrenceError, RepeatMode, Strategy, Window, arrange, expand
from sync.apply import World
from sync.apply import apply as start
from sync.events import Event
from sync.journal import Journal
from sync.outcome import Answer, Expected, compared
from sync.plan import CHUNK, Plan, Versions, make_plan
from sync.planfile import digest_of, plan_text, read_plan
from sync.port import BookingApi
from sync.requests import ByDates
from sync.rows import Intended, Row
from sync.snapshot import Snapshot
from sync.steps import Ending, Mode
from sync.target import Target
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


class Bare:
    """A service that makes what it is told to make, and keeps nothing but the starts; and a record that is a list."""

    def __init__(self, source: Event) -> None:
        self.source, self.made, self.kept = source, list[datetime](), list[Row]()

    def event(self, _: Target) -> Event:
        """See `BookingApi`."""
        return self.source

    def events(self, *_: object) -> tuple[Event, ...]:
        """See `BookingApi`."""
        return self._copies(0)

    def duplicate(
        self, target: Target, request: ByDates, *, known_ids: AbstractSet[int], **_: object
    ) -> Answer:
        """See `BookingApi`."""
        first = len(self.made)
        self.made += request.dates
        copies = self._copies(first)
        return compared(copies, len(copies), Expected(target.location, request.dates, known_ids))

    def _copies(self, first: int) -> tuple[Event, ...]:
        many = range(first, len(self.made))
        return tuple(
            self.source.replace(id=self.source.id + 1 + place, start=self.made[place]) for place in many
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """See `Record`."""
        return tuple(self.kept)

    def append(self, row: Row) -> None:
        """See `Record`."""
        self.kept.append(row)

    def world(self, plan: Plan) -> World:
        """Everything outside, for the core."""
        clock, now, nothing = (lambda: 0.0), (lambda: plan.taken_at), (lambda *_: None)
        return World(cast("BookingApi", self), plan.host, self, clock, nothing, now, nothing, lambda: False)


def core(dates: int) -> Tally:
    """The core's own part of an apply."""
    made = plan_of(dates, CHUNK)
    bare = Bare(made.source)
    began = time.process_time()
    ended = start(made, bare.world(made), Mode()).ending
    right = ended is Ending.DONE and bare.made == list(made.creates)
    return {"core s": time.process_time() - began, "core MiB": mebibytes()}, [] if right else [
        f"ended with {ended}"
    ]


def grown() -> Tally:
    """The largest simulated apply; and how much more memory the core takes for ten times the dates, each in a process of its own."""
    reached = dict[str, object]()
    sizes = list[float]()
    for kind, dates in (("apply", DATES), ("core", DATES // 10), ("core", DATES)):
        words = [sys.executable, "-m", "tests.campaign.load", kind, str(dates)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        told = heard(done.stdout)
        if told is None or told[1]:
            return {}, [f"{kind} of {dates} dates: {told or done.stderr[-400:]}"]
        reached |= told[0]
        sizes += [float(str(told[0]["core MiB"]))] if kind == "core" else []
    return reached | {"memory grows %": 100 * (sizes[1] / sizes[0] - 1)}, []


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
    kind, sized = sys.argv[1], {"apply": apply, "core": core}
    if kind in sized:
        say(*sized[kind](int(sys.argv[2])))
    else:
        say(*{"plan": plan, "grown": grown, "bomb": bomb}[kind]())
