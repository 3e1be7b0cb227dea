"""THE ALGORITHM: dates by arithmetic, never by walking.

Every pattern is a `Cycle`: day offsets inside a period that repeats for ever, backwards and forwards. Date
number k is

    origin + (k // n) * period + offsets[k % n]

Weeks are a cycle of 7 days or a multiple of it. Months are one too: the Gregorian calendar repeats after 400
years, 4,800 months, 146,097 days, so the dates of a monthly pattern in that span are its offsets. A
`Drift` is a cycle with a finite head (C4, R4). Days are proleptic Gregorian ordinals (1 = 0001-01-01, a Monday).

Knows nothing of modes, intervals, windows, or what any reading is called but R4's.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate, chain, cycle, islice, repeat
from math import gcd
from operator import sub
from typing import Any

ERA_MONTHS = 4_800
ERA_DAYS = 146_097
FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()
_NEVER_MISSING = 28
_GAPS = 400
_FEW = 16  # fewer are made as fast as they are found
_POOL = 512  # date-times at most that are lent at once; a daily class of a year has 366
_timedelta = lru_cache(maxsize=4_096)(timedelta)
_combine, _date = datetime.combine, date.fromordinal  # looked up once: they weigh in a list of a few dates


class Cycle:
    """A two-sided sequence of days: `origin + (k // n) * period + offsets[k % n]` for every integer k.

    `offsets` ascend within 0 … period − 1, in days; without any the cycle has no dates.

    >>> mondays_and_thursdays = Cycle(origin=1, period=21, offsets=(0, 3))
    >>> [mondays_and_thursdays.at(k) for k in range(-1, 4)]
    [-17, 1, 4, 22, 25]
    >>> mondays_and_thursdays.rank(5)
    2
    """

    __slots__ = ("_gaps", "_size", "offsets", "origin", "period")

    def __init__(self, origin: int, period: int, offsets: Sequence[int]) -> None:
        self.origin = origin
        self.period = period
        self.offsets = offsets
        self._size = len(offsets)
        self._gaps: tuple[timedelta, ...] | None = None

    def at(self, k: int) -> int:
        """The ordinal of date number k; the cycle must have dates."""
        block, place = divmod(k, len(self.offsets))
        return self.origin + block * self.period + self.offsets[place]

    def rank(self, day: int) -> int:
        """The number of the first date that is not before the ordinal `day`."""
        block, rest = divmod(day - self.origin, self.period)
        return block * self._size + bisect_left(self.offsets, rest)

    def numbers(self, first: int, end: int) -> range:
        """The numbers of the dates from the ordinal `first` on that are before the ordinal `end`: two ranks."""
        period, offsets, size = self.period, self.offsets, self._size
        first -= self.origin
        end -= self.origin
        return range(
            first // period * size + bisect_left(offsets, first % period),
            end // period * size + bisect_left(offsets, end % period),
        )

    def datetimes(self, k: int, n: int, clock: time) -> Iterator[datetime]:
        """Dates number k to k + n − 1 (n ≥ 1) at one time of day; short stretches may be shared with other callers."""
        if not _FEW <= n <= _POOL:
            return self.fresh(k, n, clock)
        pool = pool_of(self, clock, k // _POOL)
        if not pool.moments:
            return pool.lend(k, n)
        k -= pool.first
        return iter(pool.moments[k : k + n])

    def fresh(self, k: int, n: int, clock: time) -> Iterator[datetime]:
        """The same, each date-time made for this call: the fast path.

        The gaps between neighbours repeat with the cycle, so each further date is one C-level addition of a
        ready-made timedelta; Python code runs once a call, not once a date.
        """
        block, place = divmod(k, self._size)
        first = self.origin + block * self.period + self.offsets[place]
        gaps, end = self._gaps or self._measure_gaps(), place + n - 1
        steps: Iterable[Any] = gaps[place:end]
        if end > len(gaps):
            steps = repeat(gaps[0], n - 1) if self._size == 1 else islice(cycle(gaps), place, end)
        return accumulate(steps, initial=_combine(_date(first), clock))

    def moved(self, days: int) -> "Cycle":
        """The same cycle so many days later, with the same offsets and gaps.

        >>> [Cycle(1, 7, (0, 3)).moved(1).at(k) for k in range(3)]
        [2, 5, 9]
        """
        later = Cycle(self.origin + days, self.period, self.offsets)
        later._gaps = self._gaps or self._measure_gaps()
        return later

    def _measure_gaps(self) -> tuple[timedelta, ...]:
        """The gaps from each date to the next, whole rounds of them, so many that most calls are one slice."""
        ends = [*self.offsets[1:], self.offsets[0] + self.period]
        gaps = tuple(map(_timedelta, map(sub, ends, self.offsets)))
        self._gaps = gaps * -(-_GAPS // len(gaps))
        return self._gaps


class _Pool:
    """The date-times of a cycle at one time of day with the numbers `number` · 512 and the next 1,024: ready-made.

    They are made once as many have been asked for, so that nobody's dates take more than twice the time; from then
    on a list of up to 512 is a slice, and its date-times, which never change, are shared by all who ask (decision 60).
    """

    __slots__ = ("asked", "clock", "cycle", "first", "moments")

    def __init__(self, cycle: Cycle, clock: time, number: int) -> None:
        self.cycle = cycle
        self.clock = clock
        self.first = number * _POOL
        self.asked = 0
        self.moments: list[datetime] = []

    def lend(self, k: int, n: int) -> Iterator[datetime]:
        """Dates number k to k + n − 1, made for this call, as long as the pool is empty."""
        self.asked += n
        if self.asked >= 2 * _POOL:
            self._fill()
        return self.cycle.fresh(k, n, self.clock)

    def _fill(self) -> None:
        """Make what lies in the calendar; `moments` last, since other threads read it first."""
        end = min(self.first + 2 * _POOL, self.cycle.rank(LAST_DAY + 1))
        self.first = max(self.first, self.cycle.rank(FIRST_DAY))
        self.moments = [*self.cycle.fresh(self.first, end - self.first, self.clock)]


pool_of = lru_cache(maxsize=256)(_Pool)  # 256 × 1,024 date-times of 48 bytes: at most 15 MB


class Drift:
    """A sequence that begins at date number 0 and loses its day in a short head, then is regular for good (R4).

    Why "short": a day of 29–31 is lost at the first visited month that lacks it, and which months lack it
    depends on the month's place in the 4,800-month era alone; a step of p months visits at most
    4,800 / gcd(p, 4,800) places before it comes back to the first, and a day that survives them all, or is
    ≤ 28, survives for ever. The longest head of all has 150 dates (tested over every step).
    """

    __slots__ = ("_shift", "head", "tail")

    def __init__(self, head: Sequence[int], tail: Cycle, first: int) -> None:
        self.head = head
        self.tail = tail
        self._shift = first - len(head)

    def at(self, k: int) -> int:
        """The ordinal of date number k ≥ 0."""
        return self.head[k] if k < len(self.head) else self.tail.at(k + self._shift)

    def rank(self, day: int) -> int:
        """The number of the first date that is not before the ordinal `day`; 0 for all that lies before."""
        early = bisect_left(self.head, day)
        return early if early < len(self.head) else max(early, self.tail.rank(day) - self._shift)

    def numbers(self, first: int, end: int) -> range:
        """The numbers of the dates from the ordinal `first` on that are before the ordinal `end`."""
        return range(self.rank(first), self.rank(end))

    def datetimes(self, k: int, n: int, clock: time) -> Iterator[datetime]:
        """Dates number k to k + n − 1 (n ≥ 1) at one time of day."""
        early = self.head[k : k + n]
        dates = (datetime.combine(date.fromordinal(day), clock) for day in early)
        if len(early) == n:
            return dates
        return chain(dates, self.tail.datetimes(k + len(early) + self._shift, n - len(early), clock))


NO_DATES = Cycle(0, 1, ())


@lru_cache(maxsize=1_024)
def day_cycle(phase: int, period: int, offsets: tuple[int, ...]) -> Cycle:
    """The cycle of days with these offsets; equal phases (origin modulo period) share one object.

    >>> day_cycle(3, 7, (0,)).at(0)
    3
    """
    return Cycle(phase, period, offsets)


def month_cycle(phase: int, period: int, day: int, missing: str) -> Cycle:
    """The cycle of one day of the month, every `period` months from month number `phase` (0 = January of year 0).

    `missing` is R4's `skip` (months without the day give none), `clamp` (their last day) or `overflow` (the day
    is counted on into the next month).

    >>> january, step = 2027 * 12, 1
    >>> ends = month_cycle(january % step, step, 31, "clamp")
    >>> k = ends.rank(date(2027, 1, 31).toordinal())
    >>> [date.fromordinal(ends.at(k + step)).isoformat() for step in range(3)]
    ['2027-01-31', '2027-02-28', '2027-03-31']
    """
    if day <= _NEVER_MISSING:  # every month has it: as far from the first in each
        return _on_a_day_that_all_have(phase, period, day)
    return _months_of_an_era(phase, period, day, missing)


@lru_cache(maxsize=4_096)  # small ones: they share offsets and gaps
def _on_a_day_that_all_have(phase: int, period: int, day: int) -> Cycle:
    return _months_of_an_era(phase, period, 1, "skip").moved(day - 1)


@lru_cache(maxsize=256)
def _months_of_an_era(phase: int, period: int, day: int, missing: str) -> Cycle:
    starts = _era()
    span = period * ERA_MONTHS // gcd(period, ERA_MONTHS)
    offsets = array("q")
    for month in range(phase, span, period):
        era, place = divmod(month, ERA_MONTHS)
        length = starts[place + 1] - starts[place]
        if day <= length or missing != "skip":
            kept = min(day, length) if missing == "clamp" else day
            offsets.append(era * ERA_DAYS + starts[place] + kept - 1)
    return Cycle(_first_of_month(0), span // ERA_MONTHS * ERA_DAYS, offsets)


@lru_cache(maxsize=128)
def drift(month: int, period: int, day: int, missing: str) -> Drift:
    """The dates from month number `month` on, each reckoned from the one before it, as PHP's `+1 month` does.

    `missing` is R4's `clamp_drift` or `overflow_drift`. The very first date is clamped or counted on likewise
    where its month lacks the day.

    >>> slipping = drift(2027 * 12, 1, 31, "clamp_drift")
    >>> [date.fromordinal(slipping.at(k)).isoformat() for k in range(3)]
    ['2027-01-31', '2027-02-28', '2027-03-28']
    """
    head: list[int] = []
    while (steps := _steps_until_missing(month, period, day)) is not None:
        head += (_first_of_month(month + step * period) + day - 1 for step in range(steps))
        month += steps * period
        length = _length(month)
        month, day = (month, length) if missing == "clamp_drift" else (month + 1, day - length)
        head.append(_first_of_month(month) + day - 1)
        month += period
    tail = month_cycle(month % period, period, day, "skip")
    return Drift(head, tail, tail.rank(_first_of_month(month)))


def _steps_until_missing(month: int, period: int, day: int) -> int | None:
    """How many steps from `month` the first visited month without the day is; None if there is none, ever."""
    if day <= _NEVER_MISSING:
        return None
    places = ERA_MONTHS // gcd(period, ERA_MONTHS)
    return next((step for step in range(places) if _length(month + step * period) < day), None)


def _length(month: int) -> int:
    return _first_of_month(month + 1) - _first_of_month(month)


def _first_of_month(month: int) -> int:
    """The ordinal of the first day of month number `month`, in any year, before 1 and after 9999 too."""
    era, place = divmod(month, ERA_MONTHS)
    return era * ERA_DAYS + _era()[place] - 365  # 0001-01-01 is day 1, so 0000-01-01, a leap year's, is -365


@lru_cache(maxsize=1)
def _era() -> "array[int]":
    """The first day of each month of an era of 400 years that begins with a leap century, and of the next."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    starts = array("q", [0])
    for year in range(400):
        leap = year % 4 == 0 and (year % 100 != 0 or year == 0)
        for number, length in enumerate(lengths):
            starts.append(starts[-1] + length + (leap and number == 1))
    return starts
