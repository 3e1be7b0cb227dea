"""What an item of the campaign is, as values: the figures it has to reach, and the batches of work that reach them.

A batch is a command that ends with a JSON line `{"reached": {...}, "findings": [...]}`; this file starts none. Whether a
figure is reached is decided here, and nowhere else.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

Reached = dict[str, "float | dict[str, float]"]


class Kind(Enum):
    """How the tallies of batches become one figure, and on which side of its goal it has to be."""

    SUM = "at least, all together"
    EACH = "at least, each of them"
    MOST = "at most, in any batch"
    SHARE = "at least this share"


class Figure(NamedTuple):
    """One figure to reach. `name` is the key in the tallies; of a SHARE it is two: `killed/mutants`."""

    name: str
    goal: float
    unit: str
    kind: Kind = Kind.SUM
    names: int = 0
    """Of EACH: how many there are; one that is missing counts as none."""


class Batch(NamedTuple):
    """One piece of work, some seconds to some minutes long: the arguments of Python."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return "python " + shlex.join(self.words)


class Item(NamedTuple):
    """One item. `batches` gives its work for a seed, the same each time; an `endless` one ends with its figures."""

    id: str
    what: str
    figures: tuple[Figure, ...]
    batches: Callable[[int], Iterator[Batch]]
    endless: bool = False
    alone: bool = False
    """Whether its batches measure time, and so run one by one."""
    limits: str = ""
    """What the figures do not show, in a sentence."""


def folded(figures: Sequence[Figure], one: Mapping[str, object], other: Mapping[str, object]) -> Reached:
    """Two tallies as one: counts add up, what is at most is the larger.

    >>> folded([Figure("s", 1, "s", Kind.MOST)], {"s": 2, "n": 1}, {"s": 1, "n": 4})
    {'s': 2.0, 'n': 5.0}
    """
    most = {figure.name for figure in figures if figure.kind is Kind.MOST}
    return {
        name: _joined(one.get(name), other.get(name), largest=name in most)
        for name in dict.fromkeys([*one, *other])
    }


def _joined(one: object, other: object, *, largest: bool) -> float | dict[str, float]:
    if isinstance(one, dict) or isinstance(other, dict):
        left, right = one or {}, other or {}
        assert isinstance(left, dict)
        assert isinstance(right, dict)
        return {name: left.get(name, 0) + right.get(name, 0) for name in dict.fromkeys([*left, *right])}
    numbers = [float(str(number)) for number in (one, other) if number is not None]
    return max(numbers) if largest else sum(numbers)


def value(figure: Figure, reached: Mapping[str, object]) -> float | None:
    """What was reached of a figure; None if nothing was measured.

    >>> value(Figure("killed/mutants", 0.9, "", Kind.SHARE), {"killed": 9.0, "mutants": 12.0})
    0.75
    """
    if figure.kind is Kind.SHARE:
        part, _, whole = figure.name.partition("/")
        total = float(str(reached.get(whole, 0)))
        return float(str(reached.get(part, 0))) / total if total else None
    found = reached.get(figure.name)
    if isinstance(found, dict):
        return min(map(float, found.values()), default=None) if len(found) >= figure.names else 0.0
    return None if found is None else float(str(found))


def is_met(figure: Figure, reached: Mapping[str, object]) -> bool:
    """Whether a figure is reached; one that nobody measured is not."""
    found = value(figure, reached)
    if found is None:
        return False
    return found <= figure.goal if figure.kind is Kind.MOST else found >= figure.goal
