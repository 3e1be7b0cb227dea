"""Whole tables of strategies, windows and readings as Arrow columns: dates, counts and problems as Arrow columns.

The same answers as `recurrence.expand` row by row, by arithmetic on whole groups of rows; no Python object for a date.
Columns are named as the API's fields: `repeat_mode_id`, `days`, `interval`, `from`, `till`, `count`, `hours`,
`minutes`; beside them `event` (the source event's local start) and `reading`. All others are keys and come along.

    expand_table      a table -> `Expanded`: dates, and the problems of the rows that mean none
    expand_batches    the same in parts of bounded size, for tables of any size
    expand_batch      one record batch -> one record batch, for engines that map batches; `output_schema` is its schema
    count_table       how many dates, by row, key, month or weekday, without making them

Needs the extra `table`; importing this package raises `MissingExtra` without it.
"""

from recurrence.errors import MissingExtra

try:
    from recurrence.interop.table.counting import Counted, count_table
    from recurrence.interop.table.kernel import expand_batch, expand_batches, expand_table
    from recurrence.interop.table.schema import FIELDS, Shape, dates_schema, errors_schema, output_schema
    from recurrence.interop.table.steps import Expanded
except ImportError as error:
    if (error.name or "").partition(".")[0] not in {"numpy", "pyarrow"}:
        raise
    raise MissingExtra("table", error.name or "pyarrow") from None

__all__ = [
    "FIELDS",
    "Counted",
    "Expanded",
    "Shape",
    "count_table",
    "dates_schema",
    "errors_schema",
    "expand_batch",
    "expand_batches",
    "expand_table",
    "output_schema",
]
