"""Peers of other runtimes: each in a process of its own on the same CPU, in turns with ours.

Decides how they are asked (`peers/README.md`), that their dates are compared first, and which goals they are held
against (G10, G13). Nothing is timed that was not found equal.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from typing import Any, NamedTuple, Self

import numpy as np

from benchmarks.figures import AtLeast, Bound, Figure
from benchmarks.getting import PROGRAMS, ROOT, Unmeasured, packaged
from benchmarks.pairs import AHEAD, FEW, SLOW, Effort, compare, stopwatch
from benchmarks.rules import rows, rules, seconds_of
from benchmarks.tables import our_lists, used_up
from benchmarks.workloads import DECADE, LATE, W1, WORKLOADS, Workload, endless_window
from recurrence import expand

LISTS = ("rrule-go", "rrule-rust", "DatePeriod", "libical", "rrule.js", "rrule-temporal", "pendulum")
ARRAYS = ("pandas", "polars")
KEYS = ("W1", "W2", "W3", "W4", "M7", "M2", "W5", "W6", "W8")
MANY, FEWER = 10_000, 1_000
QUICKEST = ("rrule-go", "rrule-rust", "libical")
"""Those that are asked for W8 in full; the others would take minutes."""
GOALS: dict[str, dict[str, float]] = {
    "rrule-go": {"W1": 1.5, "W2": 3, "W3": 3, "W4": 3, "W8": 2.5},
    "rrule-rust": dict.fromkeys(("W1", "W2", "W3", "W4", "W8"), 5),
    "libical": dict.fromkeys(("W1", "W2", "W3", "W4", "W8"), 20),
}
"""G10; all else is G13: faster than each."""


class Ours(NamedTuple):
    """Our side of a workload: the work, its answer as numbers, and how many dates it makes (0: it answers a question)."""

    work: Callable[[], Any]
    numbers: Callable[[Any], list[int]]
    dates: int


class Peer:
    """A program of another runtime that answers lines with lines."""

    def __init__(self, command: Sequence[str], file: Path) -> None:
        given = [*command, str(file)]
        try:
            self._process = Popen(given, cwd=ROOT, text=True, stdin=PIPE, stdout=PIPE)
        except FileNotFoundError:
            raise Unmeasured(f"command missing: {Path(command[0]).name}") from None

    def _ask(self, line: str) -> str:
        assert self._process.stdin
        with suppress(BrokenPipeError):  # a peer that has ended is told from its answer
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        return self._next(line)

    def _next(self, asked: str) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline().strip()
        if not line or line.startswith("?"):
            raise Unmeasured(line[1:].strip() or f"the peer ended, asked for: {asked}")
        return line

    def version(self) -> str:
        """Library and runtime."""
        return self._ask("version")

    def dates(self, key: str) -> list[int]:
        """The answer to a workload, in seconds since 1970, or as the number asked for."""
        found, line = [], self._ask(f"dates {key}")
        while line != ".":
            found.append(int(line))
            line = self._next(key)
        return found

    def seconds(self, key: str, least: float) -> float:
        """The mean seconds of a call, over so many seconds or more."""
        calls, nanoseconds = map(int, self._ask(f"time {key} {least}").split())
        return nanoseconds / calls / 1e9

    def close(self) -> None:
        """End the program; one that hangs is killed."""
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        try:
            self._process.wait(5)
        except TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def figures(peer: str) -> Iterator[Figure]:
    """All workloads against one peer; where it cannot be had, one line that says why."""
    try:
        many = MANY if peer in QUICKEST else FEWER
        with peer_at(PROGRAMS[peer](), many) as program:
            for key in KEYS:
                if key != "W8" or peer not in ARRAYS:
                    yield measured(program, peer, key, many)
    except Unmeasured as reason:
        yield Figure("", "all", peer, f"not measured here: {reason}")


def version_of(peer: str) -> str:
    """Library and runtime, or that it is not here."""
    try:
        with peer_at(PROGRAMS[peer](), many=1) as program:
            return program.version() + packaged(peer)
    except Unmeasured:
        return f"{peer}: not here"


@contextmanager
def peer_at(command: Sequence[str], many: int = MANY) -> Iterator[Peer]:
    """A running peer with its rules."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rules"
        file.write_text("".join(f"{line}\n" for line in rules(many)), encoding="utf-8")
        with Peer(command, file) as program:
            yield program


