"""Ambiguity against brute force: the whole product of readings, with no thought about which axes matter."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recurrence import (
    AXES,
    InvalidStrategy,
    InvalidWindow,
    Occurrences,
    Reading,
    RecurrenceError,
    Strategy,
    Window,
    expand,
)
from recurrence.analysis import Ambiguity, ambiguity

AGREED_BY_ALL = {"zero_time": ["value"], "lone_time": ["event"], "both_limits": ["earliest"]}


def result(strategy: Strategy, window: Window, event: datetime | None, reading: Reading) -> Occurrences | str:
    """The dates of one reading, or the words of its refusal."""
    try:
        return expand(strategy, window, event, reading)
    except RecurrenceError as refusal:
        return str(refusal)


def brute_force(strategy: Strategy, window: Window, event: datetime) -> set[Occurrences | str]:
    """The distinct results of all readings whose window axes are the default ones."""
    values = {axis: AGREED_BY_ALL.get(axis, AXES[axis]) for axis in AXES}
    readings = (Reading(**dict(zip(values, choice, strict=True))) for choice in product(*values.values()))
    return {result(strategy, window, event, reading) for reading in readings}


@settings(max_examples=8, deadline=None)
@example(mode=6, days=set(), interval=0, start=date(2027, 6, 9), event_days=31)
@given(
    mode=st.integers(1, 7),
    days=st.sets(st.integers(0, 6), max_size=2),
    interval=st.integers(0, 3),
    start=st.sampled_from([date(2027, 1, 31), date(2028, 2, 29), date(2027, 6, 9)]),
    event_days=st.integers(-40, 40),
)
def test_it_finds_every_result_that_any_reading_has(
    mode: int, days: set[int], interval: int, start: date, event_days: int
) -> None:
    strategy = Strategy(mode, days=days, interval=interval)
    window = Window(start, till=start + timedelta(days=120), hours=9, minutes=30)
    event = datetime(start.year, start.month, start.day, 9, 30) + timedelta(days=event_days)
    found = ambiguity(strategy, window, event)

    assert {g.occurrences if g.refusal is None else str(g.refusal) for g in found.groups} == brute_force(
        strategy, window, event
    )


def weekly() -> Ambiguity:
    window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    return ambiguity(Strategy(5, days=(1, 4), interval=2), window)


def test_agreed_and_contested_dates_are_those_of_the_groups() -> None:
    found = weekly()
    everywhere = set.intersection(*(set(group.occurrences or ()) for group in found.groups))

    assert set(found.agreed) == everywhere
    assert (
        set(found.contested)
        == set.union(*(set(group.occurrences or ()) for group in found.groups)) - everywhere
    )


def test_a_contested_date_names_the_readings_that_have_it() -> None:
    (readings,) = [readings for day, readings in weekly().contested.items() if day.day == 12]

    assert readings.values("interval_means") == ("step",)


def test_the_documented_reading_comes_first() -> None:
    assert weekly().groups[0].readings[0] == Reading()


def test_a_strategy_without_open_points_has_one_result() -> None:
    found = ambiguity(Strategy(3), Window(date(2027, 1, 5), till=date(2027, 2, 6), hours=9, minutes=30))

    assert (found.readings, len(found.contested), found.axes) == (1, 0, ())


def test_what_every_reading_refuses_raises_the_refusal() -> None:
    with pytest.raises(InvalidWindow, match="hours and minutes"):
        ambiguity(Strategy(1), Window(date(2027, 1, 5), count=1))


def test_a_reading_that_refuses_is_a_result_of_its_own() -> None:
    found = ambiguity(Strategy(5), Window(date(2027, 1, 5), count=1, hours=9, minutes=30))

    assert isinstance(found.groups[0].refusal, InvalidStrategy)
    assert found.agreed == ()


def test_a_reading_that_only_lacks_an_event_is_left_out() -> None:
    found = ambiguity(Strategy(1), Window(date(2027, 1, 5), count=2, hours=18, minutes=0))

    assert "zero_time" not in found.axes
    assert not any(group.refusal for group in found.groups)


def test_readings_of_millions_of_dates_are_not_compared() -> None:
    with pytest.raises(InvalidWindow, match="at most 100000 dates"):
        ambiguity(
            Strategy(1), Window(date(2027, 1, 5), till=date(9999, 12, 31), count=4, hours=18, minutes=30)
        )
