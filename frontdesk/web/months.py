"""The months of a page as data: which are shown, the days with marks in them, where their weeks begin.

Decides which of a day's marks gives it its colour. Knows nothing of HTML; the cells are written in `cells.py`.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

MOST = 24

SIGNS = {
    "clash": "!",
    "delete": "−",
    "create": "●",
    "only_a": "A",
    "only_b": "B",
    "moved_a": "A➜",
    "moved_b": "➜B",
    "both": "●",
    "added": "+",
    "moved": "➜",
    "contested": "◐",
    "noted": "▲",
    "class": "●",
    "gone": "−",
    "there": "=",
    "kept": "=",
    "source": "◆",
    "left": "○",
    "closed": "✕",
    "elsewhere": "?",
}
"""Every mark with its sign; where a day has several, the first gives the colour."""

MOST_SIGNS = 3
_ORDINARY = ("class", "create", "both")

Marks = Mapping[date, Sequence[str]]


class Day(NamedTuple):
    """A marked day: the style of its first mark, the signs of the first few, and all its marks."""

    style: str
    signs: str
    marks: tuple[str, ...]


class Month(NamedTuple):
    """A month: how many days it has, in which column (1 to 7) the first stands, and those that are marked."""

    year: int
    month: int
    length: int
    column: int
    marked: Mapping[int, Day]


def gathered(*layers: tuple[str, Iterable[date]]) -> dict[date, tuple[str, ...]]:
    """The marks of each day, in the order of `SIGNS`.

    >>> gathered(("closed", [date(2027, 1, 1)]), ("class", [date(2027, 1, 1)]))
    {datetime.date(2027, 1, 1): ('class', 'closed')}
    """
    found: dict[date, set[str]] = {}
    for mark, days in layers:
        for day in days:
            found.setdefault(day, set()).add(mark)
    return {day: tuple(mark for mark in SIGNS if mark in marks) for day, marks in found.items()}


def months(first: date, last: date, marks: Marks, first_weekday: int) -> list[Month]:
    """The months from the first day's to the last's, two years at most.

    >>> len(months(date(2027, 1, 4), date(2027, 2, 1), {}, 0))
    2
    """
    start = first.year * 12 + first.month - 1
    wanted = last.year * 12 + last.month - start
    end = min(start + min(wanted, MOST), 10_000 * 12)
    return [_month(*divmod(number, 12), marks, first_weekday) for number in range(start, end)]


def used(shown: Iterable[Month]) -> list[str]:
    """The marks that a legend has to explain, the ordinary ones first."""
    there = {mark for month in shown for day in month.marked.values() for mark in day.marks}
    return sorted((mark for mark in SIGNS if mark in there), key=lambda mark: mark not in _ORDINARY)


def _month(year: int, month: int, marks: Marks, first_weekday: int) -> Month:
    weekday, length = monthrange(year, month + 1)
    days = ((day, marks.get(date(year, month + 1, day))) for day in range(1, length + 1))
    marked = {day: _day(tuple(found)) for day, found in days if found}
    return Month(year, month + 1, length, (weekday - first_weekday) % 7 + 1, marked)


def _day(found: tuple[str, ...]) -> Day:
    return Day(found[0], "".join(SIGNS[mark] for mark in found[:MOST_SIGNS]), found)
