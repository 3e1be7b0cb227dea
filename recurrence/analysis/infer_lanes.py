"""Which shapes are worth trying on some days: those that enough pairs of neighbours vote for.

A stretch that saves anything has more dates than holes, so that most neighbouring slots of it are both there: each
such pair is a vote for its shape, and a shape's votes bound what it can save.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, islice
from typing import NamedTuple, Protocol

from recurrence.analysis.infer_shapes import Run, Shape, Terms, Unit, best_run, runs, strategy_of

_PAIRS = 30_000  # days that are compared, about, each with the next few
_FEWEST, _MOST = 16, 512
_ALWAYS = 4  # periods that are tried whatever the votes
_SEEDS, _STEPS = 10, 3
_NEAR = (
    3  # weeks (of those that count) by which weekdays that belong together may differ where they begin or end
)
_WEEK_BEGINS = {"monday": (1,), "sunday": (0,), "rolling": tuple(range(7))}
_NEVER_MISSING = 28

Votes = Counter[tuple[int, int]]


class Offer(NamedTuple):
    """A stretch of a shape that would pay; sorted, the better offer comes first."""

    loss: int
    price: int
    words: int
    shape: Shape
    first: int
    last: int


class Manner(NamedTuple):
    """How offers are looked for: shapes that must not be offered, and how weekdays are put together.

    `together`: only weekdays whose own stretches begin and end alike, rather than all that pay along a stretch.
    """

    banned: frozenset[Shape] = frozenset()
    together: bool = False


class Lane(Protocol):
    """Days of one shape, or of shapes that differ in their weekdays only; `bound`: what it can save at most."""

    bound: int
    size: int

    def best(self, wanted: set[int], manner: Manner) -> Offer | None:
        """The best offer that covers wanted days; None if none pays."""


class SingleLane:
    """The days of one shape, with their slots."""

    __slots__ = ("_days", "_price", "_shape", "_slots", "bound", "size")

    def __init__(
        self, shape: Shape, price: int, days: Sequence[int], slots: Sequence[int], votes: int | None = None
    ) -> None:
        self._shape, self._price, self._days, self._slots = shape, price, days, slots
        self.size = len(days)
        self.bound = min(len(days), len(days) if votes is None else votes + 1) - price

    def best(self, wanted: set[int], manner: Manner) -> Offer | None:
        """The best stretch."""
        if self._shape in manner.banned or sum(map(wanted.__contains__, self._days)) < self._price:
            return None
        run = best_run(self._days, self._slots, wanted, self._price)
        return Offer(-run.gain, self._price, 0, self._shape, run.first, run.last) if run else None


class WeekLane:
    """The days of every `period`-th week, whatever their weekday: weekdays and stretch are found together."""

    __slots__ = ("_begins", "_days", "_merged", "_of", "_period", "_price", "_terms", "bound", "size")

    def __init__(
        self, days: Sequence[int], period: int, begins: int, terms: Terms, votes: int | None = None
    ) -> None:
        self._days, self._period, self._begins, self._terms = days, period, begins, terms
        self._price = terms.price(Shape(Unit.WEEK, period, (begins,))) or len(days) + 1
        self._of: dict[int, list[int]] = {}
        self._merged: dict[tuple[int, ...], tuple[list[int], list[int]]] = {}
        self.size = 12 * len(days)
        self.bound = min(len(days), len(days) if votes is None else votes + 7) - self._price

    def best(self, wanted: set[int], manner: Manner) -> Offer | None:
        """The best of the stretches found."""
        if sum(map(wanted.__contains__, self._days)) < self._price:
            return None
        self._of = self._of or _grouped(self._days, 7)
        found = self._grouped(wanted) if manner.together else self._grown(wanted)
        offers = (self._offer(run, weekdays) for weekdays, run in found.items() if run)
        return min((offer for offer in offers if offer.shape not in manner.banned), default=None)

    def _grown(self, wanted: set[int]) -> dict[tuple[int, ...], Run | None]:
        """From a stretch that pays for one weekday: all that pay there, the stretch that pays for these, and again."""
        sums = {
            weekday: [0, *accumulate(map(wanted.__contains__, days))] for weekday, days in self._of.items()
        }
        tried: dict[tuple[int, ...], Run | None] = {}
        for seed in [Run(0, self._days[0], self._days[-1]), *(run for run, _ in self._seeds(wanted))]:
            run: Run | None = seed
            for _ in range(_STEPS):
                weekdays = self._paying(run, sums) if run else ()
                if not weekdays or weekdays in tried:
                    break
                run = tried[weekdays] = best_run(*self._all_of(weekdays), wanted, self._price)
        return tried

    def _grouped(self, wanted: set[int]) -> dict[tuple[int, ...], Run | None]:
        """The weekdays whose own stretches begin and end within a few weeks of each other."""
        seeds, near = self._seeds(wanted), _NEAR * 7 * self._period
        groups = {
            tuple(
                sorted(
                    {
                        weekday
                        for other, weekday in seeds
                        if abs(other.first - run.first) <= near and abs(other.last - run.last) <= near
                    }
                )
            )
            for run, _ in seeds
        }
        return {
            weekdays: best_run(*self._all_of(weekdays), wanted, self._price) for weekdays in sorted(groups)
        }

    def _seeds(self, wanted: set[int]) -> list[tuple[Run, int]]:
        """The stretches that would pay for single weekdays, if strategies cost little."""
        found = [
            (run, weekday)
            for weekday in self._of
            for run in runs(*self._all_of((weekday,)), wanted, self._price // 2)
        ]
        return sorted(found, key=lambda each: (-each[0].gain, each))[:_SEEDS]

    def _paying(self, run: Run, sums: dict[int, list[int]]) -> tuple[int, ...]:
        """The weekdays of which the stretch has more wanted days than holes."""
        paying = []
        for weekday, days in sorted(self._of.items()):
            first, end = bisect_left(days, run.first), bisect_right(days, run.last)
            holes = self._room(weekday, run) - (end - first)
            if sums[weekday][end] - sums[weekday][first] > holes:
                paying.append(weekday)
        return tuple(paying)

    def _room(self, weekday: int, run: Run) -> int:
        """How many days of the shape with this weekday lie within the stretch."""
        place = (weekday - self._begins) % 7
        late = (run.first - self._begins) % 7 > place
        early = (run.last - self._begins) % 7 < place
        return self._block(run.last) - early - self._block(run.first) - late + 1

    def _block(self, day: int) -> int:
        return (day - self._begins) // 7 // self._period

    def _all_of(self, weekdays: tuple[int, ...]) -> tuple[list[int], list[int]]:
        """The days with these weekdays, and their slots."""
        if weekdays not in self._merged:
            order = sorted(weekdays, key=lambda weekday: (weekday - self._begins) % 7)
            width, place = len(order), {weekday: number for number, weekday in enumerate(order)}
            days = sorted(day for weekday in weekdays for day in self._of[weekday])
            slots = [self._block(day) * width + place[day % 7] for day in days]
            self._merged[weekdays] = days, slots
        return self._merged[weekdays]

    def _offer(self, run: Run, weekdays: tuple[int, ...]) -> Offer:
        shape = Shape(Unit.WEEK, self._period, weekdays)
        strategy = strategy_of(shape, self._terms.reading)
        words = len(strategy.days) if strategy else 0
        return Offer(-run.gain, self._price, words, shape, run.first, run.last)


def lanes(days: Sequence[int], wanted: Sequence[int], terms: Terms) -> Iterator[Lane]:
    """The lanes that can pay for some of the wanted days (ascending ordinals, among `days`)."""
    yield from _day_lanes(days, wanted, terms)
    for begins in _WEEK_BEGINS[terms.reading.week]:
        yield from _week_lanes(days, wanted, begins, terms)
    yield from _month_lanes(days, wanted, terms)


def _votes(numbers: Sequence[int], among: int) -> Votes:
    """How many pairs stand `period` apart, by period and remainder; `numbers` ascend.

    Each is paired with the next few: fewer where there are many `among` which all these stand.
    """
    reach = min(max(_PAIRS // max(among, 1), _FEWEST), _MOST)
    return Counter(
        (other - one, one % (other - one))
        for place, one in enumerate(numbers)
        for other in islice(numbers, place + 1, place + 1 + reach)
    )


def _grouped(numbers: Iterable[int], period: int) -> dict[int, list[int]]:
    """Numbers by their remainder."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        groups[number % period].append(number)
    return groups


