"""Decides what is proposed for a class that clashes, in which order, and that the first ones go together."""

from datetime import date, datetime, timedelta

from recurrence import Closures
from recurrence.analysis.clashes import Busy, clashes
from recurrence.analysis.proposals import Proposal, Series, Way, Wishes, propose, take_first
from recurrence.analysis.workhours import WorkHours

WEDNESDAY = datetime(2027, 1, 6, 10)
HOUR = timedelta(hours=1)
CLASS = Busy(WEDNESDAY, WEDNESDAY + HOUR, staff=1)
IN_THE_WAY = CLASS._replace(id=5, title="Yoga")


def weekly(moment: datetime) -> datetime:
    """Every Wednesday at 10:00."""
    weeks = (moment - WEDNESDAY) // timedelta(weeks=1) + 1
    return WEDNESDAY + weeks * timedelta(weeks=1)


def starts(way: Way, proposals: tuple[Proposal, ...]) -> list[str]:
    return [f"{each.start:%a %d %H:%M}" for each in proposals if each.way is way and each.start]


def test_other_times_come_nearest_first_and_of_two_the_later() -> None:
    (choice,) = propose([Series((CLASS,))], [IN_THE_WAY])
    assert starts(Way.TIME, choice.proposals) == ["Wed 06 11:00", "Wed 06 09:00", "Wed 06 11:30"]


def test_other_days_are_of_the_same_week_from_monday_on() -> None:
    (choice,) = propose([Series((CLASS,))], [IN_THE_WAY], wishes=Wishes(each=9))
    found = starts(Way.DAY, choice.proposals)
    assert found == [
        "Thu 07 10:00",
        "Tue 05 10:00",
        "Fri 08 10:00",
        "Mon 04 10:00",
        "Sat 09 10:00",
        "Sun 10 10:00",
    ]


def test_a_class_is_appended_where_its_pattern_goes_on_and_is_free() -> None:
    closed = Closures({date(2027, 1, 13): "repairs"})
    (choice,) = propose([Series((CLASS,), weekly)], [IN_THE_WAY], closures=closed)
    assert starts(Way.APPEND, choice.proposals) == ["Wed 20 10:00"]


def test_to_drop_it_always_goes_and_comes_last_unless_it_is_preferred() -> None:
    (last,) = propose([Series((CLASS,))], [IN_THE_WAY], wishes=Wishes(ways=(Way.DAY,)))
    (first,) = propose([Series((CLASS,))], [IN_THE_WAY], wishes=Wishes(ways=(Way.DROP, Way.DAY)))
    assert last.proposals[-1] == Proposal(Way.DROP, None)
    assert first.first == Proposal(Way.DROP, None)


def test_two_classes_are_not_proposed_the_same_place() -> None:
    other = CLASS._replace(staff=2, resources=(7,))
    hall = [Busy(WEDNESDAY, WEDNESDAY + HOUR, resources=(7,))]
    plan = [Series((CLASS._replace(resources=(7,)),)), Series((other,))]
    one, two = propose(plan, hall)
    assert one.first.start == WEDNESDAY + HOUR
    assert two.first.start == WEDNESDAY - HOUR


def test_a_class_stays_once_the_one_in_its_way_has_gone() -> None:
    earlier = Busy(WEDNESDAY - HOUR / 2, WEDNESDAY + HOUR / 2, staff=1)
    calendar = [Busy(earlier.start - HOUR, earlier.start + HOUR / 4, staff=1)]
    wishes = Wishes(ways=(Way.DROP,))
    one, two = propose([Series((earlier, CLASS))], calendar, wishes=wishes)
    assert (one.first.way, two.first) == (Way.DROP, Proposal(Way.STAY, WEDNESDAY))


def test_work_hours_widen_and_narrow_the_times() -> None:
    early = {1: WorkHours({3: ((5 * 60, 11 * 60),)})}
    (choice,) = propose([Series((CLASS,))], [IN_THE_WAY], working=early, wishes=Wishes(each=99, step=60))
    assert starts(Way.TIME, choice.proposals) == [f"Wed 06 0{hour}:00" for hour in (9, 8, 7, 6, 5)]


def test_nothing_is_proposed_before_the_clock_of_the_snapshot() -> None:
    wishes = Wishes(ways=(Way.DAY,), each=9, earliest=datetime(2027, 1, 7, 12))
    (choice,) = propose([Series((CLASS,))], [IN_THE_WAY], wishes=wishes)
    assert starts(Way.DAY, choice.proposals) == ["Fri 08 10:00", "Sat 09 10:00", "Sun 10 10:00"]


def test_the_first_of_each_are_taken_in_order_of_time() -> None:
    plan = [Series((CLASS, CLASS._replace(start=WEDNESDAY + 9 * HOUR, end=WEDNESDAY + 10 * HOUR)), weekly)]
    wishes = Wishes(ways=(Way.APPEND,))
    taken = take_first(plan, propose(plan, [IN_THE_WAY], wishes=wishes))
    assert [slot.start for slot in taken[0].slots] == [WEDNESDAY + 9 * HOUR, WEDNESDAY + timedelta(weeks=1)]
    assert clashes(taken[0].slots, [IN_THE_WAY]) == ()
