"""Files to record batches, as a stream: Parquet with its own types, CSV as texts, JSON lines by `json_lines`.

Decides that all files of a folder have the same columns. A CSV has no types, so nothing is guessed: keys are the very
texts of the file, and what a text means in a column of the API's fields is the table kernel's to say. CSV columns are
parted by comma, semicolon or tab, whichever the first line has most of. A quotation mark that is not closed would take the
rows behind it into its cell without a word, so such a file is refused.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from frontdesk.bulk import json_lines
from frontdesk.bulk.source import Source
from frontdesk.errors import ContentError, FileError
from recurrence.errors import InvalidTable
from recurrence.interop.table import dates_schema

BATCH = 1 << 15
_BLOCK = 1 << 22
_LONGEST_HEADER = 1 << 20


class Opened(NamedTuple):
    """An input's columns, how many rows it has (of lines: about), and the rows."""

    schema: pa.Schema
    rows: int
    batches: Iterator[pa.RecordBatch]


def opened(source: Source) -> Opened:
    """The input's columns and rows. Raises `FileError`, and `ContentError` for columns that ask no question."""
    first = source.files[0].path
    schema = _schema(source, first)
    try:
        dates_schema(schema, "long")
    except InvalidTable as error:
        raise ContentError(first, error.problems) from None
    for file in source.files[1:]:
        _check_alike(file.path, _schema(source, file.path), first, schema, types=source.kind != "jsonl")
    return Opened(schema, _rows(source), _batches(source, schema))


def _schema(source: Source, path: str) -> pa.Schema:
    try:
        if source.kind == "parquet":
            return pq.read_schema(path).remove_metadata()
        if source.kind == "csv":
            names, delimiter = _header(path)
            _check_quotes(path, delimiter)
            return pa.schema([pa.field(name, pa.string()) for name in names])
        return json_lines.schema_of(path)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path, error) from None


def _check_alike(path: str, found: pa.Schema, first: str, wanted: pa.Schema, *, types: bool) -> None:
    """Raise `FileError` for columns that differ from those of the first file; their order may."""
    both = [name for name in wanted.names if name in found.names]
    lacking = [name for name in wanted.names if name not in found.names]
    more = [name for name in found.names if name not in wanted.names]
    typed = [name for name in both if types and found.field(name).type != wanted.field(name).type]
    if more or (lacking and types):
        raise FileError(path, "columns", f"{', '.join(lacking + more)}; beside {Path(first).name}")
    if typed:
        name = typed[0]
        told = f"{name} is {found.field(name).type}, and in {Path(first).name} {wanted.field(name).type}"
        raise FileError(path, "types", told)


def _rows(source: Source) -> int:
    if source.kind == "parquet":
        return sum(pq.read_metadata(file.path).num_rows for file in source.files)
    head = 1 if source.kind == "csv" else 0
    return sum(max(file.line_ends - head, 1) for file in source.files)


def _batches(source: Source, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    read = {"parquet": _parquet, "csv": _csv, "jsonl": json_lines.batches}[source.kind]
    for file in source.files:
        try:
            yield from read(file.path, schema)
        except (pa.ArrowException, OSError) as error:
            raise _unreadable(file.path, error) from None


def _parquet(path: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH):
            yield batch.select(schema.names).replace_schema_metadata(None)


def _csv(path: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    _, delimiter = _header(path)
    texts = {name: pa.string() for name in schema.names}
    with pa_csv.open_csv(
        path,
        pa_csv.ReadOptions(block_size=_BLOCK),
        pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        pa_csv.ConvertOptions(column_types=texts, include_columns=schema.names, strings_can_be_null=False),
    ) as reader:
        yield from reader


def _header(path: str) -> tuple[list[str], str]:
    """The names in the first line of a CSV, and what parts them. Raises `FileError`."""
    with Path(path).open("rb") as file:
        line = file.readline(_LONGEST_HEADER)
    if not line.strip():
        raise FileError(path, "blank" if line else "empty")
    if not _is_text(line):
        raise FileError(path, "encoding", "line 1")
    delimiter = max(",;\t", key=lambda mark: line.count(mark.encode()))
    parse = pa_csv.ParseOptions(delimiter=delimiter)
    # Rows are left out: only names are asked for.
    names = pa_csv.read_csv(
        pa.BufferReader(line), pa_csv.ReadOptions(autogenerate_column_names=False), parse
    ).column_names
    return names, delimiter


def _check_quotes(path: str, delimiter: str) -> None:
    """Raise `FileError` for a cell whose quotation mark is not closed where the cell ends."""
    if not _is_odd(path):
        return
    began = 1
    with Path(path).open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for _ in rows:
                began = rows.line_num + 1
        except csv.Error:
            raise FileError(path, "quote", began) from None


def _is_odd(path: str) -> bool:
    """Whether a line has an odd number of quotation marks: few have that are right, so only then each cell is looked at."""
    before = 0
    with Path(path).open("rb") as file:
        while block := file.read(_BLOCK):
            first, *others = [line.count(b'"') for line in block.split(b"\n")]
            *ended, before = (before + first, *others)
            if any(marks % 2 for marks in ended):
                return True
    return before % 2 == 1


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _unreadable(path: str, error: Exception) -> FileError:
    told = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    if isinstance(error, OSError) and error.strerror:
        return FileError(path, "unreadable", error.strerror)
    return FileError(path, "encoding", "in a cell") if "UTF8" in told else FileError(path, "table", told)
