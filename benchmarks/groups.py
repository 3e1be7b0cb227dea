"""The groups of measurements: what `make bench ONLY=…` chooses from, in the order of the page.

Decides which contests belong together, how much each may cost, and whose versions stand beside its figures.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from benchmarks import contests, files, large, processes, runtimes, tables
from benchmarks.contests import Contest
from benchmarks.figures import Figure
from benchmarks.pairs import FEW, SEVERAL, THOROUGH
from benchmarks.results import versions

HERE = ("python-dateutil", "numpy")
TABLES = (*HERE, "pyarrow")


class Group(NamedTuple):
    """A name, what it measures in words, the measuring, and the versions that matter."""

    name: str
    words: str
    figures: Callable[[], Iterator[Figure]]
    versions: Callable[[], tuple[str, ...]]
    of_peers: bool = False  # whether its figures belong to the table of peers


def groups() -> list[Group]:
    """All of them."""
    return [*_aims(), *map(_runtime, (*runtimes.LISTS, *runtimes.ARRAYS)), *_beside()]


def _aims() -> Iterator[Group]:
    yield _contests(
        "lists", "lists beside python-dateutil and beside making objects", contests.lists_of_dates
    )
    yield _contests("questions", "counts, next dates and membership, near and far", contests.questions)
    yield _contests("arrays", "arrays beside python-dateutil", contests.arrays)
    yield _contests("texts", "JSON", contests.texts)
    yield Group("tables", "many strategies at once", partial(tables.figures, SEVERAL), _versions(TABLES))
    yield Group("large", "ten million dates", partial(large.figures, THOROUGH), _versions(HERE))
    yield Group("files", "a million strategies, Parquet to Parquet", files.figures, _versions(TABLES))
    yield Group("dask", "the same on Dask", files.dask_figures, _versions((*TABLES, "dask", "distributed")))
    yield Group("starts", "whole processes", partial(processes.starts, THOROUGH.turns), _versions(HERE))


def _runtime(peer: str) -> Group:
    return Group(
        peer,
        "its own process",
        partial(runtimes.figures, peer),
        lambda: (runtimes.version_of(peer),),
        of_peers=True,
    )


def _beside() -> Iterator[Group]:
    yield _contests("numpy", "arrays beside numpy's own calls", contests.beside_numpy, of_peers=True)
    yield Group("first", "the first call", partial(processes.first_calls, THOROUGH.turns), _versions(HERE))
    yield _contests("plans", "a plan and its digest", contests.small_plans, contests.large_plans)
    yield _contests(
        "clashes", "planned classes against what is there", contests.small_crowds, contests.large_crowds
    )
    yield _contests("readings", "every reading", contests.of_readings)
    yield _contests("infer", "what is behind a list", contests.of_lists)


def _contests(
    name: str, words: str, *parts: Callable[[], Iterable[Contest]], of_peers: bool = False
) -> Group:
    def figures() -> Iterator[Figure]:
        for contest in (contest for part in parts for contest in part()):
            yield contest.measure(FEW if contest.long else THOROUGH)

    return Group(name, words, figures, _versions(HERE), of_peers)


def _versions(names: Sequence[str]) -> Callable[[], tuple[str, ...]]:
    return lambda: versions(names)
