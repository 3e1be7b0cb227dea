"""Law: a wall time is ordinary, in a gap or in a fold as the zone's clock, read from UTC, shows it 1, 0 or 2 times."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import Phase, given, settings

from property_tests.clock_changes import first_shown_from, shown_at, times_shown, zoned_times
from recurrence.walltime import locate

KINDS = {0: "gap", 1: "ordinary", 2: "fold"}

Zoned = tuple[str, datetime]


@given(zoned_times())
def test_a_wall_time_is_classed_as_the_clock_shows_it(zoned: Zoned) -> None:
    name, wall = zoned
    (local,) = locate([wall], name)
    assert local.kind == KINDS[times_shown(name, wall)]
    assert (local.planned, local.wall) == (wall, wall)


@given(zoned_times())
def test_every_offset_that_is_given_leads_back_to_the_wall_time_or_across_the_gap(zoned: Zoned) -> None:
    name, wall = zoned
    (local,) = locate([wall], name)
    back = [shown_at(name, wall - offset) for offset in local.offsets]
    if local.kind == "gap":
        assert back[0] - wall == wall - back[1] == local.offsets[1] - local.offsets[0] > timedelta(0)
    else:
        assert set(back) == {wall}
        assert len(back) == times_shown(name, wall)


@given(zoned_times())
def test_a_shifted_time_is_the_first_minute_that_the_clock_shows(zoned: Zoned) -> None:
    name, wall = zoned
    (local,) = locate([wall], name, gap="shift")
    assert local.wall == first_shown_from(name, wall)


@given(zoned_times())
def test_a_dropped_time_is_dropped_in_a_gap_only(zoned: Zoned) -> None:
    name, wall = zoned
    (local,) = locate([wall], name, gap="drop")
    assert local.wall == (wall if times_shown(name, wall) else None)


@pytest.mark.parametrize(("times", "kind"), KINDS.items())
def test_the_generator_finds_ordinary_times_gaps_and_folds(times: int, kind: str) -> None:
    found = []

    @settings(max_examples=500, derandomize=True, database=None, phases=[Phase.generate])
    @given(zoned_times())
    def look(zoned: Zoned) -> None:
        if times_shown(*zoned) == times:
            found.append(zoned)

    look()
    assert len(found) > 10, kind
