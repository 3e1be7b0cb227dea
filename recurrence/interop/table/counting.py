"""How many dates a table means, by row, key, month or weekday.

Decides what is grouped by what.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from recurrence.errors import InvalidTable, Problem
from recurrence.interop.table.kernel import expand_batches
from recurrence.interop.table.schema import keys
from recurrence.reading import DOCUMENTED, Reading

WORDS = ("row", "month", "weekday", "total")


class Counted(NamedTuple):
    """How many dates: `counts`, one line for each group that has any, and `errors` as in `Expanded`."""

    counts: pa.Table
    errors: pa.Table


def count_table(
    table: pa.RecordBatch | pa.Table,
    *,
    by: Sequence[str] = ("total",),
    reading: Reading = DOCUMENTED,
    first_row: int = 0,
) -> Counted:
    """How many dates the rows of a table have, for each group of `by`, in a column `dates` (int64).

    `by` names what is told apart: `row`, `month` (its first day), `weekday` (0 = Sunday … 6 = Saturday), and key
    columns; or it is `("total",)` alone: one line. Sorted by the groups. Raises `InvalidTable` for a name that is none
    of these.

    >>> table = pa.table(
    ...     {
    ...         "repeat_mode_id": [1, 2],
    ...         "from": ["2027-01-01"] * 2,
    ...         "till": ["2027-02-28"] * 2,
    ...         "hours": [9] * 2,
    ...         "minutes": [0] * 2,
    ...         "hall": ["A", "B"],
    ...     }
    ... )
    >>> count_table(table, by=("hall", "month")).counts.to_pylist()[1]
    {'hall': 'A', 'month': datetime.date(2027, 2, 1), 'dates': 28}
    >>> count_table(table).counts.to_pylist()
    [{'dates': 100}]
    """
    if isinstance(by, str):
        by = (by,)
    allowed = [*WORDS[:3], *(key for key in keys(table.schema) if key not in WORDS)]
    problems = [
        Problem("by", name, ", ".join(allowed) + ", or total alone")
        for name in by
        if name not in allowed and tuple(by) != ("total",)
    ]
    if problems or not by:
        raise InvalidTable(problems or [Problem("by", None, ", ".join(allowed) + ", or total alone")])
    parts = list(expand_batches(table, reading=reading, first_row=first_row))
    dates = pa.concat_tables([part.dates for part in parts])
    days = dates["start"]
    dates = dates.append_column("month", pc.floor_temporal(days, unit="month").cast(pa.date32()))
    dates = dates.append_column("weekday", pc.day_of_week(days, week_start=7).cast(pa.int8()))
    groups = [name for name in by if name != "total"]
    counts = dates.group_by(groups).aggregate([([], "count_all")]).rename_columns([*groups, "dates"])
    return Counted(
        counts.sort_by([(name, "ascending") for name in groups]) if groups else counts,
        pa.concat_tables([part.errors for part in parts]),
    )
