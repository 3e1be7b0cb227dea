"""What single lines of the engine promise, each once unnoticed when it was changed: what the campaign's mutants found (C12)."""

import json
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum

import pytest

from recurrence import (
    DOCUMENTED,
    Closures,
    Drop,
    InvalidReading,
    InvalidStrategy,
    InvalidWindow,
    Reading,
    RepeatMode,
    Strategy,
    Window,
    arrange,
    expand,
)
from recurrence.errors import InvalidClosures, InvalidSchedule, InvalidZone
from recurrence.rule import clock_of
from recurrence.walltime import known_zone

MONDAY = date(2027, 1, 4)


@pytest.mark.parametrize(
    ("days", "start", "found"),
    [((1,), MONDAY, [4, 11, 18]), ((1, 5), MONDAY, [4, 8, 11]), ((1, 3, 5), date(2027, 1, 5), [6, 8, 11])],
    ids=["the first date is the same", "the first and the last", "the last"],
)
def test_occurrences_are_equal_only_if_every_date_is(
    days: tuple[int, ...], start: date, found: list[int]
) -> None:
    asked = Window(MONDAY, count=3, hours=9, minutes=0)
    some = expand(Strategy(RepeatMode.WEEKLY, (1, 3)), asked)
    others = expand(Strategy(RepeatMode.WEEKLY, days), Window(start, count=3, hours=9, minutes=0))
    assert ([one.day for one in some], [one.day for one in others]) == ([4, 6, 11], found)
    assert some != others
    assert some == expand(Strategy(RepeatMode.WEEKLY, [3, 1]), asked)


@pytest.mark.parametrize("event", [None, *range(4, 13)])
def test_the_texts_of_every_slice_are_those_of_its_dates(event: int | None) -> None:
    """With and without the source event's own slot, which is left out."""
    its_own = None if event is None else datetime(2027, 1, event, 9)
    dates = expand(Strategy(RepeatMode.DAILY), Window(MONDAY, count=8, hours=9, minutes=0), its_own)
    for first in range(8):
        for end in range(first, 9):
            for step in (1, 2, 3):
                part = dates[first:end:step]
                texts = [one.isoformat() for one in [*dates][first:end:step]]
                assert part.isoformat() == texts
                assert json.loads(part.to_json()) == texts


def test_ready_made_dates_end_with_the_calendar() -> None:
    asked = Window(date(9999, 12, 1), count=31, hours=9, minutes=0)
    for _ in range(50):
        assert [one.day for one in expand(Strategy(RepeatMode.DAILY), asked)] == [*range(1, 32)]


def test_what_an_axis_takes_is_said_in_full() -> None:
    with pytest.raises(InvalidReading) as raised:
        Reading(anchor="there")
    assert [problem.allowed for problem in raised.value.problems] == ["from, event or event_day"]


def test_a_date_that_stands_in_and_that_the_clock_moves_finds_its_place_taken() -> None:
    """2011-12-22 is a Thursday, always closed; the 24th goes to the 31st, and so would the 30th that stands in."""
    occurrences = [datetime(2011, 12, day) for day in (22, 24)]
    closures = Closures({date(2011, 12, 24): "Holiday"}, {4: "Thursdays"})
    schedule = arrange(
        occurrences, closures=closures, if_closed="next-week", count_means="kept",
        later=[datetime(2011, 12, 30), datetime(2012, 1, 1)], zone="Pacific/Apia", gap="shift",
    )  # fmt: skip
    starts = [slot.start for slot in schedule.slots if slot.start]
    assert starts == [datetime(2011, 12, 31), datetime(2012, 1, 1)]


def test_a_search_for_what_is_no_local_date_time_is_refused() -> None:
    dates = expand(Strategy(RepeatMode.DAILY), Window(MONDAY, count=3, hours=9, minutes=0))
    for wrong in (MONDAY, "2027-01-04", datetime(2027, 1, 4, tzinfo=UTC)):
        for search in (dates.after, dates.before):
            with pytest.raises(TypeError, match="local date-time without a zone"):
                search(wrong)  # type: ignore[arg-type]  # what somebody may give


