"""Decides that whole tables and files are compared before they are timed, and that memory is that of the process itself."""

import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks import files, large, one_file, tables
from benchmarks.figures import AtMost, Figure, Memory
from benchmarks.getting import Unmeasured
from benchmarks.pairs import Effort, Paired

EFFORT = Effort(turns=2, seconds=0.0001)


def test_tables_and_large_arrays_give_the_dates_of_their_peers() -> None:
    found = [*tables.figures(EFFORT, 20, 40), *large.figures(EFFORT, 1_000)]
    assert [figure.goal for figure in found] == ["G8"] * 5 + ["G14"] + ["G9"] * 2
    assert all(isinstance(figure.outcome, Paired) for figure in found)


def test_a_file_of_dates_is_compared_with_its_strategies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, made, again = (str(tmp_path / name) for name in ("in.parquet", "out.parquet", "again.parquet"))
    one_file.make("30", given)
    one_file.bulk(given, made)
    one_file.check(given, made)
    dates = int(capsys.readouterr().out.splitlines()[-1])
    one_file.write(made, again)
    assert sum(map(len, tables.our_lists(30))) == dates
    assert pq.read_table(again) == pq.read_table(made)


def _without_a_row(table: pa.Table) -> pa.Table:
    return table.slice(1)


def _with_another_date(table: pa.Table) -> pa.Table:
    lists = table["starts"].to_pylist()
    lists[7] = lists[7][1:]
    return table.set_column(
        2, table.schema.field("starts"), pa.array(lists, table.schema.field("starts").type)
    )


@pytest.mark.parametrize("spoil", [_without_a_row, _with_another_date])
def test_a_file_with_other_dates_is_refused(tmp_path: Path, spoil: Callable[[pa.Table], pa.Table]) -> None:
    given, made = str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet")
    one_file.make("30", given)
    one_file.bulk(given, made)
    pq.write_table(spoil(pq.read_table(made)), made)
    with pytest.raises(one_file.Wrong):
        one_file.check(given, made)


def test_memory_is_that_of_the_process_that_is_watched() -> None:
    hold = "import time; held = bytearray(200 << 20); time.sleep(0.1)"
    _, most = files.watched([sys.executable, "-c", hold])
    assert 200 < most < 300
    assert Figure("G14", "a process", "–", Memory(most), 0, AtMost(200)).reached() is False


def test_a_process_that_fails_gives_no_figure() -> None:
    with pytest.raises(Unmeasured, match="failed: no"):
        files.watched([sys.executable, "-c", "import sys; sys.exit('no')"])
