"""Closed days: what closes a day, where dates go that fall on one, and what is refused."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from recurrence import (
    Add,
    ClosedDates,
    Closures,
    Drop,
    InvalidClosures,
    InvalidSchedule,
    Move,
    Schedule,
    TooFewDates,
    Why,
    arrange,
)
from recurrence.closures import IF_CLOSED

# January 2027 begins on a Friday: Mondays are the 4th, 11th, 18th and 25th.
MONDAYS = [datetime(2027, 1, day, 18) for day in (4, 11, 18, 25)]
ON_THE_11TH = Closures({date(2027, 1, 11): "Stocktaking"})


def days(schedule: Schedule) -> list[int]:
    return [start.day for start in schedule.starts]


def told(schedule: Schedule) -> list[str]:
    return [slot.reason for slot in schedule.slots if slot.why is not Why.PATTERN]


def test_a_day_is_closed_by_its_date_or_by_its_weekday_and_opened_by_name() -> None:
    closures = Closures({date(2027, 1, 1): "New Year"}, {0: "Sundays"}, [date(2027, 1, 10)])

    assert [closures.why(date(2027, 1, day)) for day in (1, 2, 3, 10)] == ["New Year", None, "Sundays", None]


def test_the_reason_of_a_day_goes_before_that_of_its_weekday() -> None:
    assert Closures({date(2027, 1, 3): "Fair"}, {0: "Sundays"}).why(date(2027, 1, 3)) == "Fair"


def test_every_problem_of_closures_is_named() -> None:
    with pytest.raises(InvalidClosures) as caught:
        Closures({datetime(2027, 1, 1): "x"}, {7: "x", 1: 2}, ["2027-01-01"])  # type: ignore[dict-item, list-item]

    assert [problem.field for problem in caught.value.problems] == [
        "days",
        "weekdays",
        "weekdays",
        "open_days",
    ]


def test_closures_do_not_change_with_what_they_were_made_of() -> None:
    days = {date(2027, 1, 1): "New Year"}
    closures = Closures(days)
    days.clear()

    assert closures.why(date(2027, 1, 1)) == "New Year"


@pytest.mark.parametrize(
    ("policy", "expected", "reasons"),
    [
        ("drop", [4, 18, 25], ["closed: Stocktaking"]),
        ("next-day", [4, 12, 18, 25], ["moved from 2027-01-11 18:00, closed: Stocktaking"]),
        ("previous-day", [4, 10, 18, 25], ["moved from 2027-01-11 18:00, closed: Stocktaking"]),
    ],
)
def test_a_date_on_a_closed_day_goes_by_the_policy(
    policy: Any,  # noqa: ANN401  parametrised text
    expected: list[int],
    reasons: list[str],
) -> None:
    schedule = arrange(MONDAYS, closures=ON_THE_11TH, if_closed=policy)

    assert (days(schedule), told(schedule)) == (expected, reasons)
    assert not schedule.is_pattern


def test_the_same_weekday_of_the_next_week_is_taken_so_it_goes_on_until_one_is_free() -> None:
    schedule = arrange(MONDAYS, closures=ON_THE_11TH, if_closed="next-week")

    assert schedule.starts == (*MONDAYS[:1], *MONDAYS[2:], datetime(2027, 2, 1, 18))


def test_the_first_following_week_that_is_open_is_taken() -> None:
    closures = Closures({date(2027, 1, 25): "Flood", date(2027, 2, 1): "Flood"})
    schedule = arrange(MONDAYS, closures=closures, if_closed="next-week")

    assert schedule.starts[-1] == datetime(2027, 2, 8, 18)


def test_two_closed_dates_do_not_move_to_the_same_day() -> None:
    closures = Closures({date(2027, 1, 9): "Fair", date(2027, 1, 10): "Fair"})
    weekend = [datetime(2027, 1, day, 10) for day in (9, 10)]

    assert days(arrange(weekend, closures=closures, if_closed="next-day")) == [11, 12]


def test_two_times_of_a_closed_day_move_to_the_same_day() -> None:
    closures = Closures({date(2027, 1, 9): "Fair"})
    saturday = [datetime(2027, 1, 9, 10), datetime(2027, 1, 9, 12)]

    assert days(arrange(saturday, closures=closures, if_closed="next-day")) == [10, 10]


def test_a_date_is_moved_a_year_at_most_and_then_left_out_with_its_reason() -> None:
    shut = Closures({date(2027, 1, 11) + timedelta(number): "Rebuilding" for number in range(367)})
    schedule = arrange(MONDAYS[1:2], closures=shut, if_closed="next-day")

    assert told(schedule) == ["no day near is open and free, closed: Rebuilding"]
    assert arrange(
        MONDAYS[1:2], closures=Closures(dict(list(shut.days.items())[:-1])), if_closed="next-day"
    ).starts


def test_refusing_names_every_closed_date() -> None:
    closures = Closures({date(2027, 1, 11): "Stocktaking", date(2027, 1, 25): "Fair"})
    with pytest.raises(ClosedDates) as caught:
        arrange(MONDAYS, closures=closures, if_closed="refuse")

    assert [(problem.value, problem.hint) for problem in caught.value.problems] == [
        ("2027-01-11T18:00:00", "Stocktaking"),
        ("2027-01-25T18:00:00", "Fair"),
    ]


def test_appending_goes_on_with_the_pattern_and_tells_what_it_passed_over() -> None:
    february = [datetime(2027, 2, day, 18) for day in (1, 8, 15)]
    closures = Closures({date(2027, 1, 11): "Stocktaking", date(2027, 2, 1): "Fair"})
    schedule = arrange(MONDAYS, closures=closures, if_closed="append", later=february)

    assert schedule.starts == (MONDAYS[0], MONDAYS[2], MONDAYS[3], february[1])
    assert told(schedule) == ["closed: Stocktaking", "closed: Fair", "appended at the end"]


def test_no_more_of_what_comes_later_is_read_than_is_needed() -> None:
    later = iter([datetime(2027, 2, day, 18) for day in (1, 8, 15)])
    arrange(MONDAYS, closures=ON_THE_11TH, if_closed="append", later=later)

    assert next(later) == datetime(2027, 2, 8, 18)


def test_too_few_open_dates_are_an_error_that_says_how_many_there_are() -> None:
    mondays = Closures(weekdays={1: "Mondays"})
    with pytest.raises(TooFewDates) as caught:
        arrange(MONDAYS, closures=mondays, if_closed="append", later=[datetime(2027, 2, 1, 18)])

    (problem,) = caught.value.problems
    assert (problem.value, problem.allowed) == (4, "at most 0 until 2027-02-01, as far as was looked")


def test_a_count_that_is_kept_makes_up_for_dates_that_the_clock_drops_too() -> None:
    sundays = [datetime(2027, 3, day, 3, 30) for day in (21, 28)]
    schedule = arrange(
        sundays, count_means="kept", later=[datetime(2027, 4, 4, 3, 30)], zone="Europe/Riga", gap="drop"
    )

    assert [slot.why for slot in schedule.slots] == [Why.PATTERN, Why.IN_GAP, Why.APPENDED]


def test_a_date_that_would_stand_in_is_passed_over_where_a_moved_one_has_its_place() -> None:
    # The clock drops the 28th; 4 April is closed and goes to the 11th, with which the pattern would go on.
    sundays = [datetime(2027, 3, 28, 3, 30), datetime(2027, 4, 4, 3, 30)]
    schedule = arrange(
        sundays,
        closures=Closures({date(2027, 4, 4): "Fair"}),
        if_closed="next-week",
        count_means="kept",
        later=[datetime(2027, 4, 11, 3, 30), datetime(2027, 4, 18, 3, 30)],
        zone="Europe/Riga",
        gap="drop",
    )

    assert schedule.starts == (datetime(2027, 4, 11, 3, 30), datetime(2027, 4, 18, 3, 30))
    assert [slot.why for slot in schedule.slots] == [Why.IN_GAP, Why.OFF_CLOSURE, Why.TAKEN, Why.APPENDED]


def test_a_closed_date_that_is_moved_by_hand_is_left_to_the_hand() -> None:
    edit = Move(MONDAYS[1], to=datetime(2027, 1, 13, 18))
    for policy in IF_CLOSED:
        schedule = arrange(MONDAYS, [edit], closures=ON_THE_11TH, if_closed=policy)

        assert days(schedule) == [4, 13, 18, 25]
        assert told(schedule) == ["moved by hand from 2027-01-11 18:00, closed: Stocktaking"]


def test_a_closed_date_that_is_dropped_by_hand_is_not_made_up_for() -> None:
    later = [datetime(2027, 2, 1, 18)]
    schedule = arrange(MONDAYS, [Drop(MONDAYS[1])], closures=ON_THE_11TH, if_closed="append", later=later)

    assert (days(schedule), told(schedule)) == ([4, 18, 25], ["dropped, closed: Stocktaking"])


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Add(datetime(2027, 1, 11, 12)), "added, although closed: Stocktaking"),
        (
            Move(MONDAYS[0], MONDAYS[1].replace(hour=12)),
            "moved by hand from 2027-01-04 18:00, although closed: Stocktaking",
        ),
        (Move(MONDAYS[1], MONDAYS[1]), "moved by hand from 2027-01-11 18:00, although closed: Stocktaking"),
    ],
)
def test_an_edit_may_put_a_start_on_a_closed_day_and_says_so(edit: Add | Move, reason: str) -> None:
    schedule = arrange(MONDAYS, [edit], closures=ON_THE_11TH)

    assert reason in told(schedule)
    assert 11 in days(schedule)


def test_an_edit_onto_the_place_of_a_moved_date_is_refused() -> None:
    with pytest.raises(InvalidSchedule) as caught:
        arrange(MONDAYS, [Add(datetime(2027, 1, 12, 18))], closures=ON_THE_11TH, if_closed="next-day")

    (problem,) = caught.value.problems
    assert problem.allowed == "a start that is not taken"
    assert problem.hint == "the date of 2027-01-11 18:00:00 was moved there off a closed day"


def test_a_date_that_stands_in_can_be_edited_like_any_other() -> None:
    later = [datetime(2027, 2, 1, 18)]
    edits = [Move(later[0], to=datetime(2027, 2, 2, 18))]
    schedule = arrange(MONDAYS, edits, closures=ON_THE_11TH, if_closed="append", later=later)

    assert schedule.starts[-1] == datetime(2027, 2, 2, 18)


def test_at_the_ends_of_the_calendar_a_date_is_left_out() -> None:
    ends = Closures({date.min: "x", date.max: "x"})
    first, last = datetime(1, 1, 1, 9), datetime(9999, 12, 31, 9)

    assert arrange([first], closures=ends, if_closed="previous-day").slots[0].why is Why.NO_PLACE
    assert arrange([last], closures=ends, if_closed="next-day").slots[0].why is Why.NO_PLACE


def test_a_policy_that_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidSchedule) as caught:
        arrange(MONDAYS, if_closed="skip", count_means="all")  # type: ignore[arg-type]  # what a program might pass

    assert [problem.field for problem in caught.value.problems] == ["if_closed", "count_means"]


def test_a_date_that_a_closed_day_took_can_be_added_all_the_same() -> None:
    again = arrange(MONDAYS, [Add(MONDAYS[1])], closures=ON_THE_11TH)
    assert days(again) == [4, 11, 18, 25]
    assert told(again) == ["closed: Stocktaking", "added, although closed: Stocktaking"]
