"""Laws of schedules with closed days: nothing is lost, nothing doubled, nothing on a closed day but by hand.

And against an oracle that walks day by day: every date is where the policy says.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from property_tests.closing_oracle import REFUSED, STEPS, TOO_FEW, Case, Placed, placed
from recurrence import (
    Add,
    ClosedDates,
    Closures,
    Drop,
    Edit,
    Move,
    Schedule,
    Slot,
    TooFewDates,
    Why,
    arrange,
)
from recurrence.closures import COUNT_MEANS, IF_CLOSED

FIRST = date(2027, 3, 1)
MORNING, EVENING = time(9), time(18, 30)
SKIPPED_DAY = datetime(2011, 12, 30, 0, 0)
"""Samoa left this day out: a time that the clock skips there lands on the next day."""

near_days = st.integers(-40, 120).map(lambda days: FIRST + timedelta(days))
runs = st.tuples(near_days, st.integers(1, 30)).map(
    lambda run: frozenset(run[0] + timedelta(days) for days in range(run[1]))
)
day_sets = st.lists(runs | near_days.map(lambda day: frozenset([day])), max_size=4).map(
    lambda sets: frozenset[date]().union(*sets)
)
weekday_sets = st.sampled_from(
    [frozenset[int]()] * 3 + [frozenset({0}), frozenset({6, 0}), frozenset(range(7))]
)


@st.composite
def cases(draw: DrawFn) -> Case:
    """A pattern of one or two times a day, how it goes on, closed days around it, a policy and a few edits."""
    step, length = draw(st.sampled_from((1, 1, 2, 7))), draw(st.integers(0, 16))
    clocks = draw(st.sampled_from(((MORNING,), (MORNING,), (MORNING, EVENING))))
    days = [FIRST + timedelta(step * number) for number in range(length + 40)]
    moments = [datetime.combine(day, clock) for day in days for clock in clocks]
    pattern, later = moments[: length * len(clocks)], moments[length * len(clocks) :]
    case = Case(
        tuple(pattern),
        tuple(later[: draw(st.sampled_from((0, 3, len(later), len(later))))]),
        draw(day_sets),
        draw(weekday_sets),
        frozenset(draw(st.sets(near_days, max_size=2))),
        draw(st.sampled_from(IF_CLOSED)),
        draw(st.sampled_from(COUNT_MEANS)),
    )
    if not pattern or draw(st.booleans()):
        return case
    return draw(edited(case))


@st.composite
def edited(draw: DrawFn, case: Case) -> Case:
    """Edits of some dates; the minutes tell each new start from every other."""
    chosen = draw(st.lists(st.sampled_from(case.pattern), unique=True, max_size=3))
    moved = {
        moment: moment
        if case.closes(moment.date()) and draw(st.booleans())
        else datetime.combine(draw(near_days), time(12, number))
        for number, moment in enumerate(chosen[1:])
    }
    added = tuple(
        datetime.combine(draw(near_days), time(15, number)) for number in range(draw(st.integers(0, 2)))
    )
    return Case(**{**vars(case), "drops": tuple(chosen[:1]), "moves": moved, "adds": added})


def closures_of(case: Case) -> Closures:
    return Closures(
        {day: f"closed on {day}" for day in case.days},
        {weekday: f"closed on weekday {weekday}" for weekday in case.weekdays},
        case.open_days,
    )


def arranged(case: Case, **zoned: Any) -> Schedule:  # noqa: ANN401  zone and gap
    edits: list[Edit] = [
        *map(Drop, case.drops),
        *(Move(*pair) for pair in case.moves.items()),
        *map(Add, case.adds),
    ]
    policies: Any = {"if_closed": case.if_closed, "count_means": case.count_means}
    return arrange(
        case.pattern, edits, closures=closures_of(case), later=iter(case.later), **policies, **zoned
    )


def answer(case: Case) -> Placed | str:
    try:
        return [(slot.pattern, slot.start) for slot in arranged(case).slots]
    except ClosedDates:
        return REFUSED
    except TooFewDates:
        return TOO_FEW


def in_order(found: Placed | str) -> Any:  # noqa: ANN401  whatever can be compared
    if isinstance(found, str):
        return found
    return sorted(found, key=lambda pair: (pair[0] or datetime.min, pair[1] or datetime.min))


@given(cases())
def test_every_date_is_where_a_walk_day_by_day_finds_its_place(case: Case) -> None:
    assert in_order(answer(case)) == in_order(placed(case))


zoned_ways = st.sampled_from(
    [
        {"zone": zone, "gap": gap}
        for zone in ("Europe/Riga", "Pacific/Apia")
        for gap in ("keep", "shift", "drop")
    ]
    + [{}]
)


@st.composite
def zoned_cases(draw: DrawFn) -> tuple[Case, dict[str, str]]:
    """Cases at the times that clocks skip: Riga's on 28 March 2027, and Samoa's whole day."""
    case, zoned = draw(cases()), draw(zoned_ways)
    clock, away = (time(3, 30), timedelta()) if zoned.get("zone") != "Pacific/Apia" else (time(0), SAMOA)
    return moved_in_time(case, clock, away), zoned


SAMOA = SKIPPED_DAY.date() - (FIRST + timedelta(14))


def moved_in_time(case: Case, clock: time, away: timedelta) -> Case:
    """The same case on other days, its first time of day another one."""

    def at(moment: datetime) -> datetime:
        there = moment + away
        return datetime.combine(there, clock) if moment.time() == MORNING else there

    return Case(
        tuple(map(at, case.pattern)),
        tuple(map(at, case.later)),
        frozenset(day + away for day in case.days),
        case.weekdays,
        frozenset(day + away for day in case.open_days),
        case.if_closed,
        case.count_means,
        tuple(map(at, case.drops)),
        {at(old): at(new) for old, new in case.moves.items()},
        tuple(map(at, case.adds)),
    )


ONTO_A_CLOSED_DAY = (
    Case((SKIPPED_DAY,), days=frozenset([date(2011, 12, 31)])),
    {"zone": "Pacific/Apia", "gap": "shift"},
)


def schedule_or_none(case: Case, zoned: dict[str, str]) -> Schedule | None:
    try:
        return arranged(case, **zoned)
    except (ClosedDates, TooFewDates):
        return None


@given(zoned_cases())
def test_every_date_of_the_pattern_has_exactly_one_slot(asked: tuple[Case, dict[str, str]]) -> None:
    case, zoned = asked
    if schedule := schedule_or_none(case, zoned):
        found = [slot.pattern for slot in schedule.slots if slot.pattern is not None]
        gone_through = len(found) - len(case.pattern)
        assert sorted(found) == [*case.pattern, *case.later[:gone_through]]
        assert sum(slot.pattern is None for slot in schedule.slots) == len(case.adds)


@given(zoned_cases())
@example(ONTO_A_CLOSED_DAY)
def test_no_start_is_on_a_closed_day_unless_an_edit_says_so(asked: tuple[Case, dict[str, str]]) -> None:
    case, zoned = asked
    if schedule := schedule_or_none(case, zoned):
        for slot in schedule.slots:
            if slot.start is not None and case.closes(slot.start.date()):
                assert slot.why in {Why.ADDED, Why.MOVED}
                assert slot.despite is not None


@given(zoned_cases())
def test_starts_strictly_increase(asked: tuple[Case, dict[str, str]]) -> None:
    if schedule := schedule_or_none(*asked):
        starts = schedule.starts
        assert all(earlier < later for earlier, later in pairwise(starts))


@given(zoned_cases())
def test_appending_and_keeping_give_exactly_as_many_as_the_pattern_and_the_edits_say(
    asked: tuple[Case, dict[str, str]],
) -> None:
    case, zoned = asked
    schedule = schedule_or_none(case, zoned)
    if schedule and case.fills_up:
        assert len(schedule.starts) == len(case.pattern) - len(case.drops) + len(case.adds)


@given(cases())
def test_moving_and_dropping_keep_as_many_as_the_policy_says(case: Case) -> None:
    schedule = schedule_or_none(case, {})
    if schedule is None or case.fills_up:
        return
    closed = [moment for moment in case.pattern if case.leaves_out(moment)]
    lost = [slot for slot in schedule.slots if slot.start is None and slot.why is not Why.DROPPED]
    if case.if_closed in STEPS:
        assert all(slot.why is Why.NO_PLACE for slot in lost)
    else:
        assert [slot.pattern for slot in lost] == closed


@given(zoned_cases())
def test_every_slot_says_why_with_the_name_of_the_closure(asked: tuple[Case, dict[str, str]]) -> None:
    case, zoned = asked
    if schedule := schedule_or_none(case, zoned):
        closures = closures_of(case)
        for slot in schedule.slots:
            _check_why(slot, case, closures)


def _check_why(slot: Slot, case: Case, closures: Closures) -> None:
    if slot.why in {Why.CLOSED, Why.NO_PLACE, Why.OFF_CLOSURE}:
        assert slot.pattern is not None
        assert slot.closure == closures.why(slot.pattern.date()) is not None
        assert f"closed: {slot.closure}" in slot.reason
    if slot.why in {Why.PATTERN, Why.APPENDED, Why.SHIFTED}:
        assert (slot.closure, slot.despite) == (None, None)
    if slot.why is Why.APPENDED:
        assert slot.pattern in case.later
    if slot.start is None:
        assert slot.why in {Why.CLOSED, Why.NO_PLACE, Why.TAKEN, Why.IN_GAP, Why.DROPPED}


@given(cases())
def test_without_closed_days_every_policy_leaves_the_pattern_and_its_edits(case: Case) -> None:
    bare = Case(**{**vars(case), "days": frozenset(), "weekdays": frozenset()})
    edits: list[Edit] = [
        *map(Drop, bare.drops),
        *(Move(*pair) for pair in bare.moves.items()),
        *map(Add, bare.adds),
    ]
    assert arranged(bare) == arrange(bare.pattern, edits)


def test_the_generator_finds_every_reason_and_every_refusal() -> None:
    found: Counter[object] = Counter()

    @settings(max_examples=400, derandomize=True, database=None, phases=[Phase.generate])
    @given(zoned_cases())
    def look(asked: tuple[Case, dict[str, str]]) -> None:
        try:
            found.update({slot.why for slot in arranged(asked[0], **asked[1]).slots})
        except (ClosedDates, TooFewDates) as error:
            found[type(error)] += 1

    look()
    rare = Why.TAKEN  # takes a gap in the clock and a moved date in one place: tests/engine/test_closing.py
    assert [kind for kind in (*Why, ClosedDates, TooFewDates) if not found[kind] and kind is not rare] == []
