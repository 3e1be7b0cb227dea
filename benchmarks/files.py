"""placeholder"""

from collections.abc import Iterator

from benchmarks.figures import Figure


def figures() -> Iterator[Figure]:
    return iter(())


def dask_figures() -> Iterator[Figure]:
    return iter(())
