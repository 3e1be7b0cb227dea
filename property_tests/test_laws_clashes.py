"""Clashes against the quadratic check; and what holds of every proposal.

The oracle knows quarters of an hour and sets: two stretches clash where their sets meet. It shares no code with the
sweep.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from recurrence.analysis.clashes import Against, Busy, clashes
from recurrence.analysis.proposals import Series, Way, Wishes, propose, take_first
from recurrence.analysis.workhours import WorkHours
from recurrence.closures import Closures

A_THIRD = settings(max_examples=max(settings().max_examples // 3, 50))
"""A search for free places costs more than a look at pairs."""

MONDAY = datetime(2027, 1, 4)
QUARTER = timedelta(minutes=15)
WEEK = 7 * 96

QUARTERS = st.one_of(st.sampled_from((0, 2)), st.integers(0, 12), st.integers(0, WEEK - 1))
LENGTHS = st.one_of(st.integers(0, 8), st.integers(0, 8), st.integers(0, WEEK))
STAFF = st.sampled_from((None, 1, 1, 2))
RESOURCES = st.sampled_from(((), (), (1,), (2,), (1, 2), (1, 1)))


def busy(ids: st.SearchStrategy[int | None]) -> st.SearchStrategy[Busy]:
    return st.builds(
        lambda begin, length, staff, resources, number, service: Busy(
            MONDAY + begin * QUARTER,
            MONDAY + (begin + length) * QUARTER,
            staff,
            resources,
            "",
            number,
            service,
        ),
        QUARTERS,
        LENGTHS,
        STAFF,
        RESOURCES,
        ids,
        st.sampled_from((None, 7, 7)),
    )


PLANNED = st.lists(busy(st.none()), max_size=6)
THERE = st.lists(busy(st.sampled_from((None, 11, 12))), max_size=6)
SPANS = st.sampled_from(((), ((0, 1440),), ((540, 1080),), ((540, 720), (780, 1080)), ((0, 60), (60, 600))))
HOURS = st.builds(
    WorkHours,
    st.one_of(st.none(), st.dictionaries(st.integers(0, 6), SPANS)),
    st.sampled_from(((), ((date(2027, 1, 5), date(2027, 1, 6)),))),
)
WORKING = st.dictionaries(st.sampled_from((1, 2)), HOURS)
CLOSED = st.dictionaries(st.dates(date(2027, 1, 4), date(2027, 1, 20)), st.just("shut")).map(Closures)


def quarters(each: Busy) -> set[int]:
    """The quarters of an hour that it takes, counted from the Monday."""
    begin, end = ((moment - MONDAY) // QUARTER for moment in (each.start, each.end))
    return set(range(begin, end))


def wants(each: Busy) -> set[tuple[str, int]]:
    people = set() if each.staff is None else {("staff", each.staff)}
    return people | {("resource", resource) for resource in each.resources}


def work_quarters(hours: WorkHours) -> set[int]:
    """The quarters of twenty weeks that somebody works."""
    return {
        day * 96 + quarter
        for day in range(140)
        for begin, end in (hours.weekly or {}).get((day + 1) % 7, ())
        for quarter in range(begin // 15, end // 15)
    }


def expected(
    planned: list[Busy], there: list[Busy], working: dict[int, WorkHours]
) -> list[tuple[object, ...]]:
    """Every clash, by looking at every pair."""
    found: list[tuple[object, ...]] = []
    known = [(e.service, e.staff, e.start) for e in there if e.service is not None]
    asked = {n for n, slot in enumerate(planned) if (slot.service, slot.staff, slot.start) not in known}
    for n in sorted(asked):
        slot = planned[n]
        for other in there:
            against = "calendar entry" if other.id is None else "event"
            if quarters(slot) & quarters(other):
                found += [(n, by, who, against, other) for by, who in wants(slot) & wants(other)]
        for m in asked:
            if (planned[m].start, m) < (slot.start, n) and quarters(slot) & quarters(planned[m]):
                found += [
                    (n, by, who, "planned class", planned[m]) for by, who in wants(slot) & wants(planned[m])
                ]
        if slot.staff in working:
            found += hours_clashes(n, slot, working[slot.staff])
    return found


def hours_clashes(number: int, slot: Busy, hours: WorkHours) -> list[tuple[object, ...]]:
    outside = hours.weekly is not None and not quarters(slot) <= work_quarters(hours)
    found: list[tuple[object, ...]] = [(number, "staff", slot.staff, "work hours", None)] * outside
    for first, last in hours.away:
        away = Busy(
            datetime(first.year, first.month, first.day),
            datetime(last.year, last.month, last.day + 1),
            slot.staff,
        )
        found += [(number, "staff", slot.staff, "absence", away)] * bool(quarters(slot) & quarters(away))
    return found


@given(PLANNED, THERE, WORKING)
def test_clashes_are_those_of_the_quadratic_check(
    planned: list[Busy], there: list[Busy], working: dict[int, WorkHours]
) -> None:
    found = [
        (clash.slot, clash.by.value, clash.who, clash.against.value, clash.other)
        for clash in clashes(planned, there, working=working)
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, expected(planned, there, working)))


def pattern(moment: datetime) -> datetime:
    """Every day at 10:00, for ever."""
    day = datetime(moment.year, moment.month, moment.day, 10)
    return day if day > moment else day + timedelta(days=1)


PLANS = st.lists(st.builds(lambda slots: Series(tuple(slots), pattern), PLANNED), min_size=1, max_size=2)
WISHES = st.builds(
    Wishes,
    st.permutations(list(Way)).flatmap(lambda ways: st.integers(0, 5).map(lambda n: tuple(ways[:n]))),
    st.integers(1, 3),
    st.sampled_from((15, 30, 45)),
)


@A_THIRD
@given(PLANS, THERE, WORKING, CLOSED, WISHES)
def test_after_the_first_proposals_are_taken_no_clashes_remain(
    plan: list[Series], there: list[Busy], working: dict[int, WorkHours], closures: Closures, wishes: Wishes
) -> None:
    choices = propose(plan, there, working=working, closures=closures, wishes=wishes)
    slots = [slot for series in take_first(plan, choices) for slot in series.slots]
    assert clashes(slots, there, working=working) == ()
    before = sum(len(series.slots) for series in plan)
    assert len(slots) == before - sum(choice.first.start is None for choice in choices)


@A_THIRD
@given(PLANS, THERE, WORKING, CLOSED, WISHES)
def test_every_proposal_is_free_of_clashes_and_on_an_open_day(
    plan: list[Series], there: list[Busy], working: dict[int, WorkHours], closures: Closures, wishes: Wishes
) -> None:
    choices = propose(plan, there, working=working, closures=closures, wishes=wishes)
    for choice in choices:
        slot = choice.planned
        for proposal in choice.proposals:
            if proposal.start is None:
                continue
            new = slot._replace(start=proposal.start, end=proposal.start + (slot.end - slot.start))
            assert expected([new._replace(service=None)], there, working) == []
            if proposal.way is not Way.STAY:
                assert closures.why(proposal.start.date()) is None
            if proposal.way is Way.TIME:
                assert proposal.start.date() == slot.start.date()
            if proposal.way is Way.DAY:
                assert proposal.start.isocalendar()[:2] == slot.start.isocalendar()[:2]
                assert proposal.start.time() == slot.start.time()
            if proposal.way is Way.APPEND:
                assert proposal.start.time() == datetime(2027, 1, 4, 10).time()


@A_THIRD
@given(PLANS, THERE, WORKING)
def test_every_class_with_a_clash_has_a_choice_and_no_other_has_one(
    plan: list[Series], there: list[Busy], working: dict[int, WorkHours]
) -> None:
    slots = [slot for series in plan for slot in series.slots]
    found = {clash.slot for clash in clashes(slots, there, working=working)}
    choices = propose(plan, there, working=working)
    numbers = [sum(len(s.slots) for s in plan[: choice.series]) + choice.slot for choice in choices]
    assert sorted(numbers) == sorted(found)
    assert all(
        {clash.slot for clash in choice.clashes} == {n} for choice, n in zip(choices, numbers, strict=True)
    )


def test_the_oracle_has_every_kind_of_clash() -> None:
    hour = Busy(MONDAY, MONDAY + timedelta(hours=1), 1, (1,))
    working = {1: WorkHours({}, ((date(2027, 1, 4), date(2027, 1, 4)),))}
    kinds = {row[3] for row in expected([hour, hour], [hour, hour._replace(id=11)], working)}
    assert kinds == {against.value for against in Against}
