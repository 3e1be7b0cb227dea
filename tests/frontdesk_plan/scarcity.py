"""Runs an apply where the disk fills up, or memory runs out; resumes it, and counts what exists.

As `sweep.py`: forked processes, a real service, one location for each run. The limits are the system's own, so that
whatever writes or allocates meets them. `disk`: no file may exceed so many bytes (RLIMIT_FSIZE), plan, journal, head,
locks and log of sends alike. `memory`: from this step on the process gets no more than it has (RLIMIT_AS).
Prints a JSON object: each limit with the exit code that it led to and the dates made by then, and what was wrong after.

    python -m tests.frontdesk_plan.scarcity disk|memory FIRST LAST STRIDE [late-intent]
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from tests.frontdesk_plan import sweep
from tests.frontdesk_plan.sweep import Done, Place, Steps, service, wrong

ROOM = 256 * 1024
DATES = 16
"""As many requests: their record has several pages."""


class Starving(Steps):
    """From one step on there is no more memory than now, and a little to say so."""

    def note(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self.at:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
            size = pages * resource.getpagesize() + ROOM
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


class Cramped(Steps):
    """From the first step on no file may exceed a size."""

    def note(self, name: str) -> None:
        self.names.append(name)

    def install(self, mutant: str) -> None:
        super().install(mutant)
        assert self.at is not None
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.at, self.at))


KINDS: dict[str, type[Steps]] = {"disk": Cramped, "memory": Starving}


def trial(kind: str, place: Place, value: int) -> tuple[int | str, int, list[str]]:
    """One run with a limit: its exit code, how many dates it made, and what is wrong then or after a resume without."""
    place.folder.mkdir()
    agreement = place.planned()
    done = place.dying(KINDS[kind](value), "apply", place.plan, *agreement)
    made = place.counts().total()
    found = [f"a traceback: {done.err}"] if "Traceback" in done.err else []
    if kind == "disk":
        found += _disk_faults(done, made)
    if done.code == 0:  # what was left sufficed
        found += [] if made == DATES else [f"ended well with {made} dates"]
    else:
        found += wrong(place, agreement)
    return done.code, made, found


def _disk_faults(done: Done, made: int) -> list[str]:
    """What a command must not do that a full disk stopped."""
    if done.code == 73 and made:
        return ["refused as if nothing had been sent"]
    if done.code == 74 and not any(line.startswith("{") for line in done.err.splitlines()):
        return ["the row is not shown"] if "log of sends" not in done.err else []
    return [] if done.code in {0, 73, 74} else [f"ended with {done.code}: {done.err}"]


def scarce(folder: Path, kind: str, values: range, mutant: str = "") -> dict[str, object]:
    """A run for each limit."""
    runs: dict[int, tuple[int | str, int]] = {}
    broken: list[str] = []
    with service(folder, len(values) + 1) as url:
        for number, value in enumerate(values, 1):
            code, made, found = trial(kind, Place(url, number, folder / str(number), mutant), value)
            runs[value] = code, made
            broken += [f"{value}: {fault}" for fault in found]
    return {"runs": runs, "broken": broken}


if __name__ == "__main__":
    sweep.CHUNK, sweep.DATES, sweep.LAST = 1, DATES, sweep.FIRST + timedelta(days=DATES - 1)
    kind, first, last, stride, *mutant = sys.argv[1:]
    values = range(int(first), int(last), int(stride))
    print(json.dumps(scarce(Path(mkdtemp()), kind, values, *mutant)))
