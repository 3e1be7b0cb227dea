"""Decides that the lists whose patterns are looked for are what they say, and that both sides give them again."""

import pytest

from benchmarks.lists import NUMBER, Row, lists, studio
from recurrence.analysis import infer

ROWS = [row for row in lists() if "noise" not in row[0]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_both_sides_give_the_dates_again(row: Row) -> None:
    _, _, ours, theirs, number = row
    dates = ours()
    assert dates == theirs()
    assert len(dates) == number


def test_a_studio_is_nearly_2000_dates_of_few_patterns() -> None:
    dates = studio()
    assert NUMBER - 50 <= len(dates) <= NUMBER
    found = infer(dates)
    assert len(found.strategies) <= 8
    assert len(found.exceptions) <= 90
