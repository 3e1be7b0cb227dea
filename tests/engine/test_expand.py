"""What `expand` refuses beside the rows of tests/spec: wrong types, and everything that is missing at once."""

from datetime import date

import pytest

from recurrence import (
    InvalidReading,
    InvalidRequest,
    InvalidStrategy,
    InvalidWindow,
    Reading,
    RecurrenceError,
    Strategy,
    Window,
    expand,
)

WEEK = Window(date(2027, 1, 4), count=3, hours=9, minutes=30)


@pytest.mark.parametrize(
    "strategy", [None, 5, "weekly", {"repeat_mode_id": 5}, (5, (1,), 0, 1, "", None), [1]]
)
def test_what_is_no_strategy_is_refused_as_one(strategy: Strategy) -> None:
    expand(Strategy(5, days=[1]), WEEK)  # now kept, and equal to the tuple
    with pytest.raises(InvalidStrategy, match="a Strategy"):
        expand(strategy, WEEK)


@pytest.mark.parametrize("window", [None, 5, "2027", {"from": "2027-01-04"}])
def test_what_is_no_window_is_refused_as_one(window: Window) -> None:
    with pytest.raises(InvalidWindow, match="a Window"):
        expand(Strategy(1), window)


@pytest.mark.parametrize("reading", [None, "step", {"week": "sunday"}])
def test_what_is_no_reading_is_refused_as_one(reading: Reading) -> None:
    with pytest.raises(InvalidReading, match="a Reading"):
        expand(Strategy(1), WEEK, reading=reading)


@pytest.mark.parametrize("make", [tuple, list])
def test_weekdays_are_checked_and_put_in_order_whatever_they_come_in(make: type) -> None:
    assert Strategy(5, days=make([4, 1, 4])).days == (1, 4)
    for wrong in ([7], [1, 7], [-1, 2], [1, True], [1, "2"], [1.0]):
        with pytest.raises(InvalidStrategy):
            Strategy(5, days=make(wrong))


def test_both_wrong_are_refused_together() -> None:
    with pytest.raises(InvalidRequest):
        expand(None, None)  # type: ignore[arg-type]  # what a program might pass


def test_a_refused_limit_does_not_hide_a_missing_time() -> None:
    window = Window(date(2027, 1, 1), till=date(2027, 2, 1), count=3)
    with pytest.raises(RecurrenceError) as caught:
        expand(Strategy(5), window, reading=Reading(both_limits="refuse"))

    assert [problem.field for problem in caught.value.problems] == ["days", "count", "event"]
