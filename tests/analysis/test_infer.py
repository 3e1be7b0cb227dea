"""What is behind a list of dates, on lists made by hand from a wall calendar."""

from datetime import date, datetime, timedelta

import pytest

from recurrence import DOCUMENTED, Add, Drop, InvalidDates, Reading, RepeatMode
from recurrence.analysis import Inference, Pattern, infer
from recurrence.analysis.infer import MOST_DATES

MONDAY = datetime(2027, 1, 4, 10, 30)
WEEK = timedelta(weeks=1)


def at(*days: str, clock: str = "10:30") -> list[datetime]:
    return [datetime.fromisoformat(f"{day}T{clock}") for day in days]


def said(found: Inference) -> list[tuple[str, tuple[int, ...], int]]:
    """Mode, days and interval of each strategy found."""
    return [
        (each.strategy.repeat_mode.name, each.strategy.days, each.strategy.interval)
        for each in found.strategies
    ]


def weekly(first: datetime, number: int, *, every: int = 1) -> list[datetime]:
    return [first + WEEK * every * week for week in range(number)]


LEAP_DAYS = at("2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29")
THIRTY_FIRSTS = at("2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31", "2027-08-31", "2027-10-31")
WORKED = at("2020-09-28", "2020-10-01", "2020-10-19", "2020-10-22")

MODES = {
    "every day": (at("2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07"), ("DAILY", (), 0)),
    "every third day": (at("2027-01-04", "2027-01-07", "2027-01-10", "2027-01-13"), ("DAILY", (), 2)),
    "from Monday to Friday": (
        [MONDAY + timedelta(days=day) for day in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)],
        ("WEEKDAYS", (), 0),
    ),
    "Monday, Wednesday and Friday": (
        [MONDAY + timedelta(days=day) for day in (0, 2, 4, 7, 9, 11)],
        ("MON_WED_FRI", (), 0),
    ),
    "Tuesday and Thursday": ([MONDAY + timedelta(days=day) for day in (1, 3, 8, 10)], ("TUE_THU", (), 0)),
    "Monday and Thursday of every third week": (WORKED, ("WEEKLY", (1, 4), 2)),
    "Saturday and Sunday of every other week": (
        [MONDAY + timedelta(days=day) for day in (5, 6, 19, 20, 33, 34)],
        ("WEEKLY", (0, 6), 1),
    ),
    "the 31st, shorter months left out": (THIRTY_FIRSTS, ("MONTHLY", (), 0)),
    "the 15th of every other month": (at("2027-01-15", "2027-03-15", "2027-05-15"), ("MONTHLY", (), 1)),
    "a day of the year": (at("2027-06-01", "2028-06-01", "2029-06-01", "2030-06-01"), ("YEARLY", (), 0)),
    "leap days": (LEAP_DAYS, ("YEARLY", (), 0)),
}


@pytest.mark.parametrize(("dates", "expected"), MODES.values(), ids=MODES)
def test_each_mode_is_found(dates: list[datetime], expected: tuple[str, tuple[int, ...], int]) -> None:
    found = infer(dates)
    assert (said(found), found.exceptions) == ([expected], ())


def test_a_pattern_with_holes_and_one_date_more_is_said_so() -> None:
    year = [day for week in weekly(MONDAY, 52) for day in (week, week + timedelta(days=3))]
    holes = {datetime(2027, 1, 14, 10, 30), datetime(2027, 5, 3, 10, 30), datetime(2027, 7, 22, 10, 30)}
    more = datetime(2027, 3, 6, 12)
    found = infer([*(moment for moment in year if moment not in holes), more])
    assert said(found) == [("WEEKLY", (1, 4), 0)]
    assert found.exceptions == (
        Drop(datetime(2027, 1, 14, 10, 30)),
        Add(more),
        Drop(datetime(2027, 5, 3, 10, 30)),
        Drop(datetime(2027, 7, 22, 10, 30)),
    )


def test_two_seasons_are_two_strategies() -> None:
    spring, autumn = weekly(MONDAY, 20), weekly(datetime(2027, 9, 7, 10, 30), 15)
    assert said(infer(spring + autumn)) == [("WEEKLY", (1,), 0), ("WEEKLY", (2,), 0)]


def test_two_times_of_day_are_two_strategies() -> None:
    morning = weekly(MONDAY, 8)
    evening = [moment.replace(hour=18) for moment in morning]
    found = infer(morning + evening)
    assert [(each.window.hours, each.window.minutes) for each in found.strategies] == [(10, 30), (18, 30)]


