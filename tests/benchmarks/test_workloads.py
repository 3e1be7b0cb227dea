"""Decides that every peer is asked for the same dates, so that the times beside each other are of the same work."""

import pytest

from benchmarks.workloads import W2, W3, WORKLOADS, Workload, limit_w2, limit_w3
from recurrence import expand

EACH = pytest.mark.parametrize("work", WORKLOADS, ids=lambda work: work.key)


@EACH
def test_a_workload_has_the_number_of_dates_that_it_says(work: Workload) -> None:
    assert len(expand(work.strategy(), work.window())) == work.dates


@EACH
def test_dateutil_is_asked_for_the_same_dates(work: Workload) -> None:
    assert list(work.rule()) == list(expand(work.strategy(), work.window()))


@EACH
def test_numpy_is_asked_for_the_same_dates(work: Workload) -> None:
    assert work.array().tolist() == list(expand(work.strategy(), work.window()))


def test_the_object_making_limit_makes_the_same_dates() -> None:
    assert limit_w2() == list(W2.rule())
    assert limit_w3() == list(W3.rule())
