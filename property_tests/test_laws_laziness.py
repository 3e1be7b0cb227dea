"""Law: nothing is made that was not asked for. Memory is measured, since it does not depend on the machine."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from property_tests.bridge import REFUSED, ask, engine_verdict
from property_tests.generators import ALL_MODES
from property_tests.oracle import AXES, Question
from recurrence import Occurrences

SMALL = 200_000
"""Bytes. Ten thousand years of days would take over a hundred million."""

DAILY_FOR_EVER = Question(mode=1, start=date.min, till=date.max, hours=10, minutes=30)
ALL_DAYS = date.max.toordinal()
FAR = datetime(9876, 5, 4, 10, 30)


def peak(work: Callable[[], object]) -> int:
    """The most bytes held at once while the work is done, after it was done once to load what it loads."""
    work()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def patterns_of_the_whole_calendar() -> Iterator[Question]:
    """Every mode under every value of the axes that shape a pattern, from year 1 to 9999."""
    for mode in ALL_MODES:
        for missing_day in AXES["missing_day"]:
            q = replace(DAILY_FOR_EVER, mode=mode, days=(1, 4), event=datetime(2028, 2, 29, 10, 30))
            yield replace(q, axes={"anchor": "event", "missing_day": missing_day})


def questions_about_far_places(o: Occurrences) -> list[object]:
    size = len(o)
    return [
        o[size // 2],
        o[-1],
        o.index(o[size - 2]),
        FAR in o,
        o.after(FAR),
        o.before(FAR),
        len(o.between(datetime(2, 1, 1), FAR)),
        len(o[1 : size - 1 : 3]),
        o[1:][::2][-1],
    ]


@pytest.mark.parametrize(
    "q", list(patterns_of_the_whole_calendar()), ids=lambda q: f"{q.mode}-{q.says('missing_day')}"
)
def test_questions_about_any_place_of_ten_thousand_years_take_little_memory(q: Question) -> None:
    assert peak(lambda: questions_about_far_places(ask(q))) < SMALL


def test_every_day_of_ten_thousand_years_is_counted_and_indexed() -> None:
    o = ask(DAILY_FOR_EVER)
    assert len(o) == ALL_DAYS
    assert o[ALL_DAYS - 1] == datetime(9999, 12, 31, 10, 30)
    assert o.index(datetime(2028, 2, 29, 10, 30)) == date(2028, 2, 29).toordinal() - 1


def test_the_first_dates_are_had_without_the_rest() -> None:
    def first_three() -> list[datetime]:
        begun = iter(ask(DAILY_FOR_EVER))
        return [next(begun) for _ in range(3)]

    assert peak(first_three) < SMALL


def test_a_count_beyond_the_calendar_is_refused_without_counting_up() -> None:
    q = replace(DAILY_FOR_EVER, till=None, count=10**9)
    assert engine_verdict(q) == REFUSED
    assert peak(lambda: engine_verdict(q)) < SMALL


def test_a_hole_in_ten_thousand_years_takes_no_copy() -> None:
    q = replace(DAILY_FOR_EVER, event=datetime(5000, 1, 1, 10, 30))
    assert len(ask(q)) == ALL_DAYS - 1
    assert peak(lambda: questions_about_far_places(ask(q))) < SMALL


def test_the_measure_does_see_what_is_made() -> None:
    assert peak(lambda: list(ask(replace(DAILY_FOR_EVER, start=date(9900, 1, 1))))) > SMALL
