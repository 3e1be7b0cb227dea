"""What comparison calls added, removed and moved; every expected value was worked out on a wall calendar."""

from datetime import date, datetime, timedelta

import pytest

from recurrence import Add, Drop, InvalidDates, Move, Strategy, Window, arrange, expand
from recurrence.analysis.compare import How, Moved, compare

MON, TUE, THU, FRI = (datetime(2027, 1, day, 9) for day in (4, 5, 7, 8))
NEXT_MON = datetime(2027, 1, 11, 9)


def test_a_date_of_one_list_only_is_removed_or_added() -> None:
    found = compare([MON, datetime(2027, 1, 18, 9)], [MON, datetime(2027, 1, 25, 9)])
    assert found.removed == (datetime(2027, 1, 18, 9),)
    assert found.added == (datetime(2027, 1, 25, 9),)
    assert found.unchanged == (MON,)
    assert found.moved == ()


def test_another_time_on_the_same_day_is_a_move() -> None:
    evening = MON.replace(hour=18)
    assert compare([MON], [evening]).moved == (Moved(MON, evening, How.DAY),)


def test_the_same_day_goes_before_a_nearer_other_day() -> None:
    late, early = MON.replace(hour=23), TUE.replace(hour=0)
    at_noon = TUE.replace(hour=12)
    assert compare([late, at_noon], [early]).moved == (Moved(at_noon, early, How.DAY),)


def test_a_date_three_days_on_has_moved_and_one_beyond_has_not() -> None:
    assert compare([MON], [THU]).moved == (Moved(MON, THU, How.NEAR),)
    found = compare([MON], [FRI])
    assert (found.removed, found.added, found.moved) == ((MON,), (FRI,), ())


def test_how_near_is_near_can_be_said() -> None:
    assert compare([MON], [FRI], near=timedelta(days=4)).moved == (Moved(MON, FRI, How.NEAR),)
    assert compare([MON], [TUE], near=timedelta(0)).moved == ()


def test_the_nearest_pair_goes_first() -> None:
    found = compare([MON, FRI], [THU])
    assert found.moved == (Moved(FRI, THU, How.NEAR),)
    assert found.removed == (MON,)


def test_of_two_pairs_as_near_the_earlier_one_goes_first() -> None:
    wed = datetime(2027, 1, 6, 9)
    found = compare([MON, wed], [TUE])
    assert found.moved == (Moved(MON, TUE, How.NEAR),)
    assert found.removed == (wed,)


def test_a_slot_that_a_schedule_moved_far_away_is_known_by_its_pattern() -> None:
    plain = arrange([MON, THU, NEXT_MON])
    edited = arrange([MON, THU, NEXT_MON], [Move(MON, datetime(2027, 2, 1, 9))])
    assert compare(plain, edited).moved == (Moved(MON, datetime(2027, 2, 1, 9), How.SLOT),)
    assert compare([MON, THU, NEXT_MON], edited).moved == (Moved(MON, datetime(2027, 2, 1, 9), How.SLOT),)


def test_edits_that_add_and_drop_are_added_and_removed() -> None:
    sunday = datetime(2027, 1, 17, 9)
    edited = arrange([MON, THU], [Drop(MON), Add(sunday)])
    found = compare(arrange([MON, THU]), edited)
    assert (found.removed, found.added, found.unchanged) == ((MON,), (sunday,), (THU,))


def test_occurrences_are_compared_like_lists() -> None:
    window = Window(date(2020, 9, 28), till=date(2020, 10, 28), hours=10, minutes=30)
    every_third = expand(Strategy(5, days=(1, 4), interval=2), window)
    every_second = expand(Strategy(5, days=(1, 4), interval=1), window)
    found = compare(every_third, every_second)
    assert [at.day for at in found.unchanged] == [28, 1]
    # Mon 19 and Thu 22 October are gone; Mon 12, Thu 15, Mon 26 and (not) Thu 29 are new: 15 → 19 is four days.
    assert [at.day for at in found.removed] == [19, 22]
    assert [at.day for at in found.added] == [12, 15, 26]


def test_a_date_that_stands_twice_is_two_dates() -> None:
    assert compare([MON, MON], [MON]).removed == (MON,)
    assert compare([MON, MON], [MON, MON]).is_equal


def test_what_is_no_local_date_time_is_refused_with_all_of_it() -> None:
    with pytest.raises(InvalidDates) as caught:
        compare([MON, "2027-01-04"], [])  # type: ignore[list-item]  # wrong on purpose
    assert [problem.value for problem in caught.value.problems] == ["2027-01-04"]


def test_a_hundred_thousand_differences_are_paired_without_looking_at_all_pairs() -> None:
    first = datetime(2000, 1, 1, 9)
    old = [first + timedelta(days=2 * number) for number in range(50_000)]
    new = [at + timedelta(days=1) for at in old]
    found = compare(old, new)
    assert len(found.moved) == 50_000
    assert found.moved[0] == Moved(old[0], new[0], How.NEAR)
