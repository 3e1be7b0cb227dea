"""What a bulk run is asked for: the shape, the kind of file, the reading, the size of a partition.

Decides which name means which kind of file. Knows nothing of what is in them.
"""

from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from recurrence import DOCUMENTED, Reading

Kind = Literal["parquet", "csv", "jsonl"]
Shape = Literal["long", "lists"]

SUFFIXES: dict[str, Kind] = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
ROWS = 1 << 15
"""How many rows a partition has: about four million dates, where each row has a year of them."""

MOST_ROWS = 1 << 20


class Job(NamedTuple):
    """What becomes of each partition: the shape and the kind of its part, and the reading of rows without their own."""

    kind: Kind = "parquet"
    shape: Shape = "long"
    reading: Reading = DOCUMENTED
    rows: int = ROWS

    def document(self) -> dict[str, Any]:
        """The job in plain values, for a file.

        >>> Job(shape="lists").document()
        {'kind': 'parquet', 'shape': 'lists', 'reading': {}, 'rows': 32768}
        """
        return {**self._asdict(), "reading": self.reading.changed()}


class Tally(NamedTuple):
    """What a partition came to: its rows, their dates, and how many rows mean none."""

    rows: int
    dates: int
    refused: int


def kind_of(path: str) -> Kind | None:
    """The kind of table that a file's name says, None for another name.

    >>> kind_of("classes.CSV"), kind_of("classes.xlsx")
    ('csv', None)
    """
    return SUFFIXES.get(PurePath(path).suffix.lower())


def errors_path(path: str) -> str:
    """Where the rows that mean no dates are written, beside the output.

    >>> errors_path("out/dates.parquet")
    'out/dates.errors.parquet'
    """
    place = PurePath(path)
    return str(place.with_name(f"{place.stem}.errors{place.suffix}"))


def parts_path(path: str) -> str:
    """Where partitions are kept until the output is whole.

    >>> parts_path("out/dates.parquet")
    'out/dates.parquet.parts'
    """
    return f"{path}.parts"
