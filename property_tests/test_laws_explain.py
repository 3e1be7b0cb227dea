"""Law: explanation. What explain says of a day is what expand does with it, and each of its facts is true.

A fact is checked by asking the oracle's clauses, or by walking: neither shares code with the chain of facts.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from property_tests.bridge import answered, as_given
from property_tests.generators import (
    EDGE_DAYS,
    LONGEST_WALK,
    moments,
    on_the_calendar,
    questions,
    shifted,
    spoilt_questions,
    unit_days,
)
from property_tests.oracle import (
    AXES,
    MONTHLY,
    YEARLY,
    Question,
    active_weekdays,
    candidates,
    counting_day,
    days_between,
    is_active_month,
    is_active_week,
    is_daily,
    landing,
    period,
    walk,
    weekday,
)
from recurrence import Reading, RecurrenceError, Strategy, Window
from recurrence.analysis import facts
from recurrence.analysis.explain import Explanation, explain

FAR = 4_000
AROUND = 10
"""So many days on either side of a day are asked about too."""

MONTHS_ON = 800
"""So many days from the start the ends of months are asked about."""

FEWER = settings(max_examples=max(settings().max_examples // 10, 25))
"""For laws that need a walk to judge each single fact."""


def explained(q: Question, at: date | datetime) -> Explanation:
    """The engine's explanation of an oracle's question."""
    return explain(
        Strategy(as_given(q.mode), days=q.days, interval=q.interval),
        Window(q.start, till=q.till, count=q.count, hours=q.hours, minutes=q.minutes),
        at,
        event=q.event,
        reading=Reading(**as_given(q.axes)),
    )


@st.composite
def days_to_ask(draw: DrawFn, q: Question) -> date:
    """On or beside a date of the window, its ends, the event; or anywhere."""
    known = [q.start, q.till or q.start, q.event.date() if q.event else q.start]
    known += [moment.date() for moment in islice(answered(q), 60)]
    near = on_the_calendar(draw(st.sampled_from(known)).toordinal() + draw(st.integers(-8, 8)))
    far = on_the_calendar(q.start.toordinal() + draw(st.integers(-FAR, FAR)))
    return draw(st.sampled_from((near, near, near, far, draw(EDGE_DAYS))))


def found_of(q: Question, data: st.DataObject, kind: type[facts.Fact]) -> tuple[facts.Fact, date]:
    """A fact of a kind about a day that has one."""
    day = data.draw(days_to_ask(q))
    found = [fact for fact in explained(q, day).facts if isinstance(fact, kind)]
    assume(found)
    return found[0], day


@given(st.data())
def test_an_explanation_never_contradicts_the_dates(data: st.DataObject) -> None:
    q = data.draw(questions())
    middle = data.draw(days_to_ask(q)).toordinal()
    dates = answered(q)
    for day in {on_the_calendar(middle + away) for away in range(-AROUND, AROUND + 1)}:
        found = explained(q, day)
        assert found.occurs == (found.at in dates) == all(fact.holds for fact in found.facts), day
        assert found.at.date() == day
        assert (found.before, found.beyond) == (dates.before(found.at), dates.after(found.at)), day


@given(st.data())
def test_an_explanation_of_a_date_and_time_never_contradicts_the_dates(data: st.DataObject) -> None:
    q = data.draw(questions())
    at = data.draw(moments(q))
    dates = answered(q)
    assert explained(q, at).occurs == (at in dates)


@pytest.mark.parametrize("rule", AXES["missing_day"])
@FEWER
@given(data=st.data())
def test_an_explanation_of_short_months_never_contradicts_the_dates(rule: str, data: st.DataObject) -> None:
    q = replace(data.draw(questions(modes=(6, 7), missing_day=rule)), till=None, count=None)
    q = replace(q, till=on_the_calendar(q.start.toordinal() + MONTHS_ON))
    dates = answered(q)
    for ordinal in range(q.start.toordinal(), q.start.toordinal() + MONTHS_ON):
        day = on_the_calendar(ordinal)
        if not 4 <= day.day <= 27:
            found = explained(q, day)
            assert found.occurs == (found.at in dates), day


@FEWER
@given(spoilt_questions(), st.dates())
def test_what_is_refused_is_not_explained(q: Question, day: date) -> None:
    try:
        explained(q, day)
    except RecurrenceError:
        return
    raise AssertionError(q)


@FEWER
@given(st.data())
def test_the_weekday_and_those_of_the_strategy_are_as_the_clause_has_them(data: st.DataObject) -> None:
    q = data.draw(questions(modes=(2, 3, 4, 5)))
    fact, day = found_of(q, data, facts.OnWeekday)
    assert isinstance(fact, facts.OnWeekday)
    assert (fact.weekday, fact.days) == (weekday(day), tuple(active_weekdays(q)))
    assert fact.holds == (weekday(day) in active_weekdays(q))


@FEWER
@given(st.data())
def test_a_unit_is_active_where_the_clause_says_so(data: st.DataObject) -> None:
    q = data.draw(questions(missing_day=data.draw(st.sampled_from(("skip", "clamp")))))
    fact, day = found_of(q, data, facts.InUnit)
    assert isinstance(fact, facts.InUnit)
    assert fact.period == period(q)
    assert fact.holds == (fact.place == 1) == is_active(q, day)


@FEWER
@given(st.data())
def test_the_next_active_unit_is_the_one_that_a_walk_meets(data: st.DataObject) -> None:
    q = data.draw(questions(missing_day=data.draw(st.sampled_from(("skip", "clamp")))))
    fact, day = found_of(q, data, facts.InUnit)
    assert isinstance(fact, facts.InUnit)
    if fact.holds:
        assert fact.following is None
        return
    assume(fact.period * {"day": 1, "week": 7, "month": 31, "year": 366}[fact.unit] < 2_500)
    ahead = days_between(day.toordinal() + 1, min(day.toordinal() + 2_500, date.max.toordinal()))
    assert fact.following == next((each for each in ahead if is_active(q, each)), None)


@FEWER
@given(st.data())
def test_the_place_in_the_cycle_is_counted_from_the_unit_of_the_anchor(data: st.DataObject) -> None:
    q = data.draw(questions(missing_day="skip"))
    fact, day = found_of(q, data, facts.InUnit)
    assert isinstance(fact, facts.InUnit)
    assert fact.first <= day
    assert fact.counted_from == first_of_unit(q, counting_day(q))
    assert fact.first == first_of_unit(q, day)


def is_active(q: Question, day: date) -> bool:
    """Whether the oracle's day lies in an active day, week, month or year."""
    if q.mode == MONTHLY:
        return is_active_month(q, day.year, day.month)
    if q.mode == YEARLY:
        return (day.year - counting_day(q).year) % period(q) == 0
    return is_daily(q, day) if q.mode == 1 else is_active_week(q, day)


