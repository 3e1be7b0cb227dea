"""Laws: an axis that does not matter changes nothing; a drifting day is lost within a few steps and regular then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from property_tests.bridge import ask, engine_verdict
from property_tests.generators import questions
from property_tests.oracle import (
    AXES,
    DAILY,
    FIXED_DAYS,
    MONTHLY,
    WEEKLY,
    YEARLY,
    Question,
    given_time,
    meant_day,
    period,
    wall_time,
)


def has_no_unit(q: Question) -> bool:
    return q.mode in FIXED_DAYS and q.says("fixed_interval") != "weeks"


def counts_every_unit(q: Question) -> bool:
    return q.mode <= WEEKLY and bool(q.days or q.mode != WEEKLY) and period(q) == 1


def event_is_no_slot(q: Question) -> bool:
    return q.event is None or (q.event.hour, q.event.minute) != wall_time(q)


IRRELEVANT: dict[str, Callable[[Question], bool]] = {
    "interval_means": lambda q: q.interval == 0 or has_no_unit(q),
    "anchor": counts_every_unit,
    "week": lambda q: q.mode in (DAILY, MONTHLY, YEARLY) or period(q) == 1,
    "missing_day": lambda q: q.mode <= WEEKLY or (meant_day(q).day <= 28 and q.says("anchor") == "from"),
    "empty_days": lambda q: q.mode != WEEKLY or bool(q.days),
    "fixed_interval": lambda q: q.mode not in FIXED_DAYS or q.interval == 0,
    "both_limits": lambda q: q.till is None or q.count is None,
    "till_included": lambda q: q.till is None,
    "source_slot": event_is_no_slot,
    "count_source": lambda q: q.count is None or q.says("source_slot") == "create" or event_is_no_slot(q),
    "lone_time": lambda q: given_time(q).count(None) != 1,
    "zero_time": lambda q: 0 not in (q.hours, q.minutes),
}
"""Where the page lets an axis decide nothing; R7 always decides."""

WHERE_IRRELEVANT = {
    "both_limits": questions(limits=("till", "count")),
    "till_included": questions(limits=("count",)),
    "missing_day": questions(anchor="from"),
    "anchor": questions(modes=(1, 2, 3, 4, 5), interval_means="step"),
    "interval_means": st.one_of(
        questions().map(lambda q: replace(q, interval=0)),
        questions(modes=(2, 3, 4), fixed_interval="ignore"),
    ),
    "source_slot": st.one_of(
        questions().map(lambda q: replace(q, hours=7, minutes=7)),
        questions(),
    ),
}
"""What to draw from where few of all questions are such."""


@pytest.mark.parametrize("axis", IRRELEVANT)
@given(data=st.data())
def test_an_axis_that_does_not_matter_changes_nothing(axis: str, data: st.DataObject) -> None:
    q = data.draw(WHERE_IRRELEVANT.get(axis, questions()))
    assume(IRRELEVANT[axis](q))
    other = data.draw(st.sampled_from(AXES[axis]))
    assert engine_verdict(q) == engine_verdict(replace(q, axes={**q.axes, axis: other}))


@given(questions(), st.sampled_from((1, 2)))
def test_not_copying_or_copying_appointments_decides_no_date(q: Question, content_type: int) -> None:
    assert engine_verdict(q) == engine_verdict(q, content_type)


def months_of(day: date) -> int:
    return day.year * 12 + day.month


def drifting_days(q: Question, rule: str) -> list[date]:
    """The dates of a drifting rule from its anchor, about the first five hundred, the source event's own among them."""
    whole = {"missing_day": rule, "from_included": "yes", "source_slot": "create"}
    q = replace(q, till=date.max, count=None, axes={**q.axes, **whole})
    return ask(q)[:500].dates()


@pytest.mark.parametrize(("rule", "losses"), [("clamp_drift", 3), ("overflow_drift", 1)])
@given(data=st.data())
def test_a_drifting_day_is_lost_a_few_times_at_most(rule: str, losses: int, data: st.DataObject) -> None:
    days = drifting_days(data.draw(questions(modes=(6, 7), limits=("till",), anchor="from")), rule)
    lost = [(earlier, later) for earlier, later in pairwise(days) if earlier.day != later.day]
    assert len(lost) <= losses
    assert all(earlier.day > later.day for earlier, later in lost)
    assert all(later.day <= 3 or later.day >= 28 for _, later in lost)


@pytest.mark.parametrize("rule", ["clamp_drift", "overflow_drift"])
@given(data=st.data())
def test_a_drifting_rule_is_regular_once_its_day_is_28_or_less(rule: str, data: st.DataObject) -> None:
    q = data.draw(questions(modes=(6, 7), limits=("till",), anchor="from"))
    days = drifting_days(q, rule)
    assume(any(day.day <= 28 for day in days))
    settled = next(k for k, day in enumerate(days) if day.day <= 28)
    step = period(q) * (12 if q.mode == YEARLY else 1)
    assert {day.day for day in days[settled:]} == {days[settled].day}
    assert {months_of(b) - months_of(a) for a, b in pairwise(days[settled:])} <= {step}


@given(questions(modes=(6,), limits=("till",), anchor="from", missing_day="clamp_drift"))
def test_every_month_loses_its_day_within_a_year(q: Question) -> None:
    q = replace(q, interval=0)
    days = drifting_days(q, "clamp_drift")
    assert all(day.day == min(q.start.day, 28) for day in days[12 * 4 :])
    assert all(day.day <= 29 for day in days[12:])


@given(
    questions(modes=(6, 7), limits=("till",), anchor="from"),
    st.sampled_from(("clamp_drift", "overflow_drift")),
)
def test_a_far_date_of_a_drifting_rule_is_where_its_last_steps_lead(q: Question, rule: str) -> None:
    whole = ask(replace(q, till=date.max, axes={**q.axes, "missing_day": rule}))
    tail = whole[-40:].dates()
    step = period(q) * (12 if q.mode == YEARLY else 1)
    for earlier, later in pairwise(tail):
        if earlier.day <= 28:
            assert (later.day, months_of(later) - months_of(earlier)) == (earlier.day, step)
