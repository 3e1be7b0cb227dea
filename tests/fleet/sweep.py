"""Kills an apply of a fleet with -9 at steps of its journals, locks, files and wire, resumes it, and counts what exists.

The steps, the dying process and the service are those of `tests.frontdesk_plan.sweep`; each point has two locations of
its own, one class each. Prints a JSON object: how many steps, how many killed, and each after which something was wrong
(`broken`); and what was found wrong after one more kill, late, that a faulty driver resumed (`noticed`): it takes a
target which is done for one that was never begun, and its journal for none.

    python -m tests.fleet.sweep STRIDE [FIRST]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from frontdesk.fleet import ledger
from frontdesk.runs import execution
from sync.errors import JournalRefused
from sync.fleet import Stand, Standing, stand_of
from sync.journal import Journal
from sync.rows import Row
from tests.frontdesk_plan.sweep import FIRST, KILLED, Done, Place, Steps, service

SIZE, DATES = 2, 2
MOST_STEPS = 1000
EVENTS = 10_000


class Trial(NamedTuple):
    """Locations of the service, from a number on, with a folder for their fleet and its journals."""

    first: Place
    numbers: range

    @property
    def chain(self) -> str:
        return str(self.first.folder / "chain")

    def planned(self) -> list[str]:
        """A fleet of two dates at each location; the words that agree to it."""
        self.first.folder.mkdir()
        text = f"from = {FIRST}\ncount = {DATES}\nchunk = 1\nzone = 'Europe/Riga'\n" + "".join(
            f"[[location]]\nid = {n}\nevent = [{{ id = {EVENTS + n}, strategy = {{ mode = 'daily' }}, force = true }}]\n"
            for n in self.numbers
        )
        file = self.first.folder / "fleet.toml"
        file.write_text(text, encoding="utf-8")
        done = self.first.run("plan", "--fleet", str(file), "--out", self.chain)
        assert done.code == 0, done.err
        digest = json.loads((Path(self.chain) / "fleet.json").read_text(encoding="utf-8"))["digest"]
        return ["apply", self.chain, "--digest", digest, "--expect-creates", str(SIZE * DATES)]

    def counts(self) -> Counter[tuple[int, datetime]]:
        """How often each start exists, location by location."""
        return Counter(
            {
                (n, start): number
                for n in self.numbers
                for start, number in self.first._replace(number=n).counts().items()
            }
        )


class Restarting(Steps):
    """A driver that asks again for what is done: for it no target was ever begun, and no journal is in the way."""

    def install(self, mutant: str) -> None:
        super().install(mutant)
        setattr(ledger, "stand_of", lambda _rows: Stand(Standing.NOT_BEGUN))  # noqa: B010  mypy knows its own mind
        execution.fresh_journal = _emptied


def _emptied(state: Path, digest: str) -> Journal:
    """A journal without the rows that were in it."""
    for path in (state / "journals").glob(f"{digest}.*"):
        path.unlink()
    return Journal.create(state, digest)


def wrong(trial: Trial, apply: list[str], *, restarts: bool) -> list[str]:
    """What is wrong after a kill: what was done before is asked for again, or a date does not exist exactly once."""
    done_before = {n for n in trial.numbers if _is_done(trial, n)}
    journals = {n: _rows(trial, n) for n in done_before}
    words = ["resume", trial.chain]
    done = trial.first.dying(Restarting(None), *words) if restarts else trial.first.run(*words)
    if done.code == 73:  # killed before the agreement was written down: nothing was asked for
        found = ["asked without an agreement"] if trial.counts() else []
        return [*found, *_all_once(trial, trial.first.run(*apply))]
    found = [f"{n}: what was done was worked on" for n in done_before if _rows(trial, n) != journals[n]]
    found += [f"{key} exists {n} times" for key, n in trial.counts().items() if n > 1]
    if done.code == 0:
        return [*found, *_all_once(trial, done)]
    found += [] if done.code == 3 and "NOT SURE" in done.out else [f"resume: {done}"]
    return [*found, *_all_once(trial, trial.first.run(*words, "--resend"))]


def _rows(trial: Trial, number: int) -> tuple[Row, ...]:
    """The rows of a target's journal."""
    plan = json.loads(
        (Path(trial.chain) / "plans" / f"{number}-{EVENTS + number}.json").read_text(encoding="utf-8")
    )
    try:
        with Journal.open(trial.first.folder / "state", plan["digest"]) as journal:
            return journal.rows
    except JournalRefused:
        return ()


def _is_done(trial: Trial, number: int) -> bool:
    return stand_of(_rows(trial, number)).standing is Standing.DONE


def _all_once(trial: Trial, done: Done) -> list[str]:
    counts = trial.counts()
    right = done.code == 0 and len(counts) == SIZE * DATES and set(counts.values()) == {1}
    return [] if right else [f"{done} left {dict(counts)}"]


def sweep(folder: Path, stride: int, first: int = 0) -> dict[str, object]:
    """Every `stride`th step, from the `first` on."""
    most = MOST_STEPS // stride + 3
    with service(folder, most * SIZE) as url:
        whole, faulty, *trials = _trials(url, folder, most)
        trace = Steps(None)
        broken = _all_once(whole, whole.first.dying(trace, *whole.planned()))
        names = trace.names
        killed = range(first, len(names), stride)
        assert len(killed) <= len(trials)
        for at, trial in zip(killed, trials, strict=False):
            broken += [f"{at} {names[at]}: {fault}" for fault in _faults(trial, at)]
        noticed = _faults(faulty, len(names) - SIZE * DATES, restarts=True)
    return {"steps": len(names), "killed": len(killed), "broken": broken, "noticed": noticed}


def _faults(trial: Trial, at: int, *, restarts: bool = False) -> list[str]:
    """What is wrong after a kill at a step."""
    apply = trial.planned()
    found = [] if trial.first.dying(Steps(at), *apply).code == KILLED else ["it was not killed"]
    return found + wrong(trial, apply, restarts=restarts)


def _trials(url: str, folder: Path, most: int) -> Iterator[Trial]:
    for number in range(most):
        first = number * SIZE + 1
        yield Trial(Place(url, first, folder / str(first)), range(first, first + SIZE))


if __name__ == "__main__":
    stride, first = (*sys.argv[1:], "0")[:2]
    memory = Path("/dev/shm")  # noqa: S108  a folder of our own in it: each row waits for its disk
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        print(json.dumps(sweep(Path(folder), int(stride), int(first))))