def test_whether_any_day_is_closed() -> None:
    closed = (Closures({MONDAY: "Holiday"}), Closures(weekdays={0: "Sundays"}))
    assert [bool(one) for one in (*closed, Closures(), Closures(open_days=[MONDAY]))] == [
        True,
        True,
        False,
        False,
    ]


def test_a_date_that_leaves_a_closed_day_and_meets_a_clock_change_says_both() -> None:
    """Riga's clocks went from 3:00 to 4:00 on 2027-03-28."""
    saturday = datetime(2027, 3, 27, 3, 30)
    closures = Closures({saturday.date(): "Holiday"})
    (slot,) = arrange(
        [saturday], closures=closures, if_closed="next-day", zone="Europe/Riga", gap="shift"
    ).slots
    assert (slot.start, slot.reason) == (
        datetime(2027, 3, 28, 4),
        "moved from 2027-03-27 03:30, closed: Holiday",
    )


@pytest.mark.parametrize(
    ("drop", "days"),
    [((), [(12, 28), (12, 31), (1, 1)]), ((30,), [(12, 28), (12, 31)])],
    ids=["moved", "dropped"],
)
def test_a_date_that_the_clock_moves_takes_the_place_of_one_that_stands_in_unless_it_is_dropped(
    drop: tuple[int, ...], days: list[tuple[int, int]]
) -> None:
    """Samoa left out 2011-12-30."""
    first = datetime(2011, 12, 28)
    dates = [first + timedelta(number) for number in range(6)]
    schedule = arrange(
        dates[:3], [Drop(datetime(2011, 12, day)) for day in drop], closures=Closures({date(2011, 12, 29): "Holiday"}),
        if_closed="append", later=dates[3:], zone="Pacific/Apia", gap="shift",
    )  # fmt: skip
    assert [(slot.start.month, slot.start.day) for slot in schedule.slots if slot.start] == days


def test_a_date_that_the_clock_moves_to_a_day_of_the_pattern_has_none() -> None:
    dates = [datetime(2011, 12, day) for day in (29, 30, 31)]
    closed = Closures({date(2012, 1, 2): "Holiday"})
    slots = arrange(dates, closures=closed, zone="Pacific/Apia", gap="shift").slots
    assert [slot.start for slot in slots] == [dates[0], None, dates[2]]


def test_a_date_that_the_clock_moves_to_a_closed_day_has_none_and_says_why() -> None:
    closed = Closures({date(2011, 12, 31): "Holiday"})
    (slot,) = arrange([datetime(2011, 12, 30)], closures=closed, zone="Pacific/Apia", gap="shift").slots
    assert (slot.start, slot.closure) == (None, "Holiday")


def test_an_axis_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(InvalidReading) as raised:
        DOCUMENTED.replace(guess="no")
    assert [problem.field for problem in raised.value.problems] == ["reading"]
    assert "one of interval_means, anchor, week, missing_day" in str(raised.value)


@pytest.mark.parametrize("days", ["1", 5, None, {1: 2}, [1] * 1001])
def test_days_that_are_no_list_of_a_few_are_refused(days: object) -> None:
    with pytest.raises(InvalidStrategy) as raised:
        Strategy(RepeatMode.WEEKLY, days)  # type: ignore[arg-type]  # what somebody may give
    assert [problem.field for problem in raised.value.problems] == ["days"]


def test_days_are_refused_one_by_one_and_taken_up_to_a_thousand() -> None:
    with pytest.raises(InvalidStrategy) as raised:
        Strategy(RepeatMode.WEEKLY, (0, 9, 7))
    assert [problem.value for problem in raised.value.problems] == [9, 7]
    assert Strategy(RepeatMode.WEEKLY, [1] * 1000).days == (1,)


