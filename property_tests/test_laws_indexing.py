"""Law: indexing agrees with iterating. Every question that a sequence answers is answered as its list would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_tests.bridge import answered, ask
from property_tests.generators import moments, questions
from property_tests.oracle import Question
from recurrence import Occurrences

Pair = tuple[Occurrences, list[datetime]]

NO_MOMENTS = (None, 5, "2020-09-28T10:30:00", date(2020, 9, 28), datetime(2020, 9, 28, 10, 30, tzinfo=UTC))


@st.composite
def sequences(draw: st.DrawFn) -> Pair:
    """A sequence and its list, perhaps cut down by slices and looks between two moments."""
    q = draw(questions())
    whole = answered(q)
    both = whole, list(whole)
    for cut in draw(st.lists(st.sampled_from((sliced, looked_between)), max_size=2)):
        both = cut(draw, q, both)
    return both


def sliced(draw: st.DrawFn, _q: Question, both: Pair) -> Pair:
    piece = draw(slices(len(both[1])))
    return both[0][piece], both[1][piece]


def looked_between(draw: st.DrawFn, q: Question, both: Pair) -> Pair:
    begin, end = draw(moments(q)), draw(moments(q))
    return both[0].between(begin, end), [moment for moment in both[1] if begin <= moment <= end]


def slices(length: int) -> st.SearchStrategy[slice]:
    """Ends inside and outside, from either side or left open; steps of 1 and more."""
    ends = st.one_of(st.none(), st.integers(-length - 2, length + 2))
    return st.builds(slice, ends, ends, st.one_of(st.none(), st.integers(1, 5), st.just(10**6)))


@st.composite
def sequences_with_a_moment(draw: st.DrawFn) -> tuple[Occurrences, list[datetime], datetime]:
    q = draw(questions())
    o = answered(q)
    listed = list(o)
    near = [moments(q), st.sampled_from(listed)] if listed else [moments(q)]
    return o, listed, draw(st.one_of(near))


@given(questions())
def test_dates_that_are_asked_for_often_stay_the_same(q: Question) -> None:
    once = list(answered(q))
    for _ in range(min(70, 1_100 // max(len(once), 1))):  # as often as it takes until they are ready-made
        assert list(answered(q)) == once


@given(sequences())
def test_the_length_is_the_number_of_dates(both: Pair) -> None:
    assert len(both[0]) == len(both[1])
    assert bool(both[0]) == bool(both[1])


@given(sequences())
def test_every_position_holds_what_iterating_meets_there(both: Pair) -> None:
    o, listed = both
    assert [o[k] for k in range(len(listed))] == listed
    assert [o[-k] for k in range(1, len(listed) + 1)] == listed[::-1]


@given(sequences(), st.integers(0, 10**12))
def test_a_position_outside_is_an_index_error(both: Pair, beyond: int) -> None:
    o, listed = both
    for k in (len(listed) + beyond, -len(listed) - 1 - beyond):
        with pytest.raises(IndexError):
            o[k]


@given(sequences())
def test_iterating_backwards_meets_the_same_dates(both: Pair) -> None:
    assert list(reversed(both[0])) == both[1][::-1]


@given(sequences(), st.data())
def test_a_slice_is_the_slice_of_the_list(both: Pair, data: st.DataObject) -> None:
    piece = data.draw(slices(len(both[1])))
    assert list(both[0][piece]) == both[1][piece]


@given(sequences(), st.integers(-3, 0))
def test_a_slice_that_does_not_step_forward_is_refused(both: Pair, step: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the text is the engine's own
        both[0][::step]


@given(sequences_with_a_moment())
def test_membership_is_membership_of_the_list(
    given_moment: tuple[Occurrences, list[datetime], datetime],
) -> None:
    o, listed, moment = given_moment
    assert (moment in o) == (moment in listed)
    assert (moment.replace(fold=1) in o) == (moment in listed)


@given(sequences())
def test_every_date_is_found_where_it_is(both: Pair) -> None:
    o, listed = both
    assert [o.index(moment) for moment in listed] == list(range(len(listed)))
    assert all(o.count(moment) == 1 for moment in listed)


@given(sequences_with_a_moment())
def test_a_moment_that_is_no_date_is_not_found(
    given_moment: tuple[Occurrences, list[datetime], datetime],
) -> None:
    o, listed, moment = given_moment
    if moment not in listed:
        with pytest.raises(ValueError):  # noqa: PT011  as list.index
            o.index(moment)
        assert o.count(moment) == 0


@given(sequences(), st.integers(-9, 9), st.integers(-9, 9), st.data())
def test_a_search_between_two_positions_is_the_search_of_the_list(
    both: Pair, start: int, stop: int, data: st.DataObject
) -> None:
    o, listed = both
    moment = data.draw(st.sampled_from(listed)) if listed else datetime.min
    assert found(lambda: o.index(moment, start, stop)) == found(lambda: listed.index(moment, start, stop))


def found(search: Callable[[], int]) -> int | None:
    try:
        return search()
    except ValueError:
        return None


@given(sequences())
def test_what_is_no_moment_is_no_member(both: Pair) -> None:
    assert not any(thing in both[0] for thing in NO_MOMENTS)


@given(sequences_with_a_moment())
def test_after_is_the_first_date_later_than_the_moment(
    given_moment: tuple[Occurrences, list[datetime], datetime],
) -> None:
    o, listed, moment = given_moment
    assert o.after(moment) == min((date for date in listed if date > moment), default=None)


@given(sequences_with_a_moment())
def test_before_is_the_last_date_earlier_than_the_moment(
    given_moment: tuple[Occurrences, list[datetime], datetime],
) -> None:
    o, listed, moment = given_moment
    assert o.before(moment) == max((date for date in listed if date < moment), default=None)


@given(sequences())
def test_after_and_before_step_from_date_to_date(both: Pair) -> None:
    o, listed = both
    assert [o.after(moment) for moment in listed] == [*listed[1:], None][: len(listed)]
    assert [o.before(moment) for moment in listed] == [None, *listed[:-1]][: len(listed)]


@given(questions(), st.data())
def test_between_takes_both_its_ends(q: Question, data: st.DataObject) -> None:
    o = answered(q)
    listed = list(o)
    begin, end = data.draw(moments(q)), data.draw(moments(q))
    assert list(o.between(begin, end)) == [moment for moment in listed if begin <= moment <= end]
    assert not listed or list(o.between(listed[0], listed[-1])) == listed


@given(sequences())
def test_dates_and_texts_and_arrays_hold_what_iterating_meets(both: Pair) -> None:
    o, listed = both
    assert o.dates() == [moment.date() for moment in listed]
    assert o.isoformat() == [moment.isoformat() for moment in listed]
    array = o.to_numpy()
    assert str(array.dtype) == "datetime64[s]"
    assert array.tolist() == listed


@given(questions(limits=("till",), anchor="event"), st.integers(0, 10**9))
def test_a_place_anywhere_in_the_calendar_is_found_again(q: Question, place: int) -> None:
    o = ask(replace(q, start=date.min, till=date.max))
    if len(o) == 0:
        return
    k = place % len(o)
    assert o.index(o[k]) == k
    assert o[k] in o
    assert o.after(o[k]) == (o[k + 1] if k + 1 < len(o) else None)
    assert o.before(o[k]) == (o[k - 1] if k else None)
