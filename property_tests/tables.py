"""Makes random tables of strategies, says what `expand` says of each row, and how the table kernel disagrees.

A table comes from a seed. Its rows lie on the edges where engines of dates go wrong, one field in a hundred is wrong, and
every column is written in one of the ways that Arrow has for it. The kernel is an argument: the tests of the tests
hand in faulty ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from random import Random
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from property_tests.generators import EDGES, on_the_calendar
from recurrence import AXES, Reading, RecurrenceError, Strategy, Window, expand

Line = dict[str, Any]
FIELDS = ("repeat_mode_id", "days", "interval", "from", "till", "count", "hours", "minutes", "event")
ROWS = 120
READINGS = 6
SPANS = (0, 40, 900, 20_000, 400_000)
WRONG: dict[str, tuple[Any, ...]] = {
    "repeat_mode_id": (0, 8, -1, None),
    "days": ((7,), (1, -1), (1, 6, 9)),
    "interval": (-1, 10_001),
    "from": (None,),
    "count": (0, 10**9, 10**9 + 1),
    "hours": (24, -2),
    "minutes": (60, 99),
    "event": (datetime(2027, 1, 4, 9, 30, 15), datetime(2027, 1, 4, 9, 30, 0, 1)),
}


class Asked(NamedTuple):
    """A table, its rows as plain values, the reading of each, and the one of the call."""

    table: pa.Table
    lines: list[Line]
    readings: list[Reading]
    default: Reading


def asked(seed: int, rows: int = ROWS, spans: Sequence[int] = SPANS) -> Asked:
    """A random table; `spans` are how many days there may be from a first day to a last one."""
    chance = Random(seed)
    lines = [_line(chance, spans) for _ in range(rows)]
    default, own = _axes(chance), [_axes(chance) for _ in range(READINGS)]
    chosen = [chance.choice([*own, None]) if chance.random() < 0.8 else None for _ in lines]
    if chance.random() < 0.2:
        chosen = [None] * rows
    readings = [Reading(**default) if axes is None else Reading(**axes) for axes in chosen]
    return Asked(_table(chance, lines, chosen), lines, readings, Reading(**default))


# --- rows ---------------------------------------------------------------------------------------------------------


def _line(chance: Random, spans: Sequence[int]) -> Line:
    start = _day(chance)
    limit = chance.random()
    some = 0.03 < limit < 0.6
    till = _near(chance, start, chance.choice(spans)) if some else None
    line = {
        "repeat_mode_id": chance.randint(1, 7),
        "days": tuple(sorted(chance.sample(range(7), chance.choice((0, 1, 1, 2, 3, 7))))),
        "interval": chance.choice((None, 0, 0, 0, 1, 2, 3, 5, 11, 23, 47, 99, 399, 10_000)),
        "from": start,
        "till": till,
        "count": chance.choice((1, 2, 3, 4, 9, 60, 700)) if limit > 0.45 else None,
        "hours": chance.choice((None, 9, 9, 0, 18)),
        "minutes": chance.choice((None, 0, 0, 30)),
        "event": _event(chance, start),
    }
    for field, values in WRONG.items():
        if chance.random() < 0.01:
            line[field] = chance.choice(values)
    return line


def _day(chance: Random) -> date:
    if chance.random() < 0.3:
        return date.fromordinal(chance.randint(1, date.max.toordinal()))
    return on_the_calendar(chance.choice(EDGES).toordinal() + chance.choice((0, 0, 0, -1, 1, 2, -2, 3, -3)))


def _near(chance: Random, day: date, days: int) -> date:
    return on_the_calendar(day.toordinal() + chance.randint(-min(days // 20, 9), days))


def _event(chance: Random, start: date) -> datetime | None:
    if chance.random() < 0.3:
        return None
    away = chance.choice((0, 0, chance.randint(-9, 40), chance.randint(-400, 400)))
    day = _day(chance) if chance.random() < 0.4 else on_the_calendar(start.toordinal() + away)
    return datetime.combine(day, time(chance.choice((9, 0, 18)), chance.choice((0, 30))))


def _axes(chance: Random) -> dict[str, str]:
    return {axis: chance.choice(values) for axis, values in AXES.items() if chance.random() < 0.45}


# --- columns ------------------------------------------------------------------------------------------------------

Write = Callable[[list[Any]], pa.Array]


def _as(kind: pa.DataType) -> Write:
    return lambda values: pa.array(values, kind)


def _texts(text: Callable[[Any], str]) -> Write:
    return lambda values: pa.array([None if value is None else text(value) for value in values], pa.string())


def _coded(write: Write) -> Write:
    return lambda values: write(values).dictionary_encode()


def _lists(kind: pa.DataType) -> Write:
    return lambda values: pa.array([list(days) if days else None for days in values], kind)


def _midnights(unit: str) -> Write:
    return lambda values: pa.array(values, pa.date32()).cast(pa.timestamp(unit))


_WIDE = (_as(pa.int64()), _as(pa.int32()), _texts(str), _coded(_as(pa.int64())), _coded(_texts(str)))
_SMALL = (*_WIDE, _as(pa.int8()), _as(pa.int16()))
_DATES = (_as(pa.date32()), _as(pa.date64()), _midnights("s"), _midnights("ms"), _texts(str))
WAYS: dict[str, tuple[Write, ...]] = {
    "repeat_mode_id": _SMALL,
    "days": (
        _lists(pa.list_(pa.int8())),
        _lists(pa.large_list(pa.int64())),
        _lists(pa.list_view(pa.int16())),
        _texts(lambda days: ",".join(map(str, days))),
        _coded(_texts(lambda days: " ".join(map(str, days)))),
    ),
    "interval": _WIDE,
    "from": (*_DATES, _coded(_as(pa.date32())), _coded(_texts(str))),
    "till": _DATES,
    "count": _WIDE,
    "hours": _SMALL,
    "minutes": _SMALL,
    "event": (_as(pa.timestamp("us")), _texts(datetime.isoformat), _coded(_texts(str))),
}


def _table(chance: Random, lines: Sequence[Line], readings: Sequence[dict[str, str] | None]) -> pa.Table:
    columns: dict[str, pa.Array] = {"key": pa.array([f"row {number}" for number in range(len(lines))])}
    for field in FIELDS:
        values = [line[field] for line in lines]
        if any(value is not None for value in values) or chance.random() < 0.5:
            columns[field] = chance.choice(WAYS[field])(values)
    if any(axes is not None for axes in readings):
        columns["reading"] = _read(chance, readings)
    table = pa.table(columns)
    if chance.random() < 0.5:  # in chunks, and a slice of something longer
        begin = len(table) // 3
        table = pa.concat_tables([table, table.slice(0, begin), table.slice(begin)]).slice(len(table))
    return table


def _read(chance: Random, readings: Sequence[dict[str, str] | None]) -> pa.Array:
    if chance.random() < 0.5:
        return pa.array(readings, pa.struct([(axis, pa.string()) for axis in AXES]))
    return pa.array([None if axes is None else _said(axes) for axes in readings], pa.string())


def _said(axes: dict[str, str]) -> str:
    return " ".join(f"{axis}={value}" for axis, value in axes.items()) or "documented"


# --- what is expected, and what differs ---------------------------------------------------------------------------

Faults = set[tuple[str, str]]


def verdict(line: Line, reading: Reading) -> np.ndarray | Faults:
    """The dates that the typed API gives for a row, or what it objects to: fields and messages."""
    objections: Faults = set()
    strategy = window = None
    given = {name: line[name] for name in ("from", "till", "count", "hours", "minutes")}
    try:
        strategy = Strategy(line["repeat_mode_id"], line["days"], line["interval"] or 0)
    except RecurrenceError as error:
        objections |= _objections(error)
    try:
        window = Window(*given.values())
    except RecurrenceError as error:
        objections |= _objections(error)
    if strategy is None or window is None:
        return objections
    try:
        return expand(strategy, window, line["event"], reading).to_numpy()
    except RecurrenceError as error:
        return _objections(error)


def _objections(error: RecurrenceError) -> Faults:
    """The problems as a table tells them: by its columns' names, and with how a day is written."""
    named = [
        problem._replace(field="repeat_mode_id") if problem.field == "repeat_mode" else problem
        for problem in error.problems
    ]
    return {
        (problem.field, problem.message.replace("it takes a date.", "it takes a date YYYY-MM-DD."))
        for problem in named
    }


