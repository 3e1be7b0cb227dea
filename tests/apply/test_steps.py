"""Single decisions of an apply that a whole run seldom shows: the last look, the last second, the last try (C12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sync.apply import apply
from sync.outcome import Answer, Exchange, Expected, Outcome, Reason, judged, outcome_of_delete
from sync.outcome import outcome as outcome_of
from sync.plan import Form, Plan
from sync.planfile import digest_of
from sync.progress import Progress, Status, local_time
from sync.rows import Answered, Began, Ended, Intended, Looked, Row, Seen
from sync.steps import End, Ending, Look, Send, Step, next_step
from sync.verify import Finding, What, agreeing_readings, journaled_ids, verify
from sync.wire.v1_dialect import V1
from sync.wire.v2_dialect import V2
from tests.apply.worlds import ISOLATE, RESEND, SETTLE, STRICT, asked, ending, result, world
from tests.simulation.plans import EARLIER, SOON, plan_of
from tests.simulation.world import Simulation

PLAN = plan_of(2)
FIRST, SECOND = PLAN.creates


def known(*rows: tuple[Row, float], plan: Plan = PLAN) -> Progress:
    """What is known after these rows, each with the time at which it was written, of a process that began at 0."""
    progress = Progress(plan)
    progress.take(Began(digest_of(plan), "here", plan.taken_at.replace(tzinfo=None)), 0.0)
    for row, at in rows:
        progress.take(row, at)
    return progress


def asked_for(*starts: datetime) -> tuple[Row, float]:
    """An intent for these starts."""
    return Intended(1, starts, "digest"), 10.0


def step_after(progress: Progress, now: float) -> Step:
    """The next step of a strict run."""
    return next_step(PLAN, progress, STRICT, now)


def late_looks(simulation: Simulation) -> int:
    """How many looks began when the settle time of the first request was over."""
    settled = simulation.checker.posts[0].ended + SETTLE
    return sum(read.began >= settled for read in simulation.checker.reads)


def who_adds(simulation: Simulation, times: int) -> Callable[[], None]:
    """Others who add a class of theirs before each of some looks after the settle time."""

    def add() -> None:
        posts = simulation.checker.posts
        if (
            posts
            and posts[0].ended
            and simulation.now >= posts[0].ended + SETTLE
            and 0 < late_looks(simulation) <= times
        ):
            simulation.server.add(simulation.creates[0] + timedelta(hours=6), service=1202)

    return add


def test_looks_that_differ_are_repeated_until_two_are_equal() -> None:
    lost = world(["timeout"])
    lost.script.between = who_adds(lost, 1)
    assert (ending(lost), late_looks(lost)) == (Ending.UNRESOLVED, 3)


def test_after_six_looks_that_all_differ_nothing_is_settled_and_nothing_more_is_asked_for() -> None:
    lost = world(["timeout"])
    lost.script.between = who_adds(lost, 100)
    assert (ending(lost, RESEND), late_looks(lost), len(lost.checker.posts)) == (Ending.UNRESOLVED, 6, 1)


@pytest.mark.parametrize("looked_at", [0.0, 190.0])
def test_what_is_created_and_not_seen_is_looked_for_at_the_end_of_the_settle_time_once(
    looked_at: float,
) -> None:
    created = Answered(1, Outcome.CREATED, Reason.AS_ASKED, (Seen(301, FIRST), Seen(302, SECOND)))
    progress = known(asked_for(FIRST, SECOND), (created, 10.0), (Looked(0, ()), looked_at))
    expected = Look() if looked_at < 10.0 + SETTLE else End(Ending.DRIFT)
    assert step_after(progress, 10.0 + SETTLE) == expected


@pytest.mark.parametrize(("first", "step"), [(190.0, End(Ending.UNRESOLVED)), (189.0, Look())])
def test_the_first_of_two_looks_may_begin_as_the_settle_time_ends(first: float, step: Step) -> None:
    lost = Answered(1, Outcome.UNKNOWN, Reason.TIMEOUT)
    progress = known(asked_for(FIRST), (lost, 10.0), (Looked(0, ()), first), (Looked(0, ()), 205.0))
    assert step_after(progress, 220.0) == step


def test_dates_that_are_settled_are_asked_for_again_without_waiting_for_others_that_were_meanwhile() -> None:
    lost = world(["timeout"], plan=plan_of(6, form=Form.STRATEGY))
    assert ending(lost, RESEND) is Ending.DONE
    assert asked(lost) == [6, 3, 3]
    second, third = lost.checker.posts[1:]
    assert third.ended - second.ended < SETTLE


def test_a_request_that_did_not_leave_does_not_prolong_the_wait_for_the_one_that_did() -> None:
    lost = world(["timeout", "unsent"], plan=plan_of(6, 6))
    assert ending(lost, RESEND) is Ending.DONE
    assert asked(lost) == [6, 6, 6]
    second, third = lost.checker.posts[1:]
    assert third.ended - second.ended < SETTLE


def test_a_class_that_is_deleted_in_v2_is_answered_by_nothing() -> None:
    answer = outcome_of_delete(Exchange(sent=True, status=204, body=b""), V2())
    assert answer == Answer(Outcome.DELETED, Reason.AS_ASKED, status=204)


@pytest.mark.parametrize(("looked_at", "step"), [(14.0, Look()), (15.0, Send((FIRST,), Form.DATES))])
def test_after_the_conflict_of_an_earlier_process_a_search_gets_fifteen_seconds(
    looked_at: float, step: Step
) -> None:
    progress = Progress(PLAN)
    conflict = Answered(1, Outcome.REJECTED, Reason.CONFLICT, named=(SECOND,))
    for row in (Intended(1, PLAN.creates, "digest"), conflict):
        progress.take(row, None)
    progress.take(Began(digest_of(PLAN), "here", PLAN.taken_at.replace(tzinfo=None)), 0.0)
    progress.take(Looked(0, ()), looked_at)
    assert step_after(progress, 20.0) == step


def test_a_run_that_is_asked_to_stop_says_so_and_sends_nothing() -> None:
    stopped = world()
    found = apply(stopped.plan, stopped.again(STRICT).world()._replace(stopping=lambda: True), STRICT)
    assert (found.ending, stopped.checker.posts) == (Ending.INTERRUPTED, [])
    assert stopped.rows[-1] == Ended("INTERRUPTED")


def test_an_exchange_without_failure_and_status_was_broken_off() -> None:
    assert judged(Exchange(sent=True), 201) == Answer(Outcome.UNKNOWN, Reason.BROKEN)
    assert judged(Exchange(sent=False), 201) == Answer(Outcome.NOT_SENT, Reason.UNREACHABLE)


def test_tries_in_vain_count_from_the_last_that_was_answered() -> None:
    assert ending(world(["unsent", "ok", "unsent", "unsent"])) is Ending.DONE


def test_tokens_that_are_refused_while_looking_end_a_run_as_such() -> None:
    refused = world()
    refused.script.between = lambda: setattr(refused, "token_is_good", False)
    assert ending(refused) is Ending.NOT_AUTHORISED


def test_a_class_that_an_answer_shows_at_a_planned_start_is_no_stray() -> None:
    fewer = Answered(1, Outcome.UNKNOWN, Reason.FEWER, (Seen(301, FIRST),))
    assert known(asked_for(FIRST, SECOND), (fewer, 11.0)).strays == set()
    elsewhere = Answered(1, Outcome.UNKNOWN, Reason.OTHER_DATES, (Seen(301, FIRST + timedelta(hours=1)),))
    assert known(asked_for(FIRST, SECOND), (elsewhere, 11.0)).strays == {301}


@pytest.mark.parametrize(
    ("first", "status"), [(SOON, Status.UNKNOWN), (FIRST.date(), Status.PLANNED)], ids=["hidden", "shown"]
)
def test_a_conflict_leaves_open_what_no_search_can_show(first: datetime, status: Status) -> None:
    """It may have made the dates that it does not name; those of today may be hidden from a look."""
    plan = plan_of(2, first=first)
    one, other = plan.creates
    conflict = Answered(1, Outcome.REJECTED, Reason.CONFLICT, named=(other,))
    progress = known((Intended(1, (one, other), "digest"), 10.0), (conflict, 11.0), plan=plan)
    assert [progress.fates[start].status for start in (one, other)] == [status, Status.REJECTED]


def test_what_was_answered_is_not_seen_before_a_look_has_shown_it() -> None:
    created = Answered(1, Outcome.CREATED, Reason.AS_ASKED, (Seen(301, FIRST),))
    answered = (asked_for(FIRST), (created, 11.0))
    assert not known(*answered).is_seen(FIRST)
    assert not known(*answered, (Looked(0, ()), 12.0)).is_seen(FIRST)
    assert known(*answered, (Looked(1, (Seen(301, FIRST),)), 12.0)).is_seen(FIRST)


def test_a_class_of_somebody_else_is_never_among_those_of_the_record() -> None:
    created = Answered(1, Outcome.CREATED, Reason.AS_ASKED, (Seen(301, FIRST),))
    taken = Looked(2, (Seen(301, FIRST), Seen(302, SECOND)))
    progress = known(asked_for(FIRST), (created, 11.0), (taken, 12.0))
    assert progress.fates[SECOND].status is Status.FOREIGN
    assert journaled_ids(progress) == (301,)


def test_a_class_that_nobody_planned_and_that_is_gone_again_is_not_found() -> None:
    more = Answered(1, Outcome.UNKNOWN, Reason.MORE, (Seen(303, FIRST + timedelta(hours=1)),))
    progress = known(asked_for(FIRST, SECOND), (more, 11.0))
    stray = PLAN.source.replace(id=303, start=FIRST + timedelta(hours=1))
    extra = Finding(What.EXTRA, stray.start, 303)
    assert extra in verify(PLAN, progress, [stray]).findings
    assert extra not in verify(PLAN, progress, []).findings


def test_no_reading_agrees_with_a_plan_that_has_no_strategy() -> None:
    assert agreeing_readings(replace(PLAN, recipe=None), known()) == ()


def test_a_conflict_that_names_nothing_is_met_with_half_as_many_dates() -> None:
    taken = world(plan=plan_of(6, 6))
    taken.server.busy, taken.script.names_conflicts = {taken.creates[0]}, False
    assert ending(taken, ISOLATE) is Ending.CONFLICT
    assert asked(taken)[:3] == [6, 3, 1]


def test_of_the_dates_that_a_conflict_names_only_those_that_were_asked_for_are_kept() -> None:
    elsewhere = world(["409 elsewhere"])
    assert ending(elsewhere) is Ending.CONFLICT
    assert [row.named for row in elsewhere.rows if isinstance(row, Answered)] == [()]


def test_an_empty_timetable_is_none_to_wonder_at_where_every_planned_date_has_passed() -> None:
    plan = plan_of(2, first=EARLIER)
    looks = known((Looked(1, ()), 1.0), (Looked(0, ()), 2.0), plan=plan)
    assert next_step(plan, looks, STRICT, 3.0) == Send(plan.creates, Form.DATES)
    assert next_step(PLAN, known((Looked(1, ()), 1.0), (Looked(0, ()), 2.0)), STRICT, 3.0) == End(
        Ending.SUSPICIOUS
    )


def test_the_location_s_clock_is_as_far_from_utc_as_it_was_at_review() -> None:
    ahead = replace(PLAN, local_now=PLAN.local_now + timedelta(hours=2))
    assert local_time(ahead, ahead.taken_at + timedelta(days=1)) == ahead.local_now + timedelta(days=1)


def test_a_process_begins_at_a_whole_second() -> None:
    begun = world()
    begun.advance(0.25)
    result(begun)
    assert [row.at.microsecond for row in begun.rows if isinstance(row, Began)] == [0]


@pytest.mark.parametrize("body", [b"{", b"", None])
@pytest.mark.parametrize("status", [200, 201, 202, 204, 409, 429])
def test_an_answer_that_cannot_be_read_proves_nothing_and_still_says_how_long_to_wait(
    status: int, body: bytes | None
) -> None:
    exchange = Exchange(sent=True, status=status, content_type="application/json", body=body, retry_after="5")
    answers = [outcome_of(exchange, Expected(4564, ()), V1()), outcome_of_delete(exchange, V1())]
    assert {one.kind for one in answers} == {Outcome.UNKNOWN}
    assert {one.wait for one in answers} == {5 if status == 429 else None}
