"""How many dates a table has, by month, weekday and key, partition by partition and without making them.

Decides how the counts of partitions become one; the arithmetic is the table kernel's.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from frontdesk.bulk.encoding import encode_errors
from frontdesk.bulk.engines import Engine, cores, threads
from frontdesk.bulk.job import Job, Tally, errors_path
from frontdesk.bulk.lines import head_of, plain_lines
from frontdesk.bulk.partitions import Partition, partitions
from frontdesk.bulk.reading import opened
from frontdesk.bulk.running import Feed, Progress, Watch, look_away, never
from frontdesk.bulk.source import check_unchanged, source_of
from frontdesk.errors import FileError
from frontdesk.shell.output import check_place, write_with
from recurrence import Reading
from recurrence.interop.table import count_table, errors_schema


class Counts(NamedTuple):
    """How many dates: a line for each group in `table`, the rows that mean none in `errors`. Not `finished`: stopped."""

    finished: bool
    tally: Tally
    table: pa.Table
    errors: pa.Table


class _Counted(NamedTuple):
    rows: int
    table: pa.Table
    errors: pa.Table


def count(
    path: str,
    by: Sequence[str],
    job: Job,
    *,
    engine: Engine | None = None,
    watch: Watch = look_away,
    stop: Callable[[], bool] = never,
) -> Counts:
    """How many dates the rows of a file, or of a folder's files, have for each group of `by`.

    `by`: `month`, `weekday`, `row` and names of keys, or `total` alone. Raises `FileError`, `ContentError`,
    `EngineFailed`; `InvalidTable` for a name in `by` that is none of these; never for a row.
    """
    source = source_of(path)
    table = opened(source)
    empty = count_table(table.schema.empty_table(), by=by)
    feed = Feed(partitions(table.batches, job.rows), {}, stop)
    tally, found = Tally(0, 0, 0), list[_Counted]()
    watch(Progress(tally, table.rows))
    work = partial(_count, by=tuple(by), reading=job.reading)
    try:
        with closing((engine or threads(cores())).run(feed, work)) as parts:
            for part in parts:
                found.append(part)
                tally = _more(tally, part)
                watch(Progress(tally, table.rows))
    except KeyboardInterrupt:
        feed.stopped = True
    if not found and not feed.stopped:
        raise FileError(path, "no_rows")
    check_unchanged(source)
    counts = merged([empty.counts.slice(0, 0), *(part.table for part in found)])
    errors = pa.concat_tables([errors_schema(table.schema).empty_table(), *(part.errors for part in found)])
    return Counts(not feed.stopped, tally, counts, errors.sort_by("row"))


def write_counts(counts: Counts, job: Job, out: str, *, overwrite: bool) -> str | None:
    """Write the counts, and beside them the rows that mean no dates; where these are. As `running.bulk` does."""
    beside = errors_path(out) if counts.errors.num_rows else None
    for place in filter(None, (out, errors_path(out))):
        check_place(place, overwrite=overwrite)
    if beside is not None:
        write_with(beside, lambda file: file.write(_errors(counts.errors, job)), overwrite=overwrite)
    write_with(out, lambda file: file.write(_plain(counts.table, job)), overwrite=overwrite)
    return beside


def merged(tables: Sequence[pa.Table]) -> pa.Table:
    """The counts of several partitions as one, sorted by the groups.

    >>> one = pa.table({"hall": ["A", "B"], "dates": [1, 2]})
    >>> merged([one, one.slice(1)]).to_pydict()
    {'hall': ['A', 'B'], 'dates': [1, 4]}
    """
    whole = pa.concat_tables(tables)
    groups = whole.column_names[:-1]
    summed = whole.group_by(groups).aggregate([("dates", "sum")])
    counts = summed.rename_columns({"dates_sum": "dates"}).select([*groups, "dates"])
    return counts.sort_by([(name, "ascending") for name in groups]) if groups else counts


def _count(part: Partition, by: tuple[str, ...], reading: Reading) -> _Counted:
    counts, errors = count_table(part.table, by=by, reading=reading, first_row=part.first_row)
    return _Counted(part.table.num_rows, counts, errors)


def _more(tally: Tally, part: _Counted) -> Tally:
    dates = sum(part.table["dates"].to_pylist())
    return Tally(tally.rows + part.rows, tally.dates + dates, tally.refused + part.errors.num_rows)


def _errors(errors: pa.Table, job: Job) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    sink.write(head_of(job.kind, errors.column_names))
    encode_errors(errors, job, sink)
    return sink.getvalue()


def _plain(table: pa.Table, job: Job) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    if job.kind == "parquet":
        pq.write_table(table, sink, store_schema=False)
    else:
        sink.write(head_of(job.kind, table.column_names))
        sink.write(plain_lines(table, job.kind))
    return sink.getvalue()
