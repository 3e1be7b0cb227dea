"""Makes questions for the laws, with weight on the edges where engines of dates go wrong.

A hypothesis strategy is called a generator here. `questions` are sound: the page answers them with dates, but
for a count that the calendar's end refuses. `spoilt_questions` carry at least one error or refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from property_tests.oracle import AXES, MONTHLY, WEEKLY, YEARLY, Question, period

ALL_MODES = (1, 2, 3, 4, 5, 6, 7)
LIMITS = ("till", "count", "both")
LONGEST_WALK = 2_500
"""Days that the oracle is asked to walk at most."""

EDGES = (
    date(2027, 1, 31),  # a 31st before a short month
    date(2028, 2, 29),  # a leap day
    date(2096, 2, 29),  # the last leap day before a century without one
    date(2000, 2, 29),  # the leap day of a century that has one
    date(1900, 2, 28),
    date(2100, 2, 28),
    date(2027, 12, 31),
    date(2020, 9, 27),  # a Sunday: where weeks begin, or end
    date(2027, 4, 30),
    date(1, 1, 1),
    date(9999, 12, 31),
    date(9996, 2, 29),  # the last leap day there is
)

SOUND_AXES = {
    **AXES,
    "empty_days": ("anchor_weekday", "none"),
    "fixed_interval": ("ignore", "weeks"),
    "both_limits": ("earliest", "count", "till"),
}


def on_the_calendar(ordinal: int) -> date:
    """The day with this ordinal, or the nearest there is."""
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def shifted(day: date, days: int) -> date:
    return on_the_calendar(day.toordinal() + days)


# Generators are made once and drawn from often: making them takes longer than drawing.

EDGE_DAYS = st.builds(shifted, st.sampled_from(EDGES), st.sampled_from((0, 0, 0, -1, 1, -2, 2, -3, 3)))
"""The edges themselves and three days around each."""

KEY_DAYS = st.sampled_from(
    (
        date(2027, 1, 29),
        date(2027, 1, 30),
        date(2027, 1, 31),
        date(2028, 2, 29),
        date(2020, 9, 27),
        date(2096, 2, 29),
        date(2027, 8, 31),
        date(2024, 2, 29),
        date(2027, 3, 1),
    )
)
"""Of the edges, those on which most depends: days 29 to 31, leap days, and a Sunday."""

ANY_DAYS = st.one_of(
    EDGE_DAYS, EDGE_DAYS, KEY_DAYS, st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.dates()
)
"""Edges, today's years, and anything from year 1 to 9999."""

HOURS = st.sampled_from((None, 0, 9, 18, 23))
MINUTES = st.sampled_from((None, 0, 30, 59))
INTERVALS = st.one_of(st.integers(0, 3), st.sampled_from((0, 1, 2, 6, 11, 47, 99, 10_000)))
COUNTS = st.integers(1, 9)

SOME_WEEKDAYS = st.integers(1, 127).map(lambda bits: tuple(day for day in range(7) if bits >> day & 1))
WEEKDAY_LISTS = st.one_of(
    SOME_WEEKDAYS, SOME_WEEKDAYS, SOME_WEEKDAYS, st.just(()), st.just((0, 1, 2, 3, 4, 5, 6))
)
"""Sorted, without repeats; sometimes empty."""

DAYS_FROM_THE_START = st.one_of(
    st.just(0), st.integers(-9, 9), st.integers(-400, 400), st.integers(-8_000, 8_000)
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30, 59)))

SOUND_READINGS = {axis: st.sampled_from(values) for axis, values in SOUND_AXES.items()}


def readings(**fixed: str) -> SearchStrategy[dict[str, str]]:
    """Every axis with a value of its own, of those under which nothing is refused; some fixed by the caller."""
    return st.fixed_dictionaries(
        {**SOUND_READINGS, **{axis: st.just(value) for axis, value in fixed.items()}}
    )


def unit_days(q: Question) -> int:
    """About how many days there are from one repeat to the next."""
    units = {1: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366}
    return units.get(q.mode, 7) * period(q)


@cache
def questions(
    *, modes: tuple[int, ...] = ALL_MODES, limits: tuple[str, ...] = LIMITS, **fixed: str
) -> SearchStrategy[Question]:
    """A sound question; modes, kinds of limit, and axes by name can be narrowed."""
    return drawn_questions(st.sampled_from(modes), st.sampled_from(limits), readings(**fixed))


@st.composite
def drawn_questions(
    draw: DrawFn,
    modes: SearchStrategy[int],
    limits: SearchStrategy[str],
    axes: SearchStrategy[dict[str, str]],
) -> Question:
    start, own = draw(ANY_DAYS), (draw(HOURS), draw(MINUTES))
    q = Question(
        mode=draw(modes),
        start=start,
        days=draw(WEEKDAY_LISTS),
        interval=draw(INTERVALS),
        hours=own[0],
        minutes=own[1],
        event=draw_event(draw, start, time(own[0] or 0, own[1] or 0)),
        axes=draw(axes),
    )
    return draw_limited(draw, q, draw(limits))


def draw_event(draw: DrawFn, start: date, own: time) -> datetime:
    """On the start, near it, or far; at the window's time or at another."""
    near = draw(st.integers(0, 4))
    day = draw(ANY_DAYS) if near == 4 else shifted(start, draw(DAYS_FROM_THE_START))
    return datetime.combine(day, own if draw(st.booleans()) else draw(TIMES))


