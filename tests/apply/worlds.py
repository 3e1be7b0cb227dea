"""Small simulated worlds for tests of one behaviour: six daily classes, asked for three at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sync.apply import Result
from sync.plan import Plan
from sync.progress import Status
from sync.steps import Ending, Mode, OnConflict
from tests.simulation.plans import plan_of, server_of
from tests.simulation.server import Server
from tests.simulation.world import Script, Simulation

STRICT, RESEND = Mode(), Mode(resend=True)
CONTINUE, ISOLATE = Mode(on_conflict=OnConflict.CONTINUE), Mode(on_conflict=OnConflict.ISOLATE)
SETTLE = STRICT.settle


def world(
    posts: Iterable[str] = (),
    *,
    plan: Plan | None = None,
    server: Server | None = None,
    reads: Iterable[str] = (),
    late: float = 60.0,
    retry_after: str | None = "5",
) -> Simulation:
    """A world in which these faults meet the requests, one after the other; then nothing goes wrong any more."""
    plan = plan or plan_of(6)
    script = Script(
        posts=iter(tuple(posts)),
        reads=iter(tuple(reads)),
        delay=lambda: late,
        retry_after=lambda: retry_after,
    )
    return Simulation(plan, server or server_of(plan), script)


def ending(simulation: Simulation, mode: Mode = STRICT) -> Ending | str:
    """Run one process; how it ended."""
    result = simulation.run(mode)
    return result if isinstance(result, str) else result.ending


def result(simulation: Simulation, mode: Mode = STRICT) -> Result:
    """Run one process that comes to an end."""
    found = simulation.run(mode)
    assert isinstance(found, Result), found
    return found


def asked(simulation: Simulation) -> list[int]:
    """How many dates each request asked for."""
    return [len(post.starts) for post in simulation.checker.posts]


def times_made(simulation: Simulation) -> list[int]:
    """How often each planned date exists."""
    return [len(simulation.server.alive(start)) for start in simulation.creates]


def having(found: Result, status: Status) -> tuple[datetime, ...]:
    """The starts with this status, in order."""
    return tuple(sorted(found.progress.having(status)))
