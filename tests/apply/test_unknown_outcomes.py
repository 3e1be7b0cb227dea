"""What follows a request of which nothing is proved: F05 to F08, F14 and F24 of the fault table."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from sync.apply import apply
from sync.progress import Status
from sync.steps import Ending, Mode
from tests.apply.worlds import RESEND, SETTLE, STRICT, asked, ending, having, result, times_made, world
from tests.simulation.checker import Broken
from tests.simulation.plans import EARLIER, NOW, SOON, plan_of, server_of

NEVER_MADE = ("timeout", "reset", "500", "502 page", "302")
MADE_UNHEARD = ("timeout after", "reset after", "500 after", "504 after", "200 page")


@pytest.mark.parametrize("fault", NEVER_MADE)
def test_a_lost_request_is_held_by_a_strict_run(fault: str) -> None:
    lost = world([fault])
    found = result(lost)
    assert (found.ending, asked(lost)) == (Ending.UNRESOLVED, [3])
    assert having(found, Status.UNKNOWN) == lost.creates[:3]
    assert having(found, Status.PLANNED) == lost.creates[3:]


@pytest.mark.parametrize("fault", NEVER_MADE)
def test_a_lost_request_is_sent_again_only_by_resend_and_once(fault: str) -> None:
    lost = world([fault])
    assert ending(lost) is Ending.UNRESOLVED
    assert ending(lost, RESEND) is Ending.DONE
    assert (asked(lost), times_made(lost)) == ([3, 3, 3], [1] * 6)


@pytest.mark.parametrize("mode", [STRICT, RESEND], ids=["strict", "resend"])
@pytest.mark.parametrize("fault", MADE_UNHEARD)
def test_what_was_made_unheard_is_found_and_not_sent_again(fault: str, mode: Mode) -> None:
    heard = world([fault])
    assert ending(heard, mode) is Ending.DONE
    assert (asked(heard), times_made(heard)) == ([3, 3], [1] * 6)


@pytest.mark.parametrize("late", [10.0, SETTLE - 1.0], ids=["soon", "at the last moment"])
@pytest.mark.parametrize("mode", [STRICT, RESEND], ids=["strict", "resend"])
def test_a_commit_within_the_settle_time_is_found_and_the_run_goes_on(late: float, mode: Mode) -> None:
    slow = world(["timeout late"], late=late)
    assert ending(slow, mode) is Ending.DONE
    assert (asked(slow), times_made(slow)) == ([3, 3], [1] * 6)


def test_a_commit_after_the_settle_time_makes_no_duplicate_in_a_strict_run() -> None:
    slow = world(["timeout late"], late=SETTLE + 100)
    assert ending(slow) is Ending.UNRESOLVED
    slow.advance(200)
    assert ending(slow) is Ending.DONE
    assert (asked(slow), times_made(slow)) == ([3, 3], [1] * 6)


def test_a_commit_after_the_settle_time_is_told_as_drift_by_resend() -> None:
    slow = world(["timeout late"], late=10 * SETTLE)
    slow.checker.once = False  # the one promise that resend cannot keep
    slow.script.between = lambda: slow.server.flush() if len(asked(slow)) == 2 else None
    assert ending(slow, RESEND) is Ending.DRIFT
    assert times_made(slow) == [2, 2, 2, 1, 1, 1]


def test_the_first_look_that_counts_begins_after_the_settle_time() -> None:
    lost = world(["timeout"])
    assert ending(lost, RESEND) is Ending.DONE
    first, again = lost.checker.posts[:2]
    looks = [
        read.began for read in lost.checker.reads if read.after == 1 and read.began >= first.ended + SETTLE
    ]
    assert len(looks) >= 2
    assert all(began < again.ended for began in looks[:2])


def test_a_search_that_lags_does_not_prove_absence() -> None:
    lagging = world(["timeout late"], late=SETTLE - 1, server=server_of(plan_of(6), lag=10.0))
    assert ending(lagging, RESEND) is Ending.DONE
    assert times_made(lagging) == [1] * 6


@pytest.mark.parametrize("fault", ["timeout partly", "500 partly", "fewer"])
def test_of_a_part_that_was_made_only_the_rest_is_asked_for_again(fault: str) -> None:
    partial = world([fault])
    held = result(partial)
    assert held.ending is Ending.UNRESOLVED
    made = having(held, Status.CREATED)
    missing = having(held, Status.UNKNOWN)
    assert sorted([*made, *missing]) == list(partial.creates[:3])
    assert ending(partial, RESEND) is Ending.DONE
    assert asked(partial)[1] == len(missing)
    assert times_made(partial) == [1] * 6


def test_a_resend_that_does_not_leave_does_not_make_an_unknown_date_a_planned_one() -> None:
    lost = world(["timeout", "unsent", "unsent", "unsent"])
    assert ending(lost) is Ending.UNRESOLVED
    broken_off = result(lost, RESEND)
    assert broken_off.ending is Ending.UNAVAILABLE
    assert having(broken_off, Status.UNKNOWN) == lost.creates[:3]
    assert ending(lost) is Ending.UNRESOLVED
    assert ending(lost, RESEND) is Ending.DONE


def test_a_date_that_the_search_hides_as_past_is_never_asked_for_twice() -> None:
    plan = plan_of(3, first=EARLIER)
    hidden = world(["timeout after"], plan=plan, server=server_of(plan, hides_past=True))
    assert ending(hidden, RESEND) is Ending.UNRESOLVED
    assert ending(hidden, RESEND) is Ending.UNRESOLVED
    assert (asked(hidden), times_made(hidden)) == ([3], [1] * 3)


def test_a_date_that_has_passed_where_no_zone_tells_so_is_never_asked_for_twice() -> None:
    early = NOW - timedelta(hours=9)
    plan = replace(plan_of(1, first=SOON), local_now=early, taken_at=early.replace(tzinfo=UTC))
    server = server_of(plan, hides_past=True)
    server.began = NOW + timedelta(hours=1)  # the location is ten hours ahead of UTC
    ahead = world(["timeout after"], plan=plan, server=server)
    assert ending(ahead, RESEND) is Ending.UNRESOLVED
    assert (asked(ahead), times_made(ahead)) == ([1], [1])


def test_a_date_that_passes_while_the_machine_sleeps_is_never_asked_for_twice() -> None:
    plan = plan_of(1, first=SOON + timedelta(days=1))
    asleep = world(["timeout after"], plan=plan, server=server_of(plan, lag=60.0, hides_past=True))
    outside, slept = asleep.world(), [0.0]

    def sleep(seconds: float) -> None:
        outside.sleep(seconds)
        if not slept[0]:
            slept[0] = 26 * 3600.0
            asleep.advance(slept[0])

    napping = outside._replace(clock=lambda: round(outside.clock() - slept[0], 3), sleep=sleep)
    asleep.again(RESEND)
    assert apply(plan, napping, RESEND).ending is Ending.UNRESOLVED
    assert (asked(asleep), times_made(asleep)) == ([1], [1])


def test_a_resend_is_tried_three_times_and_no_more() -> None:
    lost = world(["timeout"] * 9)
    assert ending(lost, RESEND) is Ending.UNRESOLVED
    assert asked(lost) == [3, 3, 3]


def test_the_checker_notices_a_second_execution() -> None:
    lost = world()
    lost.server.make(lost.creates[:1], 1)
    with pytest.raises(Broken, match="I1"):
        lost.server.make(lost.creates[:1], 2)


def test_a_look_that_began_before_the_settle_time_was_over_proves_nothing() -> None:
    slow = world(["timeout"])
    slow.reading_takes = itertools.cycle([(0.0, 20.0)])
    assert ending(slow, RESEND) is Ending.DONE  # or the checker says which look it missed
    assert times_made(slow) == [1] * 6