def _day_lanes(days: Sequence[int], wanted: Sequence[int], terms: Terms) -> Iterator[Lane]:
    periods: dict[int, dict[int, int]] = {period: {} for period in range(1, _ALWAYS + 1)}
    for (period, rest), found in _votes(wanted, len(wanted)).items():
        price = terms.price(Shape(Unit.DAY, period)) if period % 7 and found > 1 else None
        if price is not None and found + 1 >= price:
            periods.setdefault(period, {})[rest] = found
    for period, votes in periods.items():
        shape = Shape(Unit.DAY, period)
        price = terms.price(shape) or 0
        for rest, group in sorted(_grouped(days, period).items()):
            if len(group) >= price and _tried(period, rest, votes):
                yield SingleLane(shape, price, group, [day // period for day in group], votes.get(rest))


def _week_lanes(days: Sequence[int], wanted: Sequence[int], begins: int, terms: Terms) -> Iterator[Lane]:
    votes: Votes = Counter()
    for same in _grouped(wanted, 7).values():
        votes.update(_votes([(day - begins) // 7 for day in same], len(wanted)))
    periods: dict[int, dict[int, int]] = {period: {} for period in range(1, _ALWAYS + 1)}
    for (period, rest), found in votes.items():
        price = terms.price(Shape(Unit.WEEK, period, (begins,))) if found > 1 else None
        if price is not None and found + 7 >= price:
            periods.setdefault(period, {})[rest] = found
    by_week = _grouped_by_week(days, begins)
    for period, bounds in periods.items():
        price = terms.price(Shape(Unit.WEEK, period, (begins,))) or 0
        for rest, weeks in sorted(_grouped(by_week, period).items()):
            group = [day for week in weeks for day in by_week[week]] if _tried(period, rest, bounds) else []
            if len(group) >= price:
                yield WeekLane(group, period, begins, terms, bounds.get(rest))


def _tried(period: int, rest: int, bounds: dict[int, int]) -> bool:
    return period <= _ALWAYS or rest in bounds


def _grouped_by_week(days: Iterable[int], begins: int) -> dict[int, list[int]]:
    """Days by the number of their week."""
    weeks: dict[int, list[int]] = defaultdict(list)
    for day in days:
        weeks[(day - begins) // 7].append(day)
    return weeks


def _month_lanes(days: Sequence[int], wanted: Sequence[int], terms: Terms) -> Iterator[Lane]:
    hoped = set(wanted)
    for number, months in _by_day_of_month(days, terms.reading.missing_day).items():
        asked = [month for month, day in months.items() if day in hoped]
        for period, rest in sorted(_month_shapes(asked, number, len(wanted))):
            shape = Shape(Unit.MONTH, period, (number,))
            price, there = terms.price(shape), [month for month in months if month % period == rest]
            if price is not None and len(there) >= price:
                slots = _month_slots(there, period, number, terms.reading.missing_day)
                yield SingleLane(shape, price, [months[month] for month in there], slots)


def _by_day_of_month(days: Iterable[int], missing: str) -> dict[int, dict[int, int]]:
    """For each day of the month 1–31, the months in which it is there, with the day that stands for it (R4)."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for ordinal in days:
        day = date.fromordinal(ordinal)
        month = day.year * 12 + day.month - 1
        found[day.day][month] = ordinal
        for number, nominal in _stood_in_for(day, month, missing):
            found[number][nominal] = ordinal
    return {number: dict(sorted(months.items())) for number, months in sorted(found.items())}


def _stood_in_for(day: date, month: int, missing: str) -> Iterator[tuple[int, int]]:
    """The missing days that a day stands for, each with its month."""
    if missing == "clamp" and day.day == _length(month):
        yield from ((number, month) for number in range(day.day + 1, 32))
    if missing == "overflow" and month > 12 and _length(month - 1) + day.day <= 31:
        yield _length(month - 1) + day.day, month - 1


def _month_shapes(months: Sequence[int], number: int, among: int) -> set[tuple[int, int]]:
    """The periods and remainders that could pay for these months of one day of the month."""
    found = {shape for shape, count in _votes(months, among).items() if count > 1}
    if number <= _NEVER_MISSING:
        return found | {(period, month % period) for period in (1, 2, 3, 4, 6, 12) for month in months}
    for distance, rest in [
        *found
    ]:  # months between may lack the day, so that neighbours are several periods apart
        found |= {(period, rest % period) for period in range(1, distance) if distance % period == 0}
    return found | {(period, month % period) for period in range(1, 13) for month in months}


def _month_slots(months: Sequence[int], period: int, number: int, missing: str) -> list[int]:
    """The place of each month among those of the shape that have the day."""
    if number <= _NEVER_MISSING or missing in {"clamp", "overflow"}:
        return [month // period for month in months]
    having = (month for month in range(months[0], months[-1] + 1, period) if _length(month) >= number)
    place = {month: slot for slot, month in enumerate(having)}
    return [place[month] for month in months]


def _length(month: int) -> int:
    return monthrange(month // 12, month % 12 + 1)[1]
