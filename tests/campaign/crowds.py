"""C18: several processes at once: `python -m tests.campaign.crowds starts|resumes|plans|records COUNT`.

starts: six apply one plan. resumes: four resume it. plans: two plans for the same dates of one class, one record folder.
records: one plan, two folders, as on two machines: what is made twice cannot be prevented there, and must be told.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.campaign.rooms import rooms
from tests.campaign.said import say
from tests.frontdesk_plan.sweep import DATES, Done, Place, control

Tally = tuple[dict[str, object], list[str]]
BUSY = {65, 75, 73}
"""Refused as stale, as locked, or because there is a record already."""


def together(*runs: tuple[Place, Sequence[str]]) -> list[Done]:
    """Commands in processes of their own that begin at the same moment."""
    gate, opener = os.pipe()
    pipes = list[int]()
    for room, words in runs:
        reader, writer = os.pipe()
        if os.fork() == 0:
            os.close(opener)
            os.read(gate, 1)
            os.write(writer, json.dumps(room.run(*words)).encode()[:60_000])
            os._exit(0)
        os.close(writer)
        pipes.append(reader)
    os.close(gate)
    os.close(opener)
    told = list[str]()
    for reader in pipes:
        with os.fdopen(reader, "rb") as pipe:
            told.append(pipe.read().decode())
    for _ in pipes:
        os.wait()
    return [Done(*json.loads(one)) for one in told]


def doubled(room: Place) -> list[str]:
    """Every start that exists more than once, or not at all."""
    counts = room.counts()
    found = [f"{start} exists {n} times" for start, n in counts.items() if n != 1]
    return found + ([] if len(counts) == DATES else [f"{len(counts)} dates exist"])


def starts(room: Place) -> list[str]:
    """Six at once."""
    words = ["apply", room.plan, *room.planned(1)]
    codes = sorted(int(done.code) for done in together(*[(room, words)] * 6))
    return doubled(room) + ([] if codes[0] == 0 and set(codes) <= {0, *BUSY} else [f"ended with {codes}"])


def resumes(room: Place) -> list[str]:
    """Four at once, after a run that was cut off."""
    agreed = room.planned(1)
    control(room.url, "POST", "faults", {"duplicate": ["ok", "rst"]})
    first = room.run("apply", room.plan, *agreed, deadline=2.0)
    codes = {int(done.code) for done in together(*[(room, ["resume", room.plan, "--resend"])] * 4)}
    last = room.run("resume", room.plan, "--resend")
    wrong = [] if codes <= {0, *BUSY} and last.code == 0 else [f"ended with {first.code}, {codes}, {last}"]
    return doubled(room) + wrong


def plans(room: Place) -> list[str]:
    """Two plans of the same dates."""
    one = ["apply", room.plan, *room.planned(1)]
    other = room._replace(folder=room.folder / "other")
    two = ["apply", other.plan, *other.planned(3)]
    done = together((room, one), (room, two))
    codes = sorted(int(each.code) for each in done)
    return doubled(room) + ([] if codes[0] == 0 and codes[1] in BUSY else [f"ended with {codes}: {done}"])


def records(room: Place) -> list[str]:
    """One plan, and a record folder each."""
    words = ["apply", room.plan, *room.planned(1)]
    other = room._replace(folder=room.folder / "elsewhere")
    other.folder.mkdir()
    shutil.copy(room.plan, other.plan)
    done = together((room, words), (other, ["apply", other.plan, *other.agreed()]))
    twice = [start for start, n in room.counts().items() if n > 1]
    verified = [
        each.run("verify", each.plan)
        for each in (room, other)
        if Path(each.folder / "state" / "journals").exists()
    ]
    told = [each for each in verified if each.code == 1]
    if twice:
        return [] if len(told) == len(verified) else [f"{twice} exist twice, and {verified} do not tell"]
    codes = sorted(int(each.code) for each in done)
    return doubled(room) + ([] if codes[0] in {0, 1} else [f"ended with {done}"])


WORK = {"starts": starts, "resumes": resumes, "plans": plans, "records": records}


def tried(kind: str, count: int) -> Tally:
    """So many times, each at a location of its own."""
    with rooms(count) as places:
        found = [f"{kind}, time {n}: {fault}" for n, room in enumerate(places) for fault in WORK[kind](room)]
    return {"crowds": {kind: count}}, found


if __name__ == "__main__":
    say(*tried(sys.argv[1], int(sys.argv[2])))
