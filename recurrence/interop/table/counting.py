"""How many dates a table means, by row, key, month or weekday: what is grouped by what, and added up.

Decides names and order of groups; how the dates of a row are counted is in `tallies`.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recurrence.errors import InvalidTable, Problem
from recurrence.interop.table.months import Ints
from recurrence.interop.table.schema import errors_schema, keys
from recurrence.interop.table.steps import Step, steps, taken
from recurrence.interop.table.tallies import Tallies, tallies
from recurrence.reading import DOCUMENTED, Reading

MOST_GROUPS = 1 << 24
"""How many lines a count has at most."""

_WORDS = ("row", "month", "weekday")
_DATES = pa.field("dates", pa.int64(), nullable=False)
_TOTAL = pa.schema([_DATES])
_GATHERED = 1 << 21  # lines that are added up together
_MONTH_1970 = 1970 * 12


class Counted(NamedTuple):
    """How many dates: `counts`, a line for each group, and `errors` as in `Expanded`."""

    counts: pa.Table
    errors: pa.Table


def count_table(
    table: pa.RecordBatch | pa.Table,
    *,
    by: Sequence[str] = ("total",),
    reading: Reading = DOCUMENTED,
    first_row: int = 0,
) -> Counted:
    """How many dates the sound rows of a table have, for each group of `by`, in a column `dates` (int64).

    `by` names what is told apart: `row` (its number), `month` (its first day), `weekday` (0 = Sunday … 6 = Saturday) and
    key columns, but those of lists and the like; or it is `("total",)`: one line. Sorted by the groups. A row or key without dates has its line, a month
    or weekday without any has none. Raises `InvalidTable` for a name that is none of these, for the columns, and
    for more than `MOST_GROUPS` lines.

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
    groups = _groups(table.schema, by)
    errors, total = [], 0
    lines = _Lines(_schema(table.schema, groups) if groups else _TOTAL)
    for step in steps(table, reading, first_row):
        if step.bad.any():
            errors.append(step.errors(0, len(step.table)))
        if not groups:
            total += step.total()
            continue
        for plan in step.plans:
            for some in tallies(plan, month="month" in groups, weekday="weekday" in groups):
                lines.add(_table(step, some, lines.schema))
    found = lines.added_up() if groups else pa.Table.from_arrays([pa.array([total])], schema=_TOTAL)
    return Counted(found, pa.concat_tables(errors) if errors else _none(errors_schema(table.schema)))


def _none(schema: pa.Schema) -> pa.Table:
    """No lines. `Schema.empty_table` would make an array for each column first."""
    return pa.Table.from_batches([], schema)


def _groups(schema: pa.Schema, by: Sequence[str]) -> list[str]:
    """What is told apart, once each; nothing for the total."""
    names = [by] if isinstance(by, str) else list(dict.fromkeys(by))
    if names == ["total"]:
        return []
    allowed = [*_WORDS, *(key for key in keys(schema) if _is_told_apart(schema.field(key)))]
    problems = [Problem("by", name, _allowed(allowed)) for name in names if name not in allowed]
    if problems or not names:
        raise InvalidTable(problems or [Problem("by", None, _allowed(allowed))])
    return names


def _is_told_apart(key: pa.Field) -> bool:
    """Whether rows can be grouped by a key: not by lists and the like, nor by a name that means something else here."""
    return key.name not in {*_WORDS, "total", "dates"} and _is_sorted(_plain(key).type)


@lru_cache(maxsize=256)
def _is_sorted(kind: pa.DataType) -> bool:
    """Whether pyarrow groups and sorts by a type: not by lists, halves of floats, UUIDs and some more."""
    try:
        none = pa.schema({"key": kind}).empty_table()
        none.group_by(["key"]).aggregate([]).sort_by([("key", "ascending")])
    except pa.ArrowException:
        return False
    return True


def _allowed(names: list[str]) -> str:
    return "total alone, or some of " + ", ".join(names)


def _schema(schema: pa.Schema, groups: list[str]) -> pa.Schema:
    ours = {"row": pa.int64(), "month": pa.date32(), "weekday": pa.int8()}
    fields = [pa.field(name, ours[name]) if name in ours else _plain(schema.field(name)) for name in groups]
    return pa.schema([*fields, _DATES])


def _plain(key: pa.Field) -> pa.Field:
    """The key with a type that can be sorted: without dictionaries, runs and views."""
    if pa.types.is_dictionary(key.type) or pa.types.is_run_end_encoded(key.type):
        return key.with_type(key.type.value_type)
    views = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
    return key.with_type(views.get(key.type, key.type))


def _table(step: Step, found: Tallies, schema: pa.Schema) -> pa.Table:
    """Tallies with the groups that they belong to."""
    columns = []
    for name in schema.names[:-1]:
        if name == "row":
            columns.append(pa.array(found.row + step.first_row))
        elif name == "month":
            columns.append(pa.array(_first_days(found.month)))
        elif name == "weekday":
            columns.append(pa.array(found.weekday.astype(np.int8)))
        else:
            key = taken(step.table.select([name]), found.row)[name]
            key = pc.run_end_decode(key) if pa.types.is_run_end_encoded(key.type) else key
            columns.append(key.cast(schema.field(name).type))
    return pa.table([*columns, pa.array(found.dates)], schema=schema)


def _first_days(month: Ints) -> np.ndarray:
    return (month - _MONTH_1970).astype("datetime64[M]").astype("datetime64[D]")


class _Lines:
    """Lines that are gathered, and added up now and then."""

    def __init__(self, schema: pa.Schema) -> None:
        self.schema = schema
        self._parts = [_none(schema)]
        self._fresh = 0

    def add(self, part: pa.Table) -> None:
        self._parts.append(part)
        self._fresh += len(part)
        if self._fresh > _GATHERED:
            self._parts, self._fresh = [self._summed()], 0

    def added_up(self) -> pa.Table:
        """All lines, sorted."""
        groups, found = self.schema.names[:-1], self._summed()
        if "month" in groups or "weekday" in groups:
            found = found.filter(pa.array(found["dates"].to_numpy() > 0))
        return found.sort_by([(name, "ascending") for name in groups])

    def _summed(self) -> pa.Table:
        groups = self.schema.names[:-1]
        found = pa.concat_tables(self._parts).group_by(groups).aggregate([("dates", "sum")])
        if len(found) > MOST_GROUPS:
            raise InvalidTable(
                [Problem("by", f"more than {MOST_GROUPS} groups", f"groups that are at most {MOST_GROUPS}")]
            )
        return pa.table([found[name] for name in (*groups, "dates_sum")], schema=self.schema)
