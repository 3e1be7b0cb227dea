"""Tables in, tables out: `expand_table` and its kin.

Decides how a table is cut into parts, how rows are numbered, and what comes along with the dates.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from recurrence.errors import InvalidTable, Problem, TooManyDates
from recurrence.interop.table.schema import (
    PROBLEMS,
    START,
    STARTS,
    Shape,
    dates_schema,
    errors_schema,
    keys,
    output_schema,
)
from recurrence.interop.table.single import faults, question, values
from recurrence.occurrences import expand
from recurrence.reading import DOCUMENTED, Reading

MOST_DATES = 1 << 26
"""How many dates `expand_table` makes at most: 512 MiB of them; keys of the long form come on top."""

STEP = 1 << 16
"""How many rows are looked at together."""


class Expanded(NamedTuple):
    """What a table means: `dates`, and in `errors` the rows that mean none, each with all its problems."""

    dates: pa.Table
    errors: pa.Table


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
    `starts`. Raises `InvalidTable` for the columns, never for a row; `TooManyDates` for more than `max_dates`.

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
    (['B'], 'repeat_mode')
    """
    parts = list(_parts(table, reading, shape, first_row, max_dates, refuse=True))
    dates, errors = dates_schema(table.schema, shape), errors_schema(table.schema)
    return Expanded(
        pa.concat_tables([part.dates for part in parts]) if parts else dates.empty_table(),
        pa.concat_tables([part.errors for part in parts]) if parts else errors.empty_table(),
    )


def expand_batches(
    table: pa.RecordBatch | pa.Table,
    *,
    reading: Reading = DOCUMENTED,
    shape: Shape = "long",
    first_row: int = 0,
    max_dates: int = 1 << 22,
) -> Iterator[Expanded]:
    """The same as `expand_table` in parts of at most `max_dates` dates, or of one row that has more of them.

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
    return _parts(table, reading, shape, first_row, max_dates, refuse=False)


def expand_batch(
    batch: pa.RecordBatch, *, reading: Reading = DOCUMENTED, shape: Shape = "long", first_row: int = 0
) -> pa.RecordBatch:
    """One record batch for one, with the schema `output_schema(batch.schema, shape)`, whatever the rows hold.

    For engines that map batches: problems come along in a column of their own, in lines without a date. `row`
    counts within the batch, from `first_row`; a key of your own tells the rows of several batches apart.
    """
    schema = output_schema(batch.schema, shape)
    dates, errors = expand_table(batch, reading=reading, shape=shape, first_row=first_row)
    columns = [pa.concat_arrays([*_chunks(dates, field), *_chunks(errors, field)]) for field in schema]
    joined = pa.record_batch(columns, schema=schema)
    return joined.take(np.argsort(joined["row"].to_numpy(), kind="stable"))


def _chunks(table: pa.Table, field: pa.Field) -> list[pa.Array]:
    if field.name in table.column_names:
        return list(table[field.name].chunks)
    return [pa.nulls(table.num_rows, field.type)]


def _parts(
    table: pa.RecordBatch | pa.Table,
    reading: Reading,
    shape: Shape,
    first_row: int,
    most: int,
    *,
    refuse: bool,
) -> Iterator[Expanded]:
    whole = pa.Table.from_batches([table]) if isinstance(table, pa.RecordBatch) else table
    keys(whole.schema)
    if type(reading) is not Reading:
        raise InvalidTable([Problem("reading", reading, "a Reading")])
    starts: list[Any] = []
    rows: list[int] = []
    wrong: list[tuple[int, Any]] = []
    total = 0
    for row in range(whole.num_rows):
        given = values(whole, row)
        if found := faults(given, reading):
            wrong.append(
                (row, [dict(zip(("field", "kind", "message"), fault, strict=True)) for fault in found])
            )
            continue
        dates = expand(*question(given, reading)).to_numpy()
        if rows and total + len(dates) > most:
            if refuse:
                raise TooManyDates(total + len(dates), most)
            yield _part(whole, shape, first_row, rows, starts, wrong)
            rows, starts, wrong, total = [], [], [], 0
        rows.append(row)
        starts.append(dates)
        total += len(dates)
    yield _part(whole, shape, first_row, rows, starts, wrong)


def _part(
    table: pa.Table,
    shape: Shape,
    first_row: int,
    rows: list[int],
    starts: list[Any],
    wrong: list[tuple[int, Any]],
) -> Expanded:
    values = pa.array(np.concatenate([*starts, np.empty(0, "datetime64[s]")]), START)
    sizes = np.array([len(some) for some in starts], np.int64)
    schema = dates_schema(table.schema, shape)
    places = np.array(rows, np.int64)
    if shape == "long":
        places = np.repeat(places, sizes)
        last: Any = values
    else:
        last = pa.ListArray.from_arrays(
            pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int32()), values, STARTS
        )
    kept = table.select(keys(table.schema))
    bad = np.array([row for row, _ in wrong], np.int64)
    return Expanded(
        pa.table([pa.array(places + first_row), *kept.take(places).columns, last], schema=schema),
        pa.table(
            [
                pa.array(bad + first_row),
                *kept.take(bad).columns,
                pa.array([found for _, found in wrong], PROBLEMS),
            ],
            schema=errors_schema(table.schema),
        ),
    )
