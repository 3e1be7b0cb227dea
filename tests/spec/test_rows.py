"""Holds the rows to the page: every clause and every value of every axis has rows, and the rows can fail."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from property_tests.oracle import AXES, Refused, walk
from tests.spec.rows import Row, every_row
from tests.spec.test_vectors import is_plain, question

CLAUSES = [f"C{number}" for number in range(1, 11)]
AXIS_OF = {f"R{number}": axis for number, axis in enumerate(AXES, start=1)}
VALUES = [f"{number}={value}" for number, axis in AXIS_OF.items() for value in AXES[axis]]
OTHER_THAN_DEFAULT = [f"{number}={value}" for number, axis in AXIS_OF.items() for value in AXES[axis][1:]]


def rows_of_each_clause() -> dict[str, int]:
    found = Counter(name for row in every_row() for name in row.covers)
    return {name: found[name] for name in CLAUSES + VALUES}


def answer(row: Row, reading: dict[str, str]) -> object:
    try:
        return walk(replace(question(row), axes=reading))
    except Refused:
        return Refused


def test_every_clause_and_every_value_of_every_axis_has_a_row() -> None:
    table = rows_of_each_clause()
    for name, rows in table.items():
        print(f"{name:24}{rows:4}")
    assert [name for name, rows in table.items() if rows == 0] == []


def test_no_row_covers_a_clause_that_is_not_on_the_page() -> None:
    assert {name for row in every_row() for name in row.covers} <= set(CLAUSES + VALUES)


def test_every_row_has_a_name_of_its_own() -> None:
    names = Counter(row.id for row in every_row())
    assert [name for name, rows in names.items() if rows > 1] == []


@pytest.mark.parametrize("row", every_row(), ids=lambda row: row.id)
def test_a_row_is_read_as_it_says_it_is(row: Row) -> None:
    """A row that covers `R3=sunday` sets `week` to "sunday"; one that covers a default does not set another."""
    if row.error == "InvalidReading":
        return
    for number, _, value in (name.partition("=") for name in row.covers if "=" in name):
        axis = AXIS_OF[number]
        assert row.reading.get(axis, AXES[axis][0]) == value


@pytest.mark.parametrize("name", OTHER_THAN_DEFAULT)
def test_some_row_of_this_value_would_be_answered_differently_by_another_value(name: str) -> None:
    number, _, value = name.partition("=")
    axis = AXIS_OF[number]
    rows = [row for row in every_row() if name in row.covers and is_plain(row)]
    for other in set(AXES[axis]) - {value}:
        assert any(answer(row, row.reading) != answer(row, {**row.reading, axis: other}) for row in rows), (
            other
        )
