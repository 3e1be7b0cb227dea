"""C11: the same readers under a fuzzer that keeps what reaches new code (atheris): `… guided PARSER SEED SECONDS`.

Not seeded byte for byte: what it tries follows from the coverage that it sees. A crash writes the file that caused it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.campaign.said import say

RUNS = re.compile(r"stat::number_of_executed_units: *(\d+)")
COVERED = re.compile(r"cov: (\d+)")
CHILD = "child"


def child(name: str, *libfuzzer: str) -> None:
    """The fuzzer itself, which does not return."""
    atheris: Any = import_module("atheris")  # in the environment of the campaign only

    with atheris.instrument_imports(include=["recurrence", "sync", "frontdesk"]):
        from tests.campaign.parsers import PARSERS, TYPED
    read = PARSERS[name].read

    def once(data: bytes) -> None:
        with suppress(*TYPED):
            read(data)

    atheris.Setup([sys.argv[0], *libfuzzer], once)
    atheris.Fuzz()


def fuzzed(name: str, seed: int, seconds: int) -> tuple[dict[str, object], list[str]]:
    """So many seconds of one reader."""
    from tests.campaign.parsers import PARSERS

    with tempfile.TemporaryDirectory() as folder:
        corpus, crashes = Path(folder) / "corpus", Path(folder) / "crashes"
        corpus.mkdir()
        crashes.mkdir()
        for number, one in enumerate(PARSERS[name].seeds):
            (corpus / str(number)).write_bytes(one)
        words = [
            f"-seed={seed + 1}", f"-max_total_time={seconds}", "-timeout=2", "-rss_limit_mb=2048", "-max_len=8192",
            "-print_final_stats=1", f"-artifact_prefix={crashes}/", str(corpus),
        ]  # fmt: skip
        command = [sys.executable, "-m", "tests.campaign.guided", CHILD, name, *words]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        said = done.stdout + done.stderr
        found = [f"{name}: {_error(said)} {path.read_bytes()[:400]!r}" for path in crashes.iterdir()]
    runs, covered = RUNS.findall(said), [*map(int, COVERED.findall(said))]
    if not runs and not found:
        found = [f"{name}: the fuzzer did not run: {said[-300:]}"]
    return {
        "guided": int(runs[-1]) if runs else 0,
        "seconds": seconds,
        "covered": {name: max(covered, default=0)},
    }, found


def _error(said: str) -> str:
    lines = said.splitlines()
    at = next(
        (number for number, line in enumerate(lines) if "Uncaught Python exception" in line), len(lines)
    )
    return " / ".join(lines[at + 1 : at + 3])


if __name__ == "__main__":
    if sys.argv[1] == CHILD:
        child(*sys.argv[2:])
    else:
        say(*fuzzed(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
