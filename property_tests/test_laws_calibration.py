"""Laws: calibration. What fits an observation is what brute force says; the server's own reading is never ruled out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from property_tests.bridge import as_given
from property_tests.every_reading import every_outcome
from property_tests.generators import questions, readings
from property_tests.oracle import Question, Refused, walk
from recurrence import InvalidWindow, Reading, Strategy, Window
from recurrence.analysis import EVERY, Observation, Readings, calibrate, probe, where

SHORT = 100
FEW = settings(max_examples=2 + settings().max_examples // 400)
SOME = settings(max_examples=20 + settings().max_examples // 6)
MONDAY = date(2027, 1, 4)


def created(q: Question) -> tuple[datetime, ...] | None:
    """What a server with the question's reading creates; None where it refuses."""
    try:
        return tuple(walk(q))
    except Refused:
        return None


def seen(q: Question) -> Observation:
    """The observation of a server that reads as the question says."""
    assert q.event is not None
    strategy = Strategy(as_given(q.mode), days=q.days, interval=q.interval)
    return Observation(strategy, Window(q.start, q.till, q.count, q.hours, q.minutes), q.event, created(q))


def is_short(q: Question) -> bool:
    return q.till is not None and (q.till - q.start).days <= SHORT and 2 <= q.start.year <= 9990


TUESDAYS = Question(
    mode=5, days=(2,), interval=1, start=MONDAY, till=date(2027, 1, 24), event=datetime(2026, 12, 28, 9)
)


@FEW
@example(TUESDAYS)
@example(replace(TUESDAYS, axes={"interval_means": "step"}))
@given(questions(limits=("till",)))
def test_what_fits_an_observation_is_what_brute_force_says(q: Question) -> None:
    assume(is_short(q))
    dates = created(q)
    expected = Readings(0)
    for chosen, outcome in every_outcome(replace(q, axes={})):
        fits = outcome == list(dates or ()) or (not dates and dates is None and isinstance(outcome, str))
        if fits:
            expected |= where(**{axis: (value,) for axis, value in chosen.items()})
    assert calibrate([seen(q)]).possible == expected


@SOME
@given(st.lists(questions(), min_size=1, max_size=4), readings())
def test_the_servers_own_reading_is_never_ruled_out(asked: list[Question], axes: dict[str, str]) -> None:
    observations = [seen(replace(q, axes=axes)) for q in asked]
    try:
        found = calibrate(observations)
    except InvalidWindow:
        assume(False)  # noqa: FBT003  hypothesis' own way to say so
        raise
    assert Reading(**as_given(axes)) in found.possible
    assert found.conflict == ()


@SOME
@example(TUESDAYS, replace(TUESDAYS, till=date(2027, 1, 17)), {}, {"interval_means": "step"})
@given(questions(limits=("till",)), questions(limits=("count",)), readings(), readings())
def test_observations_leave_the_same_in_any_order(
    one: Question, other: Question, axes: dict[str, str], others: dict[str, str]
) -> None:
    observations = [seen(replace(one, axes=axes)), seen(replace(other, axes=others))]
    there, back = calibrate(observations), calibrate(observations[::-1])
    assert there.possible == back.possible
    assert sorted(there.conflict) == sorted(1 - number for number in back.conflict)


@FEW
@example({}, 1)  # by the number of groups alone it would be a window of 13 events
@given(readings(), st.integers(0, 3))
def test_a_proposed_window_never_creates_more_than_ten_events(axes: dict[str, str], steps: int) -> None:
    possible = EVERY
    for _ in range(steps + 1):
        found = probe(possible, MONDAY)
        if found is None:
            break
        strategy, window, event = found.strategy, found.window, found.event
        q = Question(
            mode=int(strategy.repeat_mode),
            days=strategy.days,
            interval=strategy.interval,
            start=window.start,
            till=window.till,
            count=window.count,
            hours=window.hours,
            minutes=window.minutes,
            event=event,
        )
        too_many = [
            chosen
            for chosen, outcome in every_outcome(q)
            if not isinstance(outcome, str) and len(outcome) > 10
        ]
        assert not any(where(**boxed(chosen)) & possible for chosen in too_many)
        assert found.window.start >= MONDAY
        assert found.event.date() >= MONDAY
        possible = calibrate([seen(replace(q, axes=axes))], possible).possible


def boxed(chosen: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {axis: (value,) for axis, value in chosen.items()}
