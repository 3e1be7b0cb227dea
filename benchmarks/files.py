"""Whole files of strategies through `recur bulk`, both CPUs in use: time, memory, size, and Dask (G14).

The peer is the least that such a run can take: a loop that writes ready-made record batches with the same encoding.
Children do the work (`one_file`), so that nothing of this process counts as theirs.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter, sleep

from benchmarks.figures import AtLeast, AtMost, Figure, Memory
from benchmarks.getting import ROOT, Unmeasured, failed, output
from benchmarks.pairs import FEW, Stopwatch, compare, unpinned

FEWER, MANY = 10_000, 1_000_000
INPUTS = ROOT / ".build" / "bench"
RECUR = Path(sys.executable).with_name("recur")
LOOP = "a loop that writes the same record batches"
CHILD = [sys.executable, "-m", "benchmarks.one_file"]
TICK = 0.02


def figures(many: int = MANY, few: int = FEWER) -> Iterator[Figure]:
    """A million strategies, Parquet to Parquet."""
    words = f"{many:,} strategies, Parquet to Parquet, lists"
    try:
        with unpinned(), TemporaryDirectory(dir=inputs()) as folder:
            yield from _files(words, strategies(many), strategies(few), Path(folder))
    except Unmeasured as reason:
        yield Figure("G14", words, LOOP, f"not measured here: {reason}", 0, AtMost(2))


def _files(words: str, many: Path, few: Path, folder: Path) -> Iterator[Figure]:
    made = folder / "dates.parquet"
    _, memory = watched(bulk_command(many, made))
    dates = int(output([*CHILD, "check", str(many), str(made)], ROOT))
    loop = _seconds([*CHILD, "write", str(made), str(folder / "copy.parquet")])
    paired = compare(_whole(bulk_command(many, made)), loop, FEW.turns)
    yield Figure("G14", words, LOOP, paired, dates, AtMost(2))
    yield Figure("G14", f"{words}: memory at most", "–", Memory(memory), dates, AtMost(1024))
    small = folder / "few.parquet"
    output(bulk_command(few, small), ROOT)
    scale = dates / int(output([*CHILD, "check", str(few), str(small)], ROOT))
    inside = _seconds([*CHILD, "bulk", str(many), str(made)])
    before = _seconds([*CHILD, "bulk", str(few), str(small)])
    flat = compare(inside, lambda: before() * scale, 2)
    peer = "10,000 strategies, for as many dates"
    yield Figure("G14", f"{words}, without the start of a process", peer, flat, dates, AtMost(1.2))


def dask_figures(many: int = MANY) -> Iterator[Figure]:
    """Two workers of one thread against one, over TCP on this machine."""
    words, peer = f"{many:,} strategies on two Dask workers, without the start of a process", "one worker"
    least = AtLeast(1.6)
    try:
        with unpinned(), TemporaryDirectory(dir=inputs()) as folder:
            made = Path(folder) / "dates.parquet"
            with cluster(2) as scheduler:
                output(bulk_command(strategies(many), made, scheduler), ROOT)
            dates = int(output([*CHILD, "check", str(strategies(many)), str(made)], ROOT))
            one, two = (_on_dask(workers, strategies(many), made) for workers in (1, 2))
            yield Figure("G15", words, peer, compare(two, one, FEW.turns), dates, least)
    except Unmeasured as reason:
        yield Figure("G15", words, peer, f"not measured here: {reason}", 0, least)


def _on_dask(workers: int, given: Path, made: Path) -> Stopwatch:
    """A run on a cluster of its own, since one that waits takes a tenth of a CPU; its workers have loaded what they need."""

    def watch() -> float:
        with cluster(workers) as scheduler:
            output([*CHILD, "bulk", str(strategies(FEWER)), str(made), scheduler], ROOT)
            return _seconds([*CHILD, "bulk", str(given), str(made), scheduler])()

    return watch


def bulk_command(given: Path, made: Path, scheduler: str = "") -> list[str]:
    """The verb, as a user calls it."""
    engine = ["--engine", "dask", "--scheduler", scheduler] if scheduler else []
    return [str(RECUR), "bulk", str(given), "--out", str(made), "--lists", "--overwrite", *engine]


def strategies(number: int) -> Path:
    """The file of so many strategies of W8; made once."""
    file = inputs() / f"strategies-{number}.parquet"
    if not file.exists():
        output([*CHILD, "make", str(number), str(file)], ROOT)
    return file


def inputs() -> Path:
    """Where large files are: on the disk of this folder, not in what may be memory."""
    INPUTS.mkdir(parents=True, exist_ok=True)
    return INPUTS


def watched(command: Sequence[str]) -> tuple[float, float]:
    """The seconds of a process, and the most memory that it held, in MiB. Raises `Unmeasured` where it fails."""
    begin, most = perf_counter(), 0
    with subprocess.Popen(
        command, cwd=gettempdir(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        while process.poll() is None:
            most = max(most, held(process.pid))
            sleep(TICK)
        complaint = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise failed(command, complaint)
    return perf_counter() - begin, most / 1024


def held(process: int) -> int:
    """The most memory that a process has held so far, in KiB; 0 where the system does not tell, or it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _whole(command: Sequence[str]) -> Stopwatch:
    def watch() -> float:
        begin = perf_counter()
        output(command, ROOT)
        return perf_counter() - begin

    return watch


def _seconds(command: Sequence[str]) -> Stopwatch:
    """What a child says that its work took."""
    return lambda: float(output(command, ROOT))


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers, processes of one thread each."""
    command = [*CHILD, "cluster", str(workers)]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        address = process.stdout.readline().strip()
        try:
            if not address:
                raise Unmeasured("Dask did not start")
            yield address
        finally:
            process.stdin.close()
            process.wait(30)