def disagreements(kernel: ModuleType, question: Asked) -> Iterator[str]:
    """Where the kernel's answer is not that of `expand`, row by row."""
    table, lines, readings, default = question
    dates, errors = kernel.expand_table(table, reading=default, shape="lists")
    found = dict(zip(dates["row"].to_pylist(), dates["starts"].combine_chunks(), strict=True))
    wrong = dict(zip(errors["row"].to_pylist(), errors["problems"].to_pylist(), strict=True))
    if sorted([*found, *wrong]) != list(range(len(lines))):
        yield "not every row is in one of the two tables"
    keys = [*dates["key"].to_pylist(), *errors["key"].to_pylist()]
    if keys != [f"row {row}" for row in [*found, *wrong]]:
        yield "a key belongs to another row"
    for row, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        expected = verdict(line, reading)
        if isinstance(expected, set):
            same = row in wrong and _told(expected, wrong[row], line)
        else:
            same = row in found and np.array_equal(found[row].values.to_numpy(), expected)
        if not same:
            yield f"row {row}: {line} {reading.changed()}: {expected}, not {wrong.get(row) or found.get(row)}"


def _told(expected: Faults, problems: list[dict[str, str]], line: Line) -> bool:
    """Whether these are the problems: all of them, and where strategy and window are sound no others."""
    told = {(problem["field"], problem["message"]) for problem in problems}
    return told == expected or (expected < told and any(_is_wrong(line, field) for field, _ in expected))


