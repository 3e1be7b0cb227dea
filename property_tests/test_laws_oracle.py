"""Law: oracle. The engine computes what a walk over every day, asking the clause, finds; and refuses the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_tests.bridge import REFUSED, engine_verdict, oracle_verdict
from property_tests.generators import (
    ALL_MODES,
    questions,
    questions_about_leap_days,
    questions_without_event,
    spoilt_questions,
)
from property_tests.oracle import AXES, Question


@pytest.mark.parametrize("mode", ALL_MODES)
@given(data=st.data())
def test_the_engine_finds_the_dates_that_a_walk_over_every_day_finds(mode: int, data: st.DataObject) -> None:
    q = data.draw(questions(modes=(mode,)))
    assert engine_verdict(q) == oracle_verdict(q)


@pytest.mark.parametrize("rule", AXES["missing_day"])
@given(data=st.data())
def test_short_months_land_where_the_walk_lands_them(rule: str, data: st.DataObject) -> None:
    q = data.draw(questions(modes=(6, 7), missing_day=rule))
    assert engine_verdict(q) == oracle_verdict(q)


@given(questions_about_leap_days())
def test_leap_days_are_found_in_the_years_that_have_one(q: Question) -> None:
    assert engine_verdict(q) == oracle_verdict(q)


@given(spoilt_questions())
def test_what_the_page_calls_an_error_is_refused(q: Question) -> None:
    assert oracle_verdict(q) == REFUSED
    assert engine_verdict(q) == REFUSED


@given(questions_without_event())
def test_an_event_is_demanded_where_the_dates_need_one_and_only_there(q: Question) -> None:
    assert engine_verdict(q) == oracle_verdict(q)
