"""The search for the cheapest patterns of the days at one time of day: greedy, then bettered by taking back.

The best offer is taken again and again, until none pays; then each pattern in turn is taken back and its place
searched anew without it, as long as that gets cheaper. What a pattern covers is always asked of the engine, so a
bad guess makes a dearer answer, never a wrong one.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import NamedTuple

from recurrence.analysis.infer_lanes import Lane, Manner, Offer, lanes
from recurrence.analysis.infer_shapes import Pattern, Shape, Terms, dates_of, pattern_of, price_of

_EFFORT = 200_000, 500  # days that may be looked at: for any list, and for each date
_PROPOSING = 60  # what it takes to see which shapes are worth trying, for each date
_MOST_BETTERED = 24


class Found(NamedTuple):
    """A pattern that was taken: its shape, the days that it gives, and what it costs."""

    shape: Shape
    pattern: Pattern
    days: frozenset[int]
    price: int


class Effort:
    """How many days may still be looked at: what ends a search, so that it takes as long on every machine."""

    __slots__ = ("left",)

    def __init__(self, number: int) -> None:
        self.left = _EFFORT[0] + _EFFORT[1] * number


class Search:
    """The days at one time of day (ordinals), on the terms given; `patterns()` finds the cheapest that it can."""

    def __init__(self, days: Sequence[int], terms: Terms) -> None:
        self._days = sorted(days)
        self._present = frozenset(days)
        self._terms = terms

    def patterns(self) -> list[Found]:
        """The patterns, cheapest found."""
        effort = Effort(len(self._days))
        found = self._tidied(self._filled([], effort, Manner()))
        if self._may_better(found):
            other = self._tidied(self._filled([], effort, Manner(together=True)))
            found = min(found, other, key=self.cost)
        effort = Effort(len(self._days))
        while self._may_better(found) and effort.left > 0:
            better = next(self._better(found, effort), None)
            if better is None:
                break
            found = better
        return found

    def _may_better(self, found: list[Found]) -> bool:
        """Whether there is something to gain: a single strategy that says all is as good as it gets."""
        exceptions = self.cost(found)[0] - sum(each.price for each in found)
        return 0 < len(found) <= _MOST_BETTERED and (len(found) > 1 or exceptions > 0)

    def cost(self, found: Iterable[Found]) -> tuple[int, int]:
        """What the patterns and the exceptions cost, and how many they are."""
        found = list(found)
        exceptions = len(_union(found) ^ self._present)
        return sum(each.price for each in found) + exceptions, len(found) + exceptions

    def _better(self, found: list[Found], effort: Effort) -> Iterator[list[Found]]:
        """Answers that cost less, each with one pattern taken back and others tried in its place."""
        so_far = self.cost(found)
        for place, taken in enumerate(found):
            others = [*found[:place], *found[place + 1 :]]
            for together in (True, False):
                manner = Manner(frozenset({taken.shape}), together)
                tried = self._tidied(self._filled(others, effort, manner))
                if self.cost(tried) < so_far:
                    yield tried
                if effort.left <= 0:
                    return

    def _tidied(self, found: list[Found]) -> list[Found]:
        """With patterns of one shape made one, and without those that no longer pay beside the others."""
        for one, other in combinations(sorted(found, key=lambda each: each.pattern.window.start), 2):
            if one in found and other in found and one.shape == other.shape:
                ends = min(one.days | other.days), max(one.days | other.days)
                fused = self._taken(one.shape, *ends)
                rest = [each for each in found if each not in {one, other}]
                if fused and self.cost([*rest, fused]) < self.cost(found):
                    found = [*rest, fused]
        for each in sorted(found, key=lambda each: (len(each.days), each.pattern)):
            rest = [other for other in found if other is not each]
            if self.cost(rest) < self.cost(found):
                found = rest
        return found

    def _filled(self, found: list[Found], effort: Effort, manner: Manner) -> list[Found]:
        """With patterns added for what is not covered, the best offer first; banned shapes only after another."""
        found = [*found]
        while effort.left > 0:
            before = len(found)
            self._fill(found, effort, manner)
            if len(found) == before:
                break
            manner = Manner()
        return found

    def _fill(self, found: list[Found], effort: Effort, manner: Manner) -> None:
        union = _union(found)
        wanted = set(self._present - union)
        effort.left -= _PROPOSING * len(wanted)
        if not wanted:
            return
        queue = Queue(lanes(self._days, sorted(wanted), self._terms), effort, manner)
        while wanted and (offer := queue.best(wanted)):
            taken = self._taken(offer.shape, offer.first, offer.last)
            if taken is None or self._saved(taken, wanted, union) < 0:
                continue  # it does not hold what it promised
            found.append(taken)
            wanted -= taken.days
            union |= taken.days
            queue.accept()

    def _saved(self, taken: Found, wanted: set[int], union: set[int]) -> int:
        holes = taken.days - self._present - union
        return len(taken.days & wanted) - len(holes) - taken.price

    def _taken(self, shape: Shape, first: int, last: int) -> Found | None:
        """What the engine makes of a shape from one day to another."""
        terms = self._terms
        pattern = pattern_of(shape, (first, last), terms)
        dates = None if pattern is None else dates_of(pattern, terms.reading)
        if pattern is None or dates is None:
            return None
        days = frozenset(moment.toordinal() for moment in dates)
        return Found(shape, pattern, days, price_of(pattern.strategy, terms.reading, terms.among))


def _union(found: Iterable[Found]) -> set[int]:
    return set().union(*(each.days for each in found))


class Entry(NamedTuple):
    """A lane in the queue: what it loses at least, whether that is known, its offer, and when it was made."""

    loss: int
    known: int
    offer: Offer | tuple[()]
    lane: int
    turn: int


class Queue:
    """Lanes by what they can still save at most: only those are asked anew that may have the best offer.

    What a lane can save never grows while days are covered, so what it offered earlier bounds what it offers now.
    """

    def __init__(self, members: Iterable[Lane], effort: Effort, manner: Manner) -> None:
        self._lanes = list(members)
        self._heap = [Entry(-lane.bound, 0, (), number, 0) for number, lane in enumerate(self._lanes)]
        heapify(self._heap)
        self._effort, self._manner = effort, manner
        self._turn = 1
        self._last: Entry | None = None

    def best(self, wanted: set[int]) -> Offer | None:
        """The best offer of all; None if none pays. `accept` comes next, or the lane is asked no more."""
        while self._heap and self._effort.left > 0:
            entry = heappop(self._heap)
            if isinstance(entry.offer, Offer) and entry.turn == self._turn:
                self._last = entry
                return entry.offer
            lane = self._lanes[entry.lane]
            self._effort.left -= lane.size
            if offer := lane.best(wanted, self._manner):
                heappush(self._heap, Entry(offer.loss, 1, offer, entry.lane, self._turn))
        return None

    def accept(self) -> None:
        """The offer was taken: its lane may have another."""
        self._turn += 1
        if self._last:
            heappush(self._heap, self._last)
