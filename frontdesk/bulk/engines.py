"""Partitions to whoever works on them, and their results as they come: threads of this process, or workers of Dask.

Decides how many partitions are under way at once, so that memory stays bounded. What is done with a partition is the
caller's. Dask has its own scheduler; ours is a loop that hands out the next when one comes back.
"""

import logging
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pyarrow as pa

from frontdesk.bulk.partitions import Partition
from frontdesk.errors import EngineFailed
from recurrence.errors import MissingExtra

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
PATIENCE = 10
"""How many seconds a cluster has to answer."""
VERSIONED = ("recur", "pyarrow", "numpy")


Run = Callable[[Iterable[Partition], Callable[[Partition], Any]], Generator[Any, None, None]]


class Engine(NamedTuple):
    """Does the work of each partition, and yields what comes of it in any order while more are being read.

    `here`: the work is done in this process and may use its files. What the work raises, `run` raises.
    """

    run: Run
    here: bool


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def threads(workers: int) -> Engine:
    """The engine of this machine: so many threads, and one partition more that waits."""

    def run(parts: Iterable[Partition], work: Callable[[Partition], T]) -> Generator[T, None, None]:
        waiting: set[Future[T]] = set()
        pool = ThreadPoolExecutor(workers, "bulk")
        try:
            for part in parts:
                waiting.add(pool.submit(work, part))
                if len(waiting) > workers:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (each.result() for each in done)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in done)
        finally:
            pool.shutdown(cancel_futures=True)

    return Engine(run, here=True)


def versions() -> dict[str, str]:
    """The versions that a part depends on."""
    return {name: version(name) for name in VERSIONED}


def dask(address: str) -> Engine:
    """The engine of a Dask cluster: the workers of the scheduler at this address, such as `tcp://127.0.0.1:8786`.

    Raises `MissingExtra` without the extra `dask`; the engine raises `EngineFailed`.
    """
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise MissingExtra("dask", error.name or "distributed") from None

    def run(parts: Iterable[Partition], work: Callable[[Partition], T]) -> Generator[T, None, None]:
        with hushed():
            client = _client(address)
            try:
                _check_workers(client, address)
                yield from _mapped(client, parts, work)
            except (distributed.KilledWorker, distributed.CancelledError, TimeoutError, OSError) as error:
                raise _failure(address, error) from None
            finally:
                client.close(timeout=PATIENCE)  # type: ignore[no-untyped-call]  # as Dask has it

    return Engine(run, here=False)


@contextmanager
def hushed() -> Iterator[None]:
    """Meanwhile Dask logs nothing here: what its tracebacks come to is raised and said in a sentence."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _client(address: str) -> "Client":
    from distributed import Client

    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # as Dask has it
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise EngineFailed(address, "unreachable", _told(error)) from None


def _check_workers(client: "Client", address: str) -> None:
    """Every worker must do the work as it is done here. Raises `EngineFailed`."""
    try:
        found: dict[str, Any] = client.run(versions)
    except (ImportError, AttributeError) as error:
        raise EngineFailed(address, "not_there", _told(error)) from None
    if not found:
        raise EngineFailed(address, "no_workers")
    ours = versions()
    for worker, theirs in found.items():
        other = [f"{name} {theirs[name]}, here {ours[name]}" for name in ours if theirs[name] != ours[name]]
        if other:
            raise EngineFailed(address, "versions", f"{worker} has {'; '.join(other)}")


def _mapped(
    client: "Client", parts: Iterable[Partition], work: Callable[[Partition], T]
) -> Generator[T, None, None]:
    """Two partitions under way for each thread of a worker: one that is worked on, and one that is on its way.

    The rows travel with the task and not apart from it, so that the scheduler can give them to another worker when one
    dies.
    """
    from distributed import as_completed

    room = 2 * max(sum(client.nthreads().values()), 1)  # type: ignore[no-untyped-call]  # as Dask has it
    waiting: Any = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]  # as Dask has it
    for part in parts:
        while waiting.count() >= room:
            yield _result(waiting)
        waiting.add(
            client.submit(_worked, work, part.number, part.first_row, _packed(part.table), pure=False)
        )
    while waiting.count():
        yield _result(waiting)


def _packed(table: pa.Table) -> bytes:
    """A table's own rows; pickled it would take along all that it was cut from."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def _worked(work: Callable[[Partition], T], number: int, first_row: int, packed: bytes) -> T:
    """Do the work of a partition; on a worker."""
    return work(Partition(number, first_row, pa.ipc.open_stream(packed).read_all()))


def _result(waiting: Any) -> Any:  # noqa: ANN401  Dask's futures are of no type
    future = next(waiting)
    try:
        return future.result()
    finally:
        future.release()


def _failure(address: str, error: Exception) -> EngineFailed:
    fault = "killed" if type(error).__name__ == "KilledWorker" else "lost"
    return EngineFailed(address, fault, _told(error))


def _told(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0][:200] if lines else type(error).__name__
