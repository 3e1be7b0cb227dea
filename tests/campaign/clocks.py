"""C17: commands whose wall clock is wrong, jumps or changes its zone: `python -m tests.campaign.clocks`.

The clock is faked by libfaketime in real processes (Debian has it; it is looked for there, in .build/faketime, and where
`FAKETIME_LIBRARY` says). What is kept of each request, a digest of its bytes, must be the same as with a clock that is
right, and `verify` must find each date once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from sync.journal import Journal
from sync.rows import Intended
from tests.campaign.rooms import rooms
from tests.campaign.runner import ROOT
from tests.campaign.said import say
from tests.frontdesk_plan.service import PARTNER, USER
from tests.frontdesk_plan.sweep import DATES, Place

NAME = "usr/lib/*/faketime/libfaketime.so.1"
LIBRARY = os.environ.get("FAKETIME_LIBRARY") or next(
    (str(found) for folder in (Path("/"), ROOT / ".build" / "faketime") for found in folder.glob(NAME)), ""
)


class Clock(NamedTuple):
    """What the wall clock shows while a plan is made, applied and verified; the zone of the machine."""

    name: str
    plan: str
    apply: str
    verify: str
    zone: str = "UTC"
    first: date = date(2026, 12, 7)


VICTIM = """\
import runpy, select, time
time.sleep = lambda seconds: select.select([], [], [], max(seconds, 0))
runpy.run_module("tests.frontdesk_plan.victim", run_name="__main__")
"""
"""libfaketime answers the sleep of newer Pythons (clock_nanosleep until a moment) with an error; select it knows."""
RIGHT = "@2026-11-22 08:00:00"
CLOCKS = (
    Clock("right", RIGHT, RIGHT, RIGHT),
    Clock("a day ahead", RIGHT, "@2026-11-23 08:00:00", RIGHT),
    Clock("a day behind", RIGHT, "@2026-11-21 08:00:00", RIGHT),
    Clock("an hour behind at the end", RIGHT, RIGHT, "@2026-11-22 07:00:00"),
    Clock("ten times too fast", RIGHT, f"{RIGHT} x10", f"{RIGHT} x10"),
    Clock("hardly moving", RIGHT, f"{RIGHT} x0.1", RIGHT),
    Clock("another side of the world", RIGHT, RIGHT, RIGHT, "Pacific/Kiritimati"),
    Clock("yesterday still", RIGHT, RIGHT, RIGHT, "America/New_York"),
    Clock("midnight in between", "@2026-11-22 23:59:58", "@2026-11-22 23:59:59", "@2026-11-23 00:00:00", "Europe/Riga"),
    Clock("right on a leap day", "@2028-02-28 12:00:00", "@2028-02-28 12:00:00", "@2028-02-28 12:00:00", first=date(2028, 3, 24)),
    Clock("into a leap day", "@2028-02-28 12:00:00", "@2028-02-28 23:59:59", "@2028-02-29 23:59:59", first=date(2028, 3, 24)),
    Clock("into the hour that is left out", "@2028-03-22 12:00:00", "@2028-03-26 00:59:59", "@2028-03-26 01:00:01", "Europe/Riga", date(2028, 3, 24) + timedelta(days=7)),
    Clock("out of the hour that comes twice", "@2026-10-24 12:00:00", "@2026-10-25 00:59:59", "@2026-10-25 01:00:01", "Europe/Riga"),
)  # fmt: skip


def command(room: Place, moment: str, zone: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A command line in a process with this clock."""
    environ = {
        **os.environ, "LD_PRELOAD": LIBRARY, "FAKETIME": moment, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": zone,
        "RECUR_BASE_URL": room.url, "ALTEGIO_PARTNER_TOKEN": PARTNER, "ALTEGIO_USER_TOKEN": USER, "RECUR_SETTLE": "0",
        "RECUR_LOCATION": str(room.number), "RECUR_ZONE": "Europe/Riga", "RECUR_STATE_DIR": str(room.folder / "state"),
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    line = [sys.executable, "-c", VICTIM, *words]
    return subprocess.run(
        line, env=environ, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def told(room: Place, clock: Clock) -> tuple[Counter[str], list[str]]:
    """What was asked for with this clock, request by request, and what is wrong."""
    room.folder.mkdir()
    words = (
        "plan",
        "--event",
        str(10_000 + room.number),
        "--mode",
        "daily",
        "--from",
        clock.first.isoformat(),
        "--count",
        str(DATES),
        "--chunk",
        "2",
        "--out",
        room.plan,
    )
    planned = command(room, clock.plan, clock.zone, *words)
    if planned.returncode:
        return Counter(), [f"plan ended with {planned.returncode}: {planned.stderr[-300:]}"]
    digest = json.loads(Path(room.plan).read_text(encoding="utf-8"))["digest"]
    applied = command(room, clock.apply, clock.zone, "apply", room.plan, "--digest", digest[:12])
    verified = command(room, clock.verify, clock.zone, "verify", room.plan)
    wrong = [
        f"{done.args[3]} ended with {done.returncode}: {done.stderr[-300:]}"
        for done in (applied, verified)
        if done.returncode
    ]
    with Journal.open(room.folder / "state", digest) as journal:
        requests = Counter(
            f"{row.starts[0]:%H:%M} {row.request}" for row in journal.rows if isinstance(row, Intended)
        )
    return requests, wrong


def tried(places: list[Place]) -> tuple[dict[str, object], list[str]]:
    """Every clock; those of the same dates are compared with the first of them."""
    found, right = list[str](), dict[date, Counter[str]]()
    environ = {"LD_PRELOAD": LIBRARY, "FAKETIME": "@2031-05-06 12:00:00"}
    shown = subprocess.run(["date", "+%F"], env=environ, capture_output=True, text=True, check=False).stdout
    if shown != "2031-05-06\n":
        return {}, [f"not run: {LIBRARY} does not change the clock"]
    for room, clock in zip(places, CLOCKS, strict=False):
        requests, wrong = told(room, clock)
        found += [f"{clock.name}: {fault}" for fault in wrong]
        if requests != right.setdefault(clock.first, requests):
            found.append(f"{clock.name}: other bytes were sent")
    return {"clocks": len(CLOCKS)}, found


if __name__ == "__main__":
    if not LIBRARY:
        say(
            {},
            [
                "not run: there is no libfaketime; install Debian's package of that name, or unpack it with `dpkg -x` into .build/faketime"
            ],
        )
    else:
        with rooms(len(CLOCKS)) as rows:
            say(*tried(list(rows)))
