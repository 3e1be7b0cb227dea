"""Laws: comparison is symmetric, composes, says nothing of equal lists, and pairs what a slow search pairs."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recurrence import Move, Schedule, arrange
from recurrence.analysis.compare import NEAR, How, Moved, compare

FIRST = datetime(2027, 1, 4, 9)
MOMENTS = st.builds(
    lambda day, hour: FIRST + timedelta(days=day, hours=hour),
    st.integers(0, 24),
    st.sampled_from((0, 0, 0, 1, 9)),
)
LISTS = st.lists(MOMENTS, max_size=14)
PATTERN = [FIRST + timedelta(days=3 * number) for number in range(12)]


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Some dates of a pattern, some of them moved by hand to free places."""
    dates = draw(st.lists(st.sampled_from(PATTERN), unique=True, max_size=10))
    moving = draw(st.lists(st.sampled_from(dates), unique=True, max_size=4)) if dates else []
    places = draw(st.lists(MOMENTS.map(half_past), unique=True, min_size=len(moving), max_size=len(moving)))
    return arrange(sorted(dates), [Move(*pair) for pair in zip(moving, places, strict=True)])


def half_past(at: datetime) -> datetime:
    return at + timedelta(minutes=30)


SIDES = st.one_of(LISTS, schedules())


def starts(side: Schedule | list[datetime]) -> Counter[datetime]:
    return Counter(side.starts if isinstance(side, Schedule) else side)


@given(SIDES, SIDES)
def test_comparing_the_other_way_round_is_the_mirror_image(
    a: Schedule | list[datetime], b: Schedule | list[datetime]
) -> None:
    assert compare(b, a) == compare(a, b).mirrored()


@given(SIDES)
def test_a_list_does_not_differ_from_itself(a: Schedule | list[datetime]) -> None:
    found = compare(a, a)
    assert found.is_equal
    assert Counter(found.unchanged) == starts(a)


@given(SIDES, SIDES)
def test_what_is_lost_and_gained_turns_the_one_list_into_the_other(
    a: Schedule | list[datetime], b: Schedule | list[datetime]
) -> None:
    found = compare(a, b)
    assert Counter(found.unchanged) + Counter(found.lost) == starts(a)
    assert Counter(found.unchanged) + Counter(found.gained) == starts(b)
    assert not Counter(found.lost) & Counter(found.gained)
    assert found.is_equal == (starts(a) == starts(b))


@given(LISTS, LISTS, LISTS)
def test_two_comparisons_in_a_row_are_one(a: list[datetime], b: list[datetime], c: list[datetime]) -> None:
    first, second, whole = compare(a, b), compare(b, c), compare(a, c)
    gained = Counter(first.gained) + Counter(second.gained)
    lost = Counter(first.lost) + Counter(second.lost)
    assert Counter(whole.gained) == gained - lost
    assert Counter(whole.lost) == lost - gained


@given(st.lists(MOMENTS, unique=True, max_size=9), st.lists(MOMENTS, unique=True, max_size=9))
def test_dates_on_other_days_are_paired_as_a_search_of_all_pairs_does(
    a: list[datetime], b: list[datetime]
) -> None:
    found = compare(a, b)
    assert [change for change in found.moved if change.how is How.NEAR] == nearest_by_search(a, b)


def nearest_by_search(a: list[datetime], b: list[datetime]) -> list[Moved]:
    """Look at every pair again and again: the nearest, of equals the earlier, until none is near enough."""
    gone, fresh = sorted({*a} - {*b}), sorted({*b} - {*a})
    for old in list(gone):
        same_day = [new for new in fresh if new.date() == old.date()]
        if same_day:
            gone.remove(old)
            fresh.remove(same_day[0])
    found = []
    while pairs := [(abs(new - old), min(old, new), old, new) for old in gone for new in fresh]:
        apart, _, old, new = min(pairs)
        if apart > NEAR:
            break
        found.append(Moved(old, new, How.NEAR))
        gone.remove(old)
        fresh.remove(new)
    return sorted(found, key=lambda change: (change.old, change.new))
