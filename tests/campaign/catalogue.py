"""The items of the campaign, C1 to C21: what each asks, the figures it has to reach, and the batches that do so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from tests.campaign.items import Batch, Figure, Item, Kind

Words = Callable[[int, int], tuple[str, ...]]


def on_and_on(*makers: Words) -> Callable[[int], Iterator[Batch]]:
    """Batches without end: the makers take turns, each given the seed of the round and how often it was its turn."""

    def batches(seed: int) -> Iterator[Batch]:
        for turn in count():
            yield from (Batch(tuple(maker(seed, turn))) for maker in makers)

    return batches


def module(name: str, *words: object) -> tuple[str, ...]:
    """The words that run a module of this package."""
    return "-m", f"tests.campaign.{name}", *map(str, words)


SEEDS = 5_000
APART = 10**9
"""Between the first numbers of two rounds."""


def simulation(seed: int, turn: int) -> tuple[str, ...]:
    first = seed * APART + turn * SEEDS
    return module("schedules", first, first + SEEDS)


ITEMS: tuple[Item, ...] = (
    Item(
        "C2",
        "deterministic simulation: the real core in a world of misfortune, its promises checked at every step",
        (Figure("schedules", 1_000_000, "schedules"),),
        on_and_on(simulation),
        endless=True,
        limits="the wire and the disk are simulated here; C1 and C3 use real ones.",
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
        on_and_on(
            lambda seed, turn: module("questions", "fuzz", seed * APART + turn, 20_000),
            lambda seed, turn: module("questions", "oracle", seed * APART + turn, 2_000),
        ),
        endless=True,
    ),
)
