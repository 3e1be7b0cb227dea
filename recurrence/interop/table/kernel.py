"""Tables in, tables out: `expand_table`, and the same in parts or for one record batch.

Decides how many dates one call makes at most.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from recurrence.errors import InvalidTable, Problem, TooManyDates
from recurrence.interop.table.schema import Shape, dates_schema, errors_schema, output_schema
from recurrence.interop.table.steps import Expanded, steps, taken
from recurrence.reading import DOCUMENTED, Reading

MOST_DATES = 1 << 26
"""How many dates one call makes at most: 512 MiB of starts; rows and keys of the long form come on top."""

PART_DATES = 1 << 21
"""How many dates are made at once: 16 MiB of starts, and in the worst case ten times that while they are made."""


def expand_table(
    table: pa.RecordBatch | pa.Table,
    *,
    reading: Reading = DOCUMENTED,
    shape: Shape = "long",
    first_row: int = 0,
    max_dates: int = MOST_DATES,
) -> Expanded:
    """The dates of every row of a table, as `expand` gives them, and the problems of the rows that it refuses.

    `reading` is that of the rows without one of their own. Rows are numbered from `first_row`. Shape `long`: a line
    for each date, with `row`, the keys and `start`; `lists`: a line for each sound row, with `row`, the keys and
    `starts`; `views`: the same as list views, where rows of one class look at the same dates: the fastest, for use in
    memory. Raises `InvalidTable` for the columns, never for a row; `TooManyDates` for more than `max_dates`.

    >>> table = pa.table(
    ...     {
    ...         "repeat_mode_id": [5, 9],
    ...         "days": ["1,4", ""],
    ...         "from": ["2027-02-01"] * 2,
    ...         "count": [2, 2],
    ...         "hours": [9, 9],
    ...         "minutes": [30, 0],
    ...         "hall": ["A", "B"],
    ...     }
    ... )
    >>> dates, errors = expand_table(table)
    >>> [f"{line['row']} {line['hall']} {line['start']}" for line in dates.to_pylist()]
    ['0 A 2027-02-01 09:30:00', '0 A 2027-02-04 09:30:00']
    >>> errors["hall"].to_pylist(), errors["problems"].to_pylist()[0][0]["field"]
    (['B'], 'repeat_mode_id')
    """
    dates, errors = dates_schema(table.schema, shape), errors_schema(table.schema)
    parts, made = [], 0
    for step in steps(table, reading, first_row):
        made += step.total()
        if made > max_dates:
            raise TooManyDates(max_dates)
        parts += [step.part(*rows, shape) for rows in step.cuts(PART_DATES)]
    if not parts:
        return Expanded(dates.empty_table(), errors.empty_table())
    return Expanded(*map(pa.concat_tables, zip(*parts, strict=True)))


def expand_batches(
    table: pa.RecordBatch | pa.Table,
    *,
    reading: Reading = DOCUMENTED,
    shape: Shape = "long",
    first_row: int = 0,
    max_dates: int = PART_DATES,
) -> Iterator[Expanded]:
    """The same as `expand_table` in parts of at most `max_dates` dates, or of one row that has more of them.

    A row has at most 3,652,059 dates. Every row is in one part only, in the order of the table. More than
    `MOST_DATES` are in no part, whatever `max_dates` says.

    >>> table = pa.table(
    ...     {
    ...         "repeat_mode_id": [1] * 3,
    ...         "from": ["2027-01-01"] * 3,
    ...         "count": [5] * 3,
    ...         "hours": [9] * 3,
    ...         "minutes": [0] * 3,
    ...     }
    ... )
    >>> [part.dates.num_rows for part in expand_batches(table, max_dates=10)]
    [10, 5]
    """
    dates_schema(table.schema, shape)
    found = steps(table, reading, first_row)
    return (step.part(*rows, shape) for step in found for rows in step.cuts(min(max_dates, MOST_DATES)))


def expand_batch(
    batch: pa.RecordBatch,
    *,
    reading: Reading = DOCUMENTED,
    shape: Shape = "long",
    first_row: int = 0,
    max_dates: int = MOST_DATES,
) -> pa.RecordBatch:
    """One record batch for one, with the schema `output_schema(batch.schema, shape)`, whatever the rows hold.

    For engines that map batches: problems come along in a column of their own, in lines without a date. `row`
    counts within the batch, from `first_row`; a key of your own tells the rows of several batches apart. Raises
    what `expand_table` raises.

    >>> batch = pa.record_batch(
    ...     {
    ...         "repeat_mode_id": [1, 0],
    ...         "from": ["2027-01-01"] * 2,
    ...         "count": [2] * 2,
    ...         "hours": [9] * 2,
    ...         "minutes": [0] * 2,
    ...     }
    ... )
    >>> [(line["row"], line["problems"] is None) for line in expand_batch(batch).to_pylist()]
    [(0, True), (0, True), (1, False)]
    """
    schema = output_schema(batch.schema, shape)
    found = expand_table(batch, reading=reading, shape=shape, first_row=first_row, max_dates=max_dates)
    whole = pa.concat_tables([_filled(part, schema) for part in found]).combine_chunks()
    if found.errors.num_rows:
        whole = taken(whole, np.argsort(whole["row"].to_numpy(), kind="stable")).combine_chunks()
    columns = [
        column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in whole.columns
    ]
    return pa.record_batch(columns, schema=schema)


def _in_one(name: str, column: pa.ChunkedArray) -> pa.Array:
    """A combined column as an array. Raises `InvalidTable` if it is more than an array of its type can hold."""
    if column.num_chunks > 1:
        raise InvalidTable(
            [Problem(name, "2 GiB and more", "less in a record batch", "take fewer rows at once")]
        )
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def _filled(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with a column of nulls for each that it lacks."""
    columns = [
        table[field.name] if field.name in table.column_names else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
