"""Date-times that are asked for often are ready-made and shared: they are the same ones, at any place of the calendar."""

from datetime import date, datetime, time, timedelta

import pytest

from recurrence import RepeatMode, Strategy, Window, expand
from recurrence.cycle import FIRST_DAY, LAST_DAY, Cycle

OFTEN = 100
WEEKLY = Cycle(origin=1, period=7, offsets=(0, 3))


def walked(first: date, till: date) -> list[datetime]:
    """Mondays and Thursdays at half past ten, day by day."""
    days = (first + timedelta(days=n) for n in range((till - first).days + 1))
    return [datetime(day.year, day.month, day.day, 10, 30) for day in days if day.weekday() in {0, 3}]


def asked(first: date, till: date) -> list[datetime]:
    return list(
        expand(Strategy(RepeatMode.WEEKLY, days=(1, 4)), Window(first, till=till, hours=10, minutes=30))
    )


@pytest.mark.parametrize(
    ("first", "till"),
    [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(1, 1, 1), date(3, 12, 31)),
        (date(9995, 3, 2), date(9999, 12, 31)),
        (date(2026, 11, 20), date(2031, 9, 30)),
    ],
)
def test_dates_that_were_asked_for_often_are_the_same_as_at_first(first: date, till: date) -> None:
    for _ in range(OFTEN):
        assert asked(first, till) == walked(first, till)
    for days in range(0, 300, 25):
        begin = first + timedelta(days=days)
        assert asked(begin, till) == walked(begin, till)


def test_dates_that_were_asked_for_often_are_shared() -> None:
    lists = [asked(date(2027, 1, 1), date(2027, 12, 31)) for _ in range(OFTEN)]
    assert lists[-1][5] is lists[-2][5], "its second slice of the same table"
    assert lists[-1] is not lists[-2], "the lists are the callers' own"


def test_each_time_of_day_has_its_own_ready_made_dates() -> None:
    for clock in [time(9), time(18)] * OFTEN:
        assert {moment.time() for moment in WEEKLY.datetimes(211_000, 40, clock)} == {clock}


def test_a_stretch_at_either_end_of_the_calendar_is_whole() -> None:
    first, end = WEEKLY.rank(FIRST_DAY), WEEKLY.rank(LAST_DAY + 1)
    for k in [first, end - 40] * OFTEN:
        found = [moment.toordinal() for moment in WEEKLY.datetimes(k, 40, time(9))]
        assert found == [WEEKLY.at(number) for number in range(k, k + 40)]
