"""The cheapest description of a few days, by trying every strategy in every window, and every two of them.

For at most 15 days at one time of day. Slow and plain on purpose; shares no code with the engine's search: which days
a strategy has is asked of the calendar here, under the documented reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, combinations

MONDAY = date(2001, 1, 1)
MOST = 15

Set = frozenset[date]


def cheapest(days: Sequence[date]) -> int:
    """What the cheapest description costs, one or two strategies and exceptions, or exceptions alone.

    More than two strategies cost 9 and more, so this is all there is for up to 9 days.
    """
    wanted = frozenset(days)
    assert len(wanted) <= MOST
    said = set(candidates(sorted(wanted)))
    best = min((price + len(had ^ wanted) for had, price in said), default=len(wanted))
    useful = [(had, price) for had, price in said if len(had - wanted) + price <= len(wanted) - 3]
    pairs = (
        a_price + b_price + len((a | b) ^ wanted) for (a, a_price), (b, b_price) in combinations(useful, 2)
    )
    return min(chain([len(wanted), best], pairs))


def candidates(days: Sequence[date]) -> Iterator[tuple[Set, int]]:
    """The days of every strategy that begins and ends on one of these, with its price.

    Nothing is lost by that: a strategy without its first dates that are not wanted costs less.
    """
    for first, last in combinations(days, 2):
        within = [first + timedelta(n) for n in range((last - first).days + 1)]
        for interval in range((last - first).days):
            yield frozenset(within[:: interval + 1]), price(interval)
        for interval in range((last - first).days // 7 + 1):
            active = [day for day in within if (week(day) - week(first)) % (interval + 1) == 0]
            for chosen in weekdays(days):
                yield frozenset(day for day in active if day.weekday() in chosen), price(interval)
        yield frozenset(day for day in within if day.weekday() < 5), price(0)
        months = (last.year - first.year) * 12 + last.month - first.month
        for interval in range(months):
            monthly = [
                day
                for day in within
                if day.day == first.day
                and (day.month - first.month + 12 * (day.year - first.year)) % (interval + 1) == 0
            ]
            yield frozenset(monthly), price(interval)


def weekdays(days: Sequence[date]) -> Iterator[tuple[int, ...]]:
    """Every choice among the weekdays of these days; another weekday only adds dates that are not wanted."""
    there = sorted({day.weekday() for day in days})
    return chain.from_iterable(combinations(there, size) for size in range(1, len(there) + 1))


def price(interval: int) -> int:
    """What a strategy costs among at most 15 dates."""
    return 3 + len(f"{interval:b}".lstrip("0")) // 2


def week(day: date) -> int:
    """The number of a week that begins on Monday."""
    return (day - MONDAY).days // 7
