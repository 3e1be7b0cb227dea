"""The items of the campaign, C1 to C21: what each asks, the figures it has to reach, and the batches that do so.

The figures are decided here; how a batch reaches them is decided in the module that it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from sync.emulator.fault_table import FAULTS
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
MUTANTS_AT_ONCE, MUTANTS = 60, {"engine": 20, "sync": 24}
"""How many mutants share what it costs to collect their tests, and how many times so many there are at most."""
PARSERS = ("plan", "answer", "field", "profile", "calendar", "rule", "dates", "scenario", "row")


def kills(seed: int) -> Iterator[Batch]:
    """Every step of every scenario, and double kills in between."""
    yield Batch(module("kills", "control"))
    for first in range(STRIDE):
        for number, scenario in enumerate(KILLED):
            yield Batch(module("kills", "every", scenario, first, STRIDE))
            yield Batch(module("kills", "twice", seed * APART + first * len(KILLED) + number, 18))


def all_mutants(seed: int) -> Iterator[Batch]:
    """Every mutant of both cores, in an order of the seed's own."""
    yield Batch(module("mutants", "control"))
    for core, batches in MUTANTS.items():
        for number in range(batches):
            yield Batch(module("mutants", core, seed, number * MUTANTS_AT_ONCE, MUTANTS_AT_ONCE))


def rates(seed: int) -> Iterator[Batch]:
    """Jitter of three kinds on a virtual clock; real processes, left alone and killed."""
    first = seed * APART
    yield Batch(module("rates", "control", first))
    for part in range(20):
        yield Batch(module("rates", "virtual", first + part, 5_000, (0, 50, 50, 250)[part % 4]))
    for part in range(4):
        yield Batch(module("rates", "real", first + part, 165))
    for part in range(30):
        yield Batch(module("rates", "storm", first + part, 20))


def records(seed: int) -> Iterator[Batch]:
    """Kills and flips in parts, and every size of a disk."""
    for part in range(10):
        yield Batch(module("records", "kills", seed * APART + part, 100))
        yield Batch(module("records", "flips", seed * APART + part, 200))
        yield Batch(module("records", "disk", 512 * part, 512 * 10))
    yield Batch(tests("special", "tests/apply/test_journals.py"))


