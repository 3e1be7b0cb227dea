"""Kills a process at every step of a pace, and asks what the log that it leaves lets the next one send.

A step is the first or the last passage of a line of `sync/pace.py`, or with `opcodes` every n-th instruction of the
interpreter; the steps come from a trace, so that new lines are covered by themselves. The clock is virtual and shared: the child that dies and the parent
that goes on see one time. Prints a JSON object: how many steps, and each after which the limits were broken.

    python -m tests.pace.sweep SCENARIO lines|opcodes STRIDE [MUTANT]
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import struct
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from sync import pace as module
from sync.pace import Pace
from tests.pace import mutants

SPACING, MOST, PER = 0.32, 6, 5.0
TRACED = {module.__file__, mutants.__file__}


class Shared:
    """What outlives a kill: the time, and when requests left."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 4096)
        self.set(1000.0, [])

    def set(self, now: float, sends: list[float]) -> None:
        struct.pack_into(f"<dq{len(sends)}d", self._memory, 0, now, len(sends), *sends)

    @property
    def now(self) -> float:
        return float(struct.unpack_from("<d", self._memory)[0])

    @property
    def sends(self) -> list[float]:
        (count,) = struct.unpack_from("<q", self._memory, 8)
        return list(struct.unpack_from(f"<{count}d", self._memory, 16))

    def sleep(self, seconds: float) -> None:
        self.set(self.now + seconds, self.sends)

    def send(self) -> None:
        self.set(self.now, [*self.sends, self.now])


class Killer:
    """Counts the steps inside the pace, and kills this process at one of them."""

    def __init__(self, at: int | None, *, opcodes: bool) -> None:
        self.lines, self._at, self._opcodes = list[int](), at, opcodes

    def start(self) -> None:
        sys._getframe().f_trace_opcodes = self._opcodes  # Python 3.12 asks for it before the trace begins
        sys.settrace(self)

    def __call__(self, frame: FrameType, event: str, _: object) -> Killer | None:
        if frame.f_code.co_filename not in TRACED:
            return None
        frame.f_trace_opcodes = self._opcodes
        if event == ("opcode" if self._opcodes else "line"):
            self.lines.append(frame.f_lineno)
            if len(self.lines) - 1 == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
        return self


def pace_of(directory: Path, shared: Shared) -> Pace:
    clock, sleep = (lambda: shared.now), shared.sleep
    pace = getattr(mutants, sys.argv[4]) if sys.argv[4:] else Pace
    made: Pace = pace(directory, "h", clock=clock, sleep=sleep, spacing=SPACING, most=MOST, per=PER)
    return made


def send(directory: Path, shared: Shared, requests: int) -> None:
    pace = pace_of(directory, shared)
    for _ in range(requests):
        pace.wait()
        shared.send()


def refused(directory: Path, shared: Shared) -> None:
    """A 429: what was sent before it counts, and nothing leaves for three seconds if the penalty was written."""
    pace_of(directory, shared).penalise(3.0)
    send(directory, shared, 1)


BEFORE = {"first": 0, "known": 4, "full": 6, "refused": 3}


def act(scenario: str, directory: Path, shared: Shared) -> None:
    if scenario == "refused":
        refused(directory, shared)
    else:
        send(directory, shared, 1)


def in_child(scenario: str, directory: Path, shared: Shared, killer: Killer) -> int:
    """Run the scenario in a process of its own; its wait status. The steps go through a pipe."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        killer.start()
        act(scenario, directory, shared)
        sys.settrace(None)
        os.write(writer, json.dumps(killer.lines).encode())
        os._exit(0)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    killer.lines = json.loads(os.read(reader, 1 << 16) or b"[]")
    os.close(reader)
    return status


def keeps(sends: list[float]) -> bool:
    spaced = all(b - a >= SPACING - 1e-9 for a, b in pairwise(sends))
    return spaced and all(b - a >= PER - 1e-9 for a, b in zip(sends, sends[MOST:], strict=False))


def trial(scenario: str, at: int | None, *, opcodes: bool) -> tuple[list[int], bool]:
    """Kill at one step, go on as another process: the lines passed, and whether the limits held over both."""
    with TemporaryDirectory() as folder:
        directory, shared, killer = Path(folder), Shared(), Killer(at, opcodes=opcodes)
        send(directory, shared, BEFORE[scenario])
        status = in_child(scenario, directory, shared, killer)
        assert os.WIFSIGNALED(status) is (at is not None), f"step {at} of {scenario} was not reached"
        left = len(shared.sends)
        send(directory, shared, MOST + 2)
        return killer.lines, keeps(shared.sends) and len(shared.sends) == left + MOST + 2


def sweep(scenario: str, *, opcodes: bool, stride: int) -> dict[str, object]:
    lines, whole = trial(scenario, None, opcodes=opcodes)
    first = {line: step for step, line in reversed(list(enumerate(lines)))}
    last = {line: step for step, line in enumerate(lines)}
    steps = range(len(lines)) if opcodes else sorted({*first.values(), *last.values()})
    killed = steps[::stride]
    broken = [at for at in killed if not trial(scenario, at, opcodes=opcodes)[1]]
    return {"steps": len(steps), "killed": len(killed), "broken": broken, "whole": whole}


if __name__ == "__main__":
    print(json.dumps(sweep(sys.argv[1], opcodes=sys.argv[2] == "opcodes", stride=int(sys.argv[3]))))
