"""Reads that fail or deceive, other people, the wall clock: F26 to F32 of the fault table."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from recurrence import Drop, RepeatMode, Strategy, Window, arrange, expand
from sync.plan import make_plan
from sync.progress import Status
from sync.steps import Ending, Pause
from sync.verify import What, verify
from tests.apply.worlds import RESEND, asked, ending, having, result, times_made, world
from tests.simulation.plans import LATER, SOURCE, VERSIONS, plan_of, server_of, snapshot_of


@pytest.mark.parametrize(("trouble", "how"), [("unavailable", "UNAVAILABLE"), ("429", "RATE_LIMITED")])
def test_a_look_that_fails_ends_the_run_and_sends_nothing_more(trouble: str, how: str) -> None:
    blind = world(["timeout"], reads=["ok", trouble])
    assert ending(blind, RESEND) is Ending[how]
    assert asked(blind) == [3]
    assert ending(blind, RESEND) is Ending.DONE


def test_a_first_look_that_fails_sends_nothing() -> None:
    blind = world(reads=["unavailable"])
    assert (ending(blind), asked(blind)) == (Ending.UNAVAILABLE, [])


def test_an_empty_answer_where_there_was_something_is_suspicious() -> None:
    emptied = world(
        plan=plan_of(6, present=2), server=server_of(plan_of(6, present=2), others=0), reads=["empty"]
    )
    assert (ending(emptied), asked(emptied)) == (Ending.SUSPICIOUS, [])


def test_an_empty_answer_after_one_that_was_not_is_suspicious() -> None:
    emptied = world(["timeout"], reads=["ok", "empty"])
    assert (ending(emptied, RESEND), asked(emptied)) == (Ending.SUSPICIOUS, [3])


def test_an_empty_timetable_that_always_was_is_fine() -> None:
    assert ending(world(server=server_of(plan_of(6), others=0))) is Ending.DONE


def test_a_class_that_was_there_before_is_neither_asked_for_nor_counted_as_ours() -> None:
    present = world(plan=plan_of(6, present=2))
    found = result(present)
    assert (found.ending, asked(present), times_made(present)) == (Ending.DONE, [3, 2], [1] * 5)
    assert 107 not in {fate.event for fate in found.progress.fates.values()}


def test_a_class_that_somebody_added_since_the_review_makes_the_plan_stale() -> None:
    taken = world()
    taken.server.add(taken.creates[4])
    assert (ending(taken), asked(taken)) == (Ending.STALE, [])


def test_a_class_of_the_review_that_somebody_moved_to_a_date_to_create_makes_the_plan_stale() -> None:
    plan = plan_of(6, present=2)
    moved = world(plan=plan, server=server_of(plan))
    moved.server.change(107, start=plan.creates[0])
    assert (ending(moved), asked(moved)) == (Ending.STALE, [])


def test_a_class_of_the_review_that_was_moved_to_a_date_in_doubt_settles_nothing() -> None:
    plan = plan_of(6, present=2)
    lost = world(["timeout"], plan=plan, server=server_of(plan))
    assert ending(lost) is Ending.UNRESOLVED
    lost.server.change(107, start=plan.creates[0])
    found = result(lost)
    assert (found.ending, found.progress.fates[plan.creates[0]].status) == (Ending.UNRESOLVED, Status.UNKNOWN)


def test_a_class_that_somebody_added_meanwhile_holds_its_request() -> None:
    taken = world(["ok", "401"])
    assert ending(taken) is Ending.NOT_AUTHORISED
    taken.server.add(taken.creates[4])
    taken.token_is_good = True
    found = result(taken)
    assert (found.ending, asked(taken)) == (Ending.HELD, [3, 3])
    assert having(found, Status.FOREIGN) == (taken.creates[4],)
    assert times_made(taken) == [1, 1, 1, 0, 1, 0]


def test_a_second_class_on_a_created_date_is_told() -> None:
    doubled = world(["ok", "401"])
    assert ending(doubled) is Ending.NOT_AUTHORISED
    doubled.server.add(doubled.creates[0])
    doubled.token_is_good = True
    assert ending(doubled) is Ending.DRIFT


def test_a_second_class_on_a_date_that_was_taken_at_review_is_told() -> None:
    taken = world(plan=plan_of(6, present=2))
    found = result(taken)
    start = taken.plan.actions[2].start
    second = taken.server.add(start)
    events = list(taken.server.events.values())
    for shown in (events, events[::-1]):
        verified = verify(taken.plan, found.progress, shown)
        assert verified.findings == ((What.EXTRA, start, second.id, None, None),)


def test_a_class_that_an_answer_made_on_a_date_that_was_left_out_is_told() -> None:
    first = datetime.combine(LATER, SOURCE.start.time())
    hour = timedelta(hours=1)
    dates = arrange([first, first + hour, first + 24 * hour], [Drop(first + hour)])
    more = world(["more"], plan=make_plan(dates, SOURCE, snapshot_of(), versions=VERSIONS))
    found = result(more)
    (stray,) = more.server.alive(first + hour)
    verified = verify(more.plan, found.progress, more.server.events.values())
    assert [(finding.what, finding.event) for finding in verified.findings] == [(What.EXTRA, stray.id)]


def test_a_class_that_was_there_at_review_may_have_been_entered_anew() -> None:
    taken = world(plan=plan_of(6, present=2))
    found = result(taken)
    taken.server.delete(107)
    taken.server.add(taken.plan.actions[2].start)
    assert verify(taken.plan, found.progress, taken.server.events.values()).is_equal


def test_a_created_class_that_somebody_deleted_is_missing_and_not_made_again() -> None:
    deleted = world()
    found = result(deleted)
    number = found.progress.fates[deleted.creates[1]].event
    assert found.ending is Ending.DONE
    assert number is not None
    deleted.server.delete(number)
    assert (ending(deleted, RESEND), asked(deleted)) == (Ending.DRIFT, [3, 3])
    verified = verify(deleted.plan, found.progress, deleted.server.events.values())
    assert [(finding.what, finding.event) for finding in verified.findings] == [(What.MISSING, number)]


def test_an_event_that_was_moved_to_another_planned_date_is_not_that_dates_own() -> None:
    moved = world(["ok", "timeout"])
    held = result(moved)
    number = held.progress.fates[moved.creates[0]].event
    assert number is not None
    moved.server.change(number, start=moved.creates[4])
    found = result(moved)
    assert found.ending is not Ending.DONE
    assert found.progress.fates[moved.creates[4]].status is not Status.CREATED


@pytest.mark.parametrize(
    "changes",
    [
        {"service_id": 7}, {"staff_id": 7}, {"start": datetime(2027, 3, 1, 11)}, {"length": 60},
        {"capacity": 1}, {"resources": (5,)},
    ],
    ids=str,
)  # fmt: skip
def test_a_source_that_was_edited_makes_the_plan_stale(changes: dict[str, object]) -> None:
    edited = world()
    edited.server.change(SOURCE.id, **changes)
    assert (ending(edited), asked(edited)) == ("stale", [])


def test_a_source_that_was_edited_stops_a_resume_too() -> None:
    edited = world(["timeout"])
    assert ending(edited) is Ending.UNRESOLVED
    edited.server.change(SOURCE.id, capacity=1)
    assert (ending(edited, RESEND), asked(edited)) == ("stale", [3])


def test_a_source_that_was_deleted_makes_the_plan_stale() -> None:
    gone = world()
    gone.server.delete(SOURCE.id)
    assert (ending(gone), asked(gone)) == ("stale", [])


def test_the_appointments_of_a_source_do_not_matter_where_they_are_not_copied() -> None:
    booked = world()
    booked.server.change(SOURCE.id, records_count=9, title="Another")
    assert ending(booked) is Ending.DONE


@pytest.mark.parametrize(
    "jump", [timedelta(hours=-1), timedelta(hours=1), timedelta(days=-1), timedelta(days=1)]
)
def test_the_wall_clock_changes_no_wait(jump: timedelta) -> None:
    steady, jumping = world(["timeout"]), world(["timeout"])
    jumping.wall_jump = jump
    assert ending(steady, RESEND) is ending(jumping, RESEND) is Ending.DONE
    assert steady.slept == jumping.slept
    assert any(isinstance(step, Pause) for step in steady.told)


def test_a_class_on_a_date_that_was_left_out_is_no_drift() -> None:
    occurrences = expand(Strategy(RepeatMode.DAILY, id=3), Window(LATER, count=4), SOURCE.start)
    dropped = occurrences[1]
    there = SOURCE.replace(id=107, start=dropped)
    plan = make_plan(arrange(occurrences, [Drop(dropped)]), SOURCE, snapshot_of(there), versions=VERSIONS)
    crossed = world(plan=plan)
    crossed.server.put(there)
    assert (ending(crossed), plan.creates.count(dropped)) == (Ending.DONE, 0)


def test_words_that_are_not_in_normal_form_can_be_kept() -> None:
    spoken = world(["409 named"])
    spoken.script.words = "Занято: и\u0306ога"
    spoken.is_thorough = True
    assert ending(spoken) is Ending.CONFLICT
