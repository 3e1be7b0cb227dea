"""Dates as ISO 8601 texts by the thousand: slices of a table of ready-made day texts, a year at a time.

Making a text costs far more than a date; a text made once serves every pattern that meets that day.
"""

from datetime import date
from functools import lru_cache
from itertools import chain

from recurrence.cycle import Cycle, Drift

_DENSE = 10  # a table pays where at least one day in so many is wanted
_KEPT_YEARS = 256


def json_array(texts: list[str], suffix: str) -> str:
    """A JSON array of the texts, each with the suffix; the texts need no escapes, and the list is used up.

    >>> json_array(["2027-01-01", "2027-01-02"], "T09:00:00")
    '["2027-01-01T09:00:00","2027-01-02T09:00:00"]'
    """
    if not texts:
        return "[]"
    texts[0] = f'["{texts[0]}'
    texts[-1] += f'{suffix}"]'
    return f'{suffix}","'.join(texts)  # one join makes the whole text: a long one is costly to copy


def date_texts(cycle: Cycle | Drift, k: int, n: int) -> list[str]:
    """Dates number k to k + n − 1 (n ≥ 1) as texts `YYYY-MM-DD`, in a list of the caller's own.

    >>> date_texts(Cycle(739_617, 7, (0,)), 0, 2)
    ['2026-01-01', '2026-01-08']
    """
    first, last = cycle.at(k), cycle.at(k + n - 1)
    if isinstance(cycle, Drift) or last - first > _DENSE * n or len(cycle.offsets) > n:
        return [date.fromordinal(cycle.at(number)).isoformat() for number in range(k, k + n)]
    table, begins = _table(date.fromordinal(first).year, date.fromordinal(last).year)
    width = len(cycle.offsets)
    if width == 1:
        return table[first - begins : last - begins + 1 : cycle.period]
    texts = [""] * n
    for lane in range(width):
        texts[lane::width] = table[cycle.at(k + lane) - begins : last - begins + 1 : cycle.period]
    return texts


def _table(first: int, last: int) -> tuple[list[str], int]:
    """The texts of all days of these years, and the ordinal of the first of them."""
    wide = last - first > _KEPT_YEARS
    return (_joined.__wrapped__ if wide else _joined)(first, last), date(first, 1, 1).toordinal()


@lru_cache(maxsize=4)
def _joined(first: int, last: int) -> list[str]:
    """The years' texts in one list, kept: to join them costs as much as to use them."""
    return [*chain.from_iterable(map(_year, range(first, last + 1)))]


@lru_cache(maxsize=_KEPT_YEARS)
def _year(year: int) -> list[str]:
    begins = date(year, 1, 1).toordinal()
    days = range(begins, date(year, 12, 31).toordinal() + 1)
    return [date.fromordinal(day).isoformat() for day in days]
