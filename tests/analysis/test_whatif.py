"""Decides what counts where in a scenario: every figure here is worked out by hand, on paper, beside the test.

The studio: Yoga on Mondays (4, 11, 18, 25 January 2027) at 18:00 for 90 minutes, teacher 1, hall 7, 10 seats at 8 to
9.50 each; Dance on Wednesdays (6, 13 January) at 19:00 for an hour, teacher 2, halls 7 and 8, 20 seats at 5.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from recurrence import Closures, InvalidSchedule
from recurrence.analysis.clashes import Against, Busy
from recurrence.analysis.whatif import Course, Figures, Range, Scenario, Tally, whatif
from recurrence.analysis.workhours import WorkHours
from recurrence.closures import IfClosed
from recurrence.schedule import Add

YOGA = Course(
    "Yoga",
    tuple(datetime(2027, 1, day, 18) for day in (4, 11, 18, 25)),
    timedelta(minutes=90),
    staff=1,
    resources=(7,),
    seats=10,
    price=Range(Decimal(8), Decimal("9.50")),
)
DANCE = Course(
    "Dance",
    tuple(datetime(2027, 1, day, 19) for day in (6, 13)),
    timedelta(hours=1),
    staff=2,
    resources=(7, 8),
    seats=20,
    price=Range(Decimal(5), Decimal(5)),
)
HALF_TO_ALL = Range(Decimal("0.5"), Decimal(1))
BASE = Scenario("base", (YOGA, DANCE), fill=HALF_TO_ALL, currency="EUR")
AWAY = {1: WorkHours(away=((date(2027, 1, 10), date(2027, 1, 18)),))}


def figures(**changes: object) -> Figures:
    (found,) = whatif([BASE._replace(**changes)])  # type: ignore[arg-type]  # any field
    return found


def test_the_total_of_the_studio() -> None:
    """4 Yoga and 2 Dance: 4*10 + 2*20 = 80 seats; 4*1:30 + 2*1:00 = 8:00 of teachers; halls 6:00 + 2*2*1:00 = 10:00.

    Revenue: Yoga 40 seats * 8 * 0.5 = 160, at most 40 * 9.50 = 380; Dance 40 * 5 * 0.5 = 100, at most 200.
    """
    revenue = Range(Decimal(260), Decimal(580))
    assert figures().total == Tally(6, 80, timedelta(hours=8), timedelta(hours=10), revenue, 0)


def test_months_weekdays_and_classes() -> None:
    """A Yoga on Monday 1 February more: 5 Mondays, 2 Wednesdays, 6 in January, 1 in February."""
    longer = YOGA._replace(occurrences=(*YOGA.occurrences, datetime(2027, 2, 1, 18)))
    found = figures(courses=(longer, DANCE))
    assert {month: tally.sessions for month, tally in found.months.items()} == {
        date(2027, 1, 1): 6,
        date(2027, 2, 1): 1,
    }
    assert {day: tally.sessions for day, tally in found.weekdays.items()} == {1: 5, 3: 2}
    assert {name: tally.seats for name, tally in found.courses.items()} == {"Yoga": 50, "Dance": 40}


def test_a_third_of_a_cent_is_not_lost() -> None:
    """3 seats at 0.333333 and a fill of 0.333333: 4 sessions * 3 * 0.111110888889."""
    third = Range(Decimal("0.333333"), Decimal("0.333333"))
    found = figures(courses=(YOGA._replace(seats=3, price=third),), fill=third)
    assert found.total.revenue == Range(Decimal("1.333330666668"), Decimal("1.333330666668"))


@pytest.mark.parametrize(
    ("policy", "sessions", "went"),
    [("drop", 5, None), ("next-day", 6, datetime(2027, 1, 12, 18)), ("append", 6, None)],
)
def test_a_closed_date_is_told_with_its_reason_and_where_it_went(
    policy: IfClosed, sessions: int, went: datetime | None
) -> None:
    weekly = YOGA._replace(after=lambda at: at + timedelta(weeks=1))
    closed = Closures({date(2027, 1, 11): "repairs"})
    found = figures(courses=(weekly, DANCE), closures=closed, if_closed=policy)
    assert found.total.sessions == sessions
    assert [(missed.course, missed.why, missed.to) for missed in found.holidays] == [
        ("Yoga", "repairs", went)
    ]


def test_a_date_added_on_a_closed_day_is_told_too() -> None:
    added = DANCE._replace(edits=(Add(datetime(2027, 1, 11, 19)),))
    found = figures(courses=(added,), closures=Closures({date(2027, 1, 11): "repairs"}))
    assert [(missed.at, missed.to) for missed in found.holidays] == [(datetime(2027, 1, 11, 19),) * 2]


def test_sessions_without_a_teacher_are_left_out_and_told() -> None:
    """Away from Sunday the 10th to Monday the 18th: Yoga on the 11th and the 18th; 60 of 80 seats are left."""
    found = figures(working=AWAY)
    assert (found.total.sessions, found.total.seats, found.total.clashes) == (4, 60, 0)
    assert [missed.at.day for missed in found.away] == [11, 18]
    assert {missed.why for missed in found.away} == {"away 2027-01-10 to 2027-01-18"}


def test_or_they_stay_and_clash_with_the_absence() -> None:
    found = figures(working=AWAY, if_away="clash")
    assert (found.total.sessions, found.total.clashes, found.away) == (6, 2, ())
    assert {clash.against for clash in found.clashes} == {Against.ABSENCE}


def test_a_session_that_clashes_twice_counts_once() -> None:
    taken = Busy(datetime(2027, 1, 6, 19), datetime(2027, 1, 6, 20), 2, (7, 8), id=5)
    found = figures(busy=(taken,))
    assert (found.total.clashes, len(found.clashes)) == (1, 3)
    assert found.weekdays[3].clashes == 1


def test_the_longest_gap_is_within_one_class() -> None:
    """Yoga without the 11th: 14 days from the 4th to the 18th."""
    found = figures(closures=Closures({date(2027, 1, 11): "repairs"}))
    assert found.gap is not None
    assert (found.gap.course, found.gap.last.day, found.gap.following.day, found.gap.days) == (
        "Yoga",
        4,
        18,
        14,
    )


def test_classes_that_never_meet_twice_have_no_gap() -> None:
    assert figures(courses=(YOGA._replace(occurrences=YOGA.occurrences[:1]),)).gap is None


def test_a_class_without_a_price_is_told_and_counts_as_nothing() -> None:
    found = figures(courses=(YOGA._replace(price=None), DANCE))
    assert found.unpriced == ("Yoga",)
    assert found.total.revenue == Range(Decimal(100), Decimal(200))


def test_a_difference_goes_field_by_field() -> None:
    """As planned against Dance alone: 4 sessions, 40 seats, 6:00 and 6:00, 160 to 380."""
    revenue = Range(Decimal(160), Decimal(380))
    difference = figures().total.less(figures(courses=(DANCE,)).total)
    assert difference == Tally(4, 40, timedelta(hours=6), timedelta(hours=6), revenue, 0)


def test_a_class_that_cannot_be_arranged_is_named() -> None:
    with pytest.raises(InvalidSchedule) as raised:
        figures(courses=(YOGA,), closures=Closures(weekdays={1: "Mondays"}), if_closed="refuse")
    assert all(problem.field.startswith("Yoga: ") for problem in raised.value.problems)
