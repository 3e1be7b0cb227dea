"""Calendars of marked days for the terminal: the months that have one, or whole years, and the legend of the marks.

Decides how many months stand abreast and how many are drawn at all. What a mark means comes in as data.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from frontdesk.render.layout import abreast_in, in_rows
from frontdesk.render.month import Mark, month_block

MOST_MONTHS = 24
MOST_YEARS = 5
_HALVES = (6, 4, 3, 2, 1)


def month_grids(
    marks: Mapping[date, Mark], legend: Sequence[Mark], width: int, first_weekday: int = 0
) -> Iterator[Text]:
    """The first 24 months that have a marked day, each once; below them the legend, and a blank line."""
    months = sorted({(day.year, day.month) for day in marks})
    shown = months[:MOST_MONTHS]
    yield from in_rows([month_block(*month, marks, first_weekday) for month in shown], abreast_in(width))
    numbers = [year * 12 + month for year, month in shown]
    told = ["empty months are left out"] if any(b - a > 1 for a, b in pairwise(numbers)) else []
    if left := len(months) - len(shown):
        told.append(f"… and {left:,} more month{'' if left == 1 else 's'}")
    yield legend_line((marks[day] for day in marks if (day.year, day.month) in set(shown)), legend, told)
    yield Text()


class Year(NamedTuple):
    """The months of a view of years, a multiple of twelve, and how many years more there are."""

    months: tuple[tuple[int, int], ...]
    years_left: int = 0


def year_of(days: Iterable[date]) -> Year:
    """The calendar years that have one of these days, at most five; or, where that is enough, twelve months in a row.

    >>> year_of([date(2026, 9, 1), date(2027, 5, 31)]).months[0]
    (2026, 9)
    """
    numbers = sorted({day.year * 12 + day.month - 1 for day in days})
    years = sorted({number // 12 for number in numbers})
    if len(years) == 2 and numbers[-1] - numbers[0] < 12:
        return Year(tuple(_month(number) for number in range(numbers[0], numbers[0] + 12)))
    drawn = years[:MOST_YEARS]
    return Year(tuple((year, month) for year in drawn for month in range(1, 13)), len(years) - len(drawn))


def _month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1


def year_grids(
    marks: Mapping[date, Mark], year: Year, legend: Sequence[Mark], width: int, first_weekday: int = 0
) -> Iterator[Text]:
    """Twelve months and again twelve, three abreast at 80 columns; below them the legend, and a blank line."""
    abreast = next(number for number in _HALVES if number <= abreast_in(width))
    yield from in_rows([month_block(*month, marks, first_weekday) for month in year.months], abreast)
    shown, left = set(year.months), year.years_left
    told = [f"… and {left:,} more year{'' if left == 1 else 's'}"] if left else []
    yield legend_line((mark for day, mark in marks.items() if (day.year, day.month) in shown), legend, told)
    yield Text()


def legend_line(used: Iterable[Mark], legend: Sequence[Mark], told: Sequence[str] = ()) -> Text:
    """Sign and meaning of the marks that are used, in the order of the legend, and what else there is to say.

    >>> print(legend_line([Mark("+", "green", "new")], [Mark("+", "green", "new"), Mark("-", "red", "gone")]))
    + new
    """
    there = set(used)
    entries = [Text.assemble((mark.sign, mark.style), f" {mark.meaning}") for mark in legend if mark in there]
    return Text("   ").join([*entries, *map(Text, told)])