def test_patterns_that_share_dates_are_both_found() -> None:
    alternate = [MONDAY + timedelta(days=2 * day) for day in range(60)]
    mondays = weekly(MONDAY, 17)
    found = infer(alternate + mondays)
    assert sorted(said(found)) == [("DAILY", (), 1), ("WEEKLY", (1,), 0)]
    assert found.exceptions == ()


def test_a_long_break_ends_a_pattern_and_a_short_one_does_not() -> None:
    whole = weekly(MONDAY, 52)
    assert len(infer(whole[:20] + whole[22:]).strategies) == 1
    assert len(infer(whole[:20] + whole[32:]).strategies) == 2


def test_few_or_unrelated_dates_are_exceptions_alone() -> None:
    for dates in (
        at("2027-01-04"),
        at("2027-01-04", "2027-02-11"),
        at("2027-01-04", "2027-01-07", "2027-03-19"),
    ):
        found = infer(dates)
        assert (found.strategies, found.exceptions) == ((), tuple(map(Add, dates)))


def test_nothing_is_behind_no_dates() -> None:
    assert infer([]) == Inference((), (), DOCUMENTED)


def test_the_reading_decides_what_a_list_means() -> None:
    last_days = at("2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30")
    assert said(infer(last_days, reading=Reading(missing_day="clamp"))) == [("MONTHLY", (), 0)]
    assert infer(last_days).cost > 3
    every_other = weekly(MONDAY, 6, every=2)
    assert said(infer(every_other, reading=Reading(interval_means="step"))) == [("WEEKLY", (1,), 2)]


def test_under_a_reading_that_counts_from_an_event_the_first_date_is_it() -> None:
    found = infer(weekly(MONDAY, 6, every=2), reading=Reading(anchor="event"))
    assert [each.event for each in found.strategies] == [MONDAY]
    assert found.reading.source_slot == "create"


def test_shares_take_a_date_of_two_patterns_once() -> None:
    alternate = [MONDAY + timedelta(days=2 * day) for day in range(60)]
    shares = infer(alternate + weekly(MONDAY, 17)).shares()
    (weeks,) = (share for share in shares if share.pattern.strategy.repeat_mode is RepeatMode.WEEKLY)
    assert weeks.pattern.window.start == date(2027, 1, 11)  # 4 January is said already
    assert [edit.moment for edit in weeks.edits] == weekly(MONDAY + 2 * WEEK, 7, every=2)


def test_an_added_date_goes_to_the_pattern_at_its_time() -> None:
    evening = [moment.replace(hour=18) for moment in weekly(MONDAY, 8)]
    extra = [datetime(2027, 1, 6, 18, 30), datetime(2027, 1, 8, 7)]
    shares = infer([*weekly(MONDAY, 8), *evening, *extra]).shares()
    assert [share.edits for share in shares] == [(Add(extra[1]),), (Add(extra[0]),)]


def test_a_pattern_is_a_strategy_and_a_window_that_expand_takes() -> None:
    (pattern,) = infer(WORKED).strategies
    assert isinstance(pattern, Pattern)
    assert (pattern.window.start, pattern.window.till) == (date(2020, 9, 28), date(2020, 10, 22))


@pytest.mark.parametrize(
    ("moment", "hint"),
    [
        (datetime(2027, 1, 4, 10, 30, 15), "it has seconds"),
        (datetime.fromisoformat("2027-01-04T10:30+02:00"), "it has a zone"),
        (date(2027, 1, 4), ""),
        ("2027-01-04", ""),
    ],
)
def test_what_is_no_local_time_to_the_minute_is_refused(moment: object, hint: str) -> None:
    with pytest.raises(InvalidDates) as caught:
        infer([MONDAY, moment])  # type: ignore[list-item]  # that is the point
    (problem,) = caught.value.problems
    assert (problem.field, problem.hint) == ("dates[1]", hint)


def test_more_dates_than_there_may_be_are_refused() -> None:
    with pytest.raises(InvalidDates, match="at most 20,000"):
        infer(MONDAY + timedelta(minutes=minute) for minute in range(MOST_DATES + 1))


def test_a_long_break_is_found_up_to_the_longest_there_is() -> None:
    dates = [datetime(2027, 1, 1, 10) + timedelta(days=10_001 * step) for step in range(12)]
    found = infer(dates)
    assert (said(found), found.exceptions) == ([("DAILY", (), 10_000)], ())


def test_the_ends_of_the_calendar_are_no_trap() -> None:
    for first in (datetime(1, 1, 1, 9), datetime(9999, 12, 22, 9)):
        dates = [first + timedelta(days=day) for day in range(10)]
        for reading in (Reading(), Reading(from_included="no", till_included="no")):
            assert infer(dates, reading=reading).expand() == dates
