"""Dates as arrays: copied from what is kept once they are asked for often, and the caller's own each time."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest

from recurrence import RepeatMode, Strategy, Window, expand
from recurrence.cycle import Cycle
from recurrence.interop.arrays import datetime_array

KEPT = 16_384  # as many must have been asked for
WEEKLY = Cycle(origin=1, period=7, offsets=(0, 3))


def mondays_and_thursdays(first: date, till: date) -> np.ndarray:
    """At half past ten."""
    strategy = Strategy(RepeatMode.WEEKLY, days=(1, 4))
    return expand(strategy, Window(first, till=till, hours=10, minutes=30)).to_numpy()


def walked(first: date, till: date) -> list[datetime]:
    """The same, day by day."""
    days = (first + timedelta(days=n) for n in range((till - first).days + 1))
    return [datetime(day.year, day.month, day.day, 10, 30) for day in days if day.weekday() in {0, 3}]


@pytest.mark.parametrize(
    ("first", "till"),
    [
        (date(2026, 1, 1), date(2029, 12, 31)),
        (date(1, 1, 1), date(4, 12, 31)),
        (date(9996, 3, 2), date(9999, 12, 31)),
    ],
)
def test_an_array_that_was_asked_for_often_is_the_same_as_at_first(first: date, till: date) -> None:
    expected = walked(first, till)
    often = [mondays_and_thursdays(first, till) for _ in range(KEPT // len(expected) + 2)]
    assert often[-1].tolist() == expected
    begin = first + timedelta(days=100)
    assert mondays_and_thursdays(begin, till).tolist() == walked(begin, till)


@pytest.mark.parametrize("k", [8_191, 8_192, 40_959])
def test_a_stretch_that_begins_where_kept_ones_meet_is_whole(k: int) -> None:
    often = [datetime_array(WEEKLY, [(k, 8_000)], time(9)) for _ in range(5)]
    days = often[-1].astype("datetime64[D]").astype(int) + 719_163
    assert days.tolist() == [WEEKLY.at(number) for number in range(k, k + 8_000)]


def test_an_array_is_its_callers_own() -> None:
    for _ in range(5):
        found = datetime_array(WEEKLY, [(0, 8_000)], time(9))
        assert found[0].item() == datetime(1, 1, 1, 9)
        found[:] = np.datetime64("2027-01-01")


def test_each_time_of_day_has_arrays_of_its_own() -> None:
    for clock in [time(9), time(18)] * 4:
        assert datetime_array(WEEKLY, [(100, 8_000)], clock)[-1].item().time() == clock
