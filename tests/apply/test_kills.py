"""F38: the process dies at every point at which it touches anything. How many there are is counted, not written here."""

from __future__ import annotations

import pytest

from sync.progress import Status
from sync.steps import Ending, Mode
from tests.apply.worlds import RESEND, STRICT, having, result, times_made, world
from tests.simulation.plans import plan_of, server_of
from tests.simulation.world import Script, Simulation

SCENES: dict[str, list[str]] = {
    "clean": [],
    "first reply lost": ["timeout after"],
    "reply lost in the middle": ["ok", "reset after"],
    "last reply lost": ["ok", "ok", "500 after"],
    "never arrived": ["ok", "timeout"],
    "late": ["timeout late"],
    "partial": ["500 partly"],
    "rate limited": ["ok", "429"],
    "not sent": ["unsent", "ok"],
}


def killed(faults: list[str], *kills: int, mode: Mode = STRICT) -> Simulation:
    """A world in which the first process dies at the first of these points, and the later ones at the later."""
    plan = plan_of(8, 3)
    script = Script(posts=iter(faults), delay=lambda: 100.0, kills=frozenset(kills))
    dying = Simulation(plan, server_of(plan), script)
    for _ in kills:
        dying.run(mode)
    script.kills = frozenset()
    return dying


def points(faults: list[str], mode: Mode) -> int:
    """How many points a run has in which nobody dies."""
    living = killed(faults)
    living.run(mode)
    return living.points


@pytest.mark.parametrize("scene", SCENES)
def test_killed_anywhere_resend_makes_every_date_exactly_once(scene: str) -> None:
    total = points(SCENES[scene], STRICT)
    assert total > 40
    for point in range(1, total + 1):
        dying = killed(SCENES[scene], point)
        assert (result(dying, RESEND).ending, times_made(dying)) == (Ending.DONE, [1] * 8), point


@pytest.mark.parametrize("scene", SCENES)
def test_killed_anywhere_a_strict_resume_doubles_nothing_and_lists_what_is_absent(scene: str) -> None:
    for point in range(1, points(SCENES[scene], STRICT) + 1):
        dying = killed(SCENES[scene], point)
        found = result(dying)
        assert max(times_made(dying)) <= 1
        if found.ending is not Ending.DONE:
            assert found.ending is Ending.UNRESOLVED, point
            absent = [start for start in having(found, Status.UNKNOWN) if not dying.server.alive(start)]
            assert absent, point
            assert having(found, Status.UNKNOWN) == tuple(absent), point


def test_killed_twice_resend_still_makes_every_date_exactly_once() -> None:
    total = points(SCENES["late"], STRICT)
    for first in range(3, total, 7):
        for second in range(first + 1, first + total, 11):
            dying = killed(SCENES["late"], first, second, mode=RESEND)
            assert (result(dying, RESEND).ending, times_made(dying)) == (Ending.DONE, [1] * 8), (
                first,
                second,
            )


@pytest.mark.parametrize("append", range(1, 9))
def test_a_full_disk_never_lets_a_request_leave_without_its_intent(append: int) -> None:
    full = world(["ok", "timeout after"])
    full.script.full = frozenset({append})
    assert full.run(STRICT) == "disk"
    assert result(full, RESEND).ending is Ending.DONE
    assert times_made(full) == [1] * 6