def draw_limited(draw: DrawFn, q: Question, limit: str) -> Question:
    """With a till, a count, or both; with a till only where a count asks for too long a walk."""
    span = draw(st.integers(0, min(8 * unit_days(q) + 6, LONGEST_WALK)))
    with_till = replace(q, till=shifted(q.start, span))
    count = draw(COUNTS)
    if limit == "till" or walk_of_count(q, count) > LONGEST_WALK:
        return with_till
    return replace(with_till if limit == "both" else q, count=count)


def walk_of_count(q: Question, count: int) -> int:
    """How many days the oracle may have to walk until it has found so many dates, or the end of the calendar."""
    rare = 8 if q.mode >= MONTHLY else 1
    away = abs((q.event.date() - q.start).days) if q.event else 0
    never = q.mode >= MONTHLY and q.says("anchor") == "event_day" and q.says("missing_day") == "skip"
    walk = date.max.toordinal() if never else (count + 2) * unit_days(q) * rare + away
    return min(walk, (date.max - q.start).days)


LEAP_DAYS = st.sampled_from([date(year, 2, 29) for year in (2096, 1896, 1996, 2092, 9988, 4)])
LEAP_READINGS = readings(anchor="event", source_slot="create")
LEAP_INTERVALS = st.sampled_from((0, 0, 0, 11, 11, 11, 1, 2, 3, 23, 47))
YEARS_ON = st.sampled_from((12, 13, 9, 8, 4, 1))


@st.composite
def questions_about_leap_days(draw: DrawFn) -> Question:
    """Months and years on 29 February, far enough to meet the century that has none."""
    day = draw(LEAP_DAYS)
    q = Question(
        mode=draw(st.sampled_from((MONTHLY, YEARLY))),
        start=shifted(day, draw(st.integers(-400, 0))),
        interval=draw(LEAP_INTERVALS),
        event=datetime.combine(day, time(10, 30)),
        axes=draw(LEAP_READINGS),
    )
    return replace(q, till=shifted(day, 366 * draw(YEARS_ON)))


# --- questions that the page refuses ------------------------------------------------------------------------------


def spoil(**wrong: Any) -> Callable[[Question], Question]:  # noqa: ANN401  any field, any value
    return lambda q: replace(q, **wrong)


def read_as(**axes: str) -> Callable[[Question], Question]:
    return lambda q: replace(q, axes={**q.axes, **axes})


SPOILERS: dict[str, Callable[[Question], Question]] = {
    "mode 0": spoil(mode=0),
    "mode 8": spoil(mode=8),
    "day 7": spoil(days=(1, 7)),
    "day -1": spoil(days=(-1,)),
    "interval -1": spoil(interval=-1),
    "interval 10,001": spoil(interval=10_001),
    "count 0": spoil(count=0),
    "count 10**9 + 1": spoil(count=10**9 + 1),
    "no limit": spoil(till=None, count=None),
    "hour 24": spoil(hours=24),
    "minute 60": spoil(minutes=60),
    "event with seconds": spoil(event=datetime(2020, 9, 21, 10, 30, 1)),
    "till before from": lambda q: replace(q, start=date(2020, 9, 2), till=date(2020, 9, 1)),
    "no event": spoil(event=None, hours=None, minutes=None),
    "no event for the anchor": lambda q: read_as(anchor="event")(replace(q, mode=MONTHLY, event=None)),
    "no event for the lone time": lambda q: read_as(lone_time="event")(replace(q, event=None, minutes=None)),
    "empty days": lambda q: read_as(empty_days="refuse")(replace(q, mode=WEEKLY, days=())),
    "fixed interval": lambda q: read_as(fixed_interval="refuse")(replace(q, mode=2, interval=1)),
    "both limits": lambda q: read_as(both_limits="refuse")(replace(q, till=q.till or q.start, count=1)),
    "a count of nothing": lambda q: read_as(empty_days="none", both_limits="count")(
        replace(q, mode=WEEKLY, days=(), count=1)
    ),
}


SPOILINGS = st.lists(st.sampled_from(sorted(SPOILERS)), min_size=1, max_size=3, unique=True)
SOUND = questions()


@st.composite
def spoilt_questions(draw: DrawFn) -> Question:
    """A question with one to three errors in it."""
    q = draw(SOUND)
    for name in draw(SPOILINGS):
        q = SPOILERS[name](q)
    return q


def questions_without_event() -> SearchStrategy[Question]:
    """A question that may or may not need the event that it does not have."""
    return questions().map(lambda q: replace(q, event=None)).filter(walk_is_short)


def walk_is_short(q: Question) -> bool:
    return q.till is not None or walk_of_count(q, q.count or 0) <= LONGEST_WALK


# --- what laws need beside a question -----------------------------------------------------------------------------


@st.composite
def moments(draw: DrawFn, q: Question) -> datetime:
    """A date-time in, beside or far from the window, often at the time of day of its dates."""
    end = q.till or shifted(q.start, 60)
    around = on_the_calendar(draw(st.integers(q.start.toordinal() - 9, end.toordinal() + 9)))
    own = [time(q.hours or 0, q.minutes or 0), (q.event or datetime.min).time(), time.max]
    clock = draw(st.sampled_from((*own, time(12, 34, 56, 789))))
    return datetime.combine(draw(EDGE_DAYS) if draw(st.integers(0, 4)) == 4 else around, clock)
