"""Record batches of any size to partitions of so many rows, numbered from 0. Decides only where one ends."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow as pa


class Partition(NamedTuple):
    """Consecutive rows of the input: which partition it is, the number of its first row, and the rows."""

    number: int
    first_row: int
    table: pa.Table


def partitions(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[Partition]:
    """The partitions, each of at most `rows` rows; none for no rows.

    One ends early only where the next rows have columns of other types: so it does wherever it is done again.

    >>> batches = [pa.record_batch({"a": [1, 2, 3]}), pa.record_batch({"a": [4, 5]})]
    >>> [(number, first, table["a"].to_pylist()) for number, first, table in partitions(batches, 2)]
    [(0, 0, [1, 2]), (1, 2, [3, 4]), (2, 4, [5])]
    """
    first = 0
    for number, cut in enumerate(_cuts(batches, rows)):
        table = pa.Table.from_batches(cut)
        yield Partition(number, first, table)
        first += table.num_rows


def _cuts(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[list[pa.RecordBatch]]:
    held: list[pa.RecordBatch] = []
    room = rows
    for batch in batches:
        if held and batch.schema != held[0].schema:
            yield held
            held, room = [], rows
        place = 0
        while batch.num_rows - place >= room:
            yield [*held, batch.slice(place, room)]
            place, held, room = place + room, [], rows
        if place < batch.num_rows:
            held.append(batch.slice(place))
            room -= batch.num_rows - place
    if held:
        yield held
