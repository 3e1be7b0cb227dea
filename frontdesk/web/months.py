"""The months of a page as data: each day with its marks, what they mean in words, and the link that explains it.

Decides which months are shown and which of a day's marks gives it its colour. Knows nothing of HTML.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from frontdesk.render.sheet import month_of

FEWEST, MOST = 12, 24

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
    """A cell: the day, the style of its first mark (empty: none), the signs of the first few, and all its marks."""

    day: date
    style: str
    signs: str
    marks: tuple[str, ...]


class Month(NamedTuple):
    """A month and its weeks; None where a day belongs to another month."""

    year: int
    month: int
    weeks: tuple[tuple[Day | None, ...], ...]


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


def months(first: date, last: date, marks: Marks, first_weekday: int, *, fewest: int = FEWEST) -> list[Month]:
    """The months from the first day's on, `fewest` of them at least, two years at most.

    >>> len(months(date(2027, 1, 4), date(2027, 2, 1), {}, 0))
    12
    """
    start = first.year * 12 + first.month - 1
    wanted = last.year * 12 + last.month - start
    end = min(start + min(max(wanted, fewest), MOST), 10_000 * 12)
    return [_month(*divmod(number, 12), marks, first_weekday) for number in range(start, end)]


def used(shown: Iterable[Month]) -> list[str]:
    """The marks that a legend has to explain, the ordinary ones first."""
    there = {mark for month in shown for day in _days(month) for mark in day.marks}
    return sorted((mark for mark in SIGNS if mark in there), key=lambda mark: mark not in _ORDINARY)


def _days(month: Month) -> Iterator[Day]:
    return (day for week in month.weeks for day in week if day is not None)


def _month(year: int, month: int, marks: Marks, first_weekday: int) -> Month:
    weeks = month_of(year, month + 1, first_weekday)
    cells = tuple(tuple(None if day is None else _day(day, marks) for day in week) for week in weeks)
    return Month(year, month + 1, cells)


def _day(day: date, marks: Marks) -> Day:
    found = tuple(marks.get(day, ()))
    return Day(day, found[0] if found else "", "".join(SIGNS[mark] for mark in found[:MOST_SIGNS]), found)
