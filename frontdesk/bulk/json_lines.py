"""JSON lines to record batches: one object a line, its names the columns.

Decides the types of keys from the first block of a file; a key of another type further on is refused with its line.
The fields of the API may be anything: what does not fit their types goes on as a text, and the row is refused with its
problem, not the file; so is one in which a name stands twice, since nobody knows which value is meant. Blocks without
such values are read by pyarrow, the others line by line; so are lines that pyarrow dies of, a bare `null` and deep nests.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pa_json

from frontdesk.errors import FileError
from recurrence.interop.table import FIELDS

_BLOCK = 1 << 22
_DEEPEST = 500
"""How many brackets a line may open before Python's parser reads it: the other one runs out of stack, and ends us."""
_EXACT = 2.0**53
_TYPED = {
    **dict.fromkeys(FIELDS, pa.int64()),
    **dict.fromkeys(("from", "till", "event", "reading"), pa.string()),
    "days": pa.list_(pa.int64()),
}


class _Block(NamedTuple):
    """Whole lines of a file, and the number of the first of them, from 1."""

    data: bytes
    line: int


def schema_of(path: str) -> pa.Schema:
    """The columns of a file, by its first block. Raises `FileError`."""
    block = next(_blocks(path), None)
    if block is None:
        raise FileError(path, "empty")
    try:
        table = _parsed(block, {name: _TYPED[name] for name in FIELDS}, "infer")
        found, rows = table.schema, list[dict[str, Any]]()
        if _may_be_rounded(table):
            _by_line(path, block, found)
    except pa.ArrowInvalid:
        rows = _objects(path, block)
        found = pa.schema([(name, _type_of(path, rows, name)) for name in _names(rows)])
    told = _names(rows or _objects(path, block))
    return pa.schema([(name, _TYPED.get(name) or _kept(found.field(name).type)) for name in told])


def batches(path: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows of a file under these columns; fields with other values than usual are texts. Raises `FileError`."""
    types = {field.name: field.type for field in schema}
    for block in _blocks(path):
        try:
            table = _parsed(block, types, "error").select(schema.names)
            if _may_be_rounded(table):
                table = _by_line(path, block, schema)
        except (pa.ArrowInvalid, KeyError):
            table = _by_line(path, block, schema)
        yield from table.to_batches()


def _blocks(path: str) -> Iterator[_Block]:
    """The file cut at ends of lines; blocks of blank lines are left out."""
    line = 1
    with Path(path).open("rb") as file:
        while data := file.read(_BLOCK):
            data += file.readline()
            if data.strip():
                yield _Block(data.removeprefix(b"\xef\xbb\xbf") if line == 1 else data, line)
            line += data.count(b"\n")


def _parsed(block: _Block, types: dict[str, pa.DataType], unexpected: str) -> pa.Table:
    if not all(map(_is_harmless, block.data.split(b"\n"))):
        raise pa.ArrowInvalid
    return pa_json.read_json(
        pa.BufferReader(block.data),
        pa_json.ReadOptions(use_threads=False, block_size=len(block.data) + 1),
        pa_json.ParseOptions(explicit_schema=pa.schema(types), unexpected_field_behavior=unexpected),
    )


def _is_harmless(line: bytes) -> bool:
    """Whether a line begins an object, or is blank, and opens few brackets.

    >>> [_is_harmless(line) for line in (b'{"hall": "A"}', b"", b"null", b"{" + b"[" * 1000)]
    [True, True, False, False]
    """
    if line[:1] != b"{" and line.lstrip()[:1] not in {b"{", b""}:
        return False
    return len(line) <= _DEEPEST or line.count(b"[") + line.count(b"{") <= _DEEPEST


def _may_be_rounded(table: pa.Table) -> bool:
    """Whether a key may be a whole number that its column cannot hold: an id must not become another."""
    keys = [
        table[field.name]
        for field in table.schema
        if pa.types.is_floating(field.type) and field.name not in FIELDS
    ]
    return any((pc.max(pc.abs(key)).as_py() or 0) >= _EXACT for key in keys)


def _kept(kind: pa.DataType) -> pa.DataType:
    """A key's type: a text that looks like a date is a text, and what is always null may become one."""
    return pa.string() if pa.types.is_null(kind) or pa.types.is_timestamp(kind) else kind


# --- line by line ---------------------------------------------------------------------------------------------------


def _objects(path: str, block: _Block) -> list[dict[str, Any]]:
    return [_object(path, number, line) for number, line in _lines(block)]


def _lines(block: _Block) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(block.data.split(b"\n"), block.line) if line.strip())


def _object(path: str, number: int, line: bytes) -> dict[str, Any]:
    twice: list[str] = []

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(name for name, times in Counter(name for name, _ in members).items() if times > 1)
        return dict(members)

    try:
        found = json.loads(line, object_pairs_hook=pairs)
        json.dumps(found, ensure_ascii=False).encode()  # an escape may be half a letter
    except UnicodeError:
        raise FileError(path, "encoding", f"line {number}") from None
    except (ValueError, RecursionError) as error:
        told = getattr(error, "msg", "it is nested too deep")
        raise FileError(path, "syntax", f"line {number}: {told}") from None
    if not isinstance(found, dict):
        raise FileError(path, "syntax", f"line {number}: an object is wanted, one a line")
    return found | {
        name if name in FIELDS else FIELDS[0]: f"{name} stands twice in the line" for name in twice
    }


def _names(rows: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _type_of(path: str, rows: Sequence[dict[str, Any]], name: str) -> pa.DataType:
    if name in FIELDS:
        return _TYPED[name]
    try:
        return pa.array([row.get(name) for row in rows]).type
    except (pa.ArrowException, OverflowError):
        raise FileError(path, "types", f"{name} is not of one type throughout") from None


def _by_line(path: str, block: _Block, schema: pa.Schema) -> pa.Table:
    numbered = [(number, _object(path, number, line)) for number, line in _lines(block)]
    for number, row in numbered:
        if more := [name for name in row if name not in schema.names]:
            raise FileError(path, "columns", f"{more[0]}, on line {number}; beside the lines before it")
    columns = {field.name: _column(path, field, numbered) for field in schema}
    return pa.table(columns)


def _column(path: str, field: pa.Field, numbered: Sequence[tuple[int, dict[str, Any]]]) -> pa.Array:
    values = [row.get(field.name) for _, row in numbered]
    if field.name in FIELDS:
        return pa.array([_text(value) for value in values], pa.string())
    try:
        return pa.array(values, field.type)
    except (pa.ArrowException, OverflowError):
        line = next(number for number, row in numbered if not _fits(row.get(field.name), field.type))
        raise FileError(path, "types", f"{field.name} is no {field.type} on line {line}") from None


def _fits(value: object, kind: pa.DataType) -> bool:
    try:
        pa.array([value], kind)
    except (pa.ArrowException, OverflowError):
        return False
    return True


def _text(value: object) -> str | None:
    """A value as the cell of a CSV that means the same.

    >>> _text([1, 4]), _text({"week": "sunday"}), _text(5), _text("5"), _text(True)
    ('1,4', 'week=sunday', '5', '5', 'true')
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return ",".join(str(_text(each)) for each in value)
    if isinstance(value, dict):
        return " ".join(f"{axis}={_text(each)}" for axis, each in value.items())
    return json.dumps(value)
