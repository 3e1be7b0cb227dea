"""What the children of `files` do: `python -m benchmarks.one_file make|check|write|bulk|cluster …`.

make NUMBER FILE   a Parquet file of so many strategies
check IN OUT       compares some of the rows of a result with `expand`, and says how many dates there are
write IN OUT       writes the batches of a result again, with the same encoding; says the seconds of the writing alone
bulk IN OUT        a bulk run without the start of a process; says its seconds
cluster WORKERS    a Dask cluster, until standard input ends; says its address
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.rules import rows
from benchmarks.tables import table_of
from frontdesk.bulk.engines import dask
from frontdesk.bulk.job import Job
from frontdesk.bulk.running import bulk as run
from recurrence import expand

DELTA = "DELTA_BINARY_PACKED"
CHECKED = 1_000


class Wrong(Exception):
    """A file holds other dates than `expand` gives."""


def make(number: str, file: str) -> None:
    """Strategies of W8, with a key."""
    given = rows(int(number))
    table = table_of(given).append_column("location", pa.array(np.arange(len(given)) % 1_000, pa.int32()))
    new = Path(f"{file}.new")
    pq.write_table(table, new, row_group_size=1 << 16)
    new.rename(file)


def check(given: str, made: str) -> None:
    """Every so many rows, and the number of all dates."""
    table = pq.read_table(made, columns=["row", "starts"])
    number = pq.read_metadata(given).num_rows
    if table.num_rows != number:
        raise Wrong(f"{table.num_rows} rows of {number}")
    strategies = rows(number)
    for place in range(0, number, max(number // CHECKED, 1)):
        row = strategies[table["row"][place].as_py()]
        if table["starts"][place].as_py() != list(expand(row.strategy(), row.window())):
            raise Wrong(f"row {place} has other dates")
    print(sum(len(chunk.flatten()) for chunk in table["starts"].chunks))


def write(made: str, again: str) -> None:
    """The least that a run can take: the writing."""
    source, seconds = pq.ParquetFile(made), 0.0
    options = {
        "use_dictionary": [name for name in source.schema_arrow.names if name not in {"row", "starts"}],
        "column_encoding": {"row": DELTA, "starts.list.element": DELTA},
        "compression": "snappy",
    }
    with pq.ParquetWriter(again, source.schema_arrow, **options) as writer:
        for batch in source.iter_batches(1 << 14):
            begin = perf_counter()
            writer.write_batch(batch)
            seconds += perf_counter() - begin
        begin = perf_counter()
    print(seconds + perf_counter() - begin)


def bulk(given: str, made: str, scheduler: str = "") -> None:
    """The run alone."""
    engine = dask(scheduler) if scheduler else None
    begin = perf_counter()
    run(given, made, Job(shape="lists"), engine=engine, overwrite=True)
    print(perf_counter() - begin)


def cluster(workers: str) -> None:
    """Workers that are processes, each of one thread."""
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]  # as Dask has it
        n_workers=int(workers), threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as here:
        print(here.scheduler_address, flush=True)
        sys.stdin.read()


COMMANDS: dict[str, Callable[..., None]] = {
    "make": make, "check": check, "write": write, "bulk": bulk, "cluster": cluster,
}  # fmt: skip

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
