"""Decides what a clash is: who or what is wanted twice, from when until when, and what is none."""

import tracemalloc
from datetime import date, datetime, timedelta

import pytest

from recurrence import InvalidSchedule
from recurrence.analysis.clashes import Against, Busy, By, Force, already_there, clashes
from recurrence.analysis.workhours import WorkHours

MONDAY = datetime(2027, 1, 4)
NINE_TO_SIX = WorkHours({1: ((9 * 60, 18 * 60),)})


def at(start: str, end: str, **who: object) -> Busy:
    """A stretch of Monday, 4 January 2027, of team member 1 unless somebody else is named."""
    hours = [datetime.combine(MONDAY, datetime.strptime(clock, "%H:%M").time()) for clock in (start, end)]
    return Busy(hours[0], hours[1], **{"staff": 1, **who})  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("start", "end", "clash"),
    [
        ("08:00", "10:00", False),
        ("08:00", "10:01", True),
        ("10:00", "11:00", True),
        ("10:15", "10:45", True),
        ("09:00", "12:00", True),
        ("10:59", "12:00", True),
        ("11:00", "12:00", False),
    ],
)
def test_two_stretches_clash_where_they_share_a_moment(start: str, end: str, clash: bool) -> None:  # noqa: FBT001  a table's column
    assert bool(clashes([at("10:00", "11:00")], [at(start, end, id=5)])) is clash


def test_what_takes_no_time_clashes_with_nothing() -> None:
    assert clashes([at("10:00", "11:00")], [at("10:30", "10:30")]) == ()
    assert clashes([at("10:30", "10:30")], [at("10:00", "11:00")]) == ()


def test_other_people_in_other_rooms_do_not_clash() -> None:
    there = [at("10:00", "11:00", staff=2, resources=(31,)), at("10:00", "11:00", staff=None)]
    assert clashes([at("10:00", "11:00", resources=(30,))], there) == ()


def test_a_clash_says_who_and_what_is_wanted_twice_and_by_which_event() -> None:
    yoga = at("10:30", "11:30", staff=1, resources=(30, 31), title="Yoga", id=108)
    found = clashes([at("10:00", "11:00", resources=(31, 31, 32))], [yoga])
    assert [(clash.by, clash.who, clash.against) for clash in found] == [
        (By.STAFF, 1, Against.EVENT),
        (By.RESOURCE, 31, Against.EVENT),
    ]
    assert {clash.other for clash in found} == {yoga}


def test_the_source_event_and_a_class_that_is_there_already_are_no_clash() -> None:
    source = at("10:00", "11:00", service=7, id=108)
    assert clashes([at("10:00", "11:00", service=7)], [source]) == ()
    assert already_there([at("10:00", "11:00", service=7)], [source]) == {0}


@pytest.mark.parametrize("other", [{"service": 8}, {"service": None}, {"service": 7, "start": "10:30"}])
def test_another_class_of_the_same_teacher_is_a_clash(other: dict[str, object]) -> None:
    start = str(other.pop("start", "10:00"))
    assert clashes([at("10:00", "11:00", service=7)], [at(start, "11:00", id=108, **other)])


def test_a_class_that_is_there_already_stands_in_nobodys_way_twice() -> None:
    source = at("10:00", "11:00", service=7, id=108)
    planned = [at("10:00", "11:00", service=7), at("10:30", "11:30", service=9)]
    assert [(clash.slot, clash.against) for clash in clashes(planned, [source])] == [(1, Against.EVENT)]


def test_of_two_planned_classes_the_later_one_has_the_clash() -> None:
    (clash,) = clashes([at("10:30", "11:30"), at("10:00", "11:00")])
    assert (clash.slot, clash.other_slot, clash.against) == (0, 1, Against.CLASS)


def test_of_two_planned_at_once_the_second_has_the_clash() -> None:
    (clash,) = clashes([at("10:00", "11:00"), at("10:00", "11:00")])
    assert (clash.slot, clash.other_slot) == (1, 0)


@pytest.mark.parametrize(
    ("start", "end", "clash"),
    [
        ("09:00", "18:00", False),
        ("08:59", "10:00", True),
        ("17:30", "18:01", True),
        ("20:00", "21:00", True),
    ],
)
def test_a_class_lies_within_the_work_hours(start: str, end: str, clash: bool) -> None:  # noqa: FBT001  a table's column
    found = clashes([at(start, end)], working={1: NINE_TO_SIX})
    assert [each.against for each in found] == [Against.HOURS] * clash


