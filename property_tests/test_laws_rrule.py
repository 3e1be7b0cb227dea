"""Law: RRULE. dateutil, expanding a rule of RFC 5545, finds the same dates wherever such a rule can say them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from property_tests import rrule_engine
from property_tests.bridge import answered
from property_tests.generators import ALL_MODES, questions
from property_tests.oracle import Question


@pytest.mark.parametrize("mode", ALL_MODES)
@given(data=st.data())
def test_dateutil_finds_the_same_dates(mode: int, data: st.DataObject) -> None:
    q = data.draw(questions(modes=(mode,)))
    assume(rrule_engine.can_say(q))
    assert list(answered(q)) == expanded(q)


@pytest.mark.parametrize("rule", ["skip", "clamp"])
@given(data=st.data())
def test_dateutil_lands_short_months_on_the_same_days(rule: str, data: st.DataObject) -> None:
    q = data.draw(questions(modes=(6, 7), missing_day=rule))
    assert list(answered(q)) == expanded(q)


def expanded(q: Question) -> list[datetime]:
    """A rule whose DTSTART or UNTIL would lie before year 1 cannot be written down."""
    try:
        rrule_engine.rule_start(q), rrule_engine.ends(q)
    except (OverflowError, ValueError):
        reject()
    return rrule_engine.expand(q)