def measured(program: Peer, peer: str, key: str, many: int = MANY, effort: Effort | None = None) -> Figure:
    """One workload: compared, then timed in turns."""
    ours, bound = our_side(key, many, arrays=peer in ARRAYS), GOALS.get(peer, {}).get(key)
    goal, aim = ("G10", AtLeast(bound)) if bound else ("G13", AtLeast(1))
    if not (words := words_of(key, many)):
        raise KeyError(key)
    return _figure(program, (goal, words, peer), key, ours, aim, effort)


def _figure(
    program: Peer, who: tuple[str, str, str], key: str, ours: Ours, aim: Bound, effort: Effort | None
) -> Figure:
    goal, words, peer = who
    try:
        if found := difference(ours.numbers(ours.work()), program.dates(key), question=not ours.dates):
            return Figure("", words, peer, f"refused: {found}", ours.dates)
        once = program.seconds(key, 0.001)
    except Unmeasured as reason:
        return Figure("", words, peer, f"not measured here: {reason}", ours.dates)
    turns, seconds = effort or _effort(once)
    paired = compare(stopwatch(ours.work, seconds / 2), lambda: program.seconds(key, seconds), turns)
    return Figure(goal, words, peer, paired, ours.dates, aim)


def _effort(once: float) -> Effort:
    """Fewer turns where a call takes long."""
    if once < SLOW.seconds:
        return AHEAD
    return SLOW if once < 10 * SLOW.seconds else FEW


def difference(ours: list[int], theirs: list[int], *, question: bool = False) -> str:
    """In which date two answers differ first; empty where they are equal.

    >>> difference([0, 86_400], [0, 172_800])
    'date number 2 is 1970-01-02T00:00:00 here, 1970-01-03T00:00:00 there'
    >>> difference([0], [0, 60])
    'date number 2 is none here, 1970-01-01T00:01:00 there'
    >>> difference([7], [8], question=True)
    'the answer is 7 here, 8 there'
    """
    if ours == theirs:
        return ""
    if question:
        return f"the answer is {ours[0]} here, {theirs[0] if theirs else 'none'} there"
    pairs = enumerate(zip(ours, theirs, strict=False))
    place = next((at for at, (own, other) in pairs if own != other), min(len(ours), len(theirs)))
    own, other = (_written(numbers[place : place + 1]) for numbers in (ours, theirs))
    return f"date number {place + 1} is {own} here, {other} there"


def _written(numbers: list[int]) -> str:
    return datetime.fromtimestamp(numbers[0], UTC).replace(tzinfo=None).isoformat() if numbers else "none"


def words_of(key: str, many: int = MANY) -> str:
    """The workload as the page calls it."""
    return f"W8 of {many:,}" if key == "W8" else key


def our_side(key: str, many: int = MANY, *, arrays: bool = False) -> Ours:
    """What we do for a workload: lists, or arrays beside libraries of arrays."""
    if key in {"W5", "W6"}:
        return _question(key)
    if key == "W8":
        return _many(many)
    work = next(work for work in WORKLOADS if work.key == key)
    if arrays:
        return Ours(lambda: expand(work.strategy(), work.window()).to_numpy(), _of_array, work.dates)
    return Ours(_list(work), _of_list, work.dates)


def _list(work: Workload) -> Callable[[], Any]:
    return lambda: list(expand(work.strategy(), work.window()))


def _many(many: int) -> Ours:
    dates = sum(len(expand(row.strategy(), row.window())) for row in rows(many))
    return Ours(
        lambda: used_up(our_lists(many)),
        lambda _: _of_list([moment for moments in our_lists(many) for moment in moments]),
        dates,
    )


def _question(key: str) -> Ours:
    o, (first, last) = expand(W1.strategy(), endless_window()), DECADE
    if key == "W5":
        return Ours(lambda: len(o.between(first, last)), lambda number: [number], 0)
    return Ours(lambda: o.after(LATE), lambda moment: [seconds_of(moment)], 0)


def _of_list(moments: list[datetime]) -> list[int]:
    return _of_array(np.array(moments, "datetime64[s]"))


def _of_array(moments: "np.ndarray[Any, Any]") -> list[int]:
    found: list[int] = moments.astype("datetime64[s]").astype(np.int64).tolist()
    return found
