"""C8: what is kept of a run, on a real disk.

python -m tests.campaign.records kills SEED COUNT      killed with -9 while it writes: no acknowledged row is lost
python -m tests.campaign.records flips SEED COUNT      a bit flipped anywhere: refused, or the very same rows
python -m tests.campaign.records disk FIRST STRIDE     no file may exceed a size: no request without its intent
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sync.errors import JournalRefused
from sync.journal import Journal
from sync.rows import Ended, Row
from tests.campaign.runner import ROOT
from tests.campaign.said import say

DIGEST = "0" * 64
LARGEST = 20 * 1024 + 1
LONGEST_LIFE = 0.03
Tally = tuple[dict[str, object], list[str]]


def row(number: int) -> Row:
    """The row with this number; longer ones fill pages sooner."""
    return Ended(f"number {number} {'x' * (number % 7 * 60)}")


def killed(folder: Path, rng: Random, append: Callable[[Journal, Row], None]) -> list[str]:
    """One process that writes as fast as it can until it is killed; what is wrong with what it leaves."""
    Journal.create(folder, DIGEST).close()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with Journal.open(folder, DIGEST) as journal:
            for number in range(10_000):
                append(journal, row(number))
                os.write(writer, b".")
        os._exit(0)
    os.close(writer)
    os.read(reader, 1)
    time.sleep(rng.random() * LONGEST_LIFE)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    acknowledged = 1
    while more := os.read(reader, 1 << 16):
        acknowledged += len(more)
    os.close(reader)
    try:
        with Journal.open(folder, DIGEST) as journal:
            rows = journal.rows
    except JournalRefused as refusal:
        return [f"refused after a kill: {refusal.why}"]
    wrong = (
        [] if list(rows) == [row(number) for number in range(len(rows))] else ["other rows than were written"]
    )
    return wrong + ([f"{acknowledged} acknowledged, {len(rows)} there"] if len(rows) < acknowledged else [])


def kills(seed: int, count: int, append: Callable[[Journal, Row], None] = Journal.append) -> Tally:
    """So many kills."""
    rng, found = Random(seed), list[str]()
    for number in range(count):
        with TemporaryDirectory() as folder:
            found += [f"kill {number}: {fault}" for fault in killed(Path(folder) / "state", rng, append)]
    return {"kills": count}, found


def flips(seed: int, count: int) -> Tally:
    """So many bits flipped, one at a time, in the record and in the file of its head."""
    rng, found, refused = Random(seed), list[str](), 0
    with TemporaryDirectory() as name:
        folder = Path(name) / "state"
        rows = tuple(row(number) for number in range(40))
        with Journal.create(folder, DIGEST) as journal:
            for one in rows:
                journal.append(one)
        (file,) = folder.rglob("*.journal")
        whole = file.read_bytes()
        for _ in range(count):
            changed, place, bit = bytearray(whole), rng.randrange(len(whole)), rng.randrange(8)
            changed[place] ^= 1 << bit
            file.write_bytes(changed)
            try:
                with Journal.open(folder, DIGEST) as journal:
                    if journal.rows != rows:
                        found.append(f"accepted other rows with bit {bit} of byte {place} flipped")
            except JournalRefused:
                refused += 1
    return {"flips": count, "refused": refused}, found


def disk(first: int, stride: int) -> Tally:
    """The sweep of `tests/frontdesk_plan/scarcity.py` for some sizes."""
    words = ["disk", str(first), str(LARGEST), str(stride)]
    command = [sys.executable, "-m", "tests.frontdesk_plan.scarcity", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return {}, [done.stderr[-500:]]
    told = json.loads(done.stdout)
    return {"sizes": len(told["runs"])}, told["broken"]


if __name__ == "__main__":
    kind, one, other = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    say(*{"kills": kills, "flips": flips, "disk": disk}[kind](one, other))
