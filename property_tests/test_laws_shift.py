"""Laws: shift, and two-sidedness: a pattern has no beginning, so whole periods move it onto itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import lcm

from hypothesis import assume, given, reject
from hypothesis import strategies as st

from property_tests.bridge import answered
from property_tests.generators import questions
from property_tests.oracle import MONTHLY, YEARLY, Question, period

BY_DAYS = (1, 2, 3, 4, 5)
BY_MONTHS = (MONTHLY, YEARLY)
GREGORIAN_CYCLE = 400 * 12


def days_later(q: Question, days: int) -> Question:
    """The question with its window and its event moved; thrown away where the calendar ends."""
    try:
        step = timedelta(days=days)
        return replace(
            q, start=q.start + step, till=q.till and q.till + step, event=q.event and q.event + step
        )
    except OverflowError:
        reject()


def months_later(q: Question, months: int) -> Question:
    event = q.event and datetime.combine(month_moved(q.event.date(), months), q.event.time())
    return replace(
        q,
        start=month_moved(q.start, months),
        till=q.till and month_moved(q.till, months),
        event=event,
    )


def month_moved(day: date, months: int) -> date:
    """The same day of the month; thrown away where the calendar, or the month, does not have it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    assume(1 <= year <= 9999)
    return day.replace(year=year, month=month + 1)


def days_of_the_month(q: Question) -> list[int]:
    return [day.day for day in (q.start, q.till, q.event) if day is not None]


def period_in_days(q: Question) -> int:
    return period(q) * (1 if q.mode == 1 else 7)


def period_in_months(q: Question) -> int:
    return period(q) * (12 if q.mode == YEARLY else 1)


@given(questions(modes=BY_DAYS), st.integers(-60, 60))
def test_days_move_with_their_anchor_by_whole_periods(q: Question, periods: int) -> None:
    days = periods * period_in_days(q)
    later = answered(days_later(q, days))
    assert list(later) == [moment + timedelta(days=days) for moment in answered(q)]


@given(questions(modes=BY_MONTHS), st.integers(-12, 12))
def test_months_move_with_their_anchor_by_the_gregorian_cycle(q: Question, cycles: int) -> None:
    months = cycles * GREGORIAN_CYCLE
    later = answered(months_later(q, months))
    assert later.dates() == [month_moved(day, months) for day in answered(q).dates()]


@given(questions(modes=BY_MONTHS), st.integers(-60, 60))
def test_months_move_with_their_anchor_by_whole_periods_up_to_day_28(q: Question, periods: int) -> None:
    assume(max(days_of_the_month(q)) <= 28)
    months = periods * period_in_months(q)
    later = answered(months_later(q, months))
    assert later.dates() == [month_moved(day, months) for day in answered(q).dates()]


@given(questions(modes=BY_DAYS, anchor="event", source_slot="create"), st.integers(-60, 60))
def test_an_event_whole_periods_away_gives_the_same_days(q: Question, periods: int) -> None:
    q = replace(q, hours=10, minutes=30)
    away = days_later(q, periods * period_in_days(q)).event
    assert list(answered(q)) == list(answered(replace(q, event=away)))


@given(
    questions(modes=BY_MONTHS, anchor="event", source_slot="create"),
    st.sampled_from(("skip", "clamp", "overflow")),
    st.integers(-60, 60),
)
def test_an_event_whole_periods_away_gives_the_same_months(
    q: Question, missing_day: str, periods: int
) -> None:
    q = replace(q, hours=10, minutes=30, axes={**q.axes, "missing_day": missing_day})
    assert q.event is not None
    step = period_in_months(q)
    months = periods * (step if q.event.day <= 28 else lcm(step, GREGORIAN_CYCLE))
    away = datetime.combine(month_moved(q.event.date(), months), q.event.time())
    assert list(answered(q)) == list(answered(replace(q, event=away)))


@given(questions(modes=BY_MONTHS, limits=("till",), anchor="event"), st.sampled_from(("clamp", "overflow")))
def test_a_drifting_rule_has_nothing_before_its_anchor(q: Question, rule: str) -> None:
    drifting = replace(q, axes={**q.axes, "missing_day": f"{rule}_drift"})
    assert q.event is not None
    assert all(day >= q.event.date() for day in answered(drifting).dates())
