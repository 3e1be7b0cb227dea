"""On a real Dask cluster, over TCP on this machine: the same bytes as here, though a worker is killed in the middle."""

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import LocalCluster

from frontdesk.bulk.engines import dask, hushed
from frontdesk.bulk.job import Job
from frontdesk.bulk.running import Progress, bulk
from tests.bulk.running import recur
from tests.bulk.tables import lines, write_table

JOB = Job(rows=10)


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler, and its workers' processes, which nobody starts again."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells of workers that we kill
    made = LocalCluster(  # type: ignore[no-untyped-call]  # as Dask has it
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        protocol="tcp://",
        dashboard_address=None,
        memory_limit=0,
    )
    with made:
        yield made.scheduler_address, [worker.pid for worker in made.workers.values()]


def test_two_workers_give_what_this_machine_gives_though_one_is_killed(tmp_path: Path) -> None:
    rows = lines(300)
    rows[123]["hours"] = 24
    table = str(write_table(tmp_path / "in.parquet", rows))
    here = bulk(table, str(tmp_path / "here.parquet"), JOB)
    with cluster(2) as (address, processes):
        seen: list[int] = []

        def watch(progress: Progress) -> None:
            seen.append(progress.tally.rows)
            if len(seen) == 8:
                os.kill(processes[0], signal.SIGKILL)

        there = bulk(table, str(tmp_path / "there.parquet"), JOB, engine=dask(address), watch=watch)
        ended = recur(f"bulk {table} --counts month --engine dask --scheduler {address} --rows 50")
    assert len(seen) == 31
    assert there.tally == here.tally
    for name in ("parquet", "errors.parquet"):
        assert (tmp_path / f"there.{name}").read_bytes() == (tmp_path / f"here.{name}").read_bytes()
    assert ended.code == 1
    assert ended.out.splitlines()[1:3] == ["2020-09    299", "2020-10    897"]


def test_dask_keeps_its_tracebacks_to_itself_while_it_works_for_us() -> None:
    names = ("distributed", "distributed.client", "distributed.batched")
    before = [logging.getLogger(name).level for name in names]
    logging.getLogger("distributed.client").setLevel(logging.WARNING)  # as Dask sets it when it is loaded
    with hushed():
        assert not any(logging.getLogger(name).isEnabledFor(logging.ERROR) for name in names)
    assert logging.getLogger("distributed.client").level == logging.WARNING
    logging.getLogger("distributed.client").setLevel(before[1])
    assert [logging.getLogger(name).level for name in names] == before


def test_a_cluster_that_is_not_there_is_said_to_be_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.bulk.engines.PATIENCE", 1)
    table = write_table(tmp_path / "in.csv", lines(1))
    line = f"bulk {table} --out {tmp_path}/out.csv --engine dask --scheduler"
    nobody = recur(f"{line} tcp://127.0.0.1:1")
    assert nobody.code == 69
    assert "tcp://127.0.0.1:1: no Dask scheduler answers" in nobody.err
    assert "`dask worker tcp://127.0.0.1:1`" in nobody.err
    with cluster(0) as (address, _):
        idle = recur(f"{line} {address}")
    assert idle.code == 69
    assert f"{address}: the scheduler has no workers." in idle.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["in.csv"]
