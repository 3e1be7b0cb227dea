"""Law: what goes on behind a window is the same pattern, so that a date that stands in for a closed one is of it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.dates.pattern import continued
from frontdesk.dates.request import Request
from property_tests.bridge import answered, as_given
from property_tests.generators import LONGEST_WALK, questions, shifted
from property_tests.oracle import Question, walk
from recurrence import Reading, Strategy, Window


@given(questions(), st.integers(0, LONGEST_WALK))
def test_a_pattern_goes_on_behind_its_window_as_a_longer_window_has_it(q: Question, days: int) -> None:
    occurrences = answered(q)
    last = occurrences[-1].date() if occurrences else q.start
    until = shifted(last, days)
    whole = walk(replace(q, till=until, count=None))
    if until > last or q.says("till_included") == "yes":  # or else the last day itself would be left out
        assert whole[: len(occurrences)] == list(occurrences)
        assert list(continued(request_of(q), occurrences, until)) == whole[len(occurrences) :]


def request_of(q: Question) -> Request:
    return Request(
        Strategy(as_given(q.mode), days=q.days, interval=q.interval),
        Window(q.start, till=q.till, count=q.count, hours=q.hours, minutes=q.minutes),
        q.event,
        Reading(**as_given(q.axes)),
    )