def test_days_by_a_name_of_somebody_s_own_are_taken_and_judged_as_the_numbers_they_are() -> None:
    class Day(IntEnum):
        SUNDAY = 0
        SATURDAY = 6
        NONE = 9

    assert Strategy(RepeatMode.WEEKLY, (Day.SATURDAY, Day.SUNDAY)).days == (0, 6)
    with pytest.raises(InvalidStrategy) as raised:
        Strategy(RepeatMode.WEEKLY, (Day.SUNDAY, Day.NONE))
    assert [problem.value for problem in raised.value.problems] == [9]


def test_a_closed_day_has_a_reason_that_is_a_text() -> None:
    for wrong in ({"days": {MONDAY: None}}, {"weekdays": {0: None}}):
        with pytest.raises(InvalidClosures):
            Closures(**wrong)


def test_where_a_time_is_missing_no_count_is_blamed() -> None:
    with pytest.raises(InvalidWindow) as raised:
        expand(
            Strategy(RepeatMode.DAILY),
            Window(MONDAY, count=3),
            None,
            DOCUMENTED.replace(both_limits="refuse"),
        )
    assert [problem.field for problem in raised.value.problems] == ["event"]


def test_an_event_whose_start_has_seconds_gives_no_time_of_day() -> None:
    assert clock_of(Window(MONDAY, count=1), datetime(2027, 1, 4, 9, 0, 30), DOCUMENTED) is None


def test_what_is_no_text_is_no_zone_and_resembles_none() -> None:
    with pytest.raises(InvalidZone) as raised:
        known_zone(5)  # type: ignore[arg-type]  # what somebody may give
    assert [(problem.value, problem.hint) for problem in raised.value.problems] == [(5, "")]


def test_a_strategy_keeps_its_id_whichever_way_it_is_made() -> None:
    assert [Strategy(RepeatMode.WEEKLY, days, id=3).id for days in ((1, 3), [3, 1])] == [3, 3]
    with pytest.raises(InvalidStrategy):
        Strategy(RepeatMode.WEEKLY, (1, 3), id=0)


def test_a_day_in_quotes_is_told_to_lose_them() -> None:
    with pytest.raises(InvalidStrategy) as raised:
        Strategy(RepeatMode.WEEKLY, ("1", "Monday", None, True))  # type: ignore[arg-type]  # what somebody may give
    assert [problem.hint for problem in raised.value.problems] == [
        "Write the number without quotes",
        "",
        "",
        "",
    ]


def test_a_policy_that_there_is_not_is_refused_though_no_day_is_closed() -> None:
    with pytest.raises(InvalidSchedule):
        arrange([datetime(2027, 1, 4, 9)], if_closed="guess")  # type: ignore[arg-type]  # what somebody may give


def test_dates_are_not_equal_to_what_is_none() -> None:
    dates = expand(Strategy(RepeatMode.DAILY), Window(MONDAY, count=2, hours=9, minutes=0))
    assert (dates == "dates") is False
    assert (dates != "dates") is True


def test_a_count_where_no_date_is_left_can_be_none() -> None:
    asked = Window(date(9999, 12, 31), count=1, hours=9, minutes=0)  # a Friday
    with pytest.raises(InvalidWindow) as raised:
        expand(Strategy(RepeatMode.WEEKLY, (1,)), asked)
    assert [problem.allowed for problem in raised.value.problems] == [
        "no number: no date is left until the year 9999"
    ]


@pytest.mark.parametrize(
    ("day", "hint"), [(datetime(2027, 1, 4, 9), "it has a time: give its .date()"), ("2027-01-04", "")]
)
def test_a_window_s_day_that_has_a_time_is_told_to_lose_it(day: date, hint: str) -> None:
    with pytest.raises(InvalidWindow) as raised:
        Window(day, count=1)
    assert [problem.hint for problem in raised.value.problems] == [hint]
