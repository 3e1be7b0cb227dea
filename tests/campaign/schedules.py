"""C2: the deterministic simulation, many seeds: `python -m tests.campaign.schedules FIRST LAST`."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable

from tests.campaign.said import say
from tests.simulation.schedules import run_seed


def tried(seeds: Iterable[int], run: Callable[[int], None]) -> tuple[int, list[str]]:
    """How many schedules were run, and each that broke a promise, with how to see it again."""
    count, found = 0, list[str]()
    for seed in seeds:
        count += 1
        try:
            run(seed)
        except Exception as error:  # noqa: BLE001  whatever a schedule raises is a finding
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{where.filename.rsplit('/', 1)[-1]}:{where.lineno}"
            found.append(
                f"{type(error).__name__} {error} ({place}); replay: python -m tests.simulation {seed}"
            )
    return count, found


if __name__ == "__main__":
    first, last = map(int, sys.argv[1:])
    count, found = tried(range(first, last), run_seed)
    say({"schedules": count}, found)
