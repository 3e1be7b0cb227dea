"""Law: ambiguity. Grouped readings are what brute force over the full product of readings finds, reading by reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from property_tests.bridge import as_given
from property_tests.every_reading import LACKING, Outcome, every_outcome, standing_for
from property_tests.generators import questions, questions_without_event
from property_tests.oracle import Question
from recurrence import InvalidWindow, RecurrenceError, Strategy, Window
from recurrence.analysis import Ambiguity, Readings, ambiguity, where

FAMILIES = ((1,), (2, 3, 4), (5,), (6,), (7,))
SHORT = 100
"""Days that a question may span here: brute force walks it thousands of times."""

FEW = settings(max_examples=2 + settings().max_examples // 400)
"""Few examples, since each is thousands: with the campaign's profile hundreds."""


def found_for(q: Question) -> Ambiguity:
    strategy = Strategy(as_given(q.mode), days=q.days, interval=q.interval)
    return ambiguity(strategy, Window(q.start, q.till, q.count, q.hours, q.minutes), q.event)


def by_brute_force(q: Question) -> dict[str, Readings]:
    """Each distinct outcome with all its readings; that the choices cover the product once is checked."""
    found: dict[str, Readings] = {}
    covered = 0
    for chosen, outcome in every_outcome(q):
        covered += standing_for(chosen)
        members = where(**{axis: (value,) for axis, value in chosen.items()})
        found[key(outcome)] = found.get(key(outcome), Readings(0)) | members
    assert covered == len(where())
    return found


def key(outcome: Outcome) -> str:
    return outcome if isinstance(outcome, str) else ", ".join(map(str, outcome))


def by_ambiguity(q: Question) -> dict[str, Readings]:
    """The same from the groups; all refusals together, since they are worded otherwise."""
    found = found_for(q)
    results = {
        key(list(group.occurrences)): group.members for group in found.groups if group.occurrences is not None
    }
    refusing = Readings(0)
    for group in found.groups:
        refusing |= group.members if group.refusal else Readings(0)
    return {**results, "refused": refusing, LACKING: found.untried}


def refusals_together(found: dict[str, Readings]) -> dict[str, Readings]:
    together = {"refused": Readings(0), LACKING: Readings(0)}
    for outcome, members in found.items():
        name = "refused" if outcome.startswith("refused") else outcome
        together[name] = together.get(name, Readings(0)) | members
    return together


def is_short(q: Question) -> bool:
    return q.till is not None and (q.till - q.start).days <= SHORT and 2 <= q.start.year <= 9990


@pytest.mark.parametrize("modes", FAMILIES)
@FEW
@given(data=st.data())
def test_the_groups_are_those_of_brute_force_over_every_reading(
    modes: tuple[int, ...], data: st.DataObject
) -> None:
    q = replace(data.draw(questions(modes=modes, limits=("till",))), axes={})
    assume(is_short(q))
    assert by_ambiguity(q) == refusals_together(by_brute_force(q))


@FEW
@given(questions_without_event())
def test_readings_without_an_event_are_those_of_brute_force_too(q: Question) -> None:
    q = replace(q, axes={}, count=None)
    assume(is_short(q))
    try:
        found = by_ambiguity(q)
    except InvalidWindow:
        found = {"refused": Readings(0), LACKING: where()}
    assert found == refusals_together(by_brute_force(q))


EVENT = datetime(2027, 2, 1, 9, 45)
HARD = {
    "daily": Question(
        mode=1, start=date(2027, 2, 1), count=3, till=date(2027, 2, 4), interval=1, hours=0, event=EVENT
    ),
    "fixed weekdays": Question(
        mode=3, start=date(2027, 2, 1), count=3, till=date(2027, 2, 12), interval=1, event=EVENT
    ),
    "no days": Question(
        mode=5, start=date(2027, 1, 28), count=2, till=date(2027, 2, 12), interval=1, event=EVENT
    ),
    "monthly": Question(
        mode=6, start=date(2027, 1, 31), count=3, till=date(2027, 4, 30), event=datetime(2027, 3, 31, 9, 45)
    ),
    "yearly": Question(
        mode=7, start=date(2028, 2, 9), till=date(2028, 3, 9), event=datetime(2024, 2, 29, 9, 45), hours=9
    ),
    "the end of the calendar": Question(
        mode=1, start=date(9999, 12, 29), count=3, event=datetime(9999, 12, 30, 9, 45)
    ),
    "without an event": Question(
        mode=5, start=date(2027, 1, 28), count=2, till=date(2027, 2, 12), days=(1, 4), interval=2
    ),
}
"""Corners where several axes meet, each with its name."""


@pytest.mark.parametrize("name", HARD)
def test_where_several_axes_meet_the_groups_are_those_of_brute_force(name: str) -> None:
    q = HARD[name]
    try:
        found = by_ambiguity(q)
    except RecurrenceError:
        found = {"refused": Readings(0), LACKING: where()}
    assert found == refusals_together(by_brute_force(q))


@settings(max_examples=20 + settings().max_examples // 10)
@given(questions())
def test_every_reading_is_in_just_one_group(q: Question) -> None:
    assume(q.till is not None)
    try:
        found = found_for(q)
    except RecurrenceError:
        assume(False)  # noqa: FBT003  hypothesis' own way to say so
        raise
    assert sum(len(group.members) for group in found.groups) + len(found.untried) == len(where())
    assert found.untried == Readings(0)
