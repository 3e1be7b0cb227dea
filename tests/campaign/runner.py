"""Runs the batches of an item for as long as it may: some at once, each in a process of its own.

A batch that fails is a finding; one that is stopped (Ctrl-C, or the time is over) is as if it had never begun. The clock,
the date and the screen come in.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from tests.campaign.items import Batch, Item, is_met
from tests.campaign.record import Record, pending
from tests.campaign.said import heard

ROOT = Path(__file__).resolve().parents[2]
POLL = 0.1
LONGEST = 1500.0
"""Seconds that one batch may take before it counts as one that hangs."""


class Limits(NamedTuple):
    """How long an item may take, on how many cores, and how many seconds more before its last batches are stopped."""

    seconds: float
    workers: int
    grace: float = 60.0


class Shell(NamedTuple):
    """The world: seconds that pass, today's date, a digest of the code, what to do at each step and after each batch."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    today: Callable[[], str]
    code: str
    tell: Callable[[Item, Record, float], None]
    keep: Callable[[Item, Record], None]


class Running:
    """A batch in a process group of its own."""

    def __init__(self, number: int, batch: Batch, began: float) -> None:
        self.number, self.batch, self.began = number, batch, began
        self.out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed when the batch is over
        self.popen = subprocess.Popen(
            [sys.executable, *batch.words],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self.out, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        )  # fmt: skip

    def stop(self) -> None:
        """Kill it and what it started."""
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()
        self.out.close()

    def result(self) -> tuple[dict[str, object], list[str]]:
        """What it reached and found. A batch that says nothing has found its own end."""
        self.out.seek(0)
        text = self.out.read().decode(errors="replace").replace(f"{ROOT}/", "")
        self.out.close()
        told = heard(text)
        if told is None:
            last = " / ".join(text.strip().splitlines()[-3:])
            return {}, [f"{self.batch}: ended with {self.popen.returncode}: {last}"]
        reached, findings = told
        return reached, [f"{self.batch}: {finding}" for finding in findings]


class Sitting:
    """One item, worked at until its figures are reached, its batches are done, or its time is over."""

    def __init__(self, item: Item, record: Record, limits: Limits, shell: Shell) -> None:
        self.item, self.record, self.limits, self.shell = item, record, limits, shell
        self.began, self.longest = shell.clock(), 0.0
        self.batches = pending(item, record)
        self.next = next(self.batches, None)
        self.running: list[Running] = []

    def run(self) -> None:
        """Work; the record is kept after every batch. Whatever ends this, no batch is left running."""
        self.record.began = self.record.began or self.shell.today()
        try:
            while (self._start() or self.running) and not self._is_over_time():
                self.shell.tell(self.item, self.record, self.shell.clock() - self.began)
                self.shell.sleep(POLL)
                for one in [one for one in self.running if self._is_over(one)]:
                    self._collect(one)
        finally:
            for one in self.running:
                one.stop()
        self.record.whole = self.next is None and not self.record.left
        self.shell.keep(self.item, self.record)

    def _start(self) -> bool:
        """Start what may start; whether anything did."""
        began = False
        workers = 1 if self.item.alone else self.limits.workers
        while (
            self.next is not None
            and len(self.running) < workers
            and not (self._is_late() or self._is_enough())
        ):
            number, batch = self.next
            self.record.start(number)
            self.running.append(Running(number, batch, self.shell.clock()))
            self.next, began = next(self.batches, None), True
        return began

    def _is_late(self) -> bool:
        """Whether another batch as long as the longest would not fit."""
        return self.shell.clock() - self.began + self.longest > self.limits.seconds

    def _is_over_time(self) -> bool:
        return self.shell.clock() - self.began > self.limits.seconds + self.limits.grace

    def _is_enough(self) -> bool:
        if not self.item.endless or self.record.failed:
            return False
        return all(is_met(figure, self.record.reached) for figure in self.item.figures)

    def _is_over(self, one: Running) -> bool:
        return one.popen.poll() is not None or self.shell.clock() - one.began > LONGEST

    def _collect(self, one: Running) -> None:
        """Take what is over into the record."""
        self.running.remove(one)
        seconds = self.shell.clock() - one.began
        if one.popen.poll() is None:
            one.stop()
            reached, findings = dict[str, object](), [f"{one.batch}: still running after {LONGEST:.0f} s"]
        else:
            reached, findings = one.result()
        record = self.record
        record.done(self.item, one.number, reached, findings)
        record.seconds = round(record.seconds + seconds, 1)
        record.last = self.shell.today()
        record.code = list(dict.fromkeys([*record.code, self.shell.code]))
        self.longest = max(self.longest, seconds)
        self.shell.keep(self.item, record)
