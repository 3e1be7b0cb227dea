"""Dates as ISO 8601 texts by the thousand: slices of a table of ready-made day texts, a year at a time.

Making a text costs far more than a date; a text made once serves every pattern that meets that day.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from recurrence.cycle import Cycle, Drift

_DENSE = 10  # a table pays where at least one day in so many is wanted


def json_array(days: Iterable[str], suffix: str) -> str:
    """A JSON array of the texts, each with the suffix; the texts need no escapes.

    >>> json_array(["2027-01-01", "2027-01-02"], "T09:00:00")
    '["2027-01-01T09:00:00","2027-01-02T09:00:00"]'
    """
    texts = [*days]
    if not texts:
        return "[]"
    texts[0] = f'["{texts[0]}'
    texts[-1] += f'{suffix}"]'
    return f'{suffix}","'.join(texts)  # one join makes the whole text: a long one is costly to copy


def date_texts(cycle: Cycle | Drift, k: int, n: int) -> Sequence[str]:
    """Dates number k to k + n − 1 (n ≥ 1) as texts `YYYY-MM-DD`.

    >>> date_texts(Cycle(739_617, 7, (0,)), 0, 2)
    ['2026-01-01', '2026-01-08']
    """
    first, last = cycle.at(k), cycle.at(k + n - 1)
    if isinstance(cycle, Drift) or last - first > _DENSE * n or len(cycle.offsets) > n:
        return [date.fromordinal(cycle.at(number)).isoformat() for number in range(k, k + n)]
    table, begins = _table(first, last)
    width = len(cycle.offsets)
    if width == 1:
        return table[first - begins : last - begins + 1 : cycle.period]
    texts = [""] * n
    for lane in range(width):
        texts[lane::width] = table[cycle.at(k + lane) - begins : last - begins + 1 : cycle.period]
    return texts


def _table(first: int, last: int) -> tuple[list[str], int]:
    """The texts of all days of the years of two ordinals, and the ordinal of the first of them."""
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    table: list[str] = []
    for year in years:
        table += _year(year)
    return table, date(years[0], 1, 1).toordinal()


@lru_cache(maxsize=256)
def _year(year: int) -> list[str]:
    begins = date(year, 1, 1).toordinal()
    days = range(begins, date(year, 12, 31).toordinal() + 1)
    return [date.fromordinal(day).isoformat() for day in days]
