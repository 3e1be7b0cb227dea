"""Laws: sets of readings. They are what sets of tuples are, and their cases say them exactly."""

from __future__ import annotations

from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st

from property_tests.bridge import as_given
from property_tests.oracle import AXES
from recurrence import Reading
from recurrence.analysis import EVERY, Readings, where

Box = dict[str, tuple[str, ...]]

SOME = settings(max_examples=20 + settings().max_examples // 6)

some_values = {
    axis: st.lists(st.sampled_from(values), min_size=1, unique=True).map(tuple)
    for axis, values in AXES.items()
}
boxes = st.fixed_dictionaries({}, optional=some_values)
lists_of_boxes = st.lists(boxes, min_size=1, max_size=4)
any_readings = st.fixed_dictionaries({axis: st.sampled_from(values) for axis, values in AXES.items()})


def together(found: list[Box]) -> Readings:
    return reduce(Readings.__or__, (where(**box) for box in found))


def fits(box: Box, reading: dict[str, str]) -> bool:
    return all(reading[axis] in values for axis, values in box.items())


@SOME
@given(lists_of_boxes, lists_of_boxes, st.lists(any_readings, min_size=1, max_size=20))
def test_membership_is_that_of_the_boxes(
    one: list[Box], other: list[Box], asked: list[dict[str, str]]
) -> None:
    ours, theirs = together(one), together(other)
    for axes in asked:
        reading = Reading(**as_given(axes))
        here, there = any(fits(box, axes) for box in one), any(fits(box, axes) for box in other)
        assert (reading in ours) == here
        assert (reading in ours & theirs) == (here and there)
        assert (reading in ours - theirs) == (here and not there)


@SOME
@given(lists_of_boxes)
def test_the_cases_of_a_set_do_not_overlap_and_say_all_of_it(found: list[Box]) -> None:
    members = together(found)
    cases = [where(**case) for case in members.cases()]
    assert together([dict(case) for case in members.cases()]) == members
    assert sum(map(len, cases)) == len(members)


@SOME
@given(lists_of_boxes, any_readings)
def test_an_axis_that_a_set_does_not_depend_on_takes_no_reading_in_or_out(
    found: list[Box], axes: dict[str, str]
) -> None:
    members = together(found)
    for axis in AXES.keys() - set(members.axes()):
        moved = {Reading(**as_given({**axes, axis: value})) in members for value in AXES[axis]}
        assert len(moved) == 1


@settings(
    max_examples=3 + settings().max_examples // 25
)  # all that stand for others are looked at: half a second
@given(lists_of_boxes, any_readings)
def test_every_reading_has_one_that_stands_for_it(found: list[Box], axes: dict[str, str]) -> None:
    members, reading = together(found), Reading(**as_given(axes))
    own = {axis: axes[axis] for axis in members.axes()}
    standing = [each for each in members.standing() if {axis: getattr(each, axis) for axis in own} == own]
    assert bool(standing) == (reading in members)


@SOME
@given(lists_of_boxes, lists_of_boxes)
def test_filling_adds_only_what_was_not_asked(found: list[Box], unasked: list[Box]) -> None:
    members = together(found) - together(unasked)
    filled = members.filled(together(unasked))
    assert members <= filled
    assert filled - members <= together(unasked)
    assert filled <= EVERY
