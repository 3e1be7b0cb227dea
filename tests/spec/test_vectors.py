"""Runs every row of the specification against the engine, and every row that it can understand past the oracle."""

from __future__ import annotations

import re
from datetime import date, datetime
from types import NoneType
from typing import Any

import pytest

import recurrence
from property_tests.oracle import Question, Refused, walk
from recurrence import Occurrences, Reading, RecurrenceError, Strategy, Window, expand
from tests.spec.rows import Row, every_row

ROWS = every_row()
DATED = [row for row in ROWS if row.dates is not None]
REFUSED = [row for row in ROWS if row.error is not None]


def each(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.id)


def engine_answer(row: Row) -> Occurrences:
    given = dict(row.strategy)
    strategy = Strategy(given.pop("mode"), **given)
    limits = dict(row.window)
    window = Window(limits.pop("from"), **limits)
    return expand(strategy, window, event=row.event, reading=Reading(**row.reading))


def question(row: Row) -> Question:
    window = {"start": row.window["from"], **row.window}
    del window["from"]
    strategy = {key: row.strategy[key] for key in ("mode", "interval") if key in row.strategy}
    days: Any = row.strategy.get("days", ())
    return Question(**strategy, **window, days=tuple(days), event=row.event, axes=row.reading)


def as_written(row: Row, moments: list[str]) -> list[str]:
    """Whole date-times where the row writes them, dates where it writes dates."""
    wants_times = any("T" in text for text in row.dates or ())
    return moments if wants_times else [text[:10] for text in moments]


@each(DATED)
def test_the_engine_gives_the_dates_of_the_row(row: Row) -> None:
    assert as_written(row, engine_answer(row).isoformat()) == row.dates


@each(DATED)
def test_the_oracle_gives_the_dates_of_the_row(row: Row) -> None:
    moments = [moment.isoformat() for moment in walk(question(row))]
    assert as_written(row, moments) == row.dates


@each(REFUSED)
def test_the_engine_refuses_with_the_class_of_the_row(row: Row) -> None:
    with pytest.raises(getattr(recurrence, row.error or "")):
        engine_answer(row)


@each([row for row in REFUSED if row.fields])
def test_the_engine_names_every_field_that_it_refuses(row: Row) -> None:
    with pytest.raises(RecurrenceError) as caught:
        engine_answer(row)
    assert sorted(problem.field for problem in caught.value.problems) == sorted(row.fields or ())


@each([row for row in REFUSED if row.says])
def test_the_refusal_says_how_many_dates_fit(row: Row) -> None:
    with pytest.raises(RecurrenceError) as caught:
        engine_answer(row)
    numbers = re.findall(r"\d+", re.sub(r"(?<=\d)[,_ ](?=\d{3})", "", str(caught.value)))
    assert row.says in numbers


def is_plain(row: Row) -> bool:
    """The oracle takes plain values only: it knows no titles, and no text where a date or a list belongs."""
    ends = [row.window["from"], row.window.get("till", row.window["from"])]
    return (
        row.error != "InvalidReading"
        and not {"title", "content_type"} & set(row.strategy)
        and isinstance(row.strategy.get("days", []), list)
        and all(type(end) is date for end in ends)
        and isinstance(row.event, (datetime, NoneType))
    )


@each([row for row in REFUSED if is_plain(row) and not row.says])
def test_the_oracle_refuses_what_the_row_refuses(row: Row) -> None:
    with pytest.raises(Refused):
        walk(question(row))


@each([row for row in REFUSED if row.says])
def test_the_oracle_counts_how_many_dates_fit(row: Row) -> None:
    with pytest.raises(Refused) as caught:
        walk(question(row))
    assert str(caught.value.fits) == row.says
