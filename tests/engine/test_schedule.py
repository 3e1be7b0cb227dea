"""Schedules: what edits and clock changes do to a pattern, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recurrence import Add, Drop, Edit, InvalidSchedule, Move, Strategy, Why, Window, arrange, expand

DAILY = expand(Strategy(1), Window(date(2027, 3, 25), count=7, hours=3, minutes=30))
FIRST, SECOND = DAILY[0], DAILY[1]
ELSEWHERE = datetime(2027, 5, 1, 9)


def test_a_schedule_of_nothing_but_a_pattern_is_the_pattern() -> None:
    schedule = arrange(DAILY)

    assert schedule.starts == tuple(DAILY)
    assert schedule.is_pattern


def test_a_dropped_date_stays_as_a_slot_without_a_start() -> None:
    schedule = arrange(DAILY, [Drop(FIRST)])

    assert schedule.slots[0] == (None, Why.DROPPED, FIRST, "ordinary", (), None, None)
    assert schedule.starts == tuple(DAILY[1:])
    assert not schedule.is_pattern


def test_an_added_date_stands_in_order_of_time() -> None:
    schedule = arrange(DAILY, [Add(FIRST + timedelta(hours=1))])

    assert [slot.why for slot in schedule.slots[:3]] == [Why.PATTERN, Why.ADDED, Why.PATTERN]


def test_a_moved_date_remembers_where_the_pattern_had_it() -> None:
    schedule = arrange(DAILY, [Move(FIRST, to=ELSEWHERE)])

    assert (schedule.slots[-1].start, schedule.slots[-1].pattern) == (ELSEWHERE, FIRST)


def test_two_dates_can_change_places() -> None:
    schedule = arrange([FIRST, SECOND], [Move(FIRST, to=SECOND), Move(SECOND, to=FIRST)])

    assert [slot.pattern for slot in schedule.slots] == [SECOND, FIRST]


@pytest.mark.parametrize(
    ("policy", "start", "why"),
    [
        ("keep", datetime(2027, 3, 28, 3, 30), Why.PATTERN),
        ("shift", datetime(2027, 3, 28, 4), Why.SHIFTED),
        ("drop", None, Why.IN_GAP),
    ],
)
def test_a_time_that_the_clock_skips_goes_by_the_policy(
    policy: str, start: datetime | None, why: Why
) -> None:
    schedule = arrange(DAILY, zone="Europe/Riga", gap=policy)  # type: ignore[arg-type]  # parametrised text

    assert (schedule.slots[3].start, schedule.slots[3].why, schedule.slots[3].kind) == (start, why, "gap")


def test_an_added_date_is_located_in_the_zone_too() -> None:
    schedule = arrange([], [Add(datetime(2027, 10, 31, 3, 30))], zone="Europe/Riga")

    assert schedule.slots[0].kind == "fold"


@pytest.mark.parametrize(
    ("edits", "allowed"),
    [
        ([Drop(ELSEWHERE)], "a date-time of the pattern"),
        ([Move(ELSEWHERE, to=FIRST)], "a date-time of the pattern"),
        ([Drop(FIRST), Drop(FIRST)], "each date-time once"),
        ([Drop(FIRST), Move(FIRST, to=ELSEWHERE)], "each date-time once"),
        ([Add(FIRST)], "a start that is not taken"),
        ([Move(FIRST, to=SECOND)], "a start that is not taken"),
        ([Add(ELSEWHERE), Add(ELSEWHERE)], "a start that is not taken"),
        ([Add(ELSEWHERE.replace(tzinfo=UTC))], "a local date-time to the minute, without a zone"),
        ([Add(ELSEWHERE.replace(second=1))], "a local date-time to the minute, without a zone"),
        (
            [Add(date(2027, 5, 1))],  # type: ignore[arg-type]  # what a program might pass
            "a local date-time to the minute, without a zone",
        ),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(edits: list[Add | Drop | Move], allowed: str) -> None:
    with pytest.raises(InvalidSchedule) as caught:
        arrange(DAILY, edits)

    assert [problem.allowed for problem in caught.value.problems] == [allowed]


def test_every_edit_that_is_wrong_is_named() -> None:
    with pytest.raises(InvalidSchedule) as caught:
        arrange(DAILY, [Drop(ELSEWHERE), Drop(FIRST), Drop(ELSEWHERE + timedelta(days=1))])

    assert [problem.field for problem in caught.value.problems] == ["edits[0]", "edits[2]"]


@given(st.data())
def test_nothing_disappears_and_no_start_stands_twice(data: st.DataObject) -> None:
    moments = list(DAILY)
    dropped = data.draw(st.sets(st.sampled_from(moments)))
    added = data.draw(st.sets(st.datetimes(datetime(2027, 3, 1), datetime(2027, 4, 1)).map(_to_the_minute)))
    edits: list[Edit] = [*map(Drop, sorted(dropped)), *map(Add, sorted(added - set(moments)))]
    schedule = arrange(moments, edits, zone="Europe/Riga")

    assert sorted(slot.pattern for slot in schedule.slots if slot.pattern) == moments
    assert list(schedule.starts) == sorted((set(moments) - dropped) | (added - set(moments)))


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
