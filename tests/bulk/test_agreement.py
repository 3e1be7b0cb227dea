"""Law: whatever the kind of file and the size of a partition, a bulk run gives what `expand` gives row by row."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.bulk.counting import count
from frontdesk.bulk.engines import threads
from frontdesk.bulk.job import Job, Kind, Shape
from frontdesk.bulk.running import bulk
from property_tests.tables import Asked, asked, verdict
from tests.bulk.tables import dates_by_row, rows_of, write_table

KINDS: tuple[Kind, ...] = ("parquet", "csv", "jsonl")
SHAPES: tuple[Shape, ...] = ("long", "lists")
FEW = settings(max_examples=16, deadline=None, derandomize=True, database=None)
ROWS = 12


def written(question: Asked, folder: str, kind: Kind) -> str:
    """The table as a file."""
    rows: list[dict[str, Any]] = [
        {**line, "name": f"=row {number}", "reading": said(question, number)}
        for number, line in enumerate(question.lines)
    ]
    return str(write_table(Path(folder) / f"in.{kind}", rows))


def said(question: Asked, row: int) -> str:
    axes = question.readings[row]._asdict()
    return " ".join(f"{axis}={value}" for axis, value in axes.items())


@FEW
@given(
    source=st.sampled_from(KINDS),
    kind=st.sampled_from(KINDS),
    shape=st.sampled_from(SHAPES),
    seed=st.integers(0, 2**32 - 1),
    rows=st.sampled_from((1, 5, 1_000)),
    workers=st.integers(1, 3),
)
def test_a_bulk_run_means_what_its_rows_mean_one_by_one(
    source: Kind, kind: Kind, shape: Shape, seed: int, rows: int, workers: int
) -> None:
    question = asked(seed, rows=ROWS)
    expected = [verdict(*both) for both in zip(question.lines, question.readings, strict=True)]
    with TemporaryDirectory() as folder:
        path = written(question, folder, source)
        done = bulk(path, f"{folder}/out.{kind}", Job(kind, shape, rows=rows), engine=threads(workers))
        found = dates_by_row(done.out, lists=shape == "lists")
        refused = [int(row["row"]) for row in rows_of(done.errors)] if done.errors else []
    guarded = "'=" if kind == "csv" else "="
    wanted = {
        (row, f"{guarded}row {row}"): dates.tolist()
        for row, dates in enumerate(expected)
        if not isinstance(dates, set) and (shape == "lists" or len(dates))
    }
    assert found == wanted
    assert refused == [row for row, dates in enumerate(expected) if isinstance(dates, set)]
    assert done.tally == (ROWS, sum(map(len, found.values())), len(refused))


@FEW
@given(seed=st.integers(0, 2**32 - 1), rows=st.sampled_from((1, 5, 1_000)))
def test_counts_are_those_of_the_dates(seed: int, rows: int) -> None:
    question = asked(seed, rows=ROWS)
    expected = [verdict(*both) for both in zip(question.lines, question.readings, strict=True)]
    with TemporaryDirectory() as folder:
        counts = count(written(question, folder, "parquet"), ("name",), Job(rows=rows))
    assert {row["name"]: row["dates"] for row in counts.table.to_pylist() if row["dates"]} == {
        f"=row {row}": len(dates)
        for row, dates in enumerate(expected)
        if not isinstance(dates, set) and len(dates)
    }
