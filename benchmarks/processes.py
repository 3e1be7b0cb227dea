"""What only a fresh process shows: the first call, before anything is kept, and the start of the command (G11).

The command is measured as a user gets it: from the wheel, installed with its locked dependencies into an empty
environment, with byte code written, and run outside this folder.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.contests import DATEUTIL
from benchmarks.figures import AtMost, Figure
from benchmarks.getting import ROOT, Unmeasured, output
from benchmarks.pairs import Paired, Stopwatch, compare
from benchmarks.workloads import W1

LOCK = ROOT / "requirements" / "base.lock"
PREVIEW = "preview --mode weekly --days 1,4 --interval 2 --from 2026-01-01 --till 2026-12-31 --at 10:30 --format dates"
NOTHING = "python -c pass"
IMPORT = "python -c 'import recurrence'"

FIRST_CALL = """
from time import perf_counter
from benchmarks.workloads import {key} as work
from recurrence import expand
begin = perf_counter()
{call}
print(perf_counter() - begin)
"""
OUR_CALL, THEIR_CALL = "list(expand(work.strategy(), work.window()))", "list(work.rule())"


def first_calls(turns: int) -> Iterator[Figure]:
    """The first list of W1 and of W4 in a fresh process, ours against dateutil's."""
    for key in ("W1", "W4"):
        paired = compare(_first_call(key, OUR_CALL), _first_call(key, THEIR_CALL), turns)
        yield Figure("", f"{key}, the first call of a process", DATEUTIL, paired)


def _first_call(key: str, call: str) -> Stopwatch:
    code = FIRST_CALL.format(key=key, call=call)
    return lambda: float(output([sys.executable, "-c", code], ROOT))


def starts(turns: int) -> Iterator[Figure]:
    """Whole processes from the installed wheel, against an interpreter that does nothing (G11)."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            programs = _install(Path(folder))
        except Unmeasured as reason:
            outcomes: list[Paired | str] = [f"not measured: {reason}"] * 2
        else:
            importing = [str(programs / "python"), "-c", "import recurrence"]
            previewing = [str(programs / "recur"), *PREVIEW.split()]
            nothing = [str(programs / "python"), "-c", "pass"]
            outcomes = [
                _against(nothing, importing, "", turns),
                _against(nothing, previewing, _expected_preview(), turns),
            ]
    for words, most, outcome in zip((IMPORT, f"recur {PREVIEW}"), (3, 6), outcomes, strict=True):
        yield Figure("G11", f"`{words}`, the whole process", f"`{NOTHING}`", outcome, 0, AtMost(most))


def _against(nothing: Sequence[str], command: Sequence[str], expected: str, turns: int) -> Paired | str:
    try:
        if output(command, Path(tempfile.gettempdir())) != expected:
            return "refused: the command prints other dates"
    except Unmeasured as reason:
        return f"not measured: {reason}"
    return compare(_whole_process(command), _whole_process(nothing), turns)


def _expected_preview() -> str:
    return "".join(f"{moment.isoformat()}\n" for moment in W1.rule())


def _whole_process(command: Sequence[str]) -> Stopwatch:
    def watch() -> float:
        begin = perf_counter()
        output(command, Path(tempfile.gettempdir()))
        return perf_counter() - begin

    return watch


def _install(folder: Path) -> Path:
    """Where the programs are, once the wheel of this tree and its locked dependencies are installed in the folder."""
    env = folder / "env"
    pip = [
        str(env / "bin" / "python"),
        "-m",
        "pip",
        "-qq",
        "--disable-pip-version-check",
        "install",
        "--compile",
    ]
    output(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)], ROOT
    )
    output([sys.executable, "-m", "venv", str(env)], ROOT)
    output([*pip, "--require-hashes", "-r", str(LOCK)], ROOT)
    output([*pip, "--no-index", "--no-deps", *map(str, folder.glob("*.whl"))], ROOT)
    return env / "bin"
