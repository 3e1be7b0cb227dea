"""Laws: strictly increasing, inside the window, wall time kept, window split, count is a prefix."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from property_tests.bridge import answered, ask
from property_tests.generators import on_the_calendar, questions, shifted
from property_tests.oracle import Question, wall_time

WIDE = 40_000
"""Days; the engine is asked alone here, so windows may be wider than the oracle would walk."""


@given(questions())
def test_dates_strictly_increase(q: Question) -> None:
    assert all(earlier < later for earlier, later in pairwise(answered(q)))


@given(questions())
def test_dates_lie_inside_the_window(q: Question) -> None:
    dates = answered(q).dates()
    first = q.start.toordinal() + (q.says("from_included") == "no")
    assert all(day.toordinal() >= first for day in dates)
    if q.till is not None and not (q.count and q.says("both_limits") == "count"):
        last = q.till.toordinal() - (q.says("till_included") == "no")
        assert all(day.toordinal() <= last for day in dates)


@given(questions(limits=("count", "both")))
def test_a_count_that_is_in_force_is_never_exceeded(q: Question) -> None:
    assume(q.count is not None and not (q.till and q.says("both_limits") == "till"))
    assert len(answered(q)) <= (q.count or 0)


@given(questions())
def test_every_occurrence_has_the_same_clock_reading(q: Question) -> None:
    assert {(moment.hour, moment.minute) for moment in answered(q)} <= {wall_time(q)}
    assert all(moment.second == moment.microsecond == 0 and moment.tzinfo is None for moment in answered(q))


@given(
    questions(limits=("till",), anchor="event", from_included="yes", till_included="yes"),
    st.integers(1, WIDE),
    st.data(),
)
def test_the_dates_of_two_adjoining_windows_are_the_dates_of_the_whole(
    q: Question, width: int, data: st.DataObject
) -> None:
    end = shifted(q.start, width)
    assume(q.start < end)
    cut = data.draw(st.dates(q.start, end - timedelta(days=1)))
    left = list(ask(replace(q, till=cut)))
    right = list(ask(replace(q, start=cut + timedelta(days=1), till=end)))
    assert left + right == list(ask(replace(q, till=end)))


@given(questions(limits=("till",), anchor="event", from_included="yes", till_included="yes"))
def test_a_look_at_two_days_of_the_whole_calendar_is_the_window_of_those_days(q: Question) -> None:
    assert q.till is not None
    whole = ask(replace(q, start=date.min, till=date.max))
    part = ask(q)
    ends = datetime.combine(q.start, time.min), datetime.combine(q.till, time.max)
    assert list(whole.between(*ends)) == list(part)


@given(questions(limits=("count",)), st.integers(1, 9))
def test_a_smaller_count_gives_a_prefix(q: Question, smaller: int) -> None:
    assume(q.count is not None and smaller <= q.count)
    more, fewer = list(answered(q)), list(answered(replace(q, count=smaller)))
    assert more[: len(fewer)] == fewer
    assert q.says("count_source") == "yes" or len(fewer) == smaller


@given(questions(limits=("till",), both_limits="earliest"), st.integers(1, 9))
def test_a_count_within_a_till_gives_a_prefix(q: Question, count: int) -> None:
    whole, some = list(ask(q)), list(ask(replace(q, count=count)))
    assert whole[: len(some)] == some
    lacking = min(count, len(whole)) - len(some)
    assert lacking == 0 or (lacking == 1 and q.says("count_source") == "yes")


@given(questions(limits=("count",)))
def test_a_count_and_the_window_up_to_its_last_date_agree(q: Question) -> None:
    counted = answered(q)
    assume(len(counted) > 0)
    axes = {**q.axes, "till_included": "yes"}
    assert counted == ask(replace(q, count=None, till=counted[-1].date(), axes=axes))


def test_the_helpers_stop_at_the_ends_of_the_calendar() -> None:
    assert on_the_calendar(-5) == date.min
    assert shifted(date.max, 1) == date.max
