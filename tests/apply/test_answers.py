"""Answers that are wrong, and refusals: F14 to F24 of the fault table."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sync.plan import Form
from sync.progress import Status
from sync.steps import Ending, Mode, Pause
from tests.apply.worlds import (
    CONTINUE,
    ISOLATE,
    RESEND,
    asked,
    ending,
    having,
    result,
    times_made,
    world,
)
from tests.simulation.plans import plan_of, server_of

NO_REST = Mode(settle=0.0)


@pytest.mark.parametrize("fault", ["more", "other", "twice", "old ids"])
def test_an_answer_that_shows_something_else_stops_the_run(fault: str) -> None:
    wrong = world([fault])
    assert ending(wrong) is Ending.DRIFT
    assert asked(wrong) == [3]


def test_what_an_answer_made_beside_the_plan_is_told_as_long_as_it_is_there() -> None:
    more = world(["more"])
    assert [ending(more) for _ in range(3)] == [Ending.DRIFT] * 3
    assert times_made(more) == [1] * 6

    (stray,) = more.server.alive(more.creates[0] + timedelta(hours=1))
    more.server.delete(stray.id)
    assert ending(more) is Ending.DONE


def test_an_answer_that_shows_fewer_dates_is_no_success() -> None:
    fewer = world(["fewer"])
    found = result(fewer)
    assert found.ending is Ending.UNRESOLVED
    absent = tuple(
        start for start, times in zip(fewer.creates[:3], times_made(fewer), strict=False) if not times
    )
    assert having(found, Status.UNKNOWN) == absent
    assert absent


def test_a_lie_is_found_out_in_the_end_and_nothing_is_sent_again() -> None:
    lied = world(["lie"])
    assert ending(lied) is Ending.DRIFT
    assert ending(lied, RESEND) is Ending.DRIFT
    assert asked(lied) == [3, 3]


def test_what_is_shown_late_is_waited_for() -> None:
    lagging = world(server=server_of(plan_of(6), lag=10.0))
    assert ending(lagging) is Ending.DONE
    assert times_made(lagging) == [1] * 6


def test_a_conflict_rejects_the_named_date_and_stops() -> None:
    taken = world(["409 named"])
    found = result(taken)
    assert (found.ending, asked(taken)) == (Ending.CONFLICT, [3])
    assert having(found, Status.REJECTED) == taken.creates[:1]
    assert having(found, Status.PLANNED) == taken.creates[1:]


def test_continue_leaves_the_request_with_the_conflict_and_goes_on() -> None:
    taken = world(["409 named"])
    assert ending(taken, CONTINUE) is Ending.CONFLICT
    assert asked(taken) == [3, 3]
    assert times_made(taken) == [0, 0, 0, 1, 1, 1]


def test_isolate_asks_again_without_the_named_date() -> None:
    taken = world()
    taken.server.busy = {taken.creates[1]}
    found = result(taken, ISOLATE)
    assert found.ending is Ending.CONFLICT
    assert having(found, Status.REJECTED) == (taken.creates[1],)
    assert times_made(taken) == [1, 0, 1, 1, 1, 1]


@pytest.mark.parametrize("number", range(6))
def test_isolate_halves_a_conflict_that_names_nothing(number: int) -> None:
    taken = world(plan=plan_of(6, 4))
    taken.server.busy, taken.script.names_conflicts = {taken.creates[number]}, False
    found = result(taken, ISOLATE)
    assert having(found, Status.REJECTED) == (taken.creates[number],)
    assert times_made(taken) == [int(start != taken.creates[number]) for start in taken.creates]


def test_isolate_ends_where_every_date_is_in_conflict() -> None:
    taken = world()
    taken.server.busy, taken.script.names_conflicts = set(taken.creates), False
    found = result(taken, ISOLATE)
    assert (found.ending, having(found, Status.REJECTED)) == (Ending.CONFLICT, taken.creates)


def test_isolate_ends_where_conflicts_name_other_times() -> None:
    taken = world(["409 elsewhere"] * 30)
    found = result(taken, ISOLATE)
    assert (found.ending, having(found, Status.REJECTED)) == (Ending.CONFLICT, taken.creates)


def test_what_was_made_before_a_conflict_is_recorded() -> None:
    taken = world()
    taken.server.busy, taken.script.partial_conflicts = {taken.creates[2]}, True
    found = result(taken)
    assert found.ending is Ending.CONFLICT
    assert having(found, Status.CREATED) == taken.creates[:2]
    assert having(found, Status.REJECTED) == (taken.creates[2],)


def test_what_was_made_before_a_conflict_is_not_asked_for_again_though_the_search_lags() -> None:
    taken = world(server=server_of(plan_of(6), lag=10.0))
    taken.server.busy, taken.script.partial_conflicts = {taken.creates[2]}, True
    assert ending(taken, ISOLATE) is Ending.CONFLICT
    assert times_made(taken) == [1, 1, 0, 1, 1, 1]


@pytest.mark.parametrize("fault", ["400", "404"])
def test_a_refusal_for_good_stops_after_one_request(fault: str) -> None:
    refused = world([fault])
    found = result(refused)
    assert (found.ending, asked(refused)) == (Ending.REJECTED, [3])
    assert having(found, Status.REJECTED) == refused.creates[:3]


def test_somebody_elses_class_on_a_refused_date_is_not_taken_for_ours() -> None:
    refused = world(["400"])
    assert ending(refused) is Ending.REJECTED
    refused.server.add(refused.creates[0])
    assert having(result(refused), Status.FOREIGN) == refused.creates[:1]


@pytest.mark.parametrize("fault", ["401", "403"])
def test_tokens_that_are_refused_in_mid_run_stop_at_once_and_a_new_one_goes_on(fault: str) -> None:
    expired = world(["ok", fault])
    assert ending(expired) is Ending.NOT_AUTHORISED
    assert asked(expired) == [3, 3]
    expired.token_is_good = True
    assert ending(expired) is Ending.DONE
    assert times_made(expired) == [1] * 6


def test_tokens_that_are_refused_at_the_start_send_nothing() -> None:
    expired = world()
    expired.token_is_good = False
    assert (ending(expired), asked(expired)) == ("NotAuthorised", [])


@pytest.mark.parametrize(
    ("said", "waited"),
    [
        ("5", 5), ("0", 1), ("-3", 60), ("1000000000", 300), ("Wed, 21 Oct 2037 07:28:00 GMT", 60),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 60), ("５", 60), ("soon", 60), (None, 60),
    ],
)  # fmt: skip
def test_a_429_is_waited_out_within_bounds_and_the_same_dates_are_asked_for(
    said: str | None, waited: int
) -> None:
    limited = world(["429"], retry_after=said)
    assert ending(limited) is Ending.DONE
    assert max(step.seconds for step in limited.told if isinstance(step, Pause)) == pytest.approx(waited)
    assert limited.checker.posts[0].starts == limited.checker.posts[1].starts
    assert times_made(limited) == [1] * 6


def test_a_429_for_ever_ends_after_five() -> None:
    limited = world(["429"] * 20)
    assert (ending(limited), asked(limited)) == (Ending.RATE_LIMITED, [3] * 5)
    limited.script.posts = iter(())
    assert ending(limited) is Ending.DONE


def test_a_429_after_the_commit_is_seen_through_by_the_look() -> None:
    hostile = world(["429 after"])
    assert ending(hostile) is Ending.DONE
    assert (asked(hostile), times_made(hostile)) == ([3, 3], [1] * 6)


def test_a_connection_that_fails_is_tried_three_times_without_a_settle_time() -> None:
    closed = world(["unsent"] * 9)
    assert (ending(closed), asked(closed)) == (Ending.UNAVAILABLE, [3] * 3)
    assert closed.now < 60


def test_a_certificate_that_is_not_trusted_is_not_tried_again() -> None:
    closed = world(["certificate"] * 2)
    assert (ending(closed), asked(closed)) == (Ending.UNAVAILABLE, [3])


def test_lost_connections_and_429s_in_turn_end_too() -> None:
    both = world(["429", "unsent"] * 50)
    assert ending(both) in {Ending.UNAVAILABLE, Ending.RATE_LIMITED}
    assert len(asked(both)) <= 5


@pytest.mark.parametrize("form", [Form.STRATEGY, Form.PARAMETERS])
def test_what_the_server_works_out_is_never_asked_for_twice_in_that_form(form: Form) -> None:
    partial = world(["timeout partly"], plan=plan_of(5, 3, form))
    assert ending(partial) is Ending.UNRESOLVED
    assert ending(partial, RESEND) is Ending.DONE
    assert asked(partial)[0] == 5
    assert all(count <= 3 for count in asked(partial)[1:])
    assert times_made(partial) == [1] * 5


@pytest.mark.parametrize(
    "change", [{"interval": 1}, {"days": (1,), "repeat_mode": 5}, {"content_type": 2}], ids=str
)
def test_a_saved_strategy_that_was_changed_since_the_review_makes_the_plan_stale(
    change: dict[str, object],
) -> None:
    changed = world(plan=plan_of(5, 3, Form.STRATEGY))
    changed.strategies = tuple(strategy.replace(**change) for strategy in changed.strategies)
    assert (ending(changed), asked(changed)) == ("stale", [])
    assert (ending(changed), asked(changed)) == ("stale", [])


def test_a_saved_strategy_that_is_gone_makes_the_plan_stale() -> None:
    gone = world(plan=plan_of(5, 3, Form.STRATEGY))
    gone.strategies = ()
    assert (ending(gone), asked(gone)) == ("stale", [])


def test_another_title_of_a_saved_strategy_changes_no_date() -> None:
    named = world(plan=plan_of(5, 3, Form.STRATEGY))
    named.strategies = tuple(strategy.replace(title="Yoga") for strategy in named.strategies)
    assert (ending(named), asked(named)) == (Ending.DONE, [5])


def test_a_saved_strategy_that_cannot_be_read_ends_the_run_and_sends_nothing() -> None:
    blind = world(plan=plan_of(5, 3, Form.STRATEGY))
    blind.script.lists = iter(["unavailable"])
    assert (ending(blind), asked(blind)) == (Ending.UNAVAILABLE, [])
    assert (ending(blind), asked(blind)) == (Ending.DONE, [5])


def test_a_changed_strategy_does_not_matter_to_what_is_sent_by_dates() -> None:
    partial = world(["timeout partly"], plan=plan_of(5, 3, Form.STRATEGY))
    assert ending(partial) is Ending.UNRESOLVED
    partial.strategies = ()
    assert ending(partial, RESEND) is Ending.DONE
    assert times_made(partial) == [1] * 5


def test_a_process_that_died_of_a_conflict_is_not_followed_by_a_hasty_one() -> None:
    taken = world(server=server_of(plan_of(6), lag=10.0))
    taken.server.busy, taken.script.partial_conflicts = {taken.creates[2]}, True
    assert ending(taken, NO_REST) is Ending.CONFLICT
    assert ending(taken, ISOLATE) is Ending.CONFLICT
    assert times_made(taken) == [1, 1, 0, 1, 1, 1]
