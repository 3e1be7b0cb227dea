"""Days of the month for many rows at once: which visited month has which date, and how many there are before a day.

A progression of months visits month number `month + j * period` for every integer j (month 0 = January of year 0).
Decides nothing of modes or windows. Days are proleptic Gregorian ordinals, as in `recurrence.cycle`; every function takes and
gives int64 arrays of one shape, a place for each row.
"""

from functools import lru_cache
from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recurrence.cycle import ERA_DAYS, ERA_MONTHS
from recurrence.reading import Reading

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

YEAR = 12
_LAST_MONTH = 10_001 * YEAR - 1  # a year beyond the calendar's end, where all that is later may as well be
_EPOCH = 719_163  # the ordinal of 1970-01-01
_UNEVEN = 368  # days from the start of year 0 to ordinal 0, and 2.4 by which a month begins late for an even share of its era
_NEVER = np.iinfo(np.int32).max  # more visits than there are
_FEBRUARY = 1
_NEVER_MISSING = 28
_LACKING = {
    29: {1},
    30: {1},
    31: {1, 3, 5, 8, 10},
}  # the months of a year, from 0, without the day, but for leap years


@lru_cache(maxsize=1)
def _firsts() -> Ints:
    """The ordinal of the first day of every month from year 0 to 10,001."""
    months = np.arange(_LAST_MONTH + 2) - 1970 * YEAR
    return months.astype("datetime64[M]").astype("datetime64[D]").view(np.int64) + _EPOCH


def first_of(month: Ints) -> Ints:
    """The first day of a month; beyond the calendar some day beyond it."""
    return _firsts().take(_known(month))


def _known(month: Ints) -> Ints:
    return np.minimum(np.maximum(month, 0), _LAST_MONTH)


def length_of(month: Ints) -> Ints:
    """How many days a month has."""
    month = _known(month)
    return _firsts()[month + 1] - _firsts()[month]


def month_of(day: Ints) -> Ints:
    """The number of the month that holds a day of the calendar (or the day after its end).

    >>> month_of(np.array([1, 31, 32, 3652059, 3652060])).tolist()
    [12, 12, 13, 119999, 120000]
    """
    near = day + _UNEVEN
    near *= ERA_MONTHS
    near //= ERA_DAYS
    near -= _firsts().take(near) > day
    return near