def test_a_day_without_hours_is_a_day_off() -> None:
    tuesday = Busy(MONDAY + timedelta(days=1, hours=10), MONDAY + timedelta(days=1, hours=11), staff=1)
    assert [clash.other for clash in clashes([tuesday], working={1: NINE_TO_SIX})] == [None]


def test_a_break_between_two_spans_is_no_work_time_and_spans_that_touch_have_none() -> None:
    broken = {1: WorkHours({1: ((540, 720), (780, 1080))})}
    touching = {1: WorkHours({1: ((540, 720), (720, 1080))})}
    assert len(clashes([at("11:30", "13:30")], working=broken)) == 1
    assert clashes([at("11:30", "13:30")], working=touching) == ()


def test_a_class_over_midnight_needs_hours_on_both_days() -> None:
    night = Busy(MONDAY + timedelta(hours=23), MONDAY + timedelta(hours=25), staff=1)
    until_midnight, and_on = {1: ((1200, 1440),)}, {1: ((1200, 1440),), 2: ((0, 120),)}
    assert len(clashes([night], working={1: WorkHours(until_midnight)})) == 1
    assert clashes([night], working={1: WorkHours(and_on)}) == ()


def test_somebody_who_is_away_clashes_from_the_first_midnight_to_the_last() -> None:
    away = {1: WorkHours(away=((date(2027, 1, 4), date(2027, 1, 5)),))}
    hours = [MONDAY - timedelta(hours=1), MONDAY, MONDAY + timedelta(hours=47), MONDAY + timedelta(hours=48)]
    found = clashes([Busy(start, start + timedelta(hours=1), staff=1) for start in hours], working=away)
    assert [(clash.slot, clash.against) for clash in found] == [(1, Against.ABSENCE), (2, Against.ABSENCE)]


def test_force_is_not_asked_about_what_the_service_does_not_know() -> None:
    entry, event = at("10:00", "11:00"), at("10:00", "11:00", id=5)
    found = clashes([at("10:00", "11:00")], [entry, event], working={1: WorkHours({})})
    assert {(clash.against, clash.force) for clash in found} == {
        (Against.ENTRY, Force.UNKNOWN_THERE),
        (Against.EVENT, Force.PRESUMABLY),
        (Against.HOURS, Force.PRESUMABLY),
    }


def test_a_stretch_that_ends_before_it_starts_is_refused_with_its_number() -> None:
    with pytest.raises(InvalidSchedule) as raised:
        clashes([at("10:00", "11:00")], [at("10:00", "11:00"), at("11:00", "10:00"), at("12:00", "10:00")])
    assert [problem.field for problem in raised.value.problems] == ["busy[1]", "busy[2]"]


def test_more_clashes_than_wanted_are_refused() -> None:
    with pytest.raises(InvalidSchedule, match="at most 9 clashes"):
        clashes([at("10:00", "11:00")] * 5, most=9)


def test_too_many_clashes_are_refused_before_they_are_all_there() -> None:
    """A million pairs would take 200 MB."""
    hour = at("10:00", "11:00")
    tracemalloc.start()
    with pytest.raises(InvalidSchedule, match="at most 9 clashes"):
        clashes([hour] * 1_000, [hour._replace(id=number) for number in range(1_000)], most=9)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 2**20


class Counted(datetime):
    """A date-time that counts how often it is compared."""

    compared = 0

    def __lt__(self, other: date) -> bool:
        Counted.compared += 1
        return bool(datetime.__lt__(self, other))  # type: ignore[operator]  # another one, always

    def __le__(self, other: date) -> bool:
        Counted.compared += 1
        return bool(datetime.__le__(self, other))  # type: ignore[operator]  # another one, always


def test_a_very_long_event_costs_what_it_clashes_with_and_no_more() -> None:
    """2,000 hours against 2,000 other hours and one event over all of them: every pair would be 4,000,000."""
    hours = [Counted(2027, 1, 1) + timedelta(hours=number) for number in range(4_001)]
    planned = [Busy(hours[n], hours[n + 1], staff=1) for n in range(0, 4_000, 2)]
    there = [Busy(hours[n], hours[n + 1], staff=1, id=n + 1) for n in range(1, 4_000, 2)]
    long = Busy(hours[0], hours[4_000], staff=1, id=9_999)
    Counted.compared = 0
    assert len(clashes(planned, [*there, long])) == 2_000
    assert 4_000 < Counted.compared < 200_000
