"""Days and weeks for many rows at once: the cycles of modes 1 to 5, in the arithmetic of `recurrence.cycle`.

Weekdays of a row are seven bits, bit 0 = Sunday. Every function takes and gives int64 arrays of one shape, a place for
each row; days are ordinals.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from recurrence.interop.table.months import Flags, Ints
from recurrence.reading import Reading

_WEEK = 7


class Weeks(NamedTuple):
    """Cycles of days: from `origin`, every `period` days, the offsets that are the bits of `bits` (0 … 6).

    >>> mondays_and_thursdays = Weeks(*map(np.array, ([1], [21], [0b1001])))
    >>> [int(mondays_and_thursdays.rank(np.array([day]))[0]) for day in (1, 2, 5, 22)]
    [0, 1, 2, 2]
    """

    origin: Ints
    period: Ints
    bits: Ints

    def take(self, places: Ints) -> "Weeks":
        """The cycles at these places."""
        return Weeks(self.origin.take(places), self.period.take(places), self.bits.take(places))

    def size(self) -> Ints:
        """How many dates a period has."""
        return below().take(self.bits * 8 + _WEEK)

    def at(self, number: Ints) -> Ints:
        """The day of a date; the cycle must have dates."""
        block, place = divmod(number, self.size())
        return self.origin + block * self.period + offsets()[self.bits * 8 + place]

    def rank(self, day: Ints) -> Ints:
        """The number of the first date that is not before a day."""
        return self._rank(day, self.bits * 8, self.size())

    def ranks(self, day: Ints, other: Ints) -> tuple[Ints, Ints]:
        """The ranks of two days."""
        row, size = self.bits * 8, self.size()
        return self._rank(day, row, size), self._rank(other, row, size)

    def _rank(self, day: Ints, row: Ints, size: Ints) -> Ints:
        since = day - self.origin
        block = since // self.period
        since -= block * self.period
        np.minimum(since, _WEEK, out=since)
        since += row
        block *= size
        block += below().take(since)
        return block


@lru_cache(maxsize=1)
def below() -> Ints:
    """[8 · bits + n]: how many of the bits below bit n are set. Flat, as the other tables here: one index is cheaper than two."""
    bits = np.arange(128)
    before = np.zeros((128, 8), np.int64)
    for day in range(_WEEK):
        before[:, day + 1] = before[:, day] + (bits >> day & 1)
    return before.ravel()


@lru_cache(maxsize=1)
def offsets() -> Ints:
    """[8 · bits + n]: the number of the n-th bit that is set, from 0."""
    found = np.zeros((128, 8), np.int64)
    for bits in range(1, 128):
        days = [day for day in range(_WEEK) if bits >> day & 1]
        found[bits, : len(days)] = days
    return found.ravel()


@lru_cache(maxsize=1)
def _turned() -> Ints:
    """[128 · day + bits]: the weekdays counted from a day of the week instead of from Sunday."""
    bits = np.arange(128)
    return np.concatenate([(bits >> day | bits << (_WEEK - day)) & 127 for day in range(_WEEK)])


def weeks_of(counted_from: Ints, units: Ints, days: Ints, daily: Flags, reading: Reading) -> Weeks:
    """Modes 2 to 5: weekdays in every so many-th week, counted from the week that holds a day (R3); mode 1: every so many-th day."""
    weekly = 1 - daily
    period = units * (6 * weekly + 1)
    if reading.week == "rolling":
        bits = _turned().take(counted_from % _WEEK * 128 + days)
        return Weeks(counted_from, period, np.where(daily, 1, bits))
    first = int(reading.week == "monday")  # ordinal 1 is a Monday, 0 a Sunday
    origin = counted_from - (counted_from - first) % _WEEK * weekly
    bits = _turned().take(days + first * 128)
    return Weeks(origin, period, np.where(daily, 1, bits))
