"""A table in steps of so many rows: each read and planned as a whole, then cut into parts of not too many dates.

Decides what comes along with the dates and the problems: row numbers and keys.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recurrence.errors import InvalidReading, InvalidTable, Problem
from recurrence.interop.table.columns import read
from recurrence.interop.table.layout import starts
from recurrence.interop.table.months import Flags, Ints
from recurrence.interop.table.planning import Plan, planned
from recurrence.interop.table.schema import (
    FIELDS,
    PROBLEMS,
    START,
    STARTS,
    VIEWS,
    Shape,
    dates_schema,
    errors_schema,
    keys,
)
from recurrence.interop.table.sharing import shared
from recurrence.interop.table.single import faults, values
from recurrence.reading import Reading

STEP = 1 << 16
"""How many rows are looked at together."""

_UNSEEN = (
    "row",
    "InvalidTable",
    "row: it cannot be read; it takes values of the types that the columns' fields have.",
)


class Expanded(NamedTuple):
    """What a table means: `dates`, and in `errors` the rows that mean none, each with all its problems."""

    dates: pa.Table
    errors: pa.Table


class Step(NamedTuple):
    """Rows that have been looked at: their plans, and which of them are bad."""

    table: pa.Table
    first_row: int
    reading: Reading
    plans: list[Plan]
    bad: Flags

    def total(self) -> int:
        """How many dates there are."""
        return sum(int(plan.dates.sum()) for plan in self.plans)

    def cuts(self, most: int) -> Iterator[tuple[int, int]]:
        """Where to cut the rows so that a part has at most so many dates, or one row."""
        ends = np.cumsum(_sizes(self.plans, 0, len(self.table)))
        begin = done = 0
        while begin < len(ends):
            end = max(int(np.searchsorted(ends, done + most, side="right")), begin + 1)
            yield begin, end
            begin, done = end, int(ends[end - 1])

    def part(self, begin: int, end: int, shape: Shape) -> Expanded:
        """The dates and problems of the rows begin … end − 1."""
        plans = [plan.between(begin, end) for plan in self.plans]
        rows = np.flatnonzero(~self.bad[begin:end]) + begin
        if shape == "views":
            column = self._views(plans, rows)
        else:
            sizes = _sizes(plans, begin, end)[rows - begin]
            column = _starts(starts(plans))
            if shape == "lists":
                ends = np.concatenate([np.zeros(1, np.int32), np.cumsum(sizes, dtype=np.int32)])
                column = pa.ListArray.from_arrays(pa.array(ends), column, STARTS)
            else:
                rows = np.repeat(rows, sizes)
        dates = self._lines(rows, column, dates_schema(self.table.schema, shape))
        return Expanded(dates, self.errors(begin, end))

    def _views(self, plans: list[Plan], rows: Ints) -> pa.Array:
        values, offsets, sizes = shared(plans, len(self.table))
        where = (pa.array(field[rows].astype(np.int32)) for field in (offsets, sizes))
        return pa.ListViewArray.from_arrays(*where, _starts(values), VIEWS)

    def errors(self, begin: int, end: int) -> pa.Table:
        """The bad ones of the rows begin … end − 1."""
        rows = np.flatnonzero(self.bad[begin:end]) + begin
        if not len(rows):
            return errors_schema(self.table.schema).empty_table()
        plain = _decoded(self.table)
        problems = [
            [dict(zip(("field", "kind", "message"), fault, strict=True)) for fault in found or [_UNSEEN]]
            for found in (faults(values(plain, row), self.reading) for row in rows.tolist())
        ]
        return self._lines(rows, pa.array(problems, PROBLEMS), errors_schema(self.table.schema))

    def _lines(self, rows: Ints, last: pa.Array, schema: pa.Schema) -> pa.Table:
        """Lines that belong to these rows: with row numbers and keys."""
        kept = self.table.select(keys(self.table.schema))
        if kept.num_columns and not (len(rows) == len(self.table) and np.all(rows[1:] > rows[:-1])):
            kept = taken(kept, rows)
        numbers = rows + self.first_row if self.first_row else rows
        return pa.table([pa.array(numbers), *kept.columns, last], schema=schema)


def _sizes(plans: list[Plan], begin: int, end: int) -> Ints:
    """How many dates each of the rows begin … end − 1 has."""
    sizes: Ints = np.zeros(end - begin, np.int64)
    for plan in plans:
        sizes[plan.rows - begin] = plan.dates
    return sizes


def _starts(seconds: Ints) -> pa.Array:
    return pa.Array.from_buffers(START, len(seconds), [None, pa.py_buffer(seconds)])


def steps(table: pa.RecordBatch | pa.Table, reading: Reading, first_row: int) -> Iterator[Step]:
    """The steps of a table. Raises `InvalidTable` for its columns and `InvalidReading` before the first."""
    whole = pa.Table.from_batches([table]) if isinstance(table, pa.RecordBatch) else table
    keys(whole.schema)
    if type(reading) is not Reading:
        raise InvalidReading([Problem("reading", reading, "a Reading")])
    if len(whole) <= STEP:
        return (_step(part, reading, first_row) for part in ([whole] if len(whole) else []))
    places = range(0, len(whole), STEP)
    return (_step(whole.slice(place, STEP), reading, first_row + place) for place in places)


def taken(table: pa.Table, rows: Ints) -> pa.Table:
    """Lines of a table. Raises `InvalidTable` for columns of types that Arrow cannot take lines of."""
    places, columns, problems = pa.array(rows), [], []
    for name, column in zip(table.column_names, table.columns, strict=True):
        try:
            columns.append(_taken(column, places))
        except pa.ArrowNotImplementedError:
            problems.append(Problem(name, str(column.type), "a type that Arrow can take lines of"))
    if problems:
        raise InvalidTable(problems)
    return pa.table(columns, schema=table.schema)


def _taken(column: pa.ChunkedArray, places: pa.Array) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_run_end_encoded(kind):
        return pc.run_end_encode(pc.run_end_decode(column).take(places), kind.run_end_type)
    if pa.types.is_string_view(kind) or pa.types.is_binary_view(kind):
        plain = pa.large_string() if pa.types.is_string_view(kind) else pa.large_binary()
        return column.cast(plain).take(places).cast(kind)
    return column.take(places)


def _decoded(table: pa.Table) -> pa.Table:
    """The table with its fields written out, where they are run by run."""
    for place, field in enumerate(table.schema):
        if pa.types.is_run_end_encoded(field.type) and field.name in FIELDS:
            table = table.set_column(place, field.name, pc.run_end_decode(table[field.name]))
    return table


def _step(table: pa.Table, reading: Reading, first_row: int) -> Step:
    return Step(table, first_row, reading, *planned(read(table, reading)))