class Months(NamedTuple):
    """One day of the month in progressions of months: `skip`, `clamp` or `overflow` where a month lacks it (R4)."""

    month: Ints
    period: Ints
    day: Ints
    missing: str

    def take(self, places: Ints) -> "Months":
        """The progressions at these places."""
        return Months(self.month.take(places), self.period.take(places), self.day.take(places), self.missing)

    def rank(self, day: Ints) -> Ints:
        """The number of the first date that is not before a day."""
        return self._dated(self.visits(day))

    def visits(self, day: Ints) -> Ints:
        """The number of the first visit whose date is not before a day: as if every month had the day where it is skipped."""
        month = month_of(day)
        if self.missing != "overflow":
            since = day - _firsts()[month]
            own = self.day if self.missing == "skip" else np.minimum(self.day, length_of(month))
            return (month - (own > since) - self.month) // self.period + 1
        j = (month - 2 - self.month) // self.period + 1
        for _ in range(2):  # of this month and the one before, whose date may have overflowed into it
            j += self.landing(j) < day
        return j

    def landing(self, j: Ints) -> Ints:
        """The day on which visit j has its date, or would have it."""
        month = self.month + j * self.period
        days = self.day
        if self.missing == "clamp":
            days = np.minimum(days, length_of(month))
        return first_of(month) + days - 1

    def enough(self, dates: Ints) -> Ints:
        """How many visits hold so many dates for certain, wherever they begin; the pattern must have dates."""
        if self.missing != "skip" or not len(places := np.flatnonzero(self.day > _NEVER_MISSING)):
            return dates
        visits = dates.copy()
        day, step, month = self.day[places], self.period[places] % YEAR, self.month[places] % YEAR
        before, turns = _lost()
        turn = turns[step]
        kept, some = turn - before[day - 29, step, month, turn], dates[places]
        found = (some // np.maximum(kept, 1) + 1) * turn
        leap = np.flatnonzero(kept == 0)  # to Februaries only
        found[leap] = _to_leap_years(some[leap], self.period[places[leap]] * turn[leap] // YEAR)
        visits[places] = np.where(some == 0, 0, found)
        return visits

    def dated(self, j: Ints) -> tuple[Ints, Flags | None]:
        """The days of the visits j, and which of these have a date; None if all have."""
        if self.missing != "skip":
            return self.landing(j), None
        month = _known(self.month + j * self.period)
        first = _firsts().take(month)
        return first + self.day - 1, self.day <= _firsts().take(month + 1) - first

    def _dated(self, j: Ints) -> Ints:
        """How many of the visits 0 … j − 1 have a date; negative for those before 0."""
        if self.missing != "skip":
            return j
        late = (self.day > _NEVER_MISSING).nonzero()[0]
        if not len(late):
            return j
        found, some = j.copy(), self.take(late)
        lost = some.lost_by_name(j.take(late))
        found[late] -= lost
        if len(places := (some.day == 29).nonzero()[0]):
            found[late[places]] += some.take(places).leap_days(lost[places])
        return found

    def lost_by_name(self, j: Ints) -> Ints:
        """How many of the visits 0 … j − 1 are to months that lack the day (29, 30 or 31), all years taken for common ones."""
        before, turns = _lost()
        step = self.period % YEAR
        turn = turns.take(step)
        whole, rest = divmod(j, turn)
        row = (((self.day - 29) * YEAR + step) * YEAR + self.month % YEAR) * (YEAR + 1)
        lost: Ints = whole * before.take(row + turn) + before.take(row + rest)
        return lost

    def leap_days(self, visits: Ints) -> Ints:
        """How many of so many visits to Februaries, from the first on that visit 0 or a later one is to, are in leap years."""
        first, turn = _februaries()[:, self.period % YEAR, self.month % YEAR]
        year = (self.month + first * self.period) // YEAR
        of_4, of_100, of_400 = _multiples(visits, year, turn * self.period // YEAR)
        leap: Ints = of_4 - of_100 + of_400
        return leap

    def first_lost(self) -> Ints:
        """The first visit j ≥ 0 to a month without the day; very large if there is none."""
        found = np.full(self.day.shape, _NEVER, np.int64)
        if len(places := np.flatnonzero(self.day > 29)):
            found[places] = self.take(places).first_lost_by_name()
        if len(places := np.flatnonzero(self.day == 29)):
            found[places] = self.take(places).first_common_february()
        return found

    def first_lost_by_name(self) -> Ints:
        """The first visit j ≥ 0 to a month that never has the day (30 or 31)."""
        before, _ = _lost()
        day, step, month = self.day - 29, self.period % YEAR, self.month % YEAR
        lost = before[day, step, month] > 0
        return np.where(lost.any(axis=1), lost.argmax(axis=1) - 1, _NEVER)

    def first_common_february(self) -> Ints:
        """The first visit j ≥ 0 to a February of a common year."""
        first, turn = _februaries()[:, self.period % YEAR, self.month % YEAR]
        found = np.full(first.shape, _NEVER, np.int64)
        waiting = np.flatnonzero(first != _NEVER)
        for visit in range(101):  # leap years only for longer than that: then for good
            if not len(waiting):
                break
            j = first[waiting] + visit * turn[waiting]
            common = (
                length_of((self.month[waiting] + j * self.period[waiting]) % ERA_MONTHS + ERA_MONTHS) < 29
            )
            found[waiting[common]] = j[common]
            waiting = waiting[~common]
        return found


@lru_cache(maxsize=1)
def _lost() -> tuple[Ints, Ints]:
    """[day − 29, step, month, n]: how many of the first n ≤ 12 visits lack the day; [step]: when they begin again."""
    before = np.zeros((3, YEAR, YEAR, YEAR + 1), np.int64)
    for day, lacking in _LACKING.items():
        for step in range(YEAR):
            for month in range(YEAR):
                lost = [(month + j * step) % YEAR in lacking for j in range(YEAR)]
                before[day - 29, step, month, 1:] = np.cumsum(lost)
    return before, np.array([YEAR // gcd(step, YEAR) for step in range(YEAR)], np.int64)


@lru_cache(maxsize=1)
def _februaries() -> Ints:
    """[0, step, month]: the first visit to a February; [1, step, month]: how many visits there are from one to the next."""
    found = np.full((2, YEAR, YEAR), _NEVER, np.int64)
    for step in range(YEAR):
        turn = YEAR // gcd(step, YEAR)
        found[1, step] = turn
        for month in range(YEAR):
            for j in reversed(range(turn)):
                if (month + j * step) % YEAR == _FEBRUARY:
                    found[0, step, month] = j
    return found


def _to_leap_years(dates: Ints, step: Ints) -> Ints:
    """How many years, every `step`-th, hold so many leap years for certain, if they hold any.

    Every fourth, second or single one is a multiple of 4, and of these at most every fifth is of 100; but where all are, as
    every 25 years, it may be 16 to the next of 400.
    """
    every = np.array([1, 4, 2, 4])[step % 4]
    return np.where(step % 25 == 0, (dates + 1) * 16, (dates * 5 // 4 + 4) * every)


def _multiples(n: Ints, start: Ints, step: Ints) -> Ints:
    """How many of start, start + step, … (n of them; negative n: before the start) are multiples of 4, of 100, of 400."""
    common, inverse = _inverses()
    place = step % _OF + _PLACES
    shared = common.take(place)
    turn = _OF // shared
    first = -(start // shared) * inverse.take(place) % turn
    found: Ints = ((n - first - 1) // turn + 1) * (start % shared == 0)
    return found


_OF = np.array([[4], [100], [400]])
_PLACES = np.array([[0], [4], [104]])


@lru_cache(maxsize=1)
def _inverses() -> tuple[Ints, Ints]:
    """For each rest of a step by 4, 100 and 400: the common divisor of both, and the step's inverse when both are divided by it."""
    rests = [(rest, of) for of in (4, 100, 400) for rest in range(of)]
    common = [gcd(rest, of) for rest, of in rests]
    inverse = [
        pow(rest // shared, -1, of // shared) for (rest, of), shared in zip(rests, common, strict=True)
    ]
    return np.array(common, np.int64), np.array(inverse, np.int64)


class Drifts(NamedTuple):
    """Days of the month that are lost in a month without them, for good (R4): at most four progressions, one after another.

    `parts` are stacked, four for each row, part by part; `ends` says how many dates there are before the end of each.
    """

    parts: Months
    ends: Ints

    @classmethod
    def of(cls, month: Ints, period: Ints, day: Ints, missing: str) -> "Drifts":
        """From month number `month` on, each date reckoned from the one before it: `clamp_drift` or `overflow_drift`."""
        parts, lengths = [], []
        for _ in range(4):  # 31, 30, 29, 28
            part = Months(month, period, day, "skip")
            visits = part.first_lost()
            lost = month + visits * period
            length = length_of(lost % ERA_MONTHS + ERA_MONTHS)
            parts.append(part)
            lengths.append(visits)
            gone = visits != _NEVER
            if missing == "clamp_drift":
                month, day = np.where(gone, lost, month), np.where(gone, length, day)
            else:
                month, day = np.where(gone, lost + 1, month), np.where(gone, day - length, day)
        return cls(_stacked(parts), np.minimum(np.cumsum(np.stack(lengths), axis=0), _NEVER))

    def take(self, places: Ints) -> "Drifts":
        """The drifts at these places."""
        rows = self.ends.shape[1]
        return Drifts(self.parts.take((places + np.arange(4)[:, None] * rows).ravel()), self.ends[:, places])

    def rank(self, day: Ints) -> Ints:
        """The number of the first date that is not before a day; 0 for all that lies before."""
        before = self.parts.visits(np.tile(day, 4)).reshape(self.ends.shape)
        number: Ints = np.sum(np.clip(before, 0, self.lengths()), axis=0)
        return number

    def lengths(self) -> Ints:
        """[part, row]: how many dates a part has."""
        return np.diff(self.ends, axis=0, prepend=0)

    def spans(self, first: Ints, stop: Ints) -> tuple[Ints, Ints]:
        """[part, row]: the visits of each part that are dates number `first` … `stop` − 1: the first, and the end."""
        begins = self.ends - self.lengths()
        return np.clip(first - begins, 0, self.lengths()), np.clip(stop - begins, 0, self.lengths())


def _stacked(parts: list[Months]) -> Months:
    month, period, day = (np.concatenate(field) for field in zip(*(part[:3] for part in parts), strict=True))
    return Months(month, period, day, "skip")


def months_of(
    counted_from: Ints, day_from: Ints, length: Ints, period: Ints, reading: Reading
) -> Months | Drifts:
    """The pattern of modes 6 and 7 (C2, R2, R4): counted from one day, the day of the month (and the month of a year) another's."""
    month = of_day = month_of(counted_from)
    if day_from is not counted_from:
        of_day = month_of(day_from)
        month = np.where(length == YEAR, month - month % YEAR + of_day % YEAR, month)
    day = day_from - _firsts()[of_day] + 1
    if reading.missing_day.endswith("_drift"):
        return Drifts.of(month, period, day, reading.missing_day)
    return Months(month, period, day, reading.missing_day)
