"""The items of the campaign, C1 to C21: what each asks, the figures it has to reach, and the batches that do so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from tests.campaign.items import Batch, Figure, Item, Kind

Words = Callable[[int, int], tuple[str, ...]]
Batches = Callable[[int], Iterator[Batch]]
APART = 10**9
"""Between the first numbers of two rounds."""


def module(name: str, *words: object) -> tuple[str, ...]:
    """The words that run a module of this package."""
    return "-m", f"tests.campaign.{name}", *map(str, words)


def on_and_on(*makers: Words, first: Sequence[tuple[str, ...]] = ()) -> Batches:
    """Batches without end: the makers take turns, each given the first number of the round and whose turn it is."""

    def batches(seed: int) -> Iterator[Batch]:
        yield from map(Batch, first)
        for turn in count():
            yield from (Batch(maker(seed * APART, turn)) for maker in makers)

    return batches


def listed(*words: tuple[str, ...]) -> Batches:
    """The same batches whatever the seed."""
    return lambda _: map(Batch, words)


def ranges(name: str, size: int, *words: str) -> Words:
    """Batches of so many seeds one after the other: `NAME … FIRST LAST`."""
    return lambda first, turn: module(name, *words, first + turn * size, first + (turn + 1) * size)


def sizes(name: str, size: int, *words: str) -> Words:
    """Batches of so many cases from a seed of their own: `NAME … SEED SIZE`."""
    return lambda first, turn: module(name, *words, first + turn, size)


def tests(figure: str, *chosen: str) -> tuple[str, ...]:
    """Tests that exist, once."""
    return module("suites", figure, 0, 0, *chosen)


KILLED = ("clean", "first answer lost", "answer in the middle lost", "last answer lost", "never arrived", "late", "partly", "conflict", "too many requests", "resumed", "resumed twice")  # fmt: skip
STRIDE = 12
PARSERS = ("plan", "answer", "field", "profile", "calendar", "rule", "dates", "scenario", "row")


def kills(seed: int) -> Iterator[Batch]:
    """Every step of every scenario, and double kills in between."""
    yield Batch(module("kills", "control"))
    for first in range(STRIDE):
        for number, scenario in enumerate(KILLED):
            yield Batch(module("kills", "every", scenario, first, STRIDE))
            yield Batch(module("kills", "twice", seed * APART + first * len(KILLED) + number, 18))


ITEMS: tuple[Item, ...] = (
    Item(
        "C1",
        "an apply killed with -9 at every step of its record, locks, files and wire, and again while it resumes",
        (
            Figure("kills", 8 * 100, "kills, at every step there is"),
            Figure("points", 100, "points of 11 scenarios", Kind.EACH),
            Figure("double kills", 2000, "double kills"),
            Figure("mutants", 1, "mutant noticed"),
        ),
        kills,
        limits="a kill is not a power cut: what a disk forgets that said it had written is SQLite's to promise.",
    ),
    Item(
        "C2",
        "deterministic simulation: the real core in a world of misfortune, its promises checked at every step",
        (Figure("schedules", 1_000_000, "schedules"),),
        on_and_on(ranges("schedules", 5_000)),
        endless=True,
        limits="the wire and the disk are simulated here; C1 and C3 use real ones.",
    ),
    Item(
        "C3",
        "random schedules over real sockets and processes, some of them killed",
        (
            Figure("schedules", 2000, "schedules"),
            Figure("uses", 50, "uses of 73 fault instructions", Kind.EACH),
        ),
        on_and_on(ranges("sockets", 40)),
        endless=True,
        limits="real sockets are not repeatable to the microsecond; a seed gives the same orders, not the same races.",
    ),
    Item(
        "C4",
        "deliberate faults in the protocol of apply, each noticed by the one test that is named for it",
        (Figure("mutants", 15, "mutants noticed"),),
        listed(tests("mutants", "tests/negative/test_protocol_mutants.py")),
    ),
    Item(
        "C5",
        "a machine whose rules are bad behaviour, at most 50 steps an example",
        (Figure("examples", 10_000, "examples"), Figure("steps", 1000, "steps of 15 rules", Kind.EACH)),
        on_and_on(sizes("machine", 200)),
        endless=True,
    ),
    Item(
        "C6",
        "every fault of the wire against requests and reads, before, after and half-way through the work",
        (Figure("cells", 150, "cells and ends as specified"),),
        listed(tests("cells", "tests/matrix/test_cells.py", "tests/matrix/test_ends.py", "tests/matrix/test_broken.py")),
    ),
    Item(
        "C9",
        "a plan that is not the one that was agreed to",
        (
            Figure("bytes", 5000, "bytes, each bit of each flipped"),
            Figure("edits", 1000, "edits"),
            Figure("digests", 20, "absent, cut or foreign digests"),
            Figure("tests", 50, "tests of refusals"),
        ),
        lambda seed: iter(
            [
                Batch(module("seals", "bytes", seed)),
                Batch(module("seals", "edits", seed)),
                Batch(module("seals", "digests", seed)),
                Batch(tests("tests", "tests/apply/test_plan_files.py", "tests/frontdesk_plan/test_apply.py")),
            ]
        ),
    ),
    Item(
        "C10",
        "the engine on generated inputs, at least half of them nearly right, and beside a calendar walk",
        (
            Figure("inputs", 1_000_000, "inputs"),
            Figure("nearly right/inputs", 0.5, "of them wrong in one place at most", Kind.SHARE),
            Figure("equal to the oracle", 100_000, "equal to the oracle"),
            Figure("p99.9 ms", 50, "ms for 999 of 1,000", Kind.MOST),
            Figure("longest ms", 1000, "ms for the longest", Kind.MOST),
            Figure("MiB", 256, "MiB", Kind.MOST),
        ),
        on_and_on(sizes("questions", 20_000, "fuzz"), sizes("questions", 2_000, "oracle")),
        endless=True,
    ),
    Item(
        "C11",
        "every reader of files and answers: mutated ones, and 15 minutes of a coverage-guided fuzzer (atheris)",
        (
            Figure("mutated", 1_000_000, "mutated inputs"),
            Figure("files", 50_000, "for 9 readers", Kind.EACH),
            Figure("seconds", 900, "seconds guided by coverage"),
            Figure("longest s", 1, "s for the longest", Kind.MOST),
        ),
        on_and_on(
            *(
                maker
                for name in PARSERS
                for maker in (sizes("mutated", 10_000, name), sizes("guided", 25, name))
            )
        ),
        endless=True,
        limits="atheris counts inputs and coverage, and is not repeatable from its seed alone.",
    ),
    Item(
        "C15",
        "the local page against other sites, other names, other paths and texts that want to be more",
        (Figure("tests", 90, "tests, 240 ways of asking, 500 paths and 200 texts among them"),),
        listed(tests("tests", "tests/web/test_guard.py", "tests/web/test_limits.py", "tests/web/test_texts.py", "tests/web/test_key.py")),
    ),
    Item(
        "C16",
        "titles and notes that others choose, in every export",
        (Figure("strings", 100_000, "strings in 5 formats", Kind.EACH),),
        on_and_on(sizes("strings", 1_500)),
        endless=True,
    ),
)  # fmt: skip
