"""One partition to the bytes of its part: the dates, and apart from them the rows that mean none.

Decides how dates are stored. In Parquet they are stored as differences (DELTA_BINARY_PACKED), since those of a pattern
are nearly all alike: a tenth of the bytes at the same cost. Knows nothing of folders and workers.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from frontdesk.bulk.job import Job, Tally
from frontdesk.bulk.lines import error_lines, lines_of
from frontdesk.bulk.partitions import Partition
from recurrence.interop.table import FIELDS, Expanded, Shape, dates_schema, errors_schema, expand_batches

MOST_DATES = 1 << 20
"""How many dates are made at a time, at most; a single row may have more."""
_MOST_BYTES = 1 << 26
_FEWEST_DATES = 1 << 12
_STAMP = pa.timestamp("ms")  # Parquet has no seconds
_STORED: dict[str, tuple[str, pa.DataType]] = {
    "long": ("start", _STAMP),
    "lists": ("starts", pa.list_(pa.field("item", _STAMP, nullable=False))),
}
_DELTA = "DELTA_BINARY_PACKED"


def encode(partition: Partition, job: Job, sink: pa.NativeFile) -> tuple[Tally, pa.Table]:
    """Write the dates of a partition to a sink; what it came to, and the rows that mean none with their problems."""
    table = partition.table
    if job.kind == "parquet":
        if job.shape == "long":
            table = _dictionaries(table)
        shape = job.shape
    else:
        shape = "lists"
    parts = expand_batches(
        table,
        reading=job.reading,
        shape=shape,
        first_row=partition.first_row,
        max_dates=_at_a_time(table, job.shape),
    )
    counted = _Counted(parts, errors_schema(table.schema), shape)
    if job.kind == "parquet":
        _parquet(counted, dates_schema(table.schema, shape), job, sink)
    else:
        _lines(counted, job, sink)
    errors = pa.concat_tables(counted.errors)
    return Tally(table.num_rows, counted.dates, errors.num_rows), errors


def encode_errors(errors: pa.Table, job: Job, sink: pa.NativeFile) -> None:
    """Write rows with problems as their file has them."""
    if job.kind == "parquet":
        pq.write_table(_plain(errors), sink, store_schema=False)
        return
    for line in error_lines(errors, job.kind):
        sink.write(line)


class _Counted:
    """The dates of the parts one after another; beside them, the errors and the number of dates so far."""

    def __init__(self, parts: Iterator[Expanded], errors: pa.Schema, shape: Shape) -> None:
        self.dates, self.errors = 0, [errors.empty_table()]
        self._parts, self._shape = parts, shape

    def __iter__(self) -> Iterator[pa.Table]:
        for part in self._parts:
            self.errors.append(part.errors)
            self.dates += _dates_in(part.dates, self._shape)
            yield part.dates


def _dates_in(dates: pa.Table, shape: Shape) -> int:
    if shape == "long":
        return int(dates.num_rows)
    return sum(len(chunk.flatten()) for chunk in dates["starts"].chunks)


def _lines(tables: _Counted, job: Job, sink: pa.NativeFile) -> None:
    for table in tables:
        for block in lines_of(table, job.kind, job.shape):
            sink.write(block)


def _parquet(tables: _Counted, schema: pa.Schema, job: Job, sink: pa.NativeFile) -> None:
    *kept, last = schema
    name, kind = _STORED[job.shape]
    stored = pa.schema([*kept, pa.field(name, kind, nullable=False)])
    with pq.ParquetWriter(sink, stored, **_options(schema, last)) as writer:
        for table in tables:
            columns = [*table.columns[:-1], _stamps(table[name])]
            writer.write_table(pa.table(columns, schema=stored))


def _options(schema: pa.Schema, last: pa.Field) -> dict[str, Any]:
    """Dictionaries for the keys, differences for what only grows."""
    dates = f"{last.name}.list.element" if pa.types.is_list(last.type) else last.name
    return {
        "use_dictionary": schema.names[1:-1],
        "column_encoding": {"row": _DELTA, dates: _DELTA},
        "compression": "snappy",
        "store_schema": False,  # readers see the types of the file itself: a text is a text
    }


def _stamps(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Date-times, or lists of them, in milliseconds."""
    shape = "lists" if pa.types.is_list(column.type) else "long"
    return pa.chunked_array([_in_milliseconds(chunk) for chunk in column.chunks], _STORED[shape][1])


def _in_milliseconds(array: pa.Array) -> pa.Array:
    if isinstance(array, pa.ListArray):
        sizes = np.asarray(array.value_lengths())
        offsets = pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int32())
        values = _in_milliseconds(array.flatten())
        return pa.ListArray.from_arrays(offsets, values, _STORED["lists"][1])
    return pa.array(np.asarray(array).view(np.int64) * 1000).view(_STAMP)


def _dictionaries(table: pa.Table) -> pa.Table:
    """The same table with texts of keys told once each: a row's keys stand at every date of the row."""
    for place, field in enumerate(table.schema):
        if field.name not in FIELDS and (
            pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ):
            told = table.column(place).combine_chunks().dictionary_encode()
            table = table.set_column(place, pa.field(field.name, told.type, nullable=field.nullable), told)
    return table


def _plain(errors: pa.Table) -> pa.Table:
    """A table without dictionaries."""
    fields = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in errors.schema
    ]
    return errors.cast(pa.schema(fields))


def _at_a_time(table: pa.Table, shape: Shape) -> int:
    """How many dates to make at a time, so that the keys beside them take no more than so many bytes."""
    if shape == "lists" or table.num_rows == 0:
        return MOST_DATES
    keys = table.select([name for name in table.column_names if name not in FIELDS])
    width = 16 + keys.nbytes // table.num_rows
    return int(max(min(MOST_DATES, _MOST_BYTES // width), _FEWEST_DATES))
