"""Days and weeks for many rows at once: the cycles of modes 1 to 5, in the arithmetic of `recurrence.cycle`.

Weekdays of a row are seven bits, bit 0 = Sunday. Every function takes and gives int64 arrays of one shape, a place for
each row; days are ordinals.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from recurrence.interop.table.months import Ints
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
        return Weeks(self.origin[places], self.period[places], self.bits[places])

    def at(self, number: Ints) -> Ints:
        """The day of a date; the cycle must have dates."""
        size: Ints = below()[self.bits, _WEEK]
        block, place = divmod(number, size)
        day: Ints = self.origin + block * self.period + offsets()[self.bits, place]
        return day

    def rank(self, day: Ints) -> Ints:
        """The number of the first date that is not before a day."""
        since = day - self.origin
        block = since // self.period
        since -= block * self.period
        np.minimum(since, _WEEK, out=since)
        counts = below()
        number: Ints = block * counts[self.bits, _WEEK] + counts[self.bits, since]
        return number

    def ranks(self, day: Ints, other: Ints) -> tuple[Ints, Ints]:
        """The ranks of two days."""
        return self.rank(day), self.rank(other)


@lru_cache(maxsize=1)
def below() -> Ints:
    """[bits, n]: how many of the bits below bit n are set."""
    before = np.zeros((128, 8), np.int64)
    for day in range(_WEEK):
        before[:, day + 1] = before[:, day] + (np.arange(128) >> day & 1)
    return before


@lru_cache(maxsize=1)
def offsets() -> Ints:
    """[bits, n]: the number of the n-th bit that is set, from 0."""
    found = np.zeros((128, _WEEK), np.int64)
    for bits in range(1, 128):
        days = [day for day in range(_WEEK) if bits >> day & 1]
        found[bits, : len(days)] = days
    return found


@lru_cache(maxsize=1)
def _turned() -> Ints:
    """[bits, day]: the weekdays counted from a day of the week instead of from Sunday."""
    bits = np.arange(128)
    return np.stack([(bits >> day | bits << (_WEEK - day)) & 127 for day in range(_WEEK)], axis=1)


def days_of(counted_from: Ints, period: Ints) -> Weeks:
    """Mode 1: every `period`-th day (C2, C4)."""
    return Weeks(counted_from, period, np.ones_like(period))


def weeks_of(counted_from: Ints, weeks: Ints, days: Ints, reading: Reading) -> Weeks:
    """Modes 2 to 5: weekdays in every so many-th week, counted from the week that holds a day (R3)."""
    if reading.week == "rolling":
        return Weeks(counted_from, weeks * _WEEK, _turned()[days, counted_from % _WEEK])
    first = int(reading.week == "monday")  # ordinal 1 is a Monday, 0 a Sunday
    origin = counted_from - (counted_from - first) % _WEEK
    return Weeks(origin, weeks * _WEEK, _turned()[days, first])