def _is_wrong(line: Line, field: str) -> bool:
    """Whether a field is wrong by itself, so that `expand` was never asked, and more may be known than it could say."""
    unlimited = line["till"] is None and line["count"] is None
    reversed_ = line["till"] is not None and line["from"] is not None and line["till"] < line["from"]
    return unlimited or reversed_ or line.get(field) in WRONG.get(field, ())


GROUPS = (("total",), ("row",), ("month",), ("weekday",), ("hall",), ("weekday", "hall", "month"))


def miscounts(kernel: ModuleType, question: Asked) -> Iterator[str]:
    """Where the kernel's counts are not those of its dates."""
    halls = pa.array([("A", "B", None)[row % 3] for row in range(len(question.lines))])
    table = question.table.append_column("hall", halls)
    dates, errors = kernel.expand_table(table, reading=question.default)
    days = dates["start"].to_numpy().astype("datetime64[D]")
    columns = {
        "total": [None] * len(days),
        "row": dates["row"].to_pylist(),
        "hall": dates["hall"].to_pylist(),
        "month": days.astype("datetime64[M]").astype("datetime64[D]").astype(object).tolist(),
        "weekday": ((days.astype(int) + 4) % 7).tolist(),
    }
    for by in GROUPS:
        counted, told = kernel.count_table(table, by=by, reading=question.default)
        lines = [tuple(line.get(name) for name in by) for line in counted.to_pylist()]
        found = dict(zip(lines, counted["dates"].to_pylist(), strict=True))
        expected = Counter(zip(*(columns[name] for name in by), strict=True))
        if len(found) != len(lines) or {group: n for group, n in found.items() if n} != expected:
            yield f"{by}: {expected}, not {found}"
        if not told.equals(errors):
            yield f"{by}: other problems"


def torn(kernel: ModuleType, question: Asked, most: int) -> Iterator[str]:
    """Where the kernel's parts of a table are not the table, or too large."""
    table, default = question.table, question.default
    whole = kernel.expand_table(table, reading=default, first_row=7)
    parts = list(kernel.expand_batches(table, reading=default, first_row=7, max_dates=most))
    if not pa.concat_tables([part.dates for part in parts]).equals(whole.dates):
        yield "other dates"
    if not pa.concat_tables([part.errors for part in parts]).equals(whole.errors):
        yield "other problems"
    if sorted({*whole.dates["row"].to_pylist(), *whole.errors["row"].to_pylist()})[:1] < [7]:
        yield "rows are not numbered from 7"
    for part in parts:
        if len(part.dates) > most and len(set(part.dates["row"].to_pylist())) > 1:
            yield f"{len(part.dates)} dates in a part of several rows"


def estranged(kernel: ModuleType, question: Asked) -> Iterator[str]:
    """Where rows that share dates have others than rows that do not: in the table, and in one where most are alike."""
    rows = range(len(question.lines))
    alike = {
        "repeat_mode_id": [(1, 2, 5)[row % 3] for row in rows],
        "days": ["1,4"] * len(rows),
        "interval": [row % 2 for row in rows],
        "hours": [9] * len(rows),
        "minutes": [row % 31 // 30 for row in rows],
    }
    names = [*{*question.table.column_names, *alike}]
    for table in (
        question.table,
        pa.table({name: alike[name] if name in alike else question.table[name] for name in names}),
    ):
        lists, views = (
            kernel.expand_table(table, reading=question.default, shape=shape) for shape in ("lists", "views")
        )
        if not lists.errors.equals(views.errors):
            yield "other problems"
        pairs = zip(lists.dates["starts"].combine_chunks(), views.dates["starts"].chunk(0), strict=True)
        for row, (expected, found) in zip(lists.dates["row"].to_pylist(), pairs, strict=True):
            if not found.values.equals(expected.values):
                yield f"row {row}: {found}, not {expected}"
        values = views.dates["starts"].chunk(0).values
        if len(values) > len(lists.dates["starts"].combine_chunks().flatten()):
            yield "dates that no row has"