def first_of_unit(q: Question, day: date) -> date:
    """Walk back to the first day of the unit; a rolling week begins on the anchor's weekday."""
    if q.mode in (MONTHLY, YEARLY):
        return day.replace(day=1, month=1 if q.mode == YEARLY else day.month)
    starts = {"monday": 1, "sunday": 0, "rolling": weekday(counting_day(q))}[q.says("week")]
    while q.mode != 1 and weekday(day) != starts and day > date.min:
        day -= timedelta(days=1)
    return day


@FEWER
@given(st.data())
def test_the_date_of_a_month_is_where_the_clause_lands_it(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(("skip", "clamp", "overflow")))
    q = data.draw(questions(modes=(6, 7), missing_day=rule))
    fact, day = found_of(q, data, facts.OnDayOfMonth)
    assert isinstance(fact, facts.OnDayOfMonth)
    assert fact.lands == landing(q, fact.month.year, fact.month.month, fact.day)
    assert fact.day == fact.meant
    assert fact.holds == (fact.lands == day)


@FEWER
@given(st.data())
def test_a_drift_is_on_the_day_that_its_last_date_is_on(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(("clamp_drift", "overflow_drift")))
    q = replace(data.draw(questions(modes=(6, 7), missing_day=rule)), count=None, till=date(9999, 12, 31))
    fact, day = found_of(q, data, facts.OnDayOfMonth)
    assert isinstance(fact, facts.OnDayOfMonth)
    assume(day >= q.start)
    past = [each for each in islice(candidates(q), 3_000) if each <= day]
    assume(past and len(past) < 3_000)
    assert past[-1].day == fact.day
    if fact.lost_in is not None:
        assert monthrange(fact.lost_in.year, fact.lost_in.month)[1] < fact.meant


@FEWER
@given(st.data())
def test_the_number_of_a_date_is_its_place_in_the_walk(data: st.DataObject) -> None:
    q = data.draw(questions(limits=("count", "both"), both_limits="count", source_slot="create"))
    assume(q.count is not None)
    answered(q)
    end = shifted(q.start, min(8 * unit_days(q), LONGEST_WALK))
    dates = walk(replace(q, count=None, till=end, axes={**q.axes, "till_included": "yes"}))
    assume(dates)
    place = data.draw(st.integers(0, len(dates) - 1))
    (fact,) = [fact for fact in explained(q, dates[place]).facts if isinstance(fact, facts.Counted)]
    assert (fact.number, fact.limit) == (place + 1, q.count)
    assert fact.holds == (dates[place] in walk(q))


@FEWER
@given(st.data())
def test_before_a_drift_begins_its_first_date_is_told(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(("clamp_drift", "overflow_drift")))
    q = data.draw(questions(modes=(6, 7), limits=("till",), missing_day=rule, anchor="event"))
    assume(q.event is not None and q.event.year > 1)
    first = next(iter(candidates(replace(q, start=date.min, till=date.max, count=None, axes=whole(q)))))
    day = data.draw(st.dates(date.min, on_the_calendar(first.toordinal() - 32)))
    (fact,) = [fact for fact in explained(q, day).facts if isinstance(fact, facts.Begins)]
    assert (fact.holds, fact.first) == (False, first)


def whole(q: Question) -> dict[str, str]:
    """The axes with nothing left out at the ends of a window."""
    return {**q.axes, "from_included": "yes", "till_included": "yes"}
