"""Which columns go in, which are keys, and which come out. Decides names and types; looks at no value."""

from collections import Counter
from typing import Literal

import pyarrow as pa

from recurrence.errors import InvalidTable, Problem

FIELDS = (
    "repeat_mode_id",
    "days",
    "interval",
    "from",
    "till",
    "count",
    "hours",
    "minutes",
    "event",
    "reading",
)
"""The columns that ask for dates; `repeat_mode_id` and `from` must be there, all others may be left out."""

OURS = ("row", "start", "starts", "problems")
"""The columns of the answer beside the keys."""

Shape = Literal["long", "lists", "views"]
SHAPES: tuple[Shape, ...] = ("long", "lists", "views")
START = pa.timestamp("s")
STARTS = pa.list_(pa.field("item", START, nullable=False))
VIEWS = pa.list_view(pa.field("item", START, nullable=False))
PROBLEM = pa.struct(
    [pa.field(name, pa.string(), nullable=False) for name in ("field", "kind", "message")],
)
PROBLEMS = pa.list_(pa.field("item", PROBLEM, nullable=False))
_ROW = pa.field("row", pa.int64(), nullable=False)
_NEEDED = ("repeat_mode_id", "from")


def keys(schema: pa.Schema) -> list[str]:
    """The names of the key columns, in order. Raises `InvalidTable` with all that is wrong with the columns.

    >>> keys(pa.schema({"repeat_mode_id": pa.int8(), "from": pa.date32(), "location": pa.string()}))
    ['location']
    >>> keys(pa.schema({"from": pa.date32(), "start": pa.string()}))
    Traceback (most recent call last):
    ...
    recurrence.errors.InvalidTable: repeat_mode_id: a value is missing; it takes a column of this name. \
start: 'a key column' is not allowed; it takes another name. The result has a column of this name.
    """
    names = schema.names
    given = set(names)
    if len(given) < len(names) or not given.issuperset(_NEEDED) or not given.isdisjoint(OURS):
        raise InvalidTable(_problems(names))
    return [name for name in names if name not in FIELDS]


def _problems(names: list[str]) -> list[Problem]:
    problems = [
        Problem(name, None, "a column of this name", _near(name, names))
        for name in _NEEDED
        if name not in names
    ]
    problems += [
        Problem(name, f"{times} columns", "one column of this name")
        for name, times in Counter(names).items()
        if times > 1
    ]
    return problems + [
        Problem(name, "a key column", "another name", "the result has a column of this name")
        for name in OURS
        if name in names
    ]


def _near(name: str, names: list[str]) -> str:
    """A hint: a column of the same name in other letter case, or with other joints."""
    bare = name.replace("_", "")
    found = [other for other in names if other.casefold().strip().replace(" ", "").replace("_", "") == bare]
    return f"there is {found[0]!r}" if found else ""


def is_text(kind: pa.DataType) -> bool:
    """Whether a column holds texts, with a dictionary or without."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def dates_schema(schema: pa.Schema, shape: Shape) -> pa.Schema:
    """The schema of `Expanded.dates`: `row`, the keys, and `start` (long) or `starts` (lists, views).

    >>> print(
    ...     dates_schema(
    ...         pa.schema({"repeat_mode_id": pa.int8(), "from": pa.date32(), "hall": pa.int32()}), "long"
    ...     )
    ... )
    row: int64 not null
    hall: int32
    start: timestamp[s] not null
    """
    if shape not in SHAPES:
        raise InvalidTable([Problem("shape", shape, "long, lists or views")])
    kept = _kept(schema)
    last = {"long": ("start", START), "lists": ("starts", STARTS), "views": ("starts", VIEWS)}[shape]
    return pa.schema([_ROW, *kept, pa.field(*last, nullable=False)])


def errors_schema(schema: pa.Schema) -> pa.Schema:
    """The schema of `Expanded.errors`: `row`, the keys, and `problems`, a list of (field, kind, message)."""
    return pa.schema([_ROW, *_kept(schema), pa.field("problems", PROBLEMS, nullable=False)])


def output_schema(schema: pa.Schema, shape: Shape = "long") -> pa.Schema:
    """The schema of what `expand_batch` makes of batches with this schema: that of the dates, and `problems`.

    A row with problems has no `start` (or `starts`), a sound one no `problems`.
    """
    *first, last = dates_schema(schema, shape)
    return pa.schema([*first, last.with_nullable(nullable=True), pa.field("problems", PROBLEMS)])


def _kept(schema: pa.Schema) -> list[pa.Field]:
    return [schema.field(name) for name in keys(schema)]
