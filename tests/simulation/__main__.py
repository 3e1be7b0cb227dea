"""Replays schedules: `python -m tests.simulation SEED` tells one step by step, `FIRST LAST` tries a range."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from time import process_time

from tests.simulation.schedules import Schedule


def tell(seed: int) -> None:
    """One schedule, with its rows, its times, and what broke."""
    schedule = Schedule(seed)
    print(f"seed {seed}: resend={schedule.resend} wild={schedule.is_wild} settle={schedule.settle:g}")
    print(
        f"lag={schedule.server.lag:g} hides_past={schedule.server.hides_past} {schedule.simulation.plan.manner}"
    )
    try:
        schedule.run()
    finally:
        for row in schedule.simulation.rows:
            print(row)
        for post in schedule.simulation.checker.posts:
            print(
                post.process, post.ended, post.outcome, post.reason, [f"{start:%d}" for start in post.starts]
            )
        print("made:", {f"{start:%d %H}": by for start, by in schedule.server.made.items()})
        print("spoiled:", schedule.simulation.spoiled, "now", schedule.simulation.now)


def sweep(first: int, last: int) -> int:
    """All seeds from first to last; how many failed."""
    began, failures = process_time(), Counter[str]()
    example: dict[str, int] = {}
    for seed in range(first, last):
        try:
            Schedule(seed).run()
        except Exception as error:  # noqa: BLE001  a sweep counts every kind of failure
            where = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {str(error)[:50]} ({where.filename.rsplit('/', 1)[-1]}:{where.lineno})"
            kind = "".join("#" if letter.isdigit() else letter for letter in kind)
            failures[kind] += 1
            example.setdefault(kind, seed)
    for kind, count in failures.most_common():
        print(f"{count:6d}  {kind}  e.g. seed {example[kind]}")
    seconds = process_time() - began
    print(
        f"{last - first} schedules, {failures.total()} failed, {(last - first) / seconds:.0f}/s of one core"
    )
    return failures.total()


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    if len(numbers) == 2:
        sys.exit(bool(sweep(*numbers)))
    tell(numbers[0])
