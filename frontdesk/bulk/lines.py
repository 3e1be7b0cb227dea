"""Dates and problems as lines of CSV or JSON, by arithmetic on whole columns: no Python object for a date.

Decides how a key, a date and a list of dates are written. What a row begins with is put together once for the row;
the line of a date is that, the date and an end.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from math import isfinite

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontdesk.bulk.job import Kind, Shape
from frontdesk.shell.safe import cell

_TEXT = 19
"""How long `2027-01-04T10:30:00` is: each date of the calendar takes as many letters."""


def head_of(kind: Kind, names: Sequence[str]) -> bytes:
    r"""What a file of lines begins with: the names of the columns in CSV.

    >>> print(head_of("csv", ["row", "=hall"]).decode().strip())
    "row","'=hall"
    """
    return (",".join(map(cell, names)) + "\n").encode() if kind == "csv" else b""


def lines_of(dates: pa.Table, kind: Kind, shape: Shape) -> Iterator[pa.Buffer]:
    """The lines of a table of `row`, keys and `starts`: a line for each date, or for each row with all its dates."""
    firsts = _firsts(dates.drop_columns(["starts"]), kind)
    starts = dates["starts"].combine_chunks()
    sizes = np.asarray(starts.value_lengths())
    texts = _texts(starts.flatten())
    if shape == "long":
        yield _joined(firsts.take(np.repeat(np.arange(len(sizes)), sizes)), texts, _LONG[kind])
        return
    offsets = pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int64())
    if kind == "jsonl":
        texts = _beside('"', texts, '"')
    listed = pc.binary_join(
        pa.LargeListArray.from_arrays(offsets, texts), pa.scalar(_BETWEEN[kind], pa.large_string())
    )
    yield _joined(firsts, listed, _LISTS[kind])


_LONG: dict[Kind, tuple[str, str]] = {"csv": (',"', '"\n'), "jsonl": (', "start": "', '"}\n')}
_LISTS: dict[Kind, tuple[str, str]] = {"csv": (',"', '"\n'), "jsonl": (', "starts": [', "]}\n")}
_BETWEEN: dict[Kind, str] = {"csv": " ", "jsonl": ", "}


def _joined(firsts: pa.Array, texts: pa.Array, ends: tuple[str, str]) -> pa.Buffer:
    return _bytes(_beside(firsts, ends[0], texts, ends[1]))


def _beside(*parts: pa.Array | str) -> pa.Array:
    """Texts put together element by element."""
    scalars = [pa.scalar(part, pa.large_string()) if isinstance(part, str) else part for part in (*parts, "")]
    return pc.binary_join_element_wise(*scalars)


def plain_lines(table: pa.Table, kind: Kind) -> pa.Buffer:
    """The lines of a table as it is.

    >>> print(plain_lines(pa.table({"hall": ["A"], "dates": [4]}), "jsonl").to_pybytes().decode().strip())
    {"hall": "A", "dates": 4}
    """
    return _bytes(_beside(_firsts(table, kind), "\n" if kind == "csv" else "}\n"))


def error_lines(errors: pa.Table, kind: Kind) -> Iterator[bytes]:
    """The lines of a table of `row`, keys and `problems`: in CSV the messages, one after another."""
    firsts = _firsts(errors.drop_columns(["problems"]), kind).to_pylist()
    for first, problems in zip(firsts, errors["problems"].to_pylist(), strict=True):
        if kind == "csv":
            told = cell(" ".join(problem["message"] for problem in problems))
            yield f"{first},{told}\n".encode()
        else:
            yield f'{first}, "problems": {json.dumps(problems, ensure_ascii=False)}}}\n'.encode()


def _firsts(table: pa.Table, kind: Kind) -> pa.Array:
    """What the lines of each row begin with."""
    columns = [_values(column) for column in table.columns]
    write = _in_csv if kind == "csv" else _in_json(table.column_names)
    return pa.array(map(write, zip(*columns, strict=True)), pa.large_string())


def _values(column: pa.ChunkedArray) -> list[object]:
    """The values of a key; days and moments that Python's calendar or clock does not have as texts."""
    try:
        return list(column.to_pylist())
    except (ArithmeticError, ValueError):
        kind = column.type
        if not (pa.types.is_date(kind) or pa.types.is_timestamp(kind)):
            return list(column.cast(pa.large_string()).to_pylist())
        unit = kind.unit if pa.types.is_timestamp(kind) else "D" if pa.types.is_date32(kind) else "ms"
        utc = "+00:00" if pa.types.is_timestamp(kind) and kind.tz else ""
        numbers = column.cast(pa.int32() if unit == "D" else pa.int64()).to_pylist()
        return [None if number is None else f"{np.array(number, f'M8[{unit}]')}{utc}" for number in numbers]


def _in_csv(values: Sequence[object]) -> str:
    return ",".join("" if value is None else _cell(value) for value in values)


def _in_json(names: Sequence[str]) -> Callable[[Sequence[object]], str]:
    heads = [f"{json.dumps(name, ensure_ascii=False)}: " for name in names]

    def write(values: Sequence[object]) -> str:
        parts = (head + _json(value) for head, value in zip(heads, values, strict=True))
        return "{" + ", ".join(parts)

    return write


def _cell(value: object) -> str:
    """A value of a key in a cell: numbers and moments are no formulas, whatever they begin with."""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, bool | dict | list):
        return cell(_json(value))
    return f'"{_other(value)}"'


def _json(value: object) -> str:
    if isinstance(value, float) and not isfinite(value):
        return json.dumps(str(value))
    return json.dumps(value, ensure_ascii=False, default=_other)


def _other(value: object) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return value.hex() if isinstance(value, bytes) else str(value)


def _texts(starts: pa.Array) -> pa.Array:
    """Date-times as `YYYY-MM-DDTHH:MM:SS`: as the library writes them, with a T for the space."""
    cast = starts.cast(pa.large_string())
    if len(cast) == 0:
        return cast
    letters = np.frombuffer(_bytes(cast), np.uint8).reshape(len(cast), _TEXT).copy()
    letters[:, 10] = ord("T")
    offsets = np.arange(len(cast) + 1, dtype=np.int64) * _TEXT
    return pa.LargeStringArray.from_buffers(len(cast), pa.py_buffer(offsets), pa.py_buffer(letters))


def _bytes(texts: pa.LargeStringArray) -> pa.Buffer:
    """All letters of an array of texts without nulls, one after another."""
    if len(texts) == 0:
        return pa.py_buffer(b"")
    _, offsets, letters = texts.buffers()
    bounds = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return letters.slice(int(bounds[0]), int(bounds[-1] - bounds[0]))
