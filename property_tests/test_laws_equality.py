"""Laws: Occurrences are equal, and hash alike, where their date-times are; strategies that say the same are equal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from property_tests.bridge import answered, ask, engine_verdict
from property_tests.generators import questions
from property_tests.oracle import MONTHLY, WEEKLY, YEARLY, Question, counting_day, weekday

SAME_DAYS = {2: (1, 2, 3, 4, 5), 3: (1, 3, 5), 4: (2, 4)}


@pytest.mark.parametrize("mode", SAME_DAYS)
@given(data=st.data())
def test_a_fixed_mode_without_a_break_is_mode_5_on_its_days(mode: int, data: st.DataObject) -> None:
    q = replace(data.draw(questions(modes=(mode,))), interval=0)
    assert engine_verdict(q) == engine_verdict(replace(q, mode=WEEKLY, days=SAME_DAYS[mode]))


@pytest.mark.parametrize("mode", SAME_DAYS)
@given(data=st.data())
def test_a_fixed_mode_whose_break_counts_weeks_is_mode_5_with_that_break(
    mode: int, data: st.DataObject
) -> None:
    q = data.draw(questions(modes=(mode,), fixed_interval="weeks"))
    assert engine_verdict(q) == engine_verdict(replace(q, mode=WEEKLY, days=SAME_DAYS[mode]))


@given(questions(modes=(1,), interval_means="break"))
def test_every_seventh_day_is_every_week_on_the_weekday_of_the_anchor(q: Question) -> None:
    daily, day = replace(q, interval=6), weekday(counting_day(q))
    assert engine_verdict(daily) == engine_verdict(replace(q, mode=WEEKLY, days=(day,), interval=0))


@given(questions(modes=(YEARLY,), interval_means="break"), st.integers(0, 832))
def test_every_year_is_every_twelfth_month(q: Question, interval: int) -> None:
    assume(q.says("anchor") != "event_day")
    yearly = replace(q, interval=interval)
    monthly = replace(q, mode=MONTHLY, interval=12 * (interval + 1) - 1)
    assert engine_verdict(yearly) == engine_verdict(monthly)


@given(questions(modes=(WEEKLY,)), st.data())
def test_the_order_and_repeats_of_days_change_nothing(q: Question, data: st.DataObject) -> None:
    untidy = tuple(data.draw(st.permutations(q.days + q.days[:2])))
    assert engine_verdict(q) == engine_verdict(replace(q, days=untidy))


@given(questions())
def test_the_same_question_has_equal_answers_with_equal_hashes(q: Question) -> None:
    one, other = answered(q), answered(q)
    assert one == other
    assert hash(one) == hash(other)


@given(questions(limits=("till",), anchor="event"))
def test_sequences_of_other_strategies_with_the_same_dates_are_equal(q: Question) -> None:
    three, five = replace(q, mode=3, interval=0), replace(q, mode=WEEKLY, days=(1, 3, 5), interval=0)
    assert ask(three) == ask(five)
    assert hash(ask(three)) == hash(ask(five))


@given(questions(), questions())
def test_sequences_are_equal_exactly_where_their_lists_are(one: Question, other: Question) -> None:
    left, right = answered(one), answered(other)
    assert (left == right) == (list(left) == list(right))
    assert (left != right) == (list(left) != list(right))


@given(questions(), st.integers(0, 9), st.integers(0, 9))
def test_a_part_reached_in_two_ways_is_equal_with_equal_hashes(q: Question, begin: int, length: int) -> None:
    o = answered(q)
    part, same = o[begin : begin + length], o[begin:][:length]
    assert part == same
    assert hash(part) == hash(same)
    assert not part or part == o.between(part[0], part[-1])
    assert not part or hash(part) == hash(o.between(part[0], part[-1]))


@given(questions())
def test_one_date_fewer_is_not_equal(q: Question) -> None:
    o = answered(q)
    assume(len(o) > 0)
    assert o != o[1:]
    assert o != o[:-1]


@given(questions(), st.integers(0, 9))
def test_asking_does_not_change_the_answer(q: Question, k: int) -> None:
    untouched, asked = answered(q), answered(q)
    next(iter(asked), None)
    assert asked[:k].isoformat() == asked.isoformat()[:k]
    assert list(asked) == list(untouched)