ITEMS: tuple[Item, ...] = (
    Item(
        "C1",
        "an apply killed with -9 at every step of its record, locks, files and wire, and again while it resumes",
        (
            Figure("kills", 8 * 100, "kills, at every step there is"),
            Figure("points", 100, "points of 11 scenarios", Kind.EACH, 11),
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
            Figure("uses", 50, f"uses of {len(FAULTS)} fault instructions", Kind.EACH, len(FAULTS)),
        ),
        on_and_on(ranges("sockets", 40)),
        endless=True,
        limits="real sockets are not repeatable to the microsecond; a seed gives the same orders, not the same races. "
        "What two lies of the service in a row lead to (work refused for its rate and done, and a search that hides it) "
        "is not held against the client.",
    ),
    Item(
        "C4",
        "deliberate faults in the protocol of apply, each noticed by the one test that is named for it",
        (Figure("mutants", 15, "mutants noticed"),),
        listed(tests("mutants", "tests/negative/test_faults.py", "-k", "a_fault_is_noticed_by_its_test and protocol")),
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
        "C7",
        "the rate as a server sees it: on a clock of our own with jitter, and with three processes, some killed",
        (
            Figure("virtual", 100_000, "requests on a virtual clock"),
            Figure("real", 2000, "requests of real processes"),
            Figure("storms", 30, "storms of kills"),
            Figure("in a second", 5, "in any second, jitter up to 50 ms", Kind.MOST),
            Figure("in a minute", 200, "in any minute, jitter up to 250 ms", Kind.MOST),
            Figure("mutants", 1, "mutant noticed"),
        ),
        rates,
        limits="under more jitter than 50 ms nobody but the server can keep the limit of a second; then 429 is answered by waiting.",
    ),
    Item(
        "C8",
        "what is kept of a run: killed while it is written, on a full disk, with flipped bits",
        (
            Figure("kills", 1000, "kills, no acknowledged row lost"),
            Figure("flips", 1000, "flipped bits, none accepted with other rows"),
            Figure("sizes", 40, "sizes at which the disk is full, 512 bytes apart"),
            Figure("special", 10, "tests of truncated, emptied, swapped and locked records"),
        ),
        records,
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
            Figure("files", 50_000, "for 9 readers", Kind.EACH, 9),
            Figure("seconds", 900, "seconds guided by coverage"),
            Figure("longest s", 1, "s for the longest", Kind.MOST),
        ),
        on_and_on(
            *(
                maker
                for name in PARSERS
                for maker in (sizes("mutated", 30_000, name), sizes("guided", 25, name))
            )
        ),
        endless=True,
        limits="atheris counts inputs and coverage, and is not repeatable from its seed alone.",
    ),
    Item(
        "C12",
        "small faults put into the core one at a time, each to be noticed by the tests of `make test`",
        (
            Figure("engine killed/engine counted", 0.95, "of the engine's mutants noticed", Kind.SHARE),
            Figure("sync killed/sync counted", 0.90, "of the protocol's mutants noticed", Kind.SHARE),
            Figure("engine mutants", 1_000, "mutants of the engine, all there are"),
            Figure("sync mutants", 1_200, "mutants of the protocol, all there are"),
            Figure("controls", 1, "control"),
        ),
        all_mutants,
        limits="by our own mutator, which leaves texts and module constants alone. "
        "Laws have 50 examples here, where `make test` gives them 500: the true share is higher. "
        "Counted are all but those that tests/campaign/survivors.toml explains.",
    ),
    Item(
        "C13",
        "the largest plan there is, and ten times the dates",
        (
            Figure("dates planned", 100_000, "dates in one plan"),
            Figure("plan s", 5, "s to make, seal and write it", Kind.MOST),
            Figure("plan MB", 20, "MB", Kind.MOST),
            Figure("plan MiB", 256, "MiB of memory", Kind.MOST),
            Figure("record s", 5, "s to keep 5,000 intents", Kind.MOST),
            Figure("requests", 5000, "requests of a simulated apply"),
            Figure("apply s", 60, "s for it", Kind.MOST),
            Figure("core MiB", 256, "MiB of memory of the core alone", Kind.MOST),
            Figure("memory grows %", 20, "% more memory than for 10,000 dates", Kind.MOST),
            Figure("refused ms", 50, "ms to refuse 1,000,000,001 dates", Kind.MOST),
        ),
        listed(module("load", "plan"), module("load", "bomb"), module("load", "grown")),
        alone=True,
        limits="seconds of the processor. The core alone: an apply with a service and a record that keep next to nothing. It holds "
        "the plan whole, whose digest binds it, and what is known of each date: memory grows with the dates, to about a kilobyte each.",
    ),
    Item(
        "C14",
        "nothing that tests of commands, records, the wire and the page leave behind holds a token",
        (Figure("artefacts", 200, "files searched in six spellings"), Figure("controls", 1, "leak noticed")),
        listed(
            module("secrets_left", "control"),
            module("secrets_left", "tests/apply", "tests/frontdesk_plan/test_apply.py", "tests/frontdesk_plan/test_lifecycle.py"),
            module("secrets_left", "tests/frontdesk_net", "tests/sync", "tests/web/test_texts.py"),
        ),
        limits="`make test` searches all that all of its stages leave.",
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
        on_and_on(sizes("strings", 5_000)),
        endless=True,
    ),
    Item(
        "C17",
        "wall clocks that are wrong, jump, or pass midnight, a leap day or a clock change, in real processes",
        (Figure("clocks", 13, "clocks, the same bytes sent"),),
        listed(module("clocks")),
        limits="the monotonic clock is left alone, as it is when somebody sets the time.",
    ),
    Item(
        "C18",
        "several processes at once: six starts, four resumes, two plans of one class, two records of one plan",
        (Figure("crowds", 50, "times of 4 kinds", Kind.EACH, 4),),
        lambda seed: (
            Batch(module("crowds", kind, 10)) for _ in range(5 + 0 * seed) for kind in ("starts", "resumes", "plans", "records")
        ),
    ),
    Item(
        "C19",
        "whatever the emulator's description allows, and much that it does not: no answer that is not described",
        (Figure("cases", 1000, "cases of 30 operations", Kind.EACH, 30), Figure("mutants", 1, "mutant noticed")),
        on_and_on(*(sizes("contract", size, kind) for size, kind in ((100, "asked"), (60, "walked"), (30, "linked"))), first=[module("contract", "control", 0, 6)]),
        endless=True,
        limits="the client against made-up answers is C11's.",
    ),
    Item(
        "C20",
        "what the project is made of",
        (
            Figure("hashed/pins", 1.0, "of the pins hashed", Kind.SHARE),
            Figure("offline installs", 1, "install by hashes without an index"),
            Figure("distributions", 16, "distributions in a base install", Kind.MOST),
            Figure("audited", 100, "pins asked for known holes, none open"),
            Figure("lines", 20_000, "lines read by bandit, nothing of medium or high left unexplained"),
            Figure("parts", 15, "parts in the list (CycloneDX, .build/recur.cdx.json)"),
            Figure("equal builds", 2, "builds, the same bytes"),
        ),
        listed(*(module("supply", kind) for kind in ("hashes", "offline", "audit", "bandit", "parts", "twice"))),
    ),
    Item(
        "C21",
        "one process that makes, applies, resumes and verifies plans for twenty minutes, 1 % of the requests going wrong",
        (
            Figure("seconds", 1200, "seconds"),
            Figure("plans", 100, "plans, each date once"),
            Figure("MiB more", 4, "MiB more in the last third than in the first", Kind.MOST),
            Figure("descriptors more", 1, "descriptors more", Kind.MOST),
        ),
        lambda seed: (Batch(module("soak", seed * APART + part, 400)) for part in range(3)),
        limits="three processes of 400 s; without waiting for the pace, so some ten times the work of real hours.",
    ),
)  # fmt: skip
