"""Laws of what is behind a list of dates: the answer is the list, one pattern is found as one, and few dates cheaply.

How many dates a pattern needs to be found is stated in `enough`: as many as its strategy costs, since fewer are said
cheaper one by one; and in mode 5 two full rounds. What then comes back is one strategy, or something cheaper still:
every 61st day is seven times out of eight a day of every other month.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from property_tests.infer_oracle import cheapest
from recurrence import DOCUMENTED, Add, Drop, Reading, Strategy, Window, expand
from recurrence.analysis import Inference, infer

FIRST = date(2026, 12, 1)
CLOCKS = (time(9), time(10, 30), time(18))
DAILY, WEEKLY, MONTHLY, YEARLY = 1, 5, 6, 7
HOLES = 3
FEWER = settings(max_examples=max(10, (settings.default or settings()).max_examples // 10))
"""An answer takes some milliseconds, so there are fewer examples than elsewhere."""


class Pattern(NamedTuple):
    """A strategy from a day on, with so many dates, at a time of day."""

    strategy: Strategy
    start: date
    number: int
    clock: time

    def dates(self, reading: Reading = DOCUMENTED) -> list[datetime]:
        clock = self.clock
        return list(
            expand(
                self.strategy, Window(self.start, None, self.number, clock.hour, clock.minute), None, reading
            )
        )


def cost(strategy: Strategy, among: int) -> int:
    """What a strategy costs among so many dates, written from the page, not from the code."""
    digits = len(f"{strategy.interval:b}") if strategy.interval else 0
    return 3 + digits // 2 + sum(among >= 1 << power for power in range(4, 20))


def enough(strategy: Strategy, among: int) -> int:
    """How many dates are needed among so many."""
    return max(cost(strategy, among), 2 * len(strategy.days))


def is_one(found: Inference, pattern: Pattern, among: int) -> bool:
    """Whether the answer is one strategy without exceptions, or cheaper than that."""
    one = len(found.strategies) == 1 and not found.exceptions
    return one or found.cost < cost(pattern.strategy, among)


def reach(mode: int) -> int:
    """Longest break that is drawn: weeks and months of a few years, so that no list leaves the calendar."""
    return {DAILY: 60, WEEKLY: 20, MONTHLY: 14, YEARLY: 4}.get(mode, 0)


@st.composite
def patterns(draw: st.DrawFn, most: int = 60) -> Pattern:
    mode = draw(st.integers(1, 7))
    interval = draw(st.integers(0, reach(mode)))
    days = draw(st.sets(st.integers(0, 6), min_size=1)) if mode == WEEKLY else ()
    start = FIRST + timedelta(days=draw(st.integers(0, 500)))
    strategy = Strategy(mode, tuple(days), interval)
    counts = st.integers(enough(strategy, 4), 20 if mode == YEARLY else most)
    return Pattern(strategy, start, draw(counts), draw(st.sampled_from(CLOCKS)))


MOMENTS = st.builds(
    lambda day, clock: datetime.combine(FIRST + timedelta(days=day), clock),
    st.integers(0, 700),
    st.sampled_from(CLOCKS),
)
NOISE = st.lists(MOMENTS, max_size=120)


@st.composite
def patterns_of_month_ends(draw: st.DrawFn) -> Pattern:
    """A day that some months or years lack, no more often than it takes to be found."""
    ends = st.sampled_from((date(2027, 1, 29), date(2027, 1, 30), date(2027, 1, 31), date(2028, 2, 29)))
    strategy = Strategy(draw(st.sampled_from((MONTHLY, YEARLY))), (), draw(st.integers(0, 7)))
    return Pattern(strategy, draw(ends), enough(strategy, 4) + draw(st.integers(0, 2)), CLOCKS[0])


@st.composite
def crowds(draw: st.DrawFn) -> list[datetime]:
    """A pattern of days and one of weeks at one time of day: they share many dates."""
    days = Strategy(DAILY, (), draw(st.integers(1, 4)))
    weeks = Strategy(WEEKLY, tuple(draw(st.sets(st.integers(0, 6), min_size=1, max_size=3))))
    start = FIRST + timedelta(days=draw(st.integers(0, 20)))
    return [moment for each in (days, weeks) for moment in Pattern(each, start, 40, CLOCKS[0]).dates()]


@st.composite
def lists(draw: st.DrawFn) -> list[datetime]:
    """Several patterns, some dates of them missing, some others besides."""
    found = {moment for each in draw(st.lists(patterns(), min_size=1, max_size=4)) for moment in each.dates()}
    holes = draw(st.sets(st.sampled_from(sorted(found)), max_size=8))
    return sorted(found - holes) + draw(st.lists(MOMENTS, max_size=8))


def certified(dates: list[datetime], found: Inference) -> bool:
    """Whether the answer gives the dates: worked out here, by the engine's expansion of each pattern."""
    given_by = {moment for each in found.strategies for moment in expand(*each, found.reading)}
    dropped = {edit.moment for edit in found.exceptions if isinstance(edit, Drop)}
    added = {edit.moment for edit in found.exceptions if isinstance(edit, Add)}
    sound = (
        dropped <= given_by and not added & given_by and len(dropped) + len(added) == len(found.exceptions)
    )
    return sound and (given_by - dropped) | added == set(dates) and found.expand() == sorted(set(dates))


