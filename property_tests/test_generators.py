"""Tests the generators: that they do find each edge where engines of dates go wrong. The same examples every time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from property_tests.bridge import REFUSED, oracle_verdict
from property_tests.generators import (
    LONGEST_WALK,
    SOUND_AXES,
    SPOILERS,
    moments,
    questions,
    questions_about_leap_days,
    questions_without_event,
    spoilt_questions,
)
from property_tests.oracle import (
    AXES,
    DAILY,
    MONTHLY,
    WEEKLY,
    YEARLY,
    Question,
    always_wrong,
    lacking_an_event,
    meant_day,
    period,
    refused_by_the_reading,
    wall_time,
)

Drawn = TypeVar("Drawn")


def sample(generator: SearchStrategy[Drawn], size: int = 1_500) -> list[Drawn]:
    """What the generator draws when nothing guides it: the same examples every time."""
    drawn: list[Drawn] = []

    @settings(max_examples=size, database=None, derandomize=True, phases=[Phase.generate])
    @given(generator)
    def draw_on(example: Drawn) -> None:
        drawn.append(example)

    draw_on()
    return drawn


WINDOW = Question(mode=DAILY, start=date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)

GENERATORS: dict[str, SearchStrategy[Any]] = {
    "questions": questions(),
    "months and years": questions(modes=(MONTHLY, YEARLY)),
    "weeks": questions(modes=(WEEKLY,)),
    "overflowing": questions(modes=(MONTHLY, YEARLY), missing_day="overflow"),
    "leap days": questions_about_leap_days(),
    "spoilt": spoilt_questions(),
    "without event": questions_without_event(),
    "moments": moments(WINDOW),
}


@cache
def sample_of(name: str) -> list[Any]:
    return sample(GENERATORS[name])


def finds(name: str, edge: Callable[[Any], bool]) -> bool:
    """At least three times, so that it is no accident."""
    return len(list(islice(filter(edge, sample_of(name)), 3))) == 3


def is_leap_day(day: date) -> bool:
    return (day.month, day.day) == (2, 29)


EDGES_OF_DAYS: dict[str, Callable[[date], bool]] = {
    "29 February": is_leap_day,
    "the day after 28 February in a common year": lambda day: (
        (day.month, day.day) == (3, 1) and day.year % 4 > 0
    ),
    "a 29th": lambda day: day.day == 29 and day.month != 2,
    "a 30th": lambda day: day.day == 30,
    "a 31st": lambda day: day.day == 31,
    "31 December": lambda day: (day.month, day.day) == (12, 31),
    "a century without a leap day": lambda day: day.year in (1900, 2100),
    "a century with a leap day": lambda day: day.year == 2000,
    "the leap day of 2000": lambda day: day == date(2000, 2, 29),
    "a Sunday": lambda day: day.isoweekday() == 7,
    "a Monday": lambda day: day.isoweekday() == 1,
    "year 1": lambda day: day.year == 1,
    "the first day": lambda day: day == date.min,
    "year 9999": lambda day: day.year == 9999,
    "the last day": lambda day: day == date.max,
}


@pytest.mark.parametrize("edge", EDGES_OF_DAYS)
def test_the_starts_of_questions_find(edge: str) -> None:
    assert finds("questions", lambda q: EDGES_OF_DAYS[edge](q.start))


def event_days_from_start(q: Question) -> int:
    assert q.event is not None
    return (q.event.date() - q.start).days


def hits_the_source_slot(q: Question) -> bool:
    verdict = oracle_verdict(Question(**{**vars(q), "axes": {**q.axes, "source_slot": "create"}}))
    return verdict != REFUSED and q.event in verdict


EDGES_OF_QUESTIONS: dict[str, Callable[[Question], bool]] = {
    "a window of one day": lambda q: q.till == q.start,
    "a window without a date": lambda q: oracle_verdict(q) == [],
    "a window of one day that leaves out its start": lambda q: (
        q.till == q.start and q.says("from_included") == "no"
    ),
    "a window that ends with the calendar": lambda q: q.till == date.max,
    "an event before the window": lambda q: event_days_from_start(q) < 0,
    "an event long before the window": lambda q: event_days_from_start(q) < -3_000,
    "an event on the first day": lambda q: event_days_from_start(q) == 0,
    "an event inside the window": lambda q: (
        q.till is not None and 0 < event_days_from_start(q) < (q.till - q.start).days
    ),
    "an event after the window": lambda q: (
        q.till is not None and event_days_from_start(q) > (q.till - q.start).days
    ),
    "a source slot among the dates": hits_the_source_slot,
    "the event's day at another time": lambda q: (
        q.event is not None and q.event.date() == q.start and (q.event.hour, q.event.minute) != wall_time(q)
    ),
    "no time given": lambda q: q.hours is None and q.minutes is None,
    "lone hours": lambda q: q.hours is not None and q.minutes is None,
    "lone minutes": lambda q: q.hours is None and q.minutes is not None,
    "midnight": lambda q: (q.hours, q.minutes) == (0, 0),
    "hour 0": lambda q: q.hours == 0 and bool(q.minutes),
    "both limits": lambda q: q.till is not None and q.count is not None,
    "a count alone": lambda q: q.till is None,
    "a count of 1": lambda q: q.count == 1,
    "a count that the calendar refuses": lambda q: q.count is not None and oracle_verdict(q) == REFUSED,
    "days without a break": lambda q: q.mode == DAILY and period(q) == 1,
    "the longest interval": lambda q: q.interval == 10_000,
    "several dates": lambda q: oracle_verdict(q) != REFUSED and len(oracle_verdict(q)) > 5,
}


@pytest.mark.parametrize("edge", EDGES_OF_QUESTIONS)
def test_questions_find(edge: str) -> None:
    assert finds("questions", EDGES_OF_QUESTIONS[edge])


EDGES_OF_MONTHS_AND_YEARS: dict[str, Callable[[Question], bool]] = {
    "months on the 31st": lambda q: q.mode == MONTHLY and meant_day(q).day == 31,
    "years on 29 February": lambda q: q.mode == YEARLY and is_leap_day(meant_day(q)),
    "a drifting rule from an event after the start": lambda q: (
        q.says("missing_day").endswith("_drift")
        and q.says("anchor") == "event"
        and event_days_from_start(q) > 0
    ),
}


@pytest.mark.parametrize("edge", EDGES_OF_MONTHS_AND_YEARS)
def test_questions_about_months_and_years_find(edge: str) -> None:
    assert finds("months and years", EDGES_OF_MONTHS_AND_YEARS[edge])


def overflows(q: Question) -> bool:
    """Whether a date of the window was counted on into the month after its own."""
    verdict = oracle_verdict(q)
    return isinstance(verdict, list) and any(moment.day < meant_day(q).day - 25 for moment in verdict)


def test_questions_about_overflowing_months_find_days_that_did() -> None:
    assert finds("overflowing", overflows)


EDGES_OF_LEAP_DAYS: dict[str, Callable[[Question], bool]] = {
    "every year across a century without a leap day": lambda q: (
        q.mode == YEARLY and period(q) == 1 and crosses(q, 2100)
    ),
    "every twelfth month across a century without a leap day": lambda q: (
        q.mode == MONTHLY and period(q) == 12 and crosses(q, 2100)
    ),
    "the century that has a leap day": lambda q: crosses(q, 2000),
    "leap days left out": lambda q: q.says("missing_day") == "skip" and crosses(q, 2100),
    "the last leap days there are": lambda q: q.start.year > 9980,
}


def crosses(q: Question, year: int) -> bool:
    return q.till is not None and q.start < date(year, 2, 28) and q.till >= date(year + 4, 2, 28)


@pytest.mark.parametrize("edge", EDGES_OF_LEAP_DAYS)
def test_questions_about_leap_days_find(edge: str) -> None:
    assert finds("leap days", EDGES_OF_LEAP_DAYS[edge])


EDGES_OF_WEEKS: dict[str, Callable[[Question], bool]] = {
    "every other week from a Sunday": lambda q: bool(q.days) and period(q) == 2 and q.start.isoweekday() == 7,
    "empty days": lambda q: not q.days,
    "all seven days": lambda q: len(q.days) == 7,
}


@pytest.mark.parametrize("edge", EDGES_OF_WEEKS)
def test_questions_about_weeks_find(edge: str) -> None:
    assert finds("weeks", EDGES_OF_WEEKS[edge])


@pytest.mark.parametrize("mode", range(1, 8))
@pytest.mark.parametrize("anchor", AXES["anchor"])
def test_questions_find_every_mode_under_every_anchor(mode: int, anchor: str) -> None:
    assert finds("questions", lambda q: q.mode == mode and q.says("anchor") == anchor and q.event is not None)


@pytest.mark.parametrize(("axis", "value"), [(axis, value) for axis in AXES for value in SOUND_AXES[axis]])
def test_questions_find_every_value_of_every_axis(axis: str, value: str) -> None:
    assert finds("questions", lambda q: q.says(axis) == value)


@pytest.mark.parametrize("name", ["empty_days", "fixed_interval", "both_limits"])
def test_spoilt_questions_find_every_refusal_of_a_reading(name: str) -> None:
    assert finds("spoilt", lambda q: name in refused_by_the_reading(q))


@pytest.mark.parametrize(
    "name", ["mode", "days", "interval", "limit", "till", "count", "hours", "minutes", "event"]
)
def test_spoilt_questions_find_everything_that_is_always_wrong(name: str) -> None:
    assert finds("spoilt", lambda q: name in always_wrong(q))


@pytest.mark.parametrize("name", sorted(SPOILERS))
@given(q=questions())
@settings(max_examples=20, derandomize=True, database=None)
def test_every_spoiler_spoils(name: str, q: Question) -> None:
    assert oracle_verdict(SPOILERS[name](q)) == REFUSED


@pytest.mark.parametrize("name", ["anchor", "time"])
def test_questions_without_event_find_both_needs_of_one(name: str) -> None:
    assert finds("without event", lambda q: name in lacking_an_event(q))


def test_questions_without_event_find_some_that_need_none() -> None:
    assert finds("without event", lambda q: oracle_verdict(q) not in (REFUSED, []))


def is_inside(moment: datetime) -> bool:
    return WINDOW.till is not None and WINDOW.start <= moment.date() <= WINDOW.till


EDGES_OF_MOMENTS: dict[str, Callable[[datetime], bool]] = {
    "a date of the window": lambda moment: moment.time() == time(10, 30) and is_inside(moment),
    "a right day at another time": lambda moment: moment.time() != time(10, 30) and is_inside(moment),
    "the day before the window": lambda moment: moment.date() == date(2020, 9, 27),
    "the day after the window": lambda moment: moment.date() == date(2020, 10, 29),
    "the first day there is": lambda moment: moment.date() == date.min,
    "the last moment there is": lambda moment: moment == datetime.max,
    "midnight": lambda moment: moment.time() == time.min,
    "seconds": lambda moment: moment.second > 0,
}


@pytest.mark.parametrize("edge", EDGES_OF_MOMENTS)
def test_moments_find(edge: str) -> None:
    assert finds("moments", EDGES_OF_MOMENTS[edge])


@given(st.one_of(questions(), questions_without_event()))
def test_no_question_asks_the_oracle_for_a_long_walk(q: Question) -> None:
    till_counts = q.till is not None and not (q.count and q.says("both_limits") == "count")
    assert not till_counts or q.till is None or (q.till - q.start).days <= LONGEST_WALK


@given(questions())
def test_a_sound_question_is_refused_for_its_count_only(q: Question) -> None:
    assert always_wrong(q) + refused_by_the_reading(q) + lacking_an_event(q) == []
    assert q.count is not None or oracle_verdict(q) != REFUSED
