"""C10: the engine on inputs nobody would choose, most of them nearly right, and beside an oracle that walks day by day.

`python -m tests.campaign.questions fuzz SEED COUNT` asks only for dates or a typed error, soon and in little memory;
`… oracle SEED COUNT` compares every date with `property_tests/oracle.py`, which shares no code with the engine.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from time import process_time
from typing import Any

from property_tests.bridge import engine_verdict, oracle_verdict
from property_tests.oracle import AXES, Question
from recurrence import Reading, RecurrenceError, Strategy, Window, expand
from tests.campaign.said import say

EDGES = (
    date(1, 1, 1), date(9999, 12, 31), date(2028, 2, 29), date(2027, 1, 31), date(2100, 2, 28), date(1900, 2, 28),
    date(2000, 2, 29), date(9996, 2, 29), date(2027, 12, 31), date(2027, 3, 28), date(2027, 10, 31),
)  # fmt: skip
WRONG: tuple[object, ...] = (
    None, True, False, -1, 0, 8, 7, 10**9, 10**9 + 1, 2**63, 10**4000, 1.0, float("nan"), float("inf"), "5", "", "\u0665",
    "monday", b"1", (), [], {}, [1, [2]], object(), date(2027, 1, 1), datetime(2027, 1, 1, 10, 0, 1),
    datetime.max, timedelta(days=1), complex(1), range(3), Ellipsis, int, "\ud800", "x" * 10_000,
)  # fmt: skip
SPOILT = (0, 0, 1, 1, 1, 2, 5)
"""In how many places an input is wrong."""
MOST_TAKEN = 40
LONGEST_WALK = 1_500


def a_day(rng: Random) -> date:
    """An edge, a day near one, one of these years, or any."""
    kind = rng.random()
    if kind < 0.4:
        ordinal = rng.choice(EDGES).toordinal() + rng.randrange(-3, 4)
        return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    return date.fromordinal(
        rng.randrange(735_000, 745_000) if kind < 0.8 else rng.randrange(1, date.max.toordinal() + 1)
    )


def a_question(rng: Random) -> dict[str, Any]:
    """All arguments of one expansion, each of them right."""
    start = a_day(rng)
    till = start + timedelta(days=min(rng.choice((0, 1, 30, 400, 40_000)), (date.max - start).days))
    event = datetime.combine(start if rng.random() < 0.6 else a_day(rng), datetime.min.time())
    return {
        "mode": rng.randrange(1, 8), "days": tuple(rng.sample(range(7), rng.randrange(8))),
        "interval": rng.choice((0, 0, 1, 2, 3, 11, 47, 99, 10_000)), "content_type": rng.randrange(1, 3),
        "start": start, "till": till if rng.random() < 0.7 else None,
        "count": rng.choice((1, 2, 9, 365, 10**6, 10**9)) if rng.random() < 0.5 else None,
        "hours": rng.choice((None, 0, 9, 23)), "minutes": rng.choice((None, 0, 59)),
        "event": event + timedelta(minutes=rng.randrange(1440)) if rng.random() < 0.8 else None,
        "axes": {axis: rng.choice(values) for axis, values in AXES.items() if rng.random() < 0.3},
    }  # fmt: skip


def spoilt(rng: Random, asked: dict[str, Any], times: int) -> dict[str, Any]:
    """The same with some arguments that are nearly right, or not at all."""
    asked = dict(asked)
    for _ in range(times):
        name = rng.choice(sorted(asked))
        asked[name] = rng.choice(WRONG)
        if name == "days" and rng.random() < 0.7:
            asked[name] = tuple(
                rng.choice((*range(7), 7, -1, True, "1", None)) for _ in range(rng.randrange(9))
            )
        if name == "axes":
            asked[name] = (
                {rng.choice((*AXES, "none", "")): rng.choice(WRONG)}
                if rng.random() < 0.7
                else rng.choice(WRONG)
            )
    return asked


def expanded(asked: dict[str, Any]) -> None:
    """Ask, and look at both ends and a place between; raises what the engine raises."""
    strategy = Strategy(
        asked["mode"], days=asked["days"], interval=asked["interval"], content_type=asked["content_type"]
    )
    window = Window(
        asked["start"],
        till=asked["till"],
        count=asked["count"],
        hours=asked["hours"],
        minutes=asked["minutes"],
    )
    axes = asked["axes"]
    reading = (
        Reading(**axes) if isinstance(axes, dict) and all(isinstance(name, str) for name in axes) else axes
    )
    dates = expand(strategy, window, event=asked["event"], reading=reading)
    size = len(dates)
    first = list(islice(dates, MOST_TAKEN))
    assert len(first) == min(size, MOST_TAKEN), "its length is not how many there are"
    assert first == sorted(set(first)), "out of order, or twice"
    if size:
        assert dates[-1] >= first[-1]
        assert dates[size // 2] in dates, "a date of it is not in it"


def fuzzed(
    seed: int, count: int, subject: Callable[[dict[str, Any]], None]
) -> tuple[dict[str, object], list[str]]:
    """What was reached and found with so many questions from a seed."""
    rng, seconds, near, refused = Random(seed), list[float](), 0, 0
    found = list[str]()
    for number in range(count):
        times = rng.choice(SPOILT)
        near += times <= 1
        asked = spoilt(rng, a_question(rng), times)
        began = process_time()
        try:
            subject(asked)
        except RecurrenceError:
            refused += 1
        except Exception as error:  # noqa: BLE001  anything else is what we look for
            found.append(f"number {number}: {type(error).__name__} {error!s:.100}: {asked!r:.300}")
        seconds.append(process_time() - began)
    seconds.sort()
    return {
        "inputs": count,
        "nearly right": near,
        "answered": count - refused,
        "p99.9 ms": 1000 * seconds[int(count * 0.999) - 1],
        "longest ms": 1000 * seconds[-1],
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }, found


def a_short_question(rng: Random) -> Question:
    """One that the oracle can walk: some years at most."""
    asked = a_question(rng)
    start = asked["start"]
    span = min(rng.randrange(LONGEST_WALK), (date.max - start).days)
    if asked["count"] is None or asked["count"] > 9 or rng.random() < 0.5:
        asked["till"] = start + timedelta(days=span)
    asked["count"] = rng.randrange(1, 40) if asked["count"] and asked["till"] else None
    asked["till"] = asked["till"] and min(asked["till"], start + timedelta(days=span))
    del asked["content_type"]
    return Question(**asked)


def compared(
    seed: int, count: int, subject: Callable[[Question], object]
) -> tuple[dict[str, object], list[str]]:
    """So many questions answered by both."""
    rng = Random(seed)
    found = list[str]()
    for _ in range(count):
        q = a_short_question(rng)
        if subject(q) != oracle_verdict(q):
            found.append(f"differs from the oracle: {q}")
    return {"equal to the oracle": count - len(found)}, found


if __name__ == "__main__":
    kind, first, number_of = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    say(
        *(
            fuzzed(first, number_of, expanded)
            if kind == "fuzz"
            else compared(first, number_of, engine_verdict)
        )
    )