@FEWER
@given(lists())
def test_what_is_found_in_a_union_of_patterns_gives_the_dates_again(dates: list[datetime]) -> None:
    assert certified(dates, infer(dates))


@FEWER
@given(NOISE)
def test_what_is_found_in_noise_gives_the_dates_again_and_costs_no_more_than_they(
    dates: list[datetime],
) -> None:
    found = infer(dates)
    assert certified(dates, found)
    assert found.cost <= len(set(dates))


READINGS = st.fixed_dictionaries(
    {
        "interval_means": st.sampled_from(("break", "step")),
        "anchor": st.sampled_from(("from", "event", "event_day")),
        "week": st.sampled_from(("monday", "sunday", "rolling")),
        "missing_day": st.sampled_from(("skip", "clamp", "overflow", "clamp_drift", "overflow_drift")),
        "from_included": st.sampled_from(("yes", "no")),
        "till_included": st.sampled_from(("yes", "no")),
        "source_slot": st.sampled_from(("skip", "create")),
        "zero_time": st.sampled_from(("value", "unset")),
    }
)


@FEWER
@given(lists(), READINGS)
def test_under_any_reading_the_answer_gives_the_dates_again(
    dates: list[datetime], axes: dict[str, str]
) -> None:
    assert certified(dates, infer(dates, reading=Reading(**axes)))


@FEWER
@given(patterns())
def test_one_pattern_comes_back_as_one_strategy_without_exceptions(pattern: Pattern) -> None:
    dates = pattern.dates()
    assume(len(dates) >= enough(pattern.strategy, len(dates)))
    assert is_one(infer(dates), pattern, len(dates))


@FEWER
@given(patterns_of_month_ends())
def test_a_day_that_some_months_lack_comes_back_as_one_strategy(pattern: Pattern) -> None:
    dates = pattern.dates()
    assert is_one(infer(dates), pattern, len(dates))


@FEWER
@given(
    patterns(),
    st.sampled_from(("step", "break")),
    st.sampled_from(("monday", "sunday")),
    st.sampled_from(("skip", "clamp", "overflow")),
)
def test_one_pattern_comes_back_under_other_readings_too(
    pattern: Pattern, means: str, week: str, missing: str
) -> None:
    reading = Reading(interval_means=means, week=week, missing_day=missing)
    dates = pattern.dates(reading)
    assume(len(dates) >= enough(pattern.strategy, len(dates)))
    assert is_one(infer(dates, reading=reading), pattern, len(dates))


@FEWER
@given(patterns(), st.data())
def test_a_pattern_with_a_few_holes_is_one_strategy_with_these_exceptions(
    pattern: Pattern, data: st.DataObject
) -> None:
    dates = pattern.dates()
    weekdays = len(pattern.strategy.days) or {2: 5, 3: 3, 4: 2}.get(pattern.strategy.repeat_mode, 1)
    many = enough(pattern.strategy, len(dates)) + (HOLES + 1) * (weekdays + HOLES)
    assume(len(dates) >= many)
    inner = range(many // 2, len(dates) - many // 2) if len(dates) > many + 1 else range(0)
    holes = data.draw(st.sets(st.sampled_from(inner), max_size=HOLES)) if inner else set()
    found = infer([moment for place, moment in enumerate(dates) if place not in holes])
    assert len(found.strategies) == 1
    assert [edit.moment for edit in found.exceptions] == [dates[place] for place in sorted(holes)]


@FEWER
@given(lists(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(dates: list[datetime], random: object) -> None:
    shuffled = [*dates, *dates[:5]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert infer(shuffled) == infer(dates)


@FEWER
@given(st.one_of(crowds(), lists()))
def test_shares_have_each_date_once(dates: list[datetime]) -> None:
    found = infer(dates)
    shared: list[datetime] = []
    for pattern, edits in found.shares():
        given_by = set(expand(*pattern, found.reading))
        dropped = {edit.moment for edit in edits if isinstance(edit, Drop)}
        added = {edit.moment for edit in edits if isinstance(edit, Add)}
        assert dropped <= given_by
        assert not added & given_by
        shared += (given_by - dropped) | added
    assert sorted(shared) == (sorted(set(dates)) if found.strategies else [])


DAYS = st.sets(st.integers(0, 30), min_size=1, max_size=8)
REGULAR = st.builds(
    lambda first, step, count, more: {first + step * number for number in range(count)} | more,
    st.integers(0, 6),
    st.integers(1, 7),
    st.integers(2, 6),
    st.sets(st.integers(0, 30), max_size=2),
)


@FEWER
@given(st.one_of(DAYS, REGULAR))
def test_few_dates_are_described_within_one_of_the_cheapest_there_is(numbers: set[int]) -> None:
    days = sorted(FIRST + timedelta(days=number) for number in numbers)
    found = infer([datetime.combine(day, time(10)) for day in days])
    assert 0 <= found.cost - cheapest(days) <= 1
