"""C21: hours of ordinary work in one process at the real pace, 1 % of it going wrong: `python -m tests.campaign.soak SEED SECONDS`.

Plans are made, applied, resumed and verified one after the other until the time is over. Memory and open descriptors are
read after each; what the first third needed is compared with what the last third did.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from random import Random
from statistics import mean

from tests.campaign.rooms import rooms
from tests.campaign.said import say
from tests.frontdesk_plan.sweep import Place, control

FAULTS = (
    "rst",
    "commit-then-rst",
    "503",
    "500@partial:1",
    "html",
    "fin",
    "commit-then-fin",
    "cut-length",
    "429:1",
    "invalid-json",
)
SHARE = 0.01
MOST_GROWTH = 4.0
"""MiB, from the first third to the last."""


def needs() -> tuple[float, int]:
    """MiB and descriptors of this process now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20, len(list(Path("/proc/self/fd").iterdir()))


def worked(room: Place, rng: Random) -> list[str]:
    """One plan from its making to its verification."""
    faults = [rng.choice(FAULTS) if rng.random() < SHARE * 6 else "ok" for _ in range(3)]
    control(room.url, "POST", "faults", {"duplicate": faults})
    agreed = room.planned(2)
    done = room.run("apply", room.plan, *agreed, deadline=2.0)
    for _ in range(3):
        if done.code == 0:
            break
        done = room.run("resume", room.plan, "--resend", deadline=2.0)
    control(room.url, "DELETE", "faults")
    verified = room.run("verify", room.plan)
    counts = room.counts()
    twice = [f"{start} exists {n} times" for start, n in counts.items() if n > 1]
    lost = (
        []
        if done.code == 0 and len(counts) == 6
        else [f"{len(counts)} dates exist after {done.code}: {done.err[-200:]}"]
    )
    return twice + lost + ([] if verified.code == 0 else [f"verify ended with {verified.code}"])


def soaked(seed: int, seconds: float, most: int = 4000) -> tuple[dict[str, object], list[str]]:
    """So many seconds of it."""
    rng, found, needed = Random(seed), list[str](), list[tuple[float, int]]()
    began = time.monotonic()
    with rooms(most) as places:
        for number, room in enumerate(places):
            found += [f"plan {number}: {fault}" for fault in worked(room, rng)]
            needed.append(needs())
            if time.monotonic() - began > seconds:
                break
    third = len(needed) // 3 or 1
    (first, opened), (last, still) = (
        [mean(column) for column in zip(*part, strict=True)]
        for part in (needed[third // 2 : third + 1], needed[-third:])
    )
    if last - first > MOST_GROWTH:
        found.append(f"memory grows from {first:.1f} to {last:.1f} MiB")
    if still - opened > 1:
        found.append(f"descriptors grow from {opened:.1f} to {still:.1f}")
    return {
        "seconds": time.monotonic() - began,
        "plans": len(needed),
        "MiB more": max(0.0, last - first),
        "descriptors more": max(0.0, still - opened),
    }, found


if __name__ == "__main__":
    say(*soaked(int(sys.argv[1]), float(sys.argv[2])))
