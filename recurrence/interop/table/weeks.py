"""Days and weeks for many rows at once: the cycles of modes 1 to 5, in the arithmetic of `recurrence.cycle`.

Weekdays of a row are seven bits, bit 0 = Sunday. Every function takes and gives int64 arrays of one shape, a place for
each row; days are ordinals.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from recurrence.interop.table.months import Ints
from recurrence.reading import Reading

WEEK = 7
SAME_DAY = 1 << WEEK
"""A bit beside those of the weekdays: the day that is counted from, whichever that is."""


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
        return below().take(self.bits * 8 + WEEK)

    def at(self, number: Ints) -> Ints:
        """The day of a date; the cycle must have dates."""
        block, place = divmod(number, self.size())
        return self.origin + block * self.period + offsets()[self.bits * 8 + place]

    def rank(self, day: Ints) -> Ints:
        """The number of the first date that is not before a day."""
        row = self.bits * 8
        block, since = divmod(day - self.origin, self.period)
        np.minimum(since, WEEK, out=since)
        since += row
        row += WEEK
        block *= below().take(row)
        block += below().take(since)
        return block

    def early(self, day: Ints) -> Ints:
        """The same for a day that is at most a week after the first period begins, and at most a day where these are not of weeks."""
        place = self.bits * 8
        place += day
        place -= self.origin
        return below().take(place)


@lru_cache(maxsize=1)
def below() -> Ints:
    """[8 · bits + n]: how many of the bits below bit n are set. Flat, as the other tables here: one index is cheaper than two."""
    bits = np.arange(128)
    before = np.zeros((128, 8), np.int64)
    for day in range(WEEK):
        before[:, day + 1] = before[:, day] + (bits >> day & 1)
    return before.ravel()


@lru_cache(maxsize=1)
def offsets() -> Ints:
    """[8 · bits + n]: the number of the n-th bit that is set, from 0."""
    found = np.zeros((128, 8), np.int64)
    for bits in range(1, 128):
        days = [day for day in range(WEEK) if bits >> day & 1]
        found[bits, : len(days)] = days
    return found.ravel()


@lru_cache(maxsize=1)
def _turned() -> Ints:
    """[256 · day + bits]: the weekdays counted from a day of the week instead of from Sunday; the same day is bit 0."""
    bits = np.arange(128)
    turned = [(bits >> day | bits << (WEEK - day)) & 127 for day in range(WEEK)]
    return np.stack([turned, np.ones_like(turned)], axis=1).ravel()


def weeks_of(counted_from: Ints, length: Ints, period: Ints, days: Ints, reading: Reading) -> Weeks:
    """Weekdays in every so many-th week, counted from the week that holds a day (R3), where `length` is 7; where it is 1, every so many-th day."""
    if reading.week == "rolling":
        return Weeks(counted_from, period, _turned().take(counted_from % WEEK * 256 + days))
    first = int(reading.week == "monday")  # ordinal 1 is a Monday, 0 a Sunday
    origin = counted_from - first
    origin %= length
    np.subtract(counted_from, origin, out=origin)
    return Weeks(origin, period, _turned().take(days + first * 256))
