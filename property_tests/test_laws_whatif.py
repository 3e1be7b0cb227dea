"""What holds of the figures of every scenario: parts sum to the whole, and less room never makes more sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from recurrence import Closures
from recurrence.analysis.clashes import Busy, clashes
from recurrence.analysis.whatif import Course, Figures, Range, Scenario, Tally, whatif
from recurrence.analysis.workhours import WorkHours

A_THIRD = settings(max_examples=max(settings().max_examples // 3, 50))
"""A scenario costs more than a date, and has less room for surprises."""

FIRST = datetime(2027, 1, 25, 9)
DAYS = st.dates(date(2027, 1, 20), date(2027, 3, 20))
CENTS = st.integers(0, 10_000).map(lambda cents: Decimal(cents) / 100)
RANGES = st.lists(CENTS, min_size=2, max_size=2).map(lambda pair: Range(min(pair), max(pair)))
SHARES = st.lists(st.integers(0, 100), min_size=2, max_size=2).map(
    lambda pair: Range(Decimal(min(pair)) / 100, Decimal(max(pair)) / 100)
)
STARTS = st.sets(st.integers(0, 40 * 8), max_size=12).map(
    lambda places: tuple(FIRST + timedelta(days=place // 8, hours=place % 8) for place in sorted(places))
)
COURSES = st.builds(
    Course,
    name=st.just(""),
    occurrences=STARTS,
    length=st.integers(1, 180).map(lambda minutes: timedelta(minutes=minutes)),
    staff=st.sampled_from((None, 1, 2)),
    resources=st.sampled_from(((), (7,), (7, 8))),
    service=st.none(),
    seats=st.integers(0, 30),
    price=st.one_of(st.none(), RANGES),
    edits=st.just(()),
    after=st.just(lambda at: at + timedelta(days=1)),
)
PLANS = st.lists(COURSES, min_size=1, max_size=3).map(
    lambda courses: tuple(course._replace(name=f"class {place}") for place, course in enumerate(courses))
)
CLOSURES = st.dictionaries(DAYS, st.just("shut"), max_size=12).map(Closures)
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))
ABSENCES = st.lists(SPANS, max_size=2).map(lambda spans: WorkHours(away=tuple(spans)))
SCENARIOS = st.builds(
    Scenario,
    name=st.just("base"),
    courses=PLANS,
    busy=st.just((Busy(FIRST, FIRST + timedelta(days=9), 1, (), "", 5),)),
    working=st.dictionaries(st.sampled_from((1, 2)), ABSENCES),
    closures=CLOSURES,
    if_closed=st.sampled_from(("drop", "next-day", "previous-day", "next-week", "append")),
    if_away=st.sampled_from(("drop", "clash")),
    fill=SHARES,
    currency=st.just("EUR"),
)


def figures(scenario: Scenario) -> Figures:
    (found,) = whatif([scenario])
    return found


def summed(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total = total.plus(tally)
    return total


@A_THIRD
@given(SCENARIOS)
def test_months_weekdays_and_classes_each_sum_to_the_total(scenario: Scenario) -> None:
    found = figures(scenario)
    for parts in (found.months, found.weekdays, found.courses):
        assert summed(parts.values()) == found.total
    assert found.total.sessions == len(found.sessions)
    assert found.total.less(found.total) == Tally()


@A_THIRD
@given(SCENARIOS)
def test_every_date_of_a_pattern_is_a_session_or_is_told(scenario: Scenario) -> None:
    found = figures(scenario._replace(if_closed="drop"))
    dates = sum(len(course.occurrences) for course in scenario.courses)
    assert dates == found.total.sessions + len(found.holidays) + len(found.away)


@A_THIRD
@given(SCENARIOS, DAYS)
def test_one_more_closed_day_never_raises_sessions_or_revenue(scenario: Scenario, day: date) -> None:
    scenario = scenario._replace(if_away="clash", if_closed="drop")
    more = Closures({**scenario.closures.days, day: "also shut"})
    one, other = figures(scenario), figures(scenario._replace(closures=more))
    assert other.total.sessions <= one.total.sessions
    assert other.total.revenue.high <= one.total.revenue.high
    assert len(other.holidays) >= len(one.holidays)


@A_THIRD
@given(SCENARIOS, SPANS)
def test_one_more_absence_never_raises_sessions(scenario: Scenario, span: tuple[date, date]) -> None:
    away = scenario.working.get(1, WorkHours())
    working = {**scenario.working, 1: away._replace(away=(*away.away, span))}
    one, other = figures(scenario), figures(scenario._replace(working=working))
    assert other.total.sessions <= one.total.sessions
    if scenario.if_away == "clash":
        assert other.total.sessions == one.total.sessions
        assert other.total.clashes >= one.total.clashes


@A_THIRD
@given(SCENARIOS)
def test_what_is_appended_keeps_the_number_of_sessions(scenario: Scenario) -> None:
    found = figures(scenario._replace(if_closed="append", if_away="clash"))
    assert found.total.sessions == sum(len(course.occurrences) for course in scenario.courses)


@A_THIRD
@given(SCENARIOS)
def test_revenue_is_seats_by_price_by_fill_to_the_last_digit(scenario: Scenario) -> None:
    """Counted in ten-thousandths, as whole numbers."""
    found = figures(scenario)
    held = [course for course in scenario.courses for _ in range(found.courses[course.name].sessions)]
    for end in ("low", "high"):
        share = int(getattr(scenario.fill, end) * 100)
        units = sum(
            course.seats * int(getattr(course.price, end) * 100) * share for course in held if course.price
        )
        assert getattr(found.total.revenue, end) == Decimal(units) / 10_000


@A_THIRD
@given(SCENARIOS)
def test_the_sessions_that_clash_are_those_that_clashes_finds(scenario: Scenario) -> None:
    found = figures(scenario)
    again = clashes(found.sessions, scenario.busy, working=scenario.working)
    assert found.total.clashes == len({clash.slot for clash in again}) <= found.total.sessions
