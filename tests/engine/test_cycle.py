"""Facts about the algorithm that its docstrings claim."""

import calendar
from datetime import date, time
from math import gcd

import numpy as np
import pytest

from recurrence.cycle import ERA_DAYS, ERA_MONTHS, Cycle, drift, month_cycle

LENGTHS = np.array(
    [calendar.monthrange(2000 + era_year, month)[1] for era_year in range(400) for month in range(1, 13)]
)


def longest_wait(day: int) -> int:
    """The most steps between two visits, next to each other, to months without the day, over all steps and starts."""
    longest = 0
    for period in range(1, ERA_MONTHS + 1):
        visits = ERA_MONTHS // gcd(period, ERA_MONTHS)
        months = np.arange(visits) * period
        for start in range(gcd(period, ERA_MONTHS)):
            (missing,) = np.nonzero(LENGTHS[(start + months) % ERA_MONTHS] < day)
            if len(missing):
                longest = max(longest, int(np.diff(missing, append=missing[0] + visits).max()))
    return longest


def test_an_era_of_400_years_has_the_days_and_months_it_is_said_to_have() -> None:
    assert date(2400, 1, 1).toordinal() - date(2000, 1, 1).toordinal() == ERA_DAYS
    assert len(LENGTHS) == ERA_MONTHS


def test_no_day_waits_longer_than_150_steps_to_be_lost() -> None:
    assert [longest_wait(day) for day in (29, 30, 31)] == [150, 12, 8]


def test_the_longest_head_of_a_drift_has_150_dates() -> None:
    heads = [len(drift(month, 16, 29, "clamp_drift").head) for month in range(1, ERA_MONTHS, 16)]

    assert max(heads) == 150


@pytest.mark.parametrize("missing", ["skip", "clamp", "overflow"])
@pytest.mark.parametrize("period", [1, 5, 12, 48, 4_800])
def test_a_cycle_of_months_keeps_at_most_4800_offsets(missing: str, period: int) -> None:
    assert 0 < len(month_cycle(1 % period, period, 29, missing).offsets) <= ERA_MONTHS


def test_the_same_month_pattern_is_made_once() -> None:
    assert month_cycle(3, 12, 31, "skip") is month_cycle(3, 12, 31, "skip")


def test_a_cycle_reaches_back_before_its_origin() -> None:
    weekly = Cycle(origin=1, period=7, offsets=(0,))

    assert [weekly.at(k) for k in (-2, -1, 0, 1)] == [-13, -6, 1, 8]
    assert [weekly.rank(day) for day in (-7, -6, 0, 1, 2)] == [-1, -1, 0, 0, 1]


def test_dates_are_made_across_the_end_of_the_gap_table() -> None:
    daily = Cycle(origin=730_000, period=1, offsets=(0,))
    moments = list(daily.datetimes(0, 1_000, time(9)))

    assert [moment.toordinal() for moment in moments] == list(range(730_000, 731_000))
