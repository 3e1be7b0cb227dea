"""Tables as files of each kind, and what is in the files that come out, read by other libraries than wrote them."""

import csv
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

Line = dict[str, Any]
LONGEST = 1 << 30  # a list of dates may be long
SOUND: Line = {
    "repeat_mode_id": 5,
    "days": (1, 4),
    "interval": 2,
    "from": date(2020, 9, 28),
    "till": date(2020, 10, 28),
    "count": None,
    "hours": 10,
    "minutes": 30,
    "event": None,
}
STARTS = [
    datetime(2020, 9, 28, 10, 30),
    datetime(2020, 10, 1, 10, 30),
    datetime(2020, 10, 19, 10, 30),
    datetime(2020, 10, 22, 10, 30),
]
_TYPES = {
    **dict.fromkeys(("repeat_mode_id", "interval", "count", "hours", "minutes"), pa.int64()),
    **dict.fromkeys(("from", "till"), pa.date32()),
    "days": pa.list_(pa.int64()),
    "event": pa.timestamp("us"),
    "reading": pa.string(),
}


def lines(number: int, **changes: object) -> list[Line]:
    """So many sound rows, each with a name of its own."""
    return [{"name": f"class {place}", **SOUND, **changes} for place in range(number)]


def write_table(path: Path, rows: Sequence[Line]) -> Path:
    """The rows as a file of the kind that its name says."""
    _WRITERS[path.suffix](path, rows)
    return path


def _parquet(path: Path, rows: Sequence[Line]) -> None:
    columns = {name: pa.array([row[name] for row in rows], _TYPES.get(name, pa.string())) for name in rows[0]}
    pq.write_table(pa.table(columns), path, row_group_size=7)


def _csv(path: Path, rows: Sequence[Line]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        writer.writerows([_text(value) for value in row.values()] for row in rows)


def _jsonl(path: Path, rows: Sequence[Line]) -> None:
    kept = ({name: value for name, value in row.items() if value is not None} for row in rows)
    path.write_text("".join(json.dumps(row, default=_text) + "\n" for row in kept), encoding="utf-8")


def _text(value: object) -> object:
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else value


_WRITERS: dict[str, Callable[[Path, Sequence[Line]], None]] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".jsonl": _jsonl,
}


def dates_by_row(path: str, *, lists: bool) -> dict[tuple[int, str], list[datetime]]:
    """Row and name to dates, as an output has them."""
    found: dict[tuple[int, str], list[datetime]] = {}
    for row in rows_of(path):
        key = int(row["row"]), row["name"]
        if lists:
            assert key not in found
            starts = row["starts"].split() if isinstance(row["starts"], str) else row["starts"]
            found[key] = [_moment(start) for start in starts]
        else:
            found.setdefault(key, []).append(_moment(row["start"]))
    return found


def rows_of(path: str) -> list[Line]:
    """The lines of an output."""
    if path.endswith(".parquet"):
        found = duckdb.execute("select * from read_parquet(?)", [path])
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, values, strict=True)) for values in found.fetchall()]
    text = Path(path).read_text(encoding="utf-8")
    if path.endswith(".csv"):
        usual = csv.field_size_limit(LONGEST)
        try:
            return list(csv.DictReader(text.splitlines(keepends=True)))
        finally:
            csv.field_size_limit(usual)
    return [json.loads(line) for line in text.splitlines()]


def _moment(value: str | datetime) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
