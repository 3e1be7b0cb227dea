"""What a pattern can look like, what it costs to say, and where along its slots it pays.

A shape is a repeat without ends: every so many days, weeks or months, on which days. Knows modes through `Strategy`
alone, and nothing of how shapes are searched for.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from recurrence.cycle import Drift
from recurrence.errors import RecurrenceError
from recurrence.occurrences import Occurrences, expand
from recurrence.reading import Reading
from recurrence.rule import FIXED_DAYS, period_of, rule_of
from recurrence.strategy import MAX_INTERVAL, RepeatMode, Strategy
from recurrence.window import Window

PLAIN = 3
"""What a strategy without a break costs among a few dates; a date that is not said by one costs 1."""

FEW = 4
"""The binary digits of how many dates are a few: 15 or fewer."""

_NEVER = -1 << 60
_WEEK = range(7)
_MODES = {days: mode for mode, days in FIXED_DAYS.items()} | {tuple(_WEEK): RepeatMode.DAILY}


class Unit(IntEnum):
    """What a shape counts."""

    DAY = 0
    WEEK = 1
    MONTH = 2


class Shape(NamedTuple):
    """Every `period`-th unit; `days`: weekdays (0 = Sunday) of weeks, the one day of months, nothing of days."""

    unit: Unit
    period: int
    days: tuple[int, ...] = ()


class Pattern(NamedTuple):
    """One strategy in its window; `event` only where the reading asks for a source event, the first date then."""

    strategy: Strategy
    window: Window
    event: datetime | None


class Terms(NamedTuple):
    """What a search goes by: the reading, the time of day, and how many dates there are at it."""

    reading: Reading
    clock: time
    among: int

    def price(self, shape: Shape) -> int | None:
        """What a shape costs; None where no strategy can say it."""
        yearly = shape.unit is Unit.MONTH and shape.period % 12 == 0
        units = shape.period // 12 if yearly else shape.period
        longest = MAX_INTERVAL + (self.reading.interval_means == "break")
        return None if units > longest else _price(units, self.among)


class Run(NamedTuple):
    """A stretch of a shape that pays: what it saves, its first and its last day (ordinals)."""

    gain: int
    first: int
    last: int


def price_of(strategy: Strategy, reading: Reading, among: int) -> int:
    """What a strategy costs `among` so many dates at its time of day, where a date that none says costs 1.

    3; 1 more for every two binary digits of its break (in its own unit); and 1 more for each time that 8 dates must
    be doubled to be more than there are: among many, some stand in line by chance.

    >>> from recurrence.reading import DOCUMENTED
    >>> [price_of(Strategy(5, days=(1,), interval=n), DOCUMENTED, 9) for n in (0, 1, 2, 7, 8, 10_000)]
    [3, 3, 4, 4, 5, 10]
    >>> [price_of(Strategy(1), DOCUMENTED, among) for among in (3, 15, 16, 104, 2_000)]
    [3, 3, 4, 6, 10]
    """
    period = period_of(strategy, reading)
    units = period // 12 if strategy.repeat_mode is RepeatMode.YEARLY else period
    return _price(units, among)


def _price(units: int, among: int) -> int:
    return PLAIN + (units - 1).bit_length() // 2 + max(0, among.bit_length() - FEW)


@lru_cache(maxsize=4_096)
def strategy_of(shape: Shape, reading: Reading) -> Strategy | None:
    """The plainest strategy that says a shape; None where its break is longer than a strategy can say.

    >>> from recurrence.reading import DOCUMENTED
    >>> strategy_of(Shape(Unit.WEEK, 1, (2, 4)), DOCUMENTED).repeat_mode.name
    'TUE_THU'
    >>> strategy_of(Shape(Unit.MONTH, 24, (31,)), DOCUMENTED)[:3]
    (<RepeatMode.YEARLY: 7>, (), 1)
    """
    unit, period, days = shape
    mode = {Unit.DAY: RepeatMode.DAILY, Unit.WEEK: RepeatMode.WEEKLY, Unit.MONTH: RepeatMode.MONTHLY}[unit]
    if unit is Unit.MONTH and period % 12 == 0:
        mode, period = RepeatMode.YEARLY, period // 12
    if unit is Unit.WEEK and period == 1:
        mode = _MODES.get(days, mode)
    interval = period - 1 if reading.interval_means == "break" or period == 1 else period
    if interval > MAX_INTERVAL:
        return None
    return Strategy(mode, days if mode is RepeatMode.WEEKLY else (), interval)


def pattern_of(shape: Shape, ends: tuple[int, int], terms: Terms) -> Pattern | None:
    """The shape from one of its days to another (ordinals); None where no window says that."""
    reading, clock, _ = terms
    strategy = strategy_of(shape, reading)
    first = datetime.combine(date.fromordinal(ends[0]), clock)
    event = first if asks_for_event(reading) else None
    if strategy is None:
        return None
    start, till = ends[0], ends[1] + (reading.till_included == "no")
    if reading.from_included == "no":  # the day before the first that keeps the count
        cycle = rule_of(strategy, reading).cycle(first.date(), event)
        if isinstance(cycle, Drift):  # nothing comes before its first date, which would be left out
            return None
        start = cycle.at(cycle.rank(start) - 1)
    try:
        days = date.fromordinal(start), date.fromordinal(till)
    except ValueError:  # beyond the calendar
        return None
    return Pattern(strategy, Window(days[0], days[1], None, clock.hour, clock.minute), event)


def asks_for_event(reading: Reading) -> bool:
    """Whether a reading may want a source event for a pattern whose time of day is given (R2, R13)."""
    return reading.anchor != "from" or reading.zero_time == "unset"


def dates_of(pattern: Pattern, reading: Reading) -> Occurrences | None:
    """The dates of a pattern by the engine itself; None where the reading refuses it."""
    try:
        return expand(*pattern, reading)
    except RecurrenceError:
        return None


def best_run(days: Sequence[int], slots: Sequence[int], wanted: Collection[int], price: int) -> Run | None:
    """The stretch that saves most among those that together save most; None if none saves 0 or more.

    `days` ascend, `slots` number them within the shape; a slot between them that is not there is a hole and costs 1,
    a day that is `wanted` saves 1, every stretch costs the price. By dynamic programming in one pass.

    >>> best_run([1, 8, 22, 29, 36, 99], [0, 1, 3, 4, 5, 14], {1, 8, 22, 29, 36, 99}, 3)
    Run(gain=1, first=1, last=36)
    """
    return max(runs(days, slots, wanted, price), key=lambda run: run.gain, default=None)


def runs(days: Sequence[int], slots: Sequence[int], wanted: Collection[int], price: int) -> list[Run]:
    """The stretches that together save most, the last one first; each saves 0 or more."""
    ended = _Ended(0, None)
    begun_on, began, saved = ended, 0, _NEVER  # the stretch that is still open, and what all save with it
    last_slot, goes_on = 0, False
    for day, slot in zip(days, slots, strict=True):
        weight = day in wanted
        saved -= slot - last_slot - 1
        last_slot = slot
        if weight and ended.saved - price >= saved:  # rather begin anew than go on over so dear a gap
            begun_on, began, saved, goes_on = ended, day, ended.saved - price, False
        saved += weight
        if saved > ended.saved or (weight and saved == ended.saved and not goes_on):
            ended = _Ended(saved, (begun_on, Run(saved - begun_on.saved, began, day)))
            goes_on = True
    found = []
    while ended.last is not None:
        ended, run = ended.last
        found.append(run)
    return found


class _Ended(NamedTuple):
    """What stretches save that have all ended: the sum, and the last of them with what came before."""

    saved: int
    last: "tuple[_Ended, Run] | None"
